"""What the choices after moves are open would mean: what is said of them is what the rules do."""

from __future__ import annotations

import re
from collections.abc import Iterator

from attrs import evolve

import debate
from debate.debrief.naming import effects_words
from debate.debrief.rounds import rounds
from debate.game.session import PERSON, Session
from debate.pages.document import Field, Line, Node
from debate.pages.exchange import on_the_floor, said_for
from debate.pages.glossary import glossary
from debate.pages.reader import Reader
from debate.pages.replies import NOTHING_SAVES, answered, reply, will_be_beaten
from debate.pages.things_table import move_in_short
from debate.pages.words import choice, earned
from debate.rules.moves import Move


def words(nodes: Iterator[Node] | tuple[Node, ...]) -> str:
    return " ".join(node.text for node in nodes if isinstance(node, Line))


def asked(role: str, kind: str, seeds: range = range(1, 5), then: str = "") -> Iterator[tuple[Session, Move]]:
    """Games of the shipped deck that stand where this role may choose this; ``then``: kinds that it chose before, in
    place of the last thing that it could do."""
    for seed in seeds:
        session = Session(debate.load_deck("zte"), {role: PERSON}, seed=seed)
        while session.advance() is not None and not session.state.over:
            legal = session.legal(role)
            if found := next((move for move in legal if move.kind == kind), None):
                yield session, found
            likely = [move for move in legal if move.kind == then or (move.kind == "play" and move.card)]
            session.submit(likely[0] if likely else legal[-1])


def test_what_taking_an_offer_means() -> None:
    """It costs its taker no capital, what it does counts in the score, and it may come late where its case is beaten:
    none of it is called free."""
    session, move = next(asked("beijing", "accept"))
    means = reply(Reader(session, "beijing"), move).means
    assert means.startswith("It costs no capital of yours, but all that it does counts.")
    speaker = next(role for role, play in session.state.plays.items() if play.move == move.move)
    extra = session.deck.rules.beaten_extra
    late = f"unless its case is beaten: to go on then costs {session.deck.roles[speaker].name} {extra} more"
    assert (late in means) is bool(session.state.plays[speaker].case)
    before = session.state.capital["beijing"]
    session.submit(move)
    assert session.state.capital["beijing"] == before


def test_what_declining_an_offer_means() -> None:
    """No capital, and beside it all that comes instead: each of these is in the trace once the round is over."""
    told = set()
    for role in ("beijing", "zte"):
        for session, move in asked(role, "decline", range(1, 3)):
            definition = session.deck.moves[move.move]
            means = reply(Reader(session, role), move).means
            assert means.startswith("It costs no capital of yours, and the move does not happen.")
            instead = effects_words(session.deck, definition.if_declined)
            assert all(words in means for words in instead)
            assert ("What declining does instead" in means) is bool(instead)
            after = debate.play(session.source, session.state, move).state
            assert after.capital[role] == session.state.capital[role]
            told.add(bool(instead))
    assert True in told


def test_an_offer_that_was_declined_does_not_happen_for_more() -> None:
    """Who is asked to go on with it is told so before paying, and what paying and waiting come to: the rules do so."""
    deck = debate.load_deck("zte")
    offer = deck.moves["offer-settlement"]
    for seed in range(1, 40):
        motives = {"zte": "old-guard", "white-house": "strategic"}
        session = Session(deck, {"white-house": PERSON}, seed=seed, motives=motives)
        while session.advance() is not None and session.state.phase != "settle" and not session.state.over:
            legal = session.legal("white-house")
            session.submit(next((move for move in legal if move.move == offer.id and move.card), legal[-1]))
        if session.state.phase == "settle" and session.state.taken.get("white-house") is False:
            break
    assert session.state.phase == "settle"
    reader = Reader(session, "white-house")
    for move in reader.view.legal:
        assert "was declined by ZTE: it does not happen whatever you do" in reply(reader, move).means
    pay = next(move for move in reader.view.legal if move.kind == "pay")
    assert "does not happen" in choice(reader, pay)
    steps = debate.play(session.source, session.state, pay).trace
    assert ("declined", offer.id) in {(step.kind, step.cause) for step in steps}


def test_who_pays_to_go_on_is_told_what_there_is_to_pay_with() -> None:
    """What an answer of one's own earns comes before one pays: that sum is named, where it is more than one has now,
    and from it the price is taken."""
    more = set()
    for session, move in asked("zte", "pay", range(1, 9), "answer"):
        if session.state.awaiting != ("zte",):
            continue
        found = re.search(r"you have (\d+) now(?:, and (\d+) then)?", reply(Reader(session, "zte"), move).means)
        assert found
        steps = debate.play(session.source, session.state, move).trace
        (paid,) = (step for step in steps if (step.cause, step.target) == ("beaten", "capital.zte"))
        assert paid.before == int(found[2] or found[1])
        more.add(found[2] is not None)
    assert more == {True, False}


def test_what_a_move_ends_it_ends_as_things_stand() -> None:
    """The links that stop once a move has happened are told with that: whether they do hangs on what else is so; of one
    that waits until something was long ago, for how long."""
    session = Session(debate.load_deck("zte"), {"congress": PERSON}, seed=4)
    session.advance()
    told = [node for node in move_in_short(Reader(session, "congress"), "fund-cyber-defense")
            if isinstance(node, Field) and node.label == "Puts an end to"]  # fmt: skip
    assert told
    texts = [line.text for line in told[0].lines]
    assert any(text.startswith("as things stand for 3 rounds: Others improve their cyber bodies") for text in texts)
    assert any(text.startswith("as things stand: Flawed products") for text in texts)


