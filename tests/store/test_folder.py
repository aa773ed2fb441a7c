"""A folder of saved games: everything in it is listed with what is wrong; whole games are moved without loss."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from debate import saves as saved
from debate.game.session import Session
from debate.locations import saves_folder, shipped_saves
from debate.settings import ASIDE, FILE
from debate.store import RecordError, Saves, Seat, names, portable
from debate.store.fields import Malformed
from debate.store.learner import Learner
from tests.store.work import DECK, new_session, play_out, play_some


def begun(saves: Saves, name: str, choices: int = 4, seed: int = 3) -> Session:
    session = new_session(seed)
    saved.begin(saves, session, name)
    play_some(session, Random(1), choices)
    session.close()
    return session


@pytest.fixture
def saves(tmp_path: Path) -> Saves:
    return Saves(tmp_path / "saves")


def test_no_folder_is_no_games(saves: Saves) -> None:
    assert saves.listing() == ()
    assert saved.latest(saves) is None


def test_a_game_is_listed_with_what_a_person_asks_of_it(saves: Saves) -> None:
    """Name, deck, role, round, last played; the ending once it is over."""
    session = begun(saves, "On Monday")
    (item,) = saves.listing()
    assert item.header is not None
    assert (item.name, item.header.title, item.people) == ("On Monday", "The harbour", ("The port",))
    assert (item.round, item.phase) == (session.state.round, session.state.phase)
    assert item.played == session.journal.entries[-1].at
    assert item.problem is None
    assert item.playable
    again = saved.open_game(saves, item.path, DECK).session
    assert again is not None
    play_out(again, Random(1))
    (item,) = saves.listing()
    assert item.ending == DECK.endings[again.outcome().ending].title
    assert not item.playable


def test_what_is_written_about_a_game_does_not_play_it(saves: Saves) -> None:
    """A game that is looked at and written about afterwards keeps its time, and its place in the list."""
    first = begun(saves, "first")
    begun(saves, "second").close()
    times = {item.name: item.played for item in saves.listing()}
    first = saved.open_game(saves, saves.path("first"), DECK).session or first
    first.journal.clock = lambda: "2999-01-01T00:00:00Z"
    first.write("contest", {"kind": "doubt"})
    first.close()
    assert {item.name: item.played for item in saves.listing()} == times


def test_damaged_and_foreign_files_are_listed_with_what_is_wrong(saves: Saves) -> None:
    """Never hidden: each with a sentence; sound games first."""
    begun(saves, "sound")
    begun(saves, "broken")
    path = saves.path("broken")
    raw = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(b"".join([*raw[:2], b"x" + raw[2][1:], *raw[3:]]))
    (saves.folder / "notes.txt").write_text("Dear diary")
    (saves.folder / "empty.game").touch()
    (saves.folder / "torn.game").write_bytes(saves.path("sound").read_bytes()[:-5])
    found = {item.name: item for item in saves.listing()}
    assert next(iter(found)) in ("sound",)
    assert found["broken"].problem is not None
    assert found["broken"].problem.sentence == (
        "Line 3 is damaged (its checksum does not fit); everything up to entry 1 is good."
    )
    assert found["broken"].header is not None
    assert not found["broken"].playable
    assert {name for name, item in found.items() if item.problem is None} == {"sound"}
    assert found["torn"].playable
    assert found["empty"].problem is not None
    assert found["empty"].problem.sentence == "The file is empty."
    assert found["notes.txt"].problem is not None


def test_what_the_program_keeps_beside_the_games_is_not_listed(saves: Saves) -> None:
    """What is to be recalled, and the settings: neither is told of as a game that cannot be read."""
    begun(saves, "Mine")
    Learner(saves.folder).write("recall", {"what": "is kept"})
    for name in (FILE, ASIDE):
        (saves.folder / name).write_text("theme = 'dark'")
    assert [item.name for item in saves.listing()] == ["Mine"]


def test_hostile_file_names_are_made_safe(saves: Saves) -> None:
    """An escape character in a file's name does not reach the screen."""
    begun(saves, "sound")
    (saves.folder / "\x1b[2Jx\u202e.game").write_bytes(b"x")
    assert all(item.name.isprintable() for item in saves.listing())


