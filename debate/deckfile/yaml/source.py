"""One file of a deck: from its bytes to nodes, with all that is not a text, not YAML or not allowed in a deck."""

from __future__ import annotations

from debate.deckfile.finding import Place, Report
from debate.deckfile.yaml.nodes import File, Source
from debate.deckfile.yaml.quick import Unsure, read_quickly
from debate.rules.text import describe, refused

MAX_BYTES = 1 << 20


def read_source(file: str, path: str, raw: bytes, report: Report) -> File:
    """Read one file, reporting all that is not YAML or not allowed in a deck. Never raises, whatever the bytes."""
    source = Source(file, path)
    report.add_file(file)
    text = _decode(source, raw, report)
    if text is None:
        source.complete = False
        return File(source)
    source.text = text
    try:
        return File(source, read_quickly(source))
    except Unsure:
        # PyYAML takes longer to import than a deck of this size to read, and most starts never need it.
        from debate.deckfile.yaml.compose import read_exactly

        return File(source, read_exactly(source, report))


def _decode(source: Source, raw: bytes, report: Report) -> str | None:
    place = Place(source.file)
    if len(raw) > MAX_BYTES:
        report.error(place, "long", "a file of a deck holds at most 1 MiB", right="split it into several files")
        return None
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        report.error(place, "character", "this file is UTF-16", right="save it as UTF-8")
        return None
    if b"\0" in raw or raw.startswith(b"PK\x03\x04"):
        report.error(place, "character", "this is not a text file", right="a deck is a text file in UTF-8")
        return None
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        before = raw[: problem.start].decode("utf-8-sig")
        place = Place(source.file, before.count("\n") + 1, len(before) - before.rfind("\n"))
        wrong = f"byte 0x{raw[problem.start]:02X}"
        report.error(place, "character", "this is not UTF-8", wrong, "save the file as UTF-8")
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    at = refused(text, allowed="\n\t")
    if at is not None:
        place = Place(source.file, text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at))
        report.error(place, "character", f"{describe(text[at])} is not allowed in a deck", right="take it out")
        return None
    return text
