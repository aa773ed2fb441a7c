"""The glossary: words of the deck and of the game, and the brief passage by passage; typing narrows it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widget import Widget
from textual.widgets import Input

from debate.session import Session
from debate.tui.actions import GLOSSARY, READING, bindings
from debate.tui.lookup import KIND_NAMES, name, sections
from debate.tui.page import QUIET, STRONG, Line, Page, Ref, section
from debate.tui.sheet import GameSheet
from debate.tui.text import settled

GAME_WORDS: tuple[tuple[str, str], ...] = (
    ("answer", "A card played against somebody's case. It must be one that answers that argument."),
    ("argument", "A card with a claim and the reasons for it. It can back moves and answer other arguments."),
    ("beaten", "A case with an answer left that nobody met. Its speaker pays more, or its move waits a round."),
    ("brief", "The text that the deck is made from. Its paragraphs are cited as P1, P2 and so on."),
    ("capital", "What a role can spend on moves: goodwill, votes, money. It grows a little every round."),
    ("case", "The argument that backs a move. A move without one costs more."),
    ("causal link", "What carries a change on to something else, now or rounds later. Each one cites the brief."),
    ("causal view", "Another model of the world, for one disputed point. The debrief replays your game under each."),
    ("covert", "A move that others are not told of. They see only what it changes, unless it is found out."),
    ("denial", "What the brief says does not happen. When its cause is there, the game tells you what did not follow."),
    ("dropped", "A case that somebody could have answered and did not. You learn of it in the debrief."),
    ("ends", "What a role says it is for. Shown beside its wants; the gap between them is worth a talk."),
    ("epilogue", "The rounds after the last one, in which nobody moves and what is on its way still lands."),
    ("extension", "An answer to an answer: the speaker meets one answer to its own case."),
    ("flag", "A standing fact of the world, such as whether a law is in force."),
    ("floor", "What is said at the table. It decides what a move costs and when it comes, not what it does."),
    ("hold", "To play no move in a round, and gain capital for it."),
    ("meter", "A number from 0 to 100 that says how something stands in the world."),
    ("motive", "What your role is after. It is secret until the game is over."),
    ("offer", "A move that happens only if another role takes it."),
    ("overtaken", "A move that came too late: what it needed was gone. It is paid back."),
    ("par", "The score that scripted play reaches on average with a motive, to compare yours with."),
    ("pending", "A change on its way that lands at the end of a later round."),
    ("promise", "What a move says it will do. The debrief sets it beside what came."),
    ("stands", "A case that nobody answered, or whose answers were all met. Its speaker gains one capital."),
    ("wants", "What a role's motive is after. Your score counts these."),
    ("world", "What really happens: meters, standing facts and the links between them."),
)
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

    def action_walk(self, step: int) -> None:
        self.page.action_walk(step)
