"""Promises are judged by control runs, and every sentence beside a verdict agrees with them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

import pytest

import debate
from debate.debrief.control import Tried, tried
from debate.debrief.scores import by_later_choices
from debate.debrief.shares import Roots, shares
from debate.debrief.verdicts import (
    ANYWAY,
    BY_IT,
    LATER,
    MADE_ROOM,
    MADE_ROOM_LATER,
    NOT,
    VERDICTS,
    WITH_OTHERS,
    WITH_OTHERS_LATER,
    tally,
)
from debate.pages.document import Line
from debate.pages.finale import decisions, finale
from debate.pages.reader import Reader
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.rules.outcome import outcome
from debate.rules.play import Step, carry_out
from debate.rules.record import Record
from debate.rules.state import State
from tests.debrief.games import DECKS, harbour, played, watched
from tests.small_deck import deck_of

ROOM = (MADE_ROOM, MADE_ROOM_LATER, WITH_OTHERS, WITH_OTHERS_LATER)
PASSES = ("hold", "let-stand", "rest", "decline", "wait", "withhold")


def record_of(session: object) -> Record:
    return Record(session.source.digest, session.state.setting, session.moves)  # type: ignore[attr-defined]


def games() -> Iterator[tuple[Deck, Record]]:
    for name, seeds in (("zte", (1, 2, 3)), (DECKS / "valley", (1, 4)), (DECKS / "harbour.yaml", (1, 2))):
        deck = debate.load_deck(name)
        for seed in seeds:
            yield deck, record_of(watched(deck, seed, "scripted" if seed != 2 else "novice"))


GAMES = list(games())


def played_without(deck: Deck, record: Record, round_: int, role: str) -> debate.State:
    """The control by the public functions alone: whoever made the move holds, and the bonus is taken back; so for each
    move that is not legal any more. Stops at the start of the round after the last one of the game as played."""
    game = debate.start(deck, record.setting.seed, record.setting.preset, judged=record.setting.judged)
    real = game
    asked: dict[tuple[int, str, str], list[debate.Move]] = {}
    for made in record.moves:
        asked.setdefault((real.round, real.phase, made.role), []).append(made)
        real = debate.play(deck, real, made).state
    last = real.term.round  # type: ignore[union-attr]
    unpaid: dict[str, int] = {}
    while not game.over and game.round <= last:
        who, phase = game.to_move, game.phase
        assert who is not None
        here = asked.get((game.round, phase, who), [])
        legal = debate.legal_moves(deck, game, who)
        move = next((m for m in here if m in legal and m not in game.choices.get(who, ())), None)
        if phase == "choose" and ((game.round, who) == (round_, role) or move is None):
            move = debate.parse_move(deck, f"{who} hold")
            most = deck.roles[who].capital_max
            unpaid[who] = min(deck.rules.hold_bonus, most - game.capital[who])
        if move is None:
            move = next(m for m in legal if m.kind in PASSES)
        game = debate.play(deck, game, move).state
        if game.phase != "choose" or not game.choices:
            game = game.copy()
            for sat_out, bonus in unpaid.items():
                game.v[game.tables.capital_places[sat_out]] -= bonus
            unpaid = {}
    return game


@pytest.mark.parametrize("number", range(len(GAMES)))
def test_the_control_is_what_anybody_can_play_again(number: int) -> None:
    """For every promise: the value without the move is that of a control played by hand with the public functions."""
    deck, record = GAMES[number]
    for found in debate.verdicts(deck, record):
        if found.verdict != LATER:
            game = played_without(deck, record, found.chosen, found.role)
            assert (game.term or game).meters[found.meter] == found.without_it, found


@pytest.mark.parametrize("number", range(len(GAMES)))
def test_the_verdict_follows_from_its_numbers(number: int) -> None:
    """Each promise of the game has one verdict, and the definition gives it back from the numbers it shows."""
    deck, record = GAMES[number]
    found = debate.verdicts(deck, record)
    delivered = outcome(tried(deck, record).state).delivered
    assert [(v.round, v.role, v.move, v.meter) for v in found] == [
        (d.round, d.role, d.move, d.meter) for d in delivered
    ]
    for v, d in zip(found, delivered, strict=True):
        sign = 1 if v.promised == "up" else -1
        moved = sign * (v.with_it - v.before) >= v.need
        brought = sign * (v.with_it - v.without_it) >= v.need
        assert (v.with_it, v.before) == (d.later if v.verdict == LATER else d.term, d.before)
        assert {BY_IT: moved and brought, LATER: moved and brought, ANYWAY: moved and not brought, NOT: not moved}[
            v.verdict
        ], v
        assert v.because
        assert v.because.endswith((".", "!", "?"))


def test_a_promise_that_would_have_come_anyway_is_not_kept_by_it() -> None:
    """Among the games there is each kind of verdict, and 'kept' counts those kept by the move alone."""
    everything = [v for deck, record in GAMES for v in debate.verdicts(deck, record)]
    assert all(tally(everything).values()), tally(everything)
    assert sum(v.kept for v in everything) == tally(everything)[BY_IT]
    assert sum(tally(everything).values()) == len(everything)
    assert set(VERDICTS) == {v.verdict for v in everything}


def test_two_causes_each_enough_are_said() -> None:
    """Where either of two moves was enough, taking away one changes nothing, taking away both does, and it is told."""
    found = [(deck, record, v) for deck, record in GAMES for v in debate.verdicts(deck, record) if v.enough]
    assert found
    for deck, record, v in found:
        game, sign = tried(deck, record), 1 if v.promised == "up" else -1
        for other in v.enough:
            neither = game.without((v.chosen, v.role), other).term(v.meter)
            assert sign * (v.with_it - neither) >= v.need
            assert deck.moves[game.plays[other].move].title in v.because


def test_what_undid_a_move_is_named_with_its_role() -> None:
    """A move pushed enough and the meter did not get there: without the move that is blamed it would stand better.
    Where something else took the meter the other way most, that is named beside it, with all that went that way in
    points that add up."""
    undone = 0
    for deck, record in GAMES:
        game = tried(deck, record)
        for v in debate.verdicts(deck, record):
            sign = 1 if v.promised == "up" else -1
            if v.verdict == NOT and sign * (v.with_it - v.without_it) >= v.need and v.cause in deck.moves:
                undone += 1
                assert deck.moves[v.cause].title in v.because
                places = [place for place, made in game.plays.items() if made.move == v.cause]
                assert any(sign * (game.without(place).term(v.meter) - v.with_it) > 0 for place in places)
                begun = next(s.number for s in game.steps if (s.kind, s.cause, s.round) == ("event", v.move, v.round))
                all_ = shares(Roots(deck, game.steps), game.steps, v.meter, begun, game.last)
                most = next(share for share in all_ if sign * share.total < 0)
                _, _, against = v.because.partition("What went the other way")
                assert (most.cause == v.cause) != (f": {most.total:+d}: " in against)
                if points := [int(each) for each in re.findall(r"[;:,] (?:and )?([+-]\d+)(?=:| in all)", against)]:
                    whole = sum(share.total for share in all_ if sign * share.total < 0)
                    assert points == [whole] or (points[0] == whole == sum(points[1:]))
    assert undone


def test_what_a_move_made_in_vain_adds_up() -> None:
    """A move pushed enough, and no other move took that away: it is told where the meter would have stood without it,
    and the causes that are told make up the whole difference."""
    seen = 0
    deck, seed = GAMES[0][0], 0
    while not seen:
        seed += 1
        game = watched(deck, seed, "scripted")
        for v in debate.verdicts(deck, game.to_record()):
            made = (1 if v.promised == "up" else -1) * (v.with_it - v.without_it)
            if v.verdict != NOT or made < v.need or v.cause not in deck.links:
                continue
            seen += 1
            assert f"difference of {made}: without it, it would have stood at {v.without_it}." in v.reason
            told = v.reason.split("What made the difference: ")[1]
            parts = re.findall(r"(?:^|; )([-+]?\d+)(?: instead of ([-+]\d+))?: ", told)
            assert sum(int(here) - int(there or 0) for here, there in parts) == v.with_it - v.without_it


def test_a_denial_gives_the_reason() -> None:
    """Where what is denied was promised, the reason is the denial, with its passage, and it goes back to the move."""
    denied = [(deck, v) for deck, record in GAMES for v in debate.verdicts(deck, record) if v.cause in deck.denials]
    assert denied
    for deck, v in denied:
        denial = deck.denials[v.cause]
        assert (v.verdict, v.meter in denial.denies) == (NOT, True)
        assert denial.says.removesuffix(".") in v.because
        assert not denial.source or denial.source[0] in v.because


def test_an_unfinished_game_and_another_deck_are_refused() -> None:
    """One sentence each, as a ValueError."""
    session = played(harbour(), [["port play dig with ships-pay"]])
    with pytest.raises(ValueError, match="not over yet"):
        debate.verdicts(session.source, record_of(session))
    _, record = GAMES[0]
    with pytest.raises(ValueError, match="not made with"):
        debate.verdicts(harbour(), record)
    with pytest.raises(ValueError, match="not made with"):
        debate.score(harbour(), record)


@pytest.mark.parametrize("number", range(len(GAMES)))
def test_the_score_adds_up(number: int) -> None:
    """The parts add up to the change of the score, each within a point of its exact share; par is the motive's."""
    deck, record = GAMES[number]
    game = tried(deck, record)
    first, result = game.played.states[0], game.outcome
    for role, score in debate.score(deck, record).items():
        assert score.end == result.scores[role]
        assert sum(score.parts.values()) == score.end - score.start
        assert {goal.meter: goal.points for goal in score.goals} == dict(score.parts)
        motive = game.deck.roles[role].motives.get(first.motives[role])
        possible = sum(abs(g.weight) * (deck.meters[g.meter].max - deck.meters[g.meter].min) for g in score.goals)
        for goal in score.goals:
            assert abs(goal.points - 100 * goal.weight * (goal.end - goal.start) / possible) < 1
        assert motive is None or motive.par is None or score.par == motive.par
        assert all(choice.points for choice in score.choices)
        assert [c.points for c in score.choices] == sorted((c.points for c in score.choices), reverse=True)
        assert len([c for c in score.choices if c.points > 0]) <= 3


