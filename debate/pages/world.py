"""How the world stands: meters and standing facts, with what moved them in the latest round."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.naming import CAPITAL
from debate.pages.document import Bar, Heading, Line, Node, Ref, item
from debate.pages.reader import Reader
from debate.pages.words import capital_left
from debate.rules.outcome import score
from debate.rules.state import State

HIDDEN = "It is hidden from your seat, and so is why it moves."


def world(reader: Reader) -> Iterator[Node]:
    """Meters by group, one a line, with what the ends of the scale mean and their change; then standing facts."""
    deck, view = reader.deck, reader.view
    before = _before(reader)
    yield _heading(reader)
    for group, ids in _groups(reader).items():
        yield Heading(group, 3)
        for id_ in ids:
            meter, value = deck.meters[id_], view.meters[id_]
            if value is None:
                yield _asked(f"{meter.name}: hidden from you", id_)
                continue
            scale = f" ({meter.min}: {meter.low}, {meter.max}: {meter.high}; it began at {meter.start})"
            change = _change(value - before.meters[id_])
            yield _asked(f"{meter.name}: {value}{f', {change}' if change else ''}{scale}", id_)
    yield from standing(reader)
    span = "since the start" if view.over else "over the latest round"
    if _years_later(reader):
        span += "; your score counts how all this stood at the end of term"
    yield Line(f"'up' and 'down' tell the change {span}.")


def _years_later(reader: Reader) -> bool:
    """Whether the world stands as it is years after the end of term."""
    return reader.view.over and reader.deck.rounds.epilogue > 0


def _heading(reader: Reader) -> Heading:
    return Heading(f"The world{', years later' if _years_later(reader) else ''}")


def score_so_far(reader: Reader) -> Line:
    """How the reader would come out now, as far as it can be known."""
    if reader.role is None or reader.motive is None:
        return Line("Scores are told at the end.")
    points, motive = reader.view.points[reader.role], reader.motive
    if any(reader.view.meters[meter] is None for meter in motive.wants):
        return Line(
            f"You have {points} debate points. Your score is told at the end: your motive wants what is hidden."
        )
    scored = score(reader.view.position, motive.wants)
    par = "" if motive.par is None else f" Scripted play reaches {motive.par} on average."
    return Line(f"If the term ended now: {scored} of 100 on what your motive wants, and {points} debate points.{par}")


def standing(reader: Reader) -> Iterator[Node]:
    """The standing facts as they are now."""
    deck, flags = reader.deck, reader.view.flags
    if deck.flags:
        yield Heading("How things stand", 3)
    for flag in deck.flags.values():
        yield _asked(f"{flag.name}: {flag.values[flags[flag.id]]}", flag.id)


def world_in_short(reader: Reader) -> Iterator[Node]:
    """A group of meters a line, and the standing facts that are not as they were at the start."""
    deck, view = reader.deck, reader.view
    before = _before(reader)
    yield _heading(reader)
    for group, ids in _groups(reader).items():
        yield Line(", ".join(_short(reader, id_, before) for id_ in ids), 1, group)
    flags = [f for f in deck.flags.values() if view.flags[f.id] != f.start or view.round == 1]
    if flags:
        unless = "" if view.round == 1 else ", other than at the start"
        stands = ", ".join(f"{flag.name}: {flag.values[view.flags[flag.id]]}" for flag in flags)
        yield Line(stands, 1, f"How things stand{unless}")


def stands(reader: Reader, id_: str) -> Iterator[Node]:
    """How a meter, standing fact or capital stands now."""
    deck, view = reader.deck, reader.view
    if id_ in deck.meters:
        meter, value = deck.meters[id_], view.meters[id_]
        yield Line(HIDDEN) if value is None else Bar(value, meter.min, meter.max, meter.start)
        yield Line(f"{meter.min} means: {meter.low}. {meter.max} means: {meter.high}.")
    elif id_ in deck.flags:
        flag = deck.flags[id_]
        yield Line(f"Now: {flag.values[view.flags[id_]]}. At the start: {flag.values[flag.start]}.")
    else:
        yield Line(f"Now: {capital_left(view)[id_.removeprefix(CAPITAL)]}.")


def _before(reader: Reader) -> State:
    """The position that changes are counted from: when the latest round began; once it is over, the start."""
    opened = reader.game.opened(1 if reader.view.over else max(1, reader.view.round - 1))
    return reader.game.state if opened is None else opened


def _groups(reader: Reader) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for meter in reader.deck.meters.values():
        found.setdefault(meter.group, []).append(meter.id)
    return found


def _asked(text: str, id_: str) -> Line:
    return item(text, Ref("why", id_), more="Why?")


def _change(by: int) -> str:
    return f"{'up' if by > 0 else 'down'} {abs(by)}" if by else ""


def _short(reader: Reader, id_: str, before: State) -> str:
    meter, value = reader.deck.meters[id_], reader.view.meters[id_]
    if value is None:
        return f"{meter.name} hidden from you"
    change = _change(value - before.meters[id_])
    return f"{meter.name} {value}{f' ({change})' if change else ''}"
