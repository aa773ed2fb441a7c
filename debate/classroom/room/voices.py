"""What people say beside the game: what they believe, before it and after; what they say they achieved; a last word.

Claims of the deck are asked at the door, and of whoever waits in the first round; once more when the teacher puts them
to everybody after the game. What one achieved is asked when the game of one's table is over, and of an ending that was
taken back nothing is kept that was said of it. The exit ticket comes when the teacher says so. Nothing waits for any of
it: each can leave it out, the teacher can turn it off, and an answer can be given anew for as long as it is asked.
"""

from __future__ import annotations

from typing import Literal

from attrs import evolve, frozen

from debate.classroom.room.course_events import SettingChanged
from debate.classroom.room.messages import Message, table_of_messages
from debate.classroom.room.plan import Desk, Plan
from debate.classroom.room.state import RoomState, Sentence, Voice
from debate.classroom.room.table import Table
from debate.classroom.room.types import IN, STUDENT, Asking, Person, Refused
from debate.classroom.room.voice_events import (
    Believed,
    PassedOver,
    PutToAll,
    SentenceJudged,
    SentenceSaid,
    TicketWritten,
)
from debate.debrief.believed import AFTER, BEFORE, can_be_said
from debate.debrief.naming import counted
from debate.pages.own_words import ACHIEVED, LONGEST, TICKET
from debate.rules.text import TextError, clean

SENTENCE, EXIT = "sentence", "ticket"
_IDLE = ("seat", "start", "wait", "chosen")
"""What is asked of somebody who could just as well say what they believe."""
_NOBODY = Voice()


def voice_of(state: RoomState, person: str) -> Voice:
    """What somebody said, to be read."""
    return state.voices.get(person, _NOBODY)


def sentence_of(desk: Desk, person: str) -> Sentence | None:
    """What somebody says they achieved, as long as the ending still stands of which it was said."""
    return standing_sentence(voice_of(desk.state, person), desk.tables)


def standing_sentence(voice: Voice, tables: tuple[Table, ...]) -> Sentence | None:
    """The same of what somebody said, at these tables."""
    said = voice.sentence
    if said is None:
        return None
    table = tables[said.table - 1]
    return said if table.session.state.over and table.head == said.ending else None


def over_for(desk: Desk, person: Person) -> Table | None:
    """The table whose game is over for this person, to its last choice; None while it runs."""
    if desk.state.phase == "gathering":
        return None
    if person.place is not None:
        tables = [desk.tables[person.place.table - 1]]
    else:
        tables = list(desk.tables)
    return tables[0] if all(table.session.state.over for table in tables) else None


def when_believing(desk: Desk, person: Person) -> str:
    """Whether what this person says now is what they believe ``before`` or ``after`` the game; empty: neither."""
    if not desk.deck.beliefs:
        return ""
    if over_for(desk, person) is not None:
        return AFTER if AFTER in desk.state.put else ""
    if not desk.settings.beliefs:
        return ""
    if desk.state.phase == "gathering":
        return BEFORE
    table = desk.tables[person.place.table - 1] if person.place is not None else None
    return BEFORE if table is not None and table.session.state.round == 1 and not table.ended else ""


def to_believe(desk: Desk, person: Person) -> tuple[str, ...]:
    """The claims that this person is still to be asked about now."""
    when, voice = when_believing(desk, person), voice_of(desk.state, person.id)
    if not when or when in voice.passed:
        return ()
    given = voice.before if when == BEFORE else voice.after
    return tuple(id_ for id_ in desk.deck.beliefs if id_ not in given)


