"""A game carried over to another deck, or to its own deck after a change: as much of it as is legal there.

Where :func:`debate.store.replay.replay` proves that a record is what it was, this asks only whether each choice can
be made. Numbers may come out otherwise; people and opponents choose what they chose.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import takewhile

from attrs import define, field, frozen

from debate.rules.deck import Deck
from debate.rules.legal import refusal
from debate.rules.moves import Refusal
from debate.rules.play import play, start
from debate.rules.state import Setting, State
from debate.rules.trace import RawStep
from debate.store.entry import Advised, Made, Predicted
from debate.store.journal import Journal, header_of
from debate.store.replay import Replayed


class CannotCarry(Exception):
    """The deck has no place for this game; the message is a sentence."""


@frozen
class Carried:
    """A game in another deck.

    ``replayed``: what could be carried, to be taken up with :meth:`debate.game.session.Session.resume`. ``wanted``: how
    many choices its line had, of which the first ``kept`` could be made. ``refused``: the first that could not, in
    which round, and why. ``lost``: that one and all after it. ``notes``: sentences about what the game was begun with
    and the deck does not have.
    """

    replayed: Replayed
    wanted: int
    kept: int
    lost: tuple[Made, ...] = ()
    round: int = 0
    refused: Refusal | None = None
    notes: tuple[str, ...] = ()


def carry(deck: Deck, recorded: Journal, more: Iterable[Made] = (), upto: int | None = None) -> Carried:
    """The game of this journal in ``deck``, what was taken back included.

    ``more``: choices to be tried after its line, or after the first ``upto`` of it; the rest of it is a branch then.

    Raises:
        CannotCarry: the deck lacks a role that somebody plays.
    """
    seats = dict(recorded.seats)
    for role, seat in seats.items():
        if role not in deck.roles and seat.who == "person":
            raise CannotCarry(f"The deck has no role '{role}' any more, and somebody plays it.")
    first, notes = _begun(deck, tuple(recorded.header.called), recorded.header.setting)
    kept_seats = {role: seat for role, seat in seats.items() if role in deck.roles}
    copy = _Copy(Journal(header_of(deck, first, kept_seats, clock=recorded.clock), clock=recorded.clock), first)
    copy.take(recorded)
    line = recorded.line()[:upto]
    for end in (recorded.onward()[-1:], line[-1:]):
        if end and end[0].number in copy.at:
            copy.go(copy.at[end[0].number])
    whole = [*line, *more]
    kept = next((n for n, made in enumerate(line) if made.number not in copy.at), len(line))
    if kept < len(line) or not line:
        copy.go(copy.at[line[kept - 1].number] if kept else 0)
    if kept == len(line):
        kept += sum(1 for _ in takewhile(copy.add, whole[kept:]))
    state = copy.states[copy.journal.head]
    why = refusal(state, whole[kept].move) if kept < len(whole) else None
    return Carried(
        Replayed(copy.journal, copy.states, copy.steps),
        len(whole),
        kept,
        tuple(whole[kept:]),
        state.round,
        why,
        notes,
    )


def _begun(deck: Deck, roles: tuple[str, ...], setting: Setting) -> tuple[State, tuple[str, ...]]:
    """The first position of the game in this deck, and what it had to be begun without."""
    notes = []
    preset = setting.preset
    if preset is not None and preset not in deck.presets:
        notes.append(f"The deck has no preset '{preset}' any more: the game is played at full length.")
        preset = None
    for view in setting.views:
        if view not in deck.views:
            notes.append(f"The deck has no view '{view}' any more: the game is played without it.")
    motives = {}
    for role, motive in zip(roles, setting.motives, strict=True):
        if role not in deck.roles:
            notes.append(f"The deck has no role '{role}' any more: nobody plays it.")
        elif motive in deck.roles[role].motives:
            motives[role] = motive
        elif motive:
            notes.append(f"'{motive}' is no motive of {deck.roles[role].name} any more: another one was dealt.")
    views = [view for view in setting.views if view in deck.views]
    draft = [role for role in setting.draft if role in deck.roles]
    return start(deck, setting.seed, preset, motives, views, setting.judged, draft), tuple(notes)


@define
class _Copy:
    """A journal being made anew. ``at``: entry of the old one -> its entry here, for choices that could be made."""

    journal: Journal
    first: State
    states: dict[int, State] = field(factory=dict)
    steps: dict[int, list[RawStep]] = field(factory=dict)
    at: dict[int, int] = field(factory=dict)

    def __attrs_post_init__(self) -> None:
        self.states[0], self.steps[0], self.at[0] = self.first, [], 0

    def take(self, recorded: Journal) -> None:
        """Make all its choices that can be made here, with what was said and advised beside them."""
        if recorded.predicting:
            self.journal.add(self.journal.predicting_set(True, self.first))
        self.advised(0, recorded.advised_after(0))
        for entry in recorded.entries:
            if isinstance(entry, Made):
                self.make(entry, recorded.parent(entry.number))
                self.advised(entry.number, recorded.advised_after(entry.number))
                for said in recorded.predicted_after(entry.number):
                    self.said(entry.number, said)

    def go(self, to: int) -> None:
        """Stand after this entry."""
        if self.journal.head != to:
            self.journal.add(self.journal.went(to, self.states[to]))

    def make(self, made: Made, parent: int) -> None:
        """The same choice, after the one it followed; nothing where that is not here, or where it is not legal."""
        if parent in self.at:
            self.go(self.at[parent])
            self.add(made)

    def said(self, after: int, entry: Predicted) -> None:
        """The same prediction, where the choice that closed the round could be made."""
        head = self.journal.head
        if self.at.get(after) == head:
            given = {name: getattr(entry, name) for name in ("question", "answer", "sure", "why", "person")}
            self.journal.add(self.journal.prediction(self.states[head], entry.role, entry.asked, **given))

    def advised(self, after: int, entries: Iterable[Advised]) -> None:
        """The same second opinions, where the choice before them could be made."""
        head = self.journal.head
        for entry in entries:
            if self.at.get(after) == head:
                self.journal.add(self.journal.advice(self.states[head], entry.role, entry.move, entry.because))

    def add(self, made: Made) -> bool:
        """The same choice from where the game stands. False: it is not legal there."""
        state = self.states[self.journal.head]
        if refusal(state, made.move) is not None:
            return False
        step = play(state, made.move)
        entry = self.journal.made(made.move, step.state, made.reason)
        self.journal.add(entry)
        self.states[entry.number] = step.state
        self.steps[entry.number] = list(step.trace.raw)
        self.at[made.number] = entry.number
        return True
