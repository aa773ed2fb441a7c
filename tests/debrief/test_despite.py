"""What is said of denials is true beside what moved: for other reasons, or by a deck that contradicts itself."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from debate import load_deck
from debate.debrief.control import tried
from debate.debrief.despite import despite
from debate.debrief.narration import consequences
from debate.debrief.report import report
from debate.debrief.told import STILL, Told
from debate.debrief.why import did_not_move
from debate.deckfile.load import examine_files
from debate.game.session import Session
from debate.pages.account import tellings
from debate.pages.reader import Reader
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
                    went = re.search(
                        rf"{re.escape(called)}(?: \(it)? (rose|fell)(?: all in all)? for other reasons", line.text
                    )
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


def test_no_reason_is_a_move_or_news_that_has_not_happened() -> None:
    """What lands rounds later is put down to the move that set it going, not to another that would have."""
    found = 0
    for seed in range(1, 9):
        for session, steps, told in rounds(load_deck("zte"), seed):
            last = max(step.number for step in steps)
            happened = {step.cause for step in session.trace if step.kind == "event" and step.number <= last}
            events: dict[str, Any] = {**session.deck.moves, **session.deck.news}
            for line in told:
                other = line.text.partition("for other reasons")[2]
                named = [id_ for id_, event in events.items() if f"'{event.title}'" in other.partition(");")[0]]
                assert set(named) <= happened, (line.text, named)
                found += len(named)
    assert found


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


def test_what_the_denied_cause_moved_by_way_of_something_else_is_said_to_have_moved() -> None:
    """The plan clears no air, and what the plan brings does: debrief, why page and account say by what, and never that
    the air stood where it was or moved for other reasons alone. Without the moves behind the plan, that moves nothing.
    """
    text, found = base().replace("{trade: +2}", "{trade: +2, clean-air: +3}"), 0
    deck = examine_files("d", {"deck.yaml": text.encode()}).deck
    assert deck is not None
    for seed in range(1, 9):
        session = Session(deck, dict.fromkeys(deck.turn_order, "scripted"), seed=seed)
        while not session.state.over:
            session.ask()
        steps = session.trace
        if not any((step.cause, step.meter) == ("success-helps-all", "clean-air") for step in steps):
            continue
        found += 1
        told = [each.told for each in report(deck, session.state.setting, session.played, session.played.moves).denials]
        told += did_not_move(deck, steps, "clean-air")
        assert len(told) == 2
        assert all("(directly, but by way of Visitors" in each.kept_still for each in told)
        reader = Reader(session, None)
        rounds_ = {step.round for step in steps if step.kind == "denied"}
        lines = [str(node) for number in rounds_ for node in tellings(reader, (number,))[0].nodes]
        assert any("did not move by 'The plan: running' directly, but by way of Visitors" in line for line in lines)
        game = tried(deck, session.to_record())
        gone = [place for place, move in game.plays.items() if dict(deck.moves[move.move].effects.flags).get("plan")]
        assert ("success-helps-all", "clean-air") not in game.without(*gone).by
    assert found


def test_reasons_are_those_that_moved_it_as_it_went() -> None:
    """A meter that fell over the rounds of a denial is not said to have fallen for a move that raised it."""
    for seed in range(1, 9):
        session = Session(deck := load_deck("zte"), dict.fromkeys(deck.turn_order, "scripted"), seed=seed)
        while not session.state.over:
            session.ask()
        steps = session.trace
        for denied in {(s.cause, s.meter): s for s in steps if s.kind == "denied" and s.meter}.values():
            together = {s.round for s in steps if (s.kind, s.cause) == ("denied", denied.cause)}
            moved = despite(deck, denied, steps, together)
            if moved is None:
                continue
            for id_ in deck.moves:
                made = sum(s.change for s in steps if (s.cause, s.meter) == (id_, denied.meter) and s.round in together)
                assert not made or made * moved.change > 0 or f"'{deck.moves[id_].title}'" not in moved.reasons


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
