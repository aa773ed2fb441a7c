"""``debate class``: what stays of a class, taken from its record."""

from __future__ import annotations

import argparse
import sys
from functools import partial

from debate.command import Exit, Parser, Stop, add_saves, saves_of, write_fresh
from debate.rules.text import visible

EXAMPLES = """examples:
  debate class                                the classes on this computer
  debate class pages                          a page for each student of the latest class, to print
  debate class pages BCDFGH --output 9b.html  of the class with this room code
  debate class table BCDFGH                   who proposed, argued, answered, voted, predicted what; students as numbers
  debate class delete BCDFGH                  names, log and files of a class are gone; its games stay, without names
  debate class xapi BCDFGH --names            the same as xAPI statements, with the names that others could see

Nothing about speed is in any of them, and nobody is ranked. Names are personal: keep such a file accordingly.
"""
_HELP = {
    "pages": "one page for each student, as HTML to be printed or kept as PDF",
    "table": "what each student contributed, as CSV for a spreadsheet",
    "xapi": "the same as xAPI statements, one a line, for a learning record store",
}


def add(parser: Parser) -> None:
    """Give ``debate class`` its commands; without one it lists."""
    parser.epilog, parser.formatter_class = EXAMPLES, argparse.RawDescriptionHelpFormatter
    add_saves(parser)
    parser.set_defaults(call=_list)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=Parser)
    for kind, help_ in _HELP.items():
        added = commands.add_parser(kind, help=help_)
        added.add_argument(
            "name",
            nargs="?",
            default="",
            metavar="CLASS",
            help="room code, name or folder of a class (default: the latest)",
        )
        if kind == "pages":
            added.add_argument("--numbers", action="store_true", help="without names: students as numbers")
        else:
            added.add_argument("--names", action="store_true", help="with names (default: students as numbers)")
        added.add_argument("--output", metavar="PATH", help="write a new file there (default: in the class's folder)")
        add_saves(added)
        added.set_defaults(call=partial(_take, kind))

    added = commands.add_parser("delete", help="delete names, log and files of a class; asks first")
    added.add_argument("name", metavar="CLASS", help="room code or name of a class")
    added.add_argument("--yes", action="store_true", help="do not ask")
    add_saves(added)
    added.set_defaults(call=_delete)


def _list(given: argparse.Namespace) -> int:
    from debate.classroom.records.facts import classes

    saves = saves_of(given)
    found = classes(saves)
    print(f"{len(found) or 'No'} class{'es' * (len(found) != 1)} in {visible(str(saves.folder), 200)}")
    for folder in found:
        print(visible(folder.name, 100))
    return Exit.OK


def _delete(given: argparse.Namespace) -> int:
    from debate.classroom.records.deleting import delete, holds
    from debate.classroom.records.facts import find
    from debate.store import RecordError

    try:
        saves = saves_of(given)
        folder = find(saves, given.name)
        print(f"{visible(folder.name, 100)} holds:")
        for line in holds(folder):
            print(f"  {line}")
        if not given.yes:
            if not sys.stdin.isatty():
                raise Stop(Exit.USAGE, "nobody is there to be asked; add --yes to delete this class.")
            if input("Delete all of it? It cannot be taken back. [y/N] ").strip().casefold() not in ("y", "yes"):
                print("Nothing is deleted.")
                return Exit.OK
        removed = delete(saves, folder)
    except RecordError as problem:
        raise Stop(Exit.PROBLEM, problem.sentence[:1].lower() + problem.sentence[1:]) from None
    except EOFError:
        print("Nothing is deleted.")
        return Exit.OK
    print(f"Deleted: {'; '.join(removed)}. Its games are still among your saved games; no name stands in them.")
    return Exit.OK


def _take(kind: str, given: argparse.Namespace) -> int:
    from pathlib import Path

    from debate.classroom.records.facts import find, from_disk
    from debate.classroom.records.writing import TAKEN, file_name
    from debate.store import RecordError

    names = not given.numbers if kind == "pages" else given.names
    try:
        folder = find(saves_of(given), given.name)
        with from_disk(saves_of(given), folder) as record:
            text = TAKEN[kind].make(record, names)
            called = record.called
    except RecordError as problem:
        raise Stop(Exit.PROBLEM, problem.sentence[:1].lower() + problem.sentence[1:]) from None
    if given.output == "-":
        sys.stdout.write(text)
        return Exit.OK
    stem = folder.name.rpartition(" ")[2]
    path = folder / file_name(kind, stem, names) if given.output is None else Path(given.output).expanduser()
    write_fresh(path, text)
    print(f"{called}. Written to {visible(str(path), 200)}. {TAKEN[kind].opens}")
    return Exit.OK
