"""Words of the game itself, which hold for every deck."""

from __future__ import annotations

READ_THEN = (
    "A round end reads how things stand after the moves of the round and before its links change anything: what links "
    "change at one round end sets others going only at the next."
)
"""When all is read that links and denials of a round end ask about, and that their amounts hang on."""
GAME_WORDS: tuple[tuple[str, str], ...] = (
    ("answer", "A card played against somebody's case. It must be one that answers that argument."),
    ("argument", "A card with a claim and the reasons for it. It can back moves and answer other arguments."),
    ("beaten", "A case with an answer left that nobody met. Its speaker pays more, or its move waits a round."),
    ("brief", "The text that the deck is made from. Its paragraphs are cited as P1, P2 and so on."),
    ("capital", "What a role can spend on moves: goodwill, votes, money."),
    ("case", "The argument that backs a move. A move without one costs more."),
    (
        "causal link",
        f"What carries a change on to something else, now or rounds later. Each one cites the brief. {READ_THEN}",
    ),
    ("causal view", "Another model of the world, for one disputed point. The debrief replays your game under each."),
    ("covert", "A move that others are not told of. They see only what it changes, unless it is found out."),
    ("debate point", "Won on the floor, by a case that stands or an answer that holds. It is never added to a score."),
    ("denial", "What the brief says does not happen. When its cause is there, the game tells you what did not follow."),
    ("draw", "To fill up a hand from its pile. An empty pile is made anew of the cards that its role has used."),
    ("dropped", "A case that somebody could have answered and did not. You learn of it in the debrief."),
    ("ends", "What a role says it is for. Shown beside its wants; the gap between them is worth a talk."),
    ("epilogue", "The rounds after the last one, in which nobody moves and what is on its way still lands."),
    ("extension", "An answer to an answer: the speaker meets one answer to its own case."),
    ("flag", "A standing fact of the world, such as whether a law is in force."),
    (
        "floor",
        "What is said at the table. It decides what a move costs and when it comes, and can move what people feel.",
    ),
    ("future", "One way in which a game may go on from a choice, with all that could not be known then dealt anew."),
    (
        "ground",
        "The facts that a case rests on. Whoever is pressed for it pays to show it, or the case counts half if it "
        "stands. It saves no case from the answers to it.",
    ),
    ("hold", "To play no move in a round. Where the deck says so, it gains capital."),
    ("limits", "An answer that grants the case, but for fewer cases than its speaker says."),
    (
        "luck",
        "What your choices do not decide: news that is rolled, cards that are dealt, what the others want and hold. A "
        "retry draws all that you could not know anew, many times.",
    ),
    ("meets", "An answer that denies the claim of a case or its ground."),
    ("meter", "A number from 0 to 100 that says how something stands in the world."),
    ("motive", "What your role is after. It is secret until the game is over."),
    ("offer", "A move that happens only if another role takes it."),
    ("outweighs", "An answer that grants the case and sets something larger beside it."),
    ("overtaken", "A move that came too late: what it needed was gone when it was its turn. It is paid back."),
    ("par", "The score that scripted play reaches on average with a motive, to compare yours with."),
    ("pending", "A change on its way that lands at the end of a later round."),
    ("press", "To ask for the ground of a case, without a card. The speaker shows it for capital, or it counts half."),
    ("promise", "What a move says it will do. It was kept by the move only if it would not have come without it."),
    ("rematch", "The same cards and chance once more from another seat, against what you did yourself."),
    ("retry", "To make a decision of a finished game once more, knowing what you knew then and no more."),
    ("script", "Rules of the deck by which a role chooses where no person and no planner plays it."),
    ("stands", "A case that nobody answered, or whose answers were all met. It may earn its speaker capital."),
    ("turn order", "The order in which the moves of one round take effect, whoever chose first."),
    ("turns", "An answer that makes a case speak for the other side."),
    ("waits", "Of a move: its case was beaten and not paid for, so it takes the choice of the next round."),
    ("wants", "What a role's motive is after. Your score counts these."),
    ("weight", "How much a goal counts in a score, beside your other goals."),
    ("world", "What really happens: meters, standing facts and the links between them."),
)
"""Word and explanation, in alphabetical order."""
HOW_ANSWERS = (
    "An answer meets (denies it), turns (makes it speak for the other side), outweighs (grants it, and names something "
    "larger) or limits (grants it for fewer cases)."
)
"""The kinds of answers in one line; :data:`debate.rules.deck.ANSWERS` has them all."""
