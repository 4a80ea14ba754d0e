// Numbers follow what is read: the page is asked for again and again, parsed by the browser as a document of its own in which
// nothing runs, and only what is between its tabs and its foot is put in place.
const pauseMs = 10000;

export function wireNumbers() {
  const place = document.getElementById("numbers");
  if (!place) return;

  function ask() {
    const request = new XMLHttpRequest();
    request.open("GET", location.href);
    request.responseType = "document";
    request.timeout = pauseMs;
    request.onload = () => {
      const fresh = request.response?.getElementById("numbers");
      if (!fresh) return;
      const wasOpen = place.querySelector("details").open;
      const focused = place.contains(document.activeElement) ? document.activeElement : null;
      const selector = focused?.matches("a") ? `a[href="${CSS.escape(focused.getAttribute("href"))}"]` : "summary";
      place.replaceChildren(...[...fresh.childNodes].map((node) => document.adoptNode(node)));
      place.querySelector("details").open = wasOpen;
      if (focused) place.querySelector(selector)?.focus({ preventScroll: true }); // whoever is in it with the keyboard stays there
    };
    request.send();
  }
  setInterval(() => { if (document.visibilityState === "visible") ask(); }, pauseMs);
}
