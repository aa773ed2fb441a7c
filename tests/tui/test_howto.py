"""The guided game: it loads, each phase of its first round comes up, and the coach has a line for all."""

from __future__ import annotations

from debate.rules.moves import Move
from debate.tui.howto import COACH, OVER, ROLE, HowToScreen, coach, lesson
from tests.tui.reading import on_stage, shown


def test_the_first_round_shows_every_phase() -> None:
    """Closing the square with any case: the shops answer it, and the council holds cards for both sides of that."""
    for card in lesson().view(ROLE).hand:
        session = lesson()
        move = Move(ROLE, "play", move="close-the-square", card=card)
        if session.refusal(move) is not None:
            continue
        session.submit(move)
        session.advance()
        kinds = {kind: [m for m in session.legal(ROLE) if m.kind == kind] for kind in ("answer", "let-stand")}
        assert session.state.phase == "answer"
        assert kinds["answer"]
        session.submit(kinds["let-stand"][0])
        session.advance()
        assert session.state.phase == "extend"
        assert any(m.kind == "extend" for m in session.legal(ROLE))


def test_the_coach_knows_the_way_to_the_end() -> None:
    """Whatever is chosen, each time the council is asked there is a line; the end has one of its own."""
    for pick in (0, -1):
        session = lesson()
        while not session.state.over:
            line = coach(session)
            assert line
            assert line in COACH.values()
            session.submit(session.legal(ROLE)[pick])
            session.advance()
        assert coach(session) == OVER


def test_the_lesson_teaches_a_denial_and_a_delay() -> None:
    """Closing the square does not move the traffic; a bus lane of round 1 moves it at the end of round 2."""
    closing = lesson()
    while not closing.state.over:
        closing.submit(closing.legal(ROLE)[0] if closing.state.round == 1 else closing.legal(ROLE)[-1])
        closing.advance()
    assert closing.state.meters["traffic"] == closing.deck.meters["traffic"].start
    assert any(step.cause == "closing-cuts-no-traffic" for step in closing.trace)
    painting = lesson()
    painting.submit(next(m for m in painting.legal(ROLE) if m.move == "paint-a-bus-lane"))
    while not painting.state.over:
        painting.advance()
        if painting.awaited():
            painting.submit(painting.legal(ROLE)[0 if painting.state.phase == "settle" else -1])
    step = next(step for step in painting.trace if step.meter == "traffic")
    assert (step.round, step.change) == (2, -18)


async def test_it_plays_at_the_real_table() -> None:
    """The coach's line stands above the table, changes with the phase, and Escape leaves."""
    screen = HowToScreen()
    async with on_stage(screen) as pilot:
        assert "CHOOSE. You are the council" in shown(pilot)
        screen.choose(next(m for m in screen.session.legal(ROLE) if m.card))
        await pilot.pause()
        await pilot.pause()
        assert "ANSWER. Now both moves are open" in shown(pilot)
        await pilot.press("escape")
        await pilot.pause()
        assert pilot.app.screen is not screen
