// What comes from Word, Google Docs, Telegram and web pages becomes our blocks: paragraphs, headings, lists, quotes, tables,
// bold, italic, links. All else falls away. The browser has parsed the HTML already; here its tree is only cleaned.
import { closeHistory } from "prosemirror-history";
import { DOMParser, Fragment, Slice } from "prosemirror-model";
import { newId } from "./ids.js";
import { mendBreaks } from "./pasted_breaks.js";
import { mendEmoji } from "./pasted_emoji.js";
import { blocksOfLines } from "./pasted_lines.js";
import { mendLinks } from "./pasted_links.js";
import { tidy } from "./typography.js";

// The desk's policy lets no style and no handler of a paste count, and complains of each: they are set aside before the
// browser parses them, and styles are read as the text that they are.
export const setAside = (html) => html.replace(/<style\b[\s\S]*?<\/style\s*>/gi, "").replace(/<[^>]*>/g, (tag) => tag.replace(/[\s"'](style|on\w+)\s*=/gi, (found, name) => `${/\s/.test(found[0]) ? "" : found[0]} data-${name}=`));
const styleOf = (node) => (node.dataset?.style ?? node.getAttribute("style") ?? "").toLowerCase().replace(/\s+/g, "");

// Word writes mso-bidi-font-weight and mso-bidi-font-style besides, which are those of other scripts.
export const weightOf = (style) => /(?:^|;)font-weight:(\w+)/.exec(style)?.[1];
export const isItalic = (style) => /(?:^|;)font-style:italic/.test(style);

// Bold and italic that a style says become elements; the <b> that Google Docs puts around everything says that it is none.
function mendStyles(root) {
  for (const node of [...root.querySelectorAll("[data-style], [style]")]) {
    const style = styleOf(node);
    const weight = weightOf(style);
    const isBold = /^(bold|bolder|[6-9]\d\d)$/.test(weight || "");
    if (/^(B|STRONG)$/.test(node.nodeName) && weight && !isBold) node.replaceWith(...node.childNodes);
    else if (node.nodeName === "SPAN") {
      if (isBold) wrapInside(node, "strong");
      if (isItalic(style)) wrapInside(node, "em");
    }
  }
}
function wrapInside(node, name) {
  const made = document.createElement(name);
  made.append(...node.childNodes);
  node.append(made);
}

// An item's or a cell's own paragraph is its text: <li><p>…</p></li>.
function mendItems(root) {
  for (const paragraph of [...root.querySelectorAll("li > p, td > p, th > p")]) {
    if (paragraph.nextElementSibling?.nodeName === "P") paragraph.append(" ");
    paragraph.replaceWith(...paragraph.childNodes);
  }
}

// Word's lists are paragraphs with "mso-list" and a bullet of their own.
function mendWordLists(root) {
  for (const paragraph of [...root.querySelectorAll("p")].filter((one) => styleOf(one).includes("mso-list"))) {
    for (const bullet of [...paragraph.querySelectorAll("*")].filter((one) => styleOf(one).includes("mso-list:ignore"))) bullet.remove();
    const item = document.createElement("li");
    item.append(...paragraph.childNodes);
    const before = paragraph.previousElementSibling;
    if (before?.dataset.fromWord) {
      before.append(item);
      paragraph.remove();
      continue;
    }
    const list = document.createElement("ul");
    list.dataset.fromWord = "1";
    list.append(item);
    paragraph.replaceWith(list);
  }
}

// Words that stand loose beside blocks are paragraphs: else the spaces between their elements are lost.
const blocks = "address, article, aside, blockquote, div, dl, figure, footer, h1, h2, h3, h4, h5, h6, header, hr, img, li, main, nav, ol, p, pre, section, table, ul";
const isBlock = (node) => node.nodeType === 1 && (node.matches(blocks) || node.querySelector(blocks) !== null);
function mendLoose(root) {
  if (![...root.childNodes].some(isBlock)) return;
  let paragraph = null;
  for (const node of [...root.childNodes]) {
    if (isBlock(node)) { paragraph = null; continue; }
    if (!paragraph && !node.textContent.trim()) continue;
    if (!paragraph) {
      paragraph = document.createElement("p");
      node.before(paragraph);
    }
    paragraph.append(node);
  }
}

const dropped = "script,style,meta,link,title,svg,math,iframe,object,embed,form,input,button,select,textarea,video,audio,canvas,noscript,template";

export function cleanPasted(root) {
  for (const node of [...root.querySelectorAll(dropped)]) node.remove();
  for (const node of [...root.querySelectorAll("*")]) if (node.nodeName.includes(":")) node.replaceWith(...node.childNodes);
  mendEmoji(root);
  mendWordLists(root);
  mendStyles(root);
  mendItems(root);
  mendLoose(root);
  mendBreaks(root);
  mendLinks(root);
  return root;
}

// Texts in the edition's typography; new ids; no empty paragraphs but a lone one.
export function mendSlice(slice, language) {
  const mend = (fragment, before = "") => {
    const nodes = [];
    let text = before;
    fragment.forEach((node) => {
      if (node.isText) {
        const whole = tidy(language, text + node.text).slice(tidy(language, text).length);
        text += node.text;
        if (whole) nodes.push(node.type.schema.text(whole, node.marks));
        return;
      }
      const attrs = "id" in node.attrs ? { ...node.attrs, id: newId() } : node.attrs;
      const content = mend(node.content);
      const isEmpty = node.type.name === "paragraph" && content.size === 0 && fragment.childCount > 1;
      if (!isEmpty) nodes.push(node.type.create(attrs, content, node.marks));
    });
    return Fragment.from(nodes);
  };
  return new Slice(mend(slice.content), slice.openStart, slice.openEnd);
}

// Lines of plain text: an empty line, or a line's end, parts paragraphs; those that begin as a list's items do are one.
export function textSlice(schema, text, language) {
  const { paragraph, list, item, line } = schema.nodes;
  const lines = text.replace(/\r\n?/g, "\n").split(/\n+/).map((one) => one.replace(/[\u0000-\u0008\u000b-\u001f]/g, "").trim()).filter(Boolean);
  const nodes = blocksOfLines(lines, language).map(({ text: words, ordered, items }) =>
    (items ? list.create({ ordered }, items.map((one) => item.create(null, line.create(null, schema.text(one))))) : paragraph.create(null, schema.text(words))));
  const open = (node) => (node?.type === paragraph ? 1 : 0);
  return new Slice(Fragment.from(nodes), open(nodes[0]), open(nodes.at(-1)));
}

export function pasteProps(schema, language, { onDropped } = {}) {
  const parser = DOMParser.fromSchema(schema);
  return {
    clipboardParser: {
      parseSlice: (root, options) => {
        const cleaned = cleanPasted(root);
        const hasPictures = cleaned.querySelector("img") !== null;
        const slice = parser.parseSlice(cleaned, options);
        if (hasPictures) onDropped?.("pictures");
        return slice;
      },
    },
    // To undo it does not take back what was typed just before.
    handlePaste(view) {
      view.dispatch(closeHistory(view.state.tr));
      return false;
    },
    transformPastedHTML: setAside,
    clipboardTextParser: (text) => textSlice(schema, text, language),
    transformPasted: (slice) => mendSlice(slice, language),
  };
}
