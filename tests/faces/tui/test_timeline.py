"""The past at the table: any moment seen again, gone back to, or tried otherwise."""

from __future__ import annotations

from pathlib import Path

import pytest
from textual.pilot import Pilot

from debate.faces.tui.app import DebateApp
from debate.faces.tui.listing import Listing
from debate.faces.tui.page import Page
from debate.faces.tui.timeline import TimelineScreen
from debate.faces.tui.whatif import ComparedScreen
from debate.game.session import PERSON, Session
from debate.store import Saves, compare
from tests.faces.tui.playing import act, asked, choose, of_kind, playing, screen, session, until, valley
from tests.faces.tui.reading import LARGE, SMALL, on_stage, shown


def played(*people: str, rounds: int = 2, seed: int = 4) -> Session:
    """A game in which people made the first legal choices for so many rounds."""
    game = session(*people, seed=seed)
    game.advance()
    while game.state.round <= rounds and not game.state.over:
        game.submit(game.legal(game.awaited()[0])[0])
        game.advance()
    return game


def secretive() -> Session:
    """A game of the town, which does not see the cracks, in which the farms pumped at night, unseen."""
    for seed in range(40):
        game = Session(valley(), {"town": PERSON, "farms": "novice"}, seed=seed, preset="short")
        game.advance()
        while game.state.round <= 2:
            game.submit(game.legal("town")[0])
            game.advance()
        if any(move.move == "pump-at-night" for move in game.moves):
            return game
    raise AssertionError("no novice pumps at night")


async def answer(pilot: Pilot[None], id_: str) -> None:
    question = await screen(pilot, "QuestionScreen")
    listing = question.query_one(Listing)
    listing.mark(id_)
    listing.action_select()
    await pilot.pause()


def choices(past: TimelineScreen) -> list[str]:
    """The rows of the timeline that are choices."""
    return [row.id for row in past.listing("moves").rows if row.id.startswith("choice:")]


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_every_moment_can_be_stepped_to(size: tuple[int, int]) -> None:
    """Back to the start and on again: the table stands as it stood then, with what the choice brought."""
    game = played("works")
    past = TimelineScreen(game, "works")
    async with on_stage(past, size) as pilot:
        known = choices(past)
        for _ in known:
            await act(pilot, "step_back")
        assert past.number == 0
        assert past.session.state.digest() == game.at(0).state.digest()
        assert "The start" in shown(pilot)
        for id_ in known:
            await act(pilot, "step_on")
            assert past.number == int(id_.removeprefix("choice:"))
            assert past.session.state.digest() == game.at(past.number).state.digest()
        assert "THE PAST" in shown(pilot)
        assert past.query_one("#saying", Page).text


async def test_the_past_tells_no_secrets() -> None:
    """No covert move of others, no sealed choice, and each moment only as the seat knew it then."""
    past = TimelineScreen(secretive(), "town")
    async with on_stage(past, LARGE) as pilot:
        for _ in range(len(choices(past)) + 1):
            assert "Pump at night" not in shown(pilot)
            name = past.session.deck.meters["cracks"].name
            told = [row for row in past.board("world").text.splitlines() if name in row]
            assert all("hidden" in row for row in told)
            assert told
            await act(pilot, "step_back")


async def test_undoing_to_any_point_keeps_what_was_undone() -> None:
    """Alone: back to the first choice, played on in the same game; the rest is a branch in the timeline, and can be
    taken up again."""
    game = played("works")
    long = game.moves
    tip = game.journal.head
    async with playing(game) as pilot:
        await asked(pilot)
        await act(pilot, "timeline")
        past = await screen(pilot, TimelineScreen)
        assert isinstance(past, TimelineScreen)
        past.listing("moves").mark(choices(past)[0])
        await pilot.pause()
        await act(pilot, "go_on_here")
        await answer(pilot, "here")
        await asked(pilot)
        assert game.moves[:1] == long[:1]
        assert len(game.moves) < len(long)
        await choose(pilot)
        await asked(pilot)
        await act(pilot, "timeline")
        past = await screen(pilot, TimelineScreen)
        assert isinstance(past, TimelineScreen)
        past.listing("moves").mark(f"branch:{tip}")
        await pilot.pause()
        assert past.session.moves == long
        await act(pilot, "confirm")
        await answer(pilot, "go_on_here")
        await answer(pilot, "here")
        await asked(pilot)
        assert game.moves[: len(long)] == long


async def test_a_choice_can_be_made_anew() -> None:
    """From the row of one's own choice back to before it."""
    game = played("works", rounds=1)
    async with playing(game) as pilot:
        await asked(pilot)
        await act(pilot, "timeline")
        past = await screen(pilot, TimelineScreen)
        assert isinstance(past, TimelineScreen)
        at = next(n for n, move in enumerate(game.moves) if move.role == "works")
        past.listing("moves").mark(f"choice:{at + 1}")
        await pilot.pause()
        await act(pilot, "confirm")
        await answer(pilot, "anew")
        await answer(pilot, "here")
        await asked(pilot)
        assert game.state.round == 1
        assert all(move.role != "works" for move in game.moves)


