"""Whole games in plain lines, by piped input."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pytest

import debate
from debate.plain import Console, play_plain
from debate.plain.commands import COMMANDS
from debate.rules.deck import Deck
from debate.session import PERSON, Session
from tests.debrief.games import harbour

THROUGH = ["", *["1", "1", "0"] * 80]
"""Keeps the first cards, then takes the first thing offered, or passes: leads through any game."""


def told(deck: Deck, lines: Iterable[str], *people: str, width: int = 80, **given: object) -> tuple[str, bool]:
    """What a game with this input prints, and whether it came to its end."""
    out = io.StringIO()
    session = Session(deck, dict.fromkeys(people, PERSON), **given)  # type: ignore[arg-type]
    finished = play_plain(Console(io.StringIO("".join(f"{line}\n" for line in lines)), out, width), session)
    return out.getvalue(), finished


def flat(text: str) -> str:
    """Without line breaks: as a screen reader reads it."""
    return " ".join(text.split())


def test_a_whole_game_shows_everything() -> None:
    """Briefing, world, hand, moves, look ahead, floor, consequences with causes, denials, both endings, debrief."""
    text, finished = told(harbour(), THROUGH, "port", seed=3, motives={"port": "growth"})
    assert finished
    for words in (
        "Should the port be dug deeper for big ships?",
        "Your motive: Growth. More cargo.",
        "Port: Cargo 40",
        "Card 1. Ships pay: One big ship pays more than ten small ones (P1).",
        "1. Dig the channel: price 2 with a case, 3 without; 1 card of yours backs it",
        "4. Buy the beach. Beaches belong to everybody.",
        "It promises: Cargo up and Fish down.",
        "At once: Fish -10 and The channel becomes 'dug deep'.",
        "Debt +20 and Capital (The town) -1: Digging costs money (P2, inferred).",
        "Fish or The beach will not move because of it for as long as it lasts: The fish stay away (P1).",
        "Chosen: 'Dig the channel', price 2, with the case 'Ships pay'",
        "did not happen: Fish (40) was not moved and The beach was not changed by 'The channel: dug deep': "
        "The fish stay away (P1).",
        "still true: no change of Fish or The beach",
        "At the end of round 2: Mud +15. Mud comes down a round later (P2).",
        "THE END OF TERM, AFTER ROUND 4:",
        "YEARS LATER, 2 ROUNDS AFTER:",
        "Said it was for: Cargo up (2).",
        "'Dig the channel' promised Cargo up: 40 before,",
        "If the town is right",
        "WHAT THIS DECK LEAVES OUT What the fish think. The neighbouring port.",
    ):
        assert words in flat(text), words


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """No escape codes, no line that a terminal would break by itself (but what was typed)."""
    text, _ = told(harbour(), ["help", "map cargo", *THROUGH, "why cargo all", "flow"], "town", width=width, seed=2)
    assert "\x1b" not in text
    assert [line for line in text.splitlines() if len(line) > width and ": " not in line[-12:]] == []


def test_commands_answer_at_any_prompt() -> None:
    """Each command of the table, bare and with nonsense, before, during and after the game: a sentence, no crash."""
    lines = [
        line
        for command in COMMANDS
        if command.words[0] not in ("undo", "quit")
        for word in command.words
        for line in (word, f"{word} cargo", f"{word} zzz", f"{word} 1", f"{word} 99999")
    ]
    text, finished = told(harbour(), [*lines, "1", "1", *lines, *THROUGH, *lines, "nonsense", "quit"], "port", seed=3)
    assert finished
    assert "'nonsense' is no number of the list and no command. Type 'help' for all commands." in flat(text)
    for command in COMMANDS:
        assert command.help in flat(text)


def test_why_leads_back_to_the_move() -> None:
    text, _ = told(harbour(), ["1", "1", "0", "0", "why debt", "quit", "yes"], "port", seed=3)
    assert "Why Debt changed in round 1:" in text
    assert "Debt 30 -> 50: Digging costs money (P2, inferred). [round 1]" in flat(text)
    assert "because The port: Dig the channel. Dredgers come (P1). [round 1]" in flat(text)


def test_a_choice_can_be_taken_back() -> None:
    """Dig, take it back, hold instead: nothing was dug."""
    text, _ = told(harbour(), ["1", "1", "undo", "0", *THROUGH[:2]], "port", seed=3)
    assert "Taken back: 'Dig the channel'" in flat(text)
    text, _ = told(harbour(), ["undo"], "port", seed=3)
    assert "There is nothing to take back." in text


def test_quitting_asks_first() -> None:
    text, finished = told(harbour(), ["quit", "no", "quit", "yes"], "port", seed=3)
    assert finished
    assert text.count("Type 'yes' to leave") == 2
    assert "You have left the game." in text


def test_the_end_of_input_says_how_far_the_game_got() -> None:
    text, finished = told(harbour(), ["0", "0"], "port", seed=3)
    assert not finished
    assert "Input ended in round 2 of 4, at 'choose a move'. The game was not finished" in flat(text)


def test_wrong_numbers_are_refused_with_what_is_wanted() -> None:
    text, _ = told(harbour(), ["77", "-1", "4", "1 2"], "port", seed=3)
    assert "Type a number from 0 to 4." in text
    assert "Beaches belong to everybody." in text


def test_two_people_share_one_keyboard() -> None:
    """Each sees its own hand; a hidden meter stays hidden from the other; nothing can be taken back."""
    text, finished = told(harbour(), ["undo", *THROUGH], "port", "town", seed=3)
    assert finished
    assert "You are The port" in text
    assert "You are The town" in text
    assert "Debt hidden from you" in flat(text)
    assert "In a game that several people share nothing can be taken back." in flat(text)


def test_looking_on_needs_no_input() -> None:
    text, finished = told(harbour(), [], seed=3)
    assert finished
    assert "Its reason:" in text
    assert "THE END OF TERM" in text


@pytest.mark.parametrize("role", ["congress", "zte"])
def test_the_zte_deck_from_the_deal_to_the_debrief(role: str) -> None:
    """A person keeps five of seven cards, plays eight rounds, and reads the debrief."""
    text, finished = told(debate.load_deck("zte"), ["1 3 5 6 7", *THROUGH], role, seed=5, draft=(role,))
    assert finished
    assert "You are dealt 7 cards and keep 5" in flat(text)
    assert "ROUND 8 OF 8" in text
    assert "did not happen: U.S. network security" in flat(text)


def test_what_a_round_brought_is_told_once_to_all_who_share_the_keyboard() -> None:
    """Between two people: one telling of each round, before the next is called, and with no hidden meter in it."""
    text, _ = told(harbour(), THROUGH, "port", "town", seed=3)
    before, *rest = text.split("What happened in round 1".upper())
    assert len(rest) == 1
    assert "For everybody to read:" in before
    assert "Debt" not in rest[0].split("ROUND 2 OF 4")[0]
