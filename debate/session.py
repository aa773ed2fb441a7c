"""The one way a game is driven: who sits where, choices submitted, opponents asked, undo, views.

No front end keeps facts of the game of its own; all is read from here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, frozen

from debate.opponents import OPPONENTS, Chosen
from debate.rules import legal, outcome, replay
from debate.rules.chance import roll64
from debate.rules.deck import Deck
from debate.rules.moves import Move, Refusal
from debate.rules.play import play, start
from debate.rules.state import State
from debate.rules.trace import RawStep, Trace, TraceStep
from debate.rules.view import View, view, visible_trace

PERSON = "person"


@frozen
class Seat:
    """Who fills a role: ``person``, or the name of an opponent; ``name`` is how a person is called on screen."""

    who: str = "scripted"
    name: str = ""


@frozen
class Entry:
    """One choice of the game, with the opponent's reason where an opponent made it."""

    move: Move
    chosen: Chosen | None = None


@frozen
class Known:
    """A choice that lies open, with where in the game it was made."""

    round: int
    phase: str
    entry: Entry


class Session:
    """A game in progress.

    ``seats`` names every role's seat (those not named are scripted opponents); the rest is as for
    :func:`debate.start`, which also says what it raises. ``ValueError`` for a seat that nobody knows.
    """

    def __init__(
        self,
        deck: Deck,
        seats: Mapping[str, Seat | str] | None = None,
        *,
        seed: int = 0,
        preset: str | None = None,
        motives: Mapping[str, str] | None = None,
        views: Iterable[str] = (),
        draft: Iterable[str] = (),
    ) -> None:
        given = {role: Seat(seat) if isinstance(seat, str) else seat for role, seat in (seats or {}).items()}
        for role, seat in given.items():
            if role not in deck.roles:
                raise ValueError(f"the deck has no role '{role}'; it has: {', '.join(deck.turn_order)}")
            if seat.who != PERSON and seat.who not in OPPONENTS:
                raise ValueError(f"nobody is called '{seat.who}'; a seat is person, {', '.join(OPPONENTS)}")
        self.source = deck
        self.seats = {role: given.get(role, Seat()) for role in deck.turn_order}
        self._states = [start(deck, seed, preset, motives, views, draft=draft)]
        self._entries: list[Entry] = []
        self._steps: list[RawStep] = []
        self._marks = [0]
        self._undone: list[Entry] = []

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

    def people(self) -> tuple[str, ...]:
        """Roles that a person fills."""
        return tuple(role for role, seat in self.seats.items() if seat.who == PERSON)

    def awaited(self) -> tuple[str, ...]:
        """People's roles whose choice is outstanding."""
        return tuple(role for role in self.state.awaiting if self.seats[role].who == PERSON)

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
        """The choices so far that lie open to this role: no sealed ones of others, none that were covert."""
        now = self.state
        found = []
        for state, entry in zip(self._states, self._entries, strict=False):
            move = entry.move
            sealed = move in now.choices.get(move.role, ()) and (state.round, state.phase) == (now.round, now.phase)
            covert = move.kind == "play" and self.deck.moves[move.move].covert
            if move.role == role or now.over or not (sealed or covert or move.kind == "keep"):
                found.append(Known(state.round, state.phase, entry))
        return tuple(found)

    def submit(self, move: Move) -> Trace:
        """Make a person's choice. Raises :class:`IllegalMove` and changes nothing then. Opponents come later."""
        trace = self._apply(Entry(move))
        self._undone.clear()
        return trace

    def ask(self) -> Entry | None:
        """Let the first awaited opponent choose; None where only people are awaited or the game is over."""
        for role in self.state.awaiting:
            seat = self.seats.get(role)
            if seat is not None and seat.who != PERSON:
                chosen = OPPONENTS[seat.who](self.view(role), roll64(self.state.seed, "opponent", role))
                entry = Entry(chosen.move, chosen)
                self._apply(entry)
                return entry
        return None

    def advance(self) -> Trace:
        """Ask opponents until a person is awaited or the game is over; the steps that this wrote."""
        first = len(self._steps)
        while self.ask() is not None:
            pass
        return Trace(self.state.tables, tuple(self._steps[first:]))

    def _apply(self, entry: Entry) -> Trace:
        step = play(self.state, entry.move)
        self._states.append(step.state)
        self._entries.append(entry)
        self._steps += step.trace.raw
        self._marks.append(len(self._steps))
        return step.trace

    def can_undo(self) -> bool:
        return any(self.seats[entry.move.role].who == PERSON for entry in self._entries)

    def can_take_back(self, role: str | None) -> bool:
        """Whether this role's player may undo now. Alone: as long as there is a choice to take back. With several
        people: only their own latest choice, while it is sealed, since later ones rest on what was seen."""
        if len(self.people()) == 1:
            return self.can_undo()
        latest = next((e.move for e in reversed(self._entries) if self.seats[e.move.role].who == PERSON), None)
        return latest is not None and latest.role == role and latest in self.state.choices.get(latest.role, ())

    def can_redo(self) -> bool:
        return bool(self._undone)

    def undo(self) -> Move | None:
        """Take back the latest choice of a person and all that came after it; None where there is none.

        In a game of one person this may go back to any point. What is taken back can be made again with :meth:`redo`.
        """
        while self._entries:
            entry = self._entries.pop()
            self._states.pop()
            self._marks.pop()
            del self._steps[self._marks[-1] :]
            self._undone.append(entry)
            if self.seats[entry.move.role].who == PERSON:
                return entry.move
        return None

    def redo(self) -> Move | None:
        """Make again what was taken back last, with the opponents' choices that followed; None where nothing was."""
        made = None
        while self._undone and (made is None or self.seats[self._undone[-1].move.role].who != PERSON):
            entry = self._undone.pop()
            if self.seats[entry.move.role].who == PERSON:
                made = entry.move
            self._apply(entry)
        return made

    def fork(self, at: int) -> Session:
        """A session of its own that has made the first ``at`` choices of this one."""
        new = Session.__new__(Session)
        new.source, new.seats = self.source, dict(self.seats)
        new._states = self._states[: at + 1]
        new._entries = self._entries[:at]
        new._marks = self._marks[: at + 1]
        new._steps = self._steps[: new._marks[-1]]
        new._undone = []
        return new

    def under(self, views: Iterable[str]) -> replay.Played:
        """The same table under other causal views."""
        return replay.under(self.source, self.state.setting, self.moves, views)

    def takeover(self, role: str, seat: Seat) -> None:
        """Another person or opponent fills the role from now on."""
        if role not in self.seats:
            raise ValueError(f"the deck has no role '{role}'")
        self.seats[role] = evolve(seat)
