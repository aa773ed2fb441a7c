"""What came of a round: new first, the same folded, nothing lost, in at most three screens of 80x24."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import pairwise

import pytest
from attrs import evolve

import debate
from debate.debrief.account import MOST_DENIED, MOST_MOVED, MUCH, account, parts_of
from debate.debrief.answers import at
from debate.debrief.closing import Closing, closes
from debate.debrief.naming import cited
from debate.debrief.rounds import rounds
from debate.faces.kit.account import CUT, WORDY, Told, counted, screens, sigils_of
from debate.faces.kit.account_rows import node_rows
from debate.faces.kit.rows import Row, cells_of, texts
from debate.faces.tui.panels import floor_rows, what_came
from debate.game.session import PERSON, Session
from debate.opponents import scripted
from debate.pages.account import Telling, counts, tellings
from debate.pages.document import Across, Change, Deed, Folded, Group, Line, Node, Part, Ref
from debate.pages.floor import flow
from debate.pages.headline import own_words
from debate.pages.predictions import summary
from debate.pages.reader import Reader
from debate.rules.deck import Deck
from debate.rules.legal import legal_moves
from tests.debrief.games import DECKS, harbour, played, watched
from tests.decks.longest import longest

SMALL, LARGE = (80, 21), (120, 37)
"""Cells and rows that head, goals and footer leave of 80x24 and of 120x40."""
FRAME = str.maketrans("│┃║✓✗⊘", "      ")


@cache
def deck(name: str) -> Deck:
    return longest() if name == "longest" else debate.load_deck(DECKS / name if name == "valley" else name)


def game(name: str, seed: int, person: str) -> Session:
    """A whole game in which the script plays for everybody, a person's predictions included."""
    session = Session(deck(name), {person: PERSON}, seed=seed)
    session.set_predicting(True)
    while not session.state.over:
        session.advance()
        for role in session.to_predict():
            for question in session.questions(role):
                answer = question.answers[seed % len(question.answers)]
                why = ["", *question.reasons(answer)][-1 if seed % 2 else 1 if question.whys else 0]
                session.predict(role, question.id, answer, 70, why)
        for role in session.awaited():
            session.submit(scripted(session.view(role), seed).move)
    return session


def rounds_of(session: Session, role: str | None) -> Iterator[tuple[Reader, Telling]]:
    """The tellings of a game, each as it is read while the game is on, with who reads it."""
    choices = len(session.moves)
    ends = [n for n in range(1, choices + 1) if closes(session.at(n - 1).state, session.at(n).state)]
    for number, end in enumerate(ends, 1):
        past = session.fork(end)
        reader, last = Reader(past, role), past.state.round if past.state.over else number
        yield from ((reader, telling) for telling in tellings(reader, range(number, last + 1)))


def drawn(telling: Telling, deck_: Deck, size: tuple[int, int]) -> list[list[str]]:
    """The rows of each screen."""
    named = (("mine", telling.mine), ("deeds", telling.deeds), ("foreseen", telling.foreseen))
    first = [Told(name, group) for name, group in named if group is not None]
    moved = Told("moved", telling.moved) if telling.moved is not None else None
    denied = Told("denied", telling.denied) if telling.denied is not None else None
    ahead = [line.text for line in telling.ahead]
    found = []
    for draw in screens(first, moved, denied, ahead, *size, sigils_of(deck_)):
        rows = draw("").rows
        assert all(cells_of(row) <= size[0] for row in rows)
        found.append(texts(rows))
    return found


def every(nodes: Iterable[Node]) -> Iterator[Node]:
    """All nodes, those inside groups and folds too."""
    for node in nodes:
        yield node
        if isinstance(node, Group | Folded):
            yield from every(node.nodes)


def check(session: Session, role: str | None) -> None:
    """The budgets of each round, and that nothing is lost."""
    said = {t.rounds: t.foreseen for n in _closed(session) for t in tellings(Reader(session, role), [n])}
    for reader, told in rounds_of(session, role):
        telling = evolve(told, foreseen=said.get(told.rounds))  # a game that is cut short keeps no predictions
        small = drawn(telling, session.deck, SMALL)
        assert len(small) <= 3, telling.title
        assert all(len(rows) <= SMALL[1] for rows in small), (telling.title, [len(rows) for rows in small])
        if "and yet more words" not in str(telling):  # words that only fill up tell nothing of the budget
            assert all(counted(rows) <= WORDY for rows in small), (telling.title, [counted(rows) for rows in small])
        large = drawn(telling, session.deck, LARGE)
        assert [len(rows) <= LARGE[1] for rows in large] == [True], (telling.title, [len(r) for r in large])
        nothing_cut_in_silence(telling, session.deck)
        nothing_lost(reader, telling)


