"""The board: meters as tracks, flags, the rounds, and counters to cut out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from debate.debrief.naming import listed as in_a_row
from debate.rules.deck import Deck, Flag, Meter
from debate.rules.words import in_words
from debate.workshop.paper.markup import Content, Html, b, div, el, html, p, section, span
from debate.workshop.paper.names import Edition, source


def pages(edition: Edition) -> Iterable[Html]:
    deck = edition.deck
    open_meters = [meter for meter in deck.meters.values() if meter.seen_by is None]
    hidden = [meter for meter in deck.meters.values() if meter.seen_by is not None]
    if open_meters:
        how = p(
            "Two counters each: one on the tens, one on the ones. 34 is 30 and 4. "
            "Begin on the boxes with the thick edge. Struck-out boxes cannot be reached.",
            cls="small",
        )
        yield section("Board: meters", how, _groups(open_meters), cls="wide")
    if hidden:
        yield section(
            "Board: hidden meters",
            p("Lay these where only the roles named can see them. The teacher keeps the counters.", cls="small"),
            [_hidden(deck, meter) for meter in hidden],
            cls="wide",
        )
    yield section("Board: rounds and flags", _rounds(edition), _flags(deck), cls="wide")
    yield section("Counters", p("✂ Coins, beans or buttons do as well.", cls="small"), _counters(deck))


def _groups(meters: Sequence[Meter]) -> list[Html]:
    """Tracks by group, in the order in which groups first come."""
    groups = dict.fromkeys(meter.group for meter in meters)
    made: list[Html] = []
    for group in groups:
        first = True
        for meter in (meter for meter in meters if meter.group == group):
            track = _track(meter)
            made.append(div("keep", el("h3", group), track) if first else track)
            first = False
    return made


def _track(meter: Meter) -> Html:
    tens = [
        _box(str(ten), ten == meter.start // 10 * 10, ten > meter.max or ten + 9 < meter.min)
        for ten in range(0, 101, 10)
    ]
    ones = [_box(str(one), one == meter.start % 10) for one in range(10)]
    name = el("td", b(meter.name), el("br"), span("small", f"starts at {meter.start}"), cls="name")
    ends = el(
        "tr",
        el("td"),
        el("td", f"◀ {meter.low}", colspan=6, cls="low"),
        el("td", f"{meter.high} ▶", colspan=5, cls="high"),
        el("td"),
        el("td", colspan=10),
    )
    return el("table", el("tbody", el("tr", name, tens, el("td", "+", cls="gap"), ones), ends), cls="meter keep")


def _box(words: str, start: bool, barred: bool = False) -> Html:
    return el("td", el("s", words) if barred else words, cls="box start" if start else "box")


def _hidden(deck: Deck, meter: Meter) -> Html:
    seers = in_a_row([deck.roles[id].name for id in meter.seen_by or ()]) or "nobody"
    until = f" Shown to everybody from when this holds: {in_words(deck, meter.shown_when)}." if meter.shown_when else ""
    return div("keep", p(b(meter.name), f": seen by {seers}.{until}"), _track(meter))


def _rounds(edition: Edition) -> Html:
    rounds = edition.deck.rounds
    labels = rounds.labels or tuple(f"Round {number}" for number in range(1, rounds.count + 1))
    cells = [el("td", b(str(number)), el("br"), label, cls="box round") for number, label in enumerate(labels, 1)]
    cells += [
        el("td", b(f"+{number}"), el("br"), "years later", cls="box round later")
        for number in range(1, rounds.epilogue + 1)
    ]
    rows = [el("tr", cells[at : at + 6]) for at in range(0, len(cells), 6)]
    return div("keep", el("h3", "Rounds"), el("table", el("tbody", rows), cls="rounds"))


def _flags(deck: Deck) -> Html:
    rows = [_flag(flag) for flag in deck.flags.values()]
    return html(
        [
            el("h3", "Flags"),
            p("One counter each. Begin on the box with the thick edge.", cls="small"),
            el("table", el("tbody", rows), cls="flags"),
        ]
    )


def _flag(flag: Flag) -> Html:
    cells: list[Content] = [
        el("td", words, cls="box start" if id == flag.start else "box") for id, words in flag.values.items()
    ]
    fixed = span("small", " (stands all game)") if len(flag.values) == 1 else None
    boxes = el("table", el("tbody", el("tr", cells)), cls="values")
    return el("tr", el("td", b(flag.name), fixed, source(flag), cls="name"), el("td", boxes))


def _counters(deck: Deck) -> Html:
    wanted = 2 * len(deck.meters) + len(deck.flags) + len(deck.roles) + 1
    signs = "●▲■◆"
    cells = [el("td", signs[number % len(signs)], cls="box") for number in range(-(-wanted // 14) * 14)]
    rows = [el("tr", cells[at : at + 14]) for at in range(0, len(cells), 14)]
    return el("table", el("tbody", rows), cls="counters")
