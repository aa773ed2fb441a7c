"""Every action of the terminal game, declared once: keys, footer, command palette and help all read this.

A screen takes its keys with ``BINDINGS = bindings("table")`` and has a method ``action_ID`` for each of them.
:class:`RoomCommands` puts the same actions into the command palette.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from attrs import frozen
from textual.binding import Binding, BindingType
from textual.command import DiscoveryHit, Hit, Hits, Provider
from textual.dom import DOMNode
from textual.screen import Screen

from debate.faces.tui.text import say
from debate.pages.register import REGISTER, Page

ANYWHERE = "anywhere"
"""Actions of the app itself: they work on every screen."""


@frozen
class Action:
    """One thing a person can do.

    ``id``: the name of its ``action_`` method. ``keys``: the first is shown; none for what only the palette offers.
    ``label``: one or two words for the footer. ``help``: a sentence. ``where``: the places that offer it. ``footer``:
    False keeps it out of the footer (it stays in palette and help). ``key_shown``: how the key is written, where its
    name reads badly. ``first``: its keys
    mean this whatever has the focus.
    """

    id: str
    keys: tuple[str, ...]
    label: str
    help: str
    where: tuple[str, ...]
    footer: bool = True
    key_shown: str = ""
    first: bool = False

    @property
    def shown(self) -> str:
        """The key as people read it."""
        return self.key_shown or (_KEY_NAMES.get(self.keys[0], self.keys[0]) if self.keys else "")


_KEY_NAMES = {
    "enter": "⏎",
    "escape": "esc",
    "space": "space",
    "question_mark": "?",
    "ctrl+p": "^p",
    "ctrl+q": "^q",
    "ctrl+z": "^z",
    "tab": "tab",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
}

TABLE, PLAYED, ASK, ACCOUNT, TITLE = "table", "played", "ask", "account", "title"
NEW_GAME, BRIEFING, CURTAIN, ENDING, READING = "new-game", "briefing", "curtain", "ending", "reading"
MAP, FLOW, WHY, WATCH, GUIDE, GLOSSARY = "map", "flow", "why", "watch", "guide", "glossary"
SAVED, TIMELINE, REHEARSAL = "saved", "timeline", "rehearsal"
CONSOLE, DOOR_SIGN, CLASS_TABLE, TURNING, WALL = "console", "door-sign", "class-table", "turning", "wall"
SPLIT, IDLE = "split", "idle"
ANTEROOM, SEAT, WORKSHOP = "anteroom", "seat", "workshop"
PREDICT, DIALOGUE = "predict", "dialogue"
CLOSED_BY_ESCAPE = (
    ASK,
    READING,
    MAP,
    FLOW,
    WHY,
    NEW_GAME,
    ENDING,
    GUIDE,
    SAVED,
    TIMELINE,
    DOOR_SIGN,
    CLASS_TABLE,
    TURNING,
    WORKSHOP,
)


def _read(page: Page) -> Action:
    """The action that opens a page of the register."""
    help = f"{page.help[:1].upper()}{page.help[1:]}."
    return Action(page.name, (page.key,) if page.key else (), page.short or page.label, help, page.places)


ACTIONS: tuple[Action, ...] = (
    # title
    Action("continue_game", ("c",), "Continue", "Go on with the game that you played last.", (TITLE,)),
    Action("new_game", ("n",), "New game", "Choose deck, role and who plays the others.", (TITLE, ENDING)),
    Action("quick_game", ("g",), "Quick game", "Start at once against scripted opponents.", (TITLE,)),
    Action("saved_games", ("s",), "Saved games", "Open, rename, copy, delete or carry away a game.", (TITLE,)),
    Action("recall", ("y",), "Recall", "What you foresaw wrongly comes back: a few questions.", (TITLE,)),
    Action("how_to_play", ("h",), "How to play", "Play a small guided game, step by step.", (TITLE, ANTEROOM)),
    Action("host_class", ("o",), "Host a class", "Let a class play, each on a screen of their own.", (TITLE,)),
    Action("watch_game", ("w",), "Watch", "Let the opponents play, at reading pace.", (TITLE,)),
    Action("deck_workshop", ("d",), "Deck workshop", "Look into a deck, or write one of your own.", (TITLE,)),
    # saved games
    Action("open_game", ("enter",), "Open", "Go on with the marked game, or look at it.", (SAVED,)),
    Action("branch_game", ("b",), "Go on in a new game", "Go on from where it stands; the file stays.", (SAVED,)),
    Action("retry_game", ("y",), "Retry", "Make its costliest decisions once more, if it is over.", (SAVED,)),
    Action("rename_game", ("r",), "Rename", "Give the marked game another name.", (SAVED,)),
    Action("copy_game", ("c",), "Copy", "Make a second game that is the same so far.", (SAVED,)),
    Action("delete_game", ("d",), "Delete", "Delete the marked game; asks first.", (SAVED,)),
    Action("export_game", ("x",), "Export", "Write the game and its deck as one file to carry away.", (SAVED,)),
    Action("import_game", ("i",), "Import", "Take a game from a file.", (SAVED,)),
    # new game and briefing
    Action("start", ("ctrl+s",), "Start", "Start the game with these settings.", (NEW_GAME,), key_shown="^s"),
    Action("turn_back", ("left",), "Change", "Turn the marked setting: ← back, → on.", (NEW_GAME,), key_shown="←→"),
    Action("turn_on", ("right", "space"), "Change on", "Turn the marked setting on.", (NEW_GAME,), footer=False),
    Action(
        "begin", ("enter", "ctrl+s"), "Take your seat", "Go to the table with these cards.", (BRIEFING,), first=True
    ),
    Action("leave_briefing", ("escape",), "Back", "Choose another role or another game.", (BRIEFING,)),
    Action("toggle_card", ("space",), "Keep or drop", "Keep this card in your hand, or lay it back.", (BRIEFING,)),
    # curtain
    Action("lift", ("enter", "space"), "It is me", "Lift the curtain and show your cards.", (CURTAIN,)),
    Action("take_back", ("u",), "Take it back", "Take back the choice that was just made.", (CURTAIN,)),
    # table
    Action(
        "confirm", ("enter",), "Choose", "Play the marked move as the sheet says, or take what is marked.", (TABLE,)
    ),
    Action("hold", ("d",), "Hold", "Play no move in this round and save your capital.", (TABLE,)),
    Action("next_panel", ("tab",), "Next", "Go to the next part of the screen.", (TABLE, WORKSHOP)),
    Action("tab_move", ("1",), "Move", "Show your moves.", (TABLE,)),
    Action("tab_world", ("2",), "World", "Show the meters of the world.", (TABLE,)),
    Action("tab_floor", ("3",), "Floor", "Show what was said and what came of it.", (TABLE,), footer=False),
    Action("tab_hand", ("4",), "Hand", "Show your cards, one whole card at a time.", (TABLE,)),
    Action("details", ("i",), "Details", "Read the card, move or meter marked.", (TABLE, MAP, BRIEFING)),
    Action("why", ("w",), "Why", "Ask why something changed, or did not.", (TABLE, ACCOUNT, ENDING)),
    Action("causal_map", ("m",), "Map", "See what drives what.", (TABLE, ACCOUNT, ENDING)),
    *map(_read, REGISTER.values()),
    Action("second_opinion", ("a",), "Advice", "Hear what the planner would choose, knowing what you know.", (PLAYED,)),
    Action("undo", ("u",), "Undo", "Take back your latest choice and all that came after it.", (PLAYED,)),
    Action("redo", ("r",), "Redo", "Make again what you took back.", (PLAYED,), footer=False),
    Action("timeline", ("l",), "Timeline", "Step back through the game and see any past moment.", (PLAYED, ENDING)),
    Action("keep", ("k",), "Keep", "Save this game, where it is not kept yet.", (PLAYED, ENDING)),
    # a deck that is being written
    Action("deck_news", ("c",), "Deck", "See what your last save changed, and all that is wrong.", (REHEARSAL,)),
    # the deck workshop
    Action("edit", ("e",), "Edit", "Open the marked place in your editor ($VISUAL or $EDITOR).", (WORKSHOP,)),
    Action("try_deck", ("p",), "Play", "Begin a trial game on the deck; it leads back here.", (WORKSHOP,)),
    Action("next_finding", ("f",), "Finding", "Go to the next finding.", (WORKSHOP,)),
    Action("explain_code", ("x",), "Explain", "What the code of the marked finding means, with a cure.", (WORKSHOP,)),
    Action("map_item", ("m",), "Map", "See what drives what, around the marked thing.", (WORKSHOP,)),
    Action("play_check", ("c",), "Check by play", "Play some hundred games: what never comes up?", (WORKSHOP,)),
    # the past
    Action("step_back", ("left",), "Step", "Go back to the choice before.", (TIMELINE,), key_shown="←→"),
    Action("step_on", ("right",), "Step on", "Go on to the choice after.", (TIMELINE,), footer=False),
    Action("what_if", ("x",), "What if", "Choose otherwise here, and set both games side by side.", (TIMELINE,)),
    Action("debrief", ("e",), "Debrief", "Read how the game ended, and why.", (TIMELINE,)),
    Action("go_on_here", ("b",), "Play on here", "Play on from this moment.", (TIMELINE,)),
    Action("other_seat", ("v",), "Seat", "See this moment from another seat.", (TIMELINE,)),
    # pages to read
    Action("open", ("enter",), "Open", "Go where the marked line (▸) leads.", (READING, ENDING, WORKSHOP)),
    Action("nth_choice", ("1",), "Answer", "Choose the answer with this number.", (DIALOGUE,), key_shown="1…"),
    Action("earlier", ("backspace",), "Earlier page", "Go back to the page before.", (READING, WORKSHOP)),
    Action("search", ("slash",), "Find", "Type a word to look for.", (GLOSSARY,), key_shown="/"),
    Action("meter_before", ("left",), "Meter before", "Ask about the meter before this one.", (WHY,), footer=False),
    Action("next_meter", ("right",), "Next meter", "Ask about the next meter.", (WHY,), key_shown="←→"),
    Action("unfold", ("a",), "All of it", "Read all of it with nothing folded; once more: the answer alone.", (WHY,)),
    Action(
        "pick_meter", ("slash",), "Choose", "Choose what to look at from a list.", (WHY, MAP, ENDING), key_shown="/"
    ),
    Action("along_left", ("left",), "Along", "Walk to what drives it; it comes into the middle.", (MAP,), footer=False),
    Action("along_right", ("right",), "Along it", "Walk to what it drives.", (MAP,), key_shown="←→"),
    Action("next_move", ("tab",), "Another", "See the wires of another of your moves.", (MAP,)),
    Action("why_here", ("w",), "Why", "Ask why the meter in the middle moved.", (MAP,)),
    Action("map_here", ("m",), "Map", "See what drives this meter and what it drives.", (WHY,)),
    # the ending
    Action("page_before", ("left",), "Page before", "Turn to the page before.", (ENDING,), footer=False),
    Action("next_page", ("right",), "Turn", "Turn to the next page.", (ENDING,), key_shown="←→"),
    # before the world moves
    Action("answer_one", ("1",), "Answer", "The first of the answers.", (PREDICT,), key_shown="1…"),
    Action("answer_two", ("2",), "Second", "The second of the answers.", (PREDICT,), footer=False),
    Action("answer_three", ("3",), "Third", "The third of the answers.", (PREDICT,), footer=False),
    Action("answer_four", ("4",), "Fourth", "The fourth of the answers.", (PREDICT,), footer=False),
    Action("reason_one", ("a",), "Reason", "The first of the reasons.", (PREDICT,), key_shown="a b"),
    Action("reason_two", ("b",), "Second", "The second of the reasons.", (PREDICT,), footer=False),
    Action("half_sure", ("5",), "How sure", "You would bet even money on it: 50 %.", (PREDICT,), key_shown="5 7 9"),
    Action("rather_sure", ("7",), "Rather sure", "Rather sure: 70 %.", (PREDICT,), footer=False),
    Action("very_sure", ("9",), "Very sure", "Very sure: 90 %.", (PREDICT,), footer=False),
    Action(
        "no_answer",
        ("escape",),
        "No answer",
        "Give no answer to this question; or go one step back.",
        (PREDICT,),
    ),
    Action("ask_no_more", ("z",), "Ask no more", "No such questions for the rest of this game.", (PREDICT,)),
    Action("rematch", ("o",), "Other side", "Play the other side against yourself, then see both games.", (ENDING,)),
    Action("contest", ("x",), "Doubt", "Doubt a link or put your own; see the same game under it.", (ENDING, WHY, MAP)),
    Action(
        "beliefs",
        ("v",),
        "Beliefs",
        "Say what you believe, before a game and after it; answer the teacher.",
        (BRIEFING, ENDING, ANTEROOM, SEAT),
    ),
    Action("retry", ("r",), "Retry", "Make your costliest decisions once more, with what you knew then.", (ENDING,)),
    Action("save_picture", ("s",), "Picture", "Save how it ended as a picture to show to others.", (ENDING,)),
    # prompts
    Action("back", ("escape",), "Back", "Close this and go back.", CLOSED_BY_ESCAPE),
    # what came of a round
    Action("next_step", ("enter",), "Go on", "Go on; where a line is marked, open it.", (ACCOUNT,)),
    Action("past_screen", ("space",), "Go on", "Go on to the next screen, then to the game.", (ACCOUNT,)),
    Action("screen_before", ("left",), "Before", "Turn to the screen before.", (ACCOUNT,), footer=False),
    Action("screen_after", ("right",), "Screen", "Turn to the next screen.", (ACCOUNT,), key_shown="←→"),
    Action("every_step", ("l",), "All of it", "Read every step of the round, cause by cause.", (ACCOUNT,)),
    Action("skip", ("s",), "Skip", "Leave out the rest and go on with the game.", (ACCOUNT,)),
    # watching
    Action("pause", ("space",), "Pause", "Stop the game, or let it go on.", (WATCH,)),
    Action("faster", ("plus", "equals_sign"), "Faster", "Play faster.", (WATCH,), key_shown="+"),
    Action("slower", ("minus",), "Slower", "Play slower.", (WATCH,), key_shown="-"),
    # a class: the teacher's console
    Action("go_on", ("space",), "Go on", "Do what the bold line says: the obvious next thing.", (CONSOLE,)),
    Action("choose_row", ("enter",), "Open", "Show what can be done with the marked line.", (CONSOLE,)),
    Action("let_all_in", ("a",), "Let all in", "Let in everybody who waits, under the names they chose.", (CONSOLE,)),
    Action("let_one_in", ("i",), "Let in", "Let in the marked person, or let the marked name through.", (CONSOLE,)),
    Action("share_out", ("s",), "Share out", "Give everybody without a seat a role or a judge's chair.", (CONSOLE,)),
    Action("start_class", ("b",), "Begin", "Start the game at every table.", (CONSOLE,)),
    Action("pause_class", ("p",), "Pause", "Stop all tables, or let them go on.", (CONSOLE,)),
    Action("eyes_up", ("0",), "Eyes up", "Pause and dim all screens, or let them go on.", (CONSOLE,), footer=False),
    Action("lesson_time", ("4",), "Lesson", "Set the bell; finish this round and then debrief.", (CONSOLE,)),
    Action("split_captain", ("c",), "Captain", "Make somebody captain; what they support is chosen.", (SPLIT, IDLE)),
    Action("offer_move", ("m",), "Offer a move", "Offer what a scripted opponent would choose.", (IDLE,)),
    Action("split_vote", ("2",), "Second vote", "Let the team vote again, between two proposals.", (SPLIT,)),
    Action("give_time", ("x",), "Time", "Set or extend the time for a choice: a hint, nothing is forced.", (CONSOLE,)),
    Action("open_table", ("v",), "Look in", "See the marked table as everybody does.", (CONSOLE,)),
    Action("judge_here", ("j",), "Judge", "Rule yourself on the exchange that waits for a ruling.", (CONSOLE,)),
    Action("undo_class", ("u",), "Undo", "Take back the latest choice at the marked table; asks first.", (CONSOLE,)),
    Action("message", ("m",), "Message", "Show a sentence to everybody, or take it away.", (CONSOLE,)),
    Action("wall", ("w",), "Wall", "Choose what the wall shows, of which table, at which pace.", (CONSOLE,)),
    Action("class_rules", ("g",), "Settings", "Pace, how teams decide, names, the door, hands.", (CONSOLE,)),
    Action("door_sign", ("y",), "Sign", "Show address, code and QR code as large as they go.", (CONSOLE,)),
    Action("other_screens", ("n",), "Screens", "How to open a wall, or this console in a browser.", (CONSOLE,)),
    Action("lock", ("l",), "Lock", "Lock the room so that nobody new comes in, or unlock it.", (CONSOLE,)),
    Action("seat_person", ("e",), "Seat", "Give the marked person another seat.", (CONSOLE,), footer=False),
    Action("rename_person", ("r",), "Name", "Change the marked person's name.", (CONSOLE,), footer=False),
    Action("make_captain", ("c",), "Captain", "Make the marked person captain of the team.", (CONSOLE,), footer=False),
    Action("kick", ("k",), "Send out", "Send the marked person out for good; asks first.", (CONSOLE,), footer=False),
    Action("fill_role", ("o",), "Opponent", "Let an opponent play the marked role, or end that.", (CONSOLE,), False),
    Action("play_role", ("z",), "Play it", "Play the marked role yourself, or make its choice.", (CONSOLE,), False),
    Action(
        "take_home", ("f",), "File", "Write pages for students, or who did what as a table.", (CONSOLE,), footer=False
    ),
    Action("ask_class", ("5",), "Ask", "After the game: claims again, an exit ticket, words for the wall.", (CONSOLE,)),
    Action("compare_tables", ("h",), "Outcomes", "Set the outcomes of all tables side by side.", (CONSOLE,)),
    Action("end_class", ("d",), "End", "End a game and begin its debrief; asks first.", (CONSOLE,), footer=False),
    Action("part_people", ("1",), "People", "Show who is here.", (CONSOLE,), footer=False),
    Action("part_tables", ("2",), "Tables", "Show the tables.", (CONSOLE,), footer=False),
    Action("part_marked", ("3",), "Marked", "Show what is marked.", (CONSOLE,), footer=False),
    Action("next_part", ("tab",), "Next part", "Go to the next part of the console.", (CONSOLE,), footer=False),
    # a class: one table, and its settings
    Action("show_hands", ("h",), "Hands", "Show every hand on this screen, or cover them again.", (CLASS_TABLE,)),
    Action("next_table", ("right",), "Next table", "See the next table.", (CLASS_TABLE,), key_shown="←→"),
    Action("table_before", ("left",), "Table before", "See the table before.", (CLASS_TABLE,), footer=False),
    Action(
        "turn_setting",
        ("right", "space"),
        "Change",
        "Turn the marked setting: → on, ← back.",
        (TURNING,),
        key_shown="←→",
    ),
    Action("turn_setting_back", ("left",), "Change back", "Turn the marked setting back.", (TURNING,), False),
    # a class: the wall
    Action("wall_step", ("space",), "Next", "Show the next page of what came of the round.", (WALL,)),
    Action("wall_page", ("right",), "Page", "Turn to the next page of the wall.", (WALL,), key_shown="←→"),
    Action("wall_page_before", ("left",), "Page before", "Turn to the page before.", (WALL,), footer=False),
    Action("wall_table", ("tab",), "Table", "Show the next table, or let the tables take turns.", (WALL,)),
    # a class: a student's seat
    Action("my_name", ("n",), "Name", "Say what the class shall call you.", (ANTEROOM,)),
    Action("withdraw", ("x",), "Take back", "Take back what you proposed or supported.", (SEAT,)),
    Action("be_captain", ("c",), "Captain", "Speak for your team: what you support is chosen.", (SEAT,)),
    Action("who", ("o",), "Who", "See who is here and who plays what.", (SEAT,), footer=False),
    # everywhere
    Action("help", ("question_mark",), "Help", "Show every key of this screen and how the game goes.", (ANYWHERE,)),
    Action("command_palette", ("ctrl+p",), "Commands", "Find anything you can do by typing its name.", (ANYWHERE,)),
    Action("change_theme", ("t",), "Theme", "Choose other colours; one theme has high contrast.", (ANYWHERE,), False),
    Action(
        "settings",
        ("comma",),
        "Settings",
        "Colours, telling speed, predictions, motion, signs: kept for every game.",
        (ANYWHERE,),
        footer=False,
        key_shown=",",
    ),
    Action("suspend", ("ctrl+z",), "Suspend", "Go back to the shell for a while; fg comes back.", (ANYWHERE,), False),
    Action("leave", ("ctrl+q", "q"), "Quit", "Leave; a game in progress asks first.", (ANYWHERE,)),
)


def actions(*where: str) -> Iterator[Action]:
    """The actions of these places, in the order declared."""
    return (action for action in ACTIONS if any(place in action.where for place in where))


def action(id_: str) -> Action:
    """The action of this id. Raises ``KeyError`` for an unknown one."""
    for found in ACTIONS:
        if found.id == id_:
            return found
    raise KeyError(id_)


class Bindings(list[BindingType]):
    """Key bindings, and the places whose actions they are for."""

    def __init__(self, where: tuple[str, ...], found: Iterable[BindingType]) -> None:
        super().__init__(found)
        self.where = where


def bindings(*given: str | Binding, modal: bool = False, asks: bool = False) -> Bindings:
    """Key bindings of these places, and others that are no action of one, for a screen's or the app's ``BINDINGS``.

    ``modal``: for a modal screen, which does not see the app's keys; it gets those too. ``asks``: for one that wants an
    answer first, which of those gets help alone.
    """
    where = tuple(each for each in given if isinstance(each, str))
    own = [_binding(item, item.id) for item in actions(*where) if item.keys]
    if modal or asks:
        own += [_binding(i, f"app.{i.id}") for i in actions(ANYWHERE) if i.keys and (modal or i.id == "help")]
    return Bindings(where, [*own, *(each for each in given if isinstance(each, Binding))])


def _binding(item: Action, run: str) -> Binding:
    keys = ",".join(item.keys)
    return Binding(
        keys, run, item.label, show=item.footer, key_display=item.shown, priority=item.first, tooltip=item.help
    )


def places(screen: type[Screen[Any]]) -> tuple[str, ...]:
    """The places whose actions such a screen offers, by its ``BINDINGS`` and those inherited, and those of the app."""
    found = (vars(kind).get("BINDINGS") for kind in reversed(screen.__mro__))
    own = (place for each in found if isinstance(each, Bindings) for place in each.where)
    return (*dict.fromkeys(own), ANYWHERE)


class RoomCommands(Provider):
    """The actions of the screen below the palette, and of the app."""

    def _found(self) -> Iterator[Action]:
        for item in actions(*places(type(self.screen))):
            if item.id == "leave" and not getattr(self.app, "QUITS", True):
                continue
            namespace = self._namespace(item.id)
            if item.id != "command_palette" and namespace.check_action(item.id, ()):
                yield item

    def _namespace(self, id_: str) -> DOMNode:
        return self.screen if hasattr(self.screen, f"action_{id_}") else self.app

    async def discover(self) -> Hits:
        for item in self._found():
            yield DiscoveryHit(
                say(item.label, (f"  {item.shown}", "dim")),
                partial(self._run, item.id),
                text=item.label,
                help=item.help,
            )

    async def search(self, query: str) -> Hits:
        matcher = self.matcher(query)
        for item in self._found():
            score = max(matcher.match(item.label), matcher.match(item.help))
            if score > 0:
                yield Hit(
                    score,
                    say(item.label, (f"  {item.shown}", "dim")),
                    partial(self._run, item.id),
                    text=item.label,
                    help=item.help,
                )

    async def _run(self, id_: str) -> None:
        await self.app.run_action(id_, self._namespace(id_))
