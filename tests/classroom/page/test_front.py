"""What is sent and when: news once, nothing while nobody is there, nothing twice."""

from __future__ import annotations

import asyncio
from pathlib import Path

from tests.classroom.page.rooms import Class, Reader, room_of


async def two(klass: Class) -> tuple[Reader, Reader]:
    klass.come("Ana", "works")
    klass.come("Ben", "farms")
    klass.start()
    return await Reader(klass, "Ana").open(), await Reader(klass, "Ben").open()


def hold(klass: Class, name: str, reader: Reader) -> None:
    klass.choose(name, reader.choice("Hold"))


async def test_changes_are_gathered(tmp_path: Path) -> None:
    """Several changes at once come as one page, in a moment; where nothing of it is to be seen, none comes."""
    with room_of(tmp_path) as klass:
        ana, _ = await two(klass)
        count = len(ana.frames)
        klass.do(klass.teacher, "message", text="Read first.")
        klass.do(klass.teacher, "message", text="Then choose.")
        await asyncio.sleep(0.1)
        assert len(ana.frames) == count + 1
        assert "The teacher says: Then choose." in ana.text
        assert ana.page["message"] == "Then choose."
        klass.do(klass.teacher, "wall-names", to="off")
        await asyncio.sleep(0.1)
        assert len(ana.frames) == count + 1


async def test_what_one_plays_for_comes_first(tmp_path: Path) -> None:
    """Before the first choice one is told what one plays for, folded; a move says what it promises and costs, and what
    it is once it is looked at."""
    with room_of(tmp_path) as klass:
        ana, ben = await two(klass)
        (own,) = ana.page["lead"]
        assert own["text"].startswith("What you play for: ")
        told = [block["text"] for block in own["inside"]]
        assert told[0].startswith("Your motive, known to you alone: ")
        assert told[1].startswith("You are scored on:")
        assert own["inside"][-1]["page"] == "brief"
        assert own != ben.page["lead"][0]
        move = next(choice for choice in ana.page["choices"] if choice.get("page"))
        assert move["help"].startswith(("said: ", "nothing is promised"))
        assert move["priced"].endswith(".")
        ana.front.feed({"t": "look", "page": move["page"]})
        assert ana.page["ahead"]
        definition = klass.room.deck.moves[move["page"].removeprefix("play/")]
        assert ana.page["lead"][0]["text"].startswith(definition.text)
        assert all(block["kind"] != "head" for block in ana.page["lead"])


async def test_who_one_is_and_what_one_plays_for_stands_on_every_page(tmp_path: Path) -> None:
    """The role's letter, the round, the capital, the score beside par and each want; a judge has no goals."""
    with room_of(tmp_path) as klass:
        ana, _ = await two(klass)
        klass.come("Cem", "judge")
        cem = await Reader(klass, "Cem").open()
        deck, place = klass.room.deck, klass.room.people[klass.people["Ana"]].place
        assert place is not None
        motive = deck.roles[place.role].motives[klass.room.tables[0].session.state.motives[place.role]]
        for page in ("now", "world", "floor"):
            head, goals = ana.look(page)["head"], ana.look(page)["goals"]
            assert (head["who"], head["round"]) == (deck.roles[place.role].name, f"Round 1 of {klass.room.rounds}")
            assert 0 <= head["has"] <= head["most"]
            assert sorted(want["chip"][1:].rstrip("▼") for want in goals["wants"]) == sorted(
                str(abs(weight)) for weight in motive.wants.values()
            )
            assert f"Score {goals['score']} of 100" in goals["words"]
        assert cem.page["goals"] == {}
        assert cem.page["head"]["who"] == "Judge"


async def test_news_tells_what_lies_open(tmp_path: Path) -> None:
    """A sealed choice is no news; once all are in, what others did is, each once and with a page to read on."""
    with room_of(tmp_path) as klass:
        ana, ben = await two(klass)
        hold(klass, "Ben", ben)
        assert not ana.page["news"]
        hold(klass, "Ana", ana)
        first = [item["text"] for item in ana.page["news"]]
        assert "Farms held." in first or any("held" in text for text in first)
        assert len(first) == len(set(first))
        assert all(item["page"] for item in ana.page["news"])
        numbers = [item["n"] for item in ana.page["news"]]
        assert numbers == sorted(set(numbers))


async def test_nothing_is_sent_to_nobody(tmp_path: Path) -> None:
    """While the socket is gone nothing is sent; whoever comes back gets the page as it is, with what is new."""
    with room_of(tmp_path) as klass:
        ana, ben = await two(klass)
        ana.front.detach()
        count = len(ana.frames)
        hold(klass, "Ben", ben)
        klass.do(klass.teacher, "message", text="Are you there?")
        await asyncio.sleep(0.1)
        assert len(ana.frames) == count
        ana.front.attach(ana._took)
        assert len(ana.frames) == count + 1
        assert "Are you there?" in ana.text


async def test_undo_is_news(tmp_path: Path) -> None:
    """Choices that the class takes back are told, and what comes after is news again."""
    with room_of(tmp_path) as klass:
        ana, ben = await two(klass)
        hold(klass, "Ben", ben)
        hold(klass, "Ana", ana)
        assert ana.page["news"]
        klass.do(klass.teacher, "undo", table="1")
        assert "Choices were taken back" in ana.text


async def test_the_end_of_a_front(tmp_path: Path) -> None:
    """Once stopped it listens no more and sends nothing."""
    with room_of(tmp_path) as klass:
        ana, _ = await two(klass)
        await ana.front.stop()
        count = len(ana.frames)
        klass.do(klass.teacher, "message", text="Hello?")
        await asyncio.sleep(0.1)
        assert len(ana.frames) == count


async def test_another_seat(tmp_path: Path) -> None:
    """Who is given another seat is told so, and sees that seat's game only."""
    with room_of(tmp_path) as klass:
        ana, _ = await two(klass)
        ana.look("hand")
        klass.do(klass.teacher, "seat", person=klass.people["Ana"], table="1", role="judge")
        assert ana.page["page"] == "now"
        assert "You are a judge now." in ana.text
        assert "hand" not in [item["page"] for item in ana.page["nav"]]


async def test_put_out(tmp_path: Path) -> None:
    """Who was put out is told so and sees nothing else."""
    with room_of(tmp_path) as klass:
        ana, _ = await two(klass)
        klass.do(klass.teacher, "kick", person=klass.people["Ana"])
        page = ana.page
        assert page["asking"]["what"] == "out"
        assert (page["blocks"], page["choices"], page["nav"]) == (
            [],
            [],
            [{"page": "now", "label": "Now", "more": False}],
        )


async def test_what_came_while_the_host_was_away(tmp_path: Path) -> None:
    """Somebody whose front end is new is told what happened while they were away."""
    with room_of(tmp_path) as klass:
        _, ben = await two(klass)
        klass.room.left(klass.people["Ana"])
        hold(klass, "Ben", ben)
        klass.do(klass.teacher, "message", text="Where are you?")
        ana = await Reader(klass, "Ana").open()
        assert "While you were away: The teacher says: Where are you?" in ana.text
