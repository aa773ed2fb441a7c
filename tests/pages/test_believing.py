"""Beliefs before a game and after it, in two columns; the model is never called right."""

from __future__ import annotations

import io
import stat
from pathlib import Path

from debate import saves as saved
from debate.debrief.again import AT_WORK, at_work_on, did
from debate.debrief.believed import AFTER, BEFORE
from debate.deckfile import load_deck
from debate.faces.plain.commands import typed
from debate.faces.plain.console import Console
from debate.faces.plain.desk import Desk
from debate.faces.tui.briefing import BriefingScreen
from debate.faces.tui.dialogue import DialogueScreen
from debate.game.session import PERSON, Session
from debate.pages.believing import DONE, Believing, asked_before, believing, both
from debate.pages.document import Columns, Heading, Line
from debate.store import Saves
from debate.store.learner import FOLDER, Learner
from tests.faces.tui.playing import playing, screen
from tests.faces.tui.reading import SMALL, on_stage, shown
from tests.pages.test_rematch import first_game, over
from tests.publish.test_buttons import Reader

PHONES = load_deck("phones")


def answered(learner: Learner, when: str, place: int = 0) -> Believing:
    """All claims answered with the reason in this place."""
    dialogue = Believing(PHONES, learner, when)
    while dialogue.options()[0].id != DONE:
        dialogue.choose(dialogue.options()[place].id)
    return dialogue


def text_of(dialogue: Believing) -> str:
    found = []
    for node in dialogue.page():
        nodes = [each for column in node.columns for each in column] if isinstance(node, Columns) else [node]
        found += [each.text for each in nodes if isinstance(each, Heading | Line)]
    return " ".join(found)


def test_before_and_after(tmp_path: Path) -> None:
    """Before the game nothing of the model is told; after it both columns stand there, with what was believed first."""
    learner = Learner(tmp_path)
    first = text_of(answered(learner, BEFORE))
    assert "this model" not in first.casefold()
    assert asked_before(PHONES, Learner(tmp_path))
    text = text_of(answered(Learner(tmp_path), AFTER, 1))
    for belief in PHONES.beliefs.values():
        assert belief.claim in text
        assert belief.because[belief.reason].removesuffix(".") in text
    assert text.count("What this model says") == text.count("What I believe") == len(PHONES.beliefs)
    assert "Before the game:" in text
    assert "right" not in text.casefold().split()
    file = tmp_path / FOLDER / "beliefs.json"
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_the_game_just_played_bears_on_the_claims(tmp_path: Path) -> None:
    """Below each claim stands what in the game rests on its passages and was at work, with what it did; nothing that
    was not at work, and nothing before the game."""
    session = first_game()
    dialogue = believing(session, "head")
    assert isinstance(dialogue, Believing)
    while dialogue.options()[0].id != DONE:
        dialogue.choose(dialogue.options()[0].id)
    text = text_of(dialogue)
    at_work = {step.cause for step in session.trace if step.kind in AT_WORK}
    told = set()
    for belief in PHONES.beliefs.values():
        for id_ in at_work_on(PHONES, session.played, belief.source):
            thing = PHONES.links.get(id_) or PHONES.denials[id_]
            assert set(thing.source) & set(belief.source)
            assert f"{thing.says} That was so {did(PHONES, session.played, id_)}." in text
            told.add(id_)
    assert told
    assert told <= at_work
    assert text.count(" That was so ") >= len(told)
    assert "In your game" not in text_of(answered(Learner(tmp_path), AFTER))


async def test_a_number_answers_a_claim(tmp_path: Path) -> None:
    """In the terminal a digit chooses the answer with that number, as it does where one foretells."""
    dialogue = Believing(PHONES, Learner(tmp_path), BEFORE)
    async with on_stage(DialogueScreen(dialogue)) as pilot:
        wanted = dialogue.options()[1]
        assert f"2 {wanted.text[:20]}" in shown(pilot)
        (claim, *_) = PHONES.beliefs
        await pilot.press("2")
        await pilot.pause()
        kept = Learner(tmp_path).read("beliefs")
        assert kept[PHONES.id]["before"][claim][1] == wanted.id.removeprefix("because ")


def test_a_damaged_file_is_set_aside(tmp_path: Path) -> None:
    """One sentence says so, its content is kept under another name, and the page goes on."""
    answered(Learner(tmp_path), BEFORE)
    file = tmp_path / FOLDER / "beliefs.json"
    for damage in (b"{not json", b"[1, 2]", b'{"phones": 1.5}', b"\xff\xfe"):
        file.write_bytes(damage)
        learner = Learner(tmp_path)
        dialogue = Believing(PHONES, learner, BEFORE)
        assert "was damaged; it is kept as" in learner.problem
        assert learner.problem in text_of(dialogue)
        kept = [path for path in file.parent.iterdir() if "damaged" in path.name]
        assert damage in [path.read_bytes() for path in kept]
    wrong = b'{"box-lifts-marks": ["maybe", "x"], "nothing": ["yes", ""]}'
    for strange in (b"[]", b'{"before": ' + wrong + b"}"):
        file.write_bytes(b'{"phones": ' + strange + b"}")
        assert not asked_before(PHONES, Learner(tmp_path))


