"""What is asked of each person now, and whose turn it is, in one sentence that says nothing that may not be known."""

from __future__ import annotations

from collections.abc import Sequence

from attrs import evolve

from debate.classroom.room.judging import speakers, to_appraise
from debate.classroom.room.plan import Desk
from debate.classroom.room.students import whats_new
from debate.classroom.room.table import Table
from debate.classroom.room.types import ASKING, OUT, TEACHER, WALL, Asking, Person
from debate.debrief.naming import counted, listed
from debate.game.session import PERSON
from debate.pages.judging import ASKS
from debate.pages.words import LOOK_AT_THE_END, TO_DO
from debate.rules.moves import JUDGE

MOST_NAMED = 3
"""So many who are waited for are named; of more it is said how many they are."""
EYES_UP = "Eyes up: look at your teacher."
FINISHING = "The teacher has ended the game. Opponents make the choices that are left; it takes a moment."


def asking(desk: Desk, person: Person, unsaved: str) -> Asking:
    """What is asked of this person."""
    state = desk.state
    if person.status == OUT:
        return Asking("out", "The teacher has taken you out of this room.")
    if state.phase == "closed":
        return Asking("out", "The class is over.")
    if unsaved:
        return Asking("unsaved", f"{unsaved} Nothing can be chosen until it is saved elsewhere. All before is kept.")
    if person.status == ASKING:
        return Asking("let-in", "You have asked to be let in. The teacher will see it.")
    if person.kind == TEACHER:
        return _teacher(desk)
    if person.kind == WALL:
        return _wall(desk)
    if state.eyes_up:
        return Asking("paused", EYES_UP)
    if person.place is None:
        return _unseated(desk)
    table, role = desk.tables[person.place.table - 1], person.place.role
    if state.phase == "gathering":
        return Asking("start", f"{_seat(desk, table, role, person)} The teacher starts the game.")
    if table.finishing:
        return Asking("wait", FINISHING)
    if table.ended:
        words = f"{table.cut_words} " * bool(table.cut_short)
        return Asking("debrief", f"The game at your table is over. {words}{LOOK_AT_THE_END}")
    if state.paused:
        return Asking("paused", "The teacher has paused the game.")
    if table.held:
        return Asking("held", f"{lies_open(table, desk.judged)} The teacher will go on.")
    if table.withheld:
        return _foretell(desk, table, person)
    asked = _role(desk, table, role, person) if role else _judge(desk, table, person)
    ahead = table.to_foretell_ahead(person.id) if asked.what in ("wait", "chosen") else ()
    return evolve(asked, what="foretell", sentence=f"{asked.sentence} {AHEAD}", questions=ahead) if ahead else asked


def _unseated(desk: Desk) -> Asking:
    """Of somebody who is in and sits at no table."""
    if not all(table.ended for table in desk.tables):
        return Asking("seat", "You are in. The teacher gives out the seats.")
    if any(table.finishing for table in desk.tables):
        return Asking("wait", FINISHING)
    words = next((f"{table.cut_words} " for table in desk.tables if table.cut_short), "")
    return Asking("debrief", f"The games are over. {words}Look at what came of them, and why.")


def _seat(desk: Desk, table: Table, role: str, person: Person) -> str:
    others = [id_ for id_ in table.team(role) if id_ != person.id]
    where = f" at table {table.number}" if len(desk.tables) > 1 else ""
    what = f"play {desk.called(role)}" if role else "judge cases" if desk.judged else "watch"
    return f"You {what}{where}{f' with {desk.names(others)}' if others else ''}."


def lies_open(table: Table, judged: bool) -> str:
    """What there is to see while the table waits for the teacher, and what comes next. Nothing is asked of anybody."""
    state = table.session.state
    if JUDGE in state.awaiting:
        return "The debate of this round lies open. Next " + (
            "the judges vote." if judged and table.judges else "it is settled which cases stand."
        )
    if state.phase == "choose" and state.round > 1:
        return f"Round {state.round - 1} is over: see what came of it. Next everybody chooses a move."
    return _OPEN[state.phase]


_OPEN = {
    "deal": "The game begins. First everybody chooses which cards to keep.",
    "choose": "The game begins. First everybody chooses a move.",
    "answer": "All moves and cases lie open: read them. Next they can be answered.",
    "extend": "The answers lie open: read them. Next whoever was answered can answer back.",
    "settle": "It is settled which cases stand. Next whoever was beaten pays to go on, or waits.",
}


BEFORE = "Before the world moves: what do you think will come?"


AHEAD = "Meanwhile: what will come?"


def foretelling(desk: Desk, table: Table) -> str:
    """Who is still to say what will come: ``All choices are in. 3 of 7 are still to say what they think will come.``"""
    left, of = table.foretelling(), len(table.asked_to_foretell())
    names = desk.names(left) if len(left) <= MOST_NAMED else f"{len(left)} of {of}"
    are = "is" if len(left) == 1 else "are"
    return "All choices are in." + (f" {names} {are} still to say what they think will come." if left else "")


