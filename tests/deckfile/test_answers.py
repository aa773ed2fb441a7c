"""How a card answers another, claims that people are asked about, and evidence that came later."""

from __future__ import annotations

from pathlib import Path

from debate.deckfile.load import examine, examine_files
from debate.rules.deck import ANSWERS

ROOT = Path(__file__).parents[2]
HARBOUR = (ROOT / "tests" / "decks" / "harbour.yaml").read_text(encoding="utf-8")


def findings(text: str) -> list[str]:
    return [
        f"{f.code}: {f.sentence} -> {f.right}" for f in examine_files("harbour", {"deck.yaml": text.encode()}).findings
    ]


def swapped(stands: str, instead: str) -> str:
    assert HARBOUR.count(stands) == 1
    return HARBOUR.replace(stands, instead)


def test_an_answer_may_say_how_it_answers() -> None:
    """``{card: meets}`` is read beside a list of cards; a word that is none of the four is refused with the four."""
    typed = swapped("answers: ships-pay", "answers: {ships-pay: meets}")
    deck = examine_files("harbour", {"deck.yaml": typed.encode()}).deck
    assert deck is not None
    assert "meets" in {how for card in deck.arguments.values() for how in card.answers.values()}
    (wrong,) = findings(swapped("answers: ships-pay", "answers: {ships-pay: denies}"))
    assert all(word in wrong for word in ANSWERS)


def test_a_belief_gives_one_of_its_own_reasons() -> None:
    """A reason that is not among those to choose from is an error that names them."""
    (told,) = findings(swapped("    reason: mud\n", "    reason: sand\n"))
    assert told.startswith("value: ")
    assert "reason" in told


def test_every_answer_of_the_shipped_decks_says_how() -> None:
    """Each pair of each shipped deck is typed, and nothing warns that an answer agrees with what it answers."""
    for name in ("zte", "river", "phones"):
        checked = examine(ROOT / "decks" / name)
        assert checked.deck is not None
        untyped = [
            (card.id, to) for card in checked.deck.arguments.values() for to, how in card.answers.items() if not how
        ]
        assert not untyped, name
        assert not [finding for finding in checked.findings if finding.code == "agrees"]
        assert len(checked.deck.beliefs) == 8
