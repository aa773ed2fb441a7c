"""What the teacher may ask for: the course of the game, and who plays what. People: see :mod:`people`."""

from __future__ import annotations

from collections.abc import Mapping

from debate.classroom.room.asking import lagging, lagging_words
from debate.classroom.room.effects import Acts
from debate.classroom.room.plan import Desk, Plan, one_of, whole
from debate.classroom.room.sharing import share_out, waiting
from debate.classroom.room.students import Handler, asked, legal, notated, whats_new
from debate.classroom.room.table import Table
from debate.classroom.room.types import BEATEN, CHOICES, STANDS, Person, Refused, Request
from debate.game.session import PERSON
from debate.opponents import OPPONENTS
from debate.rules.moves import JUDGE, Move
from debate.rules.text import TextError, clean

MAX_MESSAGE = 300
_MOST_SECONDS = 3_600


def _begun(desk: Desk) -> None:
    if desk.state.phase == "gathering":
        raise Refused("not-now", "The game has not begun; 'start' begins it.")


def _running(desk: Desk, request: Request) -> Table:
    """The table that is meant, if nothing has ended it."""
    table = desk.numbered(request.fields.get("table", ""))
    if table.ended:
        raise Refused("not-now", f"The game at table {table.number} is over.")
    return table


def _some(desk: Desk, request: Request) -> list[Table]:
    """One table, or all that still play."""
    text = request.fields.get("table", "all")
    if text == "all":
        return [table for table in desk.tables if not table.ended]
    return [desk.numbered(text)]


def _start(desk: Desk, person: Person, request: Request) -> Plan:
    if desk.state.phase != "gathering":
        raise Refused("not-now", "The game has begun already.")
    places = share_out(desk, waiting(desk))
    filled = {(number, role) for _, number, role in places}
    acts = Acts()
    for table in desk.tables:
        for role, team in table.teams.items():
            if not team and (table.number, role) not in filled and table.filled_by(role) == "nobody":
                acts.seat(table, role, "scripted")
    released = [[table.number, table.questions.phase()] for table in desk.tables]
    parts = {"phase": "playing", "places": places, "release": released}
    return Plan("The game begins. Opponents play the roles that nobody has.", parts, acts)


def _pause(desk: Desk, person: Person, request: Request) -> Plan:
    _begun(desk)
    return Plan("Paused.", {"paused": True})


def _resume(desk: Desk, person: Person, request: Request) -> Plan:
    _begun(desk)
    return Plan("The game goes on.", {"paused": False})


def _next(desk: Desk, person: Person, request: Request) -> Plan:
    _begun(desk)
    held = [table for table in _some(desk, request) if table.held]
    if not held:
        raise Refused("not-now", "No table waits for you now.")
    late = lagging(desk.tables) if desk.state.settings.pace == "rounds" and "table" not in request.fields else []
    if late:
        raise Refused("not-now", f"Not all tables are that far. {lagging_words(desk, late)}")
    return Plan("On to the next step.", {"release": [[table.number, table.questions.phase()] for table in held]})


def _pace(desk: Desk, person: Person, request: Request) -> Plan:
    to = one_of(request, "to", CHOICES["pace"])
    released = [[table.number, table.questions.phase()] for table in desk.tables]
    words = {
        "rounds": "After each round the tables wait for each other and for you.",
        "steps": "After each phase the tables wait for you.",
        "free": "The tables play without waiting.",
    }[to]
    return Plan(words, {"settings": {"pace": to}, "release": released})


def _decide(desk: Desk, person: Person, request: Request) -> Plan:
    to = one_of(request, "to", CHOICES["decide"])
    words = {
        "majority": "Teams decide by majority.",
        "captain": "A team's captain decides.",
        "anyone": "The first proposal of a team is its choice.",
    }
    return Plan(words[to], {"settings": {"decide": to}})


def _opponent(desk: Desk, person: Person, request: Request) -> Plan:
    table, role = _running(desk, request), desk.role(request.fields.get("role", ""))
    who = request.fields.get("who", "scripted")
    if who not in OPPONENTS:
        raise Refused("illegal", f"'who' of 'opponent' is one of: {', '.join(OPPONENTS)}.")
    acts = Acts()
    if table.session.seats[role].who != who:
        acts.seat(table, role, who)
    words = f"An opponent plays {desk.called(role)} now."
    return Plan(words, {"taken": [[table.number, role, False]]}, acts)


def _take(desk: Desk, person: Person, request: Request) -> Plan:
    table, role = _running(desk, request), desk.role(request.fields.get("role", ""))
    acts = Acts()
    if table.session.seats[role].who != PERSON:
        acts.seat(table, role, PERSON)
    return Plan(f"You play {desk.called(role)} now.", {"taken": [[table.number, role, True]]}, acts)


def _give_back(desk: Desk, person: Person, request: Request) -> Plan:
    table, role = _running(desk, request), desk.role(request.fields.get("role", ""))
    acts, seat = Acts(), table.session.seats[role].who
    if desk.state.phase == "gathering":
        wanted, words = PERSON, f"Whoever gets {desk.called(role)} plays it."
    elif table.team(role):
        wanted, words = PERSON, f"Its team plays {desk.called(role)} again."
    else:
        wanted = "scripted" if seat == PERSON else seat
        words = f"Nobody has {desk.called(role)}, so an opponent plays it."
    if seat != wanted:
        acts.seat(table, role, wanted)
    return Plan(words, {"taken": [[table.number, role, False]]}, acts)


