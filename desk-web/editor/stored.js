// Between the document in the editor and the form in which the program keeps it: there, what is empty is left out.

const always = { heading: ["level"], labelled: ["label"], timeline: ["time_ms"], embed: ["provider", "embed_id"] };

function storedAttributes(type, attrs = {}) {
  const kept = {};
  for (const [name, value] of Object.entries(attrs))
    if ((value !== "" && value !== false && value !== 0) || always[type]?.includes(name)) kept[name] = value;
  return kept;
}

function storedNode(node) {
  const stored = { type: node.type };
  if (node.type === "text") return { ...node };
  const attrs = storedAttributes(node.type, node.attrs);
  if (Object.keys(attrs).length) stored.attrs = attrs;
  if (node.content) stored.content = node.content.map(storedNode);
  return stored;
}

export function toStored(doc) {
  return storedNode(doc.toJSON());
}

// A body without a block, as a new draft has it, is one empty paragraph to type into.
export function fromStored(schema, body) {
  if (!body || !body.content || !body.content.length) return schema.node("doc", null, [schema.node("paragraph")]);
  return schema.nodeFromJSON(body);
}
