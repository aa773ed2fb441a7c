"""What a reader may expect to count for a meter, and what no link of the deck leads to it from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from debate.debrief.graph import causes_of
from debate.debrief.requirements import asked_about
from debate.rules.deck import Deck, Denial, Link, MoveDef, News
from debate.rules.reach import changed_by, hangs_on, led_to
from debate.rules.trace import TraceStep


def unlinked(deck: Deck, steps: Sequence[TraceStep], meter: str) -> str:
    """The flag behind most of what links did to meters in these steps, where they led from it to this meter neither
    straight nor by way of others nor through a move that sets it, and no other link or denial of the deck does; empty
    where one does."""
    moving = [(deck.links[s.cause], s) for s in steps if s.cause in deck.links and s.meter and s.change]
    moved = Counter[str]()
    for link, step in moving:
        moved.update({id_: abs(step.change) for id_ in causes_of(deck, link) if id_ in deck.flags})
    if not moved:
        return ""
    items: list[Link | Denial] = [each for each in deck.links.values() if meter in dict(each.effects.meters)]
    items += [each for each in deck.denials.values() if meter in each.denies]
    behind = {id_ for each in items if each.active for id_ in _asked(deck, each)}
    left = [id_ for link, step in moving if step.meter == meter for id_ in _asked(deck, link)]
    seen = set[str]()
    while left:
        if (one := left.pop()) not in seen:
            seen.add(one)
            left += [id_ for link, step in moving if step.meter == one for id_ in _asked(deck, link)]
    ((flag, _),) = moved.most_common(1)
    setters = {move.id for move in deck.moves.values() if flag in dict(move.effects.flags)}
    followed = {link.id for link in deck.links.values() if setters & {*link.follows}}
    led = any(step.meter == meter and step.change and step.cause in followed for step in steps)
    return "" if led or flag in behind | seen else flag


def leading_nowhere(deck: Deck, moves: Iterable[str], meter: str) -> list[str]:
    """Those of these moves from which no effect, link or news of the deck leads to this meter, in one step or more,
    whatever others choose."""
    items: list[Link | News] = [*deck.links.values(), *deck.news.values()]
    leads = [(hangs_on(each), {each.id, *changed_by(each)}) for each in items if each.active]
    return [id_ for id_ in moves if meter not in led_to({id_, *changed_by(deck.moves[id_])}, leads)]


def hanging_on(deck: Deck, flag: str, meter: str, steps: Sequence[TraceStep]) -> list[str]:
    """News and moves that came in these steps, hang on this flag and change the meter, by themselves or by a link that
    follows them."""
    came = dict.fromkeys(step.cause for step in steps if step.kind == "event")
    events = (deck.news.get(id_) or deck.moves[id_] for id_ in came)
    return [each.id for each in events if flag in hangs_on(each) and _changes(deck, each, meter)]


def _changes(deck: Deck, event: MoveDef | News, meter: str) -> bool:
    """Whether a move or news changes a meter, by itself or by a link that follows it."""
    following = (link for link in deck.links.values() if link.active and event.id in link.follows)
    return any(meter in changed_by(each) for each in (event, *following))


def _asked(deck: Deck, item: Link | Denial) -> list[str]:
    amounts = (amount for _, amount in item.effects.meters) if isinstance(item, Link) else ()
    read = (amount.by for amount in amounts if not isinstance(amount, int))
    return [*causes_of(deck, item), *asked_about(item.when), *read]
