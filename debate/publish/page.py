"""Puts a page together: the runtime, the decks, the terminal and the scripts, as one text.

Nothing of a deck reaches the page as markup or script: deck files stand in it compressed and in base64, and what is
shown of a title is escaped. The policy of the page allows its own scripts alone, by their hashes, and no request.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import html
import json
import re
from collections.abc import Iterable, Mapping
from importlib import resources
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from attrs import frozen

MOST = 17_000_000
"""Bytes that a page may have, so that it can be sent by mail and opened by a school's computer."""
STATIC = Path(__file__).resolve().parent / "static"
TERMINAL = Path(__file__).resolve().parent.parent / "classroom" / "static"
PARTS = {
    "wasm": "python.wasm",
    "library": "stdlib.zip",
    "site": "site.zip",
    "runtime": "runtime.js",
    "lock": "lock.json",
}
"""Place in the page -> file of the runtime."""
EDITOR = "editor.js"
"""File of the runtime that pages of authors hold besides."""


class NoRuntime(Exception):
    """The runtime is not there; the text says how to get it."""


@frozen
class Runtime:
    """What ``debate-web`` brings: compressed files by name, and what they are made of."""

    files: Mapping[str, bytes]
    about: Mapping[str, Any]

    @classmethod
    def find(cls, folder: Path | None = None) -> Runtime:
        """The runtime in this folder, by default that of the installed ``debate-web``. Raises :class:`NoRuntime`."""
        folder = folder or _installed()
        if folder is None or not (folder / "about.json").is_file():
            raise NoRuntime(
                "What runs the game in a browser is not installed. Build it in the folder of this program: "
                "npm ci --prefix .web, then python .web/build.py. Or install the file debate_web-*.whl of a release."
            )
        files = {path.name.removesuffix(".gz"): path.read_bytes() for path in folder.glob("*.gz")}
        missing = [name for name in (*PARTS.values(), EDITOR) if name not in files]
        if missing:
            raise NoRuntime(f"The runtime in {folder} is not whole: {', '.join(missing)} is missing. Build it again.")
        return cls(files, json.loads((folder / "about.json").read_text("utf-8")))

    def is_of(self, sources: Path) -> bool:
        """Whether it was built from this program; one that is built elsewhere says nothing of that."""
        return str(self.about.get("made_from", "")) in ("", made_from(sources))

    def text(self, name: str) -> str:
        """This file, unpacked."""
        return gzip.decompress(self.files[name]).decode()


