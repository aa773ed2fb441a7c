"""The first pages: what is in the print, how the game is played on paper, and notes for the teacher."""

from __future__ import annotations

from debate.debrief.naming import by_holding
from debate.debrief.naming import listed as in_a_row
from debate.rules.deck import Deck, TableRules
from debate.workshop.paper.markup import Content, Html, b, el, listed, p, section, span, table
from debate.workshop.paper.names import Edition, moves_of, pile_of


def cover(edition: Edition) -> Html:
    deck = edition.deck
    origin = deck.origin
    from_what = f"After {origin.title} ({origin.year}). " if origin is not None else ""
    preset = f" This print is for the length '{edition.preset.name}'." if edition.preset else ""
    roles = len(deck.turn_order)
    rows: list[list[Content]] = [
        ["Guide", "read first; one copy for each group", "no"],
        ["Board: meters, rounds, flags; counters", "one, on the wall or a large table", "counters only"],
        [f"Role sheets ({roles})", "one for each role", "motive slips"],
        ["Move cards", "one set for each role", "yes"],
        ["Argument cards", "one pile for each role", "yes"],
        ["Teacher's pages", "one; players do not see them until the end", "no"],
        ["Glossary, what is left out, sources", "one for each group", "no"],
    ]
    return el(
        "section",
        el("h1", deck.title),
        p(deck.question, cls="question"),
        p(f"{from_what}For {roles} roles and a teacher, {deck.rounds.count} rounds. No computer needed.{preset}"),
        el("h3", "What is in this print"),
        table(["Part", "How many", "Cut apart?"], rows, cls="plain"),
        p(
            "Print on one side of the paper, at 100 %, with the paper size that the file was made for "
            f"({edition.paper.name}). Everything is legible in black and white. Heavier paper "
            "for the cards is pleasant, and not needed. Cut along the dashed lines."
        ),
        p(
            b("Read this to everybody: "),
            "the world of this game is one author's model. It says what follows if that author is right; the "
            "number beside a sentence says where it stands in the source. ",
            span("badge", "OUTSIDE THE BRIEF"),
            " marks what comes from elsewhere.",
        ),
        cls="first",
    )


def pages(edition: Edition) -> list[Html]:
    return [cover(edition), rules(edition), _teacher(edition)]


def _steps(items: list[tuple[str, Content]]) -> Html:
    return listed([[b(title, " "), text] for title, text in items], "ol")


def _pressing(rules: TableRules) -> list[tuple[str, Content]]:
    """The step between answering and extending, where anybody can ask for the ground of a case."""
    if not rules.press:
        return []
    return [
        (
            "Press.",
            "Who answers nothing may ask one speaker to show the ground of a case, without a card. The speaker reads "
            f"out the 'because' again and pays {rules.press} capital; or does not, and then the case counts half if it "
            "stands, rounded down.",
        )
    ]


def rules(edition: Edition) -> Html:
    """How the game is played on paper."""
    numbers = edition.deck.rules
    return section(
        "Guide: the rules",
        p(
            "Arguments decide what a move costs and when it comes; never what it does to the world. You can win "
            "the argument and still lose the policy. Each role wants what its secret motive says; the score is how "
            "far the world got there."
        ),
        el("h3", "Before the first round"),
        p(
            "Counters on the thick boxes. Each role takes its sheet, its move cards and its shuffled pile, draws "
            f"one motive slip, draws {numbers.dealt} arguments and keeps {min(numbers.hand, numbers.dealt)}; the rest "
            "goes under the pile."
        ),
        el("h3", "A round"),
        _steps([*_spoken(numbers), *_carried_out(edition.deck)]),
        el("h3", "Exactly"),
        listed(EXACTLY),
        cls="guide",
    )


def _spoken(rules: TableRules) -> list[tuple[str, Content]]:
    """A round up to what the debate decides."""
    extra = rules.unbacked_extra
    bare = f" A move without a case costs {extra} more: policy by decree." if extra else ""
    return [
        (
            "Choose.",
            "All at once, face down: a move whose needs hold and whose cost you can pay, with one argument "
            f"from your hand that lists it (your case); or hold, and {by_holding(rules)}.{bare} "
            "A move rests as its card says. Pay; turn over. Covert moves take no case and are handed to "
            "the teacher face down; lay a spare card in front of you.",
        ),
        (
            "Answer.",
            "Read your case aloud: claim, because, warrant. Then every role may answer one case of another "
            "role with a card that lists its number under 'Answers' (all chosen before any is shown). An "
            "offer made to you is taken or declined now; that costs nothing.",
        ),
        *_pressing(rules),
        ("Extend.", "A speaker who was answered may answer one of the answers in the same way, once."),
        (
            "Settle.",
            f"A case with no answer left standing stands: its speaker gains {rules.stands_bonus} capital, or "
            f"{rules.extended_bonus} if it was answered. Otherwise it is beaten: everybody whose answer is "
            f"left gains {rules.answer_bonus}, and the speaker pays {rules.beaten_extra} "
            "more, or the move waits: it comes next round by itself, as that role's move, with no new cost "
            "or case. A teacher or the class may judge instead: they say of an answered case whether it "
            "stands.",
        ),
    ]


