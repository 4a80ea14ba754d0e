// The editor's bar stays above the text, and what one formats with below it. On a narrow screen all but what one presses most is
// behind one button (style.css folds it), which closes like a menu: by Esc, by a press elsewhere, and when one goes on.

export function wireEditorBar(view) {
  const bar = document.querySelector(".editor-bar");
  const more = document.getElementById("bar-more");
  const rest = document.getElementById("bar-rest");
  const isFolded = () => more.offsetParent !== null;
  const put = (isOpen) => more.setAttribute("aria-expanded", String(isOpen));

  more.addEventListener("click", () => put(more.getAttribute("aria-expanded") === "false"));
  document.addEventListener("click", ({ target }) => { if (!rest.contains(target) && !more.contains(target)) put(false); });
  bar.addEventListener("focusout", ({ relatedTarget }) => { if (relatedTarget && relatedTarget !== more && !rest.contains(relatedTarget)) put(false); });
  bar.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || more.getAttribute("aria-expanded") === "false") return;
    put(false);
    more.focus();
  });
  // Before what is pressed does its act: a dialog leads back to where the focus was.
  rest.addEventListener("click", ({ target }) => {
    if (!target.closest("a, button") || !isFolded()) return;
    put(false);
    more.focus();
  }, true);

  // What is below the bar starts there, and what one goes to by keys is brought out from under it.
  function measure() {
    const tools = document.querySelector("#tools .toolbar");
    const { height } = bar.getBoundingClientRect();
    const top = height + (tools?.offsetHeight ?? 0);
    document.documentElement.style.setProperty("--editor-bar", `${height}px`);
    document.documentElement.style.setProperty("--editor-top", `${top}px`);
    view.setProps({ scrollThreshold: { top, right: 0, bottom: 0, left: 0 }, scrollMargin: { top: top + 8, right: 5, bottom: 5, left: 5 } });
  }
  new ResizeObserver(measure).observe(bar);
  measure();
}
