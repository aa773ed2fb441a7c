"""What somebody holds against the model: a link or denial that is doubted, or one of their own, with a reason.

A proposal is a few words in a form, so that it can be kept with a game, read in a deck and pasted into one.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any, Final, Literal
from zlib import crc32

from attrs import asdict, evolve, frozen

from debate.debrief.contest import Replayed, replayed_under
from debate.debrief.naming import cited, ended, name_of, sentence
from debate.rules.deck import Deck
from debate.rules.outcome import outcome
from debate.rules.record import Record
from debate.rules.replay import under
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


def tipping(deck: Deck, record: Record, proposal: Proposal) -> int | None:
    """How strong a link of one's own has to be, the same way, for the game to end otherwise than it did; None where no
    strength that can be chosen is enough. ``ValueError`` as :func:`under_proposal`."""
    before = outcome(under(deck, record.setting, record.moves, record.setting.views).state).ending
    for strength in STRENGTHS:
        signed = strength if proposal.strength > 0 else -strength
        other = _model(deck, evolve(proposal, strength=signed))
        if outcome(under(deck, record.setting, record.moves, record.setting.views, other).state).ending != before:
            return strength
    return None


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
