"""The guided game: it loads, each phase of its first round comes up, and the coach has a line for all."""

from __future__ import annotations

from debate.debrief.foreseen import foreseen
from debate.faces.tui.howto import MOVE, OVER, ROLE, HowToScreen, asked_why, coach, lesson
from debate.game.session import Session
from debate.rules.moves import Move
from tests.faces.tui.playing import screen
from tests.faces.tui.reading import on_stage, shown


def go_on(session: Session) -> None:
    """Up to the next choice of the player, who says nothing of what will come."""
    session.advance()
    while session.withheld:
        session.predict_nothing(ROLE)
        session.advance()


def playing(card: str) -> Session:
    """The lesson once its move is chosen with this card, and the pupils have answered for themselves."""
    session = lesson()
    session.submit(Move(ROLE, "play", move=MOVE, card=card))
    go_on(session)
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
        session = lesson()
        seen = []
        while not session.state.over:
            line = coach(session)
            assert line
            assert "{" not in line
            seen.append((session.state.round, line.split(".")[0]))
            session.submit(session.legal(ROLE)[pick])
            go_on(session)
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
    go_on(session)
    session.submit(session.legal(ROLE)[-1])
    go_on(session)
    assert "Pay 2 more capital and the move comes now" in coach(session)
    session.submit(session.legal(ROLE)[0])
    go_on(session)
    assert "'Marks' and 'Spite in the chats' did not" in coach(session)


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


def test_the_first_round_is_wrong_on_purpose() -> None:
    """The player is asked to say that the move keeps its promise; it does not, and the coach says so and why."""
    session = playing(cards()[0])
    while not session.withheld:
        session.submit(session.legal(ROLE)[0])
        session.advance()
    question = session.questions(ROLE)[0]
    assert question.move == MOVE
    promised = {"up": "rise", "down": "fall"}[session.source.moves[MOVE].promises[question.meter]]
    session.predict(ROLE, question.id, promised, 90)
    go_on(session)
    (one, *_) = foreseen(session.source, session.to_record(), session.predictions(ROLE))
    assert not one.score.right
    assert one.score.cause in session.source.denials
    said = coach(session)
    assert said.startswith(f"THE WORLD moved. {one.score.said} The move did not move it")
    assert session.source.denials[one.score.cause].says.removesuffix(".") in said
    assert asked_why(session) == question.meter


async def test_it_asks_what_will_come_and_ends_with_the_why() -> None:
    """Before the world of the first round moves the question stands on the screen, with what to answer; after the last
    round the why of that meter comes before the debrief."""
    room = HowToScreen()
    async with on_stage(room) as pilot:
        for _ in range(60):
            await pilot.pause()
            top = type(pilot.app.screen).__name__
            if top == "PredictScreen":
                if room.session.withheld == 1:
                    assert "This first time answer what everybody would" in " ".join(shown(pilot).split())
                await pilot.press("escape")
            elif top == "AccountScreen":
                await pilot.press("escape")
            elif top == "WhyScreen":
                break
            elif legal := room.session.legal(ROLE):
                room.choose(legal[0])
        assert type(pilot.app.screen).__name__ == "WhyScreen"
        assert room.session.state.over
