"""Contest a link: a doubt or a link of one's own, the same game under it, kept with the game, pasted into a deck."""

from __future__ import annotations

import io
from collections import Counter
from pathlib import Path

import pytest
from attrs import evolve

import debate
from debate import saves as saved
from debate.debrief.again import AT_WORK
from debate.debrief.proposals import DENIAL, DOUBT, LINK, Proposal, proposal_of, tipping, under_proposal, yaml_of
from debate.deckfile import load_deck
from debate.deckfile.load import check_files
from debate.faces.plain.commands import typed
from debate.faces.plain.console import Console
from debate.faces.plain.desk import Desk
from debate.faces.tui.causal_map import MapScreen
from debate.faces.tui.dialogue import DialogueScreen
from debate.faces.tui.ending import EndingScreen
from debate.game.session import PERSON, Session
from debate.pages.compared import unfolded
from debate.pages.contested import contested, page
from debate.pages.contesting import CONTEST, Contest
from debate.pages.rematch import wanted
from debate.rules.replay import under
from debate.store import Saves
from tests.faces.tui.playing import playing, screen
from tests.faces.tui.reading import LARGE, shown
from tests.pages.test_rematch import first_game, over
from tests.publish.test_buttons import Reader

PHONES = load_deck("phones")
MARKS = "The box lifts marks after all"
OWN = Proposal(LINK, cause="move lock-the-box", to="marks", strength=25, reason=MARKS, evidence="My school", by="Ann")
PROPOSALS = [
    OWN,
    Proposal(DOUBT, about="box-helps-attention", reason="I never saw it", by="Ann"),
    Proposal(DOUBT, about="box-ends-no-spite", reason='It "ends": some of it # here', by="Bo"),
    Proposal(LINK, cause="rise attention", to="marks", strength=-3, delay=2, reason="It tires them", by="Bo"),
    Proposal(LINK, cause="flag box shut", to="spite", strength=6, reason="They are cross", by="Bo"),
    Proposal(DENIAL, cause="move lock-the-box", to="breaks", reason="Breaks stay as they are", by="Bo"),
]


@pytest.mark.parametrize("proposal", PROPOSALS, ids=lambda proposal: f"{proposal.kind}-{proposal.about or proposal.to}")
def test_what_is_exported_can_be_pasted(proposal: Proposal) -> None:
    """The YAML of each kind is read as part of the deck without an error, and the same game under that deck (or under
    the view that it adds) comes out as under the proposal."""
    flags = PHONES.flags
    if proposal.cause.startswith("flag"):
        flag = next(iter(flags.values()))
        values = list(flag.values)
        proposal = Proposal(LINK, cause=f"flag {flag.id} {values[-1]}", to="spite", strength=6, reason="Cross", by="B")
    session = first_game()
    there = under_proposal(PHONES, session.to_record(), proposal)
    deck, findings = check_files("phones", {**PHONES.files, "proposed.yaml": yaml_of(PHONES, proposal).encode()})
    assert deck is not None, [str(finding) for finding in findings]
    assert not [str(finding) for finding in findings if finding.severity == "error"]
    views = tuple(set(deck.views) - set(PHONES.views))
    assert bool(views) is (proposal.kind == DOUBT)
    again = under(deck, session.state.setting, session.moves, views)
    assert again.state.meters == there.state.meters
    assert proposal_of(PHONES, proposal.fields()) == proposal


def test_what_makes_no_sense_is_no_proposal() -> None:
    """Things that the deck does not have, and numbers that are none, as a record of another deck may hold."""
    good = OWN.fields()
    for word, text in (
        ("to", "moon"),
        ("cause", "move nothing"),
        ("cause", ""),
        ("strength", "much"),
        ("kind", "wish"),
    ):
        assert proposal_of(PHONES, {**good, word: text}) is None
    assert proposal_of(PHONES, {"kind": DOUBT, "about": "nothing"}) is None


def test_how_strong_it_would_have_to_be() -> None:
    """The least strength that can be chosen and changes the ending is told, and it does change it."""
    session = first_game()
    record, ending = session.to_record(), session.outcome().ending
    tips = tipping(PHONES, record, OWN)
    assert tips is not None
    strong = under_proposal(PHONES, record, evolve(OWN, strength=tips.strength))
    assert strong.outcome.ending == tips.ending != ending
    assert strong.verdicts != debate.verdicts(PHONES, record)


def test_in_lines_and_kept_with_the_game(tmp_path: Path) -> None:
    """The form in lines, both games, the name of who proposed it; opened again the proposal is there, and as a file."""
    saves, session = Saves(tmp_path / "saves"), Session(PHONES, {"head": PERSON}, seed=5, draft=("head",))
    path = saved.begin(saves, session)
    over(session)
    target = tmp_path / "proposed.yaml"

    def number(dialogue: Contest, id_: str) -> str:
        return str(1 + [option.id for option in dialogue.options()].index(id_))

    dialogue, typing = Contest(session, "head"), []
    for id_, text in ((LINK, ""), ("cause move lock-the-box", ""), ("to marks", ""), ("strength 25", ""),
                      ("delay 0", ""), ("reason", MARKS), ("evidence", "My school")):  # fmt: skip
        typing += [*([number(dialogue, id_)] if len(dialogue.options()) > 1 else []), *([text] if text else [])]
        dialogue.choose(id_, text)
    out = io.StringIO()
    lines = ["x", *typing, "", "Ann", "2", "2", str(target), "0"]
    typed(Desk(Console(io.StringIO("\n".join(lines)), out, 110), session, "head"), "contest")
    text = " ".join(out.getvalue().split())
    for words in ("Nothing was typed", "Proposed by Ann.", "The same game under it", "The ending changes",
                  "Promises: ", "would have to move 'Marks' by", "links:", "Written to"):  # fmt: skip
        assert words in text, words
    assert target.read_text("utf-8") == yaml_of(PHONES, OWN)
    session.close()
    opened = saved.open_game(saves, path).session
    assert opened is not None
    assert Contest(opened, "head").proposals == (OWN,)
    assert opened.journal.remarks(CONTEST)[0].fields["by"] == "Ann"
    assert any("Ann: A link" in option.text for option in Contest(opened, "head").options())


