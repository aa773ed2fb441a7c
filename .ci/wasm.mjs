// The games, or tests, on the CPython of Pyodide, which is another build of another version on another machine.
//
//     npm ci --prefix .web
//     node .ci/wasm.mjs SITE-PACKAGES digests 300
//     node .ci/wasm.mjs SITE-PACKAGES tests/rules tests/deckfile
//
// SITE-PACKAGES: those of the environment of .ci/run; what is compiled there is not used. Tests that start processes
// or sockets cannot run there.
import { fileURLToPath } from "node:url";
import { loadPyodide } from "../.web/node_modules/pyodide/pyodide.mjs";

const [site, ...given] = process.argv.slice(2);
const python = await loadPyodide({
  env: { PYTHONHASHSEED: process.env.PYTHONHASHSEED ?? "0", HOME: "/home" },
  stdout: (line) => console.log(line),
  stderr: (line) => console.error(line),
});
for (const [at, root] of [["/repo", fileURLToPath(new URL("..", import.meta.url))], ["/site", site]]) {
  python.FS.mkdirTree(at);
  python.FS.mount(python.FS.filesystems.NODEFS, { root }, at);
}
python.globals.set("GIVEN", python.toPy(given));
process.exit(
  python.runPython(`
import os, sys
sys.path[:0] = ["/repo", "/site"]
sys.dont_write_bytecode = True
os.chdir("/repo")
print(f"CPython {sys.version.split()[0]} on {sys.platform}")


def main():
    if GIVEN[0] == "digests":
        from tests.digests import lines

        for line in lines(int(GIVEN[1]) if len(GIVEN) > 1 else 300):
            print(line)
        return 0
    import pytest

    plain = ("-q", "-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:asyncio", "-o", "addopts=")
    return int(pytest.main([*plain, "--import-mode=importlib", "-m", "not torture", *GIVEN]))


main()
`),
);
