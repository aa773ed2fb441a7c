"""Screens as pictures of cells: each letter with the token that it is drawn in. ``python -m tests.regenerate`` writes
them anew.

A golden holds the rows of the screen, and under each row that has any its tokens, one letter a cell: ``q`` quiet,
``1`` to ``4`` a role, ``g`` good, ``b`` bad, ``l`` a frame, ``t`` the rest of a bar, ``r`` a bar, ``-`` on ink; a blank
is ink or nothing. It is that of the dark theme; the others must show the same letters in their own tokens.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import date
from functools import cache
from itertools import groupby
from typing import Any

import pytest
from attrs import evolve
from rich.color import Color
from rich.style import Style
from textual.pilot import Pilot
from textual.screen import ModalScreen, Screen

from debate.debrief.closing import FALL, LATER, NOT, RISE
from debate.debrief.questions import Question
from debate.deckfile import load_deck
from debate.faces.kit.glyphs import ASCII
from debate.faces.kit.names import marks
from debate.faces.kit.rows import width
from debate.faces.kit.tokens import THEMES, TOKENS, Theme
from debate.faces.tui.account import AccountScreen
from debate.faces.tui.dialogue import DialogueScreen
from debate.faces.tui.ending import EndingScreen
from debate.faces.tui.footer import Keys
from debate.faces.tui.predict import PredictScreen
from debate.faces.tui.table import TableScreen
from debate.game import beginning
from debate.game.session import PERSON, Session
from debate.opponents import scripted
from debate.pages.believing import believing
from debate.pages.recall import Recalling
from debate.pages.recall_box import Box, Card
from debate.rules.deck import Deck
from debate.store.learner import Learner
from tests import golden
from tests.contrast import contrast
from tests.faces.tui.playing import act, asked, playing, until
from tests.faces.tui.reading import LARGE, SMALL

SIZES = pytest.mark.parametrize("size", [SMALL, LARGE], ids=["80x24", "120x40"])
LETTERS = {"quiet": "q", "good": "g", "bad": "b", "line": "l", "track": "t", "bar": "r"} | {
    f"role{n}": str(n) for n in range(1, 5)
}
SIGNS = set("▲▼+-✓✗↷~⊘┈±")
BLOCKS = set("▁▂▃▄▅▆▇█━╍●○")
Cell = tuple[str, Style]


def cells(pilot: Pilot[None]) -> list[list[Cell]]:
    """What stands on the screen: for each row its letters with their styles."""
    strips = pilot.app.screen._compositor.render_strips()
    return [[(letter, each.style or Style()) for each in strip for letter in each.text] for strip in strips]


def token(theme: Theme, style: Style, *, ground: bool = False) -> str:
    """The token of this theme that a letter (or what stands behind it) is drawn in; empty where it is none."""
    colour = style.bgcolor if ground else style.color
    if colour is None:
        return ""
    if theme.ansi:
        return next((each for each in TOKENS if Color.parse(theme.ansi[each]).number == colour.number), "")
    triplet = colour.get_truecolor()
    return next((each for each in TOKENS[3 * (not ground) :] if theme.colours[each] == triplet.hex), "")


def picture(rows: list[list[Cell]], theme: Theme) -> str:
    """The rows as a golden holds them."""
    lines = []
    for row in rows:
        lines.append("".join(letter for letter, _ in row).rstrip())
        drawn = "".join(_letter(theme, *cell) for cell in row).rstrip()
        if drawn:
            lines.append(f"{drawn} <")
    return "\n".join(lines) + "\n"


def _letter(theme: Theme, letter: str, style: Style) -> str:
    if letter == " ":
        return " "
    return "-" if token(theme, style, ground=True) == "ink" else LETTERS.get(token(theme, style), " ")


def text(rows: list[list[Cell]]) -> list[str]:
    return ["".join(letter for letter, _ in row).rstrip() for row in rows]


@cache
def over(deck: Deck) -> Session:
    """A game of the first role, played by the script to its end."""
    return _played(deck, None)


def _played(deck: Deck, until: int | None) -> Session:
    role = deck.turn_order[0]
    session = Session(deck, {role: PERSON}, seed=11)
    while not session.state.over:
        session.advance()
        if until is not None and session.state.round >= until and session.state.phase == "choose":
            break
        for each in session.awaited():
            session.submit(scripted(session.view(each), 0).move)
    return session


@asynccontextmanager
async def shown(name: str, size: tuple[int, int], deck: Deck) -> AsyncIterator[Pilot[None]]:
    """A screen of this name, ready to be looked at."""
    if name in ("title", "settings", "new-game"):
        async with playing(None, size) as pilot:
            if name != "title":
                await act(pilot, name.replace("-", "_"))
            yield pilot
    elif name.startswith("ending"):
        async with playing(None, size) as pilot:
            screen = EndingScreen(over(deck), deck.turn_order[0])
            screen.search = None
            pilot.app.push_screen(screen)
            await pilot.pause()
            await pilot.press(*name.removeprefix("ending"))
            yield pilot
    else:
        async with playing(_played(deck, 2), size) as pilot:
            await until(pilot, lambda: type(pilot.app.screen).__name__ in ("BriefingScreen", "AccountScreen"))
            if type(pilot.app.screen).__name__ == "BriefingScreen":
                await act(pilot, "begin")
            await asked(pilot)
            await (pilot.press("down") if name == "table" else act(pilot, name))
            yield pilot


SCREENS = ("title", "settings", "new-game", "table", "timeline", "why", "ending", "ending2", "ending3")


@SIZES
@pytest.mark.parametrize("name", SCREENS)
async def test_a_screen_in_every_theme(name: str, size: tuple[int, int], monkeypatch: pytest.MonkeyPatch) -> None:
    """Letters and tokens as the golden has them; each theme shows the same letters, and no colour that is not its own:
    in each, good is told from bad without it, since signs, blocks or words say the same in the row."""
    monkeypatch.setattr(beginning, "new_seed", lambda: 2018)
    async with shown(name, size, deck_of("river")) as pilot:
        await pilot.pause()
        rows = cells(pilot)
        keys = pilot.app.screen.query_one(Keys).size.height  # they have tests of their own
        golden.check(f"pictures/{name}-{size[0]}.txt", picture(rows[: size[1] - keys], THEMES["dark"]))
        _grey(rows)
        for theme in THEMES.values():
            pilot.app.theme = theme.name
            await pilot.pause()
            again = cells(pilot)
            if isinstance(pilot.app.screen, ModalScreen):
                continue  # what lies below is dimmed, or not there in the terminal's own colours
            assert text(again) == text(rows), theme.name
            assert not _strange(again, theme), (theme.name, _strange(again, theme))
            assert not _faint(again, theme), (theme.name, _faint(again, theme))


def _strange(rows: list[list[Cell]], theme: Theme) -> set[tuple[str, str]]:
    """Letters in a colour that is none of the theme's own."""
    return {
        (letter, str(style.color.name))
        for row in rows
        for letter, style in row
        if letter != " " and style.color is not None and not _own(theme, style)
    }


