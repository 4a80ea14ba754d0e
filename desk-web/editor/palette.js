// Ctrl+K: what this page can do, where one may go, and articles, by a few typed letters. A combobox with a list (WAI-ARIA): the
// focus stays in the field, arrows choose, Enter does it, Escape leaves everything as it was.
import { element, replaceChildren } from "./dom.js";
import { rowKeys, rowName } from "./key_help.js";
import { givenRows } from "./keys.js";

const waitMs = 150;
const articlesMax = 8;

const folded = (text) => text.toLowerCase().normalize("NFKD").replace(/\p{M}/gu, "");
const matches = (name, words) => words.every((word) => folded(name).includes(word));

// Screens are what the bar leads to, so nobody is shown one that they may not see. The bar's settings are several.
function screens(texts) {
  const rows = givenRows();
  const links = new Map([...document.querySelectorAll(".bar nav a, .bar a.me")].map((link) => [link.getAttribute("href"), link]));
  const goTo = (href, name) => {
    const row = rows.find((one) => one.href === href);
    return { kind: "go", name: name || (row ? rowName(row, texts) : links.get(href).textContent.trim()), row, run: () => location.assign(href) };
  };
  return [...links].flatMap(([href, link]) => {
    const isSettings = texts.settings.some((tab) => tab.href === href);
    return isSettings ? texts.settings.map((tab) => goTo(tab.href, `${link.textContent.trim()}: ${tab.name}`)) : [goTo(href)];
  });
}

// The page's acts: keys of the table, and the buttons of its main part that can be pressed now, be they folded away.
function acts(texts) {
  const keyed = givenRows().filter((row) => row.run && !["go", "list", "text"].includes(row.group) && row.id !== "palette");
  const list = keyed.map((row) => ({ kind: "act", name: rowName(row, texts), row, run: () => row.run() }));
  const isThere = (button) => !button.disabled && (button.offsetParent !== null || button.closest("#bar-rest")) && !button.dataset.key;
  const names = new Set(list.map((one) => one.name));
  for (const button of document.querySelectorAll("main .acts button, main .acts a.button")) {
    const name = button.textContent.trim();
    if (!isThere(button) || !name || names.has(name) || button.closest("dialog, .notice")) continue;
    names.add(name);
    list.push({ kind: "act", name, run: () => button.click() });
  }
  return list;
}

async function articles(words, signal) {
  const reply = await fetch(`/search/articles?all=1&find=${encodeURIComponent(words)}`, { signal });
  if (!reply.ok) return [];
  const { found } = await reply.json();
  return found.slice(0, articlesMax).map((one) => ({ kind: "article", name: one.headline, language: one.language, hint: `${one.language} · ${one.state_name}`,
    run: () => location.assign(`/articles/${one.id}`) }));
}

export function openPalette(texts) {
  if (document.querySelector("dialog:modal")) return false;
  const opener = document.activeElement;
  const field = element("input", { id: "palette-field", type: "text", role: "combobox", "aria-expanded": "true", "aria-controls": "palette-list", "aria-autocomplete": "list",
    "aria-label": texts.key_palette, autocomplete: "off", spellcheck: "false", placeholder: texts.key_palette_hint });
  const list = element("ul", { id: "palette-list", role: "listbox", "aria-label": texts.key_palette });
  const count = element("p", { class: "visually-hidden", role: "status" });
  const dialog = element("dialog", { class: "palette", "aria-label": texts.key_palette }, field, list, count);
  const own = [...acts(texts), ...screens(texts)];
  let found = [];
  let shown = [];
  let chosen = 0;
  let asked = null; // the search under way
  let timer = null;

  function mark() {
    [...list.children].forEach((item, i) => item.setAttribute("aria-selected", String(i === chosen)));
    const item = list.children[chosen];
    if (shown.length) field.setAttribute("aria-activedescendant", item.id);
    else field.removeAttribute("aria-activedescendant");
    item?.scrollIntoView({ block: "nearest" });
  }

  function draw() {
    const words = folded(field.value).split(/\s+/).filter(Boolean);
    shown = [...own.filter((one) => matches(one.name, words)), ...found];
    chosen = Math.min(chosen, Math.max(0, shown.length - 1));
    replaceChildren(list, ...shown.map((one, i) => element("li", { role: "option", id: `palette-${i}`, onclick: () => go(i) },
      element("span", { class: "palette-kind" }, texts[`key_kind_${one.kind}`]), element("span", { class: "palette-name", lang: one.language }, one.name),
      one.row ? element("kbd", {}, rowKeys(one.row, texts)) : one.hint ? element("span", { class: "hint" }, one.hint) : null)));
    if (!shown.length) list.append(element("li", { role: "option", "aria-disabled": "true", class: "hint", id: "palette-none" }, texts.key_nothing));
    count.textContent = shown.length ? String(shown.length) : texts.key_nothing;
    mark();
  }

  function go(i) {
    const one = shown[i];
    if (!one) return;
    dialog.close(); // and the focus is where it was, for what is done there
    one.run();
  }

  async function look() {
    asked?.abort();
    const words = field.value.trim();
    if (words.length < 2) { found = []; return draw(); }
    asked = new AbortController();
    try {
      found = await articles(words, asked.signal);
    } catch (error) {
      if (error.name === "AbortError") return undefined;
      found = []; // the line is gone; pages and acts are here
    }
    return draw();
  }

  field.addEventListener("input", () => {
    chosen = 0;
    draw();
    clearTimeout(timer);
    timer = setTimeout(look, waitMs);
  });
  field.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (by && shown.length) chosen = (chosen + by + shown.length) % shown.length;
    else if (event.key === "Enter" && !event.isComposing) go(chosen);
    else if (!by) return;
    mark();
    event.preventDefault();
  });
  dialog.addEventListener("click", (event) => { if (event.target === dialog) dialog.close(); });
  dialog.addEventListener("close", () => {
    clearTimeout(timer);
    asked?.abort();
    dialog.remove();
    if (document.activeElement === document.body) opener?.focus?.(); // unless what was done went elsewhere
  });
  document.body.append(dialog);
  draw();
  dialog.showModal();
  field.focus();
  return true;
}

