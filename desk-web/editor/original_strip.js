// On a narrow screen the original stands below its translation, out of sight: what belongs to the block in which one writes is shown in
// the bar above it. It can be put away. Where both stand side by side the style sheet leaves it out.
import { element } from "./dom.js";

export function makeStrip(bar, { name, language }) {
  const words = element("div", { class: "strip-words", role: "group", "aria-label": name, tabindex: 0 });
  const strip = element("details", { class: "original-strip", lang: language, open: true, hidden: true }, element("summary", {}, name), words);
  let shown = "";
  bar.append(strip);

  // `part` of the original; nothing: the block has none.
  return function show(part) {
    const text = part?.querySelector(".compared-text");
    const markup = text?.outerHTML ?? "";
    strip.hidden = !text;
    if (markup === shown) return;
    shown = markup;
    words.replaceChildren(...(text ? [text.cloneNode(true)] : []));
    words.scrollTop = 0;
  };
}
