"""``debate deck print``, and the PDF of a print where WeasyPrint is there (the extra ``print``)."""

from __future__ import annotations

import argparse

from debate.command import Exit, Stop, open_deck, preset_of
from debate.workshop.output import write_file

_WITHOUT = (
    "a PDF needs WeasyPrint, which is not there: pip install weasyprint. Without it write --html FILE, open that "
    "file in a browser, and choose 'Save as PDF' where you would print."
)


def add(parser: argparse.ArgumentParser, path_help: str) -> None:
    """Give ``debate deck print`` its flags."""
    from debate.workshop.paper.names import PAPERS

    parser.add_argument("path", metavar="PATH", help=path_help)
    parser.add_argument("--html", metavar="FILE", help="write one HTML file, to be printed from a browser")
    parser.add_argument("--pdf", metavar="FILE", help="write a PDF (needs WeasyPrint)")
    parser.add_argument("--paper", choices=tuple(PAPERS), default="a4", help="a4 or letter (default: a4)")
    parser.add_argument("--preset", default="full", metavar="ID", help="length of the game (default: full)")
    parser.set_defaults(call=_print)


def _print(given: argparse.Namespace) -> int:
    from debate.workshop.paper.document import document

    if given.html is None and given.pdf is None:
        raise Stop(Exit.USAGE, "say where to write it: --html FILE, or --pdf FILE.")
    deck = open_deck(given.path)
    text = document(deck, given.paper, preset_of(deck, given.preset))
    if given.html is not None:
        write_file(given.html, text.encode())
    if given.pdf is not None:
        try:
            made = pdf(text)
        except NoPdf:
            raise Stop(Exit.PROBLEM, _WITHOUT) from None
        write_file(given.pdf, made)
    return Exit.OK


class NoPdf(Exception):
    """WeasyPrint, or a library that it stands on, is not there."""


def pdf(text: str) -> bytes:
    """The HTML document as PDF; a large deck takes some twenty seconds. Nothing is fetched.

    Raises:
        NoPdf: it cannot be made here.
    """
    try:
        from weasyprint import HTML
        from weasyprint.urls import URLFetcher
    except (ImportError, OSError) as problem:
        raise NoPdf(str(problem)) from None
    made = HTML(string=text, url_fetcher=URLFetcher(allowed_protocols=())).write_pdf()
    assert isinstance(made, bytes)
    return made
