"""What the rules say to people: conditions in words, and what is being asked."""

from __future__ import annotations

from collections.abc import Mapping

from debate.rules.conditions import (
    BEATEN,
    DECLINED,
    STOOD,
    AllOf,
    AnyOf,
    Compare,
    Condition,
    FlagIs,
    Lasting,
    NoneOf,
    Recent,
    Test,
    event_of,
    range_of,
)
from debate.rules.deck import Deck
from debate.rules.evaluate import holds
from debate.rules.state import State
from debate.rules.tables import FlatMove

PHASES = {
    "deal": "hands are being chosen",
    "choose": "moves are being chosen",
    "answer": "cases and offers are being answered",
    "extend": "answers are being answered",
    "settle": "beaten cases are being settled",
    "over": "the game is over",
}


def asked(state: State) -> str:
    """What is going on, as the end of a sentence."""
    return PHASES[state.phase]


def unmet(state: State, flat: FlatMove, most: int = 1) -> str:
    """What this move needs and how things stand instead, as the end of a sentence; empty where nothing is lacking.
    ``most``: of how many needs."""
    deck = state.tables.deck
    needs = zip(deck.moves[flat.id].needs, flat.needs_apart, strict=True)
    lacking = [test for test, apart in needs if not holds(apart, state.v, state.tables)]
    # How long something has lasted is not always counted in what a role may know, so all else is named before it.
    lacking.sort(key=lambda test: isinstance(test, Lasting))
    return "; ".join(_contrast(deck, state, test) for test in lacking[:most])


def _nearest(deck: Deck, state: State, options: tuple[Condition, ...]) -> Test | None:
    """Of several ways the one test that alone is lacking in just one of them, as far as flags and numbers tell."""
    ways = sorted(([test for test in option if not _holds_now(deck, state, test)] for option in options), key=len)
    alone = len(ways[0]) == 1 and (len(ways) == 1 or len(ways[1]) > 1)
    return ways[0][0] if alone and isinstance(ways[0][0], Compare | FlagIs) else None


def _holds_now(deck: Deck, state: State, test: Test) -> bool:
    """Whether a flag or a number is as it must be; False for all else."""
    if isinstance(test, FlagIs):
        return state.flags[test.flag] in test.values
    if not isinstance(test, Compare) or test.kind == "times":
        return False
    numbers = {"meter": state.meters, "capital": state.capital, "round": {"": state.round}}[test.kind]
    low, high = range_of(test, deck.meters[test.id].start if test.kind == "meter" else None)
    return low <= numbers[test.id] <= high


def _contrast(deck: Deck, state: State, test: Test) -> str:
    match test:
        case FlagIs(flag=flag, values=values):
            now = deck.flags[flag].values[state.flags[flag]]
            return f"'{deck.flags[flag].name}' must be {_either(deck, flag, values)}, and it is {now}"
        case Compare(kind="meter", id=id_) if deck.meters[id_].seen_by is None:
            meter = deck.meters[id_]
            return f"'{meter.name}' must be {_bounds(test, meter.start)}, and it is {state.meters[id_]}"
        case Compare(kind="capital", id=id_):
            return f"{_test(deck, test)} is needed, and it is {state.capital[id_]}"
        case AnyOf(options=options) if (nearest := _nearest(deck, state, options)) is not None:
            return _contrast(deck, state, nearest)
        case NoneOf(options=options):
            return f"not while {' or while '.join(in_words(deck, option, state.round) for option in options)}"
        case _:
            return f"it is open only if {in_words(deck, (test,), state.round)}"


def in_words(deck: Deck, condition: Condition, number: int = 0) -> str:
    """The condition as words that can stand in a sentence: what may be so in several ways comes last, since it would
    not be plain where that ends; what must have lasted is not said to be so beside it. ``number``: of the round in
    which it is asked, where that is known."""
    lasting = [inner for test in condition if isinstance(test, Lasting) for inner in test.when]
    asked = sorted((test for test in condition if test not in lasting), key=lambda test: isinstance(test, AnyOf))
    return " and ".join(_test(deck, test, number) for test in asked) or "nothing"


def lately(rounds: int, number: int = 0) -> str:
    """The last so many rounds, of which the one that runs is the first: ``in this round or one of the two before it``;
    where its ``number`` is known: ``in rounds 3 to 5``."""
    if number:
        first = max(1, number - rounds + 1)
        if number - first > 1:
            return f"in rounds {first} to {number}"
        return f"in round {number}" if first == number else f"in round {first} or {number}"
    if rounds < 3:
        return "in this round or the one before it" if rounds == 2 else "this round"
    return f"in this round or one of the {_NUMBERS.get(rounds - 1, rounds - 1)} before it"


