"""The flow sheet, and the report."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise

from attrs import evolve

import debate
from debate.debrief.account import account
from debate.debrief.report import report
from debate.debrief.rounds import rounds
from debate.game.session import PERSON, Session
from debate.opponents import scripted
from debate.pages.document import Line
from debate.pages.ending import floor
from debate.pages.finale import chart, finale
from debate.pages.floor import before_it
from debate.pages.headline import own_words
from debate.pages.reader import Reader
from debate.rules.conditions import Compare
from debate.rules.moves import Move
from debate.rules.outcome import Delivered
from tests.debrief.games import harbour, played, watched

DIG = "port play dig with ships-pay"
ANSWERED = [DIG, "town answer port with water-is-all"]


def test_an_exchange_tells_case_answer_result_and_fate() -> None:
    """The town answers, the port pays on: beaten, and the move happens all the same."""
    session = played(harbour(), [ANSWERED])
    (exchange,) = rounds(session.played, None)[0].exchanges
    assert (exchange.case, exchange.answers) == ("ships-pay", (("town", "water-is-all"),))
    assert (exchange.result, exchange.paid_on, exchange.fate) == ("beaten", True, "happened")
    session = played(harbour(), [[*ANSWERED, "port wait"], []])
    first, second = rounds(session.played, None)[:2]
    assert first.exchanges[0].fate == "waits"
    assert second.exchanges[0].waited
    assert second.exchanges[0].fate == "happened"
    assert second.holding == ("town",)


def test_an_offer_that_waited_was_taken_only_if_it_was_before() -> None:
    """What waits a round is not offered again: in both rounds it was declined where it was, and so it ends."""
    met = set()
    for seed in range(1, 16):
        game = watched(debate.load_deck("zte"), seed, "scripted").played
        for before, now in pairwise(rounds(game, None)):
            for late in (each for each in now.exchanges if each.waited and each.offer_to):
                first = next(each for each in before.exchanges if each.role == late.role)
                assert (late.move, late.taken) == (first.move, first.taken)
                assert late.taken is False or late.fate != "declined"
                met.add(late.taken)
    assert False in met


def test_rounds_are_worked_out_once_for_each_role_and_position() -> None:
    """Every line of a page may ask: it is the same answer, until a choice is made; a role is told its own."""
    session = Session(harbour(), {"port": PERSON}, seed=1)
    session.advance()
    first = rounds(session.played, "port")
    assert rounds(session.played, "port") is first
    assert rounds(session.played, "town") is not first
    session.submit(session.legal("port")[0])
    session.advance()
    assert rounds(session.played, "port") != first
    assert rounds(session.fork(0).played, "port") != rounds(session.played, "port")


def test_what_is_sealed_stays_sealed() -> None:
    """While moves are chosen the floor is empty; once they lie open no answer shows before all have answered."""
    deck = harbour()
    session = Session(deck, dict.fromkeys(deck.turn_order, PERSON), seed=1)
    session.submit(Move("port", "play", "dig", "ships-pay"))
    assert rounds(session.played, "town")[0].exchanges == ()
    session.submit(Move("town", "play", "clean-up", "water-is-all"))
    session.submit(Move("port", "let-stand"))
    (dig, clean) = rounds(session.played, "port")[0].exchanges
    assert (dig.answers, dig.result, dig.fate) == ((), "", "")
    assert clean.case == "water-is-all"


def test_covert_moves_and_dropped_cards_are_told_after_the_game_alone() -> None:
    """The port cannot see the leak, nor that the town kept an answer, until the game is over."""
    session = played(harbour(), [[DIG, "town play leak-the-books"]])
    (record,) = rounds(session.played, "port")[:1]
    assert [e.role for e in record.exchanges] == ["port"]
    assert record.silent == ("town",)
    assert record.exchanges[0].dropped == ()
    session = played(harbour(), [[DIG, "town play leak-the-books"], [], [], []])
    assert session.state.over
    record = rounds(session.played, "port")[0]
    assert [e.role for e in record.exchanges] == ["port", "town"]
    assert record.exchanges[0].dropped == (("town", "water-is-all"),)
    assert [r.years_later for r in rounds(session.played, None)] == [False] * 4 + [True] * 2


def test_a_card_that_is_kept_again_and_again_is_told_each_time() -> None:
    """Roles keep an answer through several rounds: each case tells of it; the debrief has one line for the card, with
    every round."""
    session = watched(debate.load_deck("zte"), 11)
    told = [
        (r.number, e.role, e.case, kept)
        for r in rounds(session.played, None)
        for e in r.exchanges
        for kept in e.dropped
    ]
    cards = Counter(kept for *_, kept in told)
    assert max(cards.values()) > 1
    for _, speaker, case, (role, card) in told:
        assert role != speaker
        assert case in session.deck.arguments[card].answers
    lines = [node.text for node in floor(finale(Reader(session, None))) if isinstance(node, Line) and node.level]
    assert len(lines) == len(cards)
    for number, _, case, (role, card) in told:
        held = f"{session.deck.roles[role].name} held '{session.deck.arguments[card].title}' against"
        (line,) = (each for each in lines if held in each)
        assert re.search(rf"\b[Rr]ound {number}\b", line)
        assert f"'{session.deck.arguments[case].title}'" in line


def test_a_report_has_all_that_the_debrief_shows() -> None:
    """Both endings, scores beside par and ends, promises, causes, denials, every view, dropped cards, questions."""
    session = played(harbour(), [[DIG], [], [], []])
    found = report(session.source, session.state.setting, session.played, session.moves)
    assert (found.ending.id, found.last_round, found.years_later) == ("busy", 4, 2)
    assert [(role.role, role.debate_points) for role in found.roles] == [("port", 1), ("town", 0)]
    assert found.promises[0].line.startswith(
        "Round 1, The port, 'Dig the channel' promised Cargo up. Kept by it: Cargo"
    )
    cargo = found.meters[0]
    assert sum(cause.total for cause in cargo.causes) == cargo.later - cargo.start
    assert [d.rounds for d in found.denials] == [(1, 2, 3, 4, 5, 6)]
    assert [(v.view, v.own) for v in found.views] == [("", True), ("guests-count", False), ("gloom", False)]
    assert {id_ for id_, _, _ in found.views[1].changed} == {"cargo"}
    assert [(d.round, d.role, d.card) for d in found.dropped] == [(1, "town", "water-is-all")]
    assert [q.ask for q in found.questions] == ["Who paid for the channel?"]
    assert found.leaves_out == session.source.leaves_out


def test_a_promise_is_kept_when_enough_came() -> None:
    """Five points the promised way keep a promise, three do not; near the limit what room there was is enough."""

    def delivered(promised: str, before: int, term: int, later: int) -> Delivered:
        return Delivered(1, "port", "dig", "cargo", promised, before, term, later)

    few, enough = delivered("up", 40, 43, 60), delivered("up", 40, 45, 44)
    assert (few.came, few.wanted, few.kept) == (3, 5, False)
    assert (enough.came, enough.kept) == (5, True)
    near = delivered("down", 3, 0, 3)
    assert (near.wanted, near.kept) == (-3, True)
    assert not delivered("up", 100, 100, 100).kept


def test_a_question_is_left_out_once_its_meter_has_moved_on() -> None:
    """Both questions come up in round 1; the one on a clear bay is not asked, since the mud has risen by the end."""
    deck = harbour()
    (question,) = deck.questions.values()
    clear = evolve(question, id="clear", ask="Why is it clear?", when=(Compare("meter", "mud", "at most", 20),))
    muddy = evolve(question, id="muddy", ask="Why is it muddy?", when=(Compare("meter", "mud", "at most", 90),))
    session = played(evolve(deck, questions={q.id: q for q in (clear, muddy)}), [[DIG], [], [], []])
    found = report(session.source, session.state.setting, session.played, session.moves)
    assert [name for name, _ in session.state.asked] == ["clear", "muddy"]
    assert [q.ask for q in found.questions] == ["Why is it muddy?"]


def test_a_beaten_move_that_would_wait_has_lapsed_in_the_last_round() -> None:
    """In round 1 the move waits and is told to come in round 2; in the last round there is nothing left to wait for."""
    session = played(harbour(), [[*ANSWERED, "port wait"], [], [], []])
    first, second = rounds(session.played, None)[:2]
    assert (first.exchanges[0].fate, second.exchanges[0].waited) == ("waits", True)
    session = played(harbour(), [[], [], [], [*ANSWERED, "port wait"]])
    assert session.state.over
    assert rounds(session.played, None)[3].exchanges[0].fate == "lapsed"


def test_a_beaten_move_that_could_not_be_paid_for_says_so() -> None:
    """Whoever was not asked whether to pay had less than it costs. The account names both amounts, never that the move
    came too late; the chart of the ending does not mark it as made."""
    told = 0
    deck = debate.load_deck("zte")
    for seed in range(1, 200):
        if told:
            break
        game = watched(deck, seed, "scripted")
        asked = {
            (state.round, move.role)
            for state, move in zip(game.played.states, game.played.moves, strict=False)
            if state.phase == "settle" and move.kind in ("pay", "wait")
        }
        for record in rounds(game.played, None):
            for exchange in record.exchanges:
                broke = exchange.result == "beaten" and (record.number, exchange.role) not in asked
                assert (exchange.short_of is not None) == broke
                if exchange.short_of is None or exchange.fate != "lapsed":
                    continue
                cost, had = exchange.short_of
                assert 0 <= had < cost == game.deck.rules.beaten_extra
                reader = Reader(game, exchange.role)
                found = account(game.deck, reader.steps, (record.number,), reader.motive)
                words = own_words(reader, found, record.number)
                assert "too late" not in words
                had_then = f"you had {had} when your case was settled, in turn order"
                assert f"was beaten; going on would have cost {cost}, {had_then}, and it had no round left" in words
                assert [own.happened for own in chart(finale(reader)).made if own.round == record.number] == [False]
                told += 1
    assert told


def test_who_cannot_pay_is_told_so_before_it_is_asked_what_will_come() -> None:
    """Nothing is asked about a beaten case that there is no capital for; it is said above the questions."""
    deck, told = debate.load_deck("zte"), set[str]()
    cost = deck.rules.beaten_extra
    for seed in range(1, 200):
        if told:
            break
        session = Session(deck, {"congress": PERSON}, seed=seed)
        session.set_predicting(True)
        while not session.state.over:
            session.advance()
            for role in session.to_predict():
                told |= {before_it(Reader(session, role))} - {""}
                session.predict_nothing(role)
            for role in session.awaited():
                session.submit(scripted(session.view(role), 3).move)
    costs = f"Your case is beaten; going on would have cost {cost}, you had "
    assert told
    assert told <= {f"{costs}{had} when your case was settled, in turn order." for had in range(cost)}
