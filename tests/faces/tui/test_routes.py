"""Screens are asked for by name: each name leads to a screen, and whoever asks gives it what it needs."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import get_type_hints

import pytest
from textual.screen import Screen

from debate.faces.tui.routes import ROUTES
from debate.pages.register import REGISTER

DEBATE = Path(__file__).parents[3] / "debate"


def maker_of(name: str) -> Callable[..., Screen[object]]:
    """The class of a screen, or a function that makes one."""
    module, _, maker = ROUTES[name].partition(":")
    found: Callable[..., Screen[object]] = getattr(import_module(module), maker)
    return found


def asked() -> Iterator[tuple[str, ast.Call]]:
    """(place, call) of each request for a screen in the program."""
    for path in sorted(DEBATE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Name) or node.func.id != "show":
                continue
            if len(node.args) > 1 and isinstance(node.args[1], ast.Constant) and isinstance(node.args[1].value, str):
                yield f"{path.relative_to(DEBATE)}:{node.lineno}", node


@pytest.mark.parametrize("name", ROUTES)
def test_each_name_leads_to_a_screen(name: str) -> None:
    made = maker_of(name)
    assert issubclass(made if isinstance(made, type) else get_type_hints(made)["return"], Screen)


def test_whoever_asks_gives_what_the_screen_needs() -> None:
    """The call would be one of the class itself; every name is asked for somewhere, or by
    the register of pages."""
    names = set()
    for place, call in asked():
        assert isinstance(call.args[1], ast.Constant)
        name = str(call.args[1].value)
        assert name in ROUTES, place
        names.add(name)
        given = [None for each in call.args[2:] if not isinstance(each, ast.Starred)]
        named = {each.arg: None for each in call.keywords if each.arg and each.arg != "then"}
        signature = inspect.signature(maker_of(name))
        starred = any(isinstance(each, ast.Starred) for each in call.args)
        try:
            (signature.bind_partial if starred else signature.bind)(*given, **named)
        except TypeError as problem:
            pytest.fail(f"{place}: {name}: {problem}")
    of_register = {"reading", *REGISTER}
    assert names - of_register == set(ROUTES) - of_register
    for name in REGISTER.keys() & ROUTES:
        inspect.signature(maker_of(name)).bind(None, None)
