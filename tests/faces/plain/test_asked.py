"""Plain lines: what is asked, what is not, and the way out of a question."""

from __future__ import annotations

import io
import re

import debate
from debate.faces.plain import Console, ask_role, play_plain
from debate.game.session import PERSON, Session
from tests.faces.plain.test_play import THROUGH


def test_a_lone_player_is_not_asked_what_has_one_answer() -> None:
    """In plain lines a whole game shows no list of one; undo goes back to a choice that was one."""
    deck = debate.load_deck("zte")
    session = Session(deck, {"congress": PERSON}, seed=1)
    out = io.StringIO()
    assert play_plain(Console(io.StringIO("".join(f"{line}\n" for line in THROUGH)), out, 100), session, None)
    assert session.state.over
    assert not re.search(r"\b0 to 0\b", out.getvalue())
    alone = [n for n, entry in enumerate(session.entries) if entry.move.role == "congress"]
    asked = [n for n in alone if len(debate.legal_moves(deck, session._states[n], "congress")) > 1]
    assert len(asked) < len(alone)
    session.undo()
    assert len(session.entries) == asked[-1]


def test_the_question_for_the_role_can_be_left() -> None:
    """Each word that leaves a game leaves here too; what is neither is told both ways on."""
    deck = debate.load_deck("river")
    for word in ("quit", "Q", "exit"):
        out = io.StringIO()
        assert ask_role(Console(io.StringIO(f"9\n{word}\n"), out), deck) is None
        assert ", or 'quit'." in out.getvalue()
        assert out.getvalue().endswith("You have left; no game was begun.\n")
