"""Choosing: alone, in a team, with a captain, by majority; proposals, support, and what is stale."""

from __future__ import annotations

import pytest

from debate.classroom.room import Change
from debate.rules.legal import legal_moves
from tests.classroom.room.school import TEACHER, School


def team(people: int = 3, **given: str) -> School:
    """A team of so many at the port; opponents play the rest. The game has begun."""
    school = School.open(people)
    for n in range(people):
        school.seat(f"p{n + 1}", "port")
    for kind, to in given.items():
        school.teach(kind, to=to)
    school.teach("start")
    school.room.tick()
    return school


def chosen(school: School) -> bool:
    return any(move.role == "port" for move in school.table().session.moves)


def test_alone() -> None:
    """Who is alone at a role chooses by proposing."""
    school = team(1)
    assert school.room.asking("p1").what == "choose"
    assert school.propose("p1").version == school.table().version
    assert school.room.asking("p1").what != "confirm"
    assert chosen(school)


def test_majority() -> None:
    """Two of three who are here make the choice of the team; until then it is only proposed."""
    school = team(3)
    school.propose("p1")
    (proposal,) = school.table().proposals("port")
    assert (proposal.by, proposal.supporters, proposal.needed) == ("p1", ("p1",), 2)
    assert {person: school.room.asking(person).what for person in ("p1", "p2")} == {"p1": "confirm", "p2": "confirm"}
    assert not chosen(school)
    school.do("p2", "support", proposal=proposal.number)
    assert chosen(school)
    assert school.table().proposals("port") == ()


def test_proposing_twice_is_one_voice() -> None:
    """The same proposal again, or the own one supported, adds nothing."""
    school = team(3)
    school.propose("p1")
    school.propose("p1")
    school.do("p1", "support", proposal=1)
    (proposal,) = school.table().proposals("port")
    assert proposal.supporters == ("p1",)
    assert not chosen(school)


def test_the_same_proposal_is_support() -> None:
    """Who proposes what is proposed already supports it."""
    school = team(3)
    school.propose("p1")
    school.propose("p2")
    assert chosen(school)


def test_one_voice_each() -> None:
    """Who proposes or supports something else leaves what they supported; what nobody supports is gone."""
    school = team(3)
    school.propose("p1", 0)
    school.propose("p1", 1)
    assert [(p.number, p.supporters) for p in school.table().proposals("port")] == [(2, ("p1",))]
    school.do("p1", "withdraw")
    assert school.table().proposals("port") == ()
    assert school.refused("p1", "withdraw") == "not-now"
    assert school.refused("p2", "support", proposal=2) == "stale"


def test_majority_of_those_here() -> None:
    """Who has been away for more than ten seconds does not count; a moment without a line changes nothing."""
    school = team(3)
    school.propose("p1")
    school.room.left("p2")
    school.room.left("p3")
    school.room.tick()
    assert not chosen(school)
    school.now += 11
    school.room.tick()
    assert chosen(school)


def test_captain() -> None:
    """The captain's proposal or support decides, and nobody else's."""
    school = team(3, decide="captain")
    school.do("p2", "captain")
    assert school.refused("p1", "captain") == "not-now"
    school.propose("p1", 0)
    school.propose("p3", 0)
    assert not chosen(school)
    assert "decides as captain" in school.room.asking("p1").sentence
    school.do("p2", "support", proposal=1)
    assert chosen(school)


def test_captain_away() -> None:
    """While the captain is away more than half of the others decide."""
    school = team(4, decide="captain")
    school.teach("captain", person="p4")
    school.room.left("p4")
    school.now += 11
    school.propose("p1", 0)
    assert not chosen(school)
    school.propose("p2", 0)
    assert chosen(school)


def test_a_captain_who_leaves_the_team() -> None:
    """is captain no more; who came first is, as in every team that has none where captains decide."""
    school = team(3, decide="captain")
    school.do("p1", "captain", person="p2")
    assert dict(school.table().captains) == {"port": "p2"}
    school.teach("seat", person="p2", role="judge")
    assert dict(school.table().captains) == {"port": "p1"}
    assert school.refused("p1", "captain", person="p2") == "unknown"


def test_where_captains_decide_no_team_is_without_one() -> None:
    """Who came first decides until somebody is named, and everybody of the team reads who that is."""
    school = team(3, decide="captain")
    school.propose("p2", 0)
    school.propose("p3", 0)
    assert not chosen(school)
    assert "decides as captain" in school.room.asking("p2").sentence
    school.do("p1", "support", proposal=1)
    assert chosen(school)