def beside(desk: Desk, person: Person, asked: Asking) -> Asking:
    """What is asked of a student, with what is asked beside the game where nothing else is to be done."""
    if person.kind != STUDENT or person.status != IN:
        return asked
    claims = to_believe(desk, person)
    if asked.what in _IDLE and claims:
        left = f"{len(claims)} of {len(desk.deck.beliefs)}" if len(claims) < len(desk.deck.beliefs) else len(claims)
        words = f"{asked.sentence} Meanwhile: what do you believe? {left} short claims; nothing waits for them."
        return evolve(asked, what="believe", sentence=words, claims=claims, when=BEFORE)
    if asked.what != "debrief":
        return asked
    open_ = dict(to_write(desk, person))
    if EXIT in open_:
        return Asking("ticket", f"Before you go: {open_[EXIT]}", written=open_[EXIT])
    if claims:
        words = f"What do you believe now? {counted(len(claims), 'claim')} to answer, the same as at the door."
        return Asking("believe", words, claims=claims, when=AFTER)
    return Asking("say", f"{asked.sentence} {ACHIEVED}", written=ACHIEVED) if SENTENCE in open_ else asked


def to_write(desk: Desk, person: Person) -> tuple[tuple[str, str], ...]:
    """What this person is still asked to answer in their own words, once the game is over for them, and the question:
    the ``sentence``, the ``ticket``."""
    voice, found = voice_of(desk.state, person.id), []
    if over_for(desk, person) is None:
        return ()
    if desk.settings.beliefs and SENTENCE not in voice.passed and sentence_of(desk, person.id) is None:
        found.append((SENTENCE, ACHIEVED))
    question = desk.state.put.get(EXIT, "")
    if question and question not in voice.ticket and EXIT not in voice.passed:
        found.append((EXIT, question))
    return tuple(found)


def _words(text: str) -> str:
    try:
        found = clean(text, limit=LONGEST)
    except TextError as problem:
        raise Refused("illegal", f"This cannot be taken: {problem.sentence}.") from None
    if not found:
        raise Refused("illegal", "Nothing was written.")
    return found


@frozen
class Believe(Message):
    """Somebody answers a claim: ``yes``, ``no`` or ``neither``, and with the id of a reason."""

    kind = "believe"
    claim: str
    answer: str
    reason: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        when = when_believing(desk, person)
        if not when:
            raise Refused("not-now", "Nobody is asked now what they believe.")
        belief = desk.deck.beliefs.get(self.claim)
        if belief is None or not can_be_said(belief, self.answer, self.reason):
            raise Refused("illegal", "That is no answer to a claim of this deck.")
        return Plan("Noted.", (Believed(when, belief.id, self.answer, self.reason),))


@frozen
class SayAchieved(Message):
    """Somebody says in a sentence what they achieved."""

    kind = "say-achieved"
    text: str

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        table = over_for(desk, person)
        if table is None:
            raise Refused("not-now", "That is asked once the game at your table is over.")
        said = SentenceSaid(table.number, table.head, _words(self.text))
        return Plan("Your teacher will look at it.", (said,))


@frozen
class WriteTicket(Message):
    """Somebody answers the exit ticket."""

    kind = "write-ticket"
    text: str

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        question = desk.state.put.get(EXIT, "")
        if not question or over_for(desk, person) is None:
            raise Refused("not-now", "There is no exit ticket now.")
        return Plan("Thank you. It is on your page.", (TicketWritten(question, _words(self.text)),))


@frozen
class PassOver(Message):
    """Somebody leaves out what is asked beside the game."""

    kind = "pass"
    what: Literal["before", "after", "sentence", "ticket"]

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        return Plan("You are not asked again." if self.what != BEFORE else "Later, then.", (PassedOver(self.what),))


VOICES = table_of_messages(Believe, SayAchieved, WriteTicket, PassOver)
"""What students may say beside the game."""


@frozen
class SetBeliefs(Message):
    """Whether people are asked what they believe, and what they say they achieved."""

    kind = "beliefs"
    to: Literal["on", "off"]

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        on = self.to == "on"
        words = (
            "Everybody is asked what they believe, before and after." if on else "Nobody is asked what they believe."
        )
        parts = () if on else tuple(PutToAll(what, on=False) for what in desk.state.put if what == AFTER)
        return Plan(words, (SettingChanged("beliefs", on), *parts))


