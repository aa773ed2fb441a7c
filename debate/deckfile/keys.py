"""Every key that a deck may hold, declared once, as data.

The reader works from these tables, and so may whatever else has to know the format: a JSON Schema, a reference page, an
editor. A key of a section becomes the attribute of the same name of the section's class unless ``attr`` says otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

from debate.deckfile.kinds import (
    AmountOf,
    ConditionOf,
    EffectsOf,
    Id,
    Ids,
    Key,
    Language,
    ListOf,
    MarkedIds,
    NewId,
    Record,
    Replaces,
    Section,
    Silences,
    Table,
    Text,
    TextOrId,
    ValueOfFlag,
    Whole,
    Word,
    YesNo,
)
from debate.rules import deck as d
from debate.rules.conditions import NO_EFFECTS

FORMAT = 1
MAX_ID = 40
MAX_ROUNDS = 40

_LINE = Text(lines=False)
_PROSE = Text()
_ACTIVE = Key(YesNo(), "`no` keeps it out of the game until a view or preset turns it on", default=True)
_WHEN = Key(ConditionOf(), "holds for it to count; always, if left out", default=())

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
        "both_up": Key(_LINE, "what its motive wants rose, and so did what it says it is for", default=""),
        "wants_up": Key(_LINE, "what its motive wants rose, what it says it is for did not", default=""),
        "ends_up": Key(_LINE, "what it says it is for rose, what its motive wants did not", default=""),
        "neither": Key(_LINE, "neither rose", default=""),
    },
    d.Headlines,
)

ROUNDS = Record(
    {
        "count": Key(Whole(1, MAX_ROUNDS), "rounds of play", required=True),
        "labels": Key(ListOf(_LINE), "a name for each round", default=()),
        "epilogue": Key(Whole(0, 20), "round ends that are told after the last round", default=3),
    },
    d.Rounds,
)

_READING = ListOf(
    Record(
        {
            "text": Key(_PROSE, "a paragraph, in the author's own words", required=True),
            "source": Key(Ids(("passage",)), "the passages whose facts it tells", required=True),
        },
        d.Paragraph,
    )
)
CRITERION = Record(
    {
        "name": Key(_LINE, "what is judged", required=True),
        "weak": Key(_PROSE, "what weak work does", required=True),
        "sound": Key(_PROSE, "what sound work does", required=True),
        "strong": Key(_PROSE, "what strong work does", required=True),
    },
    d.Criterion,
    named=True,
)

SINGLE: Mapping[str, Key] = {
    "format": Key(Whole(1, 99), "the version of this format", required=True),
    "id": Key(NewId(), "the deck's own id", required=True),
    "title": Key(_LINE, "the deck's name", required=True),
    "question": Key(_PROSE, "what the debate is about", required=True),
    "language": Key(Language(), "the language of its texts, as a tag such as `de` or `pt-BR`", default="en"),
    "origin": Key(
        Record(
            {
                "title": Key(_LINE, "the text that the passages come from", required=True),
                "year": Key(_LINE, "when it appeared", required=True),
            },
            d.Origin,
        ),
        "where the passages come from",
    ),
    "leaves_out": Key(ListOf(_PROSE), "what the deck does not tell; shown in the debrief", required=True),
    "rounds": Key(ROUNDS, "how long a game is", required=True),
    "turn_order": Key(Ids(("role",)), "every role once", required=True),
    "rules": Key(
        Record(
            {
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
        "what a round is called for a player, in four cases; made of the names, if left out",
    ),
    "pack": Key(
        Record(
            {
                "easy": Key(_READING, "the source told in about 400 words, at grade 6 at most", default=()),
                "usual": Key(_READING, "the same at grade 10 at most", default=()),
                "tasks": Key(ListOf(_PROSE), "the worksheet: what is to be done or answered in writing", default=()),
                "rubric": Key(Table(NewId(), CRITERION), "what written work is judged by", default={}),
            },
            d.Pack,
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

_TRIGGER: Mapping[str, Key] = {
    "when": _WHEN,
    "follows": Key(Ids(("move", "news")), "fires with each of these", default=()),
    "every": Key(Whole(1, MAX_ROUNDS), "fires at each so many round ends in a row", default=1),
}

MOTIVE = Record(
    {
        "name": Key(_LINE, "what it is called", required=True),
        "text": Key(_PROSE, "what it asks for", required=True),
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

SECTIONS: Mapping[str, Section] = {
    "passages": Section(
        "passage",
        d.Passage,
        {"gist": Key(_PROSE, "what it says, in the author's own words", required=True)},
        "paragraphs of the source",
    ),
    "evidence": Section(
        "evidence",
        d.Evidence,
        {
            "says": Key(_PROSE, "what it says", required=True),
            "where": Key(_PROSE, "where it can be found", required=True),
            "later": Key(_PROSE, "what came of it after the time of the game; told when the game is over", default=""),
        },
        "what other sources say",
    ),
    "meters": Section(
        "meter",
        d.Meter,
        {
            "name": Key(_LINE, "what it is called", required=True),
            "low": Key(_LINE, "what a low value means", required=True),
            "high": Key(_LINE, "what a high value means", required=True),
            "start": Key(Whole(0, 100), "its value at the start", required=True),
            "min": Key(Whole(0, 100), "it never falls below", default=0),
            "max": Key(Whole(0, 100), "it never rises above", default=100),
            "at_min": Key(_PROSE, "why it falls no further", default=""),
            "at_max": Key(_PROSE, "why it rises no further", default=""),
            "seen_by": Key(Ids(("role",)), "roles that see it; all, if left out", default=None),
            "shown_when": Key(ConditionOf(), "from when it holds the other roles see it too", default=None),
            "group": Key(_LINE, "the heading under which it stands", default="World"),
            "start_why": Key(_PROSE, "why it starts there", default=""),
            "short": Key(_LINE, "its name in a narrow column; the name, if left out", default=""),
            "nick": Key(_LINE, "a word for it in the line of goals; made of the name, if left out", default=""),
            "perceived": Key(
                YesNo(), "it is what people feel or think: only such meters can be moved by what is said", default=False
            ),
            **GROUNDS,
        },
        "values of the world from 0 to 100",
        grounds="optional",
        shared=True,
        replaceable=True,
        required=True,
    ),
    "flags": Section(
        "flag",
        d.Flag,
        {
            "name": Key(_LINE, "what it is called", required=True),
            "values": Key(Table(NewId(), _LINE), "value -> words on screen, weakest first", required=True),
            "start": Key(ValueOfFlag(), "its value at the start", required=True),
            **GROUNDS,
        },
        "facts of the world that have one of a few values",
        grounds="optional",
        shared=True,
    ),
    "links": Section(
        "link",
        d.Link,
        {
            "says": Key(_PROSE, "the link in a sentence", required=True),
            "effects": Key(EffectsOf(), "what it changes", required=True),
            **_TRIGGER,
            "per_rise_of": Key(Id(("meter",)), "fires at round end for what this meter rose", default=None),
            "per_fall_of": Key(Id(("meter",)), "fires at round end for what this meter fell", default=None),
            "points": Key(Whole(1, 100), "so many points of rise or fall count once", default=1),
            "once": Key(YesNo(), "fires only at the first of each row of round ends", default=False),
            "delay": Key(Whole(0, MAX_ROUNDS), "lands at the so-many-th round end still to come", default=0),
            "active": _ACTIVE,
            **GROUNDS,
        },
        "what causes what",
        grounds="required",
        shared=True,
        replaceable=True,
    ),
    "denials": Section(
        "denial",
        d.Denial,
        {
            "says": Key(_PROSE, "the denial in a sentence", required=True),
            "denies": Key(Ids(("meter", "flag", "news")), "what does not change", required=True),
            **_TRIGGER,
            "cause": Key(
                TextOrId(("meter", "flag", "move", "news")), "for the map: what does not cause it", default=""
            ),
            "active": _ACTIVE,
            **GROUNDS,
        },
        "what does not cause what",
        grounds="required",
        shared=True,
        replaceable=True,
    ),
    "background": Section(
        "background link",
        d.Background,
        {
            "says": Key(_PROSE, "the link in a sentence", required=True),
            "cause": Key(TextOrId(("meter", "flag", "move", "news")), "what caused it", required=True),
            "raises": Key(TextOrId(("meter", "flag")), "what it raised", default=None),
            "lowers": Key(TextOrId(("meter", "flag")), "what it lowered", default=None),
            **GROUNDS,
        },
        "causes that are counted in the start values and never fire",
        grounds="required",
        shared=True,
    ),
    "news": Section(
        "news",
        d.News,
        {
            "title": Key(_LINE, "its headline", required=True),
            "text": Key(_PROSE, "what happens", required=True),
            "when": _WHEN,
            "odds": Key(AmountOf(0, 100, zero=True), "in a hundred, each round in which it may happen", default=100),
            "effects": Key(EffectsOf(), "what it changes", default=NO_EFFECTS),
            "active": _ACTIVE,
            **GROUNDS,
        },
        "what may happen by chance",
        grounds="required",
        shared=True,
        replaceable=True,
    ),
    "roles": Section(
        "role",
        d.Role,
        {
            "name": Key(_LINE, "who it is", required=True),
            "mark": Key(_LINE, "the letter it is known by; the first that is free, if left out", default=""),
            "brief": Key(_PROSE, "what everybody may know of it", required=True),
            "capital": Key(
                Record(
                    {
                        "start": Key(Whole(0, 99), "at the start", default=4, attr="capital_start"),
                        "income": Key(Whole(0, 99), "each round", default=1, attr="capital_income"),
                        "max": Key(Whole(1, 99), "the most it can hold", default=6, attr="capital_max"),
                    }
                ),
                "what it pays its moves with",
            ),
            "motives": Key(Table(NewId(), MOTIVE), "what it may be after; one is dealt", required=True),
        },
        "who sits at the table",
        required=True,
    ),
    "moves": Section(
        "move",
        d.MoveDef,
        {
            "role": Key(Id(("role",)), "whose move it is", required=True),
            "title": Key(_LINE, "what it is called", required=True),
            "short": Key(_LINE, "its title in a narrow column; the title, if left out", default=""),
            "text": Key(_PROSE, "what is done", required=True),
            "needs": Key(ConditionOf(), "must hold for it to be legal", default=()),
            "cost": Key(Whole(0, 99), "its price in capital", default=1),
            "cooldown": Key(Whole(0, MAX_ROUNDS), "rounds it rests after it happened", default=2),
            "once": Key(YesNo(), "happens once in a game", default=False),
            "covert": Key(YesNo(), "takes no case and is not told to others", default=False),
            "effects": Key(EffectsOf(), "what it changes at once", default=NO_EFFECTS),
            "promises": Key(Table(Id(("meter",)), Word(("up", "down"))), "what is said it will do", default={}),
            "offer_to": Key(Id(("role",)), "the role that must take it", default=None),
            "if_declined": Key(EffectsOf(), "what a refusal changes", default=NO_EFFECTS),
            "forbidden": Key(_PROSE, "it is shown and never legal, and this is why", default=""),
            "active": _ACTIVE,
            **GROUNDS,
        },
        "what roles may do",
        grounds="required",
        shared=True,
        replaceable=True,
        required=True,
    ),
    "arguments": Section(
        "argument",
        d.Argument,
        {
            "title": Key(_LINE, "what it is called", required=True),
            "claim": Key(_PROSE, "what it claims", required=True),
            "grounds": Key(_PROSE, "the facts it stands on", required=True, attr="because"),
            "warrant": Key(_PROSE, "why the facts carry the claim", required=True),
            "qualifier": Key(_PROSE, "how far it goes", default=""),
            "rebuttal": Key(_PROSE, "what would speak against it", default=""),
            "voices": Key(Ids(("role",)), "roles that can hold it", required=True),
            "backs": Key(Ids(("move",)), "moves it speaks for", default=()),
            "answers": Key(MarkedIds(("argument",), d.ANSWERS), "arguments it answers, and how", default={}),
            "stands": Key(EffectsOf(), "what it does to perceived meters where it stands as a case", default=None),
            "beaten": Key(EffectsOf(), "what it does to them where it is beaten as a case", default=None),
            "active": _ACTIVE,
            **GROUNDS,
        },
        "cards",
        grounds="required",
        shared=True,
        replaceable=True,
    ),
    "opponents": Section(
        "rule",
        d.ScriptRule,
        {
            "when": _WHEN,
            "motive": Key(Ids(("motive",)), "motives it is for; all, if left out", default=(), attr="motives"),
            "play": Key(Ids(("move",)), "moves, the first legal one is played", default=()),
            "accept": Key(Ids(("move",)), "offers that are taken", default=()),
            "with": Key(Ids(("argument",)), "cases to prefer", default=(), attr="backing"),
            "because": Key(_PROSE, "why, in words shown to players", required=True),
            **GROUNDS,
        },
        "role -> rules of its scripted opponent, the first that holds counts",
        grounds="optional",
        listed=True,
    ),
    "endings": Section(
        "ending",
        d.Ending,
        {
            "title": Key(_LINE, "its headline", required=True),
            "text": Key(_PROSE, "what has become of it all", required=True),
            "when": _WHEN,
            "ends_the_game": Key(YesNo(), "the game is over as soon as it holds", default=False),
            "tag": Key(YesNo(), "also told beside another headline", default=False),
            "active": _ACTIVE,
            **GROUNDS,
        },
        "how a game may end; the first that holds is the headline",
        grounds="required",
        shared=True,
        replaceable=True,
        required=True,
    ),
    "questions": Section(
        "question",
        d.Question,
        {
            "ask": Key(_PROSE, "the question", required=True),
            "look_for": Key(_PROSE, "what a teacher may look for in an answer", default=""),
            "when": _WHEN,
            **GROUNDS,
        },
        "questions for the debrief",
        grounds="optional",
    ),
    "beliefs": Section(
        "belief",
        d.Belief,
        {
            "claim": Key(_PROSE, "what is claimed", required=True),
            "model": Key(YesNo(), "whether it holds in this deck's model", required=True),
            "because": Key(Table(NewId(), _LINE), "reasons to choose from, for either answer", required=True),
            "reason": Key(NewId(), "the one of them that the model gives", required=True),
            **GROUNDS,
        },
        "claims that people are asked about before the game and after it",
        grounds="required",
    ),
    "glossary": Section(
        "glossary entry",
        d.GlossaryEntry,
        {"term": Key(_LINE, "the word", required=True), "text": Key(_PROSE, "what it means", required=True), **GROUNDS},
        "words that need explaining",
        grounds="optional",
    ),
    "views": Section(
        "view",
        d.CausalView,
        {
            "name": Key(_LINE, "what it is called", required=True),
            "says": Key(_PROSE, "what speaks for it", default=""),
            "replaces": Key(Replaces(), "item -> keys with other values", default={}),
            "includes": Key(Ids(("view",)), "views that come with it", default=()),
        },
        "contestable points of the model, as switches",
    ),
    "presets": Section(
        "preset",
        d.Preset,
        {
            "name": Key(_LINE, "what it is called", required=True),
            "rounds": Key(ROUNDS, "how long a game is", required=True),
            "replaces": Key(Replaces(), "item -> keys with other values", default={}),
        },
        "other lengths of the game",
    ),
}


RESERVED = frozenset(
    (
        "round",
        "capital",
        "any_of",
        "all_of",
        "none_of",
        "lasting",
        "hold",
        "not",
        "let-stand",
        "decline",
        "declined",
        "stood",
        "beaten",
    )
)
"""Words that no id may be: they mean something in a condition or in the notation of moves."""

SHARED: Mapping[str, str] = {name: section.noun for name, section in SECTIONS.items() if section.shared}
"""Sections whose ids share one namespace, with their nouns."""
