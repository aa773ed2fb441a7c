"""Texts that are too long for a screen of 80 columns or a card, and texts that are hard to read."""

from __future__ import annotations

import pytest

from debate.deckfile.checks.reading import read, syllables
from debate.deckfile.load import examine
from debate.workshop.examples import base, examined

HARD = (
    "Notwithstanding considerable administrative difficulties, several proprietors of the quarter have voluntarily"
    " implemented inexpensive modifications, so that a realisation of the original intentions remains attainable for"
    " everybody who is in it and for all of us."
)


def found(stands: str, put: str) -> list[str]:
    assert base().count(stands) == 1
    return [f"{f.line}:{f.column} {f.code}: {f.sentence}" for f in examined(base().replace(stands, put)).findings]


@pytest.mark.parametrize(
    ("stands", "put", "sentence"),
    [
        ("    name: Money\n", f"    name: {'Money ' * 6}\n", "meter 'money': 'name' is cut off where it is shown"),
        ("text: From tomorrow on it is the rule.", f"text: {'It is so. ' * 40}", "'text' takes 6 rows of an 80-column"),
        (
            "warrant: Who decides should not be spared while others pay.",
            f"warrant: {'We pay. ' * 130}",
            "its parts take 19 rows of an 80-column card",
        ),
        (
            "claim: The plan is paid for by us.",
            f"claim: {'We pay. ' * 13}",
            "'claim' is too long to be read at a glance",
        ),
        (
            "says: People trust what they could try.",
            f"says: {'It is so. ' * 9}",
            "'says' is too long to be read at a glance",
        ),
        (
            "says: What people hoped for besides has other causes.",
            f"says: {'It is so. ' * 14}",
            "'says' is too long to be read at a glance",
        ),
        ("    name: Money\n", "    name: Money\n    nick: all our money\n", "'nick' is cut off where it is shown"),
        ("{name: Results,", "{name: Results that everybody would like to see,", "'name' is cut off where it is shown"),
    ],
)
def test_too_long_for_a_card(stands: str, put: str, sentence: str) -> None:
    (line,) = found(stands, put)
    assert " card: " in line
    assert sentence in line


def test_wide_letters_count_twice() -> None:
    """What counts are cells of the screen."""
    assert found("    name: Money\n", f"    name: {'金' * 14}\n") == []
    assert len(found("    name: Money\n", f"    name: {'金' * 16}\n")) == 1


def test_a_hard_text_has_a_warning_at_its_place() -> None:
    """Long ones only: a few hard words in a short text are no reason to complain."""
    stands = "text: You show how it could be done better."
    (line,) = found(stands, f'text: "{HARD}"')
    assert "grade: move 'join-in': this text reads at grade 2" in line
    number = next(number for number, text in enumerate(base().splitlines(), 1) if stands in text)
    assert line.startswith(f"{number}:11 ")
    assert found(stands, "text: Notwithstanding administrative difficulties.") == []


def test_the_author_sets_the_limit() -> None:
    """``reading: {grade: 20}`` lets more through, a low one less; the note tells the grade of the whole deck."""
    text = base().replace("text: You show how it could be done better.", f'text: "{HARD}"')
    assert [f.code for f in examined(text + "reading: {grade: 20}\n").findings] == ["grade"]
    assert "and grade 20 is wanted" in examined(text + "reading: {grade: 20}\n").findings[0].sentence
    silent = text + "reading: {grade: 9}\n"
    silent = silent.replace("  fairness:\n", "  grade: {join-in: A parody.}\n  fairness:\n", 1)
    assert examined(silent).findings == ()
    (note,) = examined(base()).notes
    assert note.severity == "note"
    assert note.sentence.startswith("the texts read at about grade ")


def test_another_language_has_no_grade() -> None:
    """The formula is for English; what is not English is left alone."""
    text = base()
    for word in ("the", "of", "and", "to", "a", "in", "is", "it", "that", "for", "was", "by", "be", "not", "this"):
        text = text.replace(f" {word} ", " blu ")
    assert examined(text).notes == ()


@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_shipped_decks_fit_and_read_easily(name: str) -> None:
    """For fifteen-year-olds: grade 8 at most in all."""
    checked = examine(name)
    assert checked.findings == ()
    (note,) = checked.notes
    assert float(note.sentence.split("grade ")[1].split()[0]) <= 8


def test_the_formula() -> None:
    """0.39 x words a sentence + 11.8 x syllables a word - 15.59; stops inside a word end nothing."""
    counts = read("The cat sat on the mat. It had 3.5 mice, of the U.S. kind!")
    assert (counts.words, counts.sentences) == (14, 2)
    easy, hard = read("The cat sat on the mat."), read(HARD)
    assert easy.grade == 0
    assert hard.grade > 20
    one = read("Visitors wander where money is wanted.")
    assert one.syllables == 3 + 2 + 1 + 2 + 1 + 2
    assert one.grade == pytest.approx(0.39 * 6 + 11.8 * 11 / 6 - 15.59)
    assert read("").grade == 0


def test_syllables_are_about_right() -> None:
    """Counted by hand; of a hundred such words nine in ten should be right."""
    known = {
        1: "the make makes walked played queue be he size times rules called whole trees used learned are there bed",
        2: "table wanted added churches people little apples science island ferry boxes changes houses horses being",
        3: "beautiful area idea visitors created company capital president strategic leverage policy government",
        4: "security America education political economy responsible",
    }
    words = [(word, count) for count, line in known.items() for word in line.split()]
    right = sum(syllables(word) == count for word, count in words)
    assert right >= 0.9 * len(words)
