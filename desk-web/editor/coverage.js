// Live coverage: Enter publishes the line and leaves it empty for the next. What is under way stands below the entries, and goes
// out in its order; where there is no connection it waits, kept on this device, and is asked for again under the id that it has, so
// that it is there once. Without this script the form is sent as any other.
import { ask } from "./api.js";
import { keepCoverage } from "./coverage_kept.js";
import { element } from "./dom.js";
import { newId } from "./ids.js";
import { showNow } from "./live.js";

const againMs = 2000;
const freshMs = 10 * 60 * 1000; // what waited longer comes back to the line: whether it is still true, a person decides

function complain(field, fault, why) {
  fault.textContent = why;
  field.setAttribute("aria-invalid", "true");
  field.setAttribute("aria-describedby", fault.id);
  field.focus();
}

export function wireCoverage() {
  const form = document.getElementById("coverage");
  if (!form) return;
  const { text: line } = form.elements;
  const waiting = document.getElementById("coverage-waiting"), fault = document.getElementById("entry-line-fault");
  const said = document.getElementById("coverage-said"), entries = document.getElementById("coverage-entries");
  const queue = [];
  let isSending = false, isTakenOver = false;

  // Nothing is cut: what is too long stays in its field, and the server is not asked, as it may be more than is read there.
  const isTooLong = (text) => [...text].length > Number(form.dataset.max);
  entries.addEventListener("submit", (event) => {
    const { text } = event.target.elements;
    if (!text || !isTooLong(text.value.trim())) return;
    event.preventDefault();
    complain(text, document.getElementById(`${text.id}-fault`), form.dataset.tooLong);
  });

  const say = (text) => { if (said.textContent !== text) said.textContent = text; };
  // The line itself is always in view; what stands above it is not.
  const toLine = () => scrollTo(0, document.documentElement.scrollHeight);
  // A new entry is shown when one is at the end already: whoever looks at older ones stays there.
  const isAtEnd = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 80;
  let wasAtEnd = true;
  addEventListener("scroll", () => { wasAtEnd = isAtEnd(); }, { passive: true });
  const stayAtEnd = () => { if (wasAtEnd) toLine(); };
  const follow = new MutationObserver(stayAtEnd);
  for (const part of [entries, waiting, document.getElementById("coverage-ended")]) follow.observe(part, { childList: true });
  new ResizeObserver(stayAtEnd).observe(form); // what is said below the line takes room from what stands above it

  function draw() {
    waiting.replaceChildren(...queue.map((one) => element("li", {}, element("p", { class: "entry-text" }, one.text))));
    waiting.hidden = queue.length === 0;
  }

  const putBefore = (text) => { line.value = [text, line.value].filter(Boolean).join(" "); };

  // What is refused for what it says comes back to the line, before what was typed meanwhile.
  function giveBack({ text }, why) {
    putBefore(text);
    complain(line, fault, why);
  }

  async function sendFirst() {
    say(isTakenOver ? form.dataset.waited : form.dataset.sending);
    try {
      const answer = await ask("POST", form.action, queue[0]);
      queue.shift();
      say(answer.seen ? form.dataset.published : form.dataset.unseen);
      await showNow().catch(() => {});
    } catch (refusal) {
      if (refusal.kind === "offline" || refusal.kind === "signin") {
        say(refusal.kind === "offline" ? form.dataset.offline : form.dataset.signIn);
        await new Promise((resolve) => setTimeout(resolve, againMs));
        return;
      }
      say("");
      giveBack(queue.shift(), refusal.message);
    }
    kept.keep();
    draw();
  }

  async function send() {
    if (isSending) return;
    isSending = true;
    while (queue.length) await sendFirst();
    isSending = isTakenOver = false;
  }

  // What windows that are gone have left. It was written before what is here.
  function take(left) {
    const isFresh = (one) => Date.now() - one.kept_ms < freshMs;
    const typed = left.flatMap((one) => [...(isFresh(one) ? [] : one.content.entries.map(({ text }) => text)), one.content.line]);
    putBefore(typed.filter(Boolean).join(" "));
    if (line.value) say(form.dataset.lineKept);
    const fresh = left.filter(isFresh).flatMap((one) => one.content.entries);
    if (!fresh.length) return;
    queue.splice(isSending ? 1 : 0, 0, ...fresh);
    isTakenOver = true;
    draw();
    send();
  }
  const kept = keepCoverage(form.dataset, () => ({ entries: [...queue], line: line.value.trim() }), take);
  line.addEventListener("input", kept.keepSoon);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = line.value.trim();
    if (!text) return;
    if (isTooLong(text)) { complain(line, fault, form.dataset.tooLong); return; }
    queue.push({ text, entry: newId() }); // not the form's: a page that the browser had kept would bring along an old one
    fault.textContent = "";
    line.removeAttribute("aria-invalid");
    line.removeAttribute("aria-describedby");
    line.value = "";
    kept.keep();
    draw();
    toLine();
    wasAtEnd = true;
    send();
  });
  addEventListener("beforeunload", (event) => { if (queue.length || line.value.trim()) event.preventDefault(); });
  const refused = entries.querySelector("[aria-invalid]");
  if (refused) refused.focus();
  else if (!fault.textContent) toLine();
}
