"""How good a game a deck is, in figures from play. What can be said of any deck; each figure with what is wanted.

Scripted, greedy and random players meet in every mix; each comparison plays both sides with the same seeds, so that
chance and cards are equal and only what is compared differs.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from statistics import fmean, quantiles

from attrs import evolve

from debate.rules.chance import roll64
from debate.rules.conditions import FlagIs
from debate.rules.deck import Deck, Ending
from debate.workshop import agency, arguing, options
from debate.workshop.figures import Figure, luck_of_mean, luck_of_share, within
from debate.workshop.games import Game, Setup, play_game, too_dear

MIXED = ("scripted", "greedy", "random")
MEANS = 40, 65
"""Between which scores the mean of a role should lie. Each score is shown beside the par of its motive, so some motives
may be easier; what is in a seat's own hands (:mod:`debate.workshop.agency`) matters more."""


def setups(deck: Deck, games: int, seats: str | None = None, seed: int = 1) -> Iterator[Setup]:
    """Games to play: one kind of player everywhere, or (None) a mix drawn for each seat. Motives come from the seed."""
    for number in range(seed, seed + games):
        yield Setup(
            {role: seats or MIXED[roll64(number, "seat", role) % len(MIXED)] for role in deck.turn_order},
            number,
        )


def headlines(games: Sequence[Game], deck: Deck, among: str) -> list[Figure]:
    """How often each ending was the headline, at the end of term; a tag, how often it was told at all. ``among``: who
    played, for the name."""
    found = Counter(game.outcome.ending for game in games)
    told = Counter(tag for game in games for tag in {game.outcome.ending, *game.outcome.tags})
    first = next(id_ for id_, item in deck.endings.items() if item.active and not item.tag)
    figures = []
    for ending, item in deck.endings.items():
        if not item.active or ruled_out(deck, item):
            continue
        share = 100 * (told if item.tag else found)[ending] / len(games)
        name = f"ending {ending}, {among}" if not item.tag else f"tag {ending}, told beside a headline, {among}"
        luck, most = luck_of_share(share, len(games)), 98 if item.tag else 30
        rare, often = ending_cures(item, ending == first)
        figures.append(within(name, share, 2, most, " %", luck=luck, too_low=rare, too_high=often))
    return figures


def ending_cures(item: Ending, first: bool) -> tuple[str, str]:
    """What to turn for an ending that comes too seldom, and for one that comes too often. The last has no 'when' and
    comes where no other does; nothing stands before the ``first``, and a tag does not wait for others."""
    if not item.when:
        return (
            "narrower 'when's before it: it comes where none of them holds.",
            "wider 'when's before it, or one more ending for what mostly happens in these games.",
        )
    if item.tag or first:
        return "a wider 'when'.", "a narrower 'when'."
    return (
        "a wider 'when', or a place further up: the first that holds is told.",
        "a narrower 'when', or a wider one before it.",
    )


def ruled_out(deck: Deck, ending: Ending) -> bool:
    """Whether an ending wants a flag to have a value that it never gets: the deck's way to say that this cannot be."""
    given: dict[str, set[str]] = {id_: {flag.start} for id_, flag in deck.flags.items()}
    everything = (
        *(link.effects for link in deck.links.values() if link.active),
        *(item.effects for item in deck.news.values() if item.active),
        *(effects for move in deck.moves.values() if move.active for effects in (move.effects, move.if_declined)),
    )
    for effects in everything:
        for flag, value in effects.flags:
            given[flag].add(value)
    return any(isinstance(test, FlagIs) and not given[test.flag] & set(test.values) for test in ending.when)


def role_means(games: Sequence[Game], deck: Deck) -> list[Figure]:
    """The mean score of each role, and of each of its motives."""
    figures = []
    for role in deck.turn_order:
        mean = fmean(g.outcome.scores[role] for g in games)
        why = "'debate deck map PATH --from' a meter that it wants; then"
        low = f"{why} stronger links and moves towards it, or a better start."
        high = f"{why} weaker links and moves towards it, or a worse start."
        figures.append(within(f"mean score {role}", mean, *MEANS, too_low=low, too_high=high))
        for motive in deck.roles[role].motives:
            scores = [g.outcome.scores[role] for g in games if g.state.motives[role] == motive]
            if len(scores) > 1:
                least, *_, most = quantiles(scores, n=10)
                figures.append(
                    Figure(f"  as {motive}", f"{fmean(scores):.1f} (nine in ten from {least:.0f} to {most:.0f})")
                )
    return figures


