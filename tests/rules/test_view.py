"""What a role may know: all that is open, all that is its own, and nothing else."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from attrs import evolve, fields
from hypothesis import given
from hypothesis import strategies as st

import debate
from debate import Move, State, View
from debate.rules.deck import Deck
from debate.rules.legal import refused_move
from debate.rules.state import Pending
from debate.rules.tables import Tables, reads
from debate.rules.view import UNSEEN, hidden_meters, visible_trace
from tests.rules.strange import DECKS, ROLES, SETTINGS, wander
from tests.small_deck import deck_of
from tests.table import Game, line, play_out

KEYS = st.integers(0, 999)


def known(view: View) -> dict[str, str]:
    """All of a view down to the last number, also what lies in its position."""
    found = {f.name: repr(getattr(view, f.name)) for f in fields(View) if f.name != "position"}
    position = {name: repr(getattr(view.position, name)) for name in State.__slots__ if name != "tables"}
    return found | {f"position.{name}": text for name, text in position.items()}


@given(DECKS, KEYS, SETTINGS, st.integers(0, 10**6))
def test_what_a_role_may_not_know_does_not_change_its_view(
    deck: Deck, key: int, setting: dict[str, Any], chance: int
) -> None:
    """Two positions that differ in everything hidden from a role look the same to it: the seed, the cards, motives and
    sealed choices of others, what was done covertly, hidden meters."""
    game = wander(deck, key, setting)
    order = Random(chance)
    state = order.choice([s for s in game.states if not s.over])
    role = order.choice([*deck.turn_order, None])
    behind = _changed_behind(state, role, order)
    one, other = known(debate.view(deck, state, role)), known(debate.view(deck, behind, role))
    if _own_moves_read_secrets(state.tables, role):
        for seen in (one, other):
            del seen["legal"]
    assert one == other


def _changed_behind(state: State, role: str | None, order: Random) -> State:
    tables = state.tables
    new = state.copy()
    others = [r for r in tables.roles if r != role]
    new.setting = evolve(
        state.setting,
        seed=state.seed + 1,
        motives=tuple(
            m if r == role else {"calm": "wild", "wild": "calm"}[m]
            for r, m in zip(tables.roles, state.setting.motives, strict=True)
        ),
    )
    for r in tables.roles:
        hand = state.hands[r] if r in others else ()
        cards = [*hand, *state.piles[r]]
        order.shuffle(cards)
        new.piles[r] = tuple(cards[len(hand) :])
        if r in others:
            new.hands[r] = tuple(cards[: len(hand)])
            made = state.choices.get(r)
            if made and state.phase in ("choose", "extend"):
                new.choices = {**new.choices, r: (Move(r, "hold" if state.phase == "choose" else "rest"),)}
    for event, place in tables.count_places.items():
        if event in tables.moves and tables.moves[event].covert and tables.moves[event].role in others:
            new.v[place], new.v[place + len(tables.events)] = order.randint(0, 3), order.randint(0, 2)
    for meter in hidden_meters(state, role):
        new.v[tables.places[meter]] = new.last[tables.places[meter]] = order.randint(0, 100)
    for row in range(tables.rows_from, tables.rows_from + tables.rows):
        new.v[row] = order.randint(0, 3)
    new.touched = [(order.randint(0, 99),) for _ in new.touched]
    new.steps = order.randint(0, 99)
    new.asked = (("why", 1),)
    new.pending += tuple(
        Pending(state.round + 1, link.id, state.round, (("bog", 5),), (), 7)
        for event, followers in zip(tables.events, tables.followers, strict=True)
        if event in tables.moves and tables.moves[event].covert and tables.moves[event].role in others
        for link in followers
    )
    return new


def _own_moves_read_secrets(tables: Tables, role: str | None) -> bool:
    """Whether what is legal for the role tells it something that it could not see otherwise: its author wants it so."""
    secrets = tables.kept_from(role) | {row for row, _ in tables.lasting}
    return any(secrets & reads(move.needs) for move in tables.moves_of.get(role or "", ()))


@given(DECKS, KEYS, SETTINGS, KEYS)
def test_no_card_of_others_and_no_seed_is_in_a_view(deck: Deck, key: int, setting: dict[str, Any], at: int) -> None:
    """Whoever takes a view apart finds no card that lies in a pile or in another hand, and not the seed; but for what
    was said in the open, with a card that has come back since."""
    game = wander(deck, key, {**setting, "seed": 987654321})
    state = [s for s in game.states if not s.over][at % sum(not s.over for s in game.states)]
    for role in (*deck.turn_order, None):
        told = known(debate.view(deck, state, role))
        assert told.pop("seen") == told.pop("position.seen")
        found = " ".join(told.values())
        for other in deck.turn_order:
            cards = [*state.piles[other], *(() if other == role else state.hands[other])]
            assert not [card for card in cards if f"'{card}'" in found]
        assert str(987654321) not in found


@given(DECKS, KEYS, SETTINGS, KEYS)
def test_a_view_of_a_finished_game_is_open(deck: Deck, key: int, setting: dict[str, Any], at: int) -> None:
    """Once it is over everybody sees all meters and the whole trace."""
    game = wander(deck, key, setting)
    for role in ROLES:
        assert dict(debate.view(deck, game.state, role).meters) == dict(game.state.meters)
        assert visible_trace(game.state, game.trace, role) == tuple(game.trace)


SECRETS = """
rounds: 4
rules: {unbacked_extra: 1}
meters: {shown: {start: 50}, dark: {start: 50, seen_by: spy, shown_when: {lamp: lit}}}
flags: {lamp: {values: {unlit: unlit, lit: lit}, start: unlit}}
roles: {spy: {}, dupe: {}}
moves:
  steal: {role: spy, covert: yes, cost: 1, effects: {dark: -20}}
  copy: {role: spy, covert: yes, cost: 1, effects: {dark: +20}}
  smash: {role: spy, covert: yes, cost: 1, effects: {shown: -10}}
  light: {role: spy, cost: 1, effects: {lamp: lit}}
  look: {role: dupe, effects: {shown: +1}}
