"""A move that was decided in one round and happened in the next is named with both wherever it has a round."""

from __future__ import annotations

import io
import re

import debate
from debate.debrief.verdicts import verdicts
from debate.debrief.waiting import both_rounds, round_of
from debate.faces.plain.console import Console
from debate.faces.plain.told import write
from debate.pages.details import details
from debate.pages.document import Ref
from debate.pages.finale import chart, decisions, finale, promises, promises_of_others
from debate.pages.reader import Reader
from debate.pages.why import WHOLE, why
from debate.rules.replay import decided
from tests.debrief.games import watched

ZTE = debate.load_deck("zte")


def page(nodes: object) -> str:
    out = io.StringIO()
    write(Console(io.StringIO(), out, 10_000), nodes)  # type: ignore[arg-type]
    return out.getvalue()


def test_every_page_names_both_rounds_of_a_move_that_waited() -> None:
    """Whole games with beaten moves: why, the move's own page, its promises, the score and the chart say when it was
    decided and when it happened, and none of them only one of both."""
    told = 0
    for seed in (2, 3, 6, 7):
        session = watched(ZTE, seed, "scripted")
        came = {(step.cause, step.round) for step in session.trace if step.kind == "event"}
        for (id_, happened), chosen in decided(session.played).items():
            if (id_, happened) not in came:
                assert round_of(session.played, chosen, id_) == f"round {chosen}"
                continue
            title, role = ZTE.moves[id_].title, ZTE.moves[id_].role
            both = f"decided in round {chosen}, happened in round {happened}"
            assert round_of(session.played, chosen, id_) == both == both_rounds(chosen, happened)
            reader = Reader(session, role)
            assert both in page(details(reader, Ref("move", id_)))
            found = finale(reader)
            promised = [
                each for each in verdicts(ZTE, session.to_record()) if (each.move, each.round) == (id_, happened)
            ]
            lines = page([*promises(found), *promises_of_others(found)]).splitlines()
            about = [line for line in lines if f"'{title}' promised" in line and f"round {happened}" in line]
            assert len(about) == len(promised)
            assert all(both in line.lower() for line in about)
            assert all(f"round {chosen}," not in line or both in line for line in page(decisions(found)).splitlines()
                       if f"'{title}'" in line and not line.strip().startswith("R"))  # fmt: skip
            assert f"{title} (round {chosen}, happened in round {happened})" in chart(found).sentences[-1]
            for meter in ZTE.meters:
                unfolded = re.sub(r"\n {4}(?=[^ +-])", " ", page(why(reader, meter, WHOLE)))
                for line in unfolded.splitlines():
                    if f"{ZTE.roles[role].name}: {title} · " in line and f"round {happened}" in line:
                        told += 1
                        assert both in line
                    rounds = re.search(
                        rf"'{re.escape(title)}' of {ZTE.roles[role].name},? (?:in )?(rounds? [^;:]*?)(?: \(P|[;:.])",
                        line,
                    )
                    if rounds and line.lstrip().startswith(("+", "-")) and str(happened) in rounds[1]:
                        told += 1
                        assert "(decided in " in rounds[1]
                        assert str(chosen) in rounds[1].split("(decided in ")[1]
    assert told