def limits(games: Sequence[Game], deck: Deck) -> list[Figure]:
    """How many meters end the term at a limit, and which do so most."""
    at = Counter(
        meter.id
        for game in games
        for meter in deck.meters.values()
        if game.state.term is not None and game.state.term.meters[meter.id] in (meter.min, meter.max)
    )
    share = 100 * at.total() / (len(games) * len(deck.meters))
    most = ", ".join(f"{meter} {100 * n / len(games):.0f} %" for meter, n in at.most_common(4))
    cure = "a step table, so that an effect fades before the meter is full or empty."
    figure = within("meters that end at a limit", share, 0, 100 / 6, " %", too_high=cure)
    return [figure, Figure("  most often", most)] if most else [figure]


def capital_binds(games: Sequence[Game]) -> Figure:
    """On how many choices of a move some move is refused for its price alone. Wants games with their positions."""
    choices = [
        too_dear(position, position.to_move)
        for game in games
        for position in game.positions
        if position.phase == "choose" and position.to_move is not None
    ]
    return within(
        "choices at which a legal move is too dear even with a case",
        100 * fmean(choices),
        10,
        30,
        " %",
        too_low="dearer moves, those first that are taken most, or less 'income' in 'capital'.",
        too_high="cheaper moves, or more 'income' in 'capital'.",
    )


def no_single_move(deck: Deck, games: int) -> list[Figure]:
    """For each role the best of: one move repeated, or holding throughout; it should not beat the script."""
    figures = []
    for role in deck.turn_order:
        base = list(setups(deck, games, "scripted"))
        script = fmean(play_game(deck, setup).outcome.scores[role] for setup in base)
        rivals = ["hold", *(f"only:{m.id}" for m in deck.moves.values() if m.role == role and not m.forbidden)]
        means = {
            rival: fmean(
                play_game(deck, evolve(setup, seats={**setup.seats, role: rival})).outcome.scores[role]
                for setup in base
            )
            for rival in rivals
        }
        best = max(means, key=means.__getitem__)
        value = f"script {script:.1f}, {best.removeprefix('only:')} throughout {means[best]:.1f}"
        cure = "make that move dearer, or let it rest longer ('cooldown'), or give the script better rules."
        holds = means[best] < script
        figures.append(Figure(f"{role}: no single move does better", value, "script highest", holds, cure))
    return figures


