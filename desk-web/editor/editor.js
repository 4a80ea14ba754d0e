// The editor's page: the article's fields and body, saving, who else is here, publishing.
import { redo } from "prosemirror-history";
import { ask } from "./api.js";
import { articleFields, putText } from "./article_fields.js";
import { makeBehind } from "./behind.js";
import { blockMenu } from "./block_menu.js";
import { mountBody, takeBack } from "./body.js";
import { addToGallery, bodyPictures, insertGallery, insertPicture } from "./body_pictures.js";
import * as commands from "./commands.js";
import { wireComments } from "./comments.js";
import { makeConflicts } from "./conflicts.js";
import { wordsOf } from "./dialog.js";
import { fill, pageData } from "./dom.js";
import { wireEverywhere } from "./everywhere.js";
import { wireEditorBar } from "./editor_bar.js";
import { embedOf } from "./embeds.js";
import { makeFieldFaults } from "./field_faults.js";
import { offerFound } from "./found.js";
import { openJournal } from "./journal.js";
import { give } from "./keys.js";
import { makeLengths } from "./lengths.js";
import { makeNotices } from "./notices.js";
import { wireOriginal } from "./original.js";
import { makePreview } from "./preview.js";
import { makePublishing } from "./publishing.js";
import { joinNotes, rebase, same } from "./rebase.js";
import { makeSaver } from "./saving.js";
import { isAllowedLink } from "./schema.js";
import { makeSectionGuess } from "./section_guess.js";
import { saveOnSigningOut } from "./signing_out.js";
import { makeSiblings } from "./siblings.js";
import { slugOf, wireSlugHint } from "./slug_hint.js";
import { makeStates } from "./states.js";
import { makeClock } from "./times.js";
import { makeToolbar } from "./toolbar.js";
import { makeTurn } from "./turn.js";
import { tidy } from "./typography.js";
import { wireVersions } from "./versions.js";

const page = pageData("article-data");
const { texts, labels } = page;
const $ = (id) => document.getElementById(id);
const clock = new Intl.DateTimeFormat(page.locale, { hour: "2-digit", minute: "2-digit", timeZone: page.zone });
const formatTime = (ms) => clock.format(new Date(ms));
const typedClock = makeClock(page.locale, page.zone);
const path = `/articles/${page.id}`;

$("without-script").remove();
$("article").hidden = false; // without this script there is the text to read, and nothing that seems to work

// ---- notices ----

const notices = makeNotices($("notices"), texts);
const { notice } = notices;

// ---- the article as it stands in the page ----

const tab = crypto.randomUUID();
const base = page.content;
let changed = () => {};
const body = mountBody({
  place: $("body"), body: base.body, language: page.language, labels, texts, zone: page.zone, editable: page.may_edit,
  pictureUrl: (asset) => `/pictures/${asset}`,
  onChange: () => changed(),
  addToGallery: (view, end) => addToGallery(view, end, { texts, notice }),
  onDropped: () => notice("warn", texts.formatting_removed),
  extra: [blockMenu((view) => commands.blockChoices(view.state.schema, texts, labels, actions)), bodyPictures({ texts, notice })],
});
const actions = { insertImage: (view) => insertPicture(view, { texts, notice }), undo: takeBack, redo, editLink, insertEmbed,
  insertGallery: (view) => insertGallery(view, { texts, notice }, commands.insertBlock), ownLabel };

const fields = articleFields({ page, texts, notice, onChange: () => changed(), when: typedClock });
const { table } = fields;
const fieldFaults = makeFieldFaults((fault) => (fault.field === "body" ? { place: body.placeOf(fault.part) } : fields.placeOf(fault)));

function content() {
  return { ...base, ...fields.value(), body: body.stored() };
}

// All that somebody types here: what is kept on this device and sent.
let notesBefore = page.notes || ""; // what ours began from
const snapshot = () => ({ text: content(), notes: $("notes").value, notes_before: notesBefore });

function setContent(text) {
  fields.set(text);
  body.replace(text.body);
}

// ---- saving ----

