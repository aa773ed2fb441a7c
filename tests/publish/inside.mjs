// Runs a Python script under Python for browsers, in Node: node inside.mjs PYODIDE_FOLDER SITE.zip DECKS_FOLDER SCRIPT [ARG]
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [pyodide, site, decks, script, ...given] = process.argv.slice(2);
const { loadPyodide } = await import(pathToFileURL(join(pyodide, "pyodide.mjs")));
const python = await loadPyodide({ stdout: (line) => console.log(line) });
python.unpackArchive(new Uint8Array(readFileSync(site)), "zip", { extractDir: "/site" });
python.FS.mkdirTree("/site/debate/shipped/decks");
python.mountNodeFS("/site/debate/shipped/decks", decks);
python.globals.set("given", python.toPy(given));
python.runPython('import sys; sys.path.insert(0, "/site"); sys.argv = ["script", *given]');
await python.runPythonAsync(readFileSync(script, "utf8"));