def floor_and_world(games: Sequence[Game], deck: Deck) -> list[Figure]:
    """Whether winning on the floor goes with winning in the world, and whether cases that stood come true."""
    medians = {role: sorted(g.outcome.scores[role] for g in games)[len(games) // 2] for role in deck.turn_order}
    both: list[bool] = []
    for game in games:
        points = game.outcome.debate_points
        top = [role for role in deck.turn_order if points[role] == max(points.values())]
        if len(top) == 1:
            both.append(game.outcome.scores[top[0]] > medians[top[0]])
    kept: dict[bool, list[bool]] = {True: [], False: []}
    for game in games:
        stood = cases_that_stood(game)
        for item in game.outcome.delivered:
            result = stood.get((item.round, item.role))
            if result is not None:
                kept[result].append(item.kept)
    share = 100 * fmean(both or [0])
    figures = [
        within(
            "winner of the floor above its usual score in the world",
            share,
            40,
            60,
            " %",
            luck=luck_of_share(share, len(both)),
            too_low="better cards, such as few others answer, for moves that serve their speaker.",
            too_high="better cards, such as few others answer, for moves that do not serve their speaker.",
        )
    ]
    if kept[True] and kept[False]:
        a, b = 100 * fmean(kept[True]), 100 * fmean(kept[False])
        told = f"{a:.0f} % and {b:.0f} %"
        cure = "promises that fail at moves with strong cards, and such that come true at moves with weak ones."
        figures.append(Figure("came true: case stood, case beaten", told, "within 10", abs(a - b) <= 10, cure))
    return figures


def cases_that_stood(game: Game) -> Mapping[tuple[int, str], bool]:
    """(round, speaker) -> whether its case stood, for every case of a game kept with its positions."""
    left: dict[tuple[int, str], set[str]] = {}
    for position, move in zip(game.positions, game.moves, strict=True):
        if move.kind == "play" and move.card:
            left[position.round, move.role] = set()
        elif move.kind == "answer":
            left[position.round, move.to].add(move.role)
        elif move.kind == "extend":
            left[position.round, move.role].discard(move.to)
    return {case: not answers for case, answers in left.items()}


def answering(deck: Deck, games: int, scarce: bool = True) -> Figure:
    """What answering through a game is worth: what a role that answers gains by it and the others lose by it.

    Each role in turn keeps silent through games that are otherwise equal; the mean over roles. ``scarce`` as in
    :func:`arguing.arguing_pays`.
    """
    worth = []
    for role in deck.turn_order:
        for setup in setups(deck, games, "scripted"):
            speaking = play_game(deck, setup).outcome.scores
            silent = play_game(deck, evolve(setup, seats={**setup.seats, role: "mute"})).outcome.scores
            change = {other: speaking[other] - silent[other] for other in deck.turn_order}
            worth.append(change.pop(role) - sum(change.values()))
    return within(
        "answering through a game is worth, to its role and against the others",
        fmean(worth),
        2,
        4,
        " points",
        luck=luck_of_mean(worth),
        too_low=f"{'' if scarce else arguing.SCARCE}a larger 'hand' in 'rules', or dearer moves.",
        too_high="a smaller 'beaten_extra' in 'rules', or fewer cards that answer.",
    )


def order_effect(deck: Deck, games: int) -> Figure:
    """How much a role's mean score gains or loses by its place in the turn order, at most."""
    means: dict[str, list[float]] = {role: [] for role in deck.turn_order}
    for shift in range(len(deck.turn_order)):
        turned = evolve(deck, turn_order=deck.turn_order[shift:] + deck.turn_order[:shift])
        played = [play_game(turned, setup) for setup in setups(turned, games, "scripted")]
        for role in deck.turn_order:
            means[role].append(fmean(g.outcome.scores[role] for g in played))
    worst = max(max(values) - min(values) for values in means.values())
    cure = "see which 'needs' one role's move fulfils or breaks for the next in the same round."
    return within("the order of roles is worth at most", worst, 0, 2, " points", too_high=cure)


def endings_by_motive(games: Sequence[Game], deck: Deck) -> list[Figure]:
    """Which endings scripted play reaches, told apart by the motives of the first two roles."""
    pairs: dict[tuple[str, ...], Counter[str]] = {}
    for game in games:
        motives = tuple(game.state.motives[role] for role in deck.turn_order[:2])
        pairs.setdefault(motives, Counter())[game.outcome.ending] += 1
    figures = []
    for motives, found in sorted(pairs.items()):
        total = found.total()
        told = ", ".join(f"{ending} {100 * n / total:.0f} %" for ending, n in found.most_common(4))
        figures.append(Figure(f"scripts, {' and '.join(motives)} ({total} games)", told))
    return figures


def measure(deck: Deck, games: int = 200) -> Iterator[Figure]:
    """All figures of a deck, as they are worked out. ``games``: of most kinds of play so many; five times as many where
    a share of one or two in a hundred counts, twice as many for each motive, fewer where each option is tried."""
    many, paired, some, few = 5 * games, 2 * games, max(4, games // 4), max(4, games // 8)
    mixed = [play_game(deck, setup, keep=True) for setup in setups(deck, games)]
    more = [*mixed, *(play_game(deck, setup) for setup in setups(deck, many - games, seed=1 + games))]
    told = f"{many} games, in each seat a script, a greedy or a random player"
    yield from _of(told, headlines(more, deck, "mixed"))
    told = f"The first {games} of them, choice by choice"
    binds = capital_binds(mixed)
    scarce = binds.holds is not False or "dearer" not in binds.cure
    figures = [
        binds,
        *floor_and_world(mixed, deck),
        arguing.prompts(mixed),
    ]
    yield from _of(told, figures)
    scripts = [play_game(deck, setup) for setup in setups(deck, many, "scripted")]
    told = f"{many} games among scripts"
    yield from _of(told, [*headlines(scripts, deck, "scripts"), *role_means(scripts, deck), *limits(scripts, deck)])
    yield from _of(told, agency.awake(scripts, deck))
    yield from _of(told, endings_by_motive(scripts, deck))
    told = "Games among scripts, each played again with one seat, or the order, otherwise"
    yield from _of(told, agency.scripts_and_novices(deck, paired, some))
    yield from _of(told, no_single_move(deck, few))
    yield from _of(told, [answering(deck, games, scarce)])
    yield from _of(told, [order_effect(deck, games)])
    kept = [play_game(deck, setup, keep=True) for setup in setups(deck, some, "scripted")]
    told = "Single choices, each option tried, and scripts play on"
    yield from _of(told, options.choices_matter(deck, kept))
    yield from _of(told, options.offers(mixed))
    yield from _of(told, [*options.answers_matter(mixed), arguing.one_answer(mixed, scarce=scarce)])
    told = f"{paired} pairs of games a motive among scripts"
    yield from _of(told, arguing.arguing_pays(deck, paired, scarce=scarce))
    yield from _of(told, agency.agency(deck, paired))


def _of(games: str, figures: Iterable[Figure]) -> Iterator[Figure]:
    return (evolve(figure, of=games) for figure in figures)
