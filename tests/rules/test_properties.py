"""What holds in every game on every deck."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations, permutations, product
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import debate
from debate import Move, State
from debate.rules import replay
from debate.rules.deck import Deck
from debate.rules.moves import JUDGE
from tests.rules.strange import DECKS, SETTINGS, games, raw_decks, wander
from tests.small_deck import deck_of
from tests.table import Game, line, replayed

KEYS = st.integers(0, 999)
pytestmark = pytest.mark.usefixtures("games_drawn")


LEFT_ALONE = ("overruled", "denied", "roll")


@given(games())
def test_the_steps_on_a_target_add_up_to_its_change(game: Game) -> None:
    """For each meter and each role's capital: end minus start is the sum of all steps, each from where the last one
    ended; a flag is what its last step made of it."""
    first, last = game.states[0], game.state
    now: dict[str, Any] = {**first.meters, **first.flags, **{f"capital.{r}": n for r, n in first.capital.items()}}
    summed: dict[str, int] = defaultdict(int)
    for number, step in enumerate(game.trace, 1):
        assert step.number == number
        if not step.target or step.kind in LEFT_ALONE:
            assert step.before == step.after or step.kind == "roll"
            continue
        if step.flag is None:
            assert step.before == now[step.target], line(step)
            assert isinstance(step.after, int)
            assert isinstance(step.asked, int)
            assert step.after == now[step.target] + step.asked
            summed[step.target] += step.change
        now[step.target] = step.after
    ended = {**last.meters, **last.flags, **{f"capital.{r}": n for r, n in last.capital.items()}}
    assert now == ended
    for meter, value in last.meters.items():
        assert value - first.meters[meter] == summed[meter]


@given(games())
def test_values_stay_within_their_limits(game: Game) -> None:
    """Meters between their min and max, capital between nothing and its most, in every position."""
    for state in game.states:
        for meter in state.tables.deck.meters.values():
            assert meter.min <= state.meters[meter.id] <= meter.max
        for role in game.deck.roles.values():
            assert 0 <= state.capital[role.id] <= role.capital_max


@given(games(), KEYS)
def test_the_order_of_sealed_choices_does_not_matter(game: Game, order: int) -> None:
    """The same choices handed in in another order lead to the same world, hands and trace."""
    again = _in_another_order(game, Random(order))
    assert again.state.digest() == game.state.digest()
    assert again.trace.raw == game.trace.raw


def _in_another_order(game: Game, order: Random) -> Game:
    """Play the game's own choices, those of one phase in a shuffled order that keeps each role's own order."""
    batches: dict[tuple[int, str], dict[str, list[Move]]] = {}
    for before, move in zip(game.states, game.moves, strict=False):
        batches.setdefault((before.round, before.phase), {}).setdefault(move.role, []).append(move)
    moves: list[Move] = []
    for roles in batches.values():
        names = [role for role, made in roles.items() for _ in made if role != JUDGE]
        order.shuffle(names)
        judged = [JUDGE] * len(roles.get(JUDGE, ()))
        moves += [roles[role].pop(0) for role in (*judged, *names)]
    played = replay.run(game.deck, game.setting, moves)
    return Game(game.deck, game.setting, tuple(moves), played.states, played.trace)


@given(raw_decks(), KEYS, SETTINGS, KEYS)
def test_the_order_of_items_in_the_deck_does_not_matter(
    raw: dict[str, Any], key: int, setting: dict[str, Any], order: int
) -> None:
    """Sections, items and keys in another order: the same game, step for step. (What counts stays as it is: endings,
    the values of a flag, turn order, scripts.)"""
    game = wander(deck_of(raw), key, setting)
    again = wander(deck_of(_shuffled(raw, Random(order))), key, setting)
    assert again.state.world_digest() == game.state.world_digest()
    assert again.state.hands == game.state.hands
    assert _in_any_order(again) == _in_any_order(game)
    assert debate.outcome(again.deck, again.state) == debate.outcome(game.deck, game.state)


def _in_any_order(game: Game) -> list[tuple[str, list[int]]]:
    """The steps; parents stand in the order in which a condition names its reasons, which is no order of the game."""
    return [(line(step), sorted(step.parents)) for step in game.trace]


def _shuffled(raw: Any, order: Random, key: str = "") -> Any:
    if not isinstance(raw, dict) or key == "from":
        return raw
    items = list(raw.items())
    if key not in ("endings", "values", "opponents"):
        order.shuffle(items)
    return {k: raw[k] if k in ("roles", "flags") else _shuffled(v, order, k) for k, v in items}


@given(games(), KEYS)
def test_what_is_legal_is_what_is_not_refused(game: Game, at: int) -> None:
    """Of all choices that can be written down, exactly those listed as legal have no refusal; the others have a code
    and a sentence, and playing one raises and changes nothing."""
    answering = [state for state in game.states if state.phase == "answer"] or [game.state]
    for state in (game.states[at % len(game.states)], answering[at % len(answering)]):
        _legal_is_not_refused(game, state)


def _legal_is_not_refused(game: Game, state: State) -> None:
    legal = {move for role in (*game.deck.turn_order, JUDGE) for move in debate.legal_moves(game.deck, state, role)}
    open_ = set()
    for move in _writable(game.deck, state):
        refusal = debate.refusal(game.deck, state, move)
        if refusal is None:
            open_.add(move)
        else:
            assert refusal.code
            assert refusal.sentence.endswith(".")
    assert open_ == legal
    assert bool(legal) != state.over
    digest = state.digest()
    with pytest.raises(debate.IllegalMove) as caught:
        debate.play(game.deck, state, Move("nobody", "hold"))
    assert caught.value.refusal.code in ("role", "over")
    assert state.digest() == digest


def _writable(deck: Deck, state: State) -> list[Move]:
    """Every choice that has a notation, near enough: cards and roles of all kinds, kept hands of the right cards."""
    moves: list[Move] = []
    for role in (*deck.turn_order, JUDGE):
        cards = list(deck.arguments)
        moves += [Move(role, kind) for kind in ("hold", "let-stand", "show", "withhold", "rest", "pay", "wait")]
        moves += [Move(role, "press", to=to) for to in deck.turn_order]
        moves += [Move(role, kind, move=id_) for kind in ("play", "accept", "decline") for id_ in deck.moves]
        moves += [Move(role, "play", move=id_, card=card) for id_, card in product(deck.moves, cards)]
        moves += [
            Move(role, kind, to=to, card=card)
            for kind in ("answer", "extend")
            for to, card in product(deck.turn_order, cards)
        ]
        moves += [Move(role, "rule", to=to, ruling=r) for to, r in product(deck.turn_order, ("stands", "beaten"))]
        for size in range(1, 4):
            moves += [Move(role, "keep", cards=kept) for kept in permutations(state.hands.get(role, ()), size)]
    return moves


@given(games(), KEYS)
def test_notation_reads_back(game: Game, at: int) -> None:
    """``parse_move(str(move)) == move``, for legal choices and all others that can be written."""
    state = game.states[at % len(game.states)]
    for move in _writable(game.deck, state):
        assert debate.parse_move(game.deck, str(move)) == move


@given(games())
def test_play_changes_nothing_but_returns_the_next_state(game: Game) -> None:
    """Every position of a game, after the game, is what it was when it was reached."""
    state = replay.restart(game.deck, game.setting)
    digests = [state.digest()]
    inside = [_inside(state)]
    states = [state]
    for move in game.moves:
        state = debate.play(game.deck, state, move).state
        states.append(state)
        digests.append(state.digest())
        inside.append(_inside(state))
    assert [s.digest() for s in states] == digests
    assert [_inside(s) for s in states] == inside


def _inside(state: State) -> dict[str, str]:
    return {name: repr(getattr(state, name)) for name in State.__slots__ if name not in ("legal", "tables")}


@given(games())
def test_a_game_from_its_record_is_the_same_game(game: Game) -> None:
    """Played again from its notation: the same positions and the same trace."""
    again = replayed(game)
    assert [s.digest() for s in again.states] == [s.digest() for s in game.states]
    assert again.trace.raw == game.trace.raw


@given(games())
def test_the_table_under_its_own_views_is_the_same_game(game: Game) -> None:
    """A replay under the views that were on is identical, step for step."""
    there = replay.under(game.deck, game.setting, game.moves, game.setting.views)
    assert there.trace.raw == game.trace.raw
    assert there.state.digest() == game.state.digest()
    assert there.state.term is not None
    assert game.state.term is not None
    assert there.state.term.digest() == game.state.term.digest()


@given(games())
def test_under_other_views_the_table_stays_as_it_was(game: Game) -> None:
    """What was paid at the table is asked there too, debate points are the same, and the game ends no later."""
    views = () if game.setting.views else ("dark",)
    there = replay.under(game.deck, game.setting, game.moves, views)
    assert there.state.over
    assert there.state.term is not None
    assert game.state.term is not None
    assert there.state.term.round <= game.state.term.round
    ends = there.state.term.round
    asked = [
        [(s.round, s.cause, s.target, s.asked) for s in trace if _at_the_table(s, ends)]
        for trace in (there.trace, game.trace)
    ]
    assert asked[0] == asked[1]
    if ends == game.state.term.round:
        assert dict(there.state.points) == dict(game.state.points)


def _at_the_table(step: debate.TraceStep, until: int) -> bool:
    return step.kind == "rule" and step.cause in ("cost", "hold", "exchange", "beaten") and step.round <= until


@given(DECKS, KEYS, KEYS, SETTINGS)
def test_a_changed_choice_does_not_shift_a_roll(deck: Deck, key: int, other: int, setting: dict[str, Any]) -> None:
    """Two games of one seed: where both roll for the same news in the same round they roll the same number, and a
    pile that was made up as often lies as it lay."""
    rolls = []
    for game in (wander(deck, key, setting), wander(deck, other, setting)):
        rolls.append({(s.cause, s.round): s.before for s in game.trace if s.kind == "roll"})
    for name in rolls[0].keys() & rolls[1].keys():
        assert rolls[0][name] == rolls[1][name]


@given(games())
def test_whatever_happened_has_its_reasons(game: Game) -> None:
    """Parents stand before their children. What a link does, and what a denial keeps from happening, names the event
    that it follows; what follows a rise names steps on that meter; and all lead back to a player's move, to chance, to
    the table's payments, or to what held from the start."""
    steps = game.steps
    for step in steps:
        parents = [steps[number - 1] for number in step.parents]
        assert all(parent.number < step.number for parent in parents)
        match step.kind:
            case "effect":
                assert [p.kind for p in parents] in (["event"], ["declined"])
                assert parents[0].cause == step.cause
            case "event" if step.cause in game.deck.news:
                assert [(p.kind, p.cause) for p in parents] == [("roll", step.cause)]
            case "clamp":
                assert {p.target for p in parents} == {step.target}
                assert parents
            case "link" | "pending" | "landing":
                _link_reasons(game, step, parents)
            case "denied":
                denial = game.deck.denials[step.cause]
                assert not denial.follows or parents[0].cause in denial.follows
            case _:
                assert not parents or step.kind in ("roll", "overruled")
    _leaves(steps)


