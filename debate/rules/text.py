"""Text from outside (decks, saves, the network) made safe to keep and to show.

Nothing that steers a terminal, reorders a line or cannot be seen passes :func:`clean`; what remains is NFC and plain.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator

MAX_MARKS = 4
"""Combining marks that may stand on one letter: every living script fits, piles that cover other lines do not."""

_PLAIN = re.compile(r"[\x20-\x7e]*")
_UNUSUAL = re.compile(r"[^\x20-\x7e\xa0-\xac\xae-\u02ff\u2010-\u2027\u2030-\u205e\u20a0-\u20bf]")
_INVISIBLE = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0")
_BIDI = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_REFUSED = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})


class TextError(ValueError):
    """A text that may not be kept. ``sentence`` says why; ``code`` is ``character`` or ``long``."""

    def __init__(self, code: str, sentence: str) -> None:
        super().__init__(sentence)
        self.code = code
        self.sentence = sentence


def clean(text: str, *, limit: int, lines: bool = False) -> str:
    """Return ``text`` in NFC without blanks at its ends, if all of its characters may be shown.

    ``limit`` counts characters. ``lines`` allows line breaks (``\\n``).

    Raises:
        TextError: it is too long, or holds a control, bidirectional, zero-width or otherwise invisible character.
    """
    if len(text) > limit:
        raise TextError("long", f"a text of {len(text):,} characters is longer than the {limit:,} allowed")
    text = text.strip(" \n") if lines else text.strip(" ")
    if _PLAIN.fullmatch(text):
        return text
    found = refused(text, allowed="\n" if lines else "")
    if found is not None:
        raise TextError("character", f"{describe(text[found])} is not allowed in a text")
    text = unicodedata.normalize("NFC", text)
    if len(text) > limit:
        raise TextError("long", f"a text of {len(text):,} characters is longer than the {limit:,} allowed")
    return text


def refused(text: str, allowed: str = "\n") -> int | None:
    """The index of the first character that no text may hold, or None. ``allowed`` lists exceptions."""
    return next(refused_in(text, allowed), None)


def stripped(text: str, allowed: str = "\n", by: str = "") -> str:
    """``text`` with ``by`` for each character that no text may hold; of a pile of marks the first few stay."""
    return spelt(text, lambda character: by, allowed)


def spelt(text: str, spell: Callable[[str], str], allowed: str = "") -> str:
    """``text`` with each character that no text may hold as ``spell`` writes it."""
    wrong = set(refused_in(text, allowed))
    if not wrong:
        return text
    return "".join(spell(character) if at in wrong else character for at, character in enumerate(text))


def escaped(character: str) -> str:
    """A character as an escape: ``\\x1b``."""
    return character.encode("unicode_escape").decode()


def refused_in(text: str, allowed: str = "") -> Iterator[int]:
    """Where the characters stand that no text may hold. Marks are counted over the whole text: each looks harmless."""
    marks, end = 0, -1
    for match in _UNUSUAL.finditer(text):
        character = match[0]
        if character in allowed:
            continue
        category = unicodedata.category(character)
        if category in _REFUSED or character in _INVISIBLE or _is_noncharacter(character):
            # What cannot be seen does not end a pile: the marks behind it still stand on the same letter.
            end = match.end() if match.start() == end else end
            yield match.start()
        elif category in ("Mn", "Me"):
            marks = marks + 1 if match.start() == end else 1
            end = match.end()
            if marks > MAX_MARKS:
                yield match.start()


_OVERWIDE = re.compile("[\u2e3a\u2e3b\ua9c1-\ua9cd\ua9de\ua9df\ufdf0-\ufdfd\U00012000-\U0001254f]")
"""Characters that fonts draw many cells wide, whatever width they are counted with."""


def overwide(text: str) -> str:
    """The first character of the text that is drawn wider than any terminal counts; empty where there is none."""
    found = _OVERWIDE.search(text)
    return found[0] if found else ""


def narrowed(text: str) -> str:
    """``text`` with characters that are drawn wider than they are counted spelt out, or as a question mark."""

    def spelt_out(match: re.Match[str]) -> str:
        plain = unicodedata.normalize("NFKC", match[0])
        return "-" if match[0] in "\u2e3a\u2e3b" else "?" if plain == match[0] else plain

    return _OVERWIDE.sub(spelt_out, text)


def _is_noncharacter(character: str) -> bool:
    code = ord(character)
    return code & 0xFFFE == 0xFFFE or 0xFDD0 <= code <= 0xFDEF


def describe(character: str) -> str:
    """What a refused character is, in words: ``a zero-width character (U+200B ZERO WIDTH SPACE)``."""
    code = f"U+{ord(character):04X}"
    name = unicodedata.name(character, "")
    category = unicodedata.category(character)
    if character == "\t":
        return "a tab"
    if character in "\r\n":
        return "a line break"
    if character in _BIDI:
        kind = "a character that turns the direction of writing"
    elif category in ("Zl", "Zp"):
        kind = "a line separator"
    elif category == "Cs":
        kind = "half of a surrogate pair"
    elif category in ("Mn", "Me") and character not in _INVISIBLE:
        kind = f"a pile of more than {MAX_MARKS} marks on one letter"
    elif category == "Cn":
        kind = "a code that is no character"
    elif category == "Cc":
        kind = "a control character"
    elif overwide(character):
        kind = "a character that is drawn as wide as a whole word"
    else:
        kind = "an invisible character"
    return f"{kind} ({code} {name})" if name else f"{kind} ({code})"


def visible(text: str, limit: int = 60) -> str:
    """``text`` on one line for a report, cut to ``limit``, with every refused character spelt as an escape."""
    if len(text) > limit:
        text = text[: limit - 3].rstrip() + "..."
    return spelt(text, escaped)
