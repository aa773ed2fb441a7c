"""The wall: what everybody may know, large; no hands, no names where they are kept off, nothing that harms."""

from __future__ import annotations

from pathlib import Path

import pytest

from debate.classroom.console.board import DID_NOT_HAPPEN, PAGES
from debate.debrief.verdicts import tally_words, verdicts
from tests.classroom.console.teaching import ADDRESS, LARGE, SMALL, Class, a_class, settle, shown, wall
from tests.faces.tui.hostile import HONEST, hostile

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE])
NAMES = ("Ada", "Ben", "Cem", "Dora")


def closed_cards(klass: Class) -> set[str]:
    """Titles of all cards that lie in a hand or a pile and never were on the floor."""
    session = klass.room.tables[0].session
    deck, state = session.deck, session.state
    said = {entry.move.card for entry in session.entries}
    hidden = {card for cards in (*state.hands.values(), *state.piles.values()) for card in cards}
    return {deck.arguments[card].title for card in hidden - said}


@SIZES
async def test_it_says_how_to_come_in(tmp_path: Path, size: tuple[int, int]) -> None:
    """Address, block letters, QR code, how many are here; once the game runs, whose turn it is."""
    with a_class(tmp_path) as klass:
        async with wall(klass, size) as pilot:
            seen = shown(pilot)
            assert ADDRESS in seen
            assert "▄▄▄▄▄" in seen
            klass.seat(*NAMES)
            assert "4 people are here" in await settle(pilot)
            klass.teach("start")
            seen = await settle(pilot)
            assert "Round 1 of 3" in seen
            assert "Choose a move and a case for it.  Waiting for" in seen
            assert "Power" in seen
            assert "… The town" in seen or "… The waterworks" in seen


@SIZES
async def test_no_card_of_a_hand_is_ever_on_it(tmp_path: Path, size: tuple[int, int]) -> None:
    """A whole game, every page after every phase: only what was said is there. Motives and sealed choices are not."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat(*NAMES)
        klass.teach("start")
        session = klass.room.tables[0].session
        motives = {
            session.deck.roles[role].motives[session.state.motives[role]].text for role in session.deck.turn_order
        }
        async with wall(klass, size) as pilot:
            while not session.state.over:
                for page in PAGES:
                    klass.board.show(page=page)
                    seen = await settle(pilot)
                    assert [title for title in (closed_cards(klass) | motives) if title in seen] == []
                klass.phase()


@SIZES
async def test_consequences_come_one_by_one(tmp_path: Path, size: tuple[int, int]) -> None:
    """The title of the cause, what it changed and why; what did not happen under a title of its own."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat(*NAMES)
        klass.teach("start")
        klass.play_on(1)
        async with wall(klass, size) as pilot:
            klass.board.again(1)
            titles = []
            telling = klass.board.telling(1)
            while telling is not None:
                seen = await settle(pilot)
                group = telling.groups[telling.shown - 1]
                titles.append(group.title)
                assert f"{telling.shown} of {len(telling.groups)}" in seen
                assert group.title[:30] in seen
                for line in group.lines:
                    assert line.text[:30] in seen
                await pilot.press("space")
                telling = klass.board.telling(1)
            assert "The floor" in titles
            assert "What came of it" not in await settle(pilot)


async def test_what_did_not_happen_is_told_in_the_end(tmp_path: Path) -> None:
    """Headline, each role on the floor and in the world, and the denials with their paragraphs."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat(*NAMES)
        klass.teach("start")
        klass.play_on(99)
        klass.board.skip(1)
        async with wall(klass, LARGE) as pilot:
            seen = await settle(pilot)
            assert "How it came out" in seen
            assert "years later" in seen
            session = klass.room.tables[0].session
            found = verdicts(session.source, session.to_record())
            assert f"promises: {tally_words(found)}"[:28] in seen
            if any(step.kind == "denied" for step in session.trace):
                assert DID_NOT_HAPPEN in seen


async def test_names_are_kept_off(tmp_path: Path) -> None:
    """With the setting off only numbers stand there."""
    with a_class(tmp_path) as klass:
        klass.seat(*NAMES)
        klass.teach("start")
        async with wall(klass) as pilot:
            klass.board.show(page="people")
            assert "Ada" in await settle(pilot)
            klass.teach("wall-names", to="off")
            seen = await settle(pilot)
            assert [name for name in NAMES if name in seen] == []
            assert "2 people" in seen


async def test_hands_that_the_teacher_has_opened(tmp_path: Path) -> None:
    """They stand on the page of who plays what, and only while they lie open."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat(*NAMES)
        klass.teach("start")
        session = klass.room.tables[0].session
        title = session.deck.arguments[session.state.hands["town"][0]].title
        async with wall(klass) as pilot:
            klass.board.show(page="people")
            assert f"◇ {title}" not in await settle(pilot)
            klass.teach("hands", to="open")
            assert f"◇ {title}" in await settle(pilot)
            klass.teach("hands", to="shut")
            assert f"◇ {title}" not in await settle(pilot)


async def test_the_teachers_message_and_page(tmp_path: Path) -> None:
    """What is said stands on every page; the page is what the console or the arrow keys turned to."""
    with a_class(tmp_path) as klass:
        klass.seat(*NAMES)
        klass.teach("start")
        async with wall(klass) as pilot:
            klass.teach("message", text="Two minutes left.")
            assert "Two minutes left." in await settle(pilot)
            klass.board.show(page="message")
            seen = await settle(pilot)
            assert "Should the river be dammed?" in seen
            assert "Two minutes left." in seen
            klass.board.show(page="auto")
            await pilot.press("right")
            assert klass.board.page == "join"
            assert "Room code:" in await settle(pilot)
            await pilot.press("k")
            assert "Keys" not in (await settle(pilot)).splitlines()[-1]


async def test_several_tables(tmp_path: Path) -> None:
    """The head says which one is shown; the outcome page shows them all."""
    with a_class(tmp_path, tables=2, judged=False) as klass:
        klass.seat(*[f"N{n}" for n in range(6)])
        klass.teach("start")
        async with wall(klass) as pilot:
            klass.board.show(table=2)
            assert "Table 2 of 2" in await settle(pilot)
            await pilot.press("tab")
            assert klass.board.table == 0
            klass.board.show(page="outcome")
            seen = await settle(pilot)
            assert "Table 1" in seen
            assert "Table 2" in seen


@SIZES
async def test_text_is_shown_as_it_stands(tmp_path: Path, size: tuple[int, int]) -> None:
    """Names and a deck full of markup: nothing of it is obeyed, the honest part shows whole."""
    with a_class(tmp_path, deck=hostile(), judged=False) as klass:
        klass.teach("names", to="open")
        klass.come("[b]Ada[/b]", "[@click=app.quit]")
        klass.teach("let-in", person="all")
        klass.teach("share-out")
        klass.teach("start")
        klass.teach("message", text="[red]now[/] [@click=app.quit]x")
        async with wall(klass, size) as pilot:
            seen = ""
            for page in PAGES:
                klass.board.show(page=page)
                seen += await settle(pilot)
            assert HONEST in seen
            assert "[red]now[/] [@click=app.quit]x" in seen
            assert "[b]Ada[/b]" in seen
            klass.play_on(1)
            klass.board.show(page="auto")
            while klass.board.telling(1) is not None:
                seen = await settle(pilot)
                assert all(len(line) <= size[0] for line in seen.splitlines())
                klass.board.step(1)
            assert pilot.app.is_running