const kinds = { offline: "bad", signin: "bad", refused: "bad", conflict: "bad", unsaved: "", saving: "", saved: "" };
let slowTimer = null;
let savedMs = Date.now();
function showState(state, detail) {
  clearTimeout(slowTimer);
  const line = $("state");
  line.className = `save-state ${kinds[state] || ""}`;
  if (state === "saved") { savedMs = Date.now(); notices.outdate("save"); preview?.refresh(); }
  if (state === "saving") { slowTimer = setTimeout(() => { line.textContent = texts.saving; }, 1000); return; }
  if (state === "saved") tellSaved();
  else if (state === "refused") line.textContent = fill(texts.save_refused, { reason: detail?.message || "" }) + (detail?.isKept ? ` ${texts.refused_kept}` : "");
  else if (state === "conflict") line.textContent = detail?.isKept ? fill(texts.conflict_kept, { time: formatTime(Date.now()) }) : texts.conflict_waits;
  else line.textContent = texts[state] || "";
  if (state === "signin" && !$("signin-panel").open) $("signin-panel").showModal();
}

// What is saved, and whether readers have it.
function tellSaved() {
  const isCopy = page.is_live && !page.is_published_as_is && !(hasWritten && turn.isReading); // what was taken over is in neither
  $("state").textContent = isCopy ? texts.saved_copy : fill(texts.saved, { time: formatTime(savedMs) });
}

const journal = await openJournal(page.person, page.id, tab).catch(() => null);
let preview = null;
const saver = makeSaver({
  journal, content: snapshot,
  async send({ request, revision, content: { text, notes, notes_before }, leaves }) {
    if (!leaves) await turn.take();
    const answer = await ask("PUT", `${path}/text`, { request, revision, claim: turn.claim, tab, leaves, content: text, notes, notes_before }, { keepalive: leaves });
    turn.keep(answer.claim);
    states.saved(revision, answer);
    return answer;
  },
  keepApart: ({ revision, content: typed, leaves }) => ask("PUT", `${path}/typed`, { tab, revision, content: typed }, { keepalive: leaves }),
  onState: showState,
  onMerged: (answer, sent) => takeMerged(answer, sent, true),
});
saver.start(page.revision);
let hasWritten = false;
changed = () => {
  hasWritten = true;
  page.is_published_as_is = false;
  turn.take().catch(() => {}); // the save asks again
  measure();
  fieldFaults.look();
  saver.changed();
};
const behind = makeBehind({ page, path, texts, saver, notices, take: takeMerged, typed: () => ({ text: content(), notes: $("notes").value }), states: () => states });
const conflicts = makeConflicts({ texts, table, body, changed: () => changed(), settle: () => saver.settle() });
const siblings = makeSiblings(document.querySelector(".editor-bar .siblings"));
const guess = makeSectionGuess({ page, field: $("section"), hint: $("section-guess"), texts, isUnsaved: isSectionUnsaved });
const states = makeStates({ page, path, texts, saver, notices, guess, takeNotes, settle: offerSlug, onApplied: () => { if (saver.isClean) tellSaved(); turn.stayPresent(); } });
const turn = makeTurn({
  page, path, tab, texts, notice, formatTime, body, saver, hasWritten: () => hasWritten,
  onSeen: keepUp,
  onPresent(answer) {
    behind.tell(answer);
    siblings.show(answer.siblings);
    if (answer.comments !== page.comments) { page.comments = answer.comments; comments.refresh(); }
  },
  onLost: (error) => showState(error.kind, error),
});

// `sent` is what was saved; what was typed since goes onto what the server made of it. Where `isHeld`, nothing is saved before the
// choices are made whose number is given back.
function takeMerged(answer, sent, isHeld = false) {
  if (answer.notes !== undefined) takeNotes(answer.notes, sent.notes);
  if (answer.outcome === "taken") { turn.wasTaken(answer); return 0; }
  if (!answer.content) return 0;
  const { text, clashes } = rebase(sent.text, content(), answer.content);
  fields.learnTitles(answer.related_titles);
  setContent(text);
  if (answer.merged_from) notice("", fill(texts.merged, { name: answer.merged_from }));
  const choices = [...(answer.conflicts || []), ...clashes].filter((conflict) => conflicts.offer(conflict, isHeld)).length;
  if (answer.outcome === "conflict") changed(); // what was put together is the text only when it is saved
  return choices;
}

function takeNotes(stored, sent = notesBefore) {
  notesBefore = stored;
  putText($("notes"), joinNotes(sent, $("notes").value, stored));
}

