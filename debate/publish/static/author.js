// The page of an author: a deck is written here, checked and drawn after each change, and tried out in a game that goes
// on. Texts of the deck are only ever set as texts, the map as a picture: nothing of a deck can run.

const words = {
  kept: "What you write is",
  save: "Download the deck",
  twice: "This deck is open in another tab, which keeps it. What you write in this one is not kept.",
  stopped: "The workshop has stopped. Load the page again; what you have written is kept.",
  again: "The workshop had to be started again. Your deck is as you wrote it; a trial game begins anew.",
};
const QUIET = 400;
const MOST = 20 << 20;
const writing = Editor.deckEditor($("editor"), (path, text) => typed(path, text));
let packed = null;
let state = null;
let open = "";

// Questions to Python, one after the other, each with its answer.

const waiting = new Map();
let asked = 0;

function ask(what, more = {}, files = null) {
  if (!worker) return Promise.reject(new Error("Python is not there"));
  const id = ++asked;
  const answer = new Promise((done, failed) => waiting.set(id, { done, failed }));
  worker.postMessage({ kind: "ask", id, text: JSON.stringify({ do: what, ...more }), files });
  return answer;
}

answers.answer = ({ id, text }) => {
  const found = waiting.get(id);
  waiting.delete(id);
  if (found) found.done(JSON.parse(text));
};
answers.stage = ({ done }) => {
  if (done === "python") return say("Python is there. The deck is being read.");
  waiting.clear();
  document.body.dataset.ready = "yes";
  show();
};
answers.ended = ({ sentence }) => {
  if (sentence) return died(sentence);
  $("play").textContent = "Begin a trial game";
  say("The trial game is over.");
};

/** The answer, or null where it is a problem, which is said. */
async function told(question) {
  const found = await question;
  if (!found.problem) return found;
  say(found.problem, true);
  return null;
}

// What is written goes to Python once the keys are quiet.

let due = 0;
let busy = false;
const unsaid = new Map();
let begun = false; // whether the browser keeps all files of this deck: from the first change on

function typed(path, text) {
  if (!begun) for (const [other, bytes] of games) keep(other, bytes);
  begun = true;
  keep(path, new TextEncoder().encode(text)); // at once: whoever closes the page has lost nothing
  unsaid.set(path, text);
  soon();
}

function soon() {
  clearTimeout(due);
  due = setTimeout(tell, QUIET);
}

async function tell() {
  if (busy || !unsaid.size) return;
  busy = true;
  try {
    for (const [path, text] of [...unsaid]) {
      unsaid.delete(path);
      const found = await told(ask("write", { path, text }));
      if (found) draw(found);
    }
  } finally {
    busy = false;
  }
  if (unsaid.size) soon();
}

// What Python says of the deck.

async function show() {
  const found = await told(ask("look"));
  if (!found) return;
  open = "";
  writing.forget();
  draw(found);
}

function options(select, pairs, chosen) {
  const made = pairs.map(([value, text]) => Object.assign(document.createElement("option"), { value, textContent: text }));
  select.replaceChildren(...made);
  if (pairs.some(([value]) => value === chosen)) select.value = chosen;
}

function draw(found) {
  state = found;
  const paths = [...games.keys()].sort();
  if (!paths.includes(open)) openFile(state.first || paths[0] || "");
  options($("file"), paths.map((path) => [path, path]), open);
  options($("role"), state.roles, $("role").value);
  options($("center"), [["", "the whole deck"], ...state.subjects], $("center").value);
  $("play").disabled = !state.playable;
  document.title = `${state.title || about.title}: workshop`;
  $("count").textContent = `Findings: ${state.headline}`;
  $("findings").replaceChildren(...state.findings.map(finding));
  writing.mark(
    state.findings
      .filter((each) => each.file === open)
      .map((each) => ({ ...each, length: each.wrong.length || 200, message: sentence(each),
        severity: each.severity === "note" ? "info" : each.severity })),
  );
  say(state.said || (state.playable ? "The deck can be played." : "The deck cannot be played yet: see the findings."));
  if (!$("mapping").hidden) map();
}

const sentence = ({ sentence, wrong, right }) =>
  `${sentence}${wrong ? `: ${wrong}` : ""}${right ? ` → ${right}` : ""}`;

function button(text, name, pressed) {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  if (name) made.setAttribute("aria-label", name);
  made.addEventListener("click", pressed);
  return made;
}

function finding(each) {
  const row = document.createElement("li");
  const kind = document.createElement("span");
  kind.className = each.severity;
  kind.textContent = `${each.severity}: ${sentence(each)} `;
  const place = each.line ? button(`${each.file}:${each.line}`, "", () => goTo(each)) : "";
  row.append(kind, place, " ", button(each.code, `What '${each.code}' means`, () => explain(each.code)));
  return row;
}

function goTo({ file, line, column }) {
  if (file !== open && games.has(file)) {
    openFile(file);
    draw(state);
  }
  writing.go(line, column);
}

function openFile(path) {
  open = path;
  if (path) writing.show(path, unsaid.get(path) ?? new TextDecoder().decode(games.get(path)));
}
$("file").addEventListener("change", () => {
  openFile($("file").value);
  draw(state);
});

async function explain(code) {
  const found = await told(ask("explain", { code }));
  if (!found) return;
  $("explained").textContent = found.text;
  pick("tab-code");
  $("explained").focus();
}

// The parts on the right.

const TABS = ["tab-play", "tab-map", "tab-code"];

