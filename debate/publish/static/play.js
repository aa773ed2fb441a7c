// The page around the game: it draws, takes keys, keeps games, and starts Python in a worker. It comes after what the
// modules of the terminal define: Terminal, FitAddon, Unicode11Addon, columns, lettersFor, LEAST, reading, touchKeys.
"use strict";

const $ = (id) => document.getElementById(id);
const about = JSON.parse($("data-about").textContent);
const STORE = `debate ${about.store}`;
const PATIENCE = 30000;

function say(text, trouble = false) {
  $("line").textContent = text;
  $("line").classList.toggle("trouble", trouble);
}

function warn(text) {
  $("banner").textContent = text;
  $("banner").hidden = false;
}

// What the page holds, pressed and in letters.

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
  warn(`Games are not kept any more: ${why}. Save them as files (Games, at the top) before you close this page.`);
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
    warn(`This browser does not let the page keep games (${problem && problem.message ? problem.message : problem}). ` +
      "You can play; save your games as files (Games, at the top) before you close it.");
    return;
  }
  if (!(await lockGames())) {
    keeping = false;
    warn("This game is open in another tab, which keeps the games. What you play in this one is not kept.");
  }
}

// The terminal.

const term = new Terminal({
  allowProposedApi: true,
  cursorBlink: false,
  cursorInactiveStyle: "none",
  fontFamily: '"DejaVu Sans Mono", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono", "Liberation Mono", monospace',
  scrollback: 0,
  theme: { background: "#121212" },
});
const fit = new FitAddon();
term.loadAddon(fit);
term.loadAddon(new Unicode11Addon());
term.open($("screen"));
term.unicode.activeVersion = "11";

function resize() {
  const box = $("screen").getBoundingClientRect();
  for (let size = lettersFor(box.width, box.height, term.options.fontFamily); size >= LEAST; size -= 0.5) {
    term.options.fontSize = size;
    const found = fit.proposeDimensions();
    if (!found || !found.cols || (found.cols >= columns.least && found.rows >= columns.leastRows)) break;
  }
  fit.fit();
}

const measured = () => ({
  cols: Math.max(20, Math.min(240, term.cols)),
  rows: Math.max(5, Math.min(80, term.rows)),
});

let settle = 0;
new ResizeObserver(() => {
  clearTimeout(settle);
  settle = setTimeout(resize, 80);
}).observe($("screen"));

const send = (kind, more = {}) => worker && worker.postMessage({ kind, ...more });
term.onResize(() => send("size", measured()));
term.onData((text) => send("keys", { text: text.slice(0, 4000) }));
term.attachCustomKeyEventHandler((event) => {
  const read = reading(event, term.hasSelection());
  if (read.does === "send" && event.type === "keydown") {
    event.preventDefault();
    send("keys", { text: read.text });
  }
  return read.does === "type";
});
touchKeys($("keys"), (text) => send("keys", { text }), term.textarea);
$("reader").addEventListener("change", (event) => {
  term.options.screenReaderMode = event.target.checked;
  term.focus();
});

// Python, and what to do when it dies: begin again from the games that are kept.

let worker = null;
let heard = 0;
let deaths = 0;
let parts = null;

function start() {
  if (worker) worker.terminate();
  worker = new Worker(URL.createObjectURL(new Blob([parts.code], { type: "text/javascript" })));
  worker.onmessage = ({ data }) => hear(data);
  worker.onerror = (event) => died(event.message || "Python could not be started");
  heard = 0;
  worker.postMessage({ kind: "begin", ...parts.given, ...measured(), saved: Object.fromEntries(games) });
}

function hear(data) {
  heard = Date.now();
  if (data.kind === "paint") term.write(data.bytes);
  else if (data.kind === "kept") keep(data.path, data.bytes);
  else if (data.kind === "stage" && data.done === "python") say("Python is there. The game is being opened.");
  else if (data.kind === "stage") ready();
  else if (data.kind === "frame") buttons && buttons.got.frame(JSON.parse(data.text));
  else if (data.kind === "imported") say(data.sentence);
  else if (data.kind === "failed") died(data.sentence);
  else if (data.kind === "ended") ended(data.sentence);
}

function ready() {
  say("Play with the keys in the last line, or with the mouse.");
  document.body.dataset.ready = "yes";
  if (!keeping) send("full");
  showFace(face, true);
}

// Two faces of one game: the terminal, and a page of text and buttons. Small and touched screens begin with the page.

const FACE = "debate face";
let face = chosenFace();
let buttons = null;

