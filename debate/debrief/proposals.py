"""What somebody holds against the model: a link or denial that is doubted, or one of their own, with a reason.

A proposal is a few words in a form, so that it can be kept with a game, read in a deck and pasted into one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any, Final, Literal
from zlib import crc32

from attrs import asdict, evolve, frozen

from debate.debrief.contest import Replayed, ending_under, replayed_under
from debate.debrief.naming import cited, ended, name_of, sentence
from debate.rules.conditions import Amount, Effects
from debate.rules.deck import Deck, Link
from debate.rules.record import Record
from debate.rules.text import visible

Items = dict[str, Any]
DOUBT: Final = "doubt"
LINK: Final = "link"
DENIAL: Final = "denial"
MOVE, FLAG, RISE, FALL = "move", "flag", "rise", "fall"
STEP = 5
"""So many points of a meter set a link going once that follows its rise or fall."""
STRENGTHS = (3, 6, 10, 15, 25, 40)
"""Points by which a link of one's own moves a meter, to choose from."""
DELAYS = (0, 1, 2, 4)
_NEW = "proposed"


@frozen
class Proposal:
    """``kind``: ``doubt`` takes the link or denial ``about`` out of the model; ``link`` and ``denial`` put one of one's
    own: from ``cause`` (``move ID``, ``flag ID VALUE``, ``rise METER``, ``fall METER``) to the meter ``to``, a link by
    ``strength`` points (below 0: down), ``delay`` round ends later. ``reason``, ``evidence`` and ``by`` whom: words."""

    kind: Literal["doubt", "link", "denial"]
    about: str = ""
    cause: str = ""
    to: str = ""
    strength: int = 0
    delay: int = 0
    reason: str = ""
    evidence: str = ""
    by: str = ""

    def fields(self) -> dict[str, str]:
        """The proposal as words; :func:`proposal_of` reads them."""
        return {word: str(value) for word, value in asdict(self).items() if value not in ("", 0)}


def proposal_of(deck: Deck, fields: Mapping[str, str]) -> Proposal | None:
    """The proposal that these words stand for; None where it is none, or one about things that the deck has not."""
    try:
        found = Proposal(
            **{
                word: int(text) if word in ("strength", "delay") else text
                for word, text in fields.items()
                if word in Proposal.__annotations__
            }  # type: ignore[arg-type]
        )
    except (TypeError, ValueError):
        return None
    if found.kind == DOUBT:
        return found if found.about in deck.links or found.about in deck.denials else None
    what, id_, *value = (*found.cause.split(" "), "", "")[:3]
    known = {
        MOVE: id_ in deck.moves,
        FLAG: id_ in deck.flags and value[0] in deck.flags[id_].values,
        RISE: id_ in deck.meters,
        FALL: id_ in deck.meters,
    }
    return found if found.kind in (LINK, DENIAL) and known.get(what) and found.to in deck.meters else None


def cause_words(deck: Deck, cause: str) -> str:
    """``when 'Lock the box' is played``."""
    what, id_, *value = (*cause.split(" "), "")
    if what == FLAG:
        return f"while '{deck.flags[id_].name}' is {deck.flags[id_].values[value[0]]}"
    if what in (RISE, FALL):
        return f"for every {STEP} points by which '{deck.meters[id_].name}' {what}s"
    return f"when '{name_of(deck, id_)}' is played"


def words_of(deck: Deck, proposal: Proposal) -> str:
    """What is proposed, as a sentence."""
    if proposal.kind == DOUBT:
        thing = deck.links.get(proposal.about) or deck.denials[proposal.about]
        what = "link" if proposal.about in deck.links else "denial"
        return f"Doubted, and taken out of the model, is the {what}: {sentence(thing.says, cited(thing))}"
    name, cause = deck.meters[proposal.to].name, cause_words(deck, proposal.cause)
    if proposal.kind == DENIAL:
        return f"Denied: '{name}' does not move {cause}."
    way = "up" if proposal.strength > 0 else "down"
    later = "" if not proposal.delay else f", {proposal.delay} round end{'s' * (proposal.delay > 1)} later"
    return f"A link of one's own: {cause}, '{name}' goes {way} by {abs(proposal.strength)}{later}."


# In a deck.


