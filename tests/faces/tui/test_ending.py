"""The ending and its debrief: every page, from the report of the game."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import fromstring, parse

import pytest
from attrs import evolve
from textual.widgets import Static

from debate.debrief.position import none_costly
from debate.debrief.scores import score
from debate.debrief.verdicts import tally, verdicts
from debate.faces.kit.ending_svg import ending_svg, poster_of
from debate.faces.kit.finale import outcome_row
from debate.faces.kit.glyphs import HERE
from debate.faces.kit.rows import plain
from debate.faces.tui.app import DebateApp
from debate.faces.tui.dialogue import DialogueScreen
from debate.faces.tui.drawn import drawn
from debate.faces.tui.ending import EndingScreen
from debate.faces.tui.page import Line, Page
from debate.faces.tui.page_layout import leaves
from debate.faces.tui.readings import DetailsScreen
from debate.faces.tui.why import WhyScreen
from debate.game.session import Session
from debate.pages.details import details
from debate.pages.ending import PARTS
from debate.pages.finale import ANEW
from debate.pages.reader import Reader
from debate.pages.things import sections
from debate.store import Saves
from tests.debrief.games import harbour, played
from tests.faces.tui.playing import until
from tests.faces.tui.reading import LARGE, SMALL, on_stage, shown


@pytest.fixture(scope="module")
def over() -> Session:
    """The port dug in round 1, the town held an answer and kept it; all four rounds are over."""
    session = played(harbour(), [["port play dig with ships-pay"], [], [], []], seed=2)
    assert session.state.over
    return session


def pages(session: Session, role: str | None = "port") -> Iterator[tuple[str, list[Line]]]:
    found = EndingScreen(session, role).debrief
    return ((part.name, drawn(part.nodes(found), session.deck)) for part in PARTS)


def text(lines: list[Line]) -> str:
    return "\n".join(line.plain for line in lines)


def test_each_page_tells_its_part(over: Session) -> None:
    """Both headlines, the score's arithmetic, promises, causes, denials, views, what was dropped, what is left out."""
    told = {name: text(lines) for name, lines in pages(over)}
    assert "The end of term, after round 4" in told["Ending"]
    assert "Years later, 2 rounds after" in told["Ending"]
    assert "one author's model" in told["Ending"]
    assert "Your moves: Dig the channel (round 1)." in told["Ending"]
    assert "Your score: where" in told["Score"]
    assert "The floor and the world" in told["Score"]
    assert "Round 1, 'Dig the channel' promised" in told["Promises"]
    assert "Deep water brings big ships (P1)" in told["World"]
    assert "The fish stay away (" in told["Denied"]
    assert "rounds 1 to 4, and years later" in told["Denied"]
    assert "did not happen: " not in told["Denied"]  # the heading says it
    assert "If the town is right" in told["Views"]
    assert "as you played it" in told["Views"]
    assert "The town held 'Water is all we have' against your 'Ships pay'" in told["Floor"]
    assert "Who paid for the channel?" in told["Talk"]
    assert "What the fish think." in told["Talk"]


def test_every_line_leads_somewhere(over: Session) -> None:
    """Each reference of the debrief names a thing of the deck, a meter to ask about, or an exchange."""
    for _, lines in pages(over):
        for to in (line.to for line in leaves(lines) if line.to is not None):
            if to.kind == "why":
                assert to.id in over.deck.meters
            elif to.kind == "exchange":
                assert to.id.partition(":")[2] in over.deck.roles
            elif to.kind in ("choice", "score", "par"):
                assert details(Reader(over, "port"), to)
            else:
                assert to.id in sections(over.deck)[to.kind]


def test_a_promise_stands_beside_its_verdict(over: Session) -> None:
    """Each promise has the word and the reason of the control run, and a line counts one's own and those of all."""
    found = verdicts(over.source, over.to_record())
    mine = [verdict for verdict in found if verdict.role == "port"]
    told = text(dict(pages(over))["Promises"])
    assert f"of {len(mine)} promise" in told.lower()
    assert f"All seats: {tally(found)['kept by it']} of {len(found)}." in told
    for verdict in found:
        assert (verdict.reason if verdict.detour else f"{verdict.verdict.capitalize()}. {verdict.reason}") in told


