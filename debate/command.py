"""What the commands of ``debate`` share: exit codes, ending with a sentence, their parser, opening a deck."""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from enum import IntEnum
from typing import TYPE_CHECKING, Any, NoReturn

from debate.rules.text import visible

if TYPE_CHECKING:
    from debate.rules.deck import Deck


class Exit(IntEnum):
    OK = 0
    PROBLEM = 1
    """The game or the deck has a problem, and it was reported."""
    USAGE = 2


class Stop(Exception):
    """Ends the program with a sentence for people on standard error."""

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

    def error(self, message: str) -> NoReturn:
        raise Stop(Exit.USAGE, f"{visible(message, 200)}. Try '{self.prog} --help'.")


def add_saves(parser: argparse.ArgumentParser, default: object = argparse.SUPPRESS) -> None:
    """Give it ``--saves``. Only the program itself needs a ``default``, which its commands leave as it is."""
    parser.add_argument(
        "--saves", metavar="DIR", default=default, help="folder of the saved games (default: $DEBATE_SAVES, or yours)"
    )


def need_terminal(without: str = "debate play --plain") -> None:
    """Raises :class:`Stop` where the game on screen has no terminal to show itself in."""
    if not (sys.stdin.isatty() and sys.stdout.isatty()) or os.environ.get("TERM") == "dumb":
        raise Stop(Exit.USAGE, f"the game on screen needs a terminal for input and output. Without one: '{without}'.")


def unknown(kind: str, name: str, known: Iterable[str]) -> str:
    """One sentence: what is not known, what may have been meant, what there is."""
    from difflib import get_close_matches

    names = list(known)
    near = get_close_matches(name, names, 1, 0.5)
    guess = f" Did you mean '{near[0]}'?" if near else ""
    return f"there is no {kind} '{visible(name)}'.{guess} There is: {', '.join(names) or 'none'}."


def open_deck(asked: str) -> Deck:
    """The deck of this name or path.

    Raises:
        Stop: there is none, or it cannot be played.
    """
    from pathlib import Path

    from debate.deckfile import DeckError, load_deck, shipped_decks

    shipped = shipped_decks()
    try:
        missing = asked not in shipped and not Path(asked).exists()
    except (OSError, ValueError):
        missing = True
    if missing:
        raise Stop(Exit.USAGE, unknown("deck", asked, shipped) + " A path to a deck of your own works too.")
    try:
        return load_deck(asked)
    except DeckError as problem:
        raise Stop(Exit.PROBLEM, f"the deck '{visible(asked)}' cannot be played as it is:\n{problem}") from None