// What others saved or did meanwhile; what is unsaved here is put together with it when it is saved.
function keepUp(answer) {
  if (answer.content && saver.isClean && answer.revision > saver.revision) {
    const sent = snapshot();
    saver.start(answer.revision);
    takeMerged({ ...answer, taken_by: undefined, outcome: undefined, merged_from: turn.isReading ? "" : answer.merged_from }, sent);
    measure();
    preview.refresh();
  }
  const { revision, notes, ...standing } = answer;
  if (revision < saver.revision) return; // asked before the last save
  if (saver.isClean && ["state", "stage", "is_taken_back", "is_published_as_is", "embargo_ms", "discarded_ms"].some((name) => standing[name] !== page[name])) states.follow(standing);
}

// ---- the fields ----

const measure = makeLengths({ page, texts, headline: table.headline, lead: table.lead, body });

// The address follows the headline until somebody writes another one, or readers have it.
let offered = "";
let offering = { headline: "", done: null }; // what it is asked for, once a headline
async function askSlug(headline) {
  const mayOffer = () => !$("slug").value || $("slug").value === offered;
  if (!mayOffer()) return;
  const slug = await slugOf(page, headline);
  if (!slug) offering.headline = ""; // asked for anew
  if (!slug || document.activeElement === $("slug") || !mayOffer()) return;
  offered = slug;
  if ($("slug").value !== slug) { $("slug").value = slug; changed(); }
}
function offerSlug() {
  const headline = table.headline.value();
  if (!headline || !hasWritten || page.is_live || !page.may_edit) return undefined;
  if (headline !== offering.headline) offering = { headline, done: askSlug(headline) };
  return offering.done;
}
$("headline").addEventListener("blur", () => { offerSlug(); });

for (const id of ["headline", "lead", "slug", "notes"]) $(id).addEventListener("input", () => changed());
for (const id of ["section", "urgency"]) $(id).addEventListener("change", () => changed());
// What is left is in the edition's typography; what stands under a picture too.
$("article").addEventListener("focusout", ({ target }) => {
  if (!target.matches("#headline, #lead, #main-picture textarea, #main-picture input:not([type]), .attribute")) return;
  const fine = tidy(page.language, target.value);
  if (fine === target.value) return;
  target.value = fine;
  target.dispatchEvent(new Event("input"));
});
$("headline").addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.isComposing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); $("lead").focus(); } });
$("lead").addEventListener("keydown", (event) => { if (event.key === "Enter" && !event.shiftKey && !event.isComposing && !event.ctrlKey && !event.metaKey) { event.preventDefault(); body.view.focus(); } });
$("article").addEventListener("submit", (event) => event.preventDefault());

wireVersions({ path, saver });
const comments = wireComments({ path });
const original = wireOriginal({ page, path, body, texts, notices });
preview = makePreview({ path, saver });

// ---- links, things elsewhere ----

function editLink() {
  const { view } = body;
  const range = commands.linkRange(view.state);
  if (!range) return false;
  const address = prompt(texts.link_address, range.href || "https://");
  if (address === null) return true;
  const trimmed = address.trim();
  if (trimmed && trimmed !== "https://" && !isAllowedLink(trimmed)) { notices.tell("link", "warn", fill(texts.save_refused, { reason: trimmed })); return true; }
  notices.outdate("link");
  commands.setLink(range, trimmed === "https://" ? "" : trimmed)(view.state, view.dispatch);
  view.focus();
  return true;
}

// A labelled paragraph whose word is one's own: "From our archive: …".
function ownLabel(view) {
  const block = view.state.selection.$from.parent;
  const word = prompt(texts.own_label_word, block.attrs.label === "custom" ? block.attrs.label_text : "");
  const trimmed = (word || "").replace(/[\s:]+$/, "").replace(/\s+/g, " ").trim();
  if (trimmed) commands.toLabelled(body.schema, "custom", trimmed)(view.state, view.dispatch);
}

function insertEmbed(view) {
  const address = prompt(texts.block_embed, "https://");
  if (!address || address.trim() === "https://") return;
  const found = embedOf(address);
  notices.outdate("link");
  if (found) commands.insertBlock((schema) => schema.nodes.embed.create(found))(view.state, view.dispatch);
  else notices.tell("link", "warn", texts.embed_unknown);
}

// ---- publishing ----

const publishing = makePublishing({ page, path, texts, saver, notices, section: $("section"), guess, flush, states, behind, fieldFaults });

