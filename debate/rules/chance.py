"""Keyed chance: every roll is named by what it decides, so that changing one choice never shifts another roll."""

from __future__ import annotations

from hashlib import blake2b


def roll64(*parts: object) -> int:
    """A number from 0 to 2**64 - 1 that depends on the parts alone.

    BLAKE2b with a digest of 8 bytes over the parts as UTF-8 text joined by ``|``, read as a big-endian number.
    """
    text = "|".join(map(str, parts))
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big")
