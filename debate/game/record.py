"""What was done in a game so far, to be read: positions, choices, steps, and what each role may know of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from debate.opponents import Choice
from debate.rules import legal, outcome, replay
from debate.rules.deck import Deck
from debate.rules.moves import Move, Refusal
from debate.rules.record import Record
from debate.rules.state import State
from debate.rules.trace import RawStep, Trace, TraceStep
from debate.rules.view import View, view, visible_trace
from debate.store import PERSON, Journal, Made, Reason, Seat


@frozen
class Entry:
    """One choice of the game, with the opponent's reason where an opponent made it."""

    move: Move
    chosen: Choice | None = None


@frozen
class Known:
    """A choice that lies open, with where in the game it was made; ``number`` counts all choices from 1."""

    round: int
    phase: str
    entry: Entry
    number: int


class History:
    """A game with all that was done in it. :class:`debate.game.session.Session` drives it; this part only reads.

    ``_states`` holds the first position and one after each choice, ``_marks`` how many steps there were at each.
    """

    def _begin(self, deck: Deck, journal: Journal, first: State) -> None:
        self.source = deck
        self.journal = journal
        self._states = [first]
        self._entries: list[Entry] = []
        self._steps: list[RawStep] = []
        self._marks = [0]

    def _follow(self, entry: Entry, state: State, steps: Sequence[RawStep]) -> None:
        self._states.append(state)
        self._entries.append(entry)
        self._steps += steps
        self._marks.append(len(self._steps))

    @property
    def seats(self) -> dict[str, Seat]:
        """Who fills each role now."""
        return self.journal.seats

    @property
    def state(self) -> State:
        return self._states[-1]

    @property
    def deck(self) -> Deck:
        """The deck as it is played here, with its preset and causal views."""
        return self.state.tables.deck

    @property
    def entries(self) -> tuple[Entry, ...]:
        return tuple(self._entries)

    @property
    def moves(self) -> tuple[Move, ...]:
        return tuple(entry.move for entry in self._entries)

    @property
    def trace(self) -> Trace:
        """All steps so far, whoever may see them."""
        return Trace(self.state.tables, tuple(self._steps))

    @property
    def played(self) -> replay.Played:
        """The game so far as a record: one position a choice, and the trace."""
        return replay.Played(tuple(self._states), self.trace, self.moves)

    def to_record(self) -> Record:
        """The line of play that led here: what verdicts, scores and retries are worked out from."""
        return Record(self.source.digest, self.state.setting, self.moves)

    def people(self) -> tuple[str, ...]:
        """Roles that a person fills."""
        return tuple(role for role, seat in self.seats.items() if seat.who == PERSON)

    def awaited(self) -> tuple[str, ...]:
        """People's roles whose choice is outstanding. A judge is no role."""
        seats = self.seats
        return tuple(role for role in self.state.awaiting if role in seats and seats[role].who == PERSON)

    def view(self, role: str | None) -> View:
        """What this role may know now; None: what everybody may."""
        return view(self.state, role)

    def legal(self, role: str) -> tuple[Move, ...]:
        return legal.legal_moves(self.state, role)

    def refusal(self, move: Move) -> Refusal | None:
        return legal.refusal(self.state, move)

    def outcome(self) -> outcome.Outcome:
        return outcome.outcome(self.state)

    def visible(self, role: str | None) -> tuple[TraceStep, ...]:
        """The steps so far that this role may know, numbered anew; all of them once the game is over."""
        return visible_trace(self.state, self.trace, role)

    def opened(self, round: int) -> State | None:
        """The position in which this round began; None for a round that has not begun."""
        return next((state for state in self._states if state.round == round), None)

    def known(self, role: str | None) -> tuple[Known, ...]:
        """The choices so far that lie open to this role: no sealed ones of others, none that were covert.

        While the game runs, an opponent's reason does not tell which card or covert move it passed over.
        """
        now = self.state
        found = []
        for number, (state, entry) in enumerate(zip(self._states, self._entries, strict=False), 1):
            move = entry.move
            sealed = move in now.choices.get(move.role, ()) and (state.round, state.phase) == (now.round, now.phase)
            covert = move.kind == "play" and self.deck.moves[move.move].covert
            if move.role == role or now.over:
                found.append(Known(state.round, state.phase, entry, number))
            elif not (sealed or covert or move.kind == "keep"):
                found.append(Known(state.round, state.phase, self._as_told(entry), number))
        return tuple(found)

    def _as_told(self, entry: Entry) -> Entry:
        chosen = entry.chosen
        if chosen is None or chosen.rejected is None:
            return entry
        passed = chosen.rejected
        if passed.kind == "play" and self.deck.moves[passed.move].covert:
            return evolve(entry, chosen=evolve(chosen, rejected=None, rejected_because=""))
        return evolve(entry, chosen=evolve(chosen, rejected=evolve(passed, card="")))

    # Looking back.

    def at(self, count: int) -> replay.Played:
        """The game as it stood when ``count`` choices had been made: a place on its timeline."""
        if not 0 <= count <= len(self._entries):
            raise ValueError(f"the game has {len(self._entries)} choices")
        steps = Trace(self.state.tables, tuple(self._steps[: self._marks[count]]))
        return replay.Played(tuple(self._states[: count + 1]), steps, self.moves[:count])

    def wrote(self, count: int) -> Trace:
        """The steps that the choice number ``count`` (from 1) wrote; none for one that was sealed at first."""
        return Trace(self.state.tables, tuple(self._steps[self._marks[count - 1] : self._marks[count]]))

    def seen_by(self, count: int, role: str | None) -> tuple[tuple[TraceStep, ...], int]:
        """The steps up to choice number ``count`` that this role may know, and how many of them were there before that
        choice. Once the game is over everything lies open."""
        now = self.state if self.state.over else self._states[count]
        upto = [Trace(self.state.tables, tuple(self._steps[: self._marks[n]])) for n in (count, max(0, count - 1))]
        seen, before = (visible_trace(now, trace, role) for trace in upto)
        return seen, len(before)

    def branch(self, tip: int) -> replay.Played:
        """The game as it was up to entry ``tip`` of the journal, on or off the line."""
        line = self.journal.line(tip)
        return replay.run(self.source, self.state.setting, [choice.move for choice in line])

    def under(self, views: Iterable[str]) -> replay.Played:
        """The same table under other causal views."""
        return replay.under(self.source, self.state.setting, self.moves, views)


def reason_of(chosen: Choice | None) -> Reason | None:
    if chosen is None:
        return None
    expected = None if chosen.expected is None else round(chosen.expected)
    return Reason(chosen.because, chosen.source, chosen.basis, chosen.rejected, chosen.rejected_because, expected)


def chosen_of(made: Made) -> Choice | None:
    reason = made.reason
    if reason is None:
        return None
    rest = (reason.source, reason.basis, reason.rejected, reason.rejected_because, reason.expected)
    return Choice(made.move, reason.because, *rest)
