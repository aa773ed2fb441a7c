"""``debate deck check --play``: findings that only play can tell, from a small sample that is always the same.

A quarter of the games is played by scripts, by novices, greedily and at random each, so that what no plan ever chooses
is tried too. In each game one choice is tried out in full, option by option.
"""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import wrap

from attrs import evolve

from debate.debrief.naming import counted
from debate.deckfile.finding import Finding
from debate.deckfile.load import Checked
from debate.deckfile.read.names import Names
from debate.deckfile.read.suppressions import Silenced
from debate.deckfile.sections import SECTIONS
from debate.rules.deck import Deck
from debate.workshop import pool
from debate.workshop.never import nevers
from debate.workshop.simulated import Plan
from debate.workshop.summary import Summary

GAMES = 400
PLAYERS = ("scripted", "novice", "greedy", "random")
TRIED = 20
"""How often an option must have been tried out, where it mattered, before it is called dominated."""


def sample(deck: Deck, games: int = GAMES, jobs: int | None = None, tell: pool.Tell = lambda done: None) -> pool.Run:
    """Play them. ``jobs``: how many processes; ``tell`` is called with how many games are done."""
    plan = Plan(tuple((role, "scripted") for role in deck.turn_order), weigh_every=1, takers=PLAYERS)
    return pool.run(deck, plan, range(1, games + 1), jobs, tell=tell)


def with_play(checked: Checked, summary: Summary) -> Checked:
    """The check of a playable deck with what its games add: more findings, and more that is silenced.

    A silence that nothing needs is not told: in a sample, what is rare may come up or not.
    """
    assert checked.deck is not None
    assert checked.names is not None
    known = {(silence.code, silence.id): silence.reason for silence in checked.kept}
    told, silenced = list(checked.findings), list(checked.silenced)
    for id, finding in findings(checked.deck, checked.names, summary):
        reason = known.get((finding.code, id)) or known.get((finding.code, ""))
        if reason:
            silenced.append(Silenced(finding, reason))
        else:
            told.append(finding)
    order = {file: number for number, file in enumerate(checked.texts)}
    told.sort(key=lambda finding: (order.get(finding.file, len(order)), finding.line, finding.column))
    return evolve(checked, findings=tuple(told), silenced=tuple(silenced))


def told(deck: Deck, summary: Summary) -> Iterator[str]:
    """Which games were played and what was looked for in them, in lines of fewer than 80 columns."""
    moves = sum(move.active and not move.forbidden for move in deck.moves.values())
    counts = [counted(moves, "move")]
    for section in ("arguments", "links", "denials", "news", "endings"):
        count = sum(item.active for item in getattr(deck, section).values())
        counts += [counted(count, "news item" if section == "news" else section.removesuffix("s"))] * (count > 0)
    found = sum(len(group.ids) for group in nevers(deck, summary, TRIED))
    games = counted(summary.games, "game")
    yield f"{games} were played: by scripts, by novices, greedily and at random, a quarter each."
    looked = (
        f"Looked at in them: {', '.join(counts)}. Wanted: that each comes up, and that each move is worth it somewhere."
    )
    yield from wrap(f"{looked} {_found(found)}", 79)


def _found(count: int) -> str:
    if not count:
        return "All are as wanted."
    return "One is not; see above." if count == 1 else f"{count} are not; see above."


def findings(deck: Deck, names: Names, summary: Summary) -> Iterator[tuple[str, Finding]]:
    """(id of the item, finding) of all that never came up, or was never worth choosing."""
    for group in nevers(deck, summary, TRIED):
        for id in group.ids:
            key = names.items[group.section][id].key
            noun = SECTIONS[group.section].noun
            if group.dominated:
                count = summary.options["tried", id]
                code, sentence = "dominated", f"tried at {count} choices, {noun} '{id}' {group.said}"
                right = "a lower cost, or more that it does"
            else:
                code, sentence = "out-of-reach", f"in {summary.games} games {noun} '{id}' {group.said}"
                right = _CURES.get(group.section, "")
            yield id, Finding(key.file, key.line, key.column, code, sentence, right=right, severity="warning")


_CURES = {
    "moves": "an easier 'needs', a lower cost, or a rule that plays it",
    "endings": "an easier 'when', or leave it out",
    "news": "an easier 'when', or higher odds",
    "links": "an easier 'when'",
    "denials": "an easier 'when'",
    "arguments": "let it back or answer more",
}
