"""A game from its record: played again as it was, or the same table under another model of the world.

Under another model choices, cases, answers, offers, rulings and payments stay as recorded. A recorded move that is
refused there for ``forbidden`` or ``needs`` when it was chosen does not happen; one whose needs are gone later is
overtaken as usual. Rolls do not shift. Under its own model a replay is identical.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from attrs import evolve, field, frozen

from debate.rules import world
from debate.rules.deck import Deck
from debate.rules.moves import JUDGE, Move
from debate.rules.play import answered, dealt, extended, lay_open, opening, play, reveal
from debate.rules.settling import settle
from debate.rules.state import Setting, State
from debate.rules.tables import Tables, tables_for
from debate.rules.trace import RawStep, Trace

Choices = dict[str, tuple[Move, ...]]


@frozen
class Played:
    """A game from its choices: its positions, the first one included, and the whole trace.

    ``states``: one position a choice, or, under another model, one a round. ``moves``: the choices, where there is
    one between each position and the next.
    """

    states: tuple[State, ...] = field(repr=False)
    trace: Trace = field(repr=False)
    moves: tuple[Move, ...] = field(default=(), repr=False)

    @property
    def state(self) -> State:
        return self.states[-1]


def decided(played: Played) -> Mapping[tuple[str, int], int]:
    """For each move that waited, by its id and the round in which it came up again, when it was decided."""
    return {
        (waiting.move, state.round): state.round - 1
        for state in played.states
        if state.phase == "choose"
        for waiting in state.waiting.values()
    }


def restart(deck: Deck, setting: Setting) -> State:
    """The first position of a game with this setting."""
    return opening(tables_for(deck, setting.preset, setting.views), setting)


def run(deck: Deck, setting: Setting, moves: Iterable[Move]) -> Played:
    """Play recorded choices as they were made. Raises :class:`IllegalMove` at the first that is not legal."""
    state = restart(deck, setting)
    states: list[State] = [state]
    raw: list[RawStep] = []
    made = tuple(moves)
    for move in made:
        step = play(state, move)
        state = step.state
        states.append(state)
        raw += step.trace.raw
    return Played(tuple(states), Trace(state.tables, raw), made)


def under(
    deck: Deck,
    setting: Setting,
    moves: Iterable[Move],
    views: Iterable[str],
    other: Deck | None = None,
) -> Played:
    """The table of a recorded game under other causal views, then its epilogue.

    It ends where the record ends, or earlier where an ending ends the game. An unfinished round is left out; where no
    round is finished there is only the first position. ``other``: the deck with other links or denials, under which it
    is replayed.
    """
    there = restart(other or deck, evolve(setting, views=tuple(sorted(set(views)))))
    there.past = None
    states: list[State] = [there]
    raw: list[RawStep] = []
    recorded = tables_for(deck, setting.preset, setting.views)
    rounds = _rounds(deck, setting, moves)
    for number, choices in enumerate(rounds, 1):
        there = there.copy()
        _replay_round(there, recorded, choices, raw, last=number == len(rounds))
        states.append(there)
        if there.over:
            break
    return Played(tuple(states), Trace(there.tables, raw))


def _rounds(deck: Deck, setting: Setting, moves: Iterable[Move]) -> list[dict[str, Choices]]:
    """For each whole round: phase -> role -> its choices, in the order made."""
    state = restart(deck, setting)
    rounds: list[dict[str, Choices]] = []
    made: dict[str, Choices] = {}
    for move in moves:
        before, state = state, play(state, move).state
        choices = made.setdefault(before.phase, {})
        choices[move.role] = (*choices.get(move.role, ()), move)
        closed = state.round - 1 if state.term is None else state.term.round
        if closed >= before.round:
            rounds.append(made)
            # A round in which every role has a move waiting asks nobody and closes at once.
            rounds += [{} for _ in range(closed - before.round)]
            made = {}
    return rounds


def _replay_round(state: State, recorded: Tables, made: dict[str, Choices], trace: list[RawStep], last: bool) -> None:
    if "deal" in made:
        state.choices = made["deal"]
        dealt(state, trace)
    state.choices = made.get("choose", {})
    lay_open(state)
    reveal(state, trace, recorded)
    state.choices = made.get("answer", {})
    lay_open(state)
    answered(state, trace)
    state.choices = made.get("extend", {})
    lay_open(state)
    extended(state, trace)
    state.choices = settling = made.get("settle", {})
    lay_open(state)
    state.floor = evolve(state.floor, rulings={choice.to: choice.ruling for choice in settling.get(JUDGE, ())})
    state.choices = {}
    settle(state, {role for role, choices in settling.items() if choices[0].kind == "pay"}, trace)
    world.close(state, trace, last)
