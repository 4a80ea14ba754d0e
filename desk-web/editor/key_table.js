// Every key of the desk, once. Nothing listens to a key that is not here, and `?` and the palette show those rows that the page
// has given something to do; so the list cannot tell of a key that does nothing, nor keep one back.
//
// `keys`: as keys.js names them, "g s" being one behind the other; several names do the same. `text`: of messages/desk,
// "key_…". `typed`: not a key but what one types at the start of a block; shown as it is.

export const keyTable = [
  { id: "help", group: "general", keys: ["?"] },
  { id: "palette", group: "general", keys: ["Mod+k"] },
  { id: "search", group: "general", keys: ["/"] },
  { id: "new", group: "general", keys: ["n"] },

  { id: "go-articles", group: "go", keys: ["g s"], href: "/" },
  { id: "go-board", group: "go", keys: ["g d"], href: "/board" },
  { id: "go-front", group: "go", keys: ["g h"], href: "/front" },
  { id: "go-pictures", group: "go", keys: ["g f"], href: "/pictures" },
  { id: "go-breaking", group: "go", keys: ["g b"], href: "/breaking" },
  { id: "go-numbers", group: "go", keys: ["g n"], href: "/numbers" },
  { id: "go-slots", group: "go", keys: ["g a"], href: "/slots" },
  { id: "go-pages", group: "go", keys: ["g a"], href: "/pages" },
  { id: "go-sections", group: "go", keys: ["g r"], href: "/sections" },
  { id: "go-shelves", group: "go", keys: ["g t"], href: "/shelves" },
  { id: "go-feeds", group: "go", keys: ["g w"], href: "/feeds" },
  { id: "go-editions", group: "go", keys: ["g e"], href: "/editions" },
  { id: "go-people", group: "go", keys: ["g p"], href: "/people" },
  { id: "go-log", group: "go", keys: ["g l"], href: "/log" },
  { id: "go-me", group: "go", keys: ["g m"], href: "/me" },

  { id: "row-next", group: "list", keys: ["j"] },
  { id: "row-previous", group: "list", keys: ["k"] },
  { id: "row-open", group: "list", keys: ["Enter"] },
  { id: "row-language", group: "list", keys: ["1", "2", "3"] },
  { id: "row-choose", group: "list", keys: ["x"] },
  { id: "row-choose-between", group: "list", keys: ["Shift+x"] },
  { id: "row-peek", group: "list", keys: ["p"] },

  { id: "plan-new", group: "board", keys: ["t"] },

  { id: "front-take", group: "front", keys: ["Space"] },
  { id: "front-move", group: "front", keys: ["ArrowUp", "ArrowDown"] },
  { id: "front-give-back", group: "front", keys: ["Escape"] },
  { id: "front-undo", group: "front", keys: ["Mod+z"] },
  { id: "front-redo", group: "front", keys: ["Mod+Shift+z", "Mod+y"] },
  { id: "front-preview", group: "front", keys: ["Alt+p"] },
  { id: "front-launch", group: "front", keys: ["Mod+Enter"] },

  { id: "publish", group: "article", keys: ["Mod+Enter"] },
  { id: "keep-version", group: "article", keys: ["Mod+s"] },
  { id: "preview", group: "article", keys: ["Alt+p"] },
  { id: "details", group: "article", keys: ["Mod+."] },
  { id: "only-text", group: "article", keys: ["Mod+\\"] },
  { id: "stale-next", group: "article", keys: ["Alt+ArrowDown"] },
  { id: "stale-previous", group: "article", keys: ["Alt+ArrowUp"] },

  { id: "save", group: "text", keys: ["Mod+s"] },
  { id: "tools", group: "text", keys: ["Alt+F9"] },
  { id: "bold", group: "text", keys: ["Mod+b"] },
  { id: "italic", group: "text", keys: ["Mod+i"] },
  { id: "link", group: "text", keys: ["Mod+k"] },
  { id: "undo", group: "text", keys: ["Mod+z"] },
  { id: "redo", group: "text", keys: ["Mod+y", "Mod+Shift+z"] },
  { id: "plain-paste", group: "text", keys: ["Mod+Shift+v"] },
  { id: "block-menu", group: "text", keys: ["/"], typed: true },
  { id: "paragraph", group: "text", keys: ["Mod+Shift+0"] },
  { id: "labelled", group: "text", keys: ["Mod+Shift+1", "Mod+Shift+2", "Mod+Shift+3", "Mod+Shift+4", "Mod+Shift+5", "Mod+Shift+6"] },
  { id: "heading2", group: "text", keys: ["## "], typed: true },
  { id: "heading3", group: "text", keys: ["### "], typed: true },
  { id: "bullets", group: "text", keys: ["- "], typed: true },
  { id: "numbers", group: "text", keys: ["1. "], typed: true },
  { id: "quote", group: "text", keys: ["> "], typed: true },
];

export const keyGroups = ["general", "go", "list", "board", "front", "article", "text"];

export function keyRow(id) {
  const row = keyTable.find((one) => one.id === id);
  if (!row) throw new Error(`no key "${id}" in the table`);
  return row;
}
