"""A look ahead of a move, before it is chosen: what it promises, what it does at once, what it will wake.

It reads the deck and a role's view, so it tells what this role can know: no rolls, no choices of others.
"""

from __future__ import annotations

from attrs import evolve, frozen

from debate.debrief.hypothetical import Supposed, waits
from debate.debrief.naming import CAPITAL, amount_words, cited, counted, effects_words, later_words, name_of
from debate.debrief.triggers import often
from debate.rules.conditions import Effects, points
from debate.rules.deck import Deck, Denial, Link
from debate.rules.legal import price_of
from debate.rules.view import View
from debate.rules.words import in_words

NOW = "now"
LASTING_ON = "while it lasts"
_FAR = 10
"""So many rounds ahead are looked at."""


@frozen
class Touch:
    """One thing that changes: ``target`` an id (``capital.ROLE`` for capital), ``name`` on screen, ``words`` such as
    ``+8`` or ``becomes 'closed to cars'``; ``amount`` None for a flag, or where it hangs on a hidden meter.

    Where it hangs on a meter, which others may move first, the words have all that it can be and what it hangs on;
    ``short`` says it in few cells.
    """

    target: str
    name: str
    words: str
    amount: int | None = None
    short: str = ""


@frozen
class Woken:
    """A link or denial that the move sets going.

    ``when``: ``now`` (with the move) or ``while it lasts`` (read at round ends, as long as what the move sets stays).
    ``at_round_end``: it comes of this move, but works only at the end of the round.
    ``delay``: round ends until its change lands, 0 for at once. ``changes``: phrases; for a denial, the names of what
    will not move. ``stops``: the move ends it instead. ``lasting``: how often and for how long, in words, as things
    stand. ``needs``: in words, what has to last first, or what else it hangs on that this role cannot see.
    """

    id: str
    kind: str
    """``link`` or ``denial``."""
    says: str
    citation: str
    when: str
    changes: tuple[str, ...]
    delay: int = 0
    stops: bool = False
    lasting: str = ""
    needs: str = ""
    at_round_end: bool = False

    @property
    def later(self) -> str:
        """When it lands, in words; empty for at once."""
        return later_words(self.delay, self.when == NOW and not self.at_round_end)


@frozen
class Ahead:
    """What a role can know of a move before it plays it.

    ``promises``: (meter, ``up`` or ``down``). ``at_once``: its own effects. ``links``, ``denials``: what it wakes.
    ``backing``: cards of the hand that back it. ``price``: with a case; ``bare_price``: without. ``offer_to``: the
    role that must take it, with ``if_declined``.
    """

    move: str
    title: str
    text: str
    citation: str
    promises: tuple[tuple[str, str], ...]
    at_once: tuple[Touch, ...]
    links: tuple[Woken, ...]
    denials: tuple[Woken, ...]
    backing: tuple[str, ...]
    price: int
    bare_price: int
    covert: bool
    offer_to: str = ""
    if_declined: tuple[Touch, ...] = ()


def ahead(deck: Deck, view: View, move_id: str) -> Ahead:
    """The look ahead for a move of the view's role. ``deck`` is the deck as played; ``KeyError`` for no such move."""
    definition = deck.moves[move_id]
    flat = view.position.tables.moves[move_id]
    now = Supposed.seen(deck, view)
    after = now.after(move_id)
    possible = not definition.forbidden
    backing = tuple(card for card in view.hand if card in flat.backed)
    return Ahead(
        move=move_id,
        title=definition.title,
        text=definition.text,
        citation=cited(definition),
        promises=tuple(definition.promises.items()),
        at_once=_touches(now, definition.effects),
        links=_links(now, after, move_id) if possible else (),
        denials=_denials(now, after, move_id) if possible else (),
        backing=backing,
        price=definition.cost,
        bare_price=price_of(flat, backed=False),
        covert=definition.covert,
        offer_to=definition.offer_to or "",
        if_declined=_touches(now, definition.if_declined),
    )


