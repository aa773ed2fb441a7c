"""How often each answer to a question comes, over scripted games of a deck: where doubt is real, and what guessing by
it is worth. Measured once in a process for all copies of a deck, for one preset and set of views."""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Mapping

from attrs import frozen

from debate.debrief.closing import BECAUSE, BY_THE_END, Closing, closes
from debate.opponents import scripted
from debate.opponents.choice import chance_key
from debate.rules.deck import Deck, is_loaded
from debate.rules.moves import Move
from debate.rules.play import play, start
from debate.rules.replay import Played
from debate.rules.state import State
from debate.rules.trace import RawStep, Trace
from debate.rules.view import view

GAMES = 200
"""Games over which it is counted how meters move in a round."""
CONTROLLED = 24
"""Of these, games in which every promise is held against a control run."""
_PRIOR = 4
"""How many games the average over all promises counts for beside what was seen of one of them."""
_MOST_KNOWN = 64
"""So many are kept beside the decks themselves: a deck that is being written is another one after each save."""
Odds = tuple[float, ...]


@frozen
class BaseRates:
    """``rounds``: meter -> odds of :data:`BY_THE_END`. ``promises``: (move, meter) -> odds of :data:`BECAUSE`;
    ``usual``: the same over all promises."""

    rounds: Mapping[str, Odds]
    promises: Mapping[tuple[str, str], Odds]
    usual: Odds

    def promise(self, move: str, meter: str) -> Odds:
        """Odds for a promise, the usual ones for one that never came up."""
        return self.promises.get((move, meter), self.usual)


def doubt(odds: Odds) -> float:
    """The Brier score of whoever answers by the base rates: 0 for what is certain; the higher, the more doubt."""
    return 1 - sum(share * share for share in odds)


def base_rates(deck: Deck, preset: str | None = None, views: tuple[str, ...] = ()) -> BaseRates:
    """The base rates of this deck (as written) under a preset and views. The first call takes a second or two."""
    for _ in measuring(deck, preset, views):
        pass
    found: BaseRates = deck._cache[_key(preset, views)]
    return found


def know(digest: str, preset: str | None, views: tuple[str, ...], rates: BaseRates) -> None:
    """Take the base rates of the deck with this digest as measured: they came along with it."""
    _keep(digest, _key(preset, views), rates)


_known: dict[tuple[str, object], BaseRates] = {}


def _keep(digest: str, key: object, rates: BaseRates) -> None:
    _known[digest, key] = rates
    if len(_known) > _MOST_KNOWN:
        del _known[next(iter(_known))]


def _key(preset: str | None, views: tuple[str, ...]) -> tuple[object, ...]:
    return "base rates", preset, tuple(sorted(views))


def measuring(deck: Deck, preset: str | None = None, views: tuple[str, ...] = ()) -> Iterator[None]:
    """The same game by game, for whoever has to do something else in between; at the end :func:`base_rates` has it."""
    key = _key(preset, views)
    if key not in deck._cache and is_loaded(deck) and (deck.digest, key) in _known:
        deck._cache[key] = _known[deck.digest, key]
    if key not in deck._cache:
        deck._cache[key] = yield from _measured(deck, preset, views)
        if is_loaded(deck):
            _keep(deck.digest, key, deck._cache[key])


def _measured(deck: Deck, preset: str | None, views: tuple[str, ...]) -> Generator[None, None, BaseRates]:
    rounds: dict[str, Counter[str]] = {}
    promises: dict[tuple[str, str], Counter[str]] = {}
    for seed in range(GAMES):
        yield
        for played in _closings(deck, preset, views, seed):
            closing = Closing(played)
            for meter in closing.deck.meters:
                rounds.setdefault(meter, Counter())[closing.answer(meter)] += 1
            if seed < CONTROLLED:
                for made in closing.happened():
                    for meter in closing.deck.moves[made.move].promises:
                        promises.setdefault((made.move, meter), Counter())[closing.answer(meter, made)] += 1
    total: Counter[str] = sum(promises.values(), Counter())
    usual = _odds(total, BECAUSE, (1 / len(BECAUSE),) * len(BECAUSE))
    return BaseRates(
        {meter: _odds(counted, BY_THE_END, (1 / 3,) * 3) for meter, counted in rounds.items()},
        {place: _odds(counted, BECAUSE, usual) for place, counted in promises.items()},
        usual,
    )


def _odds(counted: Counter[str], answers: tuple[str, ...], prior: Odds) -> Odds:
    total = sum(counted.values()) + _PRIOR
    return tuple((counted[answer] + _PRIOR * share) / total for answer, share in zip(answers, prior, strict=True))


def _closings(deck: Deck, preset: str | None, views: tuple[str, ...], seed: int) -> Iterator[Played]:
    """A scripted game, as it stood whenever a round had closed."""
    state = start(deck, seed, preset, None, views)
    states: list[State] = [state]
    moves: list[Move] = []
    steps: list[RawStep] = []
    while not state.over:
        role = state.awaiting[0]
        move = scripted(view(state, role), chance_key(seed, role)).move
        step = play(state, move)
        steps += step.trace.raw
        moves.append(move)
        states.append(step.state)
        if closes(state, step.state):
            yield Played(tuple(states), Trace(state.tables, tuple(steps)), tuple(moves))
        state = step.state
