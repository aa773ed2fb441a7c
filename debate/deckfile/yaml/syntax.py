"""What YAML's own complaints mean to an author, and where reading may go on after one."""

from __future__ import annotations

import re

from attrs import frozen
from yaml.error import Mark, MarkedYAMLError

from debate.deckfile.finding import Place, Report

_KEY_AT_MARGIN = re.compile(r"^[A-Za-z_][\w-]*:(?=[ \n]|\Z)", re.MULTILINE)
_COMMENT = re.compile(r" #.*")
_ALMOST_KEY = re.compile(r"([a-z_][\w-]*)(:|：)[ ]*(\S|\s)")
_NO_BREAK = "\u00a0\u2007\u202f\u3000"
_KEY_ALONE = re.compile(r" *(- )?[\w-]+ *")

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


def explain(file: str, text: str, problem: MarkedYAMLError, quoted: tuple[Mark, Mark] | None, report: Report) -> int:
    """Report what PyYAML could not read, and return the line (from 0) below which to go on.

    ``quoted`` is where the last text in quotes begins and ends.
    """
    mark = problem.problem_mark or problem.context_mark
    if mark is None:
        report.error(Place(file), "syntax", "this cannot be read as YAML")
        return text.count("\n")
    trouble = _Trouble(file, text, problem.problem or "", problem.context or "", mark, problem.context_mark or mark)
    trouble_at_quote = quoted is not None and quoted[0].line < quoted[1].line == mark.line
    if quoted is not None and trouble_at_quote:
        sentence = f"the quote that opens here closes only in line {quoted[1].line + 1}"
        report.error(trouble.place(quoted[0]), "syntax", sentence, right="close it where the text ends")
        return quoted[0].line
    for key, tell in _TELLERS:
        if key in trouble.says or key in trouble.context:
            return tell(trouble, report)
    report.error(trouble.here, "syntax", "this cannot be read as YAML", trouble.line_there)
    return mark.line


@frozen
class _Trouble:
    """What PyYAML says: ``mark`` is where it stopped, ``opened`` where what it was reading begins."""

    file: str
    text: str
    says: str
    context: str
    mark: Mark
    opened: Mark

    def place(self, mark: Mark) -> Place:
        return Place(self.file, mark.line + 1, mark.column + 1)

    @property
    def here(self) -> Place:
        return self.place(self.mark)

    @property
    def character(self) -> str:
        return self.text[self.mark.index : self.mark.index + 1]

    def line_of(self, mark: Mark) -> str:
        begin = self.text.rfind("\n", 0, mark.index) + 1
        end = self.text.find("\n", mark.index)
        return self.text[begin : end if end >= 0 else len(self.text)]

    @property
    def line_there(self) -> str:
        return self.line_of(self.mark).strip()

    @property
    def before(self) -> str:
        """The line up to the place."""
        return self.line_of(self.mark)[: self.mark.column]

    def indentation(self) -> tuple[str, str]:
        """What is wrong with the blanks before the line, counted, and what to write instead."""
        above = [(n, line) for n, line in enumerate(self.text.split("\n")[: self.mark.line], 1) if line.strip()]
        above = [(n, line) for n, line in above if not line.lstrip().startswith("#")]
        have = self.mark.column
        at = max((at for at, (_, line) in enumerate(above) if _indent(line) < have), default=-1)
        if at < 0 or at + 1 == len(above):
            return "this line is indented unlike its neighbours", "as many blanks as the keys above"
        (number, parent), (first, line) = above[at], above[at + 1]
        sentence = (
            f"this line has {have} blanks before it, and line {first}, the first below line {number}, {_indent(line)}"
        )
        right = "the same for both"
        if not _indent(parent):
            right += f"; or two before line {number}, if it belongs to the section above"
        return sentence, right

    @property
    def near(self) -> str:
        """The key and text around the place, without what stands before and after them in the line."""
        start = max(self.before.rfind(sign) for sign in "{[,") + 1
        after = self.line_of(self.mark)[self.mark.column :]
        return (self.before[start:] + re.split(r"[,}\]]", after, maxsplit=1)[0]).strip()


def _tab(trouble: _Trouble, report: Report) -> int:
    if trouble.character == "\t":
        report.error(trouble.here, "tab", "a tab stands where YAML wants blanks", right="two blanks for each step")
    else:
        sentence = f"an unquoted text may not begin with {trouble.character!r}"
        report.error(trouble.here, "syntax", sentence, right=QUOTES)
    return trouble.mark.line


def _colon(trouble: _Trouble, report: Report) -> int:
    if _KEY_ALONE.fullmatch(trouble.before):
        sentence = "this line is indented further than the key above, so it reads as more of its text"
        report.error(trouble.here, "syntax", sentence, trouble.line_there, "as many blanks as the keys beside it")
    else:
        report.error(trouble.here, "colon", "a colon and a blank inside a text", trouble.near, QUOTES)
    return trouble.mark.line


