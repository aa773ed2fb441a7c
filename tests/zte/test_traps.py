"""What a shallow reading of the brief gets wrong, each held against the real deck.

The numbers are those of the traps; most are control runs: two games that differ in one thing, and what then differs.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

import debate
from tests.table import play_out
from tests.zte.world import (
    BILL,
    LIFT,
    SETTLE,
    SWAP,
    VOTE,
    course,
    denied,
    ended,
    not_restored,
    restored,
    rich,
    world,
)

DECK = debate.load_deck("zte")


def every_text() -> Iterator[str]:
    """Everything that a player reads, section by section."""
    for section in ("links", "denials", "background", "moves", "news", "arguments", "endings", "roles", "meters"):
        for item in getattr(DECK, section).values():
            for name in (
                "name",
                "title",
                "text",
                "says",
                "claim",
                "because",
                "warrant",
                "rebuttal",
                "qualifier",
                "brief",
            ):
                yield getattr(item, name, "") or ""


def test_01_a_ban_does_not_raise_security():
    """With the ban voted in and without it, network security is the same in every round and years later."""
    with_ban, without = restored(), not_restored()
    assert with_ban.state.flags["supply-ban"] == "by-law"
    assert without.state.flags["supply-ban"] == "off"
    assert course(with_ban, "us-security") == course(without, "us-security")
    assert 3 in denied(with_ban, "punishing-zte-secures-nothing")


def test_02_feeling_safe_and_being_safe_part():
    """The vote lifts the feeling of safety in its round; security goes nowhere."""
    with_ban, without = restored(), not_restored()
    assert with_ban.closed(3).meters["felt-security"] >= without.closed(3).meters["felt-security"] + 8
    assert with_ban.closed(3).meters["us-security"] == without.closed(3).meters["us-security"]


def test_03_no_pressure_bankrupts_zte():
    """Eight rounds of ban, allies and no rescue leave ZTE at its floor and alive; nobody may let it fail."""
    game = world([["white-house play build-allied-front"]] * 1, allies=90, substitutes=10)
    assert course(game, "zte-operations") == [10] * 9
    assert game.state.flags["zte-firm"] == "alive"
    assert denied(game, "ban-does-not-end-zte") == list(range(1, 12))
    state = debate.start(DECK, seed=1)
    for text in ("beijing play let-zte-fail", "zte play close-down"):
        refusal = debate.refusal(DECK, state, debate.parse_move(DECK, text))
        assert refusal is not None
        assert refusal.code == "forbidden"
        assert "P8" in DECK.moves[text.split()[-1]].source


def test_04_rescue_is_not_free():
    """A rescue costs Beijing now and later; a long ban costs it also without one, more than no ban does."""
    rescued, watched = world([["beijing play rescue-zte"]]), world([[]])
    assert rescued.closed(1).meters["beijing-cost"] > DECK.meters["beijing-cost"].start
    assert any(s.kind == "landing" and s.cause == "loans-burden-the-economy" for s in rescued.trace)
    assert ended(watched)["beijing-cost"] >= ended(world([[LIFT]]))["beijing-cost"] + 20


def test_05_the_ban_leaves_spying_abroad():
    """Spying abroad runs alike with and without the ban, while the denial says so."""
    with_ban, without = restored(), not_restored()
    assert course(with_ban, "spying-abroad") == course(without, "spying-abroad")
    assert denied(with_ban, "ban-leaves-spying-abroad")


def test_06_zte_is_not_harmless():
    """That ZTE can be used to spy, and that Chinese suppliers worry, are cards that Congress can hold."""
    for card in ("zte-can-spy", "fair-worry"):
        assert "congress" in DECK.arguments[card].voices
        assert DECK.arguments[card].basis == "brief"
    assert "P7" in DECK.background["state-can-use-zte-gear"].source


def test_07_the_brief_wants_zte_punished():
    """Deserved punishment is a card of both Washington roles, and the settlement counts as punishment."""
    assert {"congress", "white-house"} <= set(DECK.arguments["punishment-deserved"].voices)
    assert world([SETTLE]).closed(1).meters["punishment"] >= DECK.meters["punishment"].start + 25


def test_08_the_brief_does_not_side_with_the_president():
    """Relief for jobs and nothing else empties the hand and angers Congress; nobody reaches the bargain by it."""
    game = world([[LIFT]])
    assert game.state.flags["gift"] == "made"
    assert game.closed(1).meters["leverage"] == 0
    assert game.closed(1).meters["outrage"] > world([[]]).closed(1).meters["outrage"]
    assert "gift" in str(DECK.endings["strategic-bargain"].when)


def test_09_a_waiver_sets_no_precedent():
    """A waiver moves outrage and not the standing of penalties; the critic's view says otherwise."""
    waived, held = world([["white-house play waive-ban"]]), world([[]])
    assert course(waived, "rule-credibility") == course(held, "rule-credibility")
    assert waived.closed(1).meters["outrage"] > held.closed(1).meters["outrage"]
    assert denied(waived, "waiver-sets-no-precedent") == [1]
    critic = play_out(rich(), [["white-house play waive-ban"]], seed=1, views=("critic",))
    assert critic.state.meters["rule-credibility"] < DECK.meters["rule-credibility"].start


