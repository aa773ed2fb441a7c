"""Before the end of a round is shown: what will come, in taps. An answer, how sure one is, and perhaps why."""

from __future__ import annotations

from collections.abc import Iterator

from attrs import evolve

from debate.classroom.page.blocks import Choice, Do, Sheet, link, sheet
from debate.classroom.page.seat import Seat
from debate.debrief.questions import SURE, Question
from debate.pages.document import Line, Node, quiet
from debate.pages.predictions import ANSWERS, BEFORE_IT_MOVES, NEVER_CHANGES, PRIVATE, WHICH


def asked_now(seat: Seat, below: Sheet) -> Sheet:
    """The first question that is still open, with its answers. ``below``: what can be read meanwhile, while the round
    still runs."""
    question = seat.asking.questions[0]
    asked = [
        Choice(
            f"foretell/{number}", label, group=question.text, page=f"foretell/{seat.version}/{question.meter}/{number}"
        )
        for number, label in enumerate((ANSWERS[answer] for answer in question.answers), 1)
    ]
    skips = Do("foretell-nothing", seat.version, {"question": question.id})
    nothing = Choice("nothing", "Skip this question", group="Or", do=skips)
    found = sheet(BEFORE_IT_MOVES, (quiet(f"{PRIVATE} {NEVER_CHANGES}."),), [*asked, nothing], ahead=True)
    withheld = seat.table is not None and seat.table.withheld
    return found if withheld else evolve(found, blocks=(*found.blocks, *below.blocks))


def answered(seat: Seat, rest: str) -> Sheet | None:
    """How sure one is of an answer (``version/meter/answer``), or why (``.../certainty``); None where none is asked."""
    version, meter, *taps = rest.split("/")
    question = next((q for q in seat.asking.questions if q.meter == meter), None)
    numbers = [int(tap) for tap in taps if tap.isascii() and tap.isdigit() and len(tap) < 4]
    known = question is not None and version == str(seat.version) and 0 < len(numbers) == len(taps) < 3
    if question is None or not known or not 0 < numbers[0] <= len(question.answers):
        return None
    answer = question.answers[numbers[0] - 1]
    lead: list[Node] = [Line(f"{question.text} {ANSWERS[answer]}")]
    if len(numbers) == 1:
        lead.append(link("Another answer", "now"))  # not beside reasons, which would tell answers apart
        asked = [_certainty(seat, question, answer, sure, rest) for sure in SURE]
    elif numbers[1] in SURE and question.whys:
        asked = list(_reasons(seat, question, answer, numbers[1]))
    else:
        return None
    return sheet(BEFORE_IT_MOVES, (), asked, ahead=True, lead=lead)


def _certainty(seat: Seat, question: Question, answer: str, sure: int, here: str) -> Choice:
    choice = Choice(f"sure/{sure}", f"{sure} % sure", group="How sure are you?")
    if question.whys:
        return Choice(choice.id, choice.label, group=choice.group, page=f"foretell/{here}/{sure}")
    return Choice(choice.id, choice.label, group=choice.group, do=_do(seat, question, answer, sure))


def _reasons(seat: Seat, question: Question, answer: str, sure: int) -> Iterator[Choice]:
    group = WHICH
    yield Choice("why/", "Leave it open", group=group, do=_do(seat, question, answer, sure))
    for id_, words in question.reasons(answer).items():
        yield Choice(f"why/{id_}", words, group=group, do=_do(seat, question, answer, sure, id_))


def _do(seat: Seat, question: Question, answer: str, sure: int, why: str = "") -> Do:
    fields = {"question": question.id, "answer": answer, "sure": str(sure), "why": why}
    return Do("foretell", seat.version, fields)
