"""Events of a class as JSON: each comes back as it was, those of older logs too, and what is none is one sentence."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from debate.classroom.room import course_events, events, people_events, team_events, voice_events
from debate.classroom.room.contributions import contributed
from debate.classroom.room.events import Event
from debate.classroom.room.forms import KINDS, from_value, to_value
from debate.classroom.room.log import look, read, take_up
from debate.classroom.room.state import Ended, RoomState, TableState
from debate.classroom.room.types import Done, Place
from debate.store.fields import Malformed
from debate.store.files import write_all
from tests.store.disk import Disk

OLD = (Path(__file__).parent / "form-1.log").read_bytes()
"""A class of five, written when an event was one object with positional lists: everything that such a log could say."""
PATH = Path("/home/saves/classes/old/class.log")


EVERY = (
    team_events.ProposalMade(1, "port", 2, "port hold", (0, 3), 1, "choose"),
    course_events.SettingChanged("locked", True),
    course_events.SettingChanged("pace", "steps"),
    people_events.Described("p1", wish=""),
    course_events.ClassClosed(),
)


def folded(events: tuple[Event, ...]) -> RoomState:
    state = RoomState([TableState()])
    for event in events:
        event.apply(state)
    return state


def test_an_event_comes_back_from_its_json_as_it_was() -> None:
    """With each of its parts, what the person was answered, and nothing that stands at its default."""
    event = Event(3, 5, "pause", "teacher", EVERY, Done("a-1", "Paused.", 4))
    value = json.loads(json.dumps(to_value(event)))
    assert from_value(value) == event
    assert "done" not in to_value(Event(3, 5, "due"))


def test_a_log_of_the_first_form_tells_the_same_class() -> None:
    """People, seats, votes, time, what each contributed: as the program that wrote it had them."""
    found = read(OLD)
    state = folded(found.events)
    assert len(found.events) == 62
    people = [(p.name, p.wish, p.status, p.place) for p in state.people.values()]
    assert people == [
        ("The teacher", "", "in", None),
        ("Bo", "", "in", Place(1, "port")),
        ("Cem", "", "in", None),
        ("Student 3", "Ada", "in", Place(1, "town")),
        ("Student 4", "Ada", "in", Place(1, "")),
        ("Student 5", "Ada", "out", None),
    ]
    table = state.tables[0]
    assert (table.captains, table.count, table.voted_on, table.ended) == ({"port": "p1"}, 14, (11, 0), None)
    assert table.hints == dict.fromkeys(("port", "town"), (0, 1526290290000))
    assert (state.phase, state.paused, state.message) == ("playing", False, "Well done.")
    assert (state.settings.decide, state.settings.pace) == ("majority", "free")
    assert {who: len(done) for who, done in state.done.items()} == {"teacher": 24, "p1": 9, "p2": 2, "p3": 6, "p4": 1}
    assert [item.did for item in contributed(state.people.values(), found.events)["p4"]] == ["voted"]
    ended = [part for event in found.events for part in event.parts if isinstance(part, course_events.GameCutShort)]
    assert isinstance(ended[0].roles, tuple)


def test_what_an_old_log_holds_covers_every_kind() -> None:
    """So the one before speaks for all kinds that the first form knew."""
    held = {type(part) for event in read(OLD).events for part in event.parts}
    since_the_second = {
        team_events.CaptainDecides,
        team_events.SecondVoteAsked,
        course_events.LastRoundSet,
        course_events.BellSet,
        team_events.Foretold,
        team_events.ForetoldNothing,
        team_events.ForetellingTimed,
        voice_events.Believed,
        voice_events.SentenceSaid,
        voice_events.TicketWritten,
        voice_events.PassedOver,
        voice_events.SentenceJudged,
        voice_events.PutToAll,
        team_events.Appraised,
        events.EndShown,
        events.PredictionsTurned,
    }
    assert held == set(KINDS.values()) - since_the_second - {course_events.ClassClosed}


def test_an_old_log_goes_on_in_the_new_form() -> None:
    """New lines stand after the old ones, and both are read again; a program of old refuses them as no next event."""
    disk = Disk()
    for folder in reversed(PATH.parents[:4]):
        disk.make_folder(folder)
    file = disk.create(PATH)
    write_all(disk, file, OLD)
    disk.close(file)
    log, found = take_up(PATH, disk)
    log.append(Event(len(found.events) + 1, 7, "lock", "teacher", (course_events.SettingChanged("locked", True),)))
    log.close()
    again = look(PATH, disk)
    assert again.events[:-1] == found.events
    assert folded(again.events).settings.locked


@pytest.mark.parametrize(
    "value",
    [
        None,
        [],
        {},
        {"number": "1", "at": 1, "do": "x"},
        {"number": True, "at": 1, "do": "x"},
        {"number": 1, "at": 1, "do": "x", "more": 1},
        {"number": 1, "at": 1, "do": "x", "parts": [{"is": "nothing"}]},
        {"number": 1, "at": 1, "do": "x", "parts": [{"is": "joined", "person": "p1"}]},
        {"number": 1, "at": 1, "do": "x", "parts": [{"is": "pause-set", "paused": 1}]},
        {"number": 1, "at": 1, "do": "x", "parts": ["joined"]},
        {"n": 1, "at": 1, "do": "x", "places": [["p1"]]},
        {"n": 1, "at": 1, "do": "x", "vote": [1, "stands", [1, 0]]},
        {"n": 1, "at": 1, "do": "x", "paused": "yes"},
    ],
)
def test_what_is_no_event_is_refused_in_a_sentence(value: object) -> None:
    """Of either form."""
    with pytest.raises(Malformed):
        from_value(value)


@pytest.mark.parametrize(
    "part",
    [
        course_events.SettingChanged("pace", "never"),
        course_events.SettingChanged("locked", "yes"),
        course_events.SettingChanged("hue", True),
    ],
)
def test_a_setting_is_what_it_may_be(part: course_events.SettingChanged) -> None:
    """A log that was changed by hand does not bring a room into a state that it does not know."""
    with pytest.raises((ValueError, TypeError)):
        folded((Event(1, 1, "pace", "teacher", (part,)),))


def test_how_a_game_was_cut_short() -> None:
    """The table knows after how many choices, in which round, and whom to give their roles back."""
    state = folded((Event(1, 1, "end", "teacher", (course_events.GameCutShort(1, 4, 2, ("port",)),)),))
    assert state.tables[0].ended == Ended(4, 2, ("port",))
