"""The last pages: questions, other causal views, glossary, what is left out, sources, numbers to roll with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from debate.debrief.naming import listed as in_a_row
from debate.debrief.naming import name_of
from debate.rules.chance import roll64
from debate.rules.deck import Argument, CausalView, Deck, Denial, Ending, Link, Meter, MoveDef, News
from debate.rules.variant import effective
from debate.rules.words import in_words
from debate.workshop.paper.changes import changes, odds
from debate.workshop.paper.markup import Content, Html, b, div, el, joined, listed, p, section, span, table
from debate.workshop.paper.names import Edition, rounds_later, source


def teacher(edition: Edition) -> Iterable[Html]:
    """What belongs to the teacher's pages."""
    deck = edition.deck
    if deck.questions:
        rows: list[list[Content]] = [
            [
                b(question.ask),
                question.look_for,
                in_words(deck, question.when) if question.when else "always",
                source(question),
            ]
            for question in deck.questions.values()
        ]
        yield section("Questions to talk over", table(["Ask", "Look for", "If it came up", ""], rows, cls="world"))
    if deck.views:
        yield _views(edition)
    yield _numbers()


def everybody(edition: Edition) -> Iterable[Html]:
    deck = edition.deck
    if deck.glossary:
        terms = [p(b(entry.term), ": ", entry.text, " ", source(entry)) for entry in deck.glossary.values()]
        yield section("Glossary", div("columns", terms))
    yield section("What this game leaves out", listed(deck.leaves_out))
    if deck.background:
        items = [[item.says, " ", source(item)] for item in deck.background.values()]
        yield section("What already stood before the first round", _starts(deck), listed(items))
    if deck.passages or deck.evidence:
        passages = [p(b(passage.id), " ", passage.gist) for passage in deck.passages.values()]
        evidence = [p(b(item.id), " ", item.says, " ", span("cite", item.where)) for item in deck.evidence.values()]
        yield section(
            "Sources",
            el("h3", "Passages of the source, in the words of this deck's author") if passages else None,
            div("columns", passages),
            el("h3", "From elsewhere") if evidence else None,
            div("columns", evidence),
        )


def _starts(deck: Deck) -> Html:
    rows = [[b(m.name), str(m.start), m.start_why, source(m)] for m in deck.meters.values()]
    rows += [
        [span("small", m.name), note, why, ""]
        for m in deck.meters.values()
        for note, why in (("lowest", m.at_min), ("highest", m.at_max))
        if why
    ]
    return table(["Meter", "Starts at", "Why", ""], rows, cls="world")


def _numbers() -> Html:
    """Numbers from 0 to 99 for those without dice, the same in every print."""
    cells = [el("td", f"{roll64('paper', number) % 100:02d}") for number in range(400)]
    rows = [el("tr", cells[at : at + 20]) for at in range(0, 400, 20)]
    return section(
        "Numbers to roll with",
        p(
            "Without ten-sided dice: close your eyes, point at a number to begin with, and cross off one after the "
            "other from there."
        ),
        el("table", el("tbody", rows), cls="numbers"),
    )


# Causal views.


def _views(edition: Edition) -> Html:
    whole = edition.whole
    made = [_view(edition, view) for view in whole.views.values()]
    return section(
        "If the brief is wrong: other causal views",
        p(
            "Each is one point where others see the world differently. Agree on one before a second game and "
            "change the lines named; or ask afterwards what would have come out differently."
        ),
        made,
    )


def _view(edition: Edition, view: CausalView) -> Html:
    whole = edition.whole
    preset = edition.preset.id if edition.preset else None
    under = effective(whole, preset, (view.id,))
    parts = [_replaced(edition, under, id) for id in view.replaces]
    bundle = in_a_row([f"{edition.view_number(whole.views[id])} {whole.views[id].name}" for id in view.includes])
    return div(
        "keep view",
        el("h3", f"{edition.view_number(view)} {view.name}"),
        p(view.says),
        p("Together: ", bundle, ".") if bundle else None,
        listed(parts) if parts else None,
    )


def _replaced(edition: Edition, under: Deck, id: str) -> Content:
    """What the view makes of this item."""
    if id in under.meters:
        meter = under.meters[id]
        return [b(meter.name), _limits(meter, edition.deck.meters[id]), source(meter)]
    number = b(edition.number(id), " ")
    found = [
        (now[id], before[id])
        for now, before in zip(_sections(under), _sections(edition.deck), strict=True)
        if id in now
    ]
    name = name_of(under, id)
    if not found:
        return [number, name]
    item, before = found[0]
    if not item.active:
        return ["leave out ", number, name]
    parts: list[Content] = ["now reads " if before.active else "comes in: ", number, name, " "]
    if isinstance(item, Link):
        parts += [_link_when(edition, under, item), joined(changes(under, item.effects), "; ")]
        parts.append(f", {rounds_later(item.delay)}" if item.delay else None)
    elif isinstance(item, Denial):
        parts += ["does not move: ", in_a_row([name_of(under, target) for target in item.denies])]
    elif isinstance(item, MoveDef | News | Ending):
        when = item.needs if isinstance(item, MoveDef) else item.when
        parts.append(f"If {in_words(under, when)}. " if when else None)
        if not isinstance(item, Ending):
            parts.append(joined(changes(under, item.effects), "; "))
        if isinstance(item, News):
            parts += [", odds ", odds(under, item.odds)]
    return [*parts, " ", source(item)]


_Item = Link | Denial | MoveDef | News | Argument | Ending


def _sections(deck: Deck) -> tuple[Mapping[str, _Item], ...]:
    """All that a view can replace but meters."""
    return (deck.links, deck.denials, deck.moves, deck.news, deck.arguments, deck.endings)


def _link_when(edition: Edition, under: Deck, link: Link) -> Content:
    parts: list[str] = []
    if link.follows:
        parts.append("With " + in_a_row([f"{edition.number(id)} {name_of(under, id)}" for id in link.follows], "or"))
    watched = link.per_rise_of or link.per_fall_of
    if watched:
        each = "point" if link.points == 1 else f"{link.points} points"
        parts.append(f"For each {each} that '{under.meters[watched].name}' {'rises' if link.per_rise_of else 'falls'}")
    if link.when:
        parts.append(f"if {in_words(under, link.when)}" if parts else f"At round ends, if {in_words(under, link.when)}")
    if link.every > 1:
        parts.append(f"only at every {link.every}. round end in a row")
    if link.once:
        parts.append("only at the first in a row")
    return ", ".join(parts) + ": " if parts else "At every round end: "


def _limits(meter: Meter, before: Meter) -> str:
    said = []
    for word, now, then in (
        ("lowest", meter.min, before.min),
        ("highest", meter.max, before.max),
        ("start", meter.start, before.start),
    ):
        if now != then:
            said.append(f"{word} {now} instead of {then}")
    return f": {', '.join(said) or 'changed'} "
