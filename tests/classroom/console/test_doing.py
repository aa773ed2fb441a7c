"""Everything that a teacher does, once, from the console, with what it changed in the room."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from debate.classroom.console.look import LookScreen, PlayScreen
from debate.classroom.console.main import ConsoleScreen
from debate.classroom.console.wall import WallScreen
from debate.faces.tui.actions import CONSOLE, WALL, actions, places
from debate.faces.tui.listing import Listing
from tests.classroom.console.teaching import Class, a_class, act, answer, console, mark, settle, shown, typed
from tests.faces.tui.playing import until


async def turn(pilot: Pilot[None], line: str, times: int = 1) -> None:
    """Turn this line of a form."""
    lines = pilot.app.screen.query_one("#lines", Listing)
    assert line in {row.id for row in lines.rows}
    lines.mark(line)
    for _ in range(times):
        await act(pilot, "turn_setting")


async def do(pilot: Pilot[None], row: str, action: str) -> None:
    """Mark a row and do this."""
    mark(pilot, row)
    await settle(pilot)
    assert pilot.app.screen.check_action(action, ()), action
    await act(pilot, action)


def test_every_action_has_its_method_and_its_own_key() -> None:
    """No key leads nowhere, none is taken twice."""
    for room, place in (
        (ConsoleScreen, CONSOLE),
        (WallScreen, WALL),
        (LookScreen, "class-table"),
        (PlayScreen, "class-table"),
    ):
        assert [item.id for item in actions(*places(room)[:-1]) if not hasattr(room, f"action_{item.id}")] == []
        keys = [key for item in actions(*places(room)) for key in item.keys]
        assert len(keys) == len(set(keys)), (place, sorted(key for key in keys if keys.count(key) > 1))


async def test_people(tmp_path: Path) -> None:
    """One is let in under the name that was wished for, one is renamed, one is seated, made captain, sent out."""
    with a_class(tmp_path) as klass:
        klass.come("Ada", "Ben", "Cem")
        ada, ben, cem = (klass.by_name[name] for name in ("Ada", "Ben", "Cem"))
        people = klass.room.people
        async with console(klass) as pilot:
            await settle(pilot)
            await do(pilot, f"person:{ada}", "let_one_in")
            assert (people[ada].status, people[ada].name, people[ben].status) == ("in", "Ada", "asking")
            await act(pilot, "let_all_in")
            assert (people[ben].name, people[cem].name) == ("Ben", "Cem")
            await settle(pilot)
            await do(pilot, f"person:{ben}", "rename_person")
            await typed(pilot, "Benno")
            assert klass.room.people[ben].name == "Benno"
            for person in (ada, ben):
                await settle(pilot)
                await do(pilot, f"person:{person}", "seat_person")
                await answer(pilot, "1:farms")
            assert klass.room.tables[0].teams["farms"] == (ada, ben)
            await settle(pilot)
            await do(pilot, f"person:{ben}", "make_captain")
            assert klass.room.tables[0].captains == {"farms": ben}
            assert "★ captain" in await settle(pilot)
            await do(pilot, f"person:{cem}", "seat_person")
            await answer(pilot, "1:judge")
            assert klass.room.tables[0].judges == (cem,)
            await settle(pilot)
            await do(pilot, f"person:{cem}", "kick")
            await answer(pilot, "stay")
            assert klass.room.people[cem].status == "in"
            await do(pilot, f"person:{cem}", "kick")
            await answer(pilot, "go")
            assert klass.room.people[cem].status == "out"
            assert "Sent out (1)" in await settle(pilot)


async def test_a_name_is_changed_before_it_is_let_through(tmp_path: Path) -> None:
    """The wish is offered to be edited; what was typed becomes the name, and the wish is gone."""
    with a_class(tmp_path) as klass:
        klass.come("Rude Name")
        person = klass.by_name["Rude Name"]
        async with console(klass) as pilot:
            await settle(pilot)
            await do(pilot, f"person:{person}", "rename_person")
            await typed(pilot, "Rudi")
            assert (klass.room.people[person].name, klass.room.people[person].wish) == ("Rudi", "")
            klass.come("Another")
            other = klass.by_name["Another"]
            await settle(pilot)
            await do(pilot, f"person:{other}", "rename_person")
            await typed(pilot, "")
            assert (klass.room.people[other].name, klass.room.people[other].wish) == ("Student 2", "")


async def test_the_course_of_the_game(tmp_path: Path) -> None:
    """Begin, pause, go on, step by step, next, time for all and for one, undo with what it takes back."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat("Ada", "Ben", "Cem")
        room = klass.room
        async with console(klass) as pilot:
            await act(pilot, "start_class")
            assert room.phase == "playing"
            await act(pilot, "pause_class")
            assert room.paused
            assert "space: let the class go on." in await settle(pilot)
            await pilot.press("space")
            assert not room.paused
            await act(pilot, "class_rules")
            await turn(pilot, "pace")
            await pilot.press("escape")
            assert room.settings.pace == "steps"
            klass.phase()
            assert "space: all moves lie open; go on to the answers." in await settle(pilot)
            assert room.tables[0].held
            await pilot.press("space")
            assert not room.tables[0].held
            await settle(pilot)
            await do(pilot, "table:1", "give_time")
            await answer(pilot, "all:all:120")
            awaited = room.tables[0].session.state.awaiting[0]
            until = room.tables[0].until(awaited)
            assert until is not None
            assert ", 2:00" in await settle(pilot) or ", 1:59" in shown(pilot)
            await do(pilot, f"role:1:{awaited}", "give_time")
            await answer(pilot, f"1:{awaited}:+60")
            longer = room.tables[0].until(awaited)
            assert longer is not None
            assert longer == pytest.approx(until + 60, abs=1)
            count = len(room.tables[0].session.entries)
            await act(pilot, "undo_class")
            seen = await settle(pilot)
            assert "The latest choice of people: " in seen
            assert "in round 1 (choose)" in seen
            await answer(pilot, "go")
            assert len(room.tables[0].session.entries) < count


