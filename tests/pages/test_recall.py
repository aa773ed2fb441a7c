"""Recall: what was foreseen wrongly and what was retried comes back after one, three and seven days."""

from __future__ import annotations

import io
import stat
from datetime import date, timedelta
from pathlib import Path

import pytest

from debate import saves as saved
from debate.cli import run
from debate.deckfile import load_deck
from debate.faces.plain.console import Console
from debate.faces.plain.dialogue import hold
from debate.faces.tui.dialogue import DialogueScreen
from debate.faces.tui.title import TitleScreen
from debate.game.session import PERSON, Session
from debate.pages.document import Line
from debate.pages.recall import Recalling, remember, remember_retry
from debate.pages.recall_box import DAYS, MOST, RECALL, Box, Card, due_words
from debate.pages.retrying import Retrying
from debate.store import Saves
from debate.store.learner import FOLDER, Learner
from tests.debrief.test_retries import gambling
from tests.faces.tui.playing import playing, screen, until
from tests.faces.tui.reading import SMALL, shown
from tests.publish.test_buttons import Reader

PHONES = load_deck("phones")
DAY = date(2030, 1, 1)


def wrong_game(folder: Path) -> Session:
    """A game kept there in which every prediction was the first answer, 90 per cent sure."""
    session = Session(PHONES, {"head": PERSON}, seed=5, draft=("head",))
    session.set_predicting(True)
    saved.begin(Saves(folder), session)
    while session.advance() is not None and not session.state.over:
        if session.withheld:
            for question in session.questions("head"):
                session.predict("head", question.id, question.answers[0], 90)
        else:
            session.submit(session.legal("head")[0])
    return session


def card(name: str, due: date = DAY) -> Card:
    return Card(name, "phones", ("Then.",), f"What of {name}?", ("this", "that"), (1,), "For this reason.", 0, due)


def test_wrong_predictions_come_back(tmp_path: Path) -> None:
    """Only the wrong ones, once, with what came and why; nothing on the same day, all of it on the next."""
    session = wrong_game(tmp_path)
    for _ in range(2):
        remember(session, "head", lambda: DAY)
    box = Box(Learner(tmp_path), lambda: DAY + timedelta(days=1))
    said = session.predictions("head")
    assert 0 < len(box.cards) < len(said) + 1
    assert box.due() == sorted(box.cards.values(), key=lambda each: each.id)
    assert Box(Learner(tmp_path), lambda: DAY).due() == []
    for each in box.cards.values():
        assert each.because
        assert each.answers[each.right[0]]
    assert stat.S_IMODE((tmp_path / FOLDER / f"{RECALL}.json").stat().st_mode) == 0o600
    assert "to recall, two minutes" in due_words(Learner(tmp_path), lambda: DAY + timedelta(days=1))
    assert due_words(Learner(tmp_path), lambda: DAY) == ""


def test_a_question_can_be_thought_about(tmp_path: Path) -> None:
    """The answers say what came, in sentences. What a meter did in a round is asked with where it stood and what was
    played then: nobody knows by heart what happened in round 2."""
    remember(wrong_game(tmp_path), "head", lambda: DAY)
    cards = Box(Learner(tmp_path), lambda: DAY).cards.values()
    rounds = [each for each in cards if "by the end of round" in each.ask]
    assert rounds
    assert all(answer.startswith("It ") and "was to" not in answer for each in cards for answer in each.answers)
    for each in rounds:
        _, stood, played = each.told
        assert " stood at " in stood
        assert played.startswith(("Played then: The ", "Nobody played"))
    asking = Recalling(Learner(tmp_path), lambda: DAY + timedelta(days=1))
    first = asking._left[0]
    asking.choose(next(option.id for n, option in enumerate(asking.options()) if n not in first.right))
    told = next(iter(asking.page()))
    assert isinstance(told, Line)
    assert told.words == f"Not quite. The answer: {first.answers[first.right[0]]}"


def test_box_by_box(tmp_path: Path) -> None:
    """Known: after 3 days, then 7, then never; not known: back to the first box, tomorrow."""
    box = Box(Learner(tmp_path), lambda: DAY)
    box.add(card("a"))
    seen = []
    while box.cards:
        (only,) = box.cards.values()
        seen.append(box.answered(only, knew=True))
    assert seen == [*DAYS[1:], 0]
    box.add(card("a"))
    box.answered(box.cards["a"], knew=True)
    assert box.answered(box.cards["a"], knew=False) == DAYS[0]
    assert box.cards["a"].due == DAY + timedelta(days=1)
    box.keep()
    assert Box(Learner(tmp_path)).cards == box.cards


