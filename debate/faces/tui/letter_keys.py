"""Letter keys whatever the keyboard writes: capitals and full-width forms do what the key does; so does the physical
key where the client tells it. For other letters one line says what to do.
"""

from __future__ import annotations

import unicodedata

from textual import events

ADVICE = (
    "'{letter}' does nothing here: the keys of this screen are Latin letters. Switch the keyboard to them, or use ^p."
)
"""What is said about a letter of another script, where no physical key is known."""

_NAMES = {" ": "space", "?": "question_mark", "/": "slash", "+": "plus", "=": "equals_sign", "-": "minus"}
"""What Textual calls the keys of these characters."""


class PhysicalKey(events.Key):
    """A key that wrote a letter of another script. ``latin``: what stands in its place on a Latin keyboard."""

    def __init__(self, character: str, latin: str) -> None:
        super().__init__(character, character)
        self.latin = latin

    def copy(self) -> PhysicalKey:
        assert self.character is not None
        return PhysicalKey(self.character, self.latin)


def plain_key(event: events.Key) -> events.Key | None:
    """The key that is meant where its character is only another form of it; None where it is as it should be.

    Not to be asked while something takes text: there a letter is what was typed.
    """
    written = event.character
    if not written or len(written) != 1 or "+" in event.key:
        return None
    meant = event.latin if isinstance(event, PhysicalKey) else unicodedata.normalize("NFKC", written).lower()
    if meant == written or len(meant) != 1 or not meant.isascii() or not meant.isprintable():
        return None
    return events.Key(_NAMES.get(meant, meant), meant)


def advice(event: events.Key) -> str:
    """What to say about a letter that no key of ours can be; empty where there is nothing to say."""
    written = event.character or ""
    if len(written) == 1 and not written.isascii() and written.isalpha() and plain_key(event) is None:
        return ADVICE.format(letter=written)
    return ""
