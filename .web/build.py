"""Build what `debate deck publish` packs into a page: Python for browsers, its library and this game as bytecode.

    npm ci --prefix .web          once; the versions are pinned by hash
    python .web/build.py          writes .web/debate_web/runtime/

The Python that runs this must have `debate` and what it depends on installed. Needs Node 20 or later.
"""

from __future__ import annotations

import gzip
import json
import re
import shutil
import subprocess
import sys
import tempfile
from importlib.metadata import distribution
from pathlib import Path

from debate.publish.page import made_from

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
RUNTIME = HERE / "debate_web" / "runtime"
MODULES = HERE / "node_modules"
PYODIDE = MODULES / "pyodide"
PACKAGES = ("attrs", "cattrs", "PyYAML", "textual", "rich", "pygments", "markdown-it-py", "mdurl", "platformdirs",
            "typing-extensions")  # fmt: skip
"""Distributions that the game in a browser needs; of these only what is pure Python."""
UNUSED = re.compile(
    r"(^|/)(__pycache__|tests?)/|\.(so|pyd|pyi|dist-info/.*)$|^pygments/(lexers|styles)/(?!__init__|_mapping|python|special"
    r"|default|_builtin|monokai|javascript|markup)|^pygments/formatters/(?!__init__|_mapping)|^cattrs/preconf/|^textual/demo/"
    # Widths of characters in older versions of Unicode; the newest is read where nobody asks for another.
    r"|^rich/_unicode_data/unicode([4-9]|1[0-5])-"
    # Terminals of other systems, and widgets that no screen has, with what colours the code in one of them.
    r"|^textual/drivers/(win|web_driver|linux_inline|_input_reader_windows)|^textual/tree-sitter/"
    r"|^rich/(_win32_console|_windows|_windows_renderer|__main__|diagnose)\.|^textual/(_win_sleep|__main__)\."
    r"|^platformdirs/(__main__|windows|macos|android)\."
    r"|^textual/widgets/_?(collapsible|data_table|digits|list_view|log|masked_input|pretty"
    r"|progress_bar|radio_set|rich_log|selection_list|sparkline|switch|tabbed_content|text_area|welcome)\."
    r"|^debate/(classroom/(host|console|join|static)|publish/static|shipped)/"
)
"""Files of the site that no page runs."""


def site(folder: Path) -> list[dict[str, str]]:
    """Copy the game and what it needs; what there is, with versions and licences."""
    told = []
    for name in PACKAGES:
        try:
            found = distribution(name)
        except ModuleNotFoundError:
            raise SystemExit(f"{name} is not installed for {sys.executable}: install the game there first.") from None
        for file in found.files or ():
            path = Path(str(file))
            if ".." not in path.parts and not UNUSED.search(path.as_posix()) and ".dist-info" not in path.parts[0]:
                _copy(Path(str(found.locate_file(file))), folder / path)
        texts = [
            Path(str(found.locate_file(f))).read_text("utf-8", "replace") for f in found.files or () if _licence(f)
        ]
        meta = found.metadata
        licence = meta.get("License-Expression") or meta.get("License") or "see its text"
        told.append(
            {"name": name, "version": found.version, "licence": licence.split("\n")[0], "text": "\n\n".join(texts)}
        )
    for path in sorted((ROOT / "debate").rglob("*")):
        inside = path.relative_to(ROOT)
        if path.is_file() and not UNUSED.search(inside.as_posix()):
            _copy(path, folder / inside)
    return told


def _licence(file: object) -> bool:
    name = Path(str(file)).name.lower()
    return ".dist-info" in str(file) and name.startswith(("licen", "copying", "notice"))


def _copy(source: Path, target: Path) -> None:
    if source.is_file():
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(source, target)


