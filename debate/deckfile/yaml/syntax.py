"""What YAML's own complaints mean to an author, and where reading may go on after one."""

from __future__ import annotations

import re

from attrs import frozen
from yaml.error import Mark, MarkedYAMLError

from debate.deckfile.finding import Place, Report

_KEY_AT_MARGIN = re.compile(r"^[A-Za-z_][\w-]*:(?=[ \n]|\Z)", re.MULTILINE)
_COMMENT = re.compile(r" #.*")
_ALMOST_KEY = re.compile(r"([a-z_][\w-]*)(:|：| *=)[ ]*(\S|\s)")
_NO_BREAK = "\u00a0\u2007\u202f\u3000"
_KEY_ALONE = re.compile(r" *(- )?[\w-]+ *")
_NAME = re.compile(r"[a-z][\w-]*|[0-9]+")
_JOINED = re.compile(r"(.+?)(?:([;.，])| (and|&&?))")
_KEY_AND = re.compile(r" *(?:- )?([\w-]+):(?=[\[{])")
_NEXT_KEY = re.compile(r"[\w-]+(?=:[ \n])")
_COMPARED = re.compile(r">(=?) *([0-9]+|start\b)")
_NUMBER = re.compile(r"[-+]? *[0-9]+\b")

QUOTES = "put the text in quotes"
BULLET = "begin it with '- ', as the lines above do"


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
        report.error(trouble.place(quoted[0]), "syntax", sentence, right=trouble.close(quoted[0]))
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

    def block(self, mark: Mark) -> tuple[tuple[int, str], tuple[int, str]] | None:
        """Two lines above, with their numbers: that which the block around ``mark`` stands below, and its first."""
        above = [(n, line) for n, line in enumerate(self.text.split("\n")[: mark.line], 1) if line.strip()]
        above = [(n, line) for n, line in above if not line.lstrip().startswith("#")]
        at = max((at for at, (_, line) in enumerate(above) if _indent(line) < mark.column), default=-1)
        return (above[at], above[at + 1]) if 0 <= at < len(above) - 1 else None

    def in_list(self, mark: Mark) -> bool:
        """Whether the lines beside the one that begins at ``mark`` are those of a list."""
        block = self.block(mark)
        return block is not None and block[1][1].startswith(" " * mark.column + "- ")

    def indentation(self) -> tuple[str, str]:
        """What is wrong with the beginning of a line, and what to write instead."""
        have, block = self.mark.column, self.block(self.mark)
        if block is None:
            right = "as many blanks as the keys above"
            if self.text[: self.mark.index].rstrip().endswith("}") and not self.line_there.startswith("-"):
                right += "; or into the braces above, if it belongs there"
            return "this line is indented unlike its neighbours", right
        (number, parent), (first, line) = block
        if _indent(line) == have:
            if _NEXT_KEY.match(self.line_there):
                sentence = "this line is a key, and those beside it begin with a hyphen"
                return sentence, f"two blanks more, if it belongs to the line above; or {BULLET}"
            if self.line_there.startswith("- "):
                return "this line begins with a hyphen, and those beside it do not", "take the hyphen out"
            return "this line begins with no hyphen and blank, as those beside it do", BULLET
        one = "1 blank" if have == 1 else f"{have} blanks"
        sentence = f"this line has {one} before it, and line {first}, the first below line {number}, {_indent(line)}"
        right = f"{_indent(line)}; or {_indent(parent)}, as line {number} has"
        if not _indent(parent):
            right = f"the same for both; or two before line {number}, if it belongs to the section above"
        return sentence, right

    def close(self, mark: Mark) -> str:
        """What to write for a quote at ``mark`` that is not closed where it should be."""
        apostrophe = "; a text with apostrophes stands in double quotes" * (self.text[mark.index] == "'")
        return f"close it where the text ends{apostrophe}"

    def compared(self, mark: Mark) -> str:
        """What to write for a sign that compares: quotes, where it is none."""
        found = _COMPARED.match(self.text, mark.index)
        return f"'{'at least' if found[1] else 'above'} {found[2]}'" if found else QUOTES

    @property
    def near_before(self) -> str:
        """The key and text before the place, without what stands before them in the line."""
        return self.before[max(self.before.rfind(sign) for sign in "{[,") + 1 :]

    @property
    def near(self) -> str:
        """The key and text around the place, without what stands before and after them in the line."""
        after = self.line_of(self.mark)[self.mark.column :]
        return (self.near_before + re.split(r"[,}\]]", after, maxsplit=1)[0]).strip()


def _tab(trouble: _Trouble, report: Report) -> int:
    if trouble.character == "\t":
        right = "a blank in its place" if trouble.before.strip() else "two blanks for each step"
        report.error(trouble.here, "tab", "a tab stands where YAML wants blanks", right=right)
    else:
        sentence = f"an unquoted text may not begin with {trouble.character!r}"
        report.error(trouble.here, "syntax", sentence, right=trouble.compared(trouble.mark))
    return trouble.mark.line


def _colon(trouble: _Trouble, report: Report) -> int:
    if _KEY_ALONE.fullmatch(trouble.before):
        sentence = "this line is indented further than the key above, so it reads as more of its text"
        report.error(trouble.here, "syntax", sentence, trouble.line_there, "as many blanks as the keys beside it")
    elif key := _KEY_AND.match(trouble.before):
        place = Place(trouble.file, trouble.mark.line + 1, key.start(1) + 1)
        sentence = "a blank is missing after the colon of this key"
        report.error(place, "syntax", sentence, trouble.line_there, f"'{key[1]}: ' and then the value")
    else:
        _colon_in_text(trouble, report, trouble.before, within=False)
    return trouble.mark.line


