"""How a game ended: which meters are shown, what a round gave in words, and what a second opinion may tell."""

from __future__ import annotations

import io
from collections.abc import Iterable
from functools import cache
from itertools import pairwise

import pytest
from attrs import evolve

from debate.debrief.averages import happened
from debate.debrief.course import that_mattered
from debate.debrief.position import none_costly, why_better
from debate.debrief.requirements import NO_WAY
from debate.debrief.retries import COSTLY, Retry, retries
from debate.debrief.rounds import RoundRecord, rounds
from debate.debrief.scores import MOST_CHOICES
from debate.deckfile import load_deck
from debate.faces.kit.ending_svg import numbers_of
from debate.faces.kit.finale import promised_rows
from debate.faces.kit.rows import plain
from debate.faces.plain.console import Console
from debate.faces.plain.told import write
from debate.faces.tui.table_facts import looked_at, sheet_of
from debate.game.record import Known
from debate.game.session import PERSON, Session
from debate.opponents import OPPONENTS, Choice
from debate.pages.charts import Promised
from debate.pages.document import Line, Node, Ref
from debate.pages.ending import denied, scores
from debate.pages.exchange import reasons
from debate.pages.finale import LEFT_OUT, Finale, costliest, decisions, finale
from debate.pages.floor import idle
from debate.pages.headline import Scale
from debate.pages.opinion import opinion
from debate.pages.reader import STILL_HIDDEN, Reader
from debate.pages.words import first_spending
from debate.pages.world import world as world_page
from debate.rules.moves import Move
from debate.rules.view import view
from tests.debrief.games import harbour, watched
from tests.debrief.test_retries import FEW


def test_what_moved_most_is_among_the_four() -> None:
    """Of six goals four are shown: the one that is wanted most, and those that moved furthest by their weight."""
    deck = load_deck("zte")
    game = watched(deck, 7, "scripted").played
    wants = {
        "reform": 4,
        "nxp": 1,
        "talks": 1,
        "us-tech-lead": 2,
        "us-security": 2,
        "punishment": 1,
    }
    shown = {course.meter: course for course in that_mattered(deck, game, wants, {})}
    every = {course.meter: course for meter in wants for course in that_mattered(deck, game, {meter: 1}, {})}
    assert len(shown) == 4
    assert next(iter(shown)) == "reform"
    left = [wants[meter] * every[meter].moved for meter in wants if meter not in shown]
    kept = [wants[meter] * every[meter].moved for meter in shown if meter != "reform"]
    assert max(left) <= min(kept)


def test_goals_that_moved_alike_are_told_together_where_rounding_parts_them() -> None:
    """Two goals of one weight up by nine gave seven points: nobody reads that one nine is four and the other three."""
    deck = load_deck("zte")
    session = Session(deck, {"congress": PERSON}, seed=1)
    session.advance()
    reader, before = Reader(session, "congress"), session.state
    scale = Scale(reader, {"punishment": 4, "felt-security": 4, "rule-credibility": 1}, before, before)
    scale.before, scale.after = 38, 45
    scale.moved = {"punishment": 9, "felt-security": 9, "rule-credibility": 0}
    scale.parts = {"punishment": 4, "felt-security": 3, "rule-credibility": 0}
    assert scale.words == "38→45: Held to account +9 and Feeling safe +9 are +7 together."
    scale.after, scale.parts = 38, {"punishment": 4, "felt-security": -4, "rule-credibility": 0}
    assert scale.words.startswith("38, as before: ")


def test_the_sheet_counts_as_the_account_will() -> None:
    """What a move is said to give at once is the change of the rounded score, so that nothing is +4 before and +3
    after."""
    deck = load_deck("zte")
    session = Session(deck, {"congress": PERSON}, seed=1, motives={"congress": "hawk"})
    session.advance()
    for role in session.awaited():
        session.submit(session.legal(role)[0])
    for move in Reader(session, "congress").moves():
        seen = looked_at(session, "congress", move)
        assert seen is not None
        after = dict(session.state.meters)
        for touch in seen.at_once:
            if touch.target in after and touch.amount is not None:
                meter = deck.meters[touch.target]
                after[touch.target] = min(meter.max, max(meter.min, after[touch.target] + touch.amount))
        wants = deck.roles["congress"].motives["hawk"].wants
        total = sum(weight * 100 for weight in wants.values())
        here, there = (
            (200 * sum(weight * values[m] for m, weight in wants.items()) + total) // (2 * total)
            for values in (session.state.meters, after)
        )
        assert sum(points for _, points in sheet_of(session, "congress", seen, 0).points) == there - here


