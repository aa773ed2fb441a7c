"""The past of a game as pages that ask: any earlier moment, what a choice brought, another choice in its place, and
playing on from there."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from debate.game.record import GameRecord, Known
from debate.game.session import Session, driven, forked
from debate.pages.compared import what_if
from debate.pages.dialogue import Dialogue, Option, chosen_from
from debate.pages.document import Node, quiet, strong
from debate.pages.exchange import choice_words
from debate.pages.floor import floor
from debate.pages.reader import Reader
from debate.pages.timeline import branches, brought, no_secrets, taken_back
from debate.pages.words import round_title
from debate.pages.world import world_in_short
from debate.rules.deck import Deck
from debate.rules.legal import legal_moves
from debate.rules.moves import Move
from debate.rules.text import visible
from debate.saves import default_name
from debate.store import PERSON, Origin, Seat, WhatIf, said

NAMES = "as played", "what if"
ALL, EARLIER, LATER, OTHERWISE, HERE, NEW = "all", "earlier", "later", "otherwise", "here", "new"
TAKEN_BACK = "Taken back"
WHAT_IF = "What if this choice had been another one?"


class Past(Dialogue):
    """``role``: whose knowledge is shown while the game runs."""

    def __init__(self, game: GameRecord, role: str | None) -> None:
        self.game, self.role = game, role
        self._game, self._reader = game, Reader(game, role)
        self._at: int | None = None
        """How many choices had been made at the moment that is shown; None for the list of all."""
        self._tip = 0
        """The entry that is shown where it is one that was taken back, else 0."""
        self._others: tuple[Move, ...] = ()
        """The choices that are offered in place of the one at hand."""
        self._found: WhatIf | None = None
        self._wished: Session | None = None

    @property
    def title(self) -> str:  # type: ignore[override]
        return "Timeline" if self._at is None else "What if" if self._others or self._found else "The past"

    def wishes(self) -> Session | None:
        return self._wished

    # What stands there.

    def page(self) -> Iterator[Node]:
        if self._at is None:
            yield quiet("Any moment of this game: how things stood, what a choice brought, and what else can be done.")
        elif self._found is not None:
            yield from what_if(self._reader, self._found, NAMES)
        elif self._others:
            made = self._game.moves[self._at - 1]
            yield strong(said(self._game.deck, made))
            yield quiet("Choose another one. The rest is played again, and both games are set side by side.")
        elif self._tip:
            yield from taken_back(self._reader, self._tip)
        else:
            yield from self._moment(self._at)

    def _moment(self, at: int) -> Iterator[Node]:
        then = self._game.fork(at)
        reader = Reader(then, self.role)
        if at:
            yield from brought(self._reader, at)
        else:
            yield strong("The start")
        yield from world_in_short(reader)
        yield from floor(reader, min(then.state.round, then.deck.rounds.count))

    def _known(self) -> tuple[Known, ...]:
        return self._game.known(self.role)

    # What can be chosen.

    def options(self) -> Sequence[Option]:
        if self._at is None:
            return list(self._moments())
        if self._others and self._found is None:
            words = (option_words(self._game.deck, move) for move in self._others)
            return [*(Option(f"instead {place}", f"{text}.") for place, text in enumerate(words)), *_ALL]
        found = [] if self._found is not None else list(self._from_here())
        return [*found, *_ALL]

    def _moments(self) -> Iterator[Option]:
        yield Option("at 0", "The start")
        for known in self._known():
            title = round_title(self._game.deck, known.round)
            yield Option(f"at {known.number}", said(self._game.deck, known.entry.move), group=title)
        for branch in branches(self._reader):
            first, more = branch.choices[0], len(branch.choices) - 1
            words = f" And {more} more." if more else ""
            text = f"Round {first.round}: {said(self._game.deck, first.move)}{words}"
            yield Option(f"tip {branch.tip}", text, group=TAKEN_BACK)

    def _from_here(self) -> Iterator[Option]:
        assert self._at is not None
        numbers = [0, *(known.number for known in self._known())]
        if not self._tip:
            if numbers[0] < self._at:
                yield Option(EARLIER, "The choice before", group="Step")
            if numbers[-1] > self._at:
                yield Option(LATER, "The next choice", group="Step")
        group = "From here"
        if not self._tip and self._game.can_try(self._at):
            yield Option(OTHERWISE, WHAT_IF, group=group)
        later = any(number > self._at for number in numbers)
        if not no_secrets(self._reader) or not (self._tip or later or self._game.read_only):
            return
        people = self._game.people()
        if driven(self._game) is not None and not self._game.read_only and len(people) == 1:
            words = "Play on from here. What came after is taken back, and stays in the record of this game."
            yield Option(HERE, words, group=group)
        if people:
            yield Option(NEW, "Play on from here in a new game. This one stays as it is.", group=group)
        if len(people) != 1:
            for role in self._game.deck.turn_order:
                name = self._game.deck.roles[role].name
                words = f"Play on from here in a new game, you as {name} against scripted opponents."
                yield Option(f"{NEW} {role}", words, group=group)

    def choose(self, id_: str, typed: str = "") -> None:
        chosen_from(self.options(), id_)
        what, _, rest = id_.partition(" ")
        if what in ("at", "tip", ALL):
            self._at = None if what == ALL else int(rest) if what == "at" else 0
            self._tip = int(rest) if what == "tip" else 0
            self._others, self._found = (), None
        elif what in (EARLIER, LATER):
            self._step(1 if what == LATER else -1)
        elif what == OTHERWISE:
            self._others = otherwise(self._game, self._place - 1)
        elif what == "instead":
            self._found = self._game.what_if(self._place - 1, self._others[int(rest)])
        elif what == HERE:
            self._wished = self._back()
        else:
            self._wished = self._anew(rest)

    @property
    def _place(self) -> int:
        assert self._at is not None
        return self._at

    def _step(self, by: int) -> None:
        numbers = [0, *(known.number for known in self._known())]
        before = [number for number in numbers if number < self._place]
        after = [number for number in numbers if number > self._place]
        self._at = after[0] if by > 0 else before[-1]

    def _back(self) -> Session:
        session = driven(self._game)
        assert session is not None
        if self._tip:
            session.take_up(self._tip)
        else:
            session.back(self._place)
        return session

    def _anew(self, role: str) -> Session:
        game = self._game
        new = played_on(game, self._place, self._tip, role)
        called = game.kept_at.stem if game.kept_at is not None else default_name(game)
        new.rebase(origin_of(game, called, self._place, self._tip))
        return new


_ALL = (Option(ALL, "All moments"),)


def played_on(game: GameRecord, number: int, tip: int = 0, role: str = "") -> Session:
    """A game of its own that stands where this one did after choice ``number``, or after its entry ``tip`` that was
    taken back. ``role``: the one person in it; empty where everybody stays."""
    then = game.fork_to(tip) if tip else game
    new = forked(then, len(then.entries) if tip else number)
    if role:
        for other in new.seats:
            new.takeover(other, Seat(PERSON if other == role else "scripted"))
    return new


def origin_of(game: GameRecord, called: str, number: int, tip: int = 0) -> Origin:
    """Where such a game is from; ``called``: the name of this one."""
    line = game.journal.line(tip or None)
    return Origin(visible(called, 100), tip or (line[number - 1].number if number else 0))


def otherwise(game: GameRecord, at: int) -> tuple[Move, ...]:
    """All that could have been chosen in place of choice number ``at`` (from 0)."""
    made = game.moves[at]
    return tuple(move for move in legal_moves(game.at(at).state, made.role) if move != made)


def option_words(deck: Deck, move: Move) -> str:
    """A choice in a few words; of a hand, the cards that are kept."""
    if move.kind == "keep":
        return "keep " + ", ".join(f"'{deck.arguments[card].title}'" for card in move.cards)
    return choice_words(deck, move)


def can_look_back(game: GameRecord, role: str | None) -> bool:
    """Whether there is any choice to look back at."""
    return bool(game.known(role))