def event_title(deck: Deck, event: str) -> str:
    """How the move, news item, offer or argument that an event is about is called."""
    id_ = event_of(event)[1]
    for section in (deck.moves, deck.news, deck.arguments):
        if id_ in section:
            return section[id_].title
    raise KeyError(event)


_NUMBERS = {2: "two", 3: "three", 4: "four", 5: "five", 6: "six"}
_HAPPENED = {
    "": ("happened", "happened", "did not happen", "last happened"),
    DECLINED: ("been declined", "was declined", "was not declined", "was last declined"),
    STOOD: ("stood on the floor", "stood on the floor", "did not stand on the floor", "last stood on the floor"),
    BEATEN: (
        "been beaten on the floor",
        "was beaten on the floor",
        "was not beaten on the floor",
        "was last beaten on the floor",
    ),
}
"""What happened: after "has", by itself, that it did not, and when it did last."""


def _happened(event: str) -> str:
    return _HAPPENED[event_of(event)[0]][0]


def _recently(event: str, negated: bool) -> str:
    return _HAPPENED[event_of(event)[0]][2 if negated else 1]


def latest_words(event: str, number: int, late: Mapping[tuple[str, int], int] | None = None) -> str:
    """In which round what an event is about happened last, without its title; 0 for never. ``late``: for each move that
    waited, by its id and the round in which it came up again, when it was decided."""
    about, id_ = event_of(event)
    if not number:
        return f"had never {_happened(event)}"
    offered = (late or {}).get((id_, number)) if about == DECLINED else None
    waited = f" (offered in round {offered}, it waited)" if offered else ""
    return f"{_HAPPENED[about][3]} in round {number}{waited}"


def _test(deck: Deck, test: Test, number: int = 0) -> str:
    match test:
        case Compare(kind="meter", id=id_):
            return f"'{deck.meters[id_].name}' is {_bounds(test, deck.meters[id_].start)}"
        case Compare(kind="capital", id=id_):
            return f"capital of {deck.roles[id_].name}: {_bounds(test)}"
        case Compare(kind="round"):
            return f"the round is {_bounds(test)}"
        case Compare(id=id_, comparison="exactly", bound=0):
            return f"'{event_title(deck, id_)}' has never {_happened(id_)}"
        case Compare(id=id_, comparison="at least", bound=1):
            return f"'{event_title(deck, id_)}' has {_happened(id_)}"
        case Compare(id=id_):
            return f"'{event_title(deck, id_)}' has {_happened(id_)} {_bounds(test)} times"
        case FlagIs(flag=flag, values=values):
            return f"'{deck.flags[flag].name}' is {_either(deck, flag, values)}"
        case Recent(event=event, rounds=rounds, negated=negated):
            return f"'{event_title(deck, event)}' {_recently(event, negated)} {lately(rounds, number)}"
        case AnyOf(options=options):
            ways = _alike(deck, options, number) or " or ".join(in_words(deck, option, number) for option in options)
            return f"either {ways}"
        case AllOf(options=options):
            return " and ".join(in_words(deck, option, number) for option in options)
        case NoneOf(options=options):
            return f"it is not so that {' or that '.join(in_words(deck, option, number) for option in options)}"
        case Lasting(rounds=rounds, when=when):
            all_of_it = "all of this together " if len(when) > 1 else ""
            return f"{in_words(deck, when, number)} and {all_of_it}has been so for {rounds} round{'s' * (rounds > 1)}"


def _alike(deck: Deck, options: tuple[Condition, ...], number: int) -> str:
    """Several events of which the same is asked, with that said once; empty where it is not so."""
    tests = [test for option in options for test in option if isinstance(test, Recent | Compare)]
    events = [test.event if isinstance(test, Recent) else test.id if test.kind == "times" else "" for test in tests]
    if len(options) < 2 or not len(events) == len(options) == sum(map(len, options)) or not all(events):
        return ""
    titles = [f"'{event_title(deck, event)}'" for event in events]
    asked = {_test(deck, test, number).removeprefix(title) for test, title in zip(tests, titles, strict=True)}
    return f"{', '.join(titles[:-1])} or {titles[-1]}{asked.pop()}" if len(asked) == 1 else ""


def _either(deck: Deck, flag: str, values: tuple[str, ...]) -> str:
    return " or ".join(deck.flags[flag].values[value] for value in values)


def _bounds(test: Compare, start: int | None = None) -> str:
    bound = f"its start ({start})" if test.bound == "start" else str(test.bound)
    return f"{bound} to {test.upper}" if test.comparison == "to" else f"{test.comparison} {bound}"
