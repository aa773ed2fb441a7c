"""Plain lines: what is asked, what is not, and the way out of a question."""

from __future__ import annotations

import io
import os
import re

import pytest

import debate
from debate.debrief.naming import cited, how_answered
from debate.debrief.rounds import rounds
from debate.faces.plain import Console, ask_role, play_plain
from debate.faces.plain.commands import After, typed
from debate.faces.plain.desk import Desk
from debate.game.session import PERSON, Session
from debate.pages.floor import FATES
from debate.pages.lesson import DECK, lesson
from tests.debrief.games import game_where
from tests.faces.plain.test_play import THROUGH


def test_a_lone_player_is_not_asked_what_has_one_answer() -> None:
    """In plain lines a whole game shows no list of one; undo goes back to a choice that was one."""
    deck = debate.load_deck("zte")
    session = Session(deck, {"congress": PERSON}, seed=1)
    out = io.StringIO()
    assert play_plain(Console(io.StringIO("".join(f"{line}\n" for line in THROUGH)), out, 100), session, None)
    assert session.state.over
    assert not re.search(r"(?i)\bnumber,? (from )?0 to 0\b", out.getvalue())
    alone = [n for n, entry in enumerate(session.entries) if entry.move.role == "congress"]
    asked = [n for n in alone if len(debate.legal_moves(deck, session._states[n], "congress")) > 1]
    assert len(asked) < len(alone)
    session.undo()
    assert len(session.entries) == asked[-1]


def test_the_question_for_the_role_can_be_left() -> None:
    """Each word that leaves a game leaves here too; what is neither is told both ways on."""
    deck = debate.load_deck("river")
    for word in ("quit", "Q", "exit"):
        out = io.StringIO()
        assert ask_role(Console(io.StringIO(f"9\n{word}\n"), out), deck, lambda: None) is None
        assert ", or 'quit'." in out.getvalue()
        assert out.getvalue().endswith("You have left; no game was begun.\n")


def test_a_word_that_may_mean_several_things_lists_them() -> None:
    """After the game 'why bargain' names the ending of that name first and guesses nothing; a whole name is taken."""
    deck = debate.load_deck("zte")
    session, out = Session(deck, {}, seed=1), io.StringIO()
    session.advance()
    desk = Desk(Console(io.StringIO(), out, 200), session, None)
    for asked in ("why bargain", "why relief tied to reform", "why the strategic bargain"):
        typed(desk, asked)
    told = out.getvalue()
    assert told.startswith("'bargain' may mean 'The strategic bargain', 'Relief tied to reform', ")
    assert "WHY 'RELIEF TIED TO REFORM'?" in told
    assert "WHY 'THE STRATEGIC BARGAIN'?" in told


def test_a_word_that_no_name_begins_with_guesses_nothing() -> None:
    """'why ban' lists the ban in force before the bill, whose id begins so; a word of the game is explained."""
    out, session = io.StringIO(), Session(debate.load_deck("zte"), {}, seed=1)
    desk = Desk(Console(io.StringIO(), out, 200), session, None)
    for asked in ("why ban", "why luck", "why the ban", "why par", "glossary draw"):
        typed(desk, asked)
    told = out.getvalue()
    assert "'the ban' may mean The supply ban, " in told
    assert "  par: " in told
    assert "  draw: " in told
    assert told.startswith("'ban' may mean The supply ban, Bill to restore the ban.")
    assert "What your choices do not decide" in told


def test_why_of_a_case_tells_how_it_fared() -> None:
    """After a game 'why' and the title of any argument says its claim and where it was a case, that it stood or was
    beaten, by whom and how it was answered, with passages and what that says; and where it answered; the title counts
    before a part of another thing's."""
    deck = debate.load_deck("zte")
    session = Session(deck, {}, seed=4)
    session.advance()
    out, title = io.StringIO(), next(card.title for card in deck.arguments.values() if card.active)
    typed(Desk(Console(io.StringIO(), out, 200), session, None), f"why {title} 1")
    assert out.getvalue().startswith(f"\n{title.upper()}: ROUND 1\n")
    beaten, records = 0, rounds(session.played, None)
    found = [exchange for record in records for exchange in record.exchanges]
    for record in records:
        for exchange in (each for each in record.exchanges if each.case):
            out, case = io.StringIO(), deck.arguments[exchange.case]
            typed(Desk(Console(io.StringIO(), out, 5000), session, None), f"why {case.title.lower()}")
            told = " ".join(out.getvalue().split())
            assert told.startswith(f"WHY '{case.title.upper()}'? {case.claim} As a case ")
            assert told.index(" As a case ") < told.index(" What became of it: ")
            fared = {"stands": "it stood", "beaten": "it was beaten"}[exchange.result]
            quiet = "" if exchange.answers else "; nobody answered it"
            gone = f"; the move {FATES[exchange.fate]}" if exchange.fate in FATES else ""
            words = f"Round {record.number}, {deck.roles[exchange.role].name}'s case for "
            words += f"'{deck.moves[exchange.move].title}': {fared}{quiet}{gone} ({cited(case)})."
            for role, card in exchange.answers:
                words += f" {deck.roles[role].name} answered with '{deck.arguments[card].title}', which "
                words += f"{how_answered(deck, card, case.id)} it ({cited(deck.arguments[card])})."
                words += f" It says: {deck.arguments[card].claim}"
            assert words in told
            beaten += bool(exchange.answers) and exchange.result == "beaten"
    assert beaten
    used = str([(each.case, each.answers, each.extension, each.dropped) for each in found])
    unheard = next(card for card in deck.arguments.values() if card.active and f"'{card.id}'" not in used)
    out = io.StringIO()
    typed(Desk(Console(io.StringIO(), out, 200), session, None), f"why {unheard.title}")
    assert "Nobody put it on the floor in this game." in out.getvalue()


