"""The console beside the game: who has answered at the door, sentences for the wall, the exit ticket."""

from __future__ import annotations

import time
from pathlib import Path

from attrs import evolve

from debate.classroom.console.next_step import obvious
from debate.classroom.console.person_page import person_page
from debate.classroom.room.lesson import MINUTE, clock_time
from tests.classroom.console.teaching import Class, act, answer, console, settle, typed
from tests.classroom.page.test_beside import FISH
from tests.faces.tui.playing import until, valley


def believing(folder: Path) -> Class:
    """A class of two on the valley with a claim, which is asked what it believes."""
    klass = Class(folder, deck=evolve(valley(), beliefs={"fish": FISH}))
    klass.teach("beliefs", to="on")
    klass.seat("Ada", "Bo")
    return klass


def ended(klass: Class) -> None:
    klass.teach("start")
    klass.teach("end", table="all")
    for _ in range(60):
        klass.room.tick()


async def test_the_bold_line_counts_answers_at_the_door(tmp_path: Path) -> None:
    """It says how many have answered, and still begins the game; once all have, it says that more may come."""
    klass = believing(tmp_path)
    try:
        async with console(klass) as pilot:
            assert "begin the game with 2 people. 0 of 2 have said what they believe." in await settle(pilot)
            for name in ("Ada", "Bo"):
                klass.ask(klass.by_name[name], "believe", claim="fish", answer="no", reason="mud")
            assert "More may come in later." in await settle(pilot)
            await act(pilot, "go_on")
            assert klass.room.phase == "playing"
    finally:
        klass.room.close()


async def test_sentences_are_let_through_one_by_one_and_the_ticket_is_asked(tmp_path: Path) -> None:
    """The space bar opens what was written; a line is turned to let it through or keep it back; 5 asks the ticket."""
    klass = believing(tmp_path)
    try:
        ended(klass)
        ada, bo = klass.by_name["Ada"], klass.by_name["Bo"]
        klass.ask(ada, "say-achieved", text="We saved the valley.")
        klass.ask(bo, "say-achieved", text="[red]Rude[/red]")
        async with console(klass) as pilot:
            assert "look at 2 sentences for the wall" in await settle(pilot)
            await act(pilot, "go_on")
            await until(pilot, lambda: bool(pilot.app.screen.query("#lines")))
            text = await settle(pilot)
            assert "We saved the valley." in text
            await pilot.press("right")
            await pilot.press("down")
            assert "[red]Rude[/red]" in await settle(pilot)
            await pilot.press("right", "right")
            await settle(pilot)
            assert {one.person: one.shown for one in klass.room.achieved()} == {ada: "yes", bo: "no"}
            await pilot.press("escape")
            await act(pilot, "ask_class")
            await answer(pilot, "ticket-own")
            await typed(pilot, "What would you do otherwise")
            assert klass.room.put == {"ticket": "What would you do otherwise?"}
            klass.ask(ada, "write-ticket", text="Ask for proof.")
            assert "Asked: the exit ticket; 1 of 2 have answered." in await settle(pilot)
    finally:
        klass.room.close()


def test_the_ticket_is_due_three_minutes_before_the_bell(tmp_path: Path) -> None:
    """Eight minutes before it the claims are put again, three before it the ticket: each is the obvious next thing, and
    once asked it is not."""
    klass = believing(tmp_path)
    try:
        ended(klass)
        for minutes, does in ((20, "debrief"), (7, "again"), (2, "ticket")):
            klass.teach("bell", to=clock_time(time.time() + minutes * MINUTE))
            assert obvious(klass.room).does == does
            if does == "again":
                klass.teach("put", what="after")
                assert obvious(klass.room).does == "debrief"
        klass.teach("put", what="ticket")
        assert obvious(klass.room).does == "debrief"
    finally:
        klass.room.close()


async def test_the_page_of_a_student_has_their_own_words(tmp_path: Path) -> None:
    """Marked, a student's page shows the teacher what they wrote, and how many claims they answered."""
    klass = believing(tmp_path)
    try:
        ada = klass.by_name["Ada"]
        klass.ask(ada, "believe", claim="fish", answer="no")
        ended(klass)
        klass.ask(ada, "say-achieved", text="We saved the valley.")
        klass.teach("put", what="ticket")
        klass.ask(ada, "write-ticket", text="More fish.")
        words = " ".join(line.text for line in person_page(klass.room, klass.room.people[ada], time.time()))
        assert "1 of 1 before" in words
        assert "We saved the valley." in words
        assert "More fish." in words
    finally:
        klass.room.close()
