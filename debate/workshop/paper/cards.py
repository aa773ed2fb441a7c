"""Cards to cut out, eight to a page: the arguments of each role's pile, and its moves."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import ceil

from debate.rules.conditions import Effects
from debate.rules.deck import Argument, Deck, MoveDef
from debate.rules.words import in_words
from debate.workshop.paper.changes import short_changes
from debate.workshop.paper.markup import Content, Html, b, div, el, html, joined, p, plain, section, span
from debate.workshop.paper.names import Edition, Paper, moves_of, pile_of, source, upper_first

_SIZES = (100, 95, 90, 85, 80, 75, 70, 65, 60)
"""Sizes of type in tenths of a point. A card has the largest in which it fits; if none is small enough it grows."""

_MM = 25.4 / 72
"""A point in millimetres."""


def sheet(cards: Sequence[Html]) -> Html:
    """Cards side by side, two in a row; a row is never torn apart. Lines to cut along are dashed."""
    rows = [cards[at : at + 2] for at in range(0, len(cards), 2)]
    made = [el("tr", [el("td", card) for card in row], el("td") if len(row) == 1 else None) for row in rows]
    return el("table", el("tbody", made), cls="cards")


def pages(edition: Edition) -> Iterable[Html]:
    """A section for the moves of each role, then one for the arguments of each."""
    deck = edition.deck
    for id in deck.turn_order:
        role = deck.roles[id]
        yield section(
            f"Moves: {role.name}", sheet([move_card(edition, move) for move in moves_of(deck, id)]), cls="cut"
        )
    for id in deck.turn_order:
        role = deck.roles[id]
        cards = [argument_card(edition, argument, id) for argument in pile_of(deck, id)]
        yield section(f"Arguments: {role.name}", sheet(cards), cls="cut")


def argument_card(edition: Edition, argument: Argument, role: str) -> Html:
    """The copy in this role's pile; it lists the moves of this role that it backs."""
    deck = edition.deck
    backs = [
        move
        for move in argument.backs
        if deck.moves[move].role == role and deck.moves[move].active and move in deck.moves
    ]
    answers = [other for other in argument.answers if deck.arguments[other].active]
    return _card(
        edition,
        edition.number(argument.id),
        deck.roles[role].name,
        argument.title,
        p(b(argument.claim)),
        p(span("key", "Because "), argument.because),
        p(span("key", "Warrant "), argument.warrant),
        p(span("key", "How sure "), argument.qualifier) if argument.qualifier else None,
        p(span("key", "It may be said "), argument.rebuttal) if argument.rebuttal else None,
        p(span("key", "Backs "), _named(edition, backs, [deck.moves[id].title for id in backs])),
        p(span("key", "Answers "), _named(edition, answers, [deck.arguments[id].title for id in answers])),
        _felt(deck, "If it stands ", deck.rules.stands if argument.stands is None else argument.stands),
        _felt(deck, "If it is beaten ", deck.rules.beaten if argument.beaten is None else argument.beaten),
        foot=source(argument),
    )


def _felt(deck: Deck, words: str, effects: Effects) -> Html | None:
    """What the card does to what people feel."""
    return p(span("key", words), joined(short_changes(deck, effects), " · ")) if effects else None


def move_card(edition: Edition, move: MoveDef) -> Html:
    deck = edition.deck
    effects = short_changes(deck, move.effects)
    promises = [
        html([deck.meters[id].name, " ", "▲ up" if way == "up" else "▼ down"]) for id, way in move.promises.items()
    ]
    declined = short_changes(deck, move.if_declined)
    needs = upper_first(in_words(deck, move.needs)) if move.needs else ""
    backed = [a for a in pile_of(deck, move.role) if move.id in a.backs] if not move.covert else []
    return _card(
        edition,
        edition.number(move.id),
        deck.roles[move.role].name,
        move.title,
        p(_badges(edition, move)),
        p(move.text),
        p(span("key", "NOT POSSIBLE "), move.forbidden) if move.forbidden else None,
        p(span("key", "Needs "), needs, ".") if needs else None,
        p(span("key", "At once "), joined(effects, " · ")) if effects else None,
        p(span("key", "Promises "), joined(promises, " · ")) if promises else None,
        _offer(edition, move, declined),
        p(span("key", "Backed by "), _named(edition, [a.id for a in backed], [a.title for a in backed]))
        if backed
        else None,
        foot=source(move),
        cls="move",
    )


def _badges(edition: Edition, move: MoveDef) -> Content:
    if move.forbidden:
        return span("badge", "CANNOT BE PLAYED")
    extra = edition.deck.rules.unbacked_extra
    bare = "" if move.covert or not extra else f" ({move.cost + extra} without a case)"
    if move.once:
        rest = "once in a game"
    elif move.cooldown:
        rest = f"rests {move.cooldown} round{'s' * (move.cooldown > 1)}"
    else:
        rest = "may come every round"
    parts: list[Content] = [span("cost", f"Cost {move.cost}"), f"{bare} · {rest}"]
    if move.covert:
        parts += [" ", span("badge", "COVERT: no case, shown to nobody")]
    return parts


def _offer(edition: Edition, move: MoveDef, declined: list[Html]) -> Html | None:
    if move.offer_to is None:
        return None
    said: list[Content] = [
        span("key", "Offer "),
        f"to {edition.deck.roles[move.offer_to].name}, who takes or declines it.",
    ]
    if declined:
        said += [" If declined: ", joined(declined, " · "), "."]
    return p(said)


def _named(edition: Edition, ids: Sequence[str], titles: Sequence[str]) -> Html:
    """Number and title of each; ``nothing`` where there is none."""
    pairs = [html([b(edition.number(id)), " ", title]) for id, title in zip(ids, titles, strict=True)]
    return joined(pairs, " · ") if pairs else html("nothing")


def _card(
    edition: Edition, number: str, owner: str, title: str, *content: Content, foot: Content, cls: str = ""
) -> Html:
    paragraphs = [html(part) for part in content if part]
    head = div("head", span("number", number), " ", span("title", title))
    said = div("foot", span("owner", owner), foot)
    size = _size(edition.paper, len(title) + len(number), [len(plain(part)) for part in paragraphs], len(plain(said)))
    return div(f"card t{size} {cls}".strip(), head, div("body", paragraphs), said)


def _size(paper: Paper, title: int, paragraphs: Sequence[int], foot: int) -> int:
    """The largest size of type in which lines of these lengths are likely to fit between title and foot."""
    width = paper.card_width - 5.5
    height = (
        paper.card_height - 4 - 5.5 * _lines(title + 2, width, 10.5, 0.58) - 2 - 3.2 * _lines(foot, width, 6.5, 0.54)
    )
    for size in _SIZES:
        line = size / 10 * _MM * 1.2
        if sum(_lines(length, width, size / 10, 0.465) * line + 0.6 for length in paragraphs) <= height:
            return size
    return _SIZES[-1]


def _lines(letters: int, width: float, points: float, wide: float) -> int:
    """How many lines so many letters take, each ``wide`` of its height on average."""
    return ceil(letters * points * _MM * wide / width)
