"""Whole games in plain lines, by piped input."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable
from typing import Any

import pytest
from attrs import evolve

import debate
from debate.debrief.narration import consequences
from debate.debrief.report import Report, report
from debate.faces.plain import Console, pages, play_plain
from debate.faces.plain.commands import COMMANDS
from debate.faces.plain.console import ONLY
from debate.faces.plain.desk import Desk
from debate.faces.plain.pages import debrief_part, open_debrief, ways_on
from debate.game.session import PERSON, Session
from debate.pages import finale
from debate.pages.floor import by_cause
from debate.rules.deck import Deck
from debate.rules.legal import legal_moves
from tests.debrief.games import harbour

THROUGH = ["", *["1", "1", "hold"] * 80]
"""Keeps the cards proposed, then takes the first thing offered, or holds: leads through any game."""


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
        "You are The port, Growth, which you alone know. More cargo. You are scored on Cargo up (",
        "1. Dig the channel, price 2",
        "'moves' says why",
        "Promises: Cargo up Fish down",
        "At once: Fish -10 The channel becomes 'dug deep'",
        "Debt +20 and Capital (The town) -1: Digging costs money (P2, inferred).",
        "Fish or The beach will not move because of it for as long as it lasts: The fish stay away (P1).",
        "1. with the case 'Ships pay': ",
        "Chosen: 'Dig the channel', price 2, with the case 'Ships pay'.",
        "did not change by 'The channel: dug deep'",
        "It moved for this very reason, so the deck contradicts itself here.",
        "said in earlier rounds too",
        "1 set going: round 2 Mud",
        "THE END OF TERM, AFTER ROUND 4:",
        "YEARS LATER, 2 ROUNDS AFTER:",
        "Said it was for: Cargo up (2).",
        "'Dig the channel' promised Cargo up: ",
        "All seats: ",
        "If the town is right",
        "What this deck leaves out: What the fish think. The neighbouring port.",
    ):
        assert words in flat(text), words


@pytest.mark.parametrize("width", [40, 80])
def test_no_line_is_wider_than_the_terminal(width: int) -> None:
    """No escape codes, no line that a terminal would break by itself (but what was typed)."""
    text, _ = told(harbour(), ["help", "map cargo", *THROUGH, "why cargo all", "flow"], "town", width=width, seed=2)
    assert "\x1b" not in text
    assert [line for line in text.splitlines() if len(line) > width and ": " not in line[-12:]] == []


ASKING = ("retry", "rematch", "contest", "beliefs")
"""Commands that open pages which ask; 0 leads back from them."""


def test_commands_answer_at_any_prompt() -> None:
    """Each command of the table, bare and with nonsense, before, during and after the game: a sentence, no crash."""
    lines = [
        line
        for command in COMMANDS
        if command.words[0] not in ("undo", "quit")
        for word in command.words
        for typing in (word, f"{word} cargo", f"{word} zzz", f"{word} 1", f"{word} 99999")
        for line in (typing, *(["0"] if command.words[0] in ASKING else ()))
    ]
    lines.append("redo all")  # 'back' is among them
    text, finished = told(harbour(), [*lines, "1", "1", *lines, *THROUGH, *lines, "nonsense", "quit"], "port", seed=3)
    assert finished
    assert "'nonsense' is no number of the list and no command. Type 'help' for all commands." in flat(text)
    for command in COMMANDS:
        assert command.help in flat(text)


def test_why_leads_back_to_the_move() -> None:
    text, _ = told(harbour(), ["1", "1", "hold", "hold", "why debt", "quit", "yes"], "port", seed=3)
    assert "WHY 'DEBT'?" in text
    assert "+20: Digging costs money (P2, inferred)." in flat(text)
    assert "because The port: Dig the channel · round 1, your move" in flat(text)


def test_why_answers_for_moves_and_endings_too() -> None:
    """After the game 'why' and the title of an ending or a move says why it came or did not; while it runs, what there
    is to read about a move."""
    deck = debate.load_deck("zte")
    ending, move = deck.endings["strategic-bargain"].title, deck.moves["restore-ban"].title
    running = "why send envoys"
    asked = [running, *THROUGH, f"why {ending}", f"why {move}", "why the moon"]
    texts = (flat(told(deck, asked, "congress", seed=seed)[0]) for seed in range(1, 30))
    before, _, after = next(text for text in texts if "It takes that" in text).partition("The game is over.")
    assert flat(deck.moves["send-envoys"].text) in before
    assert f"WHY '{ending.upper()}'?" in after
    assert f"WHY '{move.upper()}'?" in after
    assert "It takes that" in after
    assert "There is no meter, move, case, news or ending 'the moon'. Near it: " in after


def test_a_choice_can_be_taken_back() -> None:
    """Dig, take it back, hold instead: nothing was dug."""
    text, _ = told(harbour(), ["1", "1", "undo", "hold", *THROUGH[:2]], "port", seed=3)
    assert "Taken back: 'Dig the channel'" in flat(text)
    text, _ = told(harbour(), ["undo"], "port", seed=3)
    assert "There is nothing to take back." in text


def test_quitting_asks_first() -> None:
    text, finished = told(harbour(), ["quit", "no", "quit", "yes"], "port", seed=3)
    assert finished
    assert text.count("Type 'yes' to leave") == 2
    assert "You have left the game." in text


def test_a_command_typed_where_one_could_leave_is_not_lost() -> None:
    """One 'q' too many asks about leaving; the command typed there is done all the same, and leaves nothing."""
    text, _ = told(harbour(), ["q", "floor", "quit", "yes"], "port", seed=3)
    assert text.count("Type 'yes' to leave") == 2
    assert "Your move: floor" in text


def test_a_move_can_be_chosen_by_its_title() -> None:
    """At the prompt for a move its title in any case leads where its number does."""
    text, _ = told(harbour(), ["dig the CHANNEL", "1"], "port", seed=3)
    assert "Chosen: 'Dig the channel'" in flat(text)


def test_the_end_of_input_says_how_far_the_game_got() -> None:
    text, finished = told(harbour(), ["hold", "stand"], "port", seed=3)
    assert not finished
    assert "Input ended in round 2 of 4, at 'choose a move'. The game was not finished" in flat(text)


def test_wrong_numbers_are_refused_with_what_is_wanted() -> None:
    text, _ = told(harbour(), ["77", "-1", "4", "1 2"], "port", seed=3)
    assert "Type a number from 1 to 4, or 'hold'." in text
    assert "Beaches belong to everybody." in text


def test_why_a_move_cannot_be_chosen_is_told_once() -> None:
    """Looked at by its number: one sentence after the look ahead, not three."""
    text, _ = told(harbour(), ["2", "quit", "yes"], "port")
    ahead = flat(text).partition("FILL IT IN")[2]
    assert ahead.count("Not possible now: 'The channel' must be dug deep") == 1
    assert "Not possible now: 'Fill it in' is not possible" not in ahead


def test_two_people_share_one_keyboard() -> None:
    """Each sees its own hand; a hidden meter stays hidden from the other; nothing can be taken back."""
    text, finished = told(harbour(), ["undo", *THROUGH], "port", "town", seed=3)
    assert finished
    assert "You are The port" in text
    assert "You are The town" in text
    assert "In a game that several people share nothing can be taken back." in flat(text)


def test_looking_on_needs_no_input() -> None:
    text, finished = told(harbour(), [], seed=3)
    assert finished
    assert "Its reason:" in text
    assert "THE END OF TERM" in text


@pytest.mark.parametrize("role", ["congress", "zte"])
def test_the_zte_deck_from_the_deal_to_the_debrief(role: str) -> None:
    """A person keeps seven of eight cards, plays eight rounds, and reads the debrief."""
    text, finished = told(debate.load_deck("zte"), ["1 2 3 5 6 7 8", *THROUGH], role, seed=5, draft=(role,))
    assert finished
    assert "You are dealt 9 cards and keep 8" in flat(text)
    assert "ROUND 8 OF 8" in text
    assert "did not move U.S. network security" in flat(text)


def test_what_a_round_brought_is_told_once_to_all_who_share_the_keyboard() -> None:
    """Between two people: one telling of each round, before the next is called, and with no hidden meter in it."""
    text, _ = told(harbour(), THROUGH, "port", "town", seed=3)
    before, *rest = text.split("What happened in round 1".upper())
    assert len(rest) == 1
    assert "For everybody to read:" in before
    assert "Debt" not in rest[0].split("ROUND 2 OF 4")[0]


def test_the_glossary_knows_the_words_of_the_game() -> None:
    """Not only those of the deck: a word that the game itself uses is found, and one that neither has is refused."""
    text, _ = told(harbour(), ["glossary epilogue", "glossary parr", "glossary"], "port", seed=3)
    assert "epilogue: The rounds after the last one" in flat(text)
    assert "Did you mean 'par'?" in flat(text)
    assert "WORDS OF THE GAME" in text


def test_a_part_of_a_name_offers_all_that_hold_it() -> None:
    """'map ban' may mean a move that begins so, and just as well the standing fact in whose name it is."""
    text, _ = told(debate.load_deck("zte"), ["", "map ban"], "congress", seed=3)
    assert "The supply ban" in flat(text.split("map ban")[1].split("Number of")[0])


def test_each_change_stands_under_the_news_that_made_it() -> None:
    """News of a round end come together; what each changed is put back under it."""
    session = Session(debate.load_deck("zte"), dict.fromkeys(("congress",), "scripted"), seed=1)
    session.advance()
    seen = 0
    for number in range(1, 9):
        steps = [step for step in session.played.trace if step.round == number]
        for block in by_cause(consequences(session.deck, steps)):
            head = block[0][0].step
            for line, below in block[1:]:
                assert below
                assert head is not None
                assert line.step is not None
                assert head.number in line.step.parents
                seen += head.cause in session.deck.news
    assert seen


def test_a_person_reads_the_debrief_part_by_part() -> None:
    """How it ended comes first, with a list of the other parts; a number reads one of them."""
    session = Session(harbour(), {}, seed=3)
    session.advance()
    out = io.StringIO()
    console = Console(io.StringIO(), out, 80)
    console.interactive = True
    desk = Desk(console, session, None)
    open_debrief(desk)
    assert "WHAT WAS PROMISED" not in out.getvalue()
    ways_on(desk)
    assert "1. How it ended 2. Where the scores came from" in flat(out.getvalue())
    assert "9. Questions to discuss, and what is left out" in flat(out.getvalue())
    debrief_part(desk, 3)
    assert "WHAT WAS PROMISED" in out.getvalue()
    debrief_part(desk, 10)
    assert "The debrief has parts 1 to 9." in out.getvalue()


def test_a_second_opinion_in_lines(monkeypatch: pytest.MonkeyPatch) -> None:
    """'advice' says what the planner would choose and why, and then the same question is asked again; opponents that
    think are named while they do."""
    from attrs import evolve

    from debate.opponents import OPPONENTS
    from debate.store import Advised

    monkeypatch.setitem(OPPONENTS, "planner", evolve(OPPONENTS["planner"], budget=8))
    out = io.StringIO()
    session = Session(harbour(), {"port": PERSON, "town": "planner"}, seed=3)
    given = "".join(f"{line}\n" for line in ("advice", *THROUGH))
    assert play_plain(Console(io.StringIO(given), out, 80), session)
    text = flat(out.getvalue())
    assert "The planner is thinking." in text
    assert "With what you know, the planner would " in text
    assert "of 100 this way" in text
    assert f"Thinking: {harbour().roles['town'].name}." in text
    assert [type(entry) for entry in session.journal.entries].count(Advised) == 1


def test_the_floor_is_printed_once_and_then_only_what_is_new() -> None:
    """Whole when it opens, then the answers to one's own case alone, then what came of it; and never the same again."""
    text, finished = told(harbour(), THROUGH, "port", seed=3, motives={"port": "growth"})
    assert finished
    for number in range(1, 5):
        assert text.count(f"THE FLOOR, ROUND {number}") == 1, number
        assert text.count(f"THE FLOOR DECIDES, ROUND {number},") <= 1, number