def test_a_second_opinion_tells_no_link_that_is_still_to_be_found_out() -> None:
    """While predictions are on, a reason that has not been at work in this game is not given away."""
    deck = load_deck("zte")
    told = {}
    for predicting in (True, False):
        session = Session(deck, {"white-house": PERSON}, seed=1)
        session.set_predicting(predicting)
        session.advance()
        says = next(link for link in deck.links.values() if link.id == "programmes-deliver").says.rstrip(".") + "."
        advice = Choice(Move("white-house", "hold"), because=f"What sets this apart most: {says} It could not know.")
        nodes = opinion(Reader(session, "white-house"), advice)
        told[predicting] = " ".join(getattr(node, "text", "") for node in nodes)
    assert STILL_HIDDEN in told[True]
    assert says not in told[True]
    assert says in told[False]


@pytest.mark.parametrize("predicting", [True, False])
def test_an_opponents_reason_tells_no_link_that_is_still_to_be_found_out(predicting: bool) -> None:
    """What the planner gives as its reason is read by a player who is asked what will come: a link that has not been at
    work is not told there either, on the floor and wherever reasons stand."""
    deck = load_deck("zte")
    session = Session(deck, {"zte": PERSON}, seed=1)
    session.set_predicting(predicting)
    session.advance()
    session.submit(session.legal("zte")[0])
    session.advance()
    reader, says = Reader(session, "zte"), deck.links["mixed-strategy-pays"].says
    entry = next(entry for entry in session.entries if entry.move.role == "congress")
    assert entry.chosen is not None
    told = Known(1, "choose", evolve(entry, chosen=evolve(entry.chosen, because=f"It gains most on it: {says}")), 1)
    for nodes in (reasons(reader, [told]), idle(reader, record_of(reader), {("congress", "hold"): told})):
        words = words_of(nodes)
        assert (STILL_HIDDEN.rstrip(".") in words) == predicting
        assert (says.rstrip(".") in words) == (not predicting)


def record_of(reader: Reader) -> RoundRecord:
    """The round as it lies open, with Congress as one who made no move."""
    return evolve(rounds(reader.game.played, reader.role)[0], holding=("congress",), exchanges=())


def test_a_second_opinion_on_the_hand_names_the_card_that_goes() -> None:
    """Which of the cards dealt to keep is what is asked: all but the one that it would put away."""
    deck = load_deck("zte")
    session = Session(deck, {"congress": PERSON}, seed=1, draft=("congress",))
    keep = session.legal("congress")[0]
    (gone,) = set(session.view("congress").hand) - set(keep.cards)
    words = words_of(opinion(Reader(session, "congress"), Choice(keep, because="It would.")))
    assert f"the planner would keep all but '{deck.arguments[gone].title}'." in words


def words_of(nodes: Iterable[Node]) -> str:
    out = io.StringIO()
    write(Console(io.StringIO(), out, 200), nodes)
    return " ".join(out.getvalue().split())


@cache
def banned() -> tuple[Finale, Session]:
    """A game of Congress in which it votes its bill into law, and makes more moves than are told as those that did
    most."""
    deck = load_deck("zte")
    for seed in range(50):
        session = Session(deck, {"congress": PERSON}, seed=seed)
        while session.advance() is not None and not session.state.over:
            legal = session.legal("congress")
            wished = (move for move in legal if move.move in ("restore-ban", "file-ban-bill"))
            scripted = OPPONENTS["scripted"].choose(deck, session.view("congress"), seed=3).move
            session.submit(next(wished, scripted))
        own = [move.move for move in session.moves if move.role == "congress" and move.kind == "play"]
        if "restore-ban" in own and len(own) > 2 * MOST_CHOICES:
            return finale(Reader(session, "congress")), session
    raise AssertionError("no such game")