def _closed(session: Session) -> range:
    assert session.state.term is not None
    return range(1, session.state.term.round + 1)


def nothing_cut_in_silence(telling: Telling, deck_: Deck) -> None:
    """Where a line does not stand whole, an ellipsis says so."""
    for group in telling.groups:
        for node in group.nodes:
            if isinstance(node, Line | Deed | Folded):
                for room in (58, 78, 118):
                    full = _words(node_rows(node, room, 99, sigils_of(deck_), 40))
                    for most in (1, 2, 3):
                        shown = _words(node_rows(node, room, most, sigils_of(deck_), 40))
                        assert shown == full or "…" in shown, node


def _words(rows: Iterable[Row]) -> str:
    return " ".join(" ".join(texts(rows)).split())


def nothing_lost(reader: Reader, telling: Telling) -> None:
    """Every meter that moved, every denial and every change of a flag stands on a screen or behind a fold."""
    seen = list(every(telling.nodes))
    steps = [step for step in reader.steps if step.round in telling.rounds]
    changed = {node.to.id: node for node in seen if isinstance(node, Change)}
    for meter in reader.deck.meters:
        moving = [step for step in steps if step.meter == meter and step.change]
        if moving and moving[0].before != moving[-1].after:
            change = changed[meter]
            assert (change.before, change.after) == (moving[0].before, moving[-1].after)
            assert sum(part.by for part in change.parts) == change.by
    denied = {node.to.id for node in seen if isinstance(node, Line) and node.mark == "denied" and node.to}
    assert denied == {step.cause for step in steps if step.kind == "denied"}


@pytest.mark.parametrize("name", ["zte", "river", "phones", "valley", "longest"])
def test_budgets(name: str) -> None:
    """In every round of some games: three screens of 80x24 at most, one of 120x40, each within its rows and words, for
    whoever reads; what is not shown stands behind a fold."""
    for seed, role in enumerate(deck(name).turn_order):
        session = game(name, seed, role)
        check(session, role)
        if not seed:
            check(session, None)


@pytest.mark.torture
@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_budgets_of_a_thousand_games(name: str) -> None:
    """The same over 1,002 games."""
    for seed in range(334):
        role = deck(name).turn_order[seed % len(deck(name).turn_order)]
        check(game(name, 100 + seed, role), role)


def test_mine_comes_first_and_the_biggest_stands_on_top() -> None:
    """What moved is told where it is mine, much or for a new reason: six at most, sorted by size; none of mine is left
    out for what is not."""
    session = game("zte", 5, "congress")
    motive = session.deck.roles["congress"].motives[session.state.motives["congress"]]
    for number in range(1, session.state.term.round + 1):  # type: ignore[union-attr]
        found = account(session.deck, session.visible("congress"), {number}, motive)
        assert len(found.moved) <= MOST_MOVED
        assert len(found.denied) <= MOST_DENIED
        assert [abs(m.by) for m in found.moved] == sorted((abs(m.by) for m in found.moved), reverse=True)
        assert all(m.want or m.end or m.new or abs(m.by) >= MUCH for m in found.moved)
        if any(m.want for m in found.drifts):
            assert all(m.want for m in found.moved)
        assert [d.rank for d in found.denied] == sorted(d.rank for d in found.denied)


def test_a_denial_told_before_is_folded() -> None:
    """The same denial in the next round is not told again: it stands behind a fold that says so."""
    session = game("zte", 5, "congress")
    one, two, *_ = (telling for _, telling in rounds_of(session, "congress"))
    assert one.denied is not None
    assert two.denied is not None
    assert [n.text for n in one.denied.nodes if isinstance(n, Folded)] in ([], ["1 more"], ["2 more"])  # none was said
    told = [node.to for node in one.denied.nodes if isinstance(node, Line) and node.to]
    again = next(node for node in two.denied.nodes if isinstance(node, Folded))
    assert "said in earlier rounds too" in again.text
    folded = [node.to for node in again.nodes if isinstance(node, Line) and node.to]
    assert set(told) & set(folded)
    assert not set(told) & {node.to for node in two.denied.nodes if isinstance(node, Line)}


