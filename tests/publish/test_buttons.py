"""The page of text and buttons of a published deck: a whole game on it, and the same game in the terminal beside it."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from debate.deckfile import load_deck
from debate.game.session import PERSON, Session
from debate.publish.buttons import Buttons
from debate.publish.inside import Inside
from debate.saves import begin, open_game
from debate.store import Saves
from tests.faces.plain.test_spoilers import unseen
from tests.publish.test_inside import Recorded, until

NOWHERE = Path("no such folder")


def _words(blocks: list[dict[str, Any]]) -> Iterator[str]:
    for block in blocks:
        yield block.get("text", "")
        yield from _words(block.get("inside", []))


class Reader:
    """Somebody at the page: the last frame, what was answered, and pressing its buttons.

    ``saves``: where games are kept; without it they are not.
    """

    def __init__(self, session: Session | None = None, saves: Saves | None = None) -> None:
        self.frames: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        self.begun: list[Session] = []
        self.saves = saves
        self.page = Buttons(self._begin, saves or Saves(NOWHERE), self._open)
        self.page.attach(self._took)
        if session is not None:
            self.page.play(session)

    def _begin(self, session: Session) -> str:
        self.begun.append(session)
        if self.saves is not None:
            begin(self.saves, session)
        return ""

    def _open(self, path: Path) -> Session | str:
        assert self.saves is not None
        opened = open_game(self.saves, path)
        return opened.session or " ".join(opened.told)

    def _took(self, frame: Any) -> bool:
        (self.frames if frame["t"] == "page" else self.answers).append(frame)
        return True

    @property
    def shown(self) -> dict[str, Any]:
        return self.frames[-1]

    @property
    def words(self) -> str:
        """All that the page says, also in groups and in what is folded."""
        return " ".join(_words(self.shown["blocks"]))

    def choices(self) -> dict[str, dict[str, Any]]:
        return {choice["id"]: choice for choice in self.shown["choices"]}

    def press(self, id_: str, **more: str) -> dict[str, Any]:
        choice = self.choices()[id_]
        if "page" in choice:
            self.page.feed({"t": "look", "page": choice["page"]})
            return self.shown
        do = choice["do"]
        fields = {**do["fields"], **more}
        self.page.feed({"t": "do", "id": "1", "kind": do["kind"], "at": do["at"], "fields": fields})
        return self.answers[-1]

    def play_on(self) -> None:
        """Press the first button that goes on."""
        id_, choice = next(iter(self.choices().items()))
        if choice.get("items"):
            picked = [item["id"] for item in choice["items"]][: choice["pick"]]
            self.press(id_, move=" ".join([choice["do"]["fields"]["move"], *picked]))
        else:
            self.press(id_)


async def test_a_whole_game_on_buttons() -> None:
    """From the choice of a role, over hand, moves, answers and questions of what will come, to the ending."""
    reader = Reader()
    assert reader.shown["heading"] == "Choose a game"
    assert reader.shown["nav"] == []
    assert reader.shown["asking"]["sentence"] == load_deck("zte").question
    assert reader.press("new phones head")["t"] == "done"
    session = reader.begun[0]
    seen = set()
    for _ in range(200):
        if reader.shown["heading"] == "The game is over":
            break
        seen.add(reader.shown["heading"].split(",")[0])
        reader.play_on()
    assert session.state.over
    assert {"Choose your hand", "Choose a move", "Before the world moves"} <= seen
    assert {f"What happened in round {number}" for number in range(1, session.deck.rounds.count + 1)} <= seen
    assert session.journal.predicted()
    assert reader.shown["heading"] == "The game is over"
    assert all(answer["t"] == "done" for answer in reader.answers)
    assert "debrief" in [item["page"] for item in reader.shown["nav"]]


async def test_the_lesson_on_buttons() -> None:
    """How to play begins from the first page and is kept nowhere; each step has its line above what is asked, the first
    question says to answer what everybody would, and at the end the why of that comes first."""
    reader = Reader()
    assert reader.press("lesson")["t"] == "done"
    assert not reader.begun
    lines = []
    for _ in range(200):
        lines.append(" ".join(_words(reader.shown["lead"])))
        if reader.shown["heading"] == "The game is over":
            break
        assert _before(reader.shown) <= 120
        reader.play_on()
    steps = ["CHOOSE. You play The head", "ANSWER. Now", "PREDICT. Before", "THE WORLD moved", "THE END."]
    first = [next(n for n, line in enumerate(lines) if line.startswith(words)) for words in steps]
    assert first == sorted(first)
    assert '"why/' in json.dumps(reader.shown["lead"])


async def test_a_round_that_goes_by_is_told_before_the_next_is_asked_about(monkeypatch: pytest.MonkeyPatch) -> None:
    """In this game a beaten move waits and takes the choice of round 2: round 1 is told, then asked is what round 2
    will bring, then that is told, too."""
    monkeypatch.setattr("debate.game.beginning.new_seed", lambda: 4012)
    reader = Reader()
    reader.press("new phones head")
    seen: list[str] = []
    while not seen or seen[-1] != "What happened in round 2":
        heading = reader.shown["heading"]
        seen += [heading] if "round" in heading and heading not in seen else []
        reader.play_on()
    assert seen == [
        "Before the world moves, round 1",
        "What happened in round 1",
        "Before the world moves, round 2",
        "What happened in round 2",
    ]


async def test_each_round_is_told_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Once the world has moved, what came of it stands first; read, it is not in the way again, also where the button
    was pressed twice. A game that is gone on with tells its latest round again."""
    monkeypatch.setattr("debate.game.beginning.new_seed", lambda: 5)
    reader = Reader(saves=Saves(tmp_path))
    reader.press("new phones head")
    (session,) = reader.begun
    while "heard" not in reader.choices():
        reader.play_on()
    assert reader.shown["heading"] == "What happened in round 1"
    assert reader.shown["asking"]["sentence"] == "Round 1 is over."
    assert "For you" in reader.words
    assert next(iter(reader.choices())) == "heard"
    twice = reader.choices()["heard"]["do"]
    reader.press("heard")
    assert reader.shown["heading"] == "Choose a move"
    reader.page.feed({"t": "do", "id": "2", **twice})
    assert reader.shown["heading"] == "Choose a move"
    assert reader.shown["asking"]["what"] == "choose"
    assert "heard" not in reader.choices()
    assert session.kept_at is not None
    reader.press("home")
    reader.press("resume")
    assert reader.shown["heading"] == "What happened in round 1"


