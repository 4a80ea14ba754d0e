// Saving, as one machine of states:
//
//   saved → unsaved → saving → saved          on this device first, at the server two seconds after the first unsaved change
//   saving → offline                          tried again after 2 to 30 seconds, or when the line is back; typing goes on
//   saving → signin                           the session ended: the text stays, the same save goes again after signing in
//   saving → conflict → saving                one block was changed twice: the server has kept both, a person chooses
//   saving → refused                          the server says why
//
// What cannot become the text now, in the last two states, is kept by the server apart from it, within the same two seconds: while a
// choice waits, nothing that others wrote is overwritten, and nothing that is typed hangs on this device alone.
//
// A save has an id of its own, so one that was taken but whose answer was lost is not taken twice. `content` gives all that
// somebody types on the page; that very thing goes into the journal and to the server.

const waitMs = 1000; // so that a slow machine has a second to keep it, and all is safe within two
const retryFirstMs = 2000;
const retryMaxMs = 30000;

export function makeSaver({ journal, send, keepApart, content, onState, onMerged }) {
  let state = "saved";
  let revision = 0;
  let counter = 0; // of changes here
  let sent = 0; // the counter's value that the server has
  let timer = null;
  let keeping = Promise.resolve();
  let retryMs = retryFirstMs;
  let running = Promise.resolve(); // the save under way, or the last one
  let following = null; // the save that follows it, when somebody asked for one
  let wish = null; // the save under way, or to be tried again
  let apart = 0; // the counter's value that the server keeps apart
  let held = null; // while choices wait: the revision that ours was begun from
  let choices = 0; // that wait

  function enter(next, detail) {
    state = next;
    onState(state, detail);
  }

  function keep() {
    const mark = counter;
    const kept = content();
    keeping = keeping.then(() => journal?.keep(mark, held ?? revision, kept)).catch((error) => onState(state, { journal: error }));
    return keeping;
  }

  const isClean = () => sent === counter && held === null;
  // What the server has is not kept here again: nothing would take it away.
  const keepUnsent = () => (isClean() ? keeping : keep());

  function saveLater() {
    timer = null;
    save().catch(() => {}); // the state says it
  }

  function hold(began, count) {
    if (!count) return;
    held ??= began;
    choices += count;
  }

  // To whoever waits for the text to be saved.
  const unsettled = () => Object.assign(new Error(), { kind: "conflict" });

  // `why`: what the state says of it.
  async function shelve(why) {
    const mark = counter;
    if (!keepApart || apart === mark) return;
    try {
      await keepApart({ revision: held ?? revision, content: content() });
      apart = mark;
      if (why.kind === state) onState(state, { ...why, message: why.message, isKept: true });
    } catch (error) {
      if (held === null) return; // the next save tries again
      enter(error.kind === "signin" || error.kind === "offline" ? error.kind : "refused", error);
      if (error.kind === "offline") retryLater();
      return;
    }
    if (held !== null && counter !== mark) timer ??= setTimeout(saveLater, waitMs);
  }

  function retryLater() {
    timer ??= setTimeout(saveLater, retryMs);
    retryMs = Math.min(retryMs * 2, retryMaxMs);
  }

  async function waitForChoice() {
    await keep();
    if (state !== "conflict") enter("conflict");
    await shelve(unsettled());
    throw unsettled();
  }

  let keepTimer = null;
  function changed() {
    counter += 1;
    keepTimer ??= setTimeout(() => { keepTimer = null; keepUnsent(); }, 300); // counted from the first change: who types on has no pause
    if (state === "saved") enter("unsaved");
    timer ??= setTimeout(saveLater, waitMs);
  }

  async function attempt({ leaves = false } = {}) {
    if (!wish) wish = { id: crypto.randomUUID(), mark: counter, revision, content: content() };
    const answer = await send({ request: wish.id, revision: wish.revision, content: wish.content, leaves });
    const { mark, content: taken, revision: began } = wish;
    wish = null;
    retryMs = retryFirstMs;
    revision = answer.revision;
    sent = mark;
    if ((answer.content || answer.outcome === "taken" || answer.notes !== undefined) && onMerged) hold(began, onMerged(answer, taken) || 0);
    if (counter === mark) await journal?.forget(mark).catch(() => {});
    return answer;
  }

  function failed(error) {
    if (error.kind === "offline") {
      enter("offline");
      return void retryLater();
    }
    wish = error.kind === "signin" ? wish : null;
    if (error.answer?.revision) revision = error.answer.revision;
    enter(error.kind || "refused", error);
    if (state === "refused") shelve(error);
    return undefined;
  }

  async function saveNow() {
    if (held !== null) return waitForChoice();
    if (sent === counter && !wish) return revision;
    await keep();
    enter("saving");
    try {
      await attempt();
    } catch (error) {
      failed(error);
      throw error;
    }
    if (held !== null) return waitForChoice();
    if (counter !== sent) {
      enter("unsaved");
      timer ??= setTimeout(saveLater, waitMs);
    } else enter("saved");
    return revision;
  }

  // Saves what there is; resolves when the server has the text of now, rejects with why not. Two are never under way: who asks
  // meanwhile gets the one that follows, which all of them share.
  function save() {
    clearTimeout(timer);
    timer = null;
    following ??= running.catch(() => {}).then(() => {
      following = null;
      running = saveNow();
      return running;
    });
    return following;
  }

  // The page may go at any moment: what is not sent yet goes at once, by a request that outlives the page. Behind a save that is
  // under way only what is kept apart is sure to be no conflict with it.
  let left = 0; // the counter's value that went so
  function leave() {
    keepUnsent();
    if (isClean() || left === counter) return;
    left = counter;
    if (!wish && held === null) {
      enter("saving");
      running = attempt({ leaves: true }).then(() => enter(isClean() ? "saved" : "unsaved"), failed);
    } else if (wish?.mark === counter) {
      send({ request: wish.id, revision: wish.revision, content: wish.content, leaves: true }).catch(() => {});
    } else {
      keepApart?.({ revision: held ?? revision, content: content(), leaves: true }).catch(() => {});
    }
  }

  return {
    leave,
    start: (first) => { revision = first; },
    changed,
    keep: keepUnsent,
    save,
    saveQuietly: () => save().catch(() => {}),
    // What is here now was written from an older revision than the page was opened with.
    beginFrom: (older) => { if (older) revision = older; },
    // A choice was made; behind the last one all is saved.
    settle: () => {
      choices -= 1;
      if (choices > 0) return changed();
      held = null;
      enter("unsaved");
      return changed();
    },
    get isHeld() { return held !== null; },
    resume: () => { enter("unsaved"); return save(); },
    // The browser has its line again: what waits for that is tried at once, and again soon.
    retry: () => {
      retryMs = retryFirstMs;
      if (state === "offline") saveLater();
    },
    get state() { return state; },
    get revision() { return revision; },
    get isClean() { return isClean(); },
  };
}
