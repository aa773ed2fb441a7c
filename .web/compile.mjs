// Compile Python sources to bytecode with the very Python that will run them in a browser.
// usage: node compile.mjs SITE_FOLDER OUT_FOLDER   (run by build.py; both folders exist)
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadPyodide } from "pyodide";

const [site, out] = process.argv.slice(2);
const python = await loadPyodide();
python.FS.mkdirTree("/site");
python.FS.mkdirTree("/out");
python.mountNodeFS("/site", site);
const library = readFileSync(join(import.meta.dirname, "node_modules", "pyodide", "python_stdlib.zip"));
python.FS.writeFile("/library.zip", library);
python.runPython(`
import io, marshal, pathlib, zipfile
from importlib._bootstrap_external import _code_to_timestamp_pyc

STORED = dict(compression=zipfile.ZIP_STORED)

def bytecode(source, name):
    "The bytes of a .pyc without docstrings and asserts; it is loaded without its source, so no date is checked."
    code = compile(source, name, "exec", dont_inherit=True, optimize=2)
    return bytes(_code_to_timestamp_pyc(code))

def packed(files, target):
    with zipfile.ZipFile(target, "w", **STORED) as archive:
        for name, content in sorted(files):
            entry = zipfile.ZipInfo(name, (2018, 5, 13, 0, 0, 0))
            if name.endswith(".py"):
                archive.writestr(zipfile.ZipInfo(name + "c", (2018, 5, 13, 0, 0, 0)), bytecode(content, name))
            else:
                archive.writestr(entry, content)

with zipfile.ZipFile("/library.zip") as library:
    packed(((name, library.read(name)) for name in library.namelist() if not name.endswith("/")), "/out/stdlib.zip")
root = pathlib.Path("/site")
found = ((str(path.relative_to(root)), path.read_bytes()) for path in root.rglob("*") if path.is_file())
packed(found, "/out/site.zip")
`);
for (const name of ["stdlib.zip", "site.zip"]) {
  writeFileSync(join(out, name), python.FS.readFile(`/out/${name}`));
}
