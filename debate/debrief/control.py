"""Control runs: a finished game once more without one of its moves, to tell what that move brought about.

The control has the same seed, the same setting and the recorded choices of everybody, but for the moves left out and
their cases:

- Who made a move that is left out sits that choice out: no price, no case, and no bonus for holding.
- A recorded move that is not legal in the control when it is to be chosen (it cannot be paid for any more, or what it
  needs is not there, its card is not in the hand, or a beaten move waits in its place) is held, without a bonus.
  :attr:`Control.held` lists these.
- A recorded answer, extension, offer taken, ruling or payment is made where it is legal in the control. Where it is
  not, or nothing was recorded, the role lets stand, rests, declines or waits; a judge rules as the rules by themselves
  would.
- The control ends in the round in which the recorded game ended, or earlier where an ending ends it, and then runs
  through the epilogue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from copy import copy
from functools import cached_property
from typing import Any

from attrs import evolve, field, frozen

from debate.debrief.naming import CAPITAL
from debate.rules.deck import Deck
from debate.rules.legal import legal_moves, refusal, wanted
from debate.rules.moves import JUDGE, Move
from debate.rules.outcome import Outcome, outcome
from debate.rules.play import carry_out
from debate.rules.record import Record, played
from debate.rules.replay import Played
from debate.rules.settling import standing
from debate.rules.state import State
from debate.rules.trace import MOVING, RawStep, TraceStep

Place = tuple[int, str]
"""The round in which a move was chosen, and its role."""
Payments = Mapping[tuple[int, str, str, str], int]
"""(round, kind, cause, ``capital.ROLE``) -> capital."""
Sums = Mapping[tuple[str, str], int]
"""(cause, meter) -> points; of what a meter was cut by at its limit the cause is the meter."""
_MOST_GAMES = 24
"""How many games of a deck are kept with their control runs."""


@frozen
class Control:
    """A game without some of its moves, at its end. ``held``: (round, move) that could not be played there, and
    ``there`` for each the position in which it was to be chosen. ``paid``: its :func:`payments`. ``by``: what each
    cause did to each meter by the end of term from where the game was run again, ``by_later`` years later, as
    :func:`summed` gives it."""

    state: State = field(repr=False)
    held: tuple[tuple[int, Move], ...]
    there: tuple[State, ...] = field(default=(), repr=False)
    paid: Payments = field(factory=dict, repr=False)
    by: Sums = field(factory=dict, repr=False)
    by_later: Sums = field(factory=dict, repr=False)

    def term(self, meter: str) -> int:
        """The meter at the end of term."""
        return (self.state.term or self.state).meters[meter]

    def later(self, meter: str) -> int:
        """The meter years later, after the epilogue."""
        return self.state.meters[meter]


@frozen
class Apart:
    """What one cause did to a meter in the game and in the control, in points."""

    cause: str
    here: int
    there: int

    @property
    def made(self) -> int:
        return self.here - self.there


class Reruns:
    """A game, over or not, that can be run again without some of its moves.

    ``plays``: where each move was chosen, in the order of play. ``made``: all choices by round, phase and role.
    ``opened``: how each round stood when moves were chosen.
    """

    def __init__(self, played: Played) -> None:
        self.played = played
        self.state = played.state
        self.deck = self.state.tables.deck
        self.plays: dict[Place, Move] = {}
        self.made: dict[tuple[int, str, str], list[Move]] = {}
        self.opened: dict[int, State] = {}
        for before, move in zip(played.states, played.moves, strict=False):
            self.made.setdefault((before.round, before.phase, move.role), []).append(move)
            if before.phase == "choose":
                self.opened.setdefault(before.round, before)
                if move.kind == "play":
                    self.plays[before.round, move.role] = move

    @cached_property
    def steps(self) -> tuple[TraceStep, ...]:
        """Everything that happened in the game as it was played."""
        return tuple(self.played.trace)

    def chosen(self, role: str, move: str, happened: int) -> Place:
        """Where this move, which happened in that round, was chosen: there, or before where its case was beaten."""
        return max(place for place, made in self.plays.items() if place[0] <= happened and _is(made, role, move))

    def run(
        self, gone: frozenset[Place], first: int = 0, until: int = 0, last: int = 0, seed: int | None = None
    ) -> Control:
        """Run again from round ``first`` (0: the earliest of the moves left out) to the end of round ``until`` (0: of
        the game). ``last``: the round that ends the game whatever the deck says. ``seed``: of the rolls in round
        ``until``, where they are to fall otherwise."""
        state = self.opened[first or min(round_ for round_, _ in gone)]
        held: list[tuple[tuple[int, Move], State]] = []
        raw: list[RawStep] = []
        while not state.over and not 0 < until < state.round:
            choices: dict[str, tuple[Move, ...]] = {}
            if state.phase == "choose":
                missed = [place for place in self._not_asked(state) if place not in gone]
                held += [((place[0], self.plays[place]), state) for place in missed]
            for role in state.awaiting:
                if state.phase != "choose":
                    choices[role] = self._replies(state, role)
                elif (state.round, role) not in gone:
                    move = next(iter(self.made.get((state.round, "choose", role), ())), None)
                    if move is not None and refusal(state, move) is not None:
                        held.append(((state.round, move), state))
                    elif move is not None:
                        choices[role] = (move,)
            if seed is not None and state.round == until and state.seed != seed:
                state = state.copy()
                state.setting = evolve(state.setting, seed=seed)
            step = carry_out(state, choices, last)
            state = step.state
            raw += step.trace.raw
        left, there = tuple(each for each, _ in held), tuple(at for _, at in held)
        return Control(state, left, there, payments(raw), *summed(state, raw))

    def declining(self, taken: Move, number: int, last: int) -> Control:
        """Run again from round ``number`` with the offer that was ``taken`` in it declined, all else as recorded."""
        place = number, "answer", taken.role
        left = [each for each in self.made[place] if each != taken]
        return self._choosing(place, left).run(frozenset(), number, last=last)

    def instead(self, place: Place, move: Move, last: int) -> tuple[Control, Control]:
        """Run again with this move chosen in this place, and with none chosen there."""
        first, role = place
        there = self._choosing((first, "choose", role), [move])
        return there.run(frozenset(), first, last=last), self.run(frozenset({place}), first, last=last)

    def _choosing(self, place: tuple[int, str, str], moves: list[Move]) -> Reruns:
        """The same game to be run again, with these moves recorded for this round, phase and role."""
        there = copy(self)
        there.made = {**self.made, place: moves}
        return there

    def summed(self, first: int) -> tuple[Sums, Sums]:
        """What each cause did to each meter in the game as played, from the beginning of round ``first`` on."""
        begun = self.opened[first].steps
        return summed(self.state, [step for step in self.played.trace.raw if step[0] > begun])

    def _not_asked(self, state: State) -> list[Place]:
        """Where a recorded move cannot be chosen in this round since nothing is asked: another move waits there."""
        places = ((state.round, role) for role in self.deck.turn_order if role not in state.awaiting)
        return [place for place in places if place in self.plays]

    def _replies(self, state: State, role: str) -> tuple[Move, ...]:
        """All that a role chooses in a phase after the first: as recorded where that is legal, else it passes."""
        recorded = list(self.made.get((state.round, state.phase, role), ()))
        made: tuple[Move, ...] = ()
        for _ in range(wanted(state, role)):
            here = state.shallow()
            here.choices = {role: made}
            move = next((move for move in recorded if refusal(here, move) is None), None)
            if move is None:
                move = _passing(here, role)
            else:
                recorded.remove(move)
            made = (*made, move)
        return made


class Tried(Reruns):
    """A finished game with its control runs, each made when first asked for.

    ``ValueError`` unless the record is of this deck and the game in it is over.
    """

    def __init__(self, deck: Deck, record: Record) -> None:
        super().__init__(played(deck, record))
        if self.state.term is None:
            raise ValueError("This game is not over yet, so nothing can be said of how it came out.")
        self.last = self.state.term.round
        self.outcome: Outcome = outcome(self.state)
        self._runs: dict[frozenset[Place], Control] = {}
        self.notes: dict[str, Any] = {}
        """What was worked out from it, by those who did; they know what is theirs."""

    def without(self, *gone: Place) -> Control:
        """The game without the moves chosen in these places. ``KeyError`` where no move was chosen."""
        key = frozenset(gone)
        found = self._runs.get(key)
        if found is None:
            for place in gone:
                self.plays[place]
            found = self._runs[key] = self.run(key, last=self.last)
        return found

    def held_without(self, place: Place) -> list[Place]:
        """Where later moves were chosen that could not be made without the move of this place."""
        found = ((round_, move.role) for round_, move in self.without(place).held)
        return [each for each in found if each in self.plays]


def summed(state: State, raw: Iterable[RawStep]) -> tuple[Sums, Sums]:
    """What each cause did to each meter in these steps up to the end of term, and in all of them."""
    meters, last = state.tables.deck.meters, (state.term or state).round
    term: dict[tuple[str, str], int] = {}
    later: dict[tuple[str, str], int] = {}
    for _, round_, kind, cause, target, before, _, after, _ in raw:
        if after != before and kind in MOVING and target in meters:
            found = term if round_ <= last else later
            found[cause, target] = found.get((cause, target), 0) + after - before
    return term, {key: term.get(key, 0) + later.get(key, 0) for key in (*term, *later)}


def apart_by_cause(meter: str, here: Sums, there: Sums) -> tuple[Apart, ...]:
    """Every cause that moved a meter otherwise in one run than in the other, the biggest first; together they are the
    difference between both. The limit of a meter stands under its own id."""
    causes = dict.fromkeys(cause for cause, target in (*here, *there) if target == meter)
    found = (Apart(cause, here.get((cause, meter), 0), there.get((cause, meter), 0)) for cause in causes)
    return tuple(sorted((each for each in found if each.made), key=lambda each: -abs(each.made)))


def payments(raw: Iterable[RawStep]) -> Payments:
    """What each cause did to the capital of each role in each round of these steps."""
    found: dict[tuple[int, str, str, str], int] = {}
    for _, round_, kind, cause, target, before, _, after, _ in raw:
        if after != before and target.startswith(CAPITAL):
            key = round_, kind, cause, target
            found[key] = found.get(key, 0) + after - before
    return found


def _is(made: Move, role: str, move: str) -> bool:
    return (made.role, made.move) == (role, move)


def _passing(state: State, role: str) -> Move:
    legal = legal_moves(state, role)
    if role == JUDGE:
        return legal[0 if standing(state, legal[0].to)[0] else 1]
    return legal[-1]


def tried(deck: Deck, record: Record) -> Tried:
    """The game of this record with its control runs. The latest games of a deck are kept. Raises as :class:`Tried`."""
    games: dict[Record, Tried] = deck._cache.setdefault("tried", {})
    found = games.pop(record, None) or Tried(deck, record)
    games[record] = found
    while len(games) > _MOST_GAMES:
        del games[next(iter(games))]
    return found
