"""Why a scripted opponent took an offer or played a move: by which rule of its script, how that stood then, and what
agreeing did for it. Or why it took or played none: no rule fired; what it wanted, what the offer would have brought of
that, and what would have changed its mind."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import takewhile

from attrs import evolve

from debate.debrief.control import Reruns
from debate.debrief.naming import CAPITAL, cited, counted, listed, name_of, sentence
from debate.debrief.report import weights_words
from debate.debrief.requirements import WhyNot, asked_about
from debate.debrief.script_rules import held_rules, in_place, lacking, motive_of, rule_of, rules_for, says, taking
from debate.debrief.why_not import Past
from debate.opponents.choice import Choice
from debate.opponents.scripted import NO_RULE, first_of
from debate.rules.conditions import Amount, Compare, FlagIs, Recent, each_in, event_of
from debate.rules.deck import Deck, Motive, ScriptRule
from debate.rules.legal import not_now
from debate.rules.moves import Move
from debate.rules.outcome import score
from debate.rules.replay import Played
from debate.rules.state import State
from debate.rules.trace import TraceStep
from debate.rules.words import event_title, in_words, latest_words

_MOST_RULES = 3
"""How many rules are told that nearly made it play a move."""


def is_unmoved(chosen: Choice | None) -> bool:
    """Whether this choice was made because no rule fired."""
    return chosen is not None and chosen.because.startswith(NO_RULE)


def what_takes(deck: Deck, steps: Sequence[TraceStep], declined: Move, number: int, motive: str = "") -> str:
    """Where a script takes the offer that was declined in this round, and how that stood then, in a few sentences.

    ``steps``: all that the reader may know of. ``motive``: whose rules are told; where that is a secret (empty), those
    of every motive that the role may have, and nothing of what not everybody sees.
    """
    return " ".join(
        filter(None, (takes_where(deck, declined, motive, number), stood_then(deck, steps, declined, number, motive)))
    )


def takes_where(deck: Deck, declined: Move, motive: str = "", number: int = 0) -> str:
    """Where a script takes an offer, by the rules of one motive, or of all; in the round of this number, or in any."""
    asked = _asked(deck, declined, motive)
    secret = "" if motive or len(asked) < 2 else "What it wants is its secret until the game is over. "
    return secret + " ".join(_where(deck, each, _taking(deck, declined, each), number) for each in asked)


def stood_then(deck: Deck, steps: Sequence[TraceStep], declined: Move, number: int, motive: str = "") -> str:
    """How what these rules ask about stood when the role was asked; empty where they ask about nothing."""
    rules = (rule for each in _asked(deck, declined, motive) for rule in _taking(deck, declined, each))
    read = dict.fromkeys(id_ for rule in rules for id_ in asked_about(rule.when))
    known = [id_ for id_ in read if motive or id_ in deck.flags or deck.meters[id_].seen_by is None]
    stood = [_stood(deck, steps, id_, number) for id_ in known]
    return f"When it was asked in round {number}, {listed(stood)}." if stood else ""


def _asked(deck: Deck, declined: Move, motive: str) -> list[Motive]:
    motives = deck.roles[declined.role].motives
    return [motives[motive]] if motive in motives else list(motives.values())


def could_spend(deck: Deck, steps: Sequence[TraceStep], role: str, number: int) -> str:
    """How much capital a role had when it chose in this round, as a sentence. ``steps``: all that the reader knows."""
    changes = [step.after for step in steps if step.target == f"{CAPITAL}{role}" and step.round < number]
    return f"It had {changes[-1] if changes else deck.roles[role].capital_start} capital then."


def why_declined(played: Played, declined: Move, number: int) -> tuple[WhyNot, ...]:
    """Of a game that is over: what the role wanted, what the offer would have brought of that, and what would have made
    it take the offer, each test that failed with how it stood and what had made it so."""
    past = Past(played)
    deck, motive = past.deck, motive_of(played, declined.role)
    found = [*_wanted(past, declined.role, number), _brought(past, declined.move, motive, number)]
    rules = _taking(deck, declined, motive)
    found += [lacking(past, rule, "It would have said", number) for rule in rules]
    return (*found, *(() if rules else _others(past, declined, motive, number)))


def why_held(played: Played, role: str, number: int) -> tuple[WhyNot, ...]:
    """Of a game that is over: what the role wanted, and which rules of its script came nearest to a move: those whose
    move was not possible, then those of whose condition the least was lacking."""
    past = Past(played)
    state, motive = past.opened[number], motive_of(played, role)
    rules = [rule for rule in rules_for(past.deck.opponents.get(role, ()), motive) if first_of(past.deck, rule)]
    failed = [sum(not past.holds((test,), state) for test in rule.when) for rule in rules]
    ready, nearest, told = [], [], set[tuple[str, ...]]()
    for lacked, rule in sorted(zip(failed, rules, strict=True), key=lambda each: each[0]):
        if rule.play in told:
            continue
        told.add(rule.play)
        if not lacked:
            ready.append(_wished(past, rule, state))
        else:
            nearest.append(lacking(past, rule, f"It would have played {_titles(past.deck, rule)}", number))
    return (*_wanted(past, role, number), *[*ready, *nearest][:_MOST_RULES])


def by_rule(played: Played, made: Move, number: int) -> tuple[WhyNot, ...]:
    """Of a move that a script played, or an offer that it took, in this round of a game that is over: which rules came
    first and had no move that could be played; what its rule asks for, as that stood then; where the move stood in for
    another, what the script says of that one; of an offer also what the role wanted, and whether it got that by
    agreeing."""
    past, motive = Past(played), motive_of(played, made.role)
    if made.kind == "accept":
        return tuple(_agreed(past, made, number))
    state = past.opened[number]
    rule = rule_of(state, made, motive)
    if rule is None:
        return ()
    earlier = {
        first: each
        for each in takewhile(lambda each: each is not rule, held_rules(state, made.role, motive))
        if (first := first_of(past.deck, each))
    }
    ways = ("First it wanted", *("Then it wanted" for _ in earlier))
    wished = [_wished(past, each, state, way) for each, way in zip(earlier.values(), ways, strict=False)]
    where = f"It plays it{in_place(past.deck, rule, made.move)} where {in_words(past.deck, rule.when, number)}."
    asks = WhyNot(where, tuple(_so(past, rule, number)))
    first = first_of(past.deck, rule)
    says_ = says(rule, f"Its script says of '{past.deck.moves[first].title}'")
    return (
        *wished[:_MOST_RULES],
        *([asks] if rule.when else []),
        *([evolve(says_, id=first)] if first != made.move else []),
        *([_case(past.deck, rule, made.card)] if made.card else []),
    )


def _case(deck: Deck, rule: ScriptRule, card: str) -> WhyNot:
    """Why a script argued with this card: it goes by what a card backs, whatever else that speaks for or against."""
    title, whose = f"'{deck.arguments[card].title}'", "its cards that back the move"
    if card in rule.backing:
        whose = f"the {len(rule.backing)} that its rule names" if len(rule.backing) > 1 else "those that its rule names"
    elif rule.backing:
        whose += ", for it held none that its rule names"
    return WhyNot(f"It argues with {title}, the first of {whose}. What else that card says does not count.", id=card)


def _so(past: Past, rule: ScriptRule, number: int) -> Iterator[WhyNot]:
    """How each single thing stood that a rule asks for: amounts, and when what happened had happened last."""
    deck, state = past.deck, past.opened[number]
    for test in each_in(rule.when):
        event = test.event if isinstance(test, Recent) else test.id if isinstance(test, Compare) else ""
        match test:
            case Compare(kind="meter", id=meter):
                yield WhyNot(f"'{deck.meters[meter].name}' stood at {state.meters[meter]}.", id=meter)
            case Compare(kind="times") | Recent() if latest := state.latest_round(event):
                move = deck.moves.get(event_of(event)[1])
                whose = f" of {deck.roles[move.role].name}" if move is not None else ""
                yield WhyNot(
                    f"'{event_title(deck, event)}'{whose} {latest_words(event, latest, past.shared.late)}.",
                    id=event_of(event)[1],
                )


# What it wanted, and what an offer would have brought of that, or did.


def _agreed(past: Past, made: Move, number: int) -> Iterator[WhyNot]:
    """By which rule a script took an offer, and what agreeing did for it."""
    motive = motive_of(past.played, made.role)
    rule = taking(past.opened[number], made, motive)
    if rule is None:
        return
    where = f"where {in_words(past.deck, rule.when, number)}" if rule.when else "however things stand"
    yield WhyNot(f"It takes this offer {where}.", tuple(_so(past, rule, number)))
    yield from _wanted(past, made.role, number)
    if motive is not None and motive.wants:
        yield _had_it_declined(past, made, motive, number)


def _had_it_declined(past: Past, made: Move, motive: Motive, number: int) -> WhyNot:
    """What its score on what it wanted would have been had it declined, all else as it was, and which meters of those
    would have ended elsewhere."""
    deck, control = past.deck, Reruns(past.played).declining(made, number, past.last)
    ends, there = past.state.meters, (control.state.term or control.state).meters
    by = score(past.state, motive.wants) - (other := score(control.state.term or control.state, motive.wants))
    came = any(step.kind == "event" and step.cause == made.move and step.round >= number for step in past.steps)
    gone = "" if came else f", for '{deck.moves[made.move].title}' did not come all the same"
    gained = f"{'gained' if by > 0 else 'cost'} it {counted(abs(by), 'point')}" if by else f"gained it nothing{gone}"
    did = f"agreeing {gained}"
    belief = "" if by > 0 else ". So the reason that its script gives is only what it believed"
    held = listed([f"'{deck.moves[each.move].title}'" for _, each in control.held])
    without = f", without {held}, which could not have been played then" if held else ""
    words = (
        f"Had it declined, all else being chosen as it was{without}, its score at the end of term would have been "
        f"{other}{f' instead of {other + by}' if by else ' all the same'}: {did}{belief}."
    )
    apart = (
        WhyNot(
            f"{name_of(deck, meter)} ended at {ends[meter]}, and would have ended at {there[meter]}; "
            f"it wanted that {'up' if weight > 0 else 'down'}.",
            id=meter,
        )
        for meter, weight in motive.wants.items()
        if ends[meter] != there[meter]
    )
    return WhyNot(words, tuple(apart), made.move)


def _wanted(past: Past, role: str, number: int) -> Iterator[WhyNot]:
    motive = motive_of(past.played, role)
    if motive is not None and motive.wants:
        yield WhyNot(f"It was '{motive.name}' and wanted {weights_words(past.deck, motive.wants.items())}.", id=role)


def _brought(past: Past, offer: str, motive: Motive | None, number: int) -> WhyNot:
    """What the offer, and all that follows it at once, would have done to what somebody with this motive wants."""
    deck, wants, state = past.deck, motive.wants if motive is not None else {}, past.opened[number]
    started, ended_ = _turned(past, offer, state)
    good: list[WhyNot] = []
    for id_ in (offer, *started, *ended_):
        link = deck.links.get(id_)
        item, says = link or deck.moves[offer], f": {link.says}" if link is not None else "."
        often = ", again and again" if id_ in started and link is not None and not link.follows else ""
        no_longer = "no longer " if id_ in ended_ else ""
        for meter, amount in item.effects.meters:
            if meter in wants and (by := _then(amount, state)):
                way = "up" if wants[meter] > 0 else "down"
                words = f"{name_of(deck, meter)} {no_longer}{by:+d}{often}; it wanted that {way}{says}"
                good.append(WhyNot(sentence(words, cited(item)), id=id_))
    title = f"'{deck.moves[offer].title}'"
    if not good:
        nothing = f"By itself {title} would have moved nothing of that"
        return WhyNot(sentence(f"{nothing}.", cited(deck.moves[offer])), id=offer)
    return WhyNot(f"Of that {title} would have moved:", tuple(good), offer)


def _then(amount: Amount, state: State) -> int:
    """The points that an amount came to in this position."""
    return amount if isinstance(amount, int) else amount.at(state.meters[amount.by])


def _turned(past: Past, offer: str, state: State) -> tuple[list[str], list[str]]:
    """The links that this move would set going in this position, those that follow it first, and those that the flags
    that it sets would end."""
    links = [link for link in past.deck.links.values() if link.active and past.tables.flat_links.get(link.id)]
    flags = dict(past.deck.moves[offer].effects.flags)
    started = [link.id for link in links if offer in link.follows and past.holds(link.when, state)]
    ended_: list[str] = []
    for link in links:
        if not link.follows and any(isinstance(test, FlagIs) and test.flag in flags for test in link.when):
            now, then = past.holds(link.when, state), all(_would(past, test, flags, state) for test in link.when)
            if now != then:
                (started if then else ended_).append(link.id)
    return started, ended_


def _would(past: Past, test: object, flags: dict[str, str], state: State) -> bool:
    """Whether a test would hold in this position once these flags were set."""
    if isinstance(test, FlagIs) and test.flag in flags:
        return flags[test.flag] in test.values
    return past.holds((test,), state)  # type: ignore[arg-type]


# What would have changed its mind.


def _taking(deck: Deck, declined: Move, motive: Motive | None) -> list[ScriptRule]:
    rules = (rule for rule in deck.opponents.get(declined.role, ()) if declined.move in rule.accept)
    return rules_for(rules, motive)


def _where(deck: Deck, motive: Motive, rules: Sequence[ScriptRule], number: int) -> str:
    if not rules:
        return f"'{motive.name}' never takes this offer."
    ways = [sentence(in_words(deck, rule.when, number), cited(rule)) for rule in rules]
    return f"'{motive.name}' takes this offer only where {listed(ways, 'or where')}."


def _others(past: Past, declined: Move, motive: Motive | None, number: int) -> Iterator[WhyNot]:
    """That no rule takes the offer for this motive, and where others would have taken it."""
    deck = past.deck
    for each in deck.roles[declined.role].motives.values():
        rules = _taking(deck, declined, each)
        if rules and each is not motive:
            now = any(past.holds(rule.when, past.opened[number]) for rule in rules)
            so = "and so it was then" if now else "and that was not so then"
            yield WhyNot(f"{_where(deck, each, rules, number).removesuffix('.')}; {so}.", id=declined.role)


def _titles(deck: Deck, rule: ScriptRule) -> str:
    """The moves that a rule plays: the first, then those that stand in for it."""
    first, *others = (f"'{deck.moves[id_].title}'" for id_ in rule.play if deck.moves[id_].active)
    return f"{first}, or in its place {listed(others, 'or')}" if others else first


def _wished(past: Past, rule: ScriptRule, state: State, wanted: str = "It wanted") -> WhyNot:
    """Of a rule that held and had no move that could be played: what it says, and why none could."""
    wished = f"{wanted} to play {_titles(past.deck, rule)}, and could not"
    return says(rule, wished, tuple(_refused(past, rule, state)))


def _refused(past: Past, rule: ScriptRule, state: State) -> Iterator[WhyNot]:
    for id_ in rule.play:
        refused = not_now(state, past.tables.moves[id_])
        if refused is not None:
            yield WhyNot(refused.sentence, id=id_)


# How things stood.


def _stood(deck: Deck, steps: Iterable[TraceStep], id_: str, number: int) -> str:
    """``'Trade' stood at 40``, at the beginning of this round."""
    changes = [step.after for step in steps if step.target == id_ and step.round < number and step.kind != "denied"]
    named = f"'{name_of(deck, id_)}'"
    if id_ in deck.flags:
        flag = deck.flags[id_]
        return f"{named} was '{flag.values[str(changes[-1]) if changes else flag.start]}'"
    return f"{named} stood at {changes[-1] if changes else deck.meters[id_].start}"
