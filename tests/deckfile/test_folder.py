"""Which files of a folder are read as a deck, and which never are."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

import pytest

from debate.deckfile import Finding, check
from debate.deckfile.folder import MAX_DEPTH, almost, taken_for
from debate.deckfile.load import examine
from debate.workshop.beginning import ASKS, first_deck, first_playthrough, without_modeline, write
from debate.workshop.checking import examined, stamp
from debate.workshop.playthroughs import FOLDER

SECRET = "[P1] The password of the reader is swordfish."


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    """A small deck that plays, in a folder of its own."""
    folder = tmp_path / "inside" / "night-bus"
    assert ASKS
    write(folder, first_deck(folder, "night-bus", {}), first_playthrough({}))
    return folder


def told(findings: tuple[Finding, ...], word: str) -> list[str]:
    return [str(finding) for finding in findings if word in str(finding)]


# What lies outside.


@pytest.mark.parametrize("kind", ["absolute", "climbing", "over a link in the folder"])
def test_a_source_that_leads_out_of_the_folder_is_not_read(deck: Path, tmp_path: Path, kind: str) -> None:
    """The reader's own files are not shown as the words of a passage, and a finding says why."""
    secret = tmp_path / "diary.md"
    secret.write_text(SECRET)
    if kind == "absolute":
        (deck / "source.md").symlink_to(secret)
    elif kind == "climbing":
        (deck / "source.md").symlink_to("../../diary.md")
    else:
        (deck / "far").symlink_to(tmp_path)
        (deck / "source.md").symlink_to("far/diary.md")
    checked = examine(deck)
    assert checked.deck is not None
    assert checked.deck.texts == {}
    assert told(checked.findings, "leads out of the deck's folder")


def test_a_part_of_a_deck_that_leads_out_of_the_folder_is_not_read(deck: Path, tmp_path: Path) -> None:
    """Neither the file nor what stands in it is shown: a quoted line would tell a key or a password."""
    (tmp_path / "keys.yaml").write_text("password: swordfish\n")
    (deck / "more.yaml").symlink_to(tmp_path / "keys.yaml")
    found, findings = check(deck)
    assert found is None
    assert told(findings, "leads out of the deck's folder")
    assert "swordfish" not in str(examine(deck))


@pytest.mark.parametrize("whole", [True, False])
def test_playthroughs_that_lead_out_of_the_folder_are_not_read(deck: Path, tmp_path: Path, whole: bool) -> None:
    """A single file and the whole folder alike."""
    (tmp_path / "away").mkdir()
    (tmp_path / "away" / "a.play").write_text("swordfish\n")
    if whole:
        for path in (deck / FOLDER).iterdir():
            path.unlink()
        (deck / FOLDER).rmdir()
        (deck / FOLDER).symlink_to(tmp_path / "away")
    else:
        (deck / FOLDER / "a.play").symlink_to(tmp_path / "away" / "a.play")
    checked = examined(str(deck))
    assert told(checked.findings, "leads out of the deck's folder")
    assert "swordfish" not in str(checked)


def test_the_first_lines_that_the_schema_command_looks_for_are_those_of_the_folder(deck: Path, tmp_path: Path) -> None:
    """A linked file outside is not opened for this either."""
    (tmp_path / "other.yaml").write_text("title: Other\n")
    (deck / "other.yaml").symlink_to(tmp_path / "other.yaml")
    assert without_modeline(deck, deck / "deck.schema.json") == []


def test_links_that_stay_inside_are_read_and_so_is_a_folder_that_is_a_link(deck: Path, tmp_path: Path) -> None:
    """What the author arranged within the folder works, and whoever names a link to a folder has chosen it."""
    (deck / "texts").mkdir()
    (deck / "texts" / "mine.md").write_text("[P1] My own words.")
    (deck / "source.md").symlink_to("texts/mine.md")
    (tmp_path / "link").symlink_to(deck)
    for path in (deck, tmp_path / "link"):
        checked = examine(path)
        assert checked.deck is not None
        assert checked.deck.texts == {"P1": "My own words."}


# Odd folders.


def test_links_in_a_circle_are_told(deck: Path) -> None:
    """One finding each, no traceback, whether the circle is a part, the source or the folder itself."""
    (deck / "a.yaml").symlink_to("b.yaml")
    (deck / "b.yaml").symlink_to("a.yaml")
    (deck / "source.md").symlink_to("source.md")
    assert len(told(check(deck)[1], "symbolic link")) == 2
    loop = deck.parent / "loop"
    loop.symlink_to("loop")
    assert check(loop)[0] is None
    assert check(loop)[1]


