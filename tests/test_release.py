"""What stands around the program for those who carry it on: workflows, forms, the list of changes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

import debate

ROOT = Path(__file__).parent.parent
GITHUB = ROOT / ".github"
WORKFLOWS = sorted((GITHUB / "workflows").glob("*.yml"))
FORMS = [path for path in sorted((GITHUB / "ISSUE_TEMPLATE").glob("*.yml")) if path.name != "config.yml"]


def version(*arguments: str) -> tuple[int, str]:
    command = [sys.executable, str(ROOT / ".ci" / "version"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


def test_only_the_version_that_everything_names_may_be_released() -> None:
    """The package, its metadata and the list of changes say the same, and another number is told where it is not."""
    assert version(debate.__version__) == (0, f"{debate.__version__} may be released.\n")
    code, said = version("9.9.9")
    assert code == 1
    assert f"pyproject.toml says {debate.__version__}, and not 9.9.9." in said
    assert "The list of changes has no heading '## 9.9.9'." in said
    code, said = version(debate.__version__, "--changes")
    assert code == 0
    assert "three decks" in said


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_call_what_is_there(path: Path) -> None:
    """Every file of the project that a step runs exists, each job ends in time or is short, and none has more rights
    than reading unless it says which."""
    text = path.read_text(encoding="utf-8")
    made = yaml.safe_load(text)
    assert made["permissions"] == {"contents": "read"}
    for script in re.findall(r"(?:bash|python3?) (\.ci/\w+)", text):
        assert (ROOT / script).exists(), script
    for job in made["jobs"].values():
        uses = [step.get("uses", "run") for step in job["steps"]]
        assert all(re.fullmatch(r"run|[\w-]+/[\w-]+@(v\d+|release/v1)", use) for use in uses)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_workflows_are_what_github_reads(path: Path) -> None:
    """By the schema that check-jsonschema brings along for them."""
    command = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", "vendor.github-workflows", str(path)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("path", FORMS, ids=lambda path: path.name)
def test_issue_forms_have_what_a_form_needs(path: Path) -> None:
    """A name, a description, and fields with ids of their own and a label each."""
    form = yaml.safe_load(path.read_text(encoding="utf-8"))
    assert form["name"]
    assert form["description"]
    ids = [field["id"] for field in form["body"]]
    assert len(set(ids)) == len(ids) > 1
    assert all(field["type"] in ("textarea", "input", "dropdown") for field in form["body"])
    assert all(field["attributes"]["label"] for field in form["body"])


def test_the_hooks_run_what_ci_runs() -> None:
    """The same commands, from the environment that CI makes."""
    hooks = yaml.safe_load((GITHUB / "pre-commit.yaml").read_text(encoding="utf-8"))["repos"][0]["hooks"]
    run = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    for hook in hooks:
        tool, *words = hook["entry"].removeprefix(".venv/bin/").split()
        assert f'"$bin/{tool}"{"".join(f" {word}" for word in words if word != "--force-exclude")}' in run
