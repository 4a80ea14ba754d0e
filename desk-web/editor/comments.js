// What colleagues say of the text, beside it: the page of comments, whose forms are sent from here, and which answers anew.
import { askPage } from "./ask_page.js";

export function wireComments({ path }) {
  const place = document.getElementById("comment-place");
  const count = document.getElementById("comment-count");
  let isSending = false;

  async function ask(address, asked) {
    const list = (await askPage(address, asked)).getElementById("comment-list");
    if (!list) throw new Error("no comments");
    return list;
  }

  function show(list) {
    place.replaceChildren(document.adoptNode(list));
    const open = place.querySelectorAll(".comments .open").length;
    count.textContent = open ? ` (${open})` : "";
    if (open) place.closest("details").open = true;
  }

  // Under the hands of who writes one nothing is put in its place.
  const isWriting = () => place.querySelector("textarea")?.value.trim();
  async function refresh() {
    if (isSending || isWriting() || place.contains(document.activeElement)) return;
    const list = await ask(`${path}/comments`);
    if (!isWriting()) show(list);
  }

  place.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    ask(event.target.getAttribute("action"), { method: "POST", fields: new URLSearchParams(new FormData(event.target, event.submitter)) })
      .then((list) => { show(list); place.querySelector("textarea").focus(); })
      .catch(() => event.target.reportValidity())
      .finally(() => { isSending = false; });
  });
  place.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || !event.target.matches("textarea")) return;
    event.preventDefault();
    event.stopPropagation();
    if (!event.repeat) event.target.form.requestSubmit();
  });
  refresh().catch(() => {});
  return { refresh: () => refresh().catch(() => {}) };
}