def _quoted(trouble: _Trouble, report: Report) -> int:
    if "end of stream" in trouble.says or "document separator" in trouble.says:
        sentence = "the quote that opens here is never closed"
        right = "close it; inside '...' a quote is written ''"
        report.error(trouble.place(trouble.opened), "syntax", sentence, right=right)
        return trouble.opened.line
    sentence = "inside double quotes a backslash has a meaning of its own"
    report.error(trouble.here, "syntax", sentence, right="use single quotes, or write \\\\")
    return trouble.mark.line


def _flow(trouble: _Trouble, report: Report) -> int:
    opened, line = trouble.opened.line, trouble.mark.line
    bracket = "]" if "sequence" in trouble.context else "}"
    first = trouble.line_of(trouble.opened)
    comment = _COMMENT.search(first, trouble.opened.column)
    if line > opened and comment:
        place = Place(trouble.file, opened + 1, comment.start() + 2)
        report.error(place, "hash", "the rest of this line is read as a comment", comment[0].strip(), QUOTES)
        return opened
    if "stream end" in trouble.says or (line > opened and _indent(trouble.before) <= _indent(first)):
        start = trouble.place(trouble.opened)
        report.error(start, "syntax", "the bracket that opens here is never closed", right=f"close it with {bracket}")
        return opened
    if "got ':'" in trouble.says and _KEY_ALONE.fullmatch(trouble.before):
        report.error(trouble.here, "syntax", "no comma ends the line above this key", right="add a comma there")
    elif "got ':'" in trouble.says:
        report.error(trouble.here, "colon", "a colon and a blank inside a text", trouble.near, QUOTES)
    else:
        sentence = f"inside brackets a comma or {bracket} is wanted here"
        right = "put a text that holds quotes or brackets in quotes of the other kind"
        report.error(trouble.here, "syntax", sentence, trouble.near, right)
    return line


def _block_scalar(trouble: _Trouble, report: Report) -> int:
    sentence = "a text may not begin with | or > and go on in the same line"
    report.error(trouble.place(trouble.opened), "syntax", sentence, right=QUOTES)
    return trouble.mark.line


def _no_key(trouble: _Trouble, report: Report) -> int:
    wrong = trouble.line_of(trouble.opened).strip()
    almost = _ALMOST_KEY.match(wrong)
    right = f"'{almost[1]}: ' and then the value" if almost is not None else "write 'key: value', or indent it"
    if almost is None:
        sentence = "this line has no 'key:', and does not go on from the line above"
    elif almost[2] == "：":
        sentence = "the colon of this key is a wide one, which is none to YAML"
    elif almost[3] in _NO_BREAK:
        sentence = "after the colon of this key stands a no-break space, which only looks like a blank"
    else:
        sentence = "a blank is missing after the colon of this key"
    report.error(trouble.place(trouble.opened), "syntax", sentence, wrong, right)
    return trouble.mark.line


def _list(trouble: _Trouble, report: Report) -> int:
    right = "put '- ' on the next line, or the text in quotes"
    report.error(trouble.here, "syntax", "a list begins on a line of its own", right=right)
    return trouble.mark.line


def _no_value(trouble: _Trouble, report: Report) -> int:
    sentence = f"{trouble.character!r} stands where a key or a value is wanted"
    right = "write it out; put a text that begins with a sign in quotes"
    report.error(trouble.here, "syntax", sentence, trouble.near, right)
    return trouble.mark.line


def _block(trouble: _Trouble, report: Report) -> int:
    before = trouble.before.rstrip()
    if trouble.character == ":":
        sentence, right = "a key is missing before this colon", "write 'key: value'"
    elif not before:
        sentence, right = trouble.indentation()
    elif before[-1] in "'\"":
        sentence, right = "text goes on after its closing quote", "put the whole text in quotes of the other kind"
    elif before[-1] in "]}":
        sentence, right = "text goes on after a closing bracket", "put a text that begins with a bracket in quotes"
    else:
        sentence, right = "this cannot be read as YAML", QUOTES
    report.error(trouble.here, "syntax", sentence, trouble.line_there, right)
    return trouble.mark.line


_TELLERS = (
    ("cannot start any token", _tab),
    ("mapping values are not allowed", _colon),
    ("quoted scalar", _quoted),
    ("flow mapping", _flow),
    ("flow sequence", _flow),
    ("block scalar", _block_scalar),
    ("simple key", _no_key),
    ("sequence entries are not allowed", _list),
    ("expected the node content", _no_value),
    ("expected '<document start>'", _block),
    ("parsing a block", _block),
)
"""What PyYAML's words hold, and who tells an author what they mean."""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