def test_10_on_the_table_is_not_given():
    """To announce relief keeps the leverage; to give it for nothing spends it."""
    announced = world([["white-house play announce-relief"]]).closed(1)
    given = world([[LIFT]]).closed(1)
    assert announced.flags["supply-ban"] == "in-force"
    assert announced.meters["leverage"] >= DECK.meters["leverage"].start - 10
    assert given.meters["leverage"] == 0


def test_11_holding_the_chip_is_not_free():
    """While the ban lasts substitutes grow faster, and the chip is worth less each round."""
    held, lifted = world([[]]), world([[LIFT]])
    assert ended(held)["substitutes"] >= ended(lifted)["substitutes"] + 10
    leverage = course(held, "leverage")[:8]
    assert leverage == sorted(leverage, reverse=True)
    assert leverage[-1] <= leverage[0] - 20


def test_12_talks_are_not_reform():
    """Busy talks without pressure bring no reform; the same talks with leverage bring some."""
    idle = world([[]], talks=70, leverage=5, allies=30)
    pressed = world([[]], talks=70, leverage=80, allies=30)
    assert max(course(idle, "reform")) <= DECK.meters["reform"].start
    assert denied(idle, "no-pressure-no-reform")
    assert ended(pressed)["reform"] > DECK.meters["reform"].start


def test_13_nxp_is_only_a_beginning():
    """The swap alone clears NXP and ends in no strategic bargain."""
    game = world([SWAP, SETTLE], talks=50)
    assert ended(game)["nxp"] >= 80
    assert debate.outcome(game.deck, game.state).ending != "strategic-bargain"


def test_14_the_fine_must_be_had_and_spent():
    """No settlement, no fine; unspent, it builds nothing; spent, it does, and only once."""
    spend = debate.parse_move(DECK, "congress play direct-fine-to-suppliers")
    refused = debate.refusal(DECK, debate.start(DECK, seed=1), spend)
    assert refused is not None
    assert refused.code == "needs"
    idle, spent = world([SETTLE]), world([SETTLE, [str(spend)]])
    assert spent.state.meters["western-suppliers"] >= idle.state.meters["western-suppliers"] + 15
    again = debate.refusal(spent.deck, spent.opening(6), spend)
    assert again is not None
    assert again.code == "once"


def test_15_a_fine_alone_teaches_nothing():
    """Plea and payment leave obedience where it was going; monitors with deep access raise it."""
    plea, held = world([["zte play plead-guilty-and-pay"]], breach="found"), world([[]], breach="found")
    assert course(plea, "compliance") == course(held, "compliance")
    assert denied(plea, "fine-alone-changes-nobody") == [1]
    assert ended(world([SETTLE]))["compliance"] >= DECK.meters["compliance"].start + 20


