"""The JSON Schema says what the reader says, as far as it can say it, and is never stricter."""

from __future__ import annotations

import copy
import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft7Validator

from debate.cli import run
from debate.command import Exit
from debate.deckfile import kinds as k
from debate.deckfile.keys import SINGLE
from debate.deckfile.kinds import Key, Record, Table
from debate.deckfile.load import examine, examine_files
from debate.deckfile.sections import SECTIONS
from debate.workshop.schema import literal, schema
from tests.deckfile.mistakes import MISTAKES
from tests.small_deck import parsed

ROOT = Path(__file__).parent.parent.parent
DECKS = {
    "harbour": ROOT / "tests" / "decks" / "harbour.yaml",
    "valley": ROOT / "tests" / "decks" / "valley",
    "zte": ROOT / "decks" / "zte",
}
GENERAL = Draft7Validator(schema())
HARBOUR = DECKS["harbour"].read_text(encoding="utf-8")
OWN = Draft7Validator(schema(examine(DECKS["harbour"]).names))


class EditorLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Guesses types as YAML 1.2 does, which is what editors do."""


EditorLoader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+\.[0-9]*)", "-+.0123456789"),
    ("null", r"null|~|", ["n", "~", ""]),
):
    EditorLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^({pattern})$"), list(first))


def wrong(validator: Draft7Validator, text: str) -> list[str]:
    data = yaml.load(text, EditorLoader)
    return [f"{error.json_path}: {error.message}" for error in validator.iter_errors(data)]


def files_of(path: Path) -> list[Path]:
    return sorted(path.glob("*.yaml")) if path.is_dir() else [path]


@pytest.mark.parametrize("name", DECKS)
def test_good_decks_are_good(name: str) -> None:
    """Every file of every deck, by the general schema and by the one with the deck's own ids."""
    own = Draft7Validator(schema(examine(DECKS[name]).names))
    for path in files_of(DECKS[name]):
        text = path.read_text(encoding="utf-8")
        for validator in (GENERAL, own):
            assert wrong(validator, text) == []
        assert not list(own.iter_errors(parsed(text)))


def test_it_is_a_schema_without_guesses() -> None:
    """Valid JSON Schema in which none of the words stands that make editors guess."""
    for one in (schema(), schema(examine(DECKS["zte"]).names)):
        Draft7Validator.check_schema(one)
        assert not {"oneOf", "anyOf", "allOf", "if", "not"} & set(schema_words(one))
        assert len(json.dumps(one)) < 250_000


def schema_words(part: Any) -> Iterator[str]:
    if isinstance(part, dict):
        for word, inner in part.items():
            yield word
            ids = word in ("properties", "definitions")
            for value in inner.values() if ids else [inner]:
                yield from schema_words(value)
    elif isinstance(part, list):
        for inner in part:
            yield from schema_words(inner)


@pytest.fixture(scope="module")
def refused() -> dict[str, tuple[str, list[str]]]:
    """Mistake -> the deck with it, and what the schemas say to it."""
    found = {}
    for what, old, new in MISTAKES:
        text = HARBOUR.replace(old, new)
        try:
            found[what] = text, wrong(OWN, text) or wrong(GENERAL, text)
        except yaml.YAMLError as problem:
            found[what] = text, [str(problem)]
    return found


def test_what_it_refuses_the_reader_refuses(refused: dict[str, tuple[str, list[str]]]) -> None:
    """It is never stricter than the reader, and finds half of the mistakes of beginners."""
    for what, (text, told) in refused.items():
        if told:
            assert examine_files("harbour", {"a.yaml": text.encode()}).deck is None, (what, told)
    assert sum(bool(told) for _, told in refused.values()) >= 70


# Key by key.


def sample(kind: k.Kind) -> Any:
    """A value of a kind, as it may stand in a deck; None for kinds that depend on what else stands there."""
    match kind:
        case k.Text():
            return "A text."
        case k.Whole(low):
            return str(low)
        case k.YesNo():
            return "yes"
        case k.Word(words):
            return words[0]
        case k.Language():
            return "pt-BR"
        case k.Silences():
            return {"fairness": "A deck for tests."}
    return None


def with_every_key(data: dict[str, Any]) -> dict[str, Any]:
    """The deck, with a sample of each key that it has nowhere and that stands by itself."""
    found = {name: sample(key.kind) for name, key in SINGLE.items() if name not in data} | data
    for name, section in SECTIONS.items():
        items = (
            list(found[name].values()) if not section.listed else [r for rules in found[name].values() for r in rules]
        )
        for key, declared in section.keys.items():
            if sample(declared.kind) is not None and not any(key in item for item in items):
                items[0][key] = sample(declared.kind)
    return found


DATA: dict[str, Any] = with_every_key(parsed(HARBOUR))


