"""The costliest decisions once more, in every face: the list, two tries, the answer, both games."""

from __future__ import annotations

import io
import re
import threading
from functools import cache

import pytest
from attrs import evolve

import debate
from debate.debrief.averages import happened
from debate.debrief.naming import name_of
from debate.debrief.position import (
    accepted,
    choice_in_words,
    listed_words,
    options,
    position_lines,
    tried_words,
    verdict_words,
    why_better,
)
from debate.debrief.retries import AS_GOOD, UNLUCKY, Retry
from debate.faces.plain.commands import typed
from debate.faces.plain.console import Console
from debate.faces.plain.desk import Desk
from debate.faces.tui.dialogue import DialogueScreen
from debate.faces.tui.ending import EndingScreen, RetrySearch
from debate.faces.tui.page import Page
from debate.game.session import PERSON, Session
from debate.pages.compared import ONLY_THIS, what_if
from debate.pages.dialogue import Progress
from debate.pages.finale import UNNAMED
from debate.pages.reader import Reader as Reader_
from debate.pages.retrying import GROUPS, IN_SIGHT, OTHER_YARDSTICK, OTHERWISE, Retrying, _Again
from debate.rules.view import view
from tests.debrief.games import harbour, watched
from tests.debrief.test_retries import FEW, ZTE, blundered, found_of_blundered, gambling
from tests.faces.tui.playing import until
from tests.faces.tui.reading import on_stage, shown
from tests.publish.test_buttons import Reader
from tests.small_deck import deck_of


def gambled(first: str) -> Session:
    """A game over, played by a person, with this move first, in which the storm came."""
    return gambling(first, storm=True)


@cache
def with_congress() -> Session:
    """A whole game of the ZTE deck in which what can be tried is played for Congress."""
    session = Session(ZTE, {"congress": PERSON}, seed=3)
    while session.advance() is not None and not session.state.over:
        (role,) = session.awaited()
        session.submit(session.legal(role)[0])
    return session


def told(session: Session, answers: str) -> str:
    out = io.StringIO()
    try:
        typed(Desk(Console(io.StringIO(answers), out, 110), session, "a"), "retry")
    except EOFError:
        out.write("(end of input)")
    return " ".join(out.getvalue().split())


def numbered(dialogue: Retrying, words: str) -> str:
    """The number that plain lines give to the option with these words."""
    return str(next(n for n, option in enumerate(dialogue.options(), 1) if words in option.text))


def test_line_by_line() -> None:
    """The list, the position, a try that is no better, one that is; the answer; both games; back to where one was."""
    session = gambled("drift")
    dialogue = Retrying(session, "a")
    dialogue.work(lambda done, whole: None)
    assert dialogue.found is not None
    first = numbered(dialogue, "you chose: drift")
    dialogue.choose(dialogue.options()[int(first) - 1].id)
    sink, sail = numbered(dialogue, "sink"), numbered(dialogue, "sail")
    text = told(session, f"nonsense\n{first}\n{sink}\n1\n1\n1\n0\n")
    for words in ("Type a number from 0 to", GROUPS["costly"], "What do you choose now?", "No better: sink",
                  "Better: sail", verdict_words(session.deck, dialogue.found[0]), "Both games side by side",
                  ONLY_THIS, "Where they part", "as played", "Scores at the end of term, of 100"):  # fmt: skip
        assert words in text, words
    assert sail == "1"


