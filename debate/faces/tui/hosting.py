"""Host a class: what is to be played, at how many tables, and who may join. What is chosen becomes a command line."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import ClassVar, cast

from debate.faces.tui.form import FormScreen
from debate.faces.tui.opening import open_deck
from debate.faces.tui.stage import GameApp
from debate.pages.beginning import Setting
from debate.pages.document import Line, Node, quiet, strong
from debate.rules.deck import Deck
from debate.rules.variant import FULL, lengths

MOST_TABLES = 12


class HostingScreen(FormScreen):
    """A short form: ⏎ on its first line leaves the game, and the program goes on as ``debate host``."""

    HEADS: ClassVar[tuple[str, str, str]] = ("Host a class", "The class", "Open the room")

    def __init__(self, deck_name: str = "") -> None:
        super().__init__(deck_name)
        self.deck: Deck | None = None
        self.preset = FULL
        self.tables = 1
        self.network = True
        self.bell = ""
        """When the lesson ends, as a time of day; empty: nobody says so."""
        self._length_chosen = False

    @property
    def ready(self) -> bool:
        return self.deck is not None

    def take_deck(self, name: str) -> None:
        self.deck_name = name
        self.deck = open_deck(self.app, name) if name else None
        self.preset = "class" if self.deck is not None and "class" in self.deck.presets else FULL
        self.fill("deck")  # not the line that opens the room: one key more would

    @property
    def words(self) -> tuple[str, ...]:
        """What ``debate`` is called with."""
        length = [] if self._by_the_bell else ["--preset", self.preset]
        bell = ["--bell", self.bell] if self.bell else []
        found = ["host", self.deck_name, *length, "--tables", str(self.tables), *bell]
        return (*found, "--lan") if self.network else tuple(found)

    @property
    def _by_the_bell(self) -> bool:
        """Whether the length follows from the time that is left."""
        return bool(self.bell) and not self._length_chosen

    def settings(self) -> Iterator[Setting]:
        deck = self.deck
        if deck is None:
            told = (Line("This deck cannot be played. Choose another with ←→."),)
            yield Setting("deck", "Deck", self.deck_name, (), told)
            return
        yield Setting("deck", "Deck", self.deck_name, (), (strong(deck.title), Line(deck.question)))
        known = tuple((id_, each.name) for id_, each in lengths(deck).items())
        yield Setting("bell", "Bell", self.bell or "not set", (), BELL)
        told = (Line("How many rounds. One lesson of 45 minutes has room for three, two lessons for five."),)
        name = "as many rounds as fit" if self._by_the_bell else lengths(deck)[self.preset].name
        yield Setting("length", "Length", name, known, told, at=self.preset)
        yield Setting("tables", "Tables", str(self.tables), (), TABLES)
        who = "everybody in this network" if self.network else "this computer only"
        yield Setting("network", "Who may join", who, (), NETWORK if self.network else ALONE)

    def turn(self, setting: Setting, step: int) -> None:
        match setting.id:
            case "deck":
                self.next_deck(step)
            case "bell":
                times = ["", *bell_times(time.time())]
                place = times.index(self.bell) if self.bell in times else 0
                self.bell = times[(place + step) % len(times)]
            case "length":
                self.preset = self.preset if self._by_the_bell else setting.turned(step)
                self._length_chosen = True
            case "tables":
                self.tables = (self.tables - 1 + step) % MOST_TABLES + 1
            case "network":
                self.network = not self.network

    def about_start(self) -> Iterator[Node]:
        yield strong("⏎ opens the room.")
        yield Line(
            "You then see its address and a code of six letters. Everybody opens the address in a browser, types the "
            "code and a name, and you let them in. Nothing has to be installed and nobody needs an account."
        )
        yield quiet("The same from the command line: debate " + " ".join(self.words))

    def action_start(self) -> None:
        if self.deck is not None:
            cast("GameApp", self.app).host_class(self.words)


def bell_times(now: float) -> list[str]:
    """Times of day at which the lesson may end: each five minutes, from twenty minutes on, for three hours."""
    first = (int(now) // 300 + 5) * 300
    return [time.strftime("%H:%M", time.localtime(first + 300 * step)) for step in range(36)]


BELL = (
    Line(
        "When the lesson ends: ←→ turns by five minutes. The console then says what must end when, what fits, and what "
        "to drop, so that time is left for the debrief and an exit ticket."
    ),
    quiet("Without a bell nobody is hurried. It can be set and changed on the console too (4)."),
)
TABLES = (
    Line("How many games of this deck run at once, all from the same start."),
    quiet(
        "One table for up to about 16 people in teams of three or four. With 30, two tables; the console sets their "
        "outcomes side by side at the end."
    ),
)
NETWORK = (
    Line("Whoever is in the same network and types the code comes to the door, and you let them in."),
    quiet(
        "What goes through the network is not encrypted. Others in it can read it, and could change it. So: no "
        "passwords, no full names, nothing private. A proxy with a certificate in front of it does more."
    ),
)
ALONE = (
    Line("Only this computer can join: good for trying it out."),
    quiet("A projector that hangs on this computer can show the wall all the same."),
)
