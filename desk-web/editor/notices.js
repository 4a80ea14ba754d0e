// What the page tells its writer. A notice may be about a matter, and is gone when it is false: what is told of a matter takes the
// place of what was told of it before.
//
//   site      what readers have; it outdates what was told of the next two
//   stage     handed in, approved, handed back, discarded
//   time      scheduled, an embargo
//   save      that what is typed is not at the desk
//   behind    what became of readers’ newer text
//   original  what of the original’s changes is done
//   link      an address that was typed
//
// A failure outdates only another failure: what it could not change is still so.
import { element } from "./dom.js";

// The bar stays above the text and grows with what it says, which may be at the same time: what comes is looked at afterwards. A
// notice that is partly under the bar is brought out; one that is far above whoever reads stays below, so that the text does not jump.
export function bringOut(made, place) {
  const look = () => {
    const covered = document.querySelector(".editor-bar").getBoundingClientRect().bottom;
    const { top, bottom } = made.getBoundingClientRect();
    if (bottom < covered) place.className = "stays";
    else if (top < covered || bottom > innerHeight) made.scrollIntoView({ block: "nearest" });
  };
  setTimeout(look, barMs);
}

const barMs = 150;
const outdatedBy = { site: ["site", "stage", "time"] };

export function makeNotices(place, texts) {
  let told = []; // {about, kind, made}

  function drop(isOver) {
    for (const { made } of told.filter(isOver)) made.remove();
    told = told.filter((one) => !isOver(one));
  }

  // What is told again takes the place of what already stands there.
  function notice(kind, text, acts = []) {
    if (!acts.length) for (const one of [...place.children]) if (one.className === `notice ${kind}` && one.firstChild.textContent === text) one.remove();
    const made = element("div", { class: `notice ${kind}`, role: kind === "bad" ? "alert" : "status" }, element("p", {}, text));
    const buttons = acts.map(([name, act]) => element("button", { type: "button", onclick: () => { if (act() !== false) made.remove(); } }, name));
    made.append(element("div", { class: "acts" }, ...buttons, element("button", { type: "button", onclick: () => made.remove() }, texts.close)));
    place.append(made);
    return made;
  }

  const outdate = (about) => drop((one) => (outdatedBy[about] ?? [about]).includes(one.about));
  function put(about, kind, text) {
    const made = notice(kind, text);
    told.push({ about, kind, made });
    return made;
  }

  return {
    notice,
    outdate,
    tell(about, kind, text) {
      outdate(about);
      return put(about, kind, text);
    },
    fail(about, text) {
      drop((one) => one.about === about && one.kind === "bad");
      return put(about, "bad", text);
    },
  };
}
