"""What a class reads and writes beside the game of a deck, as sheets: roles, readings, words, a worksheet, a rubric."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from debate.debrief.naming import cited, listed, sentence
from debate.pages.document import Heading, Line, Node, item, quiet, strong
from debate.pages.sheets import Grid, Sheet, Space
from debate.pages.things_table import weights
from debate.rules.classwork import Paragraph
from debate.rules.deck import Deck, MoveDef

READINGS = {"easy": "Reading A", "usual": "Reading B"}
"""What a reading is called on paper, which tells no student that theirs is the easier one."""
_PAGE, _TASK, _LINE = 236, 12, 8
"""Millimetres of a page, of what a task takes by itself, and of a line to write on."""


Level = tuple[int, float, int]
"""What a reading counts: words, its grade after Flesch and Kincaid, and the grade that it may have."""


def pack(deck: Deck, levels: Mapping[str, Level]) -> Iterator[Sheet]:
    """The sheets for students, then those for the teacher; what the deck has nothing for is left out. ``levels``: of
    the readings that the deck has, by their keys."""
    for role in deck.turn_order:
        yield _role(deck, role)
    for key, title in READINGS.items():
        reading: tuple[Paragraph, ...] = getattr(deck.pack, key)
        if reading:
            yield Sheet(title, tuple(_reading(deck, reading)), deck.title, large=True)
    if deck.glossary:
        words = (Line(entry.text, term=entry.term) for entry in deck.glossary.values())
        yield Sheet("Words", tuple(words), deck.title, columns=2)
    if deck.pack.tasks:
        yield Sheet("Worksheet", tuple(_tasks(deck)), "Name:")
    yield Sheet("For the teacher", tuple(_teacher(deck, levels)), deck.title)


def lacking(deck: Deck) -> tuple[str, ...]:
    """The keys of ``pack`` that the deck leaves out."""
    return tuple(key for key in (*READINGS, "tasks", "rubric") if not getattr(deck.pack, key))


def _role(deck: Deck, id_: str) -> Sheet:
    role = deck.roles[id_]
    others = [deck.roles[other].name for other in deck.turn_order if other != id_]
    nodes = [
        strong(deck.question),
        Line(role.brief),
        Line(f"At the table with you: {listed(others)}."),
        Heading("What you may be after", 3),
        quiet("You get one of these, and tell nobody which."),
        *(node for motive in role.motives.values() for node in _motive(deck, motive.name, motive.text, motive.wants)),
        Heading("What you can do", 3),
        *(_move(deck, move) for move in deck.moves.values() if move.role == id_ and move.active and not move.forbidden),
        Heading("In a round", 3),
        item("Choose a move, and a card that speaks for it. Nobody sees it yet."),
        item("Answer somebody's case; if yours is answered, answer back."),
        item("Say what you think will come. Then watch what the world makes of it."),
    ]
    return Sheet(f"You are {role.name}", tuple(nodes), deck.title, columns=2)


def _motive(deck: Deck, name: str, text: str, wants: Mapping[str, int]) -> Iterator[Node]:
    yield Line(text, term=name)
    for node in weights(deck, "", wants):
        if isinstance(node, Line) and node.level:
            yield item(node.text)


def _move(deck: Deck, move: MoveDef) -> Node:
    """What is done and promised; what follows from it is for the game to tell."""
    promised = listed([f"{deck.meters[meter].name} {way}" for meter, way in move.promises.items()])
    secret = " Nobody is told." if move.covert else ""
    said = f" It is said to bring: {promised}." if promised else ""
    return Line(f"{move.text}{secret}{said}", 1, term=move.title)


def _reading(deck: Deck, reading: Iterable[Paragraph]) -> Iterator[Node]:
    yield strong(deck.question)
    for paragraph in reading:
        yield Line(sentence(paragraph.text, ", ".join(paragraph.source)))
    if deck.origin is not None:
        yield quiet(
            f"Told after '{deck.origin.title}' ({deck.origin.year}). The signs in brackets name its "
            "paragraphs. It is one author's view."
        )


def _tasks(deck: Deck) -> Iterator[Node | Space]:
    """Each task with as many lines to write on as one page has for all."""
    lines = (_PAGE // len(deck.pack.tasks) - _TASK) // _LINE
    for number, task in enumerate(deck.pack.tasks, 1):
        yield Line(task, term=str(number))
        yield Space(max(2, lines))


def _teacher(deck: Deck, levels: Mapping[str, Level]) -> Iterator[Node | Grid]:
    yield Heading("The readings", 2)
    for key, (words, grade, most) in levels.items():
        said = f"{words} words, grade {grade:.1f} after Flesch and Kincaid; at most grade {most} is meant"
        yield item(f"{READINGS[key]}: {said}.")
    missing = lacking(deck)
    if missing:
        keys = listed([repr(key) for key in missing], "or")
        yield Line(f"This deck's author has written no {keys} yet.")
    if deck.pack.rubric:
        yield Heading("Rubric", 2)
        yield Grid(
            ("", "not yet", "sound", "strong"),
            tuple((one.name, one.weak, one.sound, one.strong) for one in deck.pack.rubric.values()),
        )
    if deck.questions:
        yield Heading("Questions, and what to look for", 2)
    for asked in deck.questions.values():
        yield Line(sentence(asked.ask, cited(asked)), 1, tone="strong")
        if asked.look_for:
            yield Line(asked.look_for, 2)
