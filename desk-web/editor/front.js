// The front page's lists, of stories and of sections' blocks, arranged by pointer or by keys: Space takes a line, arrows move it,
// Space puts it down, Escape gives it back where it was. Each step is told to who listens. Buttons do the same without this script.
// Besides: the preview over the page, and word when somebody else has launched meanwhile.
import { element } from "./dom.js";
import { give } from "./keys.js";
import { holdPreview } from "./preview.js";

const lookMs = 5000;

function wireArranging(list) {
  const live = document.getElementById("live");
  let taken = null; // the item that is moved by keys
  let cameFrom = null; // what stood behind it
  let dragged = null;

  const items = () => [...list.children];
  const headline = (item) => item.querySelector(".what").textContent.trim();
  const tell = (item) => { live.textContent = `${items().indexOf(item) + 1} / ${items().length}: ${headline(item)}`; };

  function put(item, before) {
    list.insertBefore(item, before);
    number();
  }

  // The buttons name places, which have changed.
  function number() {
    items().forEach((item, place) => {
      for (const button of item.querySelectorAll("button")) button.value = `${button.value.split(":")[0]}:${place}`;
    });
  }

  list.addEventListener("keydown", (event) => {
    if (!event.target.matches(".handle")) return;
    const item = event.target.closest("li");
    const isTaken = taken === item;
    if (event.key === " " || (event.key === "Enter" && isTaken)) {
      taken = isTaken ? null : item;
      cameFrom = item.nextElementSibling;
      item.classList.toggle("taken", !isTaken);
      tell(item);
    } else if (event.key === "Escape" && isTaken) {
      put(item, cameFrom);
      taken = null;
      item.classList.remove("taken");
      event.target.focus(); // what is moved in the page loses it
      tell(item);
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && isTaken) {
      const up = event.key === "ArrowUp";
      const other = up ? item.previousElementSibling : item.nextElementSibling;
      if (other) put(item, up ? other : other.nextElementSibling);
      event.target.focus();
      tell(item);
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      (event.key === "ArrowUp" ? item.previousElementSibling : item.nextElementSibling)?.querySelector(".handle").focus();
    } else return;
    event.preventDefault();
  });

  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", headline(dragged));
    dragged.classList.add("taken");
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    put(dragged, event.clientY < top + height / 2 ? over : over.nextElementSibling);
  });
  list.addEventListener("drop", (event) => event.preventDefault());
  list.addEventListener("dragend", () => {
    dragged?.classList.remove("taken");
    if (dragged) tell(dragged);
    dragged = null;
  });
}

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
  function look() {
    const request = new XMLHttpRequest();
    request.open("GET", `/front?edition=${encodeURIComponent(form.elements.edition.value)}`);
    request.responseType = "document"; // parsed as a document of its own: nothing in it runs
    request.onload = () => {
      const now = request.response?.getElementById("front-form")?.elements.seen.value;
      if (!now || now === seen) return;
      seen = now; // told once; the form's own value stays, so that a launch is asked about
      const link = element("a", { class: "button", href: "/front/history?edition=" + encodeURIComponent(form.elements.edition.value) }, form.dataset.look);
      document.getElementById("front-notices").append(element("div", { class: "notice warn", role: "alert" }, element("p", {}, form.dataset.moved), element("p", { class: "acts" }, link)));
    };
    request.send();
  }
  setInterval(() => { if (document.visibilityState === "visible") look(); }, lookMs);
}

export function wireFront() {
  const form = document.getElementById("front-form");
  if (!form) return;
  for (const list of form.querySelectorAll(".arranged")) wireArranging(list);
  wireLooking(form);
  give({ "front-take": null, "front-move": null, "front-give-back": null, "front-preview": wirePreview(form), "front-launch": () => document.getElementById("launch").click() });
}
