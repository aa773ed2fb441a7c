"""Plain lines: games are kept, gone on with, stepped back through, and held against what might have been."""

from __future__ import annotations

import errno
import io
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from debate import saves as saved
from debate.faces.plain import Console, play_plain, replay_plain
from debate.game.session import PERSON, Session
from debate.pages.compared import ONLY_THIS
from debate.store import Saves, read
from debate.store.files import Files
from tests.debrief.games import harbour
from tests.faces.plain.test_play import THROUGH, flat
from tests.faces.tui.playing import valley


class Full(Files):
    """A disk that is full once so many writes have been made."""

    def __init__(self, writes: int) -> None:
        self.left = writes

    def write(self, file: int, content: bytes) -> int:
        self.left -= 1
        if self.left < 0:
            raise OSError(errno.ENOSPC, "No space left on device")
        return super().write(file, content)


def begin(seed: int = 3, *people: str) -> Session:
    return Session(harbour(), dict.fromkeys(people or ("port",), PERSON), seed=seed)


def draft() -> Session:
    """A game that begins with the choice of a hand."""
    return Session(valley(), {"works": PERSON}, seed=3, draft=("works",))


def told(session: Session, lines: Iterable[str], saves: Saves | None = None) -> tuple[str, bool]:
    """What the game prints with this input, and whether it came to its end."""
    out = io.StringIO()
    done = play_plain(Console(io.StringIO("".join(f"{line}\n" for line in lines)), out, 100), session, saves)
    session.close()
    return flat(out.getvalue()), done


def kept(saves: Saves) -> Path:
    (game,) = saves.folder.glob("*.game")
    return game


def test_each_choice_is_kept_and_the_game_goes_on(tmp_path: Path) -> None:
    """Input ends in the middle; the next program goes on there, tells the latest round once more and no earlier one."""
    saves = Saves(tmp_path)
    session = begin()
    text, done = told(session, ["1", "1", "1", "hold", "stand", "hold", "1"], saves)
    assert not done
    assert "Game 3, kept as 'The harbour, The port'." in text
    assert "The game was not finished. It is kept as 'The harbour, The port'." in text
    assert read(kept(saves).read_bytes()).entries[-1].state == session.state.digest()
    round_ = session.state.round
    assert round_ > 2
    opened = saved.open_game(saves, kept(saves))
    assert opened.session is not None
    assert opened.session.moves == session.moves
    text, done = told(opened.session, THROUGH)
    assert done
    assert f"WHAT HAPPENED IN ROUND {round_ - 1}" in text
    assert f"WHAT HAPPENED IN ROUND {round_ - 2} " not in text
    assert "THE END OF TERM" in text


def test_leaving_says_that_the_game_is_kept(tmp_path: Path) -> None:
    text, _ = told(begin(), ["hold", "quit", "yes"], Saves(tmp_path))
    assert "Leave the game? It is kept as 'The harbour, The port'. Type 'yes' to leave:" in text
    assert "'debate continue --plain' goes on with it." in text


@pytest.mark.parametrize("lines", [["quit", "yes"], ["help"], []], ids=["left", "end of input", "nothing typed"])
def test_what_is_said_of_a_game_that_nobody_chose_in_is_what_becomes_of_it(tmp_path: Path, lines: list[str]) -> None:
    """Nothing was chosen: it says that nothing is kept, names no game to go on with, and no file is left."""
    saves, session, out = Saves(tmp_path), draft(), io.StringIO()
    play_plain(Console(io.StringIO("".join(f"{line}\n" for line in lines)), out, 100), session, saves)
    saved.drop_unplayed(saves, session)
    text = flat(out.getvalue())
    assert "Nothing was chosen yet, so nothing is kept" in text
    assert "It is kept" not in text
    assert "debate continue" not in text
    assert not list(tmp_path.glob("*.game"))


@pytest.mark.parametrize("lines", [["", "quit", "yes"], [""]], ids=["left", "end of input"])
def test_a_hand_that_was_chosen_is_kept(tmp_path: Path, lines: list[str]) -> None:
    """The hand is a choice: the game is said to be kept, its file stays, and 'continue' finds it."""
    saves, session, out = Saves(tmp_path), draft(), io.StringIO()
    play_plain(Console(io.StringIO("".join(f"{line}\n" for line in lines)), out, 100), session, saves)
    assert not saved.drop_unplayed(saves, session)
    assert "It is kept as 'The valley, The waterworks'" in flat(out.getvalue())
    found = saved.latest(saves)
    assert found is not None
    assert found.path == kept(saves)


def test_an_unkept_game_says_so() -> None:
    text, _ = told(begin(), ["hold", "quit", "yes"])
    assert "You have left the game. It is not kept." in text


@pytest.mark.parametrize("people", [("port",), ("port", "town")])
def test_a_full_disk_asks_for_another_folder(tmp_path: Path, people: tuple[str, ...]) -> None:
    """What could not be saved was not done; in the other folder the game goes on to its end."""
    saves, there = Saves(tmp_path / "here", Full(5)), Saves(tmp_path / "there")
    session = begin(3, *people)
    text, done = told(session, [*["hold", "stand"] * 12, str(there.folder), *THROUGH], saves)
    assert not Path("hold").exists()
    assert "no space left on device" in text
    assert "What was chosen last was not done; all before it is on disk." in text
    assert done
    assert session.state.over
    first, second = (read(kept(folder).read_bytes()) for folder in (saves, there))
    assert first.problem is None
    assert second.entries[: len(first.entries)] == first.entries
    assert second.entries[-1].state == session.state.digest()


