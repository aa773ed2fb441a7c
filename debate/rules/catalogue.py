"""Every choice that can be made in some game with a deck, in a fixed order: a language for programs that play it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from debate.rules.deck import Argument, Deck, MoveDef
from debate.rules.moves import JUDGE, Kind, Move


def all_moves(deck: Deck) -> tuple[Move, ...]:
    """Every choice that some position of some game with this deck allows, under any preset and any causal views.

    Roles stand in turn order, the judge last; of each role the moves in deck order, each with every case that may back
    it and then without one, then what it says to offers, answers, extensions and payments. Left out are the hands that
    a role may keep where it chooses them at the briefing: there are hundreds of thousands, and no game needs that.
    """
    known = deck._cache.get("all moves")
    if known is None:
        known = deck._cache["all moves"] = tuple(_all(_Variants(deck)))
    assert isinstance(known, tuple)
    return known


class _Variants:
    """What the items of a deck may be, under some preset or view."""

    def __init__(self, deck: Deck) -> None:
        self.deck = deck
        self._changes: list[Mapping[str, Mapping[str, Any]]] = [
            *(preset.replaces for preset in deck.presets.values()),
            *(view.replaces for view in deck.views.values()),
        ]

    def of(self, item: MoveDef | Argument, name: str) -> list[Any]:
        """All values that this attribute of the item may have."""
        return [
            getattr(item, name),
            *(changes[item.id][name] for changes in self._changes if name in changes.get(item.id, ())),
        ]

    def voiced(self, role: str) -> list[Argument]:
        return [
            argument
            for argument in self.deck.arguments.values()
            if any(self.of(argument, "active")) and any(role in voices for voices in self.of(argument, "voices"))
        ]

    def playable(self, role: str) -> list[MoveDef]:
        return [
            move
            for move in self.deck.moves.values()
            if move.role == role and any(self.of(move, "active")) and not all(self.of(move, "forbidden"))
        ]

    def offers_to(self, role: str) -> list[MoveDef]:
        return [
            move for maker in self.deck.turn_order for move in self.playable(maker) if role in self.of(move, "offer_to")
        ]

    def answers(self, argument: Argument) -> set[str]:
        """The arguments that it may answer."""
        return {id_ for answered in self.of(argument, "answers") for id_ in answered}


SHOWING: tuple[Kind, ...] = ("show", "withhold")


def _all(deck: _Variants) -> Iterator[Move]:
    order = deck.deck.turn_order
    cards = {role: deck.voiced(role) for role in order}
    for role in order:
        for move in deck.playable(role):
            if not all(deck.of(move, "covert")):
                yield from (
                    Move(role, "play", move=move.id, card=card.id)
                    for card in cards[role]
                    if any(move.id in backs for backs in deck.of(card, "backs"))
                )
            yield Move(role, "play", move=move.id)
        yield Move(role, "hold")
        for move in deck.offers_to(role):
            yield Move(role, "accept", move=move.id)
            yield Move(role, "decline", move=move.id)
        others = [other for other in order if other != role]
        own = {card.id for card in cards[role]}
        cases = {other: {card.id for card in cards[other]} for other in others}
        answers = {other: _can_answer(deck, cards[other], own) for other in others}
        yield from _replies(deck, role, cards, cases, "answer")
        pressing = deck.deck.rules.press
        yield from (Move(role, "press", to=other) for other in (others if pressing else ()))
        yield Move(role, "let-stand")
        yield from (Move(role, kind) for kind in (SHOWING if pressing else ()))
        yield from _replies(deck, role, cards, answers, "extend")
        yield Move(role, "rest")
        yield Move(role, "pay")
        yield Move(role, "wait")
    for role in order:
        for ruling in ("stands", "beaten"):
            yield Move(JUDGE, "rule", to=role, ruling=ruling)


def _can_answer(deck: _Variants, cards: Iterable[Argument], cases: set[str]) -> set[str]:
    """Of these cards those that answer one of the cases."""
    return {card.id for card in cards if deck.answers(card) & cases}


def _replies(
    deck: _Variants, role: str, cards: Mapping[str, list[Argument]], met: Mapping[str, set[str]], kind: str
) -> Iterator[Move]:
    """What this role may say to each other role's cards."""
    for other, theirs in met.items():
        for card in cards[role]:
            if deck.answers(card) & theirs:
                yield Move(role, kind, to=other, card=card.id)  # type: ignore[arg-type]
