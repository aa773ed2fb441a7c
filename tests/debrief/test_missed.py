"""The step between a choice and what hung on it: the card that was not drawn, the capital that was not earned."""

from __future__ import annotations

import re

import debate
from debate.debrief.control import tried
from debate.debrief.missed import why_missed
from debate.rules.replay import Played
from tests.debrief.games import watched

ZTE = debate.load_deck("zte")


def test_the_step_between_agrees_with_both_runs() -> None:
    """Whole games: of each choice that a control leaves out for want of capital it is told how much there was in both
    runs, and what was earned in the game by the words that won it; for want of a card, which other one the role used in
    the game that it still holds in the control; and which beaten move waits in its place."""
    seen: set[str] = set()
    for seed in (2, 8, 2162):
        game = tried(ZTE, watched(ZTE, seed, "scripted").to_record())
        titles = {card.title: id_ for id_, card in ZTE.arguments.items()}
        for place in game.plays:
            control = game.without(place)
            told = why_missed(game, place, control)
            for (number, move), there, why in zip(control.held, control.there, told, strict=True):
                here = game.opened[number]
                if found := re.search(r"there: (\d+) capital instead of (\d+)", why):
                    assert (int(found[1]), int(found[2])) == (there.capital[move.role], here.capital[move.role])
                    seen.add("capital")
                if found := re.search(r"won on the floor in round (\d+) by '(.+?)'(?: against|$)", why):
                    assert place[0] <= int(found[1]) < number
                    assert titles[found[2]] in _cards(game.played, move.role, int(found[1]))
                    seen.add("earned")
                if found := re.search(r"since '(.+)', (?:which|the case for) .* in round (\d+), stayed", why):
                    other = titles[found[1]]
                    assert other in _cards(game.played, move.role, int(found[2]))
                    assert other in there.hands[move.role]
                    assert move.card in there.piles[move.role]
                    assert move.card in here.hands[move.role]
                    seen.add("card")
                if "waited instead" in why:
                    assert f"'{ZTE.moves[there.waiting[move.role].move].title}'" in why
                    seen.add("waits")
    assert seen == {"capital", "earned", "card", "waits"}


def _cards(played: Played, role: str, number: int) -> set[str]:
    made = zip(played.states, played.moves, strict=False)
    return {move.card for state, move in made if move.role == role and state.round == number}
