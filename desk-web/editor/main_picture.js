// The article's main picture: brought or chosen, with what this article says of it, and the point that every crop must show.
import { choosePicture } from "./choose_picture.js";
import { element, fill, replaceChildren } from "./dom.js";
import { progressLine } from "./progress.js";
import { picturesIn, reasonOf, upload, wordOf } from "./upload.js";

const focalMax = 1000;
const step = 20;
const largeStep = 100;
const middle = focalMax / 2;

// 0, 0 means the middle, so the corner itself is a thousandth away from it.
const clamp = (value) => Math.max(1, Math.min(focalMax, Math.round(value)));

// The picture as an article keeps it.
export function keptPicture(found) {
  return { asset: found.asset, media_type: found.media_type, caption: found.caption || "", credit: found.credit || "",
    alt: found.alt || "", uri: "", width: found.width, height: found.height, focal_x: 0, focal_y: 0, kind: found.kind };
}

// As news/article.h says: one of the two may be 0, and where both are nobody has pointed anywhere.
const pointOf = ({ focal_x, focal_y }) => (focal_x || focal_y ? [focal_x, focal_y] : [middle, middle]);

export function focalStep(picture, key, isLarge) {
  const by = isLarge ? largeStep : step;
  const [x, y] = { ArrowLeft: [-by, 0], ArrowRight: [by, 0], ArrowUp: [0, -by], ArrowDown: [0, by] }[key] || [0, 0];
  if (!x && !y) return null;
  const [fromX, fromY] = pointOf(picture);
  return { focal_x: clamp(fromX + x), focal_y: clamp(fromY + y) };
}

function focalPicture(picture, texts, onChange) {
  const dot = element("span", { class: "focal-dot" });
  const image = element("img", { src: `/pictures/${picture.asset}`, alt: picture.alt, draggable: "false" });
  const button = element("button", { type: "button", class: "focal", title: texts.picture_focal }, image, dot);
  const value = element("p", { class: "hint", role: "status" });
  const show = () => {
    const [x, y] = pointOf(picture);
    dot.style.left = `${x / 10}%`;
    dot.style.top = `${y / 10}%`;
    value.textContent = fill(texts.picture_focal_value, { x: Math.round(x / 10), y: Math.round(y / 10) });
    button.setAttribute("aria-label", `${texts.picture_focal} ${value.textContent}`);
  };
  const put = (focal) => { Object.assign(picture, focal); show(); onChange(); };
  button.addEventListener("click", (event) => {
    if (event.detail === 0) return; // by keyboard: the arrows do it
    const frame = image.getBoundingClientRect();
    put({ focal_x: clamp((event.clientX - frame.left) / frame.width * focalMax), focal_y: clamp((event.clientY - frame.top) / frame.height * focalMax) });
  });
  button.addEventListener("keydown", (event) => {
    const focal = focalStep(picture, event.key, event.shiftKey);
    if (!focal) return;
    event.preventDefault();
    put(focal);
  });
  show();
  const reset = element("button", { type: "button", onclick: () => put({ focal_x: 0, focal_y: 0 }) }, texts.picture_focal_middle);
  return [button, value, reset];
}

// `place` gets files that are pasted or dropped on it. `value()` is the list of an article's pictures: the first is this one.
export function mainPicture(place, { items, texts, notice, onChange }) {
  let pictures = [...items];
  let isOver = false;

  function field(name, label, rows) {
    const input = element(rows ? "textarea" : "input", { id: `picture-${name}`, rows: rows || null,
      oninput: (event) => { pictures[0][name] = event.target.value.replace(/\s+/g, " ").trim(); onChange(); } });
    input.value = pictures[0][name] || "";
    return [element("label", { for: `picture-${name}` }, label), input];
  }

  function kindField() {
    const box = element("input", { type: "checkbox", onchange: (event) => { pictures[0].kind = event.target.checked ? "illustration" : "photo"; onChange(); } });
    box.checked = pictures[0].kind === "illustration";
    return element("label", { class: "check" }, box, texts.picture_illustration);
  }

  function put(found) {
    pictures[0] = keptPicture(found);
    draw();
    onChange();
  }

  let told = null; // of the one that was brought last
  async function bring(file) {
    const { line, show } = progressLine(file.name, texts);
    told?.remove();
    place.append(line);
    try {
      const found = await upload(file, show);
      put(found);
      if (wordOf(found, texts)) told = notice("warn", wordOf(found, texts));
    } catch (error) {
      told = notice("bad", fill(texts.picture_refused_line, { name: file.name, reason: reasonOf(error, texts) }));
    } finally {
      line.remove();
    }
  }

  async function choose() {
    const chosen = await choosePicture(texts);
    if (chosen?.picture) put(chosen.picture);
    else if (chosen?.files) await bring(chosen.files[0]);
  }

  function draw() {
    const button = (text, act) => element("button", { type: "button", onclick: act }, text);
    if (!pictures[0]?.asset) {
      replaceChildren(place, element("div", { class: "drop-here" }, button(texts.choose_picture, choose), element("p", { class: "hint" }, texts.picture_drop_hint)));
      return;
    }
    replaceChildren(place, ...focalPicture(pictures[0], texts, onChange), ...field("caption", texts.caption, 2), ...field("credit", texts.credit),
      ...field("alt", texts.alt, 2), kindField(),
      element("div", { class: "acts" }, button(texts.picture_replace, choose), button(texts.remove, () => { pictures.shift(); draw(); onChange(); })));
  }

  const take = (event, transfer) => {
    const [file] = picturesIn(transfer);
    if (!file || place.closest("fieldset")?.matches(":disabled")) return;
    event.preventDefault();
    bring(file);
  };
  const over = (value) => { if (isOver !== value) { isOver = value; place.classList.toggle("over", value); } };
  place.addEventListener("paste", (event) => take(event, event.clipboardData));
  place.addEventListener("dragover", (event) => { event.preventDefault(); over(true); });
  place.addEventListener("dragleave", () => over(false));
  place.addEventListener("drop", (event) => { event.preventDefault(); over(false); take(event, event.dataTransfer); });
  draw();
  return {
    value: () => pictures.filter((picture) => picture.asset || picture.caption || picture.uri),
    // What another one's save brought; what is being typed here stays until it is saved.
    set: (next) => { if (JSON.stringify(next) !== JSON.stringify(pictures)) { pictures = [...next]; draw(); } },
  };
}
