// The body's closed tree, block by block as the program's own table has it (src/news/body_form.c): what is not named here
// cannot be typed, pasted or kept. The server checks the same again.
import { Schema } from "prosemirror-model";

const text = { default: "", validate: "string" };
const flag = { default: false, validate: "boolean" };
const count = { default: 0, validate: "number" };
const id = { id: text };

const dataset = (node, names) => {
  const attributes = { "data-id": node.attrs.id };
  for (const name of names) if (node.attrs[name]) attributes[`data-${name.replace("_", "-")}`] = String(node.attrs[name]);
  return attributes;
};
const picture = { ...id, asset: text, width: count, height: count, illustration: flag, caption: text, credit: text, alt: text };

// `labels`: the word for each label in the edition's language, which is drawn before the text.
export function makeSchema(labels = {}) {
  const labelWord = (node) => (node.attrs.label === "custom" ? node.attrs.label_text : labels[node.attrs.label] || node.attrs.label);
  return new Schema({
    nodes: {
      doc: { content: "(within | timeline)+" },
      paragraph: { group: "within", content: "text*", attrs: id, parseDOM: [{ tag: "p" }], toDOM: (node) => ["p", dataset(node, []), 0] },
      labelled: {
        group: "within", content: "text*", attrs: { ...id, label: { default: "source", validate: "string" }, label_text: text },
        parseDOM: [{ tag: "p[data-label]", priority: 60, getAttrs: (p) => ({ label: p.dataset.label, label_text: p.dataset.labelText || "" }) }],
        toDOM: (node) => ["p", { class: "labelled", ...dataset(node, ["label", "label_text"]), "data-word": `${labelWord(node)}:` }, 0],
      },
      heading: {
        group: "within", content: "text*", attrs: { ...id, level: { default: 2, validate: "number" } }, defining: true,
        parseDOM: [{ tag: "h1", attrs: { level: 2 } }, { tag: "h2", attrs: { level: 2 } }, { tag: "h3", attrs: { level: 3 } },
          { tag: "h4", attrs: { level: 3 } }],
        toDOM: (node) => [`h${node.attrs.level}`, dataset(node, []), 0],
      },
      list: {
        group: "within", content: "item+", attrs: { ...id, ordered: flag },
        parseDOM: [{ tag: "ul", attrs: { ordered: false } }, { tag: "ol", attrs: { ordered: true } }],
        toDOM: (node) => [node.attrs.ordered ? "ol" : "ul", dataset(node, []), 0],
      },
      item: { content: "line list?", attrs: id, defining: true, parseDOM: [{ tag: "li" }], toDOM: (node) => ["li", dataset(node, []), 0] },
      line: { content: "text*", parseDOM: [{ tag: "div[data-line]" }], toDOM: () => ["div", { "data-line": "", class: "line" }, 0] },
      quote: {
        group: "within", content: "paragraph+", attrs: { ...id, attribution: text }, defining: true,
        parseDOM: [{ tag: "blockquote", getAttrs: (q) => ({ attribution: q.dataset.attribution || "" }) }],
        toDOM: (node) => ["blockquote", dataset(node, ["attribution"]), 0],
      },
      image: {
        group: "within", atom: true, draggable: true, attrs: picture,
        parseDOM: [{ tag: "figure[data-asset]", getAttrs: (f) => ({
          asset: f.dataset.asset, width: Number(f.dataset.width) || 0, height: Number(f.dataset.height) || 0,
          illustration: f.dataset.illustration === "true", caption: f.dataset.caption || "", credit: f.dataset.credit || "",
          alt: f.dataset.alt || "" }) }],
        toDOM: (node) => ["figure", dataset(node, ["asset", "width", "height", "illustration", "caption", "credit", "alt"])],
      },
      gallery: { group: "within", content: "image+", attrs: id, parseDOM: [{ tag: "div[data-gallery]" }],
        toDOM: (node) => ["div", { "data-gallery": "", class: "gallery", ...dataset(node, []) }, 0] },
      table: { group: "within", content: "row+", attrs: { ...id, caption: text }, isolating: true,
        parseDOM: [{ tag: "table", getAttrs: (t) => ({ caption: t.caption ? t.caption.textContent.trim() : "" }) }],
        toDOM: (node) => ["table", dataset(node, ["caption"]), ["tbody", 0]] },
      row: { content: "cell+", attrs: id, parseDOM: [{ tag: "tr" }], toDOM: (node) => ["tr", dataset(node, []), 0] },
      cell: { content: "text*", attrs: { ...id, header: flag }, isolating: true,
        parseDOM: [{ tag: "td", attrs: { header: false } }, { tag: "th", attrs: { header: true } }],
        toDOM: (node) => [node.attrs.header ? "th" : "td", dataset(node, []), 0] },
      embed: { group: "within", atom: true, draggable: true, attrs: { ...id, provider: text, embed_id: text, caption: text },
        parseDOM: [{ tag: "div[data-provider]", getAttrs: (d) => ({ provider: d.dataset.provider, embed_id: d.dataset.embedId || "",
          caption: d.dataset.caption || "" }) }],
        toDOM: (node) => ["div", { class: "embed", ...dataset(node, ["provider", "embed_id", "caption"]) }] },
      divider: { group: "within", atom: true, attrs: id, parseDOM: [{ tag: "hr" }], toDOM: (node) => ["hr", dataset(node, [])] },
      timeline: { content: "line within*", attrs: { ...id, time_ms: count, pinned: flag, corrected_ms: count, struck_ms: count }, defining: true,
        parseDOM: [{ tag: "section[data-time-ms]", getAttrs: (s) => ({ time_ms: Number(s.dataset.timeMs), pinned: Boolean(s.dataset.pinned),
          corrected_ms: Number(s.dataset.correctedMs) || 0, struck_ms: Number(s.dataset.struckMs) || 0 }) }],
        toDOM: (node) => ["section", { class: "timeline", ...dataset(node, ["time_ms", "pinned", "corrected_ms", "struck_ms"]) }, 0] },
      text: {},
    },
    marks: {
      link: { attrs: { href: { validate: "string" } }, inclusive: false,
        parseDOM: [{ tag: "a[href]", getAttrs: (a) => (isAllowedLink(a.getAttribute("href")) ? { href: a.getAttribute("href") } : false) }],
        toDOM: (mark) => ["a", { href: mark.attrs.href, rel: "noopener noreferrer" }, 0] },
      bold: { parseDOM: [{ tag: "strong" }, { tag: "b", getAttrs: (b) => b.style.fontWeight !== "normal" && null },
        { style: "font-weight", getAttrs: (value) => /^(bold(er)?|[6-9]\d\d)$/.test(value) && null }], toDOM: () => ["strong", 0] },
      italic: { parseDOM: [{ tag: "em" }, { tag: "i", getAttrs: (i) => i.style.fontStyle !== "normal" && null }, { style: "font-style=italic" }],
        toDOM: () => ["em", 0] },
      superscript: { excludes: "subscript", parseDOM: [{ tag: "sup" }], toDOM: () => ["sup", 0] },
      subscript: { excludes: "superscript", parseDOM: [{ tag: "sub" }], toDOM: () => ["sub", 0] },
    },
  });
}

// http, https and mailto alone; the server has the last word (src/news/link.h).
export function isAllowedLink(href) {
  return /^(https?:\/\/[^\s/]|mailto:[^\s@]+@)/i.test(String(href).trim());
}

export const labelNames = ["source", "details", "quote", "background", "update", "literally"];
