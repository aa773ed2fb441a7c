"""One settings screen: what is turned is seen at once and kept for the next start; a broken file loses nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from debate import settings as kept
from debate.faces.tui.app import DebateApp
from debate.faces.tui.common import CommonApp
from debate.faces.tui.footer import Keys
from debate.faces.tui.settings import LABELS, SettingsScreen
from debate.faces.tui.watch import PACES, WatchScreen
from debate.settings import CHOICES, Settings
from tests.faces.tui.playing import act, playing, screen, seated, session, until
from tests.faces.tui.reading import SMALL, shown


def test_what_was_chosen_is_read_again(tmp_path: Path) -> None:
    """Every setting in every form goes into the file and comes out of it; names of a later version stay."""
    path = tmp_path / "new" / kept.FILE
    for name, values in CHOICES.items():
        for value in values:
            now = Settings(**{name: value}, unknown={"later": 'a "new" one'})
            kept.write(path, now)
            assert kept.read(path) == (now, "")
    assert set(LABELS) == set(CHOICES)


@pytest.mark.parametrize("raw", [b"theme = dark", b"\xff\xfe", b'theme = "dark"\n[', b"\0"])
def test_a_broken_file_is_one_sentence_and_the_usual_settings(tmp_path: Path, raw: bytes) -> None:
    """What stands in it is put aside before another is written."""
    path = tmp_path / kept.FILE
    path.write_bytes(raw)
    found, told = kept.read(path)
    assert found == Settings()
    assert told.startswith("The settings in settings.toml cannot be read")
    assert path.read_bytes() == raw
    kept.write(path, Settings(theme="light"))
    assert kept.read(path) == (Settings(theme="light"), "")
    assert (tmp_path / kept.ASIDE).read_bytes() == raw


def test_a_value_that_cannot_be_is_told_and_the_others_hold(tmp_path: Path) -> None:
    path = tmp_path / kept.FILE
    path.write_text('theme = "mauve"\nmotion = "off"\ntelling = 3\n', encoding="utf-8")
    found, told = kept.read(path)
    assert found == Settings(motion="off")
    assert told.startswith("In settings.toml 'theme' can be: dark, light, high-contrast, 16-colours.")


async def test_a_setting_is_seen_at_once_and_at_the_next_start(tmp_path: Path) -> None:
    """From the title: the theme changes, glyphs become letters, motion stops; the next start begins so."""
    path = tmp_path / kept.FILE
    async with DebateApp(settings_at=path).run_test(size=SMALL) as pilot:
        await act(pilot, "settings")
        assert isinstance(pilot.app.screen, SettingsScreen)
        assert "╭" in shown(pilot)
        await pilot.press("right", "down", "down", "down", "enter", "down", "left")
        assert pilot.app.theme == "light"
        assert pilot.app.animation_level == "none"
        assert [filter_ for filter_ in pilot.app._filters if type(filter_).__name__ == "AsciiOnly"]
        await pilot.press("escape")
    again = DebateApp(settings_at=path)
    assert again.settings == Settings(theme="light", motion="off", letters="ASCII only")
    assert again.theme == "light"
    assert path.read_text(encoding="utf-8").splitlines()[0] == 'theme = "light"'


async def test_a_theme_chosen_in_the_list_of_themes_is_kept_too(tmp_path: Path) -> None:
    path = tmp_path / kept.FILE
    async with DebateApp(settings_at=path).run_test(size=SMALL) as pilot:
        pilot.app.theme = "high-contrast"
        await pilot.pause()
    assert kept.read(path)[0].theme == "high-contrast"


async def test_predictions_can_be_switched_off_and_on_at_the_table(tmp_path: Path) -> None:
    """The game in progress follows the setting, and so do games that are begun later."""
    async with playing(session("town")) as pilot:
        table = await seated(pilot)
        app = pilot.app
        assert isinstance(app, DebateApp)
        game = table.session
        table.choose(game.legal("town")[0])
        await until(pilot, lambda: bool(game.entries))
        for wanted in (True, False, True):
            app.set_settings(Settings(predictions="off" if wanted else "on"))
            app.set_settings(Settings(predictions="on" if wanted else "off"))
            assert game.predicting is wanted
        app.set_settings(Settings(predictions="off"))
        assert not game.predicting


async def test_the_telling_speed_is_where_watching_begins(tmp_path: Path) -> None:
    path = tmp_path / kept.FILE
    kept.write(path, Settings(telling="fast"))
    app = DebateApp(session=session(), settings_at=path)
    async with app.run_test(size=SMALL) as pilot:
        table = await screen(pilot, "WatchScreen")
        assert isinstance(table, WatchScreen)
        assert PACES[table.pace] == 3.0


async def test_an_app_of_a_class_keeps_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A seat that a host serves: colours change for it alone; no file is written and none is read."""
    monkeypatch.setattr(kept, "write", lambda *given: pytest.fail("a file was written"))
    monkeypatch.setattr(kept, "read", lambda *given: pytest.fail("a file was read"))
    async with CommonApp().run_test(size=SMALL) as pilot:
        await act(pilot, "settings")
        await pilot.press("right")
        assert pilot.app.theme == "light"


async def test_in_ascii_the_footer_names_keys_whose_signs_would_be_read_as_others() -> None:
    """⏎ has < for its twin, which is a key of its own: the footer says enter and arrows there."""
    async with playing(session("town")) as pilot:
        await seated(pilot)
        app = pilot.app
        assert isinstance(app, DebateApp)
        assert "⏎ Choose" in shown(pilot)
        app.set_settings(evolve(app.settings, letters="ASCII only"))
        await pilot.pause()
        app.screen.query_one(Keys).refresh()
        await pilot.pause()
        assert "enter Choose" in shown(pilot)


async def test_each_setting_shows_all_that_it_can_be_and_what_it_is_means() -> None:
    """Between two arrows stands what it is; below the list what that does, another sentence for each."""
    app = CommonApp()
    async with app.run_test(size=SMALL) as pilot:
        await act(pilot, "settings")
        for name, (label, meanings) in LABELS.items():
            row = next(row for row in shown(pilot).splitlines() if f"▸{label}" in row)
            assert all(value in row for value in CHOICES[name])
            for value in CHOICES[name]:
                now = getattr(app.settings, name)
                assert f"◂ {now} ▸" in shown(pilot).replace("< ", "◂ ").replace(" >", " ▸"), value
                about = meanings[CHOICES[name].index(now)]
                assert about in " ".join(shown(pilot).translate(str.maketrans("│|", "  ")).split())
                await pilot.press("right")
                await pilot.pause()
            await pilot.press("down")
        assert all(len(set(meanings)) == len(CHOICES[name]) for name, (_, meanings) in LABELS.items())


async def test_settings_have_a_key_wherever_one_is() -> None:
    """At the title the line of the settings names it; at the table the same key opens them."""
    async with playing(None) as pilot:
        assert ",  Settings" in shown(pilot)
        await pilot.press("comma")
        await screen(pilot, SettingsScreen)
        await pilot.press("escape")
    async with playing(session("works")) as pilot:
        await seated(pilot)
        await pilot.press("comma")
        await screen(pilot, SettingsScreen)
