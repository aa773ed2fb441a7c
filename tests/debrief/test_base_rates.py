"""How often answers come in scripted games of a deck."""

from pathlib import Path

from attrs import evolve

import debate
from debate.debrief.base_rates import GAMES, base_rates, measuring

HARBOUR = Path(__file__).parent.parent / "decks" / "harbour.yaml"


def test_they_are_measured_once_for_all_copies_of_a_deck() -> None:
    """A deck that is loaded again has them at once; one that was changed in memory is played for itself."""
    first = base_rates(debate.load_deck(HARBOUR))
    again = debate.load_deck(HARBOUR)
    assert list(measuring(again)) == []
    assert base_rates(again) == first
    changed = evolve(again, links={})
    assert len(list(measuring(changed))) == GAMES
    assert list(measuring(changed)) == []
    assert base_rates(changed) != first
