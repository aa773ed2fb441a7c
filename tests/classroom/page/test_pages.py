"""The page says what is asked, offers every choice that the rules leave, and lets everything be read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from debate.classroom.page.reading import INNER, READING
from debate.deckfile import load_deck
from debate.game.session import Session
from debate.store import PERSON
from tests.classroom.page.rooms import Class, Frame, Reader, room_of, ruled
from tests.classroom.seated.games import DECKS

PAGE = Path(__file__).parents[3] / "debate" / "classroom" / "page"
STATIC = PAGE.parent / "static"


async def seated(klass: Class) -> tuple[Reader, Reader]:
    """A game with Ana as the works and Ben as a judge, and the pages of both."""
    klass.come("Ana", "works")
    klass.come("Ben", "judge")
    klass.start()
    return await Reader(klass, "Ana").open(), await Reader(klass, "Ben").open()


async def test_before_the_game(tmp_path: Path) -> None:
    """Who waits reads what it is about, can say a name, and hears when a seat is there."""
    with room_of(tmp_path) as klass:
        klass.come("Ana")
        ana = await Reader(klass, "Ana").open()
        assert ana.page["asking"]["what"] == "seat"
        assert klass.room.deck.question in ana.text
        assert "How it goes" in ana.text
        assert klass.choose("Ana", ana.choice("Change my name"), name="Anna") == "The teacher will look at this name."
        klass.do(klass.teacher, "name", person=klass.people["Ana"], ok="yes")
        klass.do(klass.teacher, "seat", person=klass.people["Ana"], table="1", role="farms")
        assert ana.page["asking"]["what"] == "start"
        assert "You are called Anna now." in ana.text


async def test_how_to_play_can_be_read_at_any_time(tmp_path: Path) -> None:
    """Before there is a game and while one is played: the parts of a round, from the list of pages."""
    with room_of(tmp_path) as klass:
        ana, _ = await seated(klass)
        klass.come("Cem")
        cem = await Reader(klass, "Cem").open()
        for reader in (ana, cem):
            assert ("how", "How to play") in [(each["page"], each["label"]) for each in reader.page["nav"]]
            told = reader.look("how")
            assert told["heading"] == "How to play"
            for words in ("Choose", "Answer", "Extend", "Settle"):
                assert words in str(told["blocks"])


@pytest.mark.parametrize(
    ("deck", "role", "seed"),
    [("zte", "congress", 4), ("zte", "beijing", 5), ("valley", "town", 6), ("valley", "works", 9)],
)
async def test_all_choices_are_offered_through_a_whole_game(tmp_path: Path, deck: str, role: str, seed: int) -> None:
    """At every question the buttons, with those of each move's look ahead, are exactly the legal choices; a game can
    be played to its debrief with nothing else."""
    with room_of(tmp_path, DECKS[deck](), preset={"zte": "class", "valley": "short"}[deck], seed=seed) as klass:
        klass.come("Ana", role)
        klass.come("Ben", "judge")
        klass.start()
        ana, ben = await Reader(klass, "Ana").open(), await Reader(klass, "Ben").open()
        for turn in range(80):
            session = klass.room.game(klass.people["Ana"])
            assert session is not None
            if session.state.over:
                break
            if klass.room.tables[0].ballot() is not None:
                assert ben.page["asking"]["what"] == "judge"
                ruled(klass, "Ben", ben, "The case stands" if turn % 2 else "The case is beaten")
                continue
            assert ana.page["asking"]["what"] == "choose"
            assert ana.page["ahead"]  # what can be chosen stands before what can be read
            offered = offers(ana)
            assert set(offered) == {str(move) for move in session.legal(role)}
            assert all(choice["confirm"] for choice in offered.values())
            klass.choose("Ana", offered[sorted(offered)[-1 - turn % len(offered)]])
        assert ana.page["asking"]["what"] == "debrief"
        assert "How it ended" in ana.look("debrief")["heading"]
        assert ana.page["picture"].startswith("<svg")
        parts = [block["page"] for block in ana.page["blocks"] if block.get("page", "").startswith("debrief/")]
        headings = [ana.look(part)["heading"] for part in parts]
        assert "The same game under every view of the world" in headings
        assert "Questions to discuss, and what is left out" in headings
        heads = [block["text"] for block in ana.look("why")["blocks"] if block["kind"] == "head"]
        assert [head.partition(":")[0] for head in heads] == ["Ending", "News", "Move"]


def offers(reader: Reader) -> dict[str, Frame]:
    """All choices that can be made from the first page, by notation; it is left as it was."""
    found = list(reader.page["choices"])
    for choice in reader.page["choices"]:
        if "page" in choice:
            found += reader.look(choice["page"])["choices"]
    reader.look("now")
    return {choice["do"]["fields"]["move"]: choice for choice in found if "do" in choice}


async def test_a_hand_is_chosen(tmp_path: Path) -> None:
    """Where hands are chosen, every dealt card can be ticked, so many of them; their ids make the choice."""
    deck = DECKS["valley"]()
    begun = Session(deck, dict.fromkeys(deck.turn_order, PERSON), seed=3, draft=["works"])
    with room_of(tmp_path, origin=begun) as klass:
        klass.come("Ana", "works")
        klass.start()
        ana = await Reader(klass, "Ana").open()
        (pick,) = ana.page["choices"]
        hand = [item["id"] for item in pick["items"]]
        assert len(hand) > pick["pick"] == deck.rules.hand
        kept = hand[-pick["pick"] :]
        klass.choose("Ana", pick, move=" ".join([pick["do"]["fields"]["move"], *kept]))
        session = klass.room.game(klass.people["Ana"])
        assert session is not None
        assert set(session.view("works").hand) == set(kept)


async def test_every_link_leads_somewhere(tmp_path: Path) -> None:
    """From the list of pages on, every link of every page leads to a page of that name, in the game and after it."""
    with room_of(tmp_path) as klass:
        ana, ben = await seated(klass)
        for reader, name in ((ana, "Ana"), (ben, "Ben")):
            assert {page.partition("/")[0] for page in crawl(reader)} <= {"now", "play", "judged", *READING, *INNER}
            assert name in klass.people
        play_on(klass, ana, ben)
        assert ana.page["asking"]["what"] == "debrief"
        crawl(ana)
        crawl(ben)


def crawl(reader: Reader) -> set[str]:
    """Turn to every page that can be reached."""
    left, seen = ["now"], {"now"}
    while left:
        page = reader.look(left.pop())
        parts = (page[part] for part in ("nav", "lead", "blocks", "choices", "news"))
        links = [item["page"] for part in parts for item in part if item.get("page")]
        for link in links:
            if link not in seen:
                seen.add(link)
                left.append(link)
                found = reader.look(link)
                assert found["page"] == link, f"{link} leads to {found['page']}"
                assert found["blocks"] or found["choices"]
                assert re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9 ._:/-]{0,79}", link)
    reader.look("now")
    return seen


def play_on(klass: Class, ana: Reader, ben: Reader) -> None:
    """Play to the end: the first thing offered each time."""
    for _ in range(60):
        if ana.look("now")["asking"]["what"] == "debrief":
            return
        if klass.room.tables[0].ballot() is not None:
            ruled(klass, "Ben", ben, "The case stands")
            continue
        choice = ana.page["choices"][0]
        if "page" in choice:
            choice = ana.look(choice["page"])["choices"][0]
        klass.choose("Ana", choice)


@pytest.mark.parametrize("name", ["nothing", "why/nothing", "floor/99", "floor/x", "told/0", "play/nothing", "card/x",
                                  "debrief", "told/1", "why/trust/9"])  # fmt: skip
async def test_a_page_that_is_not_there(tmp_path: Path, name: str) -> None:
    """A page that does not exist, or not yet, gives the first one."""
    with room_of(tmp_path) as klass:
        ana, _ = await seated(klass)
        assert ana.look(name)["page"] == "now"


async def test_a_judge_holds_no_cards_and_has_a_vote(tmp_path: Path) -> None:
    """A judge has no hand and no moves; a ballot shows the case and its answer side by side below two buttons, none of
    them pressed; a tap on one leads to its reasons, and the vote can be changed until the others have voted."""
    with room_of(tmp_path, load_deck("zte"), preset="class", seed=5) as klass:
        klass.come("Ana", "congress")
        klass.come("Ben", "judge")
        klass.come("Cem", "judge")
        klass.start()
        ana, ben = await Reader(klass, "Ana").open(), await Reader(klass, "Ben").open()
        assert "hand" not in [item["page"] for item in ben.page["nav"]]
        assert ben.page["choices"] == []
        while klass.room.tables[0].ballot() is None:
            choice = ana.look("now")["choices"][0]
            klass.choose("Ana", choice if "do" in choice else ana.look(choice["page"])["choices"][0])
        assert ben.page["heading"].startswith("Judge the case of")
        assert ben.page["ahead"]
        assert ben.page["blocks"][0]["kind"] == "beside"
        case, against = (part["inside"] for part in ben.page["blocks"][0]["inside"])
        assert case[0]["inside"][0]["text"].startswith("The case of")
        assert against[0]["inside"][0]["text"].startswith("Answer of ")
        assert not any(choice.get("own") for choice in ben.page["choices"])
        ruled(klass, "Ben", ben, "The case stands")
        assert ben.page["asking"]["what"] == "wait"
        assert ben.choice("The case stands")["own"]
        ruled(klass, "Ben", ben, "The case is beaten")
        assert ben.choice("The case is beaten")["own"]
        assert "own" not in ben.choice("The case stands")


async def test_a_team_decides_together(tmp_path: Path) -> None:
    """What one proposes the others see and can support, with who is for it; the last supporter needed decides. Nobody
    else sees it."""
    with room_of(tmp_path) as klass:
        for name in ("Ana", "Ben", "Cem"):
            klass.come(name, "works")
        klass.come("Dia", "farms")
        klass.start()
        readers = [await Reader(klass, name).open() for name in ("Ana", "Ben", "Cem", "Dia")]
        ana, ben, cem, dia = readers
        hold = ana.choice("Hold")
        assert hold["yes"] == "Propose this to my team"
        klass.choose("Ana", hold)
        assert ben.page["asking"]["what"] == "confirm"
        proposal = ben.page["choices"][0]
        assert proposal["group"].startswith("Proposals of your team")
        assert proposal["help"] == "Supported by Student 1."
        assert ana.choice("Support nothing for now")
        assert "Proposals" not in dia.text
        assert dia.page["asking"]["what"] == "choose"
        klass.choose("Ana", ana.choice("Support nothing for now"))
        klass.choose("Ana", ana.choice("Hold"))
        klass.choose("Ben", ben.page["choices"][0])
        assert cem.page["asking"]["what"] == "chosen"
        assert "Hold" in cem.text


async def test_a_team_without_a_captain(tmp_path: Path) -> None:
    """Where captains decide, one of the team can say that it is them."""
    with room_of(tmp_path) as klass:
        klass.come("Ana", "works")
        klass.come("Ben", "works")
        klass.do(klass.teacher, "decide", to="captain")
        klass.start()
        ana = await Reader(klass, "Ana").open()
        klass.choose("Ana", ana.choice("Be captain"))
        assert "Be captain of your team" not in ana.labels()


async def test_stopped_and_open(tmp_path: Path) -> None:
    """While the teacher holds the game nothing is offered; hands that are opened can be read, and are gone again."""
    with room_of(tmp_path) as klass:
        ana, _ = await seated(klass)
        klass.do(klass.teacher, "pause")
        assert ana.page["asking"]["what"] == "paused"
        assert ana.page["choices"] == []
        klass.do(klass.teacher, "resume")
        assert ana.page["choices"]
        ana.look("people")
        assert "Open hands" not in ana.text
        klass.do(klass.teacher, "hands", to="open")
        assert "Open hands" in ana.text
        klass.do(klass.teacher, "end", table="all")
        while klass.room.tables[0].finishing:
            klass.room.tick()
        for page in ("now", "debrief"):
            ana.look(page)
            assert "ended the game in round 1" in ana.page["asking"]["sentence"]
            assert ana.text.count("opponents made all choices") == 1


async def test_time_is_a_hint(tmp_path: Path) -> None:
    """Time that the teacher gives is sent as seconds left, and its passing sends nothing."""
    with room_of(tmp_path) as klass:
        ana, _ = await seated(klass)
        page = ana.page
        assert page["left"] is None
        klass.do(klass.teacher, "time", table="1", role="works", seconds="90")
        assert 85 <= ana.page["left"] <= 90
        count = len(ana.frames)
        ana.front._show()
        assert len(ana.frames) == count
        klass.do(klass.teacher, "time", table="1", role="works", seconds="200")
        assert 195 <= ana.page["left"] <= 200


def test_the_real_game_is_out_of_reach() -> None:
    """The page reads the game only through what the room gives this person; of the table's own game it takes nothing
    but the deck."""
    for file in PAGE.glob("*.py"):
        reached = re.findall(r"\btables?(?:\[[^]]*\])?\.session\.(\w+)", file.read_text(encoding="utf-8"))
        assert set(reached) <= {"source"}, file.name


def test_texts_are_only_texts() -> None:
    """The browser's side makes no markup of texts, runs no text, and asks no other address for anything."""
    for name in ("page.js", "layout.js", "requests.js", "page.html", "page.css"):
        text = (STATIC / name).read_text(encoding="utf-8")
        assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|new Function", text), (
            name
        )
        assert not re.search(r"https?://|//[a-z0-9-]+\.[a-z]", text), name
        assert not re.search(r"\son\w+=|style=", text), name