def test_captains_decide_and_nobody_was_named() -> None:
    """Who came first of those who are here is captain; when that one goes the next one is, so the team never stands
    still for want of a captain."""
    school = team(3, decide="captain")
    assert school.table().captains["port"] == "p1"
    school.room.left("p1")
    school.now += 11
    assert school.table().captains["port"] == "p2"
    school.propose("p2")
    assert chosen(school)


def split(school: School) -> None:
    """A team of four that wants three different things, and has said nothing new for a minute."""
    school.propose("p1", 0)
    school.propose("p2", 1)
    school.propose("p3", 2)
    school.do("p4", "support", proposal=1)
    school.now += 61


def test_a_team_that_cannot_agree_is_helped() -> None:
    """After a minute all of it read how it is split and what can be done; before that nobody does."""
    school = team(4)
    split(school)
    school.now -= 30
    assert school.table().split("port") == ()
    school.now += 30
    assert school.table().split("port") == (2, 1, 1)
    heard: list[Change] = []
    school.room.listen(heard.append)
    school.room.tick()
    school.room.tick()
    assert [(change.what, change.table) for change in heard] == [("proposals", 1)]
    for person in ("p1", "p2", "p3", "p4"):
        assert school.room.asking(person).sentence.startswith("Your team is split 2-1-1.")


def test_a_second_vote_is_between_two() -> None:
    """The two that most want stay; of each only its own proposer supports it, and nothing else can be proposed."""
    school = team(4)
    split(school)
    school.teach("second-vote", table=1, role="port")
    asking = school.room.asking("p4")
    assert [(p.number, p.supporters) for p in asking.proposals] == [(1, ("p1",)), (2, ("p2",))]
    assert asking.sentence.startswith("Second vote: support one of these.")
    moves = legal_moves(school.table().session.state, "port")
    assert school.refused("p3", "propose", move=moves[4]) == "not-now"
    school.do("p3", "support", proposal=2)
    school.do("p4", "support", proposal=2)
    assert chosen(school)
    assert school.refused("teacher", "second-vote", table=1, role="port") == "not-now"


def test_a_team_that_proposes_nothing_is_helped() -> None:
    """After a minute in which it could choose its screens say what to do, once; a pause does not count. A move that the
    teacher offers is nobody's choice until the team supports it."""
    school = team(3)
    school.room.tick()
    school.now += 50
    school.teach("pause")
    school.room.tick()
    school.now += 50
    school.teach("resume")
    school.room.tick()
    assert not school.table().idle("port")
    school.now += 61
    heard: list[Change] = []
    school.room.listen(heard.append)
    school.room.tick()
    school.room.tick()
    assert [(change.what, change.table) for change in heard] == [("proposals", 1)]
    assert "nobody has proposed anything" in school.room.asking("p2").sentence
    school.teach("offer-move", table=1, role="port")
    school.room.tick()
    assert not chosen(school)
    (offered,) = school.room.asking("p2").proposals
    assert (offered.by, offered.supporters, offered.needed) == ("teacher", (), 2)
    assert school.refused("teacher", "offer-move", table=1, role="port") == "not-now"
    school.do("p2", "support", proposal=offered.number)
    assert not chosen(school)
    school.do("p3", "support", proposal=offered.number)
    assert chosen(school)


def test_one_alone_who_chooses_nothing_is_offered_a_move() -> None:
    """Somebody who plays a role alone reads what to do, and takes what is offered with one tap."""
    school = team(1)
    school.room.tick()
    school.now += 61
    assert "your teacher can offer a move" in school.room.asking("p1").sentence
    school.teach("offer-move", table=1, role="port")
    school.do("p1", "support", proposal=school.room.asking("p1").proposals[0].number)
    assert chosen(school)


def test_nobody_is_idle_who_is_away_or_replaced() -> None:
    """A role that nobody is there for, that the teacher plays, or an opponent, has no team to be helped."""
    school = team(2)
    school.room.tick()
    school.now += 61
    assert school.table().idle("port")
    school.teach("take", table=1, role="port")
    assert not school.table().idle("port")
    school.teach("give-back", table=1, role="port")
    for person in ("p1", "p2"):
        school.room.left(person)
    school.now += 11
    assert not school.table().idle("port")


def test_a_captain_for_this_one_question() -> None:
    """Named so, a captain's support is the choice at once; the next question the team decides as before."""
    school = team(4)
    split(school)
    school.teach("captain", person="p3", decides="now")
    school.room.tick()
    assert chosen(school)
    assert school.room.settings.decide == "majority"


def test_anyone() -> None:
    """The first proposal is the choice."""
    school = team(3, decide="anyone")
    school.propose("p2")
    assert chosen(school)


