"""Why: from a meter, a standing fact or a step back to moves, to what lasted, to chance; and what did not move."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partialmethod

from textual import events, on
from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.message import Message
from textual.widget import Widget
from textual.widgets import OptionList

from debate.debrief.naming import called, name_of, near
from debate.faces.tui.actions import WHY, bindings
from debate.faces.tui.drawn import fitted, unfolded
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.page import HEADING, QUIET, Fold, Line, Page
from debate.faces.tui.routes import show
from debate.faces.tui.sheet import GameSheet
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import arrow, cut, say
from debate.game.record import GameRecord
from debate.pages.details import about
from debate.pages.details import afterwards as afterwards_of
from debate.pages.details import title as details_title
from debate.pages.document import Folded, Node
from debate.pages.exchange import cases_heard
from debate.pages.glossary import NEAR_IT, NOTHING_SO, SHORTER
from debate.pages.in_round import in_round, with_round
from debate.pages.reader import Reader
from debate.pages.things import KIND_NAMES, ref_of
from debate.pages.why import WHOLE, afterwards, changed_in, title, why

WIDE = 100
_LIST = 30


class Picker(Listing):
    """A list that, while it is picked from, is narrowed by what is typed."""

    class Typed(Message):
        """Another word to look for."""

    def __init__(self, *, id: str) -> None:
        super().__init__(id=id)
        self.picking = False
        self.word = ""

    def pick(self, picking: bool) -> None:
        """Begin or end to take what is typed as a word to look for."""
        self.picking, self.word = picking, ""
        self.post_message(self.Typed())

    def check_consume_key(self, key: str, character: str | None) -> bool:
        return self.picking and character is not None and character.isprintable()

    def on_key(self, event: events.Key) -> None:
        if not self.picking:
            return
        if event.key == "backspace":
            self.word = self.word[:-1]
        elif event.is_printable and event.character:
            self.word = (self.word + event.character).lstrip(" /")
        else:
            return
        event.stop()
        event.prevent_default()
        self.post_message(self.Typed())


class Chooser(Horizontal):
    """A page beside a list of what it can be about; in a narrow window the list takes the page's place when asked."""

    DEFAULT_CSS = f"""
    Chooser {{ height: 1fr; }}
    Chooser > Listing {{ width: {_LIST}; height: 1fr; border: none; border-right: solid $accent; padding: 0; }}
    Chooser.narrow > Listing {{ display: none; }}
    Chooser.narrow.picking > Listing {{ display: block; width: 1fr; border: none; }}
    Chooser.narrow.picking > .body {{ display: none; }}
    """

    def __init__(self, *body: Widget, narrow: bool = False) -> None:
        """``body``: what stands beside the list; ``narrow``: which takes the whole width in any window."""
        super().__init__()
        self._body = body
        self._narrow = narrow

    def compose(self) -> ComposeResult:
        yield Picker(id="subjects")
        with Vertical(classes="body"):
            yield from self._body

    def on_mount(self) -> None:
        """Narrow from the start where the window is: its own size comes later, and keys may come before that."""
        self.set_class(self._narrow or self.app.size.width < WIDE, "narrow")

    def on_resize(self) -> None:
        self.set_class(self._narrow or self.size.width < WIDE - 8, "narrow")