def _touches(now: Supposed, effects: Effects) -> tuple[Touch, ...]:
    deck = now.deck
    found = []
    for id_, amount in effects.meters:
        number, ranges = now.amount(amount), amount_words(deck, amount)
        if number == 0:
            continue
        words, short = ranges, ranges.partition(",")[0]
        if number is not None and words != f"{number:+d}":
            words = f"{number:+d} as things stand ({ranges})"
            most = not isinstance(amount, int) and abs(number) == max(map(abs, points(amount)))
            short = f"{'up to' if most else 'about'} {number:+d}"
        found.append(Touch(id_, name_of(deck, id_), words, number, short))
    for id_, value in effects.flags:
        words = f"becomes '{deck.flags[id_].values[value]}'"
        found.append(Touch(id_, name_of(deck, id_), words, short=words))
    for role, number in effects.capital:
        words = f"{number:+d}"
        found.append(Touch(CAPITAL + role, name_of(deck, CAPITAL + role), words, number, words))
    return tuple(found)


def _links(now: Supposed, after: Supposed, move: str) -> tuple[Woken, ...]:
    found: list[Woken] = []
    for link in sorted(now.deck.links.values(), key=lambda link: link.id):
        if not link.active:
            continue
        watched = link.per_rise_of or link.per_fall_of
        if link.follows:
            if move in link.follows and now.holds(link.when) is not False:
                found.append(_link(now, link, NOW))
        elif watched:
            before_, after_ = now.meters[watched], after.meters[watched]
            moved = 0 if before_ is None or after_ is None else after_ - before_
            times = (moved if link.per_rise_of else -moved) // link.points
            if times > 0 and after.holds(link.when) is not False:
                found.append(_link(after, link, NOW, times))
        elif after.holds(link.when) and not now.holds(link.when):
            lasting = " ".join(filter(None, (often(link), _how_long(after, link))))
            # One that sets a flag mostly ends itself by that.
            found.append(evolve(_link(after, link, LASTING_ON), lasting="" if link.effects.flags else lasting))
        elif now.holds(link.when) and after.holds(link.when) is False:
            found.append(evolve(_link(now, link, LASTING_ON), stops=True, lasting=_how_long(after, link)))
    return tuple(sorted(found, key=lambda woken: (woken.stops, woken.when != NOW)))


def _how_long(after: Supposed, link: Link) -> str:
    """For how many rounds a link goes on, or rests, where nothing else comes: ``for 3 rounds``. Where it stays so:
    ``while it lasts`` of one that goes on; empty of one that ends or comes once."""
    now = after.holds(link.when)
    rounds = next((n for n in range(1, _FAR) if evolve(after, round=after.round + n).holds(link.when) is not now), 0)
    if link.once and now:
        return ""
    return f"for {counted(rounds, 'round')}" if rounds else LASTING_ON if now else ""


def _link(now: Supposed, link: Link, when: str, times: int = 1) -> Woken:
    deck = now.deck
    if times == 1:
        changes = tuple(f"{touch.name} {touch.words}" for touch in _touches(now, link.effects))
    else:
        amounts = [(id_, now.amount(amount)) for id_, amount in link.effects.meters]
        changes = tuple(f"{name_of(deck, id_)} {n * times:+d}" for id_, n in amounts if n is not None)
    unsure = now.holds(link.when) is None or waits(link.when)
    needs = in_words(deck, link.when) if unsure else ""
    return Woken(
        link.id,
        "link",
        link.says,
        cited(link),
        when,
        changes or effects_words(deck, link.effects),
        link.delay,
        needs=needs,
        at_round_end=not link.follows,
    )


def _denials(now: Supposed, after: Supposed, move: str) -> tuple[Woken, ...]:
    found: list[Woken] = []
    for denial in sorted(now.deck.denials.values(), key=lambda denial: denial.id):
        if not denial.active:
            continue
        if denial.follows:
            if move in denial.follows and now.holds(denial.when) is not False:
                found.append(_denial(now.deck, denial, NOW))
        elif after.holds(denial.when) and not now.holds(denial.when):
            found.append(_denial(now.deck, denial, LASTING_ON))
    return tuple(sorted(found, key=lambda woken: woken.when != NOW))


def _denial(deck: Deck, denial: Denial, when: str) -> Woken:
    names = tuple(name_of(deck, target) for target in denial.denies)
    return Woken(denial.id, "denial", denial.says, cited(denial), when, names)
