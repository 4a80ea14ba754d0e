// What belongs together begins at the same height, though it stands in two columns: whichever of a pair would begin higher gets
// space before it. The space is a matter of a style sheet of this page alone, with rules by the blocks' ids: nothing of it is in
// the document, nor is the editor's own tree touched, which it would draw anew.

// The longest run of pairs that stand in the same order on both sides; a block that was moved elsewhere is left where it is.
export function inOrder(pairs) {
  const best = pairs.map(() => ({ length: 1, before: -1 }));
  let last = pairs.length ? 0 : -1;
  for (let i = 0; i < pairs.length; i++) {
    for (let j = 0; j < i; j++)
      if (pairs[j].right.top < pairs[i].right.top && best[j].length >= best[i].length) best[i] = { length: best[j].length + 1, before: j };
    if (best[i].length > best[last].length) last = i;
  }
  const run = [];
  for (let i = last; i >= 0; i = best[i].before) run.unshift(pairs[i]);
  return run;
}

// Of pairs in order, where each side begins by itself (`top`): the space that each needs, in px, with its selector. `base` is
// what lies before it anyhow and collapses with the space.
export function spaces(pairs) {
  const found = [];
  let [left, right] = [0, 0]; // what both columns have been given so far
  for (const pair of pairs) {
    const lower = pair.right.top + right - pair.left.top - left;
    if (Math.abs(lower) < .5) continue;
    const higher = lower > 0 ? pair.left : pair.right;
    if (lower > 0) left += lower;
    else right -= lower;
    found.push({ selector: higher.selector, space: higher.base + Math.abs(lower) });
  }
  return found;
}

// `columns`: what both stand in. `pairsNow()` gives pairs of elements with their selectors, none while they do not stand side by
// side; `watched()` the element that is to stay where it is in the window.
export function makePairs({ columns, pairsNow, watched }) {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
  const topOf = (one) => one.getBoundingClientRect().top;
  const side = ({ at, selector, base }) => ({ top: topOf(at), selector, base: base?.(at) ?? 0 });

  return function align() {
    const stays = watched();
    const before = stays ? topOf(stays) : 0;
    columns.style.minHeight = `${columns.offsetHeight}px`; // so that nothing scrolls while it is measured
    sheet.disabled = true;
    const pairs = pairsNow().map(({ left, right }) => ({ left: side(left), right: side(right) }));
    sheet.replaceSync(spaces(inOrder(pairs)).map(({ selector, space }) => `${selector} { margin-top: ${space}px }`).join("\n"));
    sheet.disabled = false;
    columns.style.minHeight = "";
    const moved = stays ? topOf(stays) - before : 0;
    if (Math.abs(moved) >= 1) scrollBy(0, moved);
  };
}

// How far a block begins below what stands before it in the text, margins collapsed.
export function distanceBefore(block) {
  const { top } = block.getBoundingClientRect();
  let previous = block.previousElementSibling;
  while (previous && !previous.dataset.id) previous = previous.previousElementSibling; // a cursor between blocks
  if (previous) return top - previous.getBoundingClientRect().bottom;
  return parseFloat(getComputedStyle(block).marginTop);
}
