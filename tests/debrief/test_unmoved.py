"""Why a script took no offer or played no move: what it wanted, and what would have changed its mind."""

from __future__ import annotations

import re

import pytest
from attrs import evolve

import debate
from debate.debrief.naming import cited
from debate.debrief.unmoved import could_spend, is_unmoved, what_takes, why_declined, why_held
from debate.debrief.why_not import Past
from debate.game.record import Known
from debate.game.session import Session
from debate.opponents.scripted import scripted
from debate.pages.document import Line
from debate.pages.exchange import reasons
from debate.pages.floor import TOLD_LATER, because_words
from debate.pages.reader import Reader
from debate.rules.moves import Move
from debate.rules.view import view
from tests.debrief.games import harbour, watched


def unmoved(session: Session) -> list[Known]:
    return [known for known in session.known(None) if is_unmoved(known.entry.chosen)]


@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_every_refusal_of_a_script_says_what_would_have_changed_its_mind(name: str) -> None:
    """Whole games: each hold and refusal of a script names the motive; a refusal what the offer would have done to what
    it wants, and where it takes the offer, with how that stood and the passages of the rule; or that it never does, and
    who would. None of the rules that are told to be lacking held. A hold is said to be for want of a move
    that can be played just where a rule is told by which it wanted one."""
    deck, declined, held = debate.load_deck(name), 0, 0
    for seed in range(1, 7):
        session = watched(deck, seed, "scripted")
        past = Past(session.played)
        for known in unmoved(session):
            made, number = known.entry.move, known.round
            motive = deck.roles[made.role].motives[session.state.motives[made.role]]
            if made.kind == "hold":
                held += 1
                wanted, *rules = why_held(session.played, made.role, number)
                assert rules
                assert all(rule.causes for rule in rules)
                wished = [rule for rule in rules if rule.words.startswith("It wanted to play")]
                assert known.entry.chosen is not None
                assert ("it wants to play" in known.entry.chosen.because) == bool(wished)
            else:
                declined += 1
                wanted, brought, *rules = why_declined(session.played, made, number)
                assert f"'{deck.moves[made.move].title}'" in brought.words
                taking = [rule for rule in deck.opponents[made.role] if made.move in rule.accept]
                own = [rule for rule in taking if not rule.motives or motive.id in rule.motives]
                assert not any(past.holds(rule.when, past.opened[number]) for rule in own)
                told = what_takes(deck, session.trace, made, number, motive.id)
                assert all(cited(rule) in told and rule.because in rules[n].words for n, rule in enumerate(own))
                assert ("never takes this offer" in told) == (not own)
                assert len(rules) >= len(own)
            assert f"'{motive.name}'" in wanted.words
    assert held + declined


def test_while_a_game_runs_a_refusal_gives_no_motive_away() -> None:
    """A refusal read while the game runs names what everybody with this seat may want, and nothing of which it is."""
    deck = debate.load_deck("zte")
    seats = {**dict.fromkeys(deck.turn_order, "scripted"), "congress": "person"}
    for seed in range(1, 9):
        session = Session(deck, seats, seed=seed)
        declined: list[Known] = []
        session.advance()
        while not session.state.over and not declined:
            role = session.awaited()[0]
            session.submit(scripted(session.view(role), 0).move)
            session.advance()
            declined = [known for known in unmoved(session) if known.entry.move.kind == "decline"]
        if not session.state.over:
            page = [node.text for node in reasons(Reader(session, "congress"), declined) if isinstance(node, Line)]
            motives = deck.roles[declined[0].entry.move.role].motives.values()
            assert all(f"'{motive.name}'" in page[0] for motive in motives)
            assert "is its secret until the game is over" in page[0]
            assert "It was" not in " ".join(page)
            return
    raise AssertionError("no offer was declined while a game ran")


def test_what_not_everybody_sees_is_told_of_a_refusal_only_to_who_knows_the_motive() -> None:
    """The fees of the harbour are shared only while there is little mud, which not everybody sees: how much there was
    is told once the motive is, which is when the game is over."""
    deck = harbour()
    mud = evolve(deck.meters["mud"], seen_by=("town",))
    deck = evolve(deck, meters={**deck.meters, "mud": mud})
    made = Move("town", "decline", move="share-the-fees")
    for motive in deck.roles["town"].motives:
        assert "'Mud' stood at 20" in what_takes(deck, (), made, 1, motive)
    secret = what_takes(deck, (), made, 1)
    assert "'Mud' is below 50" in secret
    assert "stood at" not in secret


def test_what_is_said_to_change_its_mind_does() -> None:
    """Whole games: where a refusal says that the offer is taken only where a meter stands elsewhere, the script takes
    it in the very same position once the meter stands there."""
    deck, turned = debate.load_deck("zte"), 0
    for seed in range(1, 200):
        if turned >= 3:
            break
        session = watched(deck, seed, "scripted")
        played = session.played
        for state, made in zip(played.states, played.moves, strict=False):
            if made.kind != "decline" or scripted(view(state, made.role), 0).move != made:
                continue
            told = why_declined(played, made, state.round)
            for reason in (node for each in told for _, node in each.lines() if "by then it stood at" in node.words):
                bound = re.search(r"is (at least|at most|above|below) (\d+);", reason.words)
                assert bound
                by = {"above": 1, "below": -1}.get(bound[1], 0)
                other = state.shallow()
                other.v = state.v.copy()
                other.v[state.tables.places[reason.id]] = int(bound[2]) + by
                assert scripted(view(other, made.role), 0).move.kind == "accept"
                turned += 1
    assert turned


@pytest.mark.parametrize("name", ["zte", "river"])
def test_a_hold_says_what_could_have_been_spent(name: str) -> None:
    """Whoever reads of a script that played no move reads with it the capital that it had when it chose; while the game
    runs also that the rest is told when it is over."""
    deck, held = debate.load_deck(name), 0
    for seed in range(1, 5):
        session = watched(deck, seed, "scripted")
        opened, running = Past(session.played).opened, Reader(session.fork(len(session.entries) - 1), None)
        for known in unmoved(session):
            if known.entry.move.kind == "hold":
                held += 1
                role = known.entry.move.role
                had = f"It had {opened[known.round].capital[role]} capital then."
                assert could_spend(deck, session.visible(None), role, known.round) == had
                told = because_words(Reader(session, None), known)
                assert had in told
                later = TOLD_LATER.format(deck.roles[role].name)
                assert later not in told
                assert later in because_words(running, known)
    assert held
