"""``debate deck pack``: what a class reads and writes beside the game, and the game on paper, as files to print."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from debate.command import Exit, Stop, open_deck
from debate.rules.text import visible
from debate.workshop.output import cannot_write, write_file

if TYPE_CHECKING:
    from debate.pages.pack import Level
    from debate.rules.deck import Deck

EXAMPLES = """examples:
  debate deck pack zte                   a folder zte-pack with all of it
  debate deck pack night-bus --folder x  of a deck of your own, into another folder

Each file is printed from a browser, or kept as PDF where you would print:
  pack.html         a sheet for each role, the brief at two levels of reading, words, worksheet; rubric and questions
  paper.html        the whole game on paper (see also 'debate deck print')
  paper-short.html  the same on few pages, for one lesson: lists in small type in the place of cards to cut out
"""


def add(parser: argparse.ArgumentParser, path_help: str) -> None:
    """Give ``debate deck pack`` its flags."""
    parser.add_argument("path", metavar="DECK", help=path_help)
    parser.add_argument("--folder", metavar="DIR", help="write the files there (default: DECK-pack)")
    parser.set_defaults(call=_pack)


def pack_page(deck: Deck) -> str:
    """All sheets of the pack in one file of HTML."""
    from debate.faces.web.sheets import printed
    from debate.pages.pack import pack

    return printed(deck, f"{deck.title}: pack", pack(deck, levels_of(deck)))


def levels_of(deck: Deck) -> Mapping[str, Level]:
    """Words and grade of each reading that the deck has."""
    from debate.deckfile.checks.reading import LEVELS, measured

    found = {key: measured(getattr(deck.pack, key)) for key in LEVELS}
    return {key: (count.words, count.grade, LEVELS[key]) for key, count in found.items() if count.words}


def _pack(given: argparse.Namespace) -> int:
    from debate.pages.pack import lacking
    from debate.workshop.paper import short
    from debate.workshop.paper.document import document

    deck = open_deck(given.path)
    folder = Path(given.folder or f"{deck.id}-pack").expanduser()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except (OSError, ValueError) as problem:
        raise Stop(Exit.PROBLEM, cannot_write(str(folder), problem)) from None
    write_file(str(folder / "pack.html"), pack_page(deck).encode())
    write_file(str(folder / "paper.html"), document(deck).encode())
    write_file(str(folder / "paper-short.html"), short.document(deck).encode())
    missing = lacking(deck)
    if missing:
        keys = ", ".join(missing)
        print(f"The deck's 'pack' has no {visible(keys, 100)} yet, so these are left out: see the authoring guide.")
    return Exit.OK