def test_why_score_tells_what_moved_it() -> None:
    """While the game runs how one stands; after it what the score is made of and which choices moved it."""
    session = Session(debate.load_deck("zte"), {"congress": PERSON}, seed=1)
    session.advance()
    out = io.StringIO()
    typed(Desk(Console(io.StringIO(), out, 200), session, "congress"), "why score")
    assert out.getvalue().startswith("If the term ended now: ")
    over, out = Session(debate.load_deck("zte"), {}, seed=1), io.StringIO()
    over.advance()
    typed(Desk(Console(io.StringIO(), out, 200), over, "congress"), "why my score")
    assert "YOUR SCORE: WHERE" in out.getvalue()
    assert "WHAT MOVED YOUR SCORE MOST" in out.getvalue()


def test_help_before_a_role_is_taken() -> None:
    """'help' at the first question says what can be typed there, and that all commands come later."""
    for word in ("help", "?"):
        out = io.StringIO()
        assert ask_role(Console(io.StringIO(f"{word}\n1\n"), out, 100), debate.load_deck("river"), lambda: None)
        assert "'help' lists all commands once the game has begun." in " ".join(out.getvalue().split())
        assert "'quit'" in out.getvalue()


def test_short_names_are_known_in_lines() -> None:
    """What screens call a meter or a move by finds it in 'why', 'map', 'move' and 'glossary'; a round after a
    move is said to be for when the game is over."""
    session, out = Session(debate.load_deck("zte"), {"congress": PERSON}, seed=1), io.StringIO()
    desk = Desk(Console(io.StringIO(), out, 100), session, "congress")
    for line in ("why tech lead", "map tech lead", "glossary tech lead"):
        out.truncate(out.seek(0))
        assert typed(desk, line) is After.STAY
        assert session.deck.meters["us-tech-lead"].name.casefold() in out.getvalue().casefold()
    out.truncate(out.seek(0))
    typed(desk, "why File bill 4")
    assert session.deck.moves["file-ban-bill"].title.upper() in out.getvalue()
    assert out.getvalue().startswith("A round that has closed can be chosen for ")


def test_a_title_looks_at_its_move() -> None:
    """Several words of anybody's title look at that move where something is asked; what is no title is no command."""
    session, out = Session(debate.load_deck("zte"), {"beijing": PERSON}, seed=1), io.StringIO()
    lines = ["", "offer zte", "offer nonsense", "quit", "yes"]
    play_plain(Console(io.StringIO("".join(f"{line}\n" for line in lines)), out, 200), session, None)
    told = out.getvalue()
    assert "OFFER ZTE A SETTLEMENT\n" in told
    assert told.count("is no number of the list and no command") == 1


def test_the_lesson_in_lines() -> None:
    """0 at the question for the role teaches: each step has its line, the first round is foretold as promised and comes
    otherwise, the end begins with the why of that, nothing else of it is told, and then the role is asked again."""
    out = io.StringIO()
    lines = ["0", "1", "1", "stand", "rest", "1", "3 9", "1", "predict off", *["hold", "stand"] * 8]
    script = io.StringIO("".join(f"{line}\n" for line in lines))
    console = Console(script, out, 100)
    taught = lesson(debate.load_deck(DECK))

    def teach() -> None:
        play_plain(console, taught)

    assert ask_role(console, debate.load_deck("river"), teach) is None
    told = " ".join(out.getvalue().split())
    assert taught.state.over
    steps = [
        "CHOOSE. You play",
        "ANSWER. Now",
        "EXTEND. Your",
        "SETTLE. Your",
        "PREDICT. Before",
        "THE WORLD moved. You said",
    ]
    places = [told.index(words) for words in [*steps, "WHAT TAKES TIME", "THE LAST ROUND", "THE END. First the why"]]
    assert places == sorted(places)
    assert "WHY 'SPITE IN THE CHATS'?" in told[places[-1] :]
    assert "'help' lists what can be typed" not in told
    assert told.count("How to play: A short game") == 2


