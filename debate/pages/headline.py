"""A round in a sentence: what it did for what the reader wants, what their own move did, and who worked against it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping

from debate.debrief.account import Account, account, parts_of
from debate.debrief.naming import listed, name_of
from debate.debrief.rounds import RoundRecord, rounds
from debate.debrief.scores import shared
from debate.pages.floor import FATES, could_not_pay
from debate.pages.reader import Reader
from debate.rules.deck import Deck, Headlines, Motive
from debate.rules.outcome import score
from debate.rules.state import State

SUMMED = 3
"""So many things are named where some are folded."""


class Scale:
    """How far a role was and is with what it wants, or with what it says it is for."""

    def __init__(self, reader: Reader, weights: Mapping[str, int], before: State, after: State) -> None:
        deck = reader.deck
        self.weights = weights
        self.known = bool(weights) and all(reader.view.meters[meter] is not None for meter in weights)
        self.before, self.after = (score(before, weights), score(after, weights)) if self.known else (0, 0)
        self.moved = {meter: after.meters[meter] - before.meters[meter] for meter in weights if self.known}
        self.parts = (
            shared(deck.meters, weights, before.meters, after.meters, self.after - self.before) if self.known else {}
        )
        self.names = {meter: deck.meters[meter].short or deck.meters[meter].name for meter in weights}

    @property
    def by(self) -> int:
        return self.after - self.before

    @property
    def words(self) -> str:
        """``37→38: Feeling safe +3 is +1 for you.``"""
        if not any(self.moved.values()):
            return f"{self.after}, as before: none of it moved."
        counted_ = sorted((m for m in self.moved if self.parts[m]), key=lambda m: -abs(self.parts[m]))
        if not counted_:
            return f"{self.after}, as before: what moved was too little to count."
        went = f"{self.before}→{self.after}" if self.by else f"{self.after}, as before"
        return f"{went}: {', '.join(self._gave(counted_))}."

    def _gave(self, meters: Iterable[str]) -> Iterator[str]:
        """What each of these gave. Those of one weight that moved alike, and gave points that differ only by rounding,
        are told together: one by one that would look like an error."""
        alike: dict[tuple[int, int], list[str]] = {}
        for meter in meters:
            alike.setdefault((self.weights[meter], self.moved[meter]), []).append(meter)
        for (_, moved), same in alike.items():
            if len({self.parts[meter] for meter in same}) > 1:
                names = listed([f"{self.names[meter]} {moved:+d}" for meter in same])
                yield f"{names} are {sum(self.parts[meter] for meter in same):+d} together"
            else:
                yield from (f"{self.names[meter]} {moved:+d} is {self.parts[meter]:+d}" for meter in same)

    @property
    def leading(self) -> str:
        """The goal that tells most: the one that gave most in the direction of the whole; of those that gave nothing
        the weightiest."""
        way = 1 if self.by > 0 else -1
        return max(self.weights, key=lambda m: (way * self.parts.get(m, 0), abs(self.weights[m])))


def headline(deck: Deck, motive: Motive, wants: Scale, ends: Scale) -> str:
    """The round in a sentence, by whether what is wanted went up and what one says one is for did: the deck's own, else
    made of what moved most."""
    for texts in (motive.headlines, deck.headlines):
        if found := _headline(texts, wants.by > 0, ends.by > 0):
            return found
    told = [_went(scale) for scale in (wants, ends) if scale.known]
    return " ".join(dict.fromkeys(told)) or "What you want is hidden from you."


def _headline(texts: Headlines, wants: bool, ends: bool) -> str:
    return {
        (True, True): texts.both_up, (True, False): texts.wants_up,
        (False, True): texts.ends_up, (False, False): texts.neither,
    }[wants, ends]  # fmt: skip


def _went(scale: Scale) -> str:
    meter = scale.leading
    by, name = scale.moved[meter], scale.names[meter]
    return f"{name} went {'up' if by > 0 else 'down'} by {abs(by)}." if by else f"{name} did not move."


def own_words(reader: Reader, found: Account, number: int) -> str:
    """What the reader's own move in the round did, and who worked against it."""
    deck, role = reader.deck, reader.role or ""
    exchange = next((e for e in record_of(reader, number).exchanges if e.role == role), None)
    if exchange is None:
        return "You made no move."
    title = deck.moves[exchange.move].title
    if exchange.fate != "happened":
        beaten = "was beaten; " if exchange.result == "beaten" else ""
        no_money = could_not_pay(reader, exchange)
        fate = f"{no_money}{', and ' if no_money else ''}it {FATES.get(exchange.fate, 'is still open')}"
        return f"Your '{title}' did not come about: {'it ' if beaten else ''}{beaten}{fate}."
    parts = parts_of(found, role, number)
    if not parts:
        return f"Your '{title}' moved no meter in this round."
    motive = reader.motive
    wants, ends = (motive.wants, motive.ends) if motive is not None else ({}, {})
    # What scores stands first, whatever else moved further: what is left out is what matters less.
    biggest = sorted(parts, key=lambda meter: (meter not in wants, meter not in ends, -abs(parts[meter])))
    undone = {each.meter for each in found.undone}
    names = [
        f"{short_name(deck, meter)} {parts[meter]:+d}{' (then pushed back)' if meter in undone else ''}"
        for meter in biggest[:SUMMED]
    ]
    more = f" and {len(biggest) - SUMMED} more" if len(biggest) > SUMMED else ""
    against = _against(reader, found, biggest, parts)
    return f"Your '{title}' pushed {listed(names) if not more else ', '.join(names)}{more}.{against}"


def _against(reader: Reader, found: Account, meters: Iterable[str], parts: Mapping[str, int]) -> str:
    """Whose move undid most of what one's own did, where that is more."""
    moved = {each.meter: each for each in (*found.meters, *found.undone)}
    for meter in meters:
        against = [c for c in moved[meter].causes if c.by * parts[meter] < 0 and c.role not in ("", reader.role)]
        if against and moved[meter].by * parts[meter] <= 0:
            most = against[0]
            return f" {role_name(reader, most.role)} worked against it: {short_name(reader.deck, meter)} {most.by:+d}."
    return ""


def record_of(reader: Reader, number: int) -> RoundRecord:
    return next(r for r in rounds(reader.game.played, reader.role) if r.number == number and not r.years_later)


def headline_for_all(reader: Reader, numbers: Collection[int]) -> str:
    """These rounds in two short sentences for those who want nothing in them: what moved most, and what did not move
    though it was said to."""
    deck = reader.deck
    found = account(deck, reader.steps, numbers)
    words = []
    if found.meters:
        most = max(found.meters, key=lambda each: abs(each.by))
        words.append(f"{short_name(deck, most.meter)} is {'up' if most.by > 0 else 'down'} by {abs(most.by)}.")
    still = [kept.id for denied in (*found.denied, *found.denied_again) for kept in denied.kept if kept.moved is None]
    if meter := next((id_ for id_ in still if id_ in deck.meters), ""):
        words.append(f"{short_name(deck, meter)} did not move.")
    return " ".join(words) or "Nothing moved that anybody could see."


def short_name(deck: Deck, id_: str) -> str:
    return (deck.meters[id_].short if id_ in deck.meters else "") or name_of(deck, id_)


def role_name(reader: Reader, role: str) -> str:
    return reader.deck.roles[role].name if role else ""