def places() -> Iterator[tuple[tuple[str | int, ...], Key]]:
    """Each declared key that the harbour has, once, with the path to its value."""
    found: dict[tuple[str, ...], tuple[tuple[str | int, ...], Key]] = {}
    for name, declared in SINGLE.items():
        below((name,), DATA[name], declared, (name,), found)
    for name, section in SECTIONS.items():
        for id, item in DATA[name].items():
            for number, keys in enumerate(item if section.listed else [item]):
                path = (name, id, number) if section.listed else (name, id)
                for key, value in keys.items():
                    below((*path, key), value, section.keys[key], (name, key), found)
    yield from found.values()


def below(path: Any, value: Any, declared: Key, kind: Any, found: Any) -> None:
    found.setdefault(kind, (path, declared))
    record = declared.kind
    if isinstance(record, Table) and isinstance(record.value, Record):
        id, value = next(iter(value.items()))
        path, record = (*path, id), record.value
    if isinstance(record, Record):
        for key, inner in value.items():
            below((*path, key), inner, record.keys[key], (*kind, key), found)


PLACES = list(places())


def changed(path: tuple[str | int, ...], value: Any) -> dict[str, Any]:
    """The harbour with another value at a place; None takes it out."""
    data = copy.copy(DATA)
    inner: Any = data
    for step in path[:-1]:
        inner[step] = copy.copy(inner[step])
        inner = inner[step]
    if value is None:
        del inner[path[-1]]
    else:
        inner[path[-1]] = value
    return data


def agree(data: dict[str, Any]) -> tuple[bool, bool]:
    """Whether the schema and the reader refuse it."""
    text = "".join(f"{key}: {json.dumps(value, ensure_ascii=False)}\n" for key, value in data.items())
    deck = examine_files("harbour", {"a.yaml": text.encode()}).deck
    return not GENERAL.is_valid(data), deck is None


def test_every_declared_key_is_tried() -> None:
    """The harbour has every key of every section, so the next tests go through the whole declaration."""
    kinds = {tuple(step for step in path if isinstance(step, str)) for path, _ in PLACES}
    tried = {(path[0], path[2 if path[0] in SECTIONS else 0]) for path in kinds if len(path) > 2 or path[0] in SINGLE}
    wanted = {(name, name) for name in SINGLE} | {(n, key) for n, section in SECTIONS.items() for key in section.keys}
    assert wanted - tried <= {
        ("meters", "evidence"),
        ("denials", "follows"),
        ("arguments", "stands"),
        ("arguments", "beaten"),
        *((name, key) for name in SECTIONS for key in ("evidence", "source")),
    }


@pytest.mark.parametrize(("path", "declared"), PLACES, ids=[".".join(map(str, path)) for path, _ in PLACES])
def test_schema_and_reader_agree_on_a_key(path: tuple[str | int, ...], declared: Key) -> None:
    """A list in a list fits nowhere; an unknown key beside it is refused; taken out, it is missed if required."""
    assert agree(changed(path, [["x"]])) == (True, True)
    if len(path) > 1:
        assert agree(changed((*path[:-1], "zzz"), "x")) == (True, True)
        schema_misses, reader_misses = agree(changed(path, None))
        assert schema_misses == declared.required
        assert reader_misses >= schema_misses


def test_no_choice_among_nothing() -> None:
    """An ``enum`` of nothing would make editors refuse the whole schema; a deck without evidence has none either."""

    def enums(node: Any) -> Iterator[list[Any]]:
        if isinstance(node, dict):
            yield from ([node["enum"]] if isinstance(node.get("enum"), list) else [])
            yield from (found for value in node.values() for found in enums(value))
        elif isinstance(node, list):
            yield from (found for value in node for found in enums(value))

    for text in (
        HARBOUR,
        HARBOUR.split("evidence:")[0],
        "format: 1\n",
        "flags: {a: {name: A}}\nroles: {b: {name: B}}\n",
    ):
        made = schema(examine_files("x", {"deck.yaml": text.encode()}).names)
        assert all(enums(made))
        assert all(len(found) > 0 for found in enums(made))
        Draft7Validator.check_schema(made)


def test_what_an_editor_says_and_puts_in() -> None:
    """A sentence where a phrase does not match; an amount begins as a number, and not as a table."""
    made = schema(examine(DECKS["harbour"]).names)
    amount = made["definitions"]["amount"]
    assert "properties" not in amount
    assert amount["patternErrorMessage"] == "a whole number is wanted here, such as 3 or +5"
    assert made["definitions"]["meter-test"]["patternErrorMessage"].startswith(
        "a comparison is wanted here: at least 60"
    )
    assert made["definitions"]["some-passage"]["type"] == ["string", "array"]


