"""The end of a round is withheld until people have said what they think will come; each answer is on disk before."""

from __future__ import annotations

from pathlib import Path

import pytest
from attrs import evolve

from debate.game.session import Session
from debate.saves import begin, branch_of, open_game
from debate.store import Made, Origin, Predicted, Read, RecordError, Saves, Seated, export, read, replay
from debate.store.fields import Malformed, entry_fields, read_entry
from debate.store.lines import whole
from tests.debrief.games import harbour

DECK = harbour()


def game(people: int = 1, **given: object) -> Session:
    roles = DECK.turn_order[:people]
    session = Session(DECK, dict.fromkeys(roles, "person"), seed=4, **given)  # type: ignore[arg-type]
    session.set_predicting(True)
    return session


def to_the_end_of_a_round(session: Session) -> None:
    """People dig or hold, and pass; opponents choose."""
    while not session.withheld and not session.state.over:
        if session.ask() is None:
            role = session.awaited()[0]
            session.submit(session.legal(role)[0])


def answer_all(session: Session) -> int:
    given = 0
    while session.withheld:
        role = session.to_predict()[0]
        question = session.questions(role)[0]
        session.predict(role, question.id, question.answers[0], 70)
        given += 1
    return given


def test_nothing_of_the_step_is_there_before_the_last_answer() -> None:
    """All choices are in and nobody is awaited; meters, trace and round are those before; then all comes at once."""
    session = game()
    to_the_end_of_a_round(session)
    before, steps = dict(session.state.meters), len(session.trace)
    assert (session.withheld, session.state.round, session.state.awaiting) == (1, 1, ())
    assert (session.awaited(), session.ask(), session.legal("port")) == ((), None, ())
    questions = session.questions("port")
    assert questions
    for question in questions:
        assert (dict(session.state.meters), len(session.trace)) == (before, steps)
        session.predict("port", question.id, question.answers[0], 50)
    assert (session.withheld, session.state.round) == (0, 2)
    assert len(session.trace) > steps
    assert [entry.question for entry in session.predictions("port")] == [question.id for question in questions]


def test_a_game_with_predictions_is_the_same_game() -> None:
    """Answers change no position: with and without, the same choices lead to the same digest, and it replays."""
    session, plain = game(), Session(DECK, {"port": "person"}, seed=4)
    while not session.state.over:
        to_the_end_of_a_round(session)
        answer_all(session)
    for move in session.moves:
        plain.submit(move)
    assert plain.state.digest() == session.state.digest()
    again = replay(DECK, session.journal)
    assert getattr(again, "stop", "") is None
    assert again.journal.predicted() == session.journal.predicted()  # type: ignore[union-attr]


def test_nothing_is_asked_twice_and_one_may_wish_to_be_asked_nothing() -> None:
    """No question that was answered comes again; who waves the questions away sees the round at once."""
    answered: set[str] = set()
    session = game()
    while not session.state.over:
        to_the_end_of_a_round(session)
        asked = {question.id for question in session.questions("port")}
        assert not asked & answered
        if session.withheld == 2:
            session.predict_nothing("port")
            assert session.state.round == 3
        else:
            answered |= asked
            answer_all(session)
    assert {entry.asked for entry in session.predictions()} >= {1, 3}
    assert 2 not in {entry.asked for entry in session.predictions()}


def test_several_people_are_waited_for() -> None:
    """The round is shown when the last of them has answered; each sees questions about what it may know."""
    session = game(2)
    to_the_end_of_a_round(session)
    first, second = session.to_predict()
    session.predict_nothing(first)
    assert (session.withheld, session.to_predict()) == (1, (second,))
    session.predict_nothing(second)
    assert session.withheld == 0


def test_off_is_as_before_and_turning_off_shows_the_round() -> None:
    """Off by itself; a game remembers that it was turned off; what is withheld then is shown."""
    plain = Session(DECK, {"port": "person"}, seed=4)
    to_the_end_of_a_round(plain)
    assert (plain.withheld, plain.state.over) == (0, True)
    session = game()
    to_the_end_of_a_round(session)
    session.set_predicting(False)
    assert (session.withheld, session.predicting, session.state.round) == (0, False, 2)
    to_the_end_of_a_round(session)
    assert session.state.over


def test_undo_while_asked_takes_the_choice_back() -> None:
    """The closing choice is undone with what it led to, and the round is open again."""
    session = game()
    to_the_end_of_a_round(session)
    assert session.can_undo()
    made = session.undo()
    assert made is not None
    assert (session.withheld, session.awaited()) == (0, ("port",))
    assert made not in session.moves
    to_the_end_of_a_round(session)
    assert session.withheld == 1


