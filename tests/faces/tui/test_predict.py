"""Before the world moves: two keys an answer, and nothing of the round on screen before the last one."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

from debate.debrief.answers import claimed
from debate.debrief.foreseen import FIND_OUT, foreseen
from debate.deckfile import load_deck
from debate.faces.tui.account import AccountScreen
from debate.faces.tui.listing import Listing
from debate.faces.tui.opening import quick_session
from debate.faces.tui.predict import PredictScreen
from debate.faces.tui.question import NOTHING_CHOSEN
from debate.faces.tui.table import TableScreen
from debate.game.beginning import Chosen
from debate.game.session import PERSON, Session
from debate.pages.document import Line
from debate.pages.ending import PARTS
from tests.debrief.games import harbour
from tests.faces.tui.playing import asked, playing, screen, seated, session, until
from tests.faces.tui.reading import LARGE, SMALL, shown


def game(*people: str) -> Session:
    found = session(*(people or ("port",)), deck=harbour(), preset=None)
    found.set_predicting(True)
    return found


async def choose_nothing(pilot: Pilot[None], now: Session) -> None:
    """Take the last choice wherever one is awaited, until the end of the round is withheld."""
    await until(pilot, lambda: now.withheld == 1 or bool(now.awaited()))
    while not now.withheld:
        await pilot.press("end", "enter")
        await pilot.pause()


async def asked_first(pilot: Pilot[None], now: Session) -> PredictScreen:
    """The first question of somebody who takes whatever comes first."""
    await seated(pilot)
    while not now.withheld:
        await until(pilot, lambda: now.withheld == 1 or bool(now.awaited()))
        await pilot.press("down", "enter")
        await pilot.pause()
    found = await screen(pilot, "PredictScreen")
    assert isinstance(found, PredictScreen)
    return found


def game_with_a_round_that_goes_by() -> Session:
    """The first game of phones in which the head, who takes whatever comes first, chooses nothing in round 2."""
    for seed in range(200):
        now, again = (Session(load_deck("phones"), {"head": PERSON}, seed=seed) for _ in range(2))
        now.set_predicting(True)
        while not now.withheld:
            now.advance()
            if not now.withheld:
                now.submit(now.legal("head")[0])
        now.predict_nothing("head")
        now.advance()
        if now.withheld == 2:
            again.set_predicting(True)
            return again
    raise AssertionError("no such game")


async def asked_at(pilot: Pilot[None], now: Session) -> tuple[TableScreen, PredictScreen]:
    """The table of somebody who holds and lets everything be, with the question over it."""
    table = await seated(pilot)
    await table.run_action("hold")
    await choose_nothing(pilot, now)
    asked = await screen(pilot, "PredictScreen")
    assert isinstance(asked, PredictScreen)
    return table, asked


async def test_a_round_is_asked_about_before_it_is_told() -> None:
    """The modal stands over the table as it was; 1 and 7 answer; reasons may be left open; then the round is told."""
    now = game()
    async with playing(now) as pilot:
        table = await seated(pilot)
        before = dict(now.state.meters)
        await table.run_action("hold")
        await choose_nothing(pilot, now)
        await screen(pilot, "PredictScreen")
        questions = now.questions("port")
        assert dict(now.state.meters) == before
        for question in questions:
            await until(pilot, lambda q=question: getattr(pilot.app.screen, "asked", None) == q)  # type: ignore[misc]
            assert question.text[:20] in " ".join(shown(pilot).split())
            await pilot.press("9")  # nothing yet: first the answer
            assert now.withheld == 1
            await pilot.press("1", "7")
            if question.whys:
                await pilot.press("escape")
        told = await screen(pilot, "AccountScreen")
        assert isinstance(told, AccountScreen)
        group = told.tellings[0].foreseen
        assert group is not None
        said = foreseen(now.source, now.to_record(), now.predictions("port"))
        lines = [node for node in group.nodes if isinstance(node, Line)]
        answers = " ".join(node.text for node in lines)
        claims = [(score.meter, score.move, score.answer) for score in (each.score for each in said)]
        assert all(claimed(now.source, *claim, short=True) in answers for claim in claims)
        assert [node.mark for node in lines if node.level] == ["right" if i.score.right else "wrong" for i in said]
        assert "Your prediction" in shown(pilot)
        assert [(entry.answer, entry.sure) for entry in now.predictions()] == [(q.answers[0], 70) for q in questions]


@pytest.mark.parametrize("width", [112, 120, 200])
async def test_it_covers_what_is_beside_the_world(width: int) -> None:
    """In a large window of any width the question takes the place of moves and sheet, no more and no less."""
    now = game()
    async with playing(now, (width, 40)) as pilot:
        table, asked = await asked_at(pilot, now)
        await pilot.pause()
        assert asked.query_one("#predict").region == table.query_one("#side").region
        await pilot.resize_terminal(*SMALL)
        await until(pilot, lambda: asked.query_one("#predict").region.width == SMALL[0])


@pytest.mark.parametrize("theme", ["dark", "16-colours"])
async def test_the_world_stays_beside_the_question(theme: str) -> None:
    """In a large window what is asked about can be seen while it is asked, also in the terminal's own colours."""
    now = game()
    async with playing(now, LARGE) as pilot:
        pilot.app.theme = theme
        await asked_at(pilot, now)
        await pilot.pause()
        assert "The world" in pilot.app.export_screenshot().replace("&#160;", " ")


