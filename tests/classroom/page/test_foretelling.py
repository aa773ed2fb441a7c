"""Before the end of a round is shown, the page asks what will come, and afterwards tells what came."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import cast

from debate.classroom.page.foretelling import answered
from debate.classroom.page.seat import Seat
from debate.debrief.closing import BECAUSE
from debate.debrief.questions import Question, Why
from tests.classroom.page.rooms import Class, Frame, Reader, room_of, ruled


async def asked(klass: Class) -> tuple[Reader, Reader]:
    """A game with Ana as the works and Ben as a judge at the end of its first round."""
    klass.come("Ana", "works")
    klass.come("Ben", "judge")
    klass.do(klass.teacher, "predictions", to="on")
    klass.start()
    ana, ben = await Reader(klass, "Ana").open(), await Reader(klass, "Ben").open()
    for _ in range(20):
        if klass.room.tables[0].withheld:
            return ana, ben
        if ben.page["asking"]["what"] == "judge":
            ruled(klass, "Ben", ben, "The case stands")
        elif ana.page["asking"]["what"] == "choose":
            klass.choose("Ana", next(choice for choice in ana.page["choices"] if "do" in choice), **keep(ana.page))
    raise AssertionError(ana.page["asking"])


def keep(page: Frame) -> dict[str, str]:
    """The cards that are ticked, where a hand is chosen."""
    for choice in page["choices"]:
        if choice.get("items"):
            ids = [item["id"] for item in choice["items"] if item.get("ticked")]
            return {"move": " ".join([choice["do"]["fields"]["move"], *ids])}
    return {}


def tap(klass: Class, who: str, reader: Reader, label: str) -> None:
    """Tap what is called so: it leads on, or is sent."""
    choice = reader.choice(label)
    if "page" in choice:
        reader.look(choice["page"])
    else:
        klass.choose(who, choice)
        reader.look("now")


async def answer(klass: Class, who: str, reader: Reader) -> None:
    """Answer all that is asked: the first answer, 70 per cent sure, no reason given."""
    for _ in range(4):
        if reader.look("now")["asking"]["what"] != "foretell":
            return
        tap(klass, who, reader, reader.page["choices"][0]["label"])
        tap(klass, who, reader, "70 % sure")
        if any(choice["label"] == "Leave it open" for choice in reader.page["choices"]):
            tap(klass, who, reader, "Leave it open")


async def test_two_taps_answer_and_nothing_is_preselected(tmp_path: Path) -> None:
    """Three or four answers, then three certainties; none is marked as chosen, and one can always say nothing."""
    with room_of(tmp_path) as klass:
        ana, _ = await asked(klass)
        page = ana.page
        assert page["heading"] == "Before the world moves"
        assert page["ahead"]
        labels = [choice["label"] for choice in page["choices"]]
        assert len(labels) in (4, 5)
        assert labels[-1] == "Skip this question"
        assert not any(choice.get("own") for choice in page["choices"])
        tap(klass, "Ana", ana, labels[0])
        assert [choice["label"] for choice in ana.page["choices"]] == ["50 % sure", "70 % sure", "90 % sure"]


def test_the_reasons_are_those_for_the_answer() -> None:
    """Whoever has said what will come and how sure they are reads the reasons that fit it, and can leave it open; no
    way leads back from there to the answers."""
    whys = (Why("tide", "The tide.", ("rise",)), Why("calm", "It is calm.", ("not move",)))
    question = Question("because dig mud", "Mud will", BECAUSE, (0.25,) * 4, 1, "mud", "dig", whys)
    seat = cast(Seat, SimpleNamespace(version=3, asking=SimpleNamespace(questions=(question,))))
    for number, words in enumerate(("The tide.", "It is calm."), 1):
        sure, why = answered(seat, f"3/mud/{number}"), answered(seat, f"3/mud/{number}/70")
        assert "Another answer" in str(sure)
        assert why is not None
        assert [choice.label for choice in why.choices] == ["Leave it open", words]
        assert "Another answer" not in str(why)


async def test_what_came_is_told_to_the_one_who_said_it(tmp_path: Path) -> None:
    """After all have answered the round is told, with one's own prediction beside what came, and nobody else's."""
    with room_of(tmp_path) as klass:
        ana, ben = await asked(klass)
        await answer(klass, "Ana", ana)
        assert ana.page["asking"]["what"] == "wait"
        assert klass.room.tables[0].withheld
        await answer(klass, "Ben", ben)
        assert not klass.room.tables[0].withheld
        game = klass.room.game(klass.people["Ana"])
        assert game is not None
        assert {one.person for one in game.foreseen("works")} == {klass.people["Ana"]}
        told = ana.look("told/1")
        words = str(told["blocks"])
        assert "70 % sure" in words


async def test_an_old_link_leads_back_to_what_is_asked(tmp_path: Path) -> None:
    """A certainty for another moment of the game is not offered."""
    with room_of(tmp_path) as klass:
        ana, _ = await asked(klass)
        page = ana.page["choices"][0]["page"]
        kind, version, *rest = page.split("/")
        assert ana.look(page)["page"] == page
        assert ana.look("/".join([kind, str(int(version) - 1), *rest]))["page"] == "now"
        assert ana.look(page + "9")["page"] == "now"


async def test_whoever_waits_is_asked_above_what_there_is_to_read(tmp_path: Path) -> None:
    """A judge with nothing to rule on says one thing ahead, or nothing; what judges read meanwhile stands below it."""
    with room_of(tmp_path) as klass:
        klass.come("Ana", "works")
        klass.come("Ben", "judge")
        klass.do(klass.teacher, "predictions", to="on")
        klass.start()
        ben = await Reader(klass, "Ben").open()
        assert ben.page["asking"]["what"] == "foretell"
        assert "You hold no cards" in ben.text
        tap(klass, "Ben", ben, ben.page["choices"][0]["label"])
        tap(klass, "Ben", ben, "70 % sure")
        assert ben.page["asking"]["what"] == "wait"
        assert [one.ahead for one in klass.room.tables[0].kept.said] == [True]