def test_a_game_that_cannot_be_begun_asks_first(tmp_path: Path) -> None:
    """Unkept if so wished; otherwise nothing is played."""
    text, done = told(begin(), ["unkept", *THROUGH], Saves(tmp_path / "a", Full(0)))
    assert "'unkept' to play a game that is lost when it is left" in text
    assert done
    text, done = told(begin(), ["quit"], Saves(tmp_path / "b", Full(0)))
    assert "ROUND 1" not in text
    text, done = told(begin(), [], Saves(tmp_path / "c", Full(0)))
    assert not done
    assert "Input ended before the game was begun." in text


def test_the_timeline_lists_shows_and_goes_back(tmp_path: Path) -> None:
    """All choices by number; one moment whole; back to it; redo returns."""
    text, _ = told(
        begin(),
        [
            "timeline",
            "1",
            "1",
            "hold",
            "timeline",
            "timeline 0",
            "timeline 2",
            "back 99",
            "back 1",
            "hold",
            "timeline",
            "redo",
        ],
        Saves(tmp_path),
    )
    assert "No choice lies open yet." in text
    assert "TIMELINE Round 1" in text
    assert "The port played 'Dig the channel', with the case 'Ships pay'." in text
    assert "THE START" in text
    assert "AFTER CHOICE 2 OF" in text
    assert "Write a number from 0 to" in text
    assert "The game stands after choice 1 again." in text
    assert "Taken back: Round 1: The port played 'Dig the channel'" in text
    found = read(kept(Saves(tmp_path)).read_bytes())
    assert [type(entry).__name__ for entry in found.entries].count("Went") >= 1


def test_all_that_was_taken_back_is_made_again_with_one_word() -> None:
    """From the start of a game that was over back to its end; a word that is none is refused with what there is."""
    session = begin()
    text, _ = told(session, [*THROUGH[:30], "back 0", "redo some", "redo all", "quit"])
    assert "Write 'redo' for one choice, or 'redo all' for all that was taken back." in text
    assert "Made again all that was taken back." in text
    assert session.state.over


def test_after_the_end_one_can_go_back_into_the_game() -> None:
    session = begin()
    text, _ = told(session, [*THROUGH[:30], "undo", "back 0", "hold"])
    assert "'back' and a number of the timeline goes back into it." in text
    assert not session.state.over


def test_what_if_in_lines() -> None:
    """The other choices, then both games: where they part, endings, two lines a meter."""
    text, _ = told(begin(), [*THROUGH[:30], "whatif", "whatif 1", "whatif 1 99", "whatif 1 1"])
    assert "Instead it could have been:" in text
    assert "Write a number from 1 to" in text
    for words in ("WHAT IF", "Where they part: Round", "How they end", "as played: 40", "what if: 40"):
        assert words in text, words


def test_what_if_by_a_word() -> None:
    """The other choice can be named by a part of its words; what could be several is listed, what is none refused."""
    text, _ = told(begin(), [*THROUGH[:30], "whatif 1 clean", "whatif 1 zzz", "whatif 1 play"])
    assert re.search(r"WHAT IF .*what if: The town played 'Clean the water'", text)
    assert ONLY_THIS in text
    assert text.index(ONLY_THIS) < text.index("Where they part")
    assert "There is no other choice 'zzz'" in text
    assert "'play' may mean" in text


def test_shared_games_do_not_go_back() -> None:
    """Nobody goes back behind what another one has seen, nor asks what the other would have done."""
    text, _ = told(begin(3, "port", "town"), ["hold", "hold", "back 0", "whatif 1"])
    assert "nobody can go back behind what was shown" in text
    assert "That choice cannot be tried otherwise now" in text


@pytest.mark.parametrize("to", [0, 3, None])
def test_a_game_is_told_again_choice_by_choice(to: int | None) -> None:
    """Up to a choice and how the world stood then, or to the debrief."""
    session = begin()
    told(session, THROUGH)
    out = io.StringIO()
    replay_plain(Console(io.StringIO(), out, 100), session, len(session.entries) if to is None else to, ("Torn.",))
    text = flat(out.getvalue())
    assert text.startswith("Torn.")
    assert ("2. The port played 'Dig the channel'" in text) is (to != 0)
    assert ("THE END OF TERM" in text) is (to is None)
    assert ("THE WORLD" in text) or to is None


def test_a_full_disk_is_seen_by_the_exit_code(tmp_path: Path) -> None:
    """A game that was left because it could not be begun or saved ends otherwise than one that was left in peace."""
    _, done = told(begin(), ["quit"], Saves(tmp_path / "a", Full(0)))
    assert not done
    text, done = told(begin(), ["0", "1", "1", "0", "quit"], Saves(tmp_path / "b", Full(5)))
    assert "no space left on device" in text
    assert not done
    _, done = told(begin(), ["1", "0", "quit", "yes"], Saves(tmp_path / "c"))
    assert done