def test_a_schema_for_a_deck(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beside a deck it knows its ids, and says in which files the line is missing by which editors find it."""
    (tmp_path / "parts").mkdir()
    (tmp_path / "deck.yaml").write_text(HARBOUR, encoding="utf-8")
    (tmp_path / "parts" / "more.yaml").write_text("glossary: {silt: {term: silt, text: Mud.}}\n", encoding="utf-8")
    target = tmp_path / "deck.schema.json"
    assert run(["deck", "schema", "--file", str(target)]) == Exit.OK
    told = capsys.readouterr().out
    assert f"{tmp_path}/deck.yaml:  # yaml-language-server: $schema=deck.schema.json\n" in told
    assert f"{tmp_path}/parts/more.yaml:  # yaml-language-server: $schema=../deck.schema.json\n" in told
    assert "buy-the-beach" in target.read_text(encoding="utf-8")
    for file in (tmp_path / "deck.yaml", tmp_path / "parts" / "more.yaml"):
        file.write_text(f"# yaml-language-server: $schema=x.json\n{file.read_text('utf-8')}", encoding="utf-8")
    assert run(["deck", "schema", "--file", str(target)]) == Exit.OK
    assert capsys.readouterr().out == f"Written: {target}\n"


def patterns(value: Any) -> Iterator[str]:
    """Every pattern in a schema, those that stand as keys too."""
    if isinstance(value, dict):
        if isinstance(value.get("pattern"), str):
            yield value["pattern"]
        if isinstance(value.get("patternProperties"), dict):
            yield from value["patternProperties"]
        for inner in value.values():
            yield from patterns(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from patterns(inner)


ODD_IDS = [
    "P1",
    "P-1",
    "§4",
    "a.b",
    "a+b",
    "a*",
    "(a)",
    "x|y",
    "^a$",
    "a\\d",
    "p/q",
    "a?",
    "'a'",
    "a~b",
    "a&&b",
    "a--b",
]


def every_pattern() -> list[str]:
    own = [schema(examine(path).names) for path in DECKS.values()]
    return sorted(
        {pattern for one in (schema(), *own) for pattern in patterns(one)} | {f"^({literal(i)})$" for i in ODD_IDS}
    )


@pytest.mark.skipif(shutil.which("node") is None, reason="Node, whose patterns are those of editors, is not installed")
def test_patterns_are_patterns_for_editors() -> None:
    """An ECMAScript engine in Unicode mode, as editors have it, takes each pattern, and each odd id is only itself."""
    script = """
        const { patterns, ids } = JSON.parse(require("fs").readFileSync(0, "utf8"));
        const wrong = [];
        for (const pattern of patterns)
            for (const flags of ["u", "v", ""])
                try { new RegExp(pattern, flags); } catch (problem) { wrong.push(`${flags}: ${pattern}: ${problem}`); }
        for (const [id, pattern] of ids)
            for (const [other] of ids)
                if (new RegExp(pattern, "u").test(other) !== (id === other)) wrong.push(`${id} and ${other}`);
        console.log(JSON.stringify(wrong));
    """
    given = {"patterns": every_pattern(), "ids": [(id, f"^({literal(id)})$") for id in ODD_IDS]}
    done = subprocess.run(["node", "-e", script], input=json.dumps(given), capture_output=True, text=True, check=True)
    assert json.loads(done.stdout) == []


def test_an_id_is_only_itself_here_too() -> None:
    """The same in the patterns of Python, which this test suite's validator uses."""
    for id in ODD_IDS:
        assert [other for other in ODD_IDS if re.search(f"^({literal(id)})$", other)] == [id]


@pytest.mark.parametrize("name", ["zte", "river", "phones", "a new one"])
def test_check_jsonschema_takes_schema_and_deck(name: str, tmp_path: Path) -> None:
    """What people run over their files in CI finds the schema sound and the deck valid, and a mistake beside it."""
    if name == "a new one":
        folder = tmp_path / "night-bus"
        assert run(["deck", "new", str(folder), "--yes"]) == Exit.OK
        own = folder / "deck.schema.json"
    else:
        folder, own = ROOT / "decks" / name, tmp_path / "own.json"
        own.write_text(json.dumps(schema(examine(folder).names)), encoding="utf-8")
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("links: {a: {says: b, effects: {nothing: 1}, source: P1}}\n", encoding="utf-8")
    command = [sys.executable, "-m", "check_jsonschema", "--schemafile", str(own)]
    files = [*map(str, files_of(folder)), str(wrong)]
    told = subprocess.run([*command, *files], capture_output=True, text=True, check=False).stdout
    assert [file for file in files if f"{file}::" in told] == [str(wrong)], told
    assert "failed to parse" not in told.lower()
    assert "'nothing' was unexpected" in told