def test_16_monitors_guard_no_networks():
    """Network security runs alike with inspectors in ZTE and without."""
    watched, not_watched = world([SETTLE]), world([[LIFT]])
    assert watched.state.flags["monitors"] == "deep"
    assert course(watched, "us-security") == course(not_watched, "us-security")
    assert denied(watched, "monitors-guard-no-networks")


def test_17_selling_to_zte_is_not_buying_from_it(random_games):
    """Whatever is lifted, major American networks stay closed to ZTE."""
    assert all(game.state.flags["us-market"] == "closed" for game in random_games)
    assert denied(world([[LIFT]]), "relief-reopens-no-networks") == [1]


def test_18_three_kinds_of_exclusion():
    """Old exclusion is counted at the start, phones bring nothing, what is left to remove brings a little, once."""
    base = world([[]]).state.meters["us-security"]
    phones = world([["congress play ban-zte-phones"]]).state.meters["us-security"]
    removal = world([["congress play pay-for-removal"]]).state.meters["us-security"]
    assert phones == base
    assert base < removal <= base + 4
    assert DECK.background["early-exclusion-already-counts"].raises == "us-security"


def test_19_the_ban_speeds_substitution_and_does_not_start_it():
    """Substitutes rise without the ban, and faster with it."""
    with_ban, without = course(world([[]]), "substitutes"), course(world([[LIFT]]), "substitutes")
    assert without[-1] > DECK.meters["substitutes"].start
    assert with_ban[-1] > without[-1]


@pytest.mark.parametrize(("meter", "weak"), [("substitutes", 85), ("allies", 10)])
def test_20_and_24_the_ban_bites_hard_where_conditions_are_met(meter, weak):
    """With poor substitutes and willing allies the ban crushes; with good ones or none it does not."""
    strong: dict[str, Any] = {"substitutes": 20, "allies": 80}
    hard = world([[]], zte_operations=60, **strong).closed(1).meters["zte-operations"]
    soft = world([[]], zte_operations=60, **{**strong, meter: weak}).closed(1).meters["zte-operations"]
    assert hard <= 45
    assert soft > hard


def test_21_harm_to_the_lead_takes_years():
    """The vote leaves the lead alone for a year and a half and lowers it by the end."""
    with_ban, without = course(restored(), "us-tech-lead"), course(not_restored(), "us-tech-lead")
    assert with_ban[:4] == without[:4]
    assert with_ban[-1] < without[-1] - 3


def test_22_hacks_depend_on_defence_and_not_on_zte():
    """The odds of a break-in are the same with ZTE starved or thriving, and fall as defence rises."""

    def odds(**start: int) -> dict[str, int]:
        game = world([["beijing play hack-by-other-means"]], rich(news=True), **start)
        return {s.cause: s.after for s in game.trace if s.kind == "roll" and s.round == 1 and "hack" in s.cause}  # type: ignore[misc]

    assert odds(zte_operations=10) == odds(zte_operations=80)
    assert odds(us_security=80)["hack-reported"] < odds(us_security=30)["hack-reported"]
    assert denied(world([["beijing play hack-by-other-means"]]), "no-zte-needed") == [1]


def test_23_not_every_research_spending_keeps_the_lead():
    """The old state model and the market alone leave the lead as it is; the mixed strategy raises it."""
    base = course(world([[]]), "us-tech-lead")
    assert course(world([["congress play revive-cold-war-science"]]), "us-tech-lead") == base
    assert course(world([["congress play leave-it-to-the-market"]]), "us-tech-lead") == base
    assert course(world([["congress play fund-innovation-strategy"]]), "us-tech-lead")[-1] > base[-1]


