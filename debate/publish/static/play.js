// The page of a game: two faces, and games as files.

const words = {
  kept: "Games are",
  save: "Save them as files (Games, at the top)",
  twice: "This game is open in another tab, which keeps the games. What you play in this one is not kept.",
  stopped: "The game has stopped. Load the page again; your games are kept.",
  again: "The game had to be started again. Continue goes on from the last choice that was kept.",
};

answers.stage = ({ done }) => (done === "python" ? say("Python is there. The game is being opened.") : ready());
answers.frame = ({ text }) => buttons && buttons.got.frame(JSON.parse(text));
answers.imported = ({ sentence }) => say(sentence);
answers.ended = ({ sentence }) => {
  if (sentence) return died(sentence);
  say("You have left the game. It is opened again.");
  start();
};

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
    try {
      sessionStorage.clear(); // what an earlier visit asked for and never heard of again is not asked anew
    } catch {
      // Then nothing is kept there.
    }
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
  $("other-face").textContent = face === "buttons" ? "Show the terminal" : "Page with buttons";
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

// Games as files.

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
  const packed = await contents();
  if (!packed) return;
  resize();
  const rates = JSON.stringify(packed.rates || []);
  const given = { decks: asBytes(packed.decks), games: asBytes(packed.games), rates };
  [parts] = await Promise.all([runtime(given), findGames()]);
  start();
}

begin().catch((problem) => say(`The game could not be made ready: ${problem}`, true));
