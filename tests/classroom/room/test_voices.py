"""What a class believes before and after, what each says they achieved, and the exit ticket."""

from __future__ import annotations

from random import Random

import pytest

from debate.classroom.records.facts import from_disk, of_room
from tests.classroom.room.school import DECK, FIRST, OTHERS, School, snapshot

(CLAIM,) = DECK.beliefs
REASON = next(iter(DECK.beliefs[CLAIM].because))


def class_of(people: int = 2) -> tuple[School, list[str]]:
    """A class at the door, with the first roles of the deck; it is asked what it believes."""
    school = School.open(people)
    students = [p for p in school.room.people if p != "teacher"]
    for person, role in zip(students, [FIRST, *OTHERS, "judge"], strict=False):
        school.seat(person, role)
    school.teach("beliefs", to="on")
    return school, students


def to_the_end(school: School) -> None:
    school.teach("start")
    school.play(Random(3))
    assert school.room.phase == "debrief"


def believe(school: School, person: str, answer: str = "no", reason: str = REASON) -> None:
    school.do(person, "believe", claim=CLAIM, answer=answer, reason=reason)


def test_claims_are_asked_at_the_door_and_never_stop_the_lesson() -> None:
    """One answers, one passes, one does neither: the game begins all the same, and nobody is asked in their turn."""
    school, (ada, bo, *_) = class_of(2)
    assert school.room.asking(ada).what == "believe"
    assert school.room.asking(ada).claims == (CLAIM,)
    believe(school, ada)
    assert school.room.asking(ada).what == "start"
    school.do(bo, "pass", what="before")
    assert school.room.asking(bo).what == "start"
    cem = school.join("Cem")
    school.teach("let-in", person=cem)
    assert school.room.asking(cem).what == "believe"
    assert school.room.answered("before") == (1, 3)
    school.teach("start")
    assert school.room.asking(ada).what == "choose"


def test_whoever_waits_in_the_first_round_is_asked_and_later_nobody() -> None:
    """A judge who came late has nothing to do yet, so the claims are asked; after the first round they are not."""
    school, (ada, _) = class_of(2)
    school.teach("start")
    late = school.join("Late")
    school.teach("let-in", person=late)
    assert school.room.asking(late).what == "believe"
    assert school.room.asking(ada).what == "choose"
    while school.table().session.state.round == 1:
        school.play(Random(3), 1)
    assert school.room.asking(late).what != "believe"
    assert school.refused(late, "believe", claim=CLAIM, answer="yes") == "not-now"


def test_the_teacher_can_leave_them_out() -> None:
    """With the setting off nobody is asked at the door, nor in the end what they achieved."""
    school, (ada, _) = class_of(2)
    school.teach("beliefs", to="off")
    assert school.room.asking(ada).what == "start"
    assert school.refused(ada, "believe", claim=CLAIM, answer="yes") == "not-now"
    to_the_end(school)
    assert school.room.asking(ada).what == "debrief"


@pytest.mark.parametrize(
    ("answer", "reason"), [("maybe", ""), ("yes", REASON), ("neither", REASON), ("no", "nowhere"), ("", "")]
)
def test_only_answers_that_there_are(answer: str, reason: str) -> None:
    """A reason belongs to its answer; who cannot say gives none."""
    school, (ada, _) = class_of(2)
    assert school.refused(ada, "believe", claim=CLAIM, answer=answer, reason=reason) == "illegal"


def test_a_sentence_waits_for_the_teacher_and_is_shown_without_what_was_kept_back() -> None:
    """Each says what they achieved; one is let through, one kept back; names are off where the teacher says so.

    A sentence that is written anew waits anew.
    """
    school, (ada, bo) = class_of(2)
    assert school.refused(ada, "say-achieved", text="Early") == "not-now"
    to_the_end(school)
    asked = school.room.asking(ada)
    assert (asked.what, asked.written) == ("say", "What will you say you achieved?")
    school.do(ada, "say-achieved", text="We kept the harbour clean.")
    school.do(bo, "say-achieved", text="Rude.")
    assert school.room.asking(ada).what == "debrief"
    assert school.room.achieved(shown=True) == ()
    school.teach("sentence", person=ada)
    school.teach("sentence", person=bo, ok="no")
    assert [(one.name, one.role, one.text) for one in school.room.achieved(shown=True)] == [
        (school.room.people[ada].name, FIRST, "We kept the harbour clean.")
    ]
    school.teach("wall-names", to="off")
    assert [one.name for one in school.room.achieved(shown=True)] == [""]
    school.do(ada, "say-achieved", text="Something else.")
    assert school.room.achieved(shown=True) == ()
    assert {one.shown for one in school.room.achieved()} == {"", "no"}


