"""Why a script did not play what it could have played: by which of its rules, held against the script itself."""

from __future__ import annotations

import re

import pytest
from attrs import evolve

import debate
from debate.debrief.reasons import together
from debate.debrief.requirements import WhyNot
from debate.debrief.script_rules import while_another_waited
from debate.debrief.unmoved import by_rule
from debate.debrief.why_not import Past, why_not
from debate.opponents.scripted import NO_RULE, scripted
from debate.rules.legal import legal_moves
from debate.rules.moves import Move
from debate.rules.view import view
from tests.debrief.games import watched

FIRST = "something else"
"""Said where a rule of the script was for the move, and another came first."""


@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_what_a_script_could_have_played_says_why_it_did_not(name: str) -> None:
    """Whole games: asked once more with nothing but this move to choose, the script plays it in just those rounds of
    which it is said that something else came first; each round's choice is told with its reason."""
    deck, seen = debate.load_deck(name), set[str]()
    for seed in range(1, 4):
        session = watched(deck, seed, "scripted")
        past, chosen = Past(session.played), {}
        for known in session.known(None):
            if known.entry.move.kind in ("play", "hold"):
                chosen[known.entry.move.role, known.round] = known.entry.chosen
        for move in past.deck.moves.values():
            reason = why_not(session.played, move.id, session.scripts) if move.active else None
            if reason is None or "could have played" not in reason.words:
                continue
            assert "instead" not in reason.words
            told = "\n".join(node.words for _, node in reason.lines())
            wanted = []
            for (role, number), choice in chosen.items():
                state = past.opened[number]
                legal = legal_moves(state, role) if role == move.role else ()
                only = tuple(each for each in legal if each.kind == "hold" or each.move == move.id)
                if len(only) > 1:
                    assert choice is not None
                    because = choice.because.split(" It would rather ")[0]
                    assert choice.move.kind == "hold" or because.startswith(NO_RULE) or because in told
                    played = scripted(evolve(view(state, role), legal=only), 0).move.kind == "play"
                    wanted += [number] if played else []
            assert (FIRST in reason.words) == bool(wanted), reason.words
            if "; in round" in reason.words:
                assert _rounds(reason.words.partition(". ")[0].rpartition("; in ")[2]) == wanted
            seen.add("no rule" if "no rule" in reason.words else "first" if wanted else "not so")
    assert len(seen) > 1


def test_where_another_move_waited_the_script_would_have_played_it() -> None:
    """Whole games: in each round, and only there, in which a script is said to have been kept from a move since another
    one waited, it plays it when it is asked all the same; who had beaten the other is named."""
    deck, told = debate.load_deck("zte"), 0
    for seed in range(1, 13):
        session = watched(deck, seed, "scripted", "class")
        past = Past(session.played, session.scripts)
        for move in past.deck.moves.values():
            found = while_another_waited(past, move.id, scripted=True) if move.active and not move.forbidden else ""
            rounds = {int(number) for number in re.findall(r"In round (\d+) it was not asked", found)}
            for number, state in past.opened.items():
                if number > past.last or move.role not in state.waiting:
                    continue
                asked = state.copy()
                asked.waiting = {role: each for role, each in state.waiting.items() if role != move.role}
                asked.awaiting = (move.role,)
                asked.legal = {}
                chosen = scripted(view(asked, move.role), 0).move
                assert (number in rounds) == (chosen.move == move.id != state.waiting[move.role].move), found
            assert found.count("though its script would have played it then") == len(rounds)
            assert not rounds or re.search(r"waited, whose case '.+' of .+ had answered\.", found)
            told += len(rounds)
    assert told


