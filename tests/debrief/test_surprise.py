"""What a player did not know when they began: one cause, told whole."""

from __future__ import annotations

from debate.debrief.answers import AnswerScore
from debate.debrief.foreseen import Foreseen, learned
from debate.debrief.naming import cause_cited
from debate.deckfile import load_deck

DECK = load_deck("zte")


def surprise(reason: str, cause: str, answer: str = "rise") -> str:
    """What is told after one answer about a meter that fell."""
    odds = (0.0, 0.0, 1.0)
    score = AnswerScore(
        1, "x", "us-security", "", answer, 70, "fall", odds, 1.0, 0.5, "c", "It fell by 6", reason, cause
    )
    return learned(DECK, [Foreseen("congress", score)])


def test_of_several_causes_the_first_is_told_without_points() -> None:
    """Points of a meter that is not named mean nothing, and one thing is one sentence."""
    first, second = [link for link in DECK.links.values() if link.active][:2]
    reason = f"-4 {cause_cited(DECK, first.id)}; -2 {cause_cited(DECK, second.id)}."
    told = surprise(reason, first.id)
    assert first.says.removesuffix(".") in told
    assert second.says.removesuffix(".") not in told
    assert "-4" not in told


def test_nothing_is_told_that_the_answer_itself_does_not_tell() -> None:
    """Where the cause is not everybody's to see, or the answer was right."""
    link = next(each for each in DECK.links.values() if each.active)
    assert surprise("-4 something that not everybody can see.", link.id) == ""
    assert surprise(link.says, link.id, "fall") == ""
