// Whose turn it is to write, and who else is here. One window at a time has the text, by a claim that the desk numbers.
//
//   arrives  asks for the claim
//   writes   has it
//   looks    has none, and nobody writes: who begins to type asks for it
//   reads    somebody else writes, or one may only read: the fields are closed
//
// Two must not write on beside each other: who loses the text is told within a second or two.
import { ask } from "./api.js";
import { element, fill } from "./dom.js";
import { awaitTypingOn, isInField } from "./keys.js";
import { bringOut } from "./notices.js";

const watchMs = 1500, presentMs = 20000;
const $ = (id) => document.getElementById(id);

// `onSeen` hears what others saved or did, `onPresent` how things stand around the text, `onLost` that the desk does not answer.
export function makeTurn({ page, path, tab, texts, notice, formatTime, body, saver, hasWritten, onSeen, onPresent, onLost }) {
  let state = "arrives";
  let claim = 0; // its number; 0: we have none
  let latest = 0; // the number of the last that we had
  let closed = []; // the fields that were open before one could only read
  let busy = null; // the notice that somebody else writes
  let taken = null; // the link to what was kept of our text when somebody took it over

  // ---- from one state to another ----

  function closeFields() {
    const hasFocus = $("article").contains(document.activeElement) && isInField(document.activeElement);
    closed = [...$("article").querySelectorAll("input, textarea, select, .columns button")].filter((field) => !field.disabled && !field.closest("#comment-place"));
    for (const field of closed) field.disabled = true;
    body.setEditable(false);
    $("main-picture").inert = true;
    if (hasFocus) awaitTypingOn();
  }

  // The notice that a text was taken over stays, and leads to what was kept.
  function openFields() {
    for (const field of closed) field.disabled = false;
    body.setEditable(true);
    $("main-picture").inert = false;
    busy?.remove();
    if (!taken) $("notices").className = "";
    busy = taken = null;
  }

  function turnTo(next, number = 0) {
    const before = state;
    state = next;
    claim = number;
    latest = Math.max(latest, number);
    if (next === "reads" && before !== "reads") closeFields();
    if (next !== "reads" && before === "reads") openFields();
  }

  // Who has the text, which may be oneself in another window.
  const holderWords = ({ name, isOwn, sinceMs, isIdle }) => fill(isOwn ? texts.busy_own : isIdle ? texts.looks : texts.busy, { name: name || "", time: formatTime(sinceMs) });

  function readBeside(holder) {
    turnTo("reads");
    busy = notice("warn", holderWords({ ...holder, isIdle: false }), [[texts.take_over, takeOver], [texts.read, () => {}]]);
    bringOut(busy, $("notices"));
  }

  function loseText(taker) {
    turnTo("reads");
    saver.saveQuietly();
    const words = taker ? fill(texts.taken, { name: taker.name, time: formatTime(taker.sinceMs) }) : texts.taken_gone;
    const made = notice("warn", words, [[texts.take_over, takeOver]]);
    taken = element("a", { class: "button", href: `${path}/versions`, target: "_blank", rel: "opener" }, texts.taken_versions);
    made.querySelector(".acts").prepend(taken);
    $("notices").className = "stays"; // whoever writes further down must see it too
    bringOut(made, $("notices"));
  }

  // Of a text without a word of ours nothing was lost. What was kept is known only when the rest of ours has been sent.
  function wasTaken(answer) {
    const taker = takerOf(answer);
    if (state === "writes" || state === "looks") {
      if (hasWritten()) loseText(taker);
      else if (taker) readBeside(taker);
      else turnTo("looks");
    }
    if (!answer.kept_version || !taken) return;
    taken.href = `${path}/versions?from=${answer.kept_version}`;
    taken.textContent = texts.taken_version;
  }

  // The page is loaded anew, with the text as the other one left it.
  function takeOver() {
    sessionStorage.setItem("take-over", String(page.id));
    location.reload();
    return false;
  }
  function takesOver() {
    const wanted = sessionStorage.getItem("take-over") === String(page.id);
    sessionStorage.removeItem("take-over");
    return wanted;
  }

  // ---- the claim ----

  // The first to come has the text. Who comes later looks, too; while somebody writes they only read, and may take over.
  async function begin() {
    if (!page.may_edit) turnTo("reads");
    else await ask("POST", `${path}/claim`, { tab, take_over: takesOver() }).then(settle, (error) => {
      turnTo("looks"); // it is asked for anew when there is something to save
      onLost(error);
    });
    setInterval(stayPresent, presentMs);
    stayPresent();
    setTimeout(watch, watchMs);
  }
  function settle(answer) {
    if (answer.claim) turnTo("writes", answer.claim);
    else if (answer.is_idle) turnTo("looks");
    else readBeside({ name: answer.held_by, isOwn: answer.is_own, sinceMs: answer.since_ms });
  }

  // Where the other one writes by now, what was typed here becomes a version of its own.
  let beginning = null;
  async function take() {
    if (state !== "looks") return;
    beginning ??= ask("POST", `${path}/claim`, { tab, take_idle: true }).then(({ claim: number }) => {
      if (number) turnTo("writes", number);
    }).finally(() => { beginning = null; });
    await beginning;
  }

  // A save has the claim anew when nobody held it any more. One whose answer comes late tells nothing new.
  function keep(number) {
    if (number > latest) turnTo("writes", number);
  }

  function leave() {
    if (claim) ask("POST", `${path}/leave`, { claim }, { keepalive: true }).catch(() => {});
  }

  // ---- the others ----

  // Who has the text by now; null: nobody.
  const takerOf = (answer) => (answer.taken_by ? { name: answer.taken_by, isOwn: answer.is_own, sinceMs: answer.taken_ms, isIdle: answer.is_idle } : null);

  // A window of one's own in which nothing is written may be one that is gone.
  function tellPresence(other) {
    const words = other && !(other.isOwn && other.isIdle) ? holderWords(other) : "";
    if ($("presence").textContent !== words) $("presence").textContent = words;
  }

  async function stayPresent() {
    try {
      const answer = await ask("POST", `${path}/presence`, { claim });
      const [other] = answer.others;
      tellPresence(other && { name: other.name, isOwn: other.is_own, sinceMs: other.since_ms, isIdle: other.is_idle });
      if (answer.taken_by) wasTaken(answer);
      onPresent(answer);
    } catch { /* the next one will tell; saving tells when the line is gone */ }
  }

  // Nothing is asked for while the page is not looked at.
  async function watch() {
    if (document.visibilityState === "visible") {
      const answer = await ask("POST", `${path}/presence`, { claim, watches: true, revision: saver.revision }).catch(() => null);
      if (answer) seeOthers(answer);
    }
    setTimeout(watch, watchMs);
  }

  function seeOthers(answer) {
    const isIdle = answer.is_idle && !taken; // who took the text over is about to write
    tellPresence(takerOf(answer));
    onSeen(answer);
    if (state === "reads") {
      if (page.may_edit && saver.isClean && (isIdle || !answer.taken_by)) turnTo("looks"); // whoever wrote has gone
    } else if (answer.taken_by && !(state === "looks" && answer.is_idle)) wasTaken(answer);
    else if (answer.is_over && saver.isClean) turnTo("looks");
  }

  return {
    begin, take, keep, leave, stayPresent, wasTaken, takeOver,
    get claim() { return claim; },
    get isReading() { return state === "reads"; },
  };
}