def _faint(rows: list[list[Cell]], theme: Theme) -> set[tuple[str, str, str]]:
    """Letters, with their two colours, that cannot be read on what they stand on, as they are on the screen."""
    least, found = 7.0 if theme.name == "high-contrast" else 4.5, set()
    for letter, style in (cell for row in rows for cell in row if cell[0].isalnum()):
        # A letter in no token of its own is drawn in that of a ground: on a chip.
        fore, back = (theme.colours[token(theme, style, ground=ground) or "bg"] for ground in (False, True))
        if contrast(fore, back) < least:
            found.add((letter, fore, back))
    return found


def _own(theme: Theme, style: Style) -> bool:
    """Whether a letter is drawn in a token of the theme, be it that of a ground on a chip."""
    return bool(token(theme, style)) or bool(token(theme, Style(bgcolor=style.color), ground=True))


def _grey(rows: list[list[Cell]]) -> None:
    for row in rows:
        coloured = {token(THEMES["dark"], style) for letter, style in row if letter != " "} & {"good", "bad"}
        line = "".join(letter for letter, _ in row)
        assert not coloured or SIGNS & set(line) or BLOCKS & set(line), line


deck_of = cache(load_deck)
"""A deck, with the games of it that were played for others."""
LONG = "Wonderfully long names of 界面"


@cache
def torture(name: str, roles: int) -> Deck:
    """The deck with the longest names that the check lets pass, everywhere, and no short ones but those."""
    deck = deck_of(name)
    meters = {
        id_: evolve(m, name=(LONG + " and more")[:29], short=LONG[:17], nick=LONG[:9], group=(LONG * 2)[:34])
        for id_, m in deck.meters.items()
    }
    moves = {id_: evolve(m, title=LONG[:28], short=LONG[:14]) for id_, m in deck.moves.items()}
    cards = {id_: evolve(c, title=(LONG + " and on")[:38], claim="word " * 20) for id_, c in deck.arguments.items()}
    named = {
        id_: evolve(r, name=LONG[:28], motives={k: evolve(m, name=LONG[:28]) for k, m in r.motives.items()})
        for id_, r in deck.roles.items()
    }
    endings = {id_: evolve(e, title=(LONG * 2)[:46]) for id_, e in deck.endings.items()}
    assert len(named) == roles
    return evolve(
        deck, meters=meters, moves=moves, arguments=cards, roles=named, endings=endings, title=(LONG * 2)[:48]
    )


@SIZES
@pytest.mark.parametrize(("deck", "roles"), [("phones", 2), ("river", 3), ("zte", 4)])
@pytest.mark.parametrize("name", ["table", "ending", "ending2", "ending3"])
async def test_the_longest_names_break_no_frame(name: str, deck: str, roles: int, size: tuple[int, int]) -> None:
    """Two, three and four roles, 18 meters: every row is as wide as the window, frames that open close on their row's
    side, and nothing but the list of glyphs and the deck's own letters is drawn."""
    async with shown(name, size, torture(deck, roles)) as pilot:
        await pilot.pause()
        lines = ["".join(letter for letter, _ in row) for row in cells(pilot)]
        assert {width(line) for line in lines} == {size[0]}
        for line in lines:
            assert line.count("╭") == line.count("╮"), line
            assert line.count("╰") == line.count("╯"), line
            assert line.count("┏") == line.count("┓"), line
        assert set("".join(lines)) - set(ASCII) - set(LONG) - {chr(n) for n in range(32, 127)} == set()


