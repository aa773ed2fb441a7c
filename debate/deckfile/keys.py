"""The single keys of a deck, and what they share with those of its sections, declared once, as data.

The reader works from these tables, and so may whatever else has to know the format: a JSON Schema, a reference page, an
editor. A key of a section becomes the attribute of the same name of the section's class unless ``attr`` says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

from debate.deckfile.kinds import (
    ConditionOf,
    EffectsOf,
    Id,
    Ids,
    Key,
    Language,
    ListOf,
    NewId,
    Record,
    Silences,
    Table,
    Text,
    Whole,
    Word,
    YesNo,
)
from debate.rules import deck as d
from debate.rules.classwork import Criterion, Pack, Paragraph
from debate.rules.conditions import NO_EFFECTS
from debate.rules.grounds import Origin

FORMAT = 1
MAX_ID = 40
MAX_ROUNDS = 40

RESERVED = frozenset(
    "round capital any_of all_of none_of lasting hold not let-stand decline declined stood beaten".split()  # noqa: SIM905
)
"""Words that no id may be: they mean something in a condition or in the notation of moves."""

LINE = Text(lines=False)
PROSE = Text()


def line(cells: int) -> Text:
    """One line of text that is shown in so many cells, and cut off where it is longer."""
    return Text(lines=False, room=cells)


def prose(rows: int) -> Text:
    """A text that may take so many rows of an 80-column screen."""
    return Text(room=rows)


def glance(letters: int) -> Text:
    """A text of at most so many letters: a claim on its card, a cause beside what it moved, what did not happen."""
    return Text(letters=letters)


ACTIVE = Key(YesNo(), "`no` keeps it out of the game until a view or preset turns it on", default=True)
WHEN = Key(ConditionOf(), "holds for it to count; always, if left out", default=())

GROUNDS: Mapping[str, Key] = {
    "source": Key(Ids(("passage",)), "passages it rests on", default=()),
    "basis": Key(
        Word(("brief", "inferred", "outside")),
        "`brief`: the source says so; `inferred`: read from the source; `outside`: not in the source",
        default="brief",
    ),
    "evidence": Key(Ids(("evidence",)), "evidence from elsewhere; needed where the basis is `outside`", default=()),
}

HEADLINES = Record(
    {
        "both_up": Key(LINE, "what its motive wants rose, and so did what it says it is for", default=""),
        "wants_up": Key(LINE, "what its motive wants rose, what it says it is for did not", default=""),
        "ends_up": Key(LINE, "what it says it is for rose, what its motive wants did not", default=""),
        "neither": Key(LINE, "neither rose", default=""),
    },
    d.Headlines,
)

ROUNDS = Record(
    {
        "count": Key(Whole(1, MAX_ROUNDS), "rounds of play", required=True),
        "labels": Key(ListOf(LINE), "a name for each round", default=()),
        "epilogue": Key(Whole(0, 20), "round ends that are told after the last round", default=3),
    },
    d.Rounds,
)

MOTIVE = Record(
    {
        "name": Key(line(30), "what it is called", required=True),
        "text": Key(prose(5), "what it asks for", required=True),
        "wants": Key(Table(Id(("meter",)), Whole(-9, 9, zero=False)), "what the role is after; scored", required=True),
        "ends": Key(
            Table(Id(("meter",)), Whole(-9, 9, zero=False)), "what it says it is for; shown beside", default={}
        ),
        "par": Key(Whole(0, 100), "the score that scripted play reaches on average with this motive", default=None),
        "headlines": Key(
            HEADLINES, "what a round is called for it; as the deck says, if left out", default=d.Headlines()
        ),
        "pars": Key(Table(Id(("preset",)), Whole(0, 100)), "preset -> the par of games of that length", default={}),
    },
    d.Motive,
    named=True,
)

_READING = ListOf(
    Record(
        {
            "text": Key(PROSE, "a paragraph, in the author's own words", required=True),
            "source": Key(Ids(("passage",)), "the passages whose facts it tells", required=True),
        },
        Paragraph,
    )
)
CRITERION = Record(
    {
        "name": Key(LINE, "what is judged", required=True),
        "weak": Key(PROSE, "what weak work does", required=True),
        "sound": Key(PROSE, "what sound work does", required=True),
        "strong": Key(PROSE, "what strong work does", required=True),
    },
    Criterion,
    named=True,
)

NUMBERS: Mapping[str, Key] = {
    "dealt": Key(Whole(0, 40), "cards dealt to a role at the start", default=7),
    "hand": Key(Whole(0, 20), "cards kept, and drawn up to", default=5),
    "hold_bonus": Key(Whole(0, 9), "capital for holding", default=1),
    "unbacked_extra": Key(Whole(0, 9), "what a move without a case costs more", default=1),
    "beaten_extra": Key(Whole(0, 9), "what a move with a beaten case costs more", default=2),
    "stands_bonus": Key(Whole(0, 9), "capital for a case that nobody answers", default=1),
    "extended_bonus": Key(Whole(0, 9), "capital for a case that stands though answered", default=1),
    "answer_bonus": Key(Whole(0, 9), "capital for an answer that holds", default=1),
    "press": Key(
        Whole(0, 9),
        "what it costs to show the ground of a case when somebody asks for it; a case whose ground is not"
        " shown is worth half; 0: nobody can ask",
        default=0,
    ),
}
"""The numbers of the table; a preset may have others."""

SINGLE: Mapping[str, Key] = {
    "format": Key(Whole(1, 99), "the version of this format", required=True),
    "id": Key(NewId(), "the deck's own id", required=True),
    "title": Key(LINE, "the deck's name", required=True),
    "question": Key(PROSE, "what the debate is about", required=True),
    "language": Key(Language(), "the language of its texts, as a tag such as `de` or `pt-BR`", default="en"),
    "origin": Key(
        Record(
            {
                "title": Key(LINE, "the text that the passages come from", required=True),
                "year": Key(LINE, "when it appeared", required=True),
            },
            Origin,
        ),
        "where the passages come from",
    ),
    "leaves_out": Key(ListOf(PROSE), "what the deck does not tell; shown in the debrief", required=True),
    "rounds": Key(ROUNDS, "how long a game is", required=True),
    "turn_order": Key(Ids(("role",)), "every role once", required=True),
    "rules": Key(
        Record(
            {
                **NUMBERS,
                "covert_as_hold": Key(
                    YesNo(),
                    "a covert move pays and earns what holding does, so that capital tells nothing",
                    default=False,
                ),
                "stands": Key(EffectsOf(), "what each case that stands does to perceived meters", default=NO_EFFECTS),
                "beaten": Key(EffectsOf(), "what each case that is beaten does to them", default=NO_EFFECTS),
            },
            d.TableRules,
        ),
        "numbers of the table; usually left out",
    ),
    "headlines": Key(
        HEADLINES,
        "what a round, or a whole game, is called for a player, in four cases: which way it went, not how far; made of"
        " the names, if left out",
    ),
    "pack": Key(
        Record(
            {
                "easy": Key(_READING, "the source told in about 400 words, at grade 6 at most", default=()),
                "usual": Key(_READING, "the same at grade 10 at most", default=()),
                "tasks": Key(ListOf(PROSE), "the worksheet: what is to be done or answered in writing", default=()),
                "rubric": Key(Table(NewId(), CRITERION), "what written work is judged by", default={}),
            },
            Pack,
        ),
        "what a class reads and writes beside the game: `debate deck pack` prints it",
    ),
    "reading": Key(
        Record({"grade": Key(Whole(1, 20), "the school grade that a long text may have", required=True)}),
        "how hard the texts may be to read, for decks in English; grade 14, if left out",
    ),
    "silence": Key(
        Silences(), "warnings that you know about: code -> the reason, or code -> item -> the reason", default=()
    ),
}
