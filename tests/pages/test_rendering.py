"""One page, three faces: each node looks as it should in the terminal, in lines that are heard, and as blocks."""

from __future__ import annotations

import io

import pytest

from debate.classroom.page.blocks import plain
from debate.faces.plain import Console
from debate.faces.plain.told import write
from debate.faces.tui.drawn import drawn
from debate.faces.tui.page_layout import laid, leaves
from debate.faces.tui.text import bar
from debate.faces.web.blocks import Block, blocks
from debate.pages.details import details
from debate.pages.document import (
    Bar,
    Change,
    Columns,
    Deed,
    Field,
    Folded,
    Goal,
    Group,
    Heading,
    Line,
    Node,
    Part,
    Ref,
    Thing,
    item,
    quiet,
    section,
    strong,
)
from debate.pages.glossary import glossary
from debate.pages.reader import Reader
from debate.pages.things import sections
from tests.debrief.games import harbour, played

PAGE: list[Node] = [
    Heading("The harbour"),
    quiet("As it stands."),
    Bar(30, 0, 100, start=40),
    Field("Promises", (item("Cargo up", Ref("meter", "cargo"), "up"),)),
    Field("At once", (item("Cargo +5", mark="change"), item("Debt +3", mark="change"))),
    *section("Where it comes from", [Line("Mud is slow.", 1, "P2", Ref("passage", "P2"))]),
    Line("One.", 2, quoted=True),
    Line("Two.", 2, quoted=True),
    *section("Moves", [Thing("Dig", Ref("move", "dig"), "denied", "+5")]),
    strong("It ends."),
    Line("Outside the brief", tone="badge"),
]


def test_in_the_terminal() -> None:
    """Labels stand in a column, marks are glyphs, the source's own words stand behind a bar; references lead on."""
    lines = drawn(PAGE)
    assert [line.plain for line in lines] == [
        "",
        "The harbour",
        "As it stands.",
        f"{bar(30, 20)} 30, 40 at the start",
        "Promises    ▲ Cargo up",
        "At once     → Cargo +5",
        "            → Debt +3",
        "",
        "Where it comes from",
        "P2  Mud is slow.",
        "  │ One.",
        "  │ Two.",
        "",
        "Moves",
        "⊘ +5  Dig",
        "It ends.",
        " OUTSIDE THE BRIEF ",
    ]
    assert [line.to for line in lines if line.to] == [Ref("meter", "cargo"), Ref("passage", "P2"), Ref("move", "dig")]


def test_in_lines_that_are_heard() -> None:
    """A single thing stands behind its label, several under it; no glyph is left, and words say where the source
    begins."""
    out = io.StringIO()
    write(Console(io.StringIO(), out, 80), PAGE)
    assert out.getvalue() == (
        "\nTHE HARBOUR\nAs it stands.\n"
        "It stands at 30, 40 at the start, on a scale from 0 to 100.\nPromises: Cargo up\n"
        "At once:\n  Cargo +5\n  Debt +3\nWhere it comes from:\n  P2: Mud is slow.\n"
        "    In the source's own words: One.\n    Two.\nMoves:\n  +5: Dig\nIt ends.\nOutside the brief\n"
    )


def test_as_blocks() -> None:
    """Headings, paragraphs, items and links come from the kinds of nodes. Under a title that says the same the first
    heading goes, and what stood below it rises."""
    found = blocks(PAGE, "The harbour")
    assert found[0] == Block("p", "As it stands.")
    assert Block("head", "Promises", 3) in found
    assert Block("item", "Cargo up", 1, "meter/cargo", "More", "Cargo up") in found
    assert Block("head", "Where it comes from", 2) in found
    assert Block("item", "P2: Mud is slow.", 1, "passage/P2", "More", "P2") in found
    assert Block("link", "+5: Dig", page="move/dig") in found
    assert blocks(PAGE)[0] == Block("head", "The harbour", 2)


@pytest.mark.parametrize("role", ["port", None])
def test_everything_is_said_in_every_face(role: str | None) -> None:
    """Each word of each page about a thing stands in the terminal, in the lines and in the blocks."""
    reader = Reader(played(harbour(), []), role)
    for kind, things in sections(reader.deck).items():
        for id_ in things:
            nodes = details(reader, Ref(kind, id_))
            out = io.StringIO()
            write(Console(io.StringIO(), out, 100), nodes)
            heard = " ".join(out.getvalue().split())
            seen = " ".join(" ".join(line.plain for line in drawn(nodes)).split())
            read = " ".join(block.text for block in blocks(nodes))
            for text in texts(nodes):
                assert text in heard, (kind, id_, text)
                assert text in read, (kind, id_, text)
                assert text in seen or text.upper() in seen, (kind, id_, text)


