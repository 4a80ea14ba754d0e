// The list of articles: rows by keyboard (J, K, Enter; 1 to 3: the languages), and kept up with what others do while it is open.
import { give, keyName } from "./keys.js";

const pauseMs = 3000;

export function wireList() {
  const rows = document.getElementById("rows");
  if (!rows) return;
  let chosen = null;

  const all = () => [...rows.querySelectorAll("tr[data-article]")];
  const mark = () => { for (const row of all()) row.classList.toggle("chosen", row.dataset.article === chosen); };
  function step(by) {
    const list = all();
    if (!list.length) return;
    const here = list.findIndex((row) => row.dataset.article === chosen);
    const next = list[Math.max(0, Math.min(list.length - 1, here < 0 ? 0 : here + by))];
    chosen = next.dataset.article;
    mark();
    next.querySelector("a").focus();
  }
  // The chosen row's story in one of its languages, as they stand beside it.
  function openLanguage(event) {
    const row = all().find((one) => one.dataset.article === chosen);
    const link = row?.querySelectorAll("a.sibling")[Number(keyName(event)) - 1];
    if (!link) return false;
    location.assign(link.href);
    return true;
  }
  const languages = rows.querySelector("a.sibling") ? { "row-language": openLanguage } : {};
  give({ "row-next": () => step(1), "row-previous": () => step(-1), "row-open": null, ...languages });

  // The page as it is now, parsed by the browser as a document of its own: nothing in it runs.
  function ask() {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open("GET", location.href);
      request.responseType = "document";
      request.timeout = 10000;
      request.onload = () => (request.status === 200 ? resolve(request.response) : reject(new Error(String(request.status))));
      request.onerror = request.ontimeout = () => reject(new Error("no connection"));
      request.send();
    });
  }

  // Only a page that is looked at asks, and only rows that changed are put in its place.
  async function refresh() {
    if (document.visibilityState !== "visible") return;
    const fresh = (await ask()).getElementById("rows");
    if (!fresh || fresh.textContent === rows.textContent) return;
    const focused = rows.contains(document.activeElement) ? document.activeElement.getAttribute("href") : null;
    rows.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
    mark();
    if (focused) rows.querySelector(`a[href="${CSS.escape(focused)}"]`)?.focus();
  }

  function repeat() {
    setTimeout(() => refresh().catch(() => {}).finally(repeat), pauseMs);
  }
  repeat();
}
