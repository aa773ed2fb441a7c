"""What can be typed at any prompt. One table drives reading what was typed and the help page."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import Enum, auto
from functools import partial

from attrs import frozen

from debate.debrief.narration import amounts, tell
from debate.faces.plain import pages, past, predictions
from debate.faces.plain.console import LEAVES, number_of, plain_word
from debate.faces.plain.desk import Desk, NotFound, find
from debate.faces.plain.dialogue import hold
from debate.faces.plain.pages import open_debrief
from debate.faces.plain.told import write
from debate.faces.plain.why import endings, why
from debate.game.session import Session
from debate.pages import why as reasons
from debate.pages import world
from debate.pages.document import Line
from debate.pages.glossary import glossary, sources
from debate.pages.help import how_a_round_goes
from debate.pages.opinion import opinion
from debate.pages.reader import Reader
from debate.pages.register import REGISTER
from debate.rules.text import visible


class After(Enum):
    """What the prompt does after a command."""

    STAY = auto()
    UNDO = auto()
    MOVED = auto()
    """The game stands elsewhere now."""
    BEGUN = auto()
    """Another game is to be played from now on: the session is that one."""
    QUIT = auto()


@frozen
class Command:
    """``words``: what it is called, the first in the help; ``takes``: what may follow, for the help."""

    words: tuple[str, ...]
    takes: str
    help: str
    call: Callable[[Desk, str], After | None]


def typed(desk: Desk, line: str) -> After:
    """Carry out a command that was typed; tells what there is where it is none."""
    word, _, rest = line.partition(" ")
    word = plain_word(word)
    command = _BY_WORD.get(word)
    if command is None:
        near = [known for known in _BY_WORD if len(word) > 1 and known.startswith(word)]
        if len({id(_BY_WORD[known]) for known in near}) == 1:
            command = _BY_WORD[near[0]]
    try:
        with desk.console.paged():
            if command is not None:
                return command.call(desk, rest.strip()) or After.STAY
            _titled(desk, word, rest)
    except NotFound as problem:
        desk.console.say(str(problem))
    return After.STAY


def _titled(desk: Desk, word: str, rest: str) -> None:
    """What is no command may be the title of a move, or several words of it."""
    unknown = NotFound(f"'{visible(word)}' is no number of the list and no command. Type 'help' for all commands.")
    if not rest:
        raise unknown
    try:
        _move(desk, f"{word} {rest}")
    except NotFound as problem:
        raise problem if problem.several else unknown from None


def _help(desk: Desk, _: str) -> None:
    desk.console.head("Help")
    desk.console.say("At a prompt type the number of a choice, or one of these:")
    for command in COMMANDS:
        others = f" (or {', '.join(command.words[1:])})" if command.words[1:] else ""
        name = f"{command.words[0]} {command.takes}".strip()
        desk.console.say(f"{name}{others}: {command.help}", 2)
    write(desk.console, how_a_round_goes())
    desk.console.say(
        "A name may be cut short as long as it is clear. ENTER alone repeats the choices, or takes what the question "
        "offers for it."
    )


def _map(desk: Desk, rest: str) -> None:
    names = {**desk.measures(), **{m.id: m.title for m in desk.deck.moves.values() if m.active}}
    names |= {news.id: news.title for news in desk.deck.news.values() if news.active}
    if not rest:
        raise NotFound("Write what you ask about, such as 'map' and the name of a meter. 'world' lists them.")
    write(desk.console, reasons.drives(desk.reader, find("meter, flag, move or news", rest, names, desk.deck)))


def _card(desk: Desk, rest: str) -> None:
    hand = desk.view.hand
    if rest.isdecimal() and 0 < int(rest[:3]) <= len(hand):
        pages.thing(desk, "card", hand[int(rest[:3]) - 1])
        return
    names = {a.id: a.title for a in desk.deck.arguments.values() if a.active}
    if not rest or rest.isdecimal():
        raise NotFound(f"Write the number of a card in your hand (1 to {len(hand)}), or a part of a card's title.")
    pages.thing(desk, "card", find("card", rest, names))


def _move(desk: Desk, rest: str) -> None:
    own = desk.moves()
    if rest.isdecimal() and 0 < int(rest[:3]) <= len(own):
        pages.thing(desk, "move", own[int(rest[:3]) - 1])
        return
    if rest.casefold() == "hold":
        why(desk, rest)
        return
    names = {m.id: m.title for m in desk.deck.moves.values() if m.active}
    if not rest or rest.isdecimal():
        raise NotFound("Write the number of one of your moves, or a part of the title of anybody's.")
    pages.thing(desk, "move", find("move", rest, names, desk.deck))


def _glossary(desk: Desk, rest: str) -> None:
    """Words of the deck, then words of the game; a word asked for is looked for in both."""
    entries = glossary(desk.deck)
    terms = {line.term: line for line in entries if isinstance(line, Line)}
    if rest:
        try:
            entries = [terms[find("word in the glossary", rest, {term: term for term in terms})]]
        except NotFound:
            entries = glossary(desk.deck, rest)
            if not entries:
                raise
    write(desk.console, entries)


def _passage(desk: Desk, rest: str) -> None:
    """The gist of a passage, or a piece of evidence from outside, with the source's own words."""
    deck = desk.deck
    if not rest:
        write(desk.console, sources(deck))
        return
    known = {id_: id_ for id_ in (*deck.passages, *deck.evidence)}
    for id_ in [find("passage", each, known) for each in rest.replace(",", " ").split()]:
        pages.thing(desk, "passage" if id_ in deck.passages else "evidence", id_)


