"""From files to a deck: what is read where, and what the deck then holds."""

from __future__ import annotations

import gc
import os
import pickle
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest

from debate.deckfile import DeckError, check, check_files, load_deck, shipped_decks
from debate.deckfile.keys import GROUNDS
from debate.deckfile.kinds import Record
from debate.deckfile.sections import SECTIONS
from debate.rules.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Effects,
    FlagIs,
    Lasting,
    NoneOf,
    Recent,
    StepTable,
)
from debate.rules.deck import Deck, Rounds, TableRules
from debate.rules.grounds import Grounds

ROOT = Path(__file__).parent.parent.parent
HARBOUR = ROOT / "tests" / "decks" / "harbour.yaml"


@pytest.fixture(scope="module")
def deck() -> Deck:
    return load_deck(HARBOUR)


def split(text: str, folder: Path) -> None:
    """Each top section of the deck in a file of its own, in order."""
    blocks: list[str] = []
    for line in text.splitlines(keepends=True):
        if line[0] not in " #" or not blocks:
            blocks.append("")
        blocks[-1] += line
    for number, block in enumerate(blocks):
        (folder / f"{number:02}.yaml").write_text(block, encoding="utf-8")


def test_every_notation_becomes_a_plain_value(deck: Deck) -> None:
    """Conditions, effects and amounts as the rules want them, each from its own line of the deck."""
    assert deck.links["ships-come"].when == (FlagIs("channel", ("dug",)), Compare("meter", "mud", "below", 70))
    assert deck.links["ships-come"].effects == Effects(
        meters=(("cargo", StepTable("mud", ((0, 20), (40, 10), (80, 0)))),)
    )
    assert deck.links["digging-costs"].effects == Effects(meters=(("debt", 20),), capital=(("town", -1),))
    assert deck.links["mud-shuts-the-beach"].effects.flags == (("beach", "shut"),)
    assert deck.moves["dig"].needs == (
        FlagIs("channel", ("shallow",)),
        AnyOf(((Compare("meter", "cargo", "below", 60),), (Compare("round", "", "at least", 3),))),
        NoneOf(((FlagIs("beach", ("shut",)), Compare("meter", "mud", "above", 60)),)),
    )
    assert deck.moves["fill-in"].needs[1] == Recent("dig", 1, negated=True)
    assert deck.moves["share-the-fees"].needs == (Compare("capital", "port", "at least", 2),)
    assert deck.news["storm"].when == (Compare("times", "storm", "exactly", 0), Compare("round", "", "to", 2, 3))
    assert deck.news["storm"].odds == StepTable("mud", ((0, 10), (50, 40)))
    assert deck.opponents["port"][0].when == (Lasting(1, (FlagIs("channel", ("shallow",)),)),)
    assert deck.opponents["town"][0].when[1] == Recent("dig", 2)
    assert deck.endings["busy"].when[1] == Compare("meter", "cargo", "above", "start")
    assert deck.endings["muddy"].when == (
        AllOf(((Compare("meter", "mud", "at least", 40),), (Compare("times", "dig", "at least", 1),))),
    )


def test_keys_become_attributes(deck: Deck) -> None:
    """Capital, grounds, motives and the keys with another name than their attribute."""
    port = deck.roles["port"]
    assert (port.capital_start, port.capital_income, port.capital_max) == (4, 2, 8)
    assert deck.roles["town"].capital_max == 6
    assert port.motives["growth"].wants == {"cargo": 3, "debt": -1}
    assert port.motives["growth"].id == "growth"
    assert port.motives["growth"].par == 55
    assert port.motives["thrift"].par is None
    assert deck.arguments["ships-pay"].because == "The fee table."
    assert deck.arguments["ships-pay"].source == ("P1",)
    assert deck.opponents["port"][0].backing == ("ships-pay",)
    assert deck.opponents["port"][0].motives == ("growth",)
    assert deck.links["swimmers-leave"].grounds == Grounds((), "outside", ("K1",))
    assert deck.meters["debt"].seen_by == ("port",)
    assert deck.meters["debt"].shown_when == (Compare("meter", "debt", "at least", 80),)
    assert deck.meters["mud"].seen_by is None
    assert deck.rules == TableRules(5, 4, 1, 1, 2)
    assert deck.origin is not None
    assert deck.origin.year == "2021"
    assert deck.passages["P2"].gist == "Who digs, stirs up mud: it settles slowly."