def test_nothing_is_asked_where_there_is_one_choice() -> None:
    """Without a card that fits the phase passes by itself, and says why; undo goes back behind it."""
    text, _ = told(harbour(), ["1", "1", "undo", "hold", "1"], "port", seed=3)
    assert "Taken back: 'Dig the channel'" in flat(text)
    said = 0
    for seed in range(4):
        session, out = Session(harbour(), {"port": PERSON}, seed=seed), io.StringIO()
        play_plain(Console(io.StringIO("\n".join(THROUGH)), out, 80), session)
        told_alone = sum(flat(out.getvalue()).count(sentence) for sentence in ONLY.values())
        alone = [
            place
            for place, entry in enumerate(session.entries)
            if entry.move.role == "port" and len(legal_moves(session.at(place).state, "port")) == 1
        ]
        assert told_alone <= len(alone)
        said += told_alone
    assert said


def test_each_way_to_let_things_be_has_a_word_of_its_own() -> None:
    """hold holds, stand lets cases stand, in any letters; 0 is no choice anywhere, and says what is."""
    session = Session(harbour(), {"port": PERSON}, seed=3)
    out = io.StringIO()
    typed = ["0", "stand", "ＨＯＬＤ", "0", "hold", "Stand"]
    play_plain(Console(io.StringIO("".join(f"{line}\n" for line in typed)), out, 80), session)
    text = flat(out.getvalue())
    assert text.count("Type a number from 1 to 4, or 'hold'.") == 1
    assert text.count("Type 1 or 'stand'.") == 1
    kinds = [entry.move.kind for entry in session.entries if entry.move.role == "port"]
    assert kinds == ["hold", "let-stand"]


