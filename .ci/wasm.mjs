// The games, or tests, on the CPython of Pyodide: see .ci/wasm, which runs this.
import { fileURLToPath } from "node:url";
import { resolve } from "node:path";
import { loadPyodide } from "../.web/node_modules/pyodide/pyodide.mjs";

const [site, pure, ...given] = process.argv.slice(2);
const python = await loadPyodide({
  env: { PYTHONHASHSEED: process.env.PYTHONHASHSEED ?? "0", HOME: "/home" },
  stdout: (line) => console.log(line),
  stderr: (line) => console.error(line),
});
const repo = fileURLToPath(new URL("..", import.meta.url));
for (const [at, root] of [["/repo", repo], ["/site", resolve(site)], ["/pure", resolve(pure)]]) {
  python.FS.mkdirTree(at);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, at);
}
python.globals.set("GIVEN", python.toPy(given));
process.exit(
  python.runPython(`
import os, runpy, sys

sys.path[:0] = ["/repo", "/pure", "/site"]
sys.dont_write_bytecode = True
os.chdir("/repo")
runpy.run_path(".ci/wasm.py")["main"](GIVEN)
`),
);
