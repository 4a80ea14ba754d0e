// How blocks that are not plain text look while one edits: pictures and things on other sites with their fields under them,
// a timeline entry with its time.
import { element } from "./dom.js";
import { clockTime, momentOf } from "./times.js";

// A field of a node's attribute; what is typed there is a change of the document like any other.
function attributeField(view, getPosition, node, name, label, { multiline = false } = {}) {
  const input = element(multiline ? "textarea" : "input", {
    "aria-label": label, placeholder: label, rows: multiline ? 2 : null, class: "attribute", "data-attribute": name,
    oninput: (event) => view.dispatch(view.state.tr.setNodeAttribute(getPosition(), name, event.target.value.replace(/\n/g, " "))),
  });
  input.value = node.attrs[name];
  return input;
}

class FieldsView {
  constructor(node, view, getPosition, fields) {
    this.inputs = fields.map(([name, label, options]) => attributeField(view, getPosition, node, name, label, options));
  }
  updateFields(node) {
    for (const input of this.inputs) if (document.activeElement !== input) input.value = node.attrs[input.dataset.attribute];
  }
}

export function imageView(texts, pictureUrl) {
  return (node, view, getPosition) => {
    const fields = new FieldsView(node, view, getPosition, [["caption", texts.caption, { multiline: true }], ["credit", texts.credit],
      ["alt", texts.alt, { multiline: true }]]);
    const image = node.attrs.asset
      ? element("img", { src: pictureUrl(node.attrs.asset), alt: node.attrs.alt, width: node.attrs.width || null, height: node.attrs.height || null })
      : element("p", { class: "missing" }, texts.picture_missing);
    const remove = element("button", { type: "button", class: "remove", "aria-label": texts.remove,
      onclick: () => view.dispatch(view.state.tr.deleteRange(getPosition(), getPosition() + node.nodeSize)) }, "×");
    const dom = element("figure", { "data-id": node.attrs.id }, image, element("figcaption", {}, ...fields.inputs), remove);
    return {
      dom,
      update: (next) => {
        if (next.type !== node.type || next.attrs.asset !== node.attrs.asset) return false;
        node = next;
        fields.updateFields(next);
        return true;
      },
      stopEvent: (event) => /^(INPUT|TEXTAREA|BUTTON)$/.test(event.target.tagName),
      ignoreMutation: () => true,
    };
  };
}

// Pictures side by side, with a button that adds one. `add(view, end)`: `end()` is where the next one goes.
export function galleryView(texts, add) {
  return (node, view, getPosition) => {
    const contentDOM = element("div", { class: "gallery" });
    const end = () => getPosition() + view.state.doc.nodeAt(getPosition()).nodeSize - 1;
    const more = element("button", { type: "button", class: "gallery-more", contenteditable: "false", onclick: () => add?.(view, end) }, texts.gallery_add);
    return {
      dom: element("div", { class: "gallery-block", "data-id": node.attrs.id, role: "group", "aria-label": texts.block_gallery }, contentDOM, more),
      contentDOM,
      stopEvent: (event) => event.target === more,
      ignoreMutation: (mutation) => !contentDOM.contains(mutation.target),
    };
  };
}

export function embedView(texts) {
  return (node, view, getPosition) => {
    const fields = new FieldsView(node, view, getPosition, [["caption", texts.caption]]);
    const dom = element("div", { class: "embed", "data-id": node.attrs.id },
      element("p", {}, `${node.attrs.provider}: ${node.attrs.embed_id}`), ...fields.inputs);
    return {
      dom,
      update: (next) => {
        if (next.type !== node.type || next.attrs.embed_id !== node.attrs.embed_id) return false;
        fields.updateFields(next);
        return true;
      },
      stopEvent: (event) => event.target.tagName === "INPUT",
      ignoreMutation: () => true,
    };
  };
}

// Its time is by the edition's clocks, and changed in its place.
export function timelineView(texts, zone) {
  return (node, view, getPosition) => {
    const time = element("input", { type: "datetime-local", "aria-label": texts.timeline_time, contenteditable: "false", onchange: () => {
      const ms = momentOf(time.value, zone);
      if (!Number.isNaN(ms)) view.dispatch(view.state.tr.setNodeAttribute(getPosition(), "time_ms", ms));
    } });
    const show = (ms) => { if (document.activeElement !== time) time.value = clockTime(ms, zone); };
    show(node.attrs.time_ms);
    const contentDOM = element("div", {});
    return {
      dom: element("section", { class: "timeline", "data-id": node.attrs.id }, time, contentDOM),
      contentDOM,
      update: (next) => {
        if (next.type !== node.type) return false;
        node = next;
        show(next.attrs.time_ms);
        return true;
      },
      stopEvent: (event) => event.target === time,
      ignoreMutation: (mutation) => mutation.type !== "selection" && !contentDOM.contains(mutation.target),
    };
  };
}