def test_the_shares_of_a_score_add_up(over: Session) -> None:
    """What the goals gave is the whole way from where the score began to where it ended, on both yardsticks."""
    for role in over.deck.turn_order:
        lines = dict(pages(over, role))["Score"]
        found = score(over.source, over.to_record())[role]
        shares = [
            int(match) for match in re.findall(r"(?m)^([+-]\d+|±0)(?=: .*weight)", text(lines).replace("±0", "+0"))
        ]
        assert sum(shares) == found.end - found.start + ((found.said_end or 0) - (found.said_start or 0))
        assert f"Ended at {found.end}" in text(lines)
        assert f"Par of scripted play {found.par}" in text(lines)


async def test_pages_turn_by_arrow_and_number(over: Session) -> None:
    """Arrows go round; a number goes to its page; the tab of the page is marked."""
    screen = EndingScreen(over, "port")
    async with on_stage(screen) as pilot:
        await pilot.press("left")
        assert screen.number == len(PARTS) - 1
        await pilot.press("right", "4")
        assert screen.number == 3
        assert str(screen.query_one(".here", Static).render()) == "4 World"
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, WhyScreen)
        await pilot.press("escape", "2", "enter")
        assert isinstance(pilot.app.screen, WhyScreen)


async def test_a_choice_of_the_score_opens_why_it_was_worth_that(over: Session) -> None:
    """Enter on a line of what moved the score opens its goals with what made the difference."""
    screen = EndingScreen(over, "port")
    async with on_stage(screen) as pilot:
        await pilot.press("2")
        page = screen.query_one(Page)
        for _ in page.lines:
            if page.marked is not None and page.marked.to is not None and page.marked.to.kind == "choice":
                break
            await pilot.press("down")
        await pilot.press("enter")
        assert isinstance(pilot.app.screen, DetailsScreen)
        assert "What your score owes to" in shown(pilot)
        assert " instead of " in shown(pilot)


async def test_all_of_the_ending_stands_on_one_page_where_there_is_room(over: Session) -> None:
    """120 by 40: the picture, the score, the table, the promises and the costliest decision; 80 by 24: the picture."""
    titles = [
        "mattered to you",
        "Your score: where",
        "The table, each by",
        "What you promised",
        "Your costliest decision",
    ]
    async with on_stage(EndingScreen(over, "port"), LARGE) as pilot:
        assert [title for title in titles if title not in shown(pilot)] == []
    async with on_stage(EndingScreen(over, "port")) as pilot:
        assert [title for title in titles if title in shown(pilot)] == titles[:1]


