"""What somebody is asked, in the line above the list."""

from __future__ import annotations

import pytest

import debate
from debate.debrief.rounds import rounds
from debate.faces.kit.rows import width
from debate.faces.tui.question import PROMPT, asked
from debate.game.session import PERSON, Session
from debate.rules.moves import Move


@pytest.mark.parametrize(
    ("others", "line"),
    [
        (["white-house"], "Asked by The White House: what does your case rest on? ⏎ chooses."),
        (["white-house", "zte"], "Asked by The White House and ZTE: what does your case rest on? ⏎ chooses."),
    ],
)
def test_one_asks_and_several_ask(others: list[str], line: str) -> None:
    """Whoever presses for the ground of a case is named, in words that fit one and several."""
    deck = debate.load_deck("zte")
    session = Session(deck, dict.fromkeys(deck.turn_order, PERSON), seed=3)
    session.advance()
    while session.state.phase != "extend":
        for role in session.state.awaiting:
            legal = session.legal(role)
            move = legal[-1]
            if session.state.phase == "choose" and role == "congress":
                move = next(each for each in legal if each.kind == "play" and each.card)
            if session.state.phase == "answer" and role in others:
                move = Move(role, "press", to="congress")
            session.submit(move)
        session.advance()
    assert asked(session, "congress").prompt == line


def test_a_ground_that_gains_nothing_is_said_to() -> None:
    """Where a case is answered and nothing in hand saves it, that is said, not to pay is marked, and it is beaten;
    elsewhere to show the ground is."""
    deck, lost = debate.load_deck("zte"), list[bool]()
    for seed in (1, 3):
        session = Session(deck, {"congress": PERSON}, seed=seed)
        while session.advance() is not None and not session.state.over and len(lost) <= seed // 2:
            legal = session.legal("congress")
            if session.state.phase == "extend" and legal[0].kind == "show":
                options = asked(session, "congress").options
                lost.append(options[0].move.kind == "withhold")
                said = {"no card in your hand saves it" in option.page[0].text for option in options}
                assert said == {lost[-1]}
                number = session.state.round
                session.submit(options[0].move)
                while session.advance() is not None and session.state.round == number and not session.state.over:
                    session.submit(session.legal("congress")[-1])
                record = next(each for each in rounds(session.played, "congress") if each.number == number)
                result = next(each.result for each in record.exchanges if each.role == "congress")
                assert (result == "beaten") is lost[-1]
                continue
            session.submit(next((move for move in legal if move.kind == "play" and move.card), legal[-1]))
    assert lost == [False, True]


def test_who_can_play_nothing_is_told_so() -> None:
    """Where capital pays for no move, it is said with the answers that one holds, and only there."""
    deck, told, words = debate.load_deck("zte"), 0, "You could play no move: you hold."
    for seed in range(4):
        session = Session(deck, {"congress": PERSON}, seed=seed, preset="short")
        chose: set[int] = set()
        while session.advance() is not None and not session.state.over:
            number, legal = session.state.round, session.legal("congress")
            if session.state.phase == "choose":
                chose |= {number} if len(legal) > 1 else set()
                legal = tuple(sorted(legal, key=lambda move: price(session, move)))
            elif session.state.phase == "answer":
                held = asked(session, "congress").prompt.startswith(words)
                play = session.state.plays.get("congress")
                assert held is (number not in chose and (play is None or not play.waited))
                told += held
            session.submit(legal[-1])
    assert told


def price(session: Session, move: Move) -> int:
    """What a choice costs; holding costs nothing."""
    deck = session.deck
    return deck.moves[move.move].cost + (0 if move.card else deck.rules.unbacked_extra) if move.kind == "play" else 0


def test_what_is_asked_stands_whole_in_a_row() -> None:
    """Whatever is asked after the moves, of whom and because of how long a title: no word of it is cut at 80 cells, and
    it names the key."""
    deck = debate.load_deck("zte")
    for seed in (1, 2, 3):
        session = Session(deck, dict.fromkeys(deck.turn_order, PERSON), seed=seed)
        while session.advance() is not None and not session.state.over:
            for role in session.state.awaiting:
                if session.state.phase != "choose":
                    prompt = asked(session, role).prompt
                    assert width(prompt) <= PROMPT, prompt
                    assert "⏎" in prompt
            role = session.state.awaiting[0]
            legal = session.legal(role)
            session.submit(next((m for m in legal if (m.kind == "play" and m.card) or m.kind == "answer"), legal[-1]))