def _foretell(desk: Desk, table: Table, person: Person) -> Asking:
    questions, until = table.to_foretell(person.id), table.foretell_until()
    if questions:
        return Asking("foretell", BEFORE, until=until, questions=questions)
    return Asking("wait", f"You have said what you think will come. {foretelling(desk, table)}", until=until)


def waiting(desk: Desk, table: Table) -> str:
    """Whose turn it is: ``Still choosing: Beijing and ZTE.``"""
    state = table.session.state
    if table.withheld:
        return foretelling(desk, table)
    ballot = table.ballot()
    if ballot is not None:
        case = f"The case of {desk.called(ballot.speaker)} is being judged"
        if not table.judges:
            return f"{case}."
        left = [id_ for id_ in table.judges if id_ not in ballot.votes]
        names = desk.names(list(ballot.waiting) or left)
        gone = "" if ballot.waiting or not left else ", who is away" if len(left) == 1 else ", who are away"
        return f"{case}; waiting for {names}{gone}." if left else f"{case}."
    roles = [role for role in state.awaiting if role != JUDGE]
    parts = []
    there = [role for role in roles if table.filled_by(role) != "nobody"]
    thinking = [role for role in there if table.thinks(role)]
    choosing = [role for role in there if role not in thinking]
    if thinking:
        parts.append(f"Thinking: {listed([desk.called(role) for role in thinking])}.")
    if choosing:
        parts.append(f"Still choosing: {listed([desk.called(role) for role in choosing])}.")
    away = [role for role in choosing if table.filled_by(role) == "team" and not table.present(table.team(role))]
    if away:
        parts.append(f"Nobody of {listed([desk.called(role) for role in away])} is here just now.")
    empty = [role for role in roles if role not in there]
    if empty:
        names = listed([desk.called(role) for role in empty])
        it = "it" if len(empty) == 1 else "them"
        parts.append(f"Nobody plays {names} now; the teacher can give {it} to somebody.")
    return " ".join(parts) or whats_new(desk, table)


def _role(desk: Desk, table: Table, role: str, person: Person) -> Asking:
    session = table.session
    state, until = session.state, table.until(role)
    if table.awaited(role) and role in table.taken:
        return Asking("wait", f"The teacher plays {desk.called(role)} for now. {waiting(desk, table)}", until=until)
    if session.seats[role].who != PERSON:
        return Asking("wait", f"An opponent plays {desk.called(role)} for now. {waiting(desk, table)}")
    if not table.awaited(role):
        if role in state.choices:
            return Asking("chosen", f"Your choice is made. {waiting(desk, table)}")
        return Asking("wait", f"There is nothing to choose for {desk.called(role)} now. {waiting(desk, table)}")
    proposals = table.proposals(role)
    if not proposals:
        team = len(table.team(role)) > 1
        how = " Your team decides together: propose something." if team else ""
        if table.idle(role):
            how = _IDLE_TEAM if team else _IDLE_ONE
        return Asking("choose", f"You play {desk.called(role)}. {TO_DO[state.phase]}{how}", (), until)
    mine = next((p for p in proposals if person.id in p.supporters), None)
    helped = _helped(desk, table, role)
    if helped:
        return Asking("confirm", helped, proposals, until)
    many = f"{len(proposals)} proposals are" if len(proposals) > 1 else "A proposal is"
    if mine is None:
        sentence = f"{many} before your team. Support one, or propose something else."
    else:
        sentence = f"You support a proposal. {_missing(desk, table, role, mine.supporters)}"
    return Asking("confirm", sentence, proposals, until)


_IDLE_TEAM = (
    " A minute has gone, and nobody has proposed anything. Propose what you would try first: it can still be changed. "
    "Your teacher can offer a move."
)
_IDLE_ONE = " A minute has gone. Take what you would try first; your teacher can offer a move."


def _helped(desk: Desk, table: Table, role: str) -> str:
    """What a team that cannot agree is told; empty where nobody has helped it yet, and need not."""
    if table.kept.settling.get(role) == table.questions.asked(role):
        return f"{desk.names([table.captains[role]])} decides this one as captain."
    split = table.split(role)
    counts = "-".join(map(str, split))
    if table.second_vote(role):
        return f"Second vote{f', {counts}' if split else ''}: support one of these. Nothing else can be proposed now."
    if not split:
        return ""
    return (
        f"Your team is split {counts}. Let each say in one sentence why, then agree on one. Your teacher can name a "
        "captain or ask for a second vote."
    )


def _missing(desk: Desk, table: Table, role: str, supporters: tuple[str, ...]) -> str:
    """What a proposal still lacks."""
    team = table.team(role)
    here, captain = table.present(team), table.captains.get(role, "")
    if desk.settings.decide == "captain" and captain in here:
        return f"{desk.names([captain])} decides as captain."
    lacks = table.needed(team) - sum(id_ in here for id_ in supporters)
    others = [id_ for id_ in here if id_ not in supporters]
    apart = [id_ for id_ in others if any(id_ in draft.supporters for draft in table.drafts(role))]
    if lacks > 0 and len(apart) > len(others) - lacks:
        want = "wants" if len(apart) == 1 else "want"
        return f"It needs {lacks} more, and {desk.names(apart)} {want} something else: talk, and agree on one."
    if lacks > 0 and others:
        return f"It needs {lacks} more of {desk.names(others)}."
    return "It needs more support."


