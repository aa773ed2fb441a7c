"""What each cause did to a meter, and whose that was, in words; where parts of it began otherwise, each by itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from debate.debrief.naming import cause_name, listed, name_of, rounds_words
from debate.debrief.narration import by_chance
from debate.debrief.origins import NEVER_YET, Origin, Origins
from debate.debrief.shares import Roots, Share, foremost, shares
from debate.debrief.waiting import events_words, rounds_with
from debate.rules.begun import asked_flags
from debate.rules.conditions import Compare, FlagIs, range_of, wanted_in
from debate.rules.deck import Deck
from debate.rules.replay import Played, decided
from debate.rules.trace import TraceStep
from debate.rules.words import in_words

_MOST_MOVES = 3
"""How many moves are named behind one cause."""


class Shared:
    """The steps of a game whose shares are told, up to the end of term or beyond it. ``after``: the number of the step
    before what is told of."""

    def __init__(self, played: Played, steps: Sequence[TraceStep], roots: Roots, after: int = 0) -> None:
        self.steps, self.roots, self._after = steps, roots, after
        self._deck: Deck = played.state.tables.deck
        self.late = decided(played)
        self._cases: dict[tuple[int, str], list[str]] = {}
        for before, move in zip(played.states, played.moves, strict=False):
            if move.kind == "play" and move.card:
                self._cases.setdefault((before.round, move.card), []).append(move.role)

    @cached_property
    def _origins(self) -> Origins:
        return Origins(self._deck, self.steps)

    def words(self, share: Share, among: Sequence[TraceStep] = ()) -> str:
        """What one cause did to a meter, and whose that was: ``-6: 'Ban phones' of Congress, round 2.`` ``among``: in
        these steps alone."""
        deck, by = self._deck, f"{share.total:+d}"
        named = cause_name(deck, share.cause)
        made = [step for step in among or self.steps if (step.cause, step.target) == (share.cause, share.meter)]
        made = [step for step in made if among or step.number > self._after]
        if share.cause in deck.moves:
            return f"{by}: {named}{self._fates(share, made)}."
        if share.cause in deck.arguments:
            return f"{by}: {self._case(share.cause, made)}."
        begun = [step for step in made if self.roots.of(step)]
        rest = [step for step in made if not self.roots.of(step)]
        through = f"through {self.moves(sorted(share.roots))}" if share.roots else ""
        alone = self._alone(share.cause, rest) if rest else ""
        again = self._again(share.cause, begun)
        if again:
            through = again
        if begun and rest:
            return f"{by}: {named}: {_parts((rest, alone), (begun, through))}."
        return f"{by}: {named}, {through or alone}."

    def took(self, meter: str, sign: int) -> tuple[list[Share], list[str]]:
        """What took a meter this way from its start, and in words what all else did to it, so that it adds up; nothing
        where nothing went this way."""
        made = [step for step in self.steps if step.meter == meter]
        found = shares(self.roots, made, meter, 0, self.steps[-1].round) if made else ()
        named, rest = foremost(found, sign, self._deck.arguments)
        if not any(share.total * sign > 0 for share in named):
            return [], []
        cut = sum(step.change for step in made if step.kind == "clamp")
        by, name = sum(share.total for share in rest), name_of(self._deck, meter)
        more = [f"and {by:+d} in all by {len(rest)} more: 'why {name}'."] if rest else []
        return named, [*([at_an_end(cut)] if cut else []), *more]

    def _fates(self, share: Share, made: Sequence[TraceStep]) -> str:
        """In which rounds a move happened or, as an offer, was declined, as the end of a sentence; where it did
        something both times, by how much each."""
        events = [self.roots.events[number] for number in share.roots]
        happened = {event.round for event in events if event.cause == share.cause}
        came = [step for step in made if step.round in happened]
        lost = [step for step in made if step.round not in happened]
        when = rounds_with(self._deck, share.cause, sorted(happened), self.late) if came else ""
        declined = f"declined in {rounds_words(sorted({step.round for step in lost}))}"
        return f": {_parts((came, when), (lost, declined))}" if came and lost else f", {when or declined}"

    def behind(self, share: Share, most: int) -> Iterator[tuple[str, str]]:
        """What moved the other meters that a cause goes back to where nobody's move stands behind it, the biggest
        first, each with the id of what did it, and the sum of the rest, so that it adds up."""
        own = [step for step in self.steps if (step.cause, step.target) == (share.cause, share.meter)]
        own = [step for step in own if step.number > self._after and not self.roots.of(step)]
        above = self.above(own)
        meters = dict.fromkeys(str(step.meter) for step in above)
        found = [each for meter in meters for each in shares(self.roots, above, meter, 0, self.steps[-1].round)]
        found.sort(key=lambda each: -abs(each.total))
        named = found[:most]
        for each in named:
            yield f"'{name_of(self._deck, each.meter)}' {self.words(each, above)}", each.cause
        for meter in meters:
            if rest := [each.total for each in found[most:] if each.meter == meter]:
                yield f"'{name_of(self._deck, meter)}' {sum(rest):+d}: {len(rest)} more", meter

    def _case(self, card: str, made: Sequence[TraceStep]) -> str:
        """``beaten in round 6: ZTE's case 'Think of the workers'``."""
        fates: dict[str, list[int]] = {}
        for step in made:
            fates.setdefault(step.kind, []).append(step.round)
        when = listed([f"{fate} in {rounds_words(sorted({*rounds}))}" for fate, rounds in fates.items()])
        speakers = dict.fromkeys(role for step in made for role in self._cases.get((step.round, card), ()))
        whose = f" of {listed([self._deck.roles[role].name for role in speakers])}" if speakers else ""
        return f"{when}, {cause_name(self._deck, card)}{whose}"

    def moves(self, events: Sequence[int]) -> str:
        """``'Ban phones' of Congress in round 3 and 2 more``; empty for none."""
        made = (self.roots.events[number] for number in reversed(events))
        return events_words(self._deck, ((each.cause, each.round) for each in made), _MOST_MOVES, self.late)

    def _alone(self, cause: str, made: Sequence[TraceStep]) -> str:
        """What is said of steps of one cause that go back to no move: what they take all the same, as far as that was
        not so all by itself."""
        names = dict.fromkeys(f"'{name_of(self._deck, step.target)}'" for step in self.above(made))
        crossed = f"after changes of {listed([*names])}" if names else ""
        if cause in self._deck.news:
            when = {step.round for step in made}
            rolls = (step for step in self.steps if step.kind == "roll" and step.cause == cause and step.round in when)
            return crossed or ("by chance" if any(map(by_chance, rolls)) else "as it was bound to")
        standing = listed(list(self._standing(cause, made))) or self._stood(cause, made)
        return ", ".join(filter(None, (standing, *self._led(made), crossed, self._ago(made)))) or "all by itself"

    def _found(self, made: Sequence[TraceStep], how: str) -> list[Origin]:
        return [origin for step in made for origin in self._origins.of(step) if origin.how == how]

    def above(self, made: Sequence[TraceStep]) -> list[TraceStep]:
        """The changes of meters by others that led to these steps; none of a meter that stood as it must all along."""
        causes = {step.cause for step in made}
        led = {each.step.number: each.step for each in self._found(made, "led") if each.step is not None}
        return [step for step in led.values() if step.meter and step.cause not in causes]

    def _led(self, made: Sequence[TraceStep]) -> Iterator[str]:
        """News that these steps followed, and links that set the flags under which they are at work."""
        steps = dict.fromkeys(each.step for each in self._found(made, "led") if each.step is not None)
        news = [(step.cause, step.round) for step in steps if step.cause in self._deck.news and step.kind == "event"]
        if news:
            yield f"after {events_words(self._deck, news, _MOST_MOVES)}"
        for step in steps:
            if step.flag and step.cause in self._deck.links:
                yield self._since(step)

    def _since(self, step: TraceStep, again: str = "") -> str:
        flag, by = self._deck.flags[str(step.flag)], cause_name(self._deck, step.cause)
        return f"since '{flag.name}' was '{flag.values[str(step.after)]}'{again} in round {step.round} ({by})"

    def _ago(self, made: Sequence[TraceStep]) -> str:
        """What must not have happened lately, as far as these steps came before it or long enough after."""
        found: dict[str, dict[tuple[str, int], None]] = {}
        for origin in self._found(made, "ago"):
            if origin.step is not None:
                found.setdefault(origin.words, {})[origin.step.cause, origin.step.round] = None
        never = [origin.words for origin in self._found(made, "start") if origin.words.startswith(NEVER_YET)]
        words = [*dict.fromkeys(never)]
        for ago, events in found.items():
            words.append(f"{ago.removesuffix('this')}{events_words(self._deck, events, _MOST_MOVES, self.late)}")
        return f"as {listed(words)}" if words else ""

    def _stood(self, cause: str, made: Sequence[TraceStep]) -> str:
        """The other meters that stood from the start where a link asks for them; empty where there are none."""
        deck, link, own = self._deck, self._deck.links.get(cause), {step.meter for step in made}
        parents, led = {each for step in made for each in step.parents}, {step.meter for step in self.above(made)}
        moved = {step.meter for step in self.steps if step.number < made[0].number}
        read = {step.meter for step in self.steps if step.number in parents}
        tests = wanted_in(link.when) if link is not None else ()
        asked = [test for test in tests if isinstance(test, Compare) and test.kind == "meter" and test.id not in own]
        stood = [test for test in asked if test.id not in led and (test.id in read or self._holds(test, moved))]
        words = [in_words(deck, (test,)).replace("' is ", "' ", 1) for test in stood]
        return f"with {listed(words)} from the start" if words else ""

    def _holds(self, test: Compare, moved: Collection[str | None]) -> bool:
        """Whether a meter that has not moved stands where it is asked for."""
        start = self._deck.meters[test.id].start
        low, high = range_of(test, start)
        return test.id not in moved and low <= start <= high

    def _standing(self, cause: str, made: Sequence[TraceStep]) -> Iterator[str]:
        """The flags under which a link was at work from the start: ``the ban in force by order from the start, and
        locked in from round 3``."""
        link = self._deck.links.get(cause)
        for test in asked_flags(link.when) if link is not None else ():
            flag = self._deck.flags[test.flag]
            if flag.start in test.values:
                later = self._later(test, made[-1].number)
                stood = listed([f"'{flag.values[flag.start]}' from the start", *later])
                yield f"with '{flag.name}' {stood}"

    def _again(self, cause: str, made: Sequence[TraceStep]) -> str:
        """Of steps of a link that was at work from the start and began anew when another link set a flag back: since
        when, and by what. Empty where it is otherwise."""
        link = self._deck.links.get(cause)
        for test in asked_flags(link.when) if link is not None and made else ():
            flag = self._deck.flags[test.flag]
            changes = [s for s in self.steps if s.flag == test.flag and s.kind != "denied" and s.before != s.after]
            latest = {next((s for s in reversed(changes) if s.number < step.number), None) for step in made}
            back = latest.pop() if len(latest) == 1 else None
            by_another = back is not None and back.cause in self._deck.links and back.cause != cause
            if back is not None and by_another and back.after == flag.start:
                return self._since(back, " again")
        return ""

    def _later(self, test: FlagIs, last: int) -> Iterator[str]:
        """What else the flag was up to a step, while it was always one of these values."""
        flag = self._deck.flags[test.flag]
        for step in self.steps:
            if step.flag == test.flag and step.number < last and step.kind != "denied" and step.before != step.after:
                if step.after not in test.values:
                    return
                yield f"'{flag.values[str(step.after)]}' from round {step.round}"


def at_an_end(cut: int) -> str:
    """What the limit of its scale held back of what moved a meter."""
    return f"{cut:+d}: it was pushed past the end of its scale, and stops there."


def it_stood(deck: Deck, meter: str, now: int) -> str:
    """``it stood at 30, from 50``: where a meter stands, and where it began if that was elsewhere."""
    start = deck.meters[meter].start
    return f"it stood at {now}{f', from {start}' if now != start else ''}"


def _parts(*parts: tuple[Sequence[TraceStep], str]) -> str:
    """``-6 in round 1, +2 declined in round 3``: what some steps did, and how each of them came."""
    return ", ".join(f"{sum(step.change for step in some):+d} {how}" for some, how in parts)
