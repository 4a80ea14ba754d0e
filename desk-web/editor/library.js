// The library's page: files dropped anywhere on it, pasted, or chosen, are brought, each with its line.
import { element, fill } from "./dom.js";
import { progressLine } from "./progress.js";
import { picturesIn, reasonOf, upload } from "./upload.js";

export function wireLibrary() {
  const place = document.getElementById("uploads");
  if (!place) return;
  const texts = JSON.parse(place.dataset.texts);
  const list = document.getElementById("upload-list");
  place.hidden = false;

  async function bring(file) {
    const { line, show } = progressLine(file.name, texts);
    const item = element("li", {}, line);
    list.append(item);
    try {
      await upload(file, show);
      item.remove();
      return true;
    } catch (error) {
      item.replaceChildren(element("span", { class: "fault", role: "alert" }, fill(texts.picture_refused_line, { name: file.name, reason: reasonOf(error, texts) })));
      return false;
    }
  }

  // What was taken is shown by the page itself, once everything is there; what was refused stays to be read.
  async function take(files) {
    const taken = await Promise.all(files.map(bring));
    if (taken.length && taken.every(Boolean) && !list.children.length) location.assign("/pictures");
  }

  document.getElementById("files").addEventListener("change", (event) => take([...event.target.files]));
  document.addEventListener("paste", (event) => take(picturesIn(event.clipboardData)));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => { event.preventDefault(); take([...event.dataTransfer.files]); });
}
