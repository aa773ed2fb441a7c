"""What is coming, how things stand, and who sits at the table, as the role may know it."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.naming import cited, name_of
from debate.debrief.narration import lands_in_words
from debate.faces.tui.page import HEADING, QUIET, STRONG, Line
from debate.faces.tui.sheet import GameSheet
from debate.faces.tui.table_facts import seat_names
from debate.faces.tui.text import DOWN, UP, dots, signed
from debate.pages.document import Ref
from debate.pages.things import ref_of
from debate.rules.state import Pending


class PendingScreen(GameSheet):
    """Pending changes, the soonest first."""

    def heading(self) -> tuple[str, str]:
        seen = self.session.view(self.role)
        return "Coming, and how things stand", f"it is round {seen.round} of {self.deck.rounds.count}"

    def lines(self) -> Iterator[Line]:
        seen = self.session.view(self.role)
        if not seen.pending:
            yield Line("Nothing is on its way that you can see from your seat.")
            yield Line("Some links land rounds after what set them going; then they stand here.", QUIET)
        else:
            yield from self._coming()
        yield from self._standing()
        yield from self._seats()

    def _standing(self) -> Iterator[Line]:
        flags = self.session.view(self.role).flags
        yield Line()
        yield Line("How things stand", HEADING)
        for flag in self.deck.flags.values():
            if len(flag.values) > 1:
                now = flags[flag.id]
                style = STRONG if now != flag.start else ""
                yield Line(flag.values[now], style, lead=f"{flag.name}: ", to=Ref("flag", flag.id))

    def _seats(self) -> Iterator[Line]:
        names, state = seat_names(self.session, self.role), self.session.state
        yield Line()
        yield Line("At the table", HEADING)
        for role in self.deck.turn_order:
            held = dots(state.capital[role], self.deck.roles[role].capital_max)
            yield Line(f"{held} {names[role]}", lead=f"{self.deck.roles[role].name} ", to=Ref("role", role))

    def _coming(self) -> Iterator[Line]:
        seen = self.session.view(self.role)
        yield Line("These changes come whatever is played now; only later changes can work against them.", QUIET)
        for lands in sorted({item.lands for item in seen.pending}):
            yield Line()
            yield Line(self._when(lands), HEADING)
            for item in seen.pending:
                if item.lands == lands:
                    yield from self._item(item)

    def _when(self, lands: int) -> str:
        rounds = self.deck.rounds
        if lands > rounds.count:
            return lands_in_words(self.deck, lands).removeprefix("for ").capitalize()
        return f"At the end of round {lands}: {rounds.labels[lands - 1]}"

    def _item(self, item: Pending) -> Iterator[Line]:
        deck = self.deck
        for target, amount in item.changes:
            if target in deck.flags:
                value = list(deck.flags[target].values.values())[amount]
                yield Line(f"{name_of(deck, target)} becomes '{value}'", lead="→      ", to=ref_of(deck, target))
            else:
                glyph = UP if amount > 0 else DOWN
                lead = f"{glyph} {signed(amount):>4} "
                yield Line(name_of(deck, target), lead=lead, lead_style="bold", to=ref_of(deck, target))
        link = deck.links[item.link]
        since = f"Set going in round {item.fired}."
        yield Line(f"{link.says} ({cited(link)}) {since}", QUIET, lead="       ", to=Ref("link", item.link))
