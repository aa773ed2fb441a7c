"""How things stand and what is coming, in a box for a small window."""

from __future__ import annotations

from debate.debrief.naming import name_of
from debate.faces.kit.frames import framed
from debate.faces.kit.rows import Row, cut, fold, row, settled
from debate.faces.kit.world import good_for
from debate.faces.tui.table_facts import motive_of
from debate.game.record import GameRecord


def standing_rows(session: GameRecord, role: str | None, cells: int, height: int) -> list[Row]:
    """Flags that are other than at the start, then what is on its way, the soonest first; as much as fits."""
    deck, view, motive = session.deck, session.view(role), motive_of(session, role)
    room = cells - 4
    told = [
        f"{settled(flag.name)}: {flag.values[view.flags[flag.id]]}"
        for flag in sorted(deck.flags.values(), key=lambda flag: view.flags[flag.id] == flag.start)
        if len(flag.values) > 1
    ]
    coming: list[Row] = []
    for item in sorted(view.pending, key=lambda p: (p.lands, p.link)):
        for target, amount in item.changes:
            if target in deck.meters:
                weight = motive.wants.get(target, motive.ends.get(target, 0)) if motive is not None else 0
                change = row((f"{amount:+d}", f"bold {good_for(weight, amount)}"))
            else:
                change = row((list(deck.flags[target].values.values())[amount], "bold"))
            name = cut(name_of(deck, target), room - 10)
            coming.append(row((f" R{item.lands} ", "bold"), (f"{name} ", ""), change))
    free = max(0, height - 2)
    stands = [row((f" {line}", "")) for line in fold(" · ".join(told), room)] if told else []
    kept = max(1, free - min(len(coming), max(1, free // 2)))
    if len(stands) > kept:
        stands = [
            *stands[: kept - 1],
            row((" " + cut(" ".join(line[0][0].strip() for line in stands[kept - 1 :]), room), "")),
        ]
    rows = [*stands, *coming[: free - len(stands)]]
    below = "p: all of it" if len(coming) > free - len(stands) or len(told) > 4 else ""
    return framed(rows, cells, title="How things stand, and what is coming", below=below, height=free)
