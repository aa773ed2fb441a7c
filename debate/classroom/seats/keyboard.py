"""What arrives from a client as terminal input: text that is cut to size, parsed, and let through kind by kind."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator

from textual import events
from textual.message import Message

from debate.faces.tui.letter_keys import PhysicalKey
from debate.faces.tui.textual_private import KeyParser
from debate.rules.text import refused, stripped

CHARS, CHARS_A_SECOND = 4_000, 2_000
"""So many characters may come at once, and so many a second after that."""
KEYS, KEYS_A_SECOND = 60, 40
"""The same for keys and mouse events. A person does not reach it, also not by holding a key down."""
PASTE = 2_000
"""The longest text that can be pasted."""

_PHYSICAL = re.compile(r"\x1b\[(\d{2,7})::(\d{2,3})u")
"""A letter and the key that wrote it, as terminals of the kitty protocol report it and our browser's terminal does."""
_PASTE_END = "\x1b[201~"
_PASTE_MARKS = re.compile(r"\x1b\[20[01]~")


class Allowance:
    """A bucket of tokens: ``most`` at once, ``a_second`` more each second."""

    def __init__(self, most: float, a_second: float, now: float) -> None:
        self.most, self.a_second = most, a_second
        self.left, self.at = float(most), now

    def take(self, now: float, wanted: int = 1) -> bool:
        """Take so many if they are there; nothing is taken where they are not."""
        self.left = min(self.most, self.left + (now - self.at) * self.a_second)
        self.at = now
        if wanted > self.left:
            return False
        self.left -= wanted
        return True


class Parser(KeyParser):
    """Textual's parser with one extended key, a letter and where it stands: clients of ours send no other, and odd ones
    break it."""

    def extended_key(self, sequence: str) -> list[events.Key] | None:
        found = _PHYSICAL.fullmatch(sequence)
        if found is None:
            return None
        written, latin = int(found[1]), chr(int(found[2]))
        if written > sys.maxunicode or not chr(written).isalpha() or not latin.isascii() or not latin.isalnum():
            return None
        return [PhysicalKey(chr(written), latin.lower())]


class Keyboard:
    """Turns input text of one client into Textual's messages: keys, mouse and pasted text, nothing else.

    A terminal can also report its size, its focus and what it supports; the client says the size in a frame of its
    own, so whatever else comes in that form is somebody's invention and is passed over.
    """

    def __init__(self, clock: Callable[[], float]) -> None:
        self.clock = clock
        self._parser = Parser()
        self._chars = Allowance(CHARS, CHARS_A_SECOND, clock())
        self._keys = Allowance(KEYS, KEYS_A_SECOND, clock())
        self._in_paste = False
        self._skipping = False
        self._tail = ""

    def feed(self, text: str) -> Iterator[Message]:
        """The messages that this text makes."""
        text = self._admitted(text)
        if text:
            yield from self._let(self._parsed(text))

    def tick(self) -> Iterator[Message]:
        """The escape key that was waited for, if what followed it did not come. The beginning of some sequence that no
        keyboard sends is forgotten."""
        waited = list(self._parsed(None))
        if len(waited) == 1:
            yield from self._let(iter(waited))

    def _admitted(self, text: str) -> str:
        """The text if it may be read, else nothing: a frame is read whole or not at all.

        What belongs to a pasted text of which a part was not read is left out up to its end, so that it is never taken
        for keys.
        """
        if self._skipping:
            _, end, text = text.partition(_PASTE_END)
            self._skipping = not end
        if not text:
            return ""
        marks = _PASTE_MARKS.findall(self._tail + text)
        open_after = marks[-1] != _PASTE_END if marks else self._in_paste
        if not self._chars.take(self.clock(), len(text)):
            self._parser, self._in_paste, self._tail, self._skipping = Parser(), False, "", open_after
            return ""
        self._in_paste, self._tail = open_after, text[-5:]
        return text

    def _parsed(self, text: str | None) -> Iterator[Message]:
        try:
            yield from self._parser.tick() if text is None else self._parser.feed(text)
        except Exception:
            # The parser is a generator: once something in it has failed it is over, and a new one takes its place.
            self._parser, self._in_paste = Parser(), False

    def _let(self, messages: Iterator[Message]) -> Iterator[Message]:
        for message in messages:
            if isinstance(message, events.Key):
                character = message.character
                if character is not None and character > "~" and refused(character) is not None:
                    continue
            elif isinstance(message, events.Paste):
                message = events.Paste(stripped(message.text[:PASTE]))
            elif not isinstance(message, events.MouseEvent):
                continue
            if self._keys.take(self.clock()):
                yield message
