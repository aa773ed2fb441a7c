"""The rematch: the same cards and chance from another seat against one's ghost, both games, and the joint page."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest

from debate import saves as saved
from debate.debrief.again import departures, did
from debate.debrief.contest import decisive
from debate.debrief.naming import counted
from debate.deckfile import load_deck
from debate.faces.plain.console import Console
from debate.faces.plain.dialogue import hold
from debate.faces.plain.play import play_plain
from debate.faces.plain.told import write
from debate.faces.tui.dialogue import DialogueScreen
from debate.faces.tui.ending import EndingScreen
from debate.faces.tui.page import Fold
from debate.faces.tui.table import TableScreen
from debate.game.session import PERSON, Session
from debate.opponents.ghost import GHOST
from debate.pages.document import Folded, Line
from debate.pages.rematch import Rematch, offered
from debate.rules.moves import Move
from debate.store import Saves
from debate.store.joint import ACCEPTED
from tests.faces.tui.playing import playing, screen, until
from tests.faces.tui.reading import LARGE, on_stage, shown
from tests.publish.test_buttons import Reader

PHONES = load_deck("phones")


def over(session: Session, moves: list[Move] | None = None) -> Session:
    """The session, played to its end by the one person in it: these choices where they are legal, else the last ones
    that can be made."""
    left = list(moves or ())
    (role,) = session.people()
    while session.advance() is not None and not session.state.over:
        if session.withheld:
            session.predict_nothing(role)
            continue
        legal = session.legal(role)
        move = next((move for move in left if move in legal), legal[0])
        if move in left:
            left.remove(move)
        session.submit(move)
    return session


def first_game(seed: int = 5) -> Session:
    return over(Session(PHONES, {"head": PERSON}, seed=seed, draft=("head",)))


def test_the_ghost_does_what_was_done() -> None:
    """Whoever plays the other seat as its script did meets the same game: each choice, the world, both scores."""
    former = first_game()
    pupils = [move for move in former.moves if move.role == "pupils"]
    again = Session.rematch(former, "pupils")
    assert again.seats["head"].who == GHOST
    assert again.people() == ("pupils",)
    over(again, pupils)
    heads = [[move for move in game.moves if move.role == "head"] for game in (former, again)]
    assert heads[0] == heads[1]
    assert all(entry.chosen and "in the game before" in entry.chosen.because
               for entry in again.entries if entry.move.role == "head")  # fmt: skip
    assert former.outcome().scores == again.outcome().scores
    found = again.former()
    assert found is not None
    assert found.state.digest() == former.state.digest()


def test_where_the_choice_is_not_possible_the_script_chooses() -> None:
    """The other seat plays otherwise, and the ghost still chooses something legal to the end, with a reason."""
    again = over(Session.rematch(first_game(), "pupils"))
    reasons = {entry.chosen.because for entry in again.entries if entry.move.role == "head" and entry.chosen}
    assert again.state.over
    assert all(reasons)


def test_who_cannot_have_one() -> None:
    """One sentence for one's own seat and for a game of several people."""
    former = first_game()
    with pytest.raises(ValueError, match="no other role"):
        Session.rematch(former, "head")
    with pytest.raises(ValueError, match="one person"):
        Session.rematch(Session(PHONES, dict.fromkeys(PHONES.turn_order, PERSON)), "head")


def test_a_rematch_is_kept_and_gone_on_with(tmp_path: Path) -> None:
    """Left in the middle and opened again the ghost goes on as before; the joint page is kept with the game."""
    saves, former = Saves(tmp_path), first_game()
    straight = over(Session.rematch(former, "pupils"))
    again = Session.rematch(former, "pupils")
    path = saved.begin(saves, again)
    assert "rematch" in path.stem
    again.advance()
    again.submit(again.legal("pupils")[0])
    again.close()
    session = saved.open_game(saves, path).session
    assert session is not None
    over(session)
    assert session.moves == straight.moves
    dialogue = Rematch(session, "pupils")
    dialogue.choose("join")
    for _ in range(ACCEPTED + 1):
        dialogue.choose(dialogue.options()[0].id)
    assert len(set(dialogue.joint)) == ACCEPTED + 1
    session.close()
    opened = saved.open_game(saves, path).session
    assert opened is not None
    assert Rematch(opened, "pupils").joint == dialogue.joint
    assert opened.former() is not None