def test_every_own_move_is_told_with_what_it_did_to_the_score() -> None:
    """Beside the moves of the whole table that did most stands the rest of one's own: a vote is never left out."""
    found, session = banned()
    told = words_of(decisions(found))
    own = [move for move in session.moves if move.role == "congress" and move.kind == "play"]
    assert "restore-ban" in [move.move for move in own]
    assert found.score is not None
    assert [each.move for each in found.score.own] == [move.move for move in own]
    assert all(f"'{session.deck.moves[move.move].title}'" in told for move in own)
    shown = [each for each in found.score.choices if each.role == "congress"]
    rest = told.split("The rest of your moves:")[1]
    assert rest.count(", your '") == len(own) - len(shown)
    assert LEFT_OUT in rest


def test_what_is_held_and_what_is_drawn_anew_is_said_of_both_yardsticks() -> None:
    """A move's points are against this very game without it, with the others' choices kept; the costliest decision is
    against other choices, with luck and others drawn anew: each says so where it stands, and that both can be true."""
    found, session = banned()
    assert "all other choices stay" in words_of(decisions(found))
    assert "In 'what if' the others choose anew" in words_of(decisions(found))
    (move,) = [move for move in session.moves if move.role == "congress" and move.move == "restore-ban"]
    at = next(state for state, made in zip(session.played.states, session.moves, strict=False) if made == move)
    hold = next(other for other in view(at, "congress").legal if other.kind == "hold")
    averages = {move: happened(36.0, {}), hold: happened(40.0, {})}
    retry = Retry(at.round, move, hold, (hold,), 4.0, 1.0, view=view(at, "congress"), averages=averages)
    told = words_of(costliest(found, (retry,)))
    assert "Beside the best other choice it cost you 4.0 points of score on average, in many games" in told
    assert "what you could not know is dealt anew, and everybody chooses anew" in told
    assert "In this very game the better choice gives, with only the others choosing anew: score" in told


def test_that_no_decision_was_costly_is_said_of_the_score_alone() -> None:
    """It is said by what that was judged, and beside what; that the other yardstick may find more is said, too."""
    found, _ = banned()
    told = words_of(costliest(found, (), again="retry"))
    assert "Judged by your score, no decision of yours cost three points or more" in told
    assert "beside the best other choice" in told
    assert "By what you say you are for that may be otherwise" in told
    assert "Judged by what you say you are for, no decision" in none_costly("ends")


def test_what_capital_is_is_said_once_at_the_first_spending() -> None:
    """Who has just paid for a first move reads what that took and what comes back; nobody else, and not again."""
    session = Session(load_deck("zte"), {"congress": PERSON}, seed=4)
    told = []
    while session.advance() is not None and not session.state.over:
        legal = session.legal("congress")
        move = next((move for move in legal if move.kind == "play" and move.card), legal[-1])
        session.submit(move)
        told.append((move, first_spending(Reader(session, "congress"), move)))
    said = [(move, words) for move, words in told if words]
    assert len(said) == 1
    (move, words), plays = said[0], [move for move, _ in told if move.kind == "play"]
    price, rules = session.deck.moves[move.move].cost, session.deck.rules
    assert move == next(each for each in plays if session.deck.moves[each.move].cost)
    assert words == (
        f"This move cost {price} capital. More of it comes: +{rules.answer_bonus} for an answer that holds and "
        f"+{rules.extended_bonus} for a case that is answered and stands all the same."
    )


@pytest.mark.parametrize("cells", [52, 76, 116])
def test_why_a_promise_came_to_what_it_did_stands_whole(cells: int) -> None:
    """The reason stands nowhere else: none of it is cut, at any width."""
    reason = " ".join(["Without this move it would have come to just the same, by what another set going."] * 4)
    promised = Promised("came anyway", 2, "port", "", "Dig", "", "Cargo", "", "up", 40, 52, reason, Ref("why", "cargo"))
    told = [plain(each) for each in promised_rows(promised, harbour(), cells)[1:]]
    assert " ".join(" ".join(told).split()) == reason
    assert max(map(len, told)) <= cells