def _floor(desk: Desk, rest: str) -> None:
    pages.floor(desk, int(rest) if rest.isdecimal() and len(rest) < 4 else None)


def _log(desk: Desk, rest: str) -> None:
    """Every step of a round, as the rules wrote them."""
    number = int(rest) if rest.isdecimal() and len(rest) < 4 else max(1, desk.view.round - 1)
    steps = desk.steps
    numbered = {step.number: step for step in steps}
    desk.console.head(f"Every step of round {number}")
    told = [step for step in steps if step.round == number]
    for step in told:
        parents = [numbered[p] for p in step.parents if p in numbered]
        line = tell(desk.deck, step, parents, amounts(desk.deck, step, steps, desk.view.pending))
        desk.console.say(line.line, 2)
    if not told:
        desk.console.say("None that you know of.", 2)


def _more(desk: Desk, rest: str) -> None:
    """What the account of a round only counted."""
    closed = desk.view.round - (not desk.view.over)
    number = int(rest) if rest.isdecimal() and len(rest) < 4 else closed
    if not 0 < number <= closed:
        raise NotFound("No round has closed yet." if not closed else f"Write a round from 1 to {closed}.")
    pages.more(desk, number)


def _scores(desk: Desk, _: str) -> None:
    if desk.view.over:
        open_debrief(desk)
        return
    write(desk.console, [world.score_so_far(desk.reader)])


def _part(desk: Desk, rest: str) -> None:
    number = number_of(rest)
    if not desk.view.over:
        raise NotFound("The debrief comes after the game, and has parts then. 'score' tells how you stand.")
    if number is None:
        raise NotFound("Write 'part' and the number of a part of the debrief, or the number alone.")
    pages.debrief_part(desk, number)


def _advice(desk: Desk, _: str) -> None:
    """A second opinion, which costs nothing and is noted in the record."""
    session, role = desk.session, desk.role
    if role is None or role not in session.awaited():
        desk.console.say("Advice is given while you are asked to choose.")
        return
    due = session.opinion(role)
    if due.slow:
        desk.console.say("The planner is thinking.")
    advice = due.choose()
    session.advise(due, advice)
    write(desk.console, opinion(Reader(session, role), advice))


def _onward(name: str, refused: str) -> Callable[[Desk, str], After | None]:
    """Opens what a game that is over leads on to; ``refused``: what is said where there is no such thing."""

    def call(desk: Desk, _: str) -> After | None:
        from debate.pages.afterwards import onward  # nothing before the end of a game needs it

        dialogue = onward(desk.session, desk.role, name)
        if dialogue is None:
            raise NotFound(refused)
        hold(desk.console, dialogue)
        wished = dialogue.wishes()
        if not isinstance(wished, Session):
            return None
        desk.session.adopt(wished)
        return After.BEGUN

    return call


def _predict(desk: Desk, rest: str) -> After:
    withheld = desk.session.withheld
    predictions.turn(desk, rest.casefold().strip())
    return After.MOVED if withheld and not desk.session.withheld else After.STAY


def _page(page: Callable[[Desk], None]) -> Callable[[Desk, str], None]:
    return lambda desk, _: page(desk)


