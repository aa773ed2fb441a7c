"""The teacher's console from an empty room to the debrief, in the smallest window and in a large one."""

from __future__ import annotations

from pathlib import Path

import pytest

from debate.classroom.console.board import board_of
from debate.classroom.console.look import TableEnding
from debate.classroom.console.main import ConsoleScreen
from debate.faces.tui.actions import ANYWHERE, CONSOLE, actions
from tests.classroom.console.teaching import ADDRESS, LARGE, SMALL, a_class, act, answer, console, mark, settle, shown
from tests.faces.tui.hostile import HONEST, hostile

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE])


@SIZES
async def test_from_nobody_to_the_first_move_with_the_space_bar(tmp_path: Path, size: tuple[int, int]) -> None:
    """Code and address stand there at once; the space bar lets in, shares out and begins. The bold line says so."""
    with a_class(tmp_path) as klass:
        async with console(klass, size) as pilot:
            seen = shown(pilot)
            assert klass.room.code in seen
            assert ADDRESS in seen
            assert "Nobody is here yet." in seen
            klass.come("Ada", "Ben", "Cem", "Dora")
            seen = await settle(pilot)
            assert "space: let in 4 people at the door." in seen
            assert '? Student 1  "Ada"?' in seen
            await pilot.press("space")
            seen = await settle(pilot)
            assert "● Ada" in seen
            assert "space: share out seats to 4 people" in seen
            await pilot.press("space")
            seen = await settle(pilot)
            assert "space: begin the game with 4 people." in seen
            assert "team of 2" in seen
            await pilot.press("space")
            seen = await settle(pilot)
            assert klass.room.phase == "playing"
            assert "Nothing to do: waiting for" in seen
            assert all(len(line) <= size[0] for line in seen.splitlines())


@SIZES
async def test_the_footer_holds_what_can_be_done_now(tmp_path: Path, size: tuple[int, int]) -> None:
    """Every key that works now and belongs in the footer is there, none cut off."""
    with a_class(tmp_path) as klass:
        klass.seat("Ada", "Ben", "Cem")
        klass.teach("start")
        async with console(klass, size) as pilot:
            await settle(pilot)
            screen = pilot.app.screen
            footer = shown(pilot)
            wanted = [item for item in actions(CONSOLE, ANYWHERE) if item.footer and item.id not in ("choose_row",)]
            on = [item for item in wanted if screen.check_action(item.id, ())]
            assert [item.label for item in on if f"{item.shown} {item.label}" not in footer] == []
            assert "Begin" not in footer.splitlines()[-1]


async def test_the_sign_has_address_code_and_a_picture(tmp_path: Path) -> None:
    """As large as they go: block letters of the code, and a QR code, also in a small window."""
    for size in (SMALL, LARGE):
        with a_class(tmp_path / str(size[0])) as klass:
            async with console(klass, size) as pilot:
                await act(pilot, "door_sign")
                seen = await settle(pilot)
                assert ADDRESS in seen
                assert "▄▄▄▄▄" in seen
                await pilot.press("escape")
                await settle(pilot)
                assert isinstance(pilot.app.screen, ConsoleScreen)


@SIZES
async def test_several_tables_at_a_glance(tmp_path: Path, size: tuple[int, int]) -> None:
    """A few lines each: round, phase, who is awaited, the meters that matter, what was chosen last."""
    with a_class(tmp_path, tables=2, judged=False) as klass:
        klass.seat(*[f"N{n}" for n in range(6)])
        klass.teach("start")
        klass.play_on(1, table=2)
        async with console(klass, size) as pilot:
            await act(pilot, "part_tables")
            seen = await settle(pilot)
            assert "Table 1  round 1 of 3 · CHOOSE" in seen
            assert "Table 2  round 2 of 3 · CHOOSE" in seen
            assert "waits for The waterworks, The farms and The town" in seen
            assert "last: " in seen
            mark(pilot, "table:2")
            await settle(pilot)
            await act(pilot, "open_table")
            seen = await settle(pilot)
            assert "Table 2 waits for" in seen
            assert "Covered. h shows every hand" in seen
            await pilot.press("left")
            assert "Table 1 waits for" in await settle(pilot)


async def test_hands_are_covered_until_they_are_asked_for(tmp_path: Path) -> None:
    """No card of a hand on the console's screens; h asks first, then shows them."""
    with a_class(tmp_path) as klass:
        klass.seat("Ada", "Ben", "Cem")
        klass.teach("start")
        session = klass.room.tables[0].session
        cards = [
            session.deck.arguments[card].title for role in session.deck.turn_order for card in session.view(role).hand
        ]
        async with console(klass) as pilot:
            for keys in ([], ["2"], ["3"], ["v"]):
                await pilot.press(*keys)
                seen = await settle(pilot)
                assert [title for title in cards if f"◇ {title}" in seen] == []
            await act(pilot, "show_hands")
            await answer(pilot, "go")
            seen = await settle(pilot)
            assert f"◇ {cards[0]}" in seen
            await act(pilot, "show_hands")
            assert f"◇ {cards[0]}" not in await settle(pilot)


