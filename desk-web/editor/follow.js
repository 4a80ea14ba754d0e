// What is under way in the background, kept up while one looks: the part of the page with data-follow is taken from the same
// page, asked for again as a document, which the browser parses and never runs. Without this script one loads it again.

const pauseMs = 1500;

function ask() {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("GET", location.pathname + location.search);
    request.responseType = "document";
    request.timeout = 10000;
    request.onload = () => resolve(request.response);
    request.onerror = request.ontimeout = () => reject(new Error("no connection"));
    request.send();
  });
}

export function wireFollow() {
  const place = document.querySelector("[data-follow]");
  if (!place?.querySelector("progress")) return;

  async function refresh() {
    if (document.visibilityState !== "visible") return;
    const fresh = (await ask())?.getElementById(place.id);
    if (!fresh || fresh.isEqualNode(place)) return;
    place.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
  }

  function repeat() {
    setTimeout(() => refresh().catch(() => {}).finally(() => { if (place.querySelector("progress")) repeat(); }), pauseMs);
  }
  repeat();
}
