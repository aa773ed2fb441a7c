"""``debate deck publish``."""

from __future__ import annotations

import argparse
import html
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from debate.command import Exit, Stop
from debate.deckfile.load import LEARNERS
from debate.rules.text import visible
from debate.store.names import is_device
from debate.store.writer import write_over
from debate.workshop.output import cannot_write

if TYPE_CHECKING:
    from debate.publish.page import Packed, Runtime

EXAMPLES = """examples:
  debate deck publish night-bus --html night-bus.html    one file to hand on: it opens in a browser, offline too
  debate deck publish zte river --folder site            a page for each deck and a list of them, for a web server
  debate deck publish night-bus --author --html w.html   to write it: editor, findings, map, a trial game
  debate deck publish zte --list                         what such a page holds, with licences; nothing is written

The page plays the whole game for one person and two or more on one keyboard, and keeps games in the browser. Nothing is
loaded from anywhere and nothing is sent.
"""

ANOTHER = """note: what runs the game in a browser was built from another state of this program; a page may lack what is
new, or refuse a deck that uses it. Mend, in the folder of this program: python .web/build.py"""


def add(parser: argparse.ArgumentParser, path_help: str) -> None:
    """Give ``debate deck publish`` its flags."""
    parser.add_argument("paths", metavar="PATH", nargs="+", help=path_help)
    parser.add_argument("--author", action="store_true", help="a page to write the deck on, instead of one to play it")
    where = parser.add_mutually_exclusive_group()
    where.add_argument("--html", metavar="FILE", help="write one file that holds everything")
    where.add_argument("--folder", metavar="DIR", help="write a page for each deck and an index page")
    where.add_argument("--list", action="store_true", help="say what a page holds, and write nothing")
    parser.set_defaults(call=_publish)


def _publish(given: argparse.Namespace) -> int:
    from debate.publish.page import NoRuntime, Runtime, about, page

    if not (given.html or given.folder or given.list):
        raise Stop(Exit.USAGE, "say where to write it: --html FILE or --folder DIR, or --list for what is in a page.")
    if given.html and len(given.paths) > 1:
        raise Stop(Exit.USAGE, "one file holds one deck; for several use --folder DIR.")
    make = for_author if given.author else packed
    decks = [make(path) for path in given.paths]
    try:
        runtime = Runtime.find()
    except NoRuntime as problem:
        raise Stop(Exit.PROBLEM, str(problem)) from None
    if not runtime.is_of(Path(__file__).parents[1]):
        print(ANOTHER, file=sys.stderr)
    if given.list:
        for deck in decks:
            print(f"{deck.title}: {len(deck.files)} files, {sum(map(len, deck.files.values())):,} bytes")
        print(about(runtime, licences=False))
        return Exit.OK
    if given.author:
        if not given.html:
            raise Stop(Exit.USAGE, "a page to write on holds one deck: give it a name with --html FILE.")
        from debate.publish.page import author_page

        _write(Path(given.html), author_page(runtime, decks[0], [packed(LEARNERS)]))
        return Exit.OK
    from debate.publish.rates import with_rates

    decks = [with_rates(deck, path) for deck, path in zip(decks, given.paths, strict=True)]
    if given.html:
        _write(Path(given.html), page(runtime, _with_learners(decks)))
    else:
        _folder(Path(given.folder), runtime, decks)
    return Exit.OK


def packed(path: str) -> Packed:
    """The deck at a path, or the shipped one of this name, ready for a page.

    Raises:
        Stop: there is none, or it has errors.
    """
    from debate.command import open_deck
    from debate.deckfile import shipped_decks
    from debate.deckfile.finding import Report
    from debate.deckfile.folder import deck_files, deck_root, read_inside
    from debate.deckfile.passages import MAX_BYTES, SHIPPED
    from debate.publish.page import Packed
    from debate.saves import shipped_games

    deck = open_deck(path)
    files = {inside: raw for _, inside, raw in deck_files(path, Report())}
    if deck.texts:
        files[SHIPPED] = read_inside(deck_root(path), deck_root(path) / SHIPPED, MAX_BYTES)
    games = {}
    if path in shipped_decks():
        of_it = [saved.path for saved in shipped_games() if saved.header is not None and saved.header.deck == deck.id]
        games = {game.name: game.read_bytes() for game in of_it}
    return Packed(deck.id, deck.title, getattr(deck, "language", "") or "en", files, games)


