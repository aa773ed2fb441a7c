"""The whole app with a game in it, driven by actions and messages rather than by keys."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path
from typing import Any

from textual.pilot import Pilot
from textual.screen import Screen

from debate.deckfile import load_deck
from debate.faces.tui.app import DebateApp
from debate.faces.tui.table import TableScreen
from debate.game.session import PERSON, Session
from debate.rules.deck import Deck
from debate.rules.moves import Move
from debate.store import Saves
from tests.faces.tui.reading import SMALL

VALLEY = Path(__file__).parents[2] / "decks" / "valley"
PATIENCE = 200


@cache
def valley() -> Deck:
    """Three roles, a hidden meter, covert moves, offers, chance, two causal views."""
    return load_deck(VALLEY)


def session(
    *people: str, deck: Deck | None = None, draft: Iterable[str] = (), seed: int = 4, preset: str | None = "short"
) -> Session:
    """A game of the valley, three rounds long, in which these roles are people and the others scripted."""
    return Session(deck or valley(), dict.fromkeys(people, PERSON), seed=seed, draft=draft, preset=preset)


@asynccontextmanager
async def playing(
    game: Session | None, size: tuple[int, int] = SMALL, saves: Saves | None = None
) -> AsyncIterator[Pilot[None]]:
    """The app, with this game begun (None: at the title). ``saves``: where games are kept, None: nowhere."""
    async with DebateApp(session=game, saves=saves).run_test(size=size, notifications=True) as pilot:
        await pilot.pause()
        yield pilot


async def until(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Let the app work until this is so."""
    for _ in range(PATIENCE):
        if true():
            return
        await pilot.pause()
    raise AssertionError(f"waited in vain on {pilot.app.screen}")


async def screen(pilot: Pilot[None], kind: type[Screen[Any]] | str) -> Screen[Any]:
    """Wait for a screen of this kind (its class or the name of it) and return it."""
    name = kind if isinstance(kind, str) else kind.__name__
    await until(pilot, lambda: type(pilot.app.screen).__name__ == name and pilot.app.screen.is_mounted)
    await pilot.pause()
    return pilot.app.screen


async def act(pilot: Pilot[None], action: str) -> None:
    """Run an action where a key would: on the screen, or else on the app. The title knows of a game to go on with only
    once it has looked for one."""
    now = pilot.app.screen
    if action == "continue_game":
        await until(pilot, lambda: bool(now.check_action(action, ())))
    await pilot.app.run_action(action, now if hasattr(now, f"action_{action}") else pilot.app)
    await pilot.pause()


async def seated(pilot: Pilot[None]) -> TableScreen:
    """Through the briefing to the table, ready to be asked."""
    await screen(pilot, "BriefingScreen")
    await act(pilot, "begin")
    return await asked(pilot)


async def asked(pilot: Pilot[None]) -> TableScreen:
    """Past whatever came of the last round to the table, where a choice is awaited."""

    def ready() -> bool:
        now = pilot.app.screen
        return type(now).__name__ == "AccountScreen" or (isinstance(now, TableScreen) and now.awaits)

    await until(pilot, ready)
    while type(pilot.app.screen).__name__ == "AccountScreen":
        await act(pilot, "skip")
        await until(pilot, ready)
    table = pilot.app.screen
    assert isinstance(table, TableScreen)
    return table


async def choose(pilot: Pilot[None], notation: str = "") -> None:
    """Make a choice at the table: this one, or the first legal one."""
    table = await asked(pilot)
    assert table.role is not None
    legal = table.session.legal(table.role)
    table.choose(next(move for move in legal if not notation or str(move) == notation))
    await pilot.pause()


def of_kind(game: Session, role: str, kind: str) -> Move:
    """The first legal choice of this kind."""
    return next(move for move in game.legal(role) if move.kind == kind)
