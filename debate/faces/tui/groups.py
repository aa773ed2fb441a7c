"""Consequences put together by what brought them: each move, the news, the end of the round, capital."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from attrs import define, field
from textual.content import Content

from debate.debrief.narration import PAYMENTS, STILL, Told
from debate.debrief.rounds import Exchange
from debate.faces.tui.page import QUIET
from debate.faces.tui.text import DENIED, Part, arrow, fold, rows, width
from debate.rules.deck import Deck

FLOOR = "floor"
"""Kind of a line that says how an exchange ended."""
WAITS = {"waits": "the move waits a round", "lapsed": "no round is left in which the move could come"}
"""What became of the move of a beaten case that was not paid for."""
ROUND_END, NEWS, CAPITAL, UNTOLD = "The round ends", "News", "Capital", "Something you cannot see"


@define
class Group:
    """A head and the consequences under it. ``event``: the move they come from, empty for the others."""

    title: str
    event: str = ""
    head: Told | None = None
    lines: list[Told] = field(factory=list)


def grouped(deck: Deck, lines: Iterable[Told]) -> list[Group]:
    """The lines in their order, in groups. Lines must be in display order, as ``consequences`` gives them."""
    groups: list[Group] = []
    for line in lines:
        cause = line.step.cause if line.step is not None else ""
        now = groups[-1] if groups else None
        if (line.kind == "event" and cause in deck.moves) or line.kind in ("overtaken", "declined", "unplayable"):
            groups.append(Group(line.text, cause, line))
            continue
        title = _title(deck, line, now)
        if now is None or title != (now.title if not now.event else now.event):
            groups.append(now := Group(title))
        now.lines.append(line)
    return groups


def _title(deck: Deck, line: Told, now: Group | None) -> str:
    """The group this line belongs to: the id of the move it comes from, or the title of one of the others."""
    step = line.step
    if line.kind == PAYMENTS:
        return CAPITAL
    if line.kind == FLOOR or step is None:
        return "The floor"
    if line.kind == "event":
        return NEWS
    if line.kind == "clamp" and now is not None:
        return now.event or now.title
    event = now.event if now is not None else ""
    if event and (step.cause == event or event in _follows(deck, step.cause)):
        return event
    if step.cause in deck.moves:
        return UNTOLD
    if step.cause in deck.news or any(id_ in deck.news for id_ in _follows(deck, step.cause)):
        return NEWS
    if step.cause in deck.links or step.cause in deck.denials or line.kind == STILL:
        return ROUND_END
    return UNTOLD


def _follows(deck: Deck, cause: str) -> Sequence[str]:
    item = deck.links.get(cause) or deck.denials.get(cause)
    return item.follows if item is not None else ()


def reason(line: Told, group: Group | None = None) -> str:
    """Why it came, with the citation; empty where the head of its group says it already."""
    if group is not None and group.event and line.step is not None and line.step.cause == group.event:
        return ""
    return " ".join(part for part in (line.cause, f"({line.citation})" if line.citation else "") if part)


def told_content(line: Told, cells: int, group: Group | None = None, indent: str = "") -> Content:
    """One consequence: what changed, and the reason in quieter lines below."""
    if line.kind in ("denied", STILL):
        glyph = DENIED
    else:
        glyph = arrow(line.way) if line.way else "·"
    style = "bold" if line.kind in ("denied", "event") else ""
    room = cells - width(indent) - 2
    parts: list[Part] = [
        (f"{indent}{glyph if number == 0 else ' '} {part}", style) for number, part in enumerate(fold(line.text, room))
    ]
    why = reason(line, group)
    if why:
        parts += [(f"{indent}  {part}", QUIET) for part in fold(why, room)]
    return rows(parts)


def head_content(group: Group, cells: int) -> Content:
    """The head of a group."""
    cite = f" ({group.head.citation})" if group.head is not None and group.head.citation else ""
    return rows((part, "bold underline") for part in fold(group.title + cite, cells))


def floor_group(deck: Deck, exchanges: Iterable[Exchange], role: str | None) -> Group:
    """How the cases of a round ended."""
    lines = []
    for exchange in exchanges:
        if not exchange.result:
            continue
        speaker = "Your" if exchange.role == role else f"{deck.roles[exchange.role].name}: the"
        title = deck.moves[exchange.move].title
        who = ", ".join("you" if other == role else deck.roles[other].name for other, _ in exchange.answers)
        if exchange.result == "stands":
            text = f"{speaker} case for '{title}' stands"
            cause = f"{who} answered, and the answer was answered." if exchange.answers else "Nobody answered it."
        else:
            text = f"{speaker} case for '{title}' is beaten"
            after = "more was paid to go on" if exchange.paid_on else WAITS.get(exchange.fate, WAITS["waits"])
            cause = f"Answered by {who}; {after}."
        lines.append(Told(text, cause, title, (), "", FLOOR, None))
    return Group("The floor", lines=lines)
