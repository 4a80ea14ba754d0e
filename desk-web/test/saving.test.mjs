import assert from "node:assert/strict";
import { test } from "node:test";
import "../as-browser.mjs";
import { makeSaver } from "../editor/saving.js";

// A server and a device that can be told to fail.
function scene() {
  const s = { text: "", states: [], sends: [], kept: [], fail: null, revision: 1 };
  s.saver = makeSaver({
    journal: { keep: async (mark, revision, content) => { s.kept.push(content.text); }, forget: async () => { s.kept.push("forgot"); } },
    content: () => ({ text: s.text }),
    send: async (save) => {
      s.sends.push(save);
      if (s.fail) throw s.fail;
      s.revision += 1;
      return { revision: s.revision };
    },
    onState: (state) => s.states.push(state),
  });
  s.saver.start(1);
  s.type = (text) => { s.text = text; s.saver.changed(); };
  return s;
}

test("the device has the text before the server is asked, and forgets it when the server has it", async () => {
  const s = scene();
  s.type("one");
  await s.saver.save();
  assert.deepEqual(s.kept, ["one", "forgot"]);
  assert.equal(s.saver.state, "saved");
  assert.equal(s.saver.revision, 2);
});

test("nothing new is not sent", async () => {
  const s = scene();
  await s.saver.save();
  assert.equal(s.sends.length, 0);
});

test("a save whose answer was lost is sent again under the same id, with the same text, before later text", async () => {
  const s = scene();
  s.type("one");
  s.fail = Object.assign(new Error("lost"), { kind: "offline" });
  await assert.rejects(s.saver.save());
  assert.equal(s.saver.state, "offline");
  s.fail = null;
  s.type("one two");
  await s.saver.save();
  await s.saver.save();
  assert.equal(s.sends[0].request, s.sends[1].request);
  assert.equal(s.sends[1].content.text, "one");
  assert.equal(s.sends.at(-1).content.text, "one two");
  assert.equal(s.saver.isClean, true);
});

test("typing while a save is under way leaves the state unsaved", async () => {
  const s = scene();
  s.type("one");
  const saving = s.saver.save();
  s.type("one two");
  await saving;
  assert.equal(s.saver.isClean, s.sends.at(-1).content.text === "one two");
  await s.saver.save();
  assert.equal(s.sends.at(-1).content.text, "one two");
  assert.equal(s.saver.state, "saved");
});

test("however many ask while a save is under way, one follows it, and two are never under way", async () => {
  let underWay = 0, most = 0, text = "one", counter = 0;
  const sends = [], gates = [], merged = [];
  const saver = makeSaver({
    journal: null, content: () => ({ text }), onState: () => {},
    send: async (save) => {
      sends.push(save);
      most = Math.max(most, (underWay += 1));
      await new Promise((resolve) => gates.push(resolve));
      underWay -= 1;
      return { revision: (counter += 1), content: { text: save.content.text } };
    },
    onMerged: (answer, sent) => { merged.push([sent.text, answer.content.text]); return 0; },
  });
  const asked = [];
  saver.changed();
  asked.push(saver.save());
  const turn = () => new Promise((resolve) => setTimeout(resolve, 5));
  await turn();
  for (const more of ["two", "three", "four"]) { text = more; saver.changed(); asked.push(saver.save()); }
  for (let i = 0; i < 4; i++) { gates.splice(0).forEach((open) => open()); await turn(); }
  await Promise.all(asked);
  assert.equal(most, 1);
  assert.deepEqual(sends.map((save) => save.content.text), ["one", "four"]);
  assert.deepEqual(merged, [["one", "one"], ["four", "four"]]);
  assert.equal(saver.isClean, true);
});

test("when the line is back what was not sent goes at once, and only that", async (t) => {
  const pass = stopClock(t);
  const s = scene();
  s.saver.retry();
  s.type("one");
  s.fail = Object.assign(new Error("lost"), { kind: "offline" });
  await assert.rejects(s.saver.save());
  s.fail = null;
  s.saver.retry();
  await s.saver.save();
  assert.equal(s.saver.state, "saved");
  assert.equal(s.sends.length, 2);
  s.saver.retry();
  pass(60_000);
  assert.equal(s.sends.length, 2);
});

