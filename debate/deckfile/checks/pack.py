"""Whether the readings of a deck's pack are what they say: about 400 words, and no harder than their level."""

from __future__ import annotations

from collections.abc import Iterable

from debate.deckfile.checks.reading import Readability, total
from debate.deckfile.finding import Report
from debate.deckfile.read.names import Names
from debate.deckfile.yaml.nodes import Map
from debate.rules.classwork import Paragraph
from debate.rules.deck import Deck

WORDS = 400
APART = 40
"""By so many words a reading may be longer or shorter."""
LEVELS = {"easy": 6, "usual": 10}
"""Each reading of a pack -> the school grade that it may have (Flesch and Kincaid)."""


def measured(reading: Iterable[Paragraph]) -> Readability:
    """What a reading counts, all its paragraphs together."""
    return total(paragraph.text for paragraph in reading)


def check_pack(deck: Deck, names: Names, report: Report) -> None:
    """Report readings that are too long, too short or too hard. A grade means nothing where the deck is not in English,
    so it is left out there."""
    node = names.singles["pack"][1] if "pack" in names.singles else None
    for key, _ in node.entries if isinstance(node, Map) else ():
        if key.text not in LEVELS:
            continue
        found, most = measured(getattr(deck.pack, key.text)), LEVELS[key.text]
        called = f"the reading '{key.text}' of the pack"
        if abs(found.words - WORDS) > APART:
            right = f"{WORDS - APART} to {WORDS + APART} words"
            report.warning(key, "pack", f"{called} is not about {WORDS} words long", f"{found.words} words", right)
        if deck.language.split("-")[0] == "en" and found.english and found.grade > most:
            sentence = f"{called} reads at grade {found.grade:.1f}, and grade {most} is its most"
            report.warning(key, "pack", sentence, right="shorter sentences and words")
