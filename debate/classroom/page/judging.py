"""What a judge rules on, on the page: both sides in sight, a ruling in one tap, its reason in another or in a line."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from attrs import evolve

from debate.classroom.page.blocks import Choice, Do, Sheet, link, sheet
from debate.classroom.page.seat import Seat
from debate.pages.document import Columns, Folded, Group, Heading, Line, Node
from debate.pages.judging import (
    ASKS,
    BEST,
    LEFT_OPEN,
    LONGEST,
    NONE,
    OPEN,
    OWN,
    OWN_WORDS,
    RULINGS,
    WHY,
    cases,
    exchange,
    of_the_round,
    to_ask,
)


def judging(seat: Seat) -> Sheet | None:
    """The case that is being judged, or what a judge is asked of the round; None where neither is."""
    table, asking = seat.table, seat.asking
    if table is None or seat.who.place is None or seat.role is not None:
        return None
    if asking.what == "appraise":
        return _appraise(seat)
    ballot = table.ballot()
    if ballot is None or asking.what not in ("judge", "wait"):
        return None
    reader = seat.reader()
    name, own = reader.deck.roles[ballot.speaker].name, ballot.votes.get(seat.person)
    asked = [
        Choice(
            id=f"vote {ruling}",
            label=label,
            help="This is your vote so far." if own == ruling else "",
            group=f"Your vote on the case of {name}",
            page=f"judged/{ruling}/{ballot.speaker}",
            own=own == ruling,
        )
        for ruling, label in RULINGS.items()
    ]
    heading, *rest = to_ask()
    nodes = [*_claims_first(exchange(reader, ballot.speaker)), Folded(_title(heading), tuple(rest), roomy=True)]
    return sheet(f"Judge the case of {name}", nodes, asked, ahead=True)


def _appraise(seat: Seat) -> Sheet:
    asking, reader = seat.asking, seat.reader()
    what, asked = asking.when, []
    for speaker, label in of_the_round(reader.deck, what, asking.cases):
        choice = Choice(f"{what} {speaker}", label, group=ASKS[what])
        do = Do("appraise", fields={"what": what, "speaker": NONE, "reason": "", "words": ""})
        more = {"do": do} if speaker == NONE else {"page": f"judged/{what}/{speaker}"}
        asked.append(evolve(choice, **more))
    return sheet("Judge the round", _claims_first(cases(reader, asking.cases)), asked, ahead=True)


_PAIR = 2
"""A case and one answer: more arguments than that are named, and heard where somebody asks for them."""


def _claims_first(nodes: Iterable[Node]) -> Iterator[Node]:
    """The nodes with the claim of each argument in sight and what it rests on folded, as is the move itself; of many
    arguments the first on each side."""
    for node in nodes:
        match node:
            case Columns(columns=columns):
                many = sum(map(len, columns)) > _PAIR
                yield evolve(node, columns=tuple(tuple(_claims_first(_named(c) if many else c)) for c in columns))
            case Group(nodes=(title, claim, *rest)) if rest:
                yield evolve(node, nodes=(title, claim, Folded("What it rests on", tuple(rest), roomy=True)))
            case Line(tone=""):
                yield Folded("The move", (node,), roomy=True)
            case _:
                yield node


def _named(column: tuple[Node, ...]) -> tuple[Node, ...]:
    """The first argument of a side whole, the others by their names."""
    return (*column[:1], *(Folded(f"{each.title}: {_name(each)}", each.nodes[1:]) if isinstance(each, Group) else each
                           for each in column[1:]))  # fmt: skip


def _name(argument: Group) -> str:
    first = argument.nodes[0]
    return first.text if isinstance(first, Line) else ""


def _title(node: Node) -> str:
    return node.text if isinstance(node, Heading) else ""


def reason(seat: Seat, rest: str) -> Sheet | None:
    """The reasons for a ruling (``ruling/speaker``), with a line to type; None where that is not asked now."""
    what, _, speaker = rest.partition("/")
    do = _do(seat, what, speaker)
    if do is None:
        return None
    name = seat.called(speaker)
    words = RULINGS.get(what) or (f"Argued best: {name}" if what == BEST else f"You would press {name}")
    group = f"{words}. Why?"
    asked = [
        Choice(f"why {id_}", text, group=group, do=Do(do.kind, do.at, {**do.fields, "reason": id_}))
        for id_, text in WHY[what].items()
    ]
    asked.append(Choice(f"why {OWN}", OWN_WORDS, group=group, do=do, text="words", yes="Send", most=LONGEST))
    asked.append(Choice(f"why {OPEN}", LEFT_OPEN, group=group, do=do))
    lead: list[Node] = [Line("A ruling counts once you have given its reason, or left that open."), link("Back", "now")]
    return sheet(group, (), asked, ahead=True, lead=lead)


def _do(seat: Seat, what: str, speaker: str) -> Do | None:
    """What is sent for this ruling, without its reason."""
    table, asking = seat.table, seat.asking
    if asking.what == "appraise" and what == asking.when and speaker in asking.cases:
        return Do("appraise", fields={"what": what, "speaker": speaker, "reason": "", "words": ""})
    ballot = table.ballot() if table is not None and seat.who.place is not None and seat.role is None else None
    if ballot is None or what not in RULINGS or ballot.speaker != speaker or asking.what not in ("judge", "wait"):
        return None
    return Do("vote", seat.version, {"speaker": speaker, "ruling": what, "reason": "", "words": ""})