async def test_a_prediction_is_made_in_taps() -> None:
    """An answer, how sure one is, and where the deck knows of several causes, which one; the game keeps all three."""
    reader = Reader()
    reader.press("new zte congress")
    (session,) = reader.begun
    while not session.withheld:
        reader.play_on()
    assert reader.shown["asking"]["what"] == "foretell"
    reader.press("foretell/2")
    assert [id_ for id_ in reader.choices() if id_.startswith("sure/")] == ["sure/50", "sure/70", "sure/90"]
    reader.press("sure/70")
    if any(id_.startswith("why/") for id_ in reader.choices()):
        assert reader.press("why/")["words"] == "Your prediction is noted."
    (said,) = session.journal.predicted()
    assert said.sure == 70
    assert said.answer
    reader.press("quiet")
    assert reader.shown["heading"] == "What happened in round 1"


async def test_one_question_is_skipped_and_the_other_is_still_asked() -> None:
    """One press passes over one question; after the last the round is told."""
    reader = Reader()
    reader.press("new zte congress")
    (session,) = reader.begun
    while not session.withheld:
        reader.play_on()
    asked = session.questions("congress")
    assert len(asked) > 1
    for question in asked:
        assert reader.shown["asking"]["what"] == "foretell"
        assert reader.choices()["nothing"]["group"] == "Or"
        assert question.text in [choice.get("group") for choice in reader.choices().values()]
        reader.press("nothing")
    assert not session.withheld
    assert reader.shown["heading"] == "What happened in round 1"


async def test_what_is_refused() -> None:
    """A choice for another role, one for a page that is no longer so, and words that are no choice: a sentence each."""
    reader = Reader()
    reader.press("new phones head")
    session = reader.begun[0]
    before = len(session.journal)
    for at, move in ((before, "pupils hold"), (before - 1, "head hold"), (before, "\x1b[2J"), (before, "head keep")):
        fields = {"move": move}
        reader.page.feed({"t": "do", "id": "7", "kind": "propose", "at": at, "fields": fields})
        assert reader.answers[-1]["t"] == "refused"
        assert reader.answers[-1]["sentence"].endswith(".")
        assert reader.answers[-1]["sentence"].isprintable()
    assert len(session.journal) == before


async def test_two_people_in_turn_see_nothing_of_each_other() -> None:
    """Between them stands a page that says whose turn it is and holds nobody's hand."""
    deck = load_deck("phones")
    session = Session(deck, dict.fromkeys(deck.turn_order, PERSON), seed=3)
    reader = Reader(session)
    assert reader.shown["heading"] == f"Now {deck.roles[deck.turn_order[0]].name}"
    assert list(reader.choices()) == ["face"]
    reader.page.feed({"t": "look", "page": "hand"})
    assert reader.shown["page"] == "now"
    assert not any(argument.title in json.dumps(reader.shown) for argument in deck.arguments.values())
    reader.press("face")
    first = reader.page.alone.facing
    while reader.page.alone.facing == first:
        reader.play_on()
    assert reader.page.alone.facing == ""
    assert reader.shown["heading"].startswith("Now ")


