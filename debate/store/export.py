"""A whole game to read or to work on elsewhere: as Markdown, YAML or JSON. Pure; what comes out is text."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from debate.rules.deck import Deck
from debate.rules.outcome import outcome
from debate.store.entry import Made, Predicted
from debate.store.known import Known, label_of, predicted, rounds, taken_back
from debate.store.markdown import markdown
from debate.store.replay import Replayed


def export(deck: Deck, game: Replayed, form: str, known: Known | None = None) -> str:
    """The game in the form ``markdown``, ``yaml`` or ``json``. ``ValueError`` for another form.

    ``deck``: the one it was played with. Without ``known`` everything is in it: covert moves, sealed choices, motives
    and the reasons of opponents.
    """
    if form not in FORMS:
        raise ValueError(f"a game can be exported as {', '.join(FORMS)}, not as '{form}'")
    return FORMS[form](deck, game, known)


def as_values(game: Replayed, known: Known | None = None) -> dict[str, Any]:
    """The game as plain values: mappings, lists, texts and whole numbers."""
    now = game.state
    values: dict[str, Any] = {**_begun(game, known), "rounds": list(_played(game, known))}
    if now.over:
        end = outcome(now)
        values["end"] = {
            "ending": end.ending,
            "tags": list(end.tags),
            "years-later": end.later,
            "scores": dict(end.scores),
            "debate-points": dict(end.debate_points),
            "meters-years-later": dict(now.meters),
        }
    foretold = [_prediction(entry) for entry in predicted(game, known)]
    if foretold:
        values["predictions"] = foretold
    branches = taken_back(game, known)
    if branches:
        values["taken-back"] = [[str(made.move) for made in branch] for branch in branches]
    return values


def _begun(game: Replayed, known: Known | None) -> dict[str, Any]:
    """What was played, and who plays."""
    header, setting, seats = game.journal.header, game.journal.header.setting, game.journal.seats
    return {
        "game": {
            "deck": header.deck,
            "title": header.title,
            "deck-digest": header.digest,
            "rules": header.rules,
            "seed": setting.seed,
            "preset": setting.preset or "",
            "views": list(setting.views),
            "begun": header.at,
            **({} if known is None else {"known-to": known.role or "everybody"}),
        },
        "roles": {
            role: {
                "called": header.called[role],
                "who": seats[role].who,
                "name": seats[role].name,
                **({"motive": motive} if known is None or role == known.role else {}),
            }
            for role, motive in game.state.motives.items()
        },
    }


def _played(game: Replayed, known: Known | None) -> Iterator[dict[str, Any]]:
    """Each round with its choices and how it left the world."""
    told = None if known is None else known.choices(game)
    for number, (choices, after) in enumerate(rounds(game, game.journal.line()), 1):
        yield {
            "round": number,
            "label": label_of(game.state, number),
            "choices": [_choice(made, phase, known) for made, phase in choices if told is None or made.number in told],
            "meters": dict(after.meters) if known is None else known.meters(after),
            "flags": dict(after.flags),
            "capital": dict(after.capital),
        }


def _prediction(entry: Predicted) -> dict[str, Any]:
    """An answer given before the world moved; of a person without a name, by role alone."""
    found: dict[str, Any] = {"round": entry.asked, "role": entry.role, "question": entry.question}
    found |= {"answer": entry.answer, "sure": entry.sure}
    return {**found, "why": entry.why} if entry.why else found


def _choice(made: Made, phase: str, known: Known | None) -> dict[str, Any]:
    found: dict[str, Any] = {"role": made.move.role, "phase": phase, "choice": str(made.move)}
    if made.reason is not None and known is None:
        found["because"] = made.reason.because
        found["source"] = list(made.reason.source)
    return found


def _json(_: Deck, game: Replayed, known: Known | None) -> str:
    return json.dumps(as_values(game, known), ensure_ascii=False, indent=2) + "\n"


def _yaml(_: Deck, game: Replayed, known: Known | None) -> str:
    return "".join(_block(as_values(game, known), 0))


def _block(value: Any, depth: int) -> Iterator[str]:
    """Block style; every text is quoted as in JSON, which YAML reads the same way."""
    indent = "  " * depth
    pairs: Sequence[tuple[str, Any]]
    if isinstance(value, Mapping):
        pairs = [(f"{json.dumps(key, ensure_ascii=False)}:", item) for key, item in value.items()]
    else:
        pairs = [("-", item) for item in value]
    for start, item in pairs:
        if isinstance(item, Mapping | list) and item:
            yield f"{indent}{start}\n"
            yield from _block(item, depth + 1)
        else:
            yield f"{indent}{start} {json.dumps(item, ensure_ascii=False)}\n"


FORMS: dict[str, Callable[[Deck, Replayed, Known | None], str]] = {"markdown": markdown, "yaml": _yaml, "json": _json}
"""The forms in which a game can be exported."""
