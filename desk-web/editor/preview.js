// The page as readers will see it: on a phone beside the text while one goes on writing (where there is room), on a computer
// over it. Pressed anew after each save.

const isRoomy = () => matchMedia("(min-width: 70rem)").matches;

// The page has no script of its own, so the one around it sees to it that nothing leads away.
export function holdPreview(frame, panel) {
  const inside = frame.contentDocument;
  inside?.addEventListener("click", (event) => { if (event.target.closest?.("a, button, input")) event.preventDefault(); }, true);
  inside?.addEventListener("auxclick", (event) => { if (event.target.closest?.("a")) event.preventDefault(); }, true);
  inside?.addEventListener("submit", (event) => event.preventDefault(), true);
  inside?.addEventListener("keydown", (event) => { if (event.key === "Escape") panel.close(); });
}

export function makePreview({ path, saver }) {
  const panel = document.getElementById("preview-panel");
  const frame = document.getElementById("preview-frame");
  const opener = document.getElementById("preview");
  const widths = [...panel.querySelectorAll("[data-width]")];
  let isPhone = true;

  // One's place on the page stays while it is pressed anew.
  function load() {
    const top = frame.contentWindow?.scrollY || 0;
    frame.addEventListener("load", () => { holdPreview(frame, panel); frame.contentWindow.scrollTo(0, top); }, { once: true });
    if (frame.getAttribute("src")) frame.contentWindow.location.replace(`${path}/preview`);
    else frame.src = `${path}/preview`;
  }

  function show() {
    const isBeside = isPhone && isRoomy();
    document.body.classList.toggle("previewing", isBeside);
    frame.classList.toggle("phone", isPhone);
    for (const one of widths) one.setAttribute("aria-pressed", String((one.dataset.width === "phone") === isPhone));
    if (isBeside) panel.show();
    else panel.showModal();
    opener.setAttribute("aria-expanded", "true");
  }

  async function open(event) {
    const focused = event ? null : document.activeElement; // by its key: one goes on writing
    show();
    if (!panel.matches(":modal")) focused?.focus();
    await saver.save().catch(() => {}); // what could not be saved is told in the bar; what was saved is shown
    load();
  }

  function choose(button) {
    isPhone = button.dataset.width === "phone";
    panel.close();
    show();
    button.focus();
  }

  for (const button of widths) button.addEventListener("click", () => choose(button));
  panel.addEventListener("close", () => {
    if (panel.open) return; // it was only shown another way
    document.body.classList.remove("previewing");
    opener.setAttribute("aria-expanded", "false");
    if (panel.contains(document.activeElement) || document.activeElement === document.body) opener.focus();
  });
  document.getElementById("preview-close").addEventListener("click", () => panel.close());
  opener.addEventListener("click", (event) => { if (panel.open) panel.close(); else open(event); });
  return {
    toggle: () => { if (panel.open) panel.close(); else open(); },
    refresh: () => { if (panel.open) load(); },
  };
}