def test_answers_are_on_disk_before_the_round_is_shown(tmp_path: Path) -> None:
    """The record holds the choice and the answers; taken up in between, the same questions are still to be answered."""
    saves, session = Saves(tmp_path), game()
    begin(saves, session, "one")
    to_the_end_of_a_round(session)
    asked = session.questions("port")
    assert len(asked) == 2
    session.predict("port", asked[0].id, "rise", 90, next(iter(asked[0].reasons("rise")), ""))
    path = session.kept_at
    assert path is not None
    on_disk = read(path.read_bytes())
    assert isinstance(on_disk.entries[-2], Made)
    assert isinstance(on_disk.entries[-1], Predicted)
    assert on_disk.entries[-1].state == on_disk.entries[-2].state
    session.close()
    opened = open_game(saves, path)
    again = opened.session
    assert again is not None
    assert (again.withheld, again.state.round) == (1, 1)
    assert [question.id for question in again.questions("port")] == [asked[1].id]
    again.predict("port", asked[1].id, asked[1].answers[0], 50)
    assert again.state.round == 2
    again.close()
    last = open_game(saves, path).session
    assert last is not None
    assert last.withheld == 0


def test_branches_and_exports_carry_answers(tmp_path: Path) -> None:
    """A game that goes on from this one, and one written for people, hold what was predicted."""
    saves, session = Saves(tmp_path), game()
    begin(saves, session, "one")
    while not session.state.over:
        to_the_end_of_a_round(session)
        answer_all(session)
    told = replay(DECK, session.journal)
    for form in ("yaml", "json", "markdown"):
        assert "rise" in export(DECK, told, form)  # type: ignore[arg-type]
    given = session.predictions()
    session.back(2)
    assert len(session.predictions()) < len(given)
    while session.redo() is not None:
        pass
    assert session.predictions() == given
    other = branch_of(saves, session, "two", Origin("one", len(session.journal), "to try")).session
    assert other is not None
    assert [e.answer for e in other.predictions()] == [e.answer for e in given]


@pytest.mark.parametrize(
    "change",
    [
        {"role": "nobody here"},
        {"round": 0},
        {"sure": 101},
        {"sure": "much"},
        {"answer": 5},
        {"question": "x" * 5000, "answer": "rise", "sure": 50},
        {"else": 1},
        [],
        "rise",
    ],
)
def test_hostile_predictions_are_malformed(change: object) -> None:
    """Whatever stands in a file is looked at before it is used."""
    session = game()
    to_the_end_of_a_round(session)
    question = session.questions("port")[0]
    session.predict("port", question.id, question.answers[0], 70)
    entry = next(entry for entry in session.journal.entries if isinstance(entry, Predicted))
    fields = entry_fields(entry)
    assert read_entry(fields) == entry
    fields["predicted"] = {**fields["predicted"], **change} if isinstance(change, dict) else change
    with pytest.raises(Malformed):
        read_entry(fields)


def test_a_prediction_of_a_stranger_does_not_follow() -> None:
    """A role that nobody plays in this game cannot have predicted."""
    session = game()
    to_the_end_of_a_round(session)
    answer_all(session)
    raw = whole(session.journal.header, session.journal.entries)
    assert read(raw).problem is None
    entries = tuple(evolve(e, role="moon") if isinstance(e, Predicted) else e for e in session.journal.entries)
    found: Read = read(whole(session.journal.header, entries))
    assert found.problem is not None
    assert "nobody plays 'moon'" in found.problem.sentence


def test_what_is_no_answer_is_refused() -> None:
    """A question that is not asked, an answer that it does not have, a certainty or a reason that is none."""
    session = game()
    with pytest.raises(ValueError, match="not asked"):
        session.predict("port", "round cargo", "rise", 50)
    to_the_end_of_a_round(session)
    question = session.questions("port")[0]
    for answer, sure, why in (("perhaps", 50, ""), ("rise", 60, ""), ("rise", 50, "the moon")):
        with pytest.raises(ValueError, match=r"no answer|none of the reasons"):
            session.predict("port", question.id, answer, sure, why)
    with pytest.raises(ValueError, match="not asked"):
        session.predict("town", question.id, "rise", 50)
    assert session.withheld == 1
    assert not [entry for entry in session.journal.entries if isinstance(entry, Seated)]


def test_where_it_cannot_be_written_nothing_is_answered(tmp_path: Path) -> None:
    """A record that is closed refuses the answer, and the round stays withheld."""
    saves, session = Saves(tmp_path), game()
    begin(saves, session, "one")
    to_the_end_of_a_round(session)
    question = session.questions("port")[0]
    assert session.writer is not None
    session.writer.close()
    with pytest.raises(RecordError):
        session.predict("port", question.id, question.answers[0], 50)
    assert session.withheld == 1
    assert session.questions("port")[0] == question
