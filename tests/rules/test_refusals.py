"""Why a choice is not legal: a stable code for programs and a sentence that helps people."""

from __future__ import annotations

import pytest

import debate
from debate import Move, State
from debate.rules.deck import Deck
from tests.small_deck import deck_of

DECK = """
rounds: 4
rules: {dealt: 9, hand: 9, unbacked_extra: 1}
meters: {anger: {start: 70}, dark: {start: 70, seen_by: b}}
flags: {ban: {values: {off: lifted, "on": in force}, start: "on"}}
roles: {a: {capital: {start: 3, income: 0}}, b: {capital: {start: 6}}}
moves:
  restore: {role: a, needs: {ban: "off"}}
  calm: {role: a, needs: {anger: below 60}}
  save: {role: a, needs: {capital: {a: at least 4}}}
  peek: {role: a, needs: {dark: below 60}}
  twice: {role: a, needs: {any_of: [{anger: below 10}, {round: at least 3}]}}
  unless: {role: a, needs: {none_of: [{ban: "on", anger: at least 50}, {round: exactly 4}]}}
  wait: {role: a, needs: {lasting: {rounds: 2, when: {anger: at least 50}}}}
  after: {role: a, needs: {speak: in the last 2 rounds, calm: never}}
  count: {role: a, needs: {speak: at least 2}}
  dear: {role: a, cost: 3}
  never: {role: a, forbidden: The law of the sea forbids it.}
  sneak: {role: a, covert: yes}
  speak: {role: a, cooldown: 2}
  swear: {role: a, once: yes}
  gone: {role: a, active: no}
  give: {role: b, offer_to: a}
  tell: {role: b}
arguments:
  good: {voices: a, backs: [speak, dear], answers: theirs}
  other: {voices: a, backs: swear}
  second-thought: {voices: a, backs: swear, answers: good}
  theirs: {voices: b, backs: [tell, give], answers: good}
"""


@pytest.fixture(scope="module")
def deck() -> Deck:
    return deck_of(DECK)


def at(deck: Deck, *choices: str, **given: object) -> State:
    state = debate.start(deck, **given)  # type: ignore[arg-type]
    for text in choices:
        state = debate.play(deck, state, debate.parse_move(deck, text)).state
    return state


FIRST: list[tuple[str, str, str]] = [
    ("a play restore", "needs", "'restore' is not possible now: 'ban' must be lifted, and it is in force."),
    ("a play calm", "needs", "'calm' is not possible now: 'anger' must be below 60, and it is 70."),
    ("a play save", "needs", "'save' is not possible now: capital of a: at least 4 is needed, and it is 3."),
    ("a play peek", "needs", "'peek' is not possible now: it is open only if 'dark' is below 60."),
    (
        "a play twice",
        "needs",
        "'twice' is not possible now: it is open only if either 'anger' is below 10 or the round is at least 3.",
    ),
    (
        "a play unless",
        "needs",
        "'unless' is not possible now: not while 'ban' is in force and 'anger' is at least 50 or while the round is "
        "exactly 4.",
    ),
    (
        "a play wait",
        "needs",
        "'wait' is not possible now: it is open only if 'anger' is at least 50 and has been so for 2 rounds.",
    ),
    ("a play after", "needs", "'after' is not possible now: it is open only if 'speak' happened in round 1."),
    ("a play count", "needs", "'count' is not possible now: it is open only if 'speak' has happened at least 2 times."),
    ("a play dear", "cost", "'dear' costs 4 capital (1 of it for having no case); capital of a: 3."),
    ("a play never", "forbidden", "The law of the sea forbids it."),
    ("a play gone", "unknown", "The deck has no move 'gone'."),
    ("a play give", "not-yours", "'give' is a move of b."),
    ("a play speak with theirs", "hand", "'theirs' is not in the hand of a."),
    ("a play speak with other", "case", "'other' does not back 'speak'."),
    ("a play sneak with good", "case", "'sneak' is done covertly and takes no case."),
    ("a answer b with good", "phase", "'answer' is not what is asked: moves are being chosen."),
    ("a pay", "phase", "'pay' is not what is asked: moves are being chosen."),
    ("judge rule a stands", "phase", "Nothing to choose now for The judge: moves are being chosen."),
]


@pytest.mark.parametrize(("text", "code", "sentence"), FIRST)
def test_in_the_first_round(deck: Deck, text: str, code: str, sentence: str) -> None:
    """What is wrong, how things stand, and what it would take."""
    refusal = debate.refusal(deck, at(deck), debate.parse_move(deck, text))
    assert refusal == debate.Refusal(code, sentence)
    assert str(refusal) == sentence


def test_after_a_move_it_rests_and_what_is_once_is_over(deck: Deck) -> None:
    """The sentence says when it happened and from when it can be played again."""
    state = at(deck, "a play speak", "b hold", "a play swear", "b hold")
    refusals = [debate.refusal(deck, state, Move("a", "play", move=id_)) for id_ in ("speak", "swear")]
    assert [(r.code, r.sentence) for r in refusals if r] == [
        ("resting", "'speak' was played in round 1 and rests until round 4."),
        ("once", "'swear' can happen only once in a game; it did in round 2."),
    ]


