"""What is told of a game that is over agrees with its record: what could be chosen, how things stood, whose it was."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

import debate
from debate.debrief.control import Control, Reruns, Tried, summed
from debate.debrief.why import why_each
from debate.debrief.why_not import Past
from debate.debrief.why_so import at_rest, moved_by, moved_later, stayed_away
from debate.game.session import Session
from debate.opponents import OPPONENTS
from debate.rules.deck import MoveDef
from debate.rules.evaluate import holds
from debate.rules.moves import Move
from debate.rules.play import carry_out
from debate.rules.state import State
from debate.rules.trace import TraceStep
from tests.debrief.games import watched

GAMES = [("zte", 4, "scripted"), ("zte", 1, "novice"), ("river", 2, "scripted"), ("phones", 1, "novice")]
MORE = [
    (deck, seed, who) for deck in ("zte", "river", "phones") for seed in range(10, 22) for who in ("scripted", "novice")
]
games = pytest.mark.parametrize(
    ("name", "seed", "who"), [*GAMES, *(pytest.param(*each, marks=pytest.mark.torture) for each in MORE)]
)
ROUNDS = r"rounds? ([\d, andto]*\d)"


def session_of(name: str, seed: int, who: str) -> Session:
    assert who in OPPONENTS
    return watched(debate.load_deck(name), seed, who)


def numbers(words: str) -> set[int]:
    """The rounds of ``1, 3 and 5 to 7``."""
    found = set[int]()
    for part in re.split(r", | and ", words):
        first, _, last = part.partition(" to ")
        found |= set(range(int(first), int(last or first) + 1))
    return found


@games
def test_a_condition_held_where_the_rules_say_so(name: str, seed: int, who: str) -> None:
    """What every move needs and every rule of a script asks for, at the beginning of each round, and what the links
    asked for that were at work at its end: reasons are read from the same numbers as the rules read."""
    past = Past(session_of(name, seed, who).played)
    deck, tables, held, fired = past.deck, past.tables, 0, 0
    for number, state in past.opened.items():
        if number > past.last:
            continue
        for move in filter(lambda move: move.active, deck.moves.values()):
            assert past.holds(move.needs, state) == holds(tables.moves[move.id].needs, state.v, tables), move.id
        for role, rules in tables.scripts.items():
            for rule, flat in rules:
                now = holds(flat, state.v, tables)
                assert past.holds(rule.when, state) == now, (role, rule.because, number)
                held += now
        read, _, ends = past.at_end(number)
        for id_ in {step.cause for step in ends if step.kind in ("link", "pending")}:
            assert past.holds(deck.links[id_].when, read), (id_, number)
            fired += 1
    assert held
    assert fired or name == "phones"


@games
def test_a_link_that_followed_something_says_what_was_lacking_then(name: str, seed: int, who: str) -> None:
    """Where what a link follows did come and the link did not, its reason is what was lacking in that moment."""
    past = Past(session_of(name, seed, who).played)
    for link in filter(lambda link: link.active and link.follows, past.deck.links.values()):
        came = [step for step in past.steps if step.kind == "event" and step.cause in link.follows]
        reason = past.thing(link.id, frozenset(), 0)
        if came and reason is not None:
            (then,) = reason.causes
            assert then.words.startswith("It follows ")
            assert then.words.endswith(f", round {came[-1].round}.")
            assert then.causes, link.id


@games
def test_who_kept_a_meter_away_moved_it_away(name: str, seed: int, who: str) -> None:
    """Of each link that rested in a round: where a meter had to be and was not, what took it away is named, with what
    else did something to it, so that it adds up; and where it began, if that was not as it must be."""
    session, told = session_of(name, seed, who), 0
    for meter in session.deck.meters:
        rested = (each for number in range(1, session.state.round) for each in at_rest(session.played, meter, number))
        for _, reason in (line for each in rested for line in each.lines()):
            found = re.search(r"is (at least|at most) (-?\d+); by then it stood at (-?\d+)\.", reason.words)
            if found:
                way = 1 if found[1] == "at least" else -1
                assert way * (int(found[2]) - int(found[3])) > 0, reason.words
                made = [int(by[1]) for each in reason.causes if (by := re.match(r"(?:and )?([+-]\d+)\b", each.words))]
                began = [each for each in reason.causes if each.words.startswith("It began at ")]
                start = session.deck.meters[reason.id].start
                assert bool(began) == (way * (int(found[2]) - start) > 0), reason
                assert began or made, reason
                assert not made or (start + sum(made) == int(found[3]) and any(by * way < 0 for by in made)), reason
                told += 1
    assert told or name != "zte"


@games
def test_what_could_have_been_played_could(name: str, seed: int, who: str) -> None:
    """Every move that nobody chose: possible in just the rounds that are told, or never, or too dear in all of them."""
    session = session_of(name, seed, who)
    past, told = Past(session.played), 0
    for id_, move in session.deck.moves.items():
        reason = past.thing(id_, frozenset(), 0) if move.active else None
        if reason is None:
            continue
        asked = {n: state for n, state in past.opened.items() if n <= past.last and move.role in state.awaiting}
        legal = {
            n
            for n, state in asked.items()
            if any(m.move == id_ for m in debate.legal_moves(session.deck, state, move.role))
        }
        if found := re.search(rf"could have played .+ in {ROUNDS}, and did not", reason.words):
            assert numbers(found[1]) == legal
            told += 1
        elif "was never possible" in reason.words or "could not pay for it" in reason.words:
            assert not legal, reason.words
            told += 1
    assert told or name == "phones"


def test_what_a_move_could_have_kept_away_does_not_come_with_it() -> None:
    """The state's rescue raises the bill by itself and keeps away the dear one of the last minute: played where it
    could have been, that does not come in the round. Nothing says that it would have led up alone."""
    told = 0
    for seed in range(1, 200):
        if told >= 3:
            break
        session = session_of("zte", seed, "scripted")
        past = Past(session.played)
        for reason in stayed_away(session.played, "beijing-cost"):
            found = re.search(r"could have kept away \+\d+: (.+?) \(P", reason.words)
            if found:
                assert reason.words.startswith("By itself +6")
                (link,) = [link.id for link in session.deck.links.values() if link.says == f"{found[1]}."]
                dear = {step.round for step in session.trace if (step.cause, step.kind) == (link, "link")}
                for number in dear.intersection(past.payable(reason.id)):
                    _played_instead(past.opened[number], session.deck.moves[reason.id], link)
                    told += 1
    assert told


def _played_instead(now: State, move: MoveDef, link: str) -> None:
    """Played in this round, the move keeps the link away until the round is over."""
    (choice, *_) = [each for each in debate.legal_moves(now.tables.deck, now, move.role) if each.move == move.id]
    after = carry_out(now, {move.role: (choice,)})
    while after.state.round == now.round and not after.state.over:
        after = carry_out(after.state, {})
        assert link not in {step.cause for step in after.trace if step.kind == "link"}


@games
def test_what_went_back_to_a_move_would_not_have_come_without_it(name: str, seed: int, who: str) -> None:
    """A part of what moved a meter is laid to the moves without which, in a control run, it does not come. News and
    what follows it is not among these: what a move does to it is a matter of odds."""
    session = session_of(name, seed, who)
    tried, told = Tried(session.source, session.to_record()), 0
    as_played, _ = summed(tried.state, tried.played.trace.raw)
    for meter in session.deck.meters:
        for part in moved_by(session.played, meter):
            made = [
                s for s in tried.steps if (s.cause, s.meter) == (part.id, meter) and s.kind not in ("clamp", "denied")
            ]
            places = set() if _by_news(session, made) else set(_places(session, tried, part.words, part.id))
            if places:
                before = sum(step.change for step in made if step.round < min(places)[0])
                left = before + tried.without(*places).by.get((part.id, meter), 0)
                through = [int(n) for n in re.findall(r"([+-]\d+) through", part.words)]
                total = sum(through) or int(part.words.split(":")[0])
                assert as_played[part.id, meter] - left == total, part.words
                told += 1
    assert told


def _by_news(session: Session, made: list[TraceStep]) -> bool:
    """Whether news stands anywhere behind these steps."""
    numbered = {step.number: step for step in session.trace}
    left, seen = [step.number for step in made], set[int]()
    while left:
        step = numbered[left.pop()]
        if step.cause in session.deck.news:
            return True
        left += [number for number in step.parents if number not in seen]
        seen.update(step.parents)
    return False


def _places(session: Session, tried: Tried, words: str, cause: str) -> Iterator[tuple[int, str]]:
    """Where the moves were chosen that these words name with their rounds, and where others were that would do the same
    in their place; not of those after which it merely came again."""
    words = words.partition(" went by without ")[0]
    link = session.deck.links.get(cause)
    follows = link.follows if link is not None else ()
    for move in session.deck.moves.values():
        role = session.deck.roles[move.role].name
        for rounds in re.findall(rf"'{re.escape(move.title)}' of {role}(?:,|: [+-]\d+| in) {ROUNDS}", words):
            yield from (tried.chosen(move.role, move.id, number) for number in numbers(rounds))
            yield from (place for place, made in tried.plays.items() if made.move in (move.id, *follows))


@games
def test_parts_add_up_years_later_too(name: str, seed: int, who: str) -> None:
    """What moved a meter after the end of term adds up to how far it moved; where a cause goes back to another meter,
    what moved that is told with it."""
    session = session_of(name, seed, who)
    term = session.state.term
    assert term is not None
    for meter in session.deck.meters:
        found = moved_later(session.played, meter)
        assert sum(int(each.words.split(":")[0]) for each in found) == session.state.meters[meter] - term.meters[meter]
        for each in (*found, *moved_by(session.played, meter)):
            assert ("after changes of" in each.words) <= bool(each.causes), each.words


@games
def test_what_came_all_by_itself_has_no_other_cause(name: str, seed: int, who: str) -> None:
    """Where all that a cause did is summed up as having come all by itself, no page names somebody's move, news or a
    change of something behind any part of it."""
    session = session_of(name, seed, who)
    last = session.deck.rounds.count
    for meter in session.deck.meters:
        term = ((part, range(1, last + 1)) for part in moved_by(session.played, meter))
        later = ((part, range(last + 1, last + 9)) for part in moved_later(session.played, meter))
        for part, told in (*term, *later):
            if "all by itself" in part.words:
                made = [s for s in session.trace if (s.cause, s.target, s.kind) == (part.id, meter, "link")]
                made = [step for step in made if step.round in told]
                for tree in why_each(session.deck, session.trace, made):
                    assert {c.told.step.cause for c in tree.causes if c.told.step} <= {part.id}, part.words


@pytest.mark.parametrize(("name", "seed"), [("zte", 3), ("river", 3)])
def test_what_a_move_by_itself_would_have_done_is_not_left_alone_where_all_in_all_it_would_not(
    name: str, seed: int
) -> None:
    """A move that would have raised a meter by itself, and would have left it lower with all that follows, has that
    beside it with the rounds in which it is so; the others agree with the control run in every round."""
    session, marked = session_of(name, seed, "scripted"), 0
    past, game, runs = Past(session.played), Reruns(session.played), dict[tuple[str, int], tuple[Control, Control]]()
    for meter in session.deck.meters:
        for reason in stayed_away(session.played, meter):
            move = session.deck.moves.get(reason.id)
            way = 1 if reason.words.startswith("Up: ") else -1 if reason.words.startswith("Down: ") else 0
            if move is None or not way or move.offer_to is not None:
                continue
            words = rf"With all that follows from it, played in {ROUNDS} with all .+ ended (lower|higher)\. "
            found = re.search(rf"{words}What weighed most.*?: ([+-]\d+): ", reason.words)
            against = numbers(found[1]) if found else set[int]()
            assert found is None or (found[2] == ("lower" if way > 0 else "higher") and int(found[3]) * way < 0)
            for number in past.payable(move.id):
                place, key = (number, move.role), (move.id, number)
                if key not in runs:
                    runs[key] = game.instead(place, Move(move.role, "play", move.id), past.last)
                there, none = runs[key]
                moved = [there.term(meter) - none.term(meter), there.later(meter) - none.later(meter)]
                beside = [
                    there.term(meter) - past.state.meters[meter],
                    there.later(meter) - session.state.meters[meter],
                ]
                opposite = any(moved) and all(by * way <= 0 for by in (*moved, *beside))
                assert (number in against) == (opposite and len(there.held) == len(none.held)), reason.words
            marked += bool(against)
    assert marked
