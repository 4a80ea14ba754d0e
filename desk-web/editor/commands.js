// What keys, toolbar and block menu do to the document. Each is a ProseMirror command: it says whether it can, and does it when
// it is given a way to.
import { chainCommands, lift, setBlockType, toggleMark, wrapIn } from "prosemirror-commands";
import { liftListItem, sinkListItem, wrapInList } from "prosemirror-schema-list";
import { Fragment } from "prosemirror-model";
import { NodeSelection, TextSelection } from "prosemirror-state";
import { labelNames } from "./schema.js";

export const toParagraph = (schema) => setBlockType(schema.nodes.paragraph);
export const toHeading = (schema, level) => setBlockType(schema.nodes.heading, { level });

// A paragraph becomes "Source: …"; one that is that already becomes a paragraph again.
export function toLabelled(schema, label, labelText = "") {
  return (state, dispatch) => {
    const block = state.selection.$from.parent;
    const isSame = block.type === schema.nodes.labelled && block.attrs.label === label && block.attrs.label_text === labelText;
    const command = isSame ? toParagraph(schema) : setBlockType(schema.nodes.labelled, { label, label_text: labelText });
    return command(state, dispatch);
  };
}

export const toList = (schema, ordered) => (state, dispatch) =>
  wrapInLines(schema, ordered)(state, dispatch) || liftListItem(schema.nodes.item)(state, dispatch);

// Items hold a line, not a paragraph, so the paragraphs of the selection are rebuilt as items.
function wrapInLines(schema, ordered) {
  const { list, item, line, paragraph } = schema.nodes;
  return (state, dispatch) => {
    const range = state.selection.$from.blockRange(state.selection.$to, (node) => node.type === schema.nodes.doc);
    if (!range) return false;
    const items = [];
    for (let i = range.startIndex; i < range.endIndex; i++) {
      const block = range.parent.child(i);
      if (block.type !== paragraph && block.type !== schema.nodes.labelled) return false;
      items.push(item.create({ id: block.attrs.id }, line.create(null, block.content)));
    }
    if (dispatch) {
      const transaction = state.tr.replaceWith(range.start, range.end, list.create({ ordered }, items));
      const inside = Math.min(range.start + 3 + state.selection.$from.parentOffset, transaction.doc.content.size);
      transaction.setSelection(TextSelection.near(transaction.doc.resolve(inside)));
      dispatch(transaction.scrollIntoView());
    }
    return true;
  };
}

export const toQuote = (schema) => chainCommands(wrapIn(schema.nodes.quote), lift);

// Enter in an item: a new one; in an empty one, out of the list.
export function splitItem(schema) {
  const { item, line, list, paragraph } = schema.nodes;
  return (state, dispatch) => {
    const { $from, $to } = state.selection;
    if ($from.parent.type !== line || $from.node(-1).type !== item || !$from.sameParent($to)) return false;
    if ($from.parent.content.size === 0) return leaveList(state, dispatch, { list, paragraph });
    if (dispatch) {
      const rest = $from.parent.cut($to.parentOffset).content;
      const sublist = $from.node(-1).childCount > 1 ? [$from.node(-1).child(1)] : [];
      const next = item.create(null, [line.create(null, rest), ...sublist]);
      const transaction = state.tr;
      const before = $from.node(-1);
      const kept = item.create(before.attrs, line.create(null, $from.parent.cut(0, $from.parentOffset).content));
      transaction.replaceWith($from.before(-1), $from.after(-1), [kept, next]);
      const cursor = $from.before(-1) + kept.nodeSize + 2;
      transaction.setSelection(TextSelection.create(transaction.doc, cursor));
      dispatch(transaction.scrollIntoView());
    }
    return true;
  };
}

