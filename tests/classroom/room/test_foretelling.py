"""What a class says will come, before the end of a round is shown to anybody."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest

from debate.classroom.records.facts import of_room
from debate.classroom.room import Refused
from tests.classroom.room.school import DECK, FIRST, OTHERS, School, events, snapshot


def to_the_end_of_round(school: School, seed: int = 3) -> None:
    """Everybody does what is asked until people are asked what will come."""
    school.play(Random(seed))
    assert school.table().withheld


def class_of(people: int = 3, *, judge: bool = True) -> tuple[School, list[str]]:
    """A class with the first two of the deck's roles and, if so, a judge; predictions are on."""
    school = School.open(people)
    students = [p for p in school.room.people if p != "teacher"]
    for person, role in zip(students, [FIRST, OTHERS[0], *(["judge"] if judge else [])], strict=False):
        school.seat(person, role)
    school.teach("predictions", to="on")
    school.teach("start")
    return school, students


def answer(school: School, person: str, which: int = 0) -> None:
    for question in school.table().to_foretell(person):
        school.do(person, "foretell", question=question.id, answer=question.answers[which], sure=70)


def test_the_end_of_a_round_waits_until_all_have_said_what_they_think() -> None:
    """Players and judge are asked, each for themselves; only after the last of them has answered is the round over."""
    school, students = class_of()
    to_the_end_of_round(school)
    table = school.table()
    rounds = table.session.state.round
    for person in students:
        assert school.room.asking(person).what == "foretell"
        assert school.room.asking(person).questions
        assert table.session.state.round == rounds
        answer(school, person)
        school.room.tick()
    assert not table.withheld
    assert table.session.state.round == rounds + 1
    assert len({said.person for said in table.said()}) == 3


def test_what_was_said_is_in_the_log_before_anything_of_the_end_is_shown() -> None:
    """Each answer is an event before the one that shows the end; nobody's game holds a step of the end until then."""
    school, students = class_of()
    to_the_end_of_round(school)
    steps = {p: list(school.room.game(p).visible(p_role(school, p))) for p in students}  # type: ignore[union-attr]
    for person in students:
        answer(school, person)
        assert {p: list(school.room.game(p).visible(p_role(school, p))) for p in students} == steps  # type: ignore[union-attr]
    school.room.tick()
    kinds = [type(part).__name__ for event in events(school.room) for part in event.parts]
    assert kinds.index("EndShown") > max(at for at, kind in enumerate(kinds) if kind == "Foretold")
    assert all(len(school.room.game(p).visible(p_role(school, p))) > len(steps[p]) for p in students)  # type: ignore[union-attr]


def p_role(school: School, person: str) -> str | None:
    return school.place(person).role or None


def test_two_games_that_differ_only_in_what_is_to_come_look_the_same() -> None:
    """While people are asked, what anybody may know is the same whatever the end of the round will be."""
    school, students = class_of()
    to_the_end_of_round(school)
    held = school.table().session._withheld
    assert held is not None
    for person in students:
        game = school.room.game(person)
        assert game is not None
        after = {m: v for m, v in held.step.state.meters.items() if v != held.before.state.meters[m]}
        assert after, "the end of this round changes nothing"
        shown = game.view(p_role(school, person)).position
        assert all(shown.meters.get(m, held.before.state.meters[m]) != value for m, value in after.items())
        assert game.state.round == held.round
        assert game.withheld == held.round
        assert not game.state.awaiting
        assert held.entry.move not in [entry.move for entry in game.entries]


def test_one_question_is_skipped_and_the_other_is_still_asked() -> None:
    """Who says nothing to a question is asked the next one; after the last they are asked nothing more. It is so after
    the room was taken up again, too."""
    school, students = class_of()
    to_the_end_of_round(school, seed=7)
    ada, *_ = students
    first, second = school.table().to_foretell(ada)
    school.do(ada, "foretell-nothing", question=first.id)
    assert school.table().to_foretell(ada) == (second,)
    before = snapshot(school.room)
    school.resumed()
    assert snapshot(school.room) == before
    school.enter(ada)
    assert [each.id for each in school.table().to_foretell(ada)] == [second.id]
    with pytest.raises(Refused):
        school.do(ada, "foretell-nothing", question=first.id)
    school.do(ada, "foretell-nothing", question=second.id)
    assert school.table().to_foretell(ada) == ()


