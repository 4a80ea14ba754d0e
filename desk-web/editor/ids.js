// Every block has a short id of its own, which stays when the text changes: merging, translation's pairs and comments hang on
// it. A block that was split or pasted gets a new one.
import { Plugin } from "prosemirror-state";

const letters = "abcdefghijklmnopqrstuvwxyz0123456789";

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => letters[byte % letters.length]).join("");
}

// Gives an id to whom it lacks, and to the second of two with the same.
export function repairIds(state) {
  const seen = new Set();
  let transaction = null;
  state.doc.descendants((node, position) => {
    if (!("id" in node.attrs)) return;
    if (node.attrs.id && !seen.has(node.attrs.id)) {
      seen.add(node.attrs.id);
      return;
    }
    transaction ??= state.tr;
    const id = newId();
    seen.add(id);
    transaction.setNodeAttribute(position, "id", id);
  });
  return transaction?.setMeta("addToHistory", false);
}

export function ids() {
  return new Plugin({
    appendTransaction: (transactions, before, state) => (transactions.some((t) => t.docChanged) ? repairIds(state) : null),
  });
}