def test_continue_takes_the_game_that_was_played_last(saves: Saves) -> None:
    """Of those that are not over and not damaged."""
    for name in ("first", "second", "third"):
        begun(saves, name)
    over = new_session()
    saved.begin(saves, over, "over")
    play_out(over, Random(1))
    opened = saved.open_game(saves, saves.path("second"), DECK).session
    assert opened is not None
    opened.journal.clock = lambda: "2999-01-01T00:00:00Z"
    play_some(opened, Random(1), 1)
    opened.close()
    latest = saved.latest(saves)
    assert latest is not None
    assert latest.name == "second"


def test_rename_copy_delete(saves: Saves) -> None:
    """Each leaves the record itself untouched; a taken name is refused."""
    begun(saves, "one")
    begun(saves, "two", seed=4)
    raw = saves.path("one").read_bytes()
    renamed = saves.rename(saves.path("one"), "uno")
    assert renamed.read_bytes() == raw
    copied = saves.copy(renamed, "dos")
    assert copied.read_bytes() == raw
    for change in (saves.rename, saves.copy):
        with pytest.raises(RecordError, match="There is a game called 'two' already"):
            change(renamed, "two")
    saves.delete(renamed)
    assert sorted(item.name for item in saves.listing()) == ["dos", "two"]
    for change in (saves.rename, saves.copy):
        with pytest.raises(RecordError, match="no such file"):
            change(renamed, "three")
    with pytest.raises(RecordError, match="no such file"):
        saves.delete(renamed)
    with pytest.raises(RecordError, match="folder"):
        saves.delete(saves.folder / "decks")


def test_a_game_goes_to_another_machine_as_one_file(saves: Saves, tmp_path: Path) -> None:
    """With its deck: it plays there though that machine has never seen the deck. Importing twice numbers it."""
    session = begun(saves, "On Monday")
    target = saves.export(saves.path("On Monday"), tmp_path)
    assert target == tmp_path / "On Monday.debate"
    with pytest.raises(RecordError, match="There is a file at"):
        saves.export(saves.path("On Monday"), target)
    there = Saves(tmp_path / "there")
    assert there.import_(target).name == "On Monday.game"
    assert there.import_(target).name == "On Monday 2.game"
    opened = saved.open_game(there, there.path("On Monday"))
    assert opened.session is not None
    assert opened.session.state.digest() == session.state.digest()
    assert opened.session.source.digest == DECK.digest
    assert not opened.session.read_only


def test_a_damaged_game_travels_as_it_is(saves: Saves, tmp_path: Path) -> None:
    begun(saves, "broken")
    path = saves.path("broken")
    raw = bytearray(path.read_bytes())
    raw[-40] = 0xFF
    path.write_bytes(raw)
    there = Saves(tmp_path / "there")
    assert there.import_(saves.export(path, tmp_path / "broken.debate")).read_bytes() == raw


def test_a_bare_record_can_be_imported(saves: Saves, tmp_path: Path) -> None:
    begun(saves, "one")
    there = Saves(tmp_path / "there")
    assert there.import_(saves.path("one")).read_bytes() == saves.path("one").read_bytes()


def test_what_holds_no_game_is_not_imported(saves: Saves, tmp_path: Path) -> None:
    """Refused with a sentence, and nothing is left in the folder."""
    sound = portable.portable_file(b'{"debate-game":1,', None)
    for name, raw in {
        "text": b"Dear diary",
        "empty": b"",
        "cut": sound[:-9],
        "no game in it": sound,
        "turned": sound.replace(b"game", b"gane", 1),
        "nesting": b'{"debate-portable":' + b"[" * 100_000,
        "a later form": sound.replace(b'"debate-portable":1', b'"debate-portable":2'),
    }.items():
        path = tmp_path / name
        path.write_bytes(raw)
        with pytest.raises(RecordError) as caught:
            saves.import_(path)
        assert caught.value.sentence.isprintable()
    assert saves.listing() == ()


HOSTILE_PATHS = ["../x.yaml", "/etc/passwd", "a/../../x", "a\\b", "C:x", "", "x" * 300, "a\x1b.yaml", "..", "a/.."]


@pytest.mark.parametrize("path", HOSTILE_PATHS)
def test_deck_files_with_hostile_paths_are_refused(path: str) -> None:
    with pytest.raises(Malformed):
        portable.read_deck_file(portable.deck_file({path: b"x"}))


