"""What YAML's own complaints mean to an author, and where reading may go on after one."""

from __future__ import annotations

import re

from yaml.error import MarkedYAMLError

from debate.deckfile.finding import Place, Report

_KEY_AT_MARGIN = re.compile(r"^[A-Za-z_][\w-]*:(?=[ \n]|\Z)", re.MULTILINE)
_COMMENT = re.compile(r" #.*")

QUOTES = "put the text in quotes"


def next_key(text: str, line: int) -> int | None:
    """Where the first key at the left margin below ``line`` (from 0) begins."""
    at = 0
    for _ in range(line + 1):
        at = text.find("\n", at) + 1
        if at == 0:
            return None
    match = _KEY_AT_MARGIN.search(text, at)
    return match.start() if match else None


def explain(file: str, text: str, problem: MarkedYAMLError, report: Report) -> int:
    """Report what PyYAML could not read, and return the line (from 0) below which to go on."""
    says = problem.problem or ""
    context = problem.context or ""
    mark = problem.problem_mark or problem.context_mark
    opened = problem.context_mark or mark
    if mark is None or opened is None:
        report.error(Place(file), "syntax", "this cannot be read as YAML")
        return text.count("\n")
    at = min(mark.index, len(text))
    place = Place(file, mark.line + 1, mark.column + 1)
    start = Place(file, opened.line + 1, opened.column + 1)
    line = mark.line

    if text[at : at + 1] == "\t":
        report.error(place, "tab", "a tab stands where YAML wants blanks", right="two blanks for each step")
    elif "mapping values are not allowed" in says:
        report.error(place, "colon", "a colon and a blank inside a text", _line(text, at), QUOTES)
    elif "quoted scalar" in context and ("end of stream" in says or "document separator" in says):
        report.error(
            start,
            "syntax",
            "the quote that opens here is never closed",
            right="close it; a quote inside 'text' is written ''",
        )
        line = opened.line
    elif "quoted scalar" in context:
        report.error(
            place,
            "syntax",
            "inside double quotes a backslash has a meaning of its own",
            right="use single quotes, or write \\\\",
        )
    elif "flow mapping" in context or "flow sequence" in context:
        line = _explain_flow(text, problem, at, start, place, report, opened.line, mark.line)
    elif "block scalar" in context:
        report.error(start, "syntax", "a text may not begin with | or > and go on in the same line", right=QUOTES)
    elif "simple key" in context:
        report.error(
            start,
            "syntax",
            "this line has no 'key:', and does not go on from the line above",
            _line(text, opened.index),
            "write 'key: value', or indent it",
        )
    elif "cannot start any token" in says:
        report.error(place, "syntax", f"an unquoted text may not begin with {text[at : at + 1]!r}", right=QUOTES)
    elif "sequence entries are not allowed" in says:
        report.error(
            place,
            "syntax",
            "a list begins on a line of its own",
            right="put '- ' on the next line, or the text in quotes",
        )
    elif "block mapping" in context or "block collection" in context or "block sequence" in context:
        _explain_block(text, at, place, report)
    else:
        report.error(place, "syntax", "this cannot be read as YAML", _line(text, at))
    return line


def _explain_flow(
    text: str, problem: MarkedYAMLError, at: int, start: Place, place: Place, report: Report, opened: int, line: int
) -> int:
    says = problem.problem or ""
    bracket = "]" if "sequence" in (problem.context or "") else "}"
    first = text.split("\n", opened + 1)[opened] if opened < 20000 else ""
    comment = _COMMENT.search(first, start.column - 1)
    if "got ':'" in says:
        report.error(place, "colon", "a colon and a blank inside a text", _line(text, at), QUOTES)
        return line
    if comment and line > opened:
        report.error(
            Place(place.file, opened + 1, comment.start() + 2),
            "hash",
            "the rest of this line is read as a comment",
            comment[0].strip(),
            QUOTES,
        )
    elif "stream end" in says or line > opened:
        report.error(start, "syntax", "the bracket that opens here is never closed", right=f"close it with {bracket}")
    else:
        found = text[at : at + 1]
        cure = "put a text that holds quotes or brackets in quotes of the other kind"
        report.error(place, "syntax", f"inside brackets a comma or {bracket} is wanted here", found, cure)
        return line
    return opened


def _explain_block(text: str, at: int, place: Place, report: Report) -> None:
    begin = text.rfind("\n", 0, at) + 1
    before = text[begin:at]
    if not before.strip():
        report.error(
            place,
            "syntax",
            "this line is indented unlike its neighbours",
            _line(text, at),
            "as many blanks as the keys above",
        )
    elif before.rstrip()[-1:] in "'\"":
        report.error(
            place,
            "syntax",
            "text goes on after its closing quote",
            _line(text, at),
            "put the whole text in quotes of the other kind",
        )
    elif before.rstrip()[-1:] in "]}":
        report.error(
            place,
            "syntax",
            "text goes on after a closing bracket",
            _line(text, at),
            "put a text that begins with a bracket in quotes",
        )
    else:
        report.error(place, "syntax", "this cannot be read as YAML", _line(text, at), QUOTES)


def _line(text: str, at: int) -> str:
    begin = text.rfind("\n", 0, at) + 1
    end = text.find("\n", at)
    return text[begin : end if end >= 0 else len(text)].strip()
