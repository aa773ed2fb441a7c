"""A seat's own session says on every screen and page what the real one says to that role."""

from __future__ import annotations

import pytest

from debate.game.seat_view import SeatView
from debate.game.session import Session
from tests.classroom.seated.games import DECKS, begun, onward, peopled, roles_of
from tests.classroom.seated.told import briefly, everything


def same(session: Session, role: str | None, seated: Session | SeatView, whole: bool = True) -> None:
    told = everything if whole else briefly
    real, known = told(session, role).split("\n"), told(seated, role).split("\n")
    for line, (one, other) in enumerate(zip(real, known, strict=False)):
        assert one == other, f"{role}, line {line}, after {real[line - 1]!r}"
    assert len(real) == len(known)


def follow_through(session: Session, moments: tuple[int, ...], every: int = 1) -> None:
    """Play on, all seats following; at each moment every seat is told a part, and each in its turn everything."""
    seats = {role: SeatView(session, role) for role in roles_of(session)}
    made = 0
    for turn, moment in enumerate(moments):
        while made < moment:
            onward(session, 1)
            made += 1
            for seat in seats.values():
                seat.follow(session)
        for place, (role, seat) in enumerate(seats.items()):
            same(session, role, seat, whole=(turn + place) % every == 0)
        role = list(seats)[turn % len(seats)]
        same(session, role, SeatView(session, role), whole=False)


@pytest.mark.parametrize("name", DECKS)
def test_a_seat_is_told_what_the_real_game_tells_it(name: str) -> None:
    """At every moment looked at, the seat that followed the game and one made anew say what the real one says."""
    follow_through(begun(DECKS[name](), 3, draft=True), (0, 3, 14, 33), every=5)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(20, 26))
@pytest.mark.parametrize("name", DECKS)
def test_a_seat_is_told_all_that_the_real_game_tells_it(name: str, seed: int) -> None:
    """The same with everything told at every moment to every seat, in more games."""
    follow_through(begun(DECKS[name](), seed, draft=seed % 2 == 0), tuple(range(0, 64, 5)))


def test_people_in_the_seats() -> None:
    """With people in all seats, who keep secrets from each other, it is the same."""
    session = peopled(begun(DECKS["valley"](), 5))
    for _ in range(9):
        role = session.awaited()[0]
        session.submit(session.legal(role)[0])
    for each in roles_of(session):
        same(session, each, SeatView(session, each))


def test_once_the_game_is_over_everything_lies_open() -> None:
    """After the last choice any seat reads the whole debrief: all hands, motives and choices, and what was taken back.
    It is a copy: what is done to the real game afterwards does not change it, until it follows."""
    session = peopled(onward(begun(DECKS["valley"](), 6), 200))
    assert session.state.over
    seat = SeatView(session, "works")
    for role in roles_of(session):
        same(session, role, seat)
    assert seat.state.seed == session.state.seed
    assert len(seat.fork(3).entries) == 3
    count = len(seat.entries)
    session.back(4)
    assert len(seat.entries) == count
    seat.follow(session)
    assert (seat.state.seed, len(seat.entries)) == (0, 4)
    same(session, "works", seat)


def test_undo_is_followed() -> None:
    """After choices were taken back and others made, nothing of the old ones is left; those shared are not lost."""
    session = onward(begun(DECKS["valley"](), 7), 12)
    seats = {role: SeatView(session, role) for role in roles_of(session)}
    peopled(session)
    session.back(5)
    for role, seat in seats.items():
        seat.follow(session)
        same(session, role, seat)
    role = session.awaited()[0]
    session.submit(session.legal(role)[-1])
    for role, seat in seats.items():
        seat.follow(session)
        same(session, role, seat)


def test_names_of_people_are_followed() -> None:
    """Who sits where is public: the seat shows people and their names as soon as it has followed."""
    session = begun(DECKS["valley"](), 7)
    seat = SeatView(session, "works")
    peopled(session)
    assert seat.people() == ()
    seat.follow(session)
    assert seat.people() == session.people()
    assert seat.seats["farms"].name == "P farms"