def test_25_cosmetic_discipline_and_bonuses_are_bad_faith():
    """Sham discipline and bonuses are covert, and when found they are a breach."""
    for move in ("sham-compliance", "pay-bonuses"):
        assert DECK.moves[move].covert
        assert "P4" in DECK.moves[move].source
    assert ("breach", "found") in DECK.links["sham-brings-a-finding"].effects.flags
    assert {"bonus-list-leaks", "commerce-finds-a-breach"} <= set(DECK.links["sham-brings-a-finding"].follows)


def test_26_a_refusal_to_talk_shows_what_is_wanted():
    """When Beijing refuses talks, talks fall and leverage rises."""
    refused, held = world([["beijing play refuse-talks"]]).closed(1), world([[]]).closed(1)
    assert refused.meters["talks"] < held.meters["talks"]
    assert refused.meters["leverage"] > held.meters["leverage"]


def test_27_huawei_does_not_own_zte():
    """Huawei is named as a rival firm with programmes of its own, never as a parent or owner."""
    about = [text for text in every_text() if "Huawei" in text]
    assert about
    assert not [text for text in about if re.search(r"\b(own(s|er|ed)|parent|brother|subsidiary)\b", text)]


def test_28_pull_quotes_are_no_evidence():
    """The passages are the numbered paragraphs and the endnote, and no others."""
    assert list(DECK.passages) == [*(f"P{n}" for n in range(1, 22)), "EN1"]


def test_29_sanctions_are_two_things():
    """No card or move says 'sanctions'; the glossary tells embargo from supply ban."""
    assert not [text for text in every_text() if re.search(r"\bsanction", text, re.I)]
    terms = {entry.term.lower() for entry in DECK.glossary.values()}
    assert {"embargo", "supply ban", "sanctions"} <= terms


def test_30_the_opposing_view_is_no_straw_man():
    """The case for removing ZTE backs the vote, has a warrant, and is answered no more often than others are."""
    card = DECK.arguments["remove-zte-gain-security"]
    assert "restore-ban" in card.backs
    assert card.warrant
    answered = {id_: sum(id_ in other.answers for other in DECK.arguments.values()) for id_ in DECK.arguments}
    assert answered[card.id] <= 2 * sum(answered.values()) / len(answered)


def test_31_congress_and_the_analyst_want_the_same_ends():
    """Hawk, reformer and strategist all say that they are for safer networks and the technology lead."""
    for role, motive in (("congress", "hawk"), ("congress", "reformer"), ("white-house", "strategic")):
        ends = DECK.roles[role].motives[motive].ends
        assert ends["us-security"] > 0
        assert ends["us-tech-lead"] > 0


def test_32_chinas_industrial_policy_is_not_fine():
    """While conduct does not change, the American lead suffers; a card says that it harms others."""
    unchanged, changed = world([[]], reform=10), world([[]], reform=60)
    assert course(unchanged, "us-tech-lead")[-1] < course(changed, "us-tech-lead")[-1]
    assert "P15" in DECK.arguments["policies-harm-others"].source


def test_33_a_deal_with_the_firm_spends_the_chip_with_its_government():
    """A settlement alone costs most of the leverage; after a swap with Beijing it costs far less."""
    alone = world([[], SETTLE], talks=50)
    linked = world([SWAP, SETTLE], talks=50)

    def spent(game):
        return game.closed(1).meters["leverage"] - game.closed(2).meters["leverage"]

    assert spent(alone) >= spent(linked) + 20


def test_the_vote_takes_a_bill_and_can_be_undone():
    """The vote wants a ripe bill; a voted ban is repealed at a price, and then the White House may lift it."""
    vote = debate.parse_move(DECK, VOTE)
    game = world([[BILL], [LIFT], [VOTE], [], ["congress play repeal-ban-law"], [LIFT]])
    for round_ in (1, 2):
        refused = debate.refusal(game.deck, game.opening(round_), vote)
        assert refused is not None
        assert refused.code == "needs"
    assert game.closed(3).flags["supply-ban"] == "by-law"
    assert game.closed(5).flags["supply-ban"] == "in-force"
    assert game.closed(6).flags["supply-ban"] == "off"
