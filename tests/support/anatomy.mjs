// What a page is made of, as parse5 (an HTML parser that we did not write) sees it: its elements and their attributes'
// names, in order. Two pages of one kind with different texts have the same.
import assert from 'node:assert/strict';
import { parse } from 'parse5';

const ADDRESS = /^(\/(?!\/)|#|https?:\/\/|mailto:)/;
const ADDRESSED = ['href', 'src', 'action', 'formaction', 'data', 'poster', 'cite', 'background', 'ping', 'xlink:href'];

function* elements(node) {
  if (node.tagName) yield node;
  for (const child of node.childNodes ?? []) yield* elements(child);
  if (node.content) yield* elements(node.content);
}

const attribute = (element, name) => element.attrs.find((one) => one.name === name)?.value;
const textOf = (element) => element.childNodes.map((child) => child.value ?? '').join('');

export function htmlOf(page) {
  const errors = [];
  const tree = parse(page, { onParseError: (error) => errors.push(error.code) });
  assert.deepEqual(errors, [], 'parse errors');
  return tree;
}

// [{tag, attributes: {name: value}, text}] of every element, in order.
export function elementsOf(page) {
  return [...elements(htmlOf(page))].map((element) => ({
    tag: element.tagName, attributes: Object.fromEntries(element.attrs.map(({ name, value }) => [name, value])), text: textOf(element),
  }));
}

// ["html lang", "head", ...]
export function anatomy(page) {
  return [...elements(htmlOf(page))].map(({ tagName, attrs }) => [tagName, ...attrs.map(({ name }) => name).sort()].join(' '));
}

// The names of elements and attributes below the first element of that class, each once.
export function partsWithin(page, className) {
  const top = [...elements(htmlOf(page))].find((element) => (attribute(element, 'class') ?? '').split(' ').includes(className));
  assert.ok(top, `nothing of class ${className}`);
  const found = [...elements(top)].slice(1);
  return {
    elements: new Set(found.map(({ tagName }) => tagName)),
    attributes: new Set(found.flatMap(({ tagName, attrs }) => attrs.map(({ name }) => `${tagName} ${name}`))),
  };
}

const isOwnScript = (element) => /^\/live\.[0-9a-f]{8}\.js#\d+$/.test(attribute(element, 'src')) && textOf(element) === '';

// What turns the direction of writing, and marks without width: by them a text reads otherwise than it is.
const HIDDEN = /[\u061c\u200b\u200e\u200f\u202a-\u202e\u2061-\u206f\ufeff]/;

// Nothing on the page runs or leads to what runs: no handler, no address of another scheme, no script but data and, once,
// the site's own; and what it says is what is seen.
export function assertHarmless(page) {
  assert.doesNotMatch(page, HIDDEN);
  let scripts = 0;
  for (const element of elements(htmlOf(page))) {
    for (const { name, value } of element.attrs) {
      assert.doesNotMatch(name, /^on|[^a-z0-9:-]/, `<${element.tagName} ${name}>`);
      if (ADDRESSED.includes(name)) assert.match(value, ADDRESS, `<${element.tagName} ${name}="${value}">`);
      if (name === 'srcset') for (const one of value.split(',')) assert.match(one.trim(), /^\/media\/[0-9a-z/.]+( \d+w)?$/);
      if (name === 'style') assert.match(value, /^(object-position: ?[\d.]+% [\d.]+%;?|width:min\(100%,\d+px,85vh\*\d+\/\d+\))$/);
    }
    if (element.tagName === 'script' && isOwnScript(element)) {
      assert.equal(++scripts, 1);
    } else if (element.tagName === 'script') {
      assert.equal(attribute(element, 'type'), 'application/ld+json');
      assert.equal(typeof JSON.parse(textOf(element)), 'object');
    }
  }
}

// The page's styles, which no text of an article may change.
export function stylesOf(page) {
  return [...elements(htmlOf(page))].filter(({ tagName }) => tagName === 'style').map(textOf);
}