async def test_both_faces_play_the_same_game(tmp_path: Path) -> None:
    """Begun in buttons, shown in the terminal, back again; what is chosen is with the page before it shows."""
    page = Recorded()
    inside = Inside(page, str(tmp_path / "a"), 100, 32, {})
    inside.playing = asyncio.ensure_future(inside.run())
    await until(lambda: b"Quick game" in page.drawn)
    inside.face("buttons")
    names = [choice["id"] for choice in page.frames[-1]["choices"]]
    assert "new phones head" in names
    start = next(choice for choice in page.frames[-1]["choices"] if choice["id"] == "new phones head")
    inside.frame(json.dumps({"t": "do", "id": "1", **start["do"]}))
    session = inside.buttons.alone.session
    assert session is not None
    assert session.kept_at is not None
    told = page.sent.index(("kept", session.kept_at.name))
    assert page.sent[told + 1 :].count(("frame", "page")) == 1
    assert ("frame", "done") in page.sent[told + 1 :]
    drawn = len(page.drawn)
    inside.face("terminal")
    await until(lambda: inside.app.session is session and len(page.drawn) > drawn and len(inside.app.screen_stack) > 2)
    inside.face("buttons")
    assert inside.buttons.alone.session is session
    inside.app.exit()
    await asyncio.wait_for(inside.playing, 60)


async def test_opponents_and_length_are_chosen_before_a_game() -> None:
    """*Set up a game*: a planner against two people over fewer rounds; what is no seed is refused in a sentence, and a
    game that nobody plays is not begun."""
    reader = Reader()
    reader.press("talk beginning")
    reader.press("answer deck")
    reader.press("answer deck=zte")
    for setting, value in (
        ("length", "short"),
        ("others", "planner"),
        ("seat beijing", "person"),
        ("view critic", "on"),
    ):
        reader.press(f"answer {setting}")
        assert reader.shown["heading"] == "A new game"
        reader.press(f"answer {setting}={value}")
    reader.press("answer seed")
    assert reader.press("answer seed=", typed="many")["t"] == "refused"
    assert "whole number" in reader.answers[-1]["sentence"]
    reader.press("answer seed=", typed="18")
    labels = [choice["label"] for choice in reader.shown["choices"]]
    assert "Against: planner opponent" in labels
    assert "Length: One lesson (3 rounds)" in labels
    reader.press("answer begin")
    (session,) = reader.begun
    assert {role: seat.who for role, seat in session.seats.items()} == {
        "congress": PERSON,
        "white-house": "planner",
        "beijing": PERSON,
        "zte": "planner",
    }
    begun = session.state.setting
    assert (begun.seed, begun.preset, begun.views) == (18, "short", ("critic",))
    assert reader.shown["heading"] == "Now Congress"
    again = Reader()
    again.press("talk beginning")
    again.press(next(id_ for id_ in again.choices() if id_.startswith("answer seat ")))
    again.press(next(id_ for id_ in again.choices() if id_.endswith("=novice")))
    assert again.press("answer begin")["sentence"] == "Give one seat to a person first."


async def test_the_timeline_and_what_if_on_buttons(tmp_path: Path) -> None:
    """An earlier moment, another choice in its place beside the game as it was, and playing on from there: in a new
    game that says where it is from, and in this one, which takes back what came after."""
    reader = Reader(saves=Saves(tmp_path))
    reader.press("new phones head")
    (session,) = reader.begun
    while not session.state.over or "heard" in reader.choices():
        reader.play_on()
    made = len(session.entries)
    reader.press("talk past")
    assert reader.shown["heading"] == "Timeline"
    assert set(reader.choices()) >= {"answer at 0", f"answer at {made}"}
    own = next(k.number for k in session.known("head") if k.entry.move.role == "head" and session.can_try(k.number))
    reader.press(f"answer at {own}")
    assert "The world" in json.dumps(reader.shown["blocks"])
    reader.press("answer later")
    reader.press("answer earlier")
    reader.press("answer otherwise")
    assert reader.shown["heading"] == "What if"
    reader.press("answer instead 0")
    assert "what if" in json.dumps(reader.shown["blocks"])
    reader.press("answer all")
    reader.press(f"answer at {own}")
    reader.press("answer new")
    new = reader.begun[1]
    assert new.journal.header.origin is not None
    assert reader.page.alone.session is new
    assert [str(move) for move in new.moves[:own]] == [str(move) for move in session.moves[:own]]
    assert not new.state.over
    assert reader.shown["page"] == "now"
    assert reader.shown["heading"] not in ("Timeline", "The past")
    assert session.state.over
    reader.press("talk past")
    reader.press("answer at 0")
    reader.press("answer here")
    assert reader.page.alone.session is new
    assert new.journal.branches()
    assert len(new.entries) < own


