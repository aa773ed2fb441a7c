"""The causal map: in the terminal, as a picture and as text for other programs."""

from __future__ import annotations

import re
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate.cli import run
from debate.command import Exit
from debate.debrief.graph import edges
from debate.debrief.naming import CAPITAL
from debate.deckfile import load_deck
from debate.deckfile.finding import cells
from debate.rules.deck import Deck
from debate.workshop.causal import causal, subjects
from debate.workshop.layers import lay_out
from debate.workshop.map_dot import dot, mermaid
from debate.workshop.map_svg import svg
from debate.workshop.map_text import neighbourhood, overview

HARBOUR = Path(__file__).parent.parent / "decks" / "harbour.yaml"
MUD = """\
    ┌┄─ + The channel                    [1]  +15, 1 later
    ├── - Clean the water                [2]  -20
    ├── + (The river)                    [3]  raises
    ▼
  ┏━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┓
  ┃ Mud                           ┃
  ┃ clear ... thick; starts at 20 ┃
  ┗━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━┛
    ├─▶ ◆ Cargo                          [4]  +20 to 0 as it rises
    ├─▶ - Cargo                          [5]  -1 for each 5 points it rises
    ├─▶ ◆ The beach                      [5]  shut for each 5 points it rises
    ├─▶ - Cargo                          [6]  +1 for each point it falls
    └─▶ ◆ A storm                        [7]  10 to 40 chances in 100 as it
                                              rises

[1]  Mud comes down a round later (P2). Once, at the first round end at which
     'The channel' is dug deep.
"""


@pytest.fixture(scope="module")
def harbour() -> Deck:
    return load_deck(HARBOUR)


@pytest.fixture(scope="module")
def zte() -> Deck:
    return load_deck("zte")


def test_a_neighbourhood_in_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    """What drives the mud above it, what it drives below; then each arrow in a sentence with its source."""
    assert run(["deck", "map", str(HARBOUR), "--from", "mud"]) == Exit.OK
    assert capsys.readouterr().out.startswith(MUD)


@pytest.mark.parametrize("deck", ["zte", "harbour"])
def test_what_stands_around_a_thing_is_found_without_all_the_rest(deck: str, request: pytest.FixtureRequest) -> None:
    """For each meter, flag, move, news item and purse the same edges as out of the whole map, from fewer."""
    made: Deck = request.getfixturevalue(deck)
    whole = edges(made)
    purses = [CAPITAL + role for role in made.turn_order]
    for id in (*made.meters, *made.flags, *made.moves, *made.news, *purses):
        near = edges(made, about=id)
        own = [[edge for edge in found if id in (edge.cause, edge.effect)] for found in (whole, near)]
        assert own[0] == own[1], id
        assert len(near) < len(whole)


def test_everything_fits_80_columns(zte: Deck) -> None:
    """Every neighbourhood of the largest deck, and the list of all."""
    lines = [*overview(zte), *(line for id in subjects(zte) for line in neighbourhood(zte, id))]
    assert max(map(cells, lines)) < 80


def test_a_denied_arrow_is_no_arrow(harbour: Deck) -> None:
    """It is drawn with a cross, and last."""
    lines = list(neighbourhood(harbour, "fish"))
    assert [line[4:34].rstrip() for line in lines[:3]] == [
        "┌── - Dig the channel",
        "├── - (Trawlers)",
        "├─✗ ✗ The channel",
    ]


def test_a_meter_of_a_condition_has_its_arrow(zte: Deck) -> None:
    """A link that takes a high meter beside two facts has an arrow from each."""
    drawn = {edge.cause for edge in edges(zte) if edge.id == "bill-brings-beijing-nearer"}
    assert drawn == {"beijing-cost", "relief", "supply-ban"}


def test_an_unknown_subject(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["deck", "map", str(HARBOUR), "--from", "mudd"]) == Exit.USAGE
    assert "there is no meter, flag, move or news item 'mudd'. Did you mean 'mud'?" in capsys.readouterr().err
    assert run(["deck", "map", str(HARBOUR), "--from", "a share"]) == Exit.USAGE  # as on screen
    assert "Did you mean 'share-the-fees'?" in capsys.readouterr().err


