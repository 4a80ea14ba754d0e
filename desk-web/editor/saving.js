// Saving, as one machine of states:
//
//   saved → unsaved → saving → saved          on this device first, at the server two seconds after the first unsaved change
//   saving → offline                          tried again after 2 to 30 seconds; typing goes on
//   saving → signin                           the session ended: the text stays, the same save goes again after signing in
//   saving → conflict                         one block was changed twice: the server has kept both, a person chooses
//   saving → refused                          the server says why; the text stays on this device
//
// A save has an id of its own, so one that was taken but whose answer was lost is not taken twice. `content` gives all that
// somebody types on the page; that very thing goes into the journal and to the server.

const waitMs = 1000; // so that a slow machine has a second to keep it, and all is safe within two
const retryFirstMs = 2000;
const retryMaxMs = 30000;

export function makeSaver({ journal, send, content, onState, onMerged }) {
  let state = "saved";
  let revision = 0;
  let counter = 0; // of changes here
  let sent = 0; // the counter's value that the server has
  let timer = null;
  let keeping = Promise.resolve();
  let retryMs = retryFirstMs;
  let running = null;
  let wish = null; // the save under way, or to be tried again

  function enter(next, detail) {
    state = next;
    onState(state, detail);
  }

  function keep() {
    const mark = counter;
    const kept = content();
    keeping = keeping.then(() => journal?.keep(mark, revision, kept)).catch((error) => onState(state, { journal: error }));
    return keeping;
  }

  function saveLater() {
    timer = null;
    save().catch(() => {}); // the state says it
  }

  let keepTimer = null;
  function changed() {
    counter += 1;
    keepTimer ??= setTimeout(() => { keepTimer = null; keep(); }, 300); // counted from the first change: who types on has no pause
    if (state === "saved") enter("unsaved");
    if (!timer && state !== "conflict") timer = setTimeout(saveLater, waitMs);
  }

  async function attempt() {
    if (!wish) wish = { id: crypto.randomUUID(), mark: counter, revision, content: content() };
    const answer = await send({ request: wish.id, revision: wish.revision, content: wish.content });
    const { mark, content: taken } = wish;
    wish = null;
    retryMs = retryFirstMs;
    revision = answer.revision;
    sent = mark;
    if ((answer.content || answer.outcome === "taken" || answer.notes !== undefined) && onMerged) onMerged(answer, taken);
    if (counter === mark) await journal?.forget(mark).catch(() => {});
    return answer;
  }

  function failed(error) {
    if (error.kind === "offline") {
      enter("offline");
      timer ??= setTimeout(saveLater, retryMs);
      retryMs = Math.min(retryMs * 2, retryMaxMs);
      return;
    }
    wish = error.kind === "signin" ? wish : null;
    if (error.answer?.revision) revision = error.answer.revision;
    enter(error.kind || "refused", error);
  }

  // Saves what there is; resolves when the server has the text of now, rejects with why not.
  async function save() {
    clearTimeout(timer);
    timer = null;
    if (running) await running.catch(() => {});
    if (sent === counter && !wish) return revision;
    await keep();
    enter("saving");
    running = attempt();
    try {
      await running;
    } catch (error) {
      failed(error);
      throw error;
    } finally {
      running = null;
    }
    if (counter !== sent) {
      enter("unsaved");
      timer ??= setTimeout(saveLater, waitMs);
    } else enter("saved");
    return revision;
  }

  return {
    start: (first) => { revision = first; },
    changed,
    keep,
    save,
    saveQuietly: () => save().catch(() => {}),
    // What is here now was written from an older revision than the page was opened with.
    beginFrom: (older) => { if (older) revision = older; },
    resume: () => { enter("unsaved"); return save(); },
    get state() { return state; },
    get revision() { return revision; },
    get isClean() { return sent === counter; },
  };
}
