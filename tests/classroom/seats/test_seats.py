"""A student's screen through a class game, read from the bytes that a terminal gets."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from debate.rules.legal import legal_moves
from debate.rules.moves import JUDGE
from tests.classroom.seats.classroom import Class, Seat, judged, until

Make = Callable[..., Class]


@pytest.fixture
async def make(tmp_path: Path) -> AsyncIterator[Make]:
    made: list[Class] = []

    def one(*deck: object, **given: object) -> Class:
        made.append(Class(tmp_path / str(len(made)), *deck, **{"preset": "class", **given}))  # type: ignore[arg-type]
        return made[-1]

    yield one
    for each in made:
        await each.close()


async def seated(room: Class, *places: str, **size: int) -> list[Seat]:
    """A game that has begun, with a student at each of these places, briefed and at the table."""
    names = ("Ann", "Bo", "Cy", "Di", "Ed")[: len(places)]
    seats = await room.join(*names, **size)
    for seat, place in zip(seats, places, strict=True):
        room.place(seat, place)
    begin(room)
    for seat, place in zip(seats, places, strict=True):
        await seat.until("You are a judge" if place == JUDGE else "takes your seat")
        seat.type("\x1b" if place == JUDGE else "\r")
        await seat.until("CHOOSE", gone="takes your seat")
    return seats


def begin(room: Class) -> None:
    """Start, with the teacher at every role that nobody plays: nothing is chosen unless a test says so."""
    room.only("start")
    for table in room.room.tables:
        for role, team in table.teams.items():
            if not team:
                room.only("take", table=str(table.number), role=role)


def choose_first(room: Class, role: str, number: int = 0) -> None:
    """The teacher makes this role's first legal choice."""
    table = room.room.tables[number]
    if role not in table.taken:
        room.ask("take", table=str(number + 1), role=role)
    room.ask("play", table=str(number + 1), move=str(legal_moves(table.session.state, role)[0]))


async def test_from_the_door_to_the_table(make: Make) -> None:
    """A student waits to be let in, for a seat, for the game; is briefed, and chooses a move with its case: ↓ marks
    it, ⏎ chooses it."""
    room = make()
    seat = Seat(room.room, "Ann")
    room.seats.append(seat)
    await seat.start()
    await seat.until("asked to be let in", "While you wait", "Should Congress")
    room.ask("let-in", person="all")
    await seat.until("gives out the seats", "Student 1", "has not let this name through")
    room.ask("name", person=seat.id, ok="yes")
    await seat.until("Ann (you)", gone="has not let this name")
    room.place(seat, "congress")
    await seat.until("You play Congress", "Your role: Congress")
    begin(room)
    briefing = await seat.until("You are Congress", "Your motive", "Your cards")
    assert "claims about it" not in briefing  # a class asks for them at the door, and the key does nothing here
    seat.type("\r")
    await seat.until("CHOOSE", "Your move", "4 Hand", "↑↓ marks one")
    seat.type("\x1b[B")
    await seat.until("play it")
    seat.type("\r")
    await seat.until("Your choice is made")


async def test_a_team_proposes_and_supports(make: Make) -> None:
    """What Bo proposes stands on top of Ann's moves, with what it lacks; her ⏎ on it makes it the choice. Nobody else
    sees it."""
    room = make()
    ann, bo, cy = await seated(room, "congress", "congress", "beijing")
    await ann.until("Your team: you and Bo", "More than half")
    bo.type("\x1b[B\r")
    await bo.until("You support a proposal", "x Take back")
    await ann.until("Bo proposes: play", "Needs 1 more", "Or propose something else")
    ann.type("\x1b[B")
    await ann.settled()
    assert "Bo" not in await cy.settled()
    ann.type("\r")
    await ann.until("Your choice is made")
    await bo.until("Your choice is made")


async def test_a_proposal_is_taken_back(make: Make) -> None:
    """x takes back what one proposed; it goes from the other's screen too."""
    room = make()
    ann, bo = await seated(room, "congress", "congress")
    bo.type("d")
    await ann.until("Bo proposes: hold")
    bo.type("x")
    await ann.until("Choose a move", gone="Bo proposes")


async def test_a_captain_decides(make: Make) -> None:
    """Where captains decide, each team has one from the start; c makes another, whose proposals are chosen at once."""
    room = make()
    room.ask("decide", to="captain")
    ann, bo = await seated(room, "congress", "congress")
    await ann.until("You decide")
    bo.type("c")
    await ann.until("Bo decides")
    bo.type("d")
    await ann.until("Your choice is made")


