"""What is asked beside the game on the accessible page: claims at the door, words of one's own at the end."""

from __future__ import annotations

from pathlib import Path

from attrs import evolve

from debate.rules.classwork import Belief
from debate.rules.deck import Deck
from tests.classroom.page.rooms import Class, Reader, room_of
from tests.faces.tui.playing import valley

FISH = Belief(
    id="fish",
    claim="The fish come back.",
    model=False,
    because={"mud": "No: the mud stays.", "food": "Yes: ships bring food."},
    reason="mud",
)
JOBS = Belief(id="jobs", claim="The works bring jobs.", model=True, because={"any": "Everybody says so."}, reason="any")


def deck() -> Deck:
    """The valley with two claims, one of whose reasons fits both answers."""
    return evolve(valley(), beliefs={"fish": FISH, "jobs": JOBS})


async def door(klass: Class) -> Reader:
    klass.do(klass.teacher, "beliefs", to="on")
    klass.come("Ana", "works")
    return await Reader(klass, "Ana").open()


async def test_a_claim_is_one_tap_at_the_door_and_nothing_is_preselected(tmp_path: Path) -> None:
    """The first claim stands before all else to be read, with yes, no and cannot say; a tap leads to the next one."""
    with room_of(tmp_path, deck()) as klass:
        ana = await door(klass)
        page = ana.page
        assert (page["heading"], page["ahead"]) == ("What do you believe?", True)
        claim = [choice for choice in page["choices"] if choice["group"] == "The fish come back."]
        assert [choice["label"] for choice in claim] == ["Yes.", "No.", "I cannot say."]
        assert not any(choice.get("own") for choice in page["choices"])
        klass.choose("Ana", claim[1])
        assert ana.page["lead"][0]["text"] == "Claim 2 of 2."
        klass.choose("Ana", ana.choice("Yes."))
        assert ana.page["asking"]["what"] == "start"
        assert klass.room.voice(klass.people["Ana"]).before == {"fish": ("no", ""), "jobs": ("yes", "")}


async def test_it_can_be_left_and_the_game_never_waits(tmp_path: Path) -> None:
    """Not now leaves the claims; an old link to reasons leads back to what is asked."""
    with room_of(tmp_path, deck()) as klass:
        ana = await door(klass)
        assert ana.look("believe/jobs/yes")["page"] == "now"
        klass.choose("Ana", ana.choice("Not now"))
        assert ana.page["asking"]["what"] == "start"
        klass.start()
        assert ana.page["asking"]["what"] == "choose"


async def test_at_the_end_sentence_claims_and_ticket(tmp_path: Path) -> None:
    """Below how it ended a line is typed; the teacher puts the claims and the ticket; then both columns can be read."""
    with room_of(tmp_path, deck()) as klass:
        ana = await door(klass)
        klass.choose("Ana", ana.choice("No."))
        klass.start()
        klass.do(klass.teacher, "end", table="all")
        for _ in range(40):
            klass.room.tick()
        page = ana.page
        assert page["asking"]["what"] == "say"
        line = ana.choice("Your words")
        assert (page["heading"], line["text"], line["group"]) == (
            "The game is over",
            "text",
            "What will you say you achieved?",
        )
        assert line["most"] == 160
        assert page["lead"][-1]["kind"] == "link", "a heading stands above the line, and what it heads below"
        assert page["blocks"][0] == {**page["blocks"][0], "kind": "head", "text": "The world, years later"}
        klass.do(klass.teacher, "put", what="ticket")
        lines = [choice for choice in ana.page["choices"] if choice.get("text")]
        assert [choice["id"] for choice in lines] == ["write sentence", "write ticket"], (
            "a line that was begun has gone"
        )
        assert lines[0] == line
        klass.do(klass.teacher, "put", what="ticket", to="off")
        klass.choose("Ana", line, text="We kept the valley.")
        assert not any(choice.get("text") for choice in ana.page["choices"])
        klass.do(klass.teacher, "put", what="after")
        assert ana.page["heading"] == "What do you believe?"
        klass.choose("Ana", ana.choice("Yes: ships bring food."))
        klass.do(klass.teacher, "put", what="ticket")
        assert ana.page["asking"]["what"] == "ticket"
        assert [choice["id"] for choice in ana.page["choices"] if choice.get("text")] == ["write ticket"]
        klass.choose("Ana", ana.choice("Your words"), text="The fish.")
        assert ana.page["asking"]["what"] == "believe"
        ana.look(ana.choice("Yes.")["page"])
        assert ana.choice("Everybody says so.")["do"]["fields"]["answer"] == "yes"
        ana.look("now")
        klass.choose("Ana", ana.choice("Leave the rest out"))
        assert ana.page["asking"]["what"] == "debrief"
        ana.look("believed")
        words = ana.text
        assert "No: the mud stays." in words
        assert "Before the game: No." in words
        assert klass.room.achieved()[0].text == "We kept the valley."