def _moved(change: Callable[[Desk, str], None]) -> Callable[[Desk, str], After]:
    def call(desk: Desk, rest: str) -> After:
        change(desk, rest)
        return After.MOVED

    return call


RETRY = "After a game you can make your costliest decisions once more."
REMATCH = "After a game that you played alone you can play the other side, against what you did."
CONTEST = "After a game you can doubt a link, or put one of your own, and see the same game under it."
BELIEFS = "What you believe is asked in the first round and after the game, where the deck has claims to ask about."
OWN: Mapping[str, tuple[str, Callable[[Desk, str], After | None]]] = {
    "world": ("", _page(pages.world_whole)),
    "glossary": ("[WORD]", _glossary),
    "sources": ("[P1 ...]", _passage),
}
"""Pages of the register that do more here: what may follow their word, and what is called."""
PLACED = ("world", "flow", "coming", "glossary", "sources")
"""Pages that have their place among the commands; all others stand behind them."""


def _read(*names: str) -> Iterator[Command]:
    """The commands that open these pages of the register."""
    for name in names:
        page = REGISTER[name]
        takes, call = OWN.get(name, ("", _page(partial(pages.registered, page))))
        yield Command(page.words, takes, page.help, call)


COMMANDS: tuple[Command, ...] = (
    Command(("help", "h", "?"), "", "this page", _help),
    Command(
        ("brief", "b", "briefing"), "", "the question, your role and motive, how a round goes", _page(pages.briefing)
    ),
    *_read("world"),
    Command(("table", "t"), "", "who plays what: capital, points, cards, who is choosing", _page(pages.seats)),
    Command(("floor", "f"), "[ROUND]", "moves, cases and answers of this round, and opponents' reasons", _floor),
    *_read("flow"),
    Command(("hand",), "", "your cards", _page(pages.hand)),
    Command(("card", "c"), "NUMBER or TITLE", "one card whole", _card),
    Command(("moves", "m"), "", "your moves, with prices and reasons why not", _page(pages.moves)),
    Command(("move", "look"), "NUMBER or TITLE", "what a move promises, does at once and will set going", _move),
    *_read("coming"),
    Command(
        ("why",),
        "NAME [ROUND or all]",
        "what moved a meter, a flag or your 'score', why 'news', a move or an ending came or not, how a case fared, "
        "why a role chose what it did",
        why,
    ),
    Command(("endings", "ending"), "", "after the game: how it ended", lambda desk, _: endings(desk)),
    Command(("map",), "NAME", "what drives a meter, flag or move, and what it drives", _map),
    Command(("more",), "[ROUND]", "what the account of a round only counted, the latest by default", _more),
    Command(("log",), "[ROUND]", "every step of a round, the latest by default", _log),
    Command(("score", "s"), "", "how you stand; after the game the whole debrief again", _scores),
    Command(("part",), "NUMBER", "after the game: one part of the debrief", _part),
    *_read("glossary", "sources"),
    *_read(*(name for name in REGISTER if name not in PLACED)),
    Command(
        ("timeline", "tl"), "[NUMBER]", "all choices so far; with a number the game as it stood then", past.timeline
    ),
    Command(("back",), "NUMBER", "go back to the moment after that choice of the timeline", _moved(past.back)),
    Command(("whatif", "what"), "NUMBER [OTHER]", "what another choice there would have led to", past.what_if),
    Command(("advice", "a"), "", "what the planner would choose here, knowing what you know", _advice),
    Command(("undo", "u"), "", "take back your latest choice and all that came after it", lambda *_: After.UNDO),
    Command(("redo",), "[all]", "make again what was taken back", _moved(past.redo)),
    Command(("retry",), "", "after the game: your costliest decisions, to be made once more", _onward("retry", RETRY)),
    Command(
        ("rematch", "other"), "", "after the game: play the other side against yourself", _onward("rematch", REMATCH)
    ),
    Command(("contest", "doubt"), "", "after the game: doubt a link or put your own", _onward("contest", CONTEST)),
    Command(("beliefs",), "", "in the first round and after the game: what you believe", _onward("beliefs", BELIEFS)),
    Command(("predict", "predictions"), "[on or off]", "whether you are asked what will come", _predict),
    Command(LEAVES, "", "leave; a game in progress asks first", lambda *_: After.QUIT),
)
_BY_WORD = {word: command for command in COMMANDS for word in command.words}