async def test_a_judge_reads_and_votes(make: Make) -> None:
    """A judge is told what a judge does, reads the case and its answer with no ruling marked, and rules; a reason is
    asked, and the vote is the ruling."""
    room = make()
    ann, judge = await seated(room, "congress", JUDGE, cols=120, rows=32)
    table = room.room.tables[0]
    for _ in range(40):
        if table.ballot() is not None:
            break
        awaited = [role for role in table.session.state.awaiting if role != JUDGE]
        legal = legal_moves(table.session.state, awaited[0])
        move = next((m for m in legal if m.kind in ("answer", "play") and m.card), legal[0])
        if awaited[0] not in table.taken:
            room.ask("take", table="1", role=awaited[0])
        room.ask("play", table="1", move=str(move))
    assert table.ballot() is not None
    await judge.until("▸No ruling yet", "The case stands", "The case is beaten", "Because:", "╭─ Answer of ")
    judge.type("\r")
    await judge.settled()
    assert table.ballot() is not None
    judge.type("\x1b[B\x1b[B\r")
    await judge.until("The case is beaten. Why?", "My own reason, in a line")
    judge.type("\r")
    await until(lambda: table.session.entries[-1].move.kind == "rule" or table.ballot() is None)
    ruled = next(entry.move for entry in reversed(table.session.entries) if entry.move.kind == "rule")
    assert ruled.ruling == "beaten"
    assert not re.search(r"\bDi\b", ann.text)


async def test_who_waits_sees_what_was_chosen(make: Make) -> None:
    """Your own choice stands where it was made, while the others choose; no move is offered that cannot be played."""
    room = make()
    (ann,) = await seated(room, "congress", cols=120, rows=32)
    ann.type("d")
    await ann.until("Your choice is made", "You chose: hold", "✓ C ", gone="+1 capital")
    room.ask("pace", to="steps")
    table = room.room.tables[0]
    for role in table.session.state.awaiting:
        room.ask("take", table="1", role=role)
        played = next(move for move in legal_moves(table.session.state, role) if move.kind == "play")
        room.ask("play", table="1", move=str(played))
    await ann.until("All moves and cases lie open", "R1 Congress held.")
    ann.type("\r")
    await ann.until("Where it comes from")


async def test_an_early_end_leads_to_the_debrief_at_once(make: Make) -> None:
    """Where the teacher ends the game, nobody is told first, cause by cause, what opponents did in the last rounds."""
    room = make()
    (ann,) = await seated(room, "congress")
    room.ask("end", table="all")
    while not room.room.tables[0].session.state.over:
        room.room.tick()
    await ann.until("How it ended", "opponents made all", gone="what came of it")


async def test_two_tables_see_only_their_own(make: Make) -> None:
    """A choice at one table changes nothing on a screen at the other."""
    room = make(tables=2)
    ann, bo = await room.join("Ann", "Bo")
    room.place(ann, "congress", 1)
    room.place(bo, "congress", 2)
    begin(room)
    for seat in (ann, bo):
        await seat.until("takes your seat")
        seat.type("\r")
        await seat.until("2 World")
    await bo.settled()
    count = len(bo.terminal.got)
    choose_first(room, "zte", 0)
    await asyncio.sleep(0.3)
    assert len(bo.terminal.got) == count


async def test_what_stops_the_game_stands_above_it(make: Make) -> None:
    """A pause, the teacher's message and the time left stand above the table, and go again."""
    room = make()
    (ann,) = await seated(room, "congress")
    room.ask("message", text="Read P7 [b]now[/b]")
    room.ask("time", table="1", role="congress", seconds="125")
    await ann.until("From your teacher: Read P7 [b]now[/b]", "Time: 2:0", "nothing is chosen for you")
    room.ask("pause")
    await ann.until("! The teacher has paused the game")
    ann.type("d")
    await ann.settled()
    assert room.room.tables[0].session.entries == ()
    room.ask("resume")
    room.ask("message", text="")
    await ann.until("Choose a move", gone="From your teacher")


async def test_a_message_reaches_those_who_read_something_else(make: Make) -> None:
    """Over a page that is being read, a note in the corner says what the teacher says."""
    room = make()
    (ann,) = await seated(room, "congress")
    ann.type("?")
    await ann.until("Keys of this screen")
    room.ask("message", text="Two more minutes")
    await ann.until("Keys of this screen", "Two more minutes")


async def test_consequences_then_the_next_round(make: Make) -> None:
    """When a round has closed, what came of it is told; then the table asks for the next."""
    room = make()
    (ann,) = await seated(room, "congress")
    table = room.room.tables[0]
    while table.session.state.round == 1:
        role = table.session.state.awaiting[0]
        if role == JUDGE:
            room.ask("rule", table="1", speaker=judged(table), ruling="stands")
        else:
            choose_first(room, role)
    await ann.until("what came of it", "Skip")
    ann.type("s")
    await ann.until("Round 2 of", "2 World")


async def test_undo_with_the_class(make: Make) -> None:
    """What the teacher takes back is gone from the student's screen."""
    room = make()
    (ann,) = await seated(room, "congress")
    ann.type("d")
    await ann.until("Your choice is made")
    room.ask("undo", table="1")
    await ann.until("Choose a move")