def test_picks_are_kept_when_one_leaves_and_the_last_one_can_be_taken_back(tmp_path: Path) -> None:
    """Whoever leaves after two picks goes on with them later; one can be taken back; whole, it says where it is kept,
    and what each pick did in both games."""
    saves = Saves(tmp_path)
    session = over(Session.rematch(first_game(), "pupils"))
    path = saved.begin(saves, session)
    dialogue = Rematch(session, "pupils")
    dialogue.choose("join")
    first, second, other = (option.id for option in dialogue.options()[:3])
    dialogue.choose(first)
    dialogue.choose(second)
    session.close()
    opened = saved.open_game(saves, path).session
    assert opened is not None
    again = Rematch(opened, "pupils")
    assert "2 links of 4 picked" in again.options()[0].text
    again.choose("go-on")
    assert first not in [option.id for option in again.options()]
    again.choose("unpick")
    assert second in [option.id for option in again.options()]
    for id_ in (other, second, again.options()[-2].id):
        again.choose(id_)
    assert again.joint[:3] == tuple(id_.removeprefix("pick ") for id_ in (first, other, second))
    assert not any(option.id == "go-on" for option in again.options())
    told = page_of(again)
    assert "It is kept with this game" in told
    former = opened.former()
    assert former is not None
    for id_ in again.joint:
        for name, game in (("before", former), ("rematch", opened.played)):
            assert f"{name}: {did(opened.deck, game, id_)}" in told
    markdown = saved.export_as(saves, path, "markdown")
    assert markdown.index("## Both sides accept") < markdown.index("## Both sides doubt")
    opened.close()


def test_what_a_link_did_is_what_its_steps_say() -> None:
    """In which rounds it was at work, and by how much it moved each meter in all; where it was not, that."""
    session = first_game()
    at_work = {step.cause for step in session.trace if step.kind in ("landing", "link")}
    moved = [id_ for id_ in session.deck.links if id_ in at_work]
    assert moved
    for id_ in moved:
        told = did(session.deck, session.played, id_)
        for meter in session.deck.meters.values():
            points = sum(step.change for step in session.trace if step.cause == id_ and step.meter == meter.id)
            assert (f"{meter.name} {points:+d}" in told) is bool(points)
    assert did(session.deck, session.played, "no such link") == "not at work"


def test_why_the_ghost_did_otherwise() -> None:
    """A move that the ghost could not play again is named with the round and the rule that stood against it."""
    zte = load_deck("zte")
    told: list[str] = []
    for seed in range(4, 12):
        former = over(Session(zte, {"congress": PERSON}, seed=seed))
        again = over(Session.rematch(former, "beijing"))
        told = list(departures(zte, former.played, again.played, "congress"))
        if told:
            break
    assert told
    for words in told:
        found = re.match(r"Round (\d+): your ghost could not play '(.+?)'\. .+\.$", words)
        assert found
        number, title = int(found[1]), found[2]
        then = [m for s, m in zip(former.played.states, former.moves, strict=False) if s.round == number]
        now = [m for s, m in zip(again.played.states, again.moves, strict=False) if s.round == number]
        played = [[(m.role, zte.moves[m.move].title) for m in made if m.kind == "play"] for made in (then, now)]
        assert ("congress", title) in played[0]
        assert ("congress", title) not in played[1]
    (fold,) = (n for n in Rematch(again, "beijing").page() if isinstance(n, Folded) and "ghost" in n.text)
    assert fold.text == f"What your ghost could not do again, and why: {counted(len(told), 'move')}"
    assert [node.text for node in fold.nodes if isinstance(node, Line)] == told


