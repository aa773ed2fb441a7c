"""Every key of the sections of a deck, declared once, as data."""

from __future__ import annotations

from collections.abc import Mapping

from debate.deckfile.keys import ACTIVE, GROUNDS, LINE, MAX_ROUNDS, MOTIVE, PROSE, ROUNDS, WHEN, glance, line, prose
from debate.deckfile.kinds import (
    AmountOf,
    ConditionOf,
    EffectsOf,
    Id,
    Ids,
    Key,
    MarkedIds,
    NewId,
    Record,
    Replaces,
    Section,
    Table,
    TextOrId,
    ValueOfFlag,
    Whole,
    Word,
    YesNo,
)
from debate.rules import deck as d
from debate.rules.conditions import NO_EFFECTS

_PER = ("per_rise_of", "per_fall_of")


def _trigger(at_round_end: tuple[str, ...]) -> Mapping[str, Key]:
    """When a link or a denial fires; ``at_round_end``: its keys for what is read at round end."""
    sentence = "'follows' fires with the move or news; {other!r} is for those read at round end"
    follows = Ids(("move", "news"))
    return {
        "when": WHEN,
        "follows": Key(follows, "fires with each of these", default=(), excludes=at_round_end, why=sentence),
        "every": Key(Whole(1, MAX_ROUNDS), "fires at each so many round ends in a row", default=1),
    }


