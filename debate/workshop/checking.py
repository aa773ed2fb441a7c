"""``debate deck check``: all that is wrong in a deck, each with its line; once, or anew whenever the deck changes."""

from __future__ import annotations

import json
import os
import shlex
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import attrs

from debate.deckfile.finding import WIDTH, Finding, quote
from debate.deckfile.folder import PLAY, almost, deck_root, is_deck_file, walk
from debate.deckfile.load import Checked, examine
from debate.deckfile.passages import SHIPPED
from debate.rules.text import visible
from debate.workshop.output import columns
from debate.workshop.playthroughs import with_playthroughs

POLL = 0.1
"""Seconds between two looks at the files."""
SETTLE = 0.04
"""Seconds for which they must not change, since some editors write a file in two steps."""

Stamp = tuple[tuple[str, int, int, int], ...]


def told(checked: Checked, path: str, silenced: bool = False, played: Iterable[str] = ()) -> Iterator[str]:
    """Lines for a terminal: each finding with its line and a caret, then a summary. ``silenced``: these too.

    ``played``: where what only games can tell is among them, which games these were.
    """
    for finding in checked.findings:
        yield from one(checked, finding)
    if silenced:
        for each in checked.silenced:
            yield from one(checked, each.finding)
            yield f"    silenced: {each.reason}"
    for note in checked.notes:
        yield f"note {note.code}: {note.sentence}"
    played = tuple(played)
    yield from played
    yield summary(checked, path)
    if checked.deck is not None and not played:
        yield f"What only games can tell: debate deck check {visible(shlex.quote(path), 200)} --play"
    codes = [finding.code for finding in worst_first(checked.findings) if finding.code != "more"]
    if codes:
        yield f"What a code means, with an example: debate deck explain {codes[0]}"


def worst_first(findings: Iterable[Finding]) -> list[Finding]:
    """Errors before warnings before notes, else as they come: what is to be mended first."""
    return sorted(findings, key=lambda finding: ("error", "warning", "note").index(finding.severity))


def one(checked: Checked, finding: Finding) -> Iterator[str]:
    """A finding, then its line and the mark below it, if it has one."""
    place = f"{finding.file}:{finding.line}:{finding.column}"
    wrong = f": {finding.wrong}" if finding.wrong else ""
    right = f" -> {finding.right}" if finding.right else ""
    yield f"{place} {finding.severity} {finding.code}: {finding.sentence}{wrong}{right}"
    if finding.file in checked.texts:
        for line in quote(checked.texts[finding.file], finding, min(WIDTH, columns() - 5)) or ():
            yield f"    {line}"


def summary(checked: Checked, path: str) -> str:
    """``my-deck: 2 errors, no warnings. It cannot be played yet.``"""
    count = Counter(finding.severity for finding in checked.findings)
    parts = [_some(count["error"], "error"), _some(count["warning"], "warning")]
    if checked.silenced:
        parts.append(f"{len(checked.silenced)} silenced by the deck (told with --all)")
    verdict = "It can be played." if checked.deck else "It cannot be played yet."
    if checked.deck and count["error"]:
        verdict = "It can be played, but not as its playthroughs say."
    return f"{visible(path, 200)}: {', '.join(parts)}. {verdict}"


def sound(checked: Checked) -> bool:
    """Whether nothing is wrong with it: warnings do not count, playthroughs that go otherwise do."""
    return checked.deck is not None and all(finding.severity != "error" for finding in checked.findings)


def _some(count: int, noun: str) -> str:
    return f"{count or 'no'} {noun}{'s' * (count != 1)}"


def as_json(checked: Checked) -> str:
    """Everything found, for other programs."""
    count = Counter(finding.severity for finding in checked.findings)
    found: dict[str, Any] = {
        "deck": checked.deck.id if checked.deck else None,
        "errors": count["error"],
        "warnings": count["warning"],
        "findings": [attrs.asdict(finding) for finding in checked.findings],
        "notes": [attrs.asdict(finding) for finding in checked.notes],
        "silenced": [{**attrs.asdict(each.finding), "reason": each.reason} for each in checked.silenced],
    }
    return json.dumps(found, indent=2, ensure_ascii=True)


# Watching.


def stamp(root: Path, *more: Path) -> Stamp:
    """What changes when a file of the deck, or one of ``more``, is saved, added or removed."""
    found = [str(path) for path in more]
    try:
        if root.is_dir():
            for here, files in walk(root):
                found += [
                    os.path.join(root, here, name)
                    for name in files
                    if is_deck_file(name) or name.endswith(PLAY) or name == SHIPPED or almost(here, name)
                ]
        else:
            found.append(str(root))
    except OSError:
        return ()
    stamps = []
    for path in sorted(found):
        try:
            stat = os.stat(path)
        except OSError:
            continue
        stamps.append((path, stat.st_mtime_ns, stat.st_size, stat.st_ino))
    return tuple(stamps)


def saves(root: Path, before: Stamp, sleep: Callable[[float], None] = time.sleep, *more: Path) -> Iterator[Stamp]:
    """Each time when the deck at ``root`` was saved after ``before``, and is quiet again. Never ends by itself."""
    seen = before
    while True:
        now = stamp(root, *more)
        if now == seen:
            sleep(POLL)
            continue
        while True:
            sleep(SETTLE)
            seen, now = now, stamp(root, *more)
            if now == seen:
                break
        yield seen


def examined(path: str) -> Checked:
    """The deck of this name or path with all that is found in it, its playthroughs included."""
    return with_playthroughs(examine(path), path)


def changes(path: str, sleep: Callable[[float], None] = time.sleep) -> Iterator[Checked]:
    """The deck checked at once, and again whenever it was saved. Never ends by itself."""
    root = deck_root(path)
    seen = stamp(root)
    yield examined(path)
    for _ in saves(root, seen, sleep):
        yield examined(path)
