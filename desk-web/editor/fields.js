// The fields beside the text: lists of names as chips, sources, related stories. Each gives its value in the form in which an
// article is kept, and tells of changes. What is shown of an element stays the same as long as the element does, with what is
// told beside it (field_faults.js).
import { element, replaceChildren } from "./dom.js";
import { afterPress } from "./after_press.js";
import { ask } from "./api.js";

// Names as chips, with what is known already offered while one types. `search`: where to ask; `make`: a new item of a name.
export function chips(input, { items, search, make, texts, onChange }) {
  const list = element("ul", { class: "chips", role: "list" });
  const offers = element("ul", { class: "suggestions", role: "listbox", id: `${input.id}-offers`, hidden: true });
  input.setAttribute("role", "combobox");
  input.setAttribute("aria-controls", offers.id);
  input.setAttribute("aria-expanded", "false");
  input.before(list);
  input.after(offers);
  let found = [];
  let chosen = -1;

  const drawn = new WeakMap();
  function remove(item) {
    items.splice(items.indexOf(item), 1);
    draw();
    onChange();
    input.focus();
  }
  function chipOf(item) {
    if (!drawn.has(item)) drawn.set(item, element("li", { class: "chip" }, item.name, element("button", { type: "button", "aria-label": `${texts.remove}: ${item.name}`, onclick: () => remove(item) }, "×")));
    return drawn.get(item);
  }
  const draw = () => replaceChildren(list, ...items.map(chipOf));
  function hide() {
    offers.hidden = true;
    chosen = -1;
    input.setAttribute("aria-expanded", "false");
    input.removeAttribute("aria-activedescendant");
  }
  function show() {
    replaceChildren(offers, ...found.map((item, i) => element("li", { role: "option", id: `${input.id}-offer-${i}`, "aria-selected": i === chosen ? "true" : "false",
      onmousedown: (event) => { event.preventDefault(); add(item); } }, item.name)));
    offers.hidden = found.length === 0;
    input.setAttribute("aria-expanded", String(found.length > 0));
    if (chosen >= 0) input.setAttribute("aria-activedescendant", `${input.id}-offer-${chosen}`);
  }
  function add(item) {
    if (!items.some((known) => known.name.toLowerCase() === item.name.toLowerCase())) items.push(item);
    input.value = "";
    found = [];
    hide();
    draw();
    onChange();
  }

  let asked = 0;
  input.addEventListener("input", async () => {
    const number = ++asked;
    const words = input.value.trim();
    if (words.length < 2) return hide();
    const answer = await ask("GET", `${search}&find=${encodeURIComponent(words)}`).catch(() => ({ found: [] }));
    if (number !== asked) return;
    found = answer.found || [];
    show();
  });
  input.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      chosen = (chosen + step + found.length) % found.length;
      show();
      event.preventDefault();
    } else if (event.key === "Enter" || event.key === ",") {
      const name = input.value.trim();
      if (chosen >= 0) add(found[chosen]);
      else if (name) add(found.find((item) => item.name.toLowerCase() === name.toLowerCase()) || make(name));
      else return;
      event.preventDefault();
    } else if (event.key === "Escape") hide();
    else if (event.key === "Backspace" && !input.value && items.length) {
      items.pop();
      draw();
      onChange();
    }
  });
  // A chip, and offers that go, move what is below them: not from under what is being pressed.
  input.addEventListener("blur", () => afterPress(() => {
    asked++; // what is answered later is offered to nobody
    const name = input.value.trim();
    if (name) add(make(name));
    hide();
  }));
  draw();
  return {
    value: () => items,
    set: (next) => { items = [...next]; draw(); },
    // A name that is too long cannot be typed on: it is taken away there.
    placeOf: (i) => (items[i] ? { place: chipOf(items[i]).querySelector("button"), above: input } : { place: input, value: () => items.length }),
  };
}

// Sources: a name and a link each, of which either may come first: a link is pasted before anybody names where it leads.
export function sourceList(place, button, { items, texts, onChange }) {
  const drawn = new WeakMap();
  const nameOfRemoval = (item) => `${texts.remove}: ${item.name || item.url}`;
  function remove(item) {
    items.splice(items.indexOf(item), 1);
    draw();
    onChange();
  }
  function drawRow(item) {
    const away = element("button", { type: "button", "aria-label": nameOfRemoval(item), onclick: () => remove(item) }, "×");
    const field = (name, label, type) => {
      const input = element("input", { type, "aria-label": label, placeholder: label,
        oninput: (event) => { item[name] = event.target.value.trim(); away.setAttribute("aria-label", nameOfRemoval(item)); onChange(); } });
      input.value = item[name] || "";
      return input;
    };
    return element("div", { class: "source" }, field("name", texts.source_name, "text"), field("url", texts.source_url, "url"), away);
  }
  function rowOf(item) {
    if (!drawn.has(item)) drawn.set(item, drawRow(item));
    return drawn.get(item);
  }
  const draw = () => replaceChildren(place, ...items.map(rowOf));
  button.addEventListener("click", () => {
    items.push({ name: "", uri: "", url: "" });
    draw();
    place.querySelector(".source:last-child input").focus();
  });
  const kept = () => items.filter((item) => item.name || item.url);
  draw();
  return {
    value: kept,
    set: (next) => { items = [...next]; draw(); },
    placeOf(i, part) {
      const row = kept()[i] ? rowOf(kept()[i]) : place;
      return { place: row.querySelector(part === "url" ? "input[type=url]" : "input") || button };
    },
  };
}

// Related stories, in their order, found by words of their headlines.
export function relatedList(place, input, { items, titles, edition, texts, onChange }) {
  const offers = element("ul", { class: "suggestions", hidden: true });
  input.after(offers);
  const draw = () => replaceChildren(place, ...items.map((uri, i) => element("p", { class: "chip" }, titles[uri] || uri,
    element("button", { type: "button", "aria-label": `${texts.remove}: ${titles[uri] || uri}`, onclick: () => { items.splice(i, 1); draw(); onChange(); } }, "×"))));
  let asked = 0;
  input.addEventListener("input", async () => {
    const number = ++asked;
    if (input.value.trim().length < 2) { offers.hidden = true; return; }
    const answer = await ask("GET", `/search/articles?edition=${edition}&find=${encodeURIComponent(input.value.trim())}`).catch(() => ({ found: [] }));
    if (number !== asked) return;
    replaceChildren(offers, ...answer.found.map((story) => element("li", {}, element("button", { type: "button", onclick: () => {
      titles[story.uri] = story.headline;
      if (!items.includes(story.uri)) items.push(story.uri);
      input.value = "";
      offers.hidden = true;
      draw();
      onChange();
      input.focus();
    } }, story.headline))));
    offers.hidden = answer.found.length === 0;
  });
  draw();
  return { value: () => items, set: (next) => { items = [...next]; draw(); } };
}
