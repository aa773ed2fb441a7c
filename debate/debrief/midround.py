"""The world in the middle of a round: positions are kept where something is chosen, and much happens between."""

from __future__ import annotations

from collections.abc import Iterable

from debate.rules.state import State
from debate.rules.trace import TraceStep


def just_before(opened: State, steps: Iterable[TraceStep], late: TraceStep) -> State:
    """Meters and flags as they stood when a step came. ``opened``: where its round began; ``steps``: of the game."""
    state, tables = opened.copy(), opened.tables
    for step in steps:
        if step.round != late.round or step.number >= late.number or step.kind in ("denied", "roll"):
            continue
        if step.meter is not None and isinstance(step.after, int):
            state.v[tables.meter_places[step.meter]] = step.after
        elif step.flag is not None:
            state.v[tables.flag_places[step.flag]] = tables.flag_values[step.flag].index(str(step.after))
    return state