// What is typed and chosen goes along, a section too that stands there and is not saved yet, and the address that is on its way;
// but what is approved is not changed for it.
function isSectionUnsaved() {
  return page.may_edit && page.proposed_section && saver.isClean && saver.revision === page.revision;
}
async function flush() {
  body.view.domObserver?.flush?.();
  await offerSlug();
  if (isSectionUnsaved() && page.stage !== "approved") changed();
}

await turn.begin();

// ---- what an earlier window has left ----

// It was written from a revision that may be older than the page's: saved from there, it is merged with what came since.
function useFound(entry, drop) {
  if (saver.isHeld) { notices.tell("save", "warn", texts.conflict_waits); return false; } // one thing after the other
  if (page.may_edit && turn.isReading) { notice("warn", texts.typed_take_first, [[texts.take_over, turn.takeOver]]); return false; }
  try {
    setContent(entry.content.text);
  } catch {
    notice("bad", texts.typed_unreadable);
    return false;
  }
  putText($("notes"), entry.content.notes);
  notesBefore = entry.content.notes_before;
  saver.beginFrom(entry.revision);
  changed();
  // Behind a conflict it is this window's, which the server and the device keep as such.
  saver.save().then(drop, (error) => { if (error.kind === "conflict") drop(); });
  return true;
}

const isHere = ({ text, notes }) => fields.isSame(text, base) && same(text.body ?? "", base.body ?? "") && notes === (page.notes || "");
await offerFound({ journal, typed: page.typed, path, texts, notice, formatTime, formatDay: typedClock, isHere, use: useFound });

// ---- keys; leaving ----

// To the panel beside the text, and back to where one was.
let cameFrom = null;
function enterDetails() {
  const panel = document.querySelector(".panel");
  if (panel.contains(document.activeElement)) return void (cameFrom?.isConnected ? cameFrom : body.view.dom).focus();
  cameFrom = document.activeElement;
  document.body.classList.remove("only-text");
  $("section").focus();
}

// Told where saving is told, until the next is.
async function keepVersion() {
  const line = $("state");
  try {
    await saver.save();
    const { version, is_new } = await ask("POST", `${path}/versions`, { revision: saver.revision });
    line.className = "save-state";
    line.textContent = fill(is_new ? texts.version_kept : texts.version_kept_before, { number: version });
  } catch (error) {
    line.className = "save-state bad";
    line.textContent = fill(texts.version_not_kept, { reason: error.kind === "conflict" && !error.message ? texts.conflict_waits : wordsOf(error, texts) });
  }
}

wireEverywhere();
saveOnSigningOut(saver.saveQuietly);
give({
  publish: () => (page.may.publish ? publishing.open() : states.handIn()),
  "keep-version": () => { keepVersion(); },
  preview: () => preview.toggle(),
  details: enterDetails,
  "only-text": () => { document.body.classList.toggle("only-text"); },
});
if (page.may_edit) {
  give({
    tools: () => $("tools").querySelector("[tabindex='0']").focus(),
    link: () => (body.view.hasFocus() ? editLink() : false), // without a selection the key is the palette's
    "plain-paste": null, // the browser's own
    ...body.keysGiven,
  });
}
original.then(({ step }) => { if (step) give({ "stale-next": () => step(1), "stale-previous": () => step(-1) }); });
window.addEventListener("message", (event) => {
  if (event.origin !== location.origin || event.data !== "signed-in") return;
  $("signin-panel").close();
  saver.resume().catch(() => {});
});
window.addEventListener("online", saver.retry);
// Before the next page is asked for, which may be this one again; what the browser lets none of that outlive stays on the device.
window.addEventListener("beforeunload", (event) => { saver.leave(); if (!saver.isClean && !journal) event.preventDefault(); });
document.addEventListener("visibilitychange", () => { if (document.visibilityState === "hidden") saver.leave(); });
window.addEventListener("pagehide", () => {
  saver.leave();
  turn.leave();
});

fields.set(base);
// A new text begins in the section in which its writer wrote last.
if (page.may_edit && page.proposed_section) $("section").value = String(page.proposed_section);
$("section").addEventListener("change", () => { $("section-guess").textContent = ""; });
$("notes").value = page.notes || "";
wireSlugHint({ page, texts });
measure();
showState("saved");

behind.tell(page);
makeToolbar($("tools"), body, texts, labels, actions);
wireEditorBar(body.view);
if (!base.headline) $("headline").focus();
document.documentElement.dataset.ready = "yes";
