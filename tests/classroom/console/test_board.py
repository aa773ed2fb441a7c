"""What the wall shows, without a wall: consequences one by one, by hand or by the clock; tables in turn."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from debate.classroom.console.board import ROTATION, USUAL, board_of
from debate.classroom.console.next_step import AWAY, FILL, NEXT, STEP, WATCH, obvious
from debate.classroom.console.wall_told import Came, Denied
from tests.classroom.console.teaching import Class, a_class


@pytest.fixture
def klass(tmp_path: Path) -> Iterator[Class]:
    with a_class(tmp_path, judged=False) as found:
        found.seat("Ada", "Ben", "Cem")
        found.teach("start")
        yield found


def test_one_board_for_all_who_look(klass: Class) -> None:
    """Console and walls of a room share it."""
    assert board_of(klass.room) is klass.board


def test_a_round_is_told_page_by_page(klass: Class) -> None:
    """Nothing before a round has closed; then what was done and moved, what did not happen, and the table is back."""
    board = klass.board
    assert board.telling(1) is None
    klass.play_on(1)
    telling = board.telling(1)
    assert telling is not None
    assert [page.title[:7] for page in telling.pages] == ["Round 1"] * len(telling.pages)
    assert [type(page) for page in telling.pages] in ([Came], [Came, Denied])
    for shown in range(1, len(telling.pages)):
        assert telling.shown == shown
        assert board.step(1)
    assert board.step(1)
    assert board.telling(1) is None
    assert not board.step(1)
    assert board.again(1)
    again = board.telling(1)
    assert again is not None
    assert again.shown == 1
    board.skip(1)
    assert board.telling(1) is None


def test_an_older_round_makes_room_for_a_newer_one(klass: Class) -> None:
    """Where nobody went on, the wall tells of the latest round, not of all that was missed."""
    klass.play_on(1)
    assert klass.board.telling(1) is not None
    klass.play_on(2)
    telling = klass.board.telling(1)
    assert telling is not None
    assert telling.pages[0].title.startswith("Round 2")


def test_by_the_clock_or_by_hand(klass: Class) -> None:
    """In free pace each page stays its seconds; step by step the board waits for the teacher."""
    now = 0.0
    board = klass.board
    board.clock = lambda: now
    klass.play_on(1)
    telling = board.telling(1)
    assert telling is not None
    board.tick()
    assert telling.shown == 1
    klass.teach("pace", to="steps")
    now = 1000.0
    board.tick()
    assert telling.shown == 1
    klass.teach("pace", to="free")
    telling.since = now
    now += USUAL + 1.0
    board.tick()
    assert telling.shown == 2 or board.telling(1) is None
    assert board.again(1)
    telling = board.telling(1)
    assert telling is not None
    klass.teach("pace", to="steps")
    board.show(seconds=10)
    now += 11.0
    board.tick()
    assert telling.shown == 2 or board.telling(1) is None


def test_the_space_bar_goes_on_with_the_wall_before_the_game(klass: Class) -> None:
    """Step by step: first all that came of it on the wall, then the next step of the game."""
    klass.teach("pace", to="steps")
    klass.board.walls = 1
    klass.play_on(1)
    while klass.board.telling(1) is not None:
        assert obvious(klass.room).does == STEP
        klass.board.step(1)
    assert obvious(klass.room).does == NEXT


def test_an_undo_takes_the_telling_back(klass: Class) -> None:
    """A round that is open again is not told, and is told anew once it closes."""
    klass.play_on(1)
    assert klass.board.telling(1) is not None
    while klass.room.tables[0].session.state.round > 1:
        klass.teach("undo", table="1")
    assert klass.board.telling(1) is None
    klass.play_on(1)
    assert klass.board.telling(1) is not None


def test_tables_take_turns(tmp_path: Path) -> None:
    """One after the other, first those that have something to tell; or the one that was chosen."""
    now = 0.0
    with a_class(tmp_path, tables=3, judged=False) as klass:
        klass.seat(*[f"N{n}" for n in range(9)])
        klass.teach("start")
        board = klass.board
        board.clock = lambda: now
        seen = set()
        for turn in range(3):
            now = turn * ROTATION
            seen.add(board.now)
        assert seen == {1, 2, 3}
        klass.play_on(1, table=2)
        assert board.now == 2
        board.show(table=3)
        assert board.now == 3


def test_an_empty_seat_is_something_to_do(klass: Class) -> None:
    """Once all who sit in an awaited role have been away for a while, the space bar asks who is to play it."""
    person = klass.by_name["Ada"]
    role = klass.room.people[person].place
    assert role is not None
    klass.room.left(person)
    now = klass.room.people[person].since
    assert obvious(klass.room, now + 5).does == WATCH
    later = obvious(klass.room, now + AWAY)
    assert (later.does, later.role) == (FILL, role.role)


def test_an_end_before_the_last_round_is_shown_at_once(klass: Class) -> None:
    """Rounds that opponents played in a moment are not told one cause after the other, unless the teacher wants it."""
    klass.play_on(1)
    klass.board.skip(1)
    klass.teach("end", table="all")
    while not klass.room.tables[0].session.state.over:
        klass.room.tick()
    assert klass.board.telling(1) is None
    assert klass.board.again(1)
    assert klass.board.telling(1) is not None
    klass.board.skip(1)
    assert klass.board.telling(1) is None


def test_tables_where_nobody_sits_take_no_turn(tmp_path: Path) -> None:
    """Opponents alone are through their game at once; the wall stays with the table where people play."""
    with a_class(tmp_path, judged=False, tables=2) as found:
        found.seat("Ada", "Ben")
        for name in ("Ada", "Ben"):
            place = found.room.people[found.by_name[name]].place
            assert place is not None
            if place.table != 1:
                found.teach("seat", person=found.by_name[name], table="1", role=place.role)
        found.teach("start")
        assert found.board.now == 1
