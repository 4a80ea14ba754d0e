// What will stand in the address for what is typed there: the server romanises it when it publishes, and says here how. Where
// the edition's addresses have no words there is nothing to tell.
import { ask } from "./api.js";
import { fill } from "./dom.js";

const whole = /^[a-z0-9]+(-[a-z0-9]+)*$/;
const slugMax = 80;
const enough = 300; // characters for it, and not too many for an address that is asked for
const hasLetter = (slug) => /[a-z]/.test(slug);

// As the server romanises it; undefined where there is no answer.
export async function slugOf(page, text) {
  const words = encodeURIComponent([...text].slice(0, enough).join(""));
  const { slug } = await ask("GET", `/search/slug?edition=${page.edition}&text=${words}`).catch(() => ({}));
  return slug;
}

export function wireSlugHint({ page, texts }) {
  if (!page.has_slugs) return;
  const field = document.getElementById("slug");
  const hint = document.getElementById("slug-hint");
  const tell = (text) => { if (hint.textContent !== text) hint.textContent = text; };

  async function look() {
    const typed = field.value.trim();
    if (!typed) return tell("");
    const isAsIs = whole.test(typed) && typed.length <= slugMax;
    const slug = isAsIs ? typed : await slugOf(page, typed);
    if (slug === undefined || field.value.trim() !== typed) return undefined;
    if (!hasLetter(slug)) return tell(texts.slug_nothing);
    return tell(slug === typed ? "" : fill(texts.slug_becomes, { slug }));
  }
  field.addEventListener("input", () => tell("")); // it was said of something else
  field.addEventListener("change", look);
  look();
}
