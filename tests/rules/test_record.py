"""Lines of play: how a position was reached, what of it lies open, and that no view gives it away."""

from __future__ import annotations

import pickle
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import debate
from debate import Move, Record, State, View
from debate.rules.deck import Deck
from debate.rules.moves import JUDGE
from debate.rules.replay import under
from debate.rules.tables import Tables
from debate.store import Journal, header_of
from debate.store.lines import whole
from tests.rules.strange import DECKS, SETTINGS, games, wander
from tests.small_deck import deck_of
from tests.table import Game, play_out

KEYS = st.integers(0, 999)
SEED = 987654321
SECRET = """
rounds: 3
meters: {m: {start: 50}}
roles: {spy: {}, dupe: {}}
moves:
  steal: {role: spy, covert: yes, cost: 1, effects: {m: -1}}
  light: {role: spy, cost: 1, effects: {m: +1}}
  look: {role: dupe, cost: 1, effects: {m: +2}}
"""


def parts(value: Any, found: dict[int, Any]) -> dict[int, Any]:
    """All that can be reached from a value by attributes, items and keys; not the deck, which everybody has."""
    if id(value) in found or isinstance(value, (Deck, Tables)):
        return found
    found[id(value)] = value
    for inner in _inside(value):
        parts(inner, found)
    return found


def _inside(value: Any) -> Iterator[Any]:
    if isinstance(value, dict):
        yield from value.keys()
        yield from value.values()
    elif isinstance(value, (list, tuple, set, frozenset)):
        yield from value
    for cls in type(value).__mro__:
        for name in getattr(cls, "__slots__", ()):
            if hasattr(value, name) and not isinstance(value, (str, int)):
                yield getattr(value, name)
    yield from getattr(value, "__dict__", {}).values()


