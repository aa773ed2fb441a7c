"""The costliest decisions once more, line by line."""

from __future__ import annotations

import io

import debate
from debate.debrief.position import accepted, options, verdict_words
from debate.faces.plain.commands import typed
from debate.faces.plain.console import Console
from debate.faces.plain.desk import Desk
from debate.game.session import Session
from tests.debrief.games import harbour
from tests.debrief.test_retries import ZTE, blundered


def told(session: Session, role: str, typing: str, answers: str = "") -> str:
    out = io.StringIO()
    typed(Desk(Console(io.StringIO(answers), out, 110), session, role), typing)
    return " ".join(out.getvalue().split())


def test_the_list_and_two_tries() -> None:
    """The list names the rounds and what they cost; a number opens one; a better choice, or two others, end it."""
    state, role, at = blundered(902)
    session = Session(ZTE, dict.fromkeys(ZTE.turn_order, "person"), seed=902)
    for move in state.record.moves:
        session.submit(move)
    found = debate.retries(ZTE, session.to_record(), role)
    number = next(n for n, retry in enumerate(found, 1) if retry.round == at)
    assert f"{number}. Round {at}, you chose:" in told(session, role, "retry")
    retry = found[number - 1]
    right = next(n for n, move in enumerate(options(retry), 1) if accepted(retry, move))
    wrong = next(n for n, move in enumerate(options(retry), 1) if not accepted(retry, move))
    text = told(session, role, f"retry {number}", f"nonsense\n{wrong}\n{right}\n")
    assert "Type a number from 1 to" in text
    assert text.index("One more try.") < text.index("That is better.") < text.index(verdict_words(session.deck, retry))


def test_while_the_game_runs_there_is_nothing_to_retry() -> None:
    """One sentence."""
    assert "After a game" in told(Session(harbour(), {"port": "person"}, seed=1), "port", "retry")
