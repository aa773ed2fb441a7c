"""What a round brought, put under what brought it."""

from __future__ import annotations

from collections.abc import Iterable

from debate.debrief.narration import Told

Block = list[tuple[Told, bool]]
"""Lines with whether they stand below the first of the block."""


def blocks(lines: Iterable[Told]) -> list[Block]:
    """The lines in their order, but each change that an event made by itself stands under that event.

    News of a round end come together: first all that happened, then what they changed, mixed; each change goes back to
    its own.
    """
    found: list[Block] = []
    owners: dict[int, Block] = {}
    together = False
    for told in lines:
        step = told.step
        if told.kind == "event" and step is not None:
            owners = owners if together else {}
            owners[step.number] = [(told, False)]
            found.append(owners[step.number])
        else:
            own = step is not None and told.kind in ("effect", "link")
            mine = [owners[n] for n in step.parents if n in owners] if own and step is not None else []
            if mine:
                mine[0].append((told, True))
            else:
                found.append([(told, False)])
        together = told.kind == "event"
    return found
