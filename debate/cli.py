"""The command line: subcommands and wiring. What is not needed for ``--help`` is imported when it is used."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from functools import partial

from debate import streams
from debate.command import (
    Exit,
    Parser,
    Stop,
    add_game_options,
    add_saves,
    need_terminal,
    open_deck,
    roles_of,
    saves_of,
    session_of,
    with_source_of,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from debate.game.session import Session
    from debate.store import Saves

_EXAMPLES = """examples:
  debate                                      the title screen
  debate play --role congress --motive hawk   the ZTE deck, you as Congress
  debate play --role zte --seed 7 --plain     the same in plain lines, cards and chance as in game 7
  debate play --hot-seat congress,beijing     two people on one keyboard
  debate play --watch --opponents novice      look on while opponents play
  debate continue                             go on with the game that you played last
  debate saves                                your saved games
  debate host --lan                           a class plays, each on their own device
  debate deck new night-bus                   a small deck of your own, to be changed
  debate deck play night-bus                  play it while you write it
  debate deck check night-bus                 all that is wrong in it
  debate deck simulate zte                    what a thousand games of it come to
  debate deck balance zte --games 400         how good a game it is, in figures from play
"""
_PLAY_EXAMPLES = """examples:
  debate play zte --role beijing --preset class
  debate play --role congress --role zte --motive congress=reformer --plain
  debate play my-deck.yaml --view critic --seed 12
  debate play --watch --plain > game.txt
"""


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the program and return its exit code; argparse itself ends it for ``--help`` and ``--version``."""
    streams.ready()
    return streams.watched(partial(_called, arguments))


def _called(arguments: Sequence[str] | None) -> int:
    try:
        given = _parser().parse_args(arguments)
        code: int = given.call(given)
        return code
    except Stop as stop:
        if stop.code == Exit.OK:
            print(stop)
        else:
            streams.told(f"debate: {stop}")
        return stop.code
    except KeyboardInterrupt:
        streams.told("\nInterrupted.")
        return Exit.PROBLEM


def _parser() -> argparse.ArgumentParser:
    parser = Parser(
        prog="debate",
        description="A policy-debate game. Without a command: the title screen.",
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action=_Version, help="print the version and stop")
    add_saves(parser, default=None)
    parser.add_argument("--no-save", action="store_true", help="keep no game: it is lost when you leave it")
    parser.set_defaults(call=_title)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    _add_play(commands)
    for name, help_, add in (
        ("continue", "go on with a saved game", "add_continue"),
        ("saves", "list, rename, copy, delete, export and import saved games", "add_saves_commands"),
        ("recall", "what you foresaw wrongly comes back, a few questions a day", "add_recall"),
        ("replay", "go through a saved game, step by step", "add_replay"),
        ("export", "write a saved game as Markdown, YAML or JSON", "add_export"),
    ):
        commands.add_parser(name, help=help_, late=partial(_game_commands, add))
    for name, help_ in (
        ("host", "let a class play together from this computer"),
        ("join", "take a seat in a class, in this terminal"),
        ("project", "show a class's board for everybody"),
        ("class", "what stays of a class: a page for each student, tables for the teacher"),
    ):
        commands.add_parser(name, help=help_, late=partial(_class_commands, f"add_{name}"))
    commands.add_parser(
        "deck", help="make and check decks of your own", description="Work on decks.", late=_deck_commands
    )
    return parser


def _add_play(commands: Any) -> None:
    play = commands.add_parser(
        "play",
        help="play a game at once",
        description="Play a game of a deck.",
        epilog=_PLAY_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    play.add_argument("deck", nargs="?", default="zte", help="name of a shipped deck, or a path (default: zte)")
    add_game_options(play)
    play.add_argument("--plain", action="store_true", help="plain lines: for screen readers, pipes, slow terminals")
    play.add_argument("--watch", action="store_true", help="opponents play every role and you look on")
    add_saves(play)
    play.add_argument(
        "--no-save", action="store_true", default=argparse.SUPPRESS, help="do not keep the game: it is lost at the end"
    )
    play.set_defaults(call=_play)


class _Version(argparse.Action):
    """Prints the version; it is read from the package only when asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from debate import __version__

        print(f"debate {__version__}")
        parser.exit()


def _deck_commands(parser: Parser) -> None:
    from debate import author_commands
    from debate.workshop.commands import add

    author_commands.add(add(parser))


def _class_commands(name: str, parser: Parser) -> None:
    from debate.classroom import commands

    getattr(commands, name)(parser)


def _game_commands(name: str, parser: Parser) -> None:
    from debate import game_commands

    getattr(game_commands, name)(parser)


def _title(given: argparse.Namespace) -> int:
    need_terminal()
    from debate.faces.tui import run_app

    where = ("--saves", given.saves) if given.saves else ()
    return run_app(
        saves=None if given.no_save else lambda: saves_of(given),
        host=None if given.no_save else lambda words: run((*words, *where)),
        settings_at=settings_file(given),
    )


def settings_file(given: argparse.Namespace) -> Path | None:
    """The file of the settings, beside the games; None where nothing is to be kept."""
    if getattr(given, "no_save", False):
        return None
    from debate.locations import saves_folder
    from debate.settings import FILE

    return saves_folder(given.saves) / FILE


def _saves(given: argparse.Namespace) -> Saves | None:
    """Where games are kept; None: nowhere."""
    return None if given.no_save else saves_of(given)


def _lesson() -> Session:
    from debate.deckfile import load_deck
    from debate.pages.lesson import DECK, lesson

    return lesson(load_deck(DECK))


def _play(given: argparse.Namespace) -> int:
    deck = with_source_of(open_deck(given.deck), given)
    roles = roles_of(deck, given)
    if given.plain:
        from debate.faces.plain import Console, ask_role, play_plain

        console = Console(sys.stdin, sys.stdout)
        if not roles and not given.watch:
            chosen = ask_role(console, deck, lambda: play_plain(console, _lesson()))
            if chosen is None:
                return Exit.OK
            roles = (chosen,)
        session = session_of(deck, given, roles)
        saves = _saves(given)
        try:
            return Exit.OK if play_plain(console, session, saves) else Exit.PROBLEM
        finally:
            if saves is not None:
                from debate.saves import drop_unplayed

                drop_unplayed(saves, session)
    if not roles and not given.watch:
        roles = deck.turn_order[:1]
    session = session_of(deck, given, roles)
    need_terminal()
    from debate.faces.tui import run_app

    return run_app(session=session, saves=_saves(given), settings_at=settings_file(given))