def test_news_that_came_is_not_said_to_have_stayed_away() -> None:
    """A denial of news speaks of its chance: the news may have come in that very round, beside 'Who did what'."""
    session = game("zte", 4, "congress")
    told = {
        node.text: {record.id for record in reader.deck.news.values() if f"News: {record.title}" in str(telling)}
        for reader, telling in rounds_of(session, "congress")
        for node in (telling.denied.nodes if telling.denied is not None else ())
        if isinstance(node, Line) and node.to and set(reader.deck.denials[node.to.id].denies) <= {*reader.deck.news}
    }
    assert any(told.values())
    assert all(" did not become likelier or rarer" in text for text in told)


def test_whose_move_did_it_agrees_with_the_control_run() -> None:
    """What a role's move of the round is said to have done to a meter has the sign of what a control run without the
    move says, but for a few in a hundred where something else answers to the meter."""
    agree = wrong = 0
    for name, seed in (("zte", 0), ("zte", 1), ("river", 2), ("phones", 3)):
        session = game(name, seed, deck(name).turn_order[0])
        states, trace = session.played.states, list(session.trace)
        for count, (before, after) in enumerate(pairwise(states), 1):
            if not closes(before, after):
                continue
            closing = Closing(at(session.played, count))
            found = account(session.deck, trace, {before.round})
            for made in closing.happened():
                for meter, by in parts_of(found, made.role, before.round).items():
                    same = closing.because_of(made, meter, rolls=False).change * by > 0
                    agree, wrong = agree + same, wrong + (not same)
    assert agree > 100
    assert wrong / agree < 0.06


def test_the_headline_is_the_decks_where_it_has_one() -> None:
    """By whether what is wanted went up and what one says one is for did; a motive's own words come before the
    deck's, and without any it is made of what moved."""
    session = played(harbour(), [[], []])
    (telling,) = tellings(Reader(session, "port"), [1])
    assert telling.mine is not None
    first = telling.mine.nodes[0]
    assert isinstance(first, Line)
    assert first.text in ("It goes well.", "It looks well.", "It is well.", "It goes badly.")
    assert tellings(Reader(session, None), [1])[0].mine is None


def test_the_parts_of_a_score_add_up() -> None:
    """The points that each want gave add up to the change of the score."""
    session = game("zte", 7, "congress")
    for _, telling in rounds_of(session, "congress"):
        assert telling.mine is not None
        line = next((n.text for n in telling.mine.nodes if isinstance(n, Line) and n.text.startswith("Score")), "")
        if "→" in line:
            head, _, rest = line.partition(": ")
            if head.startswith("Score on"):
                continue
            before, after = map(int, head.removeprefix("Score ").split("→"))
            assert sum(int(part.rsplit(" is ", 1)[1].strip("±.")) for part in rest.split(", ")) == after - before


def test_signs_tell_what_colour_does() -> None:
    """Without styles a row still says up or down, whose it was, and what did not happen."""
    session = game("zte", 5, "congress")
    _, telling = next(iter(rounds_of(session, "congress")))
    rows = [row for screen_ in drawn(telling, session.deck, SMALL) for row in screen_]
    assert any("⊘ WHAT DID NOT HAPPEN" in row for row in rows)
    assert any(" C " in row and ("✓" in row or "✗" in row) for row in rows)
    assert any(("▲" in row or "▼" in row) and "→" in row for row in rows)


@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_headlines_say_which_way_and_not_how_far(name: str) -> None:
    """The same four stand over +1 and over +20, over a round and over a whole game, where one goal may rise while
    another falls: no word of a size, of a time, or of every single thing. Nor of the reader's own work, since others
    may have done it."""
    too_much = {"little", "much", "great", "nothing", "everything", "round", "step", "harm"}
    for role in deck(name).roles.values():
        for motive in role.motives.values():
            lines = motive.headlines
            for text in (lines.both_up, lines.wants_up, lines.ends_up, lines.neither):
                assert text
                assert not re.search(r"work pays|sound work|your (work|moves?|efforts?)|thanks to you", text.casefold())
                assert not too_much & {word.strip(".,:;").casefold() for word in text.split()}, (motive.id, text)


