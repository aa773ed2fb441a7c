"""Why news was not in question in a round: what it takes, and how that stood when the news was drawn."""

from __future__ import annotations

import debate
from debate.debrief.drawn import not_drawn, when_not_drawn
from debate.debrief.why_not import Past
from tests.debrief.games import played, watched
from tests.small_deck import deck_of

FAIR = """
rounds: {count: 4}
meters: {crowd: {start: 10, min: 0, max: 100}}
roles: {town: }
moves:
  paint: {role: town, text: A poster., effects: {crowd: +30}}
  whisper: {role: town, text: A whisper.}
links: {drift: {says: Some go home., when: {crowd: at least 40}, effects: {crowd: -1}}}
news:
  feast: {text: A feast., when: {crowd: at least 30, feast: never}}
  comet: {text: A comet., when: {round: at least 3}}
  rumour: {text: A rumour., when: {whisper: in the last 2 rounds}}
endings: {any: {title: Any, text: Any.}}
"""


def test_news_that_was_not_in_question_says_what_it_takes() -> None:
    """Too early, out already, a meter too low, a move too long ago: each with how it stood in that round, a move of
    that very round counted; what is the same in several rounds is told once."""
    game = played(deck_of(FAIR), [["town play whisper"], ["town play paint"], [], []]).played
    told = {news: [reason.words for reason in when_not_drawn(game, news)] for news in ("feast", "comet", "rumour")}
    assert told["feast"] == [
        "In round 1: it takes that 'crowd' is at least 30; by then it stood at 10.",
        "In rounds 3 and 4: it takes that 'feast' has never happened; it last happened in round 2.",
    ]
    assert told["comet"] == ["In rounds 1 and 2: it takes that the round is at least 3."]
    assert told["rumour"] == [
        "In rounds 3 and 4: it takes that 'whisper' happened in this round or the one before it; "
        "it last happened in round 1."
    ]


def test_news_is_drawn_or_says_why_not_in_every_round() -> None:
    """Whole games of shipped decks: of each news item in each round either chance was asked, or what it takes that was
    not so is told, and never both."""
    for name, seed in (("zte", 1), ("zte", 2), ("river", 1)):
        session = watched(debate.load_deck(name), seed, "scripted")
        past = Past(session.played)
        drawn = {(step.cause, step.round) for step in past.steps if step.kind == "roll"}
        for news in (each.id for each in past.deck.news.values() if each.active):
            for number in past.opened:
                assert bool(not_drawn(past, news, number)) is ((news, number) not in drawn), (name, news, number)
