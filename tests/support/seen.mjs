// What is to be seen of a page in a browser: functions that are run within the page, so they refer to nothing outside.

// The words of every text that is shown, and not cut off on purpose for those who listen alone.
export function shownTexts() {
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const element = node.parentElement;
    const text = node.data.trim().replace(/\s+/g, ' ');
    if (!text || !element.checkVisibility() || element.closest('.unseen, .skip, script, style')) continue;
    found.push({ text, colour: getComputedStyle(element).color, where: element.closest('main') ? 'main' : 'around' });
  }
  return found;
}

// Elements that cut off what they hold and cannot be scrolled to it.
export function cutOff() {
  return [...document.body.querySelectorAll('*')].filter((element) => {
    const { overflowX, overflowY } = getComputedStyle(element);
    const hides = (overflow) => overflow === 'hidden' || overflow === 'clip';
    return element.checkVisibility() && !element.closest('.unseen, svg, picture') &&
      ((hides(overflowX) && element.scrollWidth > element.clientWidth) || (hides(overflowY) && element.scrollHeight > element.clientHeight));
  }).map((element) => element.outerHTML.slice(0, 120));
}

// Parts of the masthead of which one lies on another; and a name whose words are broken.
export function mastheadFaults() {
  const parts = [...document.querySelectorAll('.masthead :is(.name, .sections, .languages li), .masthead > a')].filter((part) => part.checkVisibility());
  const boxes = parts.map((part) => ({ what: part.className || part.textContent.trim(), box: part.getBoundingClientRect() }));
  const lies = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  const pairs = boxes.flatMap((one, i) => boxes.slice(i + 1).filter(({ box }) => lies(one.box, box)).map(({ what }) => `${what} lies on ${one.what}`));
  const name = document.querySelector('.masthead .name a');
  const range = document.createRange();
  range.selectNodeContents(name);
  const lines = new Set([...range.getClientRects()].map(({ top }) => Math.round(top))).size;
  return lines > name.textContent.trim().split(/\s+/).length ? [...pairs, `the name is broken into ${lines} lines`] : pairs;
}

// Elements whose text reaches out of them to the right.
export function spillers() {
  return [...document.body.querySelectorAll('*')].filter((element) => {
    const { display, overflowX } = getComputedStyle(element);
    return element.checkVisibility() && !/inline|contents/.test(display) && overflowX === 'visible' &&
      !element.closest('.unseen, .skip, .table, svg') && element.scrollWidth > element.clientWidth + 1;
  }).map((element) => `${element.outerHTML.slice(0, 80)} by ${element.scrollWidth - element.clientWidth}`);
}

// In the page: how many pixels of its height take a press that is meant for it, for each of the targets.
export function pressedHeights(selector) {
  return [...document.querySelectorAll(selector)].filter((target) => target.checkVisibility()).map((target) => {
    target.scrollIntoView({ block: 'center' });
    const { top, bottom, left, width } = target.getBoundingClientRect();
    let height = 0;
    for (let y = top + 0.25; y < bottom; y += 0.5) height += target.contains(document.elementFromPoint(left + Math.min(20, width / 2), y)) / 2;
    return { what: target.outerHTML.slice(0, 120), height };
  });
}

// What is pressed with a finger: {what, width, height} as it can be hit. A link within a sentence is as high as its line.
export function targets() {
  const inSentence = (link) => getComputedStyle(link).display === 'inline' &&
    [...link.parentElement.childNodes].some((node) => node !== link && node.textContent.trim().length > 1);
  return [...document.querySelectorAll('a[href], summary, button')]
    .filter((target) => target.checkVisibility() && !target.matches('.skip') && (target.matches('p.outward a') || !inSentence(target)))
    .map((target) => {
      const stretched = getComputedStyle(target, '::after').position === 'absolute';
      let area = target;
      while (stretched && getComputedStyle(area).position === 'static') area = area.parentElement;
      const boxes = [area, ...area.children].map((one) => one.getBoundingClientRect());
      const size = (first, last) => Math.max(...boxes.map((box) => box[last])) - Math.min(...boxes.map((box) => box[first]));
      return { what: target.outerHTML.slice(0, 120), width: size('left', 'right'), height: size('top', 'bottom') };
    });
}
