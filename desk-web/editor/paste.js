// What comes from Word, Google Docs, Telegram and web pages becomes our blocks: paragraphs, headings, lists, quotes, tables,
// bold, italic, links. All else falls away. The browser has parsed the HTML already; here its tree is only cleaned.
import { DOMParser, Fragment, Slice } from "prosemirror-model";
import { newId } from "./ids.js";
import { tidy } from "./typography.js";

// Word's lists are paragraphs with "mso-list" and a bullet of their own.
function mendWordLists(root) {
  for (const paragraph of [...root.querySelectorAll("p[style*='mso-list']")]) {
    for (const bullet of paragraph.querySelectorAll("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']")) bullet.remove();
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

// Google Docs wraps everything into one <b style="font-weight:normal">; Telegram and chats put line breaks for paragraphs.
function mendBreaks(root) {
  for (const line of [...root.querySelectorAll("br")]) {
    const next = line.nextSibling;
    if (next && next.nodeName === "BR" && line.parentNode.nodeName === "P") splitAt(line, next);
  }
}
function splitAt(line, next) {
  const paragraph = line.parentNode;
  const rest = document.createElement("p");
  while (next.nextSibling) rest.append(next.nextSibling);
  next.remove();
  line.remove();
  paragraph.after(rest);
}

const dropped = "script,style,meta,link,title,svg,math,iframe,object,embed,form,input,button,select,textarea,video,audio,canvas,noscript,template";

export function cleanPasted(root) {
  for (const node of [...root.querySelectorAll(dropped)]) node.remove();
  for (const node of [...root.querySelectorAll("*")]) if (node.nodeName.includes(":")) node.replaceWith(...node.childNodes);
  mendWordLists(root);
  mendBreaks(root);
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

// Lines of plain text: an empty line, or a line's end, parts paragraphs.
export function textSlice(schema, text) {
  const lines = text.replace(/\r\n?/g, "\n").split(/\n+/).map((line) => line.replace(/[\u0000-\u0008\u000b-\u001f]/g, "").trim()).filter(Boolean);
  const paragraphs = lines.map((line) => schema.nodes.paragraph.create(null, schema.text(line)));
  return new Slice(Fragment.from(paragraphs), paragraphs.length ? 1 : 0, paragraphs.length ? 1 : 0);
}

export function pasteProps(schema, language, { onDropped } = {}) {
  const parser = DOMParser.fromSchema(schema);
  return {
    clipboardParser: {
      parseSlice: (root, options) => {
        const hasPictures = root.querySelector("img") !== null;
        const slice = parser.parseSlice(cleanPasted(root), options);
        if (hasPictures) onDropped?.("pictures");
        return slice;
      },
    },
    clipboardTextParser: (text) => textSlice(schema, text),
    transformPasted: (slice) => mendSlice(slice, language),
  };
}
