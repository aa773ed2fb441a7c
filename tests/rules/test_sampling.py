"""Worlds that a view allows: they look as what was seen, hold what could be, and can be played on."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

import pytest
from attrs import fields
from hypothesis import given
from hypothesis import strategies as st

import debate
from debate import State, View
from debate.rules.deck import Deck
from debate.rules.moves import JUDGE
from tests.rules.strange import DECKS, SETTINGS, wander
from tests.small_deck import deck_of

KEYS = st.integers(0, 999)
FOLDER = Path(__file__).parent.parent / "decks"


def told_apart(one: View, other: View) -> list[str]:
    """What differs between two views, by name and value."""
    pairs: list[tuple[str, object, object]] = [
        (each.name, one, other) for each in fields(View) if each.name != "position"
    ]
    pairs += [
        (slot, one.position, other.position) for slot in State.__slots__ if slot not in ("tables", "legal", "term")
    ]
    known = [(name, repr(getattr(a, name)), repr(getattr(b, name))) for name, a, b in pairs]
    return [f"{name}: {a}, seen {b}" for name, a, b in known if a != b]


def sound(state: State, deck: Deck) -> None:
    """Cards are where cards can be, each once, and every number is within its limits."""
    for role in deck.turn_order:
        cards = [*state.hands[role], *state.piles[role], *state.discards[role]]
        assert sorted(cards) == sorted(state.tables.piles[role])
        assert state.motives[role] in {*deck.roles[role].motives} or not deck.roles[role].motives
    for meter in state.tables.deck.meters.values():
        assert type(state.meters[meter.id]) is int
        assert meter.min <= state.meters[meter.id] <= meter.max


@given(DECKS, KEYS, SETTINGS, KEYS)
def test_a_sampled_world_looks_as_what_was_seen(deck: Deck, key: int, setting: dict[str, Any], seed: int) -> None:
    """In every position of every game, for every role and for nobody: whatever an author writes."""
    for state in wander(deck, key, setting).states:
        for role in (*deck.turn_order, None):
            seen = debate.view(deck, state, role)
            world = debate.sample(deck, seen, seed=seed)
            assert told_apart(debate.view(deck, world, role), seen) == []
            assert debate.view(deck, world, role) == seen
            sound(world, deck)


def positions(deck: Deck, games: int, **given: Any) -> Iterator[State]:
    """The positions of games played at random, every second one of them judged or with hands that are chosen."""
    for seed in range(games):
        order = Random(seed)
        state = debate.start(
            deck,
            seed=seed,
            judged=seed % 3 == 0,
            draft=deck.turn_order[: seed % 2 * 2],
            preset=[None, *deck.presets][seed % (1 + len(deck.presets))],
            views=tuple(deck.views)[: seed % 3],
        )
        yield state
        while not state.over:
            role = order.choice(state.awaiting)
            state = debate.play(deck, state, order.choice(debate.legal_moves(deck, state, role))).state
            yield state


@pytest.mark.parametrize("name", ["zte", "river", "phones", "valley", "harbour.yaml"])
def test_on_a_whole_deck(name: str) -> None:
    """Thousands of positions of real decks: waiting moves, sealed choices, covert moves, hidden meters, epilogues."""
    deck = debate.load_deck(str(FOLDER / name) if (FOLDER / name).exists() else name)
    met: Counter[str] = Counter()
    for number, state in enumerate(positions(deck, 4)):
        met[state.phase] += 1
        met["sealed"] += bool(state.choices)
        met["waiting"] += bool(state.waiting)
        for role in (*deck.turn_order, None):
            seen = debate.view(deck, state, role)
            world = debate.sample(deck, seen, seed=number)
            assert debate.view(deck, world, role) == seen, (number, role)
            sound(world, deck)
    assert {"choose", "answer", "extend", "settle", "over"} <= set(met)
    assert met["sealed"] > 10
    assert met["waiting"] or name == "harbour.yaml"


def test_a_sampled_world_can_be_played_to_its_end() -> None:
    """From any phase, with every sealed choice in place."""
    deck = debate.load_deck("zte")
    for number, state in enumerate(positions(deck, 2)):
        order = Random(number)
        role = order.choice((*deck.turn_order, None))
        world = debate.sample(deck, debate.view(deck, state, role), seed=number)
        while not world.over:
            world = debate.play(deck, world, order.choice(debate.legal_moves(deck, world))).state
        assert debate.outcome(deck, world).over


def test_the_seed_decides_the_guess_and_nothing_else() -> None:
    """The same seed, the same world; other seeds, other hands, motives and rolls. The game's own seed is no better than
    another one: with it the guess is not the game."""
    deck = debate.load_deck("zte")
    state = debate.start(deck, seed=41)
    seen = debate.view(deck, state, "zte")
    worlds = [debate.sample(deck, seen, seed=seed) for seed in (1, 1, *range(2, 60))]
    assert worlds[0].digest() == worlds[1].digest()
    assert worlds[0].setting == worlds[1].setting
    others = [role for role in deck.turn_order if role != "zte"]
    assert len({world.hands[role] for world in worlds for role in others}) > 50
    for role in others:
        assert {world.motives[role] for world in worlds} == set(deck.roles[role].motives)
    assert len({world.seed for world in worlds}) == 59
    same = debate.sample(deck, seen, seed=41)
    assert same.seed != 41
    assert all(same.hands[role] != state.hands[role] for role in others)
    assert all(world.hands["zte"] == state.hands["zte"] for world in worlds)


def test_motives_can_be_given() -> None:
    deck = debate.load_deck("zte")
    seen = debate.view(deck, debate.start(deck, seed=1), "zte")
    for motive in deck.roles["congress"].motives:
        worlds = [debate.sample(deck, seen, seed=seed, motives={"congress": motive}) for seed in range(5)]
        assert {world.motives["congress"] for world in worlds} == {motive}


HIDDEN = """
rounds: 4
meters:
  open: {start: 50}
  dark: {start: 50, seen_by: spy}
  late: {start: 40, seen_by: spy, shown_when: {dark: above 90}}