def test_what_a_choice_did_to_a_score_is_a_control_run() -> None:
    """The points named with a choice are the score as played minus the score without that choice."""
    deck, record = GAMES[0]
    game = tried(deck, record)
    for role, score in debate.score(deck, record).items():
        for choice in score.choices:
            without = outcome(game.without((choice.round, choice.role)).state)
            assert choice.points == score.end - without.scores[role]
            assert game.plays[choice.round, choice.role].move == choice.move


def test_what_later_moves_did_to_a_score_is_told_apart() -> None:
    """What a permit did to the score of the town came by the street alone that it made possible; the street's own
    doing is its own."""
    text = """
rounds: {count: 3}
meters: {trade: {start: 50, min: 0, max: 100}}
flags: {paper: {values: {none: none, given: given}, start: none}}
roles:
  town: {motives: {fair: {text: Trade., wants: {trade: 1}}}}
  shops:
moves:
  permit: {role: town, text: A paper., effects: {paper: given}}
  widen: {role: shops, text: A wider street., needs: {paper: given}, effects: {trade: +20}}
"""
    session = played(deck_of(text), [["town play permit"], ["shops play widen"], []])
    game = tried(session.source, session.to_record())
    own, street = debate.score(session.source, session.to_record())["town"].choices
    assert (own.move, own.points, by_later_choices(game, "town", own)) == ("permit", 20, True)
    assert (street.move, street.points, by_later_choices(game, "town", street)) == ("widen", 20, False)
    (group,) = decisions(finale(Reader(session, "town")))
    told = [node.text for node in group.nodes if isinstance(node, Line)]  # type: ignore[union-attr]
    assert told[0].endswith("'permit'; mostly by what hung on it: 'widen'")
    assert told[1].endswith("'widen'")


