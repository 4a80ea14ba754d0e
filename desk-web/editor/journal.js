// What was typed, on this device, within a third of a second: nothing that was typed before is lost with the line, the server
// or the browser. An entry goes only when the server has taken its very text, or somebody says so; with signing out all of a
// person's do, for computers that are shared (signing_out.js).

const name = "stoppress-desk";
const shelf = "journal";

function request(wish) {
  return new Promise((resolve, reject) => {
    wish.onsuccess = () => resolve(wish.result);
    wish.onerror = () => reject(wish.error);
  });
}

function open() {
  const wish = indexedDB.open(name, 1);
  wish.onupgradeneeded = () => wish.result.createObjectStore(shelf, { keyPath: "key" });
  return request(wish);
}

let isOver = false; // somebody has signed out: nothing more is kept in this window

// `tab` names this window.
export async function openJournal(person, article, tab) {
  const database = await open();
  const prefix = `${person}/${article}/`;
  const key = prefix + tab;

  async function within(mode, work) {
    const transaction = database.transaction(shelf, mode, { durability: "strict" });
    const result = await work(transaction.objectStore(shelf));
    if (mode === "readwrite") await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = transaction.onerror = () => reject(transaction.error);
    });
    return result;
  }

  return {
    // `content` is all that somebody types on the page. `mark` tells it from later ones: it is given back to forget().
    keep: async (mark, revision, content) => isOver ||
      within("readwrite", (store) => request(store.put({ key, tab, mark, revision, content, kept_ms: Date.now() }))),
    forget: (mark) =>
      within("readwrite", async (store) => {
        const kept = await request(store.get(key));
        if (kept && kept.mark === mark) await request(store.delete(key));
      }),
    // What other tabs, or this one before a crash, have left of the article; newest first.
    others: async () => {
      const all = await within("readonly", (store) => request(store.getAll(IDBKeyRange.bound(prefix, prefix + "\uffff"))));
      return all.filter((entry) => entry.key !== key).sort((a, b) => b.kept_ms - a.kept_ms);
    },
    drop: (entry) => within("readwrite", (store) => request(store.delete(entry.key))),
  };
}

export function endJournals() {
  isOver = true;
}

// All that the person has left on this device, of articles and of live coverage. To be closed.
export async function openUnsent(person) {
  const database = await open();
  const all = IDBKeyRange.bound(`${person}/`, `${person}/\uffff`);
  const store = (mode) => database.transaction(shelf, mode, { durability: "strict" }).objectStore(shelf);
  return {
    list: async () => (await request(store("readonly").getAll(all))).map((entry) => {
      const steps = entry.key.split("/");
      return { ...entry, isCoverage: steps[1] === "coverage", article: steps.at(-2) };
    }),
    drop: (entry) => request(store("readwrite").delete(entry.key)),
    dropAll: () => request(store("readwrite").delete(all)),
    close: () => database.close(),
  };
}
