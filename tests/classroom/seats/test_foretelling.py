"""A seat's terminal asks what will come before the end of a round is shown."""

from __future__ import annotations

from uuid import uuid4

from debate.classroom.room import Request
from tests.classroom.seats.classroom import Class, Seat, until
from tests.classroom.seats.test_seats import Make, choose_first, make, seated  # noqa: F401


async def at_the_end(room: Class, *roles: str, **size: int) -> list[Seat]:
    """A class whose first round is at its end, with predictions on; the teacher has the other roles."""
    room.ask("predictions", to="on")
    seats = await seated(room, *roles, **size)
    await play(room, seats)
    return seats


def does(room: Class, seat: Seat, kind: str, **fields: str) -> None:
    """This student asks for it, without looking at the screen."""
    room.room.do(seat.id, Request(uuid4().hex, kind, -1, fields))


async def play(room: Class, seats: list[Seat]) -> None:
    """Everybody holds and lets everything stand until people are asked what will come."""
    table = room.room.tables[0]
    for _ in range(60):
        room.tick()
        if table.withheld:
            return
        for role in table.taken & set(table.session.state.awaiting):
            choose_first(room, role)
        for seat in seats:
            asking = room.room.asking(seat.id)
            if asking.what == "choose":
                place = room.room.people[seat.id].place
                assert place is not None
                does(room, seat, "propose", move=str(table.session.legal(place.role)[-1]))
            elif asking.what == "judge":
                ballot = table.ballot()
                assert ballot is not None
                does(room, seat, "vote", speaker=ballot.speaker, ruling="stands")
    raise AssertionError("no round came to its end")


async def test_two_keys_and_what_came_of_it(make: Make) -> None:  # noqa: F811
    """1, then 7, answers; once all have, the account tells what came beside what was said."""
    room = make()
    ann, bo = await at_the_end(room, "congress", "judge")
    for seat in (ann, bo):
        for _ in range(2):
            if room.room.asking(seat.id).what != "foretell":
                break
            count = len(room.room.asking(seat.id).questions)
            await seat.until("Before the world moves", "Only you and your teacher")
            seat.type("1")
            await seat.until("50 % sure")
            seat.type("7")
            await seat.settled()
            if len(room.room.asking(seat.id).questions) == count:
                seat.type("\x1b")
                await seat.settled()
    room.tick()
    assert not room.room.tables[0].withheld
    text = await ann.until("70 % sure")
    assert "Before the world moves" not in text


async def test_it_goes_when_the_teacher_goes_on(make: Make) -> None:  # noqa: F811
    """Whoever has not answered sees the end of the round at once when the teacher goes on."""
    room = make()
    ann, bo = await at_the_end(room, "congress", "judge")
    await ann.until("Only you and your teacher")
    await bo.until("Only you and your teacher")
    room.ask("next", table="all")
    for seat in (ann, bo):
        text = await seat.until("what came of it", gone="Only you and your teacher")
        assert text


async def test_esc_says_nothing(make: Make) -> None:  # noqa: F811
    """esc answers nothing to one question, and the next is asked; then the rest of the class is waited for."""
    room = make()
    ann, _ = await at_the_end(room, "congress", "judge")
    await ann.until("Only you and your teacher")
    for question in room.room.asking(ann.id).questions:
        await ann.until(*question.text.split()[:2])
        ann.type("\x1b")
        await until(lambda question=question: question not in room.room.asking(ann.id).questions)  # type: ignore[misc]
    await ann.until("still to say", gone="Only you and your teacher")
    assert room.room.tables[0].withheld


async def test_a_question_beside_the_world_is_whole(make: Make) -> None:  # noqa: F811
    """In a window of a browser, which has any width, the question stands where the moves were, with all its borders;
    what the teacher says meanwhile is on top."""
    room = make()
    (ann,) = await at_the_end(room, "congress", cols=114, rows=38)
    await ann.until("Only you and your teacher", "never changes the game ━┛", "TALKS")
    room.ask("message", text="Look up!")
    await ann.until("From your teacher: Look up!", "never changes the game ━┛")
