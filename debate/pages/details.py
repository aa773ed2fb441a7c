"""The page of one thing of the deck, whatever it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from debate.debrief.drawn import when_not_drawn
from debate.debrief.naming import listed, rounds_of_term, rounds_words
from debate.debrief.narration import by_chance, happens, odds_words
from debate.debrief.script_rules import too_dear_words
from debate.debrief.unplayed import scores_with
from debate.debrief.verdicts import Verdict, verdicts
from debate.debrief.waiting import both_rounds, waited
from debate.debrief.why_not import Past, why_not
from debate.debrief.why_so import true_no_longer, why_so
from debate.pages import things_table, things_world
from debate.pages.document import Heading, Line, Node, Ref, item, section
from debate.pages.exchange import on_the_floor, reasons, said_for
from debate.pages.floor import taken_by
from debate.pages.reader import Reader
from debate.pages.score_beside import score_beside
from debate.pages.score_beside import title as score_beside_title
from debate.pages.score_choice import place_of, score_choice
from debate.pages.score_choice import title as score_choice_title
from debate.pages.score_rounds import score_rounds
from debate.pages.score_rounds import title as score_rounds_title
from debate.pages.things import KIND_NAMES, name, reason_lines, sections
from debate.pages.why import came_about
from debate.rules.legal import not_now
from debate.rules.outcome import score
from debate.rules.replay import decided
from debate.rules.words import unmet

_PAGES: Mapping[str, Callable[[Reader, str], Iterable[Node]]] = {
    "move": things_table.move,
    "card": things_table.card,
    "role": things_table.role,
    "passage": things_table.passage,
    "evidence": things_table.evidence,
    "ending": things_table.ending,
    "view": things_table.causal_view,
    "meter": things_world.meter,
    "flag": things_world.flag,
    "link": things_world.link,
    "denial": things_world.denial,
    "news": things_world.news,
    "background": things_world.background,
    "choice": lambda reader, id_: score_choice(reader, place_of(id_)),
    "score": score_rounds,
    "par": score_beside,
}

NOT_COME: Mapping[str, str] = {
    "": "Why it did not come",
    "late": "Why it came only years later",
    "beside": "Why it is not the ending",
}
"""What stands over the reasons why something did not come by the end of term, by its fate."""


def details(reader: Reader, to: Ref) -> list[Node]:
    """What there is to read about this thing; once the game is over also why it did not come, or what its promises came
    to. ``KeyError`` where the deck has no such thing."""
    return [*about(reader, to), *afterwards(reader, to)]


def about(reader: Reader, to: Ref) -> list[Node]:
    """What there is to read about it whatever became of it. ``KeyError`` where the deck has no such thing."""
    return list(_PAGES[to.kind](reader, to.id))


def in_brief(reader: Reader, to: Ref) -> Iterator[Node]:
    """What one has to know of an argument or an ending to follow what became of it: its claim and what it makes people
    feel, or when it comes."""
    if to.kind == "card":
        yield Line(reader.deck.arguments[to.id].claim)
        yield from things_table.feelings(reader.deck, to.id)
    elif to.kind == "ending":
        yield from islice(about(reader, to), 2)


def afterwards(reader: Reader, to: Ref) -> Iterator[Node]:
    """What became of an argument; once the game is over why all else came or did not come, and what the promises of a
    move came to."""
    game = reader.game
    if to.kind == "card":
        yield from section("What became of it", on_the_floor(reader, to.id))
    if not reader.over or to.kind not in ("move", "link", "denial", "news", "ending"):
        return
    found = why_not(game.played, to.id, reader.game.scripts)
    if found is not None:
        yield Heading(NOT_COME[found.fate], 3)
        yield from reason_lines(reader.deck, [found])
        if to.kind == "move":
            yield from section("What was said for it", said_for(reader, to.id))
            yield from section("What it would have been worth to you", _worth(reader, to.id))
    else:
        yield from section("Why it came", _came(reader, to))
        if to.kind == "ending":
            gone = true_no_longer(game.played, to.id)
            yield from section("Why it was true no longer, years later", reason_lines(reader.deck, gone))
        if to.kind == "news":
            lost = [step for step in reader.steps if step.cause == to.id and by_chance(step) and not happens(step)]
            told = (f"Round {step.round}: {odds_words(step)}." for step in lost)
            yield from section("When chance was against it", map(item, told))
    if to.kind == "news":
        yield from section("When it was not in question", reason_lines(reader.deck, when_not_drawn(game.played, to.id)))
    if to.kind == "move":
        passed = Past(game.played, game.scripts).passed(to.id) if found is None else None
        yield from section("When it was not chosen", reason_lines(reader.deck, [passed] if passed else [], leads=True))
        answers = (known for known in game.known(reader.role) if known.entry.move.move == to.id)
        yield from reasons(reader, [each for each in answers if each.entry.move.kind in ("accept", "decline")])
        yield from section("When it could not be chosen", _not_possible(reader, to.id))
        kept = [verdict for verdict in verdicts(game.source, game.to_record()) if verdict.move == to.id]
        yield from section("What it promised, and what came", [_promise(reader, verdict) for verdict in kept])


def _came(reader: Reader, to: Ref) -> Iterator[Node]:
    deck, game = reader.deck, reader.game
    if to.kind == "ending":
        yield from reason_lines(reader.deck, why_so(game.played, to.id))
        return
    at_work = [step for step in reader.steps if step.cause == to.id]
    if to.kind == "news":
        yield from came_about(reader, [step for step in at_work if step.kind == "event"])
        return
    if to.kind != "move":
        yield item(f"At work: {rounds_of_term(deck, sorted({step.round for step in at_work}))}.")
        return
    for number in sorted({step.round for step in at_work if step.kind == "event"}):
        when = both_rounds(decided(game.played).get((to.id, number), 0), number)
        taken = taken_by(reader, to.id, decided(game.played).get((to.id, number), number))
        yield item(f"{deck.roles[deck.moves[to.id].role].name}, {when}{taken and f'; {taken}'}.")
    yield from said_for(reader, to.id)
    chosen = ((known, known.entry.move) for known in game.known(reader.role))
    yield from reasons(reader, [known for known, move in chosen if (move.kind, move.move) == ("play", to.id)])


def _worth(reader: Reader, move: str) -> Iterator[Line]:
    """Of an own move that never came: the score with it, by the rounds in which it could have been chosen."""
    past = Past(reader.game.played)
    if reader.role is None or reader.deck.moves[move].role != reader.role:
        return
    found, motive = scores_with(past, move), reader.motive
    if found and motive is not None:
        told = listed([f"{points} with it in round {number}" for number, points in found.items()])
        yield item(
            f"Your score came to {score(past.state, motive.wants)}. Without a case, in place of what you chose and "
            f"with all else chosen as it was, where it could be: {told}. 'What if' lets the others choose anew."
        )


def _not_possible(reader: Reader, move: str) -> Iterator[Line]:
    """In which rounds a move could not be chosen, each with what it needs or costs and how that stood, or which other
    took the turn; of one that was never possible that is told already."""
    rounds, never = dict[str, list[int]](), True
    role, choosing = reader.deck.moves[move].role, reversed(reader.game.played.states)
    opened = {state.round: state for state in choosing if state.phase == "choose" and not state.over}
    for number, state in sorted(opened.items()):
        other = waited(state, role)
        if other:
            if state.waiting[role].move != move:
                rounds.setdefault(f"{other}.", []).append(number)
            continue
        refused = not_now(state, state.tables.moves[move])
        never = never and refused is not None and refused.code == "needs"
        if refused is not None:
            dear = refused.code == "cost" and role in reader.game.scripts
            why = too_dear_words(reader.game.played, state, move, refused.beside) if dear else refused.beside
            if refused.code == "needs" and (lacking := unmet(state, state.tables.moves[move], most=3)):
                why = f"{lacking}."
            rounds.setdefault(why, []).append(number)
    if not never:
        yield from (item(f"In {rounds_words(when)}: {why}") for why, when in rounds.items())


def _promise(reader: Reader, verdict: Verdict) -> Line:
    meter = reader.deck.meters[verdict.meter].name
    words = f"{verdict.when}, {meter} {verdict.promised}: {verdict.told}. {verdict.because}"
    return Line(words.strip(), 1, to=Ref("meter", verdict.meter))


def title(reader: Reader, to: Ref) -> str:
    """What the page is called. A link or a denial has no name: what it says stands on its page."""
    if to.kind == "choice":
        return score_choice_title(reader, place_of(to.id))
    if to.kind == "score":
        return score_rounds_title(reader, to.id)
    if to.kind == "par":
        return score_beside_title(reader, to.id)
    called = name(reader.deck, to)
    item = sections(reader.deck)[to.kind].get(to.id)
    return KIND_NAMES[to.kind] if called == getattr(item, "says", "") else f"{KIND_NAMES[to.kind]}: {called}"