@pytest.mark.parametrize("center", ["", "mud"])
def test_files_show_every_name(center: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """All three files hold all names and arrows; the picture is XML that names each arrow."""
    files = {option: tmp_path / f"map.{option}" for option in ("svg", "dot", "mermaid")}
    options = [word for option, path in files.items() for word in (f"--{option}", str(path))]
    what = ["--from", center] if center else ["--moves"]
    assert run(["deck", "map", str(HARBOUR), *what, *options]) == Exit.OK
    assert capsys.readouterr().out.count("Written: ") == 3
    graph = causal(load_deck(HARBOUR), center, moves=True)
    picture = ElementTree.fromstring(files["svg"].read_text(encoding="utf-8"))
    texts = " ".join(element.text or "" for element in picture.iter() if element.tag.endswith("text"))
    dotted, mermaided = (files[option].read_text(encoding="utf-8") for option in ("dot", "mermaid"))
    for node in graph.nodes.values():
        assert all(word in texts and word in dotted and word in mermaided for word in node.name.split())
    arrows = len([arrow for arrow in graph.arrows if arrow.cause != arrow.effect])
    assert len(picture.findall("{*}path/{*}title")) == arrows
    assert dotted.count(" -> ") == mermaided.count("linkStyle") == len(graph.arrows)


def test_the_whole_map_leaves_moves_out_unless_asked(harbour: Deck) -> None:
    assert "dig" not in causal(harbour).nodes
    assert "dig" in causal(harbour, moves=True).nodes
    assert not any(id.startswith("capital.") for id in causal(harbour, moves=True).nodes)


NASTY = "\"]; <b>&amp;'`|{} \\n #quot; -->"


def test_names_mean_nothing_to_other_programs(tmp_path: Path) -> None:
    """Quotes, brackets, tags and arrows in a name stay a name in each of the three."""
    quoted = "'" + NASTY.replace("'", "''") + "'"
    text = HARBOUR.read_text(encoding="utf-8").replace("{name: Mud,", f"{{name: {quoted},")
    (tmp_path / "deck.yaml").write_text(text, encoding="utf-8")
    graph = causal(load_deck(tmp_path), "mud")
    picture = ElementTree.fromstring(svg(graph))
    assert NASTY in "".join(picture.find("{*}title").itertext())  # type: ignore[union-attr]
    assert {element.tag.split("}")[1] for element in picture.iter()} <= {
        *("svg", "title", "defs", "marker", "path", "rect", "text"),
    }
    for line in dot(graph).splitlines()[3:-1]:
        assert len(re.findall(r'(?<!\\)(?:\\\\)*"', line)) % 2 == 0
        assert re.fullmatch(r'  n\d+( -> n\d+)? \[(label="(\\.|[^"\\])*")(, \w+=[^\]]+)*\]', line)
    label = r'"[^"<>|]*(<br>[^"<>|]*)*"'
    for line in mermaid(graph).splitlines()[1:]:
        node, arrow = rf"n\d+\W{{1,2}}{label}\W{{1,2}}", rf"n\d+ \S+?(\|{label}\|)? n\d+"
        assert re.fullmatch(rf"  ({node}|{arrow}|linkStyle .*|style .*)", line)


@given(st.lists(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=40))
def test_a_layout_has_no_overlaps(pairs: list[tuple[int, int]]) -> None:
    """Boxes of a layer stand apart; a way leads from box to box, a layer at a time, in one direction."""
    named = [(f"n{one}", f"n{other}") for one, other in pairs]
    heights = {f"n{number}": 20.0 + number for number in range(12)}
    layout = lay_out(heights, named, ["n0", "n1"], gap=10)
    by_layer: dict[int, list[tuple[float, float]]] = {}
    for node, (layer, middle) in layout.places.items():
        by_layer.setdefault(layer, []).append((middle - heights[node] / 2, middle + heights[node] / 2))
    for boxes in by_layer.values():
        assert all(top - bottom > 9.9 for (_, bottom), (top, _) in pairwise(sorted(boxes)))
        assert min(boxes)[0] > -0.1
        assert max(boxes)[1] < layout.height + 0.1
    for cause, effect in {pair for pair in named if pair[0] != pair[1]}:
        route = layout.routes[cause, effect]
        assert (route[0], route[-1]) == (layout.places[cause], layout.places[effect])
        assert {one[0] - other[0] for one, other in pairwise(route)} in ({1}, {-1})