async def test_another_seat(make: Make) -> None:
    """Who is given another role leaves all of the old one behind and is briefed anew."""
    room = make()
    ann, bo = await seated(room, "congress", "congress")
    ann.type("?")
    await ann.until("Keys of this screen")
    room.place(ann, "beijing")
    await ann.until("You are Beijing", gone="Keys of this screen")
    await bo.until("CHOOSE")
    room.ask("seat", person=ann.id, role="none")
    await ann.until("gives out the seats")


async def test_to_the_debrief(make: Make) -> None:
    """At the end there is the debrief, which stays; its pages turn, and no key saves, replays or leaves it."""
    room = make()
    (ann,) = await seated(room, "congress")
    table = room.room.tables[0]
    while not table.session.state.over:
        role = table.session.state.awaiting[0]
        if role == JUDGE:
            room.ask("rule", table="1", speaker=judged(table), ruling="beaten")
        else:
            choose_first(room, role)
    await ann.until("what came of it", "Skip")
    ann.type("s")
    await ann.until("How it ended", "1 Ending")
    assert "new game" not in ann.text
    ann.type("\x1bk")
    await asyncio.sleep(0.3)
    ann.type("\x1b[C")
    text = await ann.until("Your score: where")
    assert "Keep" not in text
    assert "New game" not in text


async def test_leaving_only_says_how(make: Make) -> None:
    """ctrl+q and q end nothing: they say that the seat is kept."""
    room = make()
    (ann,) = await seated(room, "congress")
    ann.type("\x11")
    await ann.until("Your seat and your cards are kept")
    assert ann.app.is_running


async def test_back_after_a_while(make: Make) -> None:
    """Whose line was cut comes back to the same seat and hand, is told what happened meanwhile, and goes on."""
    room = make()
    ann, bo = await seated(room, "congress", "beijing")
    ann.front.detach()
    room.room.left(ann.id)
    bo.type("d")
    room.ask("message", text="Read P7 again")
    await asyncio.sleep(0.3)
    assert "P7" not in ann.text
    ann.come_back()
    text = await ann.until("While you were away", "Read P7 again")
    assert "esc goes on" in text
    ann.type("\x1b")
    await ann.until("Your move", "4 Hand")


async def test_time_away_with_nothing_new(make: Make) -> None:
    """Who comes back to find all as it was is told nothing."""
    room = make()
    (ann,) = await seated(room, "congress")
    before = await ann.settled()
    ann.front.detach()
    room.room.left(ann.id)
    ann.come_back()
    await ann.settled()
    assert ann.text == before


async def test_a_window_too_small(make: Make) -> None:
    """A window that is too small says so, and how large it must be; a larger one shows the game where it was."""
    room = make()
    (ann,) = await seated(room, "congress")
    ann.front.feed({"t": "size", "cols": 60, "rows": 20})
    text = await ann.until("the game needs")
    assert "quits" not in text
    ann.front.feed({"t": "size", "cols": 80, "rows": 24})
    await ann.until("Choose a move")


async def test_a_lesson_while_waiting(make: Make) -> None:
    """h plays the guided round while one waits; the game that begins ends it."""
    room = make()
    (ann,) = await room.join("Ann")
    await ann.until("h How to play")
    ann.type("h")
    await ann.until("Mark ", "esc Back", "CHOOSE.")
    room.place(ann, "congress")
    begin(room)
    await ann.until("takes your seat", gone="CHOOSE.")


async def test_pause_and_message_stay_on_whatever_is_read(make: Make) -> None:
    """On another screen than the table both stand above it, once each, until they are taken away; eyes up dims the
    rest."""
    room = make()
    (ann,) = await seated(room, "congress", cols=100, rows=30)
    ann.type("f")
    await ann.until("esc")
    room.ask("message", text="Look at the wall, please")
    await ann.until("From your teacher: Look at the wall, please")
    room.ask("pause")
    await ann.until("The teacher has paused the game.", "Look at the wall, please")
    said = await ann.settled()
    assert said.count("The teacher has paused the game.") == said.count("Look at the wall, please") == 1
    room.ask("message", text="")
    await ann.until("The teacher has paused the game.", gone="Look at the wall")
    room.ask("pause", eyes="up")
    await ann.until("Eyes up: look at your teacher.")
    ann.type("\x1b")
    await ann.until("Eyes up: look at your teacher.", "Congress")
    assert ann.app.screen.query("#banner")
    assert ann.app.screen.children[-1].opacity < 0.2 or any(child.opacity < 0.2 for child in ann.app.screen.children)
    room.ask("resume")
    await ann.until("Congress", gone="Eyes up")
    assert all(child.opacity == 1 for child in ann.app.screen.children)
