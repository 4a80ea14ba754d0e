// Lists that are arranged by pointer or by keys: Space takes a line, arrows move it, Space puts it down, Escape gives it back where it
// was. Each step is told to who listens. Buttons do the same without this script.
//
// A list says "arranged" when something has its new place; "reordered" tells it that somebody else has put its lines in order.

function arrange(list) {
  const live = document.getElementById("live");
  let taken = null; // the item that is moved by keys
  let cameFrom = null; // what stood behind it
  let dragged = null;

  const items = () => [...list.children];
  const headline = (item) => item.querySelector(".what").textContent.trim();
  const tell = (item) => { live.textContent = `${items().indexOf(item) + 1} / ${items().length}: ${headline(item)}`; };

  function put(item, before) {
    list.insertBefore(item, before);
    number();
  }

  // The buttons name places, which have changed.
  function number() {
    items().forEach((item, place) => {
      for (const button of item.querySelectorAll("button")) button.value = `${button.value.split(":")[0]}:${place}`;
    });
  }

  const hasNewPlace = () => list.dispatchEvent(new Event("arranged", { bubbles: true }));
  list.addEventListener("reordered", () => {
    taken?.classList.remove("taken");
    taken = null;
    number();
  });

  list.addEventListener("keydown", (event) => {
    if (!event.target.matches(".handle")) return;
    const item = event.target.closest("li");
    const isTaken = taken === item;
    if (event.key === " " || (event.key === "Enter" && isTaken)) {
      taken = isTaken ? null : item;
      cameFrom = item.nextElementSibling;
      item.classList.toggle("taken", !isTaken);
      if (isTaken) hasNewPlace();
      tell(item);
    } else if (event.key === "Escape" && isTaken) {
      put(item, cameFrom);
      taken = null;
      item.classList.remove("taken");
      event.target.focus(); // what is moved in the page loses it
      tell(item);
    } else if ((event.key === "ArrowUp" || event.key === "ArrowDown") && isTaken) {
      const up = event.key === "ArrowUp";
      const other = up ? item.previousElementSibling : item.nextElementSibling;
      if (other) put(item, up ? other : other.nextElementSibling);
      event.target.focus();
      tell(item);
    } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
      (event.key === "ArrowUp" ? item.previousElementSibling : item.nextElementSibling)?.querySelector(".handle").focus();
    } else return;
    event.preventDefault();
  });

  list.addEventListener("dragstart", (event) => {
    dragged = event.target.closest("li");
    event.dataTransfer.effectAllowed = "move";
    event.dataTransfer.setData("text/plain", headline(dragged));
    dragged.classList.add("taken");
  });
  list.addEventListener("dragover", (event) => {
    const over = event.target.closest("li");
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const { top, height } = over.getBoundingClientRect();
    put(dragged, event.clientY < top + height / 2 ? over : over.nextElementSibling);
  });
  list.addEventListener("drop", (event) => event.preventDefault());
  list.addEventListener("dragend", () => {
    dragged?.classList.remove("taken");
    if (dragged) tell(dragged);
    if (dragged) hasNewPlace();
    dragged = null;
  });
}

export function wireArranging() {
  for (const list of document.querySelectorAll(".arranged")) arrange(list);
}
