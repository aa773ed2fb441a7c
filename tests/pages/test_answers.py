"""How each answer answers is told wherever answers are: in the flow of the debate and on the floor."""

from __future__ import annotations

import debate
from debate.debrief.rounds import rounds
from debate.faces.tui.readings import FlowScreen
from debate.pages.document import Across
from debate.pages.floor import flow
from debate.pages.reader import Reader
from debate.rules.deck import ANSWERS
from tests.debrief.games import watched
from tests.faces.tui.reading import on_stage


async def test_the_flow_says_how_each_answer_answers() -> None:
    """Lines and the sheet say of every answer and extension of a game which of the four kinds it is."""
    session = watched(debate.load_deck("zte"), 5)
    deck = session.deck
    pairs = []
    for record in rounds(session.played, None):
        for exchange in record.exchanges:
            pairs += [(card, exchange.case, "the case") for _, card in exchange.answers]
            if exchange.extension:
                to, card = exchange.extension
                pairs.append((card, dict(exchange.answers)[to], "that answer"))
    assert len({deck.arguments[card].answers[to] for card, to, _ in pairs}) > 2
    lines = [line for node in flow(Reader(session, None)) if isinstance(node, Across) for line in node.lines]
    for card, to, what in pairs:
        how, title = deck.arguments[card].answers[to], deck.arguments[card].title
        assert how in ANSWERS
        assert any(f"{how} {what}" in line.term and title in line.text for line in lines)
    async with on_stage(FlowScreen(session, None)) as pilot:
        text = pilot.app.screen.page.text  # type: ignore[attr-defined]
    for card, to, what in pairs:
        how = deck.arguments[card].answers[to]
        assert (f"→ {how} " if what == "the case" else f"↳ {how} the answer: {deck.arguments[card].title}") in text