def test_a_reason_that_was_given_is_answered() -> None:
    """Whoever said why is told with the round, and in the sum of all, whether that was at work; and what came stands
    with its passage."""
    session, seen = Session(deck("zte"), {"congress": PERSON}, seed=5), set()
    session.set_predicting(True)
    while not session.state.over:
        session.advance()
        for question in session.questions("congress") if session.to_predict() else ():
            answer = question.answers[1]
            why = ["", *question.reasons(answer)][-1]
            session.predict("congress", question.id, answer, 70, why)
        for role in session.awaited():
            session.submit(scripted(session.view(role), 5).move)
    reader, told = Reader(session, "congress"), []
    for telling in tellings(reader, range(1, 9)):
        told += [line.text for line in telling.foreseen.nodes if isinstance(line, Line)] if telling.foreseen else []
    whole = [line.text for line in summary(reader) if isinstance(line, Line)]
    for one in session.foreseen("congress"):
        if one.why:
            seen.add(one.why == one.score.cause)
            assert any(line.endswith(one.reasoned) for line in told)
            assert any(line.endswith(f"{one.score.because} {one.reasoned}") for line in whole)
        if one.score.cause in session.deck.denials:
            assert any(f"({cited(session.deck.denials[one.score.cause])})" in line for line in told)
    assert seen == {True, False}
    assert {one.reasoned for one in session.foreseen("congress")} == {
        "", "Your reason was at work.", "Your reason was not at work.",
    }  # fmt: skip


def test_what_two_denials_keep_still_is_said_once() -> None:
    """Two denials say why a ban on phones makes nothing safer: once what stood still, then both reasons with where they
    stand. And a meter that one reason moved through two roles names that once."""
    session = played(deck("zte"), [["congress play ban-zte-phones"]])
    (telling,) = tellings(Reader(session, "congress"), [1])
    assert telling.denied is not None
    lines = [node for node in every(telling.denied.nodes) if isinstance(node, Line)]
    heads = [line.text for line in lines if line.mark == "denied"]
    assert len(heads) == len(set(heads))
    (at,) = (n for n, line in enumerate(lines) if "'Ban ZTE phones in America'" in line.text)
    assert [line.text.endswith("(P11).") for line in lines[at + 1 : at + 3]] == [True, True]
    parts = (Part(5, "It sells.", "P13", "beijing", "Beijing"), Part(3, "It sells.", "P13", "zte", "ZTE"))
    told = Change("Spying", "Spying", 1, 9, 0, 100, parts, Ref("why", "spying")).words
    assert told == "Spying 1→9. Beijing +5, ZTE +3, It sells (P13)."


def test_think_counts_what_it_names() -> None:
    """A ban on phones in one round and a withdrawal in the next meet the same denial, and are not two rounds of one."""
    session = played(deck("zte"), [["congress play ban-zte-phones"], ["zte play leave-us-phone-market"], []])
    told = [line.text for number in (1, 2) for t in tellings(Reader(session.fork(len(session.moves)), "congress"),
            [number]) for line in t.ahead]  # fmt: skip
    assert not any("2 rounds of 'Leave the U.S. phone market'" in words for words in told)
    found = account(session.deck, session.visible("congress"), [2])
    both = [each for each in (*found.denied, *found.denied_again) if each.times > each.times_by]
    assert [(each.times, each.times_by) for each in both] == [(2, 1)]


def test_think_goes_on_counting_a_flag_that_takes_another_value() -> None:
    """A ban in force by order that a vote makes law is one ban: its rounds are counted from the first of them."""
    zte = deck("zte")
    rich = evolve(zte, roles={**zte.roles, "congress": evolve(zte.roles["congress"], capital_start=10)})
    session = played(rich, [["congress play file-ban-bill"], [], ["congress play restore-ban"], []], seed=2162)
    thoughts, bans = [], set()
    for reader, telling in rounds_of(session, "congress"):
        thoughts += [line.text for line in telling.ahead if line.text.startswith("Think: ")]
        bans.add(reader.game.state.flags["supply-ban"])
    assert len(bans) == 2
    told = [words for words in thoughts if "'The supply ban'" in words]
    assert told
    assert all(re.match(r"Think: \d rounds of 'The supply ban' since round 1, ", words) for words in told)
    assert told[-1].startswith("Think: 4 rounds")