def worker() -> str:
    """The two modules of Pyodide as functions of one classic script: a module worker cannot come from a file page."""
    loader = (PYODIDE / "pyodide.mjs").read_text("utf-8")
    engine = (PYODIDE / "pyodide.asm.mjs").read_text("utf-8")
    loader = _swap(loader, 'throw new Error("Classic web workers are not supported")', "void 0")
    loader = _swap(loader, "export{dt as loadPyodide,U as version};", "return dt;")
    loader = re.sub(r"//# sourceMappingURL=.*", "", loader)
    engine = _swap(engine, "export default _createPyodideModule;", "return _createPyodideModule;")
    engine = _swap(engine, 'throw new Error("Classic web workers are not supported")', "void 0")
    engine = engine.replace("import.meta.url", '"blob:runtime"')
    for text in (loader, engine):
        assert "import.meta" not in text
        assert not re.search(r"(?m)^export |;export ", text)
    return f"const loadPyodide = (() => {{ {loader} }})();\nconst createPyodideModule = (() => {{ {engine} }})();\n"


def editor() -> str:
    """The editor for authors with all that it is made of, as one script that defines ``Editor``."""
    command = [str(MODULES / ".bin" / "esbuild"), "editor.mjs", "--bundle", "--minify", "--format=iife"]
    made = subprocess.run(
        [*command, "--global-name=Editor", "--legal-comments=none"], check=True, cwd=HERE, capture_output=True
    )
    return made.stdout.decode()


def of_the_editor() -> list[dict[str, str]]:
    """What the editor is made of: everything that npm brought but what runs Python and what only builds."""
    told = []
    for file in sorted((*MODULES.glob("*/package.json"), *MODULES.glob("@*/*/package.json"))):
        facts = json.loads(file.read_text("utf-8"))
        name = facts["name"]
        if name in ("pyodide", "ws", "esbuild") or name.startswith(("@types/", "@esbuild/")):
            continue
        text = next((path.read_text("utf-8") for path in sorted(file.parent.glob("LICEN[CS]E*"))), "")
        told.append({"name": name, "version": facts["version"], "licence": facts["license"], "text": text})
    return told


def _swap(text: str, old: str, new: str) -> str:
    """Replace a piece that must be there once, so that another Pyodide is noticed at once."""
    if text.count(old) != 1:
        raise SystemExit(f"Pyodide has changed: {old!r} is there {text.count(old)} times. Look at build.py again.")
    return text.replace(old, new)


def main() -> None:
    if not PYODIDE.is_dir() or not (MODULES / "codemirror").is_dir():
        raise SystemExit("What it is built from is not there yet: npm ci --prefix .web")
    shutil.rmtree(RUNTIME, ignore_errors=True)
    RUNTIME.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as name:
        folder, out = Path(name) / "site", Path(name) / "out"
        folder.mkdir()
        out.mkdir()
        told = site(folder)
        subprocess.run(["node", str(HERE / "compile.mjs"), str(folder), str(out)], check=True, cwd=HERE)
        for part in ("stdlib.zip", "site.zip"):
            _press(part, (out / part).read_bytes())
    _press("python.wasm", (PYODIDE / "pyodide.asm.wasm").read_bytes())
    _press("runtime.js", worker().encode())
    _press("editor.js", editor().encode())
    _press("lock.json", (PYODIDE / "pyodide-lock.json").read_bytes())
    version = json.loads((PYODIDE / "package.json").read_text("utf-8"))["version"]
    told.append({"name": "Pyodide", "version": version, "licence": "MPL-2.0", "text": _pyodide_licence()})
    told += of_the_editor()
    about = {"debate": distribution("debate").version, "made_from": made_from(ROOT / "debate"), "parts": told}
    (RUNTIME / "about.json").write_text(json.dumps(about), "utf-8")
    total = sum(path.stat().st_size for path in RUNTIME.iterdir())
    print(f"{RUNTIME.relative_to(ROOT)}: {total / 1e6:.1f} MB", file=sys.stderr)


def _pyodide_licence() -> str:
    return (
        "Pyodide is under the Mozilla Public License 2.0; its source: github.com/pyodide/pyodide. It holds CPython, "
        "which is under the Python Software Foundation License 2."
    )


def _press(name: str, content: bytes) -> None:
    (RUNTIME / f"{name}.gz").write_bytes(gzip.compress(content, 9, mtime=0))


if __name__ == "__main__":
    main()
