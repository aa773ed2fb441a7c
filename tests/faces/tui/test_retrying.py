"""The costliest decisions once more: the list, the position of then, two tries, the answer with both games."""

from __future__ import annotations

import debate
from debate.debrief.position import TRIES, accepted, options, position_lines, verdict_words
from debate.faces.tui.ending import EndingScreen
from debate.faces.tui.retrying import OPTION, RetryScreen
from debate.faces.tui.whatif import ComparedScreen
from debate.game.session import Session
from tests.debrief.test_retries import ZTE, blundered
from tests.faces.tui.playing import until
from tests.faces.tui.reading import on_stage, shown


def game() -> tuple[Session, str, int]:
    """A game in which one role blundered, played by a person."""
    state, role, at = blundered(902)
    session = Session(ZTE, dict.fromkeys(ZTE.turn_order, "person"), seed=902)
    for move in state.record.moves:
        session.submit(move)
    return session, role, at


async def test_from_the_ending_to_the_answer() -> None:
    """r on the ending; the search is told; the blunder opens as it was seen then; two wrong tries bring the answer."""
    session, role, at = game()
    async with on_stage(EndingScreen(session, role)) as pilot:
        await pilot.press("r")
        retry_screen = pilot.app.screen
        assert isinstance(retry_screen, RetryScreen)
        await until(pilot, lambda: retry_screen.found is not None)
        assert retry_screen.found
        number = next(n for n, retry in enumerate(retry_screen.found) if retry.round == at)
        retry = retry_screen.found[number]
        assert f"Round {at}: you chose" in " ".join(shown(pilot).split())
        better = ZTE.moves[retry.better.move].title if retry.better.move else "Hold"
        line = next(li for li in retry_screen.page.lines if li.to is not None and li.to.id == str(number))
        assert line.to is not None
        retry_screen.follow(line.to)
        await pilot.pause()
        assert not retry_screen.again.answered  # type: ignore[union-attr]
        listed = [li for li in retry_screen.page.lines if li.to is not None and li.to.kind == OPTION]
        assert any(better in li.plain for li in listed)
        wrong = [n for n, move in enumerate(options(retry)) if not accepted(retry, move)][:TRIES]
        for place in wrong:
            retry_screen.follow(next(li.to for li in listed if li.to is not None and li.to.id == str(place)))
            await pilot.pause()
        text = " ".join(line.plain for line in retry_screen.page.lines)
        assert verdict_words(session.deck, retry) in text
        assert better in text
        retry_screen.follow(next(li.to for li in retry_screen.page.lines if li.to is not None))
        await until(
            pilot, lambda: isinstance(pilot.app.screen, ComparedScreen) and bool(pilot.app.screen.query("Page"))
        )
        await pilot.pause()
        assert "What if" in shown(pilot)


def test_the_position_tells_nothing_of_later() -> None:
    """The round, capital, wants with their values of then, the hand: no other role's motive or hand, no ending."""
    session, role, at = game()
    retry = next(r for r in debate.retries(ZTE, session.to_record(), role, budget=400) if r.round == at)
    text = " ".join(position_lines(session.deck, retry.view))
    assert f"Round {at} of" in text
    assert all(ZTE.arguments[card].title in text for card in retry.view.hand)
    for other in ZTE.turn_order:
        if other != role:
            for motive in ZTE.roles[other].motives.values():
                assert motive.text not in text
    assert all(ending.title not in text for ending in ZTE.endings.values())
    assert retry.made not in options(retry)
