"""Why a game that is over came out as it did: what moved a meter in all, what would have and did not come, and what
made an ending true."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from attrs import evolve

from debate.debrief.control import Reruns, apart_by_cause
from debate.debrief.naming import cause_cited, cause_name, cited, ended, listed, rounds_words, sentence
from debate.debrief.narration import lands_in_words
from debate.debrief.requirements import COUNTED, DEEPEST, WhyNot
from debate.debrief.shared import at_an_end
from debate.debrief.shares import on_its_way, shares
from debate.debrief.why_not import NEVER, Past
from debate.rules.conditions import (
    AllOf,
    AnyOf,
    Compare,
    Condition,
    Effects,
    FlagIs,
    Lasting,
    Recent,
    Test,
    points,
    wanted_in,
)
from debate.rules.deck import Deck, Link, MoveDef, News
from debate.rules.moves import Move
from debate.rules.replay import Played
from debate.rules.trace import TraceStep
from debate.rules.words import in_words

_MOST_AWAY = 4
"""How many of the things that would have moved a meter and did not come are told with all the reasons behind it, unless
all is asked for."""
_CAME = ("effect", "link", "landing", "overruled")


def moved_by(played: Played, meter: str) -> tuple[WhyNot, ...]:
    """What each cause did to a meter by the end of term, each with whose it was; they add up. What moved it the way
    that it went in all stands first, and of either way the biggest."""
    return _by_way(_moved(Past(played), meter))


def moved_later(played: Played, meter: str) -> tuple[WhyNot, ...]:
    """The same of the years after the end of term."""
    past = Past(played)
    found = [(share.total, past.share(share, past.later)) for share in past.since(meter) if share.total]
    return _by_way([*found, *_cut([step for step in past.later.steps if step.round > past.last], meter)])


def _by_way(found: list[tuple[int, WhyNot]]) -> tuple[WhyNot, ...]:
    way = -1 if sum(by for by, _ in found) < 0 else 1
    return tuple(reason for _, reason in sorted(found, key=lambda each: each[0] * way < 0))


def _moved(past: Past, meter: str) -> list[tuple[int, WhyNot]]:
    """What moved it by the end of term with its points, the biggest first, the limit of the scale last."""
    made = (share for share in shares(past.roots, past.steps, meter, 0, past.last) if share.total)
    return [*((share.total, past.share(share)) for share in made), *_cut(past.steps, meter)]


def _cut(steps: Sequence[TraceStep], meter: str) -> list[tuple[int, WhyNot]]:
    """What the limit of the scale held back in these steps, if anything."""
    cut = sum(step.change for step in steps if step.kind == "clamp" and step.meter == meter)
    return [(cut, WhyNot(at_an_end(cut)))] if cut else []


def in_short(played: Played, target: str) -> str:
    """What became of a meter or flag, and of a flag by whom, in a sentence or two; empty where it never changed."""
    past, end = Past(played), played.state
    if target in past.deck.flags:
        made, values = past.changed(target), past.deck.flags[target].values
        later = end.flags[target]
        if made is None:
            return ""
        if later == past.state.flags[target]:
            return f"It is '{values[later]}'. {made.words}"
        at_term = f"At the end of term it was '{values[past.state.flags[target]]}'. {made.words}"
        return f"{at_term} Years later it is '{values[later]}'."
    start, term, now = past.deck.meters[target].start, past.state.meters[target], end.meters[target]
    found = [by for by, _ in _moved(past, target)]
    if not found and now == term:
        return ""
    up, down = sum(by for by in found if by > 0), sum(by for by in found if by < 0)
    how = (
        f"rose by {term - start}, from {start} to {term}"
        if term > start
        else f"fell by {start - term}, from {start} to {term}"
    )
    how = how if term != start else f"stood at {term} again, as at the start" if found else f"still stood at {term}"
    parts = f": {up:+d} against {down:+d}" if up and down else ""
    later = f" Years later it stands at {now}." if now != term else ""
    return f"By the end of term it {how}{parts}.{later}"


def stayed_away(
    played: Played, target: str, scripts: Collection[str] = (), in_full: bool = False
) -> tuple[WhyNot, ...]:
    """All that would have changed this meter or flag and did not come, not even years later, each with which way (where
    it, what it sets going and what it could have kept away lead the same) and why; what would have done most first. A
    move that would have done it through a link is told with the link, where that did not come either, else by itself
    with what would have followed it. Unless ``in_full``, reasons are told of the first few alone."""
    past = Past(played, scripts)
    deck, (moved, through) = past.deck, _might_have_come(past, target)
    found: list[WhyNot] = []
    for id_ in sorted(filter(moved.__getitem__, moved), key=lambda id_: -max(map(abs, moved[id_]))):
        why = past.thing(id_, frozenset(), DEEPEST - 4)
        if why is None:
            continue
        item = deck.moves.get(id_) or deck.links.get(id_) or deck.news[id_]
        away = list(_kept_away(past, id_, target)) if id_ in deck.moves and target in deck.meters else []
        ways = [*moved[id_], *_set_going(deck, item, target), *(-by for by, _ in away)]
        own = listed([f"{number:+d}" for number in dict.fromkeys(moved[id_])], "or")
        way = _way(ways) or (f"By itself {own}: " if away and id_ not in through else "")
        words = f"{way if target in deck.meters else ''}{why.words}"
        if id_ in through:
            words += f" It would have brought: {' '.join(sentence(each.says, cited(each)) for each in through[id_])}"
        for by, link in away:
            words = f"{words} It could have kept away {by:+d}: {sentence(link.says, cited(link))}"
        if way and id_ in deck.moves and target in deck.meters:
            words += _other_way(past, id_, target, 1 if way.startswith("Up") else -1)
        told = in_full or len(found) < _MOST_AWAY
        if not told and why.words.endswith(NEVER) and why.causes:
            words = f"{words} {why.causes[0].words}"
        found.append(evolve(why, words=words, causes=why.causes if told else ()))
    return tuple(found)


def _might_have_come(past: Past, target: str) -> tuple[dict[str, list[int]], dict[str, list[Link]]]:
    """By what numbers each thing that did not come would have changed this meter or flag; and of those that would have
    done it through links, which also came for another reason, these links."""
    deck = past.deck
    came = {step.cause for step in past.played.trace if step.target == target and step.kind in _CAME}
    items = (item for section in (deck.moves, deck.links, deck.news) for item in section.values())
    moved = {item.id: _numbers(item.effects, target) for item in items if item.active and item.id not in came}
    through: dict[str, list[Link]] = {}
    for link in deck.links.values():
        for event in link.follows if link.active and link.id in came else ():
            if not moved.get(event) and (deck.moves.get(event) or deck.news[event]).active:
                through.setdefault(event, []).append(link)
    made = {event: [n for link in links for n in _numbers(link.effects, target)] for event, links in through.items()}
    return moved | made, through


def at_rest(played: Played, target: str, number: int) -> tuple[WhyNot, ...]:
    """What moved this meter or flag at once in other rounds, after the term too, and not in this one: links, each with
    what it takes and how that stood when the links of the round were read, or which move or news it follows; moves and
    news by themselves, with their rounds."""
    past = Past(played)
    if number not in past.opened:
        return ()
    read, before, ends = past.at_end(number)
    at_work: dict[str, set[int]] = {}
    for step in (each for each in played.trace if each.target == target and each.kind in ("link", "effect")):
        at_work.setdefault(step.cause, set()).add(step.round)
    here = {step.cause for step in ends} | {id_ for id_, rounds in at_work.items() if number in rounds}
    found: list[WhyNot] = []
    for id_, rounds in ((id_, rounds) for id_, rounds in at_work.items() if id_ not in here):
        link = past.deck.links.get(id_)
        if link is None:
            named = cause_name(past.deck, id_)
            found.append(WhyNot(f"{named[:1].upper()}{named[1:]}, in {rounds_words(sorted(rounds))}.", id=id_))
        elif link.follows:
            came = {s.cause: None for s in past.steps if s.kind == "event" and s.cause in link.follows}
            events = listed([cause_name(past.deck, event) for event in came], "or")
            follows = WhyNot(f"It follows {events}: not in round {number}.", id=next(iter(came), ""))
            gone = past.gone(link.when, read, before) if here & {*came} else (follows,)
            found.append(WhyNot(sentence(link.says, cited(link)), gone, id_))
        elif causes := past.gone(link.when, read, before) or past.at_nothing(link, read, target):
            found.append(WhyNot(sentence(link.says, cited(link)), causes, id_))
    return tuple(found)


def on_the_way(played: Played, meter: str, number: int) -> tuple[WhyNot, ...]:
    """What was still on its way to a meter when a round of the term ended, each with when it landed."""
    past = Past(played)
    end = past.state if number == past.last else past.opened.get(number + 1)
    if end is None or number > past.last:
        return ()
    return tuple(
        WhyNot(f"{by:+d} for {lands_in_words(past.deck, item.lands)}: {ended(cause_cited(past.deck, cause))}", id=cause)
        for item, cause, by in on_its_way(past.deck, past.steps, end, meter, played.state.round)
    )


def _kept_away(past: Past, move: str, target: str) -> Iterator[tuple[int, Link]]:
    """What links that take that a move did not happen did to a meter while it could have, in points."""
    for link in filter(lambda link: link.active, past.deck.links.values()):
        tests = [test for test in wanted_in(link.when) if isinstance(test, Recent) and test.negated]
        for test in (test for test in tests if test.event == move):
            able = {number + by for number in past.payable(move) for by in range(test.rounds)}
            made = [s for s in past.steps if (s.cause, s.target, s.kind) == (link.id, target, "link")]
            if by := sum(step.change for step in made if step.round in able):
                yield by, link


def _other_way(past: Past, id_: str, target: str, sign: int) -> str:
    """In which rounds a move that could have been played, without a case, would have led the other way by all that
    follows from it, at the end of term and years later, both beside having no move there and beside the game as it was
    played; empty where in none, and of an offer, which hangs on who would take it."""
    move, game, found = past.deck.moves[id_], Reruns(past.played), dict[int, str]()
    for number in past.payable(id_) if move.offer_to is None else ():
        there, none = game.instead((number, move.role), Move(move.role, "play", id_), past.last)
        moved = [there.term(target) - none.term(target), there.later(target) - none.later(target)]
        term = (past.state.meters[target], past.played.state.meters[target])
        beside = (there.term(target) - term[0], there.later(target) - term[1])
        if len(there.held) == len(none.held) and all(by * sign <= 0 for by in (*moved, *beside)) and any(moved):
            sums = (there.by, none.by) if moved[0] else (there.by_later, none.by_later)
            most = next(each for each in apart_by_cause(target, *sums) if each.made * sign < 0)
            found[number] = f"{most.made:+d}: {ended(cause_cited(past.deck, most.cause))}"
    if not found:
        return ""
    rounds = rounds_words(list(found))
    came_to = f"{past.deck.meters[target].name} would have ended {'lower' if sign > 0 else 'higher'}"
    when, most_of_it = next(iter(found.items()))
    of_these = f" in round {when}" if len(found) > 1 else ""
    played = f"played in {rounds} with all else chosen as it was"
    return f" With all that follows from it, {played}, {came_to}. What weighed most{of_these}: {most_of_it}"


def _way(numbers: Sequence[int]) -> str:
    """Where all of them lead, before a sentence; empty where they lead both ways."""
    return "Up: " if min(numbers) > 0 else "Down: " if max(numbers) < 0 else ""


def _numbers(effects: Effects, target: str) -> list[int]:
    """The points by which these effects may move it, without nothing; 1 where they set a flag."""
    moved = [n for id_, amount in effects.meters if id_ == target for n in points(amount)]
    return [n for n in moved if n] + [1 for id_, _ in effects.flags if id_ == target]


def _set_going(deck: Deck, item: MoveDef | Link | News, target: str) -> list[int]:
    """The points by which links may move it that follow this, or that begin or end with the flags that it sets."""
    flags, found = dict(item.effects.flags), list[int]()
    for link in filter(lambda link: link.active, deck.links.values()):
        turned = (
            1 if flags[t.flag] in t.values else -1 for t in link.when if isinstance(t, FlagIs) and t.flag in flags
        )
        sign = int(item.id in link.follows) if link.follows else min(turned, default=0)
        found += [sign * number for number in _numbers(link.effects, target) if sign]
    return found


def why_so(played: Played, ending: str) -> tuple[WhyNot, ...]:
    """What an ending took that came, each with how it stood at the end of term and what made it so."""
    past = Past(played)
    return tuple(_held(past, past.deck.endings[ending].when))


def true_no_longer(played: Played, ending: str) -> tuple[WhyNot, ...]:
    """Of an ending that was true at the end of term what of it was not so any more years later, with how that stood
    and what moved it since; empty where it was true still."""
    past = Past(played)
    gone = tuple(test for test in past.deck.endings[ending].when if not past.holds((test,), played.state))
    told = tuple(past.years_later(gone))
    words = f"It takes that {in_words(past.deck, gone).rstrip(',')}." if gone else ""
    return (WhyNot(words, told, ending),) if gone else ()


def _held(past: Past, when: Condition) -> Iterator[WhyNot]:
    for test in when:
        match test:
            case AnyOf(options=options):
                yield from _held(past, next((option for option in options if past.holds(option)), ()))
            case AllOf(options=options):
                for option in options:
                    yield from _held(past, option)
            case _:
                yield _one_held(past, test)


def _one_held(past: Past, test: Test) -> WhyNot:
    words = in_words(past.deck, (test,), past.last).rstrip(",")
    match test:
        case Compare(kind="meter", id=meter):
            now, start = past.state.meters[meter], past.deck.meters[meter].start
            made = past.took(meter, 1 if now > start else -1) if now != start else ()
            return WhyNot(f"It took that {words}; it stood at {now}, from {start}.", made, meter)
        case FlagIs(flag=flag):
            changed = past.changed(flag, test.values) or WhyNot("It was so from the start.")
            return WhyNot(f"It took that {words}.", (changed,), flag)
        case Lasting(rounds=rounds, when=(Compare(kind="meter", id=meter),)):
            last = range(past.last + 1 - rounds, past.last + 1)
            stood = listed([f"at {past.counted(number).meters[meter]} in round {number}" for number in last])
            return WhyNot(f"It took that {words}; {COUNTED}, it stood {stood}.", (), meter)
        case _:
            return WhyNot(f"It took that {words}, and so it was.", past.happened(test))
