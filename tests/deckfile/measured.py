"""Checks each file of a folder in a process of its own and says how much work that was and how much memory it held.

``python -m tests.deckfile.measured FOLDER [without]``; ``without``: as where libyaml is not installed; only what is
found matters then, and no work is counted. Elsewhere it is counted in calls of functions, Python's and C's, so that a
slow machine counts the same. Prints JSON: name -> [calls, MiB, findings].
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
from cProfile import Profile
from pathlib import Path


def measured(path: Path, counted: bool) -> list[object]:
    """What this process needs for one file; nothing else must have been done in it."""
    from debate.deckfile import check

    profile = Profile()
    _, findings = profile.runcall(check, path) if counted else check(path)
    calls = sum(entry.callcount for entry in profile.getstats())
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [calls, peak, [str(finding) for finding in findings]]


def main() -> None:
    if "without" in sys.argv:
        sys.modules["yaml._yaml"] = None  # type: ignore[assignment]
    import yaml

    import debate.deckfile

    assert yaml.__with_libyaml__ is ("without" not in sys.argv)
    assert debate.deckfile.check is not None
    folder = Path(sys.argv[1])
    found = {}
    for path in sorted(folder.iterdir()):
        with tempfile.TemporaryFile() as stream:
            child = os.fork()
            if not child:
                stream.write(json.dumps(measured(path, "without" not in sys.argv)).encode())
                stream.flush()
                os._exit(0)
            os.waitpid(child, 0)
            stream.seek(0)
            found[path.name] = json.loads(stream.read())
    print(json.dumps(found))


if __name__ == "__main__":
    main()
