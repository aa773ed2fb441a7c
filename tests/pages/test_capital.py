"""Capital as it is shown: what the own choices will take is off at once, and that too little would be left is said."""

from __future__ import annotations

import debate
from debate.game.session import PERSON, Session
from debate.pages.words import capital_left, kept
from tests.faces.plain.test_play import flat, told


def test_what_a_choice_will_take_is_off_at_once() -> None:
    """Through whole games: what is shown to a role right after it played a move, or showed its ground, is what it has
    once all have chosen; others see nothing of it before."""
    deck, taken = debate.load_deck("zte"), set[str]()
    for seed in range(6):
        session = Session(deck, dict.fromkeys(deck.turn_order, PERSON), seed=seed, preset="short")
        shown: dict[str, int] = {}
        while not session.state.over:
            before, role = session.state, session.awaited()[0]
            move = session.legal(role)[0]
            session.submit(move)
            if session.state.phase == before.phase:
                left = capital_left(session.view(role))
                taken |= {move.kind} if left[role] < before.capital[role] else set()
                assert all(left[other] == before.capital[other] for other in deck.turn_order if other != role)
                shown[role] = left[role]
            else:
                if before.phase in ("choose", "extend") and session.state.round == before.round:
                    assert {other: session.state.capital[other] for other in shown} == shown
                shown = {}
    assert taken >= {"play", "show"}


def test_going_on_is_paid_out_of_what_ones_answer_wins() -> None:
    """What an answer wins before the price of going on is taken stands beside a role that has chosen to go on: nobody
    is shown with less than nothing, and some with more than what they had without the price."""
    deck, shown = debate.load_deck("zte"), list[tuple[int, int]]()
    for seed in range(12):
        session = Session(deck, dict.fromkeys(deck.turn_order, PERSON), seed=seed, preset="short")
        while not session.state.over:
            before, role = session.state, session.awaited()[0]
            legal = session.legal(role)
            likely = [move for move in legal if move.kind in ("answer", "pay") or (move.kind == "play" and move.card)]
            session.submit(likely[0] if likely else legal[-1])
            if before.phase == "settle" and session.state.phase == "settle" and likely:
                shown.append((capital_left(session.view(role))[role], before.capital[role]))
                assert shown[-1][0] >= 0
    assert any(left > had - deck.rules.beaten_extra for left, had in shown)


def test_it_is_said_where_too_little_is_left_to_go_on() -> None:
    """Two of three capital for a bill with a case, and a beaten case costs three: said once, where it is chosen how to
    play it. Without a case nothing can be beaten."""
    lines = ["", "1", "back", "quit", "yes"]
    text = flat(told(debate.load_deck("zte"), lines, "congress", seed=9, preset="class")[0])
    assert text.count("How do you play it? You keep 1; if beaten, going on costs 3. 1. with the case") == 1
    assert text.count("You keep") == 1
    session = Session(debate.load_deck("zte"), {"congress": PERSON}, seed=9, preset="class")
    while session.state.phase != "choose":
        session.submit(session.legal("congress")[0])
        session.advance()
    view = session.view("congress")
    said = {(move.move, bool(move.card)): kept(view, move) for move in view.legal if move.kind == "play"}
    assert said["file-ban-bill", True] == "You keep 1; if beaten, going on costs 3."
    assert said["denounce-tweet-policy", True] == ""  # it costs nothing, and three are left
    assert not any(words for (_, backed), words in said.items() if not backed)