async def test_escape_goes_one_step_back_and_then_to_the_next_question() -> None:
    """At 'how sure' escape leads back to the answer; there it leaves this question out, and the second one comes. The
    footer says which of them it does."""
    now = Session(load_deck("phones"), {"head": PERSON}, seed=4012)
    now.set_predicting(True)
    async with playing(now) as pilot:
        first = await asked_first(pilot, now)
        assert len(now.questions("head")) > 1
        second = now.questions("head")[1]
        assert "esc No answer" in shown(pilot)
        await pilot.press("1")
        await pilot.pause()
        assert "esc Back" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is first
        assert "esc No answer" in shown(pilot)
        await pilot.press("escape")
        await until(pilot, lambda: getattr(pilot.app.screen, "asked", None) == second)
        await pilot.press("1", "7")
        await screen(pilot, "AccountScreen")
        assert [(said.question, said.sure) for said in now.predictions()] == [(second.id, 70)]


async def test_keys_in_a_hurry_close_it_once() -> None:
    """Enter pressed again before the answered question is gone: the table stays, and the next question is asked."""
    now = game()
    async with playing(now) as pilot:
        table, asked = await asked_at(pilot, now)
        asked.answer, asked.sure = asked.asked.answers[0], 70
        for _ in range(4):
            asked.action_no_answer()
        await pilot.pause()
        assert table in pilot.app.screen_stack
        assert len(now.predictions("port")) <= 1


async def test_escape_says_nothing_and_z_asks_no_more() -> None:
    """Escape lets the round be told at once; z turns the questions off, and the game remembers it."""
    now = game()
    async with playing(now) as pilot:
        await seated(pilot)
        now.advance()
        for key, on in (("escape", True), ("z", False)):
            round_ = now.state.round
            while not now.withheld:
                await until(pilot, lambda: now.withheld or type(pilot.app.screen).__name__ == "PlayedTable")  # type: ignore[arg-type, return-value]
                if not now.withheld:
                    await pilot.app.screen.run_action("hold")
                    await pilot.press("end", "enter")
                    await pilot.pause()
            await screen(pilot, "PredictScreen")
            await pilot.press(key)
            await screen(pilot, "AccountScreen")
            assert (now.withheld, now.predicting, now.state.round) == (0, on, round_ + 1)
            assert not now.predictions()
            await pilot.press("s")


def test_predictions_are_on_from_the_first_game() -> None:
    """A new game and a quick one ask; one without people, and one that is switched off, do not."""
    deck = harbour()
    chosen = Chosen.for_deck(deck)
    assert chosen.session().predicting
    assert quick_session(deck, people=True, seed=1).predicting
    assert not quick_session(deck, people=False, seed=1).predicting
    chosen.predicting = False
    assert not chosen.session().predicting


async def test_the_sheet_says_that_the_rest_is_for_you_to_find_out() -> None:
    """On the sheet of a move: promise, what it does at once and its price, and that sentence."""
    now = game()
    async with playing(now, (120, 40)) as pilot:
        await seated(pilot)
        await pilot.press("down")
        await until(pilot, lambda: "It is said" in shown(pilot))
        assert FIND_OUT in " ".join(shown(pilot).split())


def test_the_debrief_has_a_page_of_its_own() -> None:
    """Beside the other pages, with its name on a tab."""
    assert "Foreseen" in [part.name for part in PARTS]


async def test_the_world_stands_beside_the_question() -> None:
    """In a large window what is asked stands in the place of moves and sheet: the world is beside it, with the meter
    that is asked about lit, and the hand below; once all is answered nothing is lit any more."""
    now = game()
    async with playing(now, LARGE) as pilot:
        table = await seated(pilot)
        await table.run_action("hold")
        await choose_nothing(pilot, now)
        await screen(pilot, "PredictScreen")
        question = now.questions("port")[0]
        name = now.source.meters[question.meter].name
        rows = shown(pilot).splitlines()
        assert any(f"▸{name}" in row and "asked" in row for row in rows)
        assert any("The world" in row and "Before the world moves" in row for row in rows)
        assert "stands at" in " ".join(shown(pilot).split())
        await pilot.press("escape")
        await screen(pilot, "AccountScreen")
        await pilot.press("s")
        table = await asked(pilot)
        assert "asked" not in table.board("world").text


async def test_a_question_that_is_gone_before_it_stood() -> None:
    """Put up and taken away at once, as when a room goes on: nothing fails, and the table stays."""
    now = game()
    async with playing(now) as pilot:
        table, asked = await asked_at(pilot, now)
        await asked.query("*").remove()
        asked.on_mount()
        assert table in pilot.app.screen_stack


