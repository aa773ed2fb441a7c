"""A score beside what scripted play makes of the same seat: goal by goal, and by which moves."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.scores import ScriptedPlay, scripted_play, shared
from debate.debrief.scores import score as scores
from debate.pages.charts import signed
from debate.pages.document import Line, Node, Ref, item, quiet, strong
from debate.pages.headline import role_name
from debate.pages.reader import Reader

OFTEN = 0.25
"""In what share of its games a move must have come about to be told of scripted play."""


def title(reader: Reader, role: str) -> str:
    """What the page is called."""
    whose = "Your score" if role == reader.role else f"Score of {role_name(reader, role)}"
    return f"{whose} beside scripted play"


def score_beside(reader: Reader, role: str) -> Iterator[Node]:
    """What a role's score came to beside scripts in all seats: the points between both, goal by goal, and the moves of
    the role that came about there, with those of this game. ``KeyError`` where the game is not over or has no such
    role."""
    if role not in reader.deck.roles or not reader.view.over:
        raise KeyError(role)
    game, record = reader.game, reader.game.to_record()
    found, usual = scores(game.source, record)[role], scripted_play(game.source, record.setting)
    seat, came = ("your seat", "You came") if role == reader.role else ("this seat", "It came")
    there, here = usual.scores[role], found.end
    yield Line(
        f"In {usual.games} games scripts played all seats, with the motives of this game, but with other cards and "
        f"other luck. On average they came to {there} of 100 in {seat}. {came} to {here}."
    )
    if found.par != there:
        yield quiet(f"The par that stands beside the score, {found.par}, is the deck's own for this motive.")
    yield from _goals(reader, role, usual, here - there)
    yield from _moves(reader, role, usual)
    yield quiet(
        "That is what came of other games, not what would have come of this one: 'what if' and retry tell that."
    )


def _goals(reader: Reader, role: str, usual: ScriptedPlay, total: int) -> Iterator[Node]:
    deck, state = reader.game.deck, reader.game.state
    motive, ended = deck.roles[role].motives.get(state.motives[role]), (state.term or state).meters
    if motive is None:
        return
    between = shared(deck.meters, motive.wants, usual.ends, ended, total)
    who = "you" if role == reader.role else "it"
    yield strong(f"Goal by goal, {signed(total)} in all:")
    for meter in sorted(between, key=lambda each: -abs(between[each])):
        weight, points = motive.wants[meter], between[meter]
        low = ", wanted low" if weight < 0 else ""
        yield item(
            f"{signed(points)}: {deck.meters[meter].name}, weight {abs(weight)}{low}: {who} {ended[meter]}, "
            f"scripts {round(usual.ends[meter])}.",
            Ref("why", meter),
            "up" if points > 0 else "down" if points else "",
        )


def _moves(reader: Reader, role: str, usual: ScriptedPlay) -> Iterator[Node]:
    deck, term = reader.game.deck, reader.game.state.term or reader.game.state
    own = {move: term.count(move) > 0 for move, times in usual.came.items() if deck.moves[move].role == role}
    told = [move for move, here in own.items() if here or usual.came[move] >= OFTEN * usual.games]
    yield strong("Moves of this seat that came about, in how many of these games:")
    for move in sorted(told, key=lambda each: -usual.came[each]):
        here = ", and in this one" if own[move] else ", not in this one"
        times = f"{usual.came[move]} of {usual.games}" if usual.came[move] else "none"
        yield item(f"'{deck.moves[move].title}': in {times}{here}.", Ref("move", move))
