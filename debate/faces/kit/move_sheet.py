"""A move: its row in a list, and its sheet beside the world: what is said, what it does at once, at what price."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import frozen

from debate.debrief.ahead import Ahead, Touch
from debate.faces.kit.cards import cites
from debate.faces.kit.frames import framed
from debate.faces.kit.glyphs import BACKS, DOWN, FULL, OTHER, SCORED, UP
from debate.faces.kit.names import MOVE, meter_nick, meter_short
from debate.faces.kit.rows import Row, beside, cut, fit, fold, folded, padded, row, settled, width
from debate.faces.kit.world import Shown, good_for, touched_row
from debate.rules.deck import Deck, Motive, MoveDef

LEAD = 14


@frozen
class Case:
    """One way to play a move: with a card (empty: without), at this price."""

    card: str
    price: int


@frozen
class Sheet:
    """What stands on the sheet. ``cases``: the ways to play the move now, ``at``: which of them is chosen. ``known``:
    what this game has shown already to follow from it. ``points``: meter -> what its change at once gives to the
    score."""

    ahead: Ahead
    cases: Sequence[Case]
    at: int
    capital: int
    known: Sequence[tuple[str, str]] = ()
    points: Sequence[tuple[str, int]] = ()
    rest: str = ""
    """What is said below: what it leaves too little for, and that else follows what is not told."""
    refused: str = ""
    """Why the move cannot be played now, where it has no cases."""


def tall_sheet(sheet: Sheet, deck: Deck, motive: Motive | None, cells: int, height: int) -> list[Row]:
    """The sheet in a frame of so many cells and rows."""
    room = cells - 3
    seen, points = sheet.ahead, dict(sheet.points)
    top = [row((f" {line}", "")) for line in folded(seen.text, room, 3)]
    body: list[Row] = [()]
    said = [f"“{settled(deck.meters[m].name)} {UP if way == 'up' else DOWN}”" for m, way in seen.promises]
    body += _part("It is said", [row((text, "bold")) for text in said])
    body += _part("At once", [_touch(touch, motive, points) for touch in seen.at_once])
    if seen.offer_to:
        body += _part("An offer", [row((f"only if taken by {settled(deck.roles[seen.offer_to].name)}", ""))])
        body += _part("If declined", [_touch(touch, motive, {}) for touch in seen.if_declined])
    if seen.covert:
        body += _part("Covert", [row(("the others are not told", ""))])
    for glyph, text in sheet.known:
        body += _part("Seen before", [row((line, "")) for line in fold(f"{glyph} {text}", room - LEAD)[:2]])
    if sheet.rest:
        body += [(), *(row((f" {line}", "quiet")) for line in fold(sheet.rest, room))]
    foot = _foot(sheet, deck, room)
    free = height - 2 - len(top) - len(foot)
    if len(body) > free:
        body = [each for each in body if each]  # room for words is worth more than air
    if len(body) > free:
        body = [*body[: max(0, free - 1)], row((" " * LEAD + " more: i", "quiet"))]
    body += [()] * (free - len(body))
    return framed([*top, *body, *foot], cells, title=seen.title, height=height - 2)


def _part(lead: str, rows: Sequence[Row]) -> list[Row]:
    return [row((f" {lead if n == 0 else '':<{LEAD - 1}}", "bold quiet"), each) for n, each in enumerate(rows)]


def _touch(touch: Touch, motive: Motive | None, points: dict[str, int]) -> Row:
    weight = 0
    if motive is not None:
        weight = motive.wants.get(touch.target, motive.ends.get(touch.target, 0))
    style = f"bold {good_for(weight, touch.amount or 0)}"
    mine = points.get(touch.target, 0)
    told = row((f"   {SCORED} {mine:+d}", "bold good" if mine > 0 else "bold bad")) if mine else ()
    return row((f"{settled(touch.name)} ", ""), (settled(touch.short), style), told)


def _foot(sheet: Sheet, deck: Deck, room: int) -> list[Row]:
    if not sheet.cases:
        return [row((f" {line}", "bad")) for line in folded(sheet.refused, room, 3)]
    case = sheet.cases[sheet.at]
    card = deck.arguments.get(case.card)
    turn = f"  ←→ {sheet.at + 1} of {len(sheet.cases)}" if len(sheet.cases) > 1 else ""
    if card is not None:
        name = cut(card.title, room - LEAD - 2 - len(turn))
        how = row((f"{BACKS} ", "bold"), (name, "bold"), (turn, "quiet"))
    elif sheet.ahead.covert:
        how = row(("no case: it is done covertly", ""), (turn, "quiet"))
    else:
        how = row((f"{OTHER} no case: policy by decree", ""), (turn, "quiet"))
    price = row((f"{FULL * case.price} ", ""), (f"{case.price} of your {sheet.capital}", "bold"))
    play = row(("   ", ""), (" ⏎ play it ", "bold bg on ink"))
    told = row((f"   {cites(card)}", "quiet")) if card is not None else ()
    return [*_part("Back it with", [how]), padded(row(*_part("Price", [row(price, told)])), room - 13) + play]


def low_sheet(
    sheet: Sheet, deck: Deck, motive: Motive | None, shown: Sequence[Shown], cells: int, height: int
) -> list[Row]:
    """The sheet in few rows: its words at the left, the touched meters with their bars at the right, mine first; how it
    is played last, over both where there is room for its words."""
    inside = height - 2
    left = max(34, cells // 2 - 5)
    right = cells - 4 - left - 1
    mine = sorted((each for each in shown if each.touched), key=lambda each: _rank(each, motive, sheet))
    most = inside if len(mine) <= inside else inside - 1
    rows = [touched_row(each, motive, right) for each in mine[:most]]
    if len(mine) > most:
        rows.append(row((f"    and {len(mine) - most} more  i", "quiet")))
    across = len(rows) < inside
    foot = _low_foot(sheet, deck, cells - 3 if across else left, across)
    room = max(1, inside - len(foot))
    words = [row((f" {line}", "")) for line in folded(sheet.ahead.text, left - 1, room)]
    if not sheet.cases:
        words = [row((f" {line}", "bad")) for line in folded(sheet.refused, left - 1, inside)]
    words += [()] * (room - len(words))
    drawn = beside([words, rows] if across else [[*words, *foot], rows], [left, right], 1)
    if across and foot:
        drawn += [()] * (inside - len(drawn))
        drawn[-1] = foot[0]
    return framed(drawn, cells, title=sheet.ahead.title, below=sheet.rest.removesuffix("."), height=inside)


def _low_foot(sheet: Sheet, deck: Deck, cells: int, across: bool) -> list[Row]:
    """How it is played, in one row, or in two of fewer cells."""
    if not sheet.cases:
        return []
    case = sheet.cases[sheet.at]
    turn = f" ←→ {sheet.at + 1}/{len(sheet.cases)}" if len(sheet.cases) > 1 else ""
    head = row((" ", ""), (" ⏎ play it ", "bold bg on ink"), (f" {case.price} of {sheet.capital}{FULL}", "bold"))
    card = deck.arguments.get(case.card)
    name = f" {BACKS} {card.title}" if card is not None else f" {OTHER} no case"
    if across:
        return [row(head, (turn, "quiet"), (cut(name, max(4, cells - 22 - len(turn))), ""))]
    return [row((cut(name, max(4, cells - len(turn))), ""), (turn, "quiet")), head]


def _rank(each: Shown, motive: Motive | None, sheet: Sheet) -> tuple[int, int, int]:
    """My wants first, then what is promised, then what I say I am for, then the rest."""
    wants, says = (motive.wants, motive.ends) if motive is not None else ({}, {})
    promised = {meter for meter, _ in sheet.ahead.promises}
    id_ = each.meter.id
    kind = 0 if id_ in wants else 1 if id_ in promised else 2 if id_ in says else 3
    return kind, -abs(wants.get(id_, says.get(id_, 0))), 0


def move_row(deck: Deck, move: MoveDef, price: int, backing: int, cells: int, colour: str) -> Row:
    """A move that can be chosen, in exactly so many cells. ``backing``: cards in hand that back it; ``colour``: the
    token of the role that pays."""
    title = _title_cells(cells)
    mark = " " if move.covert else BACKS if backing else OTHER
    dots = FULL * price if price <= 4 else f"{price}{FULL}"
    parts = [(fit(move.title, title) + " ", ""), (mark, "bold"), (f"{dots:<5}", colour)]
    room = cells - title - 7
    promised = next(iter(move.promises.items()), None)
    if promised is not None and room > 8:
        meter, way = promised
        count, name = len(move.promises) - 1, meter_short(deck.meters[meter])
        more = f" & {count} more" if count else ""
        if width(name) + 4 + len(more) > room:
            more = " …" if count else ""
        if width(name) + 4 + len(more) > room:
            name = cut(meter_nick(deck.meters[meter]), room - 4 - len(more))
        parts += [(f"“{UP if way == 'up' else DOWN}” ", ""), (name, "quiet"), (more, "quiet")]
    elif move.covert and room > 8:
        parts.append(("covert", "quiet"))
    elif move.offer_to and room > 8:
        parts.append((cut("an offer", room), "quiet"))
    return padded(row(*parts), cells)


def refused_row(move: MoveDef, reason: str, cells: int) -> Row:
    """A move that cannot be chosen now, with the reason as far as it fits; the sheet has all of it."""
    title = _title_cells(cells)
    words = cut(reason, max(0, cells - title - 1))
    return padded(row((fit(move.title, title) + " ", "quiet"), (words, "quiet")), cells)


def hold_row(bonus: int, cells: int) -> Row:
    """Holding."""
    title = _title_cells(cells)
    return padded(
        row((fit("Hold: no move", title) + " ", "bold"), (f"+{bonus} capital" if bonus else "no cost", "")), cells
    )


def _title_cells(cells: int) -> int:
    return min(MOVE, cells - 8) if cells < 46 else MOVE + max(0, min(10, cells - 60))
