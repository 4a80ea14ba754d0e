// "/" at the start of a block, or the toolbar's plus: what can be put here, filtered by what one types on. The query is the
// text behind the stroke, which goes when a choice is made.
import { Plugin, PluginKey } from "prosemirror-state";
import { element, replaceChildren } from "./dom.js";

const key = new PluginKey("block-menu");

function queryOf(state) {
  const { $from, empty } = state.selection;
  if (!empty || $from.parent.type.name !== "paragraph") return null;
  const match = /^\/([\p{L}\p{N} ]{0,20})$/u.exec($from.parent.textContent);
  return match && $from.parentOffset === $from.parent.content.size ? match[1].toLowerCase() : null;
}

export function blockMenu(choicesOf) {
  let list = null;
  let chosen = 0;
  let shown = [];

  function choose(view, choice) {
    const { $from } = view.state.selection;
    if (queryOf(view.state) !== null) view.dispatch(view.state.tr.delete($from.start(), $from.pos));
    hide(view);
    if (choice.command) choice.command(view.state, view.dispatch);
    else choice.run(view);
    view.focus();
  }

  function draw(view) {
    replaceChildren(list, ...shown.map((choice, i) => element("li", { role: "option", id: `block-${choice.key}`, "aria-selected": i === chosen ? "true" : "false",
      onmousedown: (event) => { event.preventDefault(); choose(view, choice); } },
    element("span", {}, choice.name), choice.hint ? element("kbd", {}, choice.hint) : null)));
    view.dom.setAttribute("aria-activedescendant", shown[chosen] ? `block-${shown[chosen].key}` : "");
  }

  function show(view) {
    const cursor = view.coordsAtPos(view.state.selection.from);
    const frame = view.dom.parentElement.getBoundingClientRect();
    list.hidden = false;
    list.style.left = `${Math.max(0, cursor.left - frame.left)}px`;
    list.style.top = `${cursor.bottom - frame.top + 4}px`;
  }

  function hide(view) {
    if (list) list.hidden = true;
    view.dom.removeAttribute("aria-activedescendant");
  }

  return new Plugin({
    key,
    view(view) {
      list = element("ul", { role: "listbox", class: "block-menu", hidden: true });
      view.dom.parentElement.append(list);
      return {
        update(current) {
          const query = queryOf(current.state);
          if (query === null || !current.editable) return hide(current);
          shown = choicesOf(current).filter((choice) => choice.name.toLowerCase().includes(query.trim()));
          if (!shown.length) return hide(current);
          chosen = Math.min(chosen, shown.length - 1);
          draw(current);
          show(current);
        },
        destroy: () => list.remove(),
      };
    },
    props: {
      handleKeyDown(view, event) {
        if (!list || list.hidden) return false;
        const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
        if (step) {
          chosen = (chosen + step + shown.length) % shown.length;
          draw(view);
          return true;
        }
        if (event.key === "Enter" || event.key === "Tab") { choose(view, shown[chosen]); return true; }
        if (event.key === "Escape") { hide(view); return true; }
        return false;
      },
    },
  });
}
