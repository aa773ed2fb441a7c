"""What people said would come, beside what came."""

from __future__ import annotations

from collections.abc import Iterator

from debate.debrief.foreseen import (
    NEVER_SCORED,
    Foreseen,
    beside_base_rates,
    foreseen,
    learned,
    tally_words,
    worst_first,
)
from debate.pages.document import Heading, Node, item
from debate.pages.reader import Reader


def of_round(reader: Reader, round_: int) -> Iterator[Node]:
    """What was said of a round, to those who said it; nothing where nobody did."""
    game = reader.game
    said = [entry for entry in game.predictions(reader.role) if entry.asked == round_]
    found = foreseen(game.source, game.to_record(), said)
    if found:
        yield Heading(f"What was foreseen for round {round_}")
    for one in found:
        yield item(f"{_who(reader, one)}{one.score.because}")


def summary(reader: Reader) -> Iterator[Node]:
    """All answers of the game, those furthest off first, with how right each certainty was."""
    game = reader.game
    found = foreseen(game.source, game.to_record(), game.predictions(reader.role))
    yield Heading("What was foreseen, and what came")
    if not found:
        yield item("Nothing was predicted in this game.")
        return
    yield item(tally_words(found))
    yield item(beside_base_rates(found))
    if surprise := learned(reader.deck, found):
        yield item(surprise)
    for one in worst_first(found):
        yield item(f"Round {one.score.round}, {one.score.sure} % sure. {_who(reader, one)}{one.score.because}")
    yield item(NEVER_SCORED)


def _who(reader: Reader, one: Foreseen) -> str:
    return "" if reader.role is not None else f"{reader.deck.roles[one.role].name}: "
