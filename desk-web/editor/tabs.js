// Tabs that do not fit beside each other are a line that is moved sideways: the one that one is at stands in view when the page
// comes, at once, so that nothing moves.
export function wireTabs() {
  for (const tabs of document.querySelectorAll(".tabs")) {
    const here = tabs.querySelector("[aria-current]")?.getBoundingClientRect();
    const line = tabs.getBoundingClientRect();
    if (here) tabs.scrollLeft += here.left - line.left - (line.width - here.width) / 2;
  }
}
