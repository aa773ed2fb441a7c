"""The wall: what everybody may know, large; no hands, no names where they are kept off, nothing that harms."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from debate.classroom.console.board import PAGES, ROTATION
from debate.classroom.console.wall_paper import ROWS
from debate.classroom.console.wall_told import Came, Denied, Foretold
from debate.classroom.page.blocks import words_in
from debate.debrief.verdicts import tally, verdicts
from debate.faces.kit.plots import letters
from debate.faces.kit.rows import Row, cells_of, plain, texts
from debate.faces.tui.ink import Drawn
from tests.classroom.console.teaching import ADDRESS, LARGE, SMALL, Class, a_class, settle, shown, wall
from tests.classroom.room.school import DECK
from tests.faces.tui.hostile import HONEST, hostile

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE])
WALL = (80, 22)
"""What a browser makes of a screen of 1920 x 1080."""
NAMES = ("Ada", "Ben", "Cem", "Dora")


def closed_cards(klass: Class) -> set[str]:
    """Titles of all cards that lie in a hand or a pile and never were on the floor."""
    session = klass.room.tables[0].session
    deck, state = session.deck, session.state
    said = {entry.move.card for entry in session.entries}
    hidden = {card for cards in (*state.hands.values(), *state.piles.values()) for card in cards}
    return {deck.arguments[card].title for card in hidden - said}


def rows_of(pilot: Pilot[None]) -> list[Row]:
    """What the wall has drawn."""
    return list(pilot.app.screen.query_one(Drawn).rows)


@SIZES
async def test_it_says_how_to_come_in(tmp_path: Path, size: tuple[int, int]) -> None:
    """Address, block letters, QR code, how many are here; once the game runs, what to do and who is waited for."""
    with a_class(tmp_path) as klass:
        async with wall(klass, size) as pilot:
            seen = shown(pilot)
            assert ADDRESS in seen
            assert "▄▄▄▄▄" in seen
            klass.seat(*NAMES)
            klass.board.show(page="join")
            assert "4 people are here" in await settle(pilot)
            klass.board.show(page="auto")
            klass.teach("start")
            seen = await settle(pilot)
            assert "Round 1 of 3" in seen
            for each in texts(letters("Choose a move")):
                assert each.rstrip() in seen
            assert "…  T  The town" in seen
            assert "Power" in seen
            assert "Keys" not in seen.splitlines()[-1]


async def test_who_is_here_before_the_start(tmp_path: Path) -> None:
    """Once seats are shared out the wall takes turns between how to join and who plays what."""
    with a_class(tmp_path) as klass:
        klass.seat(*NAMES)
        now = 0.0
        klass.board.clock = lambda: now
        async with wall(klass, WALL) as pilot:
            assert ADDRESS in await settle(pilot)
            now = ROTATION
            await pilot.pause(1.1)
            seen = await settle(pilot)
            assert "Who plays what" in seen
            assert [name for name in NAMES if name not in seen] == []


@pytest.mark.parametrize("size", [WALL, SMALL, (160, 50)])
async def test_it_can_be_read_from_eight_metres(tmp_path: Path, size: tuple[int, int]) -> None:
    """Through a whole game of two tables: never more than 22 rows, never more than 70 words, nothing over the edge."""
    with a_class(tmp_path, tables=2, judged=False) as klass:
        klass.seat(*[f"N{n}" for n in range(8)])
        klass.teach("predictions", to="on")
        klass.teach("start")
        measured: dict[str, int] = {}

        def look(name: str) -> None:
            rows = rows_of(pilot)
            inked = [at for at, each in enumerate(rows[: ROWS + 1]) if plain(each).strip()]
            assert max(inked) < ROWS, name
            assert all(cells_of(each) <= size[0] for each in rows), name
            measured[name] = sum(map(words_in, texts(rows[:ROWS])))

        async with wall(klass, size) as pilot:
            for round_ in range(1, 4):
                await settle(pilot)
                look(f"asked in round {round_}")
                for table in (1, 2):
                    play_and_foretell(klass, round_, table)
                    while (telling := klass.board.telling(table)) is not None:
                        klass.board.show(page="auto", table=table)
                        await settle(pilot)
                        look(f"round {round_} of table {table}, page {telling.shown}")
                        klass.board.step(table)
            for page in PAGES:
                if page != "people":
                    klass.board.show(page=page, table=0)
                    await settle(pilot)
                    look(page)
        assert all(words <= 70 for words in measured.values()), measured


def play_and_foretell(klass: Class, rounds: int, table: int) -> None:
    """Play so many rounds; all say that what is asked about rises, and are 90 % sure."""
    game = klass.room.tables[table - 1]
    for _ in range(200):
        if game.ended or game.session.state.round > rounds:
            return
        while game.withheld and (people := game.foretelling()):
            (question, *_) = game.to_foretell(people[0])
            klass.ask(people[0], "foretell", question=question.id, answer=question.answers[0], sure="90")
        klass.phase(table)
    raise AssertionError("the table does not go on")


async def test_the_round_is_that_of_who_still_plays(tmp_path: Path) -> None:
    """One table is over in round 3, the other chooses in round 1: the wall's head says round 1."""
    with a_class(tmp_path, tables=2, judged=False) as klass:
        klass.seat(*[f"N{n}" for n in range(8)])
        klass.teach("start")
        klass.play_on(3)
        assert klass.room.tables[0].session.state.over
        async with wall(klass, WALL) as pilot:
            klass.board.show(page="now", table=0)
            head, *_ = (await settle(pilot)).strip().split("\n")
            assert "Round 1 of 3" in head


