"""Predictions line by line: asked before the end of a round is told, told with it, summed up in the debrief."""

from __future__ import annotations

import io
import re

import pytest
from attrs import evolve

from debate.debrief.closing import BECAUSE, BY_THE_END
from debate.debrief.questions import Why
from debate.deckfile import load_deck
from debate.faces.plain.console import Console
from debate.faces.plain.desk import Desk
from debate.faces.plain.play import play_plain
from debate.faces.plain.predictions import ask
from debate.game.session import PERSON, Session
from tests.debrief.games import harbour

PASSES = {"Your move": "hold", "'stand'": "stand", "leave it open": "0", "'wait'": "wait", "'rest'": "rest"}
"""What somebody types who plays nothing: part of the prompt -> the answer."""


class Person(io.StringIO):
    """Types ``answers`` where it is asked what will come, and passes everywhere else; leaves when they are used up."""

    def __init__(self, out: io.StringIO, answers: list[str]) -> None:
        super().__init__()
        self.out, self.answers = out, answers

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        prompt = self.out.getvalue().splitlines()[-1]
        if "Answer and how sure" in prompt or "How sure: 5" in prompt:
            return f"{self.answers.pop(0)}\n" if self.answers else ""
        return next((f"{self.passed(words)}\n" for words in PASSES if words in prompt), "")

    def passed(self, words: str) -> str:
        return PASSES[words]


def told(answers: list[str], predicting: bool = True) -> tuple[Session, str]:
    session, out = Session(harbour(), {"port": PERSON}, seed=3), io.StringIO()
    session.set_predicting(predicting)
    play_plain(Console(Person(out, answers), out, 110), session)
    return session, " ".join(out.getvalue().split())


def test_answers_come_before_what_happened() -> None:
    """Hold, then '1 7' to each question, with nothing said why: then what happened, and what was foreseen beside it."""
    session, text = told(["1 7"])
    asked, happened = text.index("BEFORE THE WORLD MOVES"), text.index("WHAT HAPPENED IN ROUND 1")
    assert asked < text.index("Answer and how sure: 1 7") < happened < text.index("YOUR PREDICTION")
    assert {(entry.asked, entry.sure) for entry in session.predictions()} == {(1, 70)}


def test_what_cannot_be_an_answer_is_told_and_asked_again() -> None:
    """A number that is none, a certainty that is none, half an answer: each gets a sentence; 0 says nothing."""
    session, text = told(["9 7", "1 6", "1", "4", *["0"] * 9])
    assert text.count("then 5, 7 or 9; or 0.") >= 3
    assert "How sure: 5, 7 or 9?" in text
    assert not session.predictions()
    assert "WHAT HAPPENED IN ROUND 1" in text


def test_nothing_said_to_one_question_leaves_the_next() -> None:
    """0 at 'how sure' leads back to the answer; 0 at the first of two questions leads to the second."""
    session, out = Session(load_deck("phones"), {"head": PERSON}, seed=4012), io.StringIO()
    session.set_predicting(True)
    while not session.withheld:
        session.advance()
        for role in session.awaited():
            session.submit(session.legal(role)[-1])
    first, second = session.questions("head")
    typed = iter(["1", "0", "0", "1 7"])
    ask(Desk(Console(io.StringIO(), out, 110), session, "head"), lambda prompt: next(typed))
    assert [(said.question, said.sure) for said in session.predictions()] == [(second.id, 70)]
    assert out.getvalue().index(first.text[:20]) < out.getvalue().index(second.text[:20])
    assert not session.withheld


def test_a_reason_that_is_none_is_told_and_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """A number beyond the list and a word are asked again, and are not taken for leaving it open; '70' is 70 %."""
    whys = (Why("tide", "The tide.", BECAUSE + BY_THE_END), Why("wind", "The wind.", BECAUSE + BY_THE_END))
    real = Session.questions
    monkeypatch.setattr(Session, "questions", lambda self, role: [evolve(one, whys=whys) for one in real(self, role)])
    typed = iter(["3", "wind", "2"])
    monkeypatch.setattr(Person, "passed", lambda self, words: next(typed, "0") if "open" in words else PASSES[words])
    session, text = told(["1 70"])
    assert "Type a number from 0 to 2." in text
    assert "'wind' is no number of the list and no command." in text
    assert [(entry.sure, entry.why) for entry in session.predictions()] == [(70, "wind")]


def test_predictions_can_be_turned_off_where_one_is_asked() -> None:
    """'predict off' tells the round at once and asks no more; the game remembers it."""
    session, text = told(["predict off"])
    assert "Predictions are off." in text
    assert text.count("BEFORE THE WORLD MOVES") == 1
    assert not session.predicting
    assert session.state.over


@pytest.mark.parametrize("predicting", [True, False])
def test_the_debrief_sums_them_up(predicting: bool) -> None:
    """Its own part: how many, how right each certainty was, those furthest off first; or that there were none."""
    session, text = told(["1 9"] * 20, predicting)
    assert session.state.over
    if predicting:
        assert f"{len(session.predictions())} predictions" in text
        assert "when you said 90 %" in text
        assert re.search(r"your answers were (better than|worse than|as good as) guessing", text)
        assert "Right and very sure is close to 0" in text
    else:
        assert "Nothing was predicted in this game." in text