class ChooserSheet(GameSheet):
    """A page about one meter or standing fact at a time; ← → go to the next, / to the list of all."""

    HOW = "type to find, ⏎ opens"

    def __init__(self, session: GameRecord, role: str | None, subject: str | None = None) -> None:
        super().__init__(session, role)
        self.subject = subject or self.first_subject()

    def first_subject(self) -> str:
        return next(iter(self.session.deck.meters))

    def subjects(self) -> list[str]:
        """Ids that the page can be about, in the order of the list."""
        return [*self.deck.meters, *self.deck.flags]

    def found_too(self) -> Iterable[str]:
        """Ids of more that is found where somebody looks for it."""
        return ()

    def inside(self) -> Iterable[Widget]:
        yield Chooser(Page())

    def fill(self, mark: str = "") -> None:
        self.list_subjects()
        super().fill(mark)

    @on(Picker.Typed)
    def list_subjects(self) -> None:
        """The list, narrowed to what is looked for."""
        picker = self.query_one(Picker)
        listed = [*self.subjects(), *(self.found_too() if picker.picking else ())]
        word = self.looked_for(picker.word)
        known, told = called(self.deck, listed, word), []
        if not known:
            known = near(self.deck, listed, word)
            told = [NOTHING_SO, NEAR_IT if known else SHORTER]
        alone = self.query_one(Chooser).has_class("narrow")
        rows = subject_rows(self.session, self.role, known, self.app.size.width - 10 if alone else _LIST - 5)
        if picker.picking:
            told.insert(0, f"find: {picker.word}_" if picker.word else self.HOW)
            rows[:0] = [Row(f"find {n}", say((words, QUIET)), enabled=False) for n, words in enumerate(told)]
        picker.show(rows, self.subject if self.subject in known else None)

    def looked_for(self, typed: str) -> str:
        """The name in what is typed to be found."""
        return typed

    def turn_to(self, subject: str) -> None:
        """Show the page of another subject."""
        self.subject = subject
        self._stop_picking()
        self.fill()

    def _stop_picking(self) -> None:
        self.query_one(Chooser).remove_class("picking")
        self.query_one(Picker).pick(False)
        self.read()

    def read(self) -> None:
        """Give the focus to what stands beside the list."""
        self.page.focus()

    def room(self) -> tuple[int, int]:
        cells, rows = super().room()
        return (cells if self.query_one(Chooser).has_class("narrow") else cells - _LIST), rows

    def marked_ids(self) -> tuple[str, ...]:
        """Ids of what is marked, to be doubted."""
        marked = self.page.marked
        return (*marked.key.split(":"), marked.to.id if marked.to is not None else "") if marked is not None else ()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "contest":
            return self.session.state.over and isinstance(self.app, GameApp)
        return super().check_action(action, parameters)

    def action_contest(self) -> None:
        """Doubt the link or denial of the marked line, or choose what is contested."""
        from debate.pages.contesting import Contest  # nothing before the end of a game needs it

        about = next((id_ for id_ in self.marked_ids() if id_ in self.deck.links or id_ in self.deck.denials), "")
        show(self.app, "dialogue", Contest(self.session, self.role, about))

    def _step(self, by: int) -> None:
        known = self.subjects()
        place = known.index(self.subject) if self.subject in known else -1
        self.turn_to(known[(place + by) % len(known)])

    action_next_meter = partialmethod(_step, 1)
    action_meter_before = partialmethod(_step, -1)

    def action_pick_meter(self) -> None:
        chooser = self.query_one(Chooser)
        chooser.add_class("picking")
        picker = self.query_one(Picker)
        picker.pick(True)
        self.call_after_refresh(picker.focus)

    def action_back(self) -> None:
        if self.query_one(Chooser).has_class("picking"):
            self._stop_picking()
        else:
            self.dismiss()

    def on_option_list_option_selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        if message.option_id:
            self.turn_to(message.option_id)


def subject_rows(session: GameRecord, role: str | None, ids: Iterable[str], cells: int) -> list[Row]:
    """Rows of the list, of so many cells: meters with value and change since the start, then all else by its name."""
    deck, seen = session.deck, session.view(role)
    found: list[Row] = []
    titles = {
        "Meters": deck.meters,
        "Standing facts": deck.flags,
        "Moves": deck.moves,
        "News": deck.news,
        "Cases": deck.arguments,
        "Endings": deck.endings,
        "Causal links": deck.links,
        "Denials": deck.denials,
    }
    kinds = {id_: next(kind for kind, items in titles.items() if id_ in items) for id_ in ids}
    order, before = [*dict.fromkeys(kinds.values())], ""
    for id_, kind in sorted(kinds.items(), key=lambda each: order.index(each[1])):
        if kind != before:
            found.append(Row(f"title-{kind}", say((kind, HEADING)), enabled=False))
            before = kind
        if kind == "Meters":
            value = seen.meters[id_]
            shown = " ? " if value is None else f"{value:3d}"
            change = " " if value is None else arrow(value - deck.meters[id_].start)
            text = f"{shown}{change} {deck.meters[id_].name}"
        elif kind == "Standing facts":
            text = deck.flags[id_].name
        else:
            text = name_of(deck, id_)
        found.append(Row(id_, say(f"  {cut(text, cells)}")))
    return found