def test_the_deck_is_kept_as_it_was_played(saves: Saves, tmp_path: Path) -> None:
    """Editing the deck's files later changes nothing for the game."""
    begun(saves, "one")
    opened = saved.open_game(saves, saves.path("one"))
    assert opened.session is not None
    assert opened.session.source.digest == DECK.digest
    kept = list((saves.folder / "decks").iterdir())
    assert [path.name for path in kept] == [f"{DECK.digest}.deck"]
    assert portable.read_deck_file(kept[0].read_bytes()) == DECK.files


def test_a_kept_deck_that_is_not_the_deck_is_not_used_and_replaced(saves: Saves) -> None:
    """Its digest does not fit: as good as not there; the next game keeps it anew."""
    begun(saves, "one")
    kept = next((saves.folder / "decks").iterdir())
    for raw in (b"", b"x", portable.deck_file({"harbour.yaml": b"x"}), kept.read_bytes()[:-9]):
        kept.write_bytes(raw)
        assert saves.kept_deck(DECK.digest) is None
        opened = saved.open_game(saves, saves.path("one"))
        assert opened.session is None
        assert "The deck 'The harbour' is not here" in opened.told[0]
    begun(saves, "two")
    assert saves.kept_deck(DECK.digest) == DECK.files


def test_what_a_killed_program_left_is_removed_after_a_day(saves: Saves) -> None:
    import os

    begun(saves, "one")
    old, new = saves.folder / ".new-old", saves.folder / ".new-new"
    old.touch()
    new.touch()
    os.utime(old, (0, 0))
    begun(saves, "two")
    assert not old.exists()
    assert new.exists()


def test_games_of_one_wish_are_numbered(saves: Saves) -> None:
    for _ in range(3):
        begun(saves, "Harbour, The port")
    assert sorted(item.name for item in saves.listing()) == [
        "Harbour, The port",
        "Harbour, The port 2",
        "Harbour, The port 3",
    ]


def test_a_session_is_called_after_deck_and_role(saves: Saves) -> None:
    session = new_session(people={"port": Seat("person"), "town": Seat("person")})
    assert saved.begin(saves, session).stem == "The harbour, The port and The town"


BAD = [
    "",
    " ",
    "a/b",
    "a\\b",
    "..",
    ".hidden",
    "-x",
    "con",
    "COM1.x",
    "x" * 81,
    "a\x00",
    "a\u202e",
    "ends.",
    "a:b",
    "a*",
]


@pytest.mark.parametrize("name", BAD)
def test_names_that_no_game_can_have(name: str, saves: Saves) -> None:
    with pytest.raises(RecordError):
        saves.path(name)


@pytest.mark.parametrize("name", ["Monday", "Été 2018", "贸易战", "O'Neil & co.!", "a  b", "x" * 80])
def test_names_that_a_game_can_have(name: str) -> None:
    assert names.checked_name(name) == name.strip()


@pytest.mark.parametrize("text", [*BAD, "\x1b[2J", "🙂", "a\nb", "é" * 300, "...", "con"])
def test_a_name_can_be_made_of_anything(text: str) -> None:
    made = names.plain_name(text)
    assert names.checked_name(made) == made


def test_where_saves_live(tmp_path: Path) -> None:
    """The option, then the variable, then the checkout, then the user's data folder."""
    checkout, installed = tmp_path / "checkout", tmp_path / "lib"
    (checkout / "decks").mkdir(parents=True)
    (checkout / "pyproject.toml").touch()
    package = checkout / "debate"
    assert saves_folder("here", {}, package) == Path.cwd() / "here"
    assert saves_folder("/x", {"DEBATE_SAVES": "/y"}, package) == Path("/x")
    assert saves_folder(None, {"DEBATE_SAVES": "/y"}, package) == Path("/y")
    assert saves_folder(None, {}, package) == checkout / "saves"
    assert saves_folder(None, {}, installed / "debate").parts[-2:] == ("debate", "saves")
    assert shipped_saves(package) == checkout / "saves" / "shipped"


@pytest.mark.parametrize("name", ["CON", "nul.old", "Com1", "lpt³", "conout$"])
def test_a_device_of_windows_is_told_as_what_it_is(name: str) -> None:
    """The sentence names the reason; the name already begins and ends with a letter."""
    with pytest.raises(names.BadName, match=r"Windows keeps this name|cannot stand"):
        names.checked_name(name)
