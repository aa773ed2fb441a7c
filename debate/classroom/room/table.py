"""A table: its game, the teams round it, what they propose, and who judges."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import evolve

from debate.classroom.room.events import Question
from debate.classroom.room.questions import Questions
from debate.classroom.room.state import Draft, RoomState, Said, TableState
from debate.classroom.room.types import IN, Ballot, Person, Proposal
from debate.debrief.questions import Question as Asked
from debate.game.session import PERSON, Session
from debate.opponents import OPPONENTS
from debate.rules.legal import legal_moves
from debate.rules.moves import JUDGE, read_notation

SPLIT = 60.0
"""Seconds without a change after which a team is helped that wants several things, or has proposed nothing."""
GRACE = 10.0
"""Seconds for which somebody whose socket has gone still counts as here when votes are counted: a phone that sleeps for
a moment must not hand a decision to the others."""


class Table:
    """One table of the room, to be read. It is changed by :meth:`Room.do` only.

    ``number`` counts from 1. ``session`` is the game itself: all of it, so never for a student's eyes.
    """

    def __init__(self, number: int, session: Session, room: RoomState, clock: Callable[[], float]) -> None:
        self.number = number
        self.session = session
        self.questions = Questions(session)
        self._room = room
        self._clock = clock
        self._idle: dict[str, tuple[Question, float]] = {}
        """Role -> what it is asked, and since when nothing stops it from choosing."""
        session.have_audience()

    @property
    def kept(self) -> TableState:
        """What the room's log says of this table."""
        return self._room.tables[self.number - 1]

    @property
    def version(self) -> int:
        """Grows with every change of the game: how many entries its journal has."""
        return self.questions.version

    @property
    def ended(self) -> bool:
        """Whether people choose nothing more here: the game is over, or the teacher ended it."""
        return self.session.state.over or self.kept.ended is not None

    @property
    def finishing(self) -> bool:
        """Whether opponents still play a game to its end that the teacher has ended."""
        return self.kept.ended is not None and not self.session.state.over

    @property
    def cut_short(self) -> int:
        """The round in which the teacher ended the game; 0 where it was played by the class to its own end."""
        return self.kept.ended.round if self.kept.ended is not None else 0

    @property
    def cut_words(self) -> str:
        """Who made the choices of the last rounds, as a sentence; empty where the class did."""
        when = self.cut_when
        return f"The teacher ended the game {when}; from there on opponents made all choices." if when else ""

    @property
    def cut_when(self) -> str:
        """When the teacher ended the game, ``in round 2`` or ``after round 2``; empty where it was not
        ended."""
        last, cut = self.kept.last, self.cut_short
        if not cut:
            return ""
        return f"after round {last}" if 0 < last < cut else f"in round {cut}"

    @property
    def held(self) -> bool:
        """Whether it waits for the teacher's ``next``: in ``steps`` after each phase, in ``rounds`` after each."""
        room, state = self._room, self.session.state
        if self.past_last:
            return False
        if room.settings.pace == "free" or room.phase != "playing" or self.ended or self.withheld:
            return False
        if room.settings.pace == "rounds" and (state.phase != "choose" or state.round == 1):
            return False
        return self.kept.released != self.questions.phase()

    @property
    def in_round(self) -> int:
        """The round that is played, or that was just over where the table waits for the next."""
        state = self.session.state
        return state.round - (self.held and state.phase == "choose" and state.round > 1)

    @property
    def past_last(self) -> bool:
        """Whether the round is over that the teacher made the last one, so that the game is to be ended."""
        return 0 < self.kept.last < self.session.state.round and not self.ended

    @property
    def playing(self) -> bool:
        """Whether choices are made here now."""
        return self._room.phase == "playing" and not (self._room.paused or self.held or self.ended)

    # What people say will come.

    @property
    def withheld(self) -> int:
        """The round whose end is withheld until people have said what they think will come; 0: none."""
        return 0 if self.kept.ended is not None else self.session.withheld

    @property
    def head(self) -> int:
        """The choice after which the game stands, by its entry number, also while what it led to is withheld."""
        return self.session.journal.head

    def said(self, person: str = "") -> tuple[Said, ...]:
        """What people said would come, or one of them, along the line that was played; in order. Each one's own
        answers are for that person and the teacher alone."""
        found = (self._closed(said) for said in self.kept.said if person in ("", said.person))
        return tuple(said for said in found if said is not None)

    def _closed(self, said: Said) -> Said | None:
        """What was said, with the choice that closed its round; None where that has not come, or is taken back."""
        line = self.session.journal.line()
        places = {made.number: place for place, made in enumerate(line)}
        if said.after not in places and said.after:
            return None
        if not said.ahead:
            return said
        later = line[places[said.after] + 1 :] if said.after else line
        closing = next((made for made in later if made.round > said.asked or made.ending), None)
        return None if closing is None else evolve(said, after=closing.number, ahead=False)

    def to_foretell_ahead(self, person: str) -> tuple[Asked, ...]:
        """What this person, who waits, can be asked while the round runs."""
        who, session, line = self._room.people[person], self.session, {m.number for m in self.session.journal.line()}
        if who.place is None or who.place.table != self.number or not self.playing or self.withheld:
            return ()
        role, round_ = who.place.role, session.state.round
        given = any(
            (one.person, one.asked) == (person, round_) and (one.after in line or not one.after)
            for one in self.kept.said
            if one.ahead
        )
        if given or (person, -round_, "") in self.kept.silent:
            return ()
        return session.asks_ahead(role or None, frozenset(one.question for one in self.said() if one.role == role))

    def to_foretell(self, person: str) -> tuple[Asked, ...]:
        """What this person is still to be asked now about the end of the round."""
        who, head = self._room.people[person], self.head
        here = who.place is not None and who.place.table == self.number
        if not self.withheld or who.place is None or not here or (person, head, "") in self.kept.silent:
            return ()
        role, said = who.place.role, self.said()
        earlier = frozenset(one.question for one in said if one.role == role and one.after != head)
        answered = {one.question for one in said if one.person == person and one.after == head}
        ahead = any(one.person == person and one.ahead and one.asked == self.withheld for one in self.kept.said)
        skipped = {question for who_, after, question in self.kept.silent if (who_, after) == (person, head)}
        asked = [q for q in self.session.asks(role or None, earlier) if q.id not in answered | skipped]
        return tuple(q for q in asked if q.move or not (ahead and answered))

    def asked_to_foretell(self) -> tuple[str, ...]:
        """Who of those here is asked or was asked about the end of this round: all who sit at the table."""
        return self.present(tuple(person.id for person in self._seated())) if self.withheld else ()

    def foretelling(self) -> tuple[str, ...]:
        """Who of those here has not said all yet that is asked."""
        return tuple(id_ for id_ in self.asked_to_foretell() if self.to_foretell(id_))

    @property
    def told_enough(self) -> bool:
        """Whether the end of the round, which is withheld, can be shown: nobody who is here is still to say anything,
        or the time for it is over."""
        until = self.foretell_until()
        return bool(self.withheld) and (not self.foretelling() or (until is not None and self._clock() >= until))

    def foretell_until(self) -> float | None:
        """Until when, by the clock, people can say it; None: as long as it takes."""
        after, until = self.kept.foretell_by
        return until / 1000 if self.withheld and until and after == self.head else None

    # Who sits here.

    @property
    def teams(self) -> Mapping[str, tuple[str, ...]]:
        """Role -> who plays it, in the order in which they joined; every role is there."""
        found: dict[str, tuple[str, ...]] = dict.fromkeys(self.session.source.turn_order, ())
        for person in self._seated():
            assert person.place is not None
            if person.place.role in found:
                found[person.place.role] += (person.id,)
        return found

    def team(self, role: str) -> tuple[str, ...]:
        """Who plays this role."""
        return tuple(p.id for p in self._seated() if p.place is not None and p.place.role == role)

    @property
    def judges(self) -> tuple[str, ...]:
        return self.team("")

    def _seated(self) -> list[Person]:
        number = self.number
        return [
            person
            for person in self._room.people.values()
            if person.place is not None and person.place.table == number and person.status == IN
        ]

    @property
    def captains(self) -> Mapping[str, str]:
        """Role -> its team's captain, where it has one. Where captains decide every team has one: if nobody was named,
        who came first of those who are here."""
        found = dict(self.kept.captains)
        if self._room.settings.decide == "captain":
            for role, team in self.teams.items():
                if role not in found and len(team) > 1:
                    found[role] = (self.present(team) or team)[0]
        return found

    @property
    def taken(self) -> frozenset[str]:
        """Roles that the teacher plays."""
        return frozenset(self.kept.taken)

    def thinks(self, role: str) -> bool:
        """Whether an opponent plays this role that takes its time."""
        seat = self.session.seats[role]
        return seat.who in OPPONENTS and OPPONENTS[seat.who].budget > 0

    def filled_by(self, role: str) -> str:
        """Who fills a role: ``team``, ``teacher``, ``nobody``, or the name of an opponent."""
        seat = self.session.seats[role]
        if seat.who != PERSON:
            return seat.who
        if role in self.kept.taken:
            return "teacher"
        return "team" if self.team(role) else "nobody"

    def present(self, people: tuple[str, ...], acting: str = "") -> tuple[str, ...]:
        """Those who count as here: with a socket, or without one for some seconds only; ``acting``: so is this one."""
        now, found = self._clock(), []
        for id_ in people:
            person = self._room.people[id_]
            if person.here or id_ == acting or (0 <= now - person.since < GRACE and id_ in self._room.away):
                found.append(id_)
        return tuple(found)

    # What is asked.

    def awaited(self, role: str) -> bool:
        """Whether a choice of this role is outstanding, by whomever it is filled."""
        return not self.ended and role in self.session.state.awaiting

    def proposals(self, role: str) -> tuple[Proposal, ...]:
        """What the team of a role has proposed for what it is asked now. For this team's eyes only."""
        if not self.awaited(role) or role not in self.kept.proposals:
            return ()
        asked, team = self.questions.asked(role), self.team(role)
        needed = self.needed(team)
        return tuple(
            Proposal(
                draft.number,
                draft.supporters[0],
                read_notation(draft.move),
                tuple(id_ for id_ in draft.supporters if id_ in team),
                needed,
            )
            for draft in self.kept.proposals[role]
            if draft.question == asked
        )

    def needed(self, team: tuple[str, ...], acting: str = "") -> int:
        """How many must support a proposal: more than half of those who are here."""
        if self._room.settings.decide == "anyone":
            return 1
        return len(self.present(team, acting)) // 2 + 1

    def decides(self, role: str, supporters: tuple[str, ...] | list[str], acting: str = "") -> bool:
        """Whether a proposal with these supporters is the team's choice.

        A captain who is away cannot decide; then, and where there is none, more than half of those here do.
        """
        team = self.team(role)
        if not any(id_ in team for id_ in supporters):
            return False
        if len(team) == 1:
            return True
        decide, captain = self._room.settings.decide, self.captains.get(role, "")
        settled = self.kept.settling.get(role) == self.questions.asked(role)
        if decide == "anyone":
            return True
        here = self.present(team, acting)
        if (decide == "captain" or settled) and captain in here:
            return captain in supporters
        return sum(id_ in here for id_ in supporters) >= self.needed(team, acting)

    def drafts(self, role: str) -> list[Draft]:
        """Proposals for what the role is asked now, as the log has them."""
        asked = self.questions.asked(role)
        return [draft for draft in self.kept.proposals.get(role, ()) if draft.question == asked]

    def split(self, role: str) -> tuple[int, ...]:
        """How many support each of the things that a team wants, most first, where it has not moved for a minute and
        cannot agree; empty otherwise."""
        drafts = self.drafts(role) if self.awaited(role) and role not in self.kept.taken else []
        team = self.team(role)
        counts = [sum(id_ in team for id_ in draft.supporters) for draft in drafts]
        if len(list(filter(None, counts))) < 2 or self._clock() - max(draft.at for draft in drafts) < SPLIT:
            return ()
        return tuple(sorted(filter(None, counts), reverse=True))

    def mind_idle(self) -> None:
        """Note since when each role could have chosen; while the table is stopped no time goes by."""
        now, before = self._clock(), self._idle
        self._idle = {}
        for role in self.session.state.awaiting if self.playing and not self.withheld else ():
            if role != JUDGE:
                asked = self.questions.asked(role)
                known = before.get(role)
                self._idle[role] = known if known is not None and known[0] == asked else (asked, now)

    def idle(self, role: str) -> bool:
        """Whether people play this role, are here, and nobody of them has proposed anything for a minute."""
        known = self._idle.get(role)
        if known is None or not self.awaited(role) or self.filled_by(role) != "team" or self.drafts(role):
            return False
        asked, since = known
        waits = asked == self.questions.asked(role) and self._clock() - since >= SPLIT
        return waits and bool(self.present(self.team(role)))

    def second_vote(self, role: str) -> bool:
        """Whether the role votes a second time, so that nothing more can be proposed."""
        return self.kept.second.get(role) == self.questions.asked(role)

    def until(self, role: str) -> float | None:
        """Until when, by the clock, the role has been given time for what it is asked now; None: no hint."""
        hint = self.kept.hints.get(role)
        if hint is None or not self.awaited(role) or hint[0] != self.questions.phase():
            return None
        return hint[1] / 1000

    # Judging.

    def ballot(self) -> Ballot | None:
        """The case that is being judged; None while there is none."""
        if not self.awaited(JUDGE):
            return None
        speaker = legal_moves(self.session.state, JUDGE)[0].to
        votes = dict(self.kept.votes) if self.kept.voted_on == self.questions.asked(JUDGE) else {}
        waiting = tuple(id_ for id_ in self.present(self.judges) if id_ not in votes)
        return Ballot(speaker, votes, waiting)