def test_who_took_an_offer_is_told_so_before_speaking_against_it() -> None:
    """To the one who has just taken an offer its case is no case like the others."""
    told = "You have just taken this offer"
    for session, move in asked("beijing", "press", range(1, 12), then="accept"):
        reader = Reader(session, "beijing")
        taken = [made.move for made in reader.view.chosen if made.kind == "accept"]
        against = {m: words(reply(reader, m).nodes) for m in reader.view.legal if m.kind in ("press", "answer")}
        assert move in against
        for reply_, text in against.items():
            assert (told in text) is (session.state.plays[reply_.to].move in taken)
        if taken and any(told in text for text in against.values()):
            return
    raise AssertionError("no offer with a case was taken")


def test_capital_is_said_as_the_bar_has_it() -> None:
    """What showing a ground takes is taken once all have chosen, and the words say so: no number that the bar does not
    show is said to be kept. They say, too, whether the case was answered, and what is held against that."""
    met = set()
    for session, move in asked("congress", "show", range(1, 4)):
        reader, state = Reader(session, "congress"), session.state
        found = reply(reader, move)
        assert f"It takes 1 of your {state.capital['congress']} capital once all have chosen." in found.means
        against = [who for who, (to, _) in state.answers.items() if to == "congress"]
        text = words(found.nodes)
        met.add(bool(against))
        assert ("Nobody answered your case." in text) is not against or not against
        for who in against:
            assert session.deck.roles[who].name in text
        if len(against) == 1:
            card = state.answers[against[0]][1]
            held = [c for c in reader.view.hand if card in session.deck.arguments[c].answers]
            assert ("You are asked next" in text) is bool(held)
            assert all(f"'{session.deck.arguments[each].title}'" in text for each in held)
    assert met == {True, False}


def test_a_ground_that_gains_nothing_says_so_before_it_is_paid_for_and_after() -> None:
    """Where no card in hand saves the case, that is told above the question for its ground; afterwards the pages of
    its move and card say who pressed and why, what showing it cost, and that it gained nothing, or what it did."""
    told = set()
    for session, move in asked("congress", "show", range(1, 5)):
        reader, number = Reader(session, "congress"), session.state.round
        lost = will_be_beaten(reader)
        above = [line.text for line in answered(reader, "congress", set())]
        assert (f"{NOTHING_SAVES} Showing its ground gains nothing." in above) is lost
        play = session.state.plays["congress"]
        pressing = [session.deck.roles[who].name for who, to in session.state.presses.items() if to == "congress"]
        game = session.fork_to(len(session.entries))
        game.submit(move)
        while not game.state.over and game.state.round == number:
            if game.advance() is not None and game.state.round == number:
                game.submit(game.legal("congress")[0])
        stood = next(each.result for each in rounds(game.played, "congress")[number - 1].exchanges
                     if each.role == "congress")  # fmt: skip
        assert stood == "beaten" or not lost
        gained = {"beaten": "That gains nothing", "stands": "So the case counts in full"}[stood]
        for page in (said_for(Reader(game, "congress"), play.move), on_the_floor(Reader(game, "congress"), play.case)):
            lines = [line for line in page if isinstance(line, Line)]
            words_ = next(line.text for line in lines if line.text.startswith("Pressed for its ground by "))
            assert f"{pressing[0]}" in words_
            assert f"It is shown, for 1 capital. {gained}" in words_
            assert any(line.term == f"Why {pressing[0]} pressed" and line.text for line in lines)
        told.add((lost, stood))
    assert {(True, "beaten"), (False, "stands")} <= told


def test_capital_is_explained_by_the_rules_of_the_deck() -> None:
    """Nothing is said to grow by itself where no role has an income, and every way to earn is named with its amount."""
    zte, rules = debate.load_deck("zte"), debate.load_deck("zte").rules
    (told,) = (line.text for line in glossary(zte, "capital") if isinstance(line, Line) and line.term == "capital")
    assert "each round" not in told
    assert f"{rules.answer_bonus:+d} for an answer that holds" in told
    assert f"{rules.extended_bonus:+d} for a case that is answered" in told
    assert ("for holding" in told) is bool(rules.hold_bonus)
    some = evolve(zte, roles={**zte.roles, "zte": evolve(zte.roles["zte"], capital_income=2)})
    assert "+2 in each round" in earned(some, "zte")
    assert "each round" not in earned(some, "congress")
    assert "some in each round, not the same for every role" in earned(some)
    everybody = evolve(zte, roles={r: evolve(role, capital_income=1) for r, role in zte.roles.items()})
    assert "+1 in each round" in earned(everybody)


def test_the_answers_of_several_are_more_than_one() -> None:
    """Where two others answered besides the one that is met, their answers would beat the case, not their answer."""
    told = set()
    for session, move in asked("congress", "extend", range(1, 9)):
        others = [who for who, (to, _) in session.state.answers.items() if to == "congress" and who != move.to]
        said = str(reply(Reader(session, "congress"), move))
        told.add(len(others))
        assert ("The answers of" in said) == (len(others) > 1)
        assert ("The answer of" in said) == (len(others) == 1)
    assert {1, 2} <= told