@pytest.mark.parametrize("way", ["silent", "next", "time", "away", "off", "end"])
def test_it_never_waits_for_ever(way: str) -> None:
    """People say that they wish to say nothing, or leave; the teacher goes on, gives a time, turns it off, or ends."""
    school, students = class_of()
    to_the_end_of_round(school)
    first, *rest = students
    answer(school, first)
    if way == "silent":
        for person in rest:
            school.do(person, "foretell-nothing")
    elif way == "next":
        school.teach("next")
    elif way == "time":
        school.teach("time", seconds=30)
        school.room.tick()
        assert school.table().withheld
        assert school.room.asking(rest[0]).until == school.now + 30
        school.now += 30
    elif way == "away":
        for person in rest:
            school.room.left(person)
        school.now += 11
    elif way == "off":
        school.teach("predictions", to="off")
    else:
        school.teach("end")
    school.room.tick()
    assert not school.table().withheld
    assert {said.person for said in school.table().said()} == {first}


def test_a_killed_host_comes_back_to_the_same_questions() -> None:
    """After the process was killed the end is still withheld, what was said is kept, and the rest is asked again."""
    school, students = class_of()
    to_the_end_of_round(school)
    answer(school, students[0])
    before, asked = snapshot(school.room), school.table().to_foretell(students[1])
    school.resumed()
    assert snapshot(school.room) == before
    assert school.table().withheld
    assert not school.table().to_foretell(students[0])
    assert school.table().to_foretell(students[1]) == asked
    for person in students:
        school.enter(person)
    for person in students[1:]:
        answer(school, person)
    school.room.tick()
    school.resumed()
    assert not school.table().withheld


def test_taking_back_ends_the_question_and_its_answers_count_no_more() -> None:
    """The teacher takes the closing choice back: people choose again, and are asked anew about what came of that."""
    school, students = class_of(2, judge=False)
    to_the_end_of_round(school)
    answer(school, students[0])
    school.teach("undo")
    assert not school.table().withheld
    assert school.table().said() == ()
    to_the_end_of_round(school)
    assert school.table().to_foretell(students[0])


def test_a_pause_stops_the_answers_too() -> None:
    """Paused is paused: nothing is answered and nothing is shown, and after it all go on where they were."""
    school, students = class_of()
    to_the_end_of_round(school)
    question = school.table().to_foretell(students[0])[0]
    school.teach("pause")
    given: dict[str, Any] = {"question": question.id, "answer": question.answers[0], "sure": 50}
    assert school.refused(students[0], "foretell", **given) == "paused"
    school.room.tick()
    school.teach("resume")
    school.do(students[0], "foretell", **given)


def test_nobody_answers_what_is_not_asked() -> None:
    """A certainty, answer, reason or question that is not there is refused, and so is a second answer."""
    school, students = class_of()
    person = students[0]
    assert school.refused(person, "foretell", question="x", answer="rise", sure=50) == "not-now"
    to_the_end_of_round(school)
    question = school.table().to_foretell(person)[0]
    given: dict[str, Any] = {"question": question.id, "answer": question.answers[0], "sure": 50}
    assert school.refused(person, "foretell", **{**given, "sure": 60}) == "illegal"
    assert school.refused(person, "foretell", **{**given, "answer": "soon"}) == "illegal"
    assert school.refused(person, "foretell", **{**given, "why": "nothing"}) == "illegal"
    school.do(person, "foretell", **given)
    assert school.refused(person, "foretell", **given) == "not-now"
    with pytest.raises(Refused):
        school.teach("foretell", **given)


def test_team_mates_are_asked_the_same_and_answer_each_for_themselves() -> None:
    """One question for a team, an answer from each; a later round asks none of it again."""
    school = School.open(3)
    students = [p for p in school.room.people if p != "teacher"]
    for person in students:
        school.seat(person, FIRST)
    school.teach("predictions", to="on")
    school.teach("decide", to="anyone")
    school.teach("start")
    to_the_end_of_round(school)
    first = [school.table().to_foretell(person) for person in students]
    assert first[0] == first[1] == first[2]
    for person in students:
        answer(school, person, which=students.index(person) % 3)
    school.room.tick()
    school.play(Random(4))
    if school.table().withheld:
        again = {question.id for question in school.table().to_foretell(students[0])}
        assert not again & {question.id for question in first[0]}


def test_a_game_that_was_ended_goes_on_with_predictions() -> None:
    """Ended while people were asked, then taken back: the class plays on and is asked at the next end of a round."""
    school, _ = class_of(2, judge=False)
    to_the_end_of_round(school)
    school.teach("end")
    school.room.tick()
    school.room.tick()
    school.teach("undo")
    assert school.table().session.predicting
    assert not school.table().ended
    to_the_end_of_round(school, 5)


