// A page of the newsroom's own: its text in the editor, in the place of the lines that serve where no script runs. What is
// written goes along with the form; what was typed and not sent is asked about before one leaves.
import { undo, redo } from "prosemirror-history";
import { blockMenu } from "./block_menu.js";
import { mountBody } from "./body.js";
import { bodyPictures, insertPicture } from "./body_pictures.js";
import * as commands from "./commands.js";
import { element } from "./dom.js";
import "./desk.js";
import { give } from "./keys.js";
import { isAllowedLink } from "./schema.js";
import { makeToolbar } from "./toolbar.js";

const place = document.getElementById("body-field");
const form = place.closest("form");
const { texts, labels, language } = JSON.parse(place.dataset.editor);
const kept = form.elements.namedItem("body");
const lines = document.getElementById("lines");
let isChanged = false;

// What is told again takes the place of what already stands there.
function notice(kind, text) {
  const notices = document.getElementById("notices");
  for (const one of [...notices.children]) if (one.className === `notice ${kind}` && one.textContent === text) one.remove();
  notices.append(element("p", { class: `notice ${kind}`, role: kind === "bad" ? "alert" : "status" }, text));
}

function editLink() {
  const range = commands.linkRange(body.view.state);
  if (!range) return false;
  const address = prompt(texts.link_address, range.href || "https://");
  if (address === null) return true;
  const trimmed = address.trim();
  if (trimmed && trimmed !== "https://" && !isAllowedLink(trimmed)) { notice("warn", trimmed); return true; }
  commands.setLink(range, trimmed === "https://" ? "" : trimmed)(body.view.state, body.view.dispatch);
  body.view.focus();
  return true;
}

const actions = { insertImage: (view) => insertPicture(view, { texts, notice }), undo, redo, editLink };
// Posts elsewhere belong to articles.
const choices = (view) => commands.blockChoices(view.state.schema, texts, labels, actions).filter(({ key }) => key !== "embed");
const body = mountBody({
  place: document.getElementById("body"), body: JSON.parse(kept.value), language, labels, texts, formatTime: (ms) => new Date(ms).toLocaleString(document.documentElement.lang),
  pictureUrl: (asset) => `/pictures/${asset}`,
  onChange: () => { isChanged = true; },
  onDropped: () => notice("warn", texts.formatting_removed),
  extra: [blockMenu(choices), bodyPictures({ texts, notice })],
});
makeToolbar(document.getElementById("tools"), body, texts, labels, actions);
document.getElementById("body").hidden = false;
for (const one of [lines, document.getElementById("lines-hint")]) one.hidden = true;
document.getElementById("lines-label").addEventListener("click", () => body.view.focus());
lines.disabled = true;
form.elements.namedItem("by_lines").disabled = true;

form.addEventListener("input", () => { isChanged = true; });
form.addEventListener("formdata", (event) => event.formData.set("body", JSON.stringify(body.stored())));
form.addEventListener("submit", () => { isChanged = false; });
window.addEventListener("beforeunload", (event) => { if (isChanged) event.preventDefault(); });
give({
  save: () => form.requestSubmit(form.querySelector("button.main")),
  tools: () => document.getElementById("tools").querySelector("[tabindex='0']").focus(),
  link: () => (body.view.hasFocus() ? editLink() : false), // without a selection the key is the palette's
  ...body.keysGiven,
});
document.documentElement.dataset.ready = "yes";