def test_views_and_presets_are_typed_changes(deck: Deck) -> None:
    """Attribute -> value for what changes; once drops every, every drops once, grounds are merged."""
    assert deck.views["guests-count"].replaces == {"swimmers-leave": {"active": True}}
    assert deck.views["gloom"].includes == ("guests-count",)
    assert deck.views["gloom"].replaces == {
        "ships-come": {"every": 4, "once": False, "grounds": Grounds(("P1",), "outside", ("K1",))}
    }
    assert deck.presets["short"].rounds == Rounds(3, ("Round 1", "Round 2", "Round 3"), 1)
    assert deck.presets["short"].replaces == {"ships-come": {"once": True, "every": 1}}


def test_values_are_read_by_the_type_of_their_key(tmp_path: Path) -> None:
    """YAML's own guesses never apply: no, on, 12:30, 010 and dates are words in a text, 010 is ten in a number."""
    text = HARBOUR.read_text(encoding="utf-8")
    for old, new in (
        ("name: Cargo", "name: no"),
        ("low: empty quays", "low: 12:30"),
        ("high: full quays", "high: 2019-01-02"),
        ("start: 40", "start: 010"),
        ("min: 10", 'min: "+5"'),
        ("ends_the_game: yes", "ends_the_game: 'true'"),
        ("year: 2021", "year: 1_000"),
    ):
        text = text.replace(old, new)
    (tmp_path / "deck.yaml").write_text(text, encoding="utf-8")
    deck = load_deck(tmp_path / "deck.yaml")
    cargo = deck.meters["cargo"]
    assert (cargo.name, cargo.low, cargo.high, cargo.start, cargo.min) == ("no", "12:30", "2019-01-02", 10, 5)
    assert deck.endings["broke"].ends_the_game is True
    assert deck.origin is not None
    assert deck.origin.year == "1_000"


def test_text_is_kept_plain_and_composed(tmp_path: Path) -> None:
    """Paragraphs stay in prose and become blanks in titles; accents are composed (NFC)."""
    text = HARBOUR.read_text(encoding="utf-8")
    text = text.replace("    brief: You live by the sea.", "    brief: |\n      You live.\n\n      By the se\u0301a.\n")
    text = text.replace("    title: Dig the channel", "    title: |\n      Dig\n      the channel\n")
    (tmp_path / "deck.yaml").write_text(text, encoding="utf-8")
    deck = load_deck(tmp_path / "deck.yaml")
    assert deck.roles["town"].brief == "You live.\n\nBy the s\u00e9a."
    assert deck.moves["dig"].title == "Dig the channel"


# Files and folders.


def test_a_folder_is_one_deck(deck: Deck, tmp_path: Path) -> None:
    """A deck split into files reads the same; its order is that of the paths, and places name the file."""
    split(HARBOUR.read_text(encoding="utf-8"), tmp_path)
    (tmp_path / "README.md").write_text("not read")
    (tmp_path / ".hidden.yaml").write_text("a: b")
    parted = load_deck(tmp_path)
    for field in attrs.fields(Deck):
        if field.name not in ("digest", "places", "files", "_cache"):
            assert getattr(parted, field.name) == getattr(deck, field.name), field.name
    assert parted.places["links", "ships-come"][0].endswith(".yaml")
    assert parted.digest != deck.digest


def test_sections_may_be_spread_and_order_is_by_path(tmp_path: Path) -> None:
    """Sections of one name in several files are joined, sub-folders included, in the order of their paths."""
    text = HARBOUR.read_text(encoding="utf-8")
    (tmp_path / "m.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x.yaml").write_text("glossary:\n  quay: {term: quay, text: Where ships lie.}\n")
    (tmp_path / "z.yaml").write_text("glossary:\n  tide: {term: tide, text: The sea comes and goes.}\n")
    assert list(load_deck(tmp_path).glossary) == ["quay", "dredger", "tide"]


def test_what_stands_in_two_files_is_told_with_both_places(tmp_path: Path) -> None:
    """A single key, an id or the rules of a role in two files: the finding names the first place."""
    (tmp_path / "a.yaml").write_text(HARBOUR.read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "b.yaml").write_text(
        "title: Again\nflags:\n  mud: {name: Mud, values: {a: a}, start: a}\n"
        "opponents:\n  port:\n    - {play: dig, because: Again.}\n"
    )
    told = [f for f in check(tmp_path)[1] if f.severity == "error"]
    assert [(f.code, f.line) for f in told] == [("twice", 1), ("twice", 3), ("twice", 5)]
    assert all(f"{tmp_path}/a.yaml:" in f.sentence for f in told)


