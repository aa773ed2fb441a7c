"""What the console's questions offer: seats, times, menus, and what an undo would take back; and its small screens."""

from __future__ import annotations

from functools import partialmethod
from typing import TYPE_CHECKING

from debate.classroom.console.next_step import CAPTAIN, OFFER, VOTE
from debate.classroom.console.people import JUDGE
from debate.faces.tui.actions import ASK, IDLE, SPLIT, bindings
from debate.faces.tui.confirm import QuestionScreen
from debate.rules.moves import JUDGE as RULING

if TYPE_CHECKING:
    from debate.classroom.room import Room, Table

LEAVE_IT = "no"
TAKE_HOME = (
    ("table", "A table without names: students as numbers"),
    ("table names", "A table with names"),
    ("pages names", "A page for each student, to print and hand out"),
    ("xapi", "xAPI statements without names, for a learning record store"),
    ("xapi names", "xAPI statements with names"),
    (LEAVE_IT, "Write no file"),
)
"""The kind of file, and whether names are in it -> what it is."""
NOBODY = "none"
MINUTES = ((60, "1 minute"), (120, "2 minutes"), (180, "3 minutes"), (300, "5 minutes"))
_PERSON_MENU = (
    "let_one_in",
    "seat_person",
    "rename_person",
    "make_captain",
    "give_time",
    "fill_role",
    "play_role",
    "kick",
)
_ROLE_MENU = ("fill_role", "play_role", "give_time", "open_table")
_TABLE_MENU = ("open_table", "judge_here", "give_time", "undo_class", "compare_tables", "end_class")


def menu_answers(marked: str) -> tuple[str, ...]:
    """The ids of the actions that fit what is marked."""
    kind, _, rest = marked.partition(":")
    if kind == "role" and rest.partition(":")[2] == JUDGE:
        return ("judge_here", "open_table")
    return {"person": _PERSON_MENU, "role": _ROLE_MENU, "table": _TABLE_MENU}.get(kind, ())


def seat_answers(room: Room) -> list[tuple[str, str]]:
    """Every seat of the room as ``TABLE:ROLE``, with who is there already."""
    found = []
    for table in room.tables:
        at = f"Table {table.number}, " if len(room.tables) > 1 else ""
        for role in room.deck.turn_order:
            there = [room.people[id_].name for id_ in table.teams.get(role, ()) if id_ in room.people]
            beside = f", beside {', '.join(there)}" if there else ", free"
            found.append((f"{table.number}:{role}", f"{at}{room.deck.roles[role].name}{beside}"))
        judges = f", {len(table.judges)} so far" if table.judges else ""
        found.append((f"{table.number}:{JUDGE}", f"{at}a judge's chair{judges}"))
    found.append((f"1:{NOBODY}", "No seat for now"))
    return found


def time_answers(room: Room, table: Table, role: str) -> list[tuple[str, str]]:
    """Times to give, as ``TABLE:ROLE:SECONDS``: everybody first, then what is marked."""
    found = [(f"all:all:{seconds}", f"{words} from now for everybody who is to choose") for seconds, words in MINUTES]
    found.append(("all:all:+60", "1 minute more for everybody"))
    if len(room.tables) > 1:
        found += [(f"{table.number}:all:+{s}", f"{words} more for table {table.number}") for s, words in MINUTES[:3]]
    if role:
        name = room.deck.roles[role].name
        found += [(f"{table.number}:{role}:+{s}", f"{words} more for {name}") for s, words in MINUTES[:3]]
    found.append(("all:all:0", "No clock"))
    return found


def taken_back(table: Table) -> list[str]:
    """What an undo would take back, in sentences that give away no sealed choice; empty for nothing."""
    if table.cut_short:
        return [
            f"That the game was ended in round {table.cut_short}, with every choice that opponents have made since.",
            "The class goes on from there, and those who chose choose again. The debrief has shown all hands.",
        ]
    session = table.session
    entries, deck = session.entries, session.deck
    for place in reversed(range(len(entries))):
        role = entries[place].move.role
        if entries[place].chosen is None and (role != RULING or table.judges):
            state = session.at(place).state
            who = "the judges" if role == RULING else deck.roles[role].name
            after = len(entries) - place - 1
            words = [f"The latest choice of people: {who}, in round {state.round} ({state.phase})."]
            if after:
                words.append(f"With it go the {after} choices of opponents that came after it.")
            words.append("The class sees the table as it stood before. What is taken back stays in the record.")
            return words
    return []


class ChoosingScreen(QuestionScreen):
    """A question with many answers: the list scrolls."""

    CSS = """
    ChoosingScreen { align: center middle; }
    ChoosingScreen #question { max-height: 22; }
    ChoosingScreen #answers { height: auto; max-height: 13; }
    """


class SplitScreen(QuestionScreen):
    """How a team that cannot agree is helped: two keys of its own, or the answers as everywhere."""

    BINDINGS = bindings(ASK, SPLIT)

    action_split_captain = partialmethod(QuestionScreen.end, CAPTAIN)
    action_split_vote = partialmethod(QuestionScreen.end, VOTE)


class IdleScreen(QuestionScreen):
    """How a team that proposes nothing is helped; where one plays it alone, a captain helps nobody and is no answer."""

    BINDINGS = bindings(ASK, IDLE)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "split_captain":
            return CAPTAIN in dict(self.answers)
        return super().check_action(action, parameters)

    action_split_captain = partialmethod(QuestionScreen.end, CAPTAIN)
    action_offer_move = partialmethod(QuestionScreen.end, OFFER)