def test_a_meter_pushed_both_ways_is_told_of_though_it_stands_as_before() -> None:
    """A move that raised a meter which something else took down as far did so all the same: what one's own move pushed
    names it, and says that it was pushed back: without the move it would stand elsewhere."""
    session = watched(debate.load_deck("zte"), 4, "scripted")
    trace, told = list(session.trace), 0
    for number in range(1, session.deck.rounds.count + 1):
        found = account(session.deck, trace, {number})
        for each in found.undone:
            assert sum(cause.by for cause in each.causes) == 0
            assert each.before == each.after
            for cause in each.causes:
                if cause.role and cause.since == number and each.meter in parts_of(found, cause.role, number):
                    reader = Reader(session, cause.role)
                    words = own_words(reader, account(session.deck, reader.steps, {number}), number)
                    told += "(then pushed back)" in words
    assert told


@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_what_is_for_me_is_rarely_cut(name: str) -> None:
    """On the first screen of 80x24 what the round did for me, and what I foresaw, stand whole in nine rounds of ten:
    where they have no room together, who did what moves to a later screen."""
    rounds_, cut_ = 0, 0
    for seed, role in enumerate(deck(name).turn_order):
        reader = Reader(game(name, seed, role), role)
        for number in range(1, deck(name).rounds.count + 1):
            (telling,) = tellings(reader, [number])
            assert telling.foreseen is not None
            lines = [node.text for group in (telling.mine, telling.foreseen) if group for node in group.nodes
                     if isinstance(node, Line)]  # fmt: skip
            seen = " ".join(" ".join(drawn(telling, deck(name), SMALL)[0]).translate(FRAME).split())
            rounds_, cut_ = rounds_ + 1, cut_ + (not all(" ".join(line.split()) in seen for line in lines))
    assert cut_ <= rounds_ / 10, (cut_, rounds_)


def test_causes_that_stand_beside_each_other_end_without_a_full_stop() -> None:
    """A point between two causes is enough; the only cause of a meter is a sentence."""
    session = game("zte", 5, "congress")
    _, telling = next(iter(rounds_of(session, "congress")))
    rows = "\n".join(row for screen_ in drawn(telling, session.deck, SMALL) for row in screen_)
    assert ". ·" not in rows
    assert " ·  " in rows


def test_the_amounts_beside_a_meter_are_those_of_its_causes() -> None:
    """What is not told at length stands with its own amount, never added up over causes, and what a limit cut off is
    called so: the same parts as on the page that says why."""
    session, limits = game("zte", 4, "congress"), 0
    tellings_ = [telling for _, telling in rounds_of(session, "congress")]
    changes = [node for telling in tellings_ for node in every(telling.nodes) if isinstance(node, Change)]
    for node in (node for node in changes if len(node.parts) > 1):
        text = _words(node_rows(node, 75, 2, sigils_of(session.deck), 40))
        whole = [part.by for part in node.parts if not part.limit]
        cut = sum(part.by for part in node.parts if part.limit)
        assert sorted(map(int, re.findall(r"[+-]\d+", text))) == sorted([*whole, *([cut] if cut else [])])
        short = _words(node_rows(node, 75, 1, sigils_of(session.deck), 40))
        assert sum(map(int, re.findall(r"[+-]\d+", short))) == node.by
        limits += f"limit {cut:+d}" in f"{text} {short}"
    assert limits


def test_a_case_that_no_card_could_save_is_said_to_have_been_so() -> None:
    """Where one was not asked to answer back, since no card met what was said, the account says so, and only there; of
    the others' hands that is said once the game is over."""
    session = game("zte", 1, "congress")
    said: set[tuple[int, str]] = set()
    for reader, telling in rounds_of(session, "congress"):
        deeds = [node for node in telling.deeds.nodes if isinstance(node, Deed)] if telling.deeds else []
        helpless = any(deed.role == "congress" and "no card of yours met it" in deed.result for deed in deeds)
        number = telling.rounds[0]
        choices = zip(reader.game.played.states, reader.game.moves, strict=False)
        rests = [s for s, move in choices if (move.role, move.kind, s.round) == ("congress", "rest", number)]
        assert helpless is any(len(legal_moves(state, "congress")) == 1 for state in rests)
        if not reader.game.state.over:
            said |= {
                (number, e.role) for r in rounds(reader.game.played, "congress") for e in r.exchanges if e.helpless
            }
    assert {role for _, role in said} == {"congress"}
    assert len({e.role for record in rounds(session.played, None) for e in record.exchanges if e.helpless}) > 1
    told = [line for node in flow(Reader(session, "congress")) if isinstance(node, Across) for line in node.lines]
    assert any("No card that you held met what was said." in line.text for line in told)


