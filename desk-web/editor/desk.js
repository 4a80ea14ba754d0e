// What every page of the desk has besides the editor: keys, fields that send their form at once, passkeys, tabs in view, lists
// that follow what others do. Without it every page still works.
import { wireArranging } from "./arranging.js";
import { wireBreaking } from "./breaking.js";
import { wireColours } from "./colours.js";
import { wireCoverage } from "./coverage.js";
import { wireCreative } from "./creative.js";
import { wireEverywhere } from "./everywhere.js";
import { wireFollow } from "./follow.js";
import { wireFront } from "./front.js";
import { wireLeaving } from "./leaving.js";
import { wireLibrary } from "./library.js";
import { wireList } from "./list.js";
import { keepLive } from "./live.js";
import { wireNumbers } from "./numbers.js";
import { wirePasskeys } from "./passkey.js";
import { wireShown } from "./shown.js";
import { wireTabs } from "./tabs.js";

function wireSending() {
  for (const field of document.querySelectorAll("[data-send]")) field.addEventListener("change", () => field.form.requestSubmit());
}

// data-copy="#link": the field's or element's text goes to the clipboard; the button says so.
function wireCopying() {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) {
    const from = document.querySelector(button.dataset.copy);
    button.hidden = false;
    button.addEventListener("click", () =>
      navigator.clipboard.writeText(from.value ?? from.innerText).then(() => (button.textContent = button.dataset.copied)));
  }
}

wireTabs();
wireCopying();
wireEverywhere();
wireSending();
wirePasskeys();
keepLive(wireList());
wireLibrary();
wireArranging();
wireFront();
wireNumbers();
wireBreaking();
wireColours();
wireCoverage();
wireCreative();
wireLeaving();
wireFollow();
wireShown();

// Signed in beside a text that waits: it goes on by itself.
if (document.getElementById("signed-in") && window.opener) {
  window.opener.postMessage("signed-in", location.origin);
  window.close();
}
