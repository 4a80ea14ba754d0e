// What the check before publication found, beside the fields where it is mended, until what they say is changed.
import { element } from "./dom.js";

const idsOf = (place) => (place.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);
function describe(place, ids) {
  if (ids.length) place.setAttribute("aria-describedby", ids.join(" "));
  else place.removeAttribute("aria-describedby");
}

function isSeen(one) {
  const { left, top, width, height } = one.getBoundingClientRect();
  return one.contains(document.elementFromPoint(left + width / 2, top + height / 2));
}

// `placeOf(fault)`: `place`, which one goes to; `above`, under which the fault is told where that is not the same; `value()`, whose
// change mends it, where it is not what stands in the place.
export function makeFieldFaults(placeOf) {
  let marks = [];

  function mark(fault, number) {
    const { place, above = place, value = () => place.value } = placeOf(fault);
    if (!place?.matches("input, select, textarea, .chip button")) return null; // the rest says itself what it is
    const line = element("p", { class: "field-fault", id: `field-fault-${number}` }, fault.text);
    above.after(line);
    describe(place, [...idsOf(place), line.id]);
    if (place.matches("button")) place.parentElement.classList.add("faulty");
    else place.setAttribute("aria-invalid", "true");
    return { place, line, value, before: value() };
  }

  function clear({ place, line }) {
    line.remove();
    describe(place, idsOf(place).filter((id) => id !== line.id));
    place.removeAttribute("aria-invalid");
    place.parentElement?.classList.remove("faulty");
  }

  return {
    tell(faults) {
      marks.forEach(clear);
      marks = faults.filter((fault) => fault.blocks).map(mark).filter(Boolean);
    },
    look() {
      const isMended = ({ place, value, before }) => !place.isConnected || value() !== before;
      marks.filter(isMended).forEach(clear);
      marks = marks.filter(({ line }) => line.isConnected);
    },
    // Nothing moves that need not; what a bar covers, or with what is told of it is outside, comes to the middle.
    goTo(fault) {
      const { place } = placeOf(fault);
      if (!place) return;
      if (place.closest(".panel")) document.body.classList.remove("only-text");
      place.focus();
      const told = marks.filter((one) => one.place === place).map(({ line }) => line);
      if (place.offsetHeight < innerHeight / 2 && ![place, ...told].every(isSeen)) place.scrollIntoView({ block: "center" });
    },
  };
}