def noting(made: set[tuple[int, str]]) -> Callable[..., Step]:
    """The transition, and where a move is chosen in it."""

    def carried_out(state: State, choices: Mapping[str, tuple[Move, ...]], last: int = 0) -> Step:
        if state.phase == "choose":
            made.update((state.round, role) for role, moves in choices.items() if moves[0].kind == "play")
        return carry_out(state, choices, last)

    return carried_out


def pushed(game: Tried, verdict: debate.Verdict) -> int:
    """How far the steps that go back to the move took the meter, in the promised direction."""
    roots = Roots(game.deck, game.played.trace)
    (event,) = (e.number for e in roots.events.values() if (e.cause, e.round) == (verdict.move, verdict.round))
    own = (s for s in game.played.trace if s.meter == verdict.meter and s.round <= game.last and event in roots.of(s))
    return (1 if verdict.promised == "up" else -1) * sum(s.change for s in own if s.kind != "clamp")


def test_every_choice_that_is_missing_in_a_control_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is recorded was made in the control, or is among what was held: also where nothing was asked, since a beaten
    move waited there. Where these alone made the difference, the reason says so first and names one of them."""
    zte, waited, alone = debate.load_deck("zte"), 0, 0
    for seed in (2, 4, 8):
        session = watched(zte, seed, "scripted")
        game = tried(zte, session.to_record())
        for place in game.plays:
            made: set[tuple[int, str]] = set()
            with monkeypatch.context() as patch:
                patch.setattr("debate.debrief.control.carry_out", noting(made))
                control = game.run(frozenset([place]))
            held = {(at, move.role) for at, move in control.held}
            assert made.isdisjoint(held)
            assert made | held == {each for each in game.plays if each[0] >= place[0]} - {place}
            waited += bool(control.held)
        for verdict in debate.verdicts(zte, session.to_record()):
            assert verdict.detour == verdict.reason.startswith(ROOM)
            if verdict.detour:
                alone += 1
                places = [(at, move.role) for at, move in verdict.held if (at, move.role) in game.plays]
                there = game.without(*places)
                value = there.later(verdict.meter) if verdict.verdict == LATER else there.term(verdict.meter)
                assert abs(value - verdict.without_it) < verdict.need
                assert any(zte.moves[game.plays[place].move].title in verdict.reason for place in places)
                assert verdict.verdict in (BY_IT, LATER)
                assert pushed(game, verdict) < verdict.need
    assert waited
    assert alone
