"""``debate deck reference``: every key that a deck may hold, in Markdown, made from the declaration."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterable, Iterator, Mapping

from debate.deckfile import kinds as k
from debate.deckfile.codes import CODES
from debate.deckfile.keys import GROUNDS, MAX_ID, RESERVED, SINGLE
from debate.deckfile.read.suppressions import SILENCEABLE
from debate.deckfile.sections import SECTIONS
from debate.workshop.playfile import BODY, CHOICES, EXPECTED, HEADER, REFUSALS
from debate.workshop.playthroughs import FOLDER, SUFFIX

WIDTH = 98
HEADING = "## Reference"

_NOTATIONS = """
@HEADING@

This part is made from the tables that the reader of decks works from; `debate deck reference` prints it.

### Files, ids and values

A deck is one `.yaml` file or a folder of them. Each file holds *single keys* (`title: ...`) and *sections*
(`links:`, with one item a line or block below, each under its id), in any split. A section may go on in another
file; a single key, an id and the rules of one role stand in one place. The order of files and items matters in
four places only: the list of moves on screen, endings (the first that holds), rules of an opponent (the first
that holds), values of a flag (weakest first).

An id is small letters, digits and single hyphens, a letter first, at most @MAX_ID@ characters. @SHARED@ share
one namespace, since conditions and effects name them bare. These words cannot be ids: @RESERVED@.

A value is read by the key in which it stands: `year: 2018` is text, `no` in a title is the word. Quotes never
change a meaning, and a text needs them where it holds a colon and a blank, a blank and a `#`, or, inside
braces, a comma or a question mark. Decks have no anchors, aliases, tags or merge keys.

### Conditions

A mapping; **all** of its entries must hold. What a key may be, and what may stand after it:

- a meter: `at least N`, `at most N`, `below N`, `above N`, `exactly N`, `N to M`; for N also `start`, its own
  start
- a flag: a value, or a list of values of which it has one
- a move or news item: `ever`, `never`, `at least 2`; `this round`, `in the last 2 rounds`; `not this round`,
  `not in the last 2 rounds`. The round that runs is one of these: the last 2 are this one and the one before it
- `round`: a comparison with the number of the round, from 1
- `capital`: `{role: at least 2}`
- `declined`: `{offer: ever}`, with the same words as a move: whether and when an offer was declined (a declined
  offer does not count as the move having happened)
- `stood`, `beaten`: `{move-or-argument: ever}`, with the same words: whether and when a case for that move, or with
  that argument, stood or was beaten. Moves, questions and rules of opponents may ask it; links and news only where they
  change nothing but perceived meters
- `any_of`, `all_of`, `none_of`: a list of conditions, of which one, all or none must hold
- `lasting`: `{rounds: 2, when: {...}}`: it holds now, and held at each of the last two round ends

A bare number is a finding, since it does not say how to compare. There is no `not`: `none_of: [{a: x, b: y}]`
is "not both", `none_of: [{a: x}, {b: y}]` is "neither".

### Effects and amounts

Effects are a mapping: meter -> an amount to add, flag -> its new value, `capital` -> `{role: number}` to add.
Values are kept within their limits, so `+100` fills a meter and `-100` empties it. An amount is a whole number,
or a step table over a meter: `{by: anger, from: {0: +12, 40: +8, 70: 0}}` is +12 while anger is below 40, +8
from 40, nothing from 70.

### What is said

The floor decides what a move costs and when it comes, never what it does to the world. It may change what people feel:
meters with `perceived: yes`. `stands` and `beaten`, of an argument or for all of them in `rules`, are effects on such
meters. They come after the moves of the round, and not on a meter that a denial names in that round. With `press` in
`rules` everybody can ask for the ground of a case, without a card: its speaker shows it and pays that much, or the case
counts half if it stands: half the capital and half of its effects, rounded to 0, and no debate point.

### When links and denials fire

