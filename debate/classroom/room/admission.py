"""The doors of a room: joining, entering with a token, leaving; and the teacher's own key."""

from __future__ import annotations

from contextlib import suppress

from attrs import evolve

from debate.classroom.room import keys, names
from debate.classroom.room.events import Event, Happening
from debate.classroom.room.people_events import Arrived, Departed, Joined, TokenKept, TokenOffered
from debate.classroom.room.room_log import Kept
from debate.classroom.room.sharing import as_judges
from debate.classroom.room.students import distinct
from debate.classroom.room.types import ASKING, IN, OUT, STUDENT, TEACHER, WALL, Change, Refused, Ticket
from debate.store import RecordError

MAX_PEOPLE = 120
"""In the room at a time, those who ask to be let in included."""
ASKED = 60.0
"""Seconds after which somebody who asks to be let in, and has no socket, takes up no place."""
MAX_JOINED = 1_000
"""Over all, those included who were put out."""


class Doors(Kept):
    """How people come into a room and go."""

    # Coming and going.

    def teacher(self) -> Ticket:
        """The teacher's ticket, made anew: earlier ones are dead.

        Made also while nothing can be written, for somebody must be able to save the class elsewhere.
        """
        token = keys.new_token()
        parts: list[Happening] = [TokenKept(TEACHER, keys.hashed(token))]
        if TEACHER not in self.people:
            parts.append(Joined(TEACHER, TEACHER, "The teacher", "", IN))
        event = self._event("teacher", *parts)
        known = len(self._events)
        with suppress(RecordError):
            self._happen(event)
        if len(self._events) == known:
            self._remember(event)
        return Ticket(TEACHER, token)

    def join(self, code: str, name: str, *, kind: str = STUDENT, address: str = "") -> Ticket:
        """Somebody new. Raises :class:`Refused`: ``code``, ``busy``, ``locked``, ``full``, ``name``, ``unsaved`` ..."""
        now = self._clock()
        self._guesses.check(address, now)
        if not keys.same(keys.read_code(code), self.code):
            self._guesses.wrong(address, now)
            raise Refused("code", "This is not the code of a room here. It stands on the wall, six letters.")
        if kind not in (STUDENT, WALL):
            raise Refused("not-yours", "One joins as a student or as a wall.")
        if self.phase == "closed":
            raise Refused("not-now", "This class is over.")
        if self.settings.locked:
            raise Refused("locked", "The teacher has locked this room.")
        if self._inside(now) >= MAX_PEOPLE or self._state.joined >= MAX_JOINED:
            raise Refused("full", "This room is full.")
        wish = names.cleaned(name, self.deck) if kind == STUDENT else ""
        return self._joined(wish, kind)

    def _inside(self, now: float) -> int:
        """How many count as being in the room: not those who asked to be let in and went away again."""
        gone = (p for p in self.people.values() if p.status == ASKING and not p.here and now - p.since > ASKED)
        return sum(person.status != OUT for person in self.people.values()) - sum(1 for _ in gone)

    def _joined(self, wish: str, kind: str) -> Ticket:
        desk, settings = self._desk, self.settings
        id_ = f"p{self._state.joined + 1}"
        if kind == WALL:
            name, wish = distinct(desk, id_, "Wall"), ""
        elif settings.names == "open":
            name, wish = distinct(desk, id_, wish), ""
        else:
            name = f"Student {id_[1:]}"
        status = ASKING if settings.let_in == "ask" else IN
        token = keys.new_token()
        parts: list[Happening] = [Joined(id_, kind, name, wish, status), TokenKept(id_, keys.hashed(token))]
        if status == IN and kind == STUDENT and self.phase == "playing":
            parts += as_judges(desk, [id_])
        self._kept_or_refused(self._event("join", *parts))
        return Ticket(id_, token)

    def enter(self, token: str) -> Ticket:
        """A socket of a person arrives: who it is, and a new token. The old one is good until :meth:`kept`.

        While nothing can be written it is let in with the token that it has. Raises :class:`Refused`: ``token``,
        ``kicked``, ``not-now`` once the class is closed.
        """
        id_, hash_ = self.whose(token), keys.hashed(token)
        person = self._state.people[id_]
        new = keys.new_token()
        parts: list[Happening] = [TokenOffered(id_, keys.hashed(new)), Arrived(id_, self._versions())]
        if self._state.tokens.get(id_) != hash_:
            parts.insert(0, TokenKept(id_, hash_))
        try:
            if not self.unsaved:
                self._happen(self._event("enter", *parts))
                return Ticket(id_, new)
        except RecordError:
            pass
        self._state.people[id_] = evolve(person, here=True, since=self._clock())
        self._tell([Change("people", None, id_)])
        return Ticket(id_, token)

    def whose(self, token: str) -> str:
        """Whom this token would let in; nothing changes. Raises :class:`Refused` as :meth:`enter` does."""
        id_ = self._state.holders.get(keys.hashed(token))
        if id_ is None:
            raise Refused("token", "This seat is not known here. Join again with the room code.")
        if self._state.people[id_].status == OUT:
            raise Refused("kicked", "The teacher has taken you out of this room.")
        if self.phase == "closed":
            raise Refused("not-now", "This class is over.")
        return id_

    def kept(self, person: str, token: str) -> None:
        """The client has stored the new token: the old one is dead. Anything else is passed over."""
        hash_ = keys.hashed(token)
        if hash_ in self._state.offered.get(person, ()):
            with suppress(RecordError):
                self._happen(self._event("kept", TokenKept(person, hash_)), wait=False)

    def left(self, person: str) -> None:
        """A person's socket is gone."""
        if person in self.people and self.people[person].here and self.phase != "closed":
            try:
                self._happen(self._event("left", Departed(person, self._versions())), wait=False)
            except RecordError:
                self._state.people[person] = evolve(self.people[person], here=False, since=self._clock())

    def _kept_or_refused(self, event: Event) -> None:
        try:
            if not self.unsaved:
                self._happen(event)
                return
        except RecordError:
            pass
        raise Refused("unsaved", f"{self.unsaved} The teacher can save the class elsewhere.")
