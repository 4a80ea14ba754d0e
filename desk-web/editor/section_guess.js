// A section that is only proposed: it is told in the place of the lack, and goes along with the publication, or the time to come,
// which leaves an approval what it is; a save before it would not.
import { fill } from "./dom.js";

// `isUnsaved`: whether what the field shows stands there and is not the text's yet.
export function makeSectionGuess({ page, field, hint, texts, isUnsaved }) {
  function number() {
    if (field.disabled) return 0;
    if (field.value === "0") return page.guessed_section ?? 0;
    return isUnsaved() ? Number(field.value) : 0;
  }
  return {
    get number() { return number() || undefined; },
    get told() { return number() ? fill(texts.ready_section_guess, { section: field.querySelector(`option[value="${number()}"]`).textContent }) : ""; },
    // `taken`: the one that went along.
    keep(taken) {
      if (!taken) return;
      field.value = String(taken);
      hint.textContent = "";
    },
  };
}