def test_why_a_role_chose_what_it_did() -> None:
    """'why', a role and a round tells all that it chose there as far as it is open, an opponent's choices with why; a
    move tells with which case it was backed, and how that fared."""
    session, out = Session(debate.load_deck("zte"), {}, seed=1), io.StringIO()
    session.advance()
    desk = Desk(Console(io.StringIO(), out, 5000), session, None)
    for role in session.deck.turn_order:
        made = [known for known in session.known(None) if (known.round, known.entry.move.role) == (3, role)]
        out.truncate(out.seek(0))
        typed(desk, f"why {session.deck.roles[role].name.lower().removeprefix('the ')} 3")
        assert out.getvalue().count("Why ") == sum(known.entry.chosen is not None for known in made)
        assert out.getvalue().count("Round 3: ") == len(made) > 1
    backed = next(known for known in session.known(None) if known.entry.move.kind == "play" and known.entry.move.card)
    out.truncate(out.seek(0))
    typed(desk, f"why {session.deck.moves[backed.entry.move.move].title}")
    assert f"Its case: '{session.deck.arguments[backed.entry.move.card].title}'." in out.getvalue()
    assert f"Round {backed.round}, " in out.getvalue()
    out.truncate(out.seek(0))
    typed(desk, "why congress 40")
    assert "Nothing that Congress chose in round 40 lies open." in out.getvalue()


def test_one_word_means_what_is_one_s_own() -> None:
    """'why capital' from a seat is about its own capital; 'why ending' after the game about the ending that came."""
    session, out = Session(debate.load_deck("zte"), {}, seed=1), io.StringIO()
    session.advance()
    desk = Desk(Console(io.StringIO(), out, 5000), session, "beijing")
    typed(desk, "why capital")
    assert "WHY 'CAPITAL (BEIJING)'?" in out.getvalue()
    typed(desk, "why the ending")
    assert f"WHY '{session.deck.endings[session.outcome().ending].title.upper()}'?" in out.getvalue()
    typed(Desk(Console(io.StringIO(), out, 5000), session, None), "why capital")
    assert "'capital' may mean" in out.getvalue()


def test_who_took_an_offer_stands_beside_it() -> None:
    """On the page of the score and on that of the move; to whom it was made that is "you"."""
    taken = debate.parse_move(debate.load_deck("zte"), "zte accept offer-settlement")
    session = game_where(debate.load_deck("zte"), lambda game: taken in game.played.moves)
    for role, who in (("zte", "you"), ("beijing", "ZTE")):
        out = io.StringIO()
        desk = Desk(Console(io.StringIO(), out, 5000), session, role)
        typed(desk, "why score")
        assert re.search(rf"round \d, The White House: 'Offer ZTE a settlement', taken by {who}", out.getvalue())
        typed(desk, "why offer zte a settlement")
        assert re.search(rf"The White House, round \d; taken by {who}\.", out.getvalue())


def test_why_news_tells_the_news_of_a_round() -> None:
    """'why news' and a round, also as 'in round 5', tells the news of it, without one the latest; words of a headline
    find it, with a round what became of it there; a move and a round what became of that."""
    session = Session(debate.load_deck("zte"), {}, seed=3)
    session.advance()

    def asked(line: str) -> str:
        out = io.StringIO()
        typed(Desk(Console(io.StringIO(), out, 5000), session, None), line)
        return out.getvalue().strip()

    came = max(step.round for step in session.trace if step.kind == "event" and step.cause in session.deck.news)
    assert asked("why news 5").startswith("NEWS OF ROUND 5\n")
    assert asked("why news in round 5") == asked("why the news 5") == asked("why news 5")
    assert asked("why news").startswith(f"NEWS OF ROUND {came}\n")
    assert all(f"NEWS OF ROUND {number}\n" in asked("why news all") for number in range(1, 9))
    assert asked("why news 99") == "Write a round from 1 to 8."
    assert asked("why home chip").startswith("WHY 'A HOME-MADE CHIP WORKS'?")
    assert asked("why home chip 1").startswith("A HOME-MADE CHIP WORKS: ROUND 1\n")
    assert asked("why new administration 5").startswith("A NEW ADMINISTRATION: ROUND 5\n")
    assert asked("why file a bill 1").startswith("FILE A BILL TO RESTORE THE BAN: ROUND 1\n")


def test_a_name_that_ends_like_a_round_is_a_name() -> None:
    """River has an ending 'Room for all': 'why room for all' asks about it, and not about all rounds of another."""
    session, out = Session(debate.load_deck("river"), {}, seed=1), io.StringIO()
    session.advance()
    typed(Desk(Console(io.StringIO(), out, 200), session, None), "why room for all")
    assert out.getvalue().strip().startswith("WHY 'ROOM FOR ALL'?")


