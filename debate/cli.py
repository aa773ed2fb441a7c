"""The command line: subcommands and wiring. What is not needed for ``--help`` is imported when it is used."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from debate.command import Exit, Parser, Stop, add_saves, need_terminal, open_deck, unknown
from debate.rules.text import visible

if TYPE_CHECKING:
    from debate.journal import Saves
    from debate.rules.deck import Deck
    from debate.session import Session

_EXAMPLES = """examples:
  debate                                      the title screen
  debate play --role congress --motive hawk   the ZTE deck, you as Congress
  debate play --role zte --seed 7 --plain     the same in plain lines, cards and chance as in game 7
  debate play --hot-seat congress,beijing     two people on one keyboard
  debate play --watch --opponents novice      look on while opponents play
  debate continue                             go on with the game that you played last
  debate saves                                your saved games
  debate deck new night-bus                   a small deck of your own, to be changed
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
    for stream in (sys.stdin, sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")
    try:
        given = _parser().parse_args(arguments)
        code: int = given.call(given)
        sys.stdout.flush()
        return code
    except Stop as stop:
        print(f"debate: {stop}", file=sys.stderr)
        return stop.code
    except KeyboardInterrupt:
        print("\nInterrupted.", file=sys.stderr)
        return Exit.PROBLEM
    except BrokenPipeError:
        # Whoever read the output has gone; nothing more can be written, not even at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
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
    play = commands.add_parser(
        "play",
        help="play a game at once",
        description="Play a game of a deck.",
        epilog=_PLAY_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    play.add_argument("deck", nargs="?", default="zte", help="name of a shipped deck, or a path (default: zte)")
    play.add_argument("--role", action="append", default=[], metavar="R", help="your role; give it again to share")
    play.add_argument("--hot-seat", default="", metavar="R,R", help="roles of people on one keyboard, with commas")
    play.add_argument(
        "--motive", action="append", default=[], metavar="M", help="your motive, or ROLE=MOTIVE (default: dealt)"
    )
    play.add_argument(
        "--opponents", default="scripted", choices=("scripted", "novice"), help="who plays the other roles"
    )
    play.add_argument(
        "--preset", default="full", metavar="P", help="length of the game: full, class ... (default: full)"
    )
    play.add_argument("--view", action="append", default=[], metavar="V", help="turn a causal view on, such as critic")
    play.add_argument("--seed", type=_whole, metavar="N", help="number of the game: same number, same cards and chance")
    play.add_argument("--plain", action="store_true", help="plain lines: for screen readers, pipes, slow terminals")
    play.add_argument("--watch", action="store_true", help="opponents play every role and you look on")
    add_saves(play)
    play.add_argument(
        "--no-save", action="store_true", default=argparse.SUPPRESS, help="do not keep the game: it is lost at the end"
    )
    play.set_defaults(call=_play)
    for name, help_, add in (
        ("continue", "go on with a saved game", "add_continue"),
        ("saves", "list, rename, copy, delete, export and import saved games", "add_saves_commands"),
        ("replay", "go through a saved game, step by step", "add_replay"),
        ("export", "write a saved game as Markdown, YAML or JSON", "add_export"),
    ):
        commands.add_parser(name, help=help_, late=partial(_game_commands, add))
    commands.add_parser(
        "deck", help="make and check decks of your own", description="Work on decks.", late=_deck_commands
    )
    return parser


def _whole(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"'{text}' is no whole number") from None


class _Version(argparse.Action):
    """Prints the version; it is read from the package only when asked for."""

    def __init__(self, option_strings: Sequence[str], dest: str, help: str) -> None:
        super().__init__(option_strings, dest, nargs=0, help=help)

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from debate import __version__

        print(f"debate {__version__}")
        parser.exit()


def _deck_commands(parser: Parser) -> None:
    from debate.workshop.commands import add

    add(parser)


def _game_commands(name: str, parser: Parser) -> None:
    from debate import game_commands

    getattr(game_commands, name)(parser)


def _title(given: argparse.Namespace) -> int:
    need_terminal()
    from debate.tui import run_app

    return run_app(saves=None if given.no_save else lambda: _folder(given))


def _saves(given: argparse.Namespace) -> Saves | None:
    """Where games are kept; None: nowhere."""
    return None if given.no_save else _folder(given)


def _folder(given: argparse.Namespace) -> Saves:
    from debate.journal import Saves, saves_folder

    return Saves(saves_folder(given.saves))


def _play(given: argparse.Namespace) -> int:
    deck = open_deck(given.deck)
    roles = _roles(deck, given) or _implied(deck, given)
    if given.plain:
        from debate.plain import Console, ask_role, play_plain

        console = Console(sys.stdin, sys.stdout)
        if not roles and not given.watch:
            chosen = ask_role(console, deck)
            if chosen is None:
                return Exit.OK
            roles = (chosen,)
        session = _session(deck, given, roles)
        saves = _saves(given)
        try:
            return Exit.OK if play_plain(console, session, saves) else Exit.PROBLEM
        finally:
            if saves is not None:
                from debate.saves import drop_unplayed

                drop_unplayed(saves, session)
    if not roles and not given.watch:
        roles = deck.turn_order[:1]
    session = _session(deck, given, roles)
    need_terminal()
    from debate.tui import run_app

    return run_app(session=session, watch=given.watch, saves=_saves(given))


def _roles(deck: Deck, given: argparse.Namespace) -> tuple[str, ...]:
    """The roles that people play, in turn order."""
    asked = [*given.role, *(role.strip() for role in given.hot_seat.split(",") if role.strip())]
    if asked and given.watch:
        raise Stop(Exit.USAGE, "with --watch opponents play every role; leave out --role and --hot-seat.")
    for role in asked:
        if role not in deck.roles:
            raise Stop(Exit.USAGE, unknown("role", role, deck.turn_order))
    return tuple(role for role in deck.turn_order if role in asked)


def _implied(deck: Deck, given: argparse.Namespace) -> tuple[str, ...]:
    """The one role that can have the motive asked for, where no role was named."""
    bare = [motive for motive in given.motive if "=" not in motive]
    if given.watch or not bare:
        return ()
    having = tuple(role for role in deck.turn_order if bare[0] in deck.roles[role].motives)
    if len(having) != 1:
        known = [id_ for role in deck.turn_order for id_ in deck.roles[role].motives]
        several = f"several roles have a motive '{visible(bare[0])}'; say which with --role."
        raise Stop(Exit.USAGE, several if having else unknown("motive", bare[0], dict.fromkeys(known)))
    return having


def _motives(deck: Deck, asked: Iterable[str], roles: Sequence[str]) -> dict[str, str]:
    """Role -> motive from ``MOTIVE`` or ``ROLE=MOTIVE``."""
    found: dict[str, str] = {}
    for text in asked:
        role, equals, motive = text.rpartition("=")
        if equals:
            if role not in deck.roles:
                raise Stop(Exit.USAGE, unknown("role", role, deck.turn_order))
            if motive not in deck.roles[role].motives:
                raise Stop(Exit.USAGE, unknown(f"motive of '{role}' called", motive, deck.roles[role].motives))
            found[role] = motive
            continue
        if not roles:
            raise Stop(Exit.USAGE, f"say whose motive '{visible(motive)}' is: --role ROLE, or --motive ROLE=MOTIVE.")
        having = [role for role in roles if motive in deck.roles[role].motives]
        if not having:
            known = [id_ for role in roles for id_ in deck.roles[role].motives]
            raise Stop(Exit.USAGE, unknown(f"motive for {' or '.join(roles)} called", motive, known))
        if len(having) > 1:
            raise Stop(Exit.USAGE, f"several roles have a motive '{motive}'; write it as {having[0]}={motive}.")
        found[having[0]] = motive
    return found


def _session(deck: Deck, given: argparse.Namespace, roles: Sequence[str]) -> Session:
    import secrets

    from debate.session import PERSON, Session

    preset = None if given.preset == "full" and "full" not in deck.presets else given.preset
    if preset is not None and preset not in deck.presets:
        raise Stop(Exit.USAGE, unknown("preset", preset, dict.fromkeys(("full", *deck.presets))))
    for view in given.view:
        if view not in deck.views:
            raise Stop(Exit.USAGE, unknown("view", view, deck.views))
    seats: Mapping[str, str] = {role: PERSON if role in roles else given.opponents for role in deck.turn_order}
    return Session(
        deck,
        seats,
        seed=secrets.randbelow(1_000_000) if given.seed is None else given.seed,
        preset=preset,
        motives=_motives(deck, given.motive, roles),
        views=given.view,
        draft=roles,
    )
