"""A journal played again: every entry carried out, every position held against the digest that was recorded.

Play while valid: where a choice is refused or a position differs, because the deck or the rules are not those of the
record, everything before it is returned with the place and the reason.
"""

from __future__ import annotations

from attrs import evolve, field, frozen

from debate.rules import VERSION
from debate.rules.deck import Deck
from debate.rules.moves import IllegalMove
from debate.rules.play import play
from debate.rules.replay import restart
from debate.rules.state import Setting, State
from debate.rules.text import visible
from debate.rules.trace import RawStep
from debate.store.entry import Header, Made, Seated, Went
from debate.store.journal import Journal, utc_now
from debate.store.lines import Read


@frozen
class Stop:
    """Where playing a record again stopped: before entry ``entry`` (0: at the start), and why, as a sentence."""

    entry: int
    sentence: str


@frozen
class Replayed:
    """A journal played again.

    ``journal``: what could be played, which is all of it where ``stop`` is None. ``states`` and ``steps``: for each
    choice (by the number of its entry; 0 for the start) the position after it and the trace steps that it wrote.
    """

    journal: Journal
    states: dict[int, State] = field(repr=False)
    steps: dict[int, list[RawStep]] = field(repr=False)
    stop: Stop | None = None

    @property
    def state(self) -> State:
        return self.states[self.journal.head]


def replay(deck: Deck, recorded: Journal | Read) -> Replayed | Stop:
    """Play a journal again with this deck; only the :class:`Stop` where not even the first position is that recorded.

    ``recorded``: a journal, or what was read of a file that has a header. Raises nothing for any content of it.
    """
    header = recorded.header
    assert header is not None
    strange = _strange(deck, header)
    if strange:
        return Stop(0, strange)
    first = restart(deck, header.setting)
    if first.digest() != header.state:
        return Stop(0, f"The game begins differently {_because(deck, header)}.")
    done = Replayed(Journal(header, clock=getattr(recorded, "clock", utc_now)), {0: first}, {0: []})
    for entry in recorded.entries:
        here = done.state
        if isinstance(entry, Made):
            try:
                step = play(here, entry.move)
            except IllegalMove as problem:
                choice = visible(str(entry.move), 120)
                why = f"'{choice}' cannot be chosen there {_because(deck, header)}: {problem.refusal.sentence}"
                return evolve(done, stop=Stop(entry.number, why))
            here = step.state
            done.states[entry.number] = here
            done.steps[entry.number] = list(step.trace.raw)
        elif isinstance(entry, Went):
            here = done.states[entry.to]
        if here.digest() != entry.state or (here.round, here.phase) != (entry.round, entry.phase):
            done.states.pop(entry.number, None)
            done.steps.pop(entry.number, None)
            what = f"After '{visible(str(entry.move), 120)}'" if isinstance(entry, Made) else "There"
            return evolve(done, stop=Stop(entry.number, f"{what} the game goes differently {_because(deck, header)}."))
        if isinstance(entry, Seated) and entry.role not in deck.roles:
            return evolve(done, stop=Stop(entry.number, f"The deck has no role '{entry.role}'."))
        done.journal.add(entry)
    return done


def _strange(deck: Deck, header: Header) -> str:
    """A name in the header that the deck does not have, as a sentence; empty for none."""
    if deck.id != header.deck:
        return f"The game was played with the deck '{visible(header.deck)}', not with '{deck.id}'."
    if tuple(header.called) != deck.turn_order:
        return f"The roles are not those of the deck {_because(deck, header)}."
    return strange_setting(deck, header.setting)


def strange_setting(deck: Deck, setting: Setting) -> str:
    """A name in the setting that the deck does not have, as a sentence; empty for none."""
    for kind, names, known in (
        ("preset", () if setting.preset is None else (setting.preset,), tuple(deck.presets)),
        ("view", setting.views, tuple(deck.views)),
        ("role", setting.draft, deck.turn_order),
    ):
        for name in names:
            if name not in known:
                return f"The deck has no {kind} '{visible(name)}'."
    if len(setting.motives) != len(deck.turn_order):
        return f"It names {len(setting.motives)} motives, and the deck has {len(deck.turn_order)} roles."
    for role, motive in zip(deck.turn_order, setting.motives, strict=True):
        motives = deck.roles[role].motives
        if motive not in motives and (motive or motives):
            return f"'{visible(motive)}' is no motive of {deck.roles[role].name}."
    return ""


def _because(deck: Deck, header: Header) -> str:
    if deck.digest != header.digest:
        return "with the deck as it is now"
    if header.rules != VERSION:
        return f"under the rules of today (version {VERSION}; it was played under {header.rules})"
    return "with this program"