function pick(tab) {
  for (const each of TABS) {
    const chosen = each === tab;
    $(each).setAttribute("aria-selected", String(chosen));
    $(each).tabIndex = chosen ? 0 : -1;
    $($(each).getAttribute("aria-controls")).hidden = !chosen;
  }
  if (tab === "tab-map") map();
  if (tab === "tab-play") resize();
}
for (const [at, tab] of TABS.entries()) {
  $(tab).addEventListener("click", () => pick(tab));
  $(tab).addEventListener("keydown", (event) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (!step) return;
    const next = TABS[(at + step + TABS.length) % TABS.length];
    pick(next);
    $(next).focus();
  });
}

async function map() {
  const found = await ask("map", { center: $("center").value });
  $("map").hidden = !found.svg;
  $("map").src = found.svg ? `data:image/svg+xml;base64,${found.svg}` : "data:,";
  $("map-words").textContent = found.words || found.problem;
}
$("center").addEventListener("change", map);

$("play").addEventListener("click", async () => {
  if (!(await told(ask("play", { role: $("role").value })))) return;
  $("play").textContent = "Begin another trial game";
  say("Each change of the deck goes into this game.");
  term.focus();
});

// Decks that come and go as files.

async function replaced(files, said) {
  clearTimeout(due);
  unsaid.clear();
  const found = await told(ask("open", { said }, files));
  if (!found) return;
  const texts = asBytes(found.files);
  begun = true;
  for (const path of [...games.keys()]) if (!(path in texts)) keep(path, null);
  for (const [path, bytes] of Object.entries(texts)) keep(path, bytes);
  open = "";
  writing.forget();
  draw(found);
}

async function taken(list) {
  const files = {};
  let size = 0;
  for (const [path, file] of list) {
    size += file.size;
    if (size > MOST) return say("This is too much to be a deck: at most 20 MB.", true);
    files[path] = new Uint8Array(await file.arrayBuffer());
  }
  if (list.length) await replaced(files, "opened");
}

for (const id of ["files", "folder"]) {
  $(id).addEventListener("change", async (event) => {
    const list = [...event.target.files].map((file) => [file.webkitRelativePath || file.name, file]);
    await taken(list.filter(([path]) => !path.includes("/.")));
    event.target.value = "";
  });
}

/** [path, file] of all files below a folder that was dropped. */
async function below(folder) {
  const reader = folder.createReader();
  const found = [];
  for (;;) {
    const some = await new Promise((done, failed) => reader.readEntries(done, failed));
    if (!some.length || found.length > 500) return found;
    for (const each of some) {
      if (each.name.startsWith(".")) continue;
      if (each.isDirectory) found.push(...(await below(each)));
      else found.push([each.fullPath.replace(/^\//, ""), await new Promise((done, failed) => each.file(done, failed))]);
    }
  }
}
addEventListener("dragover", (event) => {
  if (!event.dataTransfer.types.includes("Files")) return;
  event.preventDefault();
  document.body.classList.add("over");
});
addEventListener("dragleave", (event) => event.relatedTarget || document.body.classList.remove("over"));
addEventListener(
  "drop",
  async (event) => {
    document.body.classList.remove("over");
    if (!event.dataTransfer.types.includes("Files")) return;
    event.preventDefault();
    event.stopPropagation();
    const items = [...event.dataTransfer.items].filter((item) => item.kind === "file");
    const parts = items.map((item) => {
      const entry = item.webkitGetAsEntry && item.webkitGetAsEntry();
      return entry && entry.isDirectory ? below(entry) : [[item.getAsFile().name, item.getAsFile()]];
    });
    const found = (await Promise.all(parts)).flat();
    await taken(found);
  },
  true,
);

$("save").addEventListener("click", async () => {
  await tell();
  const found = await told(ask("save"));
  if (!found) return;
  download(found.name, Uint8Array.from(atob(found.letters), (c) => c.charCodeAt(0)));
  say(`The browser was given '${found.name}' to save.`);
});

$("fresh").addEventListener("click", () => replaced(asBytes(packed.decks), "begun again"));

$("new").addEventListener("click", () => {
  const field = ({ key, question, default: usual }) => {
    const label = Object.assign(document.createElement("label"), { textContent: question });
    label.append(Object.assign(document.createElement("input"), { name: key, placeholder: usual, maxLength: 200 }));
    return label;
  };
  const name = { key: "name", question: "What is it called, in small letters? It becomes the name of its folder.", default: "my-deck" };
  $("asks").replaceChildren(...[name, ...state.asks].map(field));
  $("asking").returnValue = "";
  $("asking").showModal();
});
$("asking").addEventListener("close", async () => {
  if ($("asking").returnValue !== "make") return;
  const given = Object.fromEntries([...$("asks").querySelectorAll("input")].map((input) => [input.name, input.value]));
  const found = await told(ask("new", { given }));
  if (found) await replaced(asBytes(found.files), "begun");
});

$("about").addEventListener("click", () => {
  $("licences").textContent = about.text;
  $("licences").hidden = !$("licences").hidden;
  $("about").setAttribute("aria-expanded", String(!$("licences").hidden));
});

async function begin() {
  packed = await contents();
  if (!packed) return;
  resize();
  const decks = asBytes(packed.shipped);
  [parts] = await Promise.all([runtime({ decks, games: {}, rates: "[]", author: true }), findGames()]);
  begun = games.size > 0;
  if (!begun) for (const [path, bytes] of Object.entries(asBytes(packed.decks))) games.set(path, bytes);
  start();
}

begin().catch((problem) => say(`The workshop could not be made ready: ${problem}`, true));
