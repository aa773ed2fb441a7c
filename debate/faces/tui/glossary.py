"""The glossary: words of the deck and of the game, and the brief passage by passage; typing narrows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from debate.debrief.vocabulary import GAME_WORDS
from debate.faces.tui.actions import GLOSSARY, READING, bindings
from debate.faces.tui.lookup import KIND_NAMES, name, sections
from debate.faces.tui.page import QUIET, STRONG, Line, Page, Ref, section
from debate.faces.tui.sheet import GameSheet
from debate.faces.tui.text import settled
from debate.game.session import Session

_FOUND_KINDS = ("meter", "flag", "move", "card", "role", "news", "link", "denial")


class GlossaryScreen(GameSheet):
    """Look up a word. What is typed is looked for in words and explanations; then in the whole deck."""

    DEFAULT_CSS = """
    GlossaryScreen Input { height: 1; border: none; padding: 0 1; background: $boost; }
    GlossaryScreen Input:focus { border: none; background: $boost; text-style: underline; }
    """
    PLACES = (READING, GLOSSARY)
    BINDINGS: ClassVar[list[BindingType]] = [
        *bindings(GLOSSARY),
        Binding("down", "walk(1)", show=False),
        Binding("up", "walk(-1)", show=False),
        # The box that is typed into would take these for itself.
        Binding("pagedown", "turn('page_down')", show=False, priority=True),
        Binding("pageup", "turn('page_up')", show=False, priority=True),
        Binding("end", "turn('scroll_end')", show=False, priority=True),
        Binding("home", "turn('scroll_home')", show=False, priority=True),
    ]
    AUTO_FOCUS = "Input"

    def __init__(self, session: Session, role: str | None, word: str = "") -> None:
        super().__init__(session, role)
        self._word = word

    def heading(self) -> tuple[str, str]:
        return "Glossary", "type a word to look for · ↑↓ and ⏎ open"

    def inside(self) -> Iterable[Widget]:
        box = Input(self._word, placeholder="a word", select_on_focus=False)
        box.cursor_blink = False
        yield box
        yield Page()

    def lines(self) -> Iterator[Line]:
        deck = self.deck
        word = self.query_one(Input).value.strip().casefold()
        own = sorted(deck.glossary.values(), key=lambda entry: entry.term.casefold())
        found = list(section("Words of this deck", self._terms(word, [(e.term, e.text, e.source) for e in own])))
        found += section("Words of the game", self._terms(word, [(term, text, ()) for term, text in GAME_WORDS]))
        if word:
            for kind in _FOUND_KINDS:
                found += section(f"{KIND_NAMES[kind]}s", self._things(word, kind))
        found += section(
            f"The brief, passage by passage: {deck.origin.title}, {deck.origin.year}"
            if deck.origin
            else "The brief, passage by passage",
            [
                Line(passage.gist, lead=f"{passage.id}  ", to=Ref("passage", passage.id))
                for passage in deck.passages.values()
                if word in passage.gist.casefold() or word in passage.id.casefold()
            ],
        )
        found += section(
            "Evidence from outside the brief",
            [
                Line(item.says, lead=f"{item.id}  ", to=Ref("evidence", item.id))
                for item in deck.evidence.values()
                if word in item.says.casefold() or word in item.id.casefold()
            ],
        )
        yield from found or [Line("Nothing holds this word. Try a shorter one.", QUIET)]

    def _terms(self, word: str, entries: Iterable[tuple[str, str, tuple[str, ...]]]) -> list[Line]:
        """A term, then what it means; terms that hold the word come before explanations that do."""
        kept = [e for e in entries if word in e[0].casefold() or word in e[1].casefold()]
        kept.sort(key=lambda entry: word not in entry[0].casefold())
        found = []
        for term, text, source in kept:
            to = Ref("passage", source[0]) if source and source[0] in self.deck.passages else None
            cite = f" ({', '.join(source)})" if source else ""
            found.append(Line(f"{text}{cite}", lead=f"{settled(term)}  ", lead_style=STRONG, hang="   ", to=to))
        return found

    def _things(self, word: str, kind: str) -> list[Line]:
        return [
            Line(name(self.deck, Ref(kind, id_)), to=Ref(kind, id_))
            for id_ in sections(self.deck)[kind]
            if word in name(self.deck, Ref(kind, id_)).casefold()
        ]

    def on_input_changed(self) -> None:
        self.fill()

    def on_input_submitted(self) -> None:
        self.page.choose()

    def action_search(self) -> None:
        self.query_one(Input).focus()

    def action_turn(self, how: str) -> None:
        """Scroll the page while the box has the focus."""
        getattr(self.page, f"action_{how}")()

    def action_walk(self, step: int) -> None:
        self.page.action_walk(step)