def test_two_lines_say_what_to_type() -> None:
    """Right before the first prompt."""
    text, _ = told(harbour(), [], "port", seed=3)
    said = flat(text.rpartition("Your move:")[0].rpartition("be played now")[2])
    assert said == "A number looks at a move, 'hold' plays none; 'hand', 'world' and 'help' tell the rest."


def test_the_facts_of_the_ending_are_found_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """However many parts of the debrief are read: each time costs as much as the game played a dozen times."""
    made: list[Report] = []

    def counted(*given: Any) -> Report:
        made.append(report(*given))
        return made[-1]

    monkeypatch.setattr(finale, "report", counted)
    text, finished = told(harbour(), [*THROUGH, "1", "2", "3", "score"], "port", seed=3)
    assert finished
    assert text.count("CAME FROM") > 1
    assert len(made) == 1


def test_sixty_words_before_a_choice() -> None:
    """In every round of a ZTE game: between what the round before brought and the prompt stand at most sixty words,
    the moves themselves not counted; and in what a round brought no sentence stands twice."""
    text, finished = told(debate.load_deck("zte"), ["1 2 3 5 6 7 8", *THROUGH], "congress", seed=5, draft=("congress",))
    assert finished
    rounds = re.split(r":\s+CHOOSE\s+A\s+MOVE\n", text)[1:]
    assert len(rounds) > 5
    for told_ in rounds:
        before = told_.partition("Your move:")[0].splitlines()
        words = [word for line in before if not line.startswith("  ") for word in line.split()]
        assert len(words) <= 60
    for told_ in text.split("WHAT HAPPENED IN ROUND")[1:]:
        account = flat(re.split(r"\nROUND \d|\nYEARS LATER", told_)[0])
        sentences = [words for words in re.split(r"(?<=[.!?])\s+", account) if len(words) > 40]
        sentences = [words for words in sentences if "News, '" not in words]  # one piece of news may move two meters
        assert [words for words in sentences if sentences.count(words) > 1] == []