SECTIONS: Mapping[str, Section] = {
    "passages": Section(
        "passage",
        d.Passage,
        {"gist": Key(prose(8), "what it says, in the author's own words", required=True)},
        "paragraphs of the source",
    ),
    "evidence": Section(
        "evidence",
        d.Evidence,
        {
            "says": Key(PROSE, "what it says", required=True),
            "where": Key(PROSE, "where it can be found", required=True),
            "later": Key(PROSE, "what came of it after the time of the game; told when the game is over", default=""),
        },
        "what other sources say",
    ),
    "meters": Section(
        "meter",
        d.Meter,
        {
            "name": Key(line(30), "what it is called", required=True),
            "low": Key(line(32), "what a low value means", required=True),
            "high": Key(line(32), "what a high value means", required=True),
            "start": Key(Whole(0, 100), "its value at the start", required=True),
            "min": Key(Whole(0, 100), "it never falls below", default=0),
            "max": Key(Whole(0, 100), "it never rises above", default=100),
            "at_min": Key(PROSE, "why it falls no further", default=""),
            "at_max": Key(PROSE, "why it rises no further", default=""),
            "seen_by": Key(Ids(("role",)), "roles that see it; all, if left out", default=None),
            "shown_when": Key(
                ConditionOf(),
                "from when it holds the other roles see it too",
                default=None,
                beside=("seen_by",),
                why="a meter that all see is never shown later",
            ),
            "group": Key(line(36), "the heading under which it stands", default="World"),
            "start_why": Key(PROSE, "why it starts there", default=""),
            "short": Key(line(17), "its name in a narrow column; the name, if left out", default=""),
            "nick": Key(line(9), "a word for it in the line of goals; made of the name, if left out", default=""),
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
            "name": Key(line(30), "what it is called", required=True),
            "values": Key(Table(NewId(), line(32)), "value -> words on screen, weakest first", required=True),
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
            "says": Key(glance(80), "the link in a sentence", required=True),
            "effects": Key(EffectsOf(), "what it changes", required=True),
            **_trigger(("every", "once", *_PER)),
            "per_rise_of": Key(
                Id(("meter",)),
                "fires at round end for what this meter rose",
                default=None,
                excludes=("per_fall_of", "every", "once"),
                why="'per_rise_of' fires by points, not with {other!r}",
            ),
            "per_fall_of": Key(
                Id(("meter",)),
                "fires at round end for what this meter fell",
                default=None,
                excludes=("every", "once"),
                why="'per_fall_of' fires by points, not with {other!r}",
            ),
            "points": Key(
                Whole(1, 100),
                "so many points of rise or fall count once",
                default=1,
                beside=_PER,
                why="'points' counts the rise or fall of a meter",
            ),
            "once": Key(
                YesNo(),
                "fires only at the first of each row of round ends",
                default=False,
                excludes=("every",),
                why="'once' fires at the first of a row, 'every' again and again: keep one",
            ),
            "delay": Key(Whole(0, MAX_ROUNDS), "lands at the so-many-th round end still to come", default=0),
            "active": ACTIVE,
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
            "says": Key(glance(130), "the denial in a sentence", required=True),
            "denies": Key(Ids(("meter", "flag", "news")), "what does not change", required=True),
            **_trigger(("every",)),
            "cause": Key(
                TextOrId(("meter", "flag", "move", "news")), "for the map: what does not cause it", default=""
            ),
            "active": ACTIVE,
            **GROUNDS,
        },
        "what does not cause what",
        grounds="required",
        shared=True,
        replaceable=True,
        one_of=("follows", "when"),
        one_of_why="it needs 'follows' or 'when', which say what is denied a consequence",
    ),
    "background": Section(
        "background link",
        d.Background,
        {
            "says": Key(glance(80), "the link in a sentence", required=True),
            "cause": Key(TextOrId(("meter", "flag", "move", "news")), "what caused it", required=True),
            "raises": Key(
                TextOrId(("meter", "flag")),
                "what it raised",
                default=None,
                excludes=("lowers",),
                why="it either raises or lowers: keep one",
            ),
            "lowers": Key(TextOrId(("meter", "flag")), "what it lowered", default=None),
            **GROUNDS,
        },
        "causes that are counted in the start values and never fire",
        grounds="required",
        shared=True,
        one_of=("raises", "lowers"),
        one_of_why="it needs 'raises' or 'lowers'",
    ),
    "news": Section(
        "news",
        d.News,
        {
            "title": Key(line(48), "its headline", required=True),
            "text": Key(prose(4), "what happens", required=True),
            "when": WHEN,
            "odds": Key(AmountOf(0, 100, zero=True), "in a hundred, each round in which it may happen", default=100),
            "effects": Key(EffectsOf(), "what it changes", default=NO_EFFECTS),
            "active": ACTIVE,
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
            "name": Key(line(30), "who it is", required=True),
            "mark": Key(LINE, "the letter it is known by; the first that is free, if left out", default=""),
            "brief": Key(prose(6), "what everybody may know of it", required=True),
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
            "title": Key(line(30), "what it is called", required=True),
            "short": Key(line(14), "its title in a narrow column; the title, if left out", default=""),
            "text": Key(prose(4), "what is done", required=True),
            "needs": Key(ConditionOf(), "must hold for it to be legal", default=()),
            "cost": Key(Whole(0, 99), "its price in capital", default=1),
            "cooldown": Key(Whole(0, MAX_ROUNDS), "rounds it rests after it happened", default=2),
            "once": Key(YesNo(), "happens once in a game", default=False),
            "covert": Key(
                YesNo(),
                "takes no case and is not told to others",
                default=False,
                excludes=("offer_to",),
                why="an offer is told to another role, so it cannot be covert",
            ),
            "effects": Key(EffectsOf(), "what it changes at once", default=NO_EFFECTS),
            "promises": Key(Table(Id(("meter",)), Word(("up", "down"))), "what is said it will do", default={}),
            "offer_to": Key(Id(("role",)), "the role that must take it", default=None),
            "if_declined": Key(
                EffectsOf(),
                "what a refusal changes",
                default=NO_EFFECTS,
                beside=("offer_to",),
                why="only an offer can be declined",
            ),
            "forbidden": Key(
                prose(4),
                "it is shown and never legal, and this is why",
                default="",
                excludes=("needs", "effects", "offer_to", "if_declined", "covert"),
                why="a forbidden move is never played, so it has no {other!r}",
            ),
            "active": ACTIVE,
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
            "title": Key(line(40), "what it is called", required=True),
            "claim": Key(glance(100), "what it claims", required=True),
            "grounds": Key(PROSE, "the facts it stands on", required=True, attr="because"),
            "warrant": Key(PROSE, "why the facts carry the claim", required=True),
            "qualifier": Key(PROSE, "how far it goes", default=""),
            "rebuttal": Key(PROSE, "what would speak against it", default=""),
            "voices": Key(Ids(("role",)), "roles that can hold it", required=True),
            "backs": Key(Ids(("move",)), "moves it speaks for", default=()),
            "answers": Key(MarkedIds(("argument",), d.ANSWERS), "arguments it answers, and how", default={}),
            "stands": Key(EffectsOf(), "what it does to perceived meters where it stands as a case", default=None),
            "beaten": Key(EffectsOf(), "what it does to them where it is beaten as a case", default=None),
            "active": ACTIVE,
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
            "when": WHEN,
            "motive": Key(Ids(("motive",)), "motives it is for; all, if left out", default=(), attr="motives"),
            "play": Key(
                Ids(("move",)),
                "moves, the first legal one is played",
                default=(),
                excludes=("accept",),
                why="a rule plays a move or accepts offers: write two rules",
            ),
            "accept": Key(
                Ids(("move",)),
                "offers that are taken",
                default=(),
                excludes=("with",),
                why="an offer is accepted without a case, so it has no 'with'",
            ),
            "with": Key(Ids(("argument",)), "cases to prefer", default=(), attr="backing"),
            "because": Key(PROSE, "why, in words shown to players", required=True),
            **GROUNDS,
        },
        "role -> rules of its scripted opponent, the first that holds counts",
        grounds="optional",
        listed=True,
        one_of=("play", "accept"),
        one_of_why="it needs 'play' or 'accept'",
    ),
    "endings": Section(
        "ending",
        d.Ending,
        {
            "title": Key(line(48), "its headline", required=True),
            "text": Key(prose(6), "what has become of it all", required=True),
            "when": WHEN,
            "ends_the_game": Key(YesNo(), "the game is over as soon as it holds", default=False),
            "tag": Key(YesNo(), "also told beside another headline", default=False),
            "active": ACTIVE,
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
            "ask": Key(prose(4), "the question", required=True),
            "look_for": Key(PROSE, "what a teacher may look for in an answer", default=""),
            "when": WHEN,
            **GROUNDS,
        },
        "questions for the debrief",
        grounds="optional",
    ),
    "beliefs": Section(
        "belief",
        d.Belief,
        {
            "claim": Key(PROSE, "what is claimed", required=True),
            "model": Key(YesNo(), "whether it holds in this deck's model", required=True),
            "because": Key(Table(NewId(), LINE), "reasons to choose from, for either answer", required=True),
            "reason": Key(NewId(), "the one of them that the model gives", required=True),
            **GROUNDS,
        },
        "claims that people are asked about before the game and after it",
        grounds="required",
    ),
    "glossary": Section(
        "glossary entry",
        d.GlossaryEntry,
        {
            "term": Key(line(30), "the word", required=True),
            "text": Key(prose(6), "what it means", required=True),
            **GROUNDS,
        },
        "words that need explaining",
        grounds="optional",
    ),
    "views": Section(
        "view",
        d.CausalView,
        {
            "name": Key(line(60), "what it is called", required=True),
            "says": Key(PROSE, "what speaks for it", default=""),
            "replaces": Key(Replaces(), "item -> keys with other values", default={}),
            "includes": Key(Ids(("view",)), "views that come with it", default=()),
        },
        "contestable points of the model, as switches",
        one_of=("replaces", "includes"),
        one_of_why="it needs 'replaces' or 'includes', or it changes nothing",
    ),
    "presets": Section(
        "preset",
        d.Preset,
        {
            "name": Key(line(48), "what it is called", required=True),
            "rounds": Key(ROUNDS, "how long a game is", required=True),
            "replaces": Key(Replaces(), "item -> keys with other values", default={}),
        },
        "other lengths of the game",
    ),
}

SHARED: Mapping[str, str] = {name: section.noun for name, section in SECTIONS.items() if section.shared}
"""Sections whose ids share one namespace, with their nouns."""
