"""Coming in and going: codes, tokens, names, who is let in, who is put out."""

from __future__ import annotations

import re

import pytest

from debate.classroom.room import Refused
from debate.classroom.room.keys import LETTERS
from tests.classroom.room.school import DECK, TEACHER, School


def code_of(school: School, *given: str, **named: str) -> str:
    with pytest.raises(Refused) as caught:
        school.room.join(*given, **named)
    return caught.value.code


def entering(school: School, token: str) -> str:
    with pytest.raises(Refused) as caught:
        school.room.enter(token)
    return caught.value.code


def test_a_code_is_six_consonants() -> None:
    """A new room has a code of six of the twenty consonants; blanks and small letters do not matter in typing it."""
    school = School.open()
    code = school.room.code
    assert len(code) == 6
    assert set(code) <= set(LETTERS)
    assert len(set(LETTERS)) == 20
    assert school.room.join(f" {code[:3].lower()}-{code[3:].lower()} ", "Ada").person == "p1"


def test_ten_wrong_codes_an_address() -> None:
    """The eleventh try of a minute from one address is not heard, right or wrong; others are, and so is it later."""
    school = School.open()
    wrong = "B" * 6 if school.room.code != "B" * 6 else "C" * 6
    assert [code_of(school, wrong, "Ada", address="one") for _ in range(12)] == ["code"] * 10 + ["busy"] * 2
    assert code_of(school, school.room.code, "Ada", address="one") == "busy"
    assert school.room.join(school.room.code, "Ada", address="two").person == "p1"
    school.now += 61
    assert school.room.join(school.room.code, "Bo", address="one").person == "p2"


def test_sixty_wrong_codes_a_room() -> None:
    """However many addresses there are: after sixty wrong codes in a minute nobody joins until it has passed."""
    school = School.open()
    codes = [code_of(school, "WRONG", "Ada", address=f"a{n}") for n in range(62)]
    assert codes == ["code"] * 60 + ["busy"] * 2
    school.now += 61
    assert school.room.join(school.room.code, "Ada", address="a1").person == "p1"


def test_a_token_is_128_bits_and_kept_nowhere() -> None:
    """Tickets have 32 hex digits; neither the room's memory nor its files hold them."""
    school = School.open()
    ticket = school.room.join(school.room.code, "Ada")
    assert re.fullmatch("[0-9a-f]{32}", ticket.token)
    entered = school.room.enter(ticket.token)
    log = school.disk.open(school.room.folder / "class.log")
    written = school.disk.read(log, 10**6).decode()
    for token in (ticket.token, entered.token, school.tokens[TEACHER]):
        assert token not in written
        assert token not in repr(vars(school.room))
        assert token not in repr(ticket)


def test_entering_makes_a_new_token() -> None:
    """The old token is good until the client has said that it keeps the new one, then only that one is."""
    school = School.open()
    first = school.room.join(school.room.code, "Ada")
    second = school.room.enter(first.token)
    assert second.person == first.person
    assert school.room.enter(first.token).person == first.person
    third = school.room.enter(first.token)
    school.room.kept(first.person, third.token)
    assert entering(school, first.token) == "token"
    assert entering(school, second.token) == "token"
    assert school.room.enter(third.token).person == first.person


def test_a_new_token_that_is_used_has_been_kept() -> None:
    """Who comes with the new token has it, though ``kept`` was lost on the way: the old one is dead."""
    school = School.open()
    first = school.room.join(school.room.code, "Ada")
    second = school.room.enter(first.token)
    school.room.enter(second.token)
    assert entering(school, first.token) == "token"


def test_kept_by_somebody_else_changes_nothing() -> None:
    """A token that is not this person's newest is passed over."""
    school = School.open(2)
    ticket = school.room.enter(school.tokens["p1"])
    school.room.kept("p2", ticket.token)
    school.room.kept("nobody", ticket.token)
    school.room.kept("p1", "0" * 32)
    assert school.room.enter(school.tokens["p1"]).person == "p1"
    assert school.room.enter(school.tokens["p2"]).person == "p2"


@pytest.mark.parametrize("token", ["", "0" * 32, "x", "ü" * 5, "\ud800", "0" * 10_000])
def test_no_other_token_opens(token: str) -> None:
    """Anything that was never given out is refused in one sentence."""
    assert entering(School.open(1), token) == "token"


