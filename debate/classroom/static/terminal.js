// The terminal in the browser: it draws what the host sends, and sends what is typed. No game is played here.

import { Terminal } from "./vendor/xterm.mjs";
import { FitAddon } from "./vendor/addon-fit.mjs";
import { Unicode11Addon } from "./vendor/addon-unicode11.mjs";
import { Link } from "./link.js";
import { keep } from "./ticket.js";
import { columns, lettersFor, wallColumns, LEAST } from "./letters.js";
import { reading } from "./keyboard.js";
import { touchKeys } from "./touch.js";

const PASTE = 1900;
const PIECE = 1000;
const START = "\x1b[200~";
const END = "\x1b[201~";
const place = location.pathname.split("/").pop();
const kind = { wall: "wall", teach: "teacher" }[place] || "student";
const $ = (id) => document.getElementById(id);
document.body.classList.add(kind);

const term = new Terminal({
  allowProposedApi: true,
  cursorBlink: false,
  cursorInactiveStyle: "none",
  fontFamily: '"DejaVu Sans Mono", "Cascadia Mono", Menlo, Consolas, "Noto Sans Mono", "Liberation Mono", monospace',
  scrollback: 0,
  screenReaderMode: remembered(),
  theme: { background: "#121212" },
});
const fit = new FitAddon();
term.loadAddon(fit);
term.loadAddon(new Unicode11Addon());
term.open($("screen"));
term.unicode.activeVersion = "11";

function say(text, trouble = false) {
  $("line").textContent = text;
  $("line").classList.toggle("trouble", trouble);
  $("screen").classList.toggle("faded", trouble);
}

// The size of the letters.

function resize() {
  const box = $("screen").getBoundingClientRect();
  const least = kind === "wall" ? wallColumns : columns;
  let size = lettersFor(box.width, box.height, term.options.fontFamily, kind === "wall");
  for (; size >= LEAST; size -= 0.5) {
    term.options.fontSize = size;
    const found = fit.proposeDimensions();
    if (!found || !found.cols || (found.cols >= least.least && found.rows >= least.leastRows)) break;
  }
  fit.fit();
}

function measured() {
  return { cols: Math.max(20, Math.min(500, term.cols)), rows: Math.max(5, Math.min(200, term.rows)) };
}

let settle = 0;
new ResizeObserver(() => {
  clearTimeout(settle);
  settle = setTimeout(resize, 80);
}).observe($("screen"));
resize();

// The line to the host.

const link = new Link(kind, () => ({ as: "terminal", ...measured(), reader: term.options.screenReaderMode }), {
  output: (bytes) => term.write(bytes),
  frame: (frame) => {
    if (frame.t === "title" && typeof frame.d === "string") document.title = frame.d;
    if (frame.t === "refused" && typeof frame.sentence === "string") say(frame.sentence);
  },
  state: (word, sentence) => {
    $("over").hidden = !["over", "gone", "stranger"].includes(word);
    if (word === "open") {
      ready();
      term.focus();
    } else if (word === "lost") {
      say(sentence, true);
    } else if (word === "stranger") {
      $("over-says").textContent = {
        teacher: "This browser is not the teacher's. Open the address that the host has printed, with all that is behind the #.",
        wall: "This browser does not show the board yet. It asks for the room code.",
        student: "This browser has no seat in this room yet. Join with the code that your teacher shows.",
      }[kind];
      $("again").hidden = true;
      say("Not in the room yet.");
    } else if (word === "over") {
      $("over-says").textContent = sentence;
      $("again").hidden = false;
      say("Not connected.", true);
      $("again").focus();
    } else if (word === "gone") {
      $("over-says").textContent = sentence;
      $("again").hidden = true;
      say("This is the end of it here.");
      $("screen").classList.add("faded");
    }
  },
});
$("again").addEventListener("click", () => link.retry());

/** What the line says while all is well: how to play, or that keys do not reach the game just now. */
function ready() {
  if (!link.opened || link.over) return;
  const keys = document.activeElement === term.textarea ? "Play with the keys in the last line, or with the mouse." : "";
  say({ teacher: "Your class", wall: "For everybody to see" }[kind] || keys || "Click on the game to play with the keys.");
}
term.onResize(() => link.send({ t: "size", ...measured() }));

// What is typed and pasted.

function type(text) {
  if (text.startsWith(START)) {
    let inside = text.slice(START.length).replace(END, "");
    if (inside.length > PASTE) {
      inside = inside.slice(0, PASTE);
      say(`Only the first ${PASTE} characters were pasted.`);
    }
    link.send({ t: "keys", d: START + inside + END });
    return;
  }
  for (let at = 0; at < text.length && at < 4 * PIECE; at += PIECE) {
    link.send({ t: "keys", d: text.slice(at, at + PIECE) });
  }
}

term.textarea.addEventListener("focus", ready);
term.textarea.addEventListener("blur", ready);
term.onData(type);
term.attachCustomKeyEventHandler((event) => {
  const read = reading(event, term.hasSelection());
  if (read.does === "send" && event.type === "keydown") {
    event.preventDefault();
    type(read.text);
  }
  return read.does === "type";
});
touchKeys($("keys"), type, term.textarea);

// The screen reader.

function remembered() {
  try {
    return localStorage.getItem("debate reader") === "on";
  } catch {
    return false;
  }
}

$("reader").checked = term.options.screenReaderMode;
$("reader").addEventListener("change", (event) => {
  term.options.screenReaderMode = event.target.checked;
  try {
    localStorage.setItem("debate reader", event.target.checked ? "on" : "off");
  } catch {
    // It is asked again next time.
  }
  term.focus();
});
if (kind !== "student") $("other").hidden = true;
if (kind === "wall") {
  $("side").hidden = true;
  $("join").href = "./#wall";
}

// The teacher comes with a key behind the # of the address, good once: it is changed for a token, and taken away.

async function begin() {
  const secret = location.hash.slice(1);
  if (kind === "teacher" && secret) {
    history.replaceState(null, "", location.pathname);
    try {
      const answer = await fetch("teach", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ key: secret }),
      });
      const said = await answer.json();
      if (answer.ok && said.token) {
        keep(kind, said.token);
        link.token = said.token;
      } else if (!link.token) {
        link.end(said.sentence || "This address is no good any more. The host prints a new one.");
        return;
      }
    } catch {
      say("The host does not answer. Is it still running?", true);
    }
  }
  link.start();
}

if ("WebSocket" in window) {
  begin();
} else {
  say("This browser cannot keep a connection open (WebSocket). Use a newer one.", true);
}
