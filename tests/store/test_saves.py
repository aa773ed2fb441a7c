"""Opening a saved game: clean, torn, damaged, with another deck or rules, or open elsewhere."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from pathlib import Path
from random import Random
from unittest.mock import patch

import pytest

from debate import saves as saved
from debate.game.session import Session
from debate.store import RecordError, Saves, Seat, read
from tests.store.test_replay import changed_deck
from tests.store.work import new_session, play_out, play_some


@pytest.fixture
def saves(tmp_path: Path) -> Saves:
    return Saves(tmp_path / "saves")


def begun(saves: Saves, name: str = "game", choices: int = 7) -> Session:
    session = new_session()
    saved.begin(saves, session, name)
    play_some(session, Random(1), choices)
    session.close()
    return session


def test_a_sound_game_goes_on_where_it_stopped(saves: Saves) -> None:
    """The same choices, reasons, seats, trace and branches; and what is played now is in the same file."""
    session = begun(saves)
    session = saved.open_game(saves, saves.path("game")).session or session
    session.undo()
    session.takeover("town", Seat("person", "Ben"))
    session.close()
    opened = saved.open_game(saves, saves.path("game"))
    again = opened.session
    assert again is not None
    assert opened.told == ()
    assert not opened.branch
    assert again.moves == session.moves
    assert again.entries == session.entries
    assert again.trace.raw == session.trace.raw
    assert again.seats["town"] == Seat("person", "Ben")
    assert again.redo() == session.journal.onward()[0].move
    play_some(again, Random(1), 2)
    again.close()
    assert read(saves.path("game").read_bytes()).entries == again.journal.entries


def damage(path: Path, line: int, old: bytes = b"a") -> bytes:
    each = path.read_bytes().splitlines(keepends=True)
    each[line] = each[line].replace(old, b"e", 1)
    path.write_bytes(b"".join(each))
    return path.read_bytes()


def test_a_damaged_game_is_refused_and_goes_on_as_a_branch(saves: Saves) -> None:
    """The damaged file stays as it is; the new one holds all that was good and says where it comes from."""
    session = begun(saves)
    path = saves.path("game")
    raw = damage(path, 5)
    opened = saved.open_game(saves, path)
    assert opened.session is None
    assert opened.branch
    assert opened.told == (
        "Line 6 is damaged (its checksum does not fit); everything up to entry 4 is good.",
        "Go on from there as a new game; this one stays as it is.",
    )
    new = saved.branch(saves, path)
    assert new.session is not None
    assert new.path.name == "game 2.game"
    assert new.session.moves == session.moves[:4]
    origin = new.session.journal.header.origin
    assert origin is not None
    assert (origin.game, origin.entry, origin.why) == ("game", 4, opened.told[0])
    play_out(new.session, Random(1))
    new.session.close()
    assert read(new.path.read_bytes()).problem is None
    assert path.read_bytes() == raw


def test_a_game_without_its_first_line_cannot_be_gone_on_with(saves: Saves) -> None:
    """Said so, and left alone."""
    begun(saves)
    raw = damage(saves.path("game"), 0, b"o")
    opened = saved.open_game(saves, saves.path("game"))
    assert opened.session is None
    assert not opened.branch
    with pytest.raises(RecordError, match="first line is damaged"):
        saved.branch(saves, saves.path("game"))
    assert saves.path("game").read_bytes() == raw


def test_a_game_with_another_deck_is_looked_at_as_far_as_it_goes(saves: Saves) -> None:
    """It says where and why it stopped; going on is a new game with the deck of now."""
    session = begun(saves, choices=12)
    deck = changed_deck("effects: {mud: +15}", "effects: {mud: +25}")
    opened = saved.open_game(saves, saves.path("game"), deck)
    assert opened.session is not None
    assert opened.branch
    assert "the game goes differently with the deck as it is now" in opened.told[0]
    assert 0 < len(opened.session.moves) < len(session.moves)
    with pytest.raises(RecordError):
        play_some(opened.session, Random(1), 1)
    new = saved.branch(saves, saves.path("game"), "with the new deck", deck)
    assert new.session is not None
    assert new.session.journal.header.digest == deck.digest
    play_out(new.session, Random(1))
    new.session.close()
    again = saved.open_game(saves, new.path)
    assert again.session is not None
    assert again.session.state.digest() == new.session.state.digest()
    assert again.told == ()


def test_a_game_under_other_rules_is_looked_at_and_branched(saves: Saves) -> None:
    """Though every position is the same, the old file is not added to."""
    session = begun(saves)
    raw = saves.path("game").read_bytes()
    with patch.object(saved, "VERSION", 9), patch("debate.store.replay.VERSION", 9):
        opened = saved.open_game(saves, saves.path("game"))
        assert opened.session is not None
        assert opened.session.moves == session.moves
        assert opened.told[0] == "The rules have changed since, but the game plays as it was recorded."
        assert opened.session.read_only
        new = saved.branch(saves, saves.path("game"))
        assert new.session is not None
        play_some(new.session, Random(1), 1)
        new.session.close()
    assert saves.path("game").read_bytes() == raw


def test_a_game_elsewhere_is_only_looked_at(saves: Saves, tmp_path: Path) -> None:
    """As those that come with the program: nothing is written there, and going on is a copy in one's own folder."""
    begun(saves)
    mine = Saves(tmp_path / "mine")
    raw = saves.path("game").read_bytes()
    opened = saved.open_game(mine, saves.path("game"))
    assert opened.session is not None
    assert opened.session.read_only
    new = saved.branch(mine, saves.path("game"))
    assert new.path.parent == mine.folder
    assert new.session is not None
    play_some(new.session, Random(1), 1)
    assert saves.path("game").read_bytes() == raw


