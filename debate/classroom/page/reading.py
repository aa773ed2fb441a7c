"""The pages that there are to read, by name. What they say is said by the plain front end; here it gets its links."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import frozen

from debate.classroom.page.blocks import Sheet, sheet
from debate.classroom.page.debriefing import debriefing
from debate.classroom.page.people import people
from debate.classroom.page.seat import Seat
from debate.debrief.naming import cited, sentence
from debate.faces.plain import pages
from debate.faces.plain.commands import drives, why
from debate.faces.plain.desk import Desk
from debate.faces.web.blocks import Block
from debate.pages.details import details
from debate.pages.document import Line, Ref
from debate.pages.glossary import glossary, sources
from debate.pages.things import KIND_NAMES, sections
from debate.pages.things import name as called

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


def _world(seat: Seat, _: str) -> Sheet:
    desk, paper = seat.desk()
    pages.world(desk)
    paper.lead_on({name: (f"why/{id_}", "Why?") for id_, name in desk.measures().items()})
    paper.lift()
    return paper.sheet("The world")


def _hand(seat: Seat, _: str) -> Sheet:
    desk, paper = seat.desk()
    hand = desk.view.hand
    count = f"{len(hand)} card{'s' * (len(hand) != 1)}" if hand else "no cards"
    paper.say(f"You hold {count}. A card backs moves of yours, or answers what others say.")
    for id_ in hand:
        card = desk.deck.arguments[id_]
        paper.head(card.title)
        paper.say(sentence(card.claim, cited(card)))
        own = [desk.deck.moves[move].title for move in card.backs if desk.deck.moves[move].role == seat.role]
        paper.say("Backs your moves: " + (", ".join(f"'{title}'" for title in own) or "none"), 2)
        paper.blocks.append(Block("link", f"Read '{card.title}' whole", page=f"card/{id_}"))
    return paper.sheet("Your hand")


def _moves(seat: Seat, _: str) -> Sheet:
    desk, paper = seat.desk()
    deck = desk.deck
    for role in deck.turn_order:
        paper.head("Your moves" if role == seat.role else deck.roles[role].name)
        for move in deck.moves.values():
            if move.role == role and move.active:
                paper.link(move.title, f"move/{move.id}")
    return paper.sheet("All moves")


def _floor(seat: Seat, rest: str) -> Sheet:
    desk, paper = seat.desk()
    now = desk.view.round
    number = _round(rest, now) if rest else min(now, desk.deck.rounds.count)
    pages.floor(desk, number)
    for other in range(min(now, desk.deck.rounds.count), 0, -1):
        if other != number:
            paper.link(f"The floor of round {other}", f"floor/{other}")
    return paper.sheet("The floor")


def _told(seat: Seat, rest: str) -> Sheet:
    desk, paper = seat.desk()
    number = _round(rest, desk.view.round - (not desk.view.over))
    pages.happened(desk, number, f"What happened in round {number}")
    if number > 1:
        paper.link(f"What happened in round {number - 1}", f"told/{number - 1}")
    if number < desk.view.round - 1:
        paper.link(f"What happened in round {number + 1}", f"told/{number + 1}")
    paper.link(f"The floor of round {number}", f"floor/{number}")
    return paper.sheet(f"What happened in round {number}")


def _round(text: str, most: int) -> int:
    number = int(text) if text.isascii() and text.isdecimal() and len(text) < 4 else 0
    if not 1 <= number <= most:
        raise KeyError(text)
    return number


def _whys(seat: Seat, _: str) -> Sheet:
    desk, paper = seat.desk()
    paper.say("Choose what you ask about: what moved it, what did not, and what it drives.")
    for id_, name in desk.measures().items():
        paper.link(name, f"why/{id_}")
    return paper.sheet("Why?")


def _why(seat: Seat, rest: str) -> Sheet:
    id_, _, which = rest.partition("/")
    desk, paper = seat.desk()
    name = desk.measures()[id_]
    number = 0 if which == "all" else _round(which, desk.view.round) if which else None
    _stands(desk, id_)
    hidden = id_ in desk.view.meters and desk.view.meters[id_] is None
    why(desk, id_, number)
    changed = sorted({s.round for s in desk.steps if s.target == id_ and s.before != s.after})
    if len(changed) > 1 and not hidden:
        for other in reversed(changed):
            paper.link(f"Why it changed in round {other}", f"why/{id_}/{other}")
        paper.link("Why it changed over the whole game", f"why/{id_}/all")
    paper.head(f"{name} among causes and effects")
    drives(desk, id_)
    return paper.sheet(f"Why {name}?")


def _stands(desk: Desk, id_: str) -> None:
    """How it stands now, where it has a scale or states."""
    deck, view, say = desk.deck, desk.view, desk.console.say
    if id_ in deck.meters:
        meter, value = deck.meters[id_], view.meters[id_]
        now = "It is hidden from you" if value is None else f"It stands at {value}"
        say(f"{now}. {meter.min} is {meter.low}, {meter.max} is {meter.high}; it began at {meter.start}.")
    elif id_ in deck.flags:
        flag = deck.flags[id_]
        say(f"Now: {flag.values[view.flags[id_]]}. At the start: {flag.values[flag.start]}.")
    else:
        say(f"Now: {view.capital[id_.removeprefix('capital.')]}.")


def _coming(seat: Seat, _: str) -> Sheet:
    desk, paper = seat.desk()
    pages.pending(desk)
    return paper.sheet("On its way")


def _flow(seat: Seat, _: str) -> Sheet:
    desk, paper = seat.desk()
    pages.flow(desk)
    return paper.sheet("The debate so far")


def _brief(seat: Seat, _: str) -> Sheet:
    desk, paper = seat.desk()
    pages.briefing(desk)
    return paper.sheet("What it is about" if seat.role is None else f"You are {seat.called(seat.role)}")


def _glossary(seat: Seat, _: str) -> Sheet:
    return sheet("Glossary", glossary(seat.reader().deck))


def _sources(seat: Seat, _: str) -> Sheet:
    told = "The arguments, causes and effects point to these passages. Here is what each of them says in short."
    return sheet("Sources", [Line(told), *sources(seat.reader().deck)])


def _thing(kind: str) -> Callable[[Seat, str], Sheet]:
    """The page of one thing of the deck of this kind."""

    def make(seat: Seat, id_: str) -> Sheet:
        reader, to = seat.reader(), Ref(kind, id_)
        if id_ not in sections(reader.deck)[kind]:
            raise KeyError(id_)
        return sheet(called(reader.deck, to), details(reader, to))

    return make


def _plays(seat: Seat) -> bool:
    return seat.session is not None and seat.role is not None


def _over(seat: Seat) -> bool:
    return seat.session is not None and seat.session.state.over


READING: Mapping[str, Page] = {
    "world": Page("World", _world),
    "floor": Page("Floor", _floor),
    "hand": Page("Hand", _hand, _plays),
    "why": Page("Why?", _whys),
    "coming": Page("Coming", _coming),
    "debrief": Page("Debrief", debriefing, _over),
    "flow": Page("Debate so far", _flow, more=True),
    "people": Page("People", people, lambda seat: seat.who.status == "in", more=True),
    "brief": Page("Briefing", _brief, more=True),
    "moves": Page("Moves", _moves, more=True),
    "glossary": Page("Glossary", _glossary, more=True),
    "sources": Page("Sources", _sources, more=True),
}
"""The pages of the list, in its order."""
INNER: Mapping[str, Page] = {
    **{kind: Page("", _thing(kind)) for kind in KIND_NAMES},
    "told": Page("", _told),
    "why": Page("", _why),
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
