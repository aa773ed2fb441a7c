"""Why one choice was worth what it was to a score: goal by goal, and what made the difference to each."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.control import Control, Place, Tried, tried
from debate.debrief.difference import Differences
from debate.debrief.scores import ScoreChange, score_change
from debate.debrief.shares import Roots
from debate.debrief.waiting import round_of
from debate.pages.charts import signed
from debate.pages.document import Heading, Line, Node, Ref, Thing, item, quiet, strong
from debate.pages.floor import OFFER_COUNTS, taken_by
from debate.pages.reader import Reader
from debate.pages.things import in_own_words, ref_of

_MOST = 3
"""How many causes that took a meter the way it went are told of each goal."""
HOW = (
    "The same game, played again with only this move left out: luck and all choices stay where they can. A what-if may "
    "give another figure: there the others choose anew."
)


def place_of(id_: str) -> Place:
    """The round and role of a reference ``1:congress``. ``KeyError`` where it is none."""
    number, _, role = id_.partition(":")
    if not (number.isascii() and number.isdecimal() and len(number) < 4):
        raise KeyError(id_)
    return int(number), role


def places(reader: Reader, round_: int) -> list[Place]:
    """All moves that were chosen in this round of a game that is over, in the order of play."""
    return [place for place in _game(reader).plays if place[0] == round_]


def title(reader: Reader, place: Place) -> str:
    """What the page about this choice is called."""
    return f"What your score owes to '{_move(reader, place)}'"


def score_choice(reader: Reader, place: Place) -> Iterator[Node]:
    """What leaving the move of this place out makes of the reader's score, goal by goal; the points add up to the
    number that stands beside the choice. ``KeyError`` where no move was chosen there, or nobody's score is read."""
    game, deck, role = _game(reader), reader.deck, reader.role
    found = score_change(game, role, place) if role is not None else None
    if found is None:
        raise KeyError(place)
    when = round_of(game.played, place[0], game.plays[place].move)
    whose = "you" if place[1] == role else deck.roles[place[1]].name
    worth = f"'{_move(reader, place)}' was worth {signed(found.points)} to your score"
    yield strong(
        f"{when[:1].upper()}{when[1:]}, {whose}: {worth}. "
        f"You ended at {found.end}; without it you would have ended at {found.without}."
    )
    if "declined" in taken_by(reader, game.plays[place].move, place[0]):
        yield quiet(OFFER_COUNTS)
    cited: list[str] = []
    yield from _goals(reader, game, place, found, cited)
    yield quiet(HOW)
    yield Thing(f"Read all about '{_move(reader, place)}'", Ref("move", game.plays[place].move))
    yield from in_own_words(deck, cited)


def _goals(reader: Reader, game: Tried, place: Place, found: ScoreChange, cited: list[str]) -> Iterator[Node]:
    """Each goal that stands otherwise without the move, that which gave most first, each with what made the
    difference; then which later choices were not possible, and the goals that stayed."""
    control, same = game.without(place), []
    differences = Differences(game, Roots(game.deck, game.steps, through_meters=False))
    for goal in sorted(found.goals, key=lambda goal: (-abs(goal.points), -abs(goal.end - goal.start))):
        name = reader.deck.meters[goal.meter].name
        if goal.end == goal.start:
            same.append(f"'{name}'")
            continue
        wanted = f"wanted {'low' if goal.weight < 0 else 'high'}, weight {abs(goal.weight)}"
        mark = "up" if goal.points > 0 else "down" if goal.points < 0 else ""
        words = f"{signed(goal.points)}: {name}, {goal.end} instead of {goal.start} ({wanted})"
        yield item(words, Ref("why", goal.meter), mark)  # type: ignore[arg-type]
        apart = differences.of(place, goal.meter, control, False)
        most = differences.foremost(apart, goal.meter, goal.end - goal.start, _MOST)
        for cause, told in differences.parts(apart, most, place, goal.meter, through=True):
            yield Line(told, 2, to=ref_of(reader.deck, cause))
        cited += [passage for each in apart for passage in differences.passages(each)]
    yield from _missing(differences, game, place, control)
    if same:
        yield quiet(f"Just as without it: {', '.join(same)}.")


def _missing(differences: Differences, game: Tried, place: Place, control: Control) -> Iterator[Node]:
    """Which later choices the control leaves out, each with the step between."""
    held = [each for each in differences.left_out(place, control) if each[0][0] <= game.last]
    if held:
        yield Heading("What is left out without it", 3)
        yield from (item(words) for words in differences.missed(held))


def _move(reader: Reader, place: Place) -> str:
    return reader.deck.moves[_game(reader).plays[place].move].title


def _game(reader: Reader) -> Tried:
    return tried(reader.game.source, reader.game.to_record())
