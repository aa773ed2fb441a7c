"""The lesson's clock on the console, the last round, eyes up, and a team that cannot agree."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest

from debate.classroom.console.app import ConsoleApp
from debate.classroom.room import table as tables
from debate.classroom.room.lesson import clock_time
from tests.classroom.console.teaching import a_class, answer, console, settle, typed
from tests.faces.tui.playing import act


async def test_the_clock_says_what_must_end_when(tmp_path: Path) -> None:
    """Nothing of it until somebody sets the bell with 4; then what must end when, in the game too."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat("Ada", "Ben", "Cem")
        room = klass.room
        async with console(klass) as pilot:
            assert "bell" not in await settle(pilot)
            await pilot.press("4")
            await answer(pilot, "bell")
            bell = clock_time(cast(ConsoleApp, pilot.app).clock() + 3600)
            await typed(pilot, bell)
            assert room.lesson is not None
            assert f"bell {bell}. Door, seats and the case:" in " ".join((await settle(pilot)).split())
            await act(pilot, "start_class")
            assert "after this one fit" in " ".join((await settle(pilot)).split())
            await pilot.press("4")
            await answer(pilot, "no-bell")
            assert room.lesson is None


async def test_this_round_is_the_last(tmp_path: Path) -> None:
    """4, then Enter: the round is finished and the debrief comes; asked again it can be taken back."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat("Ada", "Ben", "Cem")
        async with console(klass) as pilot:
            await act(pilot, "start_class")
            await pilot.press("4")
            assert "Finish this round, then debrief" in await settle(pilot)
            await answer(pilot, "finish")
            assert klass.room.tables[0].kept.last == 1
            await pilot.press("4")
            await answer(pilot, "play-on")
            assert klass.room.tables[0].kept.last == 0


async def test_eyes_up(tmp_path: Path) -> None:
    """0 dims all screens and says so for as long as it is; the space bar lets the class go on."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat("Ada", "Ben", "Cem")
        async with console(klass) as pilot:
            await act(pilot, "start_class")
            await pilot.press("0")
            assert klass.room.eyes_up
            assert "All screens are dim: eyes up." in await settle(pilot)
            await pilot.press("space")
            assert not klass.room.paused
            await pilot.press("p")
            assert "Nobody can choose." in await settle(pilot)
            await pilot.press("0")
            assert klass.room.eyes_up
            await pilot.press("0")
            assert not klass.room.paused


async def test_a_team_that_proposes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After a minute the bold line says so; space, then m offers them a move, or c makes somebody captain."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat("Ada", "Ben", "Cem", "Dora", "Eli", "Fen", "Gia", "Hugo", "Ida")
        room = klass.room
        async with console(klass) as pilot:
            await act(pilot, "start_class")
            room.tick()
            assert "was proposed" not in await settle(pilot)
            monkeypatch.setattr(tables, "SPLIT", 0.0)
            room.tick()
            table = room.tables[0]
            role = next(role for role in table.session.state.awaiting if table.idle(role))
            words = " ".join((await settle(pilot)).split())
            assert f"space: help {room.deck.roles[role].name}, where nothing was proposed for a minute: offer" in words
            await pilot.press("space", "m")
            assert [proposal.by for proposal in table.proposals(role)] == [klass.teacher]
            assert not table.idle(role)


async def test_a_team_that_cannot_agree(tmp_path: Path) -> None:
    """After a minute the bold line says how it is split; space, then c or 2, which do this in that question alone."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat("Ada", "Ben", "Cem", "Dora", "Eli", "Fen", "Gia", "Hugo", "Ida")
        room = klass.room
        async with console(klass) as pilot:
            await act(pilot, "start_class")
            table = room.tables[0]
            role = next(role for role, team in table.teams.items() if len(team) >= 3)
            moves = table.session.legal(role)
            for person, move in zip(table.team(role), moves, strict=False):
                klass.ask(person, "propose", move=str(move))
            assert "space: help" not in await settle(pilot)
            for draft in table.kept.proposals[role]:
                draft.at -= 61
            room.tick()
            name = room.deck.roles[role].name
            assert f"space: help {name}, split 1-1-1: name a captain, or" in " ".join((await settle(pilot)).split())
            await pilot.press("space", "2")
            assert table.second_vote(role)
            assert len(table.proposals(role)) == 2
            for draft in table.kept.proposals[role]:
                draft.at -= 61
            room.tick()
            await settle(pilot)
            await pilot.press("space", "c")
            await answer(pilot, table.team(role)[1])
            room.tick()
            assert any(move.role == role for move in table.session.moves)
            assert room.settings.decide == "majority"


async def test_one_table_foretells_while_another_waits(tmp_path: Path) -> None:
    """The first table waits for the class, the second is asked what will come: space shows what came there alone."""
    with a_class(tmp_path, tables=2, judged=False) as klass:
        klass.seat(*[f"N{n}" for n in range(8)])
        klass.teach("predictions", to="on")
        klass.teach("pace", to="rounds")
        klass.teach("start")
        first, second = klass.room.tables
        for table in (first, second):
            while not table.withheld:
                klass.phase(table.number)
        klass.teach("next", table="1")
        assert first.held
        assert second.withheld
        left = len(second.foretelling())
        async with console(klass) as pilot:
            words = " ".join((await settle(pilot)).split())
            assert f"show what came at table 2: {left} people still say what they think will come." in words
            assert f"{left} people still say what they think will come" in words.split("held until you go on")[1]
            for _ in range(9):
                if "space: show what came" in " ".join((await settle(pilot)).split()):
                    break
                await pilot.press("space")
            await pilot.press("space")
            await settle(pilot)
            assert not second.withheld
            assert first.held