def test_what_students_said_is_on_the_pages_that_they_take_home() -> None:
    """Each page has the student's own predictions, and nobody else's."""
    school, students = class_of()
    to_the_end_of_round(school)
    for number, person in enumerate(students):
        answer(school, person, which=number % 2)
    school.room.tick()
    found = {student.person: student.predicted for student in of_room(school.room).students(names=True)}
    assert all(found[person] and {said.person for said in found[person]} == {person} for person in students)


def test_a_game_resumed_after_predictions_were_turned_on_asks_nothing_of_a_round_that_was_shown() -> None:
    """Turned on at the beginning of a round, then killed: the end of the round before is not asked about."""
    school = School.open(2)
    students = [p for p in school.room.people if p != "teacher"]
    for person, role in zip(students, DECK.turn_order, strict=True):
        school.seat(person, role)
    school.teach("start")
    random = Random(3)
    for _ in range(200):
        if school.table().session.state.round > 1:
            break
        school.play(random, 1)
        school.room.tick()
    school.teach("predictions", to="on")
    school.resumed()
    assert not school.table().withheld


def test_taking_back_an_end_keeps_the_choice_that_had_closed_the_round() -> None:
    """Ended while people were asked what will come, then taken back: every choice that had been made still is made."""
    school, _ = class_of(2, judge=False)
    to_the_end_of_round(school)
    made = [entry.move for entry in school.table().session.journal.line()]
    school.teach("end")
    school.room.tick()
    school.teach("undo")
    assert [entry.move for entry in school.table().session.journal.line()] == made


def waits(school: School, students: list[str]) -> str:
    """Somebody whose choice is made while another's is awaited, in the first round."""
    school.propose(students[0])
    assert school.table().session.state.awaiting
    return students[0]


def test_whoever_waits_says_one_thing_ahead_and_is_not_asked_twice() -> None:
    """A player who has chosen and a judge with nothing to rule on are asked how a meter will stand when the round is
    over; nobody waits for it, those who are to choose are not asked, and it counts like what is said at the end."""
    school, students = class_of()
    ada = waits(school, students)
    assert school.room.asking(students[1]).what == "choose"
    for person in (ada, students[2]):
        (question,) = school.room.asking(person).questions
        assert question.id.startswith("round ")
        assert school.room.asking(person).what == "foretell"
        school.do(person, "foretell", question=question.id, answer=question.answers[0], sure=70)
        assert school.room.asking(person).what in ("chosen", "wait")
    assert school.table().said() == ()
    to_the_end_of_round(school)
    assert {one.person for one in school.table().said()} == {ada, students[2]}
    assert all(not question.id.startswith("round ") for question in school.table().to_foretell(ada))
    for person in students:
        answer(school, person)
    school.room.tick()
    assert {one.person for one in school.room.foreseen(1)} == set(students)


def test_it_can_be_left_out_and_goes_with_what_is_taken_back() -> None:
    """Who says nothing ahead is asked again at the end of the round; after an undo nothing that was said counts."""
    school, students = class_of()
    ada = waits(school, students)
    school.do(ada, "foretell-nothing")
    assert school.room.asking(ada).what == "chosen"
    judge = students[2]
    (question,) = school.room.asking(judge).questions
    school.do(judge, "foretell", question=question.id, answer=question.answers[0], sure=90)
    before = snapshot(school.room)
    school.resumed()
    assert snapshot(school.room) == before
    for person in students:
        school.enter(person)
    school.teach("undo")
    assert school.table().kept.said
    to_the_end_of_round(school)
    assert school.table().said() == ()
    assert school.table().to_foretell(ada)


def test_what_is_asked_ahead_does_not_depend_on_what_was_chosen() -> None:
    """Two games that differ in a choice which lies hidden ask the same ahead."""
    asked = []
    for which in (0, -1):
        school, students = class_of()
        school.propose(students[0], which)
        asked.append(school.room.asking(students[2]).questions)
    assert asked[0] == asked[1]
    assert asked[0]


def test_meters_stand_still_while_a_round_runs() -> None:
    """So what is said ahead of its end is about the same step as what is said after the last choice."""
    school, _ = class_of()
    states = []
    for _ in range(200):
        state = school.table().session.state
        if state.over or school.table().withheld:
            break
        states.append(state)
        school.play(Random(3), 1)
    assert len({tuple(state.meters.items()) for state in states}) == 1