def items_of(deck: Deck, proposal: Proposal) -> tuple[Items, Items, Items]:
    """(links, denials, evidence) as they stand in a deck; None for what is taken out."""
    if proposal.kind == DOUBT:
        out: Items = {proposal.about: None}
        return (out, {}, {}) if proposal.about in deck.links else ({}, out, {})
    what, id_, *value = (*proposal.cause.split(" "), "")
    mark = f"{crc32(repr(sorted(proposal.fields().items())).encode()):08x}"[:6]
    known = f"{_NEW}-evidence-{mark}"
    item: Items = {"says": ended(proposal.reason), "basis": "outside", "evidence": known}
    if what == FLAG:
        item["when"] = {id_: value[0]}
    elif what == MOVE:
        item["follows"] = id_
    elif proposal.kind == LINK:
        item |= {f"per_{what}_of": id_, "points": STEP}
    else:
        item["when"] = {id_: "above start" if what == RISE else "below start"}
    evidence = {known: {"says": ended(proposal.evidence or proposal.reason), "where": proposal.by or "a player"}}
    new = f"{_NEW}-{proposal.kind}-{mark}"
    if proposal.kind == DENIAL:
        return {}, {new: {**item, "denies": proposal.to}}, evidence
    if proposal.delay:
        item["delay"] = proposal.delay
    return {new: {**item, "effects": {proposal.to: proposal.strength}}}, {}, evidence


def under_proposal(deck: Deck, record: Record, proposal: Proposal) -> Replayed:
    """The same game under the model as proposed. ``ValueError`` with a sentence for what cannot be read in a deck."""
    return replayed_under(deck, record, record.setting.views, _model(deck, proposal))


def _model(deck: Deck, proposal: Proposal) -> Deck:
    from debate.deckfile.contested import contested  # the deck reader comes with it, and nothing else here needs that

    return contested(deck, *items_of(deck, proposal))


@frozen
class Tip:
    """By how much a link would have to move a meter (below 0: down), each time it is at work, for a finished game to
    end otherwise than it did, and the ending then."""

    meter: str
    strength: int
    ending: str


def tipping(deck: Deck, record: Record, proposal: Proposal) -> Tip | None:
    """How strong a link would have to be for the game to end otherwise: one's own, the same way; for a denial, doubted
    or one's own, a link in its place, one or the other way. None where no strength that can be chosen is enough, and
    for a link that is doubted. ``ValueError`` as :func:`under_proposal`."""
    other = _model(deck, proposal)
    if proposal.kind == LINK:
        (link,) = (link for id_, link in other.links.items() if id_ not in deck.links)
        meters, signs = [proposal.to], [1 if proposal.strength > 0 else -1]
    elif proposal.about in deck.links:
        return None
    else:
        denial = deck.denials.get(proposal.about) or next(d for d in other.denials.values() if d.id not in deck.denials)
        link = Link(f"{_NEW}-link", denial.says, Effects(), denial.when, denial.follows, every=denial.every)
        meters, signs = [id_ for id_ in denial.denies if id_ in deck.meters], [1, -1]
    before = ending_under(deck, record, deck)
    for strength, meter, sign in product(STRENGTHS, meters, signs):
        put = evolve(link, effects=Effects(meters=((meter, sign * strength),)))
        ending = ending_under(deck, record, evolve(other, links={**other.links, link.id: put}))
        if ending != before:
            return Tip(meter, sign * strength, ending)
    return None


def turned_round(deck: Deck, record: Record, link: str) -> str:
    """The ending of the same game if this link worked the other way round."""
    item = deck.links[link]
    meters = tuple((id_, _negated(amount)) for id_, amount in item.effects.meters)
    other = evolve(item, effects=evolve(item.effects, meters=meters))
    return ending_under(deck, record, evolve(deck, links={**deck.links, link: other}))


def _negated(amount: Amount) -> Amount:
    if isinstance(amount, int):
        return -amount
    return evolve(amount, steps=tuple((first, -number) for first, number in amount.steps))


def yaml_of(deck: Deck, proposal: Proposal) -> str:
    """The proposal as YAML that can be pasted into the deck as it is: a link or denial that holds in every game, or,
    for what is doubted, a causal view that takes it out."""
    links, denials, evidence = items_of(deck, proposal)
    lines = [f"# Proposed by {visible(proposal.by or 'a player', 80)}: {visible(words_of(deck, proposal), 300)}"]
    if proposal.kind == DOUBT:
        view: Items = {
            "name": f"Without '{proposal.about}'",
            "says": ended(proposal.reason),
            "replaces": {proposal.about: {"active": False}},
        }
        sections: Items = {"views": {f"without-{proposal.about}": view}}
    else:
        sections = {"evidence": evidence, "links": links, "denials": denials}
    for section, items in sections.items():
        if items:
            lines += [f"{section}:", *_written(items, 1)]
    return "\n".join(lines) + "\n"


def _written(items: Mapping[str, Any], depth: int) -> Iterator[str]:
    indent = "  " * depth
    for key, value in items.items():
        if isinstance(value, Mapping):
            yield f"{indent}{key}:"
            yield from _written(value, depth + 1)
        elif isinstance(value, bool):
            yield f"{indent}{key}: {'yes' if value else 'no'}"
        elif isinstance(value, int):
            yield f"{indent}{key}: {value:+d}" if key not in ("delay", "points") else f"{indent}{key}: {value}"
        else:
            yield f"{indent}{key}: {json.dumps(value, ensure_ascii=False)}"