function leaveList(state, dispatch, { list, paragraph }) {
  const { $from } = state.selection;
  if ($from.node(-2).type !== list) return false;
  const depth = $from.depth - 2;
  const outer = $from.node(depth);
  if ($from.node(depth - 1).type.name === "item") return liftListItem($from.node(-1).type)(state, dispatch);
  if (dispatch) {
    const parts = [];
    const ahead = outer.content.cut(0, $from.before(-1) - $from.start(depth));
    const behind = outer.content.cut($from.after(-1) - $from.start(depth));
    if (ahead.size) parts.push(list.create(outer.attrs, ahead));
    parts.push(paragraph.create());
    if (behind.size) parts.push(list.create({ ordered: outer.attrs.ordered }, behind));
    const start = $from.before(depth);
    const transaction = state.tr.replaceWith(start, $from.after(depth), Fragment.from(parts));
    const cursor = start + (ahead.size ? parts[0].nodeSize : 0) + 1;
    dispatch(transaction.setSelection(TextSelection.create(transaction.doc, cursor)).scrollIntoView());
  }
  return true;
}

// Where a new block goes: behind the one with the cursor, or what is selected as a whole; instead of an empty paragraph.
function placeOfBlock({ $from, to }) {
  if (!$from.depth) return { start: to, end: to };
  const { type, content } = $from.node(1);
  const isEmpty = type.name === "paragraph" && content.size === 0;
  return { start: isEmpty ? $from.before(1) : $from.after(1), end: $from.after(1) };
}

export function insertBlock(make) {
  return (state, dispatch) => {
    if (dispatch) {
      const node = make(state.schema);
      const { start, end: until } = placeOfBlock(state.selection);
      const transaction = state.tr.replaceWith(start, until, node);
      const end = start + node.nodeSize;
      if (node.isAtom && end >= transaction.doc.content.size) transaction.insert(end, state.schema.nodes.paragraph.create());
      const selection = node.isAtom ? NodeSelection.create(transaction.doc, start) : TextSelection.near(transaction.doc.resolve(start + 1));
      dispatch(transaction.setSelection(selection).scrollIntoView());
    }
    return true;
  };
}

export const newDivider = (schema) => schema.nodes.divider.create();
export function newTable(schema) {
  const { table, row, cell } = schema.nodes;
  const rowOf = (header) => row.create(null, [cell.create({ header }), cell.create({ header }), cell.create({ header })]);
  return table.create(null, [rowOf(true), rowOf(false), rowOf(false)]);
}
export const newTimeline = (schema) => schema.nodes.timeline.create({ time_ms: Date.now() }, [schema.nodes.line.create(), schema.nodes.paragraph.create()]);

// ---- tables: a rectangle, whatever is added or removed ----

function tableAround($position) {
  for (let depth = $position.depth; depth > 0; depth--)
    if ($position.node(depth).type.name === "table")
      return { node: $position.node(depth), start: $position.before(depth), row: $position.index(depth), column: $position.index(depth + 1) };
  return null;
}

function changeTable(change) {
  return (state, dispatch) => {
    const found = tableAround(state.selection.$from);
    if (!found) return false;
    const rows = [];
    found.node.forEach((row) => {
      const cells = [];
      row.forEach((cell) => cells.push(cell));
      rows.push({ row, cells });
    });
    const result = change(rows, found, state.schema);
    if (!result) return false;
    if (dispatch) {
      const { start, node } = found;
      const transaction = state.tr;
      if (result.length === 0) transaction.replaceWith(start, start + node.nodeSize, state.schema.nodes.paragraph.create());
      else transaction.replaceWith(start, start + node.nodeSize,
        node.type.create(node.attrs, result.map(({ row, cells }) => state.schema.nodes.row.create(row?.attrs, cells))));
      transaction.setSelection(TextSelection.near(transaction.doc.resolve(Math.min(state.selection.from, transaction.doc.content.size))));
      dispatch(transaction);
    }
    return true;
  };
}

export const addRow = changeTable((rows, { row }, schema) => {
  const cells = rows[row].cells.map(() => schema.nodes.cell.create());
  return [...rows.slice(0, row + 1), { row: null, cells }, ...rows.slice(row + 1)];
});
export const removeRow = changeTable((rows, { row }) => [...rows.slice(0, row), ...rows.slice(row + 1)]);
export const addColumn = changeTable((rows, { column }, schema) =>
  rows.map(({ row, cells }) => ({ row, cells: [...cells.slice(0, column + 1), schema.nodes.cell.create({ header: cells[column]?.attrs.header ?? false }),
    ...cells.slice(column + 1)] })));