@pytest.mark.parametrize("name", ["zte", "longest"])
def test_what_is_cut_says_by_which_key_it_is_read_whole(name: str) -> None:
    """Below every frame with an ellipsis stands the key that tells all of it, and below no other."""
    session, cuts = game(name, 2, deck(name).turn_order[0]), 0
    for _, telling in rounds_of(session, deck(name).turn_order[0]):
        for rows in drawn(telling, deck(name), SMALL):
            cut_ = False
            for each in rows:
                if each[:1] in "╰┗╚":
                    assert (CUT in each) is cut_, rows
                    cuts, cut_ = cuts + cut_, False
                elif each[:1] in "│┃║▸":
                    cut_ = cut_ or "…" in each
    assert cuts


def test_the_floor_counts_what_the_account_tells() -> None:
    """While the game is on and when it is over: as many meters and denials as its account has, none hidden from the
    reader among them."""
    hidden = 0
    session = game("zte", 2935, "congress")
    for reader, telling in rounds_of(session, "congress"):
        for number in telling.rounds[:1] if telling.deeds is not None else ():
            moved, denied = counts(reader, number)
            found = account(reader.deck, reader.steps, (number,), reader.motive)
            unseen = {meter for meter, value in reader.view.meters.items() if value is None}
            hidden += bool(unseen)
            assert moved == len({each.meter for each in found.meters} - unseen)
            lines = telling.denied.nodes if telling.denied else ()
            shown = sum(isinstance(node, Line) and node.mark == "denied" for node in lines)
            folded = next((int(node.text.split()[0]) for node in lines if isinstance(node, Folded)), 0)
            assert denied == shown + folded
            rows = [str(row.content) for row in floor_rows(reader.game, "congress", 100)]
            assert any(what_came(moved, denied) in row for row in rows)
    assert hidden


def test_of_ones_own_move_what_scores_is_named_first() -> None:
    """However far other meters were pushed: a goal that the move reached is never among what is only counted."""
    held_back = 0
    for name, role in (("zte", "congress"), ("zte", "beijing"), ("river", "town")):
        if role not in deck(name).roles:
            continue
        session = game(name, 2935, role)
        reader = Reader(session, role)
        assert reader.motive is not None
        for number in range(1, deck(name).rounds.count + 1):
            found = account(reader.deck, reader.steps, (number,), reader.motive)
            parts = parts_of(found, role, number)
            words = own_words(reader, found, number)
            scored = [meter for meter in parts if meter in reader.motive.wants]
            if scored and "pushed" in words:
                first = words.split("pushed ")[1].split(" ")[0]
                shorts = {(reader.deck.meters[m].short or reader.deck.meters[m].name).split()[0] for m in scored}
                assert first in shorts
                held_back += abs(parts[scored[0]]) < max(map(abs, parts.values()))
    assert held_back


def test_an_offer_that_came_too_late_says_so_first() -> None:
    """In the line of who did what, which may be cut: that nothing came of it stands before who took it."""
    told = first = 0
    for seed in (1, 2, 3, 4, 2935):
        session = watched(deck("zte"), seed, "scripted")
        for telling in tellings(Reader(session, None), range(1, 9)):
            for deed in telling.deeds.nodes if telling.deeds is not None else ():
                if isinstance(deed, Deed) and "too late" in deed.result:
                    assert re.match(r"came too late and was paid back( \(.+ came first\))?(, |$)", deed.result)
                    first += "came first" in deed.result
                    told += ", " in deed.result
    assert told
    assert first


@pytest.mark.parametrize("name", ["zte", "river", "phones"])
def test_what_did_not_happen_is_counted_for_all_rounds_that_are_told_together(name: str) -> None:
    """Years later too: a meter that a denial kept still is said to have moved for other reasons where it moved in any
    of these rounds, with which way it went in all of them."""
    went = 0
    for seed in range(1, 9):
        session = watched(deck(name), seed, "scripted")
        numbers = range(session.deck.rounds.count + 1, session.state.round + 1)
        before, after = session.state.term, session.state
        found = account(session.deck, list(session.trace), numbers)
        assert before is not None
        for kept in (kept for denied in (*found.denied, *found.denied_again) for kept in denied.kept):
            if kept.value is not None:
                by = after.meters[kept.id] - before.meters[kept.id]
                assert (kept.moved.change if kept.moved else 0) == by, kept
                went += by != 0
    assert went or name != "zte"
