"""A new game: deck, length, who fills each role and with which motive, causal views, seed."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import ClassVar, cast

from attrs import define
from textual import on
from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.screen import Screen
from textual.widgets import OptionList, Static

from debate.debrief.foreseen import NEVER_SCORED
from debate.faces.tui.actions import NEW_GAME, bindings
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.opening import deck_names, open_deck
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line, Page, heading
from debate.faces.tui.routes import show
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import cut, entitle, fit, say
from debate.game.beginning import DEALT, WHO, WHO_SAYS, Chosen
from debate.game.session import PERSON
from debate.opponents import OPPONENTS
from debate.rules.deck import Deck
from debate.rules.variant import lengths


@define
class Setting:
    """One line of the form: what it is, how it stands, what turning it does, and what it means."""

    id: str
    label: str
    value: str
    turn: Callable[[int], None]
    explain: Callable[[], list[Line]]
    typed: bool = False
    """Whether Enter asks for a text instead of turning."""


class NewGameScreen(Screen[None]):
    """A form that is walked with ↑↓ and turned with ←→; Start begins the game."""

    PLACES: ClassVar[tuple[str, ...]] = (NEW_GAME,)
    BINDINGS = bindings(NEW_GAME)
    AUTO_FOCUS = "#settings"

    def __init__(self, deck_name: str = "", deck: Deck | None = None) -> None:
        """``deck``: the only one that may be played."""
        super().__init__()
        from debate.deckfile import first_deck

        self.names = [] if deck is not None else list(deck_names())
        self._given = deck
        self.deck_name = deck_name or first_deck()
        self.chosen: Chosen | None = None
        self._settings: dict[str, Setting] = {}

    def compose(self) -> ComposeResult:
        yield Static(
            say(" New game   ", ("↑↓ goes up and down, ←→ changes, ⏎ on Start begins.", "bold")), id="new-head"
        )
        with Horizontal(id="new"):
            yield Listing(id="settings", classes="panel", title="The game")
            yield Page(id="explained", classes="panel", beside=True)
        yield Keys()

    def on_mount(self) -> None:
        entitle(self.query_one("#explained"), "What this means")
        self._take_deck(self.deck_name)

    def on_resize(self) -> None:
        self.set_class(self.size.width >= 110, "-wide")
        self.call_after_refresh(self._fill)

    def _take_deck(self, name: str) -> None:
        self.deck_name = name
        deck = self._given or (open_deck(self.app, name) if name else None)
        self.chosen = None if deck is None else Chosen.for_deck(deck)
        if self.chosen is not None and self._given is not None:
            self.chosen.predicting = False  # whoever writes a deck knows what follows
        elif self.chosen is not None and isinstance(self.app, GameApp):
            self.chosen.predicting = self.app.settings.predictions == "on"
        self._fill()

    # The form.

    def _fill(self, mark: str | None = None) -> None:
        listing = self.query_one("#settings", Listing)
        cells = max(30, listing.scrollable_content_region.width - 2)
        settings = list(self._form())
        self._settings = {setting.id: setting for setting in settings}
        found = []
        group = ""
        for setting in settings:
            section = setting.id.partition(":")[0]
            title = {"who": "Seats", "view": "Causal views, outside the brief", "start": ""}.get(section, "")
            if title and title != group:
                group = title
                found.append(Row(f"group:{section}", say((title, "bold underline")), enabled=False))
            found.append(Row(setting.id, self._line(setting, cells)))
        listing.show(found, mark)
        self._explain()
        self.refresh_bindings()

    def _line(self, setting: Setting, cells: int) -> Content:
        if setting.id == "start":
            return say((" Start the game ", "bold reverse"))
        if setting.id.startswith("view:"):
            return say(f"{setting.label} ", (cut(setting.value, cells - 10), "bold"))
        room = 16
        return say(
            fit(setting.label, room), " ", ("◂ ", QUIET), (cut(setting.value, cells - room - 5), "bold"), (" ▸", QUIET)
        )

    def _form(self) -> Iterator[Setting]:
        if self.chosen is not None:
            yield Setting("start", "Start", "", lambda step: self.action_start(), self._about_start)
        if self._given is None:
            yield Setting("deck", "Deck", self.deck_name, self._turn_deck, self._about_deck, typed=True)
        chosen = self.chosen
        if chosen is None:
            return
        deck = chosen.deck
        length = lengths(deck)[chosen.length]
        told = f"{length.name}: {length.rounds.count} rounds"
        yield Setting("length", "Length", told, self._turn_length, self._about_length)
        for role in deck.turn_order:
            yield from self._seat(chosen, role)
        if chosen.people:
            told = "on: you are asked before the world moves" if chosen.predicting else "off"
            yield Setting("predicting", "Predictions", told, self._turn_predicting, _about_predicting)
        for view in deck.views:
            yield self._view(chosen, view)
        yield Setting("seed", "Seed", str(chosen.seed), self._turn_seed, _about_seed, typed=True)

    def _view(self, chosen: Chosen, id_: str) -> Setting:
        view = chosen.deck.views[id_]

        def explain() -> list[Line]:
            return [Line(view.name, STRONG), Line(view.says), *_OUTSIDE]

        label = "[x] on" if id_ in chosen.views else "[ ] off"
        return Setting(f"view:{id_}", label, view.name, lambda step: self._turn_view(id_), explain)

    def _seat(self, chosen: Chosen, role: str) -> Iterator[Setting]:
        definition = chosen.deck.roles[role]
        who = chosen.seats[role]
        name = chosen.names.get(role, "")
        words = f"{WHO[who]}: {name}" if who == PERSON and name else WHO[who]
        yield Setting(
            f"who:{role}",
            definition.name,
            words,
            lambda step: self._turn_seat(role, step),
            lambda: [Line(definition.name, STRONG), Line(definition.brief), BLANK, Line(WHO_SAYS[who])],
        )
        if who == PERSON and len(chosen.people) > 1:
            yield Setting(
                f"name:{role}",
                "  name",
                name or "none: ⏎ to type one",
                lambda step: None,
                lambda: [Line("How this player is called when the curtain falls.")],
                typed=True,
            )
        motive = definition.motives.get(chosen.motives[role])
        yield Setting(
            f"motive:{role}",
            "  motive",
            motive.name if motive is not None else "deal one",
            lambda step: self._turn_motive(role, step),
            lambda: self._about_motive(role),
        )

    # Turning.

    def _turn_deck(self, step: int) -> None:
        if self.names:
            place = self.names.index(self.deck_name) if self.deck_name in self.names else 0
            self._take_deck(self.names[(place + step) % len(self.names)])

    def _turn_length(self, step: int) -> None:
        assert self.chosen is not None
        known = list(lengths(self.chosen.deck))
        self.chosen.length = known[(known.index(self.chosen.length) + step) % len(known)]

    def _turn_seat(self, role: str, step: int) -> None:
        assert self.chosen is not None
        kinds = [PERSON, *OPPONENTS]
        self.chosen.seats[role] = kinds[(kinds.index(self.chosen.seats[role]) + step) % len(kinds)]

    def _turn_motive(self, role: str, step: int) -> None:
        assert self.chosen is not None
        motives = [DEALT, *self.chosen.deck.roles[role].motives]
        self.chosen.motives[role] = motives[(motives.index(self.chosen.motives[role]) + step) % len(motives)]

    def _turn_view(self, view: str) -> None:
        assert self.chosen is not None
        if view in self.chosen.views:
            self.chosen.views.remove(view)
        else:
            self.chosen.views.append(view)

    def _turn_predicting(self, step: int) -> None:
        assert self.chosen is not None
        self.chosen.predicting = not self.chosen.predicting

    def _turn_seed(self, step: int) -> None:
        assert self.chosen is not None
        self.chosen.seed = max(0, self.chosen.seed + step)

    def _turn(self, step: int) -> None:
        setting = self._settings.get(self.query_one("#settings", Listing).marked or "")
        if setting is not None and setting.id != "start":
            setting.turn(step)
            self._fill(setting.id)

    def action_turn_back(self) -> None:
        self._turn(-1)

    def action_turn_on(self) -> None:
        self._turn(1)

    @on(OptionList.OptionSelected, "#settings")
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        setting = self._settings.get(message.option_id or "")
        if setting is None:
            return
        if setting.typed:
            self._type(setting)
        elif setting.id == "start":
            self.action_start()
        else:
            self._turn(1)

    def _type(self, setting: Setting) -> None:
        prompts = {
            "deck": ("Which deck?", "A name of a shipped deck, or a path to a deck file or folder."),
            "seed": ("Which seed?", "A whole number. The same seed and choices give the same game."),
        }
        title, help_ = prompts.get(setting.id, ("What is the name?", "It is shown when the keyboard changes hands."))
        held = "" if setting.id.startswith("name:") and setting.value.startswith("none:") else setting.value

        def typed(text: str | None) -> None:
            if text is not None:
                self._take_typed(setting.id, text)

        show(self.app, "type", title, help_, held, then=typed)

    def _take_typed(self, id_: str, text: str) -> None:
        if id_ == "deck":
            self._take_deck(text)
            return
        assert self.chosen is not None
        if id_ == "seed":
            if text.isdecimal() and text.isascii() and len(text) <= 12:
                self.chosen.seed = int(text)
            else:
                self.app.notify("A seed is a whole number of up to 12 digits.", severity="warning", markup=False)
        else:
            self.chosen.names[id_.partition(":")[2]] = text[:24]
        self._fill(id_)

    # Explaining.

    @on(OptionList.OptionHighlighted, "#settings")
    def _explain(self) -> None:
        setting = self._settings.get(self.query_one("#settings", Listing).marked or "")
        self.query_one("#explained", Page).show(setting.explain() if setting is not None else ())

    def _about_deck(self) -> list[Line]:
        if self.chosen is None:
            return [Line("This deck cannot be played. Choose another with ←→, or ⏎ to type a name or a path.")]
        deck = self.chosen.deck
        found = [Line(deck.title, STRONG), Line(deck.question), BLANK]
        if deck.origin is not None:
            found.append(
                Line(f"Made from '{deck.origin.title}' ({deck.origin.year}): one author's model of the world.", QUIET)
            )
        if self.chosen is not None:
            found.append(Line("⏎ to type the name or path of another deck.", QUIET))
        return found

    def _about_length(self) -> list[Line]:
        assert self.chosen is not None
        deck = self.chosen.deck
        return [heading("Lengths")] + [
            Line(
                f"{length.name}: {length.rounds.count} rounds, "
                + ("the deck as it was written." if length.preset is None else "with delays and thresholds to match.")
            )
            for length in lengths(deck).values()
        ]

    def _about_motive(self, role: str) -> list[Line]:
        assert self.chosen is not None
        definition = self.chosen.deck.roles[role]
        found = [Line("What this role is after. It is known to its own seat alone, until the end.")]
        if self.chosen.motives[role] == DEALT:
            found.append(Line("The seed deals one of these:", QUIET))
        for motive in definition.motives.values():
            here = "▸ " if motive.id == self.chosen.motives[role] else "  "
            found += [BLANK, Line(motive.name, STRONG, lead=here), Line(motive.text, lead="  ")]
        return found

    def _about_start(self) -> list[Line]:
        assert self.chosen is not None
        people = [self.chosen.deck.roles[role].name for role in self.chosen.people]
        if not people:
            return [Line("Nobody plays: four opponents do, and you watch."), Line("⏎ begins.", STRONG)]
        return [Line(f"You play {', '.join(people)}."), Line("⏎ begins: first the briefing, then the table.", STRONG)]

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        return self.chosen is not None if action == "start" else True

    def action_start(self) -> None:
        if self.chosen is not None:
            session = self.chosen.session()
            cast("GameApp", self.app).begin(session)

    def action_back(self) -> None:
        self.dismiss(None)


_OUTSIDE = [
    BLANK,
    Line("This contradicts the brief. Turn it on to play under it; the debrief shows both anyway.", QUIET),
]


def _about_predicting() -> list[Line]:
    return [
        Line("Predictions", STRONG),
        Line(
            "Before the end of each round is shown you may say what will come: two questions, two keys each. What does "
            "not happen, and what a move sets going, is then told only once it was seen. " + NEVER_SCORED
        ),
    ]


def _about_seed() -> list[Line]:
    return [
        Line("Chance in this game comes from this number: the cards dealt, the motives dealt, the news."),
        Line("The same seed and the same choices give the same game on every machine. ⏎ types one.", QUIET),
    ]
