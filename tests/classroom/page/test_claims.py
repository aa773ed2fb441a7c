"""What a school is handed about accessibility names tests that exist."""

from __future__ import annotations

import re
from pathlib import Path

HERE = Path(__file__).parent
CLAIMS = (HERE.parents[2] / "debate" / "classroom" / "ACCESSIBILITY.md").read_text(encoding="utf-8")


def test_each_criterion_names_a_test_that_is_there() -> None:
    """Or says "not tested", or that it does not apply; no row is left without a word."""
    rows = re.findall(r"^\| (\d\.[^|]+) \| ([^|]+) \| ([^|]+) \|$", CLAIMS, re.M)
    assert len(rows) > 45
    for criterion, _, test in rows:
        assert re.search(r"axe|not tested|does not apply|test_\w+\.py", test), criterion
        named, text = False, ""
        for name, py in re.findall(r"\b(test_\w+)(\.py)?", test):
            if py:
                named, text = True, (HERE / f"{name}.py").read_text(encoding="utf-8")
            else:
                assert named, criterion
                assert f"def {name}(" in text, name
