"""HTML that is safe by how it is made: a plain string is escaped wherever it is put; only :func:`el` makes markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from html import escape, unescape

from debate.debrief.spoken import PROGRAM, runs
from debate.rules.deck import Deck
from debate.rules.text import visible

CLOSED = "default-src 'none'; style-src 'unsafe-inline'"
"""Whatever a deck says: a browser that reads this fetches nothing and runs nothing."""
_SPOKEN: ContextVar[Deck | None] = ContextVar("spoken", default=None)
_UNSHOWN = re.compile(r"[^\x20-\x7e]")
_TAGS = re.compile(r"<[^>]*>")
_EMPTY = frozenset(("br", "meta"))


class Html(str):
    """Markup that was made here. A plain ``str`` is text and never markup."""

    __slots__ = ()


Content = str | Html | Iterable["Content"] | None
"""What may stand inside an element: text, markup, or any number of them; None is nothing."""


def html(content: Content) -> Html:
    """The content as markup; text is escaped, and characters that cannot be seen are spelt out."""
    if content is None:
        return Html("")
    if isinstance(content, Html):
        return content
    if isinstance(content, str):
        deck = _SPOKEN.get()
        if deck is None:
            return text(content)
        return Html(
            "".join(
                text(part) if language == PROGRAM else f'<span lang="{escape(language)}">{text(part)}</span>'
                for part, language in runs(deck, content)
            )
        )
    return Html("".join(map(html, content)))


def text(content: str) -> Html:
    """Text as markup, in the language of what stands around it."""
    return Html(escape(visible(content, 1_000_000) if _UNSHOWN.search(content) else content))


@contextmanager
def spoken(deck: Deck) -> Iterator[None]:
    """While it lasts, texts of this deck are marked with their language, where that is not the program's."""
    before = _SPOKEN.set(None if deck.language.split("-")[0] == PROGRAM else deck)
    try:
        yield
    finally:
        _SPOKEN.reset(before)


def el(name: str, /, *content: Content, cls: str = "", **attributes: str | int) -> Html:
    """An element. Attributes are written as given, escaped; ``_`` in their names stands for ``-``."""
    named = {"class": cls, **attributes} if cls else attributes
    said = "".join(f' {key.replace("_", "-")}="{escape(str(value))}"' for key, value in named.items())
    inside = "".join(map(html, content))
    return Html(f"<{name}{said}>" if name in _EMPTY else f"<{name}{said}>{inside}</{name}>")


def plain(markup: Html) -> str:
    """The text of markup made here."""
    return unescape(_TAGS.sub("", markup))


def p(*content: Content, cls: str = "") -> Html:
    return el("p", *content, cls=cls)


def b(*content: Content) -> Html:
    return el("b", *content)


def span(cls: str, *content: Content) -> Html:
    return el("span", *content, cls=cls)


def div(cls: str, *content: Content) -> Html:
    return el("div", *content, cls=cls)


def listed(items: Iterable[Content], name: str = "ul", cls: str = "") -> Html:
    return el(name, [el("li", item) for item in items], cls=cls)


def joined(items: Iterable[Content], joint: Content = ", ") -> Html:
    """The items one after the other with ``joint`` between them."""
    found = [html(item) for item in items]
    return Html(html(joint).join(found))


def table(head: Iterable[Content], rows: Iterable[Iterable[Content]], cls: str = "") -> Html:
    """A table whose head is repeated on each page; rows are not torn apart. A row of one cell goes across."""
    titles = list(head)
    made = []
    for row in rows:
        cells = list(row)
        if len(cells) == 1 and len(titles) > 1:
            made.append(el("tr", el("th", cells[0], colspan=len(titles)), cls="across"))
        else:
            made.append(el("tr", [el("td", cell) for cell in cells]))
    top = el("thead", el("tr", [el("th", title) for title in titles])) if titles else None
    return el("table", top, el("tbody", made), cls=cls)


def section(title: str, *content: Content, cls: str = "") -> Html:
    """A part that begins on a new page. ``cls`` ``wide``: on pages that lie on their side."""
    return el("section", el("h2", title), *content, cls=cls)
