// The way from "it happened" to "readers see it": Ctrl+Enter shows what will be published and what is missing; Ctrl+Enter again
// publishes. Nothing is published that the server has not checked, or before the panel could be read.
import { ask } from "./api.js";
import { element, fill, replaceChildren } from "./dom.js";

const readMs = 500;

export function makePublishing({ page, path, texts, saver, notice, fields, flush, states, behind }) {
  const panel = document.getElementById("publish-panel");
  const go = document.getElementById("publish-now");
  let armedMs = Infinity;
  let isUnderWay = false;
  const hows = document.getElementById("publish-how");
  const note = document.getElementById("publish-note");
  const how = () => panel.querySelector("input[name=how]:checked").value;

  // What is live already is changed in one of three ways.
  function askHow() {
    hows.hidden = !page.is_live;
    for (const choice of panel.querySelectorAll("input[name=how]")) choice.closest("label").hidden = choice.value !== "update" && !page.may.correct;
    panel.querySelector("input[name=how][value=update]").checked = true;
    note.value = "";
    showNote();
  }
  function showNote() {
    note.parentElement.hidden = how() !== "correction";
    if (how() === "correction") note.focus();
  }
  hows.addEventListener("change", showNote);

  function showFaults(faults) {
    const lines = faults.map((fault) => element("li", { class: fault.blocks ? "bad" : "" },
      element("a", { href: `#${fault.field}`, onclick: (event) => { event.preventDefault(); panel.close(); document.getElementById(fault.field)?.focus(); } }, fault.text)));
    replaceChildren(document.getElementById("publish-faults"), ...lines);
    const isBlocked = faults.some((fault) => fault.blocks);
    go.disabled = isBlocked;
    armedMs = isBlocked ? Infinity : performance.now() + readMs;
    (isBlocked ? panel.querySelector("#publish-faults a") : go).focus();
  }

  async function open() {
    if (panel.open) return publish();
    if (isUnderWay) return undefined;
    flush?.();
    const section = fields.section.selectedOptions[0]?.textContent || "";
    document.getElementById("publish-what").textContent = fill(page.is_live ? texts.update_what : texts.publish_what, { edition: page.edition_name, section });
    replaceChildren(document.getElementById("publish-faults"));
    askHow();
    go.disabled = true;
    armedMs = Infinity;
    panel.showModal();
    try {
      await saver.save();
      const answer = await ask("POST", `${path}/check`, { revision: saver.revision });
      if (behind.tell(answer)) return panel.close();
      showFaults(answer.faults);
    } catch (error) {
      panel.close();
      notice("bad", fill(texts.save_refused, { reason: error.message || texts[error.kind] || "" }));
    }
    return undefined;
  }

  async function publish() {
    if (isUnderWay || go.disabled || performance.now() < armedMs) return;
    isUnderWay = true;
    go.disabled = true;
    try {
      const answer = await ask("POST", `${path}/publish`, { revision: saver.revision, how: how(), note: note.value }, { timeoutMs: 30000 });
      panel.close();
      states.apply(answer);
      page.is_published_as_is = true;
      const text = answer.seen ? fill(texts.published, { ms: (answer.total_us / 1000).toFixed(1).replace(".", (1.1).toLocaleString(page.locale)[1]) }) : texts.published_unseen;
      const made = notice(answer.seen ? "good" : "warn", text);
      made.querySelector(".acts").prepend(element("a", { class: "button", href: answer.address, target: "_blank", rel: "noopener" }, texts.open_page));
      states.offerUndo(made);
    } catch (error) {
      if (error.answer?.faults) showFaults(error.answer.faults);
      else if (how() === "correction" && !note.value.trim()) { go.disabled = false; note.focus(); }
      else if (behind.tell(error.answer || {})) panel.close();
      else { panel.close(); notice("bad", error.message || texts[error.kind] || ""); }
    } finally {
      isUnderWay = false;
    }
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
