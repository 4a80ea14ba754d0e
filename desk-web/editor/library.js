// The library's page: files dropped anywhere on it, pasted, or chosen, are brought, each with its line; pictures are shown larger.
import { askPage, putPart } from "./ask_page.js";
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
  const list = document.getElementById("upload-list"), shown = document.querySelector(".library-list");
  place.hidden = false;

  function point(there) {
    for (const one of shown.querySelectorAll(".pointed-at")) one.classList.remove("pointed-at");
    there?.classList.add("pointed-at");
  }

  // A picture that is there already is pointed at where it stands; one that stands on no page that is shown here, by its line.
  function showKnown(item, name, { asset }) {
    const there = document.getElementById(`p-${asset}`);
    const words = fill(texts.picture_refused_line, { name, reason: texts.library_known });
    const image = element("img", { src: `/pictures/${asset}`, alt: "", width: 60, height: 40 });
    document.getElementById("live").textContent = words;
    item.replaceChildren(...(there ? [element("a", { href: `#p-${asset}` }, words)] : [image, words]));
    point(there);
    there?.scrollIntoView({ block: "center" });
  }

  // "new", "known" or "refused".
  async function bring(file) {
    const { line, show } = progressLine(file.name, texts);
    const item = element("li", {}, line);
    list.append(item);
    try {
      const picture = await upload(file, show);
      if (picture.is_known) showKnown(item, file.name, picture);
      else item.remove();
      return picture.is_known ? "known" : "new";
    } catch (error) {
      item.replaceChildren(element("span", { class: "fault", role: "alert" }, fill(texts.picture_refused_line, { name: file.name, reason: reasonOf(error, texts) })));
      return "refused";
    }
  }

  // The page itself shows what was taken. Where something is told it stays, and only its pictures come anew; words that are being
  // written of one, and what was searched for, stay as they are.
  async function showNew() {
    if (!list.children.length) return location.assign("/pictures");
    if (location.search || shown.querySelector("details[open]")) return null;
    const fresh = (await askPage("/pictures")).querySelector(".library-list");
    const pointed = shown.querySelector(".pointed-at")?.id;
    if (!fresh) return null;
    putPart(shown, fresh);
    document.querySelector("main > .empty")?.remove();
    return point(pointed && document.getElementById(pointed));
  }

  // What is told of some files stays to be read until others are taken.
  async function take(files) {
    const told = [...list.children].filter((item) => !item.querySelector("progress"));
    const outcomes = await Promise.all(files.map(bring));
    if (outcomes.some((outcome) => outcome !== "refused")) for (const item of told) item.remove();
    if (outcomes.includes("new")) await showNew().catch(() => {});
  }

  document.getElementById("files").addEventListener("change", (event) => take([...event.target.files]));
  document.addEventListener("paste", (event) => take(picturesIn(event.clipboardData)));
  document.addEventListener("dragover", (event) => event.preventDefault());
  document.addEventListener("drop", (event) => { event.preventDefault(); take([...event.dataTransfer.files]); });
}
