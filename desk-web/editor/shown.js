// What a form would show, shown while one types: form[data-shows="ID"] is asked as it would be sent (data-asks: there instead), and the element
// with that id, its fields' faults and marks are taken from the answer. Without this script one presses its button.
import { askPage, putPart } from "./ask_page.js";

const pauseMs = 300;

const ask = (form) => askPage(`${form.dataset.asks ?? new URL(form.action).pathname}?${new URLSearchParams(new FormData(form))}`);

function take(fresh, id) {
  const place = document.getElementById(id), from = fresh.getElementById(id);
  if (place && from && !place.isEqualNode(from)) putPart(place, from);
}

function takeMarks(fresh, field) {
  const from = fresh.getElementById(field.id);
  for (const name of ["aria-invalid", "aria-describedby"]) {
    const value = from?.getAttribute(name);
    if (value == null) field.removeAttribute(name);
    else field.setAttribute(name, value);
  }
  take(fresh, `${field.id}-fault`);
}

function wire(form) {
  let timer = 0, last = 0;
  async function show() {
    const mine = ++last;
    if (!form.checkValidity()) return;
    const fresh = await ask(form);
    if (mine !== last || !fresh.getElementById(form.dataset.shows)) return;
    for (const field of form.querySelectorAll("input[id], select[id]")) takeMarks(fresh, field);
    take(fresh, form.dataset.shows);
  }
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(() => show().catch(() => {}), pauseMs);
  });
}

export function wireShown() {
  for (const form of document.querySelectorAll("form[data-shows]")) wire(form);
}