def test_while_others_are_asked(deck: Deck) -> None:
    """A role that has chosen, and one that is asked something else."""
    chosen = at(deck, "a hold")
    assert _code(deck, chosen, "a hold") == "phase"
    answering = at(deck, "a play speak with good", "b play give with theirs")
    assert _code(deck, answering, "a play swear") == "phase"
    assert _code(deck, answering, "a accept give") == ""
    assert _code(deck, answering, "a answer b with good") == "hand"
    assert _code(deck, answering, "a let-stand") == "answer"  # the offer comes first
    assert _code(deck, answering, "b accept give") == "offer"
    taken = debate.play(deck, answering, debate.parse_move(deck, "a accept give")).state
    assert _code(deck, taken, "a answer a with second-thought") == "answer"  # its own case
    assert _code(deck, taken, "a answer b with second-thought") == "answer"
    answered = at(deck, "a play swear", "b play tell with theirs", "a answer b with good")
    assert _code(deck, answered, "b extend a with theirs") == "hand"
    assert _code(deck, answered, "b rest") == ""


def test_a_waiting_move_takes_the_choice(deck: Deck) -> None:
    """Its role is told so when it wants to choose another."""
    state = at(deck, "a hold", "b play tell with theirs", "a answer b with good", "b rest", "b wait")
    refusal = debate.refusal(deck, state, Move("b", "hold"))
    assert refusal == debate.Refusal("waiting", "'tell' of b still waits from the last round.")


def test_when_it_is_over_nothing_can_be_chosen(deck: Deck) -> None:
    """No legal moves, nobody to move, and a sentence for who tries."""
    state = at(deck, *["a hold", "b hold"] * 4)
    assert debate.legal_moves(deck, state) == ()
    assert state.to_move is None
    assert state.awaiting == ()
    assert debate.refusal(deck, state, Move("a", "hold")) == debate.Refusal(
        "over", "The game is over; no more choices can be made."
    )


def test_an_illegal_move_raises_with_its_refusal(deck: Deck) -> None:
    """The exception carries code and sentence, and reads as the sentence."""
    with pytest.raises(debate.IllegalMove, match="law of the sea") as caught:
        debate.play(deck, debate.start(deck), Move("a", "play", move="never"))
    assert caught.value.refusal.code == "forbidden"


def _code(deck: Deck, state: State, text: str) -> str:
    refusal = debate.refusal(deck, state, debate.parse_move(deck, text))
    return refusal.code if refusal else ""


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("a", "too short"),
        ("", "too short"),
        ("a jump", "'jump' is no kind of choice"),
        ("a play", "does not have the form 'ROLE play MOVE'"),
        ("a play swaer", "no move 'swaer', did you mean 'swear'?"),
        ("a play speak with", "'with' is followed by one argument"),
        ("a play speak with good other", "'with' is followed by one argument"),
        ("a hold with good", "only after play, answer, extend"),
        ("a answer b", "does not have the form 'ROLE answer TO with CARD'"),
        ("a answer b with goood", "no argument 'goood', did you mean 'good'?"),
        ("c hold", "no role 'c'"),
        ("a extend c with good", "no role 'c'"),
        ("a keep", "'keep' wants the arguments kept"),
        ("a keep good good", "each once"),
        ("judge rule a", "does not have the form 'ROLE rule TO RULING'"),
        ("judge rule a loses", "'loses' is no ruling; write 'stands' or 'beaten'"),
        ("a hold now", "does not have the form 'ROLE hold'"),
    ],
)
def test_notation_that_cannot_be_read(deck: Deck, text: str, says: str) -> None:
    """The sentence names the word that is wrong, or the form that is wanted."""
    with pytest.raises(debate.NotationError) as caught:
        debate.parse_move(deck, text)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"preset": "long"}, "no preset 'long'"),
        ({"views": ["rosy"]}, "no view 'rosy'"),
        ({"draft": ["c"]}, "no role 'c'; it has: a, b"),
        ({"motives": {"c": "any"}}, "no role 'c'; it has: a, b"),
        ({"motives": {"a": "greed"}}, "no motive of 'a' 'greed'; it has: any"),
    ],
)
def test_a_game_that_cannot_be_started(deck: Deck, given: dict[str, object], says: str) -> None:
    """A name that the deck does not have, beside those that it has."""
    with pytest.raises(ValueError, match=says):
        debate.start(deck, **given)  # type: ignore[arg-type]


def test_replies_are_refused_in_words(deck: Deck) -> None:
    """Titles and names, not notation: what the reply would need on the floor."""
    answering = at(deck, "a play speak with good", "b play give with theirs")
    taken = debate.play(deck, answering, debate.parse_move(deck, "a accept give")).state
    answered = at(deck, "a play swear", "b play tell with theirs", "a answer b with good")
    for state, text, sentence in (
        (answering, "a let-stand", "First 'give' is to be accepted or declined."),
        (answering, "b accept give", "'give' is not offered to b now."),
        (taken, "a answer a with second-thought", "That is the own case of a."),
        (taken, "a answer b with second-thought", "No case of b that 'second-thought' answers is on the floor."),
        (answered, "b show", "The ground of the case of b is not asked for."),
    ):
        refused = debate.refusal(deck, state, debate.parse_move(deck, text))
        assert refused is not None
        assert refused.sentence == sentence
