"""The guided game: it loads, each phase of its first round comes up, and the coach has a line for all."""

from __future__ import annotations

from debate.faces.tui.howto import MOVE, OVER, ROLE, HowToScreen, coach, lesson
from debate.game.session import Session
from debate.rules.moves import Move
from tests.faces.tui.playing import screen
from tests.faces.tui.reading import on_stage, shown


def playing(card: str) -> Session:
    """The lesson once its move is chosen with this card, and the pupils have answered for themselves."""
    session = lesson()
    session.submit(Move(ROLE, "play", move=MOVE, card=card))
    session.advance()
    return session


def cards() -> list[str]:
    session = lesson()
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
            session.advance()
            assert session.state.phase == "extend"
            assert any(move.kind == "extend" for move in session.legal(ROLE))
            session.submit(session.legal(ROLE)[-1])
            session.advance()
            assert session.state.phase == "settle"
            assert {move.kind for move in session.legal(ROLE)} == {"pay", "wait"}


def test_the_coach_knows_the_way_to_the_end() -> None:
    """Whatever is chosen, each time the head is asked there is a line, without gaps in it; the end has one too."""
    for pick in (0, -1):
        session = lesson()
        seen = []
        while not session.state.over:
            line = coach(session)
            assert line
            assert "{" not in line
            seen.append((session.state.round, line.split(".")[0]))
            session.submit(session.legal(ROLE)[pick])
            session.advance()
        assert coach(session) == OVER
        assert {number for number, _ in seen} >= {1, 3, 4}
        assert "THE LAST ROUND" in {title for _, title in seen}


def test_the_coach_speaks_of_this_deck() -> None:
    """Names of roles, moves and meters are those of the deck, so that a change of its text needs no other."""
    session = lesson()
    assert coach(session).startswith(
        "CHOOSE. You play The head, a script plays The pupils. You want lessons in which one can teach"
    )
    assert "Mark 'Lock the box'" in coach(session)
    session = playing(cards()[0])
    session.submit(session.legal(ROLE)[-1])
    session.advance()
    session.submit(session.legal(ROLE)[-1])
    session.advance()
    assert "Pay 1 more capital and the move comes now" in coach(session)
    session.submit(session.legal(ROLE)[0])
    session.advance()
    assert "'Marks' and 'Spite in the chats' did not" in coach(session)


def test_the_lesson_teaches_a_denial_and_a_delay() -> None:
    """The locked box moves neither marks nor spite, and attention only a round later; the evening with the parents is
    felt a round later too."""
    session = playing(cards()[0])
    while session.state.round == 1:
        session.submit(session.legal(ROLE)[0])
        session.advance()
    denied = {step.cause for step in session.trace if step.kind == "denied"}
    assert {"box-lifts-no-marks", "box-ends-no-spite"} <= denied
    assert session.state.meters["marks"] == session.deck.meters["marks"].start
    assert any(item.link == "box-helps-attention" for item in session.state.pending)


async def test_it_plays_at_the_real_table() -> None:
    """The coach's line stands above the table and changes with the phase."""
    room = HowToScreen()
    async with on_stage(room) as pilot:
        page = " ".join(shown(pilot).split())
        assert "CHOOSE. You play The head" in page
        assert "Lock the box" in page
        room.choose(next(m for m in room.session.legal(ROLE) if m.card))
        await pilot.pause()
        await pilot.pause()
        assert "ANSWER. Now both moves lie open" in " ".join(shown(pilot).split())


async def test_escape_asks_once_something_was_chosen() -> None:
    """At the beginning Escape leaves; later it asks, and again it goes on."""
    room = HowToScreen()
    async with on_stage(room) as pilot:
        room.choose(next(m for m in room.session.legal(ROLE) if m.card))
        await pilot.pause()
        await pilot.pause()
        await pilot.press("escape")
        asked = await screen(pilot, "QuestionScreen")
        assert getattr(asked, "question", "") == "Leave the lesson?"
        await pilot.press("escape")
        await screen(pilot, HowToScreen)
        await pilot.press("escape")
        await screen(pilot, "QuestionScreen")
        await pilot.press("down", "enter")
        await pilot.pause()
        assert pilot.app.screen is not room
    room = HowToScreen()
    async with on_stage(room) as pilot:
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is not room
