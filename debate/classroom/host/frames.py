"""The shapes of the frames that a client may send. Everything that has none of them is refused, with a sentence.

A frame is one JSON object with exactly the keys of its kind, each of the named type and within its bounds.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from typing import NoReturn

Frame = Mapping[str, object]
Check = Callable[[object], bool]


class BadFrame(Exception):
    """A frame of no known shape. The sentence says what is wrong with it, and quotes nothing of it."""


def _text(least: int, most: int, pattern: str = "") -> Check:
    fits = re.compile(pattern).fullmatch if pattern else None

    def check(value: object) -> bool:
        return type(value) is str and least <= len(value) <= most and (fits is None or fits(value) is not None)

    return check


def _whole(least: int, most: int) -> Check:
    return lambda value: type(value) is int and least <= value <= most


def _fields(value: object) -> bool:
    if type(value) is not dict or len(value) > 8:
        return False
    return all(_NAME(key) and _VALUE(given) for key, given in value.items())


_NAME = _text(1, 20, "[a-z][a-z-]*")
_VALUE = _text(0, 2000)
_TOKEN = _text(32, 32, "[0-9a-f]*")
_COLS = _whole(20, 500)
_ROWS = _whole(5, 200)

SHAPES: Mapping[str, Mapping[str, Check]] = {
    "hello": {
        "token": _TOKEN,
        "as": _text(4, 8, "terminal|page|script"),
        "cols": _COLS,
        "rows": _ROWS,
        "reader": lambda value: type(value) is bool,
    },
    "kept": {"token": _TOKEN},
    "keys": {"d": _text(1, 8000)},
    "size": {"cols": _COLS, "rows": _ROWS},
    "do": {
        "id": _text(1, 40, "[A-Za-z0-9._:-]*"),
        "kind": _text(1, 20, "[a-z][a-z-]*"),
        "at": _whole(-1, 1_000_000_000),
        "fields": _fields,
    },
    "look": {"page": _text(1, 200, "[A-Za-z0-9][A-Za-z0-9 ._:/-]*")},
    "ping": {},
}
"""Kind of frame -> key -> what its value must be; ``t`` itself is not listed."""


def read_frame(text: str) -> Frame:
    """The frame that this text is. Raises :class:`BadFrame`."""
    found = read_object(text)
    kind = found.get("t")
    shape = SHAPES.get(kind) if type(kind) is str else None
    if shape is None:
        raise BadFrame(f'There is no frame of that kind; "t" is one of {", ".join(SHAPES)}.')
    if found.keys() - {"t"} != shape.keys():
        raise BadFrame(f"A {kind} frame has exactly these keys: {', '.join(('t', *shape))}.")
    for key, check in shape.items():
        if not check(found[key]):
            raise BadFrame(f'In a {kind} frame, "{key}" is not what it must be.')
    return found


def read_object(text: str) -> dict[str, object]:
    """The one JSON object that this text is, with no key twice and no half characters. Raises :class:`BadFrame`."""
    try:
        found = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
        text.encode()
        # A lone surrogate may come as an escape, which the text itself does not show.
        if "\\u" in text:
            json.dumps(found, ensure_ascii=False).encode()
    except BadFrame:
        raise
    except UnicodeEncodeError:
        raise BadFrame("It holds half a character.") from None
    except (ValueError, RecursionError):
        raise BadFrame("That is no JSON. It has to be one JSON object.") from None
    if type(found) is not dict:
        raise BadFrame('It has to be one JSON object, such as {"t": "ping"}.')
    return found


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise BadFrame("It names the same key twice.")
    return made


def _constant(name: str) -> NoReturn:
    raise BadFrame("It holds a number that is none.")
