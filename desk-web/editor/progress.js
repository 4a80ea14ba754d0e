// A line that says how far a picture is.
import { element, fill } from "./dom.js";

export function progressLine(name, texts) {
  const text = element("span", {});
  const bar = element("progress", { max: 1, value: 0, "aria-label": name });
  const line = element("span", { class: "upload", contenteditable: "false" }, text, bar);
  const show = (part) => {
    bar.value = part;
    text.textContent = fill(part < 1 ? texts.picture_uploading : texts.picture_developing, { name, percent: Math.floor(part * 100) });
  };
  show(0);
  return { line, show };
}
