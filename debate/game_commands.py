"""The commands about saved games: ``continue``, ``saves``, ``replay``, ``export``."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from debate.command import Exit, Parser, Stop, add_examples, add_saves, need_terminal, saves_of, whole, write_fresh
from debate.rules.text import visible

if TYPE_CHECKING:
    from debate.saves import Opened
    from debate.store import Saves

_CONTINUE = """examples:
  debate continue                          the game that you played last
  debate continue "The ZTE Question, ZTE"  this one
  debate continue --plain                  in plain lines
"""
_SAVES = """examples:
  debate saves                                   list all games
  debate saves rename "The ZTE Question" monday  give a game another name
  debate saves copy monday tuesday               a second game, the same so far
  debate saves delete monday                     asks first
  debate saves export monday ~/monday.debate     one file to carry away, with its deck
  debate saves import monday.debate              take it in on another machine
  debate saves --saves /media/stick              the games of another folder
"""
_REPLAY = """examples:
  debate replay "2018 as it went"         go through a game that comes with the program
  debate replay monday --to 12            as it stood after its 12th choice
  debate replay monday.debate --plain     a game that somebody sent, in plain lines
"""
_EXPORT = """examples:
  debate export monday                             as Markdown, to read or to print
  debate export monday --format yaml > monday.yaml
  debate export "The strategic bargain" --format json --output bargain.json
