"""The commands of ``debate deck``."""

from __future__ import annotations

import argparse
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
    check.set_defaults(call=_check)


def _nothing_said(_: argparse.Namespace) -> NoReturn:
    raise Stop(Exit.USAGE, "say what to do with the deck, such as 'debate deck check PATH'.")


def _check(given: argparse.Namespace) -> int:
    from debate.deckfile import check

    deck, findings = check(given.path)
    errors = sum(finding.severity == "error" for finding in findings)
    warnings = sum(finding.severity == "warning" for finding in findings)
    if given.json:
        import json

        import attrs

        listed = [attrs.asdict(finding) for finding in findings]
        found = {"deck": deck.id if deck else None, "errors": errors, "warnings": warnings, "findings": listed}
        print(json.dumps(found, indent=2, ensure_ascii=True))
    else:
        for finding in findings:
            print(finding)
        counts = f"{errors or 'no'} error{'s' * (errors != 1)}, {warnings or 'no'} warning{'s' * (warnings != 1)}"
        print(f"{visible(given.path, 200)}: {counts}. {'It can be played.' if deck else 'It cannot be played yet.'}")
    return Exit.OK if deck is not None else Exit.PROBLEM


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text[:6]) <= 100_000:
        raise argparse.ArgumentTypeError(f"'{visible(text)}' is not a number of games from 1 to 100000")
    return int(text)


def _balance(given: argparse.Namespace) -> int:
    from debate.workshop.balance import measure
    from debate.workshop.figures import show

    show(measure(open_deck(given.path), given.games))
    return Exit.OK