test("when the session ended the text stays and the same save goes after signing in", async () => {
  const s = scene();
  s.type("one");
  s.fail = Object.assign(new Error("signed out"), { kind: "signin" });
  await assert.rejects(s.saver.save());
  assert.equal(s.saver.state, "signin");
  s.fail = null;
  await s.saver.resume();
  assert.equal(s.sends[0].request, s.sends[1].request);
  assert.equal(s.saver.state, "saved");
});

// Time that passes when it is told to. The test runner's own timers are called in one way by Node 18 and in another by 20.
function stopClock(t) {
  const { setTimeout, clearTimeout } = globalThis;
  const waiting = new Map();
  let now = 0;
  globalThis.setTimeout = (act, ms) => waiting.set({}, { act, at: now + ms }) && [...waiting.keys()].at(-1);
  globalThis.clearTimeout = (timer) => waiting.delete(timer);
  t.after(() => Object.assign(globalThis, { setTimeout, clearTimeout }));
  return (ms) => {
    now += ms;
    const due = [...waiting].filter(([, { at }]) => at <= now);
    for (const [timer, { act }] of due) if (waiting.delete(timer)) act();
  };
}

test("who types on without a pause has the text on this device all the same", async (t) => {
  const pass = stopClock(t);
  const s = scene();
  for (let n = 1; n <= 10; n++) {
    s.type("word ".repeat(n));
    pass(100);
    await Promise.resolve();
  }
  assert.ok(s.kept.length >= 2, `kept ${s.kept.length} times in a second`);
});

test("what the server has is not kept on this device again: neither later, nor when the page is left", async (t) => {
  const pass = stopClock(t);
  const s = scene();
  s.type("one");
  await s.saver.save();
  pass(1000);
  await s.saver.keep();
  assert.deepEqual(s.kept, ["one", "forgot"]);
});

// A conflict comes with the first save, one choice long; what is kept apart is noted.
function unsettledScene() {
  const s = { text: "", sends: [], apart: [], kept: [], states: [], revision: 7 };
  s.saver = makeSaver({
    journal: { keep: async (mark, revision) => { s.kept.push(revision); }, forget: async () => {} },
    content: () => ({ text: s.text }),
    send: async (save) => {
      s.sends.push(save);
      s.revision += 1;
      return s.sends.length === 1 ? { outcome: "conflict", revision: 7, content: {} } : { outcome: "saved", revision: s.revision };
    },
    keepApart: async (typed) => { s.apart.push(typed); },
    onState: (state, detail) => s.states.push(detail?.isKept ? `${state}, kept` : state),
    onMerged: (answer) => (answer.outcome === "conflict" ? 1 : 0),
  });
  s.saver.start(3);
  s.type = (text) => { s.text = text; s.saver.changed(); };
  return s;
}

test("while a choice waits nothing becomes the text, and all that is typed is kept apart, from the revision it was begun from", async () => {
  const s = unsettledScene();
  s.type("one");
  await assert.rejects(s.saver.save(), { kind: "conflict" });
  s.type("one two");
  await assert.rejects(s.saver.save(), { kind: "conflict" });
  assert.equal(s.sends.length, 1);
  assert.deepEqual(s.apart.at(-1), { revision: 3, content: { text: "one two" } });
  assert.equal(s.kept.at(-1), 3);
  assert.equal(s.states.at(-1), "conflict, kept");
  assert.equal(s.saver.isClean, false);
});

test("behind the last choice the text is saved from what the server has", async () => {
  const s = unsettledScene();
  s.type("one");
  await assert.rejects(s.saver.save());
  s.saver.settle();
  await s.saver.save();
  assert.equal(s.sends[1].revision, 7);
  assert.equal(s.saver.state, "saved");
});

test("a text that is refused is kept apart", async () => {
  const s = scene();
  const apart = [];
  const saver = makeSaver({ journal: null, content: () => ({ text: "one" }), send: async () => { throw Object.assign(new Error("too long"), { kind: "refused" }); },
    keepApart: async (typed) => { apart.push(typed.content.text); }, onState: (state, detail) => s.states.push(`${state} ${detail?.message ?? ""}${detail?.isKept ? " kept" : ""}`) });
  saver.start(1);
  saver.changed();
  await assert.rejects(saver.save());
  await Promise.resolve();
  assert.deepEqual(apart, ["one"]);
  assert.equal(s.states.at(-1), "refused too long kept");
});