links:
  steal-echoes: {follows: steal, delay: 3, effects: {shown: -1}}
  copy-echoes: {follows: copy, delay: 3, effects: {shown: +1}}
  smash-echoes: {follows: [smash, look], effects: {shown: -3}}
  dark-rises: {per_rise_of: dark, delay: 2, effects: {shown: +1}}
  dark-is-low: {when: {dark: below 40}, delay: 2, effects: {shown: -1}}
denials:
  steal-hurts-nobody: {follows: steal, denies: shown}
  low-hurts-nobody: {when: {dark: below 40}, denies: shown}
"""


@pytest.fixture(scope="module")
def secrets() -> Deck:
    return deck_of(SECRETS)


def test_two_covert_moves_look_alike(secrets: Deck) -> None:
    """A round in which one thing was done covertly, and one in which another was: the other role cannot tell them
    apart, neither by the position nor by the steps that it is shown, whichever links and denials they woke."""
    games = [play_out(secrets, [[f"spy play {move}"]]) for move in ("steal", "copy")]
    views = [known(debate.view(secrets, game.state, "dupe")) for game in games]
    assert views[0] == views[1]
    shown = [visible_trace(game.state, game.trace, "dupe") for game in games]
    assert shown[0] == shown[1]
    assert [line(s) for s in shown[0]] == [
        "rule cost capital.spy 4 -1 3",
        "rule hold capital.dupe 4 +1 5",
        "rule income capital.spy 3 +1 4",
        "rule income capital.dupe 5 +1 6",
    ]


def test_a_covert_change_shows_without_its_cause(secrets: Deck) -> None:
    """What a covert move changes in the open has the cause 'unseen', no source and no parents; its role sees all."""
    game = play_out(secrets, [["spy play smash", "dupe play look"]])
    on_meter = [s for s in visible_trace(game.state, game.trace, "dupe") if s.meter == "shown"]
    assert [(s.kind, s.cause) for s in on_meter] == [
        ("effect", UNSEEN),
        ("link", UNSEEN),
        ("effect", "look"),
        ("link", UNSEEN),
    ]
    assert all(not s.source and not s.parents for s in on_meter if s.cause == UNSEEN)
    own = [s for s in visible_trace(game.state, game.trace, "spy") if s.meter == "shown"]
    assert [s.cause for s in own] == ["smash", "smash-echoes", "look", "smash-echoes"]


def test_a_hidden_meter_is_seen_by_its_role_and_from_when_it_is_shown(secrets: Deck) -> None:
    """Others read None, till the lamp is lit."""
    game = play_out(secrets, [["spy play steal"], ["spy play light"], []])
    seen = [debate.view(secrets, game.opening(n), "dupe").meters["dark"] for n in (1, 2, 3)]
    assert seen == [None, None, 30]
    assert debate.view(secrets, game.opening(2), "spy").meters["dark"] == 30
    assert debate.view(secrets, game.opening(2), None).meters["dark"] is None


def test_sealed_choices_are_their_roles_own(secrets: Deck) -> None:
    """Until all have chosen, a role sees that another has chosen and not what."""
    state = debate.start(secrets)
    one, other = (debate.play(secrets, state, Move("spy", "play", move=m)).state for m in ("steal", "light"))
    assert known(debate.view(secrets, one, "dupe")) == known(debate.view(secrets, other, "dupe"))
    assert debate.view(secrets, one, "dupe").awaiting == ("dupe",)
    assert debate.view(secrets, one, "spy").chosen == (Move("spy", "play", move="steal"),)


def test_what_a_script_counts_does_not_tell_it_a_secret() -> None:
    """A script's own row over a hidden meter, or over another's covert move, is not in its role's view."""
    deck = deck_of(
        SECRETS + "opponents: {dupe: [{when: {lasting: {rounds: 1, when: {dark: below 40}}}, play: look}, "
        "{when: {lasting: {rounds: 1, when: {steal: never}}}, play: look}]}"
    )
    games = [play_out(deck, [[f"spy play {move}"]]) for move in ("steal", "copy")]
    views = [known(debate.view(deck, game.state, "dupe")) for game in games]
    assert views[0] == views[1]