function chosenFace() {
  try {
    const before = localStorage.getItem(FACE);
    if (before) return before === "buttons" ? "buttons" : "terminal";
  } catch {
    // Then it is asked of the screen each time.
  }
  return matchMedia("(max-width: 700px), (pointer: coarse)").matches ? "buttons" : "terminal";
}

/** The page of buttons as it speaks to a host; here the host is the worker. */
class Inside {
  constructor(kind, hello, got) {
    this.got = got;
    buttons = this;
  }
  start() {
    this.got.state("open", "");
  }
  retry() {}
  forget() {}
  send(frame) {
    send("frame", { text: JSON.stringify(frame) });
  }
}

function showFace(name, begun) {
  if (!begun && name === face) return;
  face = name;
  document.body.dataset.face = face;
  $("look-terminal").media = face === "buttons" ? "not all" : "all";
  $("look-buttons").media = face === "buttons" ? "all" : "not all";
  $("other-face").textContent = face === "buttons" ? "Show the table (terminal)" : "Page with buttons";
  if (face === "buttons") {
    if (!buttons) buttonsFace(Inside);
    say("");
  } else {
    document.title = about.title;
    say("Play with the keys in the last line, or with the mouse.");
    resize();
  }
  if (!begun || face === "buttons") send("face", { name: face });
  if (face === "terminal") term.focus();
}
$("other-face").addEventListener("click", () => {
  if (document.body.dataset.ready !== "yes") return;
  showFace(face === "buttons" ? "terminal" : "buttons", false);
  try {
    localStorage.setItem(FACE, face);
  } catch {
    // It holds as long as this page is open.
  }
});

function died(why) {
  document.body.dataset.failed = why;
  deaths += 1;
  if (deaths > 3) {
    worker.terminate();
    worker = null;
    say("The game has stopped. Load the page again; your games are kept.", true);
    return;
  }
  say("The game had to be started again. Continue goes on from the last choice that was kept.", true);
  start();
}

function ended(sentence) {
  if (sentence) died(sentence);
  else {
    say("You have left the game. It is opened again.");
    start();
  }
}

setInterval(() => {
  if (!worker || !heard) return;
  if (Date.now() - heard > PATIENCE && document.visibilityState === "visible") died("Python does not answer");
  else worker.postMessage({ kind: "alive", at: Date.now() });
}, 5000);

// Games as files.

function download(name, bytes) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([bytes], { type: "application/octet-stream" }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 10000);
}

function ways(open) {
  $("ways").hidden = !open;
  $("menu").setAttribute("aria-expanded", String(open));
  (open ? $("download") : face === "buttons" ? $("menu") : term).focus();
}
$("menu").addEventListener("click", () => ways($("ways").hidden));
$("close").addEventListener("click", () => ways(false));
$("ways").addEventListener("keydown", (event) => event.key === "Escape" && ways(false));
$("download").addEventListener("click", () => {
  const files = [...games].filter(([path]) => path.endsWith(".game"));
  for (const [path, bytes] of files) download(path.split("/").pop(), bytes);
  say(files.length ? "The browser was given your games to save." : "There is no game to save yet.");
});
$("bring").addEventListener("change", async (event) => {
  const file = event.target.files[0];
  event.target.value = "";
  if (!file) return;
  if (file.size > 64 << 20) return say("This file is too large to be a game.");
  send("import", { name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  ways(false);
});
$("about").addEventListener("click", () => {
  $("licences").textContent = about.text;
  $("licences").hidden = !$("licences").hidden;
});

async function begin() {
  if (!("DecompressionStream" in window && "Worker" in window && "WebAssembly" in window)) {
    say("This browser is too old for the game. Use a newer Chromium, Firefox or Edge.", true);
    return;
  }
  resize();
  const text = async (id) => new TextDecoder().decode(await unpacked(id));
  const pieces = await Promise.all([
    text("data-runtime"), text("data-worker"), text("data-lock"),
    unpacked("data-wasm"), unpacked("data-library"), unpacked("data-site"), text("data-decks"), findGames(),
  ]);
  const [runtime, own, lock, wasm, library, site, files] = pieces;
  const packed = JSON.parse(files);
  const asBytes = (table) =>
    Object.fromEntries(
      Object.entries(table).map(([path, letters]) => [path, Uint8Array.from(atob(letters), (c) => c.charCodeAt(0))]),
    );
  parts = {
    code: `${runtime}\n${own}`,
    given: { lock, wasm, library, site, decks: asBytes(packed.decks), games: asBytes(packed.games),
      rates: JSON.stringify(packed.rates || []) },
  };
  start();
}

begin().catch((problem) => say(`The game could not be made ready: ${problem}`, true));
