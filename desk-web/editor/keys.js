// Shortcuts that work on every keyboard layout: a Latin letter counts as typed; on other layouts the key where that letter
// stands on a US keyboard does. Ctrl+Alt is never asked for: on many layouts it is AltGr and types letters.

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
  const isMac = /Mac|iP(hone|ad)/.test(navigator.platform || "");
  const mod = isMac ? event.metaKey : event.ctrlKey;
  const isSign = key === "?"; /* Shift is part of it */
  return `${mod ? "Mod+" : ""}${event.altKey ? "Alt+" : ""}${event.shiftKey && !isSign && event.key !== "Shift" ? "Shift+" : ""}${key}`;
}

export function isInField(target) {
  return target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
}

// `table`: {"Mod+Enter": fn, "n": fn}; those without a modifier do nothing while one types. A handler that returns false lets
// the browser have the key.
export function listen(table, target = document) {
  target.addEventListener("keydown", (event) => {
    if (event.isComposing || event.defaultPrevented) return;
    const name = keyName(event);
    const handler = table[name];
    if (!handler) return;
    const isBare = !/^(Mod|Alt)\+/.test(name) && name !== "Escape";
    if (isBare && (isInField(event.target) || document.documentElement.dataset.singleKeys === "off")) return;
    if (event.repeat && name.startsWith("Mod+Enter")) return event.preventDefault();
    if (handler(event) !== false) event.preventDefault();
  });
}
