"""The commands of the classroom: ``host``, ``join``, ``project``. What they need is imported when they are used."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from debate.command import Exit, Parser, Stop, add_examples, add_saves, open_deck, preset_of, saves_of, views_of, whole
from debate.rules.text import visible

if TYPE_CHECKING:
    from ssl import SSLContext

    from debate.classroom.host.serve import Wanted
    from debate.game.session import Session
    from debate.rules.deck import Deck
    from debate.store import Saves

_HOST = """examples:
  debate host                            a class of the ZTE deck, on this machine alone: to look at it
  debate host --lan --bell 10:45         a lesson that ends then, with as many rounds as fit
  debate host --lan --preset class       for everybody in the same network
  debate host zte --lan --tables 4       four tables of the same game
  debate host --from "monday" --tables 2 both go on from where a saved game stands
  debate host --from "2018 as it went" --round 3
                                         from the beginning of round 3 of a game, also one that came with the program
  debate host --rehearse                 try everything alone: scripted students come, and nothing is kept
  debate host --resume                   take up the class that was interrupted
  debate host --address https://play.school.example/r/one/
                                         behind a proxy that people reach under this address
  debate host --lan --certificate school.pem --key school.key --address room12.school.example:8420
                                         encrypted, under the name that the certificate is for
"""
_JOIN = """examples:
  debate join 192.168.1.20:8420 BCDFGH          a seat in the class, in this terminal
  debate join http://localhost:8420 BCDFGH --name Ana
"""
_PROJECT = """examples:
  debate project 192.168.1.20:8420 BCDFGH       the board for everybody, on the projector