def texts(nodes: list[Node]) -> list[str]:
    found: list[str] = []
    for node in nodes:
        match node:
            case Field(label=label, lines=lines):
                found += [label, *(line.text for line in lines)]
            case Bar(value=value):
                found.append(str(value))
            case Heading(text=text) | Line(text=text) | Thing(text=text):
                found.append(text)
            case _:
                raise AssertionError(f"no text is known of {node}")
    return [" ".join(text.split()) for text in found]


def test_a_word_narrows_the_glossary() -> None:
    """Terms that hold it, then explanations that do, then things of the deck that are called so; else nothing."""
    deck = harbour()
    found = glossary(deck, " DREDGER ")
    assert isinstance(found[1], Line)
    assert found[1].term == "dredger"
    assert any(isinstance(node, Thing) and node.to.kind == "move" for node in glossary(deck, "dig"))
    assert glossary(deck, "no such word") == []


CARGO = Change(
    "Cargo moved", "Cargo", 40, 37, 0, 100,
    (Part(-5, "Mud is slow.", "P2"), Part(2, "It digs.", "P3", "port", "The port")),
    Ref("why", "cargo"), Goal("scored", 3),
)  # fmt: skip
TOLD: list[Node] = [
    Group("Who did what", (Deed("port", "The port", "Dig", "unanswered", "stands", Ref("move", "dig")),), "main"),
    Group("What moved", (CARGO, Folded("1 more: debt ▲3", (item("Debt 3→6"),))), below="1 of 2"),
]


def test_groups_in_each_face() -> None:
    """What belongs together stands under its title; who did what, what moved and why are sentences; what is folded
    opens on a page, is told in short to those who listen, and stands whole in the terminal's pages."""
    moved = "Cargo moved, which you want, 40→37. -5, Mud is slow (P2). The port +2, It digs (P3)."
    out = io.StringIO()
    write(Console(io.StringIO(), out, 110), TOLD)
    assert out.getvalue().splitlines() == [
        "", "WHO DID WHAT", "  The port: Dig, unanswered.",
        "", "WHAT MOVED", f"  {moved.replace('→', ' to ')}", "  1 more: debt ▲3.", "  1 of 2",
    ]  # fmt: skip
    who, what = blocks(TOLD)
    assert (who.kind, who.look, who.inside[0]) == ("group", "main", Block("head", "Who did what", 3))
    assert who.inside[1] == Block("item", "The port: Dig, unanswered.", 1, "move/dig", "More", "Dig")
    assert what.inside[1:3] == (
        Block("item", moved, 1, "why/cargo", "Why?", "Cargo moved"),
        Block("fold", "1 more: debt ▲3", inside=(Block("item", "Debt 3→6", 1),)),
    )
    assert plain(what)["inside"][2]["inside"] == [{"kind": "item", "text": "Debt 3→6", "level": 1}]  # type: ignore[index]
    assert "\n".join(line.plain for line in drawn(TOLD)).splitlines() == [
        "Who did what", "✓ The port: Dig, unanswered.",
        "What moved", f"▼ {moved}", "1 more: debt ▲3", "1 of 2",
    ]  # fmt: skip


def test_columns_stand_side_by_side_where_there_is_room() -> None:
    """Frames beside each other in a wide window, under each other in a narrow one, each line once, every row as wide as
    the page; lines inside keep their places in reading order."""
    lines = drawn([Columns((tuple(TOLD[:1]), tuple(TOLD[1:])), (2, 3))])
    wide, narrow = laid(lines, 100), laid(lines, 80)
    assert {sum(piece.cells for piece in row) for row in [*wide.rows, *narrow.rows[:3]]} == {100, 80}
    top = "".join(piece.content.plain for piece in wide.rows[0])
    assert top.startswith("┏━ Who did what ━")
    assert "┓╭─ What moved ─" in top
    assert [line.to for line in leaves(lines)] == [Ref("move", "dig"), Ref("why", "cargo"), None]
    assert (wide.first[0], wide.first[1], narrow.first[1]) == (1, 1, 4)
    assert {piece.place for piece in wide.rows[1]} == {None, 0, 1}
    out = io.StringIO()
    write(Console(io.StringIO(), out, 110), [Columns((tuple(TOLD[:1]), tuple(TOLD[1:])))])
    assert [line for line in out.getvalue().splitlines() if line.isupper()] == ["WHO DID WHAT", "WHAT MOVED"]
    (beside,) = blocks([Columns((tuple(TOLD[:1]), tuple(TOLD[1:])))])
    assert beside.kind == "beside"
    assert [[block.kind for block in part.inside] for part in beside.inside] == [["group"], ["group"]]