async def test_after_a_try_all_is_in_sight_in_a_small_window() -> None:
    """At 80x24: what the try leads to beside the best, then what else can be chosen, the mark in the place where one
    was; what was known then is one line. The list marks what was made once more."""
    dialogue = Retrying(with_congress(), "congress", budget=FEW)
    dialogue.work(lambda done, whole: None)
    assert dialogue.found
    screen = DialogueScreen(dialogue)
    async with on_stage(screen, (80, 24)) as pilot:
        assert "Retried." not in shown(pilot)
        costly = next(n for n, retry in enumerate(dialogue.found) if retry.kind == "costly")
        await pilot.press(str(costly + 1))
        await pilot.pause()
        retry = dialogue.found[costly]
        left = [move for move in options(retry) if not accepted(retry, move)]
        assert left
        await pilot.press(str(options(retry).index(left[0]) + 1))
        await pilot.pause()
        seen = " ".join(shown(pilot).replace("│", " ").split())
        assert screen.page.scroll_offset.y == 0
        assert f"In {retry.worlds} possible futures it leads to {retry.expected[left[0]]:.1f} points" in seen
        assert f"the best choice to {max(retry.expected.values()):.1f}." in seen
        assert all(option.text in seen for option in dialogue.options())
        assert "What you knew then" in seen
        assert "Your hand:" not in seen
        marked = screen.page.marked
        assert marked is not None
        assert marked.key.startswith("option option")
        await pilot.press(str(1 + [option.id for option in dialogue.options()].index(f"option {best(retry)}")))
        await pilot.pause()
        seen = " ".join(shown(pilot).replace("│", " ").split())
        assert screen.page.scroll_offset.y == 0
        assert all(option.text in seen for option in dialogue.options())
        assert f"Your choice cost {retry.cost:.1f}" in seen
        better = choice_in_words(ZTE, retry.better, case=False)
        assert f"Why '{better}' is better:" in seen
        (_, why, _), *_ = why_better(ZTE, retry, retry.better, retry.made, "wants", IN_SIGHT)
        assert why in seen
        assert f"Why '{choice_in_words(ZTE, left[0], case=False)}' is not as good" in seen
        await pilot.press("1")
        await pilot.pause()
        assert screen.page.scroll_offset.y == 0
        assert "Judged by your score" in shown(pilot)
        dialogue.choose("list")
        assert [option.text.endswith("Retried.") for option in dialogue.options()].count(True) == 1


def best(retry: Retry) -> int:
    """The number of the best option."""
    return options(retry).index(retry.better)


def test_the_game_is_set_beside_what_was_tried() -> None:
    """A try as good as the best is what both games show, by its own title; after two tries that are not, the last of
    them and the best can be looked at."""
    dialogue = Retrying(with_congress(), "congress", budget=FEW)
    dialogue.work(lambda done, whole: None)
    retry = next(each for each in dialogue.found or () if each.kind == "costly")
    good = [move for move in options(retry) if accepted(retry, move)]
    bad = [move for move in options(retry) if not accepted(retry, move)][:2]
    retry = evolve(retry, accepted=(retry.better, *[move for move in options(retry) if move not in (*bad, *good)][:1]))
    tried = retry.accepted[-1]
    assert _Again(retry, [tried]).others == (tried,)
    assert _Again(retry, bad).others == (bad[-1], retry.better)
    dialogue.again = _Again(retry, bad)
    dialogue.choose("both 0")
    assert f"tried: {choice_in_words(ZTE, bad[-1])}" in [getattr(node, "text", "") for node in dialogue.page()]


def test_every_option_has_what_it_leads_to() -> None:
    """Of a costly decision: each choice with the points that it brings, in the same worlds; accepted are those within
    two points of the best, and what is told of each is true of these figures."""
    session = gambled("drift")
    (retry, *_) = debate.retries(session.source, session.to_record(), "a", budget=600)
    assert retry.worlds > 1
    found = {(move.kind, move.move): points for move, points in retry.expected.items()}
    assert set(found) == {(move.kind, move.move) for move in (retry.made, *options(retry))}
    best = max(found.values())
    assert abs(best - retry.expected[retry.made] - retry.loss) < 1e-9
    for move in options(retry):
        points = found[move.kind, move.move]
        assert accepted(retry, move) == (points >= best - AS_GOOD)
        words = tried_words(session.deck, retry, move)
        gained = points - retry.expected[retry.made]
        good = accepted(retry, move)
        least = "No better" if gained <= 0 else "Hardly better" if gained < AS_GOOD else "Better than your choice, not"
        assert words.startswith(f"Better: {move.move}" if good else least)
        assert f"it leads to {points:.1f} points of your score" in words


