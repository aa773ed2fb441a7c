"""Letter keys with Caps Lock, with full-width forms and with a keyboard of another script, on every screen."""

from __future__ import annotations

import pytest
from textual import events
from textual.pilot import Pilot

from debate.classroom.seats.keyboard import Keyboard
from debate.faces.tui import letter_keys
from debate.faces.tui.actions import ACTIONS, action
from debate.faces.tui.confirm import TypeScreen
from debate.faces.tui.letter_keys import PhysicalKey, advice, plain_key
from debate.faces.tui.listing import Listing
from tests.faces.tui.playing import playing, screen, seated, session, until
from tests.faces.tui.reading import shown

FULL_WIDTH = {chr(code): chr(code + 0xFEE0) for code in range(0x21, 0x7F)}


def key(character: str) -> events.Key:
    return events.Key(character, character)


async def press(pilot: Pilot[None], event: events.Key) -> None:
    """As the driver hands a key to the app."""
    pilot.app.post_message(event)
    await pilot.pause()


def test_every_key_of_the_registry_does_what_it_does_in_other_forms() -> None:
    """Capitals and full-width forms of each letter, digit and sign that is a key become that key."""
    names = {name: character for character, name in letter_keys._NAMES.items()}
    singles = {key for item in ACTIONS for key in item.keys if len(key) == 1 or key in names}
    assert {"n", "1", "question_mark", "slash", "plus", "minus", "space"} <= singles
    for name in singles - {"space"}:
        character = names.get(name, name)
        for written in {character.upper(), FULL_WIDTH[character], FULL_WIDTH[character.upper()]} - {character}:
            meant = plain_key(key(written))
            assert meant is not None, written
            assert (meant.key, meant.character) == (name, character)
        assert plain_key(key(character)) is None
    spaced = plain_key(key("\u3000"))
    assert spaced is not None
    assert spaced.key == "space"


@pytest.mark.parametrize("written", ["N", "ｎ", "Ｎ"])
async def test_title_keys_in_other_forms(written: str) -> None:
    """N with Caps Lock and both full-width forms open a new game as n does."""
    async with playing(None) as pilot:
        await screen(pilot, "TitleScreen")
        await press(pilot, key(written))
        await screen(pilot, "NewGameScreen")


async def test_keys_at_the_table_and_in_a_modal_screen() -> None:
    """M opens the map; a full-width question mark there opens help; a full-width digit turns to the floor's tab."""
    async with playing(session("works")) as pilot:
        table = await seated(pilot)
        await press(pilot, key(FULL_WIDTH[action("tab_floor").keys[0]]))
        assert table.query_one("#floor", Listing).display
        await press(pilot, key("M"))
        await screen(pilot, "MapScreen")
        await press(pilot, key("？"))
        await screen(pilot, "HelpScreen")


async def test_a_physical_key_does_what_it_does_and_types_what_it_writes() -> None:
    """т on the key N opens a new game; where text is typed it stays т, and so does a capital."""
    async with playing(None) as pilot:
        await screen(pilot, "TitleScreen")
        await press(pilot, PhysicalKey("т", "n"))
        await screen(pilot, "NewGameScreen")
        pilot.app.push_screen(TypeScreen("Your name", "What shall we call you?", ""))
        typing = await screen(pilot, "TypeScreen")
        for event in (PhysicalKey("т", "n"), key("N"), key("ｎ")):
            await press(pilot, event)
        assert typing.query_one("Input").value == "тNｎ"  # type: ignore[attr-defined]


async def test_picking_from_a_list_takes_letters_as_they_are() -> None:
    """After a slash in the map a letter of another script is a letter of the word looked for, and nothing is said."""
    async with playing(session("works")) as pilot:
        await seated(pilot)
        await pilot.press("m")
        chart = await screen(pilot, "MapScreen")
        await press(pilot, key("／"))
        for written in "Wж":
            await press(pilot, key(written))
        picker = chart.query_one("#subjects")
        assert picker.word == "Wж"  # type: ignore[attr-defined]
        assert "Latin letters" not in shown(pilot)


async def test_a_letter_of_another_script_is_answered_with_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    """One note says what to do; more such keys do not pile up more of them; later it is said again."""
    async with playing(None) as pilot:
        await screen(pilot, "TitleScreen")
        now = [0.0]
        monkeypatch.setattr("debate.faces.tui.common.monotonic", lambda: now[0])
        said: list[str] = []
        monkeypatch.setattr(pilot.app, "say", said.append)
        for written in "тьψ":
            await press(pilot, key(written))
        assert len(said) == 1
        assert "'т' does nothing here" in said[0]
        assert "Latin letters" in said[0]
        now[0] = 60.0
        await press(pilot, key("م"))
        await until(pilot, lambda: len(said) == 2)
        assert type(pilot.app.screen).__name__ == "TitleScreen"


def test_no_advice_for_what_is_no_letter() -> None:
    for written in ("€", "→", "1", "é\u0301", "N", "ｎ"):
        assert advice(events.Key(written, written)) == ""
    assert advice(events.Key("up", None)) == ""


def test_a_seat_takes_a_letter_with_its_key_and_no_other_extended_key() -> None:
    """What the browser's terminal sends arrives as both; forms that nobody sends make no key."""
    keyboard = Keyboard(lambda: 0.0)
    (found,) = keyboard.feed("\x1b[1090::110u")
    assert isinstance(found, PhysicalKey)
    assert (found.character, found.latin) == ("т", "n")
    for odd in ("\x1b[1090::27u", "\x1b[9::110u", "\x1b[1114112::110u", "\x1b[1090;5u", "\x1b[8238::110u"):
        assert [m for m in keyboard.feed(odd) if isinstance(m, PhysicalKey)] == []
