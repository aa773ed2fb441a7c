"""What is told of cards that were held: the game played again from there with just that card comes out so."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

import debate
from debate.debrief.cards_held import CardsHeld
from debate.debrief.rounds import Exchange, rounds
from debate.game.session import Session
from debate.pages.document import Heading, Line
from debate.pages.exchange import exchanged, on_the_floor
from debate.pages.reader import Reader
from debate.rules.legal import legal_moves
from debate.rules.moves import Move
from debate.rules.play import play
from debate.rules.replay import run
from tests.debrief.games import watched

Swap = Mapping[tuple[str, str], list[Move]]
TITLE = re.compile(r"'(.+?)'(?=[, ;.]|$)")


def exchanges(session: Session) -> list[tuple[int, Exchange]]:
    records = rounds(session.played, None)
    return [(record.number, each) for record in records for each in record.exchanges if each.case]


def fares(session: Session, number: int, speaker: str, swap: Swap) -> str:
    """How the case of this round fares where these choices are made instead of those that were, by role and phase."""
    played = session.played
    at = next(n for n, state in enumerate(played.states) if (state.round, state.phase) == (number, "answer"))
    state, moves = played.states[at], list(played.moves[:at])
    left = [move for before, move in zip(played.states, played.moves, strict=False) if before.round == number][-99:]
    while state.round == number and not state.over:
        role = state.awaiting[0]
        legal, wanted = legal_moves(state, role), swap.get((role, state.phase), left)
        move = next((each for each in wanted if each.role == role and each in legal), legal[-1])
        state = play(state, move).state
        moves.append(move)
    found = rounds(run(session.source, session.state.setting, moves), None)[number - 1]
    return next(each.result for each in found.exchanges if each.role == speaker)


@pytest.mark.parametrize(("name", "preset"), [("zte", None), ("zte", "class"), ("river", None), ("phones", None)])
def test_what_is_said_to_save_or_beat_a_case_does(name: str, preset: str | None) -> None:
    """Whole games: a card of which it is told that the case would have stood, or have been beaten, is played in a
    control run from that very moment; none reads as if it had been played; of a case that stood it is told what would
    have answered it and was put elsewhere; a beaten case says of each card of its speaker whether it answers."""
    deck, saved, beaten, met, elsewhere = debate.load_deck(name), 0, 0, 0, 0
    for seed in range(1, 7):
        session = Session(deck, {}, seed=seed, preset=preset)
        session.advance()
        cards = {card.title: card.id for card in session.deck.arguments.values()}
        for number, each in exchanges(session):
            held, speaker = CardsHeld(session.played, number, each), each.role
            told = list(held.of_speaker())
            for reason in (reason for reason in told if "the case would have stood" in reason.words):
                ((who, _),) = each.answers
                swap = {(speaker, "extend"): [Move(speaker, "extend", to=who, card=reason.id)]}
                assert fares(session, number, speaker, swap) == "stands"
                saved += 1
            others = [(who, held.of_silent(who, card)) for who, card in each.dropped]
            spent = {(who, card) for move in session.moves for who, card in [(move.role, move.card)]}
            for reason in held.of_others():
                if reason.id:
                    assert each.case in session.state.tables.answers[reason.id]
                    assert any(card == reason.id and deck.roles[who].name in reason.words for who, card in spent)
                    elsewhere += 1
            others += [(who, reason) for who, _ in each.answers for reason in held.of_answerer(who) if reason.id]
            assert all("would have answered the case" in reason.words for _, reason in others)
            for who, reason in others:
                answer = {(who, "answer"): [Move(who, "answer", to=speaker, card=reason.id)]}
                back = next(
                    (cards[title] for title in TITLE.findall(reason.words)[1:] if "against" in reason.words), ""
                )
                backs = {(speaker, "extend"): [Move(speaker, "extend", to=who, card=back)] if back else []}
                came = fares(session, number, speaker, {**answer, **backs})
                if "would have been beaten" in reason.words:
                    assert came == "beaten", (number, each, reason)
                    beaten += 1
                elif each.result == "stands":
                    assert came == "stands", (number, each, reason)
                    met += 1
    assert beaten + met + saved
    assert elsewhere


def test_a_beaten_case_says_of_each_card_of_its_speaker_what_it_was_good_for() -> None:
    """Every card that the speaker held when it could answer back is named, as one that answers or as one that does not;
    whether going on, or showing the ground, could have been paid for is told with what there was."""
    deck, paid, ground = debate.load_deck("zte"), 0, 0
    for seed in range(1, 7):
        session = watched(deck, seed, "novice")
        for number, each in exchanges(session):
            words = [reason.words for reason in CardsHeld(session.played, number, each).of_speaker()]
            pairs = [
                pair for pair in zip(session.played.states, session.moves, strict=False) if pair[0].round == number
            ]
            if each.result == "beaten" and each.answers and each.extension is None:
                hand = next(state.hands[each.role] for state, _ in pairs if state.phase == "extend")
                assert all(any(f"'{deck.arguments[card].title}'" in line for line in words) for card in hand)
            waited = [state for state, move in pairs if (move.kind, move.role) == ("wait", each.role)]
            could = [line for line in words if "could have paid" in line]
            assert len(could) == len(waited)
            paid += len(could)
            kept = [state for state, move in pairs if (move.kind, move.role) == ("withhold", each.role)]
            asked = [line for line in words if line.startswith("Showing its ground would have cost 1;")]
            assert [f"had {state.capital[each.role]}." in line for state, line in zip(kept, asked, strict=True)] == [
                True for _ in kept
            ]
            ground += len(kept)
    assert paid
    assert ground


def test_it_stands_on_the_pages_of_the_exchange_and_of_the_case_once_the_game_is_over() -> None:
    """The exchange has it under a heading, the page of the case below each round in which it was on the floor; while a
    game runs hands stay secret, and nothing of it is there."""
    deck = debate.load_deck("zte")
    over, shown = watched(deck, 3, "scripted"), 0
    for number, each in exchanges(over):
        page = list(exchanged(Reader(over, "congress"), number, each.role))
        lines = [node.text for node in page if isinstance(node, Line)]
        held = CardsHeld(over.played, number, each)
        told = [reason.words for reason in (*held.of_speaker(), *held.of_others())]
        assert all(words in lines for words in told)
        about = [line.text for line in on_the_floor(Reader(over, "congress"), each.case) if isinstance(line, Line)]
        assert all(words in about for words in told)
        for who, card in (*each.answers, *each.dropped):
            reasons = held.of_answerer(who) if (who, card) in each.answers else [held.of_silent(who, card)]
            about = [line.text for line in on_the_floor(Reader(over, "congress"), card) if isinstance(line, Line)]
            assert all(reason.words in about for reason in reasons)
        shown += len(told)
        end = next(n for n, state in enumerate(over.played.states) if state.round > number or state.over)
        if not over.played.states[end].over:
            then = exchanged(Reader(over.fork_to(end), "congress"), number, each.role)
            assert not [node for node in then if isinstance(node, Heading) and "What else" in node.text]
    assert shown