def made_from(sources: Path) -> str:
    """What tells programs apart: BLAKE2b over the path and content of each file of Python in this folder."""
    digest = hashlib.blake2b(digest_size=16)
    for path in sorted(sources.rglob("*.py")):
        digest.update(path.relative_to(sources).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _installed() -> Path | None:
    if find_spec("debate_web") is not None:
        return Path(str(resources.files("debate_web"))) / "runtime"
    beside = Path(__file__).resolve().parents[2] / ".web" / "debate_web" / "runtime"
    return beside if beside.is_dir() else None


@frozen
class Packed:
    """A deck to be published: its folder's name, what it is called, its language and its files. ``games``: saved games
    that come with it. ``rates``: its base rates as JSON has them (:func:`debate.publish.rates.measured`)."""

    name: str
    title: str
    language: str
    files: Mapping[str, bytes]
    games: Mapping[str, bytes]
    rates: tuple[Mapping[str, Any], ...] = ()


def page(runtime: Runtime, decks: tuple[Packed, ...]) -> str:
    """The page with these decks; the first gives it its title."""
    games = {path: content for deck in decks for path, content in deck.games.items()}
    packed = {
        "decks": _letters({f"{deck.name}/{path}": content for deck in decks for path, content in deck.files.items()}),
        "games": _letters(games),
        "rates": [each for deck in decks for each in deck.rates],
    }
    script = _script("shelf", "screen", "python", "play", reading=True)
    given = {
        "language": html.escape(decks[0].language, quote=True),
        "style": _style("vendor/xterm.css", "../../publish/static/page.css"),
        "reading": _style("page.css"),
        "buttons": _buttons(),
    }
    return _page(runtime, "page.html", decks[0], packed, script, given)


def author_page(runtime: Runtime, deck: Packed, beside: Iterable[Packed] = ()) -> str:
    """The page on which this deck is written, which need not be without faults. ``beside``: what a trial game needs
    of other decks."""
    packed = {
        "decks": _letters(deck.files),
        "shipped": _letters({f"{each.name}/{path}": raw for each in beside for path, raw in each.files.items()}),
    }
    script = runtime.text(EDITOR) + "\n" + _script("shelf", "screen", "python", "author")
    given = {"style": _style("vendor/xterm.css", "../../publish/static/author.css")}
    return _page(runtime, "author.html", deck, packed, script, given, store=f"author {deck.name}")


def _page(
    runtime: Runtime,
    template: str,
    deck: Packed,
    packed: Mapping[str, Any],
    script: str,
    given: Mapping[str, str],
    store: str = "",
) -> str:
    """A page of this template. ``packed``: the files that it holds; ``store``: under which name it keeps what it
    keeps, by default that of the deck."""
    assert "</script" not in script.lower()
    data = {place: runtime.files[name] for place, name in PARTS.items()}
    data["worker"] = _pressed((STATIC / "worker.js").read_bytes())
    data["decks"] = _pressed(json.dumps(packed).encode())
    told = {"store": store or deck.name, "title": deck.title, "text": about(runtime)}
    blocks = [
        f'<script type="text/plain" id="data-{place}">{base64.b64encode(content).decode()}</script>'
        for place, content in data.items()
    ]
    safe = json.dumps(told).replace("<", "\\u003c")
    blocks.append(f'<script type="application/json" id="data-about">{safe}</script>')
    every = {
        "title": html.escape(deck.title),
        "policy": _policy(script),
        "terminal": _style("terminal.css"),
        "data": "\n".join(blocks),
        "script": script,
        **given,
    }
    return _filled((STATIC / template).read_text("utf-8"), every)


def _filled(text: str, given: Mapping[str, str]) -> str:
    """The template with each ``@@place@@`` filled once; what is filled in is not looked at again."""
    return re.sub(r"@@([a-z]+)@@", lambda found: given[found[1]], text)


def _policy(script: str) -> str:
    """Its own script by hash, workers made by itself, no connection of any kind."""
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return (
        f"default-src 'none'; script-src 'sha256-{digest}' 'wasm-unsafe-eval' blob:; worker-src blob:; "
        "style-src 'unsafe-inline'; img-src data:; font-src data:; base-uri 'none'; form-action 'none'"
    )


def _script(*own: str, reading: bool = False) -> str:
    """The terminal and its helpers, which are modules elsewhere, as parts of one script, then the page's ``own`` parts.
    ``reading``: with the page of buttons, as a function that is called with its line to a host."""
    parts = []
    for name in ("xterm", "addon-fit", "addon-unicode11"):
        text = (TERMINAL / "vendor" / f"{name}.mjs").read_text("utf-8")
        found = re.search(r"export\{(\w+) as (\w+)\};?", text)
        assert found is not None, name
        body = re.sub(r"//# sourceMappingURL=.*", "", text[: found.start()] + text[found.end() :])
        parts.append(f"const {found[2]} = (() => {{ {body}\nreturn {found[1]}; }})();")
    for name in ("letters", "keyboard", "touch", "layout", "requests"):
        text = (TERMINAL / f"{name}.js").read_text("utf-8")
        names = ", ".join(re.findall(r"(?m)^export (?:const|function|class) (\w+)", text))
        body = re.sub(r"(?m)^export ", "", text)
        parts.append(f"const {{ {names} }} = (() => {{ {body}\nreturn {{ {names} }}; }})();")
    if reading:
        text = re.sub(r"(?m)^import .*;$", "", (TERMINAL / "page.js").read_text("utf-8"))
        parts.append(f"function buttonsFace(Link) {{ {text}\n}}")
    return "\n".join([*parts, *((STATIC / f"{name}.js").read_text("utf-8") for name in own)])


def _style(*names: str) -> str:
    style = "\n".join((TERMINAL / name).read_text("utf-8") for name in names)
    assert "</style" not in style.lower()
    return style


def _buttons() -> str:
    """The body of the page of a class, without the way back to its terminal. A page has one banner, so that its head
    is a section here."""
    text = (TERMINAL / "page.html").read_text("utf-8")
    body = text[text.index("<body>") + len("<body>") : text.index("</body>")]
    body = body.replace("<header>", '<section id="own" aria-label="You and the game">')
    body = body.replace("</header>", "</section>")
    return re.sub(r'(?s)<p><a href="seat">.*?</p>|<noscript>.*?</noscript>', "", body)


def _pressed(content: bytes) -> bytes:
    return gzip.compress(content, 9, mtime=0)


def _letters(files: Mapping[str, bytes]) -> dict[str, str]:
    return {path: base64.b64encode(content).decode() for path, content in files.items()}


def about(runtime: Runtime, licences: bool = True) -> str:
    """What the runtime is made of: names, versions, licences, and their texts."""
    parts = runtime.about["parts"]
    lines = [f"debate {runtime.about['debate']}"]
    lines += [f"{part['name']} {part['version']}: {part['licence']}" for part in parts]
    lines.append("xterm.js: MIT")
    if licences:
        vendor = TERMINAL / "vendor"
        texts = [(part["name"], part["text"]) for part in parts if part["text"]]
        texts += [("xterm.js", (vendor / "LICENSE").read_text("utf-8"))]
        for name, text in texts:
            lines += ["", "", name, "", text.strip()]
    return "\n".join(lines)