async def test_a_round_that_goes_by_is_told_before_the_next_is_asked_about() -> None:
    """In this game the head's move waits, so that it is not asked for another in round 2, which goes by: what round 1
    brought is told before it is asked what round 2 will bring."""
    now = game_with_a_round_that_goes_by()
    async with playing(now) as pilot:
        asked = await asked_first(pilot, now)
        asked.action_no_answer()
        await until(pilot, lambda: isinstance(pilot.app.screen, PredictScreen) and pilot.app.screen is not asked)
        await pilot.press("escape")
        account = await screen(pilot, "AccountScreen")
        assert isinstance(account, AccountScreen)
        assert now.withheld == 2
        assert "Round 1" in shown(pilot)
        account.action_skip()
        await screen(pilot, "PredictScreen")


@pytest.mark.parametrize("rows", [24, 30, 44])
async def test_no_half_of_a_frame_stands_below_the_question(rows: int) -> None:
    """In a small window, for each question and each thing asked about it: the hand below stands whole, or not at all.
    The question keeps its size while it has room."""
    now = game()
    async with playing(now, (80, rows)) as pilot:
        await asked_at(pilot, now)
        for _ in range(6):
            if not isinstance(pilot.app.screen, PredictScreen):
                break
            await pilot.pause()
            text = shown(pilot)
            for one, other in ("╭╰", "╮╯", "┏┗", "┓┛"):
                assert text.count(one) == text.count(other), text
            await pilot.press("7" if pilot.app.screen.answer else "1")
            await pilot.pause()


async def test_the_key_that_ends_a_round_foretells_nothing() -> None:
    """⏎ pressed once too often answers no question: an arrow marks an answer, or its number says it."""
    now = game()
    async with playing(now) as pilot:
        _, asking = await asked_at(pilot, now)
        await pilot.press("enter", "enter", "enter")
        assert (asking.answer, asking.sure) == ("", 0)
        await pilot.press("down", "enter")
        assert asking.answer == asking.asked.answers[0]
        await pilot.press("enter", "enter")
        assert asking.sure == 0
        assert pilot.app.screen is asking


async def test_a_key_of_another_step_answers_nothing_and_that_is_said() -> None:
    """⏎ with nothing marked, the key of a reason at the answer, that of an answer at the reason: each gets a word in
    the place of what is asked. The reasons are those that fit the answer; where none is asked for, their key answers
    nothing of the next question."""
    now = Session(load_deck("zte"), {"congress": PERSON}, seed=5)
    now.set_predicting(True)
    async with playing(now) as pilot:
        asking = await asked_first(pilot, now)
        assert asking.asked.whys
        assert NOTHING_CHOSEN not in shown(pilot)
        for key in ("enter", "a", "7"):
            await pilot.press("2", "escape", key)
            await pilot.pause()
            assert NOTHING_CHOSEN in shown(pilot)
        await pilot.press("2", "7")
        await pilot.pause()
        reasons = asking.asked.reasons(asking.asked.answers[1])
        assert [row.id for row in asking.query_one(Listing).rows] == [*reasons]
        await pilot.press("1")
        await pilot.pause()
        assert NOTHING_CHOSEN in shown(pilot)
        await pilot.press("b", "b", "b")
        await until(pilot, lambda: isinstance(pilot.app.screen, PredictScreen) and pilot.app.screen is not asking)
        await pilot.press("b")
        await pilot.pause()
        assert NOTHING_CHOSEN in shown(pilot)
        assert [said.why for said in now.predictions()] == [[*reasons][1]]


async def test_the_second_question_is_a_new_one_and_not_answered_unread(monkeypatch: pytest.MonkeyPatch) -> None:
    """Both say which of two they are; keys that come before the second can have been read say nothing to it, not even
    that nothing was chosen; after that it is answered as ever."""
    now = Session(load_deck("phones"), {"head": PERSON}, seed=4012)
    now.set_predicting(True)
    async with playing(now) as pilot:
        await asked_first(pilot, now)
        first, second = now.questions("head")
        assert "Before the world moves · 1 of 2" in shown(pilot)
        assert "counts as a" in " ".join(shown(pilot).split())
        monkeypatch.setattr(PredictScreen, "UNREAD", 0.05)
        await pilot.pause(0.1)
        await pilot.press("1", "7", "escape")
        await until(pilot, lambda: getattr(pilot.app.screen, "asked", None) == second)
        assert "Before the world moves · 2 of 2" in shown(pilot)
        monkeypatch.setattr(PredictScreen, "UNREAD", 60.0)
        await pilot.press("1", "7", "escape")
        await pilot.pause()
        assert getattr(pilot.app.screen, "answer", None) == ""
        assert [said.question for said in now.predictions()] == [first.id]
        monkeypatch.setattr(PredictScreen, "UNREAD", 0.01)
        await pilot.pause(0.05)
        await pilot.press("1", "7")
        await screen(pilot, "AccountScreen")
        assert [said.question for said in now.predictions()] == [first.id, second.id]
