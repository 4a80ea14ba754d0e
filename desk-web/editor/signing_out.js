// Signing out. What is typed and kept on this device must not stay on a computer that others use, and must not be lost either:
// what can be saved is, in every window of the desk; of the rest one is asked whether it is sent, to be kept apart from the
// article, or dropped. Only when the server has ended the session, it goes from the device, and other windows leave with this one.
// Signing out everywhere is the same, with what the server ends besides. Without this script a form is sent as any other.
import { ask } from "./api.js";
import { element, replaceChildren } from "./dom.js";
import { endJournals, openUnsent } from "./journal.js";

const savingMs = 8000; // at most, for what this window saves; without a connection it is known at once
const patienceMs = 1500; // for what other windows do
const hearMs = 300; // until another window has heard of it, and its text is on this device
const lookMs = 100;
const wait = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const savers = [];
// `save()` sends what is unsaved in this window.
export const saveOnSigningOut = (save) => savers.push(save);
const saveAll = () => Promise.all(savers.map((save) => save()));

const channel = new BroadcastChannel("stoppress-desk");

function leave() {
  endJournals();
  location.assign("/sign-in");
}

async function endSession(address) {
  const reply = await fetch(address, { method: "POST", redirect: "manual" });
  if (reply.type !== "opaqueredirect") throw new Error();
}

// What cannot be saved in every window of the desk.
async function settled(unsent) {
  channel.postMessage("signing-out");
  await Promise.all([wait(hearMs), Promise.race([saveAll(), wait(savingMs)])]);
  let list = await unsent.list();
  for (let waitedMs = 0; list.length && waitedMs < patienceMs; waitedMs += lookMs) {
    await wait(lookMs);
    list = await unsent.list();
  }
  return list;
}

async function send(unsent, list) {
  for (const entry of list) {
    if (entry.isCoverage || !entry.content?.text) continue;
    await ask("PUT", `/articles/${entry.article}/typed`, { tab: entry.tab, revision: entry.revision, content: entry.content });
    await unsent.drop(entry);
  }
  return unsent.list();
}

// Which texts there are, with the way to each.
function draw(dialog, list) {
  const place = dialog.querySelector("[data-unsent]");
  const nameOf = ({ content }) => content?.text?.headline || place.dataset.nameless;
  const lines = list.map((entry) => (entry.isCoverage
    ? element("a", { href: `/articles/${entry.article}/coverage`, target: "_blank" }, place.dataset.coverage)
    : element("a", { href: `/articles/${entry.article}`, target: "_blank" }, nameOf(entry))));
  replaceChildren(place, ...lines.map((line) => element("li", {}, line)));
  const hasTexts = list.some((entry) => !entry.isCoverage);
  dialog.querySelector("[data-apart]").hidden = !hasTexts;
  dialog.querySelector("[data-entries]").hidden = !list.some((entry) => entry.isCoverage);
  dialog.querySelector("[value=send]").hidden = !hasTexts;
}

// Resolves when one has signed out, or has thought better of it.
function askAbout(template, unsent, list, end) {
  const dialog = document.importNode(template.content, true).firstElementChild;
  const fault = dialog.querySelector(".fault");
  const form = dialog.querySelector("form");
  const buttons = [...form.querySelectorAll("button")];
  draw(dialog, list);
  async function act(how) {
    for (const button of buttons) button.disabled = true;
    try {
      const left = how === "send" ? await send(unsent, list) : [];
      if (!left.length) return await end();
      list = left;
      draw(dialog, left);
    } catch (error) {
      fault.textContent = error.message || fault.dataset.offline;
    }
    for (const button of buttons) button.disabled = false;
    return undefined;
  }
  form.onsubmit = (event) => {
    if (event.submitter?.value === "cancel") return;
    event.preventDefault();
    act(event.submitter?.value || "send");
  };
  return new Promise((resolve) => {
    dialog.onclose = () => { dialog.remove(); resolve(); };
    document.body.append(dialog);
    dialog.showModal();
  });
}

async function signOut(template, address) {
  const unsent = await openUnsent(template.dataset.person);
  const end = async () => {
    await endSession(address);
    await unsent.dropAll();
    channel.postMessage("signed-out");
    leave();
  };
  try {
    const list = await settled(unsent);
    await (list.length ? askAbout(template, unsent, list, end) : end());
  } finally {
    unsent.close();
  }
}

export function wireSigningOut() {
  const template = document.getElementById("signing-out-dialog");
  if (!template || !window.indexedDB) return;
  channel.addEventListener("message", ({ data }) => {
    if (data === "signing-out") saveAll();
    if (data === "signed-out") leave();
  });
  let isUnderWay = false;
  async function submit(event) {
    event.preventDefault();
    if (isUnderWay) return;
    isUnderWay = true;
    await signOut(template, this.action).catch(() => this.submit()); // as without this script
    isUnderWay = false;
  }
  for (const form of document.querySelectorAll("form[data-signs-out]")) form.addEventListener("submit", submit);
}
