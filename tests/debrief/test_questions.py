"""Questions before the world moves, and what became of the answers."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

import pytest

import debate
from debate.debrief.answers import at, calibration, scored
from debate.debrief.base_rates import base_rates, doubt
from debate.debrief.closing import (
    BECAUSE,
    BY_THE_END,
    FALL,
    LATER,
    NOT,
    RISE,
    Closing,
    closes,
    follows,
    put_to_the_test,
)
from debate.debrief.naming import name_of
from debate.debrief.questions import SURE, questions_at
from debate.game.session import Session
from debate.rules.conditions import points
from debate.rules.deck import Deck
from debate.rules.record import played as played_of
from debate.rules.view import hidden_meters
from tests.debrief.games import DECKS, harbour, played, watched
from tests.small_deck import deck_of

ZTE = debate.load_deck("zte")
GAMES: list[tuple[Deck, Session]] = [
    (ZTE, watched(ZTE, 9, "scripted")),
    (debate.load_deck(DECKS / "valley"), watched(debate.load_deck(DECKS / "valley"), 4, "scripted")),
    (harbour(), watched(harbour(), 2, "novice")),
]


def closings(session: Session) -> list[Closing]:
    states = session.played.states
    pairs = enumerate(pairwise(states), 1)
    return [Closing(at(session.played, count)) for count, (before, after) in pairs if closes(before, after)]


@pytest.mark.parametrize("number", range(len(GAMES)))
def test_what_is_asked(number: int) -> None:
    """At most two questions a round, odds that sum to 1, nothing asked twice, nothing that the role may not see; of a
    meter at an end of its scale it is said that it is."""
    deck, session = GAMES[number]
    for role in (None, *deck.turn_order):
        asked: set[str] = set()
        for closing in closings(session):
            found = questions_at(deck, closing.runs.played, role, asked)
            assert len(found) <= 2
            assert len({question.meter for question in found}) == len(found)
            for question in found:
                assert question.id not in asked
                assert question.round == closing.round
                assert question.answers == (BECAUSE if question.move else BY_THE_END)
                assert len(question.odds) == len(question.answers)
                assert sum(question.odds) == pytest.approx(1)
                assert question.meter not in hidden_meters(closing.before, role)
                if question.move:
                    move = deck.moves[question.move]
                    assert question.meter in move.promises
                    assert not move.covert or move.role == role
                else:
                    scale, now = deck.meters[question.meter], int(re.findall(r"stands at (-?\d+)", question.text)[0])
                    assert ("as low as it goes" in question.text) == (now == scale.min)
                    assert ("as high as it goes" in question.text) == (now == scale.max)
                asked.add(question.id)
        assert asked


def test_of_a_move_that_waited_the_round_of_the_question_is_told() -> None:
    """It was chosen a round before, and a control without it begins there: what each cause did in the round of the
    question is told of the game, not what it had done before; the differences add up all the same."""
    told = 0
    for seed in range(1, 8):
        for closing in closings(watched(ZTE, seed, "scripted", "class")):
            for move in (each for each in closing.happened() if each.place[0] < closing.round):
                for meter in ZTE.meters:
                    came = closing.because_of(move, meter)
                    if came.answer in (RISE, FALL) and came.apart:
                        made = Counter[str]()
                        for step in closing.runs.steps:
                            if step.meter == meter and step.round == closing.round and step.kind != "denied":
                                made[meter if step.kind == "clamp" else step.cause] += step.change
                        assert sum(here - there for _, here, there in came.apart) == came.change
                        told += all(here == made[cause] for cause, here, _ in came.apart)
    assert told > 3


def test_what_a_move_brought_and_what_took_it_back_are_told() -> None:
    """A move without which a meter would stand where it does, though it pushed it, did not move it: what it pushed and
    what was lost of that are told, and add up."""
    found = 0
    for closing in closings(GAMES[0][1]):
        for move in closing.happened():
            for meter in ZTE.meters:
                came = closing.because_of(move, meter, rolls=False)
                if came.answer == NOT and came.apart:
                    assert sum(here - there for _, here, there in came.apart) == came.change
                    assert came.several
                    found += 1
    assert found


def test_the_state_alone_is_enough() -> None:
    """``debate.questions`` asks of the position after the closing choice, and asks nothing in the middle of a round."""
    state, ends = debate.start(ZTE, seed=5), 0
    while not state.over and state.round < 4:
        before = state
        state = debate.play(ZTE, state, debate.legal_moves(ZTE, state)[0]).state
        found = debate.questions(ZTE, state, "congress")
        assert bool(found) == closes(before, state)
        ends += bool(found)
        assert all(question.round == before.round for question in found)
    assert ends == 3


def test_a_promise_with_a_denial_or_a_delay_is_asked_first() -> None:
    """Where a move on the floor is put to the test, the question is about such a one."""
    tested = 0
    for deck, session in GAMES:
        for closing in closings(session):
            question = next((q for q in questions_at(deck, closing.runs.played) if q.move), None)
            happened = [m for m in closing.happened() if not deck.moves[m.move].covert]
            hidden = hidden_meters(closing.before, None)
            pairs = [(m.move, meter) for m in happened for meter in deck.moves[m.move].promises if meter not in hidden]
            if any(put_to_the_test(closing.deck, *pair) for pair in pairs):
                assert question is not None
                assert put_to_the_test(closing.deck, question.move, question.meter)
                tested += 1
    assert tested > 5


@pytest.mark.parametrize("number", range(len(GAMES)))
def test_what_came_is_a_control_run(number: int) -> None:
    """Rise, fall or not, because of a move: the end of the round as played minus that of the round without the move."""
    _, session = GAMES[number]
    for closing in closings(session):
        for made in closing.happened():
            for meter in closing.deck.moves[made.move].promises:
                came = closing.because_of(made, meter)
                there = closing.runs.run(frozenset([made.place]), 0, closing.round, closing.last).state
                change = closing.at_end(closing.after, meter) - closing.at_end(there, meter)
                assert (came.answer == "rise", came.answer == "fall") == (change > 0, change < 0)
                assert sum(came.odds) == pytest.approx(1)
                if not closing.rolled:
                    assert came.odds[BECAUSE.index(came.answer)] == 1
        for meter in closing.deck.meters:
            change = closing.at_end(closing.after, meter) - closing.before.meters[meter]
            came = closing.by_the_end(meter)
            assert came.answer == ("rise" if change > 0 else "fall" if change < 0 else "stay")
            assert sum(came.odds) == pytest.approx(1)


def test_answers_are_scored_against_the_odds_and_told_without_scolding() -> None:
    """Where no roll fell, whoever is right and sure comes near 0, whoever is wrong and sure far from it; base rates
    stand beside."""
    deck, session = GAMES[0]
    record = session.to_record()
    asked = {
        (closing.round, question.id): question
        for closing in closings(session)
        for question in questions_at(deck, closing.runs.played, "congress")
    }
    came = debate.answer_scores(deck, record, {place: (q.answers[0], 50) for place, q in asked.items()})
    right = debate.answer_scores(deck, record, {(s.round, s.id): (s.came, 90) for s in came})
    assert [s.round for s in right] == sorted(s.round for s in right)
    for score in right:
        question = asked[score.round, score.id]
        assert score.right
        assert score.came in question.answers
        assert score.because.startswith("You said")
        if max(score.odds) == 1:
            others = 0.1 / (len(question.answers) - 1)
            assert score.brier == pytest.approx(0.01 + (len(question.answers) - 1) * others**2)
        assert score.base == pytest.approx(sum((a - b) ** 2 for a, b in zip(question.odds, score.odds, strict=True)))
    wrong = {(s.round, s.id): (next(a for a in asked[s.round, s.id].answers if a != s.came), 90) for s in came}
    for score in debate.answer_scores(deck, record, wrong):
        assert not score.right
        if max(score.odds) == 1:
            assert score.brier > 0.2
    assert (
        sum(s.brier for s in right)
        < sum(s.base for s in right)
        < sum(s.brier for s in debate.answer_scores(deck, record, wrong))
    )
    assert calibration(right) == ((90, len(right), len(right)),)


def difference(reason: str) -> int:
    """What the causes of a difference add up to, each "+2", "+2 instead of +14" or "nothing instead of -3"; and where
    the scale ends."""
    parts = re.findall(r"(?:^|; )([+-]\d+|nothing)(?: instead of ([+-]\d+))? (?:from|where its scale ends)", reason)
    return sum(int(here.replace("nothing", "0")) - int(there or 0) for here, there in parts)


@pytest.mark.parametrize("number", range(len(GAMES)))
def test_what_came_agrees_with_what_was_seen(number: int) -> None:
    """A meter said to have risen by so much, or not to have moved, did so on the screen; where a move only held it up,
    or it moved for other reasons, both numbers are told. Where several causes made the difference they add up to it."""
    deck, session = GAMES[number]
    besides = 0
    for closing in closings(session):
        for made in closing.happened():
            for meter in deck.moves[made.move].promises:
                before, now = closing.before.meters[meter], closing.at_end(closing.after, meter)
                answers = {(closing.round, f"because {made.move} {meter}"): ("rise", 50)}
                (score,) = debate.answer_scores(deck, closing.runs.played.state.record, answers)
                assert score.alone or score.change == difference(score.reason)
                result = score.whole
                if result.startswith(("It rose by ", "It fell by ")):
                    assert abs(now - before) == int(result.split()[-1])
                elif result.startswith("It did not move"):
                    assert now == before
                else:
                    besides += 1
                    seen = (f"It stands at {now}, ", f"; it went from {before} to {now} for other reasons")
                    assert result.startswith(seen[0]) or result.endswith(seen[1])
                    if result.endswith(seen[1]):
                        # The reason is that of the move, and not of what else moved the meter.
                        assert score.because.endswith(f"{score.reason} It{seen[1][4:]}." if score.reason else ".")
                        assert score.because.index(score.reason) < score.because.index("for other reasons")
    assert besides or number


def test_a_wrong_answer_names_the_passage() -> None:
    """The ban on phones promises security: whoever believes it is told that it did not move, with the paragraph."""
    _, session = GAMES[0]
    rounds = [c.round for c in closings(session) if any(m.move == "ban-zte-phones" for m in c.happened())]
    assert rounds
    answers = {(rounds[0], "because ban-zte-phones us-security"): ("rise", 90)}
    (score,) = debate.answer_scores(ZTE, session.to_record(), answers)
    denial = ZTE.denials[score.cause]
    assert (score.came, score.right) == ("not move", False)
    assert denial.source[0] in score.because
    assert denial.says.removesuffix(".") in score.because


def test_that_a_meter_stayed_has_a_reason_too() -> None:
    """Nothing moved it, what moved it balanced (and adds up to nothing), it was held at an end, or a denial kept it."""
    kinds = Counter[str]()
    rates = base_rates(ZTE)
    for closing in closings(GAMES[0][1]):
        stayed = [meter for meter in ZTE.meters if closing.answer(meter) == "stay"]
        for meter in stayed:
            score = scored(closing, rates, f"round {meter}", "rise", 70)
            steps = [s for s in closing.steps if s.meter == meter and s.change and s.kind != "clamp"]
            assert score.reason
            if score.reason.startswith("what moved it balanced"):
                kinds["balanced"] += 1
                assert sum(map(int, re.findall(r"(?:: |; )([+-]\d+) ", score.reason))) == 0
            elif score.reason.startswith("nothing moved it"):
                kinds["nothing"] += 1
                assert not steps
    assert kinds["balanced"]
    assert kinds["nothing"]


def test_the_reasons_offered_fit_the_answer_and_do_not_give_it_away() -> None:
    """Two for every answer, whatever comes; what is at work is among those for the answer that came; a denial is a
    reason for no answer but that it does not move, a link for none that it contradicts."""
    seen = set()
    for deck, session in GAMES:
        for closing in closings(session):
            for role in (None, *deck.turn_order):
                for question in (each for each in questions_at(deck, closing.runs.played, role) if each.whys):
                    made = next(each for each in closing.happened() if each.move == question.move)
                    came = closing.because_of(made, question.meter)
                    assert came.cause in question.reasons(came.answer)
                    for answer in BECAUSE:
                        offered = question.reasons(answer)
                        assert len(offered) == 2
                        assert len(set(offered.values())) == 2
                        assert (answer == NOT) or not offered.keys() & deck.denials.keys()
                        assert (answer != NOT) or not offered.keys() & deck.links.keys()
                        for link in (deck.links[id_] for id_ in offered if id_ in deck.links):
                            signs = {by > 0 for by in points(dict(link.effects.meters)[question.meter]) if by}
                            assert answer == LATER or (answer == RISE) in signs
                    seen.add(came.cause in deck.denials)
    assert seen == {True, False}


def test_the_idle_reason_fits_the_game_as_it_stands() -> None:
    """The reason that is not at work hangs on this move, was at work before, or is about a move that promises the same;
    nobody is offered that a meter does not move as is promised who has just seen it do so."""
    told = 0
    for deck, session in GAMES:
        for closing in closings(session):
            for question in questions_at(deck, closing.runs.played, None):
                made = next((each for each in closing.happened() if each.move == question.move), None)
                if made is None:
                    continue
                cause, promised = closing.because_of(made, question.meter).cause, deck.moves[made.move].promises
                sign = 1 if promised[question.meter] == "up" else -1
                for id_ in ({why.id for why in question.whys} & {*deck.links, *deck.denials}) - {cause}:
                    item = deck.links.get(id_) or deck.denials[id_]
                    alike = {each.id for each in deck.moves.values()
                             if each.promises.get(question.meter) == promised[question.meter]}  # fmt: skip
                    before = {step.cause for step in closing.earlier}
                    assert follows(deck, item, made.move) or id_ in before or alike & set(item.follows)
                    just = [step for step in closing.earlier if step.round >= closing.round - 1]
                    rose = any(step.meter == question.meter and sign * step.change > 0 for step in just)
                    assert not (rose and id_ in deck.denials)
                    told += 1
    assert told > 3


def test_what_a_move_put_an_end_to_and_what_is_still_to_come_are_told() -> None:
    """Where a move moves a meter by ending what pushed the other way, that is said; so is what comes of it later."""
    game = debate.start(ZTE, seed=3, motives={"congress": "reformer"})
    found = None
    while not game.over and found is None:
        legal = debate.legal_moves(ZTE, game)
        wanted = [move for move in legal if move.move == "fund-cyber-defense"]
        before, game = game, debate.play(ZTE, game, (wanted or legal)[0]).state
        if closes(before, game):
            closing = Closing(at(played_of(ZTE, game.record), len(game.record.moves)))
            made = next((each for each in closing.happened() if each.move == "fund-cyber-defense"), None)
            found = None if made is None else (closing, closing.because_of(made, "us-security"))
    assert found is not None
    closing, came = found
    assert came.answer == "rise"
    assert came.stopped
    assert came.cause == "voluntary-defence-decays"
    assert came.coming > 0
    score = scored(closing, base_rates(ZTE, None, ()), "because fund-cyber-defense us-security", "move only later", 70)
    assert "put an end to" in score.whole
    assert "higher than without the move and all it led to" in score.whole
    assert f"{came.coming:+d} more is to come" in score.whole


LATE = """
passages: {P1: , P2: }
rounds: {count: 3}
meters: {water: {start: 50, min: 0, max: 100}}
roles:
  rain: {motives: {wet: {text: Water., wants: {water: 1}}}}
  town: {motives: {dry: {text: Water., wants: {water: 1}}}}
