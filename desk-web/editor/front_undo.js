// What was moved, added or removed while a front is arranged is undone and redone. Buttons of the form bring its page anew, so what
// there is to undo is carried over in the tab's storage; a page that was opened anew begins with nothing.
import { element } from "./dom.js";
import { isInField } from "./keys.js";

const storeName = "front-arranging", stepsMax = 50;
const tellMs = 100; // what is said while a page comes up is not heard

const fieldOf = { stories: "uri", blocks: "section" };
const listOf = (form, name) => form.querySelector(`.arranged.${name}`);
const keyOf = (item, name) => item.querySelector(`[name=${fieldOf[name]}]`).value;
const headlineOf = (item) => item.querySelector(".what").textContent.trim();

// The order of both lists; of each story its time and its headline, too, so that one that was removed comes back as it was.
function arrangement(form) {
  const order = (name) => [...listOf(form, name).children].map((item) => keyOf(item, name));
  const stories = [...listOf(form, "stories").children].map((item) => ({
    uri: keyOf(item, "stories"), until: item.querySelector("[name=until]").value, headline: headlineOf(item),
  }));
  return { order: { stories: order("stories"), blocks: order("blocks") }, stories };
}

const isSame = (one, other) => JSON.stringify(one.order) === JSON.stringify(other.order);

// The one whose place differs: {name, key}. Of two neighbours that changed places it is the one in hand, or that was above.
function changed(before, after, inHand) {
  for (const name of Object.keys(fieldOf)) {
    const [a, b] = [before.order[name], after.order[name]];
    const alone = [...a, ...b].find((key) => !a.includes(key) || !b.includes(key));
    const without = (list, key) => list.filter((one) => one !== key).join("\n");
    const mayHaveMoved = (key) => a.includes(key) && without(a, key) === without(b, key);
    const moved = alone ?? (a.join("\n") === b.join("\n") ? undefined : [inHand, ...a].find(mayHaveMoved) ?? b[0]);
    if (moved !== undefined) return { name, key: moved };
  }
  return null;
}

// What is not on the page is asked of the server, for which its address and its time are enough.
function missingItem({ uri, until }) {
  const hidden = (name, value) => element("input", { type: "hidden", name, value });
  return element("li", {}, hidden("uri", uri), hidden("until", until));
}

// Puts the lists in that order; true: all that is meant stands on the page.
function putOrder(form, wanted) {
  let isWhole = true;
  for (const name of Object.keys(fieldOf)) {
    const list = listOf(form, name);
    const there = new Map([...list.children].map((item) => [keyOf(item, name), item]));
    const found = wanted.order[name].map((key) => there.get(key) ?? missingItem(wanted.stories.find(({ uri }) => uri === key)));
    if (found.some((item) => !item.querySelector(".what")) || found.length !== there.size) isWhole = false;
    list.replaceChildren(...found);
    list.dispatchEvent(new Event("reordered"));
  }
  return isWhole;
}

function readCarried(edition) {
  const carried = JSON.parse(sessionStorage.getItem(storeName) ?? "null");
  sessionStorage.removeItem(storeName);
  return carried?.edition === edition ? carried : null;
}

export function wireUndo(form) {
  const edition = form.elements.edition.value;
  const buttons = { past: document.getElementById("front-undo"), future: document.getElementById("front-redo") };
  const carried = readCarried(edition);
  const kept = { past: carried?.past ?? [], future: carried?.future ?? [] };
  let last = carried?.last ?? arrangement(form);
  let isGoing = false; // to or from a step, by the server

  function drawButtons() {
    for (const [name, button] of Object.entries(buttons)) button.disabled = !kept[name].length;
  }

  // What was done since is one step.
  function note() {
    const now = arrangement(form);
    if (!isSame(last, now)) {
      kept.past = [...kept.past, last].slice(-stepsMax);
      kept.future = [];
    }
    last = now;
    drawButtons();
  }

  function carry(more = {}) {
    sessionStorage.setItem(storeName, JSON.stringify({ edition, ...kept, last, ...more }));
  }

  function itemOf({ name, key }) {
    return [...listOf(form, name).children].find((item) => keyOf(item, name) === key);
  }

  const say = (words) => { document.getElementById("live").textContent = words; };

  // The focus stays on the button that was pressed as long as it does something; else it goes to what moved.
  function show({ words, change, headline, button }) {
    const item = change && itemOf(change);
    const place = item ? `${[...item.parentNode.children].indexOf(item) + 1} / ${item.parentNode.children.length}` : form.dataset.went;
    say(change ? `${words}, ${place}: ${item ? headlineOf(item) : headline}` : words);
    const pressed = button && document.getElementById(button);
    if (pressed && !pressed.disabled) pressed.focus();
    else (item ?? form).querySelector(".handle")?.focus();
  }

  function go(from, to) {
    note();
    const wanted = kept[from].pop();
    if (!wanted) return say(form.dataset.nothing);
    const inHand = document.activeElement.closest(".arranged > li")?.querySelector("[type=hidden]").value;
    const before = last, change = changed(before, wanted, inHand);
    const headline = [...before.stories, ...wanted.stories].find(({ uri }) => uri === change?.key)?.headline ?? "";
    const button = document.activeElement === buttons[from] ? buttons[from].id : "";
    const told = { words: from === "past" ? form.dataset.undone : form.dataset.redone, change, headline, button };
    kept[to].push(before);
    const isWhole = putOrder(form, wanted);
    last = wanted;
    drawButtons();
    if (isWhole) return show(told);
    isGoing = true;
    carry({ told });
    return form.requestSubmit(form.querySelector("button[value=stay]"));
  }

  form.addEventListener("arranged", note);
  // The preview opens beside: this page stays.
  form.addEventListener("submit", ({ submitter }) => {
    if (submitter?.formTarget || isGoing) return;
    note();
    carry();
  });
  for (const button of Object.values(buttons)) button.hidden = false;
  if (carried?.told) last = arrangement(form);
  note();
  if (carried?.told) setTimeout(() => show(carried.told), tellMs);
  const acts = { undo: () => go("past", "future"), redo: () => go("future", "past") };
  buttons.past.addEventListener("click", acts.undo);
  buttons.future.addEventListener("click", acts.redo);
  const unlessTyping = (act) => (event) => {
    if (event && (isInField(event.target) || document.querySelector("dialog:modal"))) return false;
    act();
    return true;
  };
  return { "front-undo": unlessTyping(acts.undo), "front-redo": unlessTyping(acts.redo) };
}
