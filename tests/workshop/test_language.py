"""Decks in another language than the program's: their texts are marked, so that a screen reader speaks them so."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

import attrs
import pytest

from debate.debrief.spoken import PROGRAM, holds_words, runs
from debate.deckfile import kinds as k
from debate.deckfile.keys import SINGLE
from debate.deckfile.load import examine_files
from debate.deckfile.sections import SECTIONS
from debate.rules import classwork, deck, grounds
from debate.rules.deck import Deck
from debate.workshop.examples import base
from debate.workshop.paper.document import document


def german(language: str = "de") -> str:
    """A deck with some German texts in it."""
    text = base().replace("\ntitle: ", f"\nlanguage: {language}\ntitle: ", 1)
    text = text.replace("title: Carry the plan out", "title: Den Plan ausführen")
    return text.replace("says: Running it costs money every round.", "says: Der Betrieb kostet jede Runde Geld.")


def deck_of(text: str) -> Deck:
    found = examine_files("d", {"deck.yaml": text.encode()})
    assert found.deck is not None, found.findings
    return found.deck


def test_the_print_of_a_german_deck_is_marked() -> None:
    """The page is English, what the deck says is German, also inside a sentence of the program's."""
    made = document(deck_of(german()))
    assert '<html lang="en">' in made
    assert re.search(r'<title lang="de">', made)
    assert '<span lang="de">Den Plan ausführen</span>' in made
    assert '<span lang="de">Der Betrieb kostet jede Runde Geld.</span>' in made
    assert "<span lang" not in document(deck_of(base()))
    bare = re.sub(r'<span lang="de">(.*?)</span>', r"\1", made)
    assert bare == document(deck_of(german("en"))).replace('<title lang="en">', '<title lang="de">')


def test_a_line_is_parted_where_the_language_changes() -> None:
    """Words of the program around a title of the deck keep their language; nothing is lost."""
    deck = deck_of(german())
    line = "The council played 'Den Plan ausführen', without a case."
    parts = list(runs(deck, line))
    assert ("Den Plan ausführen", "de") in parts
    assert ("The council", "de") in parts
    assert (" played '", PROGRAM) in parts
    assert "".join(text for text, _ in parts) == line
    assert list(runs(deck_of(base()), line)) == [(line, PROGRAM)]


@pytest.mark.parametrize(
    ("written", "right"),
    [("German", "de"), ("Deutsch", "de"), ("de_DE", "de-DE"), ("d", "a tag such as"), ("German!", "a tag such as")],
)
def test_what_is_no_tag_gets_one(written: str, right: str) -> None:
    """A name of a language is told as its tag."""
    found = examine_files("d", {"deck.yaml": german(written).encode()})
    assert found.deck is None
    (finding,) = found.findings
    assert finding.code == "value"
    assert finding.right.startswith(right)


@pytest.mark.parametrize(
    ("written", "read"), [("DE-de", "de-DE"), ("no", "no"), ("pt-br", "pt-BR"), ("zh-Hans", "zh-Hans")]
)
def test_tags_are_written_in_one_way(written: str, read: str) -> None:
    """Capitals as pages have them; Norwegian is no yes or no."""
    assert deck_of(german(written)).language == read


def test_the_grade_is_told_only_of_english_decks() -> None:
    """How hard a text reads is worked out for English; a deck that says it is German has no such note."""
    assert [note.code for note in examine_files("d", {"deck.yaml": base().encode()}).notes] == ["grade"]
    assert examine_files("d", {"deck.yaml": german().encode()}).notes == ()


def declared(keys: Mapping[str, k.Key]) -> Iterator[str]:
    for name, key in keys.items():
        yield from of(key.kind, key.attr or name)


def of(kind: k.Kind, name: str) -> Iterator[str]:
    match kind:
        case k.Text() | k.TextOrId():
            yield name
        case k.ListOf(item):
            yield from of(item, name)
        case k.Table(_, value):
            yield from of(value, name)
        case k.Record(keys):
            yield from declared(keys)


def test_every_text_that_a_deck_may_hold_counts_as_one() -> None:
    """Whatever key is added, its words are marked too."""
    names = set(declared(SINGLE)) | {name for section in SECTIONS.values() for name in declared(section.keys)}
    made = [value for module in (deck, grounds, classwork) for value in vars(module).values()]
    kinds = [value for value in made if isinstance(value, type) and attrs.has(value)]
    assert names <= {field.name for kind in kinds for field in attrs.fields(kind) if holds_words(field)}