def test_another_way_of_deciding() -> None:
    """What is proposed already is decided by the new way at the next tick."""
    school = team(3)
    school.propose("p2")
    school.teach("decide", to="anyone")
    school.room.tick()
    assert chosen(school)


def test_a_proposal_leaves_with_its_supporters() -> None:
    """Somebody who changes seats takes their support along."""
    school = team(3)
    school.propose("p1")
    school.teach("seat", person="p1", role="judge")
    assert school.table().proposals("port") == ()


def test_whose_turn() -> None:
    """Everybody reads who is still to choose, and nothing else."""
    school = School.open(3)
    school.seat("p1", "port")
    school.seat("p2", "town")
    school.seat("p3", "judge")
    school.teach("start")
    port, town = (school.room.deck.roles[role].name for role in ("port", "town"))
    school.propose("p1")
    school.room.tick()
    assert school.room.asking("p1").what == "chosen"
    assert f"Still choosing: {town}" in school.room.asking("p1").sentence
    assert port not in school.room.asking("p3").sentence


@pytest.mark.parametrize("at", [0, 1])
def test_stale(at: int) -> None:
    """A choice for an earlier question is refused with what is new, and so is one from a game that has not been."""
    school = team(1)
    seen = school.table().version
    move = school.choices("p1")[-1]
    school.do("p1", "propose", seen, move=move)
    school.room.tick()
    while school.room.asking("p1").what != "choose":
        school.propose("p1", -1)
        school.room.tick()
    assert school.refused("p1", "propose", seen - at, move=move) == "stale"
    assert school.refused("p1", "propose", 10_000, move=move) == "stale"


def test_not_stale() -> None:
    """While others choose for the same phase, what was seen before still counts."""
    school = School.open(2)
    school.seat("p1", "port")
    school.seat("p2", "town")
    school.teach("start")
    seen = school.table().version
    school.propose("p2", at=seen)
    assert school.table().version > seen
    school.propose("p1", at=seen)


def test_not_yours() -> None:
    """Nobody chooses for another role, for one that the teacher or an opponent plays, or for none."""
    school = School.open(3)
    school.seat("p1", "port")
    assert school.refused("p1", "propose", move="port hold") == "not-now"
    school.teach("seat", person="p3", role="judge")
    school.teach("start")
    assert school.refused("p1", "propose", move="town hold") == "not-yours"
    assert school.refused("p3", "propose", move="port hold") == "not-yours"
    assert school.refused("p3", "captain") == "not-yours"
    assert school.refused("p1", "vote", speaker="port", ruling="stands") == "not-yours"
    assert school.refused("p1", "kick", person="p2") == "not-yours"
    assert school.refused("p1", "save") == "not-yours"
    assert school.refused(TEACHER, "propose", move="port hold") == "not-yours"
    assert school.refused("p1", "fly") == "unknown"
    school.teach("take", role="port")
    assert school.refused("p1", "propose", move="port hold") == "not-yours"
    school.teach("opponent", role="port", who="novice")
    assert school.refused("p1", "propose", move="port hold") == "not-yours"
    assert school.refused("p9", "propose", move="port hold") == "unknown"


@pytest.mark.parametrize(
    "move", ["", "port", "port fly", "port play nothing", "port \x1b[2J", "x" * 3_000, "port hold hold"]
)
def test_illegal(move: str) -> None:
    """What is no choice, or none now, is refused in one sentence that a terminal can show."""
    school = team(1)
    assert school.refused("p1", "propose", move=move) in ("illegal", "not-yours")


def test_requests_of_no_form() -> None:
    """Ids and fields are checked before anything is looked at."""
    school = team(1)
    for id_ in ("x" * 41, "a\nb", " ", "\x1b"):
        assert school.refused("p1", "withdraw", id=id_) == "illegal"
    assert school.refused("p1", "rename", name="x" * 5_000) == "illegal"
    assert school.refused("p1", "x" * 100) == "illegal"


def test_the_same_request_again() -> None:
    """A request that is sent again is answered again and done once, after a restart too; the last 200 are known."""
    school = team(1)
    first = school.do("p1", "propose", school.table().version, id="mine", move="port hold")
    version = school.table().version
    assert school.do("p1", "propose", 0, id="mine", move="port hold") == first
    school.resumed()
    assert school.do("p1", "propose", 0, id="mine", move="port hold") == first
    assert school.table().version == version
    for n in range(200):
        school.do("p1", "rename", name=f"Bo {n}")
    assert "mine" not in school.room._state.done["p1"]
    assert len(school.room._state.done["p1"]) == 200