def test_two_minutes_and_each_answer_is_kept(tmp_path: Path) -> None:
    """At most six at a time; left in the middle, what was answered is kept and the rest is still due."""
    box = Box(Learner(tmp_path), lambda: DAY)
    for number in range(MOST + 3):
        box.add(card(f"card-{number}"))
    box.keep()
    out = io.StringIO()
    hold(Console(io.StringIO("2\n1\n1\n1\n0\n"), out, 90), Recalling(Learner(tmp_path), lambda: DAY))
    text = " ".join(out.getvalue().split())
    assert f"1 of {MOST}" in text
    assert "You knew it." in text
    assert "It comes back in 3 days." in text
    assert "Not quite. The answer: that." in text
    assert len(Box(Learner(tmp_path), lambda: DAY).due()) == MOST + 1


def test_retried_decisions_come_back(tmp_path: Path) -> None:
    """Once the answer was told; bad luck is no lesson and does not."""
    for first, count in (("drift", 1), ("sail", 0)):
        folder = tmp_path / first
        session = gambling(first, storm=True)
        dialogue = Retrying(session, "a", budget=600)
        dialogue.work(lambda done, whole: None)
        assert dialogue.found is not None
        retry = next(one for one in dialogue.found if one.made.move == first)
        learner = Learner(folder)
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("debate.pages.recall.learner_of", lambda session, learner=learner: learner)
            remember_retry(session, retry, lambda: DAY)
        cards = Box(learner, lambda: DAY).cards
        assert len(cards) == count
        for each in cards.values():
            assert "sail" in [each.answers[n] for n in each.right]
            assert "Round 1 of 3" in " ".join(each.told)


def test_a_damaged_box(tmp_path: Path) -> None:
    """What is no card is passed over; a file that cannot be read is set aside, and a sentence says so."""
    Box(Learner(tmp_path), lambda: DAY).keep()
    file = tmp_path / FOLDER / f"{RECALL}.json"
    good = card("a").fields()
    wrong: tuple[tuple[str, object], ...] = (("right", []), ("right", [7]), ("box", 9), ("due", "soon"), ("told", "x"))
    bad = [{**good, key: value} for key, value in wrong]
    Learner(tmp_path).write(RECALL, {"good": good, "none": 3, **{f"bad-{n}": each for n, each in enumerate(bad)}})
    assert list(Box(Learner(tmp_path), lambda: DAY).cards) == ["good"]
    file.write_bytes(b"{torn")
    learner = Learner(tmp_path)
    Recalling(learner)
    assert "was damaged; it is kept as" in learner.problem


def test_by_command(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """``debate recall`` asks what is due, line by line."""
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert run(["recall", "--saves", str(tmp_path)]) == 0
    told = " ".join(capsys.readouterr().out.split())
    assert "Nothing is to be recalled today. What you foresee wrongly in a game" in told


def test_when_the_next_question_comes_is_told(tmp_path: Path) -> None:
    """Where cards wait and none is due: how many, and the day of the first."""
    box = Box(Learner(tmp_path), lambda: DAY)
    for days, words in ((3, f"in 3 days, on {DAY + timedelta(3):%-d %B}."), (1, "tomorrow.")):
        box.add(card(f"in {days}", DAY + timedelta(days)))
        box.keep()
        (line,) = Recalling(Learner(tmp_path), lambda: DAY).page()
        assert isinstance(line, Line)
        count = len(box.cards)
        waits = "2 questions wait" if count == 2 else "1 question waits"
        assert line.text == f"Nothing is to be recalled today. {waits}; the next comes {words}"


async def test_from_the_title(tmp_path: Path) -> None:
    """The title says that something is due, and only then; y asks it."""
    saves = Saves(tmp_path)
    async with playing(None, SMALL, saves) as pilot:
        title = await screen(pilot, TitleScreen)
        await pilot.pause(0.1)
        assert title.check_action("recall", ()) is False
    box = Box(Learner(tmp_path), lambda: DAY)
    box.add(card("a", date(2001, 1, 1)))
    box.keep()
    async with playing(None, SMALL, saves) as pilot:
        title = await screen(pilot, TitleScreen)
        await until(pilot, lambda: title.check_action("recall", ()) is True)
        await pilot.press("y")
        await screen(pilot, DialogueScreen)
        await until(pilot, lambda: "What of a?" in shown(pilot))


def test_on_the_page_of_buttons(tmp_path: Path) -> None:
    """Where games are begun, a button asks what is due."""
    box = Box(Learner(tmp_path), lambda: DAY)
    box.add(card("a", date(2001, 1, 1)))
    box.keep()
    reader = Reader()
    reader.page._learner = lambda: Learner(tmp_path)
    reader.page.play(None)
    assert "1 thing from your games" in reader.choices()["talk recall"]["help"]
    reader.press("talk recall")
    assert reader.press("answer answer 1")["t"] == "done"
    assert "You knew it." in reader.words
