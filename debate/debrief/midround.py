"""The world in the middle of a round: positions are kept where something is chosen, and much happens between."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from debate.rules.conditions import BEATEN, DECLINED, STOOD
from debate.rules.deck import Deck
from debate.rules.evaluate import holds
from debate.rules.replay import Played
from debate.rules.state import State
from debate.rules.trace import TraceStep

_EVENTS = {"event": "", "declined": DECLINED, "stood": STOOD, "beaten": BEATEN}
"""Kinds of steps that conditions can ask about, with what stands before the id there."""


def just_before(opened: State, steps: Iterable[TraceStep], before: int) -> State:
    """Meters, flags and capital, and what had happened how often, as all stood before the step with this number.

    ``opened``: where its round began; ``steps``: of the game."""
    state, tables = opened.copy(), opened.tables
    for step in (step for step in steps if step.round == opened.round and step.number < before):
        count = tables.count_places.get(_EVENTS.get(step.kind, "?") + step.cause)
        if count is not None and not step.target:
            state.v[count] += 1
            state.v[count + tables.latest_from] = step.round
        if step.target not in tables.places or step.kind in ("denied", "roll"):
            continue
        if isinstance(step.after, int):
            state.v[tables.places[step.target]] = step.after
        elif step.flag is not None:
            state.v[tables.places[step.target]] = tables.flag_values[step.flag].index(str(step.after))
    return state


def overtaken_by(played: Played, move: str, number: int) -> str:
    """Of a move that was overtaken in this round: the one of the same round that took away what it needs by taking
    effect before it. Empty where that was gone before the moves of the round, or went when an offer was declined."""
    steps = [step for step in played.trace if step.round == number]
    late = next(step for step in steps if (step.kind, step.cause) == ("overtaken", move))
    opened = next(state for state in played.states if state.round == number)
    needs = opened.tables.moves[move].needs
    for step in reversed([step for step in steps if step.number < late.number and step.kind in ("event", "declined")]):
        if holds(needs, just_before(opened, steps, step.number).v, opened.tables):
            return step.cause if step.kind == "event" else ""
    return ""


def drawn_before(steps: Sequence[TraceStep], number: int) -> int:
    """The number of the first step that comes after the news of a round is drawn: all that news hangs on was read
    before it. ``steps``: of the game; some of this round among them."""
    here = [step for step in steps if step.round == number]
    drawn = (step for step in here if step.kind == "roll" or (step.kind, step.cause) == ("rule", "income"))
    return next((step.number for step in drawn), here[-1].number + 1 if here else 0)


def counted_before(deck: Deck, steps: Sequence[TraceStep], number: int) -> int:
    """The number of the first step that the links of a round's end make: how long conditions have lasted is counted
    before it. ``steps``: of the game; some of this round among them."""
    for step in (step for step in steps if step.round == number):
        item = deck.links.get(step.cause) or deck.denials.get(step.cause)
        if step.kind == "landing" or (item is not None and not item.follows):
            return step.number
    return drawn_before(steps, number)
