"""The cleaner of text from outside."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate.deckfile.finding import Finding, quote
from debate.rules.text import MAX_MARKS, TextError, clean, describe, refused, stripped, visible

REFUSED = {
    "a\x1bb": "control",
    "a\x00b": "control",
    "a\x85b": "control",
    "a\tb": "tab",
    "a\rb": "line break",
    "a\nb": "line break",
    "a\u202eb": "direction",
    "a\u2066b": "direction",
    "a\u200bb": "invisible",
    "a\u200db": "invisible",
    "a\ufeffb": "invisible",
    "a\u00adb": "invisible",
    "a\u3164b": "invisible",
    "a\u2028b": "line separator",
    "a\ud800b": "surrogate",
    "a\ufffeb": "no character",
    "a\U0001ffffb": "no character",
    "a\U000e0041b": "invisible",
    "a" + "\u0301" * 5: "marks",
}


@pytest.mark.parametrize("text", REFUSED)
def test_what_cannot_be_shown_is_refused(text: str) -> None:
    """One sentence that names the character and what it would do."""
    with pytest.raises(TextError) as caught:
        clean(text, limit=100)
    assert caught.value.code == "character"
    assert REFUSED[text] in caught.value.sentence
    assert caught.value.sentence.isprintable()


@pytest.mark.parametrize(
    "text", ["Mr. O'Neil", "“Čeština” – naïve…", "中兴通讯", "שלום", "Ελλάδα", "नमस्ते", "€ 5", "👍", "a\u00a0b"]
)
def test_living_scripts_pass(text: str) -> None:
    """Text of any language, quotes, dashes and signs stay as they are."""
    assert clean(text, limit=100) == text


def test_limits_and_lines() -> None:
    """Too long is told with both numbers; line breaks pass where they are allowed."""
    with pytest.raises(TextError, match=r"11 characters is longer than the 10 allowed") as caught:
        clean("x" * 11, limit=10)
    assert caught.value.code == "long"
    assert clean(" a\n\nb \n", limit=10, lines=True) == "a\n\nb"
    assert clean("e\u0301", limit=10) == "\u00e9"


@given(st.text(max_size=60))
def test_cleaned_text_is_stable(text: str) -> None:
    """What passes once passes again unchanged, and a report of anything is one printable line."""
    try:
        once = clean(text, limit=200, lines=True)
    except TextError:
        pass
    else:
        assert clean(once, limit=200, lines=True) == once
    shown = visible(text, 200)
    assert refused(shown, allowed="") is None


@given(st.characters())
def test_every_character_can_be_described(character: str) -> None:
    """Any character has a description that can be printed."""
    assert refused(describe(character), allowed="") is None


PILE = "a" + "\u0301" * 40


def test_marks_piled_on_one_letter_are_spelt_however_they_are_looked_at() -> None:
    """A pile of marks covers the lines around it: a report spells all but a few of them, and so does a quoted line."""
    assert visible(PILE, 100).count("\u0301") == MAX_MARKS
    assert refused(visible(PILE, 400), allowed="") is None
    finding = Finding("deck.yaml", 1, 1, "shape", "so", "a")
    line, _ = quote(f"{PILE}: b", finding, 400) or ("", "")
    assert refused(line, allowed="") is None
    assert stripped(PILE) == "a" + "\u0301" * MAX_MARKS


def test_a_pile_with_something_unseen_in_it_is_one_pile() -> None:
    """Taking out what nobody can see must not leave a pile of marks behind."""
    hidden = "a" + "\u0301\u200b" * 40
    assert refused(stripped(hidden)) is None
    assert refused(visible(hidden, 400), allowed="") is None


@pytest.mark.parametrize("by", ["", "?"])
@given(st.text(st.characters(codec="utf-8"), max_size=60))
def test_what_was_stripped_may_be_shown(by: str, text: str) -> None:
    """Whatever comes in, nothing that is refused is left."""
    assert refused(stripped(text, by=by)) is None
