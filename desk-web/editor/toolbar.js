// The toolbar: one stop for the Tab key, arrows inside (WAI-ARIA toolbar pattern); Alt+F9 leads there, Escape back. Taps keep
// the focus in the text, so a phone's keyboard does not jump.
import { element, replaceChildren } from "./dom.js";
import * as commands from "./commands.js";

export function makeToolbar(place, body, texts, labels, actions) {
  const { view, schema } = body;
  const button = (name, text, title, run, isOn) => {
    const made = element("button", { type: "button", class: `tool tool-${name}`, title, "aria-label": title, tabindex: "-1",
      onmousedown: (event) => event.preventDefault(), onclick: () => { run(); view.focus(); } }, text);
    made.isOn = isOn;
    return made;
  };
  const mark = (name, text, title) => button(name, text, title, () => commands.toggle(schema, name)(view.state, view.dispatch),
    (state) => { const { from, to, $from, empty } = state.selection; const type = schema.marks[name];
      return empty ? Boolean(type.isInSet(state.storedMarks || $from.marks())) : state.doc.rangeHasMark(from, to, type); });
  const blocks = element("select", { class: "tool", "aria-label": texts.block_kind, tabindex: "-1" });
  const choices = commands.blockChoices(schema, texts, labels, actions);
  replaceChildren(blocks, element("option", { value: "" }, texts.block_kind), ...choices.map((choice) => element("option", { value: choice.key }, choice.name)));
  blocks.addEventListener("change", () => {
    const choice = choices.find((one) => one.key === blocks.value);
    blocks.value = "";
    if (!choice) return;
    if (choice.command) choice.command(view.state, view.dispatch);
    else choice.run(view);
    view.focus();
  });
  const tools = [
    blocks,
    mark("bold", "B", `${texts.bold} (Ctrl+B)`),
    mark("italic", "I", `${texts.italic} (Ctrl+I)`),
    button("link", element("span", {}, texts.link), `${texts.link} (Ctrl+K)`, () => actions.editLink?.(), (state) => commands.linkRange(state)?.href),
    button("undo", "↶", `${texts.undo} (Ctrl+Z)`, () => actions.undo(view.state, view.dispatch)),
    button("redo", "↷", `${texts.redo} (Ctrl+Y)`, () => actions.redo(view.state, view.dispatch)),
    button("bullets", "•", texts.block_bullets, () => commands.toList(schema, false)(view.state, view.dispatch)),
    button("quote", "„“", texts.block_quote, () => commands.toQuote(schema)(view.state, view.dispatch)),
  ];
  const bar = element("div", { role: "toolbar", "aria-label": texts.toolbar, class: "toolbar" }, ...tools);
  tools[0].tabIndex = 0;
  bar.addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const here = tools.indexOf(document.activeElement);
    let next = here;
    if (step) next = (here + step + tools.length) % tools.length;
    else if (event.key === "Home") next = 0;
    else if (event.key === "End") next = tools.length - 1;
    else if (event.key === "Escape") { view.focus(); return event.preventDefault(); }
    else return;
    tools[here].tabIndex = -1;
    tools[next].tabIndex = 0;
    tools[next].focus();
    event.preventDefault();
  });
  const refresh = () => { for (const tool of tools) if (tool.isOn) tool.setAttribute("aria-pressed", tool.isOn(view.state) ? "true" : "false"); };
  view.dom.addEventListener("desk-state", refresh);
  refresh();
  place.append(bar);
  return { focus: () => (tools.find((tool) => tool.tabIndex === 0) || tools[0]).focus() };
}