def _carried_out(deck: Deck) -> list[tuple[str, Content]]:
    """A round from its moves to its close."""
    order = in_a_row([deck.roles[id].name for id in deck.turn_order])
    incomes = {role.capital_income for role in deck.roles.values()}
    income = f"gains {incomes.pop() or 'no'} capital" if len(incomes) == 1 else "gains the capital of its role sheet"
    return [
        (
            "Moves happen.",
            f"In this order: {order}. The teacher reads out what each does. If its needs no longer hold, it "
            "is overtaken and paid back. A declined offer does only what its card says.",
        ),
        (
            "The world moves.",
            "The teacher goes through the round end, says what changes and why, and reads out what does "
            "not happen. Then the news.",
        ),
        (
            "Close.",
            f"Each role {income} and draws up to {deck.rules.hand} arguments (played ones lie on "
            "the discards; shuffle them when the pile is empty). Move the round counter.",
        ),
    ]


EXACTLY: list[Content] = [
    "Cards used as case, answer or extension go to the discards. Nobody has to answer.",
    "Capital never falls below 0 nor rises above the end of its track; meters neither.",
    "'Rests 2 rounds' means: not in the two rounds after the one in which it happened.",
    "The game ends after the last round, or when an ending says so. Then the teacher runs the years later: round ends "
    "with no moves, news or income.",
    "Score: how far the meters you want stand on the side you want, 0 to 100. Points won in debate are not added.",
]


def _teacher(edition: Edition) -> Html:
    return section(
        "Guide: for the teacher",
        el("h3", "Before the lesson"),
        _before(edition),
        el("h3", "Timing (an estimate, to be corrected by your own class)"),
        *_timing(edition),
        el("h3", "How you run the world"),
        _steps(RUN),
        el("h3", "Be strict about three things"),
        listed(STRICT),
        _secrets(edition.deck),
        el("h3", "Afterwards"),
        p(
            "Put promised beside delivered: take each move that happened, read its promise, look up the meter "
            "before and at the end. Then ask of each that came true: did the move do it, or would it have come anyway? "
            "Only what would not have come without the move counts as kept by it. "
            "Read the ending twice, at the end of term and years later. Then the questions "
            "in the last pages, and the causal views: would it have gone the same way if the brief is wrong there?"
        ),
        cls="guide",
    )


def _before(edition: Edition) -> Html:
    deck = edition.deck
    cards = sum(len(pile_of(deck, role)) + len(moves_of(deck, role)) for role in deck.turn_order)
    return listed(
        [
            f"Cut {cards} cards ({len(deck.turn_order)} helpers, about half an hour), the motive slips and the "
            "counters. Hang up the board.",
            "Seat one team of two to six students for each role; a role with nobody holds every round. More "
            "students than that are judges: they vote on answered cases.",
            "Ask two careful students to be the world's clerks: one reads the checklist, one writes the "
            "record. You decide and read aloud.",
            "Play one round end for yourself first. It is less work than it looks: most headings of the "
            "checklist do not hold, and their lines fall away.",
        ]
    )


def _timing(edition: Edition) -> tuple[Html, Html]:
    """How long the lesson takes, in minutes, and how it is made shorter."""
    deck = edition.deck
    checks = sum(link.active and not link.follows for link in deck.links.values())
    world = max(3, round(checks / 5))
    lesson = 15 + deck.rounds.count * (9 + world) + 20
    rows: list[list[Content]] = [
        ["Question, roles, motives, first hands", "15"],
        ["Each round: choose 3, answer and extend 4, settle and moves 2", "9"],
        [f"Each round end: {checks} lines, two clerks; the first takes twice as long", str(world)],
        ["Years later, scores, talking it over", "20"],
        [b(f"All of it, {deck.rounds.count} rounds"), b(f"about {lesson}")],
    ]
    names = in_a_row([f"--preset {id}" for id in deck.presets], "or") if edition.preset is None else ""
    small = f" For a shorter game print the deck with {names}." if names else ""
    return table(["", "Minutes"], rows, cls="plain"), p(
        "While the clerks add up, let the teams write down what they expect to change: it fills the wait, and "
        f"being surprised is how the causes stick.{small} It does no harm to stop after any round: go on with "
        "'years later' from there."
    )


RUN: list[tuple[str, Content]] = [
    ("When a move happens:", "find its box in 'When a move happens'. Read, change, write its number into the record."),
    (
        "Round end:",
        "the checklist from top to bottom, all of it read before any counter moves; then the calendar; then move them "
        "all.",
    ),
    ("News:", "each line whose condition holds is rolled for."),
    ("Ending:", "only those marked so end the game early."),
]
STRICT: list[Content] = [
    "Read first, change afterwards. What a link changes is seen by other links at the next round end: a chain takes "
    "one round a link.",
    "'For 2 rounds' means: now, and at each of the last 2 round ends, this one included. The ticks of the checklist "
    "show it.",
    "Say the cause of every change, and read every denial. What did not happen is half of what is to be learned.",
]


def _secrets(deck: Deck) -> Html | None:
    covert = sum(move.covert and move.active for move in deck.moves.values())
    if not covert:
        return None
    hidden = any(meter.seen_by is not None for meter in deck.meters.values())
    return p(
        b("Secrets. "),
        f"Covert moves: {covert}. Carry them out without naming them: the class learns of "
        "them by what they change, or when the news finds them out.",
        " Hidden meters are moved behind a folder." if hidden else "",
    )