def _judge(desk: Desk, table: Table, person: Person) -> Asking:
    ballot = table.ballot()
    what = to_appraise(table, person)
    if ballot is None and what:
        words = f"{ASKS[what]} {waiting(desk, table)}"
        return Asking("appraise", words, written=ASKS[what], when=what, cases=speakers(table))
    if ballot is None:
        return Asking("wait", f"You {'judge at' if desk.judged else 'watch'} this table. {waiting(desk, table)}")
    speaker = desk.called(ballot.speaker)
    if person.id not in ballot.votes:
        return Asking("judge", f"The case of {speaker} was answered. Does it stand, or is it beaten?")
    return Asking("wait", f"You have voted on the case of {speaker}. {waiting(desk, table)}")


def _teacher(desk: Desk) -> Asking:
    state, tables = desk.state, desk.tables
    if state.phase == "gathering":
        asking_ = sum(p.status == ASKING for p in state.people.values())
        more = f" {asking_} ask to be let in." if asking_ > 1 else " One asks to be let in." if asking_ else ""
        return Asking("start", f"{_in(desk)}{more} Start when you are ready.")
    playing = [table for table in tables if not table.ended]
    if not playing:
        if any(table.finishing for table in tables):
            return Asking("wait", FINISHING)
        return Asking("debrief", f"All games are over: time to talk about them.{_cut(tables)}")
    if state.paused:
        dim = " All screens are dim." if state.eyes_up else ""
        return Asking("paused", f"You have paused the game; 'resume' goes on.{dim}")
    held = [table for table in playing if table.held]
    late = lagging(tables) if state.settings.pace == "rounds" else []
    if held and late:
        return Asking("wait", f"{_sentence(_numbers(held))} wait{'s' * (len(held) == 1)}. {lagging_words(desk, late)}")
    if held:
        which = "" if len(tables) == 1 else f" at {_numbers(held)}"
        return Asking("held", f"The game waits for you{which}: 'next' goes on. {lies_open(held[0], desk.judged)}")
    asked = [table for table in playing if table.withheld]
    if asked:
        many = len(tables) > 1
        words = " ".join(f"{f'Table {table.number}: ' * many}{foretelling(desk, table)}" for table in asked)
        return Asking("foretell", f"{words} 'next' goes on without the rest.")
    for table in playing:
        mine = [role for role in table.session.state.awaiting if role in table.taken]
        if mine:
            return Asking("choose", f"You play {desk.called(mine[0])} at table {table.number}: choose for it.")
    if len(tables) == 1:
        return Asking("wait", waiting(desk, tables[0]))
    for table in playing:
        if any(role != JUDGE and table.filled_by(role) == "nobody" for role in table.session.state.awaiting):
            return Asking("wait", f"Table {table.number}: {waiting(desk, table)}")
    return Asking("wait", f"{_sentence(_numbers(playing))} of {len(tables)} still at play.")


def _sentence(text: str) -> str:
    return text[:1].upper() + text[1:]


def lagging(tables: Sequence[Table]) -> list[Table]:
    """The tables that still play a round after which others wait already; empty where none waits or all do."""
    playing = [table for table in tables if not table.ended]
    late = [table for table in playing if not table.held]
    return late if len(late) < len(playing) else []


def lagging_words(desk: Desk, late: Sequence[Table]) -> str:
    """Which tables those are, and whom each waits for."""
    return " ".join(
        f"Table {table.number} is still in round {table.session.state.round}: {waiting(desk, table)}" for table in late
    )


def _cut(tables: tuple[Table, ...]) -> str:
    """Which games opponents played to the end, and from where on; empty where none."""
    cut = [table for table in tables if table.cut_short]
    if len(tables) == 1 and cut:
        return f" {cut[0].cut_words}"
    if not cut:
        return ""
    each = listed([f"at table {table.number} from round {table.cut_short}" for table in cut])
    return f" Opponents made the last choices {each} on."


def _numbers(tables: list[Table]) -> str:
    return f"table{'s' * (len(tables) > 1)} {listed([str(table.number) for table in tables])}"


def _in(desk: Desk) -> str:
    many = len(desk.students())
    return f"{counted(many, 'student')} {'is' if many == 1 else 'are'} in."


def _wall(desk: Desk) -> Asking:
    state = desk.state
    playing = [table for table in desk.tables if not table.ended]
    if state.phase == "gathering":
        return Asking("start", f"{_in(desk)} The game has not begun.")
    if not playing:
        if any(table.finishing for table in desk.tables):
            return Asking("wait", FINISHING)
        return Asking("debrief", f"The game is over.{_cut(desk.tables)}")
    if state.paused:
        return Asking("paused", "The game is paused.")
    if len(desk.tables) == 1 and playing[0].held:
        return Asking("held", lies_open(playing[0], desk.judged))
    if len(desk.tables) == 1:
        return Asking("wait", waiting(desk, playing[0]))
    return Asking("wait", "One table is at play." if len(playing) == 1 else f"{len(playing)} tables are at play.")
