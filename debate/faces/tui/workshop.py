"""The deck workshop: findings and items of a deck on one side, what the marked one comes to on the other."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Iterator
from typing import cast

from textual import on
from textual.app import ComposeResult, SuspendNotSupported
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import OptionList, Static
from textual.worker import get_current_worker

from debate.deckfile.finding import Finding
from debate.faces.tui.actions import WORKSHOP, bindings
from debate.faces.tui.beside import in_place
from debate.faces.tui.causal_map import MapScreen
from debate.faces.tui.footer import Keys
from debate.faces.tui.listing import Listing, Row
from debate.faces.tui.page import BLANK, QUIET, STRONG, Line, Page, Verbatim
from debate.faces.tui.routes import show
from debate.faces.tui.sheet import Sheet
from debate.faces.tui.stage import GameApp
from debate.faces.tui.text import cut, entitle, rows, say
from debate.faces.tui.workshop_pages import GLYPHS, NODE, SECTION_OF, Shown, of_entry, of_finding
from debate.game.session import Session
from debate.pages.document import Ref
from debate.pages.things import ref_of
from debate.rules.text import visible
from debate.workshop import trials
from debate.workshop.desk import Desk, Entry, Group
from debate.workshop.editor import NoEditor, command
from debate.workshop.explain import explained
from debate.workshop.summary import Summary

OPEN_ALL = 60
"""A deck of so many items at most has all of its groups open at first."""
_WIDE = 110


class _Stopped(Exception):
    """Nobody watches any more."""


class WorkshopScreen(Screen[None]):
    """One deck on the desk. It follows each save, and keeps the last version that plays beside what is wrong."""

    HOME = True
    """A game that was begun here leads back here."""
    BINDINGS = bindings(WORKSHOP)
    AUTO_FOCUS = "#items"

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.session: Session | None = None
        self._open: set[str] | None = None
        self._before: list[str] = []
        self._groups: tuple[Group, ...] = ()
        self._findings: tuple[Finding, ...] = ()
        self._playing = ""

    def compose(self) -> ComposeResult:
        yield Static(id="desk-head")
        with Horizontal(id="desk"):
            yield Listing(id="items", classes="panel", keeps_mark=True)
            yield Page(id="shown", classes="panel", beside=True)
        yield Keys()

    def on_mount(self) -> None:
        self.take(self.desk.read())
        self.run_worker(self._watch, group="desk", thread=True)

    def on_resize(self) -> None:
        self.set_class(self.size.width >= _WIDE, "-wide")
        self.call_after_refresh(self._fill)

    # The desk.

    def _watch(self) -> None:
        """Follow the saves; for a thread of its own."""
        worker = get_current_worker()

        def sleep(seconds: float) -> None:
            if worker.is_cancelled or not self.is_running:
                raise _Stopped
            time.sleep(seconds)

        try:
            for desk in self.desk.saves(sleep):
                sleep(0)
                self.app.call_from_thread(self.take, desk)
        except _Stopped:
            return

    def take(self, desk: Desk) -> None:
        """Show the deck as it is now."""
        if desk.deck is not None and (self.session is None or self.session.source is not desk.deck):
            self.session = Session(desk.deck, seed=1)
        self.desk, self._groups, self._findings = desk, desk.groups(), desk.findings()
        if self._open is None and self._groups:
            few = sum(len(group.entries) for group in self._groups) <= OPEN_ALL
            self._open = {group.key for group in self._groups} if few else set()
        self._fill()

    def _fill(self, mark: str | None = None) -> None:
        if not in_place(self, "#items", "#shown"):
            return
        items = self.query_one("#items", Listing)
        cells = max(16, items.scrollable_content_region.width - 2)
        items.show(self._rows(cells), mark)
        self._show()
        self.refresh_bindings()

    def _head(self) -> None:
        desk = self.desk
        if not in_place(self, "#desk-head"):
            return
        title = desk.deck.title if desk.deck is not None else ""
        name = f"{title} · {visible(desk.path, 60)}" if title else visible(desk.path, 60)
        said = self._playing or desk.headline()
        if desk.kept:
            said += " · shown as it was before"
        if desk.problem:
            said += f" · {desk.problem}"
        parts = (f" {cut(name, max(20, self.size.width - len(said) - 6))}  ", (said, "bold"))
        self.query_one("#desk-head", Static).update(say(*parts))
        self.set_class(any(finding.severity == "error" for finding in self._findings), "-wrong")

    # The list.

    def _rows(self, cells: int) -> Iterator[Row]:
        count = len(self.desk.checked.findings)
        notes = len(self._findings) - count
        head = f"Findings: {count or 'none'}" + (f", notes: {notes}" if notes else "")
        yield Row("head:findings", say((head, "bold")), enabled=False)
        for number, finding in enumerate(self._findings):
            place = finding.file.removeprefix(visible(self.desk.path, 200).rstrip("/") + "/").rpartition("/")[2]
            first = f"{GLYPHS[finding.severity]} {finding.code} · {place}:{finding.line}"
            style = "bold" if finding.severity == "error" else ""
            second = f"  {cut(finding.sentence, cells - 2)}"
            yield Row(f"finding:{number}", rows([(cut(first, cells), style), (second, QUIET)]))
        silenced = len(self.desk.checked.silenced)
        if silenced:
            yield Row("head:silenced", say((f"  and {silenced} silenced", QUIET)), enabled=False)
        one_file = len({group.file for group in self._groups}) == 1
        troubled = {(e.section, e.id) for f in self._findings if f.severity != "note" and (e := self.desk.owner(f))}
        for group in self._groups:
            opened = group.key in (self._open or ())
            place = "" if one_file else f"{group.file.rpartition('/')[2]}: "
            mark = "!" if not opened and any((e.section, e.id) in troubled for e in group.entries) else " "
            label = f"{'▾' if opened else '▹'} {place}{group.section} ({len(group.entries)}){mark}"
            yield Row(f"group:{group.key}", say((cut(label, cells), "bold")))
            for entry in group.entries if opened else ():
                mark = "!" if (entry.section, entry.id) in troubled else " "
                yield Row(f"item:{entry.section}:{entry.id}", say(cut(f" {mark} {entry.id}", cells)))

    @property
    def marked(self) -> str:
        """The id of the marked row."""
        return self.query_one("#items", Listing).marked or ""

    def finding(self) -> Finding | None:
        """The marked finding."""
        kind, _, number = self.marked.partition(":")
        return self._findings[int(number)] if kind == "finding" and int(number) < len(self._findings) else None

    def entry(self) -> Entry | None:
        """The marked item, or the one in which the marked finding stands."""
        finding = self.finding()
        if finding is not None:
            return self.desk.owner(finding)
        kind, _, rest = self.marked.partition(":")
        section, _, id = rest.partition(":")
        return self.desk.entry(section, id) if kind == "item" else None

    # What is marked.

    @on(OptionList.OptionHighlighted, "#items")
    def _show(self) -> None:
        if not in_place(self, "#items", "#shown"):
            return
        self._head()
        page = self.query_one("#shown", Page)
        entitle(self.query_one("#items"), "Deck")
        shown = self._shown(max(20, page.scrollable_content_region.width - 2))
        entitle(page, shown.title, shown.below)
        if shown.lines != page.lines:
            page.show(shown.lines)
        self.refresh_bindings()

    def _shown(self, cells: int) -> Shown:
        finding, entry = self.finding(), self.entry()
        if finding is not None:
            return of_finding(self.desk, finding, entry, self.session, cells)
        if entry is not None:
            return of_entry(self.desk, entry, self.session)
        group = next((g for g in self._groups if f"group:{g.key}" == self.marked), None)
        if group is None:
            return Shown("Nothing is here yet", "", (Line("The file is empty, or there is none."),))
        lines = [Line("⏎ opens and closes this part of the list.", QUIET), BLANK]
        lines += [Line(e.called, to=Ref("entry", f"{e.section}:{e.id}")) for e in group.entries]
        return Shown(group.section, group.file, tuple(lines))

    @on(OptionList.OptionSelected, "#items")
    def _selected(self, message: OptionList.OptionSelected) -> None:
        message.stop()
        kind, _, key = (message.option_id or "").partition(":")
        if kind == "group" and self._open is not None:
            self._open ^= {key}
            self._fill(message.option_id)
        elif kind in ("finding", "item"):
            self.query_one("#shown", Page).focus()

    def on_page_opened(self, message: Page.Opened) -> None:
        """Go to the item to which a line of the page leads."""
        message.stop()
        to = message.line.to
        if to is None:
            return
        if to.kind == NODE and self.session is not None:
            to = ref_of(self.session.deck, to.id) or to
        section, id = SECTION_OF.get(to.kind, ""), to.id
        if to.kind == "entry":
            section, _, id = to.id.partition(":")
        if self.desk.entry(section, id) is None:
            self._say("That stands nowhere in the deck.")
            return
        self._before.append(self.marked)
        self.go_to(section, id)

    def go_to(self, section: str, id: str) -> None:
        """Mark an item in the list, opening the part in which it stands."""
        group = next((g for g in self._groups for e in g.entries if (e.section, e.id) == (section, id)), None)
        if group is not None and self._open is not None:
            self._open.add(group.key)
            self._fill(f"item:{section}:{id}")

    # Actions.

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        if action == "try_deck":
            return self.desk.deck is not None
        if action == "play_check":
            return self.desk.checked.deck is not None and not self._playing
        if action == "earlier":
            return bool(self._before)
        if action == "explain_code":
            return in_place(self, "#items") and self.finding() is not None
        if action == "next_finding":
            return bool(self._findings)
        if action == "map_item":
            return self.session is not None
        return True

    def action_back(self) -> None:
        if self.query_one("#shown", Page).has_focus:
            self.query_one("#items").focus()
        else:
            self.dismiss()

    def action_next_panel(self) -> None:
        self.focus_next()

    def action_open(self) -> None:
        page = self.query_one("#shown", Page)
        if page.has_focus:
            page.choose()

    def action_earlier(self) -> None:
        if self._before:
            self._fill(self._before.pop())

    def action_next_finding(self) -> None:
        kind, _, number = self.marked.partition(":")
        after = int(number) + 1 if kind == "finding" else 0
        self._fill(f"finding:{after % len(self._findings)}")

    def action_explain_code(self) -> None:
        finding = self.finding()
        if finding is not None:
            self.app.push_screen(Sheet(f"Finding: {finding.code}", _about_code(finding.code), "esc closes"))

    def action_map_item(self) -> None:
        entry = self.entry()
        if self.session is None:
            return
        known = MapScreen(self.session, None).subjects()
        subject = entry.id if entry is not None and entry.id in known else None
        if entry is not None and subject is None:
            deck = self.session.deck
            link = deck.links.get(entry.id)
            denial = deck.denials.get(entry.id)
            near = [id for id, _ in (*link.effects.meters, *link.effects.flags)] if link is not None else []
            near += denial.denies if denial is not None else ()
            subject = next((id for id in near if id in known), None)
        show(self.app, "map", self.session, None, subject)

    def action_try_deck(self) -> None:
        if self.desk.deck is not None:
            show(self.app, "new-game", self.desk.path, self.desk.deck)

    def action_edit(self) -> None:
        group = next((g for g in self._groups if f"group:{g.key}" == self.marked), None)
        place = self.finding() or self.entry() or (group.entries[0] if group is not None else None)
        path = self.desk.file(place.file) if place is not None else None
        if self.desk.shipped:
            self._say("This deck came with the program. Copy its folder, and open the copy here to change it.")
        elif place is None or path is None:
            self._say("Mark a finding or an item first: its file is opened then.")
        else:
            try:
                self._edit(command(os.environ, str(path), place.line, place.column))
            except NoEditor as problem:
                self._say(str(problem))

    def _edit(self, words: list[str]) -> None:
        """Let the editor have the terminal until it ends."""
        try:
            with self.app.suspend():
                code = subprocess.run(words, check=False).returncode
        except SuspendNotSupported:
            self._say("An editor cannot be started from here. Open the file in a window of its own: each save is seen.")
            return
        except (OSError, ValueError) as problem:
            why = (problem.strerror if isinstance(problem, OSError) else None) or str(problem)
            self._say(f"The editor '{visible(words[0])}' cannot be started: {visible(why).lower()}.")
            return
        if code:
            self._say(f"The editor '{visible(words[0])}' ended with an error ({code}).")

    def action_play_check(self) -> None:
        self._playing = "playing some hundred games ..."
        self._head()
        self.run_worker(self._play_check, group="trials", thread=True, exclusive=True)

    def _play_check(self) -> None:
        """Play the sample; for a thread of its own."""
        worker, desk = get_current_worker(), self.desk
        assert desk.deck is not None

        def tell(done: int) -> None:
            if worker.is_cancelled or not self.is_running:
                raise _Stopped
            self.app.call_from_thread(self._told, f"{done} of {trials.GAMES} games played ...")

        try:
            run = trials.sample(desk.deck, jobs=1, tell=tell)
        except _Stopped:
            return
        self.app.call_from_thread(self._played, desk, run.summary)

    def _told(self, text: str) -> None:
        self._playing = text
        self._head()

    def _played(self, desk: Desk, summary: Summary) -> None:
        """The games are over: show what they tell, unless the deck has changed since."""
        self._playing = ""
        if desk is not self.desk or desk.checked.deck is None:
            self._say("The deck was saved in the meantime: check by play again.")
            self._head()
            return
        found = len(desk.checked.findings)
        self.take(desk.with_check(trials.with_play(desk.checked, summary), played=True))
        more = len(self.desk.checked.findings) - found
        self._say(f"{summary.games} games tell {more or 'nothing'} more{'.' if more else ': everything came up.'}")

    def _say(self, text: str) -> None:
        cast("GameApp", self.app).say(text)


def _about_code(code: str) -> Iterator[Line]:
    """What a code of findings means, with an example and its cure."""
    paragraph: list[str] = []
    for line in (*explained(code), ""):
        quoted = line.startswith("    ")
        if line and not quoted:
            paragraph.append(line)
            continue
        if paragraph:
            text = " ".join(paragraph)
            yield Line(text, STRONG if text in ("Wrong:", "Right:") else "")
            paragraph = []
        yield Verbatim(line) if quoted else BLANK
