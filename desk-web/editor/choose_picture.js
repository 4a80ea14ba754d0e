// Choosing a picture: one of the library, found by its words, or files from this device.
import { ask } from "./api.js";
import { element, replaceChildren } from "./dom.js";
import { pictureTypes } from "./upload.js";

// Files of this device; none when nothing was chosen.
export function chooseFiles(multiple) {
  return new Promise((resolve) => {
    const input = element("input", { type: "file", accept: pictureTypes.join(","), multiple, class: "visually-hidden", tabindex: "-1", "data-choose-files": "" });
    const end = () => { resolve([...input.files]); input.remove(); };
    input.addEventListener("change", end);
    input.addEventListener("cancel", end);
    document.body.append(input);
    input.click();
  });
}

// Resolves to {picture}, {files} or null.
export function choosePicture(texts, { multiple = false } = {}) {
  return new Promise((resolve) => {
    let answer = null;
    const grid = element("ul", { class: "picture-grid", role: "list" });
    const search = element("input", { type: "search", "aria-label": texts.search, placeholder: texts.library_search_hint });
    const panel = element("dialog", { class: "choose-picture", "aria-label": texts.choose_picture },
      element("div", { class: "acts" }, search,
        element("button", { type: "button", class: "main", onclick: async () => { const files = await chooseFiles(multiple); if (files.length) { answer = { files }; panel.close(); } } }, texts.picture_upload),
        element("button", { type: "button", onclick: () => panel.close() }, texts.cancel)),
      grid);
    const draw = (found) => replaceChildren(grid, ...found.map((picture) => element("li", {},
      element("button", { type: "button", onclick: () => { answer = { picture }; panel.close(); } },
        element("img", { src: `/pictures/${picture.asset}`, alt: "", loading: "lazy" }), element("span", {}, picture.caption || picture.name || picture.credit || picture.asset.slice(0, 8))))));
    let asked = 0;
    async function find() {
      const number = ++asked;
      const { found } = await ask("GET", `/search/pictures?find=${encodeURIComponent(search.value.trim())}`).catch(() => ({ found: [] }));
      if (number !== asked) return;
      if (found.length) draw(found);
      else replaceChildren(grid, element("li", { class: "hint" }, search.value ? texts.empty_found : texts.library_empty));
    }
    search.addEventListener("input", find);
    panel.addEventListener("close", () => { panel.remove(); resolve(answer); });
    document.body.append(panel);
    panel.showModal();
    search.focus();
    find();
  });
}