def test_a_view_tells_what_lies_open() -> None:
    """Hands by their size, discards, plays with cases, answers, capital and points of everybody."""
    deck = deck_of(
        "{rounds: 2, rules: {dealt: 2, hand: 1}, roles: {a: {}, b: {}}, moves: {go: {role: a}}, arguments: "
        "{c1: {voices: a, backs: go}, c2: {voices: b, answers: c1}, c3: {voices: b, answers: c1}}}"
    )
    state = debate.start(deck, seed=1)
    for text in ("a play go with c1", "b hold"):
        state = debate.play(deck, state, debate.parse_move(deck, text)).state
    seen = debate.view(deck, state, "b")
    assert (seen.round, seen.phase, seen.awaiting, seen.role) == (1, "answer", ("b",), "b")
    assert seen.plays["a"].case == "c1"
    assert (dict(seen.hand_sizes), dict(seen.pile_sizes)) == ({"a": 0, "b": 1}, {"a": 0, "b": 1})
    assert seen.discards["a"] == ("c1",)
    assert dict(seen.capital) == {"a": 4, "b": 5}
    assert seen.legal == debate.legal_moves(deck, state, "b")
    assert debate.view(deck, state, None).legal == ()
    assert debate.view(deck, state, "a").hand == ()


def test_steps_shown_are_numbered_without_gaps(secrets: Deck) -> None:
    """Nobody can count what was left out."""
    game: Game = play_out(secrets, [["spy play steal", "dupe play look"], ["spy play copy"]])
    shown = visible_trace(game.state, game.trace, "dupe")
    assert [s.number for s in shown] == list(range(1, len(shown) + 1))
    assert all(parent < s.number for s in shown for parent in s.parents)


def test_why_a_move_is_not_possible_is_the_same_from_a_seat() -> None:
    """Where Congress files its bill whenever it can, in games of the class preset: the reason that a role reads from
    what it may know is that of the game; where in just one of several ways one number is lacking, it is that number."""
    deck = debate.load_deck("zte")
    low = 0
    for seed in range(12):
        state, chance = debate.start(deck, seed, preset="class"), Random(seed)
        while state.to_move is not None:
            for role in state.awaiting if state.phase == "choose" else ():
                position = debate.view(deck, state, role).position
                for flat in state.tables.moves_of[role]:
                    real, known = refused_move(state, flat), refused_move(position, flat)
                    if real is not None and known is not None:
                        assert known.sentence == real.sentence
            if state.phase == "choose" and state.flags["ban-bill"] == "filed" and state.flags["relief"] == "on-table":
                calm = state.copy()
                calm.v[calm.tables.meter_places["outrage"]] = 25
                refused = refused_move(calm, calm.tables.moves["restore-ban"])
                assert refused is not None
                low += "'Outrage in Congress' must be at least 30, and it is 25" in refused.sentence
            legal = debate.legal_moves(deck, state)
            obvious = [move for move in legal if move.move == "file-ban-bill"]
            state = debate.play(deck, state, chance.choice(obvious or legal)).state
    assert low
