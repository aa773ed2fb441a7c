"""What a person chose for every game on this computer: colours, telling speed, predictions, motion, letters.

One small file of lines ``name = "value"`` beside the saved games. A file that cannot be read gives the usual settings
and one sentence, and is put aside before another is written, so that nothing in it is lost. Names that this version
does not know stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from attrs import asdict, evolve, field, frozen

FILE = "settings.toml"
ASIDE = "settings-unreadable.toml"
CHOICES: Mapping[str, tuple[str, ...]] = {
    "theme": ("dark", "light", "high-contrast", "16-colours"),
    "telling": ("slow", "usual", "fast"),
    "predictions": ("on", "off"),
    "motion": ("on", "off"),
    "letters": ("as the terminal can", "ASCII only"),
}
"""Name -> what it can be, the usual first or, of the telling, in the middle."""


@frozen
class Settings:
    """Each as one of its :data:`CHOICES`. ``unknown``: what else stands in the file."""

    theme: str = "dark"
    telling: str = "usual"
    predictions: str = "on"
    motion: str = "on"
    letters: str = "as the terminal can"
    unknown: Mapping[str, object] = field(factory=dict, repr=False)

    def turned(self, name: str, step: int = 1) -> Settings:
        """The same with this setting turned on to what it can be next."""
        values = CHOICES[name]
        now = getattr(self, name)
        turned: dict[str, Any] = {name: values[(values.index(now) + step) % len(values)]}
        return evolve(self, **turned)


def read(path: Path) -> tuple[Settings, str]:
    """The settings in this file, and what is wrong with it as a sentence; empty where nothing is, or there is none."""
    try:
        with path.open("rb") as file:
            raw = file.read(100_000)
        import tomllib  # only where there is something to read

        found = tomllib.loads(raw.decode("utf-8"))
    except FileNotFoundError:
        return Settings(), ""
    except (OSError, ValueError) as problem:
        why = problem.strerror if isinstance(problem, OSError) else 'it is no list of lines such as theme = "dark"'
        told = f"The settings in {path.name} cannot be read ({why}); the usual ones are used, and the file stays."
        return Settings(), told
    known = {name: value for name, value in found.items() if value in CHOICES.get(name, ())}
    wrong = [name for name in found if name in CHOICES and name not in known]
    rest = {name: value for name, value in found.items() if name not in CHOICES and isinstance(value, str)}
    told = ""
    if wrong:
        could = ", ".join(CHOICES[wrong[0]])
        told = f"In {path.name} '{wrong[0]}' can be: {could}. The usual one is used in its place."
    return Settings(**known, unknown=rest), told


def write(path: Path, settings: Settings) -> None:
    """Keep these settings. What cannot be read there is put aside under another name first. Raises ``OSError``."""
    from debate.store.writer import write_over  # the title is there sooner without

    path.parent.mkdir(parents=True, exist_ok=True)
    if path.exists() and "cannot be read" in read(path)[1]:
        path.replace(path.with_name(ASIDE))
    lines = {**settings.unknown, **asdict(settings, filter=lambda attribute, _: attribute.name != "unknown")}
    text = "".join(f"{name} = {_quoted(str(value))}\n" for name, value in lines.items())
    write_over(path, text.encode())


def _quoted(value: str) -> str:
    import json

    return json.dumps(value, ensure_ascii=False)
