"""The room itself: who comes in, what is done, and what each person may know. Rules: see the package's docstring."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from attrs import evolve

from debate import saves as saved
from debate.classroom.room import keys
from debate.classroom.room import log as logs
from debate.classroom.room.asking import asking
from debate.classroom.room.casting import CASTING
from debate.classroom.room.contributions import TableOutcome, contributed, outcomes
from debate.classroom.room.course_events import SettingChanged
from debate.classroom.room.effects import not_done
from debate.classroom.room.foretelling import FORETELLING
from debate.classroom.room.judging import JUDGING
from debate.classroom.room.lesson import Steady
from debate.classroom.room.messages import check, read_message
from debate.classroom.room.news import news
from debate.classroom.room.people import PEOPLE
from debate.classroom.room.people_events import Departed
from debate.classroom.room.plan import Desk, Plan
from debate.classroom.room.setup import fresh_games, header_of, open_games, record, room_folder
from debate.classroom.room.state import Voice
from debate.classroom.room.students import STUDENTS
from debate.classroom.room.table import Table
from debate.classroom.room.teacher import COURSE
from debate.classroom.room.ticks import Ticking
from debate.classroom.room.types import IN, OUT, STUDENT, TEACHER, WALL, Asking, Change, Done, Person, Refused, Request
from debate.classroom.room.voices import TEACHING, VOICES, Achieved, achieved, answered, beside, to_write, voice_of
from debate.debrief.believed import Tally, tallied
from debate.debrief.contributed import Contribution
from debate.debrief.foreseen import Foreseen
from debate.game.seat_view import SeatView
from debate.game.session import Session
from debate.rules.deck import Deck
from debate.rules.text import visible
from debate.store import RecordError, Saves


class Room(Ticking):
    """A class: one deck, some tables, the people round them. Made by :meth:`begin` and :meth:`resume`.

    Everything is done by :meth:`do` and the few methods beside it; each is on disk before it returns.
    """

    # Beginning and going on.

    @classmethod
    def begin(
        cls,
        deck: Deck,
        saves: Saves,
        *,
        tables: int = 1,
        seed: int = 0,
        preset: str | None = None,
        views: Iterable[str] = (),
        motives: Mapping[str, str] | None = None,
        judged: bool = True,
        origin: Session | None = None,
        pace: str = "rounds",
        clock: Callable[[], float] | None = None,
    ) -> Room:
        """A new class. Table ``n`` plays with ``seed`` + n - 1. ``pace``: where tables wait; see :class:`Settings`.

        ``origin``: all tables go on from where this game stands, and its deck, motives and the rest are theirs.
        Raises ``ValueError`` for a name that the deck does not have, a number of tables that no class has, or an origin
        that is over, and :class:`RecordError` where the class cannot be kept on disk.
        """
        code, clock = keys.new_code(), clock or Steady()
        sessions = fresh_games(deck, tables, seed, preset, tuple(views), motives, judged, origin)
        try:
            games = record(saves, sessions, code)
            header = header_of(sessions[0].source, code, games)
            log = logs.create(room_folder(saves, code, clock()) / logs.NAME, header, (), saves.files)
        except RecordError:
            for session in sessions:
                saved.drop_unplayed(saves, session)
            raise
        room = cls(code, saves, log, sessions, (), clock)
        if pace != room.settings.pace:
            room._happen(room._event("begin", SettingChanged("pace", pace)))
        return room

    @classmethod
    def resume(cls, path: Path, saves: Saves, clock: Callable[[], float] | None = None) -> Room:
        """A class taken up where it stopped; ``path``: its folder or its log.

        Raises :class:`RecordError` where the log is damaged, a game is missing, or another program hosts the class.
        """
        log, found = logs.take_up(path if path.name == logs.NAME else path / logs.NAME, saves.files)
        sessions: tuple[Session, ...] = ()
        try:
            sessions = open_games(saves, found.header)
            try:
                room = cls(str(found.header["code"]), saves, log, sessions, found.events, clock or Steady())
            except RecordError:
                raise
            except (LookupError, ValueError, TypeError):
                raise RecordError(f"{visible(str(log.path), 200)} says what cannot be; it was changed.") from None
            room._owed = not_done(room._tables, room._events)
            room._pay()
            if room._owed:
                raise RecordError(room.unsaved or "A game of this class cannot be written.")
            gone = [Departed(p.id, room._versions()) for p in room.people.values() if p.here]
            if gone:
                with suppress(RecordError):
                    room._happen(room._event("resumed", *gone), wait=False)
        except BaseException:
            log.close()
            for session in sessions:
                session.close()
            raise
        return room

    def close(self) -> int:
        """Let go of all files; how many games of the class stay. It can be resumed unless the teacher closed it.

        Where nobody ever joined nothing is left of it, and a closed one leaves no games in which nobody chose anything.
        """
        recorded = [table.session.kept_at is not None for table in self._tables]
        self._log.close()
        dropped = [
            (self._state.joined == 0 or self._state.phase == "closed")
            and saved.drop_unplayed(self._saves, table.session)
            for table in self._tables
        ]
        for table in self._tables:
            table.session.close()
        if self._state.joined == 0 and all(dropped):
            with suppress(OSError):
                self._saves.files.remove(self._log.path)
        return sum(kept and not gone for kept, gone in zip(recorded, dropped, strict=True))

    # What is done.

    def do(self, person: str, request: Request) -> Done:
        """Do what a person asks for: checked, put on disk, done, told to everybody.

        The same request of the same person, by its id, is answered again and not done twice. Raises :class:`Refused`,
        and has changed nothing then.
        """
        who = self._state.people.get(person)
        if who is None:
            raise Refused("unknown", "Nobody of that name is in this room.")
        if who.status == OUT:
            raise Refused("kicked", "The teacher has taken you out of this room.")
        check(request)
        known = self._state.done.get(person, {}).get(request.id)
        if known is not None and not self._owed:
            return known
        kind = (TEACHERS if who.kind == TEACHER else LEARNERS).get(request.kind)
        if self.phase == "closed":
            raise Refused("not-now", "This class is over.")
        if who.kind == TEACHER and request.kind == "save":
            return self._save(who, request)
        if kind is None or who.kind == WALL:
            mine = request.kind in TEACHERS or request.kind in LEARNERS or request.kind == "save"
            if mine:
                raise Refused("not-yours", "That is not yours to do in this room.")
            raise Refused("unknown", f"A room knows no request '{visible(request.kind, 40)}'.")
        if self.unsaved and request.kind == "close":
            self._state.phase = "closed"
            self._tell([Change("over")])
            return Done(request.id, "The class is closed.", 0)
        if self.unsaved:
            raise Refused("unsaved", f"{self.unsaved} Nothing was done.")
        if who.status != IN and request.kind != "rename":
            raise Refused("not-now", "The teacher has not let you in yet.")
        desk = self._desk
        return self._done(desk, who, request, read_message(kind, request).plan(desk, who, request.at))

    def _done(self, desk: Desk, who: Person, request: Request, plan: Plan) -> Done:
        table = self._about(desk, who, request, plan)
        version = plan.acts.version(table) if table is not None else 0
        done = Done(request.id, plan.words, version)
        try:
            self._happen(self._event(request.kind, *plan.happens, by=who.id, done=done))
        except RecordError as problem:
            later = "It will be done once the class is saved elsewhere." if self._owed else "It was not done."
            raise Refused("unsaved", f"{problem.sentence} {later}") from None
        return done

    def _about(self, desk: Desk, who: Person, request: Request, plan: Plan) -> Table | None:
        """The table whose version tells the person how far the game is now."""
        if plan.acts.listed:
            return self._tables[plan.acts.listed[-1].table - 1]
        if who.place is not None:
            return desk.table(who)
        number = request.fields.get("table", "1")
        return self._tables[int(number) - 1] if number.isdecimal() and 0 < int(number) <= len(self._tables) else None

    def _save(self, who: Person, request: Request) -> Done:
        """Go on in another folder, or in the same one in new files, after something could not be written."""
        text = request.fields.get("folder", "")
        try:
            folder = Path(text).expanduser().absolute() if text else self._saves.folder
            self._keep_elsewhere(Saves(folder, self._saves.files))
        except (RecordError, ValueError, RuntimeError) as problem:
            raise Refused("unsaved", str(problem)) from None
        return self._done(self._desk, who, request, Plan(f"The class is kept in {visible(str(folder), 200)} now."))

    # What each person may know.

    def asking(self, person: str) -> Asking:
        """What is asked of a person now. Raises :class:`Refused` for somebody unknown."""
        who = self._state.people.get(person)
        if who is None:
            raise Refused("unknown", "Nobody of that name is in this room.")
        desk = self._desk
        return beside(desk, who, asking(desk, who, self.unsaved))

    def game(self, person: str) -> SeatView | None:
        """What this person may know of the game at their table; None where they have none."""
        who = self._state.people.get(person)
        if who is None or who.status != IN:
            return None
        if who.kind != STUDENT:
            return self.public(1)
        if who.place is None:
            return self.public(1) if self.phase == "debrief" else None
        table, role = self._tables[who.place.table - 1], who.place.role or None
        seen = self._seen(table.number, role)
        return seen.of_person(self._scores.of(table, table.said(person), role))

    def foreseen(self, table: int) -> tuple[Foreseen, ...]:
        """What became of what all at this table said would come, in rounds whose end was shown; for the teacher, or
        added up for all."""
        found = self._tables[table - 1]
        return self._scores.of(found, found.said(), None)

    def public(self, table: int) -> SeatView:
        """What everybody may know of the game at this table."""
        return self._seen(table, None)

    def hands(self, table: int) -> Mapping[str, tuple[str, ...]]:
        """The hands that lie open to everybody at this table: role -> arguments. None does unless the teacher has
        opened them, or nothing more is played there."""
        found = self._tables[table - 1]
        return dict(found.session.state.hands) if self.settings.hands_open or found.ended else {}

    def _seen(self, number: int, role: str | None) -> SeatView:
        session = self._tables[number - 1].session
        seen = self._seated.get((number, role))
        if seen is None:
            seen = self._seated[number, role] = SeatView(session, role)
        else:
            seen.follow(session)
        return seen

    def news(self, person: str) -> tuple[str, ...]:
        """What happened while this person was away last, in sentences; empty where nothing did."""
        away = self._state.away.get(person)
        if away is None or self._state.people[person].status == OUT:
            return ()
        now = away[1] or self._state.mark(person, self._versions())
        return news(self._desk, self._state.people[person], away[0], now)

    # What was said beside the game.

    def voice(self, person: str) -> Voice:
        """What this person said beside the game: for themselves and the teacher."""
        return voice_of(self._state, person)

    def to_write(self, person: str) -> tuple[tuple[str, str], ...]:
        """What this person is still asked to answer in their own words, and the question."""
        return to_write(self._desk, self._state.people[person])

    def achieved(self, shown: bool = False) -> tuple[Achieved, ...]:
        """What people say that they achieved; ``shown``: only what the teacher has let through, which all may see,
        without names where the wall shows none."""
        found = achieved(self._desk)
        if not shown:
            return found
        names = self.settings.names_on_wall
        return tuple(one if names else evolve(one, name="") for one in found if one.shown == "yes")

    def believed(self) -> tuple[Tally, ...]:
        """How the class answered the claims of the deck, before and after, without saying who."""
        voices = [voice_of(self._state, person.id) for person in self._desk.students()]
        return tallied(self.deck, [(voice.before, voice.after) for voice in voices])

    def answered(self, what: str) -> tuple[int, int]:
        """How many have answered ``before``, ``after``, ``sentence`` or ``ticket``, of how many."""
        return answered(self._desk, what)

    @property
    def put(self) -> Mapping[str, str]:
        """What the teacher has put to everybody: ``after`` and ``ticket`` -> its question."""
        return dict(self._state.put)

    # Afterwards, for the teacher.

    def contributed(self) -> Mapping[str, tuple[Contribution, ...]]:
        """What each student contributed, as facts: by the ids of the students, in the order in which they joined."""
        return contributed(self.people.values(), self._events)

    def compare(self) -> tuple[TableOutcome, ...]:
        """How the tables came out, side by side. Nothing is hidden in it: for the teacher, or for all in the end."""
        return outcomes(self._tables)


TEACHERS = {**COURSE, **CASTING, **PEOPLE, **TEACHING}
"""What the teacher may ask for."""
LEARNERS = {**STUDENTS, **FORETELLING, **JUDGING, **VOICES}
"""What students may ask for."""
