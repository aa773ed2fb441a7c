"""The page with the terminal: what it is made of, and that it needs nothing from anywhere else."""

from __future__ import annotations

import hashlib
import json
import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

import debate.classroom

STATIC = Path(debate.classroom.__file__).parent / "static"
OURS = (
    "terminal.html",
    "terminal.js",
    "terminal.css",
    "terminal-old.js",
    "link.js",
    "letters.js",
    "keyboard.js",
    "touch.js",
)


def test_vendored_files_are_what_npm_has() -> None:
    """Each file of xterm.js is there with the version and the sum that VERSION names, and its licence beside it."""
    named = re.findall(
        r"^(\S+\.(?:mjs|css))\s+(\S+)\s+([0-9.]+)\s+([0-9a-f]{64})$",
        (STATIC / "vendor" / "VERSION").read_text(),
        re.MULTILINE,
    )
    assert {file for file, *_ in named} == {path.name for path in (STATIC / "vendor").glob("*.[mc]*s")}
    for file, _, version, total in named:
        assert hashlib.sha256((STATIC / "vendor" / file).read_bytes()).hexdigest() == total, file
        assert int(version.split(".")[0]) >= (6 if file.startswith("xterm") else 0)
    for licence in ("LICENSE", "LICENSE-ADDONS"):
        assert "xterm.js authors" in (STATIC / "vendor" / licence).read_text()


@pytest.mark.parametrize("name", OURS)
def test_nothing_comes_from_elsewhere(name: str) -> None:
    """No address of another machine, none from the root of this one, and no way for text to become markup."""
    text = (STATIC / name).read_text(encoding="utf-8")
    assert not re.search(r"\b(?:https?|wss?)://", text)
    assert not re.search(r"""(?:href|src|from|import)\s*=?\s*["'(]/""", text)
    for word in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function"):
        assert word not in text
    assert not (name.endswith(".html") and re.search(r"\son[a-z]+=", text))


def test_every_file_that_is_named_is_there() -> None:
    """What the page and its scripts ask for lies in the package."""
    page = (STATIC / "terminal.html").read_text()
    for wanted in re.findall(r'(?:src|href)="static/([^"]+)"', page):
        assert (STATIC / wanted).is_file(), wanted
    for script in OURS:
        for wanted in re.findall(r'from "\./([^"]+)"', (STATIC / script).read_text()):
            assert (STATIC / wanted).is_file(), wanted


def test_trouble_is_said_in_words() -> None:
    """Without JavaScript, with a browser that is too old, without WebSocket and without a connection, a sentence
    stands there."""
    page = (STATIC / "terminal.html").read_text()
    assert "<noscript>" in page
    assert "nomodule" in page
    script = (STATIC / "terminal.js").read_text() + (STATIC / "link.js").read_text()
    for words in ("The connection is lost. Trying again", "WebSocket", "Join with the code"):
        assert words in script


KEYS: tuple[Any, ...] = (
    ({"key": "м", "code": "KeyV", "ctrlKey": True}, False, {"does": "leave"}),
    ({"key": "с", "code": "KeyC", "ctrlKey": True}, True, {"does": "leave"}),
    ({"key": "с", "code": "KeyC", "ctrlKey": True}, False, {"does": "type"}),
    ({"key": "V", "code": "KeyV", "ctrlKey": True}, False, {"does": "leave"}),
    ({"key": "v", "code": "Period", "ctrlKey": True}, False, {"does": "leave"}),
    ({"key": "k", "code": "KeyV", "ctrlKey": True}, False, {"does": "type"}),
    ({"key": "т", "code": "KeyN"}, False, {"does": "send", "text": "\x1b[1090::110u"}),
    ({"key": "Т", "code": "KeyN", "shiftKey": True}, False, {"does": "send", "text": "\x1b[1058::110u"}),
    ({"key": "é", "code": "Digit2"}, False, {"does": "send", "text": "\x1b[233::50u"}),
    ({"key": "т", "code": ""}, False, {"does": "type"}),
    ({"key": "т", "code": "KeyN", "isComposing": True}, False, {"does": "type"}),
    ({"key": "N", "code": "KeyN"}, False, {"does": "type"}),
    ({"key": "ｎ", "code": "KeyN"}, False, {"does": "type"}),
    ({"key": "F5", "code": "F5"}, False, {"does": "leave"}),
    ({"key": "Enter", "code": "Enter"}, False, {"does": "type"}),
    ({"key": "π", "code": "KeyP", "altKey": True}, False, {"does": "type"}),
)
"""What the browser tells of a key, whether text is selected, and what the terminal does with it."""


@pytest.mark.skipif(shutil.which("node") is None, reason="needs node")
def test_shortcuts_and_letters_go_by_the_key_on_layouts_of_other_scripts() -> None:
    """Ctrl+V pastes and Ctrl+C copies where the key writes м and с; letters go out with the key that wrote them."""
    program = (
        f"import {{ reading }} from {json.dumps((STATIC / 'keyboard.js').as_uri())};"
        f"const keys = {json.dumps([[event, selected] for event, selected, _ in KEYS])};"
        "console.log(JSON.stringify(keys.map(([event, selected]) => reading(event, selected))));"
    )
    done = subprocess.run(
        ["node", "--input-type=module", "-e", program], capture_output=True, text=True, check=True, timeout=60
    )
    found = json.loads(done.stdout)
    assert [(event["key"], read) for (event, _, _), read in zip(KEYS, found, strict=True)] == [
        (event["key"], wanted) for event, _, wanted in KEYS
    ]
