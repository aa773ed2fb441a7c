"""Keys pressed at random, windows of every size, clicks anywhere: no game ends by it, and what was chosen is kept."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest
from textual import events

from debate.faces.tui.actions import ACTIONS
from debate.faces.tui.textual_private import failure
from debate.saves import open_game
from debate.store import Saves
from tests.faces.tui.playing import playing, session
from tests.faces.tui.reading import LARGE, SMALL

SIZES = (SMALL, SMALL, LARGE, (100, 30), (40, 10), (1, 1))
LEAVE = {"ctrl+q", "q", "ctrl+z"}
KEYS = (
    *sorted({key for action in ACTIONS for key in action.keys} - LEAVE),
    *("enter", "escape", "up", "down") * 6,
    *("pageup", "pagedown", "home", "end", "shift+tab", "backspace"),
)


@pytest.mark.torture
@pytest.mark.parametrize("seed", range(20))
async def test_random_keys_end_no_game(seed: int, tmp_path: Path) -> None:
    """One key after another or several in a breath; afterwards the record replays to the same choices."""
    random, saves = Random(seed), Saves(tmp_path)
    game = session("works", *(["town"] if seed % 3 == 0 else []), seed=seed)
    game.set_predicting(seed % 2 == 0)
    async with playing(game, random.choice(SIZES[1:3]), saves) as pilot:
        for _ in range(60):
            if random.random() < 0.06:
                await pilot.resize_terminal(*random.choice(SIZES))
                continue
            key = random.choice(KEYS)
            for _ in range(random.choice((1, 1, 2, 5))):
                pilot.app.post_message(events.Key(key, key if len(key) == 1 else None))
            if random.random() < 0.5:
                await pilot.pause()
        await pilot.pause()
        assert failure(pilot.app) is None
        if game.kept_at is not None:
            kept = open_game(saves, game.kept_at, look=True).session
            assert kept is not None
            assert (
                kept.moves[: len(game.moves)] == game.moves
            )  # the last one may be withheld until people have predicted
