"""Where the nodes of a drawing stand: in layers from causes to effects, with few crossings. Knows nothing of decks.

Arrows that would go back are turned for the layout only; one that spans several layers passes through a point in each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import pairwise
from statistics import fmean

from attrs import define, field, frozen

SWEEPS = 12
Pair = tuple[str, str]


@define
class _Layers:
    """Each layer from the top; a point of an arrow is a pair and a number."""

    rows: list[list[object]] = field(factory=list)
    before: dict[object, list[object]] = field(factory=dict)
    after: dict[object, list[object]] = field(factory=dict)


@frozen
class Layout:
    """``places``: node -> (layer, middle from the top). ``routes``: pair -> the places that its arrow passes."""

    places: Mapping[str, tuple[int, float]]
    routes: Mapping[Pair, tuple[tuple[int, float], ...]]
    height: float


def lay_out(heights: Mapping[str, float], pairs: Iterable[Pair], first: Iterable[str], gap: float = 16) -> Layout:
    """Places for all nodes. ``heights``: node -> its height; ``first``: nodes that stand in the first layer."""
    wanted = list(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))
    forward = _without_cycles(list(heights), wanted, set(first))
    layer = _longest_paths(list(heights), forward)
    layers = _with_points(layer, forward, heights)
    _order(layers)
    middles, total = _stack(layers, heights, gap)
    routes: dict[Pair, tuple[tuple[int, float], ...]] = {}
    for cause, effect in wanted:
        turned = (cause, effect) not in forward
        pair = (effect, cause) if turned else (cause, effect)
        chain = [pair[0], *((pair, n) for n in range(layer[pair[0]] + 1, layer[pair[1]])), pair[1]]
        points = [(layer[pair[0]] + step, middles[key]) for step, key in enumerate(chain)]
        routes[cause, effect] = tuple(reversed(points) if turned else points)
    return Layout({node: (layer[node], middles[node]) for node in heights}, routes, total)


def _without_cycles(nodes: Sequence[str], pairs: Sequence[Pair], first: set[str]) -> set[Pair]:
    """The pairs, some of them turned, so that no way leads back. Found depth first, without recursion."""
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for cause, effect in pairs:
        after[cause].append(effect)
    forward: set[Pair] = set()
    state: dict[str, int] = {}
    for root in sorted(nodes, key=lambda node: node not in first):
        if root in state:
            continue
        state[root] = 1
        stack = [(root, iter(after[root]))]
        while stack:
            node, rest = stack[-1]
            effect = next(rest, "")
            if not effect:
                state[node] = 2
                stack.pop()
            elif state.get(effect) == 1:
                forward.add((effect, node))
            else:
                forward.add((node, effect))
                if effect not in state:
                    state[effect] = 1
                    stack.append((effect, iter(after[effect])))
    return forward


def _longest_paths(nodes: Sequence[str], forward: set[Pair]) -> dict[str, int]:
    """Layer of each node: one behind the last of its causes. Nodes without causes stand just before their effects."""
    before: dict[str, list[str]] = {node: [] for node in nodes}
    after: dict[str, list[str]] = {node: [] for node in nodes}
    for cause, effect in sorted(forward):
        before[effect].append(cause)
        after[cause].append(effect)
    layer: dict[str, int] = {}
    left = {node: len(before[node]) for node in nodes}
    ready = [node for node in nodes if not left[node]]
    order = []
    while ready:
        node = ready.pop()
        order.append(node)
        layer[node] = max((layer[cause] + 1 for cause in before[node]), default=0)
        for effect in after[node]:
            left[effect] -= 1
            if not left[effect]:
                ready.append(effect)
    for node in order:
        if not before[node] and after[node]:
            layer[node] = min(layer[effect] for effect in after[node]) - 1
    return layer


def _with_points(layer: Mapping[str, int], forward: set[Pair], heights: Mapping[str, float]) -> _Layers:
    layers = _Layers([[] for _ in range(max(layer.values(), default=0) + 1)])
    for node in heights:
        layers.rows[layer[node]].append(node)
        layers.before[node], layers.after[node] = [], []
    for pair in sorted(forward):
        last: object = pair[0]
        for number in range(layer[pair[0]] + 1, layer[pair[1]]):
            point = (pair, number)
            layers.rows[number].append(point)
            layers.before[point], layers.after[point] = [last], []
            layers.after[last].append(point)
            last = point
        layers.after[last].append(pair[1])
        layers.before[pair[1]].append(last)
    return layers


def _order(layers: _Layers) -> None:
    """Put what belongs together side by side: each layer by the mean place of its neighbours, to and fro."""
    for sweep in range(SWEEPS):
        down = sweep % 2 == 0
        rows = layers.rows[1:] if down else layers.rows[-2::-1]
        beside = layers.before if down else layers.after
        for row in rows:
            place = {node: n for other in layers.rows for n, node in enumerate(other)}
            row.sort(key=lambda node: fmean(place[o] for o in beside[node]) if beside[node] else place[node])


def _stack(layers: _Layers, heights: Mapping[str, float], gap: float) -> tuple[dict[object, float], float]:
    """The middle of each node and point from the top, near the middles of its neighbours."""

    def height(node: object) -> float:
        return heights[node] if isinstance(node, str) else 0

    def apart(one: object, other: object) -> float:
        narrow = not isinstance(one, str) and not isinstance(other, str)
        return height(one) / 2 + (gap / 3 if narrow else gap) + height(other) / 2

    middles: dict[object, float] = {}
    for row in layers.rows:
        at = 0.0
        for place, node in enumerate(row):
            at += apart(row[place - 1], node) if place else 0
            middles[node] = at
    for sweep in range(SWEEPS):
        for row in layers.rows if sweep % 2 == 0 else reversed(layers.rows):
            wished = {}
            for node in row:
                beside = [*layers.before[node], *layers.after[node]]
                wished[node] = fmean(middles[o] for o in beside) if beside else middles[node]
            _spread(row, wished, middles, apart)
    return _closed_up(middles, height, 2 * gap)


def _closed_up(
    middles: Mapping[object, float], height: Callable[[object], float], gap: float
) -> tuple[dict[object, float], float]:
    """The same from the top on, without bands wider than ``gap`` in which nothing stands; and the whole height."""
    moved: dict[object, float] = {}
    bottom = up = 0.0
    for place, node in enumerate(sorted(middles, key=lambda node: middles[node] - height(node) / 2)):
        half = height(node) / 2
        free = middles[node] - half - up - bottom
        up += free if place == 0 else max(free - gap, 0)
        moved[node] = middles[node] - up
        bottom = max(bottom, moved[node] + half)
    return moved, bottom


def _spread(
    row: Sequence[object],
    wished: Mapping[object, float],
    middles: dict[object, float],
    distance: Callable[[object, object], float],
) -> None:
    """Give each node of a row the place it wishes, as far as order and gaps allow: the mean of packing down and up."""
    apart = [distance(one, other) for one, other in pairwise(row)]
    down = [wished[row[0]]] if row else []
    for node, least in zip(row[1:], apart, strict=True):
        down.append(max(wished[node], down[-1] + least))
    up = [wished[row[-1]]] if row else []
    for node, least in zip(row[-2::-1], reversed(apart), strict=True):
        up.append(min(wished[node], up[-1] - least))
    for node, low, high in zip(row, down, reversed(up), strict=True):
        middles[node] = (low + high) / 2