export const removeColumn = changeTable((rows, { column }) =>
  rows[0].cells.length === 1 ? [] : rows.map(({ row, cells }) => ({ row, cells: [...cells.slice(0, column), ...cells.slice(column + 1)] })));
export const nextCell = (direction) => (state, dispatch) => {
  const found = tableAround(state.selection.$from);
  if (!found) return false;
  const positions = [];
  found.node.descendants((node, position) => { if (node.type.name === "cell") positions.push(found.start + 1 + position); });
  const here = positions.findLastIndex((position) => position < state.selection.from);
  const next = positions[here + direction];
  if (next === undefined) return false;
  dispatch?.(state.tr.setSelection(TextSelection.near(state.doc.resolve(next + 1))).scrollIntoView());
  return true;
};

// ---- marks ----

export const toggle = (schema, name) => toggleMark(schema.marks[name]);

export function linkRange(state) {
  const { link } = state.schema.marks;
  const { from, to, empty, $from } = state.selection;
  if (!empty) return { from, to, href: linkAt($from, link) || linkAt(state.doc.resolve(from + 1), link) };
  const href = linkAt($from, link);
  if (!href) return null;
  let start = $from.start();
  let range = null;
  $from.parent.forEach((child) => {
    const end = start + child.nodeSize;
    const own = child.marks.find((mark) => mark.type === link);
    if (own && start <= from && from <= end) range = { from: start, to: end, href: own.attrs.href };
    start = end;
  });
  return range;
}
const linkAt = ($position, link) => $position.marks().find((mark) => mark.type === link)?.attrs.href;

export function setLink(range, href) {
  return (state, dispatch) => {
    if (dispatch) {
      const { link } = state.schema.marks;
      const transaction = state.tr.removeMark(range.from, range.to, link);
      if (href) transaction.addMark(range.from, range.to, link.create({ href }));
      dispatch(transaction);
    }
    return true;
  };
}

// ---- the block menu: what can be put at the cursor, by name ----

export function blockChoices(schema, texts, labels, actions = {}) {
  return [
    { key: "paragraph", name: texts.block_paragraph, command: toParagraph(schema) },
    ...labelNames.map((label, i) => ({ key: label, name: labels[label], hint: `Ctrl+Shift+${i + 1}`, command: toLabelled(schema, label) })),
    ...(actions.ownLabel ? [{ key: "custom", name: texts.block_own_label, run: actions.ownLabel }] : []),
    { key: "heading2", name: texts.block_heading2, hint: "## ", command: toHeading(schema, 2) },
    { key: "heading3", name: texts.block_heading3, hint: "### ", command: toHeading(schema, 3) },
    { key: "bullets", name: texts.block_bullets, hint: "- ", command: toList(schema, false) },
    { key: "numbers", name: texts.block_numbers, hint: "1. ", command: toList(schema, true) },
    { key: "blockquote", name: texts.block_quote, hint: "> ", command: toQuote(schema) },
    ...(actions.insertImage ? [{ key: "image", name: texts.block_image, run: actions.insertImage }] : []),
    ...(actions.insertGallery ? [{ key: "gallery", name: texts.block_gallery, run: actions.insertGallery }] : []),
    { key: "table", name: texts.block_table, command: insertBlock(newTable) },
    ...(actions.insertEmbed ? [{ key: "embed", name: texts.block_embed, run: actions.insertEmbed }] : []),
    { key: "timeline", name: texts.block_timeline, command: insertBlock(newTimeline) },
    { key: "divider", name: texts.block_divider, hint: "***", command: insertBlock(newDivider) },
  ];
}

export const indent = (schema) => sinkListItem(schema.nodes.item);
export const outdent = (schema) => liftListItem(schema.nodes.item);
