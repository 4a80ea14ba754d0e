// The front page: the preview over it, and word when somebody else has launched meanwhile. What is arranged: arranging.js.
import { askPage } from "./ask_page.js";
import { element } from "./dom.js";
import { wireUndo } from "./front_undo.js";
import { give } from "./keys.js";
import { holdPreview } from "./preview.js";

const lookMs = 5000;

// ---- the preview ----

// The form's answer goes into a frame over the page: what readers would see, on a phone or on a computer.
function wirePreview(form) {
  const button = document.getElementById("front-preview");
  const panel = document.importNode(document.getElementById("front-preview-panel").content, true).firstElementChild;
  const frame = panel.querySelector("iframe");
  const widths = [...panel.querySelectorAll("[data-width]")];
  document.body.append(panel);
  frame.addEventListener("load", () => holdPreview(frame, panel));
  for (const one of widths) one.addEventListener("click", () => {
    frame.classList.toggle("phone", one.dataset.width === "phone");
    for (const other of widths) other.setAttribute("aria-pressed", String(other === one));
  });
  panel.querySelector("[data-close]").addEventListener("click", () => panel.close());
  panel.addEventListener("close", () => button.focus());
  form.addEventListener("submit", (event) => { if (event.submitter === button && !panel.open) panel.showModal(); });
  return () => { if (panel.open) panel.close(); else button.click(); };
}

// ---- others ----

// Whoever arranges is told when somebody launches; what is in the form stays as it is.
function wireLooking(form) {
  let seen = form.elements.seen.value;
  async function look() {
    const fresh = await askPage(`/front?edition=${encodeURIComponent(form.elements.edition.value)}`);
    const now = fresh.getElementById("front-form")?.elements.seen.value;
    if (!now || now === seen) return;
    seen = now; // told once; the form's own value stays, so that a launch is asked about
    const link = element("a", { class: "button", href: "/front/history?edition=" + encodeURIComponent(form.elements.edition.value) }, form.dataset.look);
    document.getElementById("front-notices").append(element("div", { class: "notice warn", role: "alert" }, element("p", {}, form.dataset.moved), element("p", { class: "acts" }, link)));
  }
  setInterval(() => { if (document.visibilityState === "visible") look().catch(() => {}); }, lookMs);
}

export function wireFront() {
  const form = document.getElementById("front-form");
  if (!form) return;
  wireLooking(form);
  give(wireUndo(form));
  give({ "front-take": null, "front-move": null, "front-give-back": null, "front-preview": wirePreview(form), "front-launch": () => document.getElementById("launch").click() });
}
