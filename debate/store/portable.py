"""Decks and games as one file each.

A kept deck (``DIGEST.deck``) holds the files of a deck; a portable game (``NAME.debate``) holds a record and, where it
was kept, the deck that it was played with. Both are JSON with a checksum over what they hold.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from hashlib import blake2b
from typing import Any

from attrs import frozen

from debate.rules.deck import digest_of
from debate.store.fields import Fields, Malformed, from_json
from debate.store.lines import MAX_BYTES

MAX_DECK = 16 * 1024 * 1024
MAX_PORTABLE = MAX_BYTES + MAX_DECK
MAX_FILES = 100
FORM = 1
_PATH = re.compile(r"[^/\\\x00-\x1f:][^\\\x00-\x1f:]{0,199}")


@frozen
class Portable:
    """A portable game: the record as it stood, damage included, and the files of its deck or None."""

    record: bytes
    deck: Mapping[str, bytes] | None


def deck_file(files: Mapping[str, bytes]) -> bytes:
    """A kept deck. Raises :class:`Malformed` for files that are no text."""
    return _sealed("debate-deck", {"files": _texts(files)})


def read_deck_file(raw: bytes) -> dict[str, bytes]:
    """The files of a kept deck, path -> content. Raises :class:`Malformed`."""
    fields = _opened("debate-deck", raw, MAX_DECK)
    files = _files(fields.take("files"))
    fields.done()
    return files


def portable_file(record: bytes, deck: Mapping[str, bytes] | None) -> bytes:
    """A game as one file."""
    return _sealed(
        "debate-portable",
        {"record": record.decode(errors="surrogateescape"), "deck": None if deck is None else _texts(deck)},
    )


def read_portable_file(raw: bytes) -> Portable:
    """Raises :class:`Malformed`."""
    fields = _opened("debate-portable", raw, MAX_PORTABLE)
    record, deck = fields.take("record"), fields.take("deck")
    fields.done()
    if not isinstance(record, str):
        raise Malformed("it holds no game")
    try:
        content = record.encode(errors="surrogateescape")
    except UnicodeEncodeError:
        raise Malformed("the game in it is no text") from None
    return Portable(content, None if deck is None else _files(deck))


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    try:
        return {path: content.decode() for path, content in files.items()}
    except UnicodeDecodeError:
        raise Malformed("a file of the deck is no text") from None


def _files(value: Any) -> dict[str, bytes]:
    if not isinstance(value, dict) or not 1 <= len(value) <= MAX_FILES:
        raise Malformed("it holds no deck")
    files = {}
    for path, content in value.items():
        if not _PATH.fullmatch(path) or ".." in path.split("/") or not isinstance(content, str):
            raise Malformed("it names a file that no deck has")
        try:
            files[path] = content.encode()
        except UnicodeEncodeError:
            raise Malformed("a file of the deck is no text") from None
    return files


def _sealed(kind: str, value: dict[str, Any]) -> bytes:
    body = {kind: FORM, **value}
    # Bytes that are no UTF-8 (a damaged record) travel as lone surrogates, which JSON can spell in ASCII.
    return _json({**body, "check": _check(body)}) + b"\n"


def _json(value: Mapping[str, Any]) -> bytes:
    return json.dumps(value, ensure_ascii=True, separators=(",", ":")).encode()


def _check(body: Mapping[str, Any]) -> str:
    return blake2b(_json(body), digest_size=16).hexdigest()


def _opened(kind: str, raw: bytes, limit: int) -> Fields:
    if len(raw) > limit:
        raise Malformed(f"it is larger than {limit // 1024 // 1024} MiB")
    if not raw.startswith(b'{"' + kind.encode() + b'":'):
        raise Malformed("it is not such a file, or its beginning is damaged")
    value = from_json(raw)
    fields = Fields(value, "the file")
    if fields.number(kind) != FORM:
        raise Malformed("it was written by a later version of this program")
    check = fields.take("check")
    if check != _check({key: item for key, item in value.items() if key != "check"}):
        raise Malformed("it is damaged: its checksum does not fit")
    return fields


def is_deck(files: Mapping[str, bytes], digest: str) -> bool:
    """Whether these are the files of the deck with this digest."""
    return digest_of(files) == digest
