// A question in a dialog: fields, one act, and what the server says against it beside them.
import { element } from "./dom.js";

function makeField({ name, label, kind = "text", value = "", required = false, max = 1000 }) {
  const id = `ask-${name}`;
  const input = kind === "textarea" ? element("textarea", { id, name, rows: 3, maxlength: max, required }) : element("input", { id, name, type: kind, required, maxlength: kind === "text" ? max : null });
  input.value = value;
  return { name, input, parts: [element("label", { for: id }, label), input] };
}

// What a refusal says, with all that is missing.
export function wordsOf(error, texts) {
  const faults = (error.answer?.faults || []).filter((fault) => fault.blocks).map((fault) => fault.text);
  return faults.length ? faults.join(". ") : error.message || texts[error.kind] || "";
}

// Somebody else is writing what is to be acted on: that it is meant all the same is said by a box, as `words` name it. Its value
// is their claim, with which the act is asked for anew.
function makeMeant(words) {
  const input = element("input", { type: "checkbox", id: "ask-beside", required: true });
  const label = element("label", { class: "check", hidden: true }, input, " ", words);
  input.disabled = true;
  return {
    label, input,
    get beside() { return input.checked ? Number(input.value) : 0; },
    // Whether that is what the answer says.
    isAsked(error) {
      const { beside } = error.answer?.faults?.find((fault) => fault.beside) || {};
      if (beside) Object.assign(input, { value: beside, checked: false, disabled: false });
      if (beside) label.hidden = false;
      return Boolean(beside);
    },
  };
}

// `act` gets the values; while it runs nothing can be sent twice, and when it fails the dialog stays, and says why. With
// `meant`, the words for doing it though somebody else is writing, it gets `beside`, too.
export function askIn({ title, text = "", fields = [], ok, meant: words = "", texts, act }) {
  const made = fields.map(makeField);
  const meant = makeMeant(words);
  const fault = element("p", { class: "fault", role: "alert" });
  const go = element("button", { class: "main", value: "ok" }, ok);
  const dialog = element("dialog", { class: "ask", "aria-label": title },
    element("form", { method: "dialog", class: "fields" }, element("h2", {}, title), text ? element("p", {}, text) : null, ...made.flatMap((one) => one.parts), fault, meant.label,
      element("div", { class: "acts" }, element("button", { value: "cancel", formnovalidate: true }, texts.cancel), go)));
  async function run() {
    go.disabled = true;
    fault.textContent = "";
    try {
      await act({ ...Object.fromEntries(made.map((one) => [one.name, one.input.value])), beside: meant.beside });
      dialog.close();
    } catch (error) {
      fault.textContent = wordsOf(error, texts);
      (meant.isAsked(error) ? meant.input : made[0]?.input || go).focus();
    } finally {
      go.disabled = false;
    }
  }
  dialog.querySelector("form").addEventListener("submit", (event) => {
    if (event.submitter?.value === "cancel") return;
    event.preventDefault();
    if (!go.disabled) run();
  });
  dialog.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey)) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) go.click();
  });
  dialog.addEventListener("close", () => dialog.remove());
  document.body.append(dialog);
  dialog.showModal();
  (made[0]?.input || go).focus();
  return dialog;
}
