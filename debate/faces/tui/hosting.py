"""Host a class: what is to be played, at how many tables, and who may join. What is chosen becomes a command line."""

from __future__ import annotations

from collections.abc import Iterator
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from debate.faces.tui.actions import NEW_GAME, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.newgame import Setting
from debate.faces.tui.opening import deck_names, open_deck
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line, Page
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import cut, entitle, fit, say
from debate.rules.deck import Deck
from debate.rules.variant import FULL, lengths

MOST_TABLES = 12


class HostingScreen(Screen[None]):
    """A short form: ⏎ on its first line leaves the game, and the program goes on as ``debate host``."""

    CSS = """
    HostingScreen #host-head { height: 1; background: $panel; }
    HostingScreen #host { height: 1fr; layout: vertical; }
    HostingScreen .panel { height: 1fr; width: 1fr; }
    HostingScreen.-wide #host { layout: horizontal; }
    """
    PLACES: ClassVar[tuple[str, ...]] = (NEW_GAME,)
    BINDINGS = bindings(NEW_GAME)
    AUTO_FOCUS = "#host-settings"

    def __init__(self, deck_name: str = "") -> None:
        super().__init__()
        from debate.deckfile import first_deck

        self.names = list(deck_names())
        self.deck_name = deck_name or first_deck()
        self.deck: Deck | None = None
        self.preset = FULL
        self.tables = 1
        self.network = True
        self._settings: dict[str, Setting] = {}

    def compose(self) -> ComposeResult:
        yield Static(
            say(" Host a class   ", ("↑↓ goes up and down, ←→ changes, ⏎ on Start begins.", "bold")), id="host-head"
        )
        with Horizontal(id="host"):
            yield Listing(id="host-settings", classes="panel", title="The class")
            yield Page(id="host-explained", classes="panel", beside=True)
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#host-explained"), "What this means")
        self._take_deck(self.deck_name)

    def on_resize(self) -> None:
        self.set_class(self.size.width >= 110, "-wide")
        self.call_after_refresh(self._fill)

    def _take_deck(self, name: str) -> None:
        self.deck_name = name
        self.deck = open_deck(self.app, name) if name else None
        self.preset = "class" if self.deck is not None and "class" in self.deck.presets else FULL
        self._fill()

    @property
    def words(self) -> tuple[str, ...]:
        """What ``debate`` is called with."""
        found = ["host", self.deck_name, "--preset", self.preset, "--tables", str(self.tables)]
        return (*found, "--lan") if self.network else tuple(found)

    # The form.

    def _fill(self, mark: str | None = None) -> None:
        listing = self.query_one("#host-settings", Listing)
        cells = max(30, listing.scrollable_content_region.width - 2)
        self._settings = {setting.id: setting for setting in self._form()}
        listing.show([Row(item.id, _line(item, cells)) for item in self._settings.values()], mark)
        self._explain()
        self.refresh_bindings()

    def _form(self) -> Iterator[Setting]:
        if self.deck is not None:
            yield Setting("start", "Start", "", lambda step: self.action_start(), self._about_start)
        yield Setting("deck", "Deck", self.deck_name, self._turn_deck, self._about_deck)
        if self.deck is None:
            return
        length = lengths(self.deck)[self.preset]
        told = f"{length.name}: {length.rounds.count} rounds"
        yield Setting("length", "Length", told, self._turn_length, _about_length)
        yield Setting("tables", "Tables", str(self.tables), self._turn_tables, _about_tables)
        who = "everybody in this network" if self.network else "this computer only"
        yield Setting("network", "Who may join", who, self._turn_network, self._about_network)

    def _turn_deck(self, step: int) -> None:
        if self.names:
            place = self.names.index(self.deck_name) if self.deck_name in self.names else 0
            self._take_deck(self.names[(place + step) % len(self.names)])

    def _turn_length(self, step: int) -> None:
        known = list(lengths(self.deck)) if self.deck is not None else [FULL]
        self.preset = known[(known.index(self.preset) + step) % len(known)]

    def _turn_tables(self, step: int) -> None:
        self.tables = (self.tables - 1 + step) % MOST_TABLES + 1

    def _turn_network(self, step: int) -> None:
        self.network = not self.network

    def _turn(self, step: int) -> None:
        setting = self._settings.get(self.query_one("#host-settings", Listing).marked or "")
        if setting is not None and setting.id != "start":
            setting.turn(step)
            self._fill(setting.id)

    def action_turn_back(self) -> None:
        self._turn(-1)

    def action_turn_on(self) -> None:
        self._turn(1)

    @on(OptionList.OptionSelected, "#host-settings")
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        if message.option_id == "start":
            self.action_start()
        else:
            self._turn(1)

    # Explaining.

    @on(OptionList.OptionHighlighted, "#host-settings")
    def _explain(self) -> None:
        setting = self._settings.get(self.query_one("#host-settings", Listing).marked or "")
        self.query_one("#host-explained", Page).show(setting.explain() if setting is not None else ())

    def _about_start(self) -> list[Line]:
        return [
            Line("⏎ opens the room.", STRONG),
            Line("You then see its address and a code of six letters. Everybody opens the address in a browser, types "
                 "the code and a name, and you let them in. Nothing has to be installed and nobody needs an account."),
            BLANK,
            Line("The same from the command line: debate " + " ".join(self.words), QUIET),
        ]  # fmt: skip

    def _about_deck(self) -> list[Line]:
        if self.deck is None:
            return [Line("This deck cannot be played. Choose another with ←→.")]
        return [Line(self.deck.title, STRONG), Line(self.deck.question)]

    def _about_network(self) -> list[Line]:
        if not self.network:
            return [
                Line("Only this computer can join: good for trying it out."),
                Line("A projector that hangs on this computer can show the wall all the same.", QUIET),
            ]
        return [
            Line("Whoever is in the same network and types the code comes to the door, and you let them in."),
            BLANK,
            Line("What goes through the network is not encrypted. Others in it can read it, and could change it. So: "
                 "no passwords, no full names, nothing private. A proxy with a certificate in front of it does more.",
                 QUIET),
        ]  # fmt: skip

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.deck is not None if action == "start" else True

    def action_start(self) -> None:
        if self.deck is not None:
            cast("GameApp", self.app).host_class(self.words)

    def action_back(self) -> None:
        self.dismiss(None)


def _line(setting: Setting, cells: int) -> Content:
    if setting.id == "start":
        return say((" Open the room ", "bold reverse"))
    room = 14
    return say(
        fit(setting.label, room), " ", ("◂ ", QUIET), (cut(setting.value, cells - room - 5), "bold"), (" ▸", QUIET)
    )


def _about_length() -> list[Line]:
    return [Line("How many rounds. One lesson of 45 minutes has room for three, two lessons for five.")]


def _about_tables() -> list[Line]:
    return [
        Line("How many games of this deck run at once, all from the same start."),
        Line("One table for up to about 16 people in teams of three or four. With 30, two tables; the console sets "
             "their outcomes side by side at the end.", QUIET),
    ]  # fmt: skip
