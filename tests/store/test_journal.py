"""The tree of a game: the line, what was taken back, and what can be made again."""

from __future__ import annotations

from random import Random

import pytest

from debate.game.session import Session
from debate.rules.moves import Move
from debate.store import Journal, Seat
from tests.store.work import DECK, new_session, play_out, play_some, replayed


def numbers(session: Session) -> list[int]:
    return [made.number for made in session.journal.line()]


def test_the_line_is_what_the_session_has() -> None:
    """The choices of the session, in the order made, with the reasons of opponents."""
    session = play_out(new_session(), Random(2))
    assert [made.move for made in session.journal.line()] == list(session.moves)
    assert all((made.reason is None) == (made.move.role == "port") for made in session.journal.line())


def test_what_is_undone_stays_as_a_branch() -> None:
    """Three branches off one point: each is there with its choices, and none is on the line."""
    session = new_session()
    session.advance()
    tried = session.legal("port")[:3]
    for move in tried:
        session.submit(move)
        session.undo()
    assert [branch.choices[-1].move for branch in session.journal.branches()] == list(tried)
    assert all(branch.left == numbers(session)[-1] for branch in session.journal.branches())


def test_redo_follows_the_branch_that_was_left_last() -> None:
    session = new_session()
    session.advance()
    first, second = session.legal("port")[:2]
    session.submit(first)
    session.undo()
    session.submit(second)
    session.undo()
    assert session.redo() == second
    assert session.journal.branches()[0].choices[-1].move == first


def test_redo_makes_what_followed_too() -> None:
    """Undo three times and redo three times: the same game, with the opponents' choices that came between."""
    session = new_session()
    play_some(session, Random(4), 9)
    digest, moves = session.state.digest(), session.moves
    for _ in range(3):
        session.undo()
    for _ in range(3):
        assert session.can_redo()
        session.redo()
    assert session.moves == moves
    assert session.state.digest() == digest
    assert not session.can_redo()
    assert session.redo() is None


def test_redo_leads_on_where_opponents_chose_once_more_what_was_taken_back() -> None:
    """Back to where an opponent is to choose, which chooses as before: the whole game can be made again from there,
    and no branch is written a second time."""
    session = play_out(new_session(), Random(4))
    digest, moves, tips = session.state.digest(), session.moves, len(session.journal.branches())
    (first, *_) = (at for at, move in enumerate(moves) if move.role != "port")
    session.back(first)
    session.advance()
    assert session.moves != moves
    while session.redo() is not None:
        pass
    assert (session.moves, session.state.digest()) == (moves, digest)
    assert len(session.journal.branches()) == tips


def test_a_new_choice_after_an_undo_ends_redo() -> None:
    session = new_session()
    session.advance()
    first, second = session.legal("port")[:2]
    session.submit(first)
    session.undo()
    session.submit(second)
    assert not session.can_redo()


def test_an_undone_game_plays_again_with_its_branches() -> None:
    """From the record: the same line, branches, seats and redo."""
    from tests.store.work import record_of

    session = new_session()
    play_some(session, Random(8), 8)
    session.undo()
    session.takeover("town", Seat("novice"))
    session.undo()
    again = Session.resume(DECK, replayed(record_of(session)))
    assert again.moves == session.moves
    assert again.entries == session.entries
    assert again.trace.raw == session.trace.raw
    assert again.seats == session.seats
    assert again.journal.branches() == session.journal.branches()
    assert again.redo() == session.redo()


def test_going_back_to_any_point() -> None:
    """Also to the start; the position is that of then, and redo leads on."""
    session = play_out(new_session(), Random(2))
    digests = [session.at(count).state.digest() for count in range(len(session.moves) + 1)]
    for count in (7, 3, 0):
        session.back(count)
        assert session.state.digest() == digests[count]
        assert len(session.moves) == count
    with pytest.raises(ValueError, match="cannot go back"):
        session.back(5)


def test_going_back_is_fair_alone_or_while_nothing_was_shown() -> None:
    alone = play_out(new_session(), Random(2))
    assert all(alone.can_go_back(count) for count in range(len(alone.moves) + 1))
    two = new_session(people={"port": Seat("person"), "town": Seat("person")})
    two.submit(two.legal("port")[0])
    assert two.can_go_back(0)
    two.submit(two.legal("town")[0])
    assert not two.can_go_back(0)


def test_several_people_take_back_only_what_is_sealed() -> None:
    """The latest choice of a person while nobody has seen it; afterwards nothing."""
    session = new_session(people={"port": Seat("person"), "town": Seat("person")})
    first = session.legal("port")[0]
    session.submit(first)
    assert session.undo() == first
    session.submit(first)
    session.submit(session.legal("town")[0])
    count = len(session.moves)
    assert session.undo() is None
    assert len(session.moves) == count


def test_a_timeline_shows_each_step_with_its_trace() -> None:
    """At each place: the position, the steps so far, and those that the last choice wrote."""
    session = play_out(new_session(), Random(2))
    for count in range(1, len(session.moves) + 1):
        then = session.at(count)
        wrote = list(session.wrote(count))
        assert len(then.trace) == then.state.steps
        assert list(then.trace)[len(then.trace) - len(wrote) :] == wrote
        assert then.moves == session.moves[:count]


def test_a_branch_can_be_looked_at() -> None:
    session = new_session()
    play_some(session, Random(4), 6)
    left = session.state.digest()
    tip = numbers(session)[-1]
    session.undo()
    assert session.branch(tip).state.digest() == left


def test_a_fork_is_a_game_of_its_own() -> None:
    session = play_out(new_session(), Random(2))
    session.takeover("town", Seat("novice"))
    fork = session.fork(4)
    assert fork.moves == session.moves[:4]
    assert fork.state.digest() == session.at(4).state.digest()
    assert fork.seats["town"].who == "novice"
    play_out(fork, Random(9))
    assert len(session.journal) != len(fork.journal)


def test_an_entry_that_cannot_follow_is_refused() -> None:
    session = new_session()
    journal = Journal(session.journal.header)
    entry = journal.made(Move("port", "hold"), session.state)
    journal.add(entry)
    with pytest.raises(ValueError, match="numbered 1"):
        journal.add(entry)
