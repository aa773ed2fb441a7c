"""Strange little decks and random games on them, for properties that must hold whatever an author writes."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from random import Random
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

import debate
from debate import Move, State
from debate.rules.deck import Deck
from debate.rules.trace import RawStep, Trace
from tests.small_deck import deck_of
from tests.table import Game

METERS = {"ash": {"start": "50"}, "bog": {"start": "3", "max": "20"}, "cud": {"start": "95", "min": "10"}}
FLAGS = {
    "door": {"values": {"shut": "shut", "ajar": "ajar", "open": "open"}, "start": "ajar"},
    "fire": {"values": {"unlit": "unlit", "lit": "lit"}, "start": "unlit"},
}
ROLES = ["zoe", "abe", "mia"]
NEWS = ["hail", "wind"]
MOVES = {f"{role}-{n}": role for role in ROLES for n in (1, 2, 3)}
EVENTS = [*MOVES, *NEWS]
ASKED = ["zoe-1", "abe-2", "mia-3", "hail"]

_any = cache(st.sampled_from)
"""One of the signs of a text, or of several words."""
_amounts = st.sampled_from(["+1", "-1", "+7", "-9", "+40", "-60", "+100"])
_tables = st.sampled_from(
    [
        {"by": "ash", "from": {"0": "-9", "40": "+3", "60": "0"}},
        {"by": "bog", "from": {"0": "+2", "10": "-2"}},
        {"by": "cud", "from": {"10": "0", "50": "+5", "90": "-5"}},
    ]
)
_phrases = {
    "ash": st.sampled_from(["at least 50", "at most start", "below 15", "above start", "exactly 3", "20 to 90"]),
    "bog": st.sampled_from(["at least 10", "at most start", "below 15", "above start", "exactly 3", "2 to 9"]),
    "cud": st.sampled_from(["at least 50", "at most start", "below 15", "above start", "exactly 30", "20 to 90"]),
}
_times = st.sampled_from(
    ["ever", "never", "at least 2", "this round", "not this round", "in the last 2 rounds", "not in the last 2 rounds"]
)
_small = st.sampled_from(["at least 1", "at most 2", "exactly 3", "below 5", "2 to 4"])
_yes = st.sampled_from(["yes", "no", "no"])


def _conditions(depth: int, lasting: bool = True) -> st.SearchStrategy[dict[str, Any]]:
    entries: dict[str, st.SearchStrategy[Any]] = {
        **_phrases,
        "door": st.sampled_from(["shut", "open", ["shut", "open"]]),
        "fire": st.sampled_from(["lit", "unlit"]),
        **dict.fromkeys(ASKED, _times),
        "stood": st.fixed_dictionaries({"zoe-1": _times}),
        "beaten": st.fixed_dictionaries({"card-1": _times}),
        "round": st.sampled_from(["at least 1", "at most 2", "exactly 2", "below 5", "1 to 4"]),
        "capital": st.fixed_dictionaries({"abe": _small}),
    }
    if depth:
        inner = st.lists(_conditions(depth - 1, lasting), min_size=1, max_size=2)
        entries |= {"any_of": inner, "all_of": inner, "none_of": inner}
    if lasting:
        entries["lasting"] = st.fixed_dictionaries(
            {"rounds": st.sampled_from(["1", "2"]), "when": _conditions(max(depth - 1, 0), lasting=False)}
        )
    return st.lists(st.sampled_from(sorted(entries)), min_size=1, max_size=2, unique=True).flatmap(
        lambda keys: st.fixed_dictionaries({key: entries[key] for key in keys})
    )


CONDITIONS = _conditions(1)
_maybe = st.none() | CONDITIONS
_needs = st.none() | st.none() | CONDITIONS
_either = st.booleans()
EFFECTS: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {},
    optional={
        **dict.fromkeys(METERS, _amounts | _tables),
        "door": st.sampled_from(["shut", "open"]),
        "fire": st.sampled_from(["lit", "unlit"]),
        "capital": st.dictionaries(st.sampled_from(ROLES), st.sampled_from(["+2", "-3"]), min_size=1, max_size=2),
    },
)


@st.composite
def _links(draw: Callable[..., Any]) -> dict[str, Any]:
    link: dict[str, Any] = {
        "effects": draw(EFFECTS) or {"ash": "+7"},
        "delay": draw(_any("0012")),
        "when": draw(_maybe),
    }
    match draw(_any(("follows", "follows", "rise", "fall", "row", "row"))):
        case "follows":
            link["follows"] = draw(_followed)
        case "rise":
            link |= {"per_rise_of": draw(_any(tuple(sorted(METERS)))), "points": draw(_any("12"))}
        case "fall":
            link |= {"per_fall_of": draw(_any(tuple(sorted(METERS)))), "points": draw(_any("13"))}
        case _:
            link |= draw(st.sampled_from([{}, {"every": "2"}, {"once": "yes"}]))
    return link


@st.composite
def _denials(draw: Callable[..., Any]) -> dict[str, Any]:
    denial: dict[str, Any] = {"denies": draw(st.sampled_from([["ash"], ["door", "bog"], ["hail"]]))}
    if draw(_either):
        return denial | {"follows": draw(st.sampled_from(EVENTS)), "when": draw(_maybe)}
    return denial | {"when": draw(CONDITIONS), "every": draw(_any("12"))}


@st.composite
def _moves(draw: Callable[..., Any], id_: str, role: str) -> dict[str, Any]:
    asked = id_ in ASKED  # conditions ask how often it happened, and whether a case for it stood
    move: dict[str, Any] = {
        "role": role,
        "cost": draw(_any("0123")),
        "cooldown": draw(_any("001")),
        "once": "no" if asked else draw(_yes),
        "effects": draw(EFFECTS),
        "needs": draw(_needs),
    }
    match draw(_any(("open", "open", "offer") if asked else ("open", "open", "covert", "offer", "forbidden"))):
        case "covert":
            move["covert"] = "yes"
        case "offer":
            others = tuple(other for other in ROLES if other != role)
            move |= {"offer_to": draw(_any(others)), "if_declined": draw(EFFECTS)}
        case "forbidden":
            move = {"role": role, "forbidden": "Nobody may."}
    return move


# What a deck is drawn from is made once: hypothesis checks every strategy that it has not seen.
CARDS = {f"card-{n}": ROLES[n % 3] for n in range(9)}
_each_move = {id_: _moves(id_, role) for id_, role in MOVES.items()}
_backed = {
    card: st.lists(
        st.sampled_from([m for m in MOVES if MOVES[m] == role]), min_size=card == "card-1", max_size=2, unique=True
    )
    for card, role in CARDS.items()
}
_answered = {
    card: st.lists(st.sampled_from([c for c in CARDS if c != card]), max_size=5, unique=True) for card in CARDS
}
_link_sets = st.dictionaries(st.sampled_from(["l1", "l2", "l3", "l4", "l5"]), _links(), max_size=5)
_denial_sets = st.dictionaries(st.sampled_from(["d1", "d2"]), _denials(), max_size=2)
_followed = st.lists(st.sampled_from(EVENTS), min_size=1, max_size=2, unique=True)


@st.composite
def raw_decks(draw: Callable[..., Any]) -> dict[str, Any]:
    """The partial text, as YAML would give it, of a deck with three roles."""
    return {
        "rounds": {"count": draw(_any("234")), "epilogue": draw(_any("02"))},
        "rules": {
            "dealt": "3",
            "hand": "2",
            "unbacked_extra": "1",
            "press": draw(_any("0012")),
            "covert_as_hold": draw(_yes),
            **draw(st.sampled_from([{}, {}, {"stands": {"ash": "+3"}, "stands_bonus": "2"}])),
        },
        "meters": {
            **METERS,
            "ash": {**METERS["ash"], "perceived": "yes", **draw(st.sampled_from([{}, {"seen_by": ["mia"]}]))},
        },
        "flags": FLAGS,
        "roles": {
            role: {"motives": {"calm": {"wants": {"ash": "1"}}, "wild": {"wants": {"bog": "-2"}}}} for role in ROLES
        },
        "moves": {id_: draw(move) for id_, move in _each_move.items()},
        "arguments": {
            card: {
                "voices": role,
                "backs": draw(_backed[card]),
                **draw(st.sampled_from([{}, {}, {"beaten": {"ash": "-7"}}])),
                "answers": draw(_answered[card]),
            }
            for card, role in CARDS.items()
        },
        "links": draw(_link_sets),
        "denials": draw(_denial_sets),
        "news": {
            id_: {"odds": draw(_any(("30", "70", "100"))), "when": draw(_maybe), "effects": draw(EFFECTS)}
            for id_ in NEWS
        },
        "endings": {
            "early": {"when": {"bog": "exactly 20", "round": "at least 2"}, "ends_the_game": "yes"},
            "tagged": {"when": draw(CONDITIONS), "tag": "yes"},
            "plain": {},
        },
        "questions": {"why": {"when": draw(CONDITIONS)}},
        "views": {"dark": {"replaces": {"hail": {"odds": "0"}, "zoe-1": {"active": "no"}}}},
    }


DECKS = raw_decks().map(deck_of)
SETTINGS = st.fixed_dictionaries(
    {
        "seed": st.integers(0, 999),
        "judged": st.booleans(),
        "draft": st.sampled_from([(), ("abe",), ("zoe", "mia")]),
        "views": st.sampled_from([(), (), ("dark",)]),
    }
)


def wander(deck: Deck, key: int, given: dict[str, Any], order: Random | None = None) -> Game:
    """A game of legal choices by keyed chance; ``order`` decides which of the roles awaited submits first.

    What a role chooses depends on the key, the position and what is legal for it, not on order of any kind.
    """
    state = debate.start(deck, **given)
    moves: list[Move] = []
    states = [state]
    raw: list[RawStep] = []
    while not state.over:
        role = order.choice(state.awaiting) if order else state.awaiting[0]
        move = chosen(deck, state, role, key)
        step = debate.play(deck, state, move)
        state = step.state
        moves.append(move)
        states.append(state)
        raw += step.trace.raw
    return Game(deck, state.setting, tuple(moves), tuple(states), Trace(state.tables, raw))


@cache
def played() -> tuple[Game, ...]:
    """Games that were drawn once for all properties of a run, twice as many as each looks at."""
    found: list[Game] = []

    @settings(max_examples=2 * settings().max_examples)
    @given(st.builds(wander, DECKS, st.integers(0, 999), SETTINGS))
    def play_one(game: Game) -> None:
        found.append(game)

    play_one()
    return tuple(found)


def games() -> st.SearchStrategy[Game]:
    """One of them. A test that asks for it uses the fixture ``games_drawn``: none can be drawn while it draws."""
    return st.deferred(lambda: st.sampled_from(played()))


def chosen(deck: Deck, state: State, role: str, key: int) -> Move:
    """One of the legal choices; passing is rarer than with all of them alike, so that more happens."""
    legal = sorted(debate.legal_moves(deck, state, role), key=str)
    chance = Random(f"{key}|{state.round}|{state.phase}|{role}|{len(state.choices.get(role, ()))}")
    active = [move for move in legal if move.kind not in ("hold", "let-stand", "withhold", "rest")]
    return chance.choice(active if active and chance.random() < 0.75 else legal)
