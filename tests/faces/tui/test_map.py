"""The causal map: wires in and out, cut ones, those at work; walking along them."""

from __future__ import annotations

import pytest

import debate
from debate.faces.kit.causal_map import FOLDS, MORE, map_picture, move_rows
from debate.faces.kit.rows import cells_of, texts
from debate.faces.tui.causal_map import MapScreen
from debate.faces.tui.listing import Listing
from debate.faces.tui.readings import DetailsScreen
from debate.faces.tui.why import WhyScreen
from debate.pages.reader import Reader
from debate.pages.wires import moves_to_tell, subjects, wires, wires_of_move
from debate.rules.deck import Deck
from tests.debrief.games import harbour, played, watched
from tests.decks.longest import longest
from tests.faces.tui.reading import LARGE, SMALL, on_stage, shown


async def test_wires_say_how_much_and_whether_they_are_at_work() -> None:
    """Around the mud: the link that has just been set going is heavy, with its delay on the large map; what raises it
    in the background sleeps; what the mud drives stands at the right."""
    session = played(harbour(), [["port play dig with ships-pay"]])
    async with on_stage(MapScreen(session, "port", "mud"), LARGE) as pilot:
        rows = shown(pilot).splitlines()
        row = next(number for number, text in enumerate(rows) if "The channel ━━ +15 ━" in text)
        assert "▶┃" in rows[row]
        assert "a round after" in rows[row + 1]
        assert any("The river ┄┄ raises ┄" in text and "▷" in text for text in rows)
        assert any("▷ Cargo" in text or "▶ Cargo" in text for text in rows)


async def test_denials_are_cut_wires() -> None:
    """From the channel to the fish there is no way through: the wire is cut, with how often it showed; below stands
    what the brief says, and ⏎ opens it."""
    session = played(harbour(), [["port play dig with ships-pay"], []])
    async with on_stage(MapScreen(session, "port", "fish")) as pilot:
        screen = pilot.app.screen
        assert isinstance(screen, MapScreen)
        text = shown(pilot)
        assert "DOES NOT MOVE IT" in text
        assert "The channel ━━" in text
        assert "⊘ ×" in text
        cut = next(wire for wire in screen.wires.cut)
        screen.board.mark(cut.key)
        await pilot.pause()
        assert "The fish stay away" in " ".join(shown(pilot).split())
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, DetailsScreen)
        assert pilot.app.screen.to.kind == "denial"


async def test_the_map_can_be_walked() -> None:
    """← walks to what drives it, which comes into the middle, and Backspace back; i opens the wire, w asks why, tab
    tells the wires of an own move."""
    screen = MapScreen(played(harbour(), []), "port", "mud")
    async with on_stage(screen) as pilot:
        await pilot.press("left")
        assert screen.subject == "channel"
        assert "around The channel" in shown(pilot)
        await pilot.press("backspace")
        assert screen.subject == "mud"
        await pilot.press("tab")
        assert "Dig the channel: its wires" in shown(pilot)
        await pilot.press("i")
        assert isinstance(pilot.app.screen, DetailsScreen)
        assert pilot.app.screen.to.kind == "link"
        await pilot.press("escape", "w")
        assert isinstance(pilot.app.screen, WhyScreen)


@pytest.mark.parametrize("deck", [harbour(), debate.load_deck("zte"), longest()], ids=["harbour", "zte", "longest"])
def test_every_thing_has_a_map_within_its_frame(deck: Deck) -> None:
    """Meters, standing facts, moves and news: each can stand in the middle, at both sizes, and every wire can be marked
    or stands behind the fold. No row is wider than the map."""
    reader = Reader(watched(deck, 3), deck.turn_order[0])
    for subject in (*subjects(reader), f"capital.{deck.turn_order[0]}"):
        found = wires(reader, subject)
        for cells, height in ((SMALL[0] - 4, 13), (LARGE[0] - 4, 28)):
            folded = map_picture(found, reader.deck, cells, height, "")
            assert {cells_of(row) for row in folded.rows} == {cells}
            whole = map_picture(found, reader.deck, cells, height, "", True)
            assert {wire.key for wire in (*found.into, *found.cut)} <= set(whole.places)
            if len(found.into) + len(found.cut) > FOLDS and any(w.live is False for w in (*found.into, *found.cut)):
                assert MORE in folded.places
                assert "sleeping" in " ".join(texts(folded.rows))


async def test_the_list_is_narrowed_by_what_is_typed() -> None:
    """After a slash letters look for a name, also those that are keys elsewhere; enter opens what is left."""
    screen = MapScreen(played(harbour(), []), "port", "cargo")
    async with on_stage(screen, LARGE) as pilot:
        await pilot.press("slash", "m", "u")
        await pilot.pause()
        listing = screen.query_one("#subjects", Listing)
        assert "find: mu" in shown(pilot)
        assert all("mu" in row.content.plain.casefold() for row in listing.rows[1:] if row.enabled)
        await pilot.press("enter")
        assert screen.subject == "mud"
        await pilot.press("w")
        assert isinstance(pilot.app.screen, WhyScreen)


async def test_the_box_tells_of_the_wire_that_is_marked_after_a_search() -> None:
    """While the list covers the map the box below is hidden; what it told before is not seen again after it."""
    screen = MapScreen(played(harbour(), []), "port", "cargo")
    async with on_stage(screen, SMALL) as pilot:
        told = screen.marked
        assert told is not None
        assert told.told[:30] in shown(pilot)
        await pilot.press("slash", "m", "u", "d", "enter")
        await pilot.pause()
        now = screen.marked
        assert now is not None
        assert now.told[:30] in shown(pilot)
        assert told.told[:30] not in shown(pilot)


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_the_marked_wire_has_a_pointer(size: tuple[int, int]) -> None:
    """Whichever wire is marked, of a role's move too, a pointer says so: its ground alone would not in every theme."""
    session = watched(debate.load_deck("zte"), 3)
    screen = MapScreen(session, "beijing", "us-security")
    async with on_stage(screen, size) as pilot:
        for wire in screen.wires.all:
            if wire.key not in screen.board.picture.places:
                continue
            screen.board.mark(wire.key)
            await pilot.pause()
            left, top, _, _ = screen.board.picture.places[wire.key]
            assert texts(screen.board.picture.rows)[top][left] == "▸", wire.name


def test_the_wires_of_a_move_say_each_number_whole_and_each_reason_once() -> None:
    """An amount is never cut; where two wires have one reason it runs over the rows of both."""
    deck = debate.load_deck("zte")
    reader = Reader(watched(deck, 3), "beijing")
    for move in moves_to_tell(reader):
        found = wires_of_move(reader, move)
        rows = texts(move_rows(found, deck, 76, 4))
        shown_ = found if len(found) <= 4 else found[:3]
        for wire, row in zip(shown_, rows, strict=False):
            assert wire.denied or f"━ {wire.words} ━▶" in row
        told = [wire.told[:20] for wire in shown_]
        for one in set(told):
            assert sum(one in row for row in rows) <= 1, rows
