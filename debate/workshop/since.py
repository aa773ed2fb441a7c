"""What has changed since the last run of ``debate deck balance``: what mending one figure did to the others."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from math import hypot
from pathlib import Path
from textwrap import fill

from attrs import define, field

from debate.command import Exit, Stop
from debate.rules.text import visible
from debate.workshop.figures import Figure

LARGEST = 1_000_000
"""Bytes of a file of figures, at most."""
_CHANGING = re.compile(r"'[^']*'|\d+")
"""What may differ in the name of one figure from run to run: counts, and an option that is named. What is left is how
two runs find the same figure; it is never shown."""
_MEASURED = re.compile(r"([-+]?\d+(?:\.\d+)?)[^±]*±(\d+(?:\.\d+)?)")


@define
class Since:
    """The figures of the run before, and those of this one as they come. Each is its name in full, its value in words
    and whether it is as wanted (None: nothing is wanted)."""

    before: Mapping[str, tuple[str, str, bool | None]]
    now: dict[str, tuple[str, str, bool | None]] = field(factory=dict)

    @classmethod
    def read(cls, path: str) -> Since:
        """From the file that the last run wrote; where there is none, nothing was before.

        Raises :class:`Stop` for a file that cannot be read or was written by something else.
        """
        file = Path(path)
        try:
            if not file.exists():
                return cls({})
            with file.open("rb") as opened:
                text = opened.read(LARGEST + 1)
            found = json.loads(text[:LARGEST].decode())["figures"]
            figures = [(str(name), str(value), {True: True, False: False}.get(holds)) for name, value, holds in found]
            return cls({_key(figure[0]): figure for figure in figures})
        except OSError as problem:
            why = visible(problem.strerror or str(problem)).lower()
            raise Stop(Exit.PROBLEM, f"'{visible(path, 200)}' cannot be read: {why}.") from None
        except (ValueError, KeyError, TypeError, RecursionError):
            told = "holds no figures of 'debate deck balance'; name a file that --since wrote, or a new one."
            raise Stop(Exit.PROBLEM, f"'{visible(path, 200)}' {told}") from None

    def was(self, figure: Figure) -> str:
        """What the figure was in the last run where it was something else, else nothing. It is noted for the next."""
        key = _key(figure.name)
        self.now[key] = figure.name, figure.value, figure.holds
        old = self.before.get(key, self.now[key])[1]
        return "" if old == figure.value else f"was {visible(old, 60)}"

    def told(self) -> Iterator[str]:
        """What it comes to, in lines of fewer than 80 columns."""
        both = {key: (self.before[key], now) for key, now in self.now.items() if key in self.before}
        mended = [key for key, (old, now) in both.items() if old[2] is False and now[2]]
        spoilt = [key for key, (old, now) in both.items() if old[2] and now[2] is False]
        others = [key for key, (old, now) in both.items() if _moved(old[1], now[1]) and key not in (*mended, *spoilt)]
        if both and not (mended or spoilt or others):
            yield "Since the last run no figure has moved by more than luck."
        for words, keys in (
            ("Now as wanted", mended),
            ("No longer as wanted", spoilt),
            ("Others that moved by more than luck", others),
        ):
            if keys:
                yield f"{words} since the last run:"
            for key in keys:
                told = visible(_beside(*both[key]), 400)
                yield fill(told, 79, initial_indent="  ", subsequent_indent="      ")

    def written(self) -> str:
        """The text of the file for the next run. What was not measured this time stays as it was."""
        kept = {**self.before, **self.now}
        return json.dumps({"figures": list(kept.values())}, indent=1, ensure_ascii=False)


def _key(name: str) -> str:
    return _CHANGING.sub("#", name)


def _beside(old: tuple[str, str, bool | None], now: tuple[str, str, bool | None]) -> str:
    """One figure in both runs: its name once, and again where it now names another option or count."""
    renamed = f"{now[0].strip()}: " if now[0] != old[0] else ""
    return f"{old[0].strip()}: {old[1]}, now {renamed}{now[1]}"


def _moved(old: str, now: str) -> bool:
    """Whether two means with intervals differ by more than both together may be off."""
    a, b = _MEASURED.match(old), _MEASURED.match(now)
    return bool(a and b and abs(float(a[1]) - float(b[1])) > hypot(float(a[2]), float(b[2])))