@pytest.mark.parametrize("text", ["", "   ", "a\u202eb", "a\x1b[31mb", "x" * 161])
def test_own_words_are_cleaned_at_the_border(text: str) -> None:
    """Nothing empty, too long, or with characters that could do harm on a screen."""
    school, (ada, _) = class_of(2)
    to_the_end(school)
    assert school.refused(ada, "say-achieved", text=text) == "illegal"
    school.teach("put", what="ticket")
    assert school.refused(ada, "write-ticket", text=text) == "illegal"


def test_the_ticket_and_the_claims_come_when_the_teacher_puts_them() -> None:
    """Before the end neither can be put; then the ticket comes before all else, and can be left out."""
    school, (ada, bo) = class_of(2)
    believe(school, ada)
    school.teach("start")
    assert school.refused("teacher", "put", what="ticket") == "not-now"
    school.play(Random(3))
    assert school.refused(ada, "write-ticket", text="Nothing") == "not-now"
    school.teach("put", what="after")
    assert school.room.asking(ada).what == "believe"
    school.teach("put", what="ticket", question="What next?")
    assert school.room.asking(ada).written == "What next?"
    school.do(ada, "write-ticket", text="I would ask for proof.")
    assert school.room.asking(ada).what == "believe"
    believe(school, ada, "yes", "food")
    assert school.room.answered("after") == (1, 2)
    assert school.room.answered("ticket") == (1, 2)
    (tally,) = school.room.believed()
    assert (tally.before["no"], tally.after["yes"], tally.moved) == (1, 1, {("no", "yes"): 1})
    school.do(bo, "pass", what="ticket")
    assert school.room.asking(bo).what == "believe"
    school.teach("put", what="after", to="off")
    assert school.room.asking(bo).what == "say"


def test_an_ending_that_is_taken_back_takes_the_sentence_with_it() -> None:
    """The sentence was about that ending; what one believes and wrote stays. Ended anew it is asked anew."""
    school, (ada, _) = class_of(2)
    to_the_end(school)
    school.do(ada, "say-achieved", text="We won.")
    school.teach("sentence", person=ada)
    school.teach("put", what="ticket")
    school.do(ada, "write-ticket", text="The fish.")
    school.teach("undo")
    assert school.room.achieved() == ()
    school.play(Random(5))
    assert school.room.phase == "debrief"
    assert school.room.asking(ada).what == "say"
    assert list(school.room.voice(ada).ticket.values()) == ["The fish."]


def test_a_killed_host_keeps_it_and_it_is_taken_home() -> None:
    """All of it stands in the log: the room after a crash is the same, and the records have it."""
    school, (ada, bo) = class_of(2)
    believe(school, ada)
    school.do(bo, "pass", what="before")
    to_the_end(school)
    school.do(ada, "say-achieved", text="We kept it clean.")
    school.teach("sentence", person=ada)
    school.teach("put", what="after")
    school.teach("put", what="ticket")
    believe(school, ada, "yes", "food")
    school.do(ada, "write-ticket", text="Fewer fish.")
    before, voices = snapshot(school.room), school.room.voices
    school.resumed()
    assert snapshot(school.room) == before
    assert school.room.voices == voices
    assert school.room.put == {"after": "", "ticket": next(iter(voices[ada].ticket))}
    student = next(one for one in of_room(school.room).students(names=True) if one.person == ada)
    assert student.before == ((CLAIM, "no"),)
    assert student.after == ((CLAIM, "yes"),)
    assert student.sentence == "We kept it clean."
    assert [words for _, words in student.ticket] == ["Fewer fish."]
    assert ("before", CLAIM, "No: the mud stays.") in student.reasons
    folder = school.room.folder
    games = [table.session.kept_at for table in school.room.tables]
    school.teach("close")
    school.room.close()
    with from_disk(school.saves, folder) as record:
        assert next(one for one in record.students(names=False) if one.person == ada).sentence == "We kept it clean."
    assert b"Fewer fish." in school.disk._find(folder / "class.log").now, "it is what deleting a class removes"
    assert all(b"Fewer fish." not in school.disk._find(game).now for game in games if game is not None)
