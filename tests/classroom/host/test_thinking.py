"""Opponents that think: in a process of their own, while the room serves everybody else."""

from __future__ import annotations

import asyncio
import os

import attrs
import pytest

from debate.classroom.host.thinking import Thinkers
from debate.classroom.room.asking import waiting
from debate.game.session import Due, Session
from debate.opponents import OPPONENTS, Choice
from tests.classroom.room.school import DECK, School


def lost(*_: object) -> None:
    """What a process does that dies."""
    os._exit(1)


def asked(budget: int = 8) -> Due:
    """What a planner is asked in a new game, where it has a choice."""
    role = DECK.turn_order[0]
    due = Session(DECK, {role: "planner"}, seed=3).due()
    assert due is not None
    return attrs.evolve(due, opponent=attrs.evolve(due.opponent, budget=budget))


async def test_it_thinks_in_another_process() -> None:
    """The first time it is asked there is no answer yet; then somebody says that there is, and it is the choice that
    thinking here would have come to."""
    ready = asyncio.Event()
    thinkers = Thinkers(ready.set)
    try:
        due = asked()
        assert thinkers(due) is None
        async with asyncio.timeout(60):
            await ready.wait()
        found = thinkers(due)
        assert found is not None
        assert found == OPPONENTS["planner"].choose(DECK, due.view, seed=due.seed)
    finally:
        thinkers.close()


async def test_a_lost_process_does_not_stop_the_game(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the process dies it thinks here, and the next one gets a process again."""
    from debate.classroom.host import thinking

    monkeypatch.setattr(thinking, "_choose", lost)
    ready = asyncio.Event()
    thinkers = Thinkers(ready.set)
    try:
        due = asked()
        assert thinkers(due) is None
        async with asyncio.timeout(60):
            await ready.wait()
        assert thinkers(due) == due.choose()
    finally:
        thinkers.close()


def test_a_room_goes_on_when_the_choice_is_there() -> None:
    """While an opponent thinks nothing happens at its table, and other tables play on."""
    school = School.open(tables=2)
    role = DECK.turn_order[0]
    school.teach("opponent", table="1", role=role, who="planner")
    school.teach("start")
    thought: dict[str, Choice] = {}
    asked: list[Due] = []

    def think(due: Due) -> Choice | None:
        asked.append(due)
        return thought.get(due.view.role)

    school.room.think = think
    school.room.tick()
    first, second = (table.session for table in school.room.tables)
    assert asked
    assert all(entry.move.role != role for entry in first.entries)
    assert second.state.over
    assert waiting(school.room._desk, school.room.tables[0]).startswith(f"Thinking: {DECK.roles[role].name}.")
    school.room.tick()
    assert len({id(due.asked_in) for due in asked}) == 1
    thought[role] = attrs.evolve(asked[0].opponent, budget=2).choose(DECK, asked[0].view, seed=1)
    school.room.tick()
    assert any(entry.move == thought[role].move for entry in first.entries)
