"""What a class says beside the game, on the wall: beliefs before and after, and sentences that were let through."""

from __future__ import annotations

from typing import TYPE_CHECKING

from debate.classroom.console.wall_paper import EDGE, Drawing, large, line, rule, said
from debate.debrief.believed import ANSWERS, SAID, Tally
from debate.debrief.naming import listed
from debate.faces.kit.plots import bar, letters
from debate.faces.kit.rows import Row, fit, padded, row
from debate.pages.charts import signed
from debate.pages.own_words import ACHIEVED
from debate.pages.predictions import ENOUGH

if TYPE_CHECKING:
    from debate.classroom.console.board import Board
    from debate.classroom.room import Room

_DIGITS = 12
"""Cells of a number in large letters, up to three digits."""


def beliefs_page(room: Room, board: Board, cells: int) -> Drawing:
    """One claim, the claims taking turns: how many say what, before and after, and how many changed their minds."""
    told = [tally for tally in room.believed() if sum(tally.before.values()) + sum(tally.after.values()) >= ENOUGH]
    if not told:
        return Drawing("What you believe", (tuple(said("Too few have answered so far to add it up.", cells)),))
    at = board.turn % len(told)
    tally = told[at]
    both = sum(tally.after.values()) > 0
    most = max(sum(tally.before.values()), sum(tally.after.values()))
    parts = [tuple(said(room.deck.beliefs[tally.belief].claim, cells, 3))]
    parts += [tuple(_answer(tally, answer, most, both, cells)) for answer in ANSWERS]
    if tally.both >= ENOUGH:
        ask = said("Ask one who did: which card, which round?", cells, 1, "quiet") if tally.moved else []
        parts.append((rule(cells), *said(_changed(tally), cells), *ask))
    title = "What you believe, before and after" if both else "What you believe, at the door"
    return Drawing(title, tuple(parts), f"claim {at + 1} of {len(told)}")


def _answer(tally: Tally, answer: str, most: int, both: bool, cells: int) -> list[Row]:
    """An answer with a bar before and one after, the number that it has now in large letters."""
    label, long = 22, cells - 2 * EDGE - 22 - 5 - _DIGITS - 6
    before, after = tally.before[answer], tally.after[answer]
    digits = letters(str(after if both else before))
    name = fit(SAID[answer][:1].upper() + SAID[answer][1:], label - 8)
    gap = signed(after - before) if both and tally.both >= ENOUGH else ""
    told = [
        row((f"{name}before  ", "quiet"), bar(before, long, high=most), (f"{before:>4} ", "quiet")),
        row((" " * len(name), ""), ("after   ", "bold"), bar(after, long, high=most), (f"{after:>4} ", "bold")),
        row(" "),
    ]
    if not both:
        told[1] = row(" ")
    wide = label + long + 5 + 2
    ends = [row(""), row((f"{gap:>5}", "bold")), row("")]
    return [
        line(padded(each, wide), padded(big, _DIGITS), end) for each, big, end in zip(told, digits, ends, strict=True)
    ]


def _changed(tally: Tally) -> str:
    """``13 of 27 changed their minds: 12 from yes to no.``"""
    count = sum(tally.moved.values())
    if not count:
        return f"None of {tally.both} changed their minds."
    ways = sorted(tally.moved.items(), key=lambda each: -each[1])
    told = listed([f"{many} from '{SAID[was]}' to '{SAID[now]}'" for (was, now), many in ways[:2]])
    more = count - sum(many for _, many in ways[:2])
    return f"{count} of {tally.both} changed their minds: {told}{f', {more} otherwise' if more else ''}."


def words_page(room: Room, board: Board, cells: int) -> Drawing:
    """One sentence that the teacher has let through, in the largest letters that it has room in; they take turns."""
    found = room.achieved(shown=True)
    if not found:
        return Drawing(ACHIEVED, (tuple(said("No sentence has been let through so far.", cells)),))
    at = board.turn % len(found)
    one = found[at]
    role = room.deck.roles[one.role].name if one.role in room.deck.roles else ""
    who = ", ".join(part for part in (one.name, role) if part)
    drawn = large(one.text, cells, 4) or said(f"“{one.text}”", cells, 6)
    return Drawing(
        ACHIEVED, (tuple(drawn), tuple(said(who, cells, 1, "quiet")) if who else ()), f"{at + 1} of {len(found)}"
    )