OVER_A_TABLE = ("glossary", "flow", "coming", "map", "help", "details", "every-step")
PAGES = (*OVER_A_TABLE, "beliefs", "recall", "account", "predict")


@asynccontextmanager
async def opened(name: str, deck: Deck) -> AsyncIterator[Pilot[None]]:
    """A page that is read over the table of the second round, or what is asked and told between two rounds."""
    if name not in OVER_A_TABLE:
        session = _played(deck, 2)
        role = deck.turn_order[0]
        pages: dict[str, Callable[[], Screen[Any]]] = {
            "account": lambda: AccountScreen(session, role, [1]),
            "predict": lambda: PredictScreen(QUESTION, so_far="So far 2 predictions, 1 right."),
            "recall": lambda: DialogueScreen(Recalling(_box(), lambda: date(2030, 1, 2))),
            "beliefs": lambda: DialogueScreen(believing(session, role)),
        }
        async with playing(None, SMALL) as pilot:
            pilot.app.push_screen(pages[name]())
            await pilot.pause()
            yield pilot
        return
    async with shown("table", SMALL, deck) as pilot:
        table = pilot.app.screen
        assert isinstance(table, TableScreen)
        if name == "details":
            table.open_row(f"role:{deck.turn_order[1]}")
        elif name == "every-step":
            table.open_row("came:1")
        else:
            await act(pilot, {"map": "causal_map"}.get(name, name))
        await pilot.pause()
        yield pilot


QUESTION = Question(
    "because grass",
    "Because of this move, 'Meadow life' will ...",
    (RISE, NOT, FALL, LATER),
    (0.2, 0.5, 0.1, 0.2),
)


def _box() -> Learner:
    learner = Learner(None)
    box = Box(learner, lambda: date(2030, 1, 1))
    told = ("From a game of 'The river'.",)
    box.add(Card("a", "river", told, "What came?", ("It rose.", "It fell."), (1,), "Because.", 0, date(2030, 1, 1)))
    box.keep()
    return learner


@pytest.mark.parametrize("name", PAGES)
async def test_a_page_in_every_theme(name: str) -> None:
    """What is read or asked over the table in a small window: the same letters in each theme, in colours of its own
    that can be read where they stand; good and bad are told by signs; a letter on a role's colour is that role's."""
    deck = deck_of("river")
    async with opened(name, deck) as pilot:
        rows = cells(pilot)
        _grey(rows)
        _chips(rows, deck)
        for theme in THEMES.values():
            pilot.app.theme = theme.name
            await pilot.pause()
            again = cells(pilot)
            covers = name != "predict"  # of what lies below it some is dimmed
            assert not covers or text(again) == text(rows), theme.name
            inside = again if covers else [row[2:-2] for row in again[4:20]]
            assert not _strange(inside, theme), (theme.name, _strange(inside, theme))
            assert not _faint(inside, theme), (theme.name, _faint(inside, theme))


def _chips(rows: list[list[Cell]], deck: Deck) -> None:
    """Each chip in a role's colour holds that role's letter or name."""
    for row in rows:
        for ground, cells_ in groupby(row, key=lambda cell: token(THEMES["dark"], cell[1], ground=True)):
            if ground.startswith("role"):
                role = deck.turn_order[int(ground[4:]) - 1]
                held = "".join(letter for letter, _ in cells_).strip()
                assert held.startswith(marks(deck)[role]) or deck.roles[role].name in held, held


@pytest.mark.parametrize("name", ["table", "ending", "settings", "glossary", "account", "recall"])
async def test_without_colours(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where NO_COLOR is set only greys are drawn, and every letter can be read on its own."""
    monkeypatch.setenv("NO_COLOR", "1")
    deck = deck_of("river")
    context = opened(name, deck) if name in PAGES else shown(name, SMALL, deck)
    async with context as pilot:
        for row in cells(pilot):
            for letter, style in row:
                colours = [each.get_truecolor() for each in (style.color, style.bgcolor) if each is not None]
                assert all(len({each.red, each.green, each.blue}) == 1 for each in colours), (letter, style)
                if letter.isalnum() and len(colours) == 2 and not style.dim and name != "settings":
                    assert contrast(colours[0].hex, colours[1].hex) >= 4.5, (letter, style)


async def test_the_palette_draws_nothing_that_is_not_in_the_list() -> None:
    """No sign of two cells, and none without a twin in ASCII, stands in the list of commands."""
    async with playing(None, SMALL) as pilot:
        await pilot.press("ctrl+p")
        await pilot.pause()
        lines = ["".join(letter for letter, _ in row) for row in cells(pilot)]
        assert {width(line) for line in lines} == {SMALL[0]}
        assert set("".join(lines)) - set(ASCII) - {chr(n) for n in range(32, 127)} == set()
