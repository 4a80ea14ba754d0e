// What schema.org says of types, properties and what these may hold, as npm's "schema-dts" has written it down from the
// vocabulary itself; and which of it a piece of JSON-LD breaks.
import fs from 'node:fs';
import { createRequire } from 'node:module';
import path from 'node:path';

const TEXTUAL = new Set(['Text', 'URL', 'Date', 'DateTime', 'Time', 'string']);

// {types: Map of name to {parents, properties: Map of name to types}, textual: names that may be a text instead}
function readVocabulary() {
  const folder = path.dirname(createRequire(import.meta.url).resolve('schema-dts/package.json'));
  const source = fs.readFileSync(path.join(folder, 'dist/schema.d.ts'), 'utf8');
  const types = new Map(), textual = new Set();
  for (const [, name, parents, body] of source.matchAll(/^(?:export )?interface (\w+)(?: extends ([^{]+))? \{\n([\s\S]*?)^\}/gm)) {
    const properties = new Map();
    for (const [, property, allowed] of body.matchAll(/^ {4}"([^"@]+)"\?: SchemaValue<([^,]*),/gm)) properties.set(property, allowed.split(' | '));
    types.set(name, { parents: (parents ?? '').split(', ').filter(Boolean), properties });
  }
  for (const [, name, union] of source.matchAll(/^export type (\w+) = ([^;]+);/gm)) if (/\| string\b/.test(union)) textual.add(name);
  return { types, textual };
}
const { types, textual } = readVocabulary();

// The type's own interface and all above it.
function above(name, found = new Set()) {
  if (!types.has(name) || found.has(name)) return found;
  found.add(name);
  for (const parent of types.get(name).parents) above(parent, found);
  return found;
}

function allowedFor(type, property) {
  for (const name of above(`${type}Leaf`)) {
    const allowed = types.get(name).properties.get(property);
    if (allowed) return allowed;
  }
  return null;
}

// {"@id": URL}: what stands elsewhere.
const isReference = (value) => typeof value === 'object' && Object.keys(value).join() === '@id';

function isAllowed(value, allowed) {
  if (typeof value === 'number') return allowed.some((name) => ['Number', 'Integer', 'Text'].includes(name));
  if (typeof value === 'boolean') return allowed.includes('Boolean');
  if (isReference(value)) return allowed.includes('IdReference');
  if (typeof value === 'string') return allowed.some((name) => TEXTUAL.has(name) || textual.has(name));
  const names = above(`${value['@type']}Leaf`);
  return allowed.some((name) => names.has(`${name}Base`) || names.has(`${name}Leaf`));
}

// A line for each breach; `where` leads to the node.
export function faultsOf(node, where = node['@type']) {
  if (!types.has(`${node['@type']}Leaf`)) return [`${where}: there is no type ${node['@type']}`];
  const faults = [];
  for (const [property, values] of Object.entries(node)) {
    if (property.startsWith('@')) continue;
    const allowed = allowedFor(node['@type'], property);
    if (!allowed) faults.push(`${where}: ${node['@type']} has no ${property}`);
    for (const value of allowed ? [values].flat() : []) {
      if (!isAllowed(value, allowed)) faults.push(`${where}.${property}: ${JSON.stringify(value)} is none of ${allowed.join(', ')}`);
      if (typeof value === 'object' && !isReference(value)) faults.push(...faultsOf(value, `${where}.${property}`));
    }
  }
  return faults;
}