def test_words_of_the_game_are_answered_in_every_deck() -> None:
    """'hold', 'moves', 'order' and 'endings' are names of nothing: each leads to what one would expect, and not to a
    move or a link that has the word somewhere in it."""
    for name, role in (("zte", "white-house"), ("river", "city"), ("phones", "head")):
        out = io.StringIO()
        session = Session(debate.load_deck(name), {role: PERSON}, seed=9)
        desk = Desk(Console(io.StringIO(), out, 400), session, role)

        def asked(line: str, desk: Desk = desk, out: io.StringIO = out) -> str:
            out.truncate(out.seek(0))
            typed(desk, line)
            return out.getvalue()

        assert asked("why hold").startswith("  hold: To play no move in a round.")
        assert asked("move hold") == asked("why hold")
        assert asked("why moves") == asked("moves")
        first = session.deck.roles[session.deck.turn_order[0]].name
        assert f"in the order {first}, " in asked("why order")
        assert "is told once it is over" in asked("endings")
        assert asked("why endings") == asked("ending") == asked("endings")
        assert "The debrief comes after the game" in asked("part 5")
        assert "has chosen nothing yet that lies open." in asked(f"why {session.deck.roles[role].name}")
        while session.advance() is not None and not session.state.over:
            session.submit(session.legal(role)[-1])
        assert "THE END OF TERM" in asked("endings")
        assert "Part 5 tells which endings did not come" in asked("endings")
        assert asked("part 1") in asked("endings")
        assert "the number of a part of the debrief" in asked("part")
        assert "The debrief has parts 1 to" in asked("part 99")


def test_why_of_a_word_that_is_no_name_lists_little() -> None:
    """What is near by a word of it, of whatever kind; else a few names. 'why declined' lists the offers that were, and
    each of them can be asked about."""
    deck = debate.load_deck("zte")
    session, out = Session(deck, {}, seed=3), io.StringIO()
    session.advance()
    desk = Desk(Console(io.StringIO(), out, 200), session, None)
    for asked in ("why qwertz", "why inspectorz", "why declined"):
        typed(desk, asked)
    told = " ".join(out.getvalue().split())
    none, near = told.split("There is no meter, move, case, news or ending ")[1:]
    assert none.startswith("'qwertz'. There is: ")
    assert len(none) < 250
    assert "'inspectorz'. Near it: Inspectors find a breach, Inspectors report no breach. OFFERS" in near
    first = re.search(r"Round \d: [^.]+ declined '([^.]+)'\.", near)
    assert first is not None
    typed(desk, f"why {first[1]}")
    assert "declined" in out.getvalue().split("WHY")[-1]


class Keyboard(io.StringIO):
    """Somebody who types, in a window."""

    def isatty(self) -> bool:
        return True


def test_a_long_page_waits_where_somebody_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each time that a window of 24 rows is full; Enter goes on, and anything else leaves the rest out, of this page
    alone. What fits is not held up, nor is anything in a pipe."""
    monkeypatch.setattr("shutil.get_terminal_size", lambda default: os.terminal_size((80, 24)))
    deck = debate.load_deck("zte")
    session = Session(deck, {}, seed=1)
    session.advance()

    def told(typing: str, asked: str, kind: type[io.StringIO] = Keyboard) -> list[str]:
        out = kind()
        typed(Desk(Console(kind(typing), out, 80), session, None), asked)
        return out.getvalue().splitlines()

    whole = told("", "why outrage in congress all", io.StringIO)
    assert len(whole) > 60
    assert not [line for line in whole if "Enter for more" in line]
    cut = told("q\n", "why outrage in congress all")
    assert cut == [*whole[:22], "Enter for more, q for no more: "]
    on = told("\n" * 30, "why outrage in congress all")
    assert len(on) == len(whole)
    assert sum(line.startswith("Enter for more") for line in on) == (len(whole) - 1) // 22
    assert not [line for line in told("", "why fine") if "Enter for more" in line]


def test_what_is_typed_while_a_page_waits_is_not_lost(monkeypatch: pytest.MonkeyPatch) -> None:
    """A command typed there leaves the rest of the page out and is done next; q only leaves the rest out."""
    monkeypatch.setattr("shutil.get_terminal_size", lambda default: os.terminal_size((80, 24)))
    for answer, then in (("brief", "brief"), ("q", "9")):
        out = Keyboard()
        console = Console(Keyboard(f"{answer}\n9\n"), out, 80)
        with console.paged():
            for number in range(40):
                console.say(f"line {number}")
        assert "line 30" not in out.getvalue()
        assert console.ask("Your move: ") == then
