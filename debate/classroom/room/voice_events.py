"""What people say beside the game, and what is put to all of them."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve, frozen

from debate.classroom.room.events import Event, Happening, OfPerson
from debate.classroom.room.state import RoomState, Sentence
from debate.classroom.room.types import Change


@frozen
class Spoken(Happening):
    """Somebody says something beside the game."""

    def told(self, event: Event) -> Iterator[Change]:
        yield Change("voices", None, event.by)


@frozen
class Believed(Spoken):
    """An answer to a claim of the deck, ``before`` or ``after`` the game (``when``); ``reason``: its id, or empty."""

    when: str
    claim: str
    answer: str
    reason: str = ""

    def apply(self, room: RoomState, event: Event) -> None:
        voice = room.voice(event.by)
        {"before": voice.before, "after": voice.after}[self.when][self.claim] = (self.answer, self.reason)
        voice.passed.discard(self.when)


@frozen
class SentenceSaid(Spoken):
    """What somebody says they achieved, about the ending that came with this choice; it waits for the teacher."""

    table: int
    ending: int
    text: str

    def apply(self, room: RoomState, event: Event) -> None:
        voice = room.voice(event.by)
        voice.sentence = Sentence(self.text, self.table, self.ending)
        voice.passed.discard("sentence")


@frozen
class TicketWritten(Spoken):
    """What somebody writes before they go."""

    question: str
    text: str

    def apply(self, room: RoomState, event: Event) -> None:
        voice = room.voice(event.by)
        voice.ticket[self.question] = self.text
        voice.passed.discard("ticket")


@frozen
class PassedOver(Spoken):
    """Somebody wishes to leave this out: ``before``, ``after``, ``sentence`` or ``ticket``."""

    what: str

    def apply(self, room: RoomState, event: Event) -> None:
        room.voice(event.by).passed.add(self.what)


@frozen
class SentenceJudged(OfPerson):
    """Whether everybody may see what this person says they achieved."""

    concerns = "voices"
    shown: bool

    def apply(self, room: RoomState, event: Event) -> None:
        voice = room.voices[self.person]
        if voice.sentence is None:
            raise ValueError(f"{self.person} has said nothing")
        voice.sentence = evolve(voice.sentence, shown="yes" if self.shown else "no")


@frozen
class PutToAll(Happening):
    """Whether everybody is asked: the claims once more (``after``), or the exit ticket with its question."""

    what: str
    on: bool
    question: str = ""

    def apply(self, room: RoomState, event: Event) -> None:
        room.put.pop(self.what, None)
        if self.on:
            room.put[self.what] = self.question
            for voice in room.voices.values():
                voice.passed.discard(self.what)
