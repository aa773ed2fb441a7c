"""Role sheets: what a role knows in public, its capital track, and its motives on slips to cut apart."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from debate.debrief.naming import by_holding
from debate.rules.deck import Deck, Motive, Role
from debate.workshop.paper.markup import Content, Html, b, div, el, html, joined, listed, p, section, span, table
from debate.workshop.paper.names import Edition, moves_of, pile_of


def pages(edition: Edition) -> Iterable[Html]:
    for id in edition.deck.turn_order:
        yield _sheet(edition, edition.deck.roles[id])


def _sheet(edition: Edition, role: Role) -> Html:
    deck = edition.deck
    order = [deck.roles[id].name for id in deck.turn_order]
    moves, pile = moves_of(deck, role.id), pile_of(deck, role.id)
    gained = f"{role.capital_income} capital, and " if role.capital_income else ""
    return section(
        f"Role sheet: {role.name}",
        p(role.brief, cls="brief"),
        el("h3", f"Capital: begin with {role.capital_start}, never more than {role.capital_max}"),
        track(range(role.capital_max + 1), role.capital_start),
        el("h3", "Your turn in one look"),
        listed(
            [
                f"You have {len(moves)} move cards and a pile of {len(pile)} argument cards. "
                f"Draw {deck.rules.dealt}, keep {min(deck.rules.hand, deck.rules.dealt)}, put the rest under the pile.",
                f"Each round: one move, face down, with one argument that lists it as your case; or hold and "
                f"{by_holding(deck.rules)}.",
                "Then answer one case of another role with a card that lists its number, if you have one.",
                "If your own case is answered, you may answer that answer, once.",
                f"At the end of each round: {gained}draw up to {deck.rules.hand} cards.",
                f"Moves take effect in this order: {', '.join(order)}.",
            ]
        ),
        div(
            "slips",
            p("✂ Motives. Cut apart and fold. Draw one and show it to nobody until the end.", cls="small"),
            [_slip(deck, role, motive) for motive in role.motives.values()],
        ),
        cls="role",
    )


def track(numbers: Iterable[int], start: int) -> Html:
    """Boxes to move a counter on; the one to begin with has a thick edge."""
    cells = [el("td", str(number), cls="start" if number == start else "") for number in numbers]
    return el("table", el("tbody", el("tr", cells)), cls="track")


def _slip(deck: Deck, role: Role, motive: Motive) -> Html:
    par = f" Par: {motive.par}." if motive.par is not None else ""
    return div(
        "slip",
        p(b(f"{role.name}: {motive.name}. "), motive.text),
        p(span("key", "You want "), _weights(deck, motive.wants), "."),
        p(span("key", "You say you are for "), _weights(deck, motive.ends), ".") if motive.ends else None,
        p(f"How your score is worked out stands in the teacher's pages.{par}", cls="small"),
    )


def _weights(deck: Deck, weights: Mapping[str, int]) -> Html:
    return joined(
        [
            html([deck.meters[id].name, " ", "▲ high" if weight > 0 else "▼ low", f" (×{abs(weight)})"])
            for id, weight in weights.items()
        ],
        " · ",
    )


def scoring(edition: Edition) -> Html:
    """A worksheet for each motive: value or what is missing to the top, times weight."""
    deck = edition.deck
    sheets: list[Content] = []
    for id in deck.turn_order:
        for motive in deck.roles[id].motives.values():
            sheets.append(_worksheet(deck, deck.roles[id], motive))
    return section(
        "Scores",
        p(
            "At the end of the last round. For a meter that is wanted high write how far it stands above the "
            "lowest number it can have; for one that is wanted low, how far below its highest. Multiply, add up, "
            "divide by the number given, and round: 0 to 100. Compare with par, which is what sensible play "
            "reaches on average. What a role says it is for is worked out in the same way on the values years "
            "later, and read out beside it."
        ),
        div("worksheets", sheets),
    )


def _worksheet(deck: Deck, role: Role, motive: Motive) -> Html:
    par = f" (par {motive.par})" if motive.par is not None else ""
    return div(
        "keep",
        el("h3", f"{role.name}: {motive.name}{par}"),
        _sums(deck, "It wants", motive.wants),
        _sums(deck, "It says it is for", motive.ends) if motive.ends else None,
    )


def _sums(deck: Deck, title: str, weights: Mapping[str, int]) -> Html:
    rows: list[list[Content]] = []
    for id, weight in weights.items():
        meter = deck.meters[id]
        above = f"value − {meter.min}" if meter.min else "value"
        how = above if weight > 0 else f"{meter.max} − value"
        rows.append([meter.name, how, f"× {abs(weight)}", "="])
    most = sum(abs(weight) * (deck.meters[id].max - deck.meters[id].min) for id, weight in weights.items())
    by = f"{most / 100:g}" if most else "1"
    return table([title, "", "", ""], [*rows, [b("Sum"), html(["divided by ", b(by)]), "", "="]], cls="sums")
