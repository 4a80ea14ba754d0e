// How well the colours of the site can be read, told as they are typed (WCAG 2.2, "contrast ratio"). The server has the last word.
import { fill } from "./dom.js";

const needed = 4.5;

function luminance(colour) {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(a, b) {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

export function wireColours() {
  const form = document.getElementById("accent-form");
  if (!form) return;
  for (const field of form.querySelectorAll("[data-ground]")) {
    const told = document.getElementById(`contrast-${field.name}`);
    const swatch = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const rect = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    const sample = document.createElementNS("http://www.w3.org/2000/svg", "text");
    swatch.setAttribute("class", "swatch");
    swatch.setAttribute("viewBox", "0 0 88 44");
    swatch.setAttribute("aria-hidden", "true");
    for (const [name, value] of Object.entries({ width: 88, height: 44, fill: field.dataset.ground })) rect.setAttribute(name, value);
    for (const [name, value] of Object.entries({ x: 44, y: 29, "text-anchor": "middle", "font-size": 20, "font-weight": 700 })) sample.setAttribute(name, value);
    sample.textContent = "Aa Її";
    swatch.append(rect, sample);
    field.after(swatch);
    const show = () => {
      const colour = field.value.trim();
      const isColour = /^#[0-9a-f]{6}$/i.test(colour);
      sample.setAttribute("fill", isColour ? colour : "none");
      const ratio = isColour ? contrast(colour, field.dataset.ground) : 0;
      const isEnough = ratio >= needed;
      told.classList.toggle("fault", colour !== "" && !isEnough);
      told.textContent = !colour ? "" : fill(isColour ? (isEnough ? form.dataset.enough : form.dataset.tooLow) : form.dataset.unreadable, { ratio: new Intl.NumberFormat(document.documentElement.lang, { minimumFractionDigits: 2, maximumFractionDigits: 2 }).format(Math.floor(ratio * 100) / 100) });
    };
    field.addEventListener("input", show);
    show();
  }
}
