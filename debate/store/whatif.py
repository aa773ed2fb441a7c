"""What if: from a past choice on, the game as it would have gone with another one.

Up to that choice everything is as recorded; what was sealed together with it stays. After it people's recorded choices
are made again wherever they are still legal, and opponents choose afresh. Chance is keyed, so nothing else differs.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from attrs import field, frozen

from debate.rules.deck import Deck
from debate.rules.legal import legal_moves, refusal
from debate.rules.moves import Move
from debate.rules.play import play
from debate.rules.replay import Played, restart, run
from debate.rules.settling import standing
from debate.rules.state import Setting, State
from debate.rules.trace import RawStep, Trace
from debate.store.entry import Made

Choose = Callable[[State, str], Move]
"""What an opponent in this role's seat would choose in a position."""
PHASES = ("deal", "choose", "answer", "extend", "settle", "over")
_Place = tuple[int, str, str]
"""Round, phase, role."""


@frozen
class Replaced:
    """A choice that a person had to make otherwise: as recorded (None: never asked then), as made, and why."""

    round: int
    phase: str
    recorded: Move | None
    made: Move
    why: str


@frozen
class WhatIf:
    """Two runs of one game: as recorded, and with ``changed`` in place of the choice number ``at`` (from 0)."""

    at: int
    changed: Move
    recorded: Played = field(repr=False)
    other: Played = field(repr=False)
    replaced: tuple[Replaced, ...]

    @property
    def instead_of(self) -> Move:
        return self.recorded.moves[self.at]


def what_if(
    deck: Deck,
    setting: Setting,
    line: Sequence[Made],
    at: int,
    changed: Move,
    people: Collection[str],
    choose: Choose,
) -> WhatIf:
    """Both runs. A game that was not over is taken no further than it had come.

    ``line``: the choices of the game; those without a reason were made by people. ``people``: roles that people fill,
    who pass where nothing is recorded for them.

    Raises:
        IllegalMove: ``changed`` is not legal there.
        ValueError: there is no such choice, or it is another role's.
    """
    moves = [made.move for made in line]
    if not 0 <= at < len(moves):
        raise ValueError(f"the game has {len(moves)} choices, so there is none to change at {at}")
    if changed.role != moves[at].role:
        raise ValueError(f"that choice was made by '{moves[at].role}', not by '{changed.role}'")
    recorded = run(deck, setting, moves)
    other = _Run(restart(deck, setting))
    for move in moves[:at]:
        other.make(move)
    here = _step(other.state)
    other.make(changed)
    for made, before in zip(line[at + 1 :], recorded.states[at + 1 :], strict=False):
        # Chosen without knowing the changed choice.
        if _step(before) == here == _step(other.state) and refusal(other.state, made.move) is None:
            other.make(made.move)
    end = None if recorded.state.over else _order(recorded.state)
    asked = _Asked(recorded, line, people, choose)
    while not other.state.over and (end is None or _order(other.state) < end):
        role = other.state.awaiting[0]
        other.make(asked.choice(other.state, role))
    return WhatIf(at, changed, recorded, other.played(), tuple(asked.replaced))


def _step(state: State) -> tuple[int, str]:
    return state.round, state.phase


def _order(state: State) -> tuple[int, int]:
    return state.round, PHASES.index(state.phase)


class _Run:
    """A game being played, with all that it leaves behind."""

    def __init__(self, first: State) -> None:
        self.states = [first]
        self.moves: list[Move] = []
        self.steps: list[RawStep] = []

    @property
    def state(self) -> State:
        return self.states[-1]

    def make(self, move: Move) -> None:
        step = play(self.state, move)
        self.states.append(step.state)
        self.moves.append(move)
        self.steps += step.trace.raw

    def played(self) -> Played:
        return Played(tuple(self.states), Trace(self.state.tables, tuple(self.steps)), tuple(self.moves))


class _Asked:
    """Who chooses what after the changed choice."""

    def __init__(self, recorded: Played, line: Sequence[Made], people: Collection[str], choose: Choose) -> None:
        self._people = people
        self._choose = choose
        self._made: dict[_Place, list[Move]] = {}
        for made, before in zip(line, recorded.states, strict=False):
            if made.reason is None:
                self._made.setdefault((*_step(before), made.move.role), []).append(made.move)
        self.replaced: list[Replaced] = []

    def choice(self, state: State, role: str) -> Move:
        legal = legal_moves(state, role)
        kinds = {move.kind for move in legal}
        already = state.choices.get(role, ())
        left = [move for move in self._made.get((*_step(state), role), ()) if move not in already]
        for move in left:
            if refusal(state, move) is None:
                return move
        wanted = next((move for move in left if move.kind in kinds), None)
        if wanted is None and role not in self._people and role in state.tables.roles:
            return self._choose(state, role)
        refused = None if wanted is None else refusal(state, wanted)
        why = "It was not asked this in the game as it was played." if refused is None else refused.sentence
        move = _nearest(state, legal, wanted)
        if len(legal) > 1:
            self.replaced.append(Replaced(*_step(state), wanted, move, why))
        return move


def _nearest(state: State, legal: Sequence[Move], wanted: Move | None) -> Move:
    """The legal choice that is closest to the one wanted: the same with another card or none, else to pass."""
    if wanted is not None:
        for move in legal:
            if (move.kind, move.move, move.to) == (wanted.kind, wanted.move, wanted.to):
                return move
    if legal[0].kind == "rule":
        stands = standing(state, legal[0].to)[0]
        return legal[0 if stands else 1]
    return legal[0] if legal[0].kind == "keep" else legal[-1]
