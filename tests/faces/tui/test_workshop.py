"""The deck workshop: findings first, a preview of what is marked, the editor, saves, a trial game that leads back."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, contextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot

from debate.faces.tui.app import DebateApp
from debate.faces.tui.listing import Listing
from debate.faces.tui.page import Page
from debate.faces.tui.sheet import Sheet
from debate.faces.tui.workshop import WorkshopScreen
from debate.workshop.desk import Desk
from debate.workshop.examples import base
from tests.faces.tui.playing import act, asked, screen, until
from tests.faces.tui.reading import LARGE, SMALL, shown

BROKEN = ("cost: 2\n    effects: {plan", "cost: two\n    effects: {plan")


@pytest.fixture
def deck(tmp_path: Path) -> Path:
    (tmp_path / "deck.yaml").write_text(base(), encoding="utf-8")
    return tmp_path


@asynccontextmanager
async def at_work(
    path: Path | str, size: tuple[int, int] = SMALL, source: Path | None = None
) -> AsyncIterator[tuple[Pilot[None], WorkshopScreen]]:
    """The app with this deck on the desk."""
    async with DebateApp(desk=Desk(str(path), source)).run_test(size=size, notifications=True) as pilot:
        shop = await screen(pilot, WorkshopScreen)
        assert isinstance(shop, WorkshopScreen)
        await pilot.pause()
        yield pilot, shop


def page(shop: WorkshopScreen) -> str:
    return shop.query_one("#shown", Page).text


def notes(pilot: Pilot[None]) -> str:
    return " | ".join(note.message for note in pilot.app._notifications)


async def seen(pilot: Pilot[None], true: Callable[[], bool]) -> None:
    """Wait for what a save brings."""
    for _ in range(100):
        if true():
            await pilot.pause()
            return
        await asyncio.sleep(0.02)
        await pilot.pause()
    raise AssertionError("no save was seen")


@pytest.mark.parametrize("size", [SMALL, LARGE])
async def test_findings_stand_first_with_their_line_and_their_item(deck: Path, size: tuple[int, int]) -> None:
    """The worst first; the marked one in full with its line and mark, its cure, and the item in which it stands."""
    text = base().replace("effects: {anger: +5}", "effects: {anger: +1}").replace(*BROKEN)
    (deck / "deck.yaml").write_text(text, encoding="utf-8")
    async with at_work(deck, size) as (pilot, shop):
        items = shop.query_one("#items", Listing)
        assert [row.id for row in items.rows][:3] == ["head:findings", "finding:0", "finding:1"]
        assert items.marked == "finding:0"
        told = page(shop)
        assert "✖ 'cost' of move 'carry-it-out'" in told
        assert "cost: two\n      ^^^" in told
        assert "It is not in any version that could be played so far." in told
        assert "1 error, 1 warning" in shown(pilot)
        assert max(map(len, shown(pilot).split("\n"))) <= size[0]
        await act(pilot, "next_finding")
        assert "anger" in page(shop)
        await act(pilot, "explain_code")
        code = await screen(pilot, Sheet)
        assert isinstance(code, Sheet)
        assert "Wrong:" in code.page.text


PREVIEWS = [
    ("moves", "carry-it-out", ("Promises", "The plan becomes 'running'", "lose at first", "\n  cost: 2")),
    ("moves", "try-it-out", ("Sets going", "People trust what they could try (P4)")),
    (
        "arguments",
        "losses-end",
        ("Voiced by The council", "Warrant     What passes can be made good.", "We pay for it"),
    ),
    (
        "meters",
        "clean-air",
        ("What does not move it", "Who wants it", "The council (Results) says it is for having it high"),
    ),
    ("meters", "money", ("Only The council can see it.", "What drives it", "Running it costs money every round.")),
    ("links", "trial-wins-trust", ("With 'Try it out'.", "Try it out --(+15)--> Trust")),
    ("denials", "plan-moves-no-hopes", ("It does not move", "Clean air")),
    ("endings", "works", ("People hardly remember how it was before.", "Comes if 'The plan' is running")),
    ("passages", "P4", ("A trial and a fair bargain win trust.", "Carried by 2 links", "Not in denials.")),
    (
        "opponents",
        "council/2",
        ("It works best where people are calm.", "'Anger' is at least 30.", "Pay for the damage"),
    ),
    ("questions", "in-vain", ("What was promised, and what came of it?", "The denial, and its other causes.")),
    ("glossary", "trial", ("A plan carried out for a time",)),
    ("deck", "title", ("Should the town close its market street to cars?", "5 rounds")),
]


async def test_a_preview_of_everything(deck: Path) -> None:
    """Each kind of item as players will meet it, and as it stands in the file."""
    async with at_work(deck, LARGE) as (pilot, shop):
        for section, id, words in PREVIEWS:
            shop.go_to(section, id)
            await pilot.pause()
            told = page(shop)
            for word in words:
                assert word in told, (section, id, word, told)
            assert "In the file" in told


async def test_a_line_of_the_preview_leads_on_and_back(deck: Path) -> None:
    """From a move to the link that it wakes, by key; Backspace leads back; Escape to the list, then to the title."""
    async with at_work(deck) as (pilot, shop):
        shop.go_to("moves", "try-it-out")
        await pilot.press("tab")
        shown_page = shop.query_one("#shown", Page)
        assert shown_page.has_focus
        line = next(n for n, line in enumerate(shown_page.lines) if line.to is not None and line.to.kind == "link")
        shown_page._mark(line)
        await pilot.press("enter")
        await pilot.pause()
        assert shop.marked == "item:links:trial-wins-trust"
        await act(pilot, "earlier")
        assert shop.marked == "item:moves:try-it-out"
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, WorkshopScreen)
        await pilot.press("escape")
        await screen(pilot, "TitleScreen")


async def test_a_group_opens_and_closes_by_mouse(deck: Path) -> None:
    async with at_work(deck, LARGE) as (pilot, shop):
        items = shop.query_one("#items", Listing)

        def opened() -> bool:
            return any(row.id == "item:passages:P1" for row in items.rows)

        before = opened()
        row = next(y for y, line in enumerate(shown(pilot).split("\n")) if "passages (4)" in line)
        await pilot.click(offset=(4, row))
        await until(pilot, lambda: opened() is not before)


async def test_a_save_is_followed_and_a_broken_one_keeps_what_played(deck: Path) -> None:
    """The preview changes with the file; with an error it stays as it was, beside the finding."""
    async with at_work(deck, LARGE) as (pilot, shop):
        shop.go_to("moves", "try-it-out")
        await pilot.pause()
        (deck / "deck.yaml").write_text(base().replace("title: Try it out", "title: Dare it"), encoding="utf-8")
        await seen(pilot, lambda: "title: Dare it" in page(shop))
        assert shop.marked == "item:moves:try-it-out"
        (deck / "deck.yaml").write_text(base().replace(*BROKEN), encoding="utf-8")
        await seen(pilot, lambda: shop.desk.kept)
        assert "1 error · shown as it was before" in shown(pilot)
        assert "For a season, in one place" in page(shop)
        assert not shop.check_action("play_check", ())
        (deck / "deck.yaml").write_text(base(), encoding="utf-8")
        await seen(pilot, lambda: not shop.desk.kept)
        assert "nothing is wrong" in shown(pilot)


async def test_the_editor_opens_at_the_line(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The app gives way to it; what cannot be started is told in a sentence, and so is that none is set."""
    called: list[Any] = []

    class Done:
        returncode = 0

    @contextmanager
    def suspended() -> Any:
        called.append("suspended")
        yield
        called.append("back")

    def ran(words: object, check: bool) -> Done:
        called.append(words)
        return Done()

    monkeypatch.setattr("subprocess.run", ran)
    monkeypatch.setenv("VISUAL", "nano")
    async with at_work(deck) as (pilot, shop):
        monkeypatch.setattr(pilot.app, "suspend", suspended)
        shop.go_to("moves", "whisper")
        await act(pilot, "edit")
        line = base().split("\n").index("  whisper:") + 1
        assert called == ["suspended", ["nano", f"+{line},3", str(deck / "deck.yaml")], "back"]
        monkeypatch.delenv("VISUAL")
        monkeypatch.delenv("EDITOR", raising=False)
        await act(pilot, "edit")
        assert "export EDITOR=nano" in notes(pilot)


