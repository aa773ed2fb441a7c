"""What became of news and of moves in one round of a game."""

from __future__ import annotations

import debate
from debate.debrief.midround import just_before
from debate.debrief.why_not import Past
from debate.game.session import Session
from debate.pages.details import details
from debate.pages.document import Heading, Line, Ref, Tree
from debate.pages.exchange import chosen_in
from debate.pages.in_round import closed, in_round, news_of
from debate.pages.reader import Reader
from debate.rules.legal import not_now
from tests.debrief.games import harbour, played, watched


def texts(session: Session, nodes: object) -> list[str]:
    assert isinstance(nodes, list)
    return [each.text if isinstance(each, Heading | Line) else each.line.text for each in nodes
            if isinstance(each, Heading | Line | Tree)]  # fmt: skip


def test_all_news_of_a_round_has_its_place() -> None:
    """Each news item of the deck stands once on the page of each round: it came, chance was against it, or it was not
    in question; while the game runs only what came of chance."""
    session = watched(debate.load_deck("zte"), 3, "scripted")
    reader = Reader(session, "congress")
    for number in closed(reader):
        page = texts(session, list(news_of(reader, number, short=False)))
        for item in session.deck.news.values():
            rolled = [
                step for step in session.trace if (step.kind, step.cause, step.round) == ("roll", item.id, number)
            ]
            came = any((step.kind, step.cause, step.round) == ("event", item.id, number) for step in session.trace)
            told = [text.startswith(f"News: {item.title}. ") for text in page]
            assert sum(told) == came
            assert (f"'{item.title}'" in page) is not bool(rolled)
            against = f"Chance: '{item.title}' had "
            assert sum(text.startswith(against) for text in page) == (bool(rolled) and not came)
    running = played(session.source, [[]], seed=3)
    assert "What was not in question" not in texts(running, list(news_of(Reader(running, "congress"), 1, short=False)))


def test_every_move_says_what_became_of_it_in_every_round() -> None:
    """In whole games: who chose it and how it fared, why it was not possible, or what was chosen in its place and why
    the script did not choose it, as the rules have it."""
    for name, seed in (("zte", 1), ("river", 2)):
        session = watched(debate.load_deck(name), seed, "scripted")
        reader, past, seen = Reader(session, None), Past(session.played), set()
        chose = {(state.round, made.move) for state, made in past._choices()}
        for move in (each for each in past.deck.moves.values() if each.active):
            for number, state in past.opened.items():
                (first, *rest) = texts(session, in_round(reader, Ref("move", move.id), number))
                free = move.role in state.awaiting
                possible = free and not_now(state, state.tables.moves[move.id]) is None
                assert ("chose it in" in first) is ((number, move.id) in chose)
                if "could have chosen it" in first:
                    assert possible
                    assert "script" in first
                    assert rest
                seen.add(next((word for word in ("could have", "chose it", "not possible", "waited", "rests", "costs")
                               if word in first), first))  # fmt: skip
                assert ("could have chosen it" in first) is (possible and (number, move.id) not in chose)
        assert {"could have", "chose it", "not possible"} <= seen


def test_a_move_that_waited_says_so_in_both_rounds() -> None:
    """Beaten in the first round and unpaid, it waits and comes in the second, where the role had nothing to choose."""
    rounds = [["port play dig with ships-pay", "town answer port with water-is-all", "port wait"], [], []]
    session = played(harbour(), rounds, seed=2)
    while not session.state.over:
        session.submit(session.legal(session.awaited()[0])[-1])
    reader = Reader(session, "town")
    assert texts(session, in_round(reader, Ref("move", "dig"), 1))[0].startswith("The port chose it in round 1. ")
    assert texts(session, in_round(reader, Ref("move", "dig"), 2))[0].startswith(
        "It had waited from the round before. "
    )
    other = next(
        move.id for move in session.deck.moves.values() if move.role == "port" and move.id != "dig" and move.active
    )
    told = texts(session, in_round(reader, Ref("move", other), 2))
    assert told == ["The port had nothing to choose in round 2: 'Dig the channel' waited from the round before."]
    first = texts(session, list(chosen_in(reader, "port", 2)))[0]
    assert first == "'Dig the channel' waited from the round before, so no other move could be chosen."
    page = texts(session, details(reader, Ref("move", other)))
    assert "In round 2: 'Dig the channel' waited from the round before." in page


def test_a_move_that_came_too_late_says_what_it_needs_and_what_was_gone() -> None:
    """In the round in which it was overtaken: what of its needs did not hold in its turn, below how it fared."""
    deck, told = debate.load_deck("zte"), 0
    for seed in range(1, 25):
        session = watched(deck, seed, "scripted", "class")
        past = Past(session.played)
        for step in past.steps:
            if step.kind == "overtaken":
                page = texts(session, in_round(Reader(session, "congress"), Ref("move", step.cause), step.round))
                then = just_before(past.opened[step.round], past.steps, step.number)
                gone = past.gone(deck.moves[step.cause].needs, then, step.number)
                assert gone
                assert all(reason.words in page for reason in gone)
                told += 1
    assert told
