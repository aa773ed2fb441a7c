"""What became of one thing in one round, and of all news in it: once somebody asks with its name and the round."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from debate.debrief.drawn import not_drawn
from debate.debrief.midround import just_before
from debate.debrief.naming import listed, name_of
from debate.debrief.narration import happens
from debate.debrief.requirements import WhyNot
from debate.debrief.rounds import rounds
from debate.debrief.script_rules import passed_over
from debate.debrief.waiting import waited
from debate.debrief.why_not import Past
from debate.game.record import Known
from debate.pages.document import Heading, Node, Ref, item, quiet, section
from debate.pages.exchange import on_the_floor, reasons, said_for
from debate.pages.floor import result
from debate.pages.reader import Reader
from debate.pages.things import reason_lines
from debate.pages.why import came_about
from debate.rules.legal import not_now
from debate.rules.state import State

_ROUND = re.compile(r"(.*?\S)[ ,:]+(?:in +)?(?:round +|r)?(?:(\d{1,3})|all)", re.IGNORECASE)
"""A name and the round that follows it."""


def with_round(words: str) -> tuple[str, int | None]:
    """The name and the round that follows it; 0 for ``all``, None where none does."""
    found = _ROUND.fullmatch(words)
    return (found[1], int(found[2] or 0)) if found is not None else (words, None)


def closed(reader: Reader) -> range:
    """The rounds of the term that have closed: of these it can be told."""
    game = reader.game
    return range(1, (game.state.term or game.state).round + reader.over)


def latest_news(reader: Reader) -> int:
    """The latest round that brought news; where none did, the latest that has closed, 0 for none."""
    came = [step.round for step in reader.steps if step.kind == "event" and step.cause in reader.deck.news]
    return max(came, default=max(closed(reader), default=0))


def news_of(reader: Reader, number: int, short: bool) -> Iterator[Node]:
    """All news of a round: what came and why, what might have come and chance was against, and, once the game is over,
    what was not in question, in ``short`` without why."""
    yield Heading(f"News of round {number}")
    yield from _news(reader, [each.id for each in reader.deck.news.values() if each.active], number, short)


def in_round(reader: Reader, to: Ref, number: int) -> list[Node]:
    """What became of a news item or an argument in a round, and, once the game is over, of a move; nothing of all
    else."""
    if number not in closed(reader):
        return []
    if to.kind == "card":
        return on_the_floor(reader, to.id, number)
    if to.kind == "news":
        return list(_news(reader, [to.id], number))
    return list(_move(reader, to.id, number)) if to.kind == "move" and reader.over else []


# News.


def _news(reader: Reader, ids: Collection[str], number: int, short: bool = False) -> Iterator[Node]:
    here = [step for step in reader.steps if step.round == number and step.cause in ids]
    came = [step for step in here if step.kind == "event"]
    rolls = [step for step in here if step.kind == "roll"]
    yield from section("What came", came_about(reader, came))
    lost = [step for step in rolls if not happens(step)]
    yield from section("What might have come, and chance was against it", came_about(reader, lost))
    rest = [id_ for id_ in ids if id_ not in {step.cause for step in rolls}]
    if reader.over:
        if short and rest:
            names = [f"'{name_of(reader.deck, id_)}'" for id_ in rest]
            yield item(f"Not in question: {listed(names)}.")
            return
        past = Past(reader.game.played)
        found = (WhyNot(f"'{name_of(reader.deck, id_)}'", not_drawn(past, id_, number), id_) for id_ in rest)
        yield from section("What was not in question", reason_lines(reader.deck, found, leads=True))
        return
    if not came:
        yield item(f"{'It did not come' if len(ids) == 1 else 'None came'} in round {number}.")
    yield quiet("What else was in question, and how chance fell, is told once the game is over.")


# Moves.


def _move(reader: Reader, id_: str, number: int) -> Iterator[Node]:
    """Who chose the move and how it fared; else why it could not be chosen, or what was chosen instead and why."""
    deck, played = reader.deck, reader.game.played
    role, past = deck.moves[id_].role, Past(played)
    name, state = deck.roles[role].name, past.opened.get(number)
    here = [known for known in reader.game.known(reader.role) if known.round == number]
    exchanges = (each for record in rounds(played, reader.role) if record.number == number for each in record.exchanges)
    exchange = next((each for each in exchanges if each.move == id_), None)
    if exchange is not None:
        how = "It had waited from the round before." if exchange.waited else f"{name} chose it in round {number}."
        yield item(f"{how} {result(reader, number, exchange)}", Ref("exchange", f"{number}:{role}"))
        yield from _gone(reader, past, id_, number)
        yield from said_for(reader, id_, number)
        yield from reasons(reader, [known for known in here if known.entry.move.move == id_])
    elif state is None or role not in state.awaiting:
        other = "" if state is None else waited(state, role)
        yield item(f"{name} had nothing to choose in round {number}{other and f': {other}'}.")
    else:
        made = [known for known in here if known.phase == "choose" and known.entry.move.role == role]
        yield from _not_chosen(reader, past, id_, state, made)


def _gone(reader: Reader, past: Past, id_: str, number: int) -> Iterator[Node]:
    """Of a move that came too late in this round what it takes that was gone, and what had taken it away."""
    late = (step for step in past.steps if (step.kind, step.cause, step.round) == ("overtaken", id_, number))
    for step in late:
        then = just_before(past.opened[number], past.steps, step.number)
        yield from reason_lines(reader.deck, past.gone(reader.deck.moves[id_].needs, then, step.number))


def _not_chosen(reader: Reader, past: Past, id_: str, state: State, made: list[Known]) -> Iterator[Node]:
    """Why a move could not be chosen in this position; where it could, what was instead, and why by a script."""
    deck, number, role = reader.deck, state.round, reader.deck.moves[id_].role
    refused = not_now(state, state.tables.moves[id_])
    if refused is not None:
        before = 1 + max((step.number for step in past.steps if step.round < number), default=0)
        gone = past.gone(deck.moves[id_].needs, state, before) if refused.code == "needs" else ()
        told = f"It was not possible in round {number}." if gone else f"In round {number}: {refused.sentence}"
        yield from reason_lines(deck, [WhyNot(told, gone, id_)])
        return
    choice = next((known.entry.move for known in made), None)
    chose = f"'{name_of(deck, choice.move)}'" if choice is not None and choice.move else "no move"
    passed = None if choice is None or role not in reader.game.scripts else passed_over(past, id_, {number: choice})
    why, causes = ("", ()) if passed is None else (f": {passed[0]}", passed[1])
    told = f"{deck.roles[role].name} could have chosen it in round {number}, and chose {chose}{why}."
    yield from reason_lines(deck, [WhyNot(told, causes, id_)])
    if passed is None:
        yield from reasons(reader, made)