- With `follows`: with each of these moves or news items, at once. `when` may narrow it.
- With `per_rise_of` or `per_fall_of`: at round end, once for each so many `points` that the meter rose or fell.
- With neither: at the end of each round in which `when` holds; `every: 2` at each second round end in a row,
  `once: yes` only at the first of a row.

`delay: N` lands a change at the N-th round end still to come. With `follows` and a move, 1 is the end of the same
round; for what fires at a round end, or follows news, 1 is the end of the next round. What one link does at a round
end is seen by others at the next: a chain takes one round a link. Changes of one moment are added up before limits
are applied, so their order does not matter.
"""


def reference() -> str:
    """The whole page, without a line end at its end."""
    return "\n".join(_lines())


def _lines() -> Iterator[str]:
    shared = _listed([f"`{name}`" for name, section in SECTIONS.items() if section.shared])
    reserved = ", ".join(f"`{word}`" for word in sorted(RESERVED))
    text = _NOTATIONS.strip("\n")
    for word, put in (("HEADING", HEADING), ("MAX_ID", str(MAX_ID)), ("SHARED", shared), ("RESERVED", reserved)):
        text = text.replace(f"@{word}@", put)
    for paragraph in text.split("\n\n"):
        yield from _paragraph(paragraph)
        yield ""
    yield "### Grounds"
    yield ""
    yield from _wrapped(
        "Whatever claims something about the world says where it comes from. Where a section below says that grounds"
        " are needed, that is a `source`, or `basis: outside` with `evidence`."
    )
    yield ""
    yield from _keys(GROUNDS)
    yield ""
    yield "### Single keys"
    yield ""
    yield from _keys(SINGLE)
    for name, section in SECTIONS.items():
        yield ""
        yield f"### `{name}`: {section.help}"
        yield ""
        yield from _section(name, section)
    yield ""
    yield "### Playthroughs"
    yield ""
    yield from _playthroughs()
    yield ""
    yield "### Findings"
    yield ""
    yield from _wrapped(
        "Errors stop play, warnings do not. `debate deck explain CODE` gives an example of each and its cure. Warnings"
        f" may be silenced: {_listed([f'`{code}`' for code in SILENCEABLE])}."
    )
    yield ""
    for code, declared in CODES.items():
        yield from _item(f"`{code}` ({' or '.join(declared.severities)}): {declared.means}")


def _playthroughs() -> Iterator[str]:
    yield from _wrapped(
        f"Games that the check plays: files that end in `{SUFFIX}` in the folder `{FOLDER}` of a deck. A line is one"
        " statement. Empty lines, and lines that begin with `#`, are for people. A statement is a choice in notation or"
        " begins with one of the words below; first come those of the head."
    )
    yield ""
    for word, (form, help) in (*HEADER.items(), *BODY.items()):
        yield from _item(f"`{f'{word} {form}'.strip()}`: {help}")
    yield ""
    yield from _wrapped("What can be expected. When the game is over, it is how things stood at the end of term:")
    yield ""
    for form, help in EXPECTED.items():
        yield from _item(f"`expect {form}`: {help}")
    yield ""
    yield from _wrapped("Choices in notation, in the order in which a round asks for them:")
    yield ""
    for form, help in CHOICES.items():
        yield from _item(f"`{form}`: {help}")
    yield ""
    yield from _wrapped(f"Reasons of a refusal: {_listed([f'`{code}`' for code in REFUSALS])}.")


def _section(name: str, section: k.Section) -> Iterator[str]:
    notes = []
    if section.required:
        notes.append("A deck needs it.")
    if section.grounds != "none":
        notes.append("Grounds are needed." if section.grounds == "required" else "Grounds may be given.")
    if section.replaceable:
        notes.append("Views and presets may change its items.")
    if notes:
        yield from _wrapped(" ".join(notes))
        yield ""
    yield from _keys({key: declared for key, declared in section.keys.items() if key not in GROUNDS})
    if section.one_of:
        yield from _item(f"*Note:* {section.one_of_why}.")
    for key, declared in section.keys.items():
        if declared.beside:
            yield from _item(f"*Note:* `{key}` only beside {_either(declared.beside)}: {declared.why}.")
        if declared.excludes:
            yield from _item(f"*Note:* `{key}` excludes {_listed([f'`{other}`' for other in declared.excludes])}.")


def _keys(keys: Mapping[str, k.Key], before: str = "") -> Iterator[str]:
    for name, key in keys.items():
        yield from _item(f"`{before}{name}` ({_what(key)}): {key.help}")
        record = key.kind.value if isinstance(key.kind, k.Table) else key.kind
        record = record.item if isinstance(record, k.ListOf) else record
        if isinstance(record, k.Record):
            between = "ID." if isinstance(key.kind, k.Table) else ""
            yield from _keys(record.keys, f"{before}{name}.{between}")


def _what(key: k.Key) -> str:
    what = kind_words(key.kind)
    if key.required:
        return f"{what}; **required**"
    default = key.default
    if isinstance(default, bool):
        return f"{what}; {'yes' if default else 'no'} if left out"
    if isinstance(default, int | str) and default != "":
        return f"{what}; `{default}` if left out"
    return what


def kind_words(kind: k.Kind) -> str:
    """What may stand after a key, in a few words."""
    match kind:
        case k.Text(lines):
            return "text" if lines else "one line of text"
        case k.Whole(low, high):
            return f"number from {low} to {high}"
        case k.YesNo():
            return "yes or no"
        case k.Language():
            return "tag of a language"
        case k.Word(words):
            return _either(words)
        case k.NewId():
            return "an id"
        case k.Id(of):
            return f"id of {_a(of)}"
        case k.Ids(of):
            return f"one or more ids of {_listed([_plural(noun) for noun in of], 'or')}"
        case k.MarkedIds(of, words):
            return f"{kind_words(k.Ids(of))}, or {kind_words(k.Table(k.Id(of), k.Word(words)))}"
        case k.TextOrId(of):
            return f"id of {_a(of)}, or words of your own"
        case k.ValueOfFlag():
            return "one of its values"
        case k.ConditionOf():
            return "condition"
        case k.EffectsOf():
            return "effects"
        case k.AmountOf(low, high):
            return f"amount from {low} to {high}"
        case k.ListOf(item):
            return f"list; each: {kind_words(item)}"
        case k.Table(key, value):
            return f"mapping: {kind_words(key)} -> {kind_words(value)}"
        case k.Record():
            return "keys"
        case k.Replaces():
            return "mapping: id -> keys of that item with other values"
        case k.Silences():
            return "mapping: code -> text, or mapping of ids to texts"


def _a(of: Iterable[str]) -> str:
    return _listed([noun if noun in ("news", "evidence") else f"{_article(noun)} {noun}" for noun in of], "or")


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _plural(noun: str) -> str:
    return noun if noun in ("news", "evidence") else f"{noun}s"


def _either(words: Iterable[str]) -> str:
    return _listed([f"`{word}`" for word in words], "or")


def _listed(words: list[str], joint: str = "and") -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} {joint} {words[-1]}"


_CODE = re.compile(r"`[^`]*`")


def _wrap(text: str, first: str = "", indent: str = "") -> list[str]:
    """Lines of the page; what stands in backticks stays on one line."""
    held = _CODE.sub(lambda code: code[0].replace(" ", "\0"), text)
    lines = textwrap.wrap(
        held, WIDTH, initial_indent=first, subsequent_indent=indent, break_on_hyphens=False, break_long_words=False
    )
    return [line.replace("\0", " ") for line in lines]


def _item(text: str) -> list[str]:
    return _wrap(text, "- ", "  ")


def _wrapped(text: str) -> list[str]:
    return _wrap(text)


def _paragraph(text: str) -> Iterator[str]:
    """A paragraph or list wrapped anew; headings as they are."""
    if text.startswith("#"):
        yield text
    elif text.startswith("- "):
        for item in text.removeprefix("- ").split("\n- "):
            yield from _item(" ".join(item.split()))
    else:
        yield from _wrapped(" ".join(text.split()))
