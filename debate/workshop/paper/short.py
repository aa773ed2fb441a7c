"""The same game on few pages: lists in the place of cards to cut out, and only what is needed while it is played."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

from debate.debrief.naming import listed as in_a_row
from debate.rules.chance import roll64
from debate.rules.deck import Argument, Deck, Motive, MoveDef, Role
from debate.rules.words import in_words
from debate.workshop.paper import guide, world
from debate.workshop.paper.changes import short_changes
from debate.workshop.paper.document import page
from debate.workshop.paper.markup import Content, Html, b, div, el, joined, listed, p, section, span, spoken, table
from debate.workshop.paper.names import Edition, edition, moves_of, pile_of, source, upper_first

PRESET = "short"
"""The length of the game that is meant, where the deck has it."""


def document(deck: Deck) -> str:
    """The short print as HTML, on A4, for the length ``short`` where the deck has one."""
    made = edition(deck, "a4", PRESET if PRESET in deck.presets else None)
    style = Path(__file__).with_name("short.css").read_text(encoding="utf-8").replace("/*SIZE*/", _size(made.deck))
    with spoken(deck):
        return page(made, _pages(made), style)


def _size(deck: Deck) -> str:
    """How large the type is, as a share of the smallest: the fewer things there are to tell the larger."""
    things = sum(len(section) for section in (deck.moves, deck.arguments, deck.links, deck.denials, deck.news))
    return "1.3" if things <= 80 else "1.1" if things <= 190 else "1"


def _pages(made: Edition) -> list[Html]:
    deck = made.deck
    roles = [deck.roles[id_] for id_ in deck.turn_order]
    return [
        _first(made),
        div("records", world.record(made)),
        *(_pair(made, roles[at : at + 2]) for at in range(0, len(roles), 2)),
        _arguments(made),
        div("flow", _moves(made), world.round_end(made), world.news(made), world.endings(made), _scores(made)),
    ]


def _first(made: Edition) -> Html:
    deck = made.deck
    origin = deck.origin
    after = f"After {origin.title} ({origin.year}). " if origin is not None else ""
    return el(
        "section",
        el("h1", deck.title),
        p(deck.question, cls="question"),
        p(f"{after}{deck.rounds.count} rounds. The world of this game is one author's model."),
        listed(_how(deck)),
        guide.rules(made),
        el("h3", "What this game leaves out"),
        listed(deck.leaves_out),
        cls="first",
    )


def _how(deck: Deck) -> Iterator[str]:
    """How lists and a record stand in for what the rules say of cards and counters."""
    yield (
        "One copy of this page and of the list of arguments for each team; each half page of a role for its team. "
        "The record, and the pages behind the arguments, are the teacher's."
    )
    yield (
        "Where the rules speak of cards, write their numbers on slips: M for moves, A for arguments. A team's pile "
        f"is shuffled: it takes the first {deck.rules.dealt} numbers, strikes those that it puts back, and draws on "
        "from there."
    )
    yield "Behind the title of a move stands its price, in brackets that without a case, and how long it rests."
    yield "Where they speak of counters, the teacher writes into the record and says what has changed."
    for meter in deck.meters.values():
        if meter.seen_by is not None:
            seers = in_a_row([deck.roles[role].name for role in meter.seen_by]) or "nobody"
            until = f", until this holds: {in_words(deck, meter.shown_when)}" if meter.shown_when else ""
            yield f"'{meter.name}' is told to {seers} alone{until}."
    yield "Numbers to roll: two ten-sided dice, or the last two digits of a stopwatch."


# For the teams.


def _pair(made: Edition, roles: Iterable[Role]) -> Html:
    """Two roles on a page, to be cut apart."""
    return el("section", [_role(made, role) for role in roles], cls="pair")


def _role(made: Edition, role: Role) -> Html:
    deck = made.deck
    return div(
        "half-page",
        el("h2", role.name),
        div(
            "three",
            p(role.brief),
            p(
                b(f"Capital: {role.capital_start}"),
                f" at first, {role.capital_income or 'none'} more each round, {role.capital_max} at most. The teacher "
                "tells you your motive.",
            ),
            [_motive(deck, number, motive) for number, motive in enumerate(role.motives.values(), 1)],
            [_move(made, move) for move in moves_of(deck, role.id) if not move.forbidden],
            p(b("Your pile: "), " ".join(made.number(card.id) for card in _shuffled(pile_of(deck, role.id), role.id))),
        ),
    )


def _shuffled(pile: list[Argument], role: str) -> list[Argument]:
    """In an order that is the same in every print."""
    return sorted(pile, key=lambda card: roll64("paper", role, card.id))


def _motive(deck: Deck, number: int, motive: Motive) -> Html:
    wants = [f"{deck.meters[id_].name} {'▲' if n > 0 else '▼'}×{abs(n)}" for id_, n in motive.wants.items()]
    return p(b(f"Motive {number}, {motive.name}: "), motive.text, " ", span("key", "wants "), " · ".join(wants))


def _move(made: Edition, move: MoveDef) -> Html:
    deck = made.deck
    rest = "once" if move.once else f"rests {move.cooldown}" if move.cooldown else "every round"
    bare = "" if move.covert or not deck.rules.unbacked_extra else f" ({move.cost + deck.rules.unbacked_extra})"
    parts: list[Content] = [b(made.number(move.id), " ", move.title), f" {move.cost}{bare}, {rest}. "]
    parts.append(b("Covert. ") if move.covert else None)
    if move.needs:
        parts += [span("key", "needs "), in_words(deck, move.needs), ". "]
    if move.effects:
        parts += [span("key", "at once "), joined(short_changes(deck, move.effects), " · "), ". "]
    if move.promises:
        said = [f"{deck.meters[id_].name} {'▲' if way == 'up' else '▼'}" for id_, way in move.promises.items()]
        parts += [span("key", "promises "), " · ".join(said), ". "]
    if move.offer_to is not None:
        parts.append(f"Offer to {deck.roles[move.offer_to].name}. ")
    return p(parts, cls="entry")


def _arguments(made: Edition) -> Html:
    deck = made.deck
    return section(
        "Arguments",
        p("Your pile says which are yours. Each backs the moves that it names and may answer the cases that it names."),
        div("three", [_argument(made, card) for card in deck.arguments.values() if card.active]),
        cls="arguments",
    )


def _argument(made: Edition, card: Argument) -> Html:
    deck = made.deck
    backs = [made.number(id_) for id_ in card.backs if deck.moves[id_].active]
    answers = [made.number(id_) for id_ in card.answers if deck.arguments[id_].active]
    return p(
        b(made.number(card.id), " ", card.title),
        " ",
        card.claim,
        span("key", " because "),
        card.because,
        span("key", " warrant "),
        card.warrant,
        " ",
        source(card),
        span("key", " backs "),
        " ".join(backs) or "nothing",
        span("key", " answers "),
        " ".join(answers) or "nothing",
        cls="entry",
    )


# For the teacher.


def _moves(made: Edition) -> Html:
    """What each move does and sets going."""
    deck = made.deck
    entries = [
        div("entry", b(made.number(move.id), " "), world.happens(made, move))
        for role in deck.turn_order
        for move in moves_of(deck, role)
        if not move.forbidden
    ]
    return section(
        "For the teacher: when a move happens",
        p(
            "In turn order, one at a time. Read every 'if' with the record as it stands, then change everything "
            "together. Read denials aloud. What lands later is noted beside the record, with its round end and amount."
        ),
        div("two", entries),
    )


def _scores(made: Edition) -> Html:
    deck = made.deck
    rows = [_score(deck, deck.roles[id_]) for id_ in deck.turn_order]
    return section(
        "Scores",
        p(
            "For each meter that is wanted high: how far it stands above its lowest; wanted low: below its highest. "
            "Times its weight, added up, times 100, divided by what it would be at best."
        ),
        table(["Role", "Motives: what they want (and par)"], rows, cls="world"),
    )


def _score(deck: Deck, role: Role) -> list[Content]:
    said: list[str] = []
    for motive in role.motives.values():
        wants = in_a_row(
            [f"{deck.meters[m].name} {'high' if n > 0 else 'low'} ×{abs(n)}" for m, n in motive.wants.items()]
        )
        par = f" (par {motive.par})" if motive.par is not None else ""
        said.append(f"{motive.name}: {wants}{par}.")
    return [b(role.name), " ".join(map(upper_first, said))]