def test_what_a_choice_cost_is_the_difference_of_what_stands_beside_it() -> None:
    """Rounded each by itself, 43.84 less 38.76 would read as 43.8, 38.8 and 5.1: told is 5.0, in the answer, in the
    list and after bad luck."""
    session = gambled("drift")
    (retry, *_) = debate.retries(session.source, session.to_record(), "a", budget=100)
    more, less = happened(43.84, {}), happened(38.76, {})
    costly = evolve(retry, loss=5.08, averages={retry.made: less, retry.better: more})
    unlucky = evolve(retry, loss=5.08, kind=UNLUCKY, averages={retry.made: more}, after=less)
    for each, words in ((costly, "cost 5.0,"), (unlucky, "38.8, 5.0 less,")):
        said = verdict_words(session.deck, each)
        assert "43.8" in said
        assert words in said
        assert "cost 5.0 points." in listed_words(session.deck, each)


def test_what_was_on_its_way_is_told_once() -> None:
    """Each link of what was on its way is told once, with what it moves, by how much and in which rounds."""
    session = with_congress()
    for before in session.played.states:
        seen = view(before, "congress")
        links = {item.link for item in seen.pending}
        if len(seen.pending) > len(links):
            break
    (line,) = (words for words in position_lines(session.deck, seen) if words.startswith("On its way: "))
    for link in links:
        assert line.count(session.deck.links[link].says.removesuffix(".")) == 1
    for item in seen.pending:
        for target, amount in item.changes:
            assert f"{name_of(session.deck, target)} {amount:+d} in round" in line
        assert str(item.lands) in line


def test_bad_luck_is_called_so() -> None:
    """A good choice that came out badly opens with the answer: nothing is asked, and nobody is blamed."""
    text = told(gambled("sail"), "1\n1\n0\n")
    assert "Retried." not in text
    assert GROUPS["unlucky"] in text
    assert "what followed was bad luck" in text
    assert "In that round news, 'storm' came, though only in" in text
    assert "points: m ends at" in text
    assert "from news, 'storm'" in text
    assert "What do you choose now?" not in text


def test_where_the_choice_was_good_another_can_be_tried_all_the_same() -> None:
    """It says that nothing better was missed, then what the other choice leads to, and both games side by side."""
    text = told(gambled("sail"), "1\n1\n1\n0\n")
    assert OTHERWISE in text
    assert "No better: drift. In " in text
    assert "Both games side by side." in text
    assert "Retried." not in text


async def test_bad_luck_and_what_it_was_are_in_sight_in_a_small_window() -> None:
    """At 80x24: the verdict, what seldom comes and came, where the goal was to end and by what it did not, and the way
    back; what was known then is one line. The list tells good choices from costly ones."""
    dialogue = Retrying(gambled("sail"), "a")
    dialogue.work(lambda done, whole: None)
    async with on_stage(DialogueScreen(dialogue), (80, 24)) as pilot:
        assert GROUPS["unlucky"] in shown(pilot)
        assert GROUPS["costly"] not in shown(pilot)
        await pilot.press("1")
        await pilot.pause()
        seen = " ".join(shown(pilot).replace("│", " ").split())
        assert "What you knew then" in seen
        assert "Capital" not in seen
        assert "when you chose next you could expect" in seen
        assert "In that round news, 'storm' came, though only in" in seen
        assert "from news, 'storm'" in seen
        assert "Back to the list." in seen


