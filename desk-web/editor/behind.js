// Readers got a newer text than the one this was begun from (by import): it is told, and nothing is published until the person has
// said what becomes of it: both put together, readers' text taken, or one's own kept. What is typed meanwhile stays: `typed` tells what
// was there when the server was asked.
import { ask } from "./api.js";
import { wordsOf } from "./dialog.js";
import { element } from "./dom.js";

export function makeBehind({ page, path, texts, saver, notices, take, typed, states }) {
  let told = null;

  async function decide(how) {
    const shown = told;
    shown.inert = true;
    try {
      await saver.save();
      const sent = typed();
      const answer = await ask("POST", `${path}/catch-up`, { how, revision: saver.revision });
      shown.remove();
      told = null;
      page.is_behind = false;
      states().apply(answer);
      take(answer, sent);
      notices.tell("behind", "good", texts[`behind_done_${how}`]);
    } catch (error) {
      shown.inert = false;
      notices.fail("behind", wordsOf(error, texts));
    }
  }

  // `answer`: what the server said last of how the article stands. True: it is behind.
  function tell(answer) {
    if (!answer.is_behind) return false;
    if (told?.isConnected) { told.scrollIntoView({ block: "nearest" }); return true; }
    const act = (how) => element("button", { type: "button", id: `behind-${how}`, onclick: () => decide(how) }, texts[`behind_${how}`]);
    notices.outdate("behind");
    told = element("div", { class: "notice warn", role: "alert", id: "behind" }, element("p", {}, texts.behind_told),
      element("div", { class: "acts" },
        element("a", { class: "button", id: "behind-show", href: `${path}/versions?from=${answer.version}&to=0`, target: "_blank", rel: "noopener" }, texts.behind_show),
        ...(page.may_edit ? [act("merge"), act("theirs"), act("mine")] : [])));
    document.getElementById("notices").append(told);
    return true;
  }

  return { tell };
}
