"""A screen that has ended, or failed too often, is no dead end: whoever loads the page again finds a new one."""

from __future__ import annotations

from typing import Any

import pytest
from textual.app import App, ComposeResult
from textual.widgets import Label

from debate.classroom.seats import wired
from debate.classroom.seats.wired import AppFront, Wired
from tests.classroom.seats.classroom import Terminal, until


class Hello(Wired):
    """Says hello, unless it is to fail."""

    fails = False

    def compose(self) -> ComposeResult:
        if Hello.fails:
            raise ZeroDivisionError
        yield Label("Hello")


class Greeting(AppFront):
    def make(self) -> App[Any]:
        return Hello()


async def test_an_app_that_has_ended_is_begun_anew() -> None:
    """The next socket sees a whole screen."""
    front, first, second = Greeting(40, 10), Terminal(40, 10), Terminal(40, 10)
    await front.start()
    front.attach(first.send)
    await until(lambda: "Hello" in first.text)
    assert front.app is not None
    front.app.exit()
    await until(lambda: front._running is not None and front._running.done())
    front.detach()
    front.attach(second.send)
    await until(lambda: "Hello" in second.text)
    await front.stop()


async def test_one_that_failed_too_often_too(monkeypatch: pytest.MonkeyPatch) -> None:
    """The person is told to load the page again, and that helps once what failed is over."""
    monkeypatch.setattr(Hello, "fails", True)
    monkeypatch.setattr(wired, "RESTARTS", 0)
    front, terminal = Greeting(40, 10), Terminal(40, 10)
    await front.start()
    await until(lambda: front._running is not None and front._running.done())
    monkeypatch.setattr(Hello, "fails", False)
    front.attach(terminal.send)
    await until(lambda: "Hello" in terminal.text)
    await front.stop()