roles: {spy: {motives: {a: {wants: {open: 1}}, b: {wants: {open: -1}}}}, dupe: {}}
moves:
  steal: {role: spy, covert: yes, cost: 1, effects: {open: -1}}
  light: {role: spy, cost: 1, effects: {open: +1}}
  low: {role: dupe, cost: 1, needs: {dark: below 10}, effects: {open: +2}}
  mid: {role: dupe, cost: 1, needs: {dark: 10 to 79}, effects: {open: +2}}
  high: {role: dupe, cost: 1, needs: {dark: at least 80}, effects: {open: +2}}
  echo: {role: dupe, cost: 1, needs: {steal: at least 2}, effects: {open: +2}}
links:
  both: {follows: light, delay: 3, effects: {open: +1, dark: +7}}
  echoes: {follows: steal, delay: 3, effects: {open: -4}}
"""


def test_what_is_hidden_is_guessed_within_what_the_role_can_tell() -> None:
    """A hidden meter may stand anywhere that leaves the same choices legal; where a choice gives away where it stands,
    it stands there. A covert move may have happened or not."""
    deck = deck_of(HIDDEN)
    state = debate.start(deck)
    darks, stolen = set(), set()
    for text in ("spy play steal", "dupe hold", "spy hold", "dupe hold"):
        state = debate.play(deck, state, debate.parse_move(deck, text)).state
    for value, low, high in ((5, 0, 9), (50, 10, 79), (90, 80, 90)):
        changed = state.copy()
        changed.v[changed.tables.places["dark"]] = value
        for seed in range(40):
            world = debate.sample(deck, debate.view(deck, changed, "dupe"), seed=seed)
            assert low <= world.meters["dark"] <= high
            darks.add(world.meters["dark"])
            stolen.add(world.count("steal"))
            assert world.count("steal") < 2
    assert len(darks) > 20
    assert stolen == {0, 1}


def test_what_is_on_its_way_has_its_hidden_part() -> None:
    """Of a change on its way the role sees the part on the open meter; in the world both parts are on their way, and
    where the spy is thought to have stolen just now, so is what that will bring."""
    deck = deck_of(HIDDEN)
    state = debate.start(deck)
    for text in ("spy play light", "dupe hold", "spy play steal", "dupe hold"):
        state = debate.play(deck, state, debate.parse_move(deck, text)).state
    seen = debate.view(deck, state, "dupe")
    assert [item.changes for item in seen.pending] == [(("open", 1),)]
    for seed in range(20):
        world = debate.sample(deck, seen, seed=seed)
        assert world.pending[0].changes == (("open", 1), ("dark", 7))
        launched = [item.link for item in world.pending[1:]]
        assert launched == ["echoes"] * world.count("steal")


def test_sealed_choices_are_there_and_legal() -> None:
    """Others who have chosen unseen have chosen something in the world too, as many things as they are asked."""
    deck = debate.load_deck("zte")
    kinds: Counter[str] = Counter()
    for number, state in enumerate(positions(deck, 3)):
        for role in deck.turn_order:
            if role not in state.awaiting or JUDGE in state.awaiting:
                continue
            world = debate.sample(deck, debate.view(deck, state, role), seed=number)
            assert {r for r in world.choices if r not in state.awaiting} == {
                r for r in state.choices if r not in state.awaiting
            }
            kinds.update(move.kind for r, made in world.choices.items() if r != role for move in made)
    assert {"keep", "play", "hold", "answer", "let-stand"} <= set(kinds)


def test_a_view_of_another_deck_is_refused() -> None:
    seen = debate.view(debate.load_deck("zte"), debate.start(debate.load_deck("zte")), "zte")
    with pytest.raises(ValueError, match="'zte', not with 'river'"):
        debate.sample(debate.load_deck("river"), seen, seed=0)
