// A creative's form: its picture from the whole library or from this device, and how it will look, drawn anew as one types.
import { choosePicture } from "./choose_picture.js";
import { element, fill } from "./dom.js";
import { progressLine } from "./progress.js";
import { reasonOf, upload, wordOf } from "./upload.js";

const drawAfterMs = 400;

export function wireCreative() {
  const form = document.getElementById("creative-form");
  if (!form) return;
  const texts = JSON.parse(form.dataset.uploadTexts);
  wirePicture(form, texts);
  wirePreview(form);
}

function wirePicture(form, texts) {
  const place = form.querySelector("[data-picture-field]");
  const select = form.elements.namedItem("picture");
  const alt = form.elements.namedItem("picture_alt");

  function show() {
    place.querySelector(".picture-chosen")?.remove();
    if (select.value) place.append(element("img", { class: "picture-chosen", src: `/pictures/${select.value}`, alt: "" }));
  }

  function put(picture) {
    const known = [...select.options].find((option) => option.value === picture.asset);
    if (!known) select.append(element("option", { value: picture.asset, "data-alt": picture.alt || "" }, picture.caption || picture.name || picture.asset.slice(0, 8)));
    select.value = picture.asset;
    select.dispatchEvent(new Event("change", { bubbles: true }));
  }

  async function bring(file) {
    const { line, show: progress } = progressLine(file.name, texts);
    place.append(line);
    try {
      const picture = await upload(file, progress);
      put(picture);
      const word = wordOf(picture, texts);
      line.replaceWith(...(word ? [element("p", { class: "hint warn", role: "status" }, word)] : []));
    } catch (error) {
      line.replaceWith(element("p", { class: "fault", role: "alert" }, fill(texts.picture_refused_line, { name: file.name, reason: reasonOf(error, texts) })));
    }
  }

  async function choose() {
    const chosen = await choosePicture(texts);
    if (chosen?.picture) put(chosen.picture);
    else if (chosen?.files) await bring(chosen.files[0]);
  }

  select.addEventListener("change", () => {
    show();
    if (!alt.value) alt.value = select.selectedOptions[0]?.dataset.alt || "";
  });
  place.prepend(element("button", { type: "button", id: "choose-picture", onclick: choose }, texts.choose_picture));
}

// The form itself is sent to the frame; only that leaves the page as it is.
function wirePreview(form) {
  const button = document.getElementById("show-preview");
  const frame = document.querySelector(".creative-preview");
  let timer = null;
  let isWaiting = false;
  const draw = () => { isWaiting = true; form.requestSubmit(button); };
  const soon = () => { clearTimeout(timer); timer = setTimeout(draw, drawAfterMs); };
  frame.addEventListener("load", () => {
    if (!isWaiting) return;
    isWaiting = false;
    frame.contentDocument?.addEventListener("click", (event) => { if (event.target.closest?.("a, button, input")) event.preventDefault(); }, true);
    frame.contentDocument?.querySelector("aside.slot")?.scrollIntoView({ block: "start" });
  });
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("submit", (event) => { if (event.submitter !== button) clearTimeout(timer); });
  draw();
}
