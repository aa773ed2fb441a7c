"""Commands of ``debate deck`` that open the game on screen or in plain lines."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from debate.command import (
    Exit,
    Stop,
    add_game_options,
    add_saves,
    need_terminal,
    roles_of,
    saves_of,
    session_of,
    tell_which,
    with_source_of,
)
from debate.rules.text import visible

if TYPE_CHECKING:
    from debate.workshop.rehearsal import Rehearsal

_PLAY = """examples:
  debate deck play night-bus                    you in the first role, the others scripted
  debate deck play night-bus --role shops       in another role
  debate deck play night-bus --seed 7 --plain   in plain lines, cards and chance as in game 7

Write in your editor beside it. Each save is checked, and the game goes on in it with the choices made so far. Where a
save has errors, the game goes on in the version before, and 'c' shows what is wrong.
"""


def add(commands: Any) -> None:
    """Add these commands to those of ``debate deck``."""
    from debate.publish import command as publishing
    from debate.publish import packing
    from debate.workshop.commands import PATH

    play = commands.add_parser(
        "play",
        help="play a deck while you write it",
        description="Play a deck while you write it.",
        epilog=_PLAY,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    play.add_argument("path", metavar="PATH", help=PATH)
    add_game_options(play)
    play.add_argument("--plain", action="store_true", help="plain lines; saves are looked for at each prompt")
    add_saves(play)
    play.set_defaults(call=_play, watch=False)

    page = commands.add_parser(
        "publish",
        help="a web page that plays the deck, for people who have nothing installed",
        description="Write a deck as a web page that plays the whole game.",
    )
    pack = commands.add_parser(
        "pack",
        help="role sheets, readings, worksheet and rubric for a class, and the game on paper",
        description="Write what a class reads and writes beside the game, and the game on paper.",
    )
    for made, written in ((page, publishing), (pack, packing)):
        made.formatter_class, made.epilog = argparse.RawDescriptionHelpFormatter, written.EXAMPLES
        written.add(made, PATH)
    shop = commands.add_parser(
        "workshop",
        help="findings and a live preview on screen, beside your editor",
        description="The deck workshop: findings and items of a deck, and what the marked one comes to in the game.",
    )
    shop.add_argument("path", metavar="PATH", help=PATH)
    shop.add_argument("--source", metavar="FILE", help="your own copy of the brief: passages show their words")
    shop.set_defaults(call=_workshop)


def _workshop(given: argparse.Namespace) -> int:
    from debate.deckfile import shipped_decks
    from debate.deckfile.folder import deck_root
    from debate.workshop.desk import Desk

    tell_which(given.path)
    root = deck_root(given.path)
    if not root.exists():
        known = ", ".join(shipped_decks())
        raise Stop(
            Exit.USAGE,
            f"there is no deck at '{visible(given.path, 200)}'. Shipped decks: {known}; 'debate deck new' makes one.",
        )
    source = None if given.source is None else Path(given.source)
    if source is not None and not source.is_file():
        raise Stop(Exit.USAGE, f"there is no text at '{visible(given.source, 200)}'.")
    need_terminal("debate deck check PATH --watch")
    from debate.faces.tui import run_app

    return run_app(desk=Desk(given.path, source))


def _play(given: argparse.Namespace) -> int:
    from debate.deckfile.folder import deck_root
    from debate.workshop import checking
    from debate.workshop.rehearsal import Rehearsal

    tell_which(given.path)
    more = () if given.source is None else (Path(given.source),)
    seen = checking.stamp(deck_root(given.path), *more)
    checked = checking.examined(given.path)
    if checked.deck is None:
        told = "\n".join(checking.told(checked, given.path))
        raise Stop(Exit.PROBLEM, f"the deck cannot be played yet:\n{told}")
    deck = with_source_of(checked.deck, given)
    given.predictions = given.predictions or "off"  # whoever writes a deck knows what follows
    session = session_of(deck, given, roles_of(deck, given) or deck.turn_order[:1])
    rehearsal = Rehearsal(given.path, session, checked, seen, *more)
    if given.plain:
        return _play_plain(rehearsal)
    need_terminal("debate deck play PATH --plain")
    from debate.faces.tui import run_app

    return run_app(session=session, saves=lambda: saves_of(given), rehearsal=rehearsal)


def _play_plain(rehearsal: Rehearsal) -> int:
    from debate.faces.plain import Console, play_plain

    def look() -> tuple[bool, Iterable[str]] | None:
        news = rehearsal.look()
        return None if news is None else (news.carried is not None, _lines(rehearsal))

    console = Console(sys.stdin, sys.stdout)
    console.say("Each save of the deck goes into this game. It is not kept.")
    return Exit.OK if play_plain(console, rehearsal.session, None, look) else Exit.PROBLEM


def _lines(rehearsal: Rehearsal) -> Iterator[str]:
    """What the latest save brought, then each finding with its line."""
    from debate.workshop.checking import one

    if rehearsal.news is not None:
        yield from rehearsal.news.lines()
    for finding in rehearsal.checked.findings:
        yield from one(rehearsal.checked, finding)