async def test_the_mark_stays_where_one_picked() -> None:
    """In a small window: after a pick the line in its place is marked, and no pick above it."""
    dialogue = Rematch(over(Session.rematch(first_game(), "pupils")), "pupils")
    dialogue.choose("join")
    async with on_stage(DialogueScreen(dialogue), (80, 24)) as pilot:
        page = pilot.app.screen
        assert isinstance(page, DialogueScreen)
        await pilot.press("down", "down", "down")
        before = page.page.marked
        assert before is not None
        place = [f"option {option.id}" for option in dialogue.options()].index(before.key)
        assert place
        await pilot.press("enter")
        await pilot.pause()
        after = page.page.marked
        assert after is not None
        assert after.key == f"option {dialogue.options()[place].id}"


def page_of(dialogue: Rematch) -> str:
    out = io.StringIO()
    write(Console(io.StringIO(), out, 100), dialogue.page())
    return " ".join(out.getvalue().split())


def test_both_games_can_be_read_after_the_joint_page_was_written() -> None:
    """Once it is written the joint page stands first; one choice leads to both games, and back."""
    dialogue = Rematch(over(Session.rematch(first_game(), "pupils")), "pupils")
    assert "Read both games side by side." not in [option.text for option in dialogue.options()]
    dialogue.choose("join")
    for _ in range(ACCEPTED + 1):
        dialogue.choose(dialogue.options()[0].id)

    def read() -> str:
        out = io.StringIO()
        write(Console(io.StringIO(), out, 100), dialogue.page())
        return f"{dialogue.title}: {out.getvalue()}"

    assert read().startswith("The joint page: You have sat on both sides. This is what both can sign.")
    dialogue.choose("other")
    assert read().startswith("Both games: 'before': you played The head.")
    assert "Where they part" in read()
    dialogue.choose("other")
    assert "Both sides doubt" in read()


def test_what_is_offered_was_at_work() -> None:
    """Only links and denials that did something in one of the games can be picked for the joint page."""
    former = first_game()
    again = over(Session.rematch(former, "pupils"))
    causes = {step.cause for game in (former, again) for step in game.trace}
    found = offered(again, again.former())
    assert len(found) > ACCEPTED
    assert set(found) <= causes


def test_in_lines() -> None:
    """From the end of a game to its rematch, through it, to both games and the joint page."""
    session, out = first_game(), io.StringIO()
    typing = "rematch\n1\n" + "1\n" * 60 + "let-stand\nrest\nhold\n" * 20
    play_plain(Console(io.StringIO(typing), out, 110), session)
    text = " ".join(out.getvalue().split())
    assert "another seat. Your ghost plays The head." in text
    assert session.people() == ("pupils",)
    over(session)
    out = io.StringIO()
    play_plain(Console(io.StringIO("rematch\n1\n1\n1\n1\n1\n0\nquit\n"), out, 110), session)
    text = " ".join(out.getvalue().split())
    told = [text.index(words) for words in ("'before': you played The head", "Write the joint", "Both sides doubt")]
    assert told == sorted(told)
    assert Rematch(session, "pupils").joint


def came_to(causes: str) -> tuple[int, int]:
    """What these causes did in all in either game."""
    both = [0, 0]
    for only, where in re.findall(r"([-+]\d+) only in '(before|rematch)'", causes):
        both[where == "rematch"] += int(only)
    for one, other in re.findall(r"([-+±]?\d+) in 'before', ([-+±]?\d+) in 'rematch'", causes):
        both = [both[0] + int(one.strip("±")), both[1] + int(other.strip("±"))]
    for each in re.findall(r"([-+]\d+) in both", causes):
        both = [whole + int(each) for whole in both]
    return both[0], both[1]