async def test_settings(tmp_path: Path) -> None:
    """How teams decide, the door, names, the lock, names on the wall, hands: each turned once."""
    with a_class(tmp_path) as klass:
        async with console(klass) as pilot:
            await act(pilot, "class_rules")
            for line in ("decide", "doors", "names", "lock", "wall-names", "hands"):
                await turn(pilot, line)
            now = klass.room.settings
            assert (now.decide, now.let_in, now.names) == ("captain", "open", "open")
            assert (now.locked, now.names_on_wall, now.hands_open) == (True, False, True)
            await act(pilot, "turn_setting_back")
            assert not klass.room.settings.hands_open
            await pilot.press("escape")
            await act(pilot, "lock")
            assert not klass.room.settings.locked


async def test_an_opponent_takes_a_seat_and_hands_it_back(tmp_path: Path) -> None:
    """While the team is away an opponent plays; then the team does again."""
    with a_class(tmp_path) as klass:
        klass.seat("Ada", "Ben", "Cem")
        klass.teach("start")
        table = klass.room.tables[0]
        async with console(klass) as pilot:
            await settle(pilot)
            await do(pilot, "role:1:farms", "fill_role")
            await answer(pilot, "novice")
            assert table.filled_by("farms") == "novice"
            await settle(pilot)
            await do(pilot, "role:1:farms", "fill_role")
            await answer(pilot, "give-back")
            assert table.filled_by("farms") == "team"


async def test_the_teacher_plays_a_role(tmp_path: Path) -> None:
    """Its hand is shown to the teacher, its choice goes to the room; once the screen is left the role is its team's
    again, which is said on both sides. One that was taken for good stays, and the space bar says when it is awaited."""
    with a_class(tmp_path) as klass:
        klass.seat("Ada", "Ben", "Cem")
        klass.teach("start")
        table = klass.room.tables[0]
        async with console(klass) as pilot:
            await settle(pilot)
            await do(pilot, "role:1:town", "play_role")
            await settle(pilot)
            screen = pilot.app.screen
            assert isinstance(screen, PlayScreen)
            assert table.taken == {"town"}
            card = table.session.view("town").hand[0]
            assert table.session.deck.arguments[card].title in shown(pilot)
            owner = table.team("town")[0]
            assert "The teacher plays The town for now." in klass.room.asking(owner).sentence
            await pilot.press("d")
            await settle(pilot)
            assert "town" not in table.session.state.awaiting
            await pilot.press("escape")
            await settle(pilot)
            assert table.taken == frozenset()
            assert "Its team plays The town again." in shown(pilot)
            assert "The teacher plays" not in klass.room.asking(owner).sentence
            klass.teach("take", table="1", role="town")
            await do(pilot, "role:1:town", "play_role")
            await settle(pilot)
            await pilot.press("escape")
            await settle(pilot)
            assert table.taken == {"town"}
            klass.phase()
            await settle(pilot)
            if "town" in table.session.state.awaiting:
                assert "space: choose for The town" in await settle(pilot)