def test_what_is_missing_is_told_where_the_single_keys_stand(tmp_path: Path) -> None:
    """A folder whose first file holds cards only: the missing ``rounds`` are a matter of ``deck.yaml``."""
    text = "".join(line for line in HARBOUR.open(encoding="utf-8") if not line.startswith("rounds:"))
    (tmp_path / "deck.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "a-first.yaml").write_text("glossary:\n  mole: {term: mole, text: A wall in the sea.}\n")
    told = [finding for finding in check(tmp_path)[1] if finding.code == "missing"]
    assert [Path(finding.file).name for finding in told] == ["deck.yaml"]


def test_one_broken_file_does_not_hide_mistakes_in_others(tmp_path: Path) -> None:
    """A file that cannot be read is told beside a wrong number elsewhere, and nothing is called unknown for it."""
    split(HARBOUR.read_text(encoding="utf-8"), tmp_path)
    meters = next(path for path in tmp_path.glob("*.yaml") if path.read_text().startswith("meters:"))
    meters.write_text(meters.read_text() + "\tx")
    links = next(path for path in tmp_path.glob("*.yaml") if path.read_text().startswith("links:"))
    links.write_text(links.read_text().replace("every: 2", "every: 2.5"))
    assert {f.code for f in check(tmp_path)[1] if f.severity == "error"} == {"tab", "number"}


def test_reading_goes_on_after_a_mistake_in_yaml(tmp_path: Path) -> None:
    """Two broken lines in one file are told at once, each at its place."""
    text = HARBOUR.read_text(encoding="utf-8")
    text = text.replace("brief: You live on ships.", "brief: You live: on ships.")
    text = text.replace("ask: Who paid for the channel?", "ask: [Who] paid?")
    (tmp_path / "deck.yaml").write_text(text, encoding="utf-8")
    assert [f.code for f in check(tmp_path / "deck.yaml")[1]] == ["colon", "syntax"]


def test_line_ends_and_byte_order_marks_change_nothing(deck: Deck, tmp_path: Path) -> None:
    """A file saved by a Windows editor is the same deck, with the same digest and the same places."""
    raw = b"\xef\xbb\xbf" + HARBOUR.read_bytes().replace(b"\n", b"\r\n")
    (tmp_path / "harbour.yaml").write_bytes(raw)
    other = load_deck(tmp_path / "harbour.yaml")
    assert other.digest == deck.digest
    assert other.places == deck.places
    assert other.links == deck.links


def test_a_deck_can_be_sent_to_other_processes(deck: Deck) -> None:
    """A deck pickles, since batches of games run in worker processes."""
    assert pickle.loads(pickle.dumps(deck)).arguments == deck.arguments


def test_the_same_files_are_read_once(tmp_path: Path) -> None:
    """Opened again, it is the same deck; once a file has changed it is read anew, and so is a deck with errors."""
    shutil.copy(HARBOUR, tmp_path / "a.yaml")
    first = load_deck(tmp_path / "a.yaml")
    assert load_deck(tmp_path / "a.yaml") is first
    text = (tmp_path / "a.yaml").read_text("utf-8")
    (tmp_path / "a.yaml").write_text(text.replace(first.title, f"{first.title} 2"), "utf-8")
    assert load_deck(tmp_path / "a.yaml").title == f"{first.title} 2"
    (tmp_path / "a.yaml").write_text("format: 1\n", "utf-8")
    assert check(tmp_path / "a.yaml")[1] == check(tmp_path / "a.yaml")[1] != ()


def test_places_tell_where_items_stand(deck: Deck) -> None:
    """(section, id) -> file and line, as an editor counts."""
    file, line = deck.places["moves", "dig"]
    assert file == "harbour.yaml"
    assert HARBOUR.read_text(encoding="utf-8").splitlines()[line - 1] == "  dig:"


# Names and paths.


def test_shipped_decks_load_by_name() -> None:
    """Every shipped deck has a name that loads."""
    assert shipped_decks()
    for name in shipped_decks():
        deck, findings = check(name)
        assert deck is not None, "\n".join(map(str, findings))
        assert deck.id == name


def test_an_installed_program_finds_its_decks(tmp_path: Path) -> None:
    """Decks lie inside the package when it is installed from a wheel; names find them there, from any folder."""
    shutil.copytree(ROOT / "debate", tmp_path / "debate", ignore=shutil.ignore_patterns("__pycache__"))
    shipped = tmp_path / "debate" / "shipped" / "decks"
    shipped.mkdir(parents=True)
    shutil.copy(HARBOUR, shipped)
    script = "from debate.deckfile import *; print(shipped_decks(), load_deck('harbour').title)"
    env = {**os.environ, "PYTHONPATH": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", script], cwd=tmp_path, env=env, capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "('harbour',) The harbour"


def test_a_deck_that_is_far_too_large(tmp_path: Path) -> None:
    """Many files are no way around the limits."""
    for number in range(10):
        (tmp_path / f"{number}.yaml").write_text("# " + "x" * 1_000_000)
    assert "long" in {f.code for f in check(tmp_path)[1]}
    for number in range(101):
        (tmp_path / f"{number}.yaml").write_text("")
    assert [f.code for f in check(tmp_path)[1]] == ["long"]


@pytest.mark.parametrize("name", ["zt", "no/such/place", "x.yaml", "", "a\0b", "~", "x" * 5000])
def test_a_deck_that_is_not_there(name: str) -> None:
    """One finding that lists what there is, for a misspelt name as for a path."""
    with pytest.raises(DeckError) as caught:
        load_deck(name)
    (finding,) = caught.value.findings
    assert finding.code in ("unknown", "file")
    assert str(caught.value) == str(finding)
    if name == "zt":
        assert "did you mean 'zte'?" in str(finding)


def test_an_empty_folder_and_a_wrong_ending(tmp_path: Path) -> None:
    """A folder without .yaml files says so; a .yml file is pointed out."""
    (finding,) = check(tmp_path)[1]
    assert finding.code == "file"
    (tmp_path / "deck.yml").write_text("a: b")
    assert {f.right for f in check(tmp_path)[1]} >= {"deck.yaml"}


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_what_is_not_a_file_is_not_waited_for(tmp_path: Path) -> None:
    """A pipe named like a deck is told, not read."""
    os.mkfifo(tmp_path / "pipe.yaml")
    assert [f.sentence for f in check(tmp_path)[1]] == ["this is not a file"]
    assert check(tmp_path / "pipe.yaml")[0] is None


def test_file_names_are_shown_safely(tmp_path: Path) -> None:
    """A file name that would move the cursor is spelt out in the finding."""
    try:
        (tmp_path / "a\x1b[2J.yaml").write_text("b")
    except (OSError, ValueError):
        pytest.skip("the file system refuses such names")
    assert all(str(finding).isprintable() for finding in check(tmp_path)[1])


# The declarations.


def test_defaults_are_those_of_the_classes() -> None:
    """What the table of keys says of a default is what a deck made in memory has."""
    for section in SECTIONS.values():
        fields = attrs.fields_dict(section.make)  # type: ignore[arg-type]
        for name, key in section.keys.items():
            if name in GROUNDS and key is GROUNDS[name]:
                assert key.default == attrs.fields_dict(Grounds)[name].default
                continue
            keys = {name: key}
            if isinstance(key.kind, Record) and key.kind.make is None:
                keys = dict(key.kind.keys)
            for inner, declared in keys.items():
                default: Any = fields[declared.attr or inner].default
                if isinstance(default, attrs.Factory):  # type: ignore[arg-type]
                    default = default.factory()
                assert (default is attrs.NOTHING) == declared.required, (section.noun, inner)
                if not declared.required:
                    assert default == declared.default, (section.noun, inner)


def test_every_key_is_explained() -> None:
    """Each key and section has a help text for the reference."""
    for section in SECTIONS.values():
        assert section.help
        assert all(key.help for key in section.keys.values())


def test_a_declined_offer_can_be_asked_about() -> None:
    """Of an offer, with the words of a move; a once-only one can be declined more often than once."""
    from debate.rules.conditions import Compare, Recent
    from debate.rules.words import in_words
    from debate.workshop.examples import base, examined

    wanted = "when: {declined: {offer-a-bargain: at least 2}, none_of: [{declined: {offer-a-bargain: this round}}]}"
    checked = examined(base().replace("when: {anger: at least 80}", wanted))
    assert checked.findings == ()
    assert checked.deck is not None
    first, second = checked.deck.endings["revolt"].when
    assert first == Compare("times", "declined.offer-a-bargain", "at least", 2)
    assert getattr(second, "options", ()) == ((Recent("declined.offer-a-bargain", 1),),)
    assert in_words(checked.deck, (first,)) == "'Offer a bargain' has been declined at least 2 times"
    assert in_words(checked.deck, second.options[0]) == "'Offer a bargain' was declined this round"  # type: ignore[union-attr]


@pytest.mark.parametrize("broken", [False, True])
def test_what_was_read_is_freed_at_once(broken: bool) -> None:
    """Nothing of a deck hangs in a circle, so nothing is left to be found later; and the search goes on as before."""
    text = (ROOT / "tests" / "decks" / "harbour.yaml").read_text(encoding="utf-8")
    written = text.replace("evidence:", "evidense: [", 1) if broken else text
    first, second = ({"deck.yaml": f"{written}\n# {number}".encode()} for number in (1, 2))  # each is read
    check_files("harbour", first)
    assert gc.isenabled()
    gc.disable()
    try:
        gc.collect()
        assert (check_files("harbour", second)[0] is None) == broken
        assert gc.collect() == 0
        assert not gc.isenabled()
    finally:
        gc.enable()