def for_author(path: str) -> Packed:
    """The deck at a path as its author has it, whatever is wrong in it, with its playthroughs and source.

    Raises:
        Stop: there is none.
    """
    from debate.command import tell_which
    from debate.deckfile.folder import PLAY, CannotRead, deck_root, is_deck_file, read_inside, walk
    from debate.deckfile.load import examine
    from debate.deckfile.passages import MAX_BYTES, SHIPPED
    from debate.publish.page import Packed

    tell_which(path)
    root, checked = deck_root(path), examine(path)
    if not checked.texts:
        raise Stop(Exit.PROBLEM, "\n".join(map(str, checked.findings)))
    paths = [""]
    if root.is_dir():
        found = ((f"{here}/{name}" if here else name, name) for here, names in walk(root) for name in names)
        paths = [path for path, name in found if is_deck_file(name) or name.endswith(PLAY) or path == SHIPPED]
    files = {}
    for inside in sorted(paths):
        try:
            files[inside or root.name] = read_inside(root, root / inside if inside else root, MAX_BYTES)
        except CannotRead as problem:
            raise Stop(Exit.PROBLEM, f"'{visible(str(root / inside), 200)}': {problem}.") from None
    deck = checked.deck
    return Packed(root.stem, root.stem if deck is None else deck.title, "en", files, {})


def _with_learners(decks: Iterable[Packed]) -> tuple[Packed, ...]:
    """With the deck that *How to play* uses."""
    found = tuple(decks)
    return found if any(deck.name == LEARNERS for deck in found) else (*found, packed(LEARNERS))


def _folder(folder: Path, runtime: Runtime, decks: list[Packed]) -> None:
    from debate.publish.page import page

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise Stop(Exit.PROBLEM, cannot_write(str(folder), problem)) from None
    names = page_names([deck.name for deck in decks])
    for name, deck in zip(names, decks, strict=True):
        _write(folder / f"{name}.html", page(runtime, _with_learners([deck])))
    named = zip(names, decks, strict=True)
    links = "\n".join(f'<li><a href="{name}.html">{html.escape(deck.title)}</a></li>' for name, deck in named)
    _write(
        folder / "index.html",
        '<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>Debate</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        "<style>body { font: 1.2rem/1.6 system-ui, sans-serif; margin: 2rem auto; max-width: 40rem; }</style></head>\n"
        f"<body>\n<h1>Debate</h1>\n<ul>\n{links}\n</ul>\n</body>\n</html>\n",
    )


def page_names(decks: Iterable[str]) -> list[str]:
    """What the page of each deck is called in one folder, without its ending: as the deck, or nearly so where the list
    of decks, another deck or a device of Windows has that name."""
    found: list[str] = []
    for deck in decks:
        more = (f"{deck}-deck", *(f"{deck}-{number}" for number in range(2, 1000)))
        usable = (name for name in (deck, *more) if name not in ("index", *found) and not is_device(name))
        found.append(next(usable))
    return found


def _write(path: Path, text: str) -> None:
    """Write a page whole or not at all, and say so."""
    if is_device(path.name):
        told = (
            f"'{visible(path.name, 80)}' cannot be written: Windows keeps this name for a device; choose another one."
        )
        raise Stop(Exit.USAGE, told)
    content = text.encode()
    try:
        write_over(path, content, mode=0o666)
    except (OSError, ValueError) as problem:
        raise Stop(Exit.PROBLEM, cannot_write(str(path), problem)) from None
    print(f"Written: {visible(str(path), 200)} ({len(content) / 1e6:.1f} MB)")