def test_what_is_heard_before_a_choice_is_short_and_said_once() -> None:
    """Before the cards at most 130 words, the claims of the cards not counted; a move looked at: at most 60 before its
    cases; in the answers each case once above what can be said to it, with no reasons; a wrong number repeats no list;
    how to predict is said in the first rounds alone."""
    deck, out = debate.load_deck("zte"), io.StringIO()
    session = Session(deck, {"congress": PERSON}, seed=21, motives={"congress": "hawk"}, draft=("congress",))
    session.set_predicting(True)
    lines = ["", "9", "1", "77", "1", "1", "0", *["1", "1", "0", "hold", "stand", "rest"] * 40]
    play_plain(Console(io.StringIO("\n".join(lines)), out, 100), session)
    text = out.getvalue()
    first, _, rest = text.partition("YOUR HAND")
    assert len(first.split()) <= 130
    look = flat(rest.partition("Your move: 9")[2].partition("How do you play it?")[0])
    assert len(look.split()) <= 60
    assert "'move 9' tells more about it." in look
    answers, _, wrong = rest.partition("ROUND 1: ANSWER\n")[2].partition("A number, or 'stand': 77")
    assert "Its reason" not in answers
    cases = [play.case for role, play in session.at(8).state.plays.items() if role != "congress" and play.case]
    assert cases
    for case in cases:
        assert answers.count(f"'{deck.arguments[case].title}'") == 1
    assert re.fullmatch(r"Type a number from 1 to \d+, or 'stand'\.", flat(wrong.partition("A number, or 'stand':")[0]))
    assert text.count("Type the number of an answer") == 2