async def test_what_the_class_said_would_come(tmp_path: Path) -> None:
    """The share of each answer as a bar, and what came in large letters; nothing where fewer than five answered."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat(*[f"N{n}" for n in range(6)])
        klass.teach("predictions", to="on")
        klass.teach("start")
        play_and_foretell(klass, 1, 1)
        telling = klass.board.telling(1)
        assert telling is not None
        first = telling.pages[0]
        assert isinstance(first, Foretold)
        told = first.told
        assert told.count == 6
        assert told.words.startswith("100 % said it would rise.")
        async with wall(klass, WALL) as pilot:
            seen = await settle(pilot)
            assert told.words in seen
            assert "6 answers" in seen
            assert f"{told.share(told.came):>4} % ✓ came" in seen
    with a_class(tmp_path / "few", judged=False) as klass:
        klass.seat(*NAMES)
        klass.teach("predictions", to="on")
        klass.teach("start")
        play_and_foretell(klass, 1, 1)
        telling = klass.board.telling(1)
        assert telling is not None
        assert not any(isinstance(page, Foretold) for page in telling.pages)


async def test_how_many_have_said_what_will_come(tmp_path: Path) -> None:
    """While that is asked the wall counts who has answered all of it, and ticks off no roles."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat(*NAMES)
        klass.teach("predictions", to="on")
        klass.teach("start")
        game = klass.room.tables[0]
        for _ in range(60):
            if game.withheld:
                break
            klass.phase(1)
        asked = game.foretelling()
        async with wall(klass, WALL) as pilot:
            assert f"0 of {len(asked)} have said" in await settle(pilot)
            while questions := game.to_foretell(asked[0]):
                question = questions[0]
                klass.ask(asked[0], "foretell", question=question.id, answer=question.answers[0], sure="90")
            seen = await settle(pilot)
            assert f"1 of {len(asked)} have said" in seen
            assert "✓" not in seen


async def test_eyes_up_and_a_pause_take_the_whole_wall(tmp_path: Path) -> None:
    """In large letters, with what the teacher says below."""
    with a_class(tmp_path) as klass:
        klass.seat(*NAMES)
        klass.teach("start")
        klass.teach("message", text="Two minutes left.")
        async with wall(klass, WALL) as pilot:
            for eyes, words in (("", "Paused"), ("up", "Eyes up")):
                klass.teach("pause", **({"eyes": eyes} if eyes else {}))
                seen = await settle(pilot)
                assert texts(letters(words))[0].rstrip() in seen
                assert "Two minutes left." in seen
                assert "WHERE WE STAND" not in seen
                klass.teach("resume")
            assert "WHERE WE STAND" in await settle(pilot)


async def test_time_that_was_given(tmp_path: Path) -> None:
    """It counts down in large letters."""
    with a_class(tmp_path) as klass:
        klass.seat(*NAMES)
        klass.teach("start")
        async with wall(klass, WALL) as pilot:
            assert "minutes left" not in await settle(pilot)
            klass.teach("time", table="1", role="all", seconds="120")
            assert "minutes left" in await settle(pilot)


async def test_no_card_of_a_hand_is_ever_on_it(tmp_path: Path) -> None:
    """A whole game, every page after every phase, where most fits: only what was said is there. Motives and sealed
    choices are not."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat(*NAMES)
        klass.teach("start")
        session = klass.room.tables[0].session
        motives = {
            session.deck.roles[role].motives[session.state.motives[role]].text for role in session.deck.turn_order
        }
        async with wall(klass, LARGE) as pilot:
            while not session.state.over:
                for page in PAGES:
                    klass.board.show(page=page)
                    seen = await settle(pilot)
                    assert [title for title in (closed_cards(klass) | motives) if title in seen] == []
                klass.phase()


@SIZES
async def test_what_came_is_told_in_a_few_pages(tmp_path: Path, size: tuple[int, int]) -> None:
    """A headline, who did what and what moved most; then what did not happen, in the loudest frame."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat(*NAMES)
        klass.teach("start")
        klass.play_on(1)
        async with wall(klass, size) as pilot:
            klass.board.again(1)
            kinds = []
            telling = klass.board.telling(1)
            while telling is not None:
                seen = await settle(pilot)
                page = telling.page
                kinds.append(type(page))
                if isinstance(page, Came):
                    assert page.headline[:30] in seen
                    assert [deed.text for deed in page.deeds if deed.text[:20] not in seen] == []
                    assert [change.short for change in page.moved if change.short not in seen] == []
                else:
                    assert isinstance(page, Denied)
                    assert "⊘ WHAT DID NOT HAPPEN" in seen
                    assert "╔" in seen
                await pilot.press("space")
                telling = klass.board.telling(1)
            assert kinds[0] is Came
            assert len(kinds) <= 2
            assert "what came of it" not in await settle(pilot)


