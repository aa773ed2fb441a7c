"""The page of text and buttons of a published deck: a whole game on it, and the same game in the terminal beside it."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

from debate.deckfile import load_deck
from debate.game.session import PERSON, Session
from debate.publish.buttons import Buttons
from debate.publish.inside import Inside
from tests.publish.test_inside import Recorded, until


class Reader:
    """Somebody at the page: the last frame, what was answered, and pressing its buttons."""

    def __init__(self, session: Session | None = None) -> None:
        self.frames: list[dict[str, Any]] = []
        self.answers: list[dict[str, Any]] = []
        self.begun: list[Session] = []
        self.page = Buttons(self._begin, lambda: "a game of before" if session else "", lambda: session or "none")
        self.page.attach(self._took)

    def _begin(self, session: Session) -> str:
        self.begun.append(session)
        return ""

    def _took(self, frame: Any) -> bool:
        (self.frames if frame["t"] == "page" else self.answers).append(frame)
        return True

    @property
    def shown(self) -> dict[str, Any]:
        return self.frames[-1]

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
    assert [item["page"] for item in reader.shown["nav"]] == ["now"]
    assert reader.press("new phones head")["t"] == "done"
    session = reader.begun[0]
    seen = set()
    for _ in range(200):
        if session.state.over:
            break
        seen.add(reader.shown["heading"].split(",")[0])
        reader.play_on()
    assert session.state.over
    assert {"Choose your hand", "Choose a move", "Before the world moves"} <= seen
    assert session.journal.predicted()
    assert reader.shown["heading"] == "The game is over"
    assert all(answer["t"] == "done" for answer in reader.answers)
    assert "debrief" in [item["page"] for item in reader.shown["nav"]]


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
    assert reader.press("resume")["t"] == "done"
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
    await asyncio.wait_for(inside.playing, 20)
