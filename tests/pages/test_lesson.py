"""How to play: each phase of its first round comes up, the coach has a line for all, and what it says is so."""

from __future__ import annotations

import io
import re

import debate
from debate.debrief.foreseen import foreseen
from debate.faces.plain.console import Console
from debate.faces.plain.told import write
from debate.game.session import Session
from debate.pages.lesson import DECK, FORESEE, FORESEE_ON, MOVE, OVER, ROLE, asked_why, coach, lesson
from debate.pages.reader import Reader
from debate.pages.why import why
from debate.rules.moves import Move


def begun() -> Session:
    return lesson(debate.load_deck(DECK))


def go_on(session: Session) -> None:
    """Up to the next choice of the player, who says nothing of what will come."""
    session.advance()
    while session.withheld:
        session.predict_nothing(ROLE)
        session.advance()


def playing(card: str) -> Session:
    """The lesson once its move is chosen with this card, and the pupils have answered for themselves."""
    session = begun()
    session.submit(Move(ROLE, "play", move=MOVE, card=card))
    go_on(session)
    return session


def cards() -> list[str]:
    session = begun()
    return [c for c in session.view(ROLE).hand if session.refusal(Move(ROLE, "play", move=MOVE, card=c)) is None]


def test_the_first_round_shows_every_phase() -> None:
    """Whichever case is chosen, and whether the pupils' case is answered or not: the head has something to say in each
    phase, and a beaten case can be paid for or wait."""
    assert len(cards()) == 2
    for card in cards():
        replies = playing(card).legal(ROLE)
        assert {"answer", "let-stand"} == {move.kind for move in replies}
        for reply in replies:
            session = playing(card)
            session.submit(reply)
            go_on(session)
            assert session.state.phase == "extend"
            assert any(move.kind == "extend" for move in session.legal(ROLE))
            session.submit(session.legal(ROLE)[-1])
            go_on(session)
            assert session.state.phase == "settle"
            assert {move.kind for move in session.legal(ROLE)} == {"pay", "wait"}


def test_the_coach_knows_the_way_to_the_end() -> None:
    """Whatever is chosen, each time the head is asked there is a line, without gaps in it; the end has one too."""
    for pick in (0, -1):
        session = begun()
        seen = []
        while not session.state.over:
            line = coach(session, {})
            assert line
            assert "{" not in line
            seen.append((session.state.round, line.split(".")[0]))
            session.submit(session.legal(ROLE)[pick])
            go_on(session)
        assert coach(session, {}) == OVER
        assert {number for number, _ in seen} >= {1, 3, 4}
        assert "THE LAST ROUND" in {title for _, title in seen}


def test_the_coach_speaks_of_this_deck() -> None:
    """Names of roles, moves and meters are those of the deck, so that a change of its text needs no other. Only what
    did not move in this game is said not to have."""
    session = begun()
    assert coach(session, {}).startswith(
        "CHOOSE. You play The head, a script plays The pupils. You want lessons in which one can teach"
    )
    assert "take 'Lock the box'" in coach(session, {})
    session = playing(cards()[0])
    session.submit(session.legal(ROLE)[-1])
    go_on(session)
    session.submit(session.legal(ROLE)[-1])
    go_on(session)
    assert "Pay 3 more capital and the move comes now" in coach(session, {})
    session.submit(session.legal(ROLE)[0])
    go_on(session)
    assert " 'Marks' and 'Spite in the chats' did not" in coach(session, {})
    assert "Attention" not in coach(session, {})


def test_nothing_is_said_of_a_promise_that_was_not_made() -> None:
    """Who never plays the move of the lesson is not told that what it promises did not come."""
    session = begun()
    while session.state.round < 3:
        session.submit(session.legal(ROLE)[-1])
        go_on(session)
        assert "a denial says" not in coach(session, {})
        assert "still to be done" not in coach(session, {})


def test_the_lesson_teaches_a_denial_and_a_delay() -> None:
    """The locked box moves neither marks nor spite, and attention only a round later; the evening with the parents is
    felt a round later too."""
    session = playing(cards()[0])
    while session.state.round == 1:
        session.submit(session.legal(ROLE)[0])
        go_on(session)
    denied = {step.cause for step in session.trace if step.kind == "denied"}
    assert {"box-lifts-no-marks", "box-ends-no-spite"} <= denied
    assert session.state.meters["marks"] == session.deck.meters["marks"].start
    assert any(item.link == "box-helps-attention" for item in session.state.pending)


def test_the_first_round_is_wrong_on_purpose() -> None:
    """The player is asked to say that the move keeps its promise; it does not, and the coach says so and why."""
    session = playing(cards()[0])
    while not session.withheld:
        session.submit(session.legal(ROLE)[0])
        session.advance()
    assert coach(session, {}) == FORESEE
    question = session.questions(ROLE)[0]
    assert question.move == MOVE
    promised = {"up": "rise", "down": "fall"}[session.source.moves[MOVE].promises[question.meter]]
    session.predict(ROLE, question.id, promised, 90)
    assert coach(session, {}) == FORESEE_ON, "nothing was promised of what is asked second"
    go_on(session)
    (one, *_) = foreseen(session.source, session.to_record(), session.predictions(ROLE))
    assert not one.score.right
    assert one.score.cause in session.source.denials
    said = coach(session, {})
    assert said.startswith(f"THE WORLD moved. {one.score.said} The move did not move it")
    assert session.source.denials[one.score.cause].says.removesuffix(".") in said
    assert asked_why(session) == question.meter


def test_what_goes_on_by_itself_is_told_once() -> None:
    """The why of a chat that gets worse each round says so in one line, not round by round, each within the other."""
    session = begun()
    while not session.state.over:
        session.submit(session.legal(ROLE)[-1])
        go_on(session)
    out = io.StringIO()
    page = why(Reader(session, ROLE), "spite")
    write(Console(io.StringIO(), out, 400), (n for node in page for n in getattr(node, "nodes", (node,))))
    (tree,) = re.findall(r"Left alone, a cruel chat gets worse \(P4, inferred\)\.\n((?:    .*\n)+)", out.getvalue())
    assert " ".join(tree.split()) == (
        "it went so in rounds 1 to 4, and years later, too because so from the start: 'Train older pupils' has "
        "never happened and 'Spite in the chats' is below 85; 'Spite in the chats' stood at 70"
    )
