"""Keys of the sections that say what causes what: links, denials, background, news."""

from __future__ import annotations

from collections.abc import Mapping

from debate.deckfile.keys import ACTIVE, GROUNDS, MAX_ROUNDS, WHEN, glance, line, prose
from debate.deckfile.kinds import AmountOf, EffectsOf, Id, Ids, Key, Section, TextOrId, Whole, YesNo
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


CAUSES: Mapping[str, Section] = {
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
}
