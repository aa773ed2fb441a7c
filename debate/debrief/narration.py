"""Trace steps in words, for a person of fifteen: what changed, why, and where the source says so.

A :class:`Told` keeps the change (``text``) and the reason (``cause``) apart, so that a screen may set them side by
side; ``line`` puts them into one sentence. All texts are plain and hold no markup.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from debate.debrief.denials import denied, moved_all_the_same, same_denial, still_true, told_before
from debate.debrief.despite import despite
from debate.debrief.naming import CAPITAL, after_moves, effects_words, listed, name_of
from debate.debrief.told import PAYMENTS, Told, told_of
from debate.debrief.triggers import CERTAIN
from debate.rules.deck import Deck
from debate.rules.grounds import Sourced
from debate.rules.state import Pending
from debate.rules.trace import TraceStep
from debate.rules.view import UNSEEN
from debate.rules.words import in_words

_RULES = {
    "cost": "for its move",
    "hold": "for holding",
    "exchange": "won on the floor",
    "beaten": "to go on with a beaten case",
    "show": "for showing the ground of its case",
    "refund": "back for a move that came too late",
    "income": "income",
}
_NUMBERS = {1: "one", 2: "two", 3: "three", 4: "four"}
_UNSEEN_WORDS = "Something that you cannot see from your seat."


_NOTES = {
    "overtaken": "came too late: what it needs was gone. Its price is paid back",
    "unplayable": "could not have been played here",
}


def tell(
    deck: Deck,
    step: TraceStep,
    parents: Sequence[TraceStep] = (),
    changes: Sequence[tuple[str, int | str]] = (),
) -> Told:
    """One step in words. ``deck`` is the deck as played; ``parents``, where at hand, make a denial name its cause;
    ``changes``: what a launch brings, see :func:`amounts`."""
    title, text = name_of(deck, step.target or step.cause), _change(deck, step)
    match step.kind:
        case "event" if step.cause in deck.news:
            news = deck.news[step.cause]
            return told_of(step, f"News: {news.title}", news.text, news.title, news)
        case "event":
            move = deck.moves[step.cause]
            return told_of(step, f"{deck.roles[move.role].name}: {move.title}", move.text, move.title, move)
        case "effect" | "link" | "landing":
            return _changed(deck, step, text, title, parents)
        case "stood" | "beaten":
            return _case(deck, step, text, title)
        case "rule":
            return told_of(step, text, f"{step.change:+d} {_RULES.get(step.cause, step.cause)}", title)
        case "clamp":
            return _clamp(deck, step, title)
        case "overruled":
            not_so = f"{title} does not become '{deck.flags[step.target].values[str(step.asked)]}'"
            return told_of(step, not_so, "Something stronger decided it.", title)
        case "pending":
            return _pending(deck, step, changes)
        case "denied":
            return denied(deck, (step,), parents)
        case "roll":
            return _roll(deck, step)
        case "overtaken" | "unplayable":
            return _note(deck, step, _NOTES[step.kind])
        case "declined":
            to = deck.moves[step.cause].offer_to
            return _note(deck, step, f"was declined by {deck.roles[to].name if to else 'the other side'}")
        case _:
            return told_of(step, text, "", title)


def _changed(deck: Deck, step: TraceStep, text: str, title: str, parents: Sequence[TraceStep]) -> Told:
    """A change with its cause; what was declined, and when it was set going."""
    cause, item = _cause(deck, step)
    if step.kind == "effect" and any(parent.kind == "declined" for parent in parents):
        cause = f"{cause}, which was declined"
    if step.kind == "landing" and (since := _set_going(deck, step)):
        text = f"{text} (set going in round {since})"
    return told_of(step, text, cause, title, item)


def consequences(
    deck: Deck,
    steps: Sequence[TraceStep],
    after: int = 0,
    pending: Sequence[Pending] = (),
    known: Sequence[TraceStep] = (),
) -> tuple[Told, ...]:
    """What happened, in display order: events each with what they change, what is on its way, denials; payments last.

    Pass all steps of the game and ``after`` (the number of the last step told before) so that a denial which lasts is
    told when it begins and folded into one ``still`` line while it goes on; with some steps alone, each counts as new.
    ``pending``: what is still on its way, so that its amounts can be told; ``known``: all steps that may be known,
    where these are only the first of them: what has landed since tells its amounts.
    Rolls and requests for a flag that already stood so are left out.
    """
    numbered = {step.number: step for step in steps}
    new = [step for step in steps if step.number > after]
    held = {(s.cause, s.target, s.round) for s in steps if s.kind == "denied"}
    told: list[Told] = []
    coming: list[Told] = []
    going_on: list[TraceStep] = []
    for step in new:
        if _only_paid(step) or _left_out(step):
            continue
        if step.kind == "denied" and told_before(deck, step, held):
            moved = despite(deck, step, steps)
            if moved is None:
                going_on.append(step)
            else:
                told.append(moved_all_the_same(deck, step, moved))
        elif step.kind == "pending":
            coming.append(_pending(deck, step, amounts(deck, step, known or steps, pending)))
        else:
            if step.kind in ("denied", "event"):
                told += coming
                coming.clear()
            _add(deck, told, step, [numbered[n] for n in step.parents if n in numbered], steps)
    told += [*coming, *([still_true(deck, going_on)] if going_on else ())]
    return (*told, *_payments(deck, new))


def _add(deck: Deck, told: list[Told], step: TraceStep, parents: list[TraceStep], steps: Sequence[TraceStep]) -> None:
    """Tell a step after these; a denial joins what it kept from happening just before."""
    if step.kind != "denied":
        told.append(tell(deck, step, parents))
    elif told and (earlier := same_denial(told[-1], step)):
        told[-1] = denied(deck, (*earlier, step), parents, steps)
    else:
        told.append(denied(deck, (step,), parents, steps))


def _only_paid(step: TraceStep) -> bool:
    """Whether a step is about capital and nothing else."""
    return step.kind == "rule" or (step.kind == "clamp" and step.target.startswith(CAPITAL))


def _payments(deck: Deck, steps: Sequence[TraceStep]) -> Iterator[Told]:
    """A line for each role whose capital moved, in turn order."""
    found: dict[str, list[TraceStep]] = {}
    for step in steps:
        if _only_paid(step) or (step.target.startswith(CAPITAL) and step.change):
            found.setdefault(step.target, []).append(step)
    order = {f"{CAPITAL}{role}": n for n, role in enumerate(deck.turn_order)}
    for target in sorted(found, key=lambda target: order.get(target, 0)):
        yield _paid(deck, target, found[target])


def _left_out(step: TraceStep) -> bool:
    """Whether an account leaves the step out: rolls, notes that a case stood, requests for a flag as it already was."""
    if step.kind in ("stood", "beaten"):
        return not step.target
    return step.kind == "roll" or (step.flag is not None and step.before == step.after and step.kind != "denied")


def _change(deck: Deck, step: TraceStep) -> str:
    """``Trade 50 -> 58``, ``Trade 6, pushed by -9`` where it is beyond its limits, ``The square: open -> closed``."""
    name = name_of(deck, step.target)
    if step.flag is not None and step.before is not None and step.after is not None:
        values = deck.flags[step.flag].values
        before, after = values[str(step.before)], values[str(step.after)]
        return f"{name} stays '{after}'" if before == after else f"{name}: {before} -> {after}"
    if step.before is None:
        return name
    meter = deck.meters.get(step.target)
    if meter and not all(isinstance(n, int) and meter.min <= n <= meter.max for n in (step.before, step.after)):
        # Beyond its limits only until the clamp, which is a step of its own: it did not move by so much.
        within = isinstance(step.before, int) and meter.min <= step.before <= meter.max
        return f"{name}{f' {step.before}' if within else ''}, pushed by {step.change:+d}"
    return f"{name} {step.before} -> {step.after}"


def _cause(deck: Deck, step: TraceStep) -> tuple[str, Sourced | None]:
    """Why a change came: a sentence and the item that cites it."""
    if step.cause == UNSEEN:
        return _UNSEEN_WORDS, None
    if step.cause in deck.links:
        return deck.links[step.cause].says, deck.links[step.cause]
    if step.cause in deck.news:
        return f"news, '{deck.news[step.cause].title}'", deck.news[step.cause]
    move = deck.moves[step.cause]
    return f"'{move.title}' by {deck.roles[move.role].name}", move


def _set_going(deck: Deck, step: TraceStep) -> int:
    """The round that launched what lands in this step; 0 where the deck alone does not tell."""
    link = deck.links.get(step.cause)
    if link is None:
        return 0
    after_moves = {event in deck.moves for event in link.follows} or {False}
    return step.round - link.delay + after_moves.pop() if len(after_moves) == 1 else 0


def _case(deck: Deck, step: TraceStep, change: str, title: str) -> Told:
    """A case that stood or was beaten, and what it did then, if anything."""
    became = "stood" if step.kind == "stood" else "was beaten"
    card = deck.arguments.get(step.cause)
    if card is None:
        called = deck.moves[step.cause].title
        return told_of(step, f"The case for '{called}' {became}", "", called)
    if not step.target:
        return told_of(step, f"The case '{card.title}' {became}", "", card.title, card)
    return told_of(step, change, f"{step.kind.capitalize()}: the case '{card.title}'.", title, card)


def happens(step: TraceStep) -> bool:
    """Whether a roll brought what it was for."""
    return isinstance(step.before, int) and isinstance(step.after, int) and step.before < step.after


def by_chance(step: TraceStep) -> bool:
    """Whether a roll could have come out either way: what is certain, or cannot be, is no chance."""
    return step.kind == "roll" and isinstance(step.after, int) and 0 < step.after < CERTAIN


def odds_words(step: TraceStep) -> str:
    """The chance that a roll had, and the number rolled; or that there was none."""
    if not by_chance(step):
        return "it was certain" if happens(step) else "it could not come, with 0 chances in 100"
    return f"{step.after} chances in 100, rolled {step.before}"


def _roll(deck: Deck, step: TraceStep) -> Told:
    news = deck.news[step.cause]
    if not by_chance(step):
        bound = f"was bound to come{f' once {in_words(deck, news.when, step.round)}' if news.when else ''}"
        words = f"'{news.title}' {bound if happens(step) else 'had no chance to come then'}"
        return told_of(step, words, "", news.title, news)
    result = "so it happens" if happens(step) else "so it does not happen"
    words = f"Chance: '{news.title}' had {step.after} chances in 100 and rolled {step.before}, {result}"
    return told_of(step, words, "", news.title, news)


def _clamp(deck: Deck, step: TraceStep, title: str) -> Told:
    meter = deck.meters.get(step.target)
    above = step.change < 0
    reason = "" if meter is None else (meter.at_max if above else meter.at_min)
    cites = reason.endswith((")", ")."))
    text = f"{title} stops at {step.after}, its {'top' if above else 'bottom'}"
    return told_of(step, text, reason, title, meter if reason and not cites else None)


def read_in(deck: Deck, step: TraceStep) -> int:
    """The round whose end read what brought this landing; 0 for all that landed after a move or news, and all else."""
    link = deck.links.get(step.cause)
    return _set_going(deck, step) if step.kind == "landing" and link is not None and not link.follows else 0


def _pending(deck: Deck, step: TraceStep, changes: Sequence[tuple[str, int | str]] = ()) -> Told:
    """What was launched. ``changes``: (target, amount or value) as they are known by now, else as the link says."""
    link = deck.links.get(step.cause)
    if link is None:
        return told_of(step, "Something is on its way", _UNSEEN_WORDS, "")
    words = listed([_asked_words(deck, *change) for change in changes] or effects_words(deck, link.effects))
    text = f"On its way, for {lands_in_words(deck, lands_at(deck, step))}: {words}"
    return told_of(step, text, link.says, words, link)


def _asked_words(deck: Deck, target: str, asked: int | str) -> str:
    name = name_of(deck, target)
    if target in deck.flags:
        values = deck.flags[target].values
        return f"{name}: {values[asked] if isinstance(asked, str) else list(values.values())[asked]}"
    return f"{name} {asked:+d}"


def lands_at(deck: Deck, step: TraceStep) -> int:
    """The round at whose end lands what this step launched: a move's round end counts as the first."""
    link = deck.links[step.cause]
    return step.round + link.delay - after_moves(deck, link.follows)


