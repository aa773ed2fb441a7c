// Python in a worker of its own, so that the page answers while Python thinks. It comes before: loadPyodide and
// createPyodideModule. Messages in: begin, keys, size, face, frame, full, import, ask, alive.
// Messages out: stage, kept, paint, frame, thinking, ended, failed, imported, answer, alive.
"use strict";

let game = null;
let toPython = null;
const say = (kind, more = {}, moved = []) => postMessage({ kind, ...more }, moved);

async function begin(given) {
  const held = new Map([
    ["pyodide.asm.wasm", [given.wasm, "application/wasm"]],
    ["python_stdlib.zip", [given.library, "application/zip"]],
  ]);
  // All that Pyodide would load is here already, and nothing else may be loaded.
  globalThis.fetch = async (address) => {
    const name = String(address.url || address).split("/").pop();
    if (!held.has(name)) throw new Error(`nothing is loaded from outside: ${name}`);
    const [content, type] = held.get(name);
    return new Response(content, { headers: { "Content-Type": type } });
  };
  const python = await loadPyodide({
    indexURL: "https://page.invalid/",
    createPyodideModule,
    lockFileContents: given.lock,
    packageBaseUrl: "https://page.invalid/",
    stdout: () => {},
    stderr: (text) => console.warn(text),
    env: { HOME: "/home/player", COLORTERM: "truecolor", TERM: "xterm-256color", LANG: "en_US.UTF-8" },
  });
  say("stage", { done: "python" });
  toPython = python.toPy;
  python.unpackArchive(given.site, "zip", { extractDir: "/site" });
  for (const [path, content] of Object.entries(given.decks)) {
    const file = `/site/debate/shipped/decks/${path}`;
    python.FS.mkdirTree(file.slice(0, file.lastIndexOf("/")));
    python.FS.writeFile(file, content);
  }
  python.FS.mkdirTree("/site/debate/shipped/saves");
  for (const [path, content] of Object.entries(given.games)) {
    python.FS.writeFile(`/site/debate/shipped/saves/${path}`, content);
  }
  const page = {
    paint: (bytes) => say("paint", { bytes }, [bytes.buffer]),
    frame: (text) => say("frame", { text }),
    kept: (path, bytes) => say("kept", { path, bytes: bytes || null }),
    thinking: (share) => say("thinking", { share }),
    ended: (sentence) => say("ended", { sentence }),
  };
  const scope = python.toPy({});
  scope.set("page", page);
  scope.set("saved", python.toPy(given.saved));
  scope.set("cols", given.cols);
  scope.set("rows", given.rows);
  scope.set("rates", given.rates);
  scope.set("author", Boolean(given.author));
  await python.runPythonAsync(
    `
import sys
sys.path.insert(0, "/site")
import debate.publish.browser
if author:
    game = debate.publish.browser.write(page, saved, cols, rows)
else:
    game = debate.publish.browser.start(page, saved, cols, rows, rates)
`,
    { globals: scope },
  );
  game = scope.get("game");
  say("stage", { done: "game" });
}

onmessage = async ({ data }) => {
  try {
    if (data.kind === "begin") await begin(data);
    else if (!game) return;
    else if (data.kind === "keys") game.keys(data.text);
    else if (data.kind === "size") game.resize(data.cols, data.rows);
    else if (data.kind === "face") game.face(data.name);
    else if (data.kind === "frame") game.frame(data.text);
    else if (data.kind === "full") game.full();
    else if (data.kind === "alive") say("alive", { at: data.at });
    else if (data.kind === "ask") say("answer", { id: data.id, text: game.ask(data.text, toPython(data.files)) });
    else if (data.kind === "import") say("imported", { sentence: game.imported(data.name, data.bytes) });
  } catch (problem) {
    say("failed", { sentence: String(problem).slice(-2000) });
  }
};