async def test_from_the_ending_of_the_terminal() -> None:
    """r on the ending; the search is told; the decision opens; a better choice brings the answer and both games. The
    page of the score says only that there is a better choice before, and names it after. Escape goes back page by page
    and stops at the ending."""
    session = gambled("drift")
    ending = EndingScreen(session, "a")
    async with on_stage(ending) as pilot:
        assert ending.search is not None
        await ending.search.run()
        ending.turn(1)
        await pilot.pause()
        page = ending.query_one(Page)
        assert UNNAMED in page.text
        assert "Better:" not in page.text
        await pilot.press("r")
        screen = pilot.app.screen
        assert isinstance(screen, DialogueScreen)
        await until(pilot, lambda: screen.dialogue.ready)
        await pilot.pause()

        async def choose(words: str) -> None:
            line = next(li for li in screen.page.lines if li.to is not None and words in li.plain)
            assert line.to is not None
            screen.follow(line.to)
            await pilot.pause()

        await choose("you chose: drift")
        await choose("sail")
        assert "Better: sail" in " ".join(shown(pilot).split())
        await choose("Both games side by side")
        assert "Where they part" in shown(pilot)
        assert "esc goes back" in shown(pilot)
        for stands in ("Better: sail", "you chose: drift"):
            await pilot.press("escape")
            await pilot.pause()
            assert pilot.app.screen is screen
            assert "Where they part" not in shown(pilot)
            assert stands in " ".join(shown(pilot).split())
        assert "esc closes" in shown(pilot)
        await pilot.press("escape")
        assert isinstance(pilot.app.screen, EndingScreen)
        await pilot.pause()
        assert "Better: sail" in page.text


def test_on_the_page_of_buttons() -> None:
    """The end of a game leads on to it; the buttons are the options; one leads back."""
    reader = Reader()
    reader.page.play(gambled("drift"))
    assert reader.press("talk retry")["t"] == "done"

    def press(words: str) -> object:
        return reader.press(next(id_ for id_, choice in reader.choices().items() if words in choice["label"]))["t"]

    assert press("you chose: drift") == "done"
    assert press("sail") == "done"
    assert "Better: sail" in reader.words
    assert press("Both games") == "done"
    assert reader.press("back")["t"] == "done"
    assert reader.shown["heading"] == "The game is over"
    reader.page.feed({"t": "do", "id": "1", "kind": "answer", "at": -1, "fields": {"option": "x"}})
    assert "back" not in reader.choices()


def test_by_what_one_says_one_is_for() -> None:
    """The other yardstick is one choice away, and back, which is not searched for again; what the page of the score
    tells stays by the score."""
    session = watched(harbour(), 3)
    search = RetrySearch(session, "port")
    dialogue = search.dialogue = Retrying(session, "port", budget=60)
    dialogue.work(lambda done, whole: None)
    by_score = dialogue.found
    dialogue.choose("ends")
    assert not dialogue.ready
    dialogue.work(lambda done, whole: None)
    assert dialogue.found is not by_score
    assert search.found is by_score
    assert "wants" in [option.id for option in dialogue.options()]
    dialogue.choose("wants")
    assert dialogue.ready
    assert dialogue.found is by_score


def test_who_asks_during_a_search_joins_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """One search, though two ask: the second is told how far it is, from where it stands, and has what it found."""
    begun, heard, searches = threading.Event(), threading.Event(), []

    def slow(*_: object, progress: Progress, **__: object) -> tuple[Retry, ...]:
        searches.append(progress)
        progress(1, 3)
        begun.set()
        while not heard.is_set():
            progress(2, 3)
        return ()

    monkeypatch.setattr("debate.pages.retrying.retries", slow)
    dialogue, first, second = Retrying(watched(harbour(), 3), "port"), set[int](), set[int]()

    def joining(done: int, _: int) -> None:
        second.add(done)
        heard.set()

    one = threading.Thread(target=dialogue.work, args=(lambda done, _: first.add(done),))
    two = threading.Thread(target=dialogue.work, args=(joining,))
    one.start()
    begun.wait()
    two.start()
    one.join()
    two.join()
    assert len(searches) == 1
    assert (first, second) == ({1, 2}, {2})
    assert dialogue.found == ()


def test_while_the_game_runs_there_is_nothing_to_retry() -> None:
    """One sentence."""
    assert "After a game" in told(Session(harbour(), {"port": PERSON}, seed=1), "")


def test_the_position_tells_nothing_of_later() -> None:
    """The round, capital, wants with their values of then, the hand: no other role's motive or hand, no ending."""
    _, role, at = blundered()
    retry = next(each for each in found_of_blundered() if each.round == at)
    text = " ".join(position_lines(ZTE, retry.view))
    assert f"Round {at} of" in text
    assert all(ZTE.arguments[card].title in text for card in retry.view.hand)
    for other in ZTE.turn_order:
        if other != role:
            for motive in ZTE.roles[other].motives.values():
                assert motive.text not in text
    assert all(ending.title not in text for ending in ZTE.endings.values())
    assert retry.made not in options(retry)