"""


def add_host(parser: Parser) -> None:
    """Give ``debate host`` its arguments."""
    add_examples(parser, _HOST)
    parser.add_argument(
        "deck", nargs="?", default=None, metavar="DECK", help="a shipped deck, or a path (default: zte)"
    )
    parser.add_argument(
        "--preset",
        metavar="P",
        help="length of the game: short, class, full ... (default: class; short, if the bell leaves one lesson)",
    )
    _add_lesson(parser)
    _add_network(parser)
    parser.add_argument(
        "--rehearse", action="store_true", help="scripted students come by themselves, and nothing of it is kept"
    )
    parser.add_argument("--resume", action="store_true", help="take up the latest class that was not ended")
    parser.add_argument("--no-console", action="store_true", help="plain lines in place of the teacher's console")
    add_saves(parser)
    parser.set_defaults(call=_host)


def _add_lesson(parser: Parser) -> None:
    """What is played, and how."""
    parser.add_argument("--tables", type=whole(1, 30), metavar="N", help="tables of the same game (default: 1)")
    parser.add_argument("--from", dest="origin", metavar="SAVED", help="all tables go on from this saved game")
    parser.add_argument("--round", type=whole(1, 40), metavar="N", help="with --from: from the beginning of this round")
    parser.add_argument(
        "--view", action="append", default=[], metavar="V", help="turn a causal view on, such as critic"
    )
    parser.add_argument(
        "--seed", type=whole(0, 2**63 - 1), metavar="N", help="number of the game: same number, same cards and chance"
    )
    parser.add_argument(
        "--pace",
        choices=("rounds", "free", "steps"),
        default="rounds",
        help="when tables wait for you: after each round, never, after each step (default: rounds)",
    )
    parser.add_argument(
        "--bell", metavar="10:45", help="when the lesson ends; the console then tells what must end when"
    )
    parser.add_argument(
        "--no-predictions", action="store_true", help="nobody is asked what will come before the end of a round"
    )
    parser.add_argument(
        "--no-beliefs", action="store_true", help="nobody is asked what they believe before, and achieved after"
    )
    parser.add_argument("--no-judges", action="store_true", help="exchanges are settled by the rules alone")


def _add_network(parser: Parser) -> None:
    """Who gets in, and where."""
    parser.add_argument("--lan", action="store_true", help="let others in the same network in (default: this machine)")
    parser.add_argument("--port", type=whole(1, 65535), metavar="N", help="port (default: 8420, or the next free one)")
    parser.add_argument(
        "--address", action="append", default=[], metavar="HOST[:PORT]", help="another address that leads here"
    )
    parser.add_argument(
        "--proxy", action="append", default=[], metavar="IP", help="believe this proxy who is asking (one here: always)"
    )
    parser.add_argument(
        "--certificate", metavar="FILE", help="encrypt (https) with this certificate, as PEM; with --key"
    )
    parser.add_argument("--key", metavar="FILE", help="the private key of the certificate, as PEM, without a password")


def add_join(parser: Parser) -> None:
    """Give ``debate join`` its arguments."""
    add_examples(parser, _JOIN)
    _where(parser)
    parser.add_argument("--name", metavar="NAME", help="your name (default: you are asked)")
    parser.set_defaults(call=_join)


def add_project(parser: Parser) -> None:
    """Give ``debate project`` its arguments."""
    add_examples(parser, _PROJECT)
    _where(parser)
    parser.set_defaults(call=_project)


def add_class(parser: Parser) -> None:
    """Give ``debate class`` its commands."""
    from debate.classroom.records import command

    command.add(parser)


def _where(parser: Parser) -> None:
    parser.add_argument("address", metavar="ADDRESS", help="what the teacher shows, such as 192.168.1.20:8420")
    parser.add_argument("code", metavar="CODE", help="the room code, six letters")


def _host(given: argparse.Namespace) -> int:
    _packages("debate host")
    from debate.classroom.host.gate import BadAddress, read_address
    from debate.classroom.host.listen import NoPort
    from debate.classroom.host.serve import Place, host, rehearse
    from debate.classroom.rehearsal import PUPILS
    from debate.store import RecordError

    tls = _tls(given)
    try:
        named = tuple(read_address(text, "http" if tls is None else "https") for text in given.address)
        proxies = tuple(_proxy(text) for text in given.proxy)
    except BadAddress as problem:
        raise Stop(Exit.USAGE, str(problem)) from None
    if given.rehearse and given.resume:
        raise Stop(Exit.USAGE, "'--rehearse' begins a class of its own, and '--resume' takes one up: give one of them.")
    place = Place(given.port, given.lan, named, proxies, given.no_console, tls, PUPILS * given.rehearse)
    saves = saves_of(given)
    try:
        if given.rehearse:
            return rehearse(wanted(given, saves), place)
        asked = None if given.resume else wanted(given, saves)
        return host(asked, place, saves)
    except (NoPort, RecordError) as problem:
        sentence = str(problem)
        raise Stop(Exit.PROBLEM, sentence[:1].lower() + sentence[1:]) from None


def _tls(given: argparse.Namespace) -> SSLContext | None:
    """What the host encrypts with; None where it is to be asked in the clear. Raises :class:`Stop`."""
    from debate.classroom.host.listen import BadCertificate, read_certificate

    if given.certificate is None and given.key is None:
        return None
    if given.certificate is None or given.key is None:
        raise Stop(Exit.USAGE, "'--certificate FILE' and '--key FILE' belong together: give both.")
    try:
        return read_certificate(given.certificate, given.key)
    except BadCertificate as problem:
        raise Stop(Exit.USAGE, str(problem)) from None


def _proxy(text: str) -> str:
    """The address of a proxy as the host sees it. Raises :class:`Stop` for what is none."""
    import ipaddress

    try:
        return str(ipaddress.ip_address(text))
    except ValueError:
        said = f"'--proxy' takes the IP address of a proxy, such as 10.0.0.5; '{visible(text, 40)}' is none."
        raise Stop(Exit.USAGE, said) from None


def wanted(given: argparse.Namespace, saves: Saves) -> Wanted:
    """The game that is asked for."""
    import secrets

    from debate.classroom.host.serve import Wanted

    origin = None
    if given.round is not None and given.origin is None:
        raise Stop(Exit.USAGE, "'--round N' goes with '--from SAVED': which game is it a round of?")
    if given.origin is not None:
        if given.deck is not None or given.preset is not None or given.view or given.seed is not None:
            raise Stop(Exit.USAGE, "with --from the saved game has its own deck, preset, views and seed.")
        origin = _origin(given, saves)
    deck: Deck = open_deck(given.deck or "zte") if origin is None else origin.source
    usual = ("short", "class") if given.rehearse or _one_lesson(given.bell) else ("class",)
    chosen = preset_of(deck, given.preset or next((name for name in usual if name in deck.presets), "full"))
    seed = secrets.randbelow(1_000_000) if given.seed is None else given.seed
    return Wanted(
        deck,
        given.tables or 1,
        seed,
        chosen,
        views_of(deck, given.view),
        not given.no_judges,
        origin,
        given.pace,
        given.bell or "",
        not given.no_predictions,
        not given.no_beliefs,
    )


def _one_lesson(bell: str | None) -> bool:
    """Whether so little time is left until the bell that three rounds fit and five do not. Raises :class:`Stop`."""
    import time

    from debate.classroom.room.lesson import ENOUGH_FOR_ALL, bell_at

    if bell is None:
        return False
    try:
        return bell_at(bell, time.time()) - time.time() < ENOUGH_FOR_ALL
    except ValueError as problem:
        raise Stop(Exit.USAGE, f"'--bell {visible(bell, 20)}': {problem}.") from None


def _origin(given: argparse.Namespace, saves: Saves) -> Session:
    from debate.saves import find_game, open_game
    from debate.store import RecordError

    try:
        path = find_game(saves, given.origin)
        opened = open_game(saves, path, look=True)
    except RecordError as problem:
        raise Stop(Exit.USAGE, problem.sentence[:1].lower() + problem.sentence[1:]) from None
    if opened.session is None:
        raise Stop(Exit.PROBLEM, " ".join(opened.told) or "that game cannot be opened.")
    session = opened.session
    if given.round is not None:
        rounds = [session.at(n).state.round for n in range(len(session.entries) + (not session.state.over))]
        if given.round not in rounds:
            raise Stop(
                Exit.USAGE, f"nobody chose anything in round {given.round} of that game; it has 1 to {rounds[-1]}."
            )
        return session.fork(rounds.index(given.round))
    if session.state.over:
        raise Stop(Exit.USAGE, "that game is over. Add '--round N' to go on from the beginning of one of its rounds.")
    return session


def _join(given: argparse.Namespace) -> int:
    _packages("debate join")
    from debate.classroom.join import join

    return join(given.address, given.code, given.name)


def _project(given: argparse.Namespace) -> int:
    _packages("debate project")
    from debate.classroom.join import project

    return project(given.address, given.code)


def _packages(command: str) -> None:
    from importlib.util import find_spec

    missing = [name for name in ("aiohttp", "segno") if find_spec(name) is None]
    if missing:
        raise Stop(Exit.PROBLEM, f"'{command}' needs {' and '.join(missing)}: 'pip install {' '.join(missing)}'.")
