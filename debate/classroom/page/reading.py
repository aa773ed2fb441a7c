"""The pages that there are to read, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import groupby

from attrs import frozen

from debate.classroom.page.beside import believed, has_believed
from debate.classroom.page.blocks import Sheet, link, sheet
from debate.classroom.page.debriefing import debriefing
from debate.classroom.page.people import people
from debate.classroom.page.seat import Seat
from debate.pages import register
from debate.pages.account import tellings
from debate.pages.briefing import story
from debate.pages.details import details
from debate.pages.details import title as details_title
from debate.pages.document import Heading, Line, Node, Ref, Thing, section
from debate.pages.exchange import exchanged
from debate.pages.floor import floor, happened
from debate.pages.help import how_a_round_goes
from debate.pages.lesson import TITLE
from debate.pages.table import card_in_hand
from debate.pages.things import KIND_NAMES, leads, ref_of, sections
from debate.pages.things import name as called
from debate.pages.why import WHOLE, changed_in, drives, subjects, why
from debate.pages.why import title as why_title

NOW = "now"


@frozen
class Page:
    """One kind of page. ``make``: from the seat and what stands behind the slash of its name, ``KeyError`` where that
    is nothing. ``nav``: what it is called in the list of pages, empty where it is reached from others only. ``more``:
    it is wanted less often."""

    nav: str
    make: Callable[[Seat, str], Sheet]
    when: Callable[[Seat], bool] = lambda seat: seat.session is not None
    more: bool = False


def _hand(seat: Seat, _: str) -> Sheet:
    reader = seat.reader()
    hand = reader.view.hand
    count = f"{len(hand)} card{'s' * (len(hand) != 1)}" if hand else "no cards"
    nodes: list[Node] = [Line(f"You hold {count}. A card backs moves of yours, or answers what others say.")]
    for id_ in hand:
        title, *rest = card_in_hand(reader, id_)
        nodes += [Heading(title.text), *rest, Thing(f"Read '{title.text}' whole", Ref("card", id_))]
    return sheet("Your hand", nodes)


def _moves(seat: Seat, _: str) -> Sheet:
    deck, nodes = seat.reader().deck, []
    for role in deck.turn_order:
        own = [move.id for move in deck.moves.values() if move.role == role and move.active]
        nodes += section("Your moves" if role == seat.role else deck.roles[role].name, leads(deck, "move", own), 2)
    return sheet("All moves", nodes)


def _floor(seat: Seat, rest: str) -> Sheet:
    reader = seat.reader()
    now, last = reader.view.round, reader.deck.rounds.count
    number = _round(rest, now) if rest else min(now, last)
    others = (other for other in range(min(now, last), 0, -1) if other != number)
    more = [link(f"The floor of round {other}", f"floor/{other}") for other in others]
    return sheet("The floor", [*floor(reader, number), *more])


def _told(seat: Seat, rest: str) -> Sheet:
    reader = seat.reader()
    number = _round(rest, reader.view.round - (not reader.view.over))
    title = f"What happened in round {number}"
    nodes: list[Node] = [node for telling in tellings(reader, [number]) for node in telling.nodes]
    for other in (number - 1, number + 1):
        if 0 < other < reader.view.round:
            nodes.append(link(f"What happened in round {other}", f"told/{other}"))
    nodes.append(link("Every step of it", f"steps/{number}"))
    return sheet(title, [*nodes, link(f"The floor of round {number}", f"floor/{number}")])


def _steps(seat: Seat, rest: str) -> Sheet:
    reader = seat.reader()
    number = _round(rest, reader.view.round - (not reader.view.over))
    return sheet(f"Every step of round {number}", happened(reader, number, f"Every step of round {number}"))


def _exchanged(seat: Seat, rest: str) -> Sheet:
    number, _, role = rest.partition(":")
    reader = seat.reader()
    found = list(exchanged(reader, _round(number, reader.view.round), role))
    if not found:
        raise KeyError(rest)
    return sheet(f"Round {number}: {reader.deck.roles[role].name}", found)


def _round(text: str, most: int) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    if not 1 <= number <= most:
        raise KeyError(text)
    return number


def _whys(seat: Seat, _: str) -> Sheet:
    told = Line("Choose what you ask about: what moved it, what did not, and what it drives.")
    nodes: list[Node] = [told]
    for kind, found in groupby(subjects(seat.reader()), lambda each: each[1].kind):
        nodes += [Heading(f"{KIND_NAMES[kind]}: why it came, or did not")] if kind in KIND_NAMES else []
        nodes += [Thing(name, to) for name, to in found]
    return sheet("Why?", nodes)


def _why(seat: Seat, rest: str) -> Sheet:
    id_, _, which = rest.partition("/")
    reader = seat.reader()
    name = reader.measures()[id_]
    number = WHOLE if which == "all" else _round(which, reader.view.round) if which else None
    nodes = list(why(reader, id_, number))
    changed = changed_in(reader, id_)
    if len(changed) > 1:
        nodes += [link(f"Why it changed in round {other}", f"why/{id_}/{other}") for other in reversed(changed)]
        nodes.append(link("Why it changed over the whole game", f"why/{id_}/all"))
    to = ref_of(reader.deck, id_)
    if to is not None:
        nodes.append(Thing(f"Read all about {name}", to))
    return sheet(why_title(reader, id_), [*nodes, Heading(f"{name} among causes and effects"), *drives(reader, id_)])


def _brief(seat: Seat, _: str) -> Sheet:
    title = "What it is about" if seat.role is None else f"You are {seat.called(seat.role)}"
    return sheet(title, story(seat.reader()))


def _of_register(page: register.Page) -> Page:
    """The page of a seat for one that every face has."""
    return Page(
        page.label,
        lambda seat, _: sheet(page.title, page.make(seat.reader())),
        lambda seat: seat.session is not None and page.when(seat.reader()),
        more=not page.main,
    )


def _thing(kind: str) -> Callable[[Seat, str], Sheet]:
    """The page of one thing of the deck of this kind."""

    def make(seat: Seat, id_: str) -> Sheet:
        reader, to = seat.reader(), Ref(kind, id_)
        if id_ not in sections(reader.deck)[kind]:
            raise KeyError(id_)
        return sheet(called(reader.deck, to), details(reader, to))

    return make


def _reckoned(kind: str) -> Callable[[Seat, str], Sheet]:
    """The page of what a score is made of, by choices or by rounds, or of what it stands beside."""

    def make(seat: Seat, rest: str) -> Sheet:
        reader, to = seat.reader(), Ref(kind, rest)
        nodes = details(reader, to)
        return sheet(details_title(reader, to), nodes)

    return make


def _plays(seat: Seat) -> bool:
    return seat.session is not None and seat.role is not None


def _is_in(seat: Seat) -> bool:
    return seat.who.status == "in"


def _over(seat: Seat) -> bool:
    return seat.session is not None and seat.session.state.over


_OWN: Mapping[str, Page] = {
    "floor": Page("Floor", _floor),
    "hand": Page("Hand", _hand, _plays),
    "why": Page("Why?", _whys, more=True),
    "debrief": Page("Debrief", debriefing, _over),
    "believed": Page("What I believe", believed, has_believed, more=True),
    "people": Page("People", people, _is_in, more=True),
    "brief": Page("Briefing", _brief, more=True),
    "moves": Page("Moves", _moves, more=True),
    "how": Page(TITLE, lambda seat, _: sheet(TITLE, how_a_round_goes()), _is_in, more=True),
}
_ALL = {**_OWN, **{name: _of_register(page) for name, page in register.REGISTER.items()}}
_FIRST = ["world", "floor", "hand", "why", "coming", "debrief", "believed", "flow", "people", "brief", "how", "moves"]
READING: Mapping[str, Page] = {name: _ALL[name] for name in dict.fromkeys((*_FIRST, *_ALL))}
"""The pages of the list, in its order."""
INNER: Mapping[str, Page] = {
    **{kind: Page("", _thing(kind)) for kind in KIND_NAMES},
    "told": Page("", _told),
    "steps": Page("", _steps),
    "exchange": Page("", _exchanged),
    "why": Page("", _why),
    "choice": Page("", _reckoned("choice"), _over),
    "score": Page("", _reckoned("score"), _over),
    "par": Page("", _reckoned("par"), _over),
    "floor": Page("", _floor),
    "debrief": Page("", debriefing, _over),
}
"""Pages with something behind the slash."""


def read(seat: Seat, name: str) -> Sheet | None:
    """The page of this name; None where there is none for this seat now."""
    kind, _, rest = name.partition("/")
    page = (INNER if rest else READING).get(kind)
    if page is None or not page.when(seat):
        return None
    try:
        return page.make(seat, rest)
    except KeyError:
        return None


def listed_pages(seat: Seat) -> list[tuple[str, str, bool]]:
    """(name, label, wanted less often) of the pages that can be read now."""
    return [(NOW, "Now", False), *((name, page.nav, page.more) for name, page in READING.items() if page.when(seat))]
