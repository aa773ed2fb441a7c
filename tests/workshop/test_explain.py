"""Every code of a finding is explained, with an example that triggers it and a cure that works."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import debate.deckfile
from debate.cli import run
from debate.command import Exit
from debate.deckfile.codes import CODES
from debate.deckfile.load import examine, examine_files
from debate.workshop import examples
from debate.workshop.examples import EXAMPLES
from debate.workshop.explain import explained
from tests.golden import check

READER = Path(debate.deckfile.__file__).parent
REPORTED = {"error": 1, "warning": 1, "misnamed": 0, "_warn": 2, "Refused": 0, "_refuse": 0, "TextError": 0, "bad": 1}
"""Calls that make a finding, and which of their arguments is the code."""


def codes_in_the_reader() -> Iterator[str]:
    playthroughs = (READER.parent / "workshop").glob("play*.py")
    for path in [*READER.rglob("*.py"), READER.parent / "rules" / "text.py", *playthroughs]:
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(call, ast.Call):
                name = getattr(call.func, "attr", getattr(call.func, "id", ""))
                arguments = call.args[REPORTED[name] : REPORTED[name] + 1] if name in REPORTED else []
                yield from (word for a in arguments if isinstance(word := getattr(a, "value", None), str))


def test_every_code_is_declared_and_has_an_example() -> None:
    """What the reader may say is in the list of codes, and the list holds nothing else."""
    by_play = {code for code, declared in CODES.items() if declared.from_play}
    assert set(codes_in_the_reader()) | {"more"} | by_play == set(CODES)
    assert not by_play & set(codes_in_the_reader())
    assert set(EXAMPLES) == set(CODES)


@pytest.mark.parametrize("code", [code for code, example in EXAMPLES.items() if example.stands])
def test_an_example_triggers_its_code_and_the_cure_works(code: str) -> None:
    """The bad one has this code and no other; the good one has no finding at all."""
    example = EXAMPLES[code]
    assert examples.base(example.in_playthrough).count(example.stands) == 1
    how = (CODES[code].from_play, example.in_playthrough)
    bad = examples.examined(examples.changed(example, example.wrong), *how)
    assert {finding.code for finding in bad.findings} == {code}
    assert all(finding.severity in CODES[code].severities for finding in bad.findings)
    good = examples.examined(examples.changed(example, example.right), *how)
    assert good.findings == ()
    assert good.deck is not None


def test_a_file_that_is_not_read(tmp_path: Path) -> None:
    """``file``: the ending .yml is told, .yaml is read."""
    (tmp_path / "deck.yaml").write_text(examples.base(), encoding="utf-8")
    (tmp_path / "links.yml").write_text("# nothing yet", encoding="utf-8")
    assert [finding.code for finding in examine(tmp_path).findings] == ["file"]
    (tmp_path / "links.yml").rename(tmp_path / "links.yaml")
    assert examine(tmp_path).findings == ()


def test_more_than_anybody_reads() -> None:
    """``more``: after 400 findings one note says how many there are besides."""
    text = "links:\n" + "".join(f"  l{number}: {{says: x, zzz: y}}\n" for number in range(500))
    *_, last = examine_files("many", {"a.yaml": text.encode()}).findings
    assert (last.code, last.severity) == ("more", "note")
    assert "more" not in {finding.code for finding in examine_files("few", {"a.yaml": text[:2000].encode()}).findings}


def test_explanations_are_as_pinned() -> None:
    """All explanations, to be read; 80 columns, nothing that a terminal must not get."""
    told = "\n\n\n".join("\n".join(explained(code)) for code in CODES) + "\n"
    assert max(map(len, told.split("\n"))) <= 80
    assert all(character.isprintable() or character == "\n" for character in told)
    check("explain.txt", told)


def test_the_list_and_a_misspelt_code(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a code: all of them, a line or two each. With one that is not there: what may have been meant."""
    assert run(["deck", "explain"]) == Exit.OK
    told = capsys.readouterr().out
    assert all(f"\n{code} " in told for code in CODES)
    assert run(["deck", "explain", "coma"]) == Exit.USAGE
    assert "Did you mean 'comma'?" in capsys.readouterr().err
