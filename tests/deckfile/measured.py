"""Checks each hostile file in a process of its own and says how long it worked and how much memory was held at most.

``python -m tests.deckfile.measured [without]``; ``without``: as where libyaml is not installed. Prints JSON: name ->
[seconds, MiB, findings].
"""

from __future__ import annotations

import json
import os
import resource
import sys
import tempfile
import time
from pathlib import Path


def measured(path: Path) -> list[object]:
    """What this process needs for one file; nothing else must have been done in it."""
    from debate.deckfile import check

    before = time.process_time()
    _, findings = check(path)
    seconds = time.process_time() - before
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return [seconds, peak, [str(finding) for finding in findings]]


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
                stream.write(json.dumps(measured(path)).encode())
                stream.flush()
                os._exit(0)
            os.waitpid(child, 0)
            stream.seek(0)
            found[path.name] = json.loads(stream.read())
    print(json.dumps(found))


if __name__ == "__main__":
    main()