@given(games())
@pytest.mark.usefixtures("games_drawn")
def test_a_record_makes_the_position_again(game: Game) -> None:
    """Every position of a game says which choices led to it, and these lead there again."""
    deck = game.deck
    for count, state in enumerate(game.states):
        assert state.record == Record(deck.digest, game.setting, game.moves[:count])
    half = game.states[len(game.states) // 2]
    assert debate.replay(deck, half.record).digest() == half.digest()


def test_a_record_is_no_part_of_a_position() -> None:
    """The same position by two orders of the same sealed choices: two records, one digest."""
    deck = deck_of(SECRET)
    orders = (("spy hold", "dupe hold"), ("dupe hold", "spy hold"))
    states = []
    for order in orders:
        state = debate.start(deck)
        for text in order:
            state = debate.play(deck, state, debate.parse_move(deck, text)).state
        states.append(state)
    assert states[0].record != states[1].record
    assert states[0].digest() == states[1].digest()
    assert states[0].seen == states[1].seen


def test_a_record_of_another_deck_is_refused() -> None:
    """One sentence says what is wrong: another deck, a choice that is not legal, a preset that is not there."""
    deck = deck_of(SECRET)
    record = play_out(deck, [["dupe play look"]]).state.record
    move = Move("dupe", "play", move="steal")
    for wrong, words in (
        (attrs.evolve(record, deck="0" * 32), "another deck"),
        (attrs.evolve(record, moves=(move,)), "cannot be played"),
        (attrs.evolve(record, setting=attrs.evolve(record.setting, preset="long")), "'long'"),
        (attrs.evolve(record, setting=attrs.evolve(record.setting, motives=())), "motives"),
    ):
        with pytest.raises(debate.RecordError, match=words) as refused:
            debate.replay(deck, wrong)
        assert isinstance(refused.value, ValueError)
        assert refused.value.sentence.endswith(".")


def test_a_game_under_another_model_has_no_record() -> None:
    """It was not reached by choices there, and says so instead of naming too few."""
    deck = deck_of(SECRET)
    game = play_out(deck, [["dupe play look"], [], []])
    with pytest.raises(ValueError, match="not known"):
        _ = under(deck, game.setting, game.moves, ()).state.record


@given(games())
@pytest.mark.usefixtures("games_drawn")
def test_seen_is_what_was_done_in_the_open(game: Game) -> None:
    """Of the choices of each finished phase, in turn order, all but covert moves, holds of those who have such moves,
    and hands kept; the same for every role, and no sealed choice before its phase is over."""
    deck = game.deck
    played = game.state.tables.deck.moves.values()
    covert = {move.id: move.role for move in played if move.covert and move.active and not move.forbidden}
    expected: list[Move] = []
    for before, move, after in zip(game.states, game.moves, game.states[1:], strict=False):
        assert before.seen == tuple(expected)
        made = {**before.choices, move.role: (*before.choices.get(move.role, ()), move)}
        if after.choices != made:  # the phase is over
            expected += [
                each
                for role in (*deck.turn_order, JUDGE)
                for each in made.get(role, ())
                if each.kind != "keep" and each.move not in covert
                if not (each.kind == "hold" and each.role in covert.values())
            ]
        assert all(debate.view(deck, after, role).seen == tuple(expected) for role in (*deck.turn_order, None))
    assert game.state.seen == tuple(expected)


def test_a_covert_move_and_a_hold_are_seen_alike() -> None:
    """Neither is there: whether the spy did nothing or something in secret does not stand in 'seen'."""
    deck = deck_of(SECRET)
    seen = [play_out(deck, [[text], ["spy play light"]]).state.seen for text in ("spy hold", "spy play steal")]
    assert seen[0] == seen[1]
    assert [str(move) for move in seen[0]] == ["dupe hold", "spy play light", "dupe hold"]


@given(DECKS, KEYS, SETTINGS)
def test_a_view_carries_no_record_and_no_seed(deck: Deck, key: int, setting: dict[str, Any]) -> None:
    """Whoever takes a view apart, or its pickle, finds neither the seed nor the choices that led here nor a move that
    was covert or is sealed: while the game runs, and, but for what lies open then, once it is over."""
    game = wander(deck, key, {**setting, "seed": SEED})
    for state in (game.states[len(game.states) // 2], game.state):
        for role in (*deck.turn_order, None):
            seen = debate.view(deck, state, role)
            for one in (seen, pickle.loads(pickle.dumps(seen))):
                found = parts(one, {}).values()
                assert not any(isinstance(value, Record) for value in found)
                assert not any(type(value) is int and value == SEED for value in found)
                secret = _secret_moves(state, role)
                assert not secret & {value for value in found if isinstance(value, Move)}
                with pytest.raises(ValueError, match="not known"):
                    _ = one.position.record


def _secret_moves(state: State, role: str | None) -> set[Move]:
    """Choices made so far that only others know of."""
    if state.over:
        return set()
    deck = state.tables.deck
    covert = {m for m in state.record.moves if m.role != role and m.kind == "play" and deck.moves[m.move].covert}
    sealed = {m for r, made in state.choices.items() if r != role for m in made} - {*state.seen}
    kept = {m for m in state.record.moves if m.role != role and m.kind == "keep"}
    return covert | kept | sealed - {*debate.view(deck, state, role).legal}


def test_views_of_one_position_are_equal() -> None:
    """Two looks at the same thing compare as equal, hidden values and all, and a look at something else does not."""
    valley = debate.load_deck(str(Path(__file__).parent.parent / "decks" / "valley"))
    state = debate.start(valley, seed=3)
    views = [debate.view(valley, state, role) for role in (*valley.turn_order, None) for _ in range(2)]
    for number, one in enumerate(views):
        for other, seen in enumerate(views):
            assert (one == seen) == (number // 2 == other // 2)
    assert _copied(views[0]) == views[0]
    assert debate.view(valley, debate.start(valley, seed=4), "farms") != debate.view(valley, state, "farms")


def _copied(view: View) -> View:
    copied = pickle.loads(pickle.dumps(view))
    assert isinstance(copied, View)
    return copied


@given(DECKS, KEYS, SETTINGS)
def test_all_that_is_ever_legal_is_in_the_list_of_all_moves(deck: Deck, key: int, setting: dict[str, Any]) -> None:
    """Whatever the preset and the views; each choice once. Only hands to keep are left out."""
    listed = debate.all_moves(deck)
    assert len(set(listed)) == len(listed)
    assert debate.all_moves(deck) == listed
    for state in wander(deck, key, setting).states:
        for role in state.awaiting:
            legal = {move for move in debate.legal_moves(deck, state, role) if move.kind != "keep"}
            assert legal <= set(listed)


@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_the_list_of_all_moves_is_short(name: str) -> None:
    """A language that a program can learn: about a thousand words for the largest deck, none that no role can speak."""
    deck = debate.load_deck(name)
    listed = debate.all_moves(deck)
    assert len(listed) < 1500
    assert {move.move for move in listed if move.kind == "play"} == {
        m.id for m in deck.moves.values() if not m.forbidden
    }
    assert all(debate.parse_move(deck, str(move)) == move for move in listed)


def test_a_saved_game_gives_its_record(tmp_path: Path) -> None:
    """The choices up to where the game stands; what was taken back is left out."""
    deck = deck_of(SECRET)
    game = play_out(deck, [["dupe play look"], []])
    journal = Journal(header_of(deck, game.states[0], {}))
    journal.add(
        journal.made(
            Move("spy", "play", move="light"),
            debate.play(deck, game.states[0], Move("spy", "play", move="light")).state,
        )
    )
    journal.add(journal.went(0, game.states[0]))
    for move, after in zip(game.moves, game.states[1:], strict=True):
        journal.add(journal.made(move, after))
    path = tmp_path / "one.game"
    path.write_bytes(whole(journal.header, journal.entries))
    record = debate.load_record(path)
    assert record == game.state.record
    assert debate.replay(deck, record).digest() == game.state.digest()
    assert debate.load_record(str(path)) == record
    path.write_bytes(path.read_bytes().replace(b"look", b"took"))
    with pytest.raises(debate.RecordError, match=r"one\.game cannot be used"):
        debate.load_record(path)


@pytest.mark.parametrize("content", [None, b"", b"no game", b'{"debate-game":999,'])
def test_what_is_no_saved_game_is_refused_in_a_sentence(tmp_path: Path, content: bytes | None) -> None:
    path = tmp_path / "x.game"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(debate.RecordError, match=r"x\.game cannot be"):
        debate.load_record(path)
