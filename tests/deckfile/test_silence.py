"""Warnings that an author knows about, and the line shown with a finding."""

from __future__ import annotations

from pathlib import Path

import pytest

from debate.deckfile.finding import Finding, quote
from debate.deckfile.load import Checked, examine_files

HARBOUR = (Path(__file__).parent.parent / "decks" / "harbour.yaml").read_text(encoding="utf-8")


def examined(silence: str = "", text: str = HARBOUR) -> Checked:
    return examine_files("harbour", {"a.yaml": text.encode(), **({"b.yaml": silence.encode()} if silence else {})})


def warned(checked: Checked) -> list[tuple[str, int]]:
    return [(finding.code, finding.line) for finding in checked.findings if finding.file.endswith("a.yaml")]


def test_a_code_is_silenced_everywhere_or_at_an_item() -> None:
    """The harbour has too few cards in many places; a reason for all of them, or for one move, takes them away."""
    before = warned(examined())
    fair = [one for one in before if one[0] == "fairness"]
    assert len(fair) > 3
    everywhere = examined("silence: {fairness: A deck for tests.}")
    assert warned(everywhere) == [one for one in before if one[0] != "fairness"]
    assert [each.reason for each in everywhere.silenced] == ["A deck for tests."] * len(fair)
    assert everywhere.deck is not None
    one = examined("silence: {fairness: {town: It is a small town.}}")
    assert [each.finding.sentence for each in one.silenced] == ["The town has one argument"]
    assert len(warned(one)) == len(before) - 1


@pytest.mark.parametrize(
    ("silence", "told"),
    [
        ("silence: {grounds: No time.}", "unknown 'silence' has no such key: grounds -> "),
        (
            "silence: {fairness: {twon: Small.}}",
            "unknown 'silence': the deck has nothing called 'twon' -> did you mean",
        ),
        ("silence: {fairness: }", "empty the reason for fairness in 'silence' is empty"),
        ("silence: [fairness]", "shape 'silence' is a mapping"),
        (
            "silence: {scale: Small numbers.}",
            "unused 'silence' names scale, and there is no such warning -> leave it out",
        ),
        ("silence: {hash: {town: Well.}}", "unused 'silence' names hash at 'town', and there is no such warning"),
    ],
)
def test_what_cannot_be_silenced(silence: str, told: str) -> None:
    """Errors cannot, nor what is not there; a reason is needed; and what is no longer needed is told."""
    found = [finding for finding in examined(silence).findings if finding.file.endswith("b.yaml")]
    assert len(found) == 1
    assert told in str(found[0])


def test_errors_of_a_silenced_code_are_told() -> None:
    """A misspelt name stays an error, although misspelt words on the map may be silenced."""
    broken = HARBOUR.replace("offer_to: town", "offer_to: twon")
    assert ("unknown", 118) in warned(examined("silence: {unknown: We spell freely.}", broken))


@pytest.mark.parametrize(
    ("line", "column", "wrong", "shown", "mark"),
    [
        ("    every: 2", 5, "every", "every: 2", "^^^^^"),
        ("a: b", 4, "", "a: b", "   ^"),
        ("a: \tb", 4, "", "a: \\tb", "   ^^"),
        ("名前: b", 5, "b", "名前: b", "      ^"),
        ("a: x\u200by", 5, "", "a: x\\u200by", "    ^^^^^^"),
        ("a: {", 9, "", "a: {", "    ^"),
        ("x" * 200, 150, "", "..." + "x" * 66 + "...", " " * 39 + "^"),
    ],
)
def test_the_mark_stands_below_the_place(line: str, column: int, wrong: str, shown: str, mark: str) -> None:
    """Also after tabs, wide letters and escapes, beyond the end, and in the middle of a long line."""
    text = f"first\n{line}\nlast"
    assert quote(text, Finding("f", 2, column, "c", "s", wrong)) == (shown, mark)


def test_no_line_where_there_is_nothing_to_see() -> None:
    assert quote("a\n\nb", Finding("f", 2, 1, "c", "s")) is None
    assert quote("PK\0", Finding("f", 1, 1, "c", "s")) is None
    assert quote("a", Finding("f", 9, 1, "c", "s")) is None