def _colon_in_text(trouble: _Trouble, report: Report, entry: str, within: bool) -> None:
    """Report a colon that a key and its value, ``entry``, go on with; ``within`` braces."""
    text, _, name = entry.partition(": ")[2].lstrip("(").rpartition(" ")
    named = _NAME.fullmatch(name)
    known = named and re.search(rf"(?:^ *(?:- )?|[{{,] *){re.escape(name)}: ", trouble.text, re.MULTILINE)
    joined = _JOINED.fullmatch(text)
    one = joined[1] if joined else text
    if named and within and (_NUMBER.fullmatch(one) or (known and one.islower() and " " not in one)):
        right = f"a comma{f', not {joined[2] or joined[3]!r},' if joined else ''} before '{name}'"
        report.error(trouble.here, "syntax", "two keys with no comma between them", trouble.near, right)
        return
    right = QUOTES
    if named and not text:
        right = "{ } around it, if these are keys; quotes, if it is a text"
    elif known:
        right += f"; or {f'a comma before {name!r}' if within else f'{name!r} on a line of its own'}, if that is a key"
    report.error(trouble.here, "colon", "a colon and a blank inside a text", trouble.near, right)


def _quoted(trouble: _Trouble, report: Report) -> int:
    if "end of stream" in trouble.says or "document separator" in trouble.says:
        sentence = "the quote that opens here is never closed"
        report.error(trouble.place(trouble.opened), "syntax", sentence, right=trouble.close(trouble.opened))
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
        _colon_in_text(trouble, report, trouble.near_before, within=True)
    else:
        sentence = f"inside brackets a comma or {bracket} is wanted here"
        report.error(trouble.here, "syntax", sentence, trouble.near, _in_flow(trouble, bracket))
    return line


def _in_flow(trouble: _Trouble, bracket: str) -> str:
    """What to write where something stands after a value in brackets that cannot stand there."""
    sign = trouble.character
    if sign in "]}":
        missing = trouble.before.count("[{"["]}".index(sign)]) > trouble.before.count(sign)
        return f"{bracket} before the {sign}" if missing else f"{bracket} in its place, or take it out"
    if trouble.before.rstrip()[-1:] in ("'", '"', "]", "}"):
        key = _NEXT_KEY.match(trouble.text, trouble.mark.index)
        if key is not None or sign in "'\"[{":
            return f"a comma before '{key[0]}'" if key is not None else "a comma between the two"
    return "put a text that holds quotes or brackets in quotes of the other kind"


def _block_scalar(trouble: _Trouble, report: Report) -> int:
    sentence = "a text may not begin with | or > and go on in the same line"
    report.error(trouble.place(trouble.opened), "syntax", sentence, right=trouble.compared(trouble.opened))
    return trouble.mark.line


def _no_key(trouble: _Trouble, report: Report) -> int:
    wrong = trouble.line_of(trouble.opened).strip()
    almost = _ALMOST_KEY.match(wrong)
    right = f"'{almost[1]}: ' and then the value" if almost is not None else "write 'key: value', or indent it"
    if almost is None and trouble.in_list(trouble.opened):
        sentence, right = "this line begins with no hyphen and blank, as those beside it do", BULLET
    elif almost is None:
        sentence = "this line has no 'key:', and does not go on from the line above"
        right = f"'{wrong}:'; or indent it" if _KEY_ALONE.fullmatch(wrong) else f"{right}; a note begins with #"
    elif almost[2].endswith("="):
        sentence = "a key ends with a colon, and not with an equals sign"
    elif almost[2] == "：":
        sentence = "the colon of this key is a wide one, which is none to YAML"
    elif almost[3] in _NO_BREAK:
        sentence = "after the colon of this key stands a no-break space, which only looks like a blank"
    else:
        sentence = "a blank is missing after the colon of this key"
    report.error(trouble.place(trouble.opened), "syntax", sentence, wrong, right)
    return trouble.mark.line


def _list(trouble: _Trouble, report: Report) -> int:
    if not _negative(trouble, report):
        right = "put '- ' on the next line, or the text in quotes"
        report.error(trouble.here, "syntax", "a list begins on a line of its own", right=right)
    return trouble.mark.line


def _negative(trouble: _Trouble, report: Report) -> bool:
    """Report a minus with a blank before its number, if that is what stands there."""
    number = _NUMBER.match(trouble.text, trouble.mark.index)
    if number is not None:
        sentence = "a blank stands between the minus and its number"
        report.error(trouble.here, "syntax", sentence, number[0], number[0].replace(" ", ""))
    return number is not None


def _no_value(trouble: _Trouble, report: Report) -> int:
    if _negative(trouble, report):
        return trouble.mark.line
    sentence = f"{trouble.character!r} stands where a key or a value is wanted"
    right = "write it out; put a text that begins with a sign in quotes"
    if trouble.character == "," and trouble.before.rstrip()[-1:] in (",", "[", "{"):
        right = "take it out"
    report.error(trouble.here, "syntax", sentence, trouble.near, right)
    return trouble.mark.line


def _block(trouble: _Trouble, report: Report) -> int:
    before = trouble.before.rstrip()
    if not before and trouble.text[: trouble.mark.index].rstrip().endswith("\n..."):
        sentence, right = "'...' above this line ends the file", "take the '...' out"
    elif trouble.character in ("]", "}"):
        sentence, right = "no bracket is open that this one closes", "take it out"
    elif trouble.character == ":":
        sentence, right = "a key is missing before this colon", "write 'key: value'"
    elif not before:
        sentence, right = trouble.indentation()
    elif trouble.line_of(trouble.mark)[trouble.mark.column :].strip() in tuple(",;."):
        sentence, right = "nothing but a comment may follow here", f"take the {trouble.character!r} out"
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
