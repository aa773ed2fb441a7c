"""Saving a game that is played line by line: from the first choice on, and what to do where that fails."""

from __future__ import annotations

from debate.faces.plain.console import LEAVES, PASSES, Console, plain_word
from debate.game.session import Session
from debate.pages.words import NOTHING_KEPT
from debate.rules.text import visible
from debate.saves import begin, default_saves, worth_keeping
from debate.store import RecordError, Saves

GO_ON = "'debate continue --plain' goes on with it."


def keep(console: Console, session: Session, saves: Saves | None) -> bool:
    """Record the game from its beginning on, where people play it and ``saves`` says where.

    Where that fails a person says where else. False: it was not begun. ``EOFError`` at the end of input.
    """
    if saves is None or session.writer is not None or not session.people():
        return True
    problem = _begin(session, saves)
    while problem:
        console.say(problem)
        console.say(
            "Type a folder to save the game in; 'unkept' to play a game that is lost when it is left; or 'quit'."
        )
        answer = _folder(console)
        if answer.casefold() == "unkept":
            return True
        if plain_word(answer) in LEAVES:
            return False
        problem = _begin(session, default_saves(answer)) if answer else problem
    return True


def save_elsewhere(console: Console, session: Session, problem: str) -> bool:
    """Nothing can be recorded any more, and what was asked for last was not done: ask for another folder.

    False: the game is left. ``EOFError`` at the end of input.
    """
    while True:
        console.say(f"{problem} What was chosen last was not done; all before it is on disk.")
        console.say("To go on, type a folder to save the game in, or 'quit' to leave it.")
        answer = _folder(console)
        if plain_word(answer) in LEAVES:
            return False
        if answer:
            name = session.writer.path.stem if session.writer is not None else ""
            problem = _begin(session, default_saves(answer), name)
            if not problem:
                kept = session.kept_at
                console.say(f"The game is kept in {visible(str(kept.parent if kept else answer), 200)} from now on.")
                return True


def _folder(console: Console) -> str:
    """What was typed; a number or a word that another prompt takes was meant for that and counts as nothing."""
    answer = console.ask("Folder: ")
    return "" if answer.isdecimal() or plain_word(answer) in (*PASSES.values(), "back") else answer


def _begin(session: Session, saves: Saves, name: str = "") -> str:
    """Why it cannot be recorded there, as a sentence; empty where it is."""
    try:
        begin(saves, session, name)
    except RecordError as problem:
        return problem.sentence
    return ""


def kept_words(session: Session) -> str:
    """What becomes of a game that is left now."""
    if session.writer is None:
        return "It is not kept."
    if not worth_keeping(session):
        return NOTHING_KEPT
    upto = ", up to the last choice that could be saved" if session.read_only else ""
    return f"It is kept as '{visible(session.writer.path.stem, 100)}'{upto}."


def go_on_words(session: Session) -> str:
    """How to go on with a game that was left; empty where nothing of it is kept."""
    return f" {GO_ON}" if session.writer is not None and worth_keeping(session) else ""
