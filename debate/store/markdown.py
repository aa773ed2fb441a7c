"""A whole game as Markdown, to read or to print."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from debate.rules.deck import Deck
from debate.rules.moves import JUDGE, Move
from debate.rules.outcome import outcome
from debate.rules.state import State
from debate.rules.trace import Trace
from debate.rules.view import visible_trace
from debate.store.entry import PERSON, Made
from debate.store.joint import ACCEPTED, written
from debate.store.known import Known, label_of, predicted, rounds, taken_back
from debate.store.replay import Replayed

_MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!&$])")


def markdown(deck: Deck, game: Replayed, known: Known | None) -> str:
    """The game with the deck that it was played with; ``known``: what of it is told, None for all."""
    return "\n".join(_lines(deck, game, known)) + "\n"


def _lines(deck: Deck, game: Replayed, known: Known | None) -> Iterator[str]:
    yield from _title(deck, game, known)
    told = None if known is None else known.choices(game)
    before, causes = game.states[0], _causes(game, known)
    for number, (choices, after) in enumerate(rounds(game, game.journal.line()), 1):
        label = label_of(game.state, number)
        yield ""
        yield f"## Round {number}" + (f", {_plain(label)}" if label else "")
        yield ""
        for made in _in_turn(deck, choices):
            if told is not None and made.number not in told:
                continue
            why = made.reason.because if made.reason is not None and made.move.kind in ("play", "hold") else ""
            why = "" if known is not None else why
            yield f"- {_plain(said(deck, made.move))}" + (f" *{_plain(why)}*" if why else "")
        yield ""
        yield from _table(deck, before, after, causes.get(number, {}), known)
        yield from _foreseen(deck, game, number, known)
        before = after
    if game.state.over:
        yield from _end(deck, game.state, before, _added(causes, number))
    yield from _joint(deck, game)
    for branch in taken_back(game, known):
        yield ""
        yield f"Taken back: {_plain('; '.join(said(deck, made.move) for made in branch))}"


def _in_turn(deck: Deck, choices: Sequence[tuple[Made, str]]) -> list[Made]:
    """The choices of a round phase by phase, in each in the order of the seats: people are waited for, so that theirs
    are often recorded last."""
    phases = list(dict.fromkeys(phase for _, phase in choices))
    seats = {role: place for place, role in enumerate(deck.turn_order)}

    def place(item: tuple[Made, str]) -> tuple[int, int]:
        made, phase = item
        return phases.index(phase), seats.get(made.move.role, len(seats))

    return [made for made, _ in sorted(choices, key=place)]


_Moved = Mapping[str, Counter[str]]
"""Meter -> cause -> points by which it moved it."""


def _causes(game: Replayed, known: Known | None) -> dict[int, dict[str, Counter[str]]]:
    """What moved the meters in each round, as far as it may be told."""
    trace = Trace(game.state.tables, [raw for made in game.journal.line() for raw in game.steps[made.number]])
    found: dict[int, dict[str, Counter[str]]] = {}
    for step in trace if known is None else visible_trace(game.state, trace, known.role or None):
        if step.meter and step.change:
            found.setdefault(step.round, {}).setdefault(step.meter, Counter())[step.cause] += step.change
    return found


def _added(causes: Mapping[int, _Moved], after: int) -> dict[str, Counter[str]]:
    """The same for all rounds after this one."""
    found: dict[str, Counter[str]] = {}
    for number, moved in causes.items():
        for meter, by in moved.items() if number > after else ():
            found.setdefault(meter, Counter()).update(by)
    return found


def _because(deck: Deck, by: Mapping[str, int]) -> str:
    """``+6 'Dig the channel'; -2 The sand comes back``, what did most first."""
    most = sorted((cause for cause in by if by[cause]), key=lambda cause: -abs(by[cause]))
    return "; ".join(f"{by[cause]:+d} {_plain(_cause(deck, cause))}" for cause in most)


def _cause(deck: Deck, id_: str) -> str:
    if id_ in deck.links:
        return deck.links[id_].says.removesuffix(".")
    if id_ in deck.arguments:
        return f"the case '{deck.arguments[id_].title}'"
    titled = deck.moves.get(id_) or deck.news.get(id_)
    if titled is not None:
        return f"'{titled.title}'"
    return "the end of its scale" if id_ in deck.meters else "something that could not be seen"


def _title(deck: Deck, game: Replayed, known: Known | None) -> Iterator[str]:
    """What was played, and who plays what."""
    header = game.journal.header
    yield f"# {_plain(deck.title)}"
    yield ""
    yield f"{_plain(deck.question)}"
    yield ""
    played = f"Played with deck `{header.deck}`, seed {header.setting.seed}"
    played += f", preset {header.setting.preset}" if header.setting.preset else ""
    played += f", views: {', '.join(header.setting.views)}" if header.setting.views else ""
    yield f"{played}. Begun {header.at[:10]}." if header.at else f"{played}."
    if known is not None:
        who = deck.roles[known.role].name if known.role else "those who play it all"
        yield ""
        yield f"The game is not over: what {_plain(who)} may not know yet is left out."
    yield ""
    chose = {made.move.role for made in game.journal.line() if made.reason is None}
    for role, motive in game.state.motives.items():
        seat = game.journal.seats[role]
        who = seat.name or (seat.who if seat.who == PERSON or role not in chose else f"{PERSON}, then {seat.who}")
        wants = deck.roles[role].motives.get(motive)
        motive_words = (
            "a secret motive" if known is not None and role != known.role else wants.name if wants else "no motive"
        )
        yield f"- **{_plain(deck.roles[role].name)}** ({_plain(motive_words)}): {_plain(who)}"


def _foreseen(deck: Deck, game: Replayed, round_: int, known: Known | None) -> Iterator[str]:
    """What people said before the end of this round was shown."""
    for entry in predicted(game, known):
        if entry.asked == round_:
            kind, _, about = entry.question.partition(" ")
            move, _, meter = about.rpartition(" ")
            name = deck.meters[meter].name if meter in deck.meters else meter
            because = f", because of '{deck.moves[move].title}'" if kind == "because" and move in deck.moves else ""
            who = deck.roles[entry.role].name if entry.role in deck.roles else "Somebody"
            yield ""
            yield f"{_plain(who)} foresaw of {_plain(name)}{_plain(because)}: {_plain(entry.answer)} ({entry.sure} %)."


def _table(deck: Deck, before: State, after: State, by: _Moved, known: Known | None = None) -> Iterator[str]:
    open_ = deck.meters if known is None else known.meters(before).keys() & known.meters(after).keys()
    moved = [
        meter
        for meter in deck.meters.values()
        if meter.id in open_ and before.meters[meter.id] != after.meters[meter.id]
    ]
    if not moved:
        yield "No meter moved."
        return
    yield "| Meter | Before | After | Because |"
    yield "|---|---:|---:|---|"
    for meter in moved:
        why = _because(deck, by.get(meter.id, {}))
        yield f"| {_plain(meter.name)} | {before.meters[meter.id]} | {after.meters[meter.id]} | {why} |"


def _end(deck: Deck, now: State, term: State, by: _Moved) -> Iterator[str]:
    end = outcome(now)
    for heading, ending in (("The end of term", end.ending), ("Years later", end.later)):
        if ending in deck.endings:
            yield ""
            yield f"## {heading}: {_plain(deck.endings[ending].title)}"
            yield ""
            yield _plain(deck.endings[ending].text)
    yield ""
    yield from _table(deck, term, now, by)
    yield ""
    yield "| Role | Score in the world | Points on the floor |"
    yield "|---|---:|---:|"
    for role in deck.turn_order:
        yield f"| {_plain(deck.roles[role].name)} | {end.scores[role]} | {end.debate_points[role]} |"


def _joint(deck: Deck, game: Replayed) -> Iterator[str]:
    """What both sides accept and doubt, where that was written after a rematch."""
    for number, id_ in enumerate(written(deck, game.journal)):
        if number in (0, ACCEPTED):
            yield ""
            yield f"## Both sides {'doubt' if number else 'accept'}"
            yield ""
        yield f"- {_plain((deck.links.get(id_) or deck.denials[id_]).says)}"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    return _MARKUP.sub(r"\\\1", " ".join(text.split()))


def said(deck: Deck, move: Move) -> str:
    """A choice in words: ``Congress played 'Restore the ban', with the case 'A deserved punishment'.``

    In the past, which reads the same for one and for many: a role may be called 'The farmers'.
    """

    def role(id_: str) -> str:
        return "The judge" if id_ == JUDGE else deck.roles[id_].name

    def card(id_: str) -> str:
        return f"'{deck.arguments[id_].title}'"

    title = f"'{deck.moves[move.move].title}'" if move.move in deck.moves else ""
    match move.kind:
        case "play":
            does = f"played {title}, " + (f"with the case {card(move.card)}" if move.card else "without a case")
        case "accept" | "decline":
            does = f"{'accepted' if move.kind == 'accept' else 'declined'} the offer {title}"
        case "answer":
            does = f"answered {role(move.to)} with {card(move.card)}"
        case "extend":
            does = f"answered back to {role(move.to)} with {card(move.card)}"
        case "press":
            does = f"asked for the ground of the case of {role(move.to)}"
        case "rule":
            does = f"ruled that the case of {role(move.to)} " + ("stood" if move.ruling == "stands" else "was beaten")
        case "keep":
            does = f"kept {', '.join(map(card, move.cards))}"
        case _:
            does = _DID[move.kind]
    return f"{role(move.role)} {does}."


_DID = {
    "hold": "held",
    "show": "showed the ground of the case",
    "withhold": "did not show the ground of the case",
    "let-stand": "let the cases stand",
    "rest": "said no more",
    "pay": "paid for the beaten case",
    "wait": "did not pay to go on",
}
