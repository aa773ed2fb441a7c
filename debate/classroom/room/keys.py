"""Room codes and tokens: how they are made, how they are compared, and what happens to those who guess."""

from __future__ import annotations

import hmac
import secrets
from collections import deque
from hashlib import blake2b

from debate.classroom.room.types import Refused

LETTERS = "BCDFGHJKLMNPQRSTVWXZ"
"""Of room codes: twenty consonants, so that no code is a word."""
LENGTH = 6
_PER_ADDRESS, _PER_ROOM, _WINDOW = 10, 60, 60.0
_MOST_ADDRESSES = 1_000


def new_code() -> str:
    """A room code: one of sixty-four million."""
    return "".join(secrets.choice(LETTERS) for _ in range(LENGTH))


def read_code(text: str) -> str:
    """A code as somebody typed it: blanks, dashes and small letters do not matter."""
    return "".join(character for character in text[:40].upper() if character not in " -·")


def new_token() -> str:
    """128 bits, as 32 hex digits."""
    return secrets.token_hex(16)


def hashed(token: str) -> str:
    """What is kept of a token. Whoever reads it cannot find the token."""
    return blake2b(token.encode("utf-8", "surrogatepass"), digest_size=32, person=b"class-token").hexdigest()


def same(one: str, other: str) -> bool:
    """Whether two secrets are equal, in a time that does not tell where they differ."""
    return hmac.compare_digest(one.encode("utf-8", "surrogatepass"), other.encode("utf-8", "surrogatepass"))


class Guesses:
    """Wrong codes of the last minute: ten an address, sixty for the room. Whoever goes beyond is not heard."""

    def __init__(self) -> None:
        self._room: deque[float] = deque()
        self._addresses: dict[str, deque[float]] = {}

    def check(self, address: str, now: float) -> None:
        """Raises :class:`Refused` where nobody may try just now, were the code right or wrong."""
        for times, most in ((self._addresses.get(address), _PER_ADDRESS), (self._room, _PER_ROOM)):
            if times is not None and _fresh(times, now) >= most:
                raise Refused("busy", "There were too many wrong room codes. Wait a minute, then try again.")

    def wrong(self, address: str, now: float) -> None:
        """Count a wrong code."""
        self._room.append(now)
        if address not in self._addresses and len(self._addresses) >= _MOST_ADDRESSES:
            self._addresses = {a: times for a, times in self._addresses.items() if _fresh(times, now)}
        self._addresses.setdefault(address, deque()).append(now)


def _fresh(times: deque[float], now: float) -> int:
    while times and not 0 <= now - times[0] < _WINDOW:
        times.popleft()
    return len(times)