TWO_YARDSTICKS = """
rounds: {count: 2, epilogue: 0, labels: [one, two]}
rules: {dealt: 0, hand: 0, hold_bonus: 0}
meters: {votes: {start: 50}, peace: {start: 50}}
roles: {a: {capital: {start: 9, income: 0, max: 9}, motives: {up: {wants: {votes: 1}, ends: {peace: 1}}}}, b: {}}
moves:
  shout: {role: a, once: yes, effects: {votes: 20, peace: -20}}
  talk: {role: a, once: yes, effects: {votes: -20, peace: 20}}
opponents: {a: [{play: shout}]}
"""


def test_both_games_stand_first_with_the_figure_that_the_decision_was_judged_by() -> None:
    """Judged by what one says one is for, the better choice costs score: the page of both games begins with the figure
    that is better, and says of the scores that they are another yardstick. Judged by the score it says that one."""
    deck = deck_of(TWO_YARDSTICKS)
    session = Session(deck, {"a": PERSON}, seed=1)
    while session.advance() is not None and not session.state.over:
        (role,) = session.awaited()
        shout = [move for move in session.legal(role) if move.move == "shout"]
        session.submit(shout[0] if shout else session.legal(role)[-1])
    by_ends = Retrying(session, "a")
    by_ends.by = "ends"
    by_ends.work(lambda done, whole: None)
    assert by_ends.found
    retry = by_ends.found[0]
    assert retry.made.move == "shout"
    words = both_games(by_ends)
    better = "Judged by what you say you are for: 30→70, +40 in these two games"
    goal = words.index("+40 points from peace, from 50: 30 in 'as played', 70 in 'better'.")
    assert words[goal + 1].startswith("-20 only in 'as played': 'shout' of a")
    assert words.index(better) < goal < words.index(OTHER_YARDSTICK) < words.index("Scores at the end of term, of 100")
    by_wants = Retrying(session, "a")
    by_wants._found[by_wants.by] = by_ends.found
    words = both_games(by_wants)
    assert "Judged by your score: 70→30, -40 in these two games" in words
    assert OTHER_YARDSTICK not in words
    assert any("In this one it would not have been" in text for text in words)


def both_games(dialogue: Retrying) -> list[str]:
    """The lines of the page with both games of the first decision, after the better choice was tried."""
    dialogue.choose("0")
    assert dialogue.again is not None
    better = options(dialogue.again.retry).index(dialogue.again.retry.better)
    dialogue.choose(f"option {better}")
    dialogue.choose("both 0")
    return [getattr(node, "text", "") for node in dialogue.page()]


def test_what_if_begins_with_what_it_makes_of_ones_score() -> None:
    """After the game: the reader's score in both games, each goal by how many points, which add up, and what moved it;
    for nobody's game and while a game runs, nothing of that."""
    session = with_congress()
    at = next(n for n, move in enumerate(session.moves) if (move.role, move.kind) == ("congress", "play"))
    found = session.what_if(at, next(move for move in view(session.at(at).state, "congress").legal[::-1]))
    words = [
        getattr(node, "text", "") for node in what_if(Reader_(session, "congress"), found, ("as played", "what if"))
    ]
    head = next(text for text in words if text.startswith("Your score at the end of term: "))
    here, there, by = re.fullmatch(r".*: (\d+)→(\d+), ([-+±]\d+)", head).groups()  # type: ignore[union-attr]
    assert session.outcome().scores["congress"] == int(here)
    assert int(there) - int(here) == int(by.replace("±", ""))
    points = [re.match(r"([-+±]\d+) points? from ", text) for text in words]
    assert sum(int(each[1].replace("±", "")) for each in points if each) == int(there) - int(here)
    assert any(points)
    assert not any(
        "Your score" in getattr(node, "text", "") for node in what_if(Reader_(session, None), found, ("a", "b"))
    )
