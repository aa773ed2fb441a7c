"""How things of a deck are called on screen: names, amounts and citations, all plain text without markup."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from difflib import get_close_matches

from debate.rules.conditions import Amount, Effects, points
from debate.rules.deck import Deck, Link, TableRules
from debate.rules.grounds import Sourced

CAPITAL = "capital."


def name_of(deck: Deck, id_: str) -> str:
    """The name on screen of a meter, flag, move, news item, role, ``capital.ROLE`` ...; the text itself if no id."""
    if id_.startswith(CAPITAL):
        return f"Capital ({deck.roles[id_.removeprefix(CAPITAL)].name})"
    for section in (deck.meters, deck.flags, deck.roles):
        if id_ in section:
            return section[id_].name
    for titled in (deck.moves, deck.news, deck.arguments, deck.endings):
        if id_ in titled:
            return titled[id_].title
    for said in (deck.links, deck.denials, deck.background):
        if id_ in said:
            return said[id_].says
    return id_


def names_of(deck: Deck, id_: str) -> tuple[str, ...]:
    """All that a thing of the deck is called somewhere: its name, then shorter ones, none of them empty or twice."""
    thing = next((part[id_] for part in (deck.meters, deck.moves) if id_ in part), None)
    found = (name_of(deck, id_), getattr(thing, "short", ""), getattr(thing, "nick", ""))
    return tuple(dict.fromkeys(name for name in found if name))


def called(deck: Deck, ids: Iterable[str], typed: str) -> list[str]:
    """Those of these ids of which a name holds what was typed, in either case; in their order."""
    wanted = typed.strip().casefold()
    return [id_ for id_ in ids if any(wanted in name.casefold() for name in names_of(deck, id_))]


def near(deck: Deck, ids: Iterable[str], typed: str) -> list[str]:
    """Up to three of these ids whose names, or words of them, are closest to what was typed; the closest first."""
    wanted = typed.strip().casefold()
    by_word: dict[str, list[str]] = {}
    for id_ in ids:
        for name in names_of(deck, id_):
            for word in {name.casefold(), *name.casefold().split()}:
                by_word.setdefault(word, []).append(id_)
    parts = [part for part in (wanted, *wanted.split()) if len(part) > 2 and part != "the"]
    close = [word for part in parts for word in get_close_matches(part, list(by_word), 3, 0.6)]
    return list(dict.fromkeys(id_ for word in close for id_ in by_word[word]))[:3]


def citation(source: tuple[str, ...], basis: str, evidence: tuple[str, ...] = ()) -> str:
    """``P8, P13`` · ``P5, inferred`` · ``outside the brief, K3``; empty where nothing is cited."""
    parts = list(source)
    if basis == "outside":
        parts = ["outside the brief", *parts, *evidence]
    elif basis == "inferred" and parts:
        parts.append("inferred")
    return ", ".join(parts)


def cited(item: Sourced) -> str:
    """The citation of an item of the deck."""
    return citation(item.source, item.basis, item.evidence)


def sentence(text: str, cite: str = "") -> str:
    """``text`` with its citation in brackets before the full stop."""
    if not cite:
        return text
    mark = text[-1:] if text[-1:] in ".!?" else ""
    if mark in ("!", "?"):
        return f"{text} ({cite})"
    return f"{text.removesuffix('.')} ({cite}){mark}"


def ended(text: str) -> str:
    """``text`` with a full stop, unless it has one, or another mark that ends it."""
    return text if text[-1:] in (".", "!", "?") else f"{text}."


def listed(words: list[str] | tuple[str, ...], joint: str = "and") -> str:
    """``a``, ``a and b``, ``a, b and c``."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {joint} {words[-1]}"


def counted(number: int, noun: str, plural: str = "") -> str:
    """A number with its noun: ``1 meter``, ``2 meters``; ``plural`` where it is not the noun with an s."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def rounds_words(numbers: Sequence[int]) -> str:
    """``round 3``, ``rounds 1 to 4 and 6``."""
    spans: list[list[int]] = []
    for number in numbers:
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    words = [word for a, b in spans for word in ([f"{a} to {b}"] if b > a + 1 else dict.fromkeys((str(a), str(b))))]
    return f"round{'s' * (len(numbers) > 1)} {listed(words)}"


def rounds_of_term(deck: Deck, numbers: Sequence[int]) -> str:
    """The same for rounds of which some may have come after the end of term: ``rounds 1 to 5, and years later``."""
    term = [number for number in numbers if number <= deck.rounds.count]
    later = "years later" if len(term) < len(numbers) else ""
    return ", and ".join(part for part in (rounds_words(term) if term else "", later) if part)


def cause_name(deck: Deck, id_: str) -> str:
    """What a cause is called within a sentence: ``'Ban phones' of Congress``, ``news, 'A leak'``, ``the case 'Fair
    play'``; of a link or denial what it says, without its full stop."""
    name = name_of(deck, id_).removesuffix(".")
    if id_ in deck.moves:
        return f"'{name}' of {deck.roles[deck.moves[id_].role].name}"
    return f"news, '{name}'" if id_ in deck.news else f"the case '{name}'" if id_ in deck.arguments else name


