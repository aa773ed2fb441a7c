"""``debate deck new``: a small deck to begin with, which passes its check and plays."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from string import Template

from attrs import frozen

from debate.deckfile.folder import CannotRead, is_deck_file, read_inside, shipped, walk
from debate.deckfile.keys import MAX_ID, RESERVED
from debate.deckfile.kinds import MAX_LINE
from debate.deckfile.load import examine
from debate.rules.text import clean, visible
from debate.store.names import is_device
from debate.store.writer import write_over
from debate.workshop.playthroughs import FOLDER
from debate.workshop.schema import schema

DECK = "deck.yaml"
SCHEMA = "deck.schema.json"
MODELINE = "# yaml-language-server: $schema="
"""How the first line of a file begins by which editors find its schema, as the YAML language server reads it."""
PLAYTHROUGH = "carried-out-at-once.play"
_TEMPLATE = Path(__file__).with_name("first-deck.yaml")
_PLAYTHROUGH = Path(__file__).with_name("first-deck.play")
_ID = re.compile(r"[a-z][a-z0-9]*(-[a-z0-9]+)*")
_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 -]*[A-Za-z0-9]|[1-9][0-9]*")
_SIMPLE_WORDS = frozenset(("yes", "no", "true", "false", "on", "off", "null"))


@frozen
class Ask:
    """One thing that a new deck needs to know."""

    key: str
    question: str
    default: str


ASKS = (
    Ask("question", "What is the question to be debated?", "Should the town close its market street to cars?"),
    Ask("first", "Who has the plan?", "The council"),
    Ask("second", "Who is against it?", "The shops"),
    Ask("goal", "What is the plan meant to raise?", "Visitors"),
    Ask("kept", "What do those who are against it want to keep?", "Trade"),
    Ask("hoped", "What do people hope for besides, in vain?", "Clean air"),
    Ask("source", "Which text do you take your knowledge from?", "A page about a market street"),
    Ask("year", "From what year is it?", "2024"),
)


class CannotBegin(Exception):
    """The deck cannot be written; the text is a sentence."""


def name_of(path: str) -> tuple[Path, str]:
    """Folder and id of a new deck, from a name or a path.

    Raises:
        CannotBegin: the last part of the path cannot be an id, or something stands there already.
    """
    folder = Path(path)
    if not _ID.fullmatch(folder.name) or len(folder.name) > MAX_ID:
        guess = _slug(folder.name, "my-deck")
        sentence = "a deck's name is small letters, digits and single hyphens, a letter first"
        raise CannotBegin(f"{sentence}; '{visible(folder.name)}' could be '{guess}'.")
    device = next(filter(is_device, folder.parts), "")
    if device:
        raise CannotBegin(f"Windows keeps the name '{visible(device)}' for a device; choose another name.")
    if folder.name in shipped():
        sentence = f"'{folder.name}' is a deck that comes with the program, and its name would mean that one"
        raise CannotBegin(f"{sentence}; call yours 'my-{folder.name}', or something else.")
    if folder.name in RESERVED:
        raise CannotBegin(f"'{folder.name}' has a meaning of its own in decks; choose another name.")
    if os.path.lexists(folder):
        raise CannotBegin(f"there is already something at '{visible(path, 200)}'; choose another name.")
    return folder, folder.name


def cleaned(text: str) -> str:
    """An answer as it may be kept.

    Raises:
        debate.rules.text.TextError: it holds characters that no text may hold, or is too long.
    """
    return clean(" ".join(text.split()), limit=MAX_LINE)


def first_deck(folder: Path, id: str, answers: Mapping[str, str]) -> str:
    """The text of a new deck. ``answers``: key of an :class:`Ask` -> cleaned text; the rest has its default."""
    given, ids = _named(answers)
    return Template(_TEMPLATE.read_text(encoding="utf-8")).substitute(
        ids,
        folder=shlex.quote(visible(str(folder), 300)),
        id=id,
        title=_quoted(id.replace("-", " ").capitalize()),
        **{key: _quoted(given[key]) for key in ("question", "source", "year")},
        **{f"{key}_name": _quoted(given[key]) for key in ids},
    )


def first_playthrough(answers: Mapping[str, str]) -> str:
    """The text of a playthrough of that deck."""
    return Template(_PLAYTHROUGH.read_text(encoding="utf-8")).substitute(_named(answers)[1])


def _named(answers: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """All answers, and the ids of what they name."""
    given = {ask.key: answers.get(ask.key) or ask.default for ask in ASKS}
    taken = set(RESERVED) | _ids_of_template()
    ids = {}
    for key in ("first", "second", "goal", "kept", "hoped"):
        ids[key] = _slug(given[key].removeprefix("The ").removeprefix("the "), key, taken)
        taken.add(ids[key])
    return given, ids


def write(folder: Path, text: str, playthrough: str) -> tuple[Path, Path]:
    """Write the deck, a playthrough and a schema of it for editors into a new folder; returns the paths of the deck
    and its schema.

    Raises:
        OSError: that cannot be done; nothing of the folder is left then, where that is possible.
    """
    (folder / FOLDER).mkdir(parents=True)
    deck = folder / DECK
    try:
        deck.write_text(text, encoding="utf-8", newline="\n")
        (folder / FOLDER / PLAYTHROUGH).write_text(playthrough, encoding="utf-8", newline="\n")
        return deck, write_schema(folder)
    except OSError:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def write_schema(folder: Path) -> Path:
    """Write the schema of a deck beside it; returns its path."""
    path = folder / SCHEMA
    write_over(path, (json.dumps(schema(examine(folder).names), indent=1) + "\n").encode(), mode=0o666)
    return path


def without_modeline(deck: Path, schema: Path) -> list[tuple[Path, str]]:
    """Files of the deck whose first line does not name a schema for editors, each with the line that would."""
    found = []
    try:
        paths = [deck / here / name for here, names in walk(deck) for name in names if is_deck_file(name)]
    except NotADirectoryError:
        paths = [deck]
    for path in sorted(paths):
        try:
            head = read_inside(deck, path, 300)
            relative = os.path.relpath(schema, path.parent)
        except (CannotRead, ValueError):
            continue
        first = head.decode("utf-8-sig", errors="replace").partition("\n")[0]
        if not first.startswith(MODELINE):
            found.append((path, f"{MODELINE}{Path(relative).as_posix()}"))
    return found


def _ids_of_template() -> set[str]:
    return set(re.findall(r"^  ([a-z-]+):", _TEMPLATE.read_text(encoding="utf-8"), re.MULTILINE))


def _slug(text: str, otherwise: str, taken: set[str] | None = None) -> str:
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    slug = re.sub(r"[^a-z0-9]+", "-", plain).strip("-0123456789")[: MAX_ID - 10].strip("-")
    if not _ID.fullmatch(slug):
        slug = otherwise
    while taken and slug in taken:
        slug = f"{slug}-too"
    return slug


def _quoted(text: str) -> str:
    """The text as YAML, also inside braces."""
    plain = _PLAIN.fullmatch(text) is not None and text.lower() not in _SIMPLE_WORDS
    return text if plain else json.dumps(text, ensure_ascii=False)
