// The library's page: files dropped anywhere on it, pasted, or chosen, are brought, each with its line; pictures are shown larger.
import { element, fill } from "./dom.js";
import { progressLine } from "./progress.js";
import { picturesIn, reasonOf, upload } from "./upload.js";

// A picture that is pressed is shown as large as there is room; without this it opens in a tab of its own.
function wireLarger() {
  const dialog = document.getElementById("larger");
  let shown = null;
  document.querySelector(".library-list").addEventListener("click", (event) => {
    const link = event.target.closest("a.larger");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    shown?.remove();
    shown = element("img", { src: link.href, alt: link.querySelector("img").alt });
    document.getElementById("larger-name").textContent = link.closest("li").querySelector(".library-name")?.textContent ?? "";
    dialog.append(shown);
    dialog.showModal();
  });
  dialog.querySelector("button").addEventListener("click", () => dialog.close());
}

export function wireLibrary() {
  const place = document.getElementById("uploads");
  if (!place) return;
  wireLarger();
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
