"""What was done in a game so far, to be read: positions, choices, steps, and what each role may know of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from attrs import evolve, frozen

from debate.debrief.foreseen import NOT_YET, Foreseen, foreseen, opened
from debate.opponents import OPPONENTS, Choice, Opponent
from debate.opponents.choice import chance_key
from debate.rules import legal, outcome, replay
from debate.rules.deck import Deck
from debate.rules.moves import Move, Refusal
from debate.rules.play import play
from debate.rules.record import Record
from debate.rules.state import State
from debate.rules.trace import RawStep, Trace, TraceStep
from debate.rules.view import View, view, visible_trace
from debate.store import PERSON, Journal, Made, Predicted, Reason, Seat, WhatIf, what_if


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


Copied = TypeVar("Copied", bound="GameRecord")


class GameRecord:
    """A game with all that was done in it, to be read: what pages and screens are given. Nothing here changes it.

    :class:`debate.game.session.Session` drives one; :class:`debate.game.seat_view.SeatView` is what one seat may read.

    ``_states`` holds the first position and one after each choice, ``_marks`` how many steps there were at each.
    """

    def _begin(self, deck: Deck, journal: Journal, first: State) -> None:
        self.source = deck
        self.journal = journal
        self._states = [first]
        self._entries: list[Entry] = []
        self._steps: list[RawStep] = []
        self._marks = [0]
        self._veiled: tuple[tuple[int, int, int], Deck] | None = None
        self._viewed: tuple[State, dict[str | None, View]] = first, {}

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
        """The deck as it is played here. While predictions are on and the game runs, links and denials that have not
        been at work where people could see it are not in it: nothing that is shown of them can be told from it. Of
        passages that would tell of them it says when they are shown."""
        whole = self.state.tables.deck
        if not self.predicting or self.state.over:
            return whole
        place = len(self.journal), len(self._states), len(self._steps)
        if self._veiled is None or self._veiled[0] != place:
            known = self._at_work()
            links = {id_: link for id_, link in whole.links.items() if id_ in known}
            denials = {id_: denial for id_, denial in whole.denials.items() if id_ in known}
            shown = opened(whole, known)
            told = {id_: p if id_ in shown else evolve(p, gist=NOT_YET) for id_, p in whole.passages.items()}
            texts = {id_: text for id_, text in whole.texts.items() if id_ in shown}
            self._veiled = place, evolve(whole, links=links, denials=denials, passages=told, texts=texts)
        return self._veiled[1]

    def _at_work(self) -> frozenset[str]:
        """What people have seen at work so far: one who plays alone what that role sees, several what all see. What
        somebody gave as the reason for an answer counts too."""
        people = self.people()
        role = people[0] if len(people) == 1 else None
        coming = (item.link for item in self.view(role).pending)
        given = (entry.why for entry in self.journal.predicted())
        return frozenset((*(step.cause for step in self.visible(role)), *coming, *given))

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

    @property
    def scripts(self) -> tuple[str, ...]:
        """The roles that a script plays."""
        return tuple(role for role, seat in self.seats.items() if seat.who == "scripted")

    def people(self) -> tuple[str, ...]:
        """Roles that a person fills."""
        return tuple(role for role, seat in self.seats.items() if seat.who == PERSON)

    def awaited(self) -> tuple[str, ...]:
        """People's roles whose choice is outstanding. A judge is no role."""
        seats = self.seats
        return tuple(role for role in self.state.awaiting if role in seats and seats[role].who == PERSON)

    def view(self, role: str | None) -> View:
        """What this role may know now; None: what everybody may."""
        state, views = self._viewed
        if state is not self.state:
            state, views = self._viewed = self.state, {}
        if role not in views:
            views[role] = view(state, role)
        return views[role]

    def legal(self, role: str) -> tuple[Move, ...]:
        return legal.legal_moves(self.state, role)

    def refusal(self, move: Move) -> Refusal | None:
        return legal.refusal(self.state, move)

    def hindrance(self, move: str, number: int = 0) -> Refusal | None:
        """Why the role of this move could not choose it when moves were chosen in a round (0: this one), at the best
        price that its hand allowed; None where it could. That moves are not chosen now is no such reason."""
        number = number or (self.state.term or self.state).round
        choosing = (state for state in self._states if (state.round, state.phase) == (number, "choose"))
        state = next(choosing, None) or self.opened(number) or self.state
        return legal.not_now(state, state.tables.moves[move])

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

    # How it is kept and what may be done with it. What is only read is changed by nobody.

    @property
    def read_only(self) -> str:
        """Why nothing more can be done in this game, as a sentence; empty while it can be played."""
        return ""

    @property
    def kept_at(self) -> Path | None:
        """The file in which every choice is on disk before it is shown; None where the game is not recorded."""
        return None

    @property
    def predicting(self) -> bool:
        """Whether people are asked what they think will come before the end of a round is shown."""
        return self.journal.predicting

    @property
    def withheld(self) -> int:
        """The round whose end is kept back until people have said what they think will come; 0 for none."""
        return 0

    def predictions(self, role: str | None = None) -> tuple[Predicted, ...]:
        """What was predicted so far along the line that was played, by this role or by all."""
        return tuple(e for e in self.journal.predicted() if e.question and role in (None, e.role))

    def foreseen(self, role: str | None = None) -> tuple[Foreseen, ...]:
        """What became of what this role's player, or everybody, said of rounds that were shown to their end."""
        return foreseen(self.source, self.to_record(), self.predictions(role))

    def can_undo(self) -> bool:
        return False

    def can_redo(self) -> bool:
        return False

    def can_take_back(self, role: str | None) -> bool:
        """Whether this role's player may undo now."""
        return False

    def can_go_back(self, count: int) -> bool:
        """Whether the game may go back to where ``count`` choices had been made."""
        return False

    def can_try(self, count: int) -> bool:
        """Whether choice number ``count`` (from 1) may be tried otherwise with :meth:`what_if`, if there was another.

        After the game any may; while it runs only a lone player's own, since the answer tells what others would do, and
        none while predictions are on, since it tells what would follow.
        """
        if not 1 <= count <= len(self._entries):
            return False
        role = self._entries[count - 1].move.role
        if role not in self.seats or not (self.state.over or (self.people() == (role,) and not self.predicting)):
            return False
        return len(legal.legal_moves(self._states[count - 1], role)) > 1

    def what_if(self, at: int, move: Move) -> WhatIf:
        """The game as it would have gone with ``move`` in place of its choice number ``at`` (from 0).

        See :func:`debate.store.what_if`. This game is not changed. Raises :class:`IllegalMove`.
        """
        return what_if(self.source, self.state.setting, self.journal.line(), at, move, self.people(), self._fresh)

    def opponent_of(self, seat: Seat) -> Opponent:
        """Who chooses for this seat; a script for one that is not known here, as in a game from a later version."""
        return OPPONENTS.get(seat.who, OPPONENTS["scripted"])

    def _fresh(self, state: State, role: str) -> Move:
        """What the opponent in this role's seat chooses in a position."""
        seat = self.seats[role]
        return self.opponent_of(seat).choose(self.source, view(state, role), seed=own_chance(state, role)).move

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

    def copied(self, new: Copied, at: int) -> Copied:
        """``new``, made into a game that has made the first ``at`` choices of this one and knows of nothing else."""
        journal = Journal(evolve(self.journal.header, seats=dict(self.seats)), clock=self.journal.clock)
        journal.predicting = self.predicting and not self.state.over
        for entry, state in zip(self._entries[:at], self._states[1:], strict=False):
            journal.add(journal.made(entry.move, state, reason_of(entry.chosen)))
        new._begin(self.source, journal, self._states[0])
        new._states = self._states[: at + 1]
        new._entries = self._entries[:at]
        new._marks = self._marks[: at + 1]
        new._steps = self._steps[: new._marks[-1]]
        return new

    def copied_to(self, new: Copied, tip: int) -> Copied:
        """``new``, made into a game that stands after entry ``tip`` of the journal. Nothing of it is withheld."""
        line = self.journal.line(tip)
        shared = 0
        for entry, choice in zip(self.journal.line(), line, strict=False):
            if entry.number != choice.number:
                break
            shared += 1
        self.copied(new, shared)
        for choice in line[shared:]:
            step = play(new._states[-1], choice.move)
            new.journal.add(new.journal.made(choice.move, step.state, choice.reason))
            new._follow(Entry(choice.move, chosen_of(choice)), step.state, step.trace.raw)
        new.journal.predicting = self.predicting
        return new

    def fork(self, at: int) -> GameRecord:
        """What there was to be read when ``at`` choices had been made."""
        return self.copied(GameRecord.__new__(GameRecord), at)

    def fork_to(self, tip: int) -> GameRecord:
        """What there was to be read after entry ``tip`` of the journal, on the line or off."""
        return self.copied_to(GameRecord.__new__(GameRecord), tip)

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


def own_chance(state: State, role: str) -> int:
    """For the chance that opponents use: the same for the same seat of the same game."""
    return chance_key(state.seed, role)
