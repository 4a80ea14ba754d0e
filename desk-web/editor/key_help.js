// `?`: the keys that do something on this page, and everywhere. What it lists are the rows of the table that were given
// something to do (keys.js).
import { element } from "./dom.js";
import { areSingleKeysOff, givenRows, keyWords } from "./keys.js";
import { keyGroups } from "./key_table.js";

function keyElements(row, texts) {
  const between = row.isRange ? " … " : ` ${texts.key_or} `;
  const either = row.keys.map((keys) => {
    if (row.typed) return [element("kbd", {}, keys.trim())];
    const strokes = keyWords(keys, texts).map((parts) => parts.flatMap((part, i) => [i ? "+" : null, element("kbd", {}, part)]));
    return strokes.flatMap((stroke, i) => [i ? " " : null, ...stroke]);
  });
  return either.flatMap((parts, i) => [i ? between : null, ...parts]).filter((part) => part !== null);
}

// A screen is called what the bar calls it.
function textOf(row, texts) {
  const link = row.href && document.querySelector(`.bar nav li:not(.narrow-only) a[href="${row.href}"]`);
  return link ? link.textContent.trim() : texts[`key_${row.id.replaceAll("-", "_")}`];
}

function groupOf(name, rows, texts) {
  const list = element("dl", { class: "keys" });
  for (const row of rows) list.append(element("div", {}, element("dt", {}, ...keyElements(row, texts)), element("dd", {}, textOf(row, texts))));
  return element("section", {}, element("h3", {}, texts[`key_group_${name}`]), list);
}

// A list of six numbers says less than "1…6".
function shortened(row) {
  return row.keys.length > 3 ? { ...row, keys: [row.keys[0], row.keys.at(-1)], isRange: true } : row;
}

export function showKeys(texts) {
  if (document.querySelector("dialog.key-help")) return;
  const isShown = (row) => !(areSingleKeysOff() && !row.typed && row.keys.every((keys) => keys.split(" ").every((key) => /^.$/u.test(key))));
  const rows = givenRows().filter(isShown).map(shortened);
  const groups = keyGroups.map((name) => [name, rows.filter((row) => row.group === name)]).filter(([, some]) => some.length);
  const close = element("button", { class: "main", autofocus: true }, texts.key_close);
  const dialog = element("dialog", { class: "key-help", "aria-labelledby": "key-help-title" },
    element("form", { method: "dialog", class: "key-head" }, element("h2", { id: "key-help-title" }, texts.key_title), close),
    element("p", { class: "hint" }, areSingleKeysOff() ? texts.key_singles_off : texts.key_layouts, " ", element("a", { href: "/me#single-keys" }, texts.key_change)),
    element("div", { class: "key-groups" }, ...groups.map(([name, some]) => groupOf(name, some, texts))));
  const opener = document.activeElement;
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (document.activeElement === document.body) opener?.focus?.(); // it comes late: the focus may be elsewhere by now
  });
  document.body.append(dialog);
  dialog.showModal();
}

// "Publish (Ctrl+Enter)" of a row, for the palette.
export const rowName = (row, texts) => textOf(row, texts);
export const rowKeys = (row, texts) => keyWords(row.keys[0], texts).map((parts) => parts.join("+")).join(" ");
