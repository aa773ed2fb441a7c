"""The scripted opponent: the deck's own priority rules for its role and motive.

Moves and offers follow the rules; answers, extensions and payments follow the table's habits: answer the case whose
move is worst for this role, extend where a card allows it, pay where it can.
"""

from __future__ import annotations

from collections.abc import Iterator

from debate.opponents.choice import Chosen
from debate.rules.deck import ScriptRule
from debate.rules.evaluate import amount, holds
from debate.rules.moves import Move
from debate.rules.tables import Tables
from debate.rules.view import View


def scripted(view: View, key: int) -> Chosen:
    """The choice that the deck's rules make here; ``key`` is not used."""
    kinds = {move.kind for move in view.legal}
    if "hold" in kinds:
        return _move(view)
    if "accept" in kinds:
        return _offer(view)
    if "let-stand" in kinds:
        return _answer(view)
    if "rest" in kinds:
        return _extension(view)
    if "pay" in kinds:
        return Chosen(view.legal[0], "A move that is ready should not wait while it can be paid for.")
    return Chosen(view.legal[0], "The first cards dealt are kept.")


def _firing(view: View) -> Iterator[ScriptRule]:
    """The rules of this role that are for its motive and whose condition holds, in order."""
    position = view.position
    for rule, when in position.tables.scripts.get(view.role, ()):
        if (not rule.motives or view.motive in rule.motives) and holds(when, position.v, position.tables):
            yield rule


def _move(view: View) -> Chosen:
    options: list[tuple[ScriptRule, Move]] = []
    for rule in _firing(view):
        found = _first_play(view, rule)
        if found is not None and all(found.move != other.move for _, other in options):
            options.append((rule, found))
            if len(options) == 2:
                break
    if not options:
        hold = next(move for move in view.legal if move.kind == "hold")
        return Chosen(hold, "No rule of its script calls for a move now, so it saves its capital.")
    rule, move = options[0]
    if len(options) == 1:
        return Chosen(move, rule.because, rule.source, rule.basis)
    passed, other = options[1]
    return Chosen(move, rule.because, rule.source, rule.basis, other, passed.because)


def _first_play(view: View, rule: ScriptRule) -> Move | None:
    """The first move of the rule that is legal, with the preferred case if one is in hand."""
    for id_ in rule.play:
        legal = [move for move in view.legal if move.kind == "play" and move.move == id_]
        if legal:
            for card in rule.backing:
                for move in legal:
                    if move.card == card:
                        return move
            return legal[0]
    return None


def _offer(view: View) -> Chosen:
    accept, decline = view.legal
    for rule in _firing(view):
        if accept.move in rule.accept:
            return Chosen(accept, rule.because, rule.source, rule.basis, decline, "Nothing binds it to accept.")
    return Chosen(decline, "No rule of its script takes this offer as things stand.", rejected=accept)


def _answer(view: View) -> Chosen:
    """The worst case for this role that it can answer, with the first card that can."""
    order = view.position.tables.roles
    own = order.index(view.role)
    best: Move | None = None
    worst = 0
    answers = sorted(
        (move for move in view.legal if move.kind == "answer"), key=lambda m: (order.index(m.to) - own) % len(order)
    )
    for move in answers:
        harm = harm_of(view, view.plays[move.to].move)
        if harm < worst:
            best, worst = move, harm
    if best is None:
        let_stand = next(move for move in view.legal if move.kind == "let-stand")
        if not answers:
            return Chosen(let_stand, "It holds no card that answers a case on the floor.")
        return Chosen(
            let_stand, "No case that it could answer backs a move that hurts what it wants.", rejected=answers[0]
        )
    title = view.position.tables.deck.moves[view.plays[best.to].move].title
    return Chosen(best, f"'{title}' works against what it wants, and it holds a card that answers the case.")


def harm_of(view: View, move: str) -> int:
    """Wants weight times amount, over the meters in the move's own effects; below 0 is bad for this role."""
    tables: Tables = view.position.tables
    motive = tables.deck.roles[view.role].motives.get(view.motive)
    if motive is None:
        return 0
    total = 0
    for place, flat in tables.moves[move].effects:
        weight = motive.wants.get(tables.names[place], 0)
        if weight and not tables.is_flag[place]:
            total += weight * amount(flat, view.position.v)
    return total


def _extension(view: View) -> Chosen:
    found = [move for move in view.legal if move.kind == "extend"]
    if found:
        first = min(found, key=lambda m: view.position.tables.roles.index(m.to))
        return Chosen(first, "It holds a card that answers the answer, and the case is worth defending.")
    rest = next(move for move in view.legal if move.kind == "rest")
    return Chosen(rest, "It holds no card that answers the answer.")