def test_both_games_are_told_in_short_first() -> None:
    """In lines: the first move that was chosen otherwise, endings, scores, the three meters furthest apart with why, in
    about 300 words, what moved each adding up; every meter that differs, round by round, when its number is typed."""
    zte = load_deck("zte")
    former = over(Session(zte, {"congress": PERSON}, seed=4))
    again, out = over(Session.rematch(former, "beijing")), io.StringIO()
    hold(Console(io.StringIO("3\n0\n"), out, 80), Rematch(again, "beijing"))
    first, rest = re.split(r"A number from 0 to \d: ", out.getvalue(), maxsplit=1)
    told = " ".join(first.split())
    assert len(told.split()) < 320
    assert re.search(r"Where they part: Round \d+: [^:]+ in 'before'\. [^:]+ in 'rematch'\.", told)
    assert "->" not in first + rest
    block = told.split("What came out most differently, at the end of term and years later:")[1].split("Every meter")[0]
    found = re.findall(r"([^.:,]+), from (\d+): ([^.]+)\.([^:]+:.*?)(?= [^.:,]+, from \d+:|$)", block)
    assert len(found) == 3
    for meter, began, came, causes in found:
        last = came if came.endswith("too") else came.split("years later")[-1]
        before, now = (re.findall(r"\d+", last) * 2)[:2]
        assert came_to(causes) == (int(before) - int(began), int(now) - int(began)), meter
    assert "Every meter that differs, round by round" in first
    assert "In turn: start, round 1, round 2" not in told
    assert "In turn: start, round 1, round 2" in " ".join(rest.split())
    assert rest.rstrip().endswith(": 0")


async def test_in_the_terminal_what_is_folded_opens_where_it_stands() -> None:
    """Both games stand there in short; the line below them opens all that differs."""
    dialogue = Rematch(over(Session.rematch(first_game(), "pupils")), "pupils")
    async with on_stage(DialogueScreen(dialogue)) as pilot:
        page = pilot.app.screen
        assert isinstance(page, DialogueScreen)
        assert "What came out most differently" in page.page.text
        assert "≠" not in page.page.text
        while not isinstance(page.page.marked, Fold) or "round by round" not in page.page.marked.text:
            await pilot.press("down")
        await pilot.press("enter")
        await pilot.pause()
        assert "round by round" in shown(pilot)
        assert "before" in shown(pilot)


async def test_from_the_ending_of_the_terminal(tmp_path: Path) -> None:
    """o on the ending; the other seat; its table opens with the cards of the same game."""
    async with playing(first_game(), LARGE, Saves(tmp_path)) as pilot:
        await screen(pilot, EndingScreen)
        await pilot.press("o")
        asking = await screen(pilot, DialogueScreen)
        assert isinstance(asking, DialogueScreen)
        assert "Your ghost plays" in shown(pilot)
        asking.follow(next(line.to for line in asking.page.lines if line.to is not None))
        app = pilot.app
        await until(pilot, lambda: app.session is not None and app.session.people() == ("pupils",))  # type: ignore[attr-defined]
        await until(pilot, lambda: any(isinstance(each, TableScreen) for each in app.screen_stack))
        assert not any(isinstance(each, EndingScreen) for each in app.screen_stack)


def test_on_the_page_of_buttons() -> None:
    """The other side is a button at the end of the game; it begins the rematch, which is kept like any game."""
    reader = Reader()
    reader.page.play(first_game())
    assert reader.press("talk rematch")["t"] == "done"
    assert reader.press("answer role pupils")["t"] == "done"
    (begun,) = reader.begun
    assert begun.people() == ("pupils",)
    reader.page.play(over(begun))
    reader.press("talk rematch")
    assert "you played The head" in reader.words


def test_the_joint_page_says_on_which_links_an_ending_hangs() -> None:
    """A pick without which one of the games would end otherwise says how; the others say nothing of that."""
    zte = load_deck("zte")
    former = over(Session(zte, {"congress": PERSON}, seed=4))
    again = over(Session.rematch(former, "beijing"))
    dialogue = Rematch(again, "beijing")
    hangs = [decisive(zte, game.to_record()) for game in (former, again)]
    links = [id_ for id_ in offered(again, again.former()) if id_ in zte.links]
    links.sort(key=lambda id_: not any(id_ in each for each in hangs))
    assert any(links[0] in each for each in hangs)
    assert not any(links[ACCEPTED] in each for each in hangs)
    dialogue.choose("join")
    for id_ in links[: ACCEPTED + 1]:
        dialogue.choose(f"pick {id_}")
    told = page_of(dialogue)
    for id_ in dialogue.joint:
        for name, game, each in zip(("before", "rematch"), (former, again), hangs, strict=True):
            line = f"{name}: {did(zte, game.played, id_)}"
            ending = f"; without it the game ends in '{zte.endings[each[id_]].title}'" if id_ in each else ""
            assert f"{line}{ending}" in told
            assert ending or f"{line}; without" not in told
