// How an article stands, and what the person may do about it besides writing: hand in, approve, hand back, withdraw, undo.
// The server says what is allowed and what became of it; here are only the buttons.
import { ask } from "./api.js";
import { askIn, wordsOf } from "./dialog.js";
import { element, replaceChildren } from "./dom.js";

const undoMs = 60000;
const LIVE = 5;
const WITHDRAWN = 6;

export function makeStates({ page, path, texts, saver, notice }) {
  const acts = document.getElementById("states");
  const standing = document.getElementById("standing");
  const publish = document.getElementById("publish");
  const notes = document.getElementById("notes");

  const isOpen = () => page.stage === "none" || page.stage === "draft";
  const button = (id, name, act, isMain = false) => element("button", { type: "button", id, class: isMain ? "main" : null, onclick: act }, name);

  function wanted() {
    const list = [];
    const submits = page.may.submit && page.may_edit && isOpen();
    if (page.stage === "review" && !page.may.approve && page.may_edit) list.push(button("hand-back", texts.act_take_back, () => step("draft", texts.act_take_back)));
    if (!isOpen() && page.may.approve) list.push(button("hand-back", texts.act_hand_back, () => step("draft", texts.act_hand_back)));
    if (page.stage === "review" && page.may.approve) list.push(button("approve", texts.act_approve, () => step("approved", texts.act_approve)));
    if (page.state === LIVE && page.may.withdraw) list.push(button("withdraw", texts.act_withdraw, withdraw));
    if (submits && (!page.may.publish || page.state < LIVE)) list.push(button("hand-in", texts.act_submit, handIn, !page.may.publish));
    return list;
  }

  function render() {
    standing.textContent = texts[`state_${page.state}`] + (page.state === LIVE && !isOpen() ? ` · ${texts[page.stage === "review" ? "state_2" : "state_3"]}` : "");
    standing.dataset.state = page.state;
    replaceChildren(acts, ...wanted());
    publish.hidden = !page.may.publish;
    publish.textContent = page.state === LIVE ? texts.update : page.state === WITHDRAWN ? texts.act_restore : texts.publish;
  }

  // What the server answered about how it stands now.
  function apply(answer) {
    for (const name of ["state", "stage", "embargo_ms", "may"]) if (answer[name] !== undefined) page[name] = answer[name];
    page.is_live = page.state === LIVE;
    if (answer.revision !== undefined) saver.start(answer.revision);
    if (answer.notes !== undefined && document.activeElement !== notes) notes.value = answer.notes;
    render();
  }

  // After a save: text that was approved and then changed is a draft again.
  function saved(before, answer) {
    if (answer.revision === before || !["saved", "merged"].includes(answer.outcome)) return;
    if (page.stage === "approved") notice("warn", texts.approval_gone);
    if (page.stage === "review") return;
    page.stage = "draft";
    if (page.state === 3) page.state = 1;
    render();
  }

  function step(to, title) {
    askIn({
      title, texts, ok: title, fields: [{ name: "note", label: texts.ask_note, kind: "textarea", max: 900 }],
      act: async ({ note }) => {
        await saver.save();
        apply(await ask("POST", `${path}/stage`, { to, note, revision: saver.revision }));
        notice("good", texts[`stage_done_${to}`]);
      },
    });
  }

  function handIn() {
    if (!document.querySelector("dialog[open]") && page.may.submit && page.may_edit && isOpen()) step("review", texts.act_submit);
  }

  function withdraw() {
    askIn({
      title: texts.withdraw_title, text: texts.withdraw_what, texts, ok: texts.act_withdraw, fields: [{ name: "reason", label: texts.withdraw_reason, required: true, max: 400 }],
      act: async ({ reason }) => {
        const answer = await ask("POST", `${path}/withdraw`, { reason }, { timeoutMs: 30000 });
        apply(answer);
        offerUndo(notice("good", texts.withdrawn_done));
      },
    });
  }

  // For a minute readers can get back what they had before.
  function offerUndo(made) {
    const undo = element("button", { type: "button", class: "undo" }, texts.undo);
    undo.addEventListener("click", async () => {
      undo.disabled = true;
      try {
        await saver.save();
        apply(await ask("POST", `${path}/undo`, {}, { timeoutMs: 30000 }));
        page.is_published_as_is = false;
        made.remove();
        notice("good", texts.undone);
      } catch (error) {
        notice("bad", wordsOf(error, texts));
      }
    });
    made.querySelector(".acts").prepend(undo);
    setTimeout(() => undo.remove(), undoMs);
  }

  render();
  return { apply, handIn, offerUndo, saved, render };
}
