// The way from "it happened" to "readers see it": Ctrl+Enter shows what will be published and what is missing; Ctrl+Enter again
// publishes. Nothing is published that the server has not checked, or before the panel could be read.
import { ask } from "./api.js";
import { withoutDashes } from "./article_fields.js";
import { LIVE, WITHDRAWN } from "./article_states.js";
import { element, fill, replaceChildren } from "./dom.js";
import { standingOf } from "./outcome.js";

const readMs = 500;

export function makePublishing({ page, path, texts, saver, notices, section, guess, flush, states, behind, fieldFaults }) {
  const panel = document.getElementById("publish-panel");
  const go = document.getElementById("publish-now");
  const why = document.getElementById("publish-why"); // one cannot publish now
  let armedMs = Infinity;
  let isUnderWay = false;
  let versionBefore = 0; // readers', when it was checked last
  let beside = 0; // somebody else's claim, under which they write what is to be published; 0: nobody does
  const hows = document.getElementById("publish-how");
  const note = document.getElementById("publish-note");
  const how = () => panel.querySelector("input[name=how]:checked").value;

  // What readers know, though it may be withdrawn now, is changed in one of three ways.
  const isKnown = () => page.is_live || (page.state === WITHDRAWN && !page.is_taken_back);
  const what = () => (page.is_live ? texts.update_what : isKnown() ? texts.restore_what : texts.publish_what);
  function askHow() {
    hows.hidden = !isKnown();
    for (const choice of panel.querySelectorAll("input[name=how]")) choice.closest("label").hidden = choice.value === "correction" && !page.may.correct;
    panel.querySelector("input[name=how][value=update]").checked = true;
    showNote();
  }
  function showNote() {
    note.removeAttribute("aria-invalid");
    note.parentElement.hidden = how() !== "correction";
    if (how() === "correction") note.focus();
  }
  hows.addEventListener("change", showNote);

  function arm(isReady, reason) {
    go.disabled = !isReady;
    why.textContent = reason;
    armedMs = isReady ? performance.now() + readMs : Infinity;
  }

  // Somebody else is writing it: that it goes to readers as it stands is said once more.
  function askWhetherMeant() {
    const meant = element("input", { type: "checkbox", id: "publish-beside" });
    meant.addEventListener("change", () => arm(meant.checked, meant.checked ? "" : texts.publish_beside_why));
    document.getElementById("publish-faults").append(element("li", { class: "meant" }, element("label", {}, meant, " ", texts.publish_beside)));
    return meant;
  }

  function withGuess(found) {
    const { told } = guess;
    return told ? [...found.filter(({ field }) => field !== "section"), { field: "section", blocks: false, text: told }] : found;
  }

  function showFaults(found) {
    const faults = withGuess(found);
    fieldFaults.tell(faults);
    const weight = (fault) => element("strong", {}, fault.blocks ? texts.publish_blocks : texts.publish_advises);
    const here = (fault) => (event) => { event.preventDefault(); panel.close(); fieldFaults.goTo(fault); };
    const lines = faults.map((fault) => element("li", { class: fault.blocks ? "bad" : "" }, weight(fault), " ",
      fault.href ? element("a", { href: fault.href }, fault.text) : element("a", { href: `#${fault.field}`, onclick: here(fault) }, fault.text)));
    replaceChildren(document.getElementById("publish-faults"), ...lines);
    const isBlocked = faults.some((fault) => fault.blocks);
    beside = faults.find((fault) => fault.beside)?.beside ?? 0;
    const meant = beside && !isBlocked ? askWhetherMeant() : null;
    arm(!isBlocked && !meant, isBlocked ? texts.publish_why : meant ? texts.publish_beside_why : "");
    (isBlocked ? panel.querySelector("#publish-faults a") : meant || go).focus();
  }

  async function open() {
    if (panel.open) return publish();
    if (isUnderWay) return undefined;
    const name = withoutDashes(section.selectedOptions[0]?.textContent || "");
    document.getElementById("publish-what").textContent = fill(what(), { edition: page.edition_name, section: name });
    replaceChildren(document.getElementById("publish-faults"));
    askHow();
    go.disabled = true;
    why.textContent = texts.publish_checking;
    armedMs = Infinity;
    panel.showModal();
    try {
      await flush();
      await saver.save();
      const answer = await ask("POST", `${path}/check`, { revision: saver.revision });
      if (behind.tell(answer)) return panel.close();
      notices.outdate("save");
      versionBefore = answer.version;
      showFaults(answer.faults);
    } catch (error) {
      panel.close();
      notices.fail("save", fill(texts.save_refused, { reason: error.message || texts[error.kind] || "" }));
    }
    return undefined;
  }

  // A correction tells readers what was wrong.
  function lacksNote() {
    if (how() !== "correction" || note.value.trim()) return false;
    showNoteFault(texts.correction_empty);
    return true;
  }
  function showNoteFault(text) {
    replaceChildren(document.getElementById("publish-faults"), element("li", { class: "bad", role: "alert", id: "publish-note-fault" }, text));
    note.setAttribute("aria-invalid", "true");
    note.setAttribute("aria-describedby", "publish-note-fault");
    note.focus();
  }

  async function publish() {
    if (isUnderWay || go.disabled || performance.now() < armedMs || lacksNote()) return;
    isUnderWay = true;
    go.disabled = true;
    try {
      await saver.save(); // the desk checks once more what it publishes
      tellPublished(await ask("POST", `${path}/publish`, { revision: saver.revision, beside, how: how(), note: note.value, section: guess.number }, { timeoutMs: 30000 }));
    } catch (error) {
      if (error.kind === "offline") await findOut();
      else tellFailure(error);
    } finally {
      isUnderWay = false;
    }
  }

  function tellFailure(error) {
    const ofNote = error.answer?.faults?.find(({ field }) => field === note.id);
    if (ofNote) { arm(true, ""); return showNoteFault(ofNote.text); }
    if (error.answer?.faults) return showFaults(error.answer.faults);
    panel.close();
    if (error.kind === "signin") showSignIn();
    if (!behind.tell(error.answer || {})) states.fail("site", error.message || texts[error.kind] || "");
    return undefined;
  }

  function showSignIn() {
    const signIn = document.getElementById("signin-panel");
    if (!signIn.open) signIn.showModal();
  }

  function tellPublished(answer, text = fill(texts.published, { ms: (answer.total_us / 1000).toFixed(1).replace(".", (1.1).toLocaleString(page.locale)[1]) })) {
    panel.close();
    if (how() === "correction") note.value = "";
    guess.keep(guess.number);
    states.apply(answer);
    const made = states.tell("site", answer.seen ? "good" : "warn", answer.seen ? text : texts.published_unseen);
    made.querySelector(".acts").prepend(element("a", { class: "button", href: answer.address, target: "_blank", rel: "noopener" }, texts.open_page));
    states.offerUndo(made, answer.undo);
    if (!answer.seen) followUnseen(made);
  }

  // The answer is lost, which says nothing of the publication: it may have come to readers all the same.
  async function findOut() {
    panel.close();
    const asking = notices.notice("warn", texts.publish_asking);
    const isOut = (answer) => answer.state === LIVE && answer.version > versionBefore && !answer.is_behind;
    try {
      const { state, stage, is_taken_back, is_published_as_is, embargo_ms, may, address, seen, undo, ...answer } = await standingOf(path, isOut, showSignIn);
      if (isOut({ state, ...answer })) tellPublished({ state, stage, is_taken_back, is_published_as_is, embargo_ms, may, address, seen, undo }, texts.publish_came);
      else states.fail("site", texts.publish_lost);
    } catch (error) {
      states.fail("site", error.message);
    }
    asking.remove();
  }

  async function followUnseen(made) {
    function tell({ state, seen }) {
      if (state !== LIVE || page.state !== LIVE) return; // it was undone meanwhile, and that was told
      made.className = `notice ${seen ? "good" : "bad"}`;
      made.querySelector("p").textContent = seen ? texts.published_seen : texts.published_never_seen;
    }
    tell(await standingOf(path, ({ state, seen }) => seen || state !== LIVE, showSignIn, tell).catch(() => ({})));
  }

  panel.querySelector("form").addEventListener("submit", (event) => {
    if (event.submitter?.value !== "publish") return;
    event.preventDefault();
    publish();
  });
  panel.addEventListener("keydown", (event) => {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) { event.preventDefault(); event.stopPropagation(); if (!event.repeat) publish(); }
  });
  document.getElementById("publish").addEventListener("click", open);
  return { open };
}
