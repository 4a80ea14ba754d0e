// Line breaks of what is pasted: chats and messengers part paragraphs by two of them, within whatever element the text stands
// and however deep in spans. Our blocks know no break within a text, so a lone one becomes a space.
const blocks = "address,article,aside,blockquote,body,caption,dd,details,div,dl,dt,figcaption,figure,footer,h1,h2,h3,h4,h5,h6,header,hr,li,main,ol,p,pre,section,table,tbody,td,tfoot,th,thead,tr,ul";
const oneText = "li,td,th,h1,h2,h3,h4,h5,h6,caption"; // hold a text, never paragraphs

const isElement = (node) => node.nodeType === 1;
const isBlock = (node) => isElement(node) && node.matches(blocks);
const holdsBlock = (node) => isElement(node) && (node.matches(blocks) || node.querySelector(blocks) !== null);

// What a reader meets first beside `node` in the same text: "text", the next break, or null at the text's edge.
function beside(node, root, side) {
  for (let at = node; ;) {
    while (!at[side]) {
      at = at.parentNode;
      if (!at || at === root || isBlock(at)) return null;
    }
    at = at[side];
    if (holdsBlock(at)) return null;
    if (at.nodeName === "BR") return at;
    if (at.nodeType !== 1 && at.nodeType !== 3) continue;
    const [first] = isElement(at) ? at.querySelectorAll("br") : [];
    if (first && isBlankBefore(at, first, side)) return first;
    if (at.textContent.trim()) return "text";
  }
}
// Whether nothing but blanks lies between an element's edge and its break.
function isBlankBefore(element, line, side) {
  if (side !== "nextSibling") return false;
  const range = element.ownerDocument.createRange();
  range.setStart(element, 0);
  range.setEndBefore(line);
  return !range.toString().trim();
}

function wrap(nodes, before, parent) {
  if (!nodes.some((node) => node.textContent.trim())) return;
  const paragraph = parent.ownerDocument.createElement("p");
  parent.insertBefore(paragraph, before);
  paragraph.append(...nodes);
}

// All from behind `line` to the end of its block becomes a paragraph of its own, and what stands before it too.
function part(line, root) {
  let block = line.parentNode;
  while (block !== root && !isBlock(block)) block = block.parentNode;
  const range = line.ownerDocument.createRange();
  range.setStartAfter(line);
  range.setEnd(block, block.childNodes.length);
  const rest = range.extractContents();
  line.remove();
  if (block.nodeName === "P" && block !== root) {
    const paragraph = line.ownerDocument.createElement("p");
    paragraph.append(rest);
    block.after(paragraph);
    return;
  }
  const before = [], behind = [];
  for (let node = block.lastChild; node && !holdsBlock(node); node = node.previousSibling) before.unshift(node);
  for (let node = rest.firstChild; node && !holdsBlock(node); node = node.nextSibling) behind.push(node);
  wrap(before, null, block);
  wrap(behind, rest.firstChild && behind.length ? behind.at(-1).nextSibling : rest.firstChild, rest);
  block.append(rest);
}

export function mendBreaks(root) {
  for (const line of [...root.querySelectorAll("br")]) {
    if (!root.contains(line)) continue; // went with the one before it
    let next = beside(line, root, "nextSibling"), count = 1;
    for (; next?.nodeName === "BR"; count++) {
      next.remove();
      next = beside(line, root, "nextSibling");
    }
    const holder = line.parentElement?.closest(oneText);
    if (!next || !beside(line, root, "previousSibling")) line.remove();
    else if (count > 1 && !(holder && root.contains(holder))) part(line, root);
    else line.replaceWith(" ");
  }
}