async def test_a_branch_is_a_game_of_its_own(tmp_path: Path) -> None:
    """From a game that is over, any seat against scripted opponents; the old record stays as it was."""
    saves = Saves(tmp_path)
    game = played(rounds=9)
    assert game.state.over
    async with playing(None, LARGE, saves) as pilot:
        app = pilot.app
        assert isinstance(app, DebateApp)
        app.push_screen(TimelineScreen(game, None, "lecture", at=4))
        await screen(pilot, TimelineScreen)
        await act(pilot, "go_on_here")
        await answer(pilot, "as:town")
        await until(pilot, lambda: app.session is not None and app.session is not game)
        new = app.session
        assert new is not None
        assert new.people() == ("town",)
        assert new.moves[:4] == game.moves[:4]
        assert new.kept_at is not None
        assert new.kept_at.stem == "lecture"
        origin = new.journal.header.origin
        assert origin is not None
        assert (origin.game, origin.entry) == ("lecture", 4)
        assert game.state.over


async def test_after_the_game_each_seat_can_be_taken() -> None:
    """v turns the moment round the table; the debrief leads here and back."""
    game = played("works", rounds=9)
    async with playing(game, LARGE) as pilot:
        await screen(pilot, "EndingScreen")
        await act(pilot, "timeline")
        past = await screen(pilot, TimelineScreen)
        assert isinstance(past, TimelineScreen)
        await act(pilot, "step_back")
        seen = {past.role}
        for _ in range(len(valley().turn_order) + 1):
            await act(pilot, "other_seat")
            seen.add(past.role)
        assert seen == {*valley().turn_order, None}
        await act(pilot, "debrief")
        await screen(pilot, "EndingScreen")


async def test_people_at_one_keyboard_see_no_branches_and_do_not_go_back() -> None:
    """What one of them took back is nobody else's business, and nobody goes back behind what was shown."""
    game = session("works", "town")
    game.advance()
    game.submit(of_kind(game, "works", "hold"))
    game.undo()
    game.submit(game.legal("works")[0])
    past = TimelineScreen(game, "town")
    async with on_stage(past):
        assert not any(row.id.startswith("branch") for row in past.listing("moves").rows)
        assert choices(past) == []
        assert past.check_action("go_on_here", ()) is False
        assert past.check_action("what_if", ()) is False


async def test_what_if_sets_two_games_side_by_side() -> None:
    """Another first move: two lines for each meter that parts, where they part and why, and how both end."""
    game = played("works", rounds=9)
    async with playing(game, LARGE) as pilot:
        await screen(pilot, "EndingScreen")
        await act(pilot, "timeline")
        past = await screen(pilot, TimelineScreen)
        assert isinstance(past, TimelineScreen)
        at = next(n for n, move in enumerate(game.moves, 1) if move.role == "works" and game.can_try(n))
        past.listing("moves").mark(f"choice:{at}")
        await pilot.pause()
        await act(pilot, "what_if")
        others = await screen(pilot, "OtherChoiceScreen")
        listing = others.query_one(Listing)
        listing.mark("works hold")
        listing.action_select()
        compared = await screen(pilot, ComparedScreen)
        assert isinstance(compared, ComparedScreen)
        text = compared.page.text
        for words in (
            "Where they part",
            "How they end",
            "as played",
            "what if",
            "only in",
            "Scores at the end of term, of 100",
        ):
            assert words in text, words
        found = compare(game.deck, compared.found.recorded, compared.found.other)
        apart = [lines for lines in found.lines.values() if lines.parted is not None]
        assert "≠" in shown(pilot)
        assert apart
        assert all(valley().meters[lines.meter].name in text for lines in apart)
        assert game.state.over


async def test_what_if_tells_a_player_only_what_a_seat_may_know() -> None:
    """While the game runs: only own choices can be tried, hidden meters and others' choices stay out of the answer."""
    game = secretive()
    others = [n for n, move in enumerate(game.moves, 1) if move.role != "town"]
    assert not any(game.can_try(n) for n in others)
    own = next(n for n, move in enumerate(game.moves, 1) if game.can_try(n))
    other = next(move for move in game.fork(own - 1).legal("town") if move != game.moves[own - 1])
    found = ComparedScreen(game, "town", game.what_if(own - 1, other))
    async with on_stage(found, LARGE):
        assert valley().meters["cracks"].name not in found.page.text
        assert "Pump at night" not in found.page.text


async def test_details_of_a_moment_are_read_beside_it() -> None:
    """i goes from the moments to what the choice brought, where a line of it leads on; where none does it is not
    offered."""
    past = TimelineScreen(played("works"), "works")
    async with on_stage(past) as pilot:
        page, offered = past.query_one("#saying", Page), set[bool]()
        for _ in range(len(choices(past)) + 1):
            leads = any(line.leads for line in page.lines)
            assert past.check_action("details", ()) is leads
            offered.add(leads)
            if leads:
                await pilot.press("i")
                assert pilot.app.focused is page
                past.listing("moves").focus()
            await pilot.press("left")
            await pilot.pause()
        assert offered == {True, False}
