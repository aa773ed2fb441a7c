"""Why: trees back to moves, what did not move, and choosing another meter inside."""

from __future__ import annotations

import pytest

import debate
from debate.faces.tui.causal_map import MapScreen
from debate.faces.tui.drawn import fitted
from debate.faces.tui.listing import Listing
from debate.faces.tui.looking import asked_about
from debate.faces.tui.page import Fold
from debate.faces.tui.why import Chooser, WhyScreen, subject_rows
from debate.game.session import Session
from debate.pages.document import Heading, Line, Node, Ref
from tests.debrief.games import harbour, played, watched
from tests.faces.tui.playing import playing, seated
from tests.faces.tui.playing import screen as opened
from tests.faces.tui.playing import session as two_seats
from tests.faces.tui.reading import LARGE, on_stage, shown


def dug() -> Session:
    """The port digs in the first round; two more rounds pass."""
    return played(harbour(), [["port play dig with ships-pay"], [], []], seed=4)


async def test_a_meter_is_traced_back_to_a_move() -> None:
    """Change, cause with its passage, then branches down to the move, whose it was, its case and how that fared: of the
    latest round at once, of all rounds with the key that opens all, which then folds them again."""
    screen = WhyScreen(dug(), "port", "cargo")
    async with on_stage(screen, LARGE) as pilot:
        assert "Round 2" not in (short := screen.page.text).split("It changed in rounds 2 and 3.")[0]
        assert "a All of it" in shown(pilot)
        await pilot.press("a")
        text = screen.page.text
        assert "▲ +20: Deep water brings big ships (P1)." in text
        assert "└ The port: Dig the channel · round 1, your move · case: Ships pay, stands" in text
        assert "Why 'Cargo'?" in shown(pilot)
        await pilot.press("a")
        assert screen.page.text == short


def test_free_rows_are_filled_with_what_is_folded() -> None:
    """A page in short opens what it folds, from above, as far as that stands in the room; the rest stays closed."""
    lines = tuple(Line(f"cause {number}", 2) for number in range(6))
    nodes: list[Node] = [Line("answer", tone="strong"), Heading("First"), *lines[:2], Heading("Second"), *lines]
    for rows, unfolded in ((14, []), (12, [True, True]), (9, [True, False]), (4, [False, False])):
        assert [line.opened for line in fitted(nodes, (60, rows)) if isinstance(line, Fold)] == unfolded


@pytest.mark.parametrize("deck", ["zte", "river"])
async def test_the_answer_of_a_game_that_is_over_needs_no_scrolling(deck: str) -> None:
    """In the smallest window every cause that is named is in sight; all that is folded opens where it stands."""
    over = watched(debate.load_deck(deck), 1)
    screen = WhyScreen(over, over.deck.turn_order[1])
    async with on_stage(screen) as pilot:
        for meter in over.deck.meters:
            screen.turn_to(meter)
            await pilot.pause()
            causes = [n for n, line in enumerate(screen.page.lines) if line.to and line.lead in ("▲ ", "▼ ")]
            assert set(causes) <= set(screen.page.in_sight()), meter
        while not isinstance(screen.page.marked, Fold) or screen.page.marked.opened:
            await pilot.press("down")
        before, place = screen.page.text, screen.page.place
        assert "⏎ Unfold" in shown(pilot)
        await pilot.press("enter")
        await pilot.pause()
        assert len(screen.page.text) > len(before)
        assert screen.page.place == place
        await pilot.press("enter")
        assert screen.page.text == before


async def test_what_did_not_move_stands_below() -> None:
    """The fish are denied, with the reason and where the brief says so."""
    async with on_stage(WhyScreen(dug(), "port", "fish")) as pilot:
        text = pilot.app.screen.page.text  # type: ignore[attr-defined]
        assert "What did not move it" in text
        assert "The fish stay away (P1)." in text


async def test_a_step_opens_on_itself() -> None:
    """Asked about one step, the page begins with it and goes on with its meter."""
    session = dug()
    step = next(s for s in session.visible("port") if s.meter == "mud" and s.kind == "landing")
    async with on_stage(WhyScreen(session, "port", step=step.number)) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, WhyScreen)
        assert screen.subject == "mud"
        assert screen.page.text.startswith("This step\n▲ +15: Mud comes down")


async def test_a_hidden_meter_gives_no_reasons() -> None:
    """The town sees that the debt is there and nothing of it."""
    async with on_stage(WhyScreen(dug(), "town", "debt")) as pilot:
        text = pilot.app.screen.page.text  # type: ignore[attr-defined]
        assert "hidden from your seat" in text
        assert "Digging costs money" not in text


async def test_another_meter_is_a_key_away() -> None:
    """Right goes to the next meter, / to the list (in the page's place where there is no room), m to the map."""
    screen = WhyScreen(dug(), "port", "cargo")
    async with on_stage(screen) as pilot:
        await pilot.press("right")
        assert screen.subject == "mud"
        await pilot.press("slash")
        await pilot.pause()
        assert pilot.app.focused is screen.query_one(Listing)
        assert not screen.query_one(".body").display
        await pilot.press("down", "enter")
        assert screen.subject == "debt"
        assert screen.query_one(".body").display
        await pilot.press("m")
        assert isinstance(pilot.app.screen, MapScreen)
        assert pilot.app.screen.subject == "debt"


