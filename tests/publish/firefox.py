"""Firefox, driven by way of Marionette, for tests of published pages."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from debate.publish.page import NoRuntime, Runtime
from tests.publish.visits import ON, ROWS, STILL

WAIT = 90
OFFLINE = {
    "network.proxy.type": 1,
    "network.proxy.http": "127.0.0.1",
    "network.proxy.http_port": 9,
    "network.proxy.ssl": "127.0.0.1",
    "network.proxy.ssl_port": 9,
    "network.proxy.allow_hijacking_localhost": False,
}
"""Settings with which everything but this machine is out of reach."""


def firefox() -> str | None:
    """Where Firefox is."""
    return os.environ.get("DEBATE_FIREFOX") or shutil.which("firefox-esr") or shutil.which("firefox")


def lacking() -> str:
    """Why tests in Firefox cannot run here; empty where they can."""
    try:
        Runtime.find()
    except NoRuntime as problem:
        return str(problem)
    if firefox() is None:
        return "There is no Firefox here (Debian: apt-get install firefox-esr; another one: DEBATE_FIREFOX=path)."
    if find_spec("marionette_driver") is None:
        return "What drives Firefox is not there: pip install marionette_driver"
    return ""


class Fox:
    """The window of a Firefox."""

    def __init__(self, driver: Any) -> None:
        self.driver = driver

    def run(self, code: str) -> Any:
        """What this script returns."""
        return self.driver.execute_script(code, sandbox=None)

    def open(self, address: str) -> None:
        self.driver.navigate(address)
        self.until(lambda: self.run("return document.body.dataset.ready === 'yes'"))

    def again(self) -> None:
        """Load the page anew."""
        self.driver.refresh()
        self.until(lambda: self.run("return document.body.dataset.ready === 'yes'"))

    def choices(self, words: str) -> None:
        """Wait until these words stand among what can be chosen on the page of buttons."""
        self.until(lambda: words in self.run("return document.getElementById('choices').textContent"))

    def on_buttons(self) -> str:
        """Press the first thing that can be chosen on the page of buttons; the title of what comes."""
        return str(self.driver.execute_async_script(f"const done = arguments[0]; {ON}", sandbox=None))

    def rows(self) -> str:
        """What the terminal shows."""
        return str(self.run(f"return {ROWS.strip()}"))

    def until(self, holds: Callable[[], object], seconds: float = WAIT) -> None:
        from marionette_driver.wait import Wait

        try:
            Wait(self.driver, timeout=seconds, interval=0.1).until(lambda _: holds())
        except Exception:
            raise AssertionError(self.run("return document.body.innerText.slice(0, 600)") + self.rows()) from None

    def shows(self, words: str) -> None:
        """Wait until the terminal shows these words."""
        self.until(lambda: words in self.rows())

    def press(self, key: str) -> str:
        """Press a key in the terminal; the screen once it has been still for a moment."""
        self.driver.find_element("css selector", ".xterm-helper-textarea").send_keys(key)
        return str(self.driver.execute_async_script(f"const done = arguments[0]; {STILL}", sandbox=None))


def _connect(driver: Any) -> None:
    """Begin once Firefox listens."""
    end = time.monotonic() + WAIT
    while True:
        try:
            driver.start_session(timeout=WAIT)
            return
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.2)


@contextmanager
def browsing(folder: Path) -> Iterator[Fox]:
    """A Firefox with a new profile in this folder, without any network but this machine."""
    from marionette_driver.marionette import Marionette

    profile = folder / "profile"
    profile.mkdir()
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    settings = {**OFFLINE, "marionette.port": port, "browser.shell.checkDefaultBrowser": False}
    lines = [f'user_pref("{name}", {_written(value)});' for name, value in settings.items()]
    (profile / "user.js").write_text("\n".join(lines) + "\n")
    program = [firefox() or "", "--headless", "--marionette", "--no-remote", "--profile", str(profile)]
    size = ["--width", "1280", "--height", "860"]
    env = {**os.environ, "HOME": str(folder)}
    process = subprocess.Popen([*program, *size], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env=env)
    driver = Marionette(host="127.0.0.1", port=port, startup_timeout=WAIT)
    try:
        _connect(driver)
        yield Fox(driver)
    finally:
        process.terminate()
        process.wait(20)


def _written(value: object) -> str:
    return f'"{value}"' if isinstance(value, str) else str(value).lower()
