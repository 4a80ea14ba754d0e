// Live coverage: Enter publishes the line and leaves it empty for the next. What is under way stands below the entries, and goes
// out in its order; where there is no connection it waits, and is asked for again under the id that it has, so that it is there
// once. Without this script the form is sent as any other.
import { ask } from "./api.js";
import { element } from "./dom.js";
import { newId } from "./ids.js";
import { showNow } from "./live.js";

const againMs = 2000;

export function wireCoverage() {
  const form = document.getElementById("coverage");
  if (!form) return;
  const { text: line, entry } = form.elements;
  const waiting = document.getElementById("coverage-waiting"), fault = document.getElementById("entry-line-fault");
  const said = document.getElementById("coverage-said"), entries = document.getElementById("coverage-entries");
  const queue = [];
  let isSending = false;

  const say = (text) => { if (said.textContent !== text) said.textContent = text; };
  const toLine = () => form.scrollIntoView({ block: "end" });
  // A new entry is shown when one is at the end already: whoever looks at older ones stays there.
  const isAtEnd = () => innerHeight + scrollY >= document.documentElement.scrollHeight - 80;
  let wasAtEnd = true;
  addEventListener("scroll", () => { wasAtEnd = isAtEnd(); }, { passive: true });
  new MutationObserver(() => { if (wasAtEnd) toLine(); }).observe(entries, { childList: true });

  function draw() {
    waiting.replaceChildren(...queue.map((one) => element("li", {}, element("p", { class: "entry-text" }, one.text))));
    waiting.hidden = queue.length === 0;
  }

  // What is refused for what it says comes back to the line, before what was typed meanwhile.
  function giveBack({ text }, why) {
    fault.textContent = why;
    line.setAttribute("aria-invalid", "true");
    line.setAttribute("aria-describedby", fault.id);
    line.value = line.value ? `${text} ${line.value}` : text;
    line.focus();
  }

  async function sendFirst() {
    say(form.dataset.sending);
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
    draw();
  }

  async function send() {
    if (isSending) return;
    isSending = true;
    while (queue.length) await sendFirst();
    isSending = false;
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const text = line.value.trim();
    if (!text) return;
    queue.push({ text, entry: entry.value });
    fault.textContent = "";
    line.removeAttribute("aria-invalid");
    line.removeAttribute("aria-describedby");
    line.value = "";
    entry.value = newId();
    draw();
    toLine();
    send();
  });
  addEventListener("beforeunload", (event) => { if (queue.length || line.value.trim()) event.preventDefault(); });
  if (!fault.textContent) toLine();
}
