// What every page of the desk has, the editor's too: the bar's menu, signing out, keys, going anywhere, the palette, the list of keys.
import { pageData } from "./dom.js";
import { showKeys } from "./key_help.js";
import { give } from "./keys.js";
import { keyTable } from "./key_table.js";
import { openPalette } from "./palette.js";
import { wireSigningOut } from "./signing_out.js";

// Elements with data-key="new" are pressed, or entered, by that row's keys: a form that opens is entered, too, or what one types
// next would be keys.
function wireElements() {
  const fields = "input:not([type=hidden]), select, textarea";
  function press(target) {
    if (target.matches(fields)) return target.focus();
    if (!target.matches("summary")) return target.click();
    target.parentElement.open = true;
    return (target.parentElement.querySelector(fields) || target).focus();
  }
  for (const target of document.querySelectorAll("[data-key]")) give({ [target.dataset.key]: () => { press(target); } });
}

// One goes where the bar leads, which is where one may.
function wireGoing() {
  for (const link of document.querySelectorAll(".bar nav a, .bar a.me")) {
    const row = keyTable.find((one) => one.href === link.getAttribute("href"));
    if (row) give({ [row.id]: () => location.assign(link.href) });
  }
}

// The menu behind "More" closes like one: by Esc, and when one presses elsewhere.
function wireMenu() {
  const menu = document.querySelector(".bar .more");
  if (!menu) return;
  document.addEventListener("click", (event) => { if (!menu.contains(event.target)) menu.open = false; });
  menu.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || !menu.open) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  });
}

export function wireEverywhere() {
  wireMenu();
  const texts = pageData("key-texts");
  if (!texts) return; // nobody has signed in
  give({ palette: () => openPalette(texts), help: () => showKeys(texts) });
  wireSigningOut();
  wireElements();
  wireGoing();
  const opener = document.getElementById("palette-open");
  opener.hidden = false;
  opener.addEventListener("click", () => openPalette(texts));
}