async def test_an_editor_that_is_not_there(deck: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    @contextmanager
    def suspended() -> Any:
        yield

    monkeypatch.setenv("VISUAL", "no-such-editor-at-all")
    async with at_work(deck) as (pilot, shop):
        shop.go_to("moves", "whisper")
        await act(pilot, "edit")
        assert "An editor cannot be started from here." in notes(pilot)
        monkeypatch.setattr(pilot.app, "suspend", suspended)
        await act(pilot, "edit")
        assert "The editor 'no-such-editor-at-all' cannot be started: no such file" in notes(pilot)


async def test_a_shipped_deck_is_to_be_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "nano")
    async with at_work("phones") as (pilot, _):
        await act(pilot, "edit")
        assert "Copy its folder" in notes(pilot)


async def test_a_trial_game_leads_back(deck: Path) -> None:
    """The usual form, table and question before leaving; nothing is kept, and then the workshop is there again."""
    async with at_work(deck) as (pilot, shop):
        await act(pilot, "try_deck")
        await screen(pilot, "NewGameScreen")
        await act(pilot, "start")
        await screen(pilot, "BriefingScreen")
        await pilot.press("ctrl+s")
        await asked(pilot)
        table = pilot.app.screen
        app = pilot.app
        assert isinstance(app, DebateApp)
        assert app.session is not None
        assert app.session.writer is None
        assert table is not shop
        app.session.submit(app.session.legal("council")[0])
        await act(pilot, "leave")
        await screen(pilot, "LeavingScreen")
        assert "back to the workshop" in shown(pilot)
        await pilot.press("down", "enter")
        await until(pilot, lambda: pilot.app.screen is shop)
        assert app.session is None