async def test_saved_games_on_buttons(tmp_path: Path) -> None:
    """One is gone on with, another is looked at, and one is deleted after it was asked twice."""
    saves = Saves(tmp_path)
    reader = Reader(saves=saves)
    reader.press("new phones head")
    reader.play_on()
    first = reader.begun[0].kept_at
    reader.press("home")
    reader.press("talk kept")
    assert "answer own 0" in reader.choices()
    assert any(id_.startswith("answer shipped") for id_ in reader.choices())
    reader.press("answer own 0")
    reader.press("answer open")
    session = reader.page.alone.session
    assert session is not None
    assert session is not reader.begun[0]
    assert session.kept_at == first
    assert session.moves == reader.begun[0].moves
    reader.press("home")
    reader.press("talk kept")
    shipped = next(id_ for id_ in reader.choices() if id_.startswith("answer shipped"))
    reader.press(shipped)
    reader.press("answer open")
    assert reader.page.alone.session is not None
    assert reader.page.alone.session.read_only
    assert "talk past" in reader.choices()
    reader.press("home")
    reader.press("talk kept")
    reader.press("answer own 0")
    reader.press("answer delete")
    assert [saved.path for saved in saves.listing()] == [first]
    reader.press("answer sure")
    assert not saves.listing()
    assert "answer own 0" not in reader.choices()


def _before(frame: dict[str, Any]) -> int:
    """Words that stand before the first choice of a page."""
    read = [*frame.get("lead", []), *([] if frame.get("ahead") else frame["blocks"])]
    return sum(len(words.split()) for words in _words(read))


async def test_what_leads_on_is_in_sight_when_a_game_is_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """How it ended, the own score, what one did not know, and then the choices; the world stands below them. Pages that
    ask have their choices before what there is much of to read."""
    monkeypatch.setattr("debate.game.beginning.new_seed", lambda: 4)
    reader = Reader()
    reader.press("new phones head")
    for _ in range(200):
        if reader.shown["heading"] == "The game is over":
            break
        reader.play_on()
    over = reader.shown
    lead = " ".join(_words(over["lead"]))
    assert "of 100" in lead
    assert ("One thing that you did not know" in lead) is any(
        not one.score.right and one.score.cause for one in reader.begun[0].foreseen("head")
    )
    assert _before(over) <= 120
    assert {"talk retry", "talk rematch", "talk contest", "talk beliefs"} <= set(reader.choices())
    for name in ("retry", "contest", "beliefs", "rematch"):
        reader.press(f"talk {name}")
        assert _before(reader.shown) <= 120, name
        if name in ("contest", "beliefs"):
            reader.press(next(iter(reader.choices())))
            assert _before(reader.shown) <= 120, name
        reader.press("back")


def test_the_title_of_an_ending_with_a_mark_of_its_own_gets_no_full_stop() -> None:
    """An ending whose title asks something: its text follows after the question mark."""
    deck = load_deck("phones")
    asks = next(ending for ending in deck.endings.values() if ending.title.endswith("?"))
    for seed in range(80):
        session = Session(deck, {"head": PERSON}, seed=seed)
        while session.advance() is not None and not session.state.over:
            session.submit(session.legal("head")[0])
        if session.outcome().ending == asks.id:
            break
    reader = Reader()
    reader.page.play(session)
    assert f"{asks.title} {asks.text}" in " ".join(_words(reader.shown["lead"]))


def _pages(reader: Reader) -> Iterator[str]:
    """What every page says that can be reached from the first one by links."""
    left, seen = ["now", *(item["page"] for item in reader.shown["nav"])], set()
    while left:
        page = left.pop()
        if page in seen:
            continue
        seen.add(page)
        reader.page.feed({"t": "look", "page": page})
        frame = reader.shown
        text = json.dumps(frame)
        left += [word for word in re.findall(r'"page": "([^"]+)"', text) if word not in seen]
        yield " ".join(text.split())


@pytest.mark.parametrize("name", ["zte", "river", "phones"])
async def test_no_page_of_a_fresh_game_tells_what_will_follow(name: str) -> None:
    """From page to page by every link there is: nothing of a link, a denial or a passage that has not been at work."""
    deck = load_deck(name)
    role = deck.turn_order[0]
    session = Session(deck, {role: PERSON}, seed=5)
    session.set_predicting(True)
    reader = Reader(session)
    texts = list(_pages(reader))
    assert len(texts) > 60
    hidden = {id_: json.dumps(words)[1:-1] for id_, words in unseen(session, role).items()}
    assert [id_ for id_, words in hidden.items() if any(words in text for text in texts)] == []