def lands_in_words(deck: Deck, lands: int) -> str:
    """``the end of round 4``; for a landing after the last round, when that is, if the game shows it at all."""
    rounds, beyond = deck.rounds, lands - deck.rounds.count
    if beyond <= 0:
        return f"the end of round {lands}"
    if beyond > rounds.epilogue:
        return "a time that this game does not reach"
    return f"{_NUMBERS.get(beyond, str(beyond))} {'round' if beyond == 1 else 'rounds'} after the end of term"


def amounts(
    deck: Deck, step: TraceStep, steps: Sequence[TraceStep], pending: Sequence[Pending]
) -> list[tuple[str, int | str]]:
    """What a launch brings, where that is known: from what is still on its way, else from how it landed; nothing for a
    step of another kind. ``steps``: all that may be known."""
    link, launches = step.cause, [s for s in steps if s.kind == "pending" and s.cause == step.cause]
    if step.kind != "pending" or link not in deck.links:
        return []
    together = [s.number for s in launches if s.round == step.round]
    waiting = [item for item in pending if item.link == link and item.fired == step.round]
    if len(waiting) == len(together):
        return list(waiting[together.index(step.number)].changes)
    lands = lands_at(deck, step)
    # What lands has the parents of its launch; of several with the same parents each lands in turn.
    alike = [s.number for s in launches if lands_at(deck, s) == lands and s.parents == step.parents]
    landed: dict[str, list[TraceStep]] = {}
    for s in steps:
        if s.kind in ("landing", "overruled") and s.cause == link and s.round == lands and s.parents == step.parents:
            landed.setdefault(s.target, []).append(s)
    own = [each[alike.index(step.number)] for each in landed.values() if len(each) == len(alike)]
    return [(s.target, s.asked) for s in own if s.asked is not None]


def _note(deck: Deck, step: TraceStep, words: str) -> Told:
    move = deck.moves[step.cause]
    return told_of(step, f"{deck.roles[move.role].name}: '{move.title}' {words}", "", move.title, move)


def _paid(deck: Deck, target: str, steps: list[TraceStep]) -> Told:
    """All that a role's capital went up and down by, and what it came to."""
    words = [f"{step.change:+d} {paid_for(deck, step.kind, step.cause)}" for step in steps]
    title = name_of(deck, target)
    text = f"{title} is now {steps[-1].after}"
    return Told(text, ", ".join(words), title, (), "", PAYMENTS, steps[0], also=tuple(steps[1:]))


def paid_for(deck: Deck, kind: str, cause: str) -> str:
    """Why capital moved in a step of this kind, in words that can stand behind the amount."""
    if kind in ("rule", "clamp"):
        return "over the limit" if kind == "clamp" else _RULES.get(cause, cause)
    if cause in deck.links:
        return f"({deck.links[cause].says.removesuffix('.')})"
    return "by something that you cannot see" if cause == UNSEEN else f"by '{name_of(deck, cause)}'"