def test_put_out() -> None:
    """Somebody who is put out has lost seat, token and voice; the rest of the class goes on."""
    school = School.open(2)
    school.seat("p1", "port")
    older = school.room.enter(school.tokens["p1"]).token
    school.teach("kick", person="p1")
    assert entering(school, school.tokens["p1"]) == "kicked"
    assert entering(school, older) == "kicked"
    assert school.refused("p1", "rename", name="Cem") == "kicked"
    assert school.room.people["p1"].status == "out"
    assert school.table().teams["port"] == ()
    assert school.room.asking("p1").what == "out"
    assert school.room.game("p1") is None
    assert entering(School(room=school.resumed()), school.tokens["p1"]) == "kicked"
    school.enter("p2")


def test_the_teachers_earlier_tickets_are_dead() -> None:
    """Each new ticket of the teacher ends the one before."""
    school = School.open()
    again = school.room.teacher()
    assert entering(school, school.tokens[TEACHER]) == "token"
    assert school.room.enter(again.token).person == TEACHER


def test_nobody_joins_as_the_teacher() -> None:
    """Students and walls join; other kinds are refused, and so are seats that a client names itself."""
    school = School.open()
    for kind in ("teacher", "host", "", "p1"):
        assert code_of(school, school.room.code, "Ada", kind=kind) == "not-yours"


def test_locked_full_and_closed() -> None:
    """A locked room takes nobody new, but those who were in come back; a full one and a closed one take nobody."""
    school = School.open(1)
    school.teach("lock")
    assert code_of(school, school.room.code, "Bo") == "locked"
    school.enter("p1")
    school.teach("unlock")
    for _ in range(118):
        school.join("Bo")
    assert code_of(school, school.room.code, "Bo") == "full"
    school.teach("kick", person="p5")
    school.room.join(school.room.code, "Bo")
    school.teach("close")
    assert code_of(school, school.room.code, "Bo") == "not-now"
    assert entering(school, school.tokens["p1"]) == "not-now"


def test_letting_in() -> None:
    """Whoever asks waits, sees no game and does nothing until they are let in; with open doors nobody waits."""
    school = School.open()
    who = school.join()
    assert school.room.asking(who).what == "let-in"
    assert school.room.game(who) is None
    assert school.refused(who, "captain") == "not-now"
    assert school.refused(TEACHER, "seat", person=who, role="port") == "not-now"
    school.teach("let-in", person=who)
    assert school.room.asking(who).what == "seat"
    assert school.refused(TEACHER, "let-in", person=who) == "not-now"
    school.teach("doors", to="open")
    assert school.room.people[school.join()].status == "in"


def test_walls() -> None:
    """A wall is let in like anybody, sees what everybody may, and asks for nothing."""
    school = School.open(1)
    wall = school.join(kind="wall")
    assert school.room.game(wall) is None
    school.teach("let-in")
    assert school.room.people[wall].name == "Wall"
    assert school.refused(TEACHER, "seat", person=wall, role="port") == "illegal"
    assert school.refused(wall, "propose", move="port hold") == "not-yours"
    seen = school.room.game(wall)
    assert seen is not None
    assert not any(seen.state.hands.values())


def test_here() -> None:
    """A person is here while a socket of theirs is open, and the clock says since when."""
    school = School.open(1)
    assert school.room.people["p1"].here
    school.now += 5
    school.room.left("p1")
    school.room.left("p1")
    assert not school.room.people["p1"].here
    assert school.room.people["p1"].since == school.now
    school.room.left("nobody")


def test_a_crowd_at_the_door() -> None:
    """Those who asked to be let in and went away again keep nobody out."""
    school = School.open(1)
    for _ in range(118):
        school.room.join(school.room.code, "Bo")
    assert code_of(school, school.room.code, "Cem") == "full"
    school.now += 61
    assert school.room.join(school.room.code, "Cem").person == "p120"


@pytest.mark.parametrize(("people", "walls", "said"), [
    (2, 0, "2 people are in."), (1, 1, "1 person and 1 wall are in."), (0, 2, "2 walls are in."), (0, 1, "Wall is in."),
])  # fmt: skip
def test_a_wall_is_not_counted_as_a_person(people: int, walls: int, said: str) -> None:
    """What the teacher is told of who is in agrees with how many people the console counts."""
    school = School.open()
    for kind in ["student"] * people + ["wall"] * walls:
        school.join(kind=kind)
    assert school.teach("let-in").words == said


def test_opponents_are_named_only_where_there_are_some() -> None:
    """With a student on every seat nobody is told of opponents."""
    school = School.open(len(DECK.turn_order))
    school.teach("share-out")
    assert school.teach("start").words == "The game begins."
