"""How hard the text of a deck is to read: the school grade after Flesch and Kincaid, for English; and of its pack too.

0.39 x words a sentence + 11.8 x syllables a word - 15.59. Syllables are counted by groups of vowels, which is right for
about nine words in ten. The formula knows nothing of meaning: it is a hint where to look again, and no verdict.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from attrs import frozen

from debate.deckfile.finding import Report
from debate.deckfile.read.names import Names
from debate.deckfile.yaml.nodes import Map
from debate.rules.classwork import Paragraph
from debate.rules.deck import Deck

LONG_TEXT = 30
"""Words from which a text by itself says enough to be graded."""
USUAL_LIMIT = 14
"""The grade that a long text may have where the deck says nothing."""
_WORD = re.compile(r"[A-Za-z]+(?:['’][A-Za-z]+)*")
_LETTER = re.compile("[A-Za-z]")
_SENTENCE = re.compile(r"[.!?\n](?:(?<=\n)\n*|(?<!\n)(?<!\.[A-Z].)[.!?]*(?=\s|$))")
"""What ends a sentence: line ends, or full stops and the like before a blank, and not the second of ``U.S.``."""
_VOWELS = re.compile(r"[aeiouy]+")
_SILENT = re.compile(r"(?:[^laeiouy]|[aeiouy]l|^l)e$|[^aeioutd]ed$|[^aeiouscxzghl]es$|[aeiouy]les$")
"""Endings whose vowel is written and not spoken: make, called, times."""
_APART = re.compile(r"[aeiou]ing$|(?<![ct])ia|[^aeiou]ea$|cien|reat(?:e|ion|ing)|(?<!p)eo|iu")
"""Vowels side by side that are spoken apart: being, media, idea."""
_COMMON = frozenset(
    "the of and to a in is it that for on with as are was by be not this have from or at but".split()  # noqa: SIM905
)
_ENGLISH = 1 / 7
"""Share of the words of any English text that are among the commonest."""


@frozen
class Readability:
    """Counts of a text; ``grade`` is 0 for a text without words."""

    words: int = 0
    sentences: int = 0
    syllables: int = 0
    common: int = 0

    def __add__(self, other: Readability) -> Readability:
        return Readability(
            self.words + other.words,
            self.sentences + other.sentences,
            self.syllables + other.syllables,
            self.common + other.common,
        )

    @property
    def grade(self) -> float:
        """The school grade for which it is written, 0 at least."""
        if not self.words:
            return 0.0
        sentences = max(1, self.sentences)
        return max(0.0, 0.39 * self.words / sentences + 11.8 * self.syllables / self.words - 15.59)

    @property
    def english(self) -> bool:
        """Whether it is likely to be English. In another language the grade means nothing."""
        return self.common >= self.words * _ENGLISH


@lru_cache(maxsize=5_000)
def read(text: str) -> Readability:
    """What a text counts; its last sentence need not end in a full stop. Most texts of a deck that is checked again are
    as they were."""
    words = _WORD.findall(text)
    parts = sum(_LETTER.search(part) is not None for part in _SENTENCE.split(text))
    return Readability(len(words), parts, sum(map(syllables, words)), sum(map(_is_common, words)))


def total(texts: Iterable[str]) -> Readability:
    """Many texts together."""
    found = Readability()
    for text in texts:
        found += read(text)
    return found


@lru_cache(maxsize=20_000)
def _is_common(word: str) -> bool:
    return word.lower() in _COMMON


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """About how many syllables an English word has, 1 at least. Capitals alone are spelt: ``U.S.``, ``GDP``."""
    if word.isupper() and 1 < len(word) <= 4:
        return len(word)
    word = word.lower().replace("’", "'").removesuffix("'s").replace("'", "")
    found = len(_VOWELS.findall(word)) + len(_APART.findall(word))
    return max(1, found - (found > 1 and _SILENT.search(word) is not None))


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
