"""``debate deck explain``: what a finding means, an example that triggers it, and the same put right."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator

from debate.deckfile.codes import CODES
from debate.deckfile.finding import Finding, quote
from debate.rules.text import visible
from debate.workshop.examples import EXAMPLES, changed, examined

WIDTH = 78


def listed() -> Iterator[str]:
    """All codes with the first sentence of what they mean."""
    yield "Codes of findings. 'debate deck explain CODE' tells more of one, with an example."
    yield ""
    for code, declared in CODES.items():
        first = declared.means.split(". ")[0].rstrip(".") + "."
        yield from textwrap.wrap(first, WIDTH, initial_indent=f"{code:<15}", subsequent_indent=" " * 15)
    yield ""
    yield "Errors stop play. Warnings do not, and a deck may silence one that is meant so:"
    yield "    silence: {fairness: {my-move: One good case is enough for it.}}"


def explained(code: str) -> Iterator[str]:
    """All about one code. Raises ``KeyError`` where there is none such."""
    declared = CODES[code]
    yield f"{code} ({' or '.join(declared.severities)})"
    yield ""
    yield from _wrapped(declared.means)
    yield ""
    example = EXAMPLES[code]
    if not example.stands:
        yield f"Wrong:  {example.wrong}"
        yield f"Right:  {example.right}"
        return
    text = changed(example, example.wrong)
    found = examined(text, declared.from_play, example.in_playthrough).findings
    finding = next(finding for finding in found if finding.code == code)
    yield "Wrong:"
    yield from _excerpt(text, example.wrong, finding)
    yield ""
    wrong = f": {finding.wrong}" if finding.wrong else ""
    right = f" -> {finding.right}" if finding.right else ""
    yield from _wrapped(f"{finding.severity}: {finding.sentence}{wrong}{right}")
    yield ""
    yield "Right:"
    yield from _excerpt(changed(example, example.right), example.right)
    if "warning" in declared.severities:
        yield ""
        yield "Where a warning is meant so, the deck may silence it and say why:"
        yield f"    silence: {{{code}: {{the-id-where-it-stands: Your reason.}}}}"


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(text, WIDTH, break_on_hyphens=False)


def _excerpt(text: str, part: str, finding: Finding | None = None) -> Iterator[str]:
    """The lines in which ``part`` stands, with a mark below the place of the finding."""
    start = text.index(part)
    first = text.count("\n", 0, start) + 1
    last = first + part.count("\n")
    lines = text.split("\n")[first - 1 : last]
    margin = min(len(line) - len(line.lstrip(" ")) for line in lines)
    if finding is not None and finding.line < first:
        yield from _marked(text, finding)
        yield "    ..."
    for number, line in enumerate(lines, first):
        if finding is not None and number == finding.line:
            yield from _marked(text, finding, margin)
        else:
            yield "    " + visible(line[margin:].rstrip(), WIDTH - 4).replace("\t", "\\t")
    if finding is not None and finding.line > last:
        yield "    ..."
        yield from _marked(text, finding)


def _marked(text: str, finding: Finding, margin: int | None = None) -> Iterator[str]:
    """The line of the finding and the mark, indented as the lines around it."""
    line = text.split("\n")[finding.line - 1]
    own = len(line) - len(line.lstrip(" "))
    indent = " " * (4 + (own - margin if margin is not None else 0))
    for shown in quote(text, finding) or ():
        yield indent + shown
