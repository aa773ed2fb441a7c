"""Why something happened: from a step back to a player's move, to what was so from the start, or to chance."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from attrs import evolve, frozen

from debate.debrief.denials import denied
from debate.debrief.naming import cause_name, name_of
from debate.debrief.narration import tell
from debate.debrief.origins import Origin, Origins
from debate.debrief.told import Told
from debate.rules.begun import Begun
from debate.rules.conditions import FlagIs, wanted_in
from debate.rules.deck import Deck
from debate.rules.trace import TraceStep
from debate.rules.view import UNSEEN
from debate.rules.words import in_words

START = "start"
"""Kind of a leaf: it was so from the start of the game."""
KEPT = "kept"
"""Kind of a leaf: it merely kept going what had begun before."""
FELT = "felt"
"""Kind of a leaf: why people feel so when a case stands or is beaten."""
HIDDEN_CAUSE = "hidden"
"""Kind of a leaf: this seat may not know what led here."""


@frozen
class Because:
    """A step in words and what led to it. ``again``: its causes stand further up in the same tree."""

    told: Told
    causes: tuple[Because, ...] = ()
    again: bool = False

    def lines(self, depth: int = 0) -> Iterator[tuple[int, Because]]:
        """The tree line by line, as (depth, node)."""
        yield depth, self
        for cause in self.causes:
            yield from cause.lines(depth + 1)

    def leaves(self) -> Iterator[Because]:
        """The ends of the tree; a node told further up is no end."""
        for _, node in self.lines():
            if not node.causes and not node.again:
                yield node


def why(deck: Deck, steps: Sequence[TraceStep], number: int) -> Because:
    """The tree of causes of the step with this number. ``KeyError`` if ``steps`` (usually all so far) lack it."""
    numbered = {step.number: step for step in steps}
    return _Grown(deck, steps).tree(numbered[number])


def why_each(deck: Deck, steps: Sequence[TraceStep], of: Iterable[TraceStep]) -> tuple[Because, ...]:
    """For each of these of the steps, in their order, its tree of causes; what led to a step is told once in all."""
    grown = _Grown(deck, steps)
    return tuple(map(grown.tree, of))


def moved(steps: Iterable[TraceStep], meter: str, round: int | None = None) -> tuple[TraceStep, ...]:
    """The steps that changed this meter (a flag or ``capital.ROLE`` too), in order."""
    return tuple(
        step
        for step in steps
        if step.target == meter
        and step.kind not in ("denied", "overruled", "roll")
        and step.before != step.after
        and round in (None, step.round)
    )


def did_not_move(deck: Deck, steps: Sequence[TraceStep], meter: str) -> tuple[Told, ...]:
    """The denials on this meter (a flag or news item too) that came up, each once, as of the latest time it did."""
    numbered = {step.number: step for step in steps}
    came_up: dict[str, list[TraceStep]] = {}
    for step in steps:
        if step.kind == "denied" and step.target == meter:
            came_up[step.cause] = [*came_up.pop(step.cause, ()), step]
    return tuple(
        denied(deck, of[-1:], _parents(numbered, of[-1]), steps, {step.round for step in of}) for of in came_up.values()
    )


def _parents(numbered: Mapping[int, TraceStep], step: TraceStep) -> list[TraceStep]:
    return [numbered[n] for n in dict.fromkeys(step.parents) if n in numbered]


class _Grown:
    """The trees of one page: what was told in one is not told again in another."""

    def __init__(self, deck: Deck, steps: Sequence[TraceStep]) -> None:
        self._deck, self._begun, self._origins = deck, Begun(deck, steps), Origins(deck, steps)
        self._numbered = {step.number: step for step in steps}
        self._seen: set[int] = set()

    def tree(self, step: TraceStep) -> Because:
        told = tell(self._deck, step, _parents(self._numbered, step))
        parents = [self._numbered[n] for n in self._begun.parents(step) if n in self._numbered]
        of_a_link = step.kind in ("link", "landing", "denied", "pending")
        if step.number in self._seen:
            return Because(told, again=bool(parents) or of_a_link)
        self._seen.add(step.number)
        causes = [self._cause(origin, told) for origin in self._origins.of(step, [each.number for each in parents])]
        if of_a_link or step.kind == "roll":
            causes += _from_the_start(self._deck, step, parents, told, bool(causes))
        causes += [self._kept(each) for each in self._begun.kept(step)]
        if step.kind in ("stood", "beaten") and step.target and (felt := self._deck.arguments[step.cause].feelings):
            causes.append(Because(Told(felt, "", told.title, (), "", FELT, None)))
        return Because(told, tuple(causes))

    def _cause(self, origin: Origin, of: Told) -> Because:
        if origin.step is None:
            return _leaf(of, origin.words)
        found = self.tree(origin.step)
        if not origin.words:
            return found
        text = origin.words if origin.how == "amount" else f"{origin.words}: {found.told.text}"
        return evolve(found, told=evolve(found.told, text=text))

    def _kept(self, change: TraceStep) -> Because:
        """A leaf for what merely kept going what had begun before."""
        by = cause_name(self._deck, change.cause)
        told = tell(self._deck, change, _parents(self._numbered, change))
        text = f"it had begun before, and went on under {by}"
        return Because(evolve(told, text=text, cause="", source=(), kind=KEPT))


def _from_the_start(deck: Deck, step: TraceStep, parents: list[TraceStep], told: Told, caused: bool) -> list[Because]:
    """Leaves for what a link, denial or news needs that no step brought about. ``caused``: other causes are told."""
    if step.cause == UNSEEN:
        return []
    item = deck.links.get(step.cause) or deck.denials.get(step.cause) or deck.news[step.cause]
    known = {parent.flag for parent in parents}
    flags = [test for test in wanted_in(item.when) if isinstance(test, FlagIs) and test.flag not in known]
    flags = [test for test in flags if deck.flags[test.flag].start in test.values]
    named = [(deck.flags[test.flag].name, deck.flags[test.flag].values[deck.flags[test.flag].start]) for test in flags]
    leaves = [_leaf(told, f"so from the start: '{name}' was '{value}'") for name, value in named]
    watched = getattr(item, "per_rise_of", None) or getattr(item, "per_fall_of", None)
    if (watched or getattr(item, "follows", ())) and not (parents or caused):
        what = f"{name_of(deck, watched)} moved" if watched else "it follows something"
        hidden = Told(f"{what}, for reasons that you cannot see from your seat", "", "", (), "", HIDDEN_CAUSE, None)
        return [Because(hidden), *leaves]
    if leaves or parents or caused or (item.when and item.id in deck.news):
        return leaves
    if not item.when:
        return [Because(Told("nothing has to set it going", "", told.title, (), "", START, None))]
    return [_leaf(told, f"so from the start: {in_words(deck, item.when)}")]


def _leaf(told: Told, words: str) -> Because:
    return Because(Told(words, "", told.title, (), "", START, None))