def test_an_opponent_that_is_not_known_here_is_played_by_its_script(saves: Saves) -> None:
    """A game from a later version with an opponent of that version."""
    session = begun(saves)
    session = saved.open_game(saves, saves.path("game")).session or session
    session.takeover("town", Seat("planner"))
    session.close()
    again = saved.open_game(saves, saves.path("game")).session
    assert again is not None
    play_out(again, Random(1))
    assert again.state.over


def test_a_game_that_is_not_there_says_so(saves: Saves) -> None:
    gone = saves.folder / "gone.game"
    ways: list[Callable[[Saves, Path], object]] = [saved.open_game, saved.branch, partial(saved.export_as, form="json")]
    for act in ways:
        with pytest.raises(RecordError, match="no such file"):
            act(saves, gone)


def test_closing_a_session_lets_the_next_one_play(saves: Saves) -> None:
    begun(saves)
    first = saved.open_game(saves, saves.path("game")).session
    second = saved.open_game(saves, saves.path("game")).session
    assert first is not None
    assert second is not None
    assert second.read_only
    first.close()
    with pytest.raises(RecordError):
        play_some(first, Random(1), 1)
    third = saved.open_game(saves, saves.path("game")).session
    assert third is not None
    play_some(third, Random(1), 1)


@pytest.mark.parametrize("way", ["copy", "export and import", "rename"])
def test_what_was_only_copied_was_not_played(saves: Saves, tmp_path: Path, way: str) -> None:
    """*Continue* goes on with the game that somebody played, and not with a fresh copy; once the copy is played on, it
    is the one."""
    begun(saves, "mine", 5)
    path = saves.path("mine")
    if way == "copy":
        other = saves.copy(path, "backup")
    elif way == "rename":
        other = path = saves.rename(path, "ours")
    else:
        other = saves.import_(saves.export(path, tmp_path / "carried.debate"))
    os.utime(other, (other.stat().st_mtime + 3, other.stat().st_mtime + 3))
    found = saves.latest()
    assert found is not None
    assert found.path == path
    opened = saved.open_game(saves, other)
    assert opened.session is not None
    opened.session.journal.clock = lambda: "2999-01-01T00:00:00Z"
    play_some(opened.session, Random(1), 1)
    opened.session.close()
    found = saves.latest()
    assert found is not None
    assert found.path == other
