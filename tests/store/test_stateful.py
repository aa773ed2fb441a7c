"""Anything that a person can do with games, in any order, with crashes in between: what was acknowledged is there."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from debate import saves as saved
from debate.game.session import Session
from debate.rules.legal import legal_moves
from debate.store import Journal, RecordError, Replayed, Saves, Seat, read, replay
from debate.store.files import read_path
from debate.store.lines import MAX_BYTES
from tests.store.disk import Disk, Tripwire
from tests.store.work import DECK, new_session

FOLDER = Path("/saves")


def entries(journal: Journal) -> list[str]:
    return [f"{entry.number} {type(entry).__name__} {entry.state}" for entry in journal.entries]


class Games(RuleBasedStateMachine):
    """One person with a folder of games, one of them open at a time.

    ``known``: for each game the entries that were acknowledged, as the model holds them.
    """

    @initialize()
    def start(self) -> None:
        self.disk = Disk()
        self.wire = Tripwire(self.disk)
        self.saves = Saves(FOLDER, self.wire)
        self.known: dict[str, list[str]] = {}
        self.session: Session | None = None
        self.name = ""
        self.begin(1)

    @rule(seed=st.integers(1, 4))
    def begin(self, seed: int) -> None:
        self.leave()
        session = new_session(seed)
        self.name = saved.begin(self.saves, session, "game").stem
        self.session = session
        self.note()

    def note(self) -> None:
        assert self.session is not None
        self.known[self.name] = entries(self.session.journal)

    @precondition(lambda self: self.session is not None)
    @rule(pick=st.integers(0, 99), count=st.integers(1, 4))
    def play(self, pick: int, count: int) -> None:
        session = self.session
        assert session is not None
        for _ in range(count):
            if session.state.over:
                return
            if session.ask() is None:
                legal = session.legal(session.awaited()[0])
                session.submit(legal[pick % len(legal)])
            self.note()

    @precondition(lambda self: self.session is not None)
    @rule()
    def undo(self) -> None:
        assert self.session is not None
        before = self.session.state.digest()
        count = len(self.session.moves)
        if self.session.undo() is not None:
            undone = len(self.session.moves)
            assert self.session.journal.onward()
            self.note()
            self.session.redo()
            self.note()
            # What opponents chose after that choice comes back too, also where one had gone back behind it before.
            again = self.session.played.states
            assert undone < len(self.session.moves)
            assert len(again) <= count or again[count].digest() == before
            self.session.undo()
            self.note()

    @precondition(lambda self: self.session is not None)
    @rule()
    def redo(self) -> None:
        assert self.session is not None
        self.session.redo()
        self.note()

    @precondition(lambda self: self.session is not None)
    @rule(share=st.floats(0, 1))
    def back(self, share: float) -> None:
        assert self.session is not None
        self.session.back(int(share * len(self.session.moves)))
        self.note()

    @precondition(lambda self: self.session is not None)
    @rule(who=st.sampled_from(["scripted", "novice", "person"]))
    def take_over(self, who: str) -> None:
        assert self.session is not None
        self.session.takeover("town", Seat(who, "Zoë"))
        self.note()

    @precondition(lambda self: self.session is not None and self.session.moves)
    @rule(share=st.floats(0, 0.99), pick=st.integers(0, 99))
    def what_if(self, share: float, pick: int) -> None:
        assert self.session is not None
        at = int(share * len(self.session.moves))
        legal = legal_moves(self.session.at(at).state, self.session.moves[at].role)
        self.session.what_if(at, legal[pick % len(legal)])

    @precondition(lambda self: self.session is not None)
    @rule()
    def leave(self) -> None:
        if self.session is not None:
            self.session.close()
        self.session = None

    @rule(pick=st.integers(0, 99))
    def open(self, pick: int) -> None:
        self.leave()
        if not self.known:
            return
        self.name = sorted(self.known)[pick % len(self.known)]
        opened = saved.open_game(self.saves, self.saves.path(self.name), DECK)
        assert opened.session is not None
        assert not opened.session.read_only
        assert entries(opened.session.journal)[: len(self.known[self.name])] == self.known[self.name]
        self.session = opened.session
        self.note()

    @rule(pick=st.integers(0, 99))
    def branch(self, pick: int) -> None:
        self.leave()
        if not self.known:
            return
        name = sorted(self.known)[pick % len(self.known)]
        opened = saved.branch(self.saves, self.saves.path(name), deck=DECK)
        assert opened.session is not None
        assert entries(opened.session.journal)[: len(self.known[name])] == self.known[name]
        self.session, self.name = opened.session, opened.path.stem
        self.note()

    @precondition(lambda self: self.session is None and self.known)
    @rule(pick=st.integers(0, 99), to=st.sampled_from(["x", "y", "z"]), how=st.sampled_from(["rename", "copy"]))
    def move(self, pick: int, to: str, how: str) -> None:
        name = sorted(self.known)[pick % len(self.known)]
        try:
            getattr(self.saves, how)(self.saves.path(name), to)
        except RecordError:
            assert to in self.known
            return
        assert to not in self.known
        self.known[to] = self.known[name]
        if how == "rename":
            del self.known[name]

    @precondition(lambda self: self.session is None and len(self.known) > 1)
    @rule(pick=st.integers(0, 99))
    def delete(self, pick: int) -> None:
        name = sorted(self.known)[pick % len(self.known)]
        self.saves.delete(self.saves.path(name))
        del self.known[name]

    @precondition(lambda self: self.known)
    @rule(pick=st.integers(0, 99))
    def carry(self, pick: int) -> None:
        """Export a game and import it under another name."""
        name = sorted(self.known)[pick % len(self.known)]
        target = self.saves.export(self.saves.path(name), Path(f"/{len(self.wire.made)}.debate"))
        self.known[self.saves.import_(target).stem] = self.known[name]

    @precondition(lambda self: self.session is not None and not self.session.state.over)
    @rule(ahead=st.integers(1, 2), pick=st.integers(0, 99))
    def play_on_a_failing_disk(self, ahead: int, pick: int) -> None:
        """One call fails: nothing is acknowledged, nothing more is taken, and another window goes on."""
        session = self.session
        assert session is not None
        self.wire.at = self.wire.count + ahead
        with pytest.raises(RecordError):
            session.ask() or session.submit(session.legal(session.awaited()[0])[0])
        with pytest.raises(RecordError):
            session.takeover("town", Seat("novice"))
        assert entries(session.journal) == self.known[self.name]
        self.leave()

    @rule()
    def killed(self) -> None:
        self.disk.killed()
        self.session = None

    @rule(seed=st.integers(0, 10**6))
    def power_lost(self, seed: int) -> None:
        self.disk.power_lost(Random(seed))
        self.session = None

    @invariant()
    def all_is_there(self) -> None:
        """Every game is in the folder with what was acknowledged; the open one plays again to where it stands."""
        listed = {item.name: item for item in self.saves.listing()}
        for name, wanted in self.known.items():
            assert name in listed
            assert listed[name].entries >= len(wanted)
        if self.session is not None:
            found = read(read_path(self.disk, self.saves.path(self.name), MAX_BYTES))
            assert found.problem is None
            assert found.header is not None
            again = replay(DECK, Journal(found.header, found.entries))
            assert isinstance(again, Replayed)
            assert again.stop is None
            assert again.state.digest() == self.session.state.digest()
            assert again.journal.branches() == self.session.journal.branches()
            assert again.journal.onward() == self.session.journal.onward()
            assert again.journal.seats == self.session.seats


HEALTH = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def test_any_order_of_doings() -> None:
    """A few runs; the torture run makes many."""
    run_state_machine_as_test(
        Games,
        settings=settings(
            max_examples=12, stateful_step_count=15, deadline=None, derandomize=True, suppress_health_check=HEALTH
        ),
    )


@pytest.mark.torture
def test_any_order_of_doings_for_long() -> None:
    run_state_machine_as_test(
        Games,
        settings=settings(max_examples=400, stateful_step_count=40, deadline=None, suppress_health_check=HEALTH),
    )