def _link_reasons(game: Game, step: debate.TraceStep, parents: list[debate.TraceStep]) -> None:
    link = game.deck.links[step.cause]
    watched = link.per_rise_of or link.per_fall_of
    if link.follows:
        assert parents[0].kind == "event"
        assert parents[0].cause in link.follows
    elif watched:
        assert any(p.target == watched for p in parents)
        moved = [p for p in parents if p.target == watched]
        total = sum(p.change for p in moved if p.kind != "denied")
        assert step.kind == "landing" or (total > 0) == bool(link.per_rise_of) or len(moved) > 1


def _leaves(steps: list[debate.TraceStep]) -> None:
    """Steps without parents: players' moves, chance, payments, notes, and what held from the start."""
    for step in steps:
        if not step.parents and step.kind not in (
            "event",
            "roll",
            "rule",
            "stood",
            "beaten",
            "overtaken",
            "declined",
            "unplayable",
        ):
            assert step.kind in ("link", "landing", "pending", "denied", "overruled")


@given(games())
def test_a_landing_has_the_reasons_of_its_launch(game: Game) -> None:
    """Every landing was launched: a ``pending`` step of that link stands before it, with the same parents."""
    launched = [(s.cause, s.parents) for s in game.trace if s.kind == "pending"]
    for step in game.trace:
        if step.kind == "landing":
            assert (step.cause, step.parents) in launched


@given(games())
def test_legal_moves_stand_in_a_fixed_order(game: Game) -> None:
    """Moves in deck order, each with its cases in hand order and then without; passing stands last."""
    order = list(game.deck.moves)
    for state in game.states:
        for role in state.awaiting:
            legal = debate.legal_moves(game.deck, state, role)
            assert len(set(legal)) == len(legal)
            if state.phase == "choose":
                *plays, last = legal
                assert last == Move(role, "hold")
                hand = state.hands[role]
                places = [(order.index(m.move), hand.index(m.card) if m.card else 99) for m in plays]
                assert places == sorted(places)
            elif state.phase == "deal":
                size = state.tables.deck.rules.hand
                assert [m.cards for m in legal] == list(combinations(state.hands[role], size))
