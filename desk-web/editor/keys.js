// Shortcuts that work on every keyboard layout: a Latin letter counts as typed; on other layouts the key where that letter
// stands on a US keyboard does. Ctrl+Alt is never asked for: on many layouts it is AltGr and types letters.

import { keyRow, keyTable } from "./key_table.js";

const latin = /^[a-z0-9/?.,\\[\]-]$/i;

export function keyName(event) {
  let key = event.key;
  if (key.length === 1 && !latin.test(key)) {
    const code = event.code || "";
    if (code.startsWith("Key")) key = code.slice(3).toLowerCase();
    else if (code.startsWith("Digit")) key = code.slice(5);
    else if (code === "Slash") key = event.shiftKey ? "?" : "/";
    else if (code === "Period") key = ".";
    else if (code === "Backslash") key = "\\";
  }
  // Shift changes a digit into a sign, another one on each layout.
  if (event.shiftKey && /^Digit\d$/.test(event.code || "")) key = event.code.slice(5);
  if (key.length === 1) key = key.toLowerCase();
  const mod = isMac() ? event.metaKey : event.ctrlKey;
  const isSign = key === "?"; /* Shift is part of it */
  return `${mod ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}${event.shiftKey && !isSign && event.key !== "Shift" ? "Shift+" : ""}${key}`;
}

// "?" and "/" stand on one key of a US keyboard, where Cyrillic layouts have "," and "."; and with Shift on others' digits.
function bareName(event, name) {
  if (event.key === "?" || (event.key === "," && event.code === "Slash" && event.shiftKey)) return "?";
  if (event.key === "/" || (event.key === "." && event.code === "Slash")) return "/";
  return event.key === " " ? "Space" : name;
}

export function isInField(target) {
  if (!(target instanceof HTMLElement) || /^(checkbox|radio)$/.test(target.type)) return false; // no letter means anything there
  return target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
}

// ---- what keys do on this page ----

const sequenceMs = 1500;
const given = new Map(); // id of the table → what it does; null: something else listens, which is only told of here
let begun = ""; // the first key of two, and when it was pressed
let begunMs = 0;
let isListening = false;

// `{publish: fn}`: the page's doing for rows of the table. One that returns false lets the browser have the key. Of two rows with
// the same key the one given last is asked first.
export function give(doings) {
  for (const [id, run] of Object.entries(doings)) {
    keyRow(id);
    given.delete(id);
    given.set(id, run);
  }
  if (isListening) return;
  isListening = true;
  document.addEventListener("keydown", pressed);
}

// What `?` lists and the palette offers: the table's rows that do something here.
export function givenRows() {
  return keyTable.filter((row) => given.has(row.id)).map((row) => ({ ...row, run: given.get(row.id) }));
}

export const areSingleKeysOff = () => document.documentElement.dataset.singleKeys === "off";

function isBare(name) {
  return !/^(Mod|Alt)\+/.test(name);
}

// In a field letters are letters; in a dialog they are not the page's behind it.
function isForPage(event) {
  return !isInField(event.target) && !areSingleKeysOff() && !document.querySelector("dialog:modal");
}

function doingsFor(name) {
  const answers = ([id, run]) => run && !keyRow(id).typed && keyRow(id).keys.includes(name);
  return [...given].filter(answers).map(([, run]) => run).reverse();
}

// A field that is closed while somebody types in it leaves them typing at the page. Those letters are no keys of it, until they
// paused, pressed Escape or went somewhere.
const pauseMs = 3000;
let typedOnMs = null; // when the last of them came; null: none is awaited

export function awaitTypingOn() {
  begun = "";
  typedOnMs = performance.now();
}

for (const name of ["pointerdown", "focusin"]) document.addEventListener(name, () => { typedOnMs = null; });

function isTypedOn({ key, timeStamp }) {
  if (typedOnMs === null || timeStamp - typedOnMs >= pauseMs) {
    typedOnMs = null;
    return false;
  }
  typedOnMs = key === "Escape" ? null : timeStamp;
  return true;
}

const beginsTwo = (name) => keyTable.some((row) => given.get(row.id) && row.keys.some((keys) => keys.startsWith(`${name} `)));

function pressed(event) {
  const isTyping = isTypedOn(event);
  if (event.isComposing || event.defaultPrevented || /^(Shift|Control|Alt|Meta|AltGraph)$/.test(event.key)) return;
  let name = keyName(event);
  if (isBare(name)) {
    if (isTyping || !isForPage(event)) return;
    const isSecond = begun && event.timeStamp - begunMs < sequenceMs;
    name = isSecond ? `${begun} ${name}` : bareName(event, name);
    begun = "";
    if (!isSecond && beginsTwo(name)) {
      begun = name;
      begunMs = event.timeStamp;
      return event.preventDefault();
    }
  }
  const doings = doingsFor(name);
  if (!doings.length) return;
  if (event.repeat && name.startsWith("Mod+Enter")) return event.preventDefault();
  for (const run of doings) {
    if (run(event) === false) continue;
    event.preventDefault();
    return;
  }
}

// ---- how a key is written for people ----

const isMac = () => /Mac|iP(hone|ad)/.test(navigator.platform || "");
const signs = { ArrowUp: "↑", ArrowDown: "↓", Escape: "Esc" };

export function keyWords(keys, texts = {}) {
  const one = (name) => name.split("+").map((part) => {
    if (part === "Mod") return isMac() ? "⌘" : "Ctrl";
    if (part === "Space") return texts.key_space || part;
    return signs[part] || (part.length === 1 ? part.toUpperCase() : part);
  });
  return keys.split(" ").map(one); // [["Ctrl", "K"]], or [["G"], ["S"]]
}

// ProseMirror's way to write it.
export const forText = (id, which = 0) => keyRow(id).keys[which].replaceAll("+", "-");
