"""A seat's own session changes nothing and answers for nobody else."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from debate.game.seat_view import REFUSED, Looking, Seated
from debate.rules.moves import JUDGE, Move
from debate.store import RecordError, Seat
from tests.classroom.seated.games import DECKS, begun, onward

CHANGES: dict[str, Callable[[Seated], Any]] = {
    "submit": lambda seat: seat.submit(Move("works", "hold")),
    "ask": lambda seat: seat.ask(),
    "advance": lambda seat: seat.advance(),
    "undo": lambda seat: seat.undo(),
    "redo": lambda seat: seat.redo(),
    "back": lambda seat: seat.back(0),
    "take_up": lambda seat: seat.take_up(1),
    "takeover": lambda seat: seat.takeover("works", Seat()),
    "fork_to": lambda seat: seat.fork_to(1),
    "branch": lambda seat: seat.branch(1),
    "under": lambda seat: seat.under(()),
    "what_if": lambda seat: seat.what_if(0, Move("works", "hold")),
}


@pytest.mark.parametrize("name", CHANGES)
def test_what_changes_a_game_is_refused(name: str) -> None:
    """One sentence says that the room does this; the screens catch it as they catch a game that cannot be written."""
    seat = Seated(onward(begun(DECKS["valley"](), 2), 8), "works")
    with pytest.raises(Looking, match=REFUSED) as told:
        CHANGES[name](seat)
    assert isinstance(told.value, RecordError)


def test_nothing_may_be_taken_back_or_tried() -> None:
    """No screen offers to undo, redo, go back or try another choice."""
    seat = Seated(onward(begun(DECKS["valley"](), 2), 8), "works")
    assert not any((seat.can_undo(), seat.can_redo(), seat.can_take_back("works"), seat.can_go_back(3)))
    assert not any(seat.can_try(number) for number in range(9))


def test_another_seat_is_not_looked_into() -> None:
    """Who asks for another role's view, choices, steps or refusals gets a sentence, not that role's secrets."""
    seat = Seated(onward(begun(DECKS["valley"](), 2), 8), "works")
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
        Seated(session, JUDGE)


def test_what_a_judge_is_asked_lies_open() -> None:
    """Everybody may read between which rulings the judge chooses."""
    from debate.game.session import Session
    from debate.rules.play import start
    from debate.store import Journal, header_of

    deck = DECKS["valley"]()
    first = start(deck, 4, judged=True)
    session = Session.__new__(Session)
    session._begin(deck, Journal(header_of(deck, first, {})), first)
    seat = Seated(session, None)
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
