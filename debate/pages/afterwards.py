"""What a game leads on to, most of it once it is over: pages that ask, by name, for every face."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from attrs import frozen

from debate.game.record import GameRecord
from debate.pages.believing import believing, can_believe
from debate.pages.contesting import Contest, can_contest
from debate.pages.dialogue import Dialogue
from debate.pages.past import Past, can_look_back
from debate.pages.rematch import Rematch, can_rematch
from debate.pages.retrying import Retrying


@frozen
class Onward:
    """``label`` and ``help``: what a button says. ``make``: the dialogue, for the role of whoever asks (None: of nobody
    in particular); ``when``: whether there is anything to do in this game for that role."""

    label: str
    help: str
    make: Callable[[GameRecord, str | None], Dialogue]
    when: Callable[[GameRecord, str | None], bool] = lambda session, role: session.state.over


ONWARD: Mapping[str, Onward] = {
    "retry": Onward(
        "Retry my costliest decisions",
        "You see each as you saw it then, and choose again.",
        Retrying,
    ),
    "rematch": Onward(
        "Play the other side",
        "The same cards and chance from another seat, against what you did. Then both games side by side.",
        Rematch,
        can_rematch,
    ),
    "contest": Onward(
        "Doubt a link, or put one of your own",
        "The same game is played under it, and both are set side by side.",
        Contest,
        can_contest,
    ),
    "beliefs": Onward(
        "Say what I believe",
        "Claims about the question, asked before a game and after it; what this model says stands beside it.",
        believing,
        can_believe,
    ),
    "past": Onward(
        "Timeline",
        "Any moment of this game: what a choice brought, what another would have led to, and playing on from there.",
        Past,
        can_look_back,
    ),
}


def onward(session: GameRecord, role: str | None, name: str) -> Dialogue | None:
    """The dialogue of this name; None where there is none for this role in this game."""
    item = ONWARD.get(name)
    return None if item is None or not item.when(session, role) else item.make(session, role)


def leads_on(session: GameRecord, role: str | None) -> tuple[str, ...]:
    """The names of the dialogues that there are for this role now."""
    return tuple(name for name, item in ONWARD.items() if item.when(session, role))
