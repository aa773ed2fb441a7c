"""Opponents that take their time: asked, thought about elsewhere, and taken; second opinions, which change nothing."""

from __future__ import annotations

from pathlib import Path

import attrs
import pytest

import debate
from debate.game.session import PERSON, Session
from debate.opponents import OPPONENTS
from debate.store import Advised, Made, Read, carry, read, replay
from debate.store.lines import whole

VALLEY = debate.load_deck(str(Path(__file__).parent.parent / "decks" / "valley"))


@pytest.fixture(autouse=True)
def _hasty(monkeypatch: pytest.MonkeyPatch) -> None:
    """A planner that thinks little."""
    monkeypatch.setitem(OPPONENTS, "planner", attrs.evolve(OPPONENTS["planner"], budget=8))


def session(**seats: str) -> Session:
    return Session(VALLEY, seats, seed=4, preset="short")


def on_disk(game: Session) -> Read:
    found = read(whole(game.journal.header, game.journal.entries))
    assert found.problem is None
    return found


def test_what_is_due_can_be_thought_about_anywhere() -> None:
    """What an opponent is asked holds its view and a key, not the game; its choice is the one that asking makes."""
    game, other = session(works="planner"), session(works="planner")
    due = game.due()
    assert due is not None
    assert due.slow
    assert due.view == game.view(due.view.role)
    assert due.seed != game.state.seed
    entry = game.take(due, due.choose())
    assert entry == other.ask()
    assert game.state.digest() == other.state.digest()


def test_a_choice_that_comes_too_late_is_dropped() -> None:
    """While an opponent thinks somebody goes back: what it comes to is of a game that stands elsewhere now."""
    game = session(works=PERSON, farms="planner")
    game.submit(game.legal("works")[0])
    due = game.due()
    assert due is not None
    chosen = due.choose()
    game.undo()
    assert game.take(due, chosen) is None
    assert game.entries == ()


def test_quick_opponents_need_no_mark() -> None:
    """Scripts and novices choose at once, and so does a planner that has no choice."""
    due = session(works="scripted").due()
    assert due is not None
    assert not due.slow
    thinking = session(works="planner").due()
    assert thinking is not None
    alone = attrs.evolve(thinking, view=attrs.evolve(thinking.view, legal=thinking.view.legal[:1]))
    assert not alone.slow


def test_what_it_expected_is_recorded() -> None:
    """With its reason, in points of 100; it comes back from the record as it was."""
    game = session(**dict.fromkeys(VALLEY.turn_order, "planner"))
    game.advance()
    assert game.state.over
    made = [entry for entry in on_disk(game).entries if isinstance(entry, Made)]
    expected = [entry.reason.expected for entry in made if entry.reason is not None]
    assert sum(value is not None for value in expected) > 5
    again = Session.resume(VALLEY, replayed := replay(VALLEY, on_disk(game)))  # type: ignore[arg-type]
    assert not isinstance(replayed, str)
    for before, after in zip(game.entries, again.entries, strict=True):
        assert before.chosen is not None
        assert after.chosen is not None
        assert before.chosen.because == after.chosen.because
        assert after.chosen.expected == (None if before.chosen.expected is None else round(before.chosen.expected))


def test_a_second_opinion_changes_nothing_and_is_noted() -> None:
    """It is an entry of the journal with the digest of the position as it was; the game goes on as without it."""
    game, plain = session(works=PERSON), session(works=PERSON)
    before = game.state
    due = game.opinion("works")
    advice = due.choose()
    assert advice.move in game.legal("works")
    assert game.advise(due, advice) == advice
    assert game.state is before
    assert game.entries == ()
    entry = game.journal.entries[-1]
    assert isinstance(entry, Advised)
    assert (entry.role, entry.move, entry.because) == ("works", advice.move, advice.because)
    assert entry.state == before.digest()
    assert game.journal.advised_after(0) == (entry,)
    for each in (game, plain):
        each.submit(each.legal("works")[-1])
        each.advance()
    assert game.state.digest() == plain.state.digest()
    assert on_disk(game).entries == game.journal.entries
    again = Session.resume(VALLEY, replay(VALLEY, on_disk(game)))  # type: ignore[arg-type]
    assert again.state.digest() == game.state.digest()
    assert again.journal.advised_after(0) == (entry,)
    game.undo()
    assert game.journal.advised_after(0) == (entry,)


def test_a_second_opinion_is_thought_about_once() -> None:
    """Asked again in the same place it is there at once; a choice later it is thought about anew."""
    game = session(works=PERSON)
    first = game.opinion("works")
    assert first.slow
    advice = first.choose()
    game.advise(first, advice)
    assert not game.opinion("works").slow
    assert game.opinion("works").choose() is advice
    game.submit(game.legal("works")[0])
    game.advance()
    while game.awaited() != ("works",) or len(game.legal("works")) < 2:
        game.submit(game.legal(game.awaited()[0])[0])
        game.advance()
    assert game.opinion("works").slow


def test_a_second_opinion_goes_along_into_another_deck() -> None:
    """A game that is carried into a changed deck keeps what was advised, where the choice before it could be made."""
    game = session(works=PERSON)
    due = game.opinion("works")
    advice = game.advise(due, due.choose())
    assert advice is not None
    game.submit(game.legal("works")[0])
    carried = carry(VALLEY, game.journal)
    copied = carried.replayed.journal
    assert [entry.move for entry in copied.advised_after(0)] == [advice.move]


def test_who_is_not_asked_gets_no_opinion() -> None:
    """Nor does it come where the game has gone on meanwhile."""
    game = session(works=PERSON)
    with pytest.raises(ValueError, match="nothing is asked of 'farms'"):
        game.opinion("farms")
    due = game.opinion("works")
    advice = due.choose()
    game.submit(game.legal("works")[0])
    assert game.advise(due, advice) is None
    assert not any(isinstance(entry, Advised) for entry in game.journal.entries)


def test_a_record_with_advice_for_another_role_is_refused() -> None:
    """Whoever changes a record by hand finds that it is not believed."""
    game = session(works=PERSON)
    due = game.opinion("works")
    game.advise(due, due.choose())
    strange = attrs.evolve(game.journal.entries[-1], role="farms")  # type: ignore[call-arg]
    found = read(whole(game.journal.header, (strange,)))
    assert found.problem is not None
    assert "another role's choice" in found.problem.sentence
