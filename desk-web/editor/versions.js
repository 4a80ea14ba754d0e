// The list of versions beside the text: fetched when somebody opens it, as the page of its own that it also is.
import { askPage } from "./ask_page.js";

export function wireVersions({ path, saver }) {
  const panel = document.getElementById("versions");
  const place = document.getElementById("version-place");
  if (!panel) return;

  async function load() {
    const list = (await askPage(`${path}/versions`)).getElementById("version-list");
    if (!list) return;
    for (const field of list.querySelectorAll(".choose, .to-now")) field.remove();
    place.replaceChildren(document.adoptNode(list));
  }

  panel.addEventListener("toggle", () => { if (panel.open) load().catch(() => {}); });
  // Whoever goes to look at a version finds their text as they left it.
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || saver.isClean) return;
    event.preventDefault();
    saver.save().catch(() => {}).finally(() => { location.assign(link.href); });
  });
}