def test_a_game_that_is_only_looked_at() -> None:
    """It is shown, and it is said that it is not kept."""
    shipped = next(saved for saved in __import__("debate.saves").saves.shipped_games())
    session = saved.open_game(Saves(Path("nowhere")), shipped.path).session
    assert session is not None
    dialogue = Contest(session, None, next(iter(session.source.denials)))
    dialogue.choose("reason", "I doubt it")
    dialogue.choose("none")
    dialogue.choose("by", "Ann")
    dialogue.work(lambda done, whole: None)
    assert any("It is not kept with the game." in getattr(node, "text", "") for node in dialogue.page())


def told(session: Session, proposal: Proposal) -> str:
    """All that stands on the page, folded or not."""
    nodes = unfolded(page(contested(session, proposal, lambda done, whole: None)))
    return " ".join(getattr(node, "text", "") for node in nodes)


def test_what_changed_is_told_with_its_reason() -> None:
    """One's own link: where it was at work, the ending with the condition that made it change, and for a promise that
    comes out otherwise what is new there; never an id, and no two counts that seem to contradict each other."""
    session = first_game()
    text = told(session, OWN)
    ending = PHONES.endings[under_proposal(PHONES, session.to_record(), OWN).outcome.ending].title
    for words in ("It was at work there in round", f"The ending changes: {ending}, not", "It takes that",
                  f"New under it (+25, through this move): {MARKS} (put by Ann)",
                  "Under it: ", "As played: "):  # fmt: skip
        assert words in text, words
    assert "proposed-" not in text
    assert "Where they part" not in text


def test_a_denial_that_is_doubted_changes_no_number() -> None:
    """It is said that a denial moves nothing, so that nothing changes, and what would have to stand in its place."""
    session = first_game()
    came_up = next(step.cause for step in session.trace if step.kind == "denied")
    text = told(session, Proposal(DOUBT, about=came_up, reason="I doubt it"))
    for words in ("A denial moves nothing", "Nothing changes: every meter", "in this place"):
        assert words in text, words
    idle = next(id_ for id_ in PHONES.links if not any(step.cause == id_ for step in session.trace))
    text = told(session, Proposal(DOUBT, about=idle, reason="I doubt it"))
    for words in ("It never was at work as played", "Nothing changes", "cannot decide this game"):
        assert words in text, words


def test_what_moved_the_goals_of_the_reader_most_stands_first() -> None:
    """The list is ordered by how far each moved the meters that the reader's motive names, by their weight."""
    session = first_game()
    listed = [option.id for option in Contest(session, "head").options() if option.id.startswith("doubt ")]
    cares, moved = wanted(session, "head"), Counter[str]()
    for step in session.trace:
        if step.kind in AT_WORK:
            moved[f"doubt {step.cause}"] += (1 + abs(step.change)) * cares.get(step.target, 0)
    points = [moved[id_] for id_ in listed]
    assert points == sorted(points, reverse=True)
    assert points[-1] > 0
    assert points[0] == max(moved.values())
    onlooker = [option.group for option in Contest(session, None).options()]
    assert "Doubt what did most in this game" in onlooker


async def test_from_the_ending_and_from_the_map() -> None:
    """x on the ending asks what is contested; on the map it doubts the marked link."""
    async with playing(first_game(), LARGE) as pilot:
        await screen(pilot, EndingScreen)
        await pilot.press("x")
        asking = await screen(pilot, DialogueScreen)
        assert "Doubt what moved your goals most in this game" in " ".join(shown(pilot).split())
        await pilot.press("escape", "m")
        causes = await screen(pilot, MapScreen)
        await pilot.pause()
        await pilot.press("x")
        asking = await screen(pilot, DialogueScreen)
        assert isinstance(asking, DialogueScreen)
        assert isinstance(asking.dialogue, Contest)
        assert isinstance(causes, MapScreen)


def test_on_the_page_of_buttons() -> None:
    """The form on buttons, with lines that are typed."""
    reader = Reader()
    reader.page.play(first_game())
    reader.press("talk contest")
    doubt = next(id_ for id_ in reader.choices() if id_.startswith("answer doubt "))
    assert reader.press(doubt)["t"] == "done"
    assert reader.press("answer reason", typed="I never saw it")["t"] == "done"
    assert reader.press("answer none")["t"] == "done"
    assert reader.press("answer by", typed="")["t"] == "refused"
    assert reader.press("answer by", typed="Bo")["t"] == "done"
    assert "Proposed by Bo." in reader.words
    assert not reader.shown.get("ahead"), "what came of it stands above what can be chosen next"
