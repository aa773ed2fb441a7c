"""What is marked when something comes to be chosen: nothing that a key pressed once too often would choose."""

from __future__ import annotations

import pytest
from textual.pilot import Pilot

import debate
from debate.faces.tui.page import Page
from debate.faces.tui.question import NOTHING_CHOSEN
from debate.faces.tui.question import asked as asked_now
from debate.faces.tui.table import TableScreen
from debate.game.session import PERSON, Session
from debate.pages.reader import Reader
from debate.pages.replies import NOTHING_SAVES, answered, reply, will_be_beaten
from tests.faces.tui.playing import asked, choose, playing, screen, seated, session, until
from tests.faces.tui.reading import LARGE, SMALL, shown

ZTE = debate.load_deck("zte")


def at_phase(phase: str, number: int) -> Session:
    """Congress, which holds and passes whenever it is asked, in this phase of this round."""
    game = Session(ZTE, {"congress": PERSON}, seed=4)
    game.advance()
    while game.state.round < number or game.state.phase != phase:
        game.submit(next(m for m in game.legal("congress") if m.kind in ("hold", "let-stand", "keep", "decline")))
        game.advance()
    return game


async def press_enter(pilot: Pilot[None], times: int) -> None:
    for _ in range(times):
        await pilot.press("enter")
        await pilot.pause()


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_enter_pressed_on_and_on_plays_nothing(size: tuple[int, int]) -> None:
    """From the briefing to the table, and from what came of a round to the next one: however often ⏎ is pressed, no
    move is played. ↓ marks the first one, and then ⏎ plays it."""
    game = session("works")
    async with playing(game, size) as pilot:
        await screen(pilot, "BriefingScreen")
        await press_enter(pilot, 5)
        table = await asked(pilot)
        assert (game.state.phase, table.listing("moves").marked) == ("choose", None)
        assert all(move.role != "works" for move in game.moves)
        assert "↑↓ marks one" in " ".join(shown(pilot).split())
        while game.state.round == 1:
            await choose(pilot)
        await screen(pilot, "AccountScreen")
        made = len(game.moves)
        await press_enter(pilot, 12)
        await until(pilot, lambda: isinstance(pilot.app.screen, TableScreen))
        await press_enter(pilot, 3)
        assert (game.state.round, game.state.phase, len(game.moves)) == (2, "choose", made)
        table = await asked(pilot)
        await pilot.press("down")
        marked = (table.listing("moves").marked or "").removeprefix("move:")
        await pilot.press("enter")
        await until(pilot, lambda: any(move.move == marked for move in game.moves[made:]))


async def test_the_key_that_plays_a_move_answers_no_case() -> None:
    """After ⏎ on holding, one ⏎ more spends no card: what may be said is marked by the arrows; ↑ goes to the last."""
    game = session("town", seed=9)
    async with playing(game) as pilot:
        table = await seated(pilot)
        table.listing("moves").mark("hold")
        await press_enter(pilot, 1)
        table = await asked(pilot)
        assert game.state.phase == "answer"
        made = len(game.moves)
        await press_enter(pilot, 3)
        assert (len(game.moves), table.listing("moves").marked) == (made, None)
        page = " ".join(shown(pilot).split())
        assert "↑↓ marks a choice" in page
        said = " ".join(line.plain for line in asked_now(game, "town").before)
        claims = [game.deck.arguments[play.case].claim.rstrip(".") for play in game.state.plays.values() if play.case]
        assert claims
        assert all(claim in said for claim in claims)
        assert claims[0] in page
        await pilot.press("i")
        assert table.focused is table.query_one("#saying")
        table.listing("moves").focus()
        await pilot.press("up")
        assert table.listing("moves").marked == str(game.legal("town")[-1])


async def test_enter_in_the_sheet_of_an_answer_opens_and_chooses_nothing() -> None:
    """With an answer marked, i goes into its sheet: ⏎ opens what is marked there, as the keys below say. Escape leads
    back to the list, where it chooses."""
    game = at_phase("answer", 1)
    async with playing(game) as pilot:
        table = await asked(pilot)
        made = len(game.moves)
        await pilot.press("down", "i")
        sheet = table.query_one("#saying", Page)
        await until(pilot, lambda: "⏎ Open" in shown(pilot))
        while sheet.marked is None:
            await pilot.press("down")
        await pilot.press("enter")
        assert len(game.moves) == made
        await until(pilot, lambda: pilot.app.screen is not table)
        await pilot.press("escape")
        await until(pilot, lambda: pilot.app.screen is table)
        await pilot.press("escape")
        assert table.focused is table.listing("moves")
        await pilot.press("enter")
        await until(pilot, lambda: len(game.moves) > made)


async def test_a_hold_of_the_round_before_is_not_marked_again() -> None:
    """Who held a round ago finds nothing marked: one key more would hold again. A mark that is set later in the round
    stays. In this round 5 nothing else is asked between the two."""
    game = at_phase("choose", 5)
    async with playing(game) as pilot:
        table = await asked(pilot)
        moves = table.listing("moves")
        await until(pilot, table.choosing)
        moves.mark("hold")
        game.submit(next(move for move in game.legal("congress") if move.kind == "hold"))
        game.advance()
        assert (game.state.round, game.state.phase) == (6, "choose")
        table.show_asked()
        assert moves.marked is None
        moves.mark("hold")
        table.show_asked()
        assert moves.marked == "hold"


def answered_twice() -> tuple[Session, str]:
    """A game in which a role's case was answered by several, it holds a card against one, and that saves nothing."""
    for seed in range(1, 60):
        for role in ZTE.turn_order:
            game = Session(ZTE, {role: PERSON}, seed=seed)
            while game.advance() is not None and not game.state.over:
                legal = game.legal(role)
                if any(m.kind == "extend" for m in legal) and will_be_beaten(Reader(game, role)):
                    return game, role
                backed = [move for move in legal if move.kind == "play" and move.card]
                game.submit((backed or legal[-1:])[0])
    raise AssertionError("no such game")


def test_of_what_saves_nothing_the_pass_stands_first() -> None:
    """A case that was answered by two and of which one answer alone is met is beaten: saying no more is marked and
    stands on top, and it is said that nothing in hand saves the case."""
    game, role = answered_twice()
    now = asked_now(game, role)
    assert now.options[0].move.kind == "rest"
    assert now.marked == now.options[0].id
    assert "Nothing in your hand saves this case" in now.prompt
    assert NOTHING_SAVES in [line.text for line in answered(Reader(game, role), role, set())]
    assert "Nothing in your hand saves it" in reply(Reader(game, role), now.options[0].move).means


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_enter_with_nothing_marked_says_that_nothing_is_chosen(size: tuple[int, int]) -> None:
    """Below the list, where what is marked is told: with moves and with answers; the first mark takes it away."""
    for phase in ("choose", "answer"):
        async with playing(at_phase(phase, 2), size) as pilot:
            await asked(pilot)
            assert NOTHING_CHOSEN not in shown(pilot)
            await press_enter(pilot, 1)
            assert NOTHING_CHOSEN in shown(pilot)
            await pilot.press("down")
            await pilot.pause()
            assert NOTHING_CHOSEN not in shown(pilot)