async def test_check_by_play(deck: Path) -> None:
    """What only games tell joins the findings; the next save takes it away again."""
    text = base().replace(
        "when: {plan: running, visitors: at least 50}", "when: {visitors: at least 90, money: at least 60}"
    )
    (deck / "deck.yaml").write_text(text, encoding="utf-8")
    async with at_work(deck) as (pilot, shop):
        assert not shop.desk.checked.findings
        await act(pilot, "play_check")
        await seen(pilot, lambda: shop.desk.played)
        assert [finding.code for finding in shop.desk.checked.findings] == ["out-of-reach"]
        assert "games tell 1 more." in notes(pilot)


async def test_the_map_around_what_is_marked(deck: Path) -> None:
    async with at_work(deck) as (pilot, shop):
        shop.go_to("links", "trial-wins-trust")
        await act(pilot, "map_item")
        await screen(pilot, "MapScreen")
        assert "around Trust" in shown(pilot)


async def test_words_of_the_source_stand_beside_what_cites_them(deck: Path) -> None:
    """With a text of one's own: on the page of the passage, and below each item that cites it."""
    source = deck / "page.txt"
    source.write_text("[P4] Who could try it first did not fear it.", encoding="utf-8")
    async with at_work(deck, LARGE, source) as (pilot, shop):
        for section, id in (("passages", "P4"), ("links", "trial-wins-trust"), ("arguments", "trial-shows")):
            shop.go_to(section, id)
            await pilot.pause()
            assert page(shop).count("Who could try it first did not fear it.") == 1


async def test_brackets_and_markup_show_as_they_stand(deck: Path) -> None:
    """Text of a deck, of findings and of file names is never read as markup."""
    text = base().replace("title: Try it out", 'title: "[bold]Try[/bold] [@click=app.quit]it[/]"').replace(*BROKEN)
    (deck / "deck.yaml").write_text(text, encoding="utf-8")
    async with at_work(deck, LARGE) as (pilot, shop):
        shop.go_to("moves", "try-it-out")
        await pilot.pause()
        assert "[bold]Try[/bold] [@click=app.quit]it[/]" in page(shop)
        assert "[bold]Try[/bold]" in shown(pilot)


@pytest.mark.parametrize("content", [b"", b"\xff\xfe\x00", b"[" * 5000, b"title: x"])
async def test_hostile_files_are_findings(deck: Path, content: bytes) -> None:
    """Nothing to preview, and a finding that says why."""
    (deck / "deck.yaml").write_bytes(content)
    async with at_work(deck) as (pilot, shop):
        assert shop.desk.checked.findings
        assert "▸✖ " in shown(pilot)
        await act(pilot, "map_item") if shop.check_action("map_item", ()) else None


async def test_from_the_title_to_a_new_deck(tmp_path: Path) -> None:
    """Deck workshop, New, a name: the deck is written, passes its check and lies on the desk."""
    async with DebateApp().run_test(size=SMALL) as pilot:
        await screen(pilot, "TitleScreen")
        assert "Deck workshop" in shown(pilot)
        await act(pilot, "deck_workshop")
        await screen(pilot, "WorkshopChoiceScreen")
        await pilot.press("enter")
        await screen(pilot, "TypeScreen")
        await pilot.press(*str(tmp_path / "night-bus"), "enter")
        shop = await screen(pilot, WorkshopScreen)
        assert isinstance(shop, WorkshopScreen)
        await until(pilot, lambda: shop.desk.deck is not None)
        assert shop.desk.checked.findings == ()
        assert (tmp_path / "night-bus" / "deck.yaml").is_file()


async def test_a_deck_is_chosen_once() -> None:
    """⏎ pressed on and on over the decks to look into: one workshop is opened, and it stays."""
    async with DebateApp().run_test(size=SMALL) as pilot:
        await screen(pilot, "TitleScreen")
        await act(pilot, "deck_workshop")
        choice = await screen(pilot, "WorkshopChoiceScreen")
        answers = choice.query_one("#answers", Listing)
        answers.mark("deck:river")
        for _ in range(4):
            answers.action_select()
        await screen(pilot, "WorkshopScreen")
        await pilot.pause()
        assert [type(each).__name__ for each in pilot.app.screen_stack] == ["TitleScreen", "WorkshopScreen"]