def cause_cited(deck: Deck, id_: str) -> str:
    """The same with the passages that it rests on; of a meter, which stands as the cause of its own limit, that."""
    if id_ in deck.meters:
        return "the end of its scale"
    item = deck.links.get(id_) or deck.moves.get(id_) or deck.news.get(id_)
    return cause_name(deck, id_) if item is None else sentence(cause_name(deck, id_), cited(item))


def how_answered(deck: Deck, card: str, answered: str) -> str:
    """How an argument answers another, as a verb: ``meets``, ``turns``, ``outweighs`` or ``limits``; ``answers`` where
    the deck does not say."""
    return deck.arguments[card].answers.get(answered) or "answers"


def waiting_for(deck: Deck, awaiting: Iterable[str]) -> str:
    """Who is awaited, as a sentence; roles by name, whoever else is awaited is a judge."""
    roles = set(awaiting)
    names = [deck.roles[role].name for role in deck.turn_order if role in roles]
    if roles - set(deck.turn_order):
        names.append("the judges")
    return f"Waiting for {listed(names)}." if names else "Nobody is awaited."


def later_words(delay: int, own_round: bool) -> str:
    """When something comes that is delayed by so many round ends; empty for at once. ``own_round``: the end of the
    round in which it is set going counts as the first, as it does for what follows a move."""
    if own_round and delay == 1:
        return "at the end of the same round"
    rounds = delay - own_round
    return "" if not delay else "a round later" if rounds == 1 else f"{rounds} rounds later"


def after_moves(deck: Deck, follows: tuple[str, ...]) -> bool:
    """Whether a link follows moves, so that its delay counts the end of their own round."""
    return bool(follows) and all(event in deck.moves for event in follows)


def delay_words(deck: Deck, link: Link) -> str:
    """When a link's change comes, counted from the round in which it is set going: that of what it follows, else the
    one whose end reads what it hangs on. Empty for at once."""
    words = later_words(link.delay, after_moves(deck, link.follows))
    return words if link.follows else words.replace(" later", " after it is set going")


def amount_words(deck: Deck, amount: Amount) -> str:
    """``+8``, or for a step table ``0 to +15, depending on Traffic``."""
    if isinstance(amount, int):
        return f"{amount:+d}"
    low, high = min(points(amount)), max(points(amount))
    span = f"{_signed(low)} to {_signed(high)}" if low != high else _signed(low)
    return f"{span}, depending on {deck.meters[amount.by].name}"


def _signed(number: int) -> str:
    return f"{number:+d}" if number else "0"


def instead(here: int, there: int) -> str:
    """``+2 instead of +14``, ``nothing instead of -3``, or ``+2`` alone."""
    amount = f"{here:+d}" if here else "nothing"
    return f"{amount} instead of {there:+d}" if there else amount


def effects_words(deck: Deck, effects: Effects) -> tuple[str, ...]:
    """One phrase for each thing that changes: ``Trade +8``, ``The square: closed``, ``Capital (Shops) -1``."""
    words = [f"{deck.meters[id_].name} {amount_words(deck, amount)}" for id_, amount in effects.meters]
    words += [f"{deck.flags[id_].name}: {deck.flags[id_].values[value]}" for id_, value in effects.flags]
    words += [f"{name_of(deck, CAPITAL + role)} {amount:+d}" for role, amount in effects.capital]
    return tuple(words)


def in_turn(deck: Deck) -> str:
    """In which order the moves of one round take effect, as the end of a sentence."""
    return f"moves take effect in the order {', '.join(deck.roles[role].name for role in deck.turn_order)}"


def came_first(deck: Deck, move: str, order: bool = True) -> str:
    """That this move overtook another; ``order``: with why it could."""
    return f"{cause_name(deck, move)} came first{f': {in_turn(deck)}' if order else ''}."


def by_holding(rules: TableRules) -> str:
    """What one does by holding: ``gain 1 capital``, or ``spend nothing``."""
    return f"gain {rules.hold_bonus} capital" if rules.hold_bonus else "spend nothing"
