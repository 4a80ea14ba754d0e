// Pictures in the text: files that are dropped or pasted into it, or chosen. While one comes in, a line stands where it will be;
// typing goes on around it, and the line's place follows the text.
import { Plugin, PluginKey } from "prosemirror-state";
import { Decoration, DecorationSet } from "prosemirror-view";
import { choosePicture } from "./choose_picture.js";
import { fill } from "./dom.js";
import { newId } from "./ids.js";
import { progressLine } from "./progress.js";
import { picturesIn, reasonOf, upload, wordOf } from "./upload.js";

const key = new PluginKey("body-pictures");

// Before an empty paragraph, which is left to type on in; else behind the block.
export function placeFor(doc, position) {
  const $position = doc.resolve(position);
  if ($position.depth === 0) return position;
  const block = $position.node(1);
  const isEmpty = block.type.name === "paragraph" && block.content.size === 0;
  return isEmpty ? $position.before(1) : $position.after(1);
}

function attributesOf(found) {
  return { id: newId(), asset: found.asset, width: found.width, height: found.height, illustration: found.kind === "illustration",
    caption: found.caption || "", credit: found.credit || "", alt: found.alt || "" };
}

function insert(view, position, found) {
  view.dispatch(view.state.tr.insert(position, view.state.schema.nodes.image.create(attributesOf(found))));
}

// Where the line stands by now; at the end when what was around it is gone.
function whereIs(state, id) {
  const [found] = key.getState(state).find(undefined, undefined, (spec) => spec.id === id);
  return found ? found.from : state.doc.content.size;
}

async function bring(view, file, position, { texts, notice }) {
  const id = newId();
  const { line, show } = progressLine(file.name, texts);
  view.dispatch(view.state.tr.setMeta(key, { add: Decoration.widget(position, line, { id, side: -1 }) }));
  const leave = () => view.dispatch(view.state.tr.setMeta(key, { remove: id }));
  try {
    const found = await upload(file, show);
    insert(view, placeFor(view.state.doc, whereIs(view.state, id)), found);
    if (wordOf(found, texts)) notice("warn", wordOf(found, texts));
  } catch (error) {
    notice("bad", fill(texts.picture_refused_line, { name: file.name, reason: reasonOf(error, texts) }));
  } finally {
    leave();
  }
}

export function bodyPictures(context) {
  const take = (view, files, position) => {
    if (!files.length || !view.editable) return false;
    for (const file of files) bring(view, file, placeFor(view.state.doc, position), context);
    return true;
  };
  return new Plugin({
    key,
    state: {
      init: () => DecorationSet.empty,
      apply(transaction, set) {
        const moved = set.map(transaction.mapping, transaction.doc);
        const act = transaction.getMeta(key);
        if (act?.add) return moved.add(transaction.doc, [act.add]);
        return act?.remove ? moved.remove(moved.find(undefined, undefined, (spec) => spec.id === act.remove)) : moved;
      },
    },
    props: {
      decorations(state) { return key.getState(state); },
      handlePaste(view, event) {
        // What is copied from a text program comes as text, and as a picture of it beside.
        const hasText = event.clipboardData?.getData("text/plain");
        return !hasText && take(view, picturesIn(event.clipboardData), view.state.selection.from);
      },
      handleDrop(view, event) {
        const files = picturesIn(event.dataTransfer);
        const at = view.posAtCoords({ left: event.clientX, top: event.clientY });
        if (!take(view, files, at ? at.pos : view.state.selection.from)) return false;
        event.preventDefault();
        return true;
      },
    },
  });
}

// From the menu of blocks.
export async function insertPicture(view, context) {
  const position = view.state.selection.from;
  const chosen = await choosePicture(context.texts, { multiple: true });
  const place = placeFor(view.state.doc, Math.min(position, view.state.doc.content.size));
  if (chosen?.picture) insert(view, place, chosen.picture);
  for (const file of chosen?.files || []) bring(view, file, place, context);
  view.focus();
}

// Several at once, side by side; further ones are added to it where it stands.
export async function insertGallery(view, context, insertBlock) {
  const chosen = await choosePicture(context.texts, { multiple: true });
  const { gallery, image } = view.state.schema.nodes;
  const images = await broughtAll(chosen, context);
  if (images.length) insertBlock(() => gallery.create({ id: newId() }, images.map((found) => image.create(attributesOf(found)))))(view.state, view.dispatch);
  view.focus();
}

export async function addToGallery(view, endOf, context) {
  const images = await broughtAll(await choosePicture(context.texts, { multiple: true }), context);
  if (images.length) view.dispatch(view.state.tr.insert(endOf(), images.map((found) => view.state.schema.nodes.image.create(attributesOf(found)))));
}

// What was chosen, uploaded where it had to be; each refused file is told by its name.
async function broughtAll(chosen, { texts, notice }) {
  const found = chosen?.picture ? [chosen.picture] : [];
  for (const file of chosen?.files || []) {
    try {
      const picture = await upload(file);
      found.push(picture);
      if (wordOf(picture, texts)) notice("warn", wordOf(picture, texts));
    } catch (error) {
      notice("bad", fill(texts.picture_refused_line, { name: file.name, reason: reasonOf(error, texts) }));
    }
  }
  return found;
}
