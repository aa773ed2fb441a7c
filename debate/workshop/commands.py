"""The commands of ``debate deck``."""

from __future__ import annotations

import argparse
import sys
from typing import NoReturn

from debate.command import Exit, Parser, Stop, open_deck
from debate.rules.text import visible

_PATH = "a .yaml file, a folder of them, or the name of a shipped deck"


def add(parser: Parser) -> None:
    """Give ``debate deck`` its commands."""
    parser.set_defaults(call=_nothing_said)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    balance = commands.add_parser("balance", help="measure how good a game a deck is, by playing it")
    balance.add_argument("path", metavar="PATH", help=_PATH)
    balance.add_argument("--games", type=_count, default=200, metavar="N", help="games of each kind (default: 200)")
    balance.set_defaults(call=_balance)
    check = commands.add_parser("check", help="tell all that is wrong in a deck")
    check.add_argument("path", metavar="PATH", help=_PATH)
    check.add_argument("--json", action="store_true", help="findings as JSON")
    check.add_argument("--watch", action="store_true", help="check again whenever a file is saved, until Ctrl-C")
    check.add_argument("--all", action="store_true", help="tell silenced warnings too, with their reasons")
    check.set_defaults(call=_check)


def _nothing_said(_: argparse.Namespace) -> NoReturn:
    raise Stop(Exit.USAGE, "say what to do with the deck, such as 'debate deck check PATH'.")


def _check(given: argparse.Namespace) -> int:
    from debate.deckfile.load import examine
    from debate.workshop import checking

    if given.watch:
        return _watch(given)
    checked = examine(given.path)
    if given.json:
        print(checking.as_json(checked))
    else:
        print(*checking.told(checked, given.path, given.all), sep="\n")
    return Exit.OK if checked.deck is not None else Exit.PROBLEM


def _watch(given: argparse.Namespace) -> int:
    """Check whenever the deck is saved, until interrupted; JSON is one object for each check."""
    from debate.workshop import checking

    playable = False
    clear = sys.stdout.isatty() and not given.json
    try:
        for checked in checking.changes(given.path):
            playable = checked.deck is not None
            if given.json:
                print(checking.as_json(checked), flush=True)
                continue
            if clear:
                print("\033[H\033[2J", end="")
            print(*checking.told(checked, given.path, given.all), sep="\n")
            print("Watching: save a file to check again, Ctrl-C ends." if clear else "", flush=True)
    except KeyboardInterrupt:
        print()
    return Exit.OK if playable else Exit.PROBLEM


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= 100_000:
        raise argparse.ArgumentTypeError(f"'{visible(text)}' is not a number of games from 1 to 100000")
    return int(text)


def _balance(given: argparse.Namespace) -> int:
    from debate.workshop.balance import measure
    from debate.workshop.figures import show

    show(measure(open_deck(given.path), given.games))
    return Exit.OK
