"""What people said would come, beside what came."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.closing import FALL, LATER, NOT, RISE, STAY
from debate.debrief.foreseen import (
    NEVER_SCORED,
    Foreseen,
    beside_base_rates,
    calibration_rows,
    learned,
    tally_words,
    worst_first,
)
from debate.debrief.questions import Question
from debate.pages.document import Line, Node, Ref, Table, TableRow, item, quiet, strong
from debate.pages.reader import Reader

ANSWERS = {RISE: "rise", NOT: "not move", STAY: "stay as it is", FALL: "fall", LATER: "move only later"}
"""The answers to what will come, in words."""


def so_far(reader: Reader, question: Question) -> str:
    """Where the meter that is asked about stands, and how right the answers before were."""
    game, value = reader.game, reader.view.meters[question.meter]
    stands = "" if value is None else f"{reader.deck.meters[question.meter].name} stands at {value}."
    found = game.foreseen(reader.role)
    return f"{stands} So far {tally_words(found)}" if found else stands


def summary(reader: Reader) -> Iterator[Node]:
    """All answers of the game, those furthest off first, with how right each certainty was."""
    found = reader.game.foreseen(reader.role)
    if not found:
        yield Line("Nothing was predicted in this game.")
        return
    yield strong(tally_words(found))
    yield Line(beside_base_rates(found))
    if surprise := learned(reader.deck, found):
        yield Line(surprise)
    rows = [
        TableRow(f"{sure} % sure", (str(count), str(right), f"{share} %"))
        for sure, count, right, share in calibration_rows(found)
    ]
    yield Table(("answers", "right", "that is"), tuple(rows))
    for one in worst_first(found):
        told = f"Round {one.score.round}, {one.score.sure} % sure. {_who(reader, one)}{one.score.because}"
        yield item(told, Ref("why", one.score.meter), "right" if one.score.right else "wrong")
    yield quiet(NEVER_SCORED)


def _who(reader: Reader, one: Foreseen) -> str:
    return "" if reader.role is not None or one.person else f"{reader.deck.roles[one.role].name}: "