@pytest.mark.parametrize("name", ["zte", "river"])
def test_what_a_script_wanted_first_is_told_with_why_it_could_not(name: str) -> None:
    """Whole games: what it is said to have wanted before what it played, the script plays as soon as that is among
    what it may choose; nothing else comes before, and each says why it was not."""
    deck, told = debate.load_deck(name), 0
    for seed in range(1, 4):
        session = watched(deck, seed, "scripted")
        past = Past(session.played)
        for known in session.known(None):
            made = known.entry.move
            if made.kind != "play":
                continue
            found = by_rule(session.played, made, known.round)
            wished = [each for each in found if re.match("(First|Then) it wanted to play '", each.words)]
            seat = view(past.opened[known.round], made.role)
            for each in wished:
                assert each.causes
                title = each.words.partition("'")[2].partition("'")[0]
                move = next(id_ for id_, move in deck.moves.items() if move.title == title and move.role == made.role)
                if all(move not in (other.move, made.move) for other in seat.legal):
                    free = evolve(seat, legal=(Move(made.role, "play", move), *seat.legal))
                    assert scripted(free, 0).move.move == move
                    told += 1
    assert told


def _rounds(words: str) -> list[int]:
    spans = re.findall(r"(\d+)(?: to (\d+))?", words)
    return [number for low, high in spans for number in range(int(low), int(high or low) + 1)]


def test_a_person_and_another_opponent_have_no_script() -> None:
    """Of a role that no script plays it is told what it chose instead."""
    session = watched(debate.load_deck("zte"), 2, "novice")
    found = [why_not(session.played, id_, session.scripts) for id_ in session.deck.moves]
    could = [reason.words for reason in found if reason is not None and "could have played" in reason.words]
    assert could
    assert all("; it chose " in words for words in could)


def test_reasons_of_several_rounds_are_told_once() -> None:
    """What is so in all rounds stands there once, the rest with its rounds, and so do the reasons behind it; two rules
    that say the same stay two."""
    low, high = WhyNot("It stood at 1."), WhyNot("It stood at 2.")
    rule = WhyNot("A rule.", (low,))
    found = together({2: [rule, WhyNot("More."), WhyNot("More.")], 3: [rule], 5: [WhyNot("A rule.", (high,))]})
    assert [(depth, reason.words) for each in found for depth, reason in each.lines()] == [
        (0, "A rule."),
        (1, "In rounds 2 and 3: It stood at 1."),
        (1, "In round 5: It stood at 2."),
        (0, "In round 2: More."),
        (0, "In round 2: More."),
    ]


def test_what_a_rule_asks_for_is_told_with_how_that_stood() -> None:
    """Of moves that a script played: each amount is the one of the beginning of the round, and lies where it is asked
    to; what had to have happened is told with its latest round, which was before."""
    session, seen = watched(debate.load_deck("zte"), 3, "scripted"), set()
    meters = {meter.name: id_ for id_, meter in session.deck.meters.items()}
    opened = {state.round: state for state in reversed(session.played.states) if state.phase == "choose"}
    for known in session.known(None):
        if known.entry.chosen is not None and known.entry.move.kind == "play":
            for asked in by_rule(session.played, known.entry.move, known.round)[:1]:
                for why in asked.causes:
                    if stood := re.fullmatch(r"'(.+)' stood at (\d+)\.", why.words):
                        assert opened[known.round].meters[meters[stood[1]]] == int(stood[2])
                        assert f"'{stood[1]}' is " in asked.words
                        seen.add("meter")
                    elif latest := re.search(r" last (?:happened|declined) in round (\d+)\.$", why.words):
                        assert int(latest[1]) < known.round
                        seen.add("event")
    assert seen == {"meter", "event"}


def test_a_stand_in_has_the_reason_of_what_it_stands_for_told_as_that() -> None:
    """Just those moves whose reason says what would have been played rather are told what the script says of that."""
    session, seen = watched(debate.load_deck("zte"), 3, "scripted"), 0
    for known in session.known(None):
        if known.entry.chosen is not None and known.entry.move.kind == "play":
            because = known.entry.chosen.because
            found = [reason.words for reason in by_rule(session.played, known.entry.move, known.round)]
            told = [words for words in found if words.startswith("Its script says of ")]
            assert ("rather have played" in because) == bool(told)
            if told:
                seen += 1
                title = told[0].removeprefix("Its script says of ").partition(": “")[0]
                assert f"rather have played {title}, and could not: " in because
                assert told[0].partition("“")[2].partition("”")[0] not in because
    assert seen