"""
_GAME = "name of a saved game or of one that comes with the program, or a path"
FORMATS = ("markdown", "yaml", "json")


def add_continue(parser: Parser) -> None:
    """Give ``debate continue`` its arguments."""
    add_examples(parser, _CONTINUE)
    parser.add_argument("game", nargs="?", metavar="NAME", help="name of a saved game (default: the one played last)")
    parser.add_argument("--plain", action="store_true", help="in plain lines")
    add_saves(parser)
    parser.set_defaults(call=_continue)


def add_recall(parser: Parser) -> None:
    """Give ``debate recall`` its arguments."""
    add_saves(parser)
    parser.set_defaults(call=_recall)


def _recall(given: argparse.Namespace) -> int:
    from contextlib import suppress

    from debate.faces.plain.console import Console
    from debate.faces.plain.dialogue import hold
    from debate.pages.recall import Recalling
    from debate.store.learner import Learner

    with suppress(EOFError):
        hold(Console(sys.stdin, sys.stdout), Recalling(Learner(saves_of(given).folder)))
    return Exit.OK


def add_saves_commands(parser: Parser) -> None:
    """Give ``debate saves`` its commands; without one it lists."""
    add_examples(parser, _SAVES)
    add_saves(parser)
    parser.set_defaults(call=_list, json=False)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)

    def command(
        name: str, help_: str, call: Callable[[argparse.Namespace], int], *arguments: tuple[str, str]
    ) -> Parser:
        added: Parser = commands.add_parser(name, help=help_)
        for argument, said in arguments:
            added.add_argument(argument, metavar=argument.upper(), help=said)
        add_saves(added)
        added.set_defaults(call=call)
        return added

    game, new = ("name", "name of a saved game"), ("new", "the new name")
    listed = command("list", "list the games, damaged and foreign files too", _list)
    listed.add_argument("--json", action="store_true", help="as JSON")
    command("rename", "give a game another name", _rename, game, new)
    command("copy", "make a second game that is the same so far", _copy, ("name", _GAME), new)
    deleted = command("delete", "delete a game; asks first", _delete, game)
    deleted.add_argument("--yes", action="store_true", help="do not ask")
    exported = command("export", "write a game and its deck as one file", _carry, ("name", _GAME))
    exported.add_argument("target", nargs="?", default=".", metavar="TARGET", help="a file or a folder (default: here)")
    command("import", "take a game from a file", _import, ("file", "a game that was exported, or a record"))


def add_replay(parser: Parser) -> None:
    """Give ``debate replay`` its arguments."""
    add_examples(parser, _REPLAY)
    parser.add_argument("game", metavar="FILE", help=_GAME)
    parser.add_argument("--plain", action="store_true", help="in plain lines, choice by choice")
    parser.add_argument(
        "--to",
        type=whole(0, 999_999, "the number of a choice"),
        metavar="N",
        help="as it stood after its N-th choice (default: to its end)",
    )
    add_saves(parser)
    parser.set_defaults(call=_replay)


def add_export(parser: Parser) -> None:
    """Give ``debate export`` its arguments."""
    add_examples(parser, _EXPORT)
    parser.add_argument("game", metavar="FILE", help=_GAME)
    parser.add_argument("--format", default="markdown", choices=FORMATS, help="default: markdown")
    parser.add_argument("--output", metavar="PATH", help="write a new file (default: standard output)")
    parser.add_argument(
        "--whole",
        action="store_true",
        help="of a game that is not over also what is still secret: motives, sealed and covert moves, hidden meters",
    )
    add_saves(parser)
    parser.set_defaults(call=_export)


# Finding a game, and telling what went wrong.


def _find(given: argparse.Namespace, asked: str, own: bool = False) -> Path:
    """The file of a game. Raises :class:`Stop` with what there is."""
    from debate.saves import find_game
    from debate.store import RecordError

    try:
        return find_game(saves_of(given), asked, own)
    except RecordError as problem:
        raise Stop(Exit.USAGE, _lower(problem.sentence)) from None


def _done(do: Callable[[], Any]) -> Any:
    """What it returns; :class:`Stop` where it failed."""
    from debate.store import RecordError

    try:
        return do()
    except RecordError as problem:
        raise Stop(Exit.PROBLEM, _lower(problem.sentence)) from None


def _lower(sentence: str) -> str:
    return sentence[:1].lower() + sentence[1:]


# The commands.


def _continue(given: argparse.Namespace) -> int:
    from debate.saves import latest, open_game

    saves = saves_of(given)
    if given.game is not None:
        path = _find(given, given.game)
    else:
        found = latest(saves)
        if found is None:
            folder = visible(str(saves.folder), 200)
            begin = "'debate play' begins one; 'debate saves' lists those that are over, which NAME opens"
            raise Stop(Exit.PROBLEM, f"there is no game to go on with in {folder}. {begin}.")
        path = found.path
    if not given.plain:
        need_terminal("debate continue --plain")
    opened = _done(lambda: open_game(saves, path))
    if not given.plain:
        from debate.faces.tui import run_app

        return run_app(saves=saves, opened=opened)
    return _play_on(saves, opened)


def _play_on(saves: Saves, opened: Opened) -> int:
    from debate.faces.plain import Console, play_plain
    from debate.saves import drop_unplayed

    console, session = Console(sys.stdin, sys.stdout), opened.session
    for told in opened.told:
        console.say(told)
    if session is None or session.read_only:
        if session is not None and not opened.told:
            console.say(session.read_only)
        console.say("'debate saves copy' and then 'debate continue --plain' goes on in a game of your own.")
        return Exit.PROBLEM
    console.say(f"Going on with '{visible(opened.path.stem, 100)}'.")
    try:
        return Exit.OK if play_plain(console, session, saves) else Exit.PROBLEM
    finally:
        drop_unplayed(saves, session)


def _list(given: argparse.Namespace) -> int:
    from debate.saves import as_values, listed_words, shipped_games

    saves = saves_of(given)
    own = _done(saves.listing)
    if given.json:
        import json

        print(json.dumps([as_values(saved) for saved in own], indent=2, ensure_ascii=True))
        return Exit.OK
    print(f"{len(own) or 'No'} saved game{'s' * (len(own) != 1)} in {visible(str(saves.folder), 200)}")
    for saved in own:
        print(*listed_words(saved), sep="\n    ")
    print("Games that come with the program:")
    for saved in shipped_games():
        print(*listed_words(saved), sep="\n    ")
    return Exit.OK


def _rename(given: argparse.Namespace) -> int:
    path = _find(given, given.name, own=True)
    made = _done(lambda: saves_of(given).rename(path, given.new))
    print(f"'{visible(path.stem, 100)}' is called '{made.stem}' now.")
    return Exit.OK


def _copy(given: argparse.Namespace) -> int:
    path = _find(given, given.name)
    made = _done(lambda: saves_of(given).copy(path, given.new))
    print(f"'{made.stem}' is the same as '{visible(path.stem, 100)}' so far.")
    return Exit.OK


def _delete(given: argparse.Namespace) -> int:
    path = _find(given, given.name, own=True)
    name = visible(path.stem, 100)
    if not given.yes:
        if not sys.stdin.isatty():
            raise Stop(Exit.USAGE, f"'{name}' was not deleted: nobody can be asked here. With --yes nobody is.")
        try:
            answer = input(f"Delete '{name}' for good? Type 'yes': ")
        except EOFError:
            answer = ""
        if answer.strip().casefold() not in ("yes", "y"):
            print("Nothing was deleted.")
            return Exit.OK
    _done(lambda: saves_of(given).delete(path))
    print(f"'{name}' is deleted.")
    return Exit.OK


def _carry(given: argparse.Namespace) -> int:
    path = _find(given, given.name)
    written = _done(lambda: saves_of(given).export(path, Path(given.target).expanduser()))
    print(f"Written to {visible(str(written), 200)}. 'debate saves import' takes it in anywhere.")
    if not saves_of(given).look(path).ending:
        print("It holds the whole game: whoever opens it can find secret motives and sealed moves in it.")
    return Exit.OK


def _import(given: argparse.Namespace) -> int:
    made = _done(lambda: saves_of(given).import_(Path(given.file).expanduser()))
    print(f"The game is called '{made.stem}' here. 'debate continue' goes on with it by that name.")
    return Exit.OK


def _replay(given: argparse.Namespace) -> int:
    from debate.saves import open_game

    saves, path = saves_of(given), _find(given, given.game)
    if not given.plain:
        need_terminal("debate replay FILE --plain")
    opened = _done(lambda: open_game(saves, path, look=True))
    session = opened.session
    if session is None:
        raise Stop(Exit.PROBLEM, _lower(" ".join(opened.told)))
    count = len(session.entries)
    if given.to is not None and given.to > count:
        raise Stop(Exit.USAGE, f"the game has {count} choices, so there is none number {given.to}.")
    if not given.plain:
        from debate.faces.tui import run_app

        return run_app(saves=saves, opened=opened, at=given.to)
    from debate.faces.plain import Console, replay_plain

    replay_plain(Console(sys.stdin, sys.stdout), session, count if given.to is None else given.to, opened.told)
    return Exit.OK


def _export(given: argparse.Namespace) -> int:
    from debate.saves import export_as

    path = _find(given, given.game)
    text = _done(lambda: export_as(saves_of(given), path, given.format, whole=given.whole))
    if given.output is None:
        sys.stdout.write(text)
        return Exit.OK
    target = Path(given.output).expanduser()
    write_fresh(target, text)
    print(f"Written to {visible(str(target), 200)}.")
    return Exit.OK
