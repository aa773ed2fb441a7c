"""Inside Pyodide: the games, or tests. Run by .ci/wasm; what cannot be there is skipped, each with its reason."""

from __future__ import annotations

import sys
from inspect import iscoroutinefunction
from typing import Any

PYTEST = ("-p", "no:cacheprovider", "-p", "no:xdist", "-p", "no:asyncio", "-o", "addopts=", "--import-mode=importlib",
          "-m", "not torture", "-q", "-rs")  # fmt: skip
LACKING = {
    "does not support processes": "it starts another process, and here are none",
    "can't start new thread": "it starts a thread, and here are none",
}
"""What a failure says where this machine lacks something -> the reason."""
NOT_HERE = {
    "tests/store/test_saves.py::test_closing_a_session_lets_the_next_one_play": "nothing locks files here; a page "
    "holds one lock for all of its games",
    "tests/pages/test_retrying.py::test_on_the_page_of_buttons": "a loop turns around it here, in which what takes "
    "long is done a moment later",
}
"""Tests of what only other machines have -> the reason."""
WAITS = "it turns an event loop of its own, and the one here is the browser's"
FILES_NOT_HERE = {"tests/pages/test_pack.py": "what checks JSON for it has compiled parts"}
"""Files of tests that cannot even be imported here -> the reason."""


class Named:
    """Skips what cannot be here, and says so."""

    def pytest_runtest_setup(self, item: Any) -> None:
        import pytest

        waits = iscoroutinefunction(getattr(item, "function", None))
        reason = WAITS if waits else NOT_HERE.get(item.nodeid.partition("[")[0])
        if reason is not None:
            pytest.skip(f"{item.name}: {reason}")

    def pytest_runtest_makereport(self, item: Any, call: Any) -> Any:
        from _pytest.reports import TestReport

        report = TestReport.from_item_and_call(item, call)
        told = "" if call.excinfo is None else str(call.excinfo.value)
        reason = next((why for words, why in LACKING.items() if words in told), None)
        if report.failed and reason is not None:
            path, line, _ = item.location
            report.outcome, report.longrepr = "skipped", (path, (line or 0) + 1, f"{item.name}: {reason}")
        return report


def main(given: list[str]) -> int:
    """Do what was asked for; the code to exit with."""
    print(f"CPython {sys.version.split()[0]} on {sys.platform}")
    if given[0] == "digests":
        from tests.digests import lines

        for line in lines(int(given[1]) if len(given) > 1 else 300):
            print(line)
        return 0
    import pytest

    left_out = [f"--ignore={path}" for path in FILES_NOT_HERE]
    code = int(pytest.main([*PYTEST, *left_out, *given], plugins=[Named()]))
    for path, reason in FILES_NOT_HERE.items():
        print(f"SKIPPED [file] {path}: {reason}")
    return code
