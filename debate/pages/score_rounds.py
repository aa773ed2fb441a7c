"""A score round by round: what each goal gave to it, and through what; in the words of each round's own account."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from attrs import evolve

from debate.debrief.account import Moved, account
from debate.pages.charts import signed
from debate.pages.document import Change, Goal, Heading, Line, Node, Part, Ref, item
from debate.pages.headline import Scale, role_name
from debate.pages.reader import Reader
from debate.pages.words import round_title
from debate.rules.deck import Motive


def title(reader: Reader, role: str, number: int = 0) -> str:
    """What the page is called. ``number``: of the one round of which it tells, 0 for all."""
    whose = "Your score" if role == reader.role else f"Score of {role_name(reader, role)}"
    if number > last_scored(reader):
        return f"{whose}, years later"
    return f"{whose} in round {number}" if number else f"{whose}, round by round"


def last_scored(reader: Reader) -> int:
    """The last round that is over and counts for a score: once the game is, that in which the term ended."""
    term = reader.game.state.term
    return term.round if term is not None and reader.view.over else reader.view.round - 1


def score_rounds(reader: Reader, role: str, number: int = 0) -> Iterator[Node]:
    """What a role's score and what it says it is for came to in each round that is over (or in this one; the rounds
    after the term are told together), and what moved each goal of the score there: the points add up. ``KeyError``
    where that is not for the reader to know."""
    deck, view = reader.deck, reader.view
    if role not in deck.roles or not (view.over or role == reader.role):
        raise KeyError(role)
    last = last_scored(reader)
    told = [(each,) for each in range(1, last + 1) if number in (0, each)]
    later = tuple(range(last + 1, view.round + 1)) if view.over and (not number or number > last) else ()
    for numbers in (*told, *([later] if later else [])):
        if not number:
            yield Heading("Years later" if numbers is later else round_title(deck, numbers[0], " · "), 3)
        yield from _in_round(reader, role, numbers, numbers is later)


def _in_round(reader: Reader, role: str, numbers: Sequence[int], later: bool) -> Iterator[Node]:
    own = role == reader.role
    motive = reader.motive if own else reader.deck.roles[role].motives.get(reader.game.state.motives[role])
    scales = both_scales(reader, motive, numbers, later)
    if scales is None:
        return
    lines, parts = list(in_words(scales, own, later)), scales[0].parts
    if scales[0].known:
        yield evolve(lines.pop(0), tone="strong")
    found = {each.meter: each for each in account(reader.deck, reader.steps, numbers, motive if own else None).meters}
    for meter in sorted(filter(found.__contains__, parts), key=lambda each: -abs(parts[each])):
        moved, mark = change(reader, found[meter]), "up" if parts[meter] > 0 else "down" if parts[meter] else ""
        yield item(f"{signed(parts[meter])}: {moved.words}", moved.to, mark)  # type: ignore[arg-type]
    yield from lines


def both_scales(
    reader: Reader, motive: Motive | None, numbers: Sequence[int], later: bool
) -> tuple[Scale, Scale] | None:
    """How far somebody with this motive was before these rounds, and is after them, with what it wants and with what it
    says it is for. ``later``: they are those after the end of term."""
    game, now = reader.game, reader.game.state
    before = now.term if later else game.opened(numbers[0])
    after = now if later else game.opened(numbers[-1] + 1) or (now.term or now if now.over else None)
    if motive is None or before is None or after is None:
        return None
    return Scale(reader, motive.wants, before, after), Scale(reader, motive.ends, before, after)


def in_words(scales: tuple[Scale, Scale], own: bool, later: bool) -> Iterator[Line]:
    """What these rounds did to the score, and to what one says one is for, goal by goal, as far as that is known."""
    wants, ends = scales
    want, say = ("you want", "you say you are") if own else ("it wants", "it says it is")
    if wants.known:
        yield Line(f"Score{f' on what {want}, years later:' if later else ''} {wants.words}")
    if ends.known:
        yield Line(f"What {say} for {ends.words}")


def change(reader: Reader, moved: Moved) -> Change:
    """A meter that moved, with what moved it."""
    meter = reader.deck.meters[moved.meter]
    parts = tuple(
        Part(
            cause.by,
            _caused(cause.words, cause.event),
            cause.citation,
            cause.role,
            role_name(reader, cause.role),
            limit=cause.id == moved.meter,
        )
        for cause in moved.causes
    )
    return Change(
        meter.name, meter.short or meter.name, moved.before, moved.after, meter.min, meter.max, parts,
        Ref("why", meter.id), goal_of(moved.want, moved.end),
    )  # fmt: skip


def _caused(words: str, event: bool) -> str:
    words = f"'{words}'" if event else words
    return words if words.endswith((".", "!", "?")) or not words else f"{words[:1].upper()}{words[1:]}."


def goal_of(want: int, end: int) -> Goal | None:
    """What a meter is to a reader who gives it these weights among what they want, and among what they say."""
    return Goal("scored", want) if want else Goal("said", end) if end else None