@frozen
class PutQuestion(Message):
    """After the game everybody is asked the claims once more (``after``), or the exit ticket; ``question``: another one
    than usual."""

    kind = "put"
    what: Literal["after", "ticket"]
    to: Literal["on", "off"] = "on"
    question: str = ""

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        if self.to == "off":
            if self.what not in desk.state.put:
                raise Refused("not-now", "That is not asked now.")
            return Plan("It is not asked any more; what was answered is kept.", (PutToAll(self.what, on=False),))
        if not any(table.session.state.over for table in desk.tables):
            raise Refused("not-now", "That is asked once a game is over.")
        if self.what == AFTER:
            if not desk.deck.beliefs:
                raise Refused("not-now", "This deck has no claims to ask about.")
            return Plan("Everybody is asked once more what they believe.", (PutToAll(AFTER, on=True),))
        question = _words(self.question) if self.question.strip() else TICKET
        question += "" if question.endswith((".", "?", "!")) else "?"
        return Plan("Everybody is asked the exit ticket.", (PutToAll(EXIT, on=True, question=question),))


@frozen
class JudgeSentence(Message):
    """What somebody says they achieved is let through to the wall, or kept back; ``person``: one of them, or all that
    wait."""

    kind = "sentence"
    person: str
    ok: Literal["yes", "no"] = "yes"

    def plan(self, desk: Desk, person: Person, at: int) -> Plan:
        shown = self.ok == "yes"
        if self.person == "all":
            found = [p.id for p in waiting_sentences(desk)]
        else:
            found = [desk.person(self.person).id] if sentence_of(desk, desk.person(self.person).id) else []
        if not found:
            raise Refused("not-now", "No sentence waits for you.")
        words = f"{counted(len(found), 'sentence')} {'goes to the wall' if shown else 'stays off the wall'}."
        words = words.replace("sentences goes", "sentences go").replace("sentences stays", "sentences stay")
        return Plan(words, tuple(SentenceJudged(id_, shown) for id_ in found))


def waiting_sentences(desk: Desk) -> list[Person]:
    """Whose sentences wait for the teacher."""
    found = []
    for person in desk.students():
        said = sentence_of(desk, person.id)
        if said is not None and not said.shown:
            found.append(person)
    return found


TEACHING = table_of_messages(SetBeliefs, PutQuestion, JudgeSentence)
"""What the teacher may ask for about it."""


# What is read of it.


@frozen
class Achieved:
    """What somebody says they achieved. ``shown``: as :class:`~debate.classroom.room.state.Sentence` has it."""

    person: str
    name: str
    table: int
    role: str
    text: str
    shown: str


def achieved(desk: Desk) -> tuple[Achieved, ...]:
    """What all say that they achieved, in the order in which they joined. For the teacher; on the wall stands what is
    ``shown``."""
    found = []
    for person in desk.students():
        said = sentence_of(desk, person.id)
        if said is not None:
            role = person.place.role if person.place is not None else ""
            found.append(Achieved(person.id, person.name, said.table, role, said.text, said.shown))
    return tuple(found)


def answered(desk: Desk, what: str) -> tuple[int, int]:
    """How many of the students who are in have answered all of ``before``, ``after``, ``sentence`` or ``ticket``, and
    how many there are."""
    people = desk.students()
    voices = [(person.id, voice_of(desk.state, person.id)) for person in people]
    claims, question = set(desk.deck.beliefs), desk.state.put.get(EXIT, "")

    def done(id_: str, voice: Voice) -> bool:
        if what == SENTENCE:
            return sentence_of(desk, id_) is not None
        if what == EXIT:
            return question in voice.ticket
        return claims <= set(voice.before if what == BEFORE else voice.after)

    return sum(done(id_, voice) for id_, voice in voices), len(people)
