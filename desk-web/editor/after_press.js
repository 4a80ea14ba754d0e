// What moves the page waits until what is being pressed is let go: a button that slips away between press and release is not
// pressed, and nobody is told. It comes before the act of what was pressed, which may need it.

let isPressed = false;
let waiting = [];

function release() {
  isPressed = false;
  const acts = waiting;
  waiting = [];
  for (const act of acts) act();
}

// A touch presses and lets go of the pointer before it does so of the mouse, in which order the focus goes too.
document.addEventListener("mousedown", () => { isPressed = true; }, true);
document.addEventListener("click", release, true);
document.addEventListener("mouseup", () => { setTimeout(release); }, true); // pressed here and let go there: no click
for (const name of ["dragend", "contextmenu", "keydown"]) document.addEventListener(name, release, true);
window.addEventListener("blur", release);
window.addEventListener("pagehide", release, true);

export function afterPress(act) {
  if (isPressed) waiting.push(act);
  else act();
}
