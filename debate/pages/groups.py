"""Consequences put together by what brought them: each move, the news, the end of the round, capital."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from attrs import define, field

from debate.debrief.naming import sentence
from debate.debrief.told import PAYMENTS, STILL, Told
from debate.pages.document import Line, Mark
from debate.rules.deck import Deck

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
    if step is None:
        return UNTOLD
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
    return sentence(line.cause, line.citation)


def lines_of(group: Group) -> Iterator[tuple[Told, tuple[Line, ...]]]:
    """Each consequence with what is said of it: what changed, and the reason in a quieter line."""
    for told in group.lines:
        mark: Mark = "denied" if told.kind in ("denied", STILL) else ""
        if not mark and told.way:
            mark = "up" if told.way > 0 else "down"
        strong = told.kind in ("denied", "event")
        why = reason(told, group)
        line = Line(told.text, 1, mark=mark, tone="strong" if strong else "")
        yield told, (line, Line(why, 2, tone="quiet")) if why else (line,)


def title_of(group: Group) -> str:
    """The head of a group, with where it is cited."""
    return sentence(group.title, group.head.citation if group.head is not None else "")
