"""The first lines of every page: who one is, which round it is, and what one plays for."""

from __future__ import annotations

from debate.classroom.page.seat import Seat
from debate.faces.kit.goals import Want, goals_of
from debate.faces.kit.names import marks, meter_nick, motive_name
from debate.faces.kit.rows import settled
from debate.pages.charts import signed
from debate.pages.words import PHASES, capital_left

Told = dict[str, object]


def head(seat: Seat) -> Told:
    """Who reads: the role's letter and its ``place`` in the turn order from 0 (empty and -1 for none), the name with
    the motive's, what the role has of the capital that it can have, and the round with its phase."""
    session, role = seat.session, seat.role
    who = "Judge" if session is not None and seat.who.place is not None else seat.who.name
    nobody: Told = {"mark": "", "place": -1, "who": who, "motive": "", "has": -1, "most": -1}
    if session is None:
        return {**nobody, "round": "", "phase": ""}
    deck, state = session.deck, session.state
    when = {
        "round": "The game is over" if state.over else f"Round {state.round} of {deck.rounds.count}",
        "phase": "" if state.over else PHASES[state.phase],
    }
    if role is None:
        return {**nobody, **when}
    view = session.view(role)
    motive = deck.roles[role].motives.get(view.motive)
    return {
        "mark": marks(deck)[role],
        "place": deck.turn_order.index(role),
        "who": settled(deck.roles[role].name),
        "motive": motive_name(motive.name) if motive is not None else "",
        "has": capital_left(view)[role],
        "most": deck.roles[role].capital_max,
        **when,
    }


def goals(seat: Seat) -> Told:
    """What one plays for: the score, its par and what the latest round did to it, each want, and what one says one is
    for; ``words`` tell the same. Empty where nobody's goals may be told."""
    found = goals_of(seat.session, seat.role) if seat.session is not None else None
    if found is None:
        return {}
    words = [
        "Score hidden." if found.score is None else f"Score {found.score} of 100{_beside(found.par, found.moved)}."
    ]
    words += [f"{_want_words(want)}." for want in found.wants]
    if found.ends is not None:
        moved = f", {signed(found.ends_moved)} in the latest round" if found.ends_moved else ""
        words.append(f"What you say you are for: {found.ends} of 100{moved}.")
    return {
        "score": -1 if found.score is None else found.score,
        "par": -1 if found.par is None else found.par,
        "moved": found.moved,
        "wants": [
            {
                "chip": f"★{abs(want.weight)}{'▼' if want.weight < 0 else ''}",
                "name": meter_nick(want.meter),
                "value": "?" if want.value is None else str(want.value),
                "moved": f"{'▲' if want.change > 0 else '▼'}{abs(want.change)}" if want.change else "",
                "good": want.good,
            }
            for want in found.wants
        ],
        "says": -1 if found.ends is None else found.ends,
        "says_moved": found.ends_moved,
        "words": " ".join(words),
    }


def _beside(par: int | None, moved: int) -> str:
    beside = "" if par is None else f", par {par}"
    return f"{beside}, {signed(moved)} in the latest round" if moved else beside


def _want_words(want: Want) -> str:
    low = ", wanted low" if want.weight < 0 else ""
    value = "hidden" if want.value is None else str(want.value)
    moved = f", {signed(want.change)} in the latest round" if want.change else ""
    return f"You want {settled(want.meter.name)}, weight {abs(want.weight)}{low}: {value}{moved}"
