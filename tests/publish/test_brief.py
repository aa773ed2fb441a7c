"""Pages with buttons are short enough to be read before one chooses, also in games with many cases and moves."""

from __future__ import annotations

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest

from debate.classroom.page.blocks import READ, words_in
from tests.publish.test_buttons import Reader


def _open(blocks: list[dict[str, Any]]) -> Iterator[str]:
    """What is read without opening a fold."""
    for block in blocks:
        yield block.get("text", "")
        if block["kind"] != "fold":
            yield from _open(block.get("inside", []))


def read_first(frame: dict[str, Any]) -> int:
    """Words of a page that are read before something is chosen: what is asked, and all the choices."""
    groups = dict[str, list[dict[str, Any]]]()
    for choice in frame["choices"]:
        groups.setdefault(choice.get("group", ""), []).append(choice)
    told = [frame["asking"]["sentence"], frame["heading"], *groups, *_open(frame.get("lead", []))]
    told += [] if frame.get("ahead") else _open(frame["blocks"])
    for inside in groups.values():
        if not inside[0].get("folded"):
            told += [inside[0].get("about", ""), *(f"{each['label']} {each.get('help', '')}" for each in inside)]
    return sum(map(words_in, told))


@pytest.mark.parametrize(
    ("role", "seed", "page"), [("congress", 1010, "Answer"), ("white-house", 1005, "Choose a move")]
)
def test_a_page_of_many_choices_is_brief(role: str, seed: int, page: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Two games that had 170 words on the page to answer and 183 on the page of moves: on no page of a game after the
    hand is chosen are there more than 120 to read."""
    monkeypatch.setattr("debate.game.beginning.new_seed", lambda: seed)
    reader, order, found = Reader(), Random(seed - 1000), dict[str, int]()
    reader.press(f"new zte {role}")
    while (frame := reader.shown)["heading"] != "The game is over":
        heading = frame["heading"].partition(",")[0]
        if heading != "Choose your hand":
            found[heading] = max(found.get(heading, 0), read_first(frame))
        own = ("quiet", "home", "undo", "talk")
        open_ = [choice for id_, choice in reader.choices().items() if not id_.startswith(own)]
        choice = open_[0] if frame["asking"]["what"] == "foretell" else order.choice(open_)
        items = [item["id"] for item in choice.get("items", ())]
        picked = sorted(order.sample(items, choice.get("pick", 0)), key=items.index)
        move = {"move": " ".join([choice["do"]["fields"]["move"], *picked])} if picked else {}
        reader.press(choice["id"], **move)
    assert max(found.values()) <= READ, found
    assert page in found