@pytest.mark.parametrize("predicting", [False, True])
async def test_links_and_denials_are_found_as_far_as_they_may_be_read(predicting: bool) -> None:
    """By a word of what they say, and opened from there; while predictions are on only what was seen at work."""
    session = dug()
    session.set_predicting(predicting)
    screen = WhyScreen(session, "port", "cargo")
    async with on_stage(screen) as pilot:
        for word, link, there in (("fish stay", "digging-brings-no-fish", True), ("mud sinks", "calm", False)):
            await pilot.press("slash", *(each.replace(" ", "space") for each in word))
            await pilot.pause()
            assert (link in [row.id for row in screen.query_one(Listing).rows]) is (there or not predicting)
            await pilot.press("escape")
        await pilot.press("slash", *"stay", "enter")
        assert screen.subject == "digging-brings-no-fish"
        assert "Denial" in shown(pilot)
        assert "The fish stay away" in screen.page.text


def test_what_is_found_stands_under_one_title_a_kind() -> None:
    """Though what is nearest to a misspelt word is a link, then a meter, then a link again."""
    rows = [row.id for row in subject_rows(dug(), "port", ["mud-settles", "mud", "calm"], 40)]
    assert rows == ["title-Causal links", "mud-settles", "calm", "title-Meters", "mud"]


async def test_a_round_behind_the_name_asks_about_that_round() -> None:
    """The round comes first, with what was not at work in it; the next page is about all rounds again. Of a move of a
    game that is over it tells why it was not played there."""
    over = played(harbour(), [["port play dig with ships-pay"], [], [], []], seed=2)
    screen = WhyScreen(over, "port", "cargo")
    async with on_stage(screen, LARGE) as pilot:
        await pilot.press("slash", *"mud", "space", *"round", "space", "2", "enter")
        assert screen.subject == "mud"
        assert "Why 'Mud'? Round 2" in shown(pilot)
        assert screen.page.text.splitlines()[0].startswith("Round 2")
        await pilot.press("left")
        assert "? Round 2" not in shown(pilot)
        missed = next(id_ for id_ in over.deck.moves if id_ not in {e.move.move for e in over.entries})
        name = over.deck.moves[missed].title
        await pilot.press("slash", *(each.replace(" ", "space") for each in name), "space", "3", "down", "enter")
        assert screen.subject == missed
        assert f"Why '{name}'? Round 3" in shown(pilot)


async def test_a_case_is_found_by_its_title() -> None:
    """What was a case on the floor stands in the list: its page says how it fared, and has no map."""
    screen = WhyScreen(dug(), "port", "cargo")
    async with on_stage(screen, LARGE) as pilot:
        await pilot.press("slash", *"ships", "enter")
        assert screen.subject == "ships-pay"
        assert "Round 1, your case for 'Dig the channel': it stood" in screen.page.text
        assert "Why 'Ships pay'?" in shown(pilot)
        await pilot.press("m")
        assert pilot.app.screen is screen


async def test_after_the_game_all_that_did_not_come_can_be_asked() -> None:
    """Endings, news and moves stand in the list once the game is over, and not before: their pages say why not."""
    assert "dig" not in WhyScreen(dug(), "port").subjects()
    over = played(harbour(), [["port play dig with ships-pay"], [], [], []], seed=2)
    missed = next(id_ for id_ in over.deck.moves if id_ not in {e.move.move for e in over.entries})
    screen = WhyScreen(over, "port")
    async with on_stage(screen, LARGE) as pilot:
        await pilot.press(
            "slash", *(each.replace(" ", "space") for each in over.deck.moves[missed].title), "down", "enter"
        )
        assert screen.subject == missed
        assert "Why it did not come" in screen.page.text
        assert {*over.deck.endings, *over.deck.news} <= set(screen.subjects())


async def test_a_narrow_window_has_no_list_beside_the_page_from_the_start(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before it has been told its size, too: the list takes the page's place only when it is asked for."""
    monkeypatch.setattr(Chooser, "on_resize", lambda self: None)
    async with on_stage(WhyScreen(dug(), "port", "cargo")) as pilot:
        assert not pilot.app.screen.query_one("#subjects").display


def test_it_begins_with_what_one_is_scored_on() -> None:
    """Asked about nothing in particular, the page is about what the role wants, not about what moved last."""
    session = dug()
    assert next(s.meter for s in reversed(session.visible("town")) if s.meter and s.change) == "cargo"
    assert WhyScreen(session, "town").subject == "mud"
    assert WhyScreen(session, None).subject == "cargo"


def test_what_is_marked_is_asked_about() -> None:
    """A meter is; a move is asked about by what it promises, a denial by what it keeps still; a role by nothing."""
    deck = dug().deck
    assert asked_about(deck, Ref("meter", "fish")) == ("fish", None)
    assert asked_about(deck, Ref("move", "dig")) == (next(iter(deck.moves["dig"].promises)), None)
    denial = next(iter(deck.denials.values()))
    assert asked_about(deck, Ref("denial", denial.id)) == (denial.denies[0], None)
    assert asked_about(deck, Ref("role", "port")) == asked_about(deck, None) == (None, None)


async def test_at_the_table_w_asks_about_the_marked_move() -> None:
    """With a move marked the page is about what that move is said to do."""
    async with playing(two_seats("works")) as pilot:
        table = await seated(pilot)
        table.listing("moves").mark("move:start-the-dam")
        await pilot.press("w")
        page = await opened(pilot, WhyScreen)
        assert isinstance(page, WhyScreen)
        assert page.subject == next(iter(table.session.deck.moves["start-the-dam"].promises))