def test_in_lines(tmp_path: Path) -> None:
    """In the first round and after the game; kept beside the game."""
    session = Session(PHONES, {"head": PERSON}, seed=5, draft=("head",))
    saved.begin(Saves(tmp_path), session)

    def told() -> str:
        out = io.StringIO()
        typed(Desk(Console(io.StringIO("1\n" * 8 + "0\n"), out, 110), session, "head"), "beliefs")
        return " ".join(out.getvalue().split())

    assert "Claim 8 of 8" in told()
    over(session)
    text = told()
    assert "What this model says" in text
    assert "you have changed your answer to none" in text


async def test_in_the_terminal(tmp_path: Path) -> None:
    """v on the briefing asks; the briefing says that it can be asked, until it was."""
    session = Session(PHONES, {"head": PERSON}, seed=5, draft=("head",))
    async with playing(session, SMALL, Saves(tmp_path)) as pilot:
        briefing = await screen(pilot, BriefingScreen)
        assert isinstance(briefing, BriefingScreen)
        assert "v says what you believe" in " ".join(shown(pilot).split())
        await pilot.press("v")
        asking = await screen(pilot, DialogueScreen)
        assert isinstance(asking, DialogueScreen)
        assert "Claim 1 of 8" in shown(pilot)
        for _ in range(8):
            line = next(li for li in asking.page.lines if li.to is not None)
            assert line.to is not None
            asking.follow(line.to)
            await pilot.pause()
        assert "You are asked again after a game" in " ".join(shown(pilot).split())
        await pilot.press("enter")
        await pilot.pause()
        assert pilot.app.screen is briefing
        assert asked_before(PHONES, Learner(tmp_path))


def test_on_the_page_of_buttons() -> None:
    """The button stands there in the first round and at the end, where the model is beside it."""
    reader = Reader()
    reader.press("new phones head")
    assert "talk beliefs" in reader.choices()
    reader.page.play(first_game())
    reader.press("talk beliefs")
    for _ in range(8):
        reader.press(next(iter(reader.choices())))
    assert "What this model says" in reader.words
    reader.press(next(id_ for id_, choice in reader.choices().items() if choice["label"] == "Done."))
    assert reader.shown["heading"] == "The game is over"


def test_who_leaves_goes_on_with_the_first_claim_that_has_no_answer(tmp_path: Path) -> None:
    """Each answer is kept at once; the page of the end offers to be done first, and to answer once more second."""
    for when in (BEFORE, AFTER):
        first = Believing(PHONES, Learner(tmp_path), when)
        for _ in range(3):
            first.choose(first.options()[0].id)
        later = Believing(PHONES, Learner(tmp_path), when)
        assert f"Claim 4 of {len(PHONES.beliefs)}" in text_of(later)
        assert not asked_before(PHONES, Learner(tmp_path)) or when == AFTER
        last = answered(Learner(tmp_path), when)
        assert [option.text for option in last.options()] == ["Done.", "Answer once more."]
        last.choose("anew")
        assert "Claim 1 of" in text_of(last)
        last = answered(Learner(tmp_path), when)
        last.choose(DONE)
        assert (last.over, list(last.page())) == (True, [])


def test_how_to_answer_is_said_once(tmp_path: Path) -> None:
    """With the first claim alone; after the game nobody is told to be asked again after it."""
    for when, again in ((BEFORE, True), (AFTER, False)):
        dialogue = Believing(PHONES, Learner(tmp_path), when)
        assert "not what the brief says" in text_of(dialogue)
        assert ("you are asked again" in text_of(dialogue)) is again
        dialogue.choose(dialogue.options()[0].id)
        assert "Claim 2 of" in text_of(dialogue)
        assert "not what the brief says" not in text_of(dialogue)


def test_a_shorter_game_tells_only_of_rounds_that_it_had() -> None:
    """What came after the last of three rounds came years later, and in no round."""
    deck = load_deck("zte")
    session = Session(deck, dict.fromkeys(deck.turn_order, "scripted"), seed=5, preset="short")
    session.advance()
    rounds = session.deck.rounds.count
    assert rounds < deck.rounds.count
    told = " ".join(getattr(node, "text", "") for node in both(deck, {}, {}, session.played))
    assert ", and years later" in told
    for number in range(rounds + 1, deck.rounds.count + 1):
        assert f"to {number}" not in told
        assert f"round {number}" not in told
