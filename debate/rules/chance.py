"""Keyed chance: every roll is named by what it decides, so that changing one choice never shifts another roll.

A roll is the 8 bytes of BLAKE2b with that digest size over its parts as UTF-8 text joined by ``|``, read as a
big-endian number.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from hashlib import blake2b


def roll64(*parts: object) -> int:
    """A number from 0 to 2**64 - 1 that depends on the parts alone."""
    text = "|".join(map(str, parts))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")


@lru_cache(maxsize=256)
def _begun(*parts: object) -> blake2b:
    """All that rolls with these first parts have in common, digested once."""
    return blake2b("".join([f"{part}|" for part in parts]).encode(), digest_size=8)


def rolled(seed: int, what: str, rest: str) -> int:
    """``roll64(seed, what, rest)``, quicker where many rolls of one game are about the same thing."""
    roll = _begun(seed, what).copy()
    roll.update(rest.encode())
    return int.from_bytes(roll.digest(), "big")


def shuffled(names: Iterable[str], *parts: object) -> tuple[str, ...]:
    """The names sorted by ``roll64(*parts, name)``; digests in bytes sort as the numbers do."""
    begun = blake2b("".join([f"{part}|" for part in parts]).encode(), digest_size=8)
    rolls = []
    for name in names:
        roll = begun.copy()
        roll.update(name.encode())
        rolls.append((roll.digest(), name))
    rolls.sort()
    return tuple([name for _, name in rolls])