moves:
  pour: {role: rain, text: A shower., promises: {water: up}}
  build: {role: town, text: A dam., promises: {water: up}}
links:
  dam-fills: {follows: build, delay: 2, effects: {water: +20}, says: The dam fills., source: P2}
denials:
  runs-off: {follows: pour, denies: water, says: A shower runs off., source: P1}
"""


def test_what_is_still_on_its_way_is_told_before_a_denial() -> None:
    """The dam was built, but fills a round later: that comes before the shower that runs off, which is no reason for
    whoever hoped for the dam. Where it is on its way no more, it is not told."""
    deck = deck_of(LATE)
    session = played(deck, [["rain play pour", "town play build"], ["rain hold"]])
    first, second = (
        debate.answer_scores(deck, session.to_record(), {(number, "round water"): ("stay", 50)})[0] for number in (1, 2)
    )
    assert first.because == (
        "You said that 'water' would stay as it was. That is right. It stayed as it was. "
        "Still to come: +20 'build' of town (P1). A shower runs off (P1)."
    )
    assert (second.came, second.besides) == ("rise", "")


def test_what_cannot_be_answered_is_refused() -> None:
    """A round that is not over, a question that is none, an answer that is none, a certainty that is none."""
    session = played(harbour(), [["port play dig with ships-pay"], []])
    record = session.to_record()
    good = "because dig cargo"
    for place, answer, sentence in (
        ((9, good), ("rise", 50), "Round 9 has not come to its end"),
        ((1, "because dig rain"), ("rise", 50), "cannot be asked of round 1"),
        ((1, "round rain"), ("rise", 50), "cannot be asked of round 1"),
        ((1, ""), ("rise", 50), "cannot be asked of round 1"),
        ((1, good), ("perhaps", 50), "'perhaps' is no answer"),
        ((1, good), ("rise", 51), "not to 51"),
    ):
        with pytest.raises(ValueError, match=sentence):
            debate.answer_scores(session.source, record, {place: answer})
    assert SURE == (50, 70, 90)
    (score,) = debate.answer_scores(session.source, record, {(1, good): ("rise", 50)})
    assert (score.came, score.cause) == ("move only later", "ships-come")


def test_little_that_is_on_its_way_comes_later() -> None:
    """Old gear that is torn out helps by 3, a round later: less than a promise needs, and yet the page of what is on
    its way names it. So "not move" would be wrong."""
    session = played(ZTE, [["congress play pay-for-removal"], []])
    place = 1, "because pay-for-removal us-security"
    (score,) = debate.answer_scores(ZTE, session.to_record(), {place: ("move only later", 90)})
    assert (score.came, score.cause, score.change) == ("move only later", "last-gear-comes-out", 3)
    assert score.right


def test_the_last_round_is_no_other() -> None:
    """What a move of the last round has sent on its way comes years later, by however little: "not move" is wrong there
    as in any round."""
    session = played(ZTE, [[], [], [], [], [], [], [], ["congress play pay-for-removal"]])
    assert session.state.over
    place = 8, "because pay-for-removal us-security"
    (score,) = debate.answer_scores(ZTE, session.to_record(), {place: ("not move", 90)})
    assert (score.came, score.cause, score.change) == ("move only later", "last-gear-comes-out", 3)


def test_base_rates_are_where_the_doubt_is() -> None:
    """Talks and leverage are hard to call, the credibility of the rules is not; each line of odds sums to 1."""
    rates = base_rates(ZTE)
    assert doubt(rates.rounds["talks"]) > 0.5 > 0.3 > doubt(rates.rounds["rule-credibility"])
    for odds in (*rates.rounds.values(), *rates.promises.values(), rates.usual):
        assert sum(odds) == pytest.approx(1)
    assert base_rates(ZTE) is rates


def test_what_moved_a_meter_in_a_round_is_told_part_by_part() -> None:
    """A meter that several things moved in a round is not put down to one of them: each is told with its own points,
    and with all else and the end of the scale they add up to what came. What was done in secret is not named."""
    told = 0
    for deck, session in GAMES:
        rates = base_rates(deck)
        for closing in closings(session):
            for meter in deck.meters:
                steps = [s for s in closing.steps if s.meter == meter and s.change and s.kind != "clamp"]
                if closing.answer(meter) == "stay" or len({step.cause for step in steps}) < 2:
                    continue
                came = closing.by_the_end(meter)
                if len(came.parts) < 2:
                    continue
                score = scored(closing, rates, f"round {meter}", "rise", 70)
                numbers = [int(part.split()[0]) for part in score.reason.split("; ")]
                assert sum(numbers) == came.change, score.because
                told += 1
                for step in steps:
                    if closing.secret(step.cause):
                        assert name_of(deck, step.cause).removesuffix(".") not in score.reason
    assert told


def test_what_declining_an_offer_moved_is_said_to_come_of_that() -> None:
    """Where an offer that was declined stands among what moved a meter in a round, it is said who declined it."""
    rates, told = base_rates(ZTE), 0
    for seed in range(1, 7):
        for closing in closings(watched(ZTE, seed, "scripted")):
            declined = {step.cause for step in closing.steps if step.kind == "declined"}
            for step in (s for s in closing.steps if s.meter and s.cause in declined and s.change):
                offer = ZTE.moves[step.cause]
                score = scored(closing, rates, f"round {step.meter}", "rise", 70)
                named, _, after = score.reason.partition(f"'{offer.title}' of {ZTE.roles[offer.role].name}")
                if after and named[-1] == " ":
                    assert after.startswith(f", declined by {ZTE.roles[str(offer.offer_to)].name}"), score.reason
                    told += 1
    assert told
