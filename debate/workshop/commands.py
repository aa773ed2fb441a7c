"""The commands of ``debate deck``."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING, Any, NoReturn

from debate.command import Exit, Parser, Stop, open_deck, preset_of, tell_which, unknown, whole
from debate.rules.text import TextError, visible
from debate.workshop.output import cannot_write, print_lines, write_out

if TYPE_CHECKING:
    from debate.deckfile.load import Checked
    from debate.rules.deck import Deck

PATH = "a .yaml file, a folder of them, or the name of a shipped deck"
_EXAMPLES = """examples:
  debate deck new night-bus                   a small deck of your own, to be changed
  debate deck check night-bus --watch         all that is wrong in it, told anew whenever you save
  debate deck play night-bus                  play it while you write: each save goes into the game
  debate deck check night-bus --play          what only games tell: what is never reached, legal or worth it
  debate deck explain comma                   what a finding means, and how to mend it
  debate deck workshop night-bus              findings beside a live preview, next to your editor
  debate deck map night-bus --from trade      what drives a meter, and what it drives
  debate deck simulate night-bus              what a thousand games of it come to
  debate deck print night-bus --html all.html cards, board and tables for a class without computers
"""


def add(parser: Parser) -> Any:
    """Give ``debate deck`` its commands; returns what more of them can be added to."""
    from debate.workshop import playcommand, simulate
    from debate.workshop.paper import command

    parser.epilog, parser.formatter_class = _EXAMPLES, argparse.RawDescriptionHelpFormatter
    parser.set_defaults(call=_nothing_said)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    _add_writing(commands)
    _add_words(commands)
    _add_looking(commands)
    simulate.add(commands.add_parser("simulate", help="play many games and tell what they come to"), PATH)
    playcommand.add(commands.add_parser("playthrough", help="run the games that a deck tells, or write one"), PATH)
    command.add(commands.add_parser("print", help="cards, board and tables for a class without computers"), PATH)
    return commands


def _add_writing(commands: Any) -> None:
    from debate.workshop.beginning import ASKS

    new = commands.add_parser("new", help="write a small deck to begin with")
    new.add_argument("name", metavar="NAME", help="its name, or the path of a folder that is to be made for it")
    for ask in ASKS:
        new.add_argument(f"--{ask.key}", metavar="TEXT", help=f"{ask.question} (default: {ask.default})")
    new.add_argument("--yes", action="store_true", help="ask nothing: what is not said has its default")
    new.set_defaults(call=_new)

    check = commands.add_parser("check", help="tell all that is wrong in a deck")
    check.add_argument("path", metavar="PATH", help=PATH)
    check.add_argument("--watch", action="store_true", help="check again whenever a file is saved, until Ctrl-C")
    check.add_argument("--all", action="store_true", help="tell silenced warnings too, with their reasons")
    check.add_argument("--json", action="store_true", help="findings as JSON")
    check.add_argument(
        "--play",
        action="store_true",
        help="play a few hundred games too: what is never legal, reached, fired or played, and what is never worth it",
    )
    check.set_defaults(call=_check)


def _add_words(commands: Any) -> None:
    explain = commands.add_parser("explain", help="what a finding means, with an example and its cure")
    explain.add_argument("code", nargs="?", metavar="CODE", help="such as comma or unused (default: list them all)")
    explain.set_defaults(call=_explain)

    reference = commands.add_parser("reference", help="every key that a deck may hold, as Markdown")
    reference.add_argument("--out", metavar="FILE", help="write it there (default: print it)")
    reference.set_defaults(call=_reference)

    schema = commands.add_parser("schema", help="JSON Schema of decks, for editors that complete and hint")
    schema.add_argument(
        "--deck", metavar="PATH", help="offer the ids of this deck too (default: the one beside --file)"
    )
    schema.add_argument("--file", "--out", metavar="PATH", help="write it there (default: print it)")
    schema.set_defaults(call=_schema)


def _add_looking(commands: Any) -> None:
    coverage = commands.add_parser("coverage", help="which passages are carried by what, and which by nothing")
    coverage.add_argument("path", metavar="PATH", help=PATH)
    coverage.add_argument("--source", metavar="FILE", help="the text, in paragraphs that begin with [P1], [P2] ...")
    coverage.set_defaults(call=_coverage)

    map_ = commands.add_parser("map", help="what causes what: around one thing, or all of it as a file")
    map_.add_argument("path", metavar="PATH", help=PATH)
    map_.add_argument("--from", dest="center", metavar="ID", help="around this meter, flag, move or news item")
    map_.add_argument("--moves", action="store_true", help="what moves do too, in a file that shows the whole deck")
    map_.add_argument("--svg", metavar="FILE", help="write a picture, for a slide or a page")
    map_.add_argument("--dot", metavar="FILE", help="write it for Graphviz")
    map_.add_argument("--mermaid", metavar="FILE", help="write it for Mermaid, as Markdown pages show it")
    map_.set_defaults(call=_map)

    balance = commands.add_parser("balance", help="measure how good a game a deck is, by playing it")
    balance.add_argument("path", metavar="PATH", help=PATH)
    balance.add_argument(
        "--games",
        type=whole(1, 100_000, "a number of games"),
        metavar="N",
        help="how many games; of cheap kinds up to five times as many (default: 200; 20 with --deep)",
    )
    balance.add_argument(
        "--deep", action="store_true", help="only what needs the planner; takes minutes, with --games duels a motive"
    )
    balance.add_argument("--preset", default="full", metavar="P", help="length of the game (default: full)")
    balance.add_argument(
        "--since", metavar="FILE", help="tell what has changed since the run that wrote this file, and write it anew"
    )
    balance.set_defaults(call=_balance)


def _nothing_said(_: argparse.Namespace) -> NoReturn:
    raise Stop(Exit.USAGE, "say what to do with the deck, such as 'debate deck check PATH'.")


# Making.


def _new(given: argparse.Namespace) -> int:
    from debate.workshop import beginning

    try:
        folder, id = beginning.name_of(given.name)
        said = {ask.key: getattr(given, ask.key) for ask in beginning.ASKS}
        answers = {key: beginning.cleaned(text) for key, text in said.items() if text is not None}
    except beginning.CannotBegin as problem:
        raise Stop(Exit.USAGE, str(problem)) from None
    except TextError as problem:
        raise Stop(Exit.USAGE, f"{problem}.") from None
    if not given.yes:
        print("A few questions; press Enter to take what stands in brackets.\nAll of it can be changed later.\n")
        for ask in beginning.ASKS:
            if ask.key not in answers:
                answers[ask.key] = _asked(ask)
    try:
        text = beginning.first_deck(folder, id, answers)
        deck, _ = beginning.write(folder, text, beginning.first_playthrough(answers))
    except (OSError, ValueError) as problem:
        raise Stop(Exit.PROBLEM, cannot_write(given.name, problem)) from None
    shown = visible(str(folder), 200)
    print(f"Written: {visible(str(deck), 200)}")
    print(f"  debate deck check {shown} --watch    all that is wrong, told anew whenever you save")
    print(f"  debate deck play {shown}             play it while you write")
    return Exit.OK


def _asked(ask: object) -> str:
    from debate.workshop.beginning import Ask, cleaned

    assert isinstance(ask, Ask)
    prompt = f"{ask.question} [{ask.default}]"
    prompt = f"{prompt} " if len(prompt) < 72 else fill(prompt, 78) + "\n> "
    while True:
        try:
            answer = input(prompt)
            if not sys.stdin.isatty():  # nobody has seen it typed
                print(visible(answer, 200) or f"({ask.default})")
            return cleaned(answer)
        except EOFError:
            print(f"({ask.default})")
            return ""
        except TextError as problem:
            print(f"{problem}. Once more, please.")


def _schema(given: argparse.Namespace) -> int:
    import json

    from debate.deckfile.load import examine
    from debate.workshop.beginning import without_modeline
    from debate.workshop.schema import schema

    names, deck = None, given.deck
    if deck is None and given.file is not None and _holds_a_deck(Path(given.file).parent):
        deck = str(Path(given.file).parent)
    if deck is not None:
        tell_which(deck)
        checked = examine(deck)
        if checked.names is None:
            raise Stop(Exit.PROBLEM, "\n".join(map(str, checked.findings)))
        names = checked.names
    write_out(json.dumps(schema(names), indent=1), given.file)
    if given.file is not None and deck is not None:
        lacking = without_modeline(Path(deck), Path(given.file))
        if lacking:
            print("Editors find it by the first line of each file. Put it into those that have none:")
        for path, line in lacking:
            print(f"    {visible(str(path), 200)}:  {visible(line, 200)}")
    return Exit.OK


def _holds_a_deck(folder: Path) -> bool:
    from debate.deckfile.folder import is_deck_file, walk

    try:
        return any(map(is_deck_file, next(walk(folder))[1]))
    except OSError:
        return False


# Checking.


def _check(given: argparse.Namespace) -> int:
    from debate.workshop import checking

    if given.watch and given.play:
        raise Stop(Exit.USAGE, "'--play' takes some seconds, so it does not go with '--watch': give one of them.")
    if given.watch:
        return _watch(given)
    tell_which(given.path)
    checked = checking.examined(given.path)
    played: tuple[str, ...] = ()
    if given.play:
        checked, played = _with_play(checked)
    if given.json:
        print(checking.as_json(checked))
    else:
        print_lines(checking.told(checked, given.path, given.all, played))
    return Exit.OK if checking.sound(checked) else Exit.PROBLEM


def _with_play(checked: Checked) -> tuple[Checked, tuple[str, ...]]:
    """With what its games tell, and which games these were; a deck that cannot be played stays as it is."""
    from debate.workshop import trials
    from debate.workshop.output import Progress

    if checked.deck is None:
        return checked, ()
    progress = Progress(trials.GAMES, sys.stderr)
    progress.begin()
    try:
        run = trials.sample(checked.deck, tell=progress.tell)
    finally:
        progress.end()
    if run.interrupted:
        raise Stop(Exit.PROBLEM, run.problem or f"Stopped after {run.summary.games} of {trials.GAMES} games.")
    if run.summary.failed:
        seed, sentence = run.summary.failures[0]
        raise Stop(Exit.PROBLEM, f"a game broke off with an error (seed {seed}): {sentence}")
    return trials.with_play(checked, run.summary), tuple(trials.told(checked.deck, run.summary))


def _watch(given: argparse.Namespace) -> int:
    """Check whenever the deck is saved, until interrupted; JSON is one object for each check."""
    from debate.workshop import checking

    playable = False
    tell_which(given.path)
    clear = sys.stdout.isatty() and not given.json
    try:
        for checked in checking.changes(given.path):
            playable = checking.sound(checked)
            if given.json:
                print(checking.as_json(checked), flush=True)
                continue
            if clear:
                print("\033[H\033[2J", end="")
            print_lines(checking.told(checked, given.path, given.all))
            if clear:
                tell_which(given.path)
            print("Watching: save a file to check again, Ctrl-C ends." if clear else "", flush=True)
    except KeyboardInterrupt:
        print()
    return Exit.OK if playable else Exit.PROBLEM


def _explain(given: argparse.Namespace) -> int:
    from debate.deckfile.codes import CODES
    from debate.workshop.explain import explained, listed

    if given.code is not None and given.code not in CODES:
        raise Stop(Exit.USAGE, unknown("code of findings", given.code, CODES))
    print(*(listed() if given.code is None else explained(given.code)), sep="\n")
    return Exit.OK


def _reference(given: argparse.Namespace) -> int:
    from debate.workshop.reference import reference

    write_out(reference(), given.out)
    return Exit.OK


# Seeing.


def _coverage(given: argparse.Namespace) -> int:
    from debate.deckfile.passages import SourceError, read_source_text
    from debate.workshop.coverage import told

    deck = open_deck(given.path)
    source = None
    if given.source is not None:
        try:
            source = read_source_text(Path(given.source), deck.passages)
        except SourceError as problem:
            raise Stop(Exit.PROBLEM, f"'{visible(given.source, 200)}': {problem}.") from None
    print(*told(deck, source), sep="\n")
    return Exit.OK


def _map(given: argparse.Namespace) -> int:
    from debate.workshop import causal, map_dot, map_svg, map_text

    deck = open_deck(given.path)
    center = given.center or ""
    if center and center not in causal.subjects(deck):
        raise Stop(Exit.USAGE, _no_such_subject(center, deck, causal.subjects(deck)))
    makers = ((given.svg, map_svg.svg), (given.dot, map_dot.dot), (given.mermaid, map_dot.mermaid))
    for path, make in makers:
        if path is not None:
            write_out(make(causal.causal(deck, center, given.moves)), path)
    if not any(path for path, _ in makers):
        print(*(map_text.neighbourhood(deck, center) if center else map_text.overview(deck)), sep="\n")
    return Exit.OK


def _no_such_subject(name: str, deck: Deck, known: tuple[str, ...]) -> str:
    """One sentence; what may have been meant is also looked for among the names on screen."""
    from debate.debrief.naming import name_of
    from debate.deckfile.read.names import nearest

    words = (id_ for id_ in known if name.casefold() in name_of(deck, id_).casefold())
    guess = next(words, "") or nearest(name, known)
    right = f" Did you mean '{guess}'?" if guess else ""
    return f"there is no meter, flag, move or news item '{visible(name)}'.{right} 'debate deck map PATH' lists ids."


# Measuring.


def _balance(given: argparse.Namespace) -> int:
    from debate.rules.variant import effective
    from debate.workshop.balance import measure
    from debate.workshop.deep import deep
    from debate.workshop.figures import show
    from debate.workshop.since import Since

    deck = open_deck(given.path)
    played = effective(deck, preset_of(deck, given.preset), ())
    since = Since.read(given.since) if given.since else None
    figures = deep(played, given.games or 20) if given.deep else measure(played, given.games or 200)
    show(figures, since.was if since else lambda figure: "")
    if since is not None:
        for line in since.told():
            print(line)
        write_out(since.written(), given.since)
    return Exit.OK
