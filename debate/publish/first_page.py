"""The first page of a published deck, before there is a game: what can be played, gone on with, looked at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from debate.classroom.page.blocks import Choice, Do, Sheet, sheet
from debate.deckfile import DeckError, first_deck, load_deck, shipped_decks
from debate.deckfile.load import LEARNERS
from debate.game.beginning import Chosen
from debate.game.session import Session
from debate.pages import lesson
from debate.pages.beginning import Beginning
from debate.pages.dialogue import Dialogue
from debate.pages.document import Line, Node
from debate.pages.kept import Kept
from debate.pages.recall import Recalling
from debate.pages.recall_box import due_words
from debate.rules.deck import Deck
from debate.saves import latest, listed_words
from debate.store import Saves
from debate.store.learner import Learner

FIRST = (
    ("beginning", "Set up a game", "Seats, opponents, rounds, and more."),
    ("kept", "Saved games", "Go on with one, look at it, or delete it."),
)
"""Pages that ask which there are before a game: name, label and help of the button."""


def playable_decks() -> dict[str, Deck]:
    """The decks of this page that can be played, by name: the one that it is for first, the one to learn with last."""
    found = {}
    for name in sorted(shipped_decks(), key=lambda name: (name != first_deck(), name == LEARNERS, name)):
        with suppress(DeckError):
            found[name] = load_deck(name)
    return found


def first_page(saves: Saves, learner: Learner) -> Sheet:
    """What stands on it. ``learner``: what is kept of the reader beside the games."""
    choices = []
    if (saved := latest(saves)) is not None:
        words = " · ".join(listed_words(saved))
        choices.append(Choice("resume", "Continue", words, "Go on", Do("resume")))
    if due := due_words(learner):
        choices.append(Choice("talk recall", "Recall", due, "Go on", Do("talk", fields={"name": "recall"})))
    nodes: list[Node] = []
    decks = playable_decks()
    for name, deck in decks.items():
        nodes.append(Line(f"{deck.title}. {deck.question}"))
        for role in deck.turn_order:
            choices.append(
                Choice(
                    id=f"new {name} {role}",
                    label=f"Play {deck.roles[role].name}",
                    help=f"{deck.roles[role].brief.partition('. ')[0].removesuffix('.')}.",
                    folded=name != next(iter(decks)),
                    group=f"New game: {deck.title}",
                    do=Do("new", fields={"deck": name, "role": role}),
                )
            )
    if LEARNERS in decks:
        choices.append(Choice("lesson", lesson.TITLE, lesson.ABOUT, "More", Do("lesson")))
    for name, label, help_ in FIRST:
        choices.append(Choice(f"talk {name}", label, help_, "More", Do("talk", fields={"name": name})))
    return sheet("Choose a game", nodes[1:], choices, ahead=True)


def first_dialogue(
    name: str, saves: Saves, open: Callable[[Path], Session | str], learner: Callable[[], Learner]
) -> Dialogue | None:
    """The pages that ask before there is a game."""
    if name == "recall":
        return Recalling(learner())
    if name == "kept":
        return Kept(saves, open)
    return Beginning(decks) if name == "beginning" and (decks := playable_decks()) else None


def new_game(given: Mapping[str, str]) -> Session | str:
    """The game that a button begins, or why there is none."""
    deck = playable_decks().get(given.get("deck", ""))
    if deck is None or given.get("role", "") not in deck.roles:
        return "There is no such deck or role."
    return Chosen.for_deck(deck, given["role"]).session()
