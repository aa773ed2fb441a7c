"""Hidden stays hidden: no secret can be reached from a seat's session, and none changes what it says."""

from __future__ import annotations

from random import Random

import pytest

from debate.game.seat_view import SeatView
from debate.game.session import Session
from tests.classroom.seated.games import DECKS, begun, onward, roles_of
from tests.classroom.seated.secrets import behind, forget, leaks, marked
from tests.classroom.seated.told import briefly


def stopped(seed: int) -> Session:
    """A game stopped at some moment before its end; the decks take turns, and so do hands dealt and hands chosen."""
    order = Random(seed)
    deck = list(DECKS.values())[seed % 2]()
    while True:
        forget(deck)
        session = onward(begun(deck, order.randrange(10**6), draft=seed % 3 == 0), order.randrange(64))
        if not session.state.over:
            return session


def holds_no_secret(seed: int) -> None:
    session = marked(stopped(seed))
    for role in roles_of(session):
        seat = SeatView(session, role)
        assert leaks(seat, role) == []
        at = len(seat.entries) // 2
        assert leaks(seat.fork(at), role) == []
        assert leaks((seat.view(role), seat.played, seat.at(at), seat.known(role), seat.visible(role)), role) == []


def says_the_same(seed: int) -> None:
    session, order = stopped(seed), Random(seed)
    role = order.choice(list(roles_of(session)))
    other = behind(session, role, order)
    assert briefly(SeatView(session, role), role) == briefly(SeatView(other, role), role)


@pytest.mark.parametrize("seed", range(30))
def test_no_secret_of_others_can_be_reached(seed: int) -> None:
    """Walking through every object of a seat's session finds no card of another hand or of a pile, no motive, no sealed
    or covert choice of others, and not the seed."""
    holds_no_secret(seed)


def test_secrets_are_there_to_be_found() -> None:
    """The same walk through the real games does find cards, motives, choices and the seed."""
    found = " ".join(found for seed in range(8) for found in leaks(marked(stopped(seed)), None))
    for what in ("hands", "piles", "motives", "the seed", "_entries", "plays", "_steps"):
        assert what in found


@pytest.mark.parametrize("seed", range(100, 120))
def test_others_secrets_change_nothing(seed: int) -> None:
    """Two games that differ only in what is hidden from a seat say the same to it, letter for letter."""
    says_the_same(seed)


@pytest.mark.torture
@pytest.mark.parametrize("part", range(10))
def test_no_secret_in_a_thousand_games(part: int) -> None:
    for seed in range(1000 + part * 100, 1100 + part * 100):
        holds_no_secret(seed)


@pytest.mark.torture
@pytest.mark.parametrize("part", range(10))
def test_five_hundred_pairs(part: int) -> None:
    for seed in range(5000 + part * 50, 5050 + part * 50):
        says_the_same(seed)
