// The list of versions beside the text: fetched when somebody opens it, as the page of its own that it also is.

export function wireVersions({ path, saver }) {
  const panel = document.getElementById("versions");
  const place = document.getElementById("version-place");
  if (!panel) return;

  // Parsed by the browser as a document of its own: nothing in it runs.
  function load() {
    const request = new XMLHttpRequest();
    request.open("GET", `${path}/versions`);
    request.responseType = "document";
    request.onload = () => {
      const list = request.response?.getElementById("version-list");
      if (!list) return;
      for (const field of list.querySelectorAll("input, label")) field.remove();
      place.replaceChildren(document.adoptNode(list));
    };
    request.send();
  }

  panel.addEventListener("toggle", () => { if (panel.open) load(); });
  // Whoever goes to look at a version finds their text as they left it.
  panel.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    if (!link || event.ctrlKey || event.metaKey || saver.isClean) return;
    event.preventDefault();
    saver.save().catch(() => {}).finally(() => { location.assign(link.href); });
  });
}