async def judged(klass: Class) -> None:
    """Play until a case is before the judges."""
    for _ in range(60):
        if klass.room.tables[0].ballot() is not None:
            return
        for role in klass.room.tables[0].session.awaited():
            klass.choose(role, "answer" if klass.room.tables[0].session.state.phase == "answer" else "play")
    raise AssertionError("no case was answered")


async def test_the_teacher_rules_on_an_exchange(tmp_path: Path) -> None:
    """The case and the votes so far are told; the ruling is made and recorded."""
    with a_class(tmp_path) as klass:
        klass.seat(*[f"N{n}" for n in range(10)])
        klass.teach("start")
        await judged(klass)
        table = klass.room.tables[0]
        ballot = table.ballot()
        assert ballot is not None
        async with console(klass) as pilot:
            await settle(pilot)
            await do(pilot, "table:1", "judge_here")
            assert "Does the case stand?" in await settle(pilot)
            await answer(pilot, "beaten")
            ruled = [entry.move for entry in table.session.entries if entry.move.kind == "rule"]
            assert [(move.to, move.ruling) for move in ruled][:1] == [(ballot.speaker, "beaten")]


async def test_a_message_to_everybody(tmp_path: Path) -> None:
    """It is in the room, and on the console until it is taken away."""
    with a_class(tmp_path) as klass:
        async with console(klass) as pilot:
            await act(pilot, "message")
            await typed(pilot, "Look at the wall.")
            assert klass.room.message == "Look at the wall."
            assert "Everybody reads: Look at the wall." in await settle(pilot)
            await act(pilot, "message")
            await typed(pilot, "")
            assert klass.room.message == ""


async def test_what_the_wall_shows(tmp_path: Path) -> None:
    """Page, table and pace; the latest round told again."""
    with a_class(tmp_path, tables=2, judged=False) as klass:
        klass.seat(*[f"N{n}" for n in range(6)])
        klass.teach("start")
        klass.play_on(1)
        klass.board.skip(1)
        async with console(klass) as pilot:
            await act(pilot, "wall")
            await turn(pilot, "page", 2)
            await turn(pilot, "table")
            await turn(pilot, "seconds", 2)
            board = klass.board
            assert (board.page, board.table, board.seconds) == ("people", 1, 10)
            await turn(pilot, "again")
            assert board.page == "auto"
            assert board.telling(1) is not None
            await turn(pilot, "skip")
            assert board.telling(1) is None


async def test_files_to_take_home(tmp_path: Path) -> None:
    """Without names unless they are asked for; only this user can read them; each path is told."""
    with a_class(tmp_path) as klass:
        klass.seat("Ada", "Ben", "Cem")
        klass.teach("start")
        klass.phase()
        async with console(klass) as pilot:
            for kind, pattern, named in (
                ("table", "contributions-*[0-9].csv", False),
                ("table names", "contributions-*-with-names.csv", True),
                ("pages names", "pages-*-with-names.html", True),
                ("xapi", "statements-*.jsonl", False),
            ):
                await act(pilot, "take_home")
                await answer(pilot, kind)
                await until(pilot, lambda: "The file is written" in shown(pilot))
                (path,) = klass.room.folder.glob(pattern)
                assert path.name[:20] in shown(pilot).replace("\n", "")
                assert ("Ada" in path.read_text()) == named
                assert path.stat().st_mode & 0o077 == 0
                await answer(pilot, "ok")


async def test_a_table_is_ended_then_all_then_the_room(tmp_path: Path) -> None:
    """Each asks first; the debrief of a stopped table says how it stands."""
    with a_class(tmp_path, tables=2, judged=False) as klass:
        klass.seat(*[f"N{n}" for n in range(6)])
        klass.teach("start")
        klass.play_on(1)
        async with console(klass) as pilot:
            await settle(pilot)
            await do(pilot, "table:1", "end_class")
            await answer(pilot, "end-one")
            assert [table.ended for table in klass.room.tables] == [True, False]
            await settle(pilot)
            await act(pilot, "end_class")
            await answer(pilot, "end-all")
            assert klass.room.phase == "debrief"
            await settle(pilot)
            await act(pilot, "end_class")
            await answer(pilot, "close")
            assert klass.room.phase == "closed"
            assert "The class is over. q leaves the console." in await settle(pilot)
            await pilot.press("q")
            await pilot.pause()
            assert not pilot.app.is_running


async def test_a_refusal_is_a_note(tmp_path: Path) -> None:
    """The room's own sentence, in the corner."""
    with a_class(tmp_path) as klass:
        async with console(klass) as pilot:
            app = pilot.app
            assert not app.do("let-in", {"person": "all"})  # type: ignore[attr-defined]
            assert "Nobody asks to be let in." in await settle(pilot)
