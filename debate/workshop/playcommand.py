"""``debate deck playthrough``: run the playthroughs of a deck, or write one from a game."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from debate.command import Exit, Stop, open_deck, preset_of, seed_number, views_of
from debate.deckfile.finding import Report, quote
from debate.rules.deck import Deck
from debate.rules.text import TextError, clean, visible
from debate.rules.variant import FULL

if TYPE_CHECKING:
    from debate.game.session import Session

_EXAMPLES = """examples:
  debate deck playthrough night-bus                          run them all, and tell how they went
  debate deck playthrough night-bus --seed 7                 write one: the scripts play game 7
  debate deck playthrough night-bus --record monday --out night-bus/playthroughs/monday.play
"""


def add(parser: argparse.ArgumentParser, path: str) -> None:
    """Give it its arguments; ``path``: what can be said as a deck."""
    parser.epilog, parser.formatter_class = _EXAMPLES, argparse.RawDescriptionHelpFormatter
    parser.add_argument("path", metavar="PATH", help=path)
    parser.add_argument("--record", metavar="NAME", help="write one from this saved game")
    parser.add_argument("--seed", type=seed_number, metavar="N", help="write one from a game that the scripts play")
    parser.add_argument("--preset", metavar="P", help="with --seed: length of the game")
    parser.add_argument("--view", action="append", default=[], metavar="V", help="with --seed: turn a causal view on")
    parser.add_argument("--title", metavar="TEXT", help="what it shows")
    parser.add_argument("--out", metavar="FILE", help="write it there (default: print it)")
    parser.add_argument("--saves", metavar="DIR", help="folder of the saved games")
    parser.set_defaults(call=_call)


def _call(given: argparse.Namespace) -> int:
    deck = open_deck(given.path)
    if given.record is not None and given.seed is not None:
        raise Stop(Exit.USAGE, "write a playthrough from a saved game or from a seed: give one of --record and --seed.")
    if given.record is None and given.seed is None:
        return _run(given, deck)
    from debate.workshop.output import write_out

    write_out(_written(given, deck).rstrip("\n"), given.out)
    return Exit.OK


def _run(given: argparse.Namespace, deck: Deck) -> int:
    from debate.workshop.playthroughs import FOLDER, SUFFIX, playthrough_files, run_file

    wrong = count = 0
    report = Report()
    for file, raw in playthrough_files(given.path, report):
        ran = run_file(file, raw, deck)
        count += 1
        wrong += bool(ran.findings)
        lines = f"{ran.statements} line{'s' * (ran.statements != 1)}"
        print(f"{file}: {ran.title or 'not read'}: {'as written, ' + lines if not ran.findings else 'not as written'}")
        for finding in ran.findings:
            print(f"    {finding}")
            for line in quote(raw.decode(errors="replace").replace("\r\n", "\n"), finding) or ():
                print(f"        {line}")
    for finding in report.findings():
        print(finding)
        wrong += 1
    if not count and not wrong:
        print(f"The deck has no playthroughs: files that end in {SUFFIX} in a folder '{FOLDER}'. --seed writes one.")
    return Exit.PROBLEM if wrong else Exit.OK


def _written(given: argparse.Namespace, deck: Deck) -> str:
    from debate.game.session import Session
    from debate.workshop.playwrite import playthrough_of, scripted_game

    try:
        title = clean(" ".join((given.title or "").split()), limit=160)
    except TextError as problem:
        raise Stop(Exit.USAGE, f"--title: {problem}.") from None
    if given.record is not None:
        return playthrough_of(_recorded(given, deck), title or visible(given.record, 100))
    preset = preset_of(deck, given.preset or FULL)
    session = Session(deck, {}, seed=given.seed, preset=preset, views=views_of(deck, given.view))
    return playthrough_of(scripted_game(session), title or f"Game {given.seed}, played by the scripts")


def _recorded(given: argparse.Namespace, deck: Deck) -> Session:
    """The saved game, as far as it can be played with the deck as it is now."""
    import sys

    from debate.game.session import Session
    from debate.saves import default_saves, find_game, open_game
    from debate.store import CannotCarry, RecordError, carry

    saves = default_saves(given.saves)
    try:
        opened = open_game(saves, find_game(saves, given.record), look=True)
    except RecordError as problem:
        raise Stop(Exit.PROBLEM, f"{problem.sentence[:1].lower()}{problem.sentence[1:]}") from None
    if opened.session is None:
        raise Stop(Exit.PROBLEM, " ".join(opened.told))
    if opened.session.source.id != deck.id:
        other = visible(opened.session.source.id)
        raise Stop(Exit.USAGE, f"that game was played with the deck '{other}', and this one is '{deck.id}'.")
    try:
        carried = carry(deck, opened.session.journal)
    except CannotCarry as problem:
        raise Stop(Exit.PROBLEM, str(problem)) from None
    if carried.lost:
        why = f": {carried.refused.sentence}" if carried.refused is not None else "."
        told = f"Only {carried.kept} of its {carried.wanted} choices can be made in the deck as it is now. The next, "
        print(f"{told}in round {carried.round}, is {carried.lost[0].move}{why}", file=sys.stderr)
    return Session.resume(deck, carried.replayed)
