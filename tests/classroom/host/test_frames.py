"""What a client sends is taken only in a shape that the host knows."""

from __future__ import annotations

import json
import random

import pytest

from debate.classroom.host.frames import SHAPES, BadFrame, read_frame

TOKEN = "0123456789abcdef" * 2
GOOD: dict[str, dict[str, object]] = {
    "hello": {"token": TOKEN, "as": "page", "cols": 80, "rows": 24, "reader": False},
    "kept": {"token": TOKEN},
    "keys": {"d": "\x1b[A"},
    "size": {"cols": 80, "rows": 24},
    "do": {"id": "a-1", "kind": "propose", "at": 3, "fields": {"move": "congress pass"}},
    "look": {"page": "card:file-ban-bill"},
    "ping": {},
}


def sentence(text: str) -> str:
    with pytest.raises(BadFrame) as caught:
        read_frame(text)
    return str(caught.value)


@pytest.mark.parametrize("kind", GOOD)
def test_a_frame_of_each_kind_is_read_as_it_is(kind: str) -> None:
    """The frame comes back with all its keys."""
    frame = {"t": kind, **GOOD[kind]}
    assert read_frame(json.dumps(frame)) == frame


def test_every_kind_has_an_example_here() -> None:
    """A new kind of frame is tested too."""
    assert GOOD.keys() == SHAPES.keys()


@pytest.mark.parametrize("kind", GOOD)
def test_a_key_too_many_or_too_few_is_refused_with_the_keys_that_there_are(kind: str) -> None:
    """The sentence lists the keys of that kind."""
    frame = {"t": kind, **GOOD[kind]}
    assert "exactly these keys: t" in sentence(json.dumps({**frame, "person": "p1"}))
    if GOOD[kind]:
        del frame[next(iter(GOOD[kind]))]
        assert "exactly these keys: t" in sentence(json.dumps(frame))


@pytest.mark.parametrize(
    ("kind", "key", "values"),
    [
        ("hello", "token", ["", TOKEN[1:], TOKEN + "0", TOKEN.upper(), "g" * 32, 5, None, [TOKEN]]),
        ("hello", "as", ["wall", "teacher", "", None, True]),
        ("hello", "cols", [19, 501, 80.0, "80", True, None, -(10**400)]),
        ("hello", "reader", [0, 1, "yes", None]),
        ("keys", "d", ["", "x" * 8001, 7, None, ["a"]]),
        ("do", "id", ["", "x" * 41, "a b", "é", "a\n", 1]),
        ("do", "kind", ["", "Start", "let in", "x" * 21, None]),
        ("do", "at", [-2, 1.0, "3", True, 10**12]),
        ("do", "fields", [[], None, {"move": 3}, {"Move": "x"}, {"": "x"}, {"m": "x" * 2001}, {"m": {"n": "x"}}]),
        ("do", "fields", [{f"k{letter}": "" for letter in "abcdefghi"}]),
        ("look", "page", ["", "x" * 201, "../x", "a\x00b", 3]),
    ],
)
def test_a_value_out_of_its_bounds_is_refused_by_its_name(kind: str, key: str, values: list[object]) -> None:
    """The sentence names the key, and quotes nothing of what came."""
    for value in values:
        assert sentence(json.dumps({"t": kind, **GOOD[kind], key: value})) == (
            f'In a {kind} frame, "{key}" is not what it must be.'
        )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '"hello"',
        "5",
        "{",
        "{}",
        '{"t":"ping"} {"t":"ping"}',
        '{"t":"ping","t":"ping"}',
        '{"t":"size","cols":NaN,"rows":24}',
        '{"t":"keys","d":"\\ud800"}',
        '{"t":"size","cols":' + "9" * 5000 + ',"rows":24}',
        "[" * 8000,
        '{"t":' * 1600,
        '{"t":["ping"]}',
        '{"t":"nothing"}',
        '{"t":null}',
        "\ufeff{}",
    ],
)
def test_what_is_no_frame_is_refused_with_a_sentence(text: str) -> None:
    """Whatever it is, one sentence comes of it and no other error."""
    assert sentence(text).endswith(".")


def test_a_hundred_thousand_broken_frames_come_to_sentences_only() -> None:
    """Good frames with bytes changed, cut and doubled: each is a frame or a sentence."""
    chance = random.Random(5)
    good = [json.dumps({"t": kind, **GOOD[kind]}) for kind in GOOD]
    bad = 0
    for _ in range(100_000):
        text = chance.choice(good)
        at = chance.randrange(len(text))
        piece = chance.choice(('"', "{", "}", ":", ",", "\\", "0", "\x00", "[", "e", "null", "\ud800"))
        text = text[:at] + piece + text[at + chance.randrange(3) :]
        try:
            read_frame(text)
        except BadFrame:
            bad += 1
    assert bad > 50_000