@pytest.mark.skipif(os.open not in os.supports_dir_fd, reason="makes folders by descriptor")
def test_very_deep_folders_are_looked_into_only_so_far(deck: Path) -> None:
    """1,500 folders in each other neither end in a traceback nor take long; what lies far down is no deck's."""
    here = os.open(deck, os.O_RDONLY)
    try:
        for _ in range(1500):
            os.mkdir("d", dir_fd=here)
            below = os.open("d", os.O_RDONLY, dir_fd=here)
            os.close(here)
            here = below
        os.close(os.open("deep.yaml", os.O_CREAT | os.O_WRONLY, dir_fd=here))
    finally:
        os.close(here)
    try:
        assert check(deck)[0] is not None
        assert len(stamp(deck)) == 2
    finally:
        subprocess.run(["rm", "-rf", deck / "d"], check=True)  # more than pytest can clear away


def test_a_part_may_lie_some_folders_down(deck: Path) -> None:
    """As deep as any author goes."""
    low = deck.joinpath(*"abcd")
    low.mkdir(parents=True)
    (low / "more.yaml").write_text("leaves-out: 1\n")
    assert told(check(deck)[1], "a/b/c/d/more.yaml")
    assert MAX_DEPTH > 4


# Names that are nearly right.


@pytest.mark.parametrize(
    "name", ["deck.yaml.txt", "DECK.YAML", "deck.yml", "Deck.Yml", "deck.yml.txt", "deck.YAML.TXT"]
)
def test_a_lone_file_with_nearly_the_right_name_is_named_with_its_cure(deck: Path, name: str) -> None:
    """The folder holds a deck, only under a name that is not read: one finding, at that file."""
    (deck / "deck.yaml").rename(deck / name)
    found, findings = check(deck)
    assert found is None
    assert len(findings) == 1
    assert findings[0].severity == "error"
    assert findings[0].file == f"{deck}/{name}"
    assert findings[0].right.endswith(".yaml")
    assert ("hide the '.txt'" in findings[0].sentence) == name.lower().endswith(".txt")


@pytest.mark.parametrize(
    ("name", "right"),
    [
        ("playthroughs/a.play.txt", "playthroughs/a.play"),
        ("playthroughs/a.PLAY", "playthroughs/a.play"),
        ("a.play", "playthroughs/a.play"),
        ("source.md.txt", "source.md"),
        ("Source.md", "source.md"),
        ("source.txt", "source.md"),
        ("more.yaml.txt", "more.yaml"),
    ],
)
def test_what_is_not_read_beside_a_deck_is_a_warning(deck: Path, name: str, right: str) -> None:
    """The deck plays; the file that its author believes to be read is told, with the name that it wants."""
    (deck / name).write_text("x")
    found, findings = check(deck)
    assert found is not None
    assert [(f.severity, f.file, f.right.rpartition("/")[2]) for f in findings] == [
        ("warning", f"{deck}/{name}", right.rpartition("/")[2])
    ]


@pytest.mark.parametrize("name", ["deck.yaml", "README.md", "notes.txt", ".deck.yaml.txt", "yaml", "deck.schema.json"])
def test_other_files_are_left_alone(name: str) -> None:
    """Nothing is said of what is read anyway, or is nothing of a deck's."""
    assert almost("", name) == ""


# Several decks, and names that are taken.


@pytest.mark.parametrize("where", ["copy of deck.yaml", "older/deck.yaml"])
def test_two_decks_in_one_folder_are_one_finding(deck: Path, where: str) -> None:
    """Not one finding for each id that stands twice."""
    (deck / where).parent.mkdir(exist_ok=True)
    (deck / where).write_bytes((deck / "deck.yaml").read_bytes())
    found, findings = check(deck)
    assert found is None
    assert len(findings) == 1
    assert "this folder holds two decks" in findings[0].sentence
    assert Path(where).name in findings[0].sentence


def test_a_name_that_means_a_shipped_deck_says_so(deck: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a deck of the program and a folder here have one name, the one that was taken is told."""
    monkeypatch.chdir(tmp_path)
    assert taken_for("zte") == ""
    (tmp_path / "zte").symlink_to(deck)
    assert "write './zte'" in taken_for("zte")
    assert taken_for("./zte") == ""
