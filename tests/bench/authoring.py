"""How long an author waits, beside what libyaml's events of the same files take in the same run.

    python -m tests.bench.authoring [--deck zte] [--times 9]

Two waits: the whole deck is loaded and checked (at most 8 times libyaml's events are wanted), and an eight-round game
in *deck play* is carried over a save (with the poll before it and the wait for a quiet file at most 0.7 s on a machine
at rest). The contenders take turns; each figure is a median of CPU seconds. They work on a copy of the deck that is
saved anew before each turn: what was read once is remembered, and would cost nothing.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from statistics import median
from time import process_time

import yaml

from debate.deckfile import check
from debate.deckfile.folder import deck_root
from debate.game.session import PERSON, Session
from debate.workshop import checking
from debate.workshop.rehearsal import Rehearsal


def seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start


def events(folder: Path) -> None:
    """Walk through all events of the deck's YAML files by libyaml."""
    for path in sorted(folder.rglob("*.yaml")) if folder.is_dir() else [folder]:
        with path.open(encoding="utf-8") as stream:
            for _ in yaml.parse(stream, Loader=yaml.CSafeLoader):
                pass


def save(deck: Path) -> None:
    """Change a file of the deck, and nothing that it says."""
    first = min(deck.rglob("*.yaml")) if deck.is_dir() else deck
    with first.open("a", encoding="utf-8") as stream:
        stream.write("# saved\n")


def rehearsal(deck: str) -> Rehearsal:
    """A finished game of the first role, as *deck play* has it."""
    checked = checking.examined(deck)
    if checked.deck is None:
        raise SystemExit(f"{deck}: the deck has errors; debate deck check {deck} says which.")
    role = next(iter(checked.deck.roles))
    session = Session(checked.deck, {role: PERSON}, seed=3)
    while not session.state.over:
        session.advance()
        if session.awaited():
            session.submit(session.legal(role)[0])
    return Rehearsal(deck, session, checked, checking.stamp(deck_root(deck)))


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--deck", default="zte")
    parser.add_argument("--times", type=int, default=9)
    options = parser.parse_args()
    yaml_events, checked, news = [], [], []
    with tempfile.TemporaryDirectory() as scratch:
        root = deck_root(options.deck)
        copy = Path(shutil.copytree(root, Path(scratch, "deck")) if root.is_dir() else shutil.copy(root, scratch))
        played = rehearsal(str(copy))
        for _ in range(options.times):
            yaml_events.append(seconds(lambda: events(copy)))
            save(copy)
            checked.append(seconds(lambda: check(copy)))
            save(copy)
            news.append(seconds(lambda: played.take(played.read())))
    peer = median(yaml_events)
    waits = checking.POLL + checking.SETTLE
    print(f"libyaml's events of the deck's files: {peer:.3f} s")
    print(f"load and check: {median(checked):.3f} s, {median(checked) / peer:.1f} times that (8 wanted)")
    print(
        f"save to news: {median(news):.3f} s, with {waits:.2f} s of waiting {median(news) + waits:.2f} s (0.7 wanted)"
    )


if __name__ == "__main__":
    main()
