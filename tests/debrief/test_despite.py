"""What is said of denials is true beside what moved: for other reasons, or by a deck that contradicts itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from debate import load_deck
from debate.debrief.despite import despite
from debate.debrief.narration import consequences
from debate.debrief.told import STILL, Told
from debate.deckfile.load import examine_files
from debate.game.session import Session
from debate.rules.deck import Deck
from debate.rules.trace import TraceStep
from debate.workshop.examples import base


def rounds(deck: Deck, seed: int) -> Iterator[tuple[Session, list[TraceStep], tuple[Told, ...]]]:
    """Each round of a game among scripts: its steps, and what is told of them."""
    session = Session(deck, dict.fromkeys(deck.turn_order, "scripted"), seed=seed)
    while not session.state.over:
        session.ask()
    steps = list(session.trace)
    for number in sorted({step.round for step in steps}):
        so_far = [step for step in steps if step.round <= number]
        before = max((step.number for step in so_far if step.round < number), default=0)
        yield session, [step for step in so_far if step.round == number], consequences(deck, so_far, before)


def changed(steps: list[TraceStep], meter: str) -> int:
    return sum(step.change for step in steps if step.target == meter and step.kind not in ("denied", "roll", "pending"))


@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_nothing_is_said_to_stand_still_that_moved(name: str) -> None:
    """In each round of some games: what is 'still true: no change' stood still, and what rose or fell did so."""
    found = 0
    for seed in range(1, 9):
        for session, steps, told in rounds(load_deck(name), seed):
            for line in (line for line in told if line.kind in (STILL, "denied")):
                for step in (line.step, *line.also):
                    if step is None or not step.meter or session.deck.denials[step.cause].follows:
                        continue
                    change = changed(steps, step.target)
                    called = session.deck.meters[step.target].name
                    went = re.search(rf"{re.escape(called)}(?: \(it)? (rose|fell) for other reasons", line.text)
                    assert (went[1] if went else "") == ("rose" if change > 0 else "fell" if change else ""), line.text
                    found += went is not None
    assert found


def test_other_reasons_are_named() -> None:
    """The ban did nothing; what moved the meter is said by name, and is not the ban."""
    lines = [line.text for seed in range(1, 9) for _, _, told in rounds(load_deck("zte"), seed) for line in told]
    found = [line for line in lines if line.endswith("'The supply ban' did nothing")]
    assert found
    for line in found:
        reasons = re.search(r"for other reasons \((.+)\); ", line)
        assert reasons is not None
        assert "supply ban" not in reasons[1]


@pytest.mark.parametrize(
    ("stands", "wrong"),
    [
        ("plan: running, anger: +15}", "plan: running, anger: +15, clean-air: +20}"),
        ("    effects: {money: -10}\n", "    effects: {money: -10, clean-air: +8}\n"),
    ],
)
def test_a_deck_that_contradicts_itself_is_not_made_to_agree(stands: str, wrong: str) -> None:
    """Where the denied cause itself moves the meter, no line says that it did not move, or moved for other reasons."""
    deck = examine_files("d", {"deck.yaml": base().replace(stands, wrong).encode()}).deck
    assert deck is not None
    seen = 0
    for seed in range(1, 6):
        for _, steps, told in rounds(deck, seed):
            for line in (line for line in told if line.kind in (STILL, "denied")):
                if changed(steps, "clean-air"):
                    assert "for this very reason, so the deck contradicts itself here" in line.text
                    seen += 1
    assert seen


def test_a_move_that_only_makes_a_denial_possible_is_another_reason() -> None:
    """A story did not clear the air, told of while a plan runs; the move that set the plan running cleared it: that is
    another reason, and the deck does not contradict itself."""
    text = base().replace("    when: {plan: running}\n    denies: clean-air\n    cause: plan\n", AFTER_THE_STORY)
    text = text.replace("plan: running, anger: +15}", "plan: running, anger: +15, clean-air: +20}")
    deck = examine_files("d", {"deck.yaml": text.replace("    odds: 30\n", "").encode()}).deck
    assert deck is not None
    found = [
        despite(deck, step, steps)
        for seed in range(1, 6)
        for _, steps, _ in rounds(deck, seed)
        for step in steps
        if step.kind == "denied" and changed(steps, "clean-air")
    ]
    assert found
    assert all(each is not None and not each.same and each.reasons for each in found)


AFTER_THE_STORY = """    follows: bad-story
    when: {plan: running}
    denies: clean-air
    cause: A bad story
"""
