"""What the commands of ``debate`` share: exit codes, ending with a sentence, their parser, opening a deck."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from enum import IntEnum

from debate.rules.text import visible
from debate.streams import told

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any, NoReturn

    from debate.game.session import Session
    from debate.rules.deck import Deck
    from debate.store import Saves


class Exit(IntEnum):
    OK = 0
    PROBLEM = 1
    """The game or the deck has a problem, and it was reported."""
    USAGE = 2


class Stop(Exception):
    """Ends the program with a sentence for people on standard error; with ``Exit.OK`` that is what was asked for, and
    it goes where output goes."""

    def __init__(self, code: Exit, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code


class Parser(argparse.ArgumentParser):
    """A parser whose complaints are one sentence each.

    ``late``: adds its arguments and commands. It is called when the parser is first used, so that what these need is
    not imported before.
    """

    def __init__(self, *args: Any, late: Callable[[Parser], None] | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self._late = late

    def parse_known_args(  # type: ignore[override]
        self, args: Sequence[str] | None = None, namespace: argparse.Namespace | None = None
    ) -> tuple[argparse.Namespace, list[str]]:
        if self._late is not None:
            late, self._late = self._late, None
            late(self)
        return super().parse_known_args(args, namespace)

    def _check_value(self, action: argparse.Action, value: object) -> None:
        if action.choices is not None and value not in action.choices:
            kind = action.option_strings[0] if action.option_strings else "command"
            sentence = unknown(kind, str(value), action.choices)
            raise Stop(Exit.USAGE, f"{sentence} Try '{self.prog} --help'.")

    def _print_message(self, message: str, file: Any = None) -> None:
        if message:
            (file or sys.stderr).write(message)  # argparse itself says nothing where this fails

    def error(self, message: str) -> NoReturn:
        raise Stop(Exit.USAGE, f"{visible(message, 200)}. Try '{self.prog} --help'.")


def add_saves(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """Give it ``--saves``. Only the program itself needs a ``default``, which its commands leave as it is."""
    parser.add_argument(
        "--saves", metavar="DIR", default=default, help="folder of the saved games (default: $DEBATE_SAVES, or yours)"
    )


def saves_of(given: argparse.Namespace) -> Saves:
    """Where the games are that ``--saves`` speaks of."""
    from debate.locations import saves_folder
    from debate.store import Saves

    return Saves(saves_folder(given.saves))


def add_examples(parser: argparse.ArgumentParser, text: str) -> None:
    """Let its help end with these lines as they stand."""
    parser.epilog = text
    parser.formatter_class = argparse.RawDescriptionHelpFormatter


def write_fresh(target: Path, text: str) -> None:
    """Write a new file. Raises :class:`Stop` where there is one already, or it cannot be written."""
    from debate.store.files import FILES
    from debate.store.writer import write_new

    try:
        write_new(FILES, target, text.encode())
    except FileExistsError:
        raise Stop(Exit.PROBLEM, f"there is a file at {visible(str(target), 200)}; choose another name.") from None
    except (OSError, ValueError) as problem:
        why = visible((problem.strerror if isinstance(problem, OSError) else "") or str(problem), 120).lower()
        raise Stop(Exit.PROBLEM, f"{visible(str(target), 200)} cannot be written: {why}.") from None


def need_terminal(without: str = "debate play --plain") -> None:
    """Raises :class:`Stop` where the game on screen has no terminal to show itself in."""
    streams = sys.stdin, sys.stdout, sys.stderr  # the last is what Textual draws on
    if not all(stream.isatty() for stream in streams) or os.environ.get("TERM") == "dumb":
        raise Stop(
            Exit.USAGE, f"the game on screen needs a terminal for input, output and errors. Without one: '{without}'."
        )


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """One sentence: what is not known, what may have been meant, what there is."""
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(name, names, 1, 0.6)
    guess = f" Did you mean '{near[0]}'?" if near else ""
    return f"there is no {kind} '{visible(name)}'.{guess} There is: {', '.join(names) or 'none'}."


LIST = "list"
"""Written where a role, a length or a view is named: what there is."""


def none_called(kind: str, asked: str, known: Mapping[str, str]) -> Stop:
    """That there is none of this name; or, for :data:`LIST`, all there are. ``known``: id -> name."""
    if asked == LIST:
        return Stop(Exit.OK, "\n".join(f"{id_}: {name}" for id_, name in known.items()) or f"There is no {kind}.")
    return Stop(Exit.USAGE, unknown(kind, asked, known))


def preset_of(deck: Deck, asked: str) -> str | None:
    """The preset for this length of the game; None for the deck as it was written.

    Raises:
        Stop: the deck has no such length.
    """
    from debate.rules.variant import lengths

    known = lengths(deck)
    if asked not in known:
        raise none_called("preset", asked, {id_: length.name for id_, length in known.items()})
    return known[asked].preset


def views_of(deck: Deck, asked: Iterable[str]) -> tuple[str, ...]:
    """These causal views, each once. Raises :class:`Stop` for one that the deck does not have."""
    for view in asked:
        if view not in deck.views:
            raise none_called("view", view, {id_: each.name for id_, each in deck.views.items()})
    return tuple(sorted(set(asked)))


def tell_which(asked: str) -> None:
    """Say on standard error where a name means a deck of the program, though one of this name lies here too."""
    from debate.deckfile.folder import taken_for

    if which := taken_for(asked):
        told(f"debate: {which}")


def open_deck(asked: str) -> Deck:
    """The deck of this name or path.

    Raises:
        Stop: there is none, or it cannot be played.
    """

    from debate.deckfile import DeckError, load_deck, shipped_decks

    shipped = shipped_decks()
    tell_which(asked)
    if asked not in shipped and not os.path.exists(asked):
        raise Stop(Exit.USAGE, unknown("deck", asked, shipped) + " A path to a deck of your own works too.")
    try:
        return load_deck(asked)
    except DeckError as problem:
        raise Stop(Exit.PROBLEM, f"the deck '{visible(asked)}' cannot be played as it is:\n{problem}") from None


# A game that is to be begun.


def add_game_options(parser: argparse.ArgumentParser) -> None:
    """Give it the options that say which game is to be begun; see :func:`roles_of` and :func:`session_of`."""
    parser.add_argument(
        "--role", action="append", default=[], metavar="R", help="your role ('list' names them); give it again to share"
    )
    parser.add_argument("--hot-seat", default="", metavar="R,R", help="roles of people on one keyboard, with commas")
    parser.add_argument(
        "--motive", action="append", default=[], metavar="M", help="your motive, or ROLE=MOTIVE (default: dealt)"
    )
    parser.add_argument(
        "--predictions", choices=("on", "off"), help="whether you are asked what will come (default: on in a terminal)"
    )
    parser.add_argument(
        "--opponents",
        action="append",
        default=[],
        metavar="WHO",
        help="who plays the other roles: novice, scripted or planner (default: scripted); ROLE=WHO for one of them",
    )
    parser.add_argument(
        "--preset", default="full", metavar="P", help="length of the game: short, class, full ... (default: full)"
    )
    parser.add_argument(
        "--view", action="append", default=[], metavar="V", help="turn a causal view on, such as critic"
    )
    parser.add_argument(
        "--seed", type=seed_number, metavar="N", help="number of the game: same number, same cards and chance"
    )
    parser.add_argument(
        "--source", metavar="FILE", help="your own copy of the brief: passages show their words in play"
    )


def whole(low: int, high: int, what: str = "a whole number") -> Callable[[str], int]:
    """Reads what stands behind an option: ``what`` in these bounds."""

    def read(text: str) -> int:
        if not (text.isascii() and text.isdigit() and len(text) < 20 and low <= int(text) <= high):
            raise argparse.ArgumentTypeError(f"'{visible(text, 40)}' is not {what} from {low} to {high}")
        return int(text)

    return read


HIGHEST_SEED = 10**12 - 1


def seed_number(text: str) -> int:
    """A seed, for an option: a whole number of up to twelve digits."""
    try:
        number = int(text) if len(text) <= 40 else -1
    except ValueError:
        number = -1
    if not 0 <= number <= HIGHEST_SEED:
        raise argparse.ArgumentTypeError(
            f"'{visible(text, 40)}' is no seed; a seed is a whole number from 0 to {HIGHEST_SEED}, such as 7"
        )
    return number


def with_source_of(deck: Deck, given: argparse.Namespace) -> Deck:
    """The deck with the words of its passages, where ``--source`` says which text holds them."""
    if given.source is None:
        return deck

    from pathlib import Path

    from debate.deckfile.passages import SourceError, with_source

    try:
        return with_source(deck, Path(given.source))
    except SourceError as problem:
        raise Stop(Exit.PROBLEM, f"'{visible(given.source, 200)}': {problem}.") from None


def roles_of(deck: Deck, given: argparse.Namespace) -> tuple[str, ...]:
    """The roles that people play, in turn order: those named, else the one that can have the motive asked for.

    Raises:
        Stop: the deck has no such role, or nobody is to play and somebody is named.
    """
    return _named(deck, given) or _implied(deck, given)


def _named(deck: Deck, given: argparse.Namespace) -> tuple[str, ...]:
    asked = [*given.role, *(role.strip() for role in given.hot_seat.split(",") if role.strip())]
    if asked and given.watch:
        raise Stop(Exit.USAGE, "with --watch opponents play every role; leave out --role and --hot-seat.")
    wanted = [_role(deck, role) for role in asked]
    return tuple(role for role in deck.turn_order if role in wanted)


def _role(deck: Deck, asked: str) -> str:
    role = role_called(deck, asked)
    if role is None:
        raise none_called("role", asked, {id_: deck.roles[id_].name for id_ in deck.turn_order})
    return role


def role_called(deck: Deck, text: str) -> str | None:
    """The role of this id or name, capitals or not, with or without an article; None where the deck has none."""
    wanted = _bare(text)
    return next((id_ for id_, role in deck.roles.items() if wanted in (id_.casefold(), _bare(role.name))), None)


def _bare(text: str) -> str:
    return text.strip().casefold().removeprefix("the ").replace(" ", "-")


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
            role = _role(deck, role)
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


def _opponents(deck: Deck, asked: Sequence[str], roles: Sequence[str]) -> dict[str, str]:
    """Role -> who plays it where no person does. Raises :class:`Stop` for what there is not."""
    from debate.opponents import OPPONENTS

    found = dict.fromkeys(deck.turn_order, "scripted")
    named: dict[str, str] = {}
    for text in ",".join(asked).split(",") if asked else ():
        role, equals, who = text.rpartition("=")
        if who not in OPPONENTS:
            raise Stop(Exit.USAGE, unknown("opponent", who, OPPONENTS))
        if not equals:
            found = dict.fromkeys(deck.turn_order, who)
            continue
        role = _role(deck, role)
        if role in roles:
            raise Stop(Exit.USAGE, f"'{role}' is played by a person, so no opponent can play it.")
        named[role] = who
    return {**found, **named}


def session_of(deck: Deck, given: argparse.Namespace, roles: Sequence[str]) -> Session:
    """The game that was asked for. Raises :class:`Stop` for what the deck does not have."""
    import secrets

    from debate.game.session import PERSON, Session

    preset = preset_of(deck, given.preset)
    who = _opponents(deck, given.opponents, roles)
    seats = {role: PERSON if role in roles else who[role] for role in deck.turn_order}
    session = Session(
        deck,
        seats,
        seed=secrets.randbelow(1_000_000) if given.seed is None else given.seed,
        preset=preset,
        motives=_motives(deck, given.motive, roles),
        views=views_of(deck, given.view),
        draft=roles,
    )
    asked = sys.stdin.isatty() and sys.stdout.isatty() if given.predictions is None else given.predictions == "on"
    if roles and asked:
        session.set_predicting(True)
    return session
