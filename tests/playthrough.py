"""A whole game as a text that people can read and that can be played again from: in full, or round by round in brief.

``python -m tests.playthrough NAME`` prints in full what a golden tells in brief.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import debate
from debate import Move, State
from debate.opponents import OPPONENTS
from debate.rules import replay
from debate.rules.chance import roll64
from debate.rules.deck import Deck
from debate.rules.moves import JUDGE
from debate.rules.state import Setting
from debate.rules.trace import RawStep, Trace, TraceStep
from tests.table import Game, line

CHOICES = "; "
"""Stands between the choices of a phase where they share a line."""


def played_by(deck: Deck, seats: Mapping[str, str], **given: Any) -> Game:
    """A game of opponents; a judge rules by chance."""
    state = debate.start(deck, **given)
    moves: list[Move] = []
    states = [state]
    raw: list[RawStep] = []
    while state.to_move is not None:
        role = state.to_move
        if role == JUDGE:
            move = debate.legal_moves(deck, state)[roll64("ruling", state.round, len(state.choices)) % 2]
        else:
            key = roll64(state.seed, "opponent", role)
            move = OPPONENTS[seats[role]].choose(deck, debate.view(deck, state, role), seed=key).move
        step = debate.play(deck, state, move)
        state = step.state
        moves.append(move)
        states.append(state)
        raw += step.trace.raw
    return Game(deck, state.setting, tuple(moves), tuple(states), Trace(state.tables, raw))


def written(game: Game) -> str:
    """The game: its setting, each round with hands, refusals, choices and steps, and how it ended."""
    return "\n".join(_lines(game)) + "\n"


def _setting(game: Game) -> Iterator[str]:
    setting, first = game.setting, game.states[0]
    yield f"deck: {game.deck.id}"
    yield f"seed: {setting.seed}"
    yield f"preset: {setting.preset or 'none'}"
    yield f"views: {', '.join(setting.views) or 'none'}"
    yield f"motives: {', '.join(f'{role} {motive}' for role, motive in first.motives.items())}"
    yield f"draft: {', '.join(setting.draft) or 'none'}"
    yield f"judged: {'yes' if setting.judged else 'no'}"


def _lines(game: Game) -> Iterator[str]:
    yield from _setting(game)
    first = game.states[0]
    steps = game.steps
    shown = 0
    for before, move, after in zip(game.states, game.moves, game.states[1:], strict=False):
        if before is first or before.round != game.states[game.states.index(before) - 1].round:
            yield from _opening(game.deck, before)
        yield f"> {move}"
        for step in steps[shown : after.steps]:
            if game.state.term is not None and step.round > game.state.term.round:
                break
            yield _step(step)
            shown += 1
        if after.round != before.round or after.over:
            yield f"position {(after.term or after).digest()}"
    yield from _ending(game, steps[shown:])


def in_brief(game: Game) -> str:
    """The game: each round's choices, what they came to, and how it ended. What is left out, each refusal with its
    sentence and each step with its causes, stands in the digests, so that no change of it goes unseen."""
    return "\n".join(_brief_lines(game)) + "\n"


def _brief_lines(game: Game) -> Iterator[str]:
    yield from _setting(game)
    shown = 0
    steps = game.steps
    for number in range(1, (game.state.term or game.state).round + 1):
        here = [(state, move) for state, move in zip(game.states, game.moves, strict=False) if state.round == number]
        first, closed = here[0][0], game.closed(number)
        yield ""
        yield _round(first)
        yield f"capital: {', '.join(f'{role} {first.capital[role]}' for role in game.deck.turn_order)}"
        refused = list(_refused(game.deck, game.opening(number)))
        yield f"refused: {len(refused)}, {_digest(refused)}"
        for phase in dict.fromkeys(state.phase for state, _ in here):
            yield f"> {CHOICES.join(str(move) for state, move in here if state.phase == phase)}"
        seen = [step for step in steps[shown:] if step.round <= number]
        shown += len(seen)
        yield from _came(game.opening(number), closed, seen)
        yield f"position {closed.digest()}"
    yield from _brief_end(game, steps[shown:])


def _came(before: State, after: State, steps: list[TraceStep]) -> Iterator[str]:
    """What a stretch of the game moved, what was at work in it, and all its steps as a digest."""
    then, now = {**before.meters, **before.flags}, {**after.meters, **after.flags}
    yield f"moved: {', '.join(f'{id_} {then[id_]} to {now[id_]}' for id_ in now if now[id_] != then[id_]) or 'nothing'}"
    for kind in ("event", "landing", "denied"):
        causes = dict.fromkeys(str(step.cause) for step in steps if step.kind == kind)
        if causes:
            yield f"{kind}: {', '.join(causes)}"
    yield f"steps: {len(steps)}, {_digest(_step(step) for step in steps)}"


def _brief_end(game: Game, later: list[TraceStep]) -> Iterator[str]:
    state, term = game.state, game.state.term
    assert term is not None
    outcome = debate.outcome(game.deck, state)
    yield ""
    yield f"== End of term, after round {term.round} =="
    yield f"headline: {', '.join((outcome.ending, *outcome.tags))}"
    yield ""
    yield f"== Afterwards, to the end of round {state.round} =="
    yield from _came(term, state, later)
    yield f"headline: {', '.join((outcome.later, *outcome.later_tags))}"
    yield ""
    yield from _scores(game)
    yield f"promised: {len(outcome.delivered)}, {_digest(_promised(game))}"
    yield f"questions: {', '.join(f'{question} ({round_})' for question, round_ in state.asked) or 'none'}"
    yield f"position {state.digest()}"


def _digest(texts: Iterable[str]) -> str:
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=6).hexdigest()


def _opening(deck: Deck, state: State) -> Iterator[str]:
    yield ""
    yield _round(state)
    for role in deck.turn_order:
        yield f"{role}: capital {state.capital[role]}, hand {', '.join(state.hands[role]) or 'empty'}"
    for item in state.pending:
        yield f"on its way: {item.link}, lands at the end of round {item.lands}"
    yield from (f"refused: {text}" for text in ([] if state.phase == "deal" else _refused(deck, state)))


def _round(state: State) -> str:
    rounds = state.tables.deck.rounds
    return f"== Round {state.round} of {rounds.count}: {rounds.labels[state.round - 1]} =="


def _refused(deck: Deck, state: State) -> Iterator[str]:
    for move in state.tables.moves.values():
        refusal = debate.refusal(deck, state, move.bare)
        if refusal is not None:
            yield f"{move.bare}: {refusal.code}: {refusal.sentence}"


def _step(step: TraceStep) -> str:
    because = f"  <- {', '.join(map(str, step.parents))}" if step.parents else ""
    return f"{step.number:5} {line(step)}{because}"


def _ending(game: Game, later: list[TraceStep]) -> Iterator[str]:
    state, term = game.state, game.state.term
    assert term is not None
    outcome = debate.outcome(game.deck, state)
    yield ""
    yield f"== End of term, after round {term.round} =="
    yield from _world(term)
    yield f"headline: {', '.join((outcome.ending, *outcome.tags))}"
    yield ""
    yield f"== Afterwards, to the end of round {state.round} =="
    yield from map(_step, later)
    yield from _world(state)
    yield f"headline: {', '.join((outcome.later, *outcome.later_tags))}"
    for item in state.pending:
        yield f"still to come: {item.link}"
    yield ""
    yield from _scores(game)
    yield from _promised(game)
    for question, round_ in state.asked:
        yield f"question from round {round_}: {question}"
    yield f"position {state.digest()}"


def _scores(game: Game) -> Iterator[str]:
    outcome = debate.outcome(game.deck, game.state)
    for role in game.deck.turn_order:
        ends = f", ends {outcome.ends[role]}" if role in outcome.ends else ""
        yield f"{role}: wants {outcome.scores[role]}{ends}, debate points {outcome.debate_points[role]}"


def _promised(game: Game) -> Iterator[str]:
    for kept in debate.outcome(game.deck, game.state).delivered:
        became = f"{kept.before}, {kept.term}, {kept.later}"
        yield f"promised in round {kept.round} by {kept.move}: {kept.meter} {kept.promised}: {became}"


def _world(state: State) -> Iterator[str]:
    yield "  ".join(f"{id_} {value}" for id_, value in {**state.meters, **state.flags}.items())


def read(deck: Deck, text: str) -> Game:
    """The game that a text tells, played again from its setting and choices alone."""
    lines = text.splitlines()
    head = dict(entry.split(": ", 1) for entry in lines[:7])
    named = {key: () if head[key] == "none" else tuple(head[key].split(", ")) for key in ("views", "draft")}
    setting = Setting(
        seed=int(head["seed"]),
        preset=None if head["preset"] == "none" else head["preset"],
        views=named["views"],
        motives=tuple(pair.split()[1] for pair in head["motives"].split(", ")),
        judged=head["judged"] == "yes",
        draft=named["draft"],
    )
    told = (text for entry in lines if entry.startswith("> ") for text in entry[2:].split(CHOICES))
    moves = tuple(debate.parse_move(deck, text) for text in told)
    again = replay.run(deck, setting, moves)
    return Game(deck, setting, moves, again.states, again.trace)


if __name__ == "__main__":
    from tests.rules.test_playthroughs import game_of

    print(written(game_of(sys.argv[1])), end="")