async def test_the_costliest_decision_is_looked_for_beside_the_page(
    over: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The page says how far the search has come, then what was found, and stays where it stood; r takes it over."""
    monkeypatch.setattr("debate.faces.tui.ending.SOON", 0.01)
    screen = EndingScreen(over, "port")
    assert screen.search is not None
    screen.search.dialogue._budget = 200
    async with on_stage(screen) as pilot:
        await pilot.press("2", "down")
        await until(pilot, lambda: screen.search.begun)  # type: ignore[union-attr]
        marked = screen.query_one(Page).place
        await pilot.app.workers.wait_for_complete()
        await until(pilot, lambda: "done ..." not in screen.query_one(Page).text)
        told = " ".join(screen.query_one(Page).text.split())
        assert none_costly("wants") in told or ANEW in told
        assert screen.query_one(Page).place == marked
        await pilot.press("r")
        assert isinstance(pilot.app.screen, DialogueScreen)
        assert pilot.app.screen.dialogue.ready


async def test_where_nothing_can_be_made_again_retry_is_not_offered(
    over: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the search is over, by what the role wants and by what it says it is for: that is said in place, and no key
    leads to an empty page."""
    monkeypatch.setattr("debate.faces.tui.ending.SOON", 60)
    monkeypatch.setattr("debate.pages.retrying.retries", lambda *args, **named: ())
    screen = EndingScreen(over, "port")
    assert screen.search is not None
    async with on_stage(screen, LARGE) as pilot:
        await pilot.press("2")
        assert "r Retry" in shown(pilot)
        await screen._searched()
        await pilot.pause()
        assert "r Retry" not in shown(pilot)
        told = " ".join(screen.query_one(Page).text.split())
        assert none_costly("wants") in told
        assert "By what you say you are for it is the same." in told
        await pilot.press("r")
        assert pilot.app.screen is screen


async def test_a_name_can_be_looked_up_from_the_debrief(over: Session) -> None:
    """/ opens the list of all that can be asked about, and what is typed narrows it."""
    async with on_stage(EndingScreen(over, "port"), LARGE) as pilot:
        assert "/ Look up" in shown(pilot)
        await pilot.press("slash")
        await pilot.pause()
        await pilot.press(*"mud", "enter")
        page = pilot.app.screen
        assert isinstance(page, WhyScreen)
        assert page.subject == "mud"


async def test_the_whole_debrief_is_plain_text(over: Session) -> None:
    """For keeping: every page, for somebody who looked on."""
    screen = EndingScreen(over, None)
    async with on_stage(screen):
        for words in (
            "What moved most",
            "What was promised",
            "The table, each by its own goals",
            "Always worth asking",
        ):
            assert words in screen.text
        assert screen.query_one(Page).lines


def test_the_tabs_of_the_debrief_fit_into_80_columns() -> None:
    """Number and name of every page, with a blank between them and one at the edge."""
    assert len(" " + " ".join(f"{number} {part.name}" for number, part in enumerate(PARTS, 1))) < 80


async def test_s_saves_one_picture_and_says_where(over: Session, tmp_path: Path) -> None:
    """A well-formed SVG of 1200 by 675 and a few kilobytes beside the games, text in it, nothing that runs or loads; a
    second one gets a number. What cannot be written is said in a sentence."""
    async with DebateApp(saves=Saves(tmp_path)).run_test(size=SMALL, notifications=True) as pilot:
        pilot.app.push_screen(EndingScreen(over, "port"))
        await pilot.pause()
        await pilot.press("s", "s")
        await pilot.pause()
        first, second = sorted(tmp_path.glob("*.svg"), key=lambda path: len(path.name))
        assert second.stem == f"{first.stem} 2"
        assert any(str(first) in note.message for note in pilot.app._notifications)
        root = parse(first).getroot()
        assert (root.attrib["width"], root.attrib["height"]) == ("1200", "675")
        assert {element.tag.rpartition("}")[2] for element in root.iter()} == {"svg", "rect", "path", "text"}
        assert "href" not in first.read_text(encoding="utf-8")
        assert first.stat().st_size < 15_000
        monkey = tmp_path / "file"
        monkey.write_text("", encoding="utf-8")
        pilot.app.saves = Saves(monkey)  # type: ignore[attr-defined]
        await pilot.press("s")
        await pilot.pause()
        assert any("The picture could not be saved" in note.message for note in pilot.app._notifications)


def test_the_picture_holds_text_of_a_deck_as_text(over: Session) -> None:
    """Brackets, ampersands and quotation marks of a hostile deck are letters in the picture, never parts of it."""
    screen = EndingScreen(over, "port")
    poster = poster_of(screen.debrief)
    bad = "</text><script>x</script>&\"'"
    course = evolve(poster.chart.courses[0], name=bad, short=bad)
    made = tuple(evolve(own, title=bad, short="") for own in poster.chart.made)
    poster = evolve(poster, title=bad, who=bad, chart=evolve(poster.chart, courses=(course,), made=made))
    root = fromstring(ending_svg(poster))
    assert "script" not in {element.tag.rpartition("}")[2] for element in root.iter()}
    assert any((element.text or "").startswith("</text>") for element in root.iter())


def test_the_mark_of_a_line_stands_nowhere_else() -> None:
    """What the ending is called years later has another sign before it than the line that is marked."""
    words = plain(outcome_row("Outwaited", "The race is lost", [("★", "47")], "", 80))
    assert "The race is lost" in words
    assert HERE not in words
