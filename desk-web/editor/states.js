// How an article stands, and what the person may do about it besides writing: hand in, approve, hand back, withdraw, undo.
// The server says what is allowed and what became of it; here are only the buttons.
import { ask } from "./api.js";
import { APPROVED, DRAFT, LIVE, REVIEW, SCHEDULED, WITHDRAWN } from "./article_states.js";
import { askIn, wordsOf } from "./dialog.js";
import { element, fill, replaceChildren } from "./dom.js";
import { clockTime, leftUntil, makeClock } from "./times.js";

const followMs = 2000;

// `settle`: what is on its way into the fields has come.
export function makeStates({ page, path, texts, saver, notices, guess, takeNotes, settle, onApplied }) {
  const acts = document.getElementById("states");
  const mainAct = document.getElementById("main-state");
  const standing = document.getElementById("standing");
  const publish = document.getElementById("publish");
  const embargoPlace = document.getElementById("embargo-place");
  const discardPlace = document.getElementById("discard-place");
  const whoWithdraws = document.getElementById("who-withdraws"); // for those who may not
  const clock = makeClock(page.locale, page.zone);
  let isFollowed = false;

  const { tell, fail } = notices;

  const isOpen = () => page.stage === "none" || page.stage === "draft";
  const button = (id, name, act, isMain = false) => element("button", { type: "button", id, class: isMain ? "main" : null, onclick: act }, name);

  function wanted() {
    const list = [];
    if (page.discarded_ms) return page.may_edit ? [button("retrieve", texts.act_retrieve, () => retrieve(page.discarded_ms).catch((error) => fail("stage", wordsOf(error, texts))), true)] : list;
    const submits = page.may.submit && page.may_edit && isOpen();
    if (page.stage === "review" && !page.may.approve && page.may_edit) list.push(button("hand-back", texts.act_take_back, () => step("take_back", texts.act_take_back)));
    if (!isOpen() && page.may.approve) list.push(button("hand-back", texts.act_hand_back, () => step("hand_back", texts.act_hand_back)));
    if (page.stage === "review" && page.may.approve) list.push(button("approve", texts.act_approve, () => step("approve", texts.act_approve, texts.approve_beside)));
    if (page.state === SCHEDULED && page.may.schedule) list.push(button("unschedule", texts.act_unschedule, unschedule));
    const isBefore = page.state < LIVE || page.is_taken_back; // readers know no text of it
    if ((page.state <= SCHEDULED || page.is_taken_back) && page.may.schedule) list.push(button("schedule", page.state === SCHEDULED ? texts.act_reschedule : texts.act_schedule, schedule));
    if (page.state === LIVE && page.may.withdraw) list.push(button("withdraw", texts.act_withdraw, withdraw));
    if (submits && (!page.may.publish || isBefore)) list.push(button("hand-in", texts.act_submit, handIn, !page.may.publish));
    return list;
  }

  const when = (ms) => fill(texts.time_at, { time: clock(ms), left: leftUntil(ms - Date.now(), texts) });

  function words() {
    if (page.discarded_ms) return texts.state_discarded;
    const name = texts[`state_${page.state}`];
    if (page.state === SCHEDULED) return `${name}: ${when(page.embargo_ms)}${page.stage === "none" ? "" : ` · ${texts.schedule_behind}`}`;
    if (page.state >= LIVE && !isOpen()) return `${name} · ${texts[`state_${page.stage === "review" ? REVIEW : APPROVED}`]}`;
    return name;
  }

  function renderEmbargo() {
    const holds = page.state !== SCHEDULED && page.embargo_ms > Date.now();
    const parts = [element("p", { class: holds ? "warn" : "hint" }, holds ? fill(texts.embargo_holds, { time: when(page.embargo_ms) }) : "")];
    if (page.may.schedule && page.state !== SCHEDULED) parts.push(button("embargo", holds ? texts.act_embargo_change : texts.act_embargo, embargo));
    if (page.may.schedule && holds) parts.push(button("lift-embargo", texts.act_embargo_lift, () => lift()));
    // Another language's is lifted there, by whom that edition is open to.
    if (page.held) parts.push(element("p", { class: "warn", id: "held" }, page.held.href ? element("a", { href: page.held.href }, page.held.text) : page.held.text));
    if (document.activeElement && embargoPlace.contains(document.activeElement)) return;
    replaceChildren(embargoPlace, ...parts);
  }

  function render() {
    standing.textContent = words();
    standing.dataset.state = page.state;
    const [main, others] = [true, false].map((isMain) => wanted().filter((one) => one.classList.contains("main") === isMain));
    replaceChildren(mainAct, ...main);
    replaceChildren(acts, ...others);
    renderEmbargo();
    const isDiscardable = page.may_discard && !page.discarded_ms && page.state === DRAFT && page.stage === "draft";
    replaceChildren(discardPlace, isDiscardable ? button("discard", texts.act_discard, discard) : null);
    publish.hidden = !page.may.publish || page.discarded_ms > 0;
    if (whoWithdraws) whoWithdraws.hidden = page.state !== LIVE;
    publish.textContent = page.state === LIVE ? texts.update : page.state === WITHDRAWN ? texts.act_restore : texts.publish;
  }

  // What the server answered about how it stands now.
  function apply(answer) {
    for (const name of ["state", "stage", "is_taken_back", "embargo_ms", "discarded_ms", "held", "may", "may_discard", "is_published_as_is"]) if (answer[name] !== undefined) page[name] = answer[name];
    page.is_live = page.state === LIVE;
    if (!saver.isClean) page.is_published_as_is = false; // nor has the desk what is here
    // What went along unseen is not on this page: a save goes on from what is, and is joined with it.
    if (answer.has_unseen) notices.notice("warn", texts.went_unseen);
    else if (answer.revision !== undefined) saver.start(answer.revision);
    if (answer.notes !== undefined) takeNotes(answer.notes);
    render();
    onApplied?.();
  }

  // What others did, or the clock: what was told here before may be false now.
  const isOfReaders = (state) => state >= SCHEDULED;
  function follow(answer) {
    if (answer.state !== page.state && (isOfReaders(answer.state) || isOfReaders(page.state))) notices.outdate("site");
    if (answer.stage !== page.stage || answer.discarded_ms !== page.discarded_ms) notices.outdate("stage");
    if (answer.embargo_ms !== page.embargo_ms) notices.outdate("time");
    apply(answer);
  }

  // After a save: text that was approved and then changed is a draft again.
  function saved(before, answer) {
    if (answer.revision === before || !["saved", "merged"].includes(answer.outcome)) return;
    if (page.discarded_ms) tell("stage", "warn", texts.discard_over);
    if (page.stage === "approved") tell("stage", "warn", texts.approval_gone);
    page.discarded_ms = 0;
    if (page.stage === "review") return;
    page.stage = "draft";
    if (page.state === APPROVED) page.state = DRAFT;
    render();
  }

  // With `meant` the server asks about whoever is writing; what only holds the text back need not.
  function step(name, title, meant = "") {
    askIn({
      title, texts, ok: title, fields: [{ name: "note", label: texts.ask_note, kind: "textarea", max: 900 }], meant,
      act: async ({ note, beside }) => {
        await settle(); // what came afterwards would take an approval back
        await saver.save();
        apply(await ask("POST", `${path}/stage`, { act: name, note, revision: saver.revision, ...(meant && { beside }) }));
        tell("stage", "good", texts[`stage_done_${page.stage}`]);
      },
    });
  }

  function handIn() {
    if (!document.querySelector("dialog[open]") && page.may.submit && page.may_edit && isOpen()) step("submit", texts.act_submit, texts.submit_beside);
  }

  function discard() {
    askIn({
      title: texts.discard_title, text: texts.discard_what, texts, ok: texts.act_discard_now, meant: texts.discard_beside,
      act: async ({ beside }) => {
        await settle(); // what came afterwards would take it back
        await saver.save();
        apply(await ask("POST", `${path}/discard`, { beside, revision: saver.revision }));
        const { discarded_ms: discardedMs } = page;
        offerBack(tell("stage", "good", texts.discard_done), () => retrieve(discardedMs));
      },
    });
  }

  async function retrieve(discardedMs) {
    await saver.saveQuietly();
    apply(await ask("POST", `${path}/retrieve`, { discarded_ms: discardedMs }));
    tell("stage", "good", texts.retrieve_done);
  }

  const timeField = () => ({ name: "at", label: fill(texts.time_field, { zone: page.zone }), kind: "datetime-local", required: true });
  function timed(answer, done) {
    apply(answer);
    return tell("time", answer.told ? "warn" : "good", fill(done, { time: when(page.embargo_ms) }) + (answer.told ? ` ${answer.told}` : ""));
  }

  function schedule() {
    askIn({
      title: texts.schedule_title, text: texts.schedule_what + (guess.told && ` ${guess.told}.`), texts, ok: texts.act_schedule_now, fields: [timeField()], meant: texts.schedule_beside,
      act: async ({ at, beside }) => {
        await saver.save();
        const section = guess.number;
        timed(await ask("POST", `${path}/schedule`, { at, beside, section, revision: saver.revision }), texts.schedule_done);
        guess.keep(section);
      },
    });
  }

  async function unschedule() {
    try {
      await saver.save();
      apply(await ask("POST", `${path}/unschedule`, {}));
      const at = clockTime(page.embargo_ms, page.zone); // which stayed as its embargo
      offerBack(tell("time", "good", texts.unschedule_done), async () => { await saver.save(); timed(await ask("POST", `${path}/schedule`, { at, revision: saver.revision }), texts.schedule_done); });
    } catch (error) {
      fail("time", wordsOf(error, texts));
    }
  }

  async function putEmbargo(at) {
    const before = page.embargo_ms ? clockTime(page.embargo_ms, page.zone) : "";
    await saver.save();
    const answer = await ask("POST", `${path}/embargo`, { at });
    const made = at ? timed(answer, texts.embargo_done) : (apply(answer), tell("time", "good", texts.embargo_lifted));
    offerBack(made, () => putEmbargo(before));
  }

  function embargo() {
    askIn({ title: texts.embargo_title, text: page.is_live ? texts.embargo_what_live : texts.embargo_what, texts, ok: texts.act_embargo_now, fields: [timeField()], act: ({ at }) => putEmbargo(at) });
  }

  function lift() {
    askIn({ title: texts.act_embargo_lift, text: page.is_live ? texts.embargo_lift_what_live : texts.embargo_lift_what, texts, ok: texts.act_embargo_lift, act: () => putEmbargo("") });
  }

  // An act that another one takes back, as `words` say; with `leftMs`, so long.
  function offerBack(made, back, { words = texts.undo, leftMs = 0 } = {}) {
    const undo = element("button", { type: "button", class: "undo" }, words);
    undo.addEventListener("click", async () => {
      undo.disabled = true;
      try {
        await back();
        made.remove();
      } catch (error) {
        undo.disabled = false;
        if (error.kind === "conflict") undo.remove(); // something else was done since
        fail("site", wordsOf(error, texts));
      }
    });
    made.querySelector(".acts").prepend(undo);
    if (leftMs) setTimeout(() => undo.remove(), leftMs);
  }

  // The time that is left is told anew; when it is over, how it stands is asked for until it is there.
  async function watchClock() {
    if (page.state !== SCHEDULED && !(page.embargo_ms > Date.now())) return;
    standing.textContent = words();
    if (page.state === SCHEDULED && Date.now() > page.embargo_ms && !isFollowed) {
      isFollowed = true;
      const answer = await ask("POST", `${path}/check`, {}).catch(() => ({}));
      isFollowed = false;
      if (answer.state === LIVE) { apply({ state: answer.state, stage: answer.stage, may: answer.may, is_published_as_is: answer.is_published_as_is }); tell("site", "good", texts.appeared); }
    }
  }
  setInterval(watchClock, followMs);

  function withdraw() {
    askIn({
      title: texts.withdraw_title, text: texts.withdraw_what, texts, ok: texts.act_withdraw, fields: [{ name: "reason", label: texts.withdraw_reason, required: true, max: 400 }], meant: texts.withdraw_beside,
      act: async ({ reason, beside }) => {
        const answer = await ask("POST", `${path}/withdraw`, { reason, beside }, { timeoutMs: 30000 });
        apply(answer);
        offerUndo(tell("site", "good", texts.withdrawn_done), answer.undo);
      },
    });
  }

  // For a minute readers can get back what they had before, also when what is typed now cannot be saved.
  async function undo(act) {
    await saver.saveQuietly();
    const answer = await ask("POST", `${path}/undo`, { act_number: act.number }, { timeoutMs: 30000 });
    apply(answer);
    tell("site", "good", page.is_live ? texts.undone_live : page.is_taken_back ? texts.undone_taken_back : texts.undone_withdrawn);
  }
  // `act`: what the server says can be undone; nothing: none.
  function offerUndo(made, act) {
    if (act?.left_ms > 0) offerBack(made, () => undo(act), { words: texts[`undo_${act.act}`], leftMs: act.left_ms });
  }

  // What one did before the page was loaded anew.
  if (page.undo) {
    const made = tell("site", "", texts[`undo_left_${page.undo.act}`]);
    offerUndo(made, page.undo);
    setTimeout(() => made.remove(), page.undo.left_ms);
  }

  render();
  return { apply, fail, follow, handIn, offerUndo, saved, render, tell };
}
