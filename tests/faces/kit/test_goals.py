"""The line of goals: what is in it, and what goes first where there is little room."""

from __future__ import annotations

import pytest
from attrs import evolve

import debate
from debate.deckfile import load_deck
from debate.faces.kit.goals import goals, goals_row
from debate.faces.kit.names import marks
from debate.faces.kit.rows import cells_of, plain
from debate.rules.outcome import score
from tests.faces.tui.playing import VALLEY

WANTS = {"punishment": 4, "felt-security": 4, "rule-credibility": 1}
ENDS = {"us-security": 5, "spying-abroad": -2, "us-tech-lead": 2}


def row_of(role: str, motive: str, cells: int, **changed: int) -> str:
    deck = load_deck("zte")
    hawk = evolve(deck.roles["congress"].motives["hawk"], wants=WANTS, ends=ENDS, par=56)
    congress = evolve(deck.roles["congress"], motives={"hawk": hawk})
    deck = evolve(deck, roles={**deck.roles, "congress": congress})
    now = {meter.id: meter.start for meter in deck.meters.values()}
    found = goals(deck, role, motive, {**now, **{k.replace("_", "-"): v for k, v in changed.items()}}, now)
    assert found is not None
    assert cells_of(goals_row(found, cells)) == cells
    return plain(goals_row(found, cells)).strip()


def test_a_wide_one_says_everything() -> None:
    """Score with a bar and par, each want with weight, value and change, and what I say I am for."""
    assert row_of("congress", "hawk", 120, felt_security=33, us_security=24) == (
        "★ Score 38 ▆▆▆▆▆▆▁▁▁┃▁▁▁▁▁▁ par 56  +1  ★4 account 40  ★4 safe 33▲3  ★1 penalties 50  "
        "◎ what you say you are for 36 -3"
    )


def test_a_narrow_one_keeps_every_want() -> None:
    """Three wants at 80 columns: score, par, all three with their values."""
    found = row_of("congress", "hawk", 80, felt_security=33)
    for words in ("Score 38", "par 56", "+1", "★4 account 40", "★4 safe 33▲3", "★1 penalties 50"):
        assert words in found


@pytest.mark.parametrize("cells", [60, 80, 100, 120, 160])
def test_every_motive_of_every_deck_fits(cells: int) -> None:
    """As wide as said; the want that weighs most is there; where some are left out it says how many."""
    for name in ("zte", "river", "phones", VALLEY):
        deck = load_deck(name)
        now = {meter.id: meter.start for meter in deck.meters.values()}
        for role in deck.roles.values():
            for motive in role.motives.values():
                found = goals(deck, role.id, motive.id, now, now)
                assert found is not None
                text = plain(goals_row(found, cells))
                shown = text.count("★") - 1
                assert cells_of(goals_row(found, cells)) == cells
                assert shown == len(motive.wants) or f"{len(motive.wants) - shown} more" in text


@pytest.mark.parametrize("cells", [80, 120])
def test_no_name_is_cut_where_fewer_wants_fit_whole(cells: int) -> None:
    """At both sizes of the game each name of a want is whole; six wants are named as far as they fit."""
    for name in ("zte", "river", "phones"):
        deck = load_deck(name)
        now = {meter.id: meter.start for meter in deck.meters.values()}
        for role in deck.roles.values():
            for motive in role.motives.values():
                moved = {m: min(deck.meters[m].max, value + 12) for m, value in now.items()}
                found = goals(deck, role.id, motive.id, moved, now)
                assert found is not None
                assert "…" not in plain(goals_row(found, cells))
    assert row_of("white-house", "strategic", 80, us_tech_lead=52, us_security=42).count("★") >= 4


def test_the_score_is_that_of_the_rules() -> None:
    """The same number as the debrief would give."""
    state = debate.start(load_deck("zte"), seed=3, motives={"congress": "reformer"})
    deck = state.tables.deck
    found = goals(deck, "congress", "reformer", state.meters, state.meters)
    assert found is not None
    assert found.score == score(state, deck.roles["congress"].motives["reformer"].wants)
    assert found.ends == score(state, deck.roles["congress"].motives["reformer"].ends)


def test_a_hidden_want_makes_no_score() -> None:
    """What hangs on a meter that the role cannot see is a question mark, never a number that gives it away."""
    deck = load_deck("zte")
    now: dict[str, int | None] = {meter.id: meter.start for meter in deck.meters.values()}
    found = goals(deck, "congress", "hawk", {**now, "punishment": None}, now)
    assert found is not None
    assert plain(goals_row(found, 80)).split()[:3] == ["★", "Score", "?"]


def test_every_role_has_a_letter_of_its_own() -> None:
    """The first of its name that is free, after a leading article; or what the deck says."""
    assert dict(marks(load_deck("zte"))) == {"congress": "C", "white-house": "W", "beijing": "B", "zte": "Z"}
    for name in ("river", "phones", VALLEY):
        deck = load_deck(name)
        assert len(set(marks(deck).values())) == len(deck.roles)


def test_air_goes_before_a_want_does() -> None:
    """Four wants that have all moved stand in 80 columns, with less air between them; the word for the score goes
    before a want does."""
    deck = load_deck("zte")
    now = {meter.id: meter.start for meter in deck.meters.values()}
    moved = {**now, "allies": 34, "zte-operations": 23, "beijing-cost": 32}
    found = goals(deck, "beijing", "patron", moved, now)
    assert found is not None
    par = deck.roles["beijing"].motives["patron"].par
    assert plain(goals_row(found, 80)).strip() == (
        f"★ Score 50 par {par} +5 ★5▼ allies 34▼6 ★4 ZTE 23▲13 ★2▼ bill 32▲12 ★1▼ account 40"
    )
    changed = {meter: min(100, value + 11) for meter, value in now.items()}
    found = goals(deck, "beijing", "patron", changed, now)
    assert found is not None
    text = plain(goals_row(found, 80)).strip()
    assert text.startswith("★ ")
    assert "Score" not in text
    assert text.count("★") == 5
