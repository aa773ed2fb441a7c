// What a page says, unpacks and keeps. It comes first of the page's own parts, after what the modules of the terminal
// define: Terminal, FitAddon, Unicode11Addon, columns, lettersFor, LEAST, reading, touchKeys.
"use strict";

const $ = (id) => document.getElementById(id);
const about = JSON.parse($("data-about").textContent);
const STORE = `debate ${about.store}`;

function say(text, trouble = false) {
  $("line").textContent = text;
  $("line").classList.toggle("trouble", trouble);
}

function warn(text) {
  $("banner").textContent = text;
  $("banner").hidden = false;
}

// What the page holds, pressed and in letters.

/** The texts and bytes in which Python comes, for `start`; `given`: more of what the worker is told. */
async function runtime(given) {
  const text = async (id) => new TextDecoder().decode(await unpacked(id));
  const [code, own, lock, wasm, library, site] = await Promise.all([
    text("data-runtime"), text("data-worker"), text("data-lock"),
    unpacked("data-wasm"), unpacked("data-library"), unpacked("data-site"),
  ]);
  return { code: `${code}\n${own}`, given: { lock, wasm, library, site, ...given } };
}

/** Path -> bytes of a table of files in letters. */
const asBytes = (table) =>
  Object.fromEntries(
    Object.entries(table).map(([path, letters]) => [path, Uint8Array.from(atob(letters), (c) => c.charCodeAt(0))]),
  );

/** What the page holds as files; null, and said so, where this browser is too old to unpack it. */
async function contents() {
  if (!("DecompressionStream" in window && "Worker" in window && "WebAssembly" in window)) {
    say("This browser is too old for this page. Use a newer Chromium, Firefox or Edge.", true);
    return null;
  }
  return JSON.parse(new TextDecoder().decode(await unpacked("data-decks")));
}

function download(name, bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

async function unpacked(id) {
  const letters = $(id).textContent.trim();
  const raw = Uint8Array.from(atob(letters), (letter) => letter.charCodeAt(0));
  $(id).remove();
  const stream = new Blob([raw]).stream().pipeThrough(new DecompressionStream("gzip"));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

// Games are kept in the browser's database, one entry a file. A database that is closed to us keeps nothing, and says so.

const shelf = {
  base: null,
  trouble: "",
  async open() {
    this.base = await new Promise((done, failed) => {
      const asked = indexedDB.open(STORE, 1);
      asked.onupgradeneeded = () => asked.result.createObjectStore("files");
      asked.onsuccess = () => done(asked.result);
      asked.onerror = () => failed(asked.error);
      asked.onblocked = () => failed(new Error("another page holds it"));
    });
  },
  all() {
    return new Promise((done, failed) => {
      const found = {};
      const walk = this.base.transaction("files").objectStore("files").openCursor();
      walk.onerror = () => failed(walk.error);
      walk.onsuccess = () => {
        const at = walk.result;
        if (!at) return done(found);
        found[at.key] = at.value;
        at.continue();
      };
    });
  },
  put(path, bytes) {
    return new Promise((done, failed) => {
      const work = this.base.transaction("files", "readwrite", { durability: "strict" });
      if (bytes) work.objectStore("files").put(bytes, path);
      else work.objectStore("files").delete(path);
      work.oncomplete = () => done();
      work.onerror = work.onabort = () => failed(work.error || new Error("the browser gave up"));
    });
  },
};
const games = new Map();
let keeping = true;

function notKept(why) {
  if (!keeping) return;
  keeping = false;
  warn(`${words.kept} not kept any more: ${why}. ${words.save} before you close this page.`);
  if (worker) worker.postMessage({ kind: "full" });
}

async function keep(path, bytes) {
  if (bytes) games.set(path, bytes);
  else games.delete(path);
  if (!keeping) return;
  try {
    await shelf.put(path, bytes);
  } catch (problem) {
    notKept(problem && problem.name === "QuotaExceededError" ? "the browser has no room left" : String(problem));
  }
}

/** Hold the games of this deck for this page alone, as long as it is open. */
function lockGames() {
  if (!navigator.locks) return Promise.resolve(true);
  return new Promise((told) => {
    navigator.locks
      .request(STORE, { ifAvailable: true }, (lock) => {
        told(lock !== null);
        return lock === null ? undefined : new Promise(() => {});
      })
      .catch(() => told(true));
  });
}

async function findGames() {
  try {
    await shelf.open();
    for (const [path, bytes] of Object.entries(await shelf.all())) games.set(path, bytes);
  } catch (problem) {
    keeping = false;
    const why = problem && problem.message ? problem.message : problem;
    warn(`${words.kept} not kept, since this browser does not let the page (${why}). ${words.save} before you close it.`);
    return;
  }
  if (!(await lockGames())) {
    keeping = false;
    warn(words.twice);
  }
}
