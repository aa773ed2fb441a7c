"""A seat's view changes nothing and answers for nobody else."""

from __future__ import annotations

import gc
from collections.abc import Callable
from types import FunctionType, ModuleType
from typing import Any

import pytest

from debate.game.record import GameRecord
from debate.game.seat_view import SeatView
from debate.game.session import Session, driven
from debate.rules.moves import JUDGE, Move
from debate.rules.tables import Tables
from tests.classroom.seated.games import DECKS, begun, onward


def test_nothing_in_it_changes_a_game() -> None:
    """A seat's view is no session: it cannot choose, take back, go on or record, and holds nothing of the game."""
    session = onward(begun(DECKS["valley"](), 2), 8)
    seat = SeatView(session, "works")
    driving = {name for name in vars(Session) if not name.startswith("_")} - set(dir(GameRecord))
    assert {"submit", "ask", "advance", "undo", "redo", "back", "takeover", "record"} <= driving
    assert not [name for name in driving if hasattr(seat, name)]
    assert driven(seat) is None
    assert not reaches(seat, session)
    seat.__dict__["held"] = [session._states[3]]
    assert reaches(seat, session), "this test would not notice"


def test_what_one_person_may_know_is_a_copy() -> None:
    """It holds nothing of the game, tells what came of what that person said, and stays when the seat goes on."""
    session = begun(DECKS["valley"](), 2)
    seat = SeatView(session, "works")
    mine = seat.of_person(())
    assert not reaches(mine, session)
    assert mine.foreseen() == ()
    before = [mine.state.digest(), len(mine.entries), len(mine.visible("works"))]
    onward(session, 8)
    seat.follow(session)
    assert len(seat.entries) > len(mine.entries)
    assert [mine.state.digest(), len(mine.entries), len(mine.visible("works"))] == before


def reaches(seat: SeatView, session: Session) -> bool:
    """Whether the session, its journal or one of its positions can be come to through whatever the view holds."""
    wanted = {id(session), id(session.journal), *map(id, session._states)}
    seen: set[int] = set()
    open_: list[object] = [seat]
    while open_:
        one = open_.pop()
        if id(one) in wanted:
            return True
        if id(one) not in seen and not isinstance(one, type | ModuleType | FunctionType | Tables):
            seen.add(id(one))
            open_ += gc.get_referents(one)
    return False


ONCE_OPEN: dict[str, Callable[[SeatView], Any]] = {
    "fork_to": lambda seat: seat.fork_to(1),
    "branch": lambda seat: seat.branch(1),
    "under": lambda seat: seat.under(()),
    "what_if": lambda seat: seat.what_if(0, Move("works", "hold")),
}


@pytest.mark.parametrize("name", ONCE_OPEN)
def test_what_would_tell_of_others_waits_for_the_end(name: str) -> None:
    """While the game runs, one sentence says that it is not answered yet."""
    seat = SeatView(onward(begun(DECKS["valley"](), 2), 8), "works")
    with pytest.raises(ValueError, match="Only once the game is over"):
        ONCE_OPEN[name](seat)


def test_nothing_may_be_taken_back_or_tried() -> None:
    """No screen offers to undo, redo, go back or try another choice."""
    seat = SeatView(onward(begun(DECKS["valley"](), 2), 8), "works")
    assert not any((seat.can_undo(), seat.can_redo(), seat.can_take_back("works"), seat.can_go_back(3)))
    assert not any(seat.can_try(number) for number in range(9))


def test_another_seat_is_not_looked_into() -> None:
    """Who asks for another role's view, choices, steps or refusals gets a sentence, not that role's secrets."""
    seat = SeatView(onward(begun(DECKS["valley"](), 2), 8), "works")
    for ask in (seat.view, seat.known, seat.visible, seat.legal):
        with pytest.raises(ValueError, match=r"what 'farms' may know is not in it\.$"):
            ask("farms")
    with pytest.raises(ValueError, match="what 'farms' may know"):
        seat.refusal(Move("farms", "hold"))
    with pytest.raises(ValueError, match="what 'None' may know"):
        seat.seen_by(1, None)


def test_a_role_that_is_not_there() -> None:
    """A judge looks with no role at all; any other name is refused with those that there are."""
    session = begun(DECKS["valley"](), 2)
    with pytest.raises(ValueError, match="no role 'judge'; it has: works, farms"):
        SeatView(session, JUDGE)


def test_what_a_judge_is_asked_lies_open() -> None:
    """Everybody may read between which rulings the judge chooses."""
    from debate.rules.play import start
    from debate.store import Journal, header_of

    deck = DECKS["valley"]()
    first = start(deck, 4, judged=True)
    session = Session.__new__(Session)
    session._begin(deck, Journal(header_of(deck, first, {})), first)
    seat = SeatView(session, None)
    while not session.state.over and JUDGE not in session.state.awaiting:
        role = session.state.awaiting[0]
        legal = session.legal(role)
        session.submit(next((m for m in legal if m.card), legal[0]))
    assert JUDGE in session.state.awaiting
    seat.follow(session)
    assert seat.legal(JUDGE) == session.legal(JUDGE)
    session.submit(session.legal(JUDGE)[1])
    seat.follow(session)
    assert [k.number for k in seat.known(None)] == [k.number for k in session.known(None)]
