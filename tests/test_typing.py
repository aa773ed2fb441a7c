"""A program of somebody else that imports the library is type-checked against it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")

SOUND = """
from pathlib import Path

import debate


def longest(deck: debate.Deck) -> str:
    return max((move.title for move in deck.moves.values()), key=len)


def play_on(deck: debate.Deck, seed: int) -> debate.State:
    state = debate.start(deck, seed=seed)
    while not state.over:
        step: debate.Step = debate.play(deck, state, debate.legal_moves(deck, state)[0])
        state = step.state
    return state


def main(path: Path) -> None:
    try:
        deck = debate.load_deck(path)
    except debate.DeckError as problem:
        print(problem.findings)
        return
    end = play_on(deck, 7)
    scores: dict[str, int] = dict(debate.outcome(deck, end).scores)
    view: debate.View = debate.view(deck, end, deck.turn_order[0])
    reveal_type(view.motive)
    print(longest(deck), scores, debate.parse_move(deck, "x hold").kind)
"""
WRONG = {
    "debate.start(debate.load_deck('zte'), seed='seven')": "incompatible type",
    "debate.load_deck('zte').titel": 'has no attribute "titel"',
    "debate.strat": 'has no attribute "strat"',
    "x: int = debate.load_deck('zte').title": "Incompatible types",
}


def checked(folder: Path, text: str) -> tuple[int, str]:
    """What mypy says to this program, from outside of the checkout."""
    (folder / "program.py").write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "mypy", "--strict", "--cache-dir", str(ROOT / ".mypy_cache"), "program.py"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder, check=False)
    return done.returncode, done.stdout + done.stderr


def test_a_sound_program_passes(tmp_path: Path) -> None:
    """Strictly, with the types that the library says, and not with Any for everything."""
    code, said = checked(tmp_path, SOUND)
    assert code == 0, said
    assert re.search(r"Revealed type is .(builtins\.)?str", said), said


def test_the_program_in_the_readme_passes(tmp_path: Path) -> None:
    """What people copy first."""
    (example,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
    code, said = checked(tmp_path, example)
    assert code == 0, said


def test_wrong_programs_do_not(tmp_path: Path) -> None:
    """A wrong argument, a misspelt attribute, a name that the library has not, and a value taken for another."""
    code, said = checked(tmp_path, "import debate\n" + "\n".join(WRONG) + "\n")
    assert code == 1
    for line, (wrong, why) in enumerate(WRONG.items(), 2):
        found = [text for text in said.splitlines() if text.startswith(f"program.py:{line}:")]
        assert any(why in text for text in found), f"{wrong}: {found}"


@pytest.mark.parametrize(
    "name", ["py.typed", "classroom/static/vendor/LICENSE", "classroom/static/vendor/LICENSE-ADDONS"]
)
def test_what_a_package_owes(name: str) -> None:
    """The mark that it is typed, and the licences of what it carries."""
    assert (ROOT / "debate" / name).exists()
    assert "MIT License" in (ROOT / "LICENSE").read_text(encoding="utf-8")
