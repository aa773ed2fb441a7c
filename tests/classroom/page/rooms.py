"""Rooms with people in them, and what the page shows one of them: quickly made, without a host."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from debate.classroom.page import PageFront
from debate.classroom.room import Request, Room
from debate.rules.deck import Deck
from debate.store import Saves
from tests.faces.tui.playing import valley

Frame = dict[str, Any]


class Class:
    """A room and its people by name. The teacher lets everybody in."""

    def __init__(self, room: Room) -> None:
        self.room = room
        self.teacher = room.teacher().person
        self.people: dict[str, str] = {}
        self._ids = itertools.count(1)

    def do(self, who: str, kind: str, at: int = -1, /, **fields: str) -> str:
        """What a person asks for, by name or id; what the room says to it."""
        request = Request(f"r{next(self._ids)}", kind, at, fields)
        said = self.room.do(self.people.get(who, who), request).words
        self.room.tick()
        return said

    def come(self, name: str, role: str | None = None) -> str:
        """Somebody joins and is let in; ``role``: where they are seated, ``judge`` for a judge."""
        ticket = self.room.join(self.room.code, name)
        person = self.people[name] = self.room.enter(ticket.token).person
        self.do(self.teacher, "let-in", person=person)
        if role is not None:
            self.do(self.teacher, "seat", person=person, table="1", role=role)
        return person

    def start(self) -> None:
        """The game begins, with opponents in the seats that nobody has."""
        self.do(self.teacher, "start")
        table = self.room.tables[0]
        for role, team in table.teams.items():
            if not team:
                self.do(self.teacher, "opponent", table="1", role=role, who="scripted")

    def choose(self, name: str, choice: Frame, /, **more: str) -> str:
        """Press a button that the page offers."""
        wish = choice["do"]
        return self.do(name, wish["kind"], wish["at"], **{**wish["fields"], **more})


class Reader:
    """A page that is open: ``frames`` are those that came, ``page`` is the latest."""

    def __init__(self, klass: Class, name: str) -> None:
        self.front = PageFront(klass.room, klass.people[name])
        self.frames: list[Frame] = []

    async def open(self) -> Reader:
        await self.front.start()
        self.front.attach(self._took)
        return self

    def _took(self, frame: bytes | Frame) -> None:
        assert isinstance(frame, dict)
        self.frames.append(frame)

    @property
    def page(self) -> Frame:
        self.front._show()
        return self.frames[-1]

    def look(self, page: str) -> Frame:
        """Turn to a page."""
        self.front.feed({"t": "look", "page": page})
        return self.frames[-1]

    @property
    def text(self) -> str:
        """All words of the latest page."""
        page = self.page
        words = [page["heading"], page["asking"]["sentence"], page["status"]]
        words += _texts(page["blocks"])
        words += [f"{choice['label']} {choice.get('help', '')}" for choice in page["choices"]]
        return "\n".join([*words, *(item["text"] for item in page["news"])])

    def labels(self) -> list[str]:
        return [choice["label"] for choice in self.page["choices"]]

    def choice(self, label: str) -> Frame:
        """The choice whose label begins so."""
        return next(choice for choice in self.page["choices"] if choice["label"].startswith(label))


def ruled(klass: Class, name: str, reader: Reader, label: str) -> str:
    """A judge taps this ruling, then the first reason for it; what the room says."""
    page = reader.look("now")
    choice = next(choice for choice in page["choices"] if choice["label"].startswith(label))
    said = klass.choose(name, reader.look(choice["page"])["choices"][0])
    reader.look("now")
    return said


def _texts(blocks: list[Frame]) -> list[str]:
    """The texts of blocks, those of groups among them."""
    return [text for block in blocks for text in (block.get("text", ""), *_texts(block.get("inside", [])))]


@contextmanager
def room_of(folder: Path, deck: Deck | None = None, **given: Any) -> Iterator[Class]:
    """A room of the valley, or of another deck, in this folder."""
    room = Room.begin(deck or valley(), Saves(folder), **{"seed": 4, "preset": "short", "pace": "free", **given})
    try:
        yield Class(room)
    finally:
        room.close()