async def test_a_whole_class_game(tmp_path: Path) -> None:
    """Played by its teams to the end; the space bar then opens the debrief, and h the comparison."""
    with a_class(tmp_path, tables=2) as klass:
        klass.seat(*[f"N{n}" for n in range(10)])
        klass.teach("start")
        async with console(klass) as pilot:
            for table in (1, 2):
                klass.play_on(99, table=table)
            await settle(pilot)
            assert klass.room.phase == "debrief"
            await act(pilot, "compare_tables")
            seen = await settle(pilot)
            for word in ("Table 1", "Table 2", "End of term", "Promises kept", "What did not follow", "floor / world"):
                assert word in seen
            await pilot.press("escape")
            await settle(pilot)
            await pilot.press("space")
            await settle(pilot)
            assert isinstance(pilot.app.screen, TableEnding)
            assert "Table 1: how it ended" in shown(pilot)
            await pilot.press("escape")
            await settle(pilot)
            assert isinstance(pilot.app.screen, ConsoleScreen)


@SIZES
async def test_text_is_shown_as_it_stands(tmp_path: Path, size: tuple[int, int]) -> None:
    """Names and a deck full of markup: nothing of it is obeyed, in lists, pages, menus, questions and forms."""
    name = "[@click=app.quit]"
    with a_class(tmp_path, deck=hostile()) as klass:
        klass.come(name, "[/b]")
        person = klass.by_name[name]
        async with console(klass, size) as pilot:
            seen = await settle(pilot)
            assert f'"{name}"?' in seen
            await act(pilot, "let_all_in")
            await act(pilot, "share_out")
            await act(pilot, "start_class")
            await settle(pilot)
            for action in ("choose_row", "seat_person", "rename_person", "kick"):
                mark(pilot, f"person:{person}")
                await settle(pilot)
                await act(pilot, action)
                assert name in await settle(pilot), action
                await pilot.press("escape")
                await settle(pilot)
            for row in ("role:1:town", "table:1"):
                mark(pilot, row)
                await settle(pilot)
                for action in ("choose_row", "fill_role", "give_time", "open_table"):
                    if pilot.app.screen.check_action(action, ()):
                        await act(pilot, action)
                        seen = await settle(pilot)
                        assert all(len(line) <= size[0] for line in seen.splitlines())
                        await pilot.press("escape")
                        await settle(pilot)
            klass.play_on(1)
            await act(pilot, "part_people")
            assert HONEST in await settle(pilot)
            assert pilot.app.is_running


async def test_mouse_marks_and_chooses(tmp_path: Path) -> None:
    """A click on a tab, and on a person: the menu of what can be done comes up."""
    with a_class(tmp_path) as klass:
        klass.come("Ada")
        async with console(klass, SMALL) as pilot:
            await pilot.click("#part-tables")
            await settle(pilot)
            assert pilot.app.screen.has_class("-on-tables")
            await pilot.click("#part-people")
            await settle(pilot)
            await pilot.click("#people", offset=(6, 2))
            seen = await settle(pilot)
            assert "Let in: Let in the marked person" in seen
            await answer(pilot, "let_one_in")
            assert klass.room.people[klass.by_name["Ada"]].name == "Ada"


async def test_help_and_palette_know_every_action(tmp_path: Path) -> None:
    """Both read the one registry."""
    with a_class(tmp_path) as klass:
        async with console(klass) as pilot:
            await act(pilot, "help")
            text = pilot.app.screen.query_one("Page").text  # type: ignore[attr-defined]
            for item in actions(CONSOLE):
                assert f"{item.label}: {item.help}" in text
            await pilot.press("escape")
            await act(pilot, "command_palette")
            seen = await settle(pilot)
            for word in ("Lock", "Message", "Settings"):
                assert word in seen


@pytest.mark.parametrize("rehearsal", [False, True])
async def test_what_is_kept_is_said_truly(tmp_path: Path, rehearsal: bool) -> None:
    """Before the host stops and before a game ends: a class is kept, a rehearsal is deleted."""
    with a_class(tmp_path) as klass:
        klass.seat("Ada", "Ben", "Cem")
        klass.teach("start")
        board_of(klass.room).rehearsal = rehearsal
        async with console(klass) as pilot:
            for key, true, untrue in (
                ("q", "all of it is deleted", "everything up to now is kept"),
                ("d", "nothing of it is kept", "an ordinary saved game"),
            ):
                await pilot.press(key)
                told = " ".join((await settle(pilot)).replace("│", " ").replace("┃", " ").split())
                assert (true in told) is rehearsal
                assert (untrue in told) is not rehearsal
                await answer(pilot, "stay")


@SIZES
async def test_where_the_wall_is_opened_is_said_with_what_it_shows(tmp_path: Path, size: tuple[int, int]) -> None:
    """w: its last line is the address to be opened on the projector; n stands in the footer."""
    with a_class(tmp_path) as klass:
        async with console(klass, size) as pilot:
            assert "n Screens" in await settle(pilot)
            await pilot.press("w")
            assert f"{ADDRESS}#wall" in await settle(pilot)
            await pilot.press("end")
            assert "in a browser on the projector" in await settle(pilot)


async def test_leaving_asks_first(tmp_path: Path) -> None:
    """Stay is marked; the host stops only when it is chosen."""
    with a_class(tmp_path) as klass:
        async with console(klass) as pilot:
            await pilot.press("q")
            assert "Stop hosting?" in await settle(pilot)
            await answer(pilot, "stay")
            assert isinstance(pilot.app.screen, ConsoleScreen)
            await pilot.press("q")
            await answer(pilot, "stop")
            await pilot.pause()
            assert not pilot.app.is_running
