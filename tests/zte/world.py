"""The real deck on a rich table: what a move does to the world, with money no object and nobody else in the way."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

from attrs import evolve

import debate
from debate.rules.deck import Deck
from tests.table import Game, play_out

ROUNDS = 8
BILL = "congress play file-ban-bill"
VOTE = "congress play restore-ban"
SETTLE = ("white-house play offer-settlement", "zte accept offer-settlement")
SWAP = ("white-house play offer-nxp-swap", "beijing accept offer-nxp-swap")
LIFT = "white-house play lift-ban-for-jobs"


@cache
def rich(news: bool = False) -> Deck:
    """The ZTE deck with capital to spare; without news, unless asked for, so that nothing but the moves differs."""
    deck = debate.load_deck("zte")
    roles = {id_: evolve(role, capital_start=90, capital_max=99) for id_, role in deck.roles.items()}
    changed = evolve(deck, roles=roles)
    if not news:
        changed = evolve(changed, news={id_: evolve(item, active=False) for id_, item in deck.news.items()})
    return changed


def ended(game: Game) -> Mapping[str, int]:
    """The meters as they stood at the end of term."""
    assert game.state.term is not None
    return game.state.term.meters


def world(rounds: Sequence[Iterable[str]], deck: Deck | None = None, **start: int | str) -> Game:
    """A whole game with these choices, the rest holding; ``start`` sets meters and flags (``us_security=70``)."""
    deck = deck or rich()
    if start:
        meters, flags = dict(deck.meters), dict(deck.flags)
        for name, value in start.items():
            id_ = name.replace("_", "-")
            if isinstance(value, int):
                meters[id_] = evolve(meters[id_], start=value)
            else:
                flags[id_] = evolve(flags[id_], start=value)
        deck = evolve(deck, meters=meters, flags=flags)
    return play_out(deck, [*rounds, *([()] * (ROUNDS - len(rounds)))], seed=1)


def course(game: Game, meter: str) -> list[int]:
    """A meter after each round of the game, and years later."""
    return [*(game.closed(n).meters[meter] for n in range(1, ROUNDS + 1)), game.state.meters[meter]]


def denied(game: Game, denial: str) -> list[int]:
    """The rounds in which a denial fired."""
    return sorted({step.round for step in game.trace if step.kind == "denied" and step.cause == denial})


def restored(views: Sequence[str] = ()) -> Game:
    """A bill, relief for nothing, and Congress votes the ban into law in round 3."""
    return play_out(rich(), [[BILL], [LIFT], [VOTE], *([()] * (ROUNDS - 3))], seed=1, views=views)


def not_restored(views: Sequence[str] = ()) -> Game:
    """The same, but the vote never comes."""
    return play_out(rich(), [[BILL], [LIFT], *([()] * (ROUNDS - 2))], seed=1, views=views)
