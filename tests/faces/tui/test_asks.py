"""What a role is told when it is asked."""

from __future__ import annotations

import debate
from debate.faces.tui.question import asked
from debate.game.session import Session
from debate.pages.reader import Reader
from debate.pages.words import waited
from tests.debrief.games import harbour
from tests.faces.tui.playing import session

DIG = "port play dig with ships-pay"


def through(game: Session, *texts: str) -> None:
    """Make these choices, whoever is asked in between passing."""
    for text in texts:
        game.submit(debate.parse_move(game.deck, text))


def beaten(rounds: int) -> Session:
    """The port's case is beaten in this round of a game of two people."""
    game = session("port", "town", deck=harbour(), preset=None)
    for _ in range(rounds - 1):
        through(game, "port hold", "town hold")
    through(game, DIG, "town hold", "town answer port with water-is-all", "port rest")
    return game


def test_a_move_that_waited_is_named_when_its_role_is_asked_next() -> None:
    """The port had nothing to choose in round 2: what it is asked next says why, and what is to be done now."""
    game = beaten(1)
    assert "let the move wait" in asked(game, "port").prompt
    through(game, "port wait", "town play clean-up with water-is-all")
    assert waited(Reader(game, "port")) == "Your 'Dig the channel' waited from last round and comes now."
    assert asked(game, "port").prompt == (
        "Your move waited and comes now. Answer a case, or let them stand: ⏎ chooses."
    )


def test_nothing_waits_in_the_last_round() -> None:
    """There the choice is to pay or to let the move go."""
    prompt = asked(beaten(harbour().rounds.count), "port")
    assert "let the move go" in prompt.prompt
    assert [option.label for option in prompt.options][1] == "Let the move go"