def test_who_asks_for_the_ground_is_said() -> None:
    """A speaker who is pressed is told by whom before being asked whether to show the ground."""
    deck, out = debate.load_deck("river"), io.StringIO()
    roles = {"farmers": PERSON}
    session = Session(deck, roles, preset="short", seed=3, motives={"farmers": "heirs"}, draft=("farmers",))
    play_plain(Console(io.StringIO("\n\n1\n1\n1\n"), out, 100), session)
    asked = out.getvalue().partition("ROUND 1: ANSWER THE ANSWER")[2]
    assert re.search(r"Of your case 'Dredge first' the ground was asked for by The \w+", flat(asked))


def test_an_offer_is_heard_with_what_it_does() -> None:
    """The offer alone, once, with what it promises; the cases of the round come after it."""
    deck, out = debate.load_deck("zte"), io.StringIO()
    for seed in range(1, 5):
        session = Session(deck, {"beijing": PERSON}, seed=seed)
        play_plain(Console(io.StringIO("\n".join(["hold", "stand", "rest", "decline"] * 40)), out, 100), session)
    offers = [text.partition("A number, or 'decline'")[0] for text in out.getvalue().split("An offer of ")[1:]]
    assert offers
    for text in map(flat, offers):
        move = next(move for move in deck.moves.values() if f"to you: {move.title}. " in text)
        assert text.count(" ".join(move.text.split())) == 1
        assert not move.promises or "Promises:" in text
        assert "THE FLOOR" not in text


def test_while_it_is_asked_what_will_come_nobody_is_said_to_choose() -> None:
    """Where all hold, the round closes with the choice of moves; while its end is withheld the floor says that all have
    chosen."""
    deck = debate.load_deck("phones")
    session = Session(deck, dict.fromkeys(deck.turn_order, PERSON), seed=1)
    session.set_predicting(True)
    out = io.StringIO()
    while not session.withheld:
        move = session.legal(session.awaited()[0])[-1]
        assert move.kind in ("keep", "hold")
        session.submit(move)
    pages.floor(Desk(Console(io.StringIO(), out, 200), session, "head"))
    assert "all have chosen, and it opens once everybody has said what will come." in out.getvalue()


def test_a_round_without_a_move_to_play_says_what_hindered_each() -> None:
    """Who spent all holds; how many moves are used up, lack something or cost too much is said at once. While others
    are answered 'moves' and the page of a move say it of each, and 'why' tells it of the role."""
    lines = ["4", "1", "stand", "moves", "move 2", "why head"]
    deck = debate.load_deck("phones")
    helpers = evolve(deck.moves["train-helpers"], cost=3)  # nearly all that the head has
    deck = evolve(deck, moves={**deck.moves, "train-helpers": helpers})
    text = flat(told(deck, lines, "head", seed=3)[0])
    hindered = (
        "You could play none of 6 moves in round 3: 1 never possible, 1 other used up, 1 other without what it needs "
        "and 3 others too dear with 1 capital."
    )
    assert f"'moves' says why 6 others cannot be played now {hindered} So you hold." in text
    listed = text.partition("YOUR MOVES")[2]
    then = "when moves were chosen in round 3:"
    assert f"answered. Possible {then} hold: play nothing and spend nothing Not possible {then} 1. Lock" in listed
    for cause, count in (
        ("costs 2 capital; capital of The head: 1.", 3),
        ("must be locked, and it is open.", 1),
        ("once", 1),
    ):
        assert listed.partition("OFFER A CLASS PACT")[0].count(cause) == count
    assert f"Not possible {then} costs 2 capital; capital of The head: 1. Promises:" in listed
    assert listed.count(hindered) == 1