def test_the_same_move_once_more_is_no_first_spending() -> None:
    """One and the same move without a case, whenever it can be made: capital is explained at the first time alone."""
    session, told = Session(load_deck("zte"), {"white-house": PERSON}, seed=1), list[bool]()
    again: Move | None = None
    while session.advance() is not None and not session.state.over:
        price = session.state.tables.moves
        legal = session.legal("white-house")
        ways = [move for move in legal if move.kind == "play" and not move.card and price[move.move].price_bare]
        bare = [move for move in ways if again in (None, move)]
        again = next(iter(bare), again)
        move = bare[0] if bare else next((each for each in legal if each.kind == "hold"), legal[-1])
        session.submit(move)
        told += [bool(first_spending(Reader(session, "white-house"), move))] if bare else []
    assert told == [True, *[False] * (len(told) - 1)]
    assert len(told) > 1


def test_ways_that_are_announced_are_listed() -> None:
    """Where the reasons why an ending did not come are cut, no line that announces several ways stands alone."""
    deck, announced = load_deck("zte"), 0
    for seed in range(8):
        found = finale(Reader(watched(deck, seed, "scripted"), "congress"))
        assert found is not None
        lines = [node for node in denied(found) if isinstance(node, Line)]
        for line, after in pairwise([*lines, Line("")]):
            if line.text == NO_WAY:
                assert after.level == line.level + 1
                announced += 1
    assert announced


def test_what_capital_is_is_not_said_in_a_rematch() -> None:
    """Who plays the other seat of a game has paid for moves before."""
    former = Session(load_deck("zte"), {"congress": PERSON}, seed=4)
    while former.advance() is not None and not former.state.over:
        former.submit(former.legal("congress")[-1])
    session = Session.rematch(former, "white-house")
    paid = False
    while session.advance() is not None and not session.state.over:
        legal = session.legal("white-house")
        move = next((move for move in legal if move.kind == "play" and move.card), legal[-1])
        session.submit(move)
        paid |= move.kind == "play" and bool(session.deck.moves[move.move].cost)
        assert not first_spending(Reader(session, "white-house"), move)
    assert paid


def test_figures_of_two_dates_say_their_dates() -> None:
    """The score stands at the end of term, what one says one is for years later: the line that compares them, the head
    of the ending and the arithmetic each say of which date a figure is."""
    found, _ = banned()
    mine = next(each for each in found.report.roles if each.role == found.reader.role)
    assert mine.ends_score is not None
    told = words_of(scores(found))
    assert f"Years later that stands at {mine.ends_score} of 100, its score at the end of term at {mine.score}" in told
    assert f"Ended at {mine.score}; years later" in told
    leads = [lead for lead, _ in numbers_of(found)]
    assert leads == ["★", "◎ you say, later", "floor"]


def test_why_the_better_choice_is_better_is_said_of_the_costliest_decision() -> None:
    """Once it is named, its first reason stands below it; before, neither."""
    found, session = banned()
    found_costly = retries(session.source, session.to_record(), "congress", budget=FEW)
    worst = next(each for each in found_costly if each.kind == COSTLY)
    assert found.score is not None
    (_, why, _), *_ = why_better(session.source, worst, worst.better, worst.made, "wants", 1)
    assert why not in words_of(costliest(found, (worst,)))
    assert why in words_of(costliest(found, (worst,), told=(worst,)))


def test_the_world_after_the_end_says_its_date() -> None:
    """Over, it stands as it is years later, and the score counts the end of term: both are said; while the game runs,
    and where no years follow, neither."""
    found, session = banned()
    told = words_of(world_page(found.reader))
    assert told.startswith("THE WORLD, YEARS LATER")
    assert "your score counts how all this stood at the end of term" in told
    running = words_of(world_page(Reader(Session(session.source, {"congress": PERSON}, seed=1), "congress")))
    assert running.startswith("THE WORLD Security")
    assert "at the end of term" not in running