async def test_how_it_ended_is_told_in_pictures(tmp_path: Path) -> None:
    """Meters as bars, scores round par, promises by their verdicts; only those kept by it are called kept."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat(*NAMES)
        klass.teach("start")
        klass.play_on(99)
        klass.board.skip(1)
        async with wall(klass, WALL) as pilot:
            seen = await settle(pilot)
            assert "How it ended" in seen
            assert "Score over par" in seen
            session = klass.room.tables[0].session
            found = verdicts(session.source, session.to_record())
            klass.board.show(page="promises")
            seen = await settle(pilot)
            kept = sum(each.verdict == "kept by it" for each in found)
            large = [each.rstrip() for each in texts(letters(f"{kept} of {len(found)} kept"))]
            assert [each for each in large if each not in seen] == []
            for word, count in tally(found).items():
                (line,) = [each for each in seen.splitlines() if f" {word}  " in each]
                assert line.split()[-1] == str(count)
            klass.board.show(page="course")
            seen = await settle(pilot)
            assert "later" in seen
            klass.board.show(page="denied")
            assert "⊘ WHAT DID NOT HAPPEN" in await settle(pilot)


async def test_no_score_is_on_it_before_the_end(tmp_path: Path) -> None:
    """Scores rest on motives, which are hidden until a game is over: until then the tables' meters stand alone."""
    with a_class(tmp_path, judged=False) as klass:
        klass.seat(*NAMES)
        klass.teach("start")
        klass.play_on(1)
        async with wall(klass, WALL) as pilot:
            klass.board.show(page="tables")
            seen = await settle(pilot)
            assert "Where the tables stand" in seen
            assert "par" not in seen
            klass.board.show(page="promises")
            assert "still open" in await settle(pilot)


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
            assert texts(letters("Two minutes"))[0].rstrip() in seen
            klass.board.show(page="auto")
            await pilot.press("right")
            assert klass.board.page == "join"
            assert "Open in your browser" in await settle(pilot)


async def test_several_tables(tmp_path: Path) -> None:
    """The head says which one is shown; the outcome page shows them all."""
    with a_class(tmp_path, tables=2, judged=False) as klass:
        klass.seat(*[f"N{n}" for n in range(6)])
        klass.teach("start")
        async with wall(klass) as pilot:
            klass.board.show(page="tables", table=2)
            seen = await settle(pilot)
            assert "table 2 of 2" in seen
            assert "Table 1" not in seen
            await pilot.press("tab")
            assert klass.board.table == 0
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


async def test_what_the_class_believes_before_and_after(tmp_path: Path) -> None:
    """Each answer with its bar before and after and its number in large letters; who changed their minds is counted."""
    with a_class(tmp_path, deck=DECK, judged=False) as klass:
        klass.teach("beliefs", to="on")
        klass.seat(*[f"N{n}" for n in range(6)])
        (claim,) = DECK.beliefs
        reason = next(id_ for id_ in DECK.beliefs[claim].because)
        people = list(klass.by_name.values())
        async with wall(klass, WALL) as pilot:
            klass.board.show(page="beliefs")
            assert "Too few have answered" in await settle(pilot)
            for number, person in enumerate(people):
                klass.ask(person, "believe", claim=claim, answer="yes" if number < 4 else "no", reason="")
            seen = await settle(pilot)
            assert "at the door" in seen
            assert texts(letters("4"))[1].rstrip() in seen
            klass.teach("start")
            klass.play_on(99)
            klass.teach("put", what="after")
            for person in people:
                klass.ask(person, "believe", claim=claim, answer="no", reason=reason)
            seen = await settle(pilot)
            assert "before and after" in seen
            assert "4 of 6 changed their minds: 4 from 'yes' to 'no'." in seen
            assert "-4" in seen
            assert sum(map(words_in, texts(rows_of(pilot)))) <= 70
            assert not [name for name in klass.by_name if name in seen]


async def test_a_sentence_that_was_let_through(tmp_path: Path) -> None:
    """It stands in letters as large as it has room in, with who says it where names may stand there."""
    with a_class(tmp_path, deck=DECK, judged=False) as klass:
        klass.seat("Ada", "Ben")
        klass.teach("start")
        klass.play_on(99)
        klass.ask(klass.by_name["Ada"], "say-achieved", text="We kept the harbour clean.")
        async with wall(klass, WALL) as pilot:
            klass.board.show(page="words")
            large = texts(letters("We kept the"))[0].rstrip()
            assert large not in await settle(pilot)
            klass.teach("sentence", person=klass.by_name["Ada"])
            seen = await settle(pilot)
            assert large in seen
            assert "Ada" in seen
            klass.teach("wall-names", to="off")
            assert "Ada" not in await settle(pilot)
