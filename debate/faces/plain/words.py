"""What is typed at a prompt: numbers, and a word for every way to let things be."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping

from debate.rules.moves import Kind

PASSES: Mapping[Kind, str] = {
    "hold": "hold",
    "let-stand": "stand",
    "rest": "rest",
    "withhold": "withhold",
    "wait": "wait",
    "decline": "decline",
}
"""The word that is typed for each way to let things be."""
HINTED = 2
"""In so many rounds it is said how things are typed, and that there are commands too."""
LEAVES = ("quit", "q", "exit")
"""The words that leave, at every prompt."""
ONLY: Mapping[Kind, str] = {
    "let-stand": "You hold no card that answers a case here, so the cases stand.",
    "rest": "You hold no card against the answer, so you say no more.",
    "withhold": "You cannot pay for showing the ground of your case, so you keep it to yourself.",
    "wait": "You cannot pay for your beaten case, so its move does not go on now.",
}
"""Why nothing is asked where this is the one choice."""


def number_of(answer: str) -> int | None:
    return int(answer) if answer.isdecimal() and len(answer) < 4 else None


def plain_word(text: str) -> str:
    """What was typed as a word, however it is written: no capitals, no full-width letters."""
    return unicodedata.normalize("NFKC", text).casefold()


def numbers_to(last: int, word: str) -> str:
    """What can be typed where the choices run from 1 to ``last``, or are passed over with ``word``."""
    return f"Type a number from 1 to {last}, or '{word}'." if last > 1 else f"Type 1 or '{word}'."
