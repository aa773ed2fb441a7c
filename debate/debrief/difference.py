"""What made the difference between a game and its control run without one move: which causes, and what of that came or
went only since later choices could not be made there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from debate.debrief.control import Apart, Control, Place, Tried, apart_by_cause
from debate.debrief.missed import why_missed
from debate.debrief.naming import cause_name, citation, listed, rounds_words, sentence
from debate.debrief.shares import Roots
from debate.debrief.waiting import events_words, rounds_with
from debate.rules.grounds import Sourced
from debate.rules.moves import Move
from debate.rules.outcome import ENOUGH
from debate.rules.replay import decided
from debate.rules.trace import TraceStep

_MOST = 2
"""How many causes are named."""
Missed = tuple[tuple[int, Move], str]
"""A choice that a control leaves out, as (round, move), and why."""


class Differences:
    """A finished game, held against its control runs. ``roots``: of its steps, not through meters."""

    def __init__(self, game: Tried, roots: Roots) -> None:
        self._game, self._deck, self._roots, self._late = game, game.deck, roots, decided(game.played)

    def of(self, place: Place, meter: str, control: Control, later: bool) -> tuple[Apart, ...]:
        """Every cause that moved the meter otherwise without the move of this place, the biggest first; together they
        are the difference between both runs. The limit of a meter stands under its own id."""
        return apart_by_cause(meter, self._game.summed(place[0])[later], (control.by, control.by_later)[later])

    def words(
        self, place: Place, meter: str, control: Control, sign: int, later: bool = False, detour: bool = False
    ) -> str:
        """What made the difference in this direction, with what went the other way, so that it adds up, and which later
        choices, not possible without the move, did that; empty where nothing did. ``detour``: these did all of it, so
        some are named in any case, and whose moves are behind a link."""
        apart = self.of(place, meter, control, later)
        most = self.foremost(apart, meter, sign)
        if not most:
            return ""
        parts = self.parts(apart, most, place, meter, later, detour)
        told = f"What made the difference: {'; '.join(words for _, words in parts)}."
        behind = {
            place
            for each in most
            for step in self._game.steps
            if (step.cause, step.target) == (each.cause, meter)
            for place in self._places(self._roots.of(step))
        }
        left = self.left_out(place, control)
        missed = [each for each in left if (each[0][0], each[0][1].role) in behind]
        if detour and not missed:
            missed = left[:_MOST]
        return f"{told} Left out without the move: {listed(self.missed(missed))}." if missed else told

    def left_out(self, place: Place, control: Control) -> list[Missed]:
        """The choices that the control without the move of this place leaves out, each with why."""
        return [*zip(control.held, why_missed(self._game, place, control), strict=True)]

    def foremost(self, apart: Sequence[Apart], meter: str, way: int, count: int = _MOST) -> list[Apart]:
        """The biggest causes in this direction (the sign of ``way``); the limit of the meter only where there is no
        other."""
        found = [each for each in apart if each.made * way > 0]
        return [each for each in found if each.cause != meter][:count] or found

    def passages(self, apart: Apart) -> tuple[str, ...]:
        """The passages that a cause rests on."""
        found: Sourced | None = self._deck.links.get(apart.cause) or self._deck.news.get(apart.cause)
        return found.source if found is not None else ()

    def parts(
        self,
        apart: Sequence[Apart],
        most: Sequence[Apart],
        place: Place,
        meter: str,
        later: bool = False,
        through: bool = False,
    ) -> Iterator[tuple[str, str]]:
        """Causes by id, each in words: ``most`` of them, then the move itself, the limit of the meter, the biggest
        other and how many others (with no id); together these are the difference. ``through``: each one by itself,
        with the other moves that a link goes back to."""
        named, rest = list(most), [each for each in apart if each not in most]
        named += [each for each in rest if each.cause == meter or self._own(each, place, meter, later)]
        rest = [each for each in rest if each not in named]
        few = len(rest) if through or len(rest) <= _MOST else int(abs(rest[0].made) >= ENOUGH)
        for each in (*named, *rest[:few]):
            yield each.cause, self._cause(each, place, self._through(each, place, meter, later) if through else "")
        if left := sum(each.made for each in rest[few:]):
            yield "", f"{left:+d}: {len(rest) - few} other causes together"

    def _made(self, apart: Apart, place: Place, meter: str, later: bool) -> list[TraceStep]:
        """The steps in which this cause moved the meter in the game, from the round of this place on."""
        found = (step for step in self._game.steps if (step.cause, step.target) == (apart.cause, meter) and step.change)
        return [s for s in found if s.round >= place[0] and (later or s.round <= self._game.last)]

    def _own(self, apart: Apart, place: Place, meter: str, later: bool) -> bool:
        """Whether it is the move of this place, or goes back to that alone."""
        found = self._made(apart, place, meter, later)
        return bool(found) and all(self._places(self._roots.of(step)) == [place] for step in found)

    def missed(self, missed: Sequence[Missed]) -> list[str]:
        """Choices that the control leaves out: ``'Sell core gear' of ZTE in rounds 6 and 8 (why)``."""
        rounds: dict[tuple[str, str], list[int]] = {}
        for (round_, move), why in missed:
            rounds.setdefault((move.move, why), []).append(round_)
        deck = self._deck
        return [f"{cause_name(deck, id_)} in {rounds_words(when)} ({why})" for (id_, why), when in rounds.items()]

    def _places(self, events: Iterable[int]) -> list[Place]:
        found = [self._roots.events[number] for number in events]
        return [self._game.chosen(self._deck.moves[each.cause].role, each.cause, each.round) for each in found]

    def _cause(self, apart: Apart, place: Place, through: str) -> str:
        """``+18: 'Brand ZTE a menace' of Congress in rounds 4 and 7``, or ``+18 instead of +9: ...``."""
        deck, instead = self._deck, f" instead of {apart.there:+d}" if apart.there else ""
        named = cause_name(deck, apart.cause)
        if apart.cause in deck.meters:
            named = "what its limit held back"
        elif apart.cause in deck.moves:
            happened = [event.round for event in self._roots.events.values() if event.cause == apart.cause]
            happened = [round_ for round_ in happened if round_ >= place[0]]
            when = f" in {rounds_with(deck, apart.cause, happened, self._late)}" if happened else ""
            named = f"{named}{when}"
        elif apart.cause in deck.links:
            named = sentence(named, citation(deck.links[apart.cause].source, deck.links[apart.cause].basis))
            named = f"{named}{through}"
        return f"{f'{apart.here:+d}' if apart.here else '0'}{instead}: {named}"

    def _through(self, apart: Apart, place: Place, meter: str, later: bool) -> str:
        """``, after 'Fund cyber defence' of Congress in round 4``: the other moves that a link goes back to."""
        behind = {number for step in self._made(apart, place, meter, later) for number in self._roots.of(step)}
        behind -= {number for number in behind if self._places([number]) == [place]}
        events = ((each.cause, each.round) for each in map(self._event, sorted(behind)))
        named = events_words(self._deck, events, _MOST, self._late)
        return f", after {named}" if named else ""

    def _event(self, number: int) -> TraceStep:
        return self._roots.events[number]
