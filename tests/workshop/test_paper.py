"""A deck on paper: nothing of it is missing, nothing in it is markup, and nothing is asked for from outside."""

from __future__ import annotations

import re
import shutil
import sys
from html.parser import HTMLParser
from pathlib import Path

import pytest

from debate.cli import run
from debate.command import Exit
from debate.deckfile import load_deck
from debate.rules.conditions import StepTable
from debate.rules.deck import Background, Deck, Denial, Ending, Link, News
from debate.rules.variant import effective
from debate.workshop.paper import short, world
from debate.workshop.paper.changes import amount
from debate.workshop.paper.document import document
from debate.workshop.paper.markup import el, html, plain
from debate.workshop.paper.names import edition, pile_of
from tests.classroom.records.test_take_home import sheets_of_paper
from tests.faces.tui import hostile

HARBOUR = Path(__file__).parent.parent / "decks" / "harbour.yaml"
DRAWN = {"svg", "title", "defs", "marker", "path", "rect", "text"}
WRITTEN = {"html", "head", "meta", "style", "body", "section", "div", "p", "span", "b", "s", "br", "h1", "h2", "h3"}
TABLES = {"ul", "ol", "li", "table", "thead", "tbody", "tr", "th", "td"}


class Read(HTMLParser):
    """What a browser would make of it: the text, the tags, the attributes; cards and sections by their text."""

    def __init__(self, document: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.open: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.text: list[str] = []
        self.sections: list[list[str]] = []
        self.feed(document)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        if tag not in ("br", "meta"):
            self.open.append(tag)
        if tag == "section":
            self.sections.append([])

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text.append(data)
        if self.sections:
            self.sections[-1].append(data)

    @property
    def whole(self) -> str:
        return " ".join("".join(self.text).split())

    def section(self, title: str) -> str:
        return next(" ".join("".join(part).split()) for part in self.sections if part[0] == title)


def check_closed(text: str) -> Read:
    """No tag that fetches or runs, no address in an attribute or a style, all tags closed."""
    read = Read(text)
    assert not read.open
    assert set(read.tags) <= DRAWN | WRITTEN | TABLES
    for name, value in read.attributes:
        assert name not in ("src", "href", "xlink:href", "srcset", "action", "data", "style")
        assert not name.startswith("on")
        assert "://" not in value
        assert "url(" not in value.replace("url(#", "")
    style = text.partition("<style>")[2].partition("</style>")[0]
    assert style
    assert not any(word in style for word in ("url(", "@import", "@font-face", "://", "/*SIZE", "/*CARD"))
    assert text.count("default-src 'none'".replace("'", "&#x27;")) == 1
    return read


def missing(deck: Deck, read: Read) -> list[str]:
    """Texts of the deck as played that do not stand in the print."""
    wanted: list[str] = [deck.title, deck.question, *deck.leaves_out]
    wanted += [part for role in deck.roles.values() for part in (role.name, role.brief)]
    wanted += [m.text for role in deck.roles.values() for m in role.motives.values()]
    wanted += [part for m in deck.meters.values() for part in (m.name, m.low, m.high, m.start_why, m.at_min, m.at_max)]
    wanted += [part for f in deck.flags.values() for part in (f.name, *f.values.values())]
    claims: list[Link | Denial | Background] = [*deck.links.values(), *deck.denials.values()]
    wanted += [x.says for x in (*claims, *deck.background.values())]
    wanted += [part for m in deck.moves.values() for part in (m.title, m.text, m.forbidden)]
    for a in deck.arguments.values():
        wanted += [a.title, a.claim, a.because, a.warrant, a.qualifier, a.rebuttal]
    told: list[News | Ending] = [*deck.news.values(), *deck.endings.values()]
    wanted += [part for x in told for part in (x.title, x.text)]
    wanted += [part for q in deck.questions.values() for part in (q.ask, q.look_for)]
    wanted += [part for g in deck.glossary.values() for part in (g.term, g.text)]
    wanted += [part for v in deck.views.values() for part in (v.name, v.says)]
    wanted += [x.gist for x in deck.passages.values()]
    wanted += [part for e in deck.evidence.values() for part in (e.says, e.where)]
    whole = read.whole
    return [text for text in wanted if " ".join(text.split()) not in whole]


@pytest.fixture(scope="module")
def zte() -> Read:
    return check_closed(document(load_deck("zte")))


def test_nothing_of_the_deck_is_missing(zte: Read) -> None:
    """Every card, move, link, denial, news item, ending, view, word and source, what only a view switches on too."""
    assert not missing(load_deck("zte"), zte)


@pytest.mark.parametrize("name", ["phones", str(HARBOUR)])
def test_other_decks(name: str) -> None:
    """A small deck without presets, and one that uses every key, on the other paper."""
    text = document(load_deck(name), "letter")
    assert not missing(load_deck(name), check_closed(text))
    assert "size: letter portrait" in text


def test_numbers_hold_together(zte: Read) -> None:
    """Each role has a card for each argument it may hold; each link and denial stands where it is looked for, once."""
    deck = load_deck("zte")
    made = edition(deck, "a4")
    for role in deck.turn_order:
        cards = zte.section(f"Arguments: {deck.roles[role].name}")
        assert all(f"{made.number(a.id)} {a.title}" in cards for a in pile_of(deck, role))
    ends = Read(world.round_end(made)).whole
    with_moves = Read(world.moves(made)).whole + Read(world.news(made)).whole
    claims: list[Link | Denial] = [*deck.links.values(), *deck.denials.values()]
    for item in claims:
        if item.active:
            assert ends.count(item.says) == (0 if item.follows else 1), item.id
            assert (item.says in with_moves) == bool(item.follows), item.id


def test_a_length_of_the_game() -> None:
    """The print for a lesson has its rounds and its thresholds; numbers are those of the whole deck."""
    deck = load_deck("zte")
    read = check_closed(document(deck, "letter", "class"))
    assert "5 rounds" in read.section("The ZTE Question")
    assert "End of round 5" in read.whole
    assert "End of round 6" not in read.whole
    assert edition(deck, "a4", "class").numbers == edition(deck, "a4").numbers
    with pytest.raises(KeyError):
        document(deck, "a4", "epic")


def test_text_of_a_deck_is_never_markup(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tags, closing tags, attributes, style and script in every text of a deck stand there to be read."""
    harm = "</style></title><script>x()</script>\"'><img src=http://a.example/x onerror=y()> &amp; {b} <!-- \\u202e"
    monkeypatch.setattr(hostile, "HARM", harm + "W" * 90)
    deck = hostile.hostile()
    read = check_closed(document(deck))
    assert harm in read.whole
    assert not missing(deck, read)


def test_characters_that_cannot_be_seen_are_spelt() -> None:
    """What turns or hides text is printed as its number."""
    assert html("a\u202eb\x1bc") == "a\\u202eb\\x1bc"
    assert plain(el("p", "<b>", "&")) == "<b>&"


def test_step_tables_are_whole() -> None:
    """Every step with the values for which it is read."""
    deck = load_deck("zte")
    table = StepTable("substitutes", ((0, -3), (30, 0), (60, 5)))
    assert plain(amount(deck, table)) == "read 'Substitutes for U.S. parts' 0 to 29: −3 · 30 to 59: 0 · 60 to 100: +5"
    assert plain(amount(deck, table, "substitutes")).startswith("read itself 0 to 29")


def test_the_command_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One file; without a place to write to, or with a length that is not there, one sentence."""
    file = tmp_path / "harbour.html"
    assert run(["deck", "print", str(HARBOUR), "--html", str(file), "--paper", "letter"]) == Exit.OK
    assert file.read_text(encoding="utf-8").startswith("<!DOCTYPE html>")
    assert run(["deck", "print", str(HARBOUR)]) == Exit.USAGE
    assert run(["deck", "print", str(HARBOUR), "--html", str(file), "--preset", "epic"]) == Exit.USAGE
    assert run(["deck", "print", str(HARBOUR), "--html", str(tmp_path)]) == Exit.PROBLEM
    told = capsys.readouterr().err.splitlines()
    assert [line.split(":")[1].strip()[:20] for line in told] == [
        "say where to write i",
        "there is no preset '",
        f"'{tmp_path}"[:20],
    ]


def test_without_the_extra(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """How to come by a PDF all the same is said."""
    monkeypatch.setitem(sys.modules, "weasyprint", None)
    assert run(["deck", "print", str(HARBOUR), "--pdf", str(tmp_path / "x.pdf")]) == Exit.PROBLEM
    assert "'Save as PDF'" in capsys.readouterr().err


@pytest.mark.torture
def test_pdf(tmp_path: Path) -> None:
    """With the extra a PDF is made."""
    pytest.importorskip("weasyprint")
    assert run(["deck", "print", str(HARBOUR), "--pdf", str(tmp_path / "x.pdf")]) == Exit.OK
    assert (tmp_path / "x.pdf").read_bytes().startswith(b"%PDF")


# The short print.


@pytest.mark.parametrize("name", ["zte", "river", "phones", str(HARBOUR)])
def test_the_short_print_is_the_same_game(name: str) -> None:
    """All that can be played and all that the world does with it stands there, in the length for one lesson."""
    whole = load_deck(name)
    deck = effective(whole, "short" if "short" in whole.presets else None, ())
    read = check_closed(short.document(whole))
    moves = [move for move in deck.moves.values() if move.active and not move.forbidden]
    cards = [card for card in deck.arguments.values() if card.active]
    wanted = [deck.question, *deck.leaves_out, *(move.title for move in moves)]
    wanted += [part for card in cards for part in (card.title, card.claim, card.because, card.warrant)]
    claims: list[Link | Denial] = [*deck.links.values(), *deck.denials.values()]
    told: list[News | Ending] = [*deck.news.values(), *deck.endings.values()]
    wanted += [x.says for x in claims if x.active]
    wanted += [part for x in told if x.active for part in (x.title, x.text)]
    wanted += [motive.text for role in deck.roles.values() for motive in role.motives.values()]
    wanted += [*(m.name for m in deck.meters.values()), *(role.name for role in deck.roles.values())]
    assert [text for text in wanted if " ".join(text.split()) not in read.whole] == []
    numbers = edition(whole, "a4").numbers
    piles = [sorted(found.split()) for found in re.findall(r"Your pile: ((?:A[0-9]+ ?)+)", read.whole)]
    assert piles == [sorted(numbers[card.id] for card in pile_of(deck, role)) for role in deck.turn_order]


def test_the_short_print_tells_who_may_know_a_hidden_meter() -> None:
    """What only some roles see is told to these alone; the teacher keeps the record."""
    deck = load_deck("zte")
    whole = check_closed(short.document(deck)).whole
    for meter in deck.meters.values():
        assert (f"'{meter.name}' is told to " in whole) == (meter.seen_by is not None)


@pytest.mark.skipif(shutil.which("chromium") is None, reason="no Chromium here to print with")
@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_the_short_print_takes_twelve_pages_at_most(name: str, tmp_path: Path) -> None:
    """As a browser prints it."""
    path = tmp_path / "short.html"
    path.write_text(short.document(load_deck(name)), encoding="utf-8")
    assert 3 <= sheets_of_paper(path) <= 12
