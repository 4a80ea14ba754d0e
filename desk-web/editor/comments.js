// What colleagues say of the text, beside it: the page of comments, asked for as a document, whose forms are sent from here.

export function wireComments({ path }) {
  const place = document.getElementById("comment-place");
  const count = document.getElementById("comment-count");
  let isSending = false;

  // What is answered is the page anew, parsed by the browser as a document of its own: nothing in it runs.
  function ask(method, url, fields) {
    return new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open(method, url);
      request.responseType = "document";
      request.timeout = 15000;
      request.onload = () => { const list = request.response?.getElementById("comment-list"); if (list) resolve(list); else reject(new Error(String(request.status))); };
      request.onerror = request.ontimeout = () => reject(new Error("no connection"));
      request.send(fields);
    });
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
    const list = await ask("GET", `${path}/comments`);
    if (!isWriting()) show(list);
  }

  place.addEventListener("submit", (event) => {
    event.preventDefault();
    if (isSending) return;
    isSending = true;
    ask("POST", event.target.getAttribute("action"), new URLSearchParams(new FormData(event.target, event.submitter)))
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
