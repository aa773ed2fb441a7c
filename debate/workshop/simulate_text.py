"""What a simulation found, in words and small plots for 80 columns."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Iterable, Iterator, Mapping

from debate.debrief.naming import name_of
from debate.rules.deck import Deck
from debate.workshop.never import nevers
from debate.workshop.options import CLOSE
from debate.workshop.plots import bar, by_round, histogram, padded, plot_width, side_by_side
from debate.workshop.summary import Effect, Spread, Summary, effects_on_score, meters_by_round, scores_of

WIDTH = 78
_NAME = 30


def told(deck: Deck, summary: Summary) -> Iterator[str]:
    """The whole report, line by line. ``deck`` is the effective deck of the games."""
    if summary.games:
        for section in (_scores, _endings, _leads, _obvious, _meters, _moves, _arguments, _unused, _odd):
            yield from section(deck, summary)
            if section is not _meters:
                yield ""
    if summary.failed:
        yield f"{summary.failed} games broke off with an error, the first of them:"
        for seed, sentence in summary.failures:
            yield from _wrapped(f"seed {seed}: {sentence}")


def _wrapped(text: str, indent: str = "  ") -> list[str]:
    return textwrap.wrap(text, WIDTH, initial_indent=indent, subsequent_indent=indent + "  ", break_long_words=True)


def _title(text: str) -> str:
    return f"── {text} " + "─" * (WIDTH - len(text) - 4)


def _percent(part: int, whole: int) -> str:
    share = 100 * part / whole if whole else 0.0
    return f"{share:.1f} %" if 0 < share < 9.95 else f"{share:.0f} %"


def _scores(deck: Deck, summary: Summary) -> Iterator[str]:
    yield _title("Scores")
    for role in deck.turn_order:
        spread = scores_of(summary, role)
        yield f"{padded(deck.roles[role].name, _NAME)}  {_in_words(spread)}"
        yield from (f"    {line}" for line in histogram(spread))
        motives = deck.roles[role].motives
        if len(motives) > 1:
            for id, motive in motives.items():
                own = scores_of(summary, role, id)
                if own.counts:
                    par = "" if motive.par is None else f", par {motive.par}"
                    yield f"  as {padded(f'{id}: {motive.name}', _NAME - 5)}  {_in_words(own)}{par}"


def _in_words(spread: Spread) -> str:
    return f"mean {spread.mean:.1f} ± {spread.deviation:.1f}, nine in ten {spread.at(0.05)} to {spread.at(0.95)}"


def _endings(deck: Deck, summary: Summary) -> Iterator[str]:
    yield _title("Endings")
    yield f"{'':<{_NAME}}  end of term             years later   seed"
    names = sorted({*summary.endings, *summary.later}, key=lambda id: (-summary.endings.get(id, 0), id))
    for id in names:
        n, later = summary.endings.get(id, 0), summary.later.get(id, 0)
        name = name_of(deck, id) if id else "(none holds)"
        seed = summary.first.get(("ending", id), "")
        drawn = padded(bar(n / summary.games, 14), 14)
        share, after = _percent(n, summary.games), _percent(later, summary.games)
        yield f"{padded(name, _NAME)}  {share:>6} {drawn}  {after:>11}  {seed:>5}"
    for id, n in sorted(summary.tags.items(), key=lambda entry: (-entry[1], entry[0])):
        seed = summary.first["tag", id]
        yield f"{padded('beside: ' + name_of(deck, id), _NAME)}  {_percent(n, summary.games):>6} {seed:>34}"
    lengths = Spread(summary.rounds)
    if len(lengths.counts) > 1:
        shortest = min(lengths.counts)
        yield f"Rounds played: {lengths.mean:.1f} in the mean, {shortest} at least."


def _leads(deck: Deck, summary: Summary) -> Iterator[str]:
    yield _title("Lead")
    spread = Spread(summary.lead_changes)
    level = all(motive.par is not None for role in deck.roles.values() for motive in role.motives.values())
    kept, lost = summary.half_time.get("kept", 0), summary.half_time.get("lost", 0)
    yield f"The lead ({'furthest above par' if level else 'the highest score'}) changes {spread.mean:.1f} times a game:"
    for changes, n in sorted(summary.lead_changes.items()):
        yield f"  {changes:>2} {'times' if changes != 1 else 'time '}  {_percent(n, summary.games):>6} " + bar(
            n / summary.games, 40
        )
    if kept + lost:
        yield f"Who leads at half time leads at the end in {_percent(kept, kept + lost)} of games."


def _obvious(deck: Deck, summary: Summary) -> Iterator[str]:
    count = sum(n for (what, _), n in summary.weighed.items() if what == "choices")
    yield _title("The obvious move")
    if not count:
        yield "No choice was tried out in full."
        return
    yield f"At {count} choices every option was tried out, and scripts played on. The obvious"
    yield "move is the one whose own effects are best for what its role wants now."
    for role in deck.turn_order:
        choices = summary.weighed.get(("choices", role), 0)
        if choices:
            best, close, cost = (summary.weighed.get((what, role), 0) for what in ("best", "close", "cost"))
            name = padded(deck.roles[role].name, _NAME - 6)
            yield (
                f"  {name} best {_percent(best, choices):>5}, within {CLOSE} points {_percent(close, choices):>5}, "
                f"costs {cost / choices:.1f}"
            )


def _meters(deck: Deck, summary: Summary) -> Iterator[str]:
    yield _title("Meters by round")
    yield "s start, y years later · ● median, ▒ half of the games, ░ nine in ten"
    yield "after each name: the median at the start → at the end of term → years later"
    yield ""
    found = meters_by_round(summary)
    last = deck.rounds.count
    plots = [
        by_round(meter.name, meter.min, meter.max, found[meter.id], last)
        for meter in deck.meters.values()
        if meter.id in found
    ]
    yield from side_by_side(plots, plot_width(last), WIDTH)


_HEAD = f"{'':<{_NAME + 4}}{{}}  with  without     gain   seed"


def _moves(deck: Deck, summary: Summary) -> Iterator[str]:
    effects = effects_on_score(summary)
    yield _title("Moves")
    yield from textwrap.wrap(
        "games: in how many it is chosen. taken: how often of the choices at which it is legal. with, without, gain: "
        "its role's mean score in games with and without it, among equal motives, and by how much they differ "
        "(not comparable: all or none with a motive used it); a gain "
        "within its ± may be chance, and a move may be chosen because things go well. seed: a game with it.",
        WIDTH,
    )
    for role in deck.turn_order:
        yield ""
        yield padded(deck.roles[role].name, _NAME + 2) + _HEAD[_NAME + 2 :].format(" games  taken")
        own = [move.id for move in deck.moves.values() if move.role == role and move.id in summary.chosen]
        for id in sorted(own, key=lambda id: (-effects[role, id].games, id)):
            effect = effects[role, id]
            taken = _percent(summary.chosen[id], summary.possible[id])
            yield (
                f"  {padded(name_of(deck, id), _NAME - 1)} {_percent(effect.games, summary.games):>8} {taken:>6}"
                f"{_gain(effect)} {summary.first['move', id]:>6}"
            )


def _gain(effect: Effect) -> str:
    if effect.gain is None:
        return f"{'not comparable':>23}"
    luck = f"{2 * effect.error:.1f}" if 2 * effect.error < 9.95 else f"{2 * effect.error:.0f}"
    return f" {effect.with_it:>5.1f} {effect.without:>7.1f} {effect.gain:>+5.1f}±{luck:<3}"


def _arguments(deck: Deck, summary: Summary) -> Iterator[str]:
    effects = effects_on_score(summary)
    yield _title("Arguments")
    yield "As case, answer and extension: times in 100 games. The rest as for moves, over"
    yield "all roles that used it."
    yield ""
    yield f"{'':<{_NAME + 3}} case  ans  ext  with  without     gain   seed"
    used: dict[str, list[int]] = {}
    for (card, way), n in summary.spoken.items():
        used.setdefault(card, [0, 0, 0])[("case", "answer", "extension").index(way)] += n
    for id in sorted(used, key=lambda id: (-sum(used[id]), id)):
        counts = " ".join(f"{100 * n / summary.games:>4.0f}" for n in used[id])
        name, seed = padded(name_of(deck, id), _NAME + 1), summary.first["argument", id]
        yield f"  {name} {counts}{_gain(effects['', id])} {seed:>6}"


def unused(deck: Deck, summary: Summary) -> dict[str, list[str]]:
    """What never came up: words for a group -> ids. Only what is active in the games counts."""
    return {group.words: list(group.ids) for group in nevers(deck, summary)}


def _unused(deck: Deck, summary: Summary) -> Iterator[str]:
    yield _title("Never and dominated")
    groups = {words: ids for words, ids in unused(deck, summary).items() if ids}
    if not groups:
        yield "Everything in the deck came up."
    for words, ids in groups.items():
        yield f"{words} ({len(ids)}):"
        yield from _wrapped(", ".join(ids))


_ODD: Mapping[str, tuple[str, Callable[[int], int]]] = {
    "leads": ("most changes of the lead", int),
    "short": ("shortest game (rounds)", abs),
    "margin": ("widest gap between first and last score", int),
    "even": ("narrowest gap between first and last score", abs),
    "limits": ("most meters at a limit at the end of term", int),
    "quiet": ("fewest moves chosen by all", abs),
    "high": ("highest score of {}", int),
    "low": ("lowest score of {}", abs),
    "idle": ("fewest moves chosen by {}", abs),
}


def oddities(deck: Deck, summary: Summary) -> list[tuple[str, int, int]]:
    """(what is odd, the figure, a seed), the seeds of rare endings among them."""
    found = []
    for kind in sorted(summary.oddest, key=lambda kind: (list(_ODD).index(kind.partition(" ")[0]), kind)):
        value, seed = summary.oddest[kind]
        what, _, role = kind.partition(" ")
        words, shown = _ODD[what]
        if what != "short" or len(summary.rounds) > 1:
            found.append((words.format(deck.roles[role].name if role else ""), shown(value), -seed))
    rare = [(n, id) for id, n in summary.endings.items() if 20 * n <= summary.games]
    for n, id in sorted(rare):
        found.append((f"rare ending '{name_of(deck, id) if id else 'none'}' (games)", n, summary.first["ending", id]))
    return found


def _odd(deck: Deck, summary: Summary) -> Iterator[str]:
    yield _title("Odd games")
    for words, value, seed in oddities(deck, summary):
        yield f"  {padded(words, 56)} {value:>4}  seed {seed:>6}"


def footer(path: str, seats: Iterable[tuple[str, str]], preset: str | None, views: Iterable[str]) -> Iterator[str]:
    """How to look at one of the games."""
    kinds = {name for _, name in seats}
    words = ["debate play", path, "--watch --seed N"]
    same = kinds in ({"scripted"}, {"novice"})
    if kinds == {"novice"}:
        words.append("--opponents novice")
    words += [f"--preset {preset}"] if preset else []
    words += [f"--view {view}" for view in views]
    yield "Look at one of these games:" if same else "The same cards, motives and chance, but scripts in all seats:"
    yield "  " + " ".join(words)