def _play(desk: Desk, person: Person, request: Request) -> Plan:
    _begun(desk)
    table = _running(desk, request)
    move = notated(request)
    if move.role not in table.taken:
        raise Refused("not-yours", "Take the role first; then its choices are yours.")
    asked(desk, table, move.role, request.at)
    legal(table, move)
    return Plan(f"The choice of {desk.called(move.role)} is made.", {}, Acts().move(table, move))


def _undo(desk: Desk, person: Person, request: Request) -> Plan:
    _begun(desk)
    table = desk.numbered(request.fields.get("table", ""))
    if 0 <= request.at < table.version:
        raise Refused("stale", f"The game has gone on since you looked: {whats_new(desk, table)}")
    if table.kept.ended is not None:
        return _reopen(table)
    count = latest_by_people(table)
    if count is None:
        raise Refused("not-now", "No choice of a person is there to take back.")
    line = table.session.journal.line()
    role = line[count].move.role
    begun = table.questions.phase_after(line[count - 1].number if count else 0)
    words = f"Taken back: the latest choice of {desk.called(role)}, and all that came after it."
    return Plan(words, {"release": [[table.number, begun]]}, Acts().back(table, count))


def _reopen(table: Table) -> Plan:
    """Take back that the game was ended: it stands where it stood, and who chose then chooses again."""
    ended, acts = table.kept.ended, Acts()
    assert ended is not None
    if len(table.session.entries) > ended.count:
        acts.back(table, ended.count)
    for role in ended.roles:
        acts.seat(table, role, PERSON)
    words = f"The game goes on in round {ended.round}, as if it had not been ended."
    return Plan(words, {"reopened": [table.number]}, acts)


def latest_by_people(table: Table) -> int | None:
    """How many choices came before the latest one of a person; None where there is none.

    A ruling counts where the table has judges; without them it would be made again at once.
    """
    entries = table.session.entries
    for at in reversed(range(len(entries))):
        entry = entries[at]
        if entry.chosen is None and (entry.move.role != JUDGE or table.judges):
            return at
    return None


def _rule(desk: Desk, person: Person, request: Request) -> Plan:
    _begun(desk)
    table = _running(desk, request)
    ballot = table.ballot()
    if ballot is None:
        raise Refused("not-now", f"There is no case to judge now. {whats_new(desk, table)}")
    ruling = one_of(request, "ruling", (STANDS, BEATEN))
    if request.fields.get("speaker", ballot.speaker) != ballot.speaker:
        raise Refused("stale", f"The case of {desk.called(ballot.speaker)} is being judged now.")
    move = Move(JUDGE, "rule", to=ballot.speaker, ruling=ruling)
    words = "stands" if ruling == STANDS else "is beaten"
    return Plan(f"The case of {desk.called(ballot.speaker)} {words}.", {}, Acts().move(table, move))


def _time(desk: Desk, person: Person, request: Request) -> Plan:
    """``seconds=90`` from now; ``seconds=+30`` on top of what is left; ``seconds=0``: no hint."""
    _begun(desk)
    text = request.fields.get("seconds", "")
    seconds = whole(text.removeprefix("+"), 0, _MOST_SECONDS, "'seconds' says how long")
    named = request.fields.get("role", "all")
    roles = desk.deck.turn_order if named == "all" else (desk.role(named),)
    now = round(desk.now * 1000)
    hints = []
    for table in _some(desk, request):
        for role in roles:
            if not table.awaited(role):
                continue
            left = table.until(role) if text.startswith("+") else None
            until = max(now, round((left or 0) * 1000)) + seconds * 1000 if seconds else 0
            hints.append([table.number, role, table.questions.phase(), until])
    if not hints:
        raise Refused("not-now", "Nobody is choosing there now.")
    return Plan("Time is given; nothing is forced when it is over." if seconds else "No time runs.", {"hints": hints})


def _message(desk: Desk, person: Person, request: Request) -> Plan:
    try:
        text = clean(request.fields.get("text", ""), limit=MAX_MESSAGE)
    except TextError as problem:
        raise Refused("illegal", f"This message cannot be sent: {problem.sentence}.") from None
    return Plan("Everybody sees it." if text else "The message is gone.", {"message": text})


def _hands(desk: Desk, person: Person, request: Request) -> Plan:
    to = one_of(request, "to", ("open", "shut"))
    words = "Everybody sees all hands." if to == "open" else "Hands are hidden again."
    return Plan(words, {"settings": {"hands_open": to == "open"}})


def _end(desk: Desk, person: Person, request: Request) -> Plan:
    """Opponents have all roles from here on, and the rules judge: so the game comes to its end, and there is a debrief
    to talk about. :meth:`Room.tick` lets them choose."""
    _begun(desk)
    tables = [table for table in _some(desk, request) if not table.ended]
    if not tables:
        raise Refused("not-now", "The game is over there.")
    ended, acts = [], Acts()
    for table in tables:
        session = table.session
        roles = [role for role, seat in session.seats.items() if seat.who == PERSON]
        for role in roles:
            acts.seat(table, role, "scripted")
        ended.append([table.number, len(session.entries), session.state.round, roles])
    return Plan("The game ends here: opponents make all choices that are left.", {"ended": ended}, acts)


def _close(desk: Desk, person: Person, request: Request) -> Plan:
    return Plan("The class is closed.", {"phase": "closed"})


COURSE: Mapping[str, Handler] = {
    "start": _start,
    "pause": _pause,
    "resume": _resume,
    "next": _next,
    "pace": _pace,
    "decide": _decide,
    "opponent": _opponent,
    "take": _take,
    "give-back": _give_back,
    "play": _play,
    "undo": _undo,
    "rule": _rule,
    "time": _time,
    "message": _message,
    "hands": _hands,
    "end": _end,
    "close": _close,
}
