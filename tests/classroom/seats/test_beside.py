"""At a terminal: claims at the door, words of one's own at the end, and none of it in the way of the game."""

from __future__ import annotations

from tests.classroom.seats.classroom import Class, Seat
from tests.classroom.seats.test_seats import Make, make  # noqa: F401


async def at_the_door(make: Make) -> tuple[Class, Seat]:  # noqa: F811
    room = make()
    room.ask("beliefs", to="on")
    (ann,) = await room.join("Ann")
    room.place(ann, "congress")
    return room, ann


async def test_claims_open_at_the_door_and_each_answer_counts_at_once(make: Make) -> None:  # noqa: F811
    """The first of eight claims is there without a key; ⏎ answers it; esc leaves, v comes back to the rest."""
    room, ann = await at_the_door(make)
    await ann.until("Claim 1 of 8", "American networks become safer", "I cannot say.")
    assert not room.room.voice(ann.id).before
    ann.type("\r")
    await ann.until("Claim 2 of 8")
    assert len(room.room.voice(ann.id).before) == 1
    ann.type("\x1b")
    await ann.until("While you wait", gone="Claim 2 of 8")
    ann.type("v")
    await ann.until("Claim 2 of 8")


async def test_they_go_when_the_game_asks(make: Make) -> None:  # noqa: F811
    """The game begins while somebody reads a claim: the claim gives way, and what was answered is kept."""
    room, ann = await at_the_door(make)
    await ann.until("Claim 1 of 8")
    ann.type("\r")
    await ann.until("Claim 2 of 8")
    room.ask("start")
    text = await ann.until("Congress", gone="Claim 2 of 8")
    assert "Claim" not in text
    assert len(room.room.voice(ann.id).before) == 1


async def test_sentence_ticket_and_what_one_believes_now(make: Make) -> None:  # noqa: F811
    """How it ended is read first, with one line that v answers; the ticket opens by itself; then both columns."""
    room, ann = await at_the_door(make)
    await ann.until("Claim 1 of 8")
    ann.type("\r")
    await ann.until("Claim 2 of 8")
    ann.type("\x1b")
    room.ask("start")
    room.ask("end", table="all")
    for _ in range(60):
        room.tick()
    await ann.until("What will you say you achieved? v answers.", "How it ended")
    ann.type("v")
    await ann.until("Write it.", "I say nothing")
    ann.type("\r")
    await ann.until("esc leaves it as it was")
    ann.type("We kept our word.\r")
    await ann.until("Your teacher will look at it", gone="Write it.")
    assert [one.text for one in room.room.achieved()] == ["We kept our word."]
    room.ask("put", what="ticket")
    await ann.until("Name one thing that you expected", "I write nothing")
    ann.type("\r")
    await ann.until("esc leaves it as it was")
    ann.type("Safer networks.\r")
    await ann.until("It is on your page", gone="I write nothing")
    room.ask("put", what="after")
    await ann.until("Claim 1 of 8")
    for number in range(8):
        await ann.until(f"Claim {number + 1} of 8")
        ann.type("\r")
    await ann.until("What this model says", "What I believe")
    ann.type("\x1b")
    await ann.until("par", gone="What this model says")


async def test_what_is_typed_answers_what_stood_there(make: Make) -> None:  # noqa: F811
    """The ticket is put while somebody writes their sentence: it counts as the sentence, and the ticket comes next."""
    room, ann = await at_the_door(make)
    await ann.until("Claim 1 of 8")
    ann.type("\x1b")
    room.ask("start")
    room.ask("end", table="all")
    for _ in range(60):
        room.tick()
    await ann.until("How it ended", "v answers.")
    ann.type("v")
    await ann.until("Write it.", "I say nothing")
    ann.type("\r")
    await ann.until("esc leaves it as it was")
    room.ask("put", what="ticket")
    ann.type("We kept our word.\r")
    await ann.until("Name one thing that you expected", "I write nothing")
    assert [one.text for one in room.room.achieved()] == ["We kept our word."]
    assert not room.room.voice(ann.id).ticket
