"""The teacher's tables to run the world by hand: what a move sets going, and what to add at a round end."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from debate.debrief.naming import listed as in_a_row
from debate.debrief.naming import name_of
from debate.rules.conditions import Condition, FlagIs, Lasting
from debate.rules.deck import Deck, Denial, Link, MoveDef, News
from debate.rules.words import in_words
from debate.workshop.paper.changes import changes, odds
from debate.workshop.paper.markup import Content, Html, b, el, html, p, section, span, table
from debate.workshop.paper.names import Edition, moves_of, rounds_later, source, upper_first


def moves(edition: Edition) -> Html:
    """Each move with its own effects, the links that follow it and the denials to read out, in order of play."""
    deck = edition.deck
    rows: list[list[Content]] = []
    for role in deck.turn_order:
        rows.append([deck.roles[role].name])
        rows += [
            [b(edition.number(move.id)), happens(edition, move)] for move in moves_of(deck, role) if not move.forbidden
        ]
    return section(
        "When a move happens",
        p(
            "Take the moves in turn order, one at a time. First check its needs once more (if they do not hold "
            "now, it is overtaken: give back all that was paid). Then read every 'if' and every table in its box "
            "with the board as it stands, before you move a counter; then change everything together. Read denials "
            "aloud. What comes later is written on the calendar now, with its amount.",
        ),
        table(["No.", "What it does"], rows, cls="world numbered"),
    )


def happens(edition: Edition, move: MoveDef) -> Content:
    """What a move does, and what goes with it."""
    deck = edition.deck
    parts: list[Content] = [
        span("line", b(move.title), span("covert", " COVERT: say nothing.") if move.covert else None)
    ]
    own = changes(deck, move.effects)
    parts.append(span("line", "▸ ", _row(own)) if own else None)
    if move.offer_to is not None:
        declined = changes(deck, move.if_declined)
        role = deck.roles[move.offer_to].name
        parts.append(
            span("line", f"Offer to {role}. If declined, only this: ", _row(declined) if declined else "nothing", ".")
        )
    parts += _followers(edition, move.id, False)
    return parts


def _followers(edition: Edition, event: str, news: bool) -> list[Content]:
    deck = edition.deck
    found: list[Content] = []
    for link in deck.links.values():
        if link.active and event in link.follows:
            when: Content = ["if ", in_words(deck, link.when), ": "] if link.when else None
            late = _late_after(link.delay, news)
            found.append(
                span(
                    "line",
                    b(edition.number(link.id)),
                    " ",
                    when,
                    _row(changes(deck, link.effects)),
                    late,
                    " ",
                    span("says", link.says),
                    source(link),
                )
            )
    for denial in deck.denials.values():
        if denial.active and event in denial.follows:
            when = ["if ", in_words(deck, denial.when), ", "] if denial.when else None
            found.append(span("line", b(edition.number(denial.id)), " ", when, "read: ", span("aloud", denial.says)))
    return found


def _late_after(delay: int, news: bool) -> Html | None:
    """When the change of a link that follows a move or news item lands; None for at once."""
    if not delay:
        return None
    ahead = delay if news else delay - 1
    words = "at the end of this round" if not ahead else rounds_later(ahead).replace("later", "after this one")
    return html([" ", span("late", f"◷ lands {words}")])


def _row(items: Sequence[Content]) -> Content:
    joint: list[Content] = []
    for number, item in enumerate(items):
        joint += ["; " if number else None, item]
    return joint


# Round end.


def round_end(edition: Edition) -> Html:
    """The checklist of a round end: links and denials by what they wait for, with a box for each round to tick."""
    deck = edition.deck
    rounds = deck.rounds
    ends = [str(number) for number in range(1, rounds.count + 1)] + [f"+{n}" for n in range(1, rounds.epilogue + 1)]
    boxes: Content = [span("tick", end) for end in ends]
    rows: list[list[Content]] = []
    for title, items in _grouped(deck):
        rows.append([title])
        rows += [[b(edition.number(item.id)), _line(edition, item, rest), boxes] for item, rest in items]
    return section(
        "Round end: what to add",
        p(
            "Read all of it with the board as it stands when you begin; move no counter until you are through. A "
            "heading that does not hold saves you all lines below it. Tick the round where a line holds; write "
            "what it adds into the record, then add what the calendar has for this round end, then move all "
            "counters at once. No meter leaves its track. If a flag is asked to be two things, the one further "
            "right on the board wins.",
        ),
        table(["No.", "If it holds, add (or read aloud)", "Held in round"], rows, cls="world numbered ends"),
    )


def _grouped(deck: Deck) -> list[tuple[Content, list[tuple[Link | Denial, Condition]]]]:
    """(heading, items with what is left of their condition): always, by flag, by other conditions, by rise and fall."""
    always: list[tuple[Link | Denial, Condition]] = []
    by_flag: dict[FlagIs, list[tuple[Link | Denial, Condition]]] = {}
    others: list[tuple[Link | Denial, Condition]] = []
    moving: list[tuple[Link | Denial, Condition]] = []
    items: list[Link | Denial] = [*deck.links.values(), *deck.denials.values()]
    for item in items:
        if not item.active or item.follows:
            continue
        flag = next(_flags(item.when), None)
        if isinstance(item, Link) and (item.per_rise_of or item.per_fall_of):
            moving.append((item, item.when))
        elif not item.when:
            always.append((item, ()))
        elif flag is not None:
            by_flag.setdefault(flag, []).append((item, tuple(test for test in item.when if test != flag)))
        else:
            others.append((item, item.when))
    order = list(deck.flags)
    flags = sorted(
        by_flag, key=lambda test: (order.index(test.flag), list(deck.flags[test.flag].values).index(test.values[0]))
    )
    found: list[tuple[Content, list[tuple[Link | Denial, Condition]]]] = [("Always", always)]
    found += [(f"While {in_words(deck, (test,))}", by_flag[test]) for test in flags]
    found += [("Look at each", others), ("For what moved since the last round end (compare the record)", moving)]
    return [(title, items) for title, items in found if items]


def _flags(condition: Condition) -> Iterator[FlagIs]:
    """What flags have to be for it to hold now, those that must last last."""
    yield from (test for test in condition if isinstance(test, FlagIs))
    for test in condition:
        if isinstance(test, Lasting):
            yield from _flags(test.when)


def _line(edition: Edition, item: Link | Denial, rest: Condition) -> Content:
    deck = edition.deck
    parts: list[Content] = [upper_first(in_words(deck, rest)), ": "] if rest else []
    if isinstance(item, Denial):
        every = f"(every {_th(item.every)} in a row) " if item.every > 1 else None
        return [*parts, every, "read when it begins: ", span("aloud", item.says)]
    if item.every > 1:
        parts.append(span("late", f"every {_th(item.every)} round end in a row: "))
    if item.once:
        parts.append(span("late", "only at the first in a row: "))
    watched = item.per_rise_of or item.per_fall_of
    times = ""
    if watched is not None:
        way = "rose" if item.per_rise_of else "fell"
        each = "point" if item.points == 1 else f"full {item.points} points"
        times = f" for each {each} that '{deck.meters[watched].name}' {way}"
    parts.append(_row(changes(deck, item.effects, times)))
    if item.delay:
        parts.append(span("late", f" ◷ lands {rounds_later(item.delay)}"))
    return [*parts, " ", span("says", item.says), source(item)]


def _th(number: int) -> str:
    return {1: "1st", 2: "2nd", 3: "3rd"}.get(number, f"{number}th")


# Records.


def calendar(edition: Edition) -> Html:
    """A large box for each round end, for what is on its way."""
    rounds = edition.deck.rounds
    names = [f"End of round {number}" for number in range(1, rounds.count + 1)]
    names += [f"Years later, +{number}" for number in range(1, rounds.epilogue + 1)]
    cells = [el("td", b(name)) for name in names]
    rows = [
        el("tr", cells[at : at + 3], [el("td") for _ in range(3 - len(cells[at : at + 3]))])
        for at in range(0, len(cells), 3)
    ]
    return section(
        "Calendar: what is on its way",
        p("A change that lands later is written into the box of the round end in which it lands: link, meter, amount."),
        el("table", el("tbody", rows), cls="calendar"),
    )


def record(edition: Edition) -> Iterable[Html]:
    """Sheets to write down every meter, flag, move and news item of each round."""
    deck = edition.deck
    rounds = deck.rounds
    ends = [f"R{number}" for number in range(1, rounds.count + 1)] + [f"+{n}" for n in range(1, rounds.epilogue + 1)]
    played = ends[: rounds.count]
    meters: list[list[Content]] = [
        [b(meter.name), str(meter.start), *([span("half")] * len(ends))] for meter in deck.meters.values()
    ]
    yield section(
        "Record: meters",
        p(
            "At each round end: left of the dots what is added, right of them what the meter stands at then.",
            cls="small",
        ),
        table(["Meter", "Start", *ends], meters, cls="record"),
        cls="wide",
    )
    flags: list[list[Content]] = [
        [b(flag.name), flag.values[flag.start], *([None] * len(ends))]
        for flag in deck.flags.values()
        if len(flag.values) > 1
    ]
    done: list[list[Content]] = [[b(deck.roles[role].name), *([None] * len(played))] for role in deck.turn_order]
    yield section(
        "Record: moves that happened, news and flags",
        p("Numbers will do: M3, N1. What was overtaken or declined, and what waits, has not happened.", cls="small"),
        table(["Moves of", *played], [*done, [b("News"), *([None] * len(played))]], cls="record"),
        table(["Flag", "Start", *ends], flags, cls="record") if flags else None,
        cls="wide",
    )


# What does not happen, and what may.


def denials(edition: Edition) -> Html:
    deck = edition.deck
    rows: list[list[Content]] = []
    for denial in deck.denials.values():
        if denial.active:
            names = in_a_row([name_of(deck, id) for id in denial.denies])
            rows.append(
                [
                    b(edition.number(denial.id)),
                    _trigger(edition, denial),
                    names,
                    [span("aloud", denial.says), " ", source(denial)],
                ]
            )
    return section(
        "Denials: what does not happen, and why",
        p(
            "This is the heart of the brief: what people expect, and what does not follow. When the trigger comes, "
            "read the sentence aloud. One that goes on is read when it begins, not every round."
        ),
        table(["No.", "When", "Does not move", "Read aloud"], rows, cls="world numbered"),
    )


def _trigger(edition: Edition, item: Denial) -> Content:
    deck = edition.deck
    words: list[Content] = []
    if item.follows:
        events = in_a_row([f"{edition.number(id)} {name_of(deck, id)}" for id in item.follows], "or")
        words.append(f"With {events}")
    if item.when:
        words.append(f"{', if ' if item.follows else 'At round ends, while '}{in_words(deck, item.when)}")
    return words


def news(edition: Edition) -> Html:
    """What may happen by chance, with the odds."""
    deck = edition.deck
    rows = [
        [b(edition.number(item.id)), _news(edition, item), odds(deck, item.odds), el("span", cls="tick")]
        for item in deck.news.values()
        if item.active
    ]
    return section(
        "News: what may happen",
        p(
            "After the round end has been added up. For each line whose 'if' holds, roll: two ten-sided dice, one "
            "for the tens, one for the ones (00 is 0), or the next of the 'Numbers to roll with'. "
            "If the roll is BELOW the odds, it happens. Roll for all lines first; then read out what "
            "happens and change the counters, all together, with every 'if' read before."
        ),
        table(["No.", "If it holds, and the roll is below the odds", "Odds of 100", ""], rows, cls="world numbered"),
    )


def _news(edition: Edition, item: News) -> Content:
    deck = edition.deck
    parts: list[Content] = [span("line", b(item.title), ": ", span("aloud", item.text), " ", source(item))]
    parts.append(span("line", "If ", in_words(deck, item.when) if item.when else "it is any round", "."))
    return [
        *parts,
        span("line", "▸ ", _row(changes(deck, item.effects))) if item.effects else None,
        _followers(edition, item.id, True),
    ]


def endings(edition: Edition) -> Html:
    deck = edition.deck
    rows: list[list[Content]] = []
    for ending in deck.endings.values():
        if not ending.active:
            continue
        kinds = ["ends the game at once"] * ending.ends_the_game + ["also told beside another"] * ending.tag
        when = upper_first(in_words(deck, ending.when)) if ending.when else "Otherwise"
        notes = span("badge", in_a_row(kinds).upper()) if kinds else None
        rows.append(
            [
                b(edition.number(ending.id)),
                [
                    span("line", b(ending.title), " ", notes),
                    span("line", span("aloud", ending.text), " ", source(ending)),
                ],
                when,
            ]
        )
    return section(
        "Endings",
        p(
            "Read from the top: the first one whose condition holds is how it ended. Others that hold and are "
            "marked to be told beside another are read too. Do so twice: at the end of the last round, and again "
            "years later. One that ends the game is looked at after the news of every round."
        ),
        table(["No.", "Ending", "If"], rows, cls="world numbered"),
    )