class WhyScreen(ChooserSheet):
    """Why ``subject`` (a meter or flag) stands where it stands; with ``step``, first why that step came about. Of a
    case that was on the floor, how it fared.

    ``step`` is a number in ``session.visible(role)``. ``picking``: it begins with the list.
    """

    BINDINGS = bindings(WHY)
    HOW = "type a name, and perhaps a round"

    def __init__(
        self,
        session: GameRecord,
        role: str | None,
        subject: str | None = None,
        step: int | None = None,
        picking: bool = False,
    ) -> None:
        super().__init__(session, role, subject)
        self._picking = picking
        self._step_asked = step
        self._round: int | None = None
        """The round that is asked about; None: the answer in short, WHOLE: all of it."""
        self._typed: int | None = None
        """The round that is typed behind a name."""
        asked = next((s for s in session.visible(role) if s.number == step), None)
        if asked is not None and subject is None:
            self.subject = asked.meter or asked.flag or self.subject

    def on_mount(self) -> None:
        if self._picking:
            self.call_after_refresh(self.action_pick_meter)

    def first_subject(self) -> str:
        """Of what the reader is scored on what moved furthest by its weight; else the meter that moved last, so that
        the page has something to tell."""
        reader = Reader(self.session, self.role)
        wants = reader.motive.wants if reader.motive is not None else {}
        known = {id_: now for id_ in wants if (now := reader.view.meters[id_]) is not None}
        far = {id_: abs(wants[id_] * (now - self.session.deck.meters[id_].start)) for id_, now in known.items()}
        if any(far.values()):
            return max(far, key=lambda id_: far[id_])
        last = next((s.meter for s in reversed(self.session.visible(self.role)) if s.meter and s.change), None)
        return last or super().first_subject()

    def subjects(self) -> list[str]:
        """Meters, standing facts, the cases that were on the floor, and after the game what else came or did not."""
        reader = Reader(self.session, self.role)
        return [*super().subjects(), *cases_heard(reader), *(to.id for to in afterwards(reader))]

    def found_too(self) -> Iterable[str]:
        """Links and denials of the world as it is here, as far as they may be read: see :attr:`GameRecord.deck`."""
        return (id_ for kind in (self.deck.links, self.deck.denials) for id_, item in kind.items() if item.active)

    @property
    def _measured(self) -> bool:
        """Whether the page is about a meter or a standing fact."""
        return self.subject in self.deck.meters or self.subject in self.deck.flags

    def looked_for(self, typed: str) -> str:
        whole = any(typed.casefold() in name_of(self.deck, id_).casefold() for id_ in self.subjects())
        word, round_ = (typed, None) if whole else with_round(typed)
        self._typed = round_
        return word

    def turn_to(self, subject: str) -> None:
        self._step_asked, self._round = None, self._typed
        super().turn_to(subject)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "map_here" and not self._measured:
            return False
        if action == "unfold":
            rounds = changed_in(Reader(self.session, self.role), self.subject) if self._measured else ()
            return bool(self._round or rounds[1:]) or any(isinstance(line, Fold) for line in self.page.lines)
        return super().check_action(action, parameters)

    def action_map_here(self) -> None:
        show(self.app, "map", self.session, self.role, self.subject)

    @property
    def labels(self) -> dict[str, str]:
        """What ⏎ does at the mark, and what the key does that opens all."""
        marked = self.page.marked
        turn = {"open": "Fold" if marked.opened else "Unfold"} if isinstance(marked, Fold) else {}
        return {**turn, "unfold": "In short"} if self._round == WHOLE else turn

    def on_page_marked(self) -> None:
        self.refresh_bindings()

    def action_unfold(self) -> None:
        self._round = None if self._round == WHOLE else WHOLE
        self.fill()

    def heading(self) -> tuple[str, str]:
        to = ref_of(self.deck, self.subject)
        if to is not None and to.kind in ("link", "denial"):
            return KIND_NAMES[to.kind], "← → another · / the list"
        when = f" Round {self._round}" if self._round else ""
        if not self._measured:
            return f"Why '{name_of(self.deck, self.subject)}'?{when}", "← → another · / the list"
        asked = title(Reader(self.session, self.role), self.subject)
        return f"{asked}{when}", "← → another meter · / the list · m its map"

    def lines(self) -> list[Line]:
        return self.whole() if self._round == WHOLE else fitted(self._told(self._round), self.room())

    def whole(self) -> list[Line]:
        """All of it, with nothing folded."""
        return unfolded(self._told(WHOLE))

    def _told(self, round_: int | None) -> Iterable[Node]:
        """The answer; of a thing that came or did not what became of it comes before all else."""
        reader, to = Reader(self.session, self.role), ref_of(self.deck, self.subject)
        if self._measured or to is None:
            return why(reader, self.subject, round_, self._step_asked)
        if round_ and (found := in_round(reader, to, round_)):
            return found
        came, it = list(afterwards_of(reader, to)), about(reader, to)
        return [*came, Folded(details_title(reader, to), tuple(it))] if came else it
