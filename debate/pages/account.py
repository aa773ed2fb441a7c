"""What came of a round: for me, who did what, what I foresaw, what moved and why, what did not happen.

New things come first, and what is the same again is folded. A front end tells the groups in their order, or lays them
out in screens; see :meth:`Telling.groups`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator

from attrs import frozen

from debate.debrief.account import Account, Denied, Kept, account, kept_names
from debate.debrief.answers import claimed
from debate.debrief.foreseen import Foreseen
from debate.debrief.naming import cited, counted, listed, name_of, sentence
from debate.debrief.narration import lands_at
from debate.debrief.rounds import Exchange, RoundRecord, rounds
from debate.debrief.told import Told
from debate.pages.document import Change, Deed, Folded, Group, Line, Mark, Node, Ref, item, quiet, strong
from debate.pages.floor import FATES, LATE, NO_CASE, overtaken
from debate.pages.headline import SUMMED, headline, own_words, role_name, short_name
from debate.pages.reader import Reader
from debate.pages.score_rounds import both_scales, change, goal_of, in_words
from debate.pages.words import round_title
from debate.rules.deck import Deck

MINE, DEEDS, FORESEEN, MOVED = "For you", "Who did what", "Your prediction", "What moved, and why"
WHAT_DID_NOT_HAPPEN = "What did not happen"


@frozen
class Telling:
    """What came of one round, or of all that came after the end of term. Groups that would be empty are None."""

    title: str
    rounds: tuple[int, ...]
    mine: Group | None
    deeds: Group | None
    foreseen: Group | None
    moved: Group | None
    denied: Group | None
    ahead: tuple[Line, ...]
    """What to look out for, and what to think about."""

    @property
    def most(self) -> str:
        """The meter to ask about first: of those that moved the goal that did most by its weight, else the first; empty
        where none did."""
        moved = [node for node in self.moved.nodes if isinstance(node, Change)] if self.moved is not None else []
        weight = {node.to.id: abs(node.by) * (abs(node.goal.weight) if node.goal else 0) for node in moved}
        return max(weight, key=lambda meter: weight[meter], default="")

    @property
    def groups(self) -> tuple[Group, ...]:
        """All groups in the order in which they are heard: first what is new for the reader."""
        found = (self.mine, self.foreseen, self.deeds, self.denied, self.moved)
        return tuple(group for group in found if group is not None)

    @property
    def folded(self) -> tuple[Folded, ...]:
        """What is only counted, to be told where somebody asks."""
        return tuple(node for group in self.groups for node in group.nodes if isinstance(node, Folded))

    @property
    def nodes(self) -> tuple[Node, ...]:
        """The whole as a page."""
        return (*self.groups, *self.ahead)


def tellings(reader: Reader, numbers: Collection[int]) -> tuple[Telling, ...]:
    """What came of each of these rounds, which must have closed; those after the end of term together."""
    records = [record for record in rounds(reader.game.played, reader.role) if record.number in numbers]
    found = [_telling(reader, (record,)) for record in records if not record.years_later]
    later = tuple(record for record in records if record.years_later)
    return (*found, _telling(reader, later)) if later else tuple(found)


def _telling(reader: Reader, records: tuple[RoundRecord, ...]) -> Telling:
    deck, numbers = reader.deck, tuple(record.number for record in records)
    later = records[0].years_later
    found = account(deck, reader.steps, numbers, reader.motive, reader.view.pending)
    title = "Years later" if later else round_title(deck, numbers[0], " · ")
    return Telling(
        title=title,
        rounds=numbers,
        mine=_mine(reader, found, numbers, later),
        deeds=None if later else _deeds(reader, records[0], found),
        foreseen=None if later else _foreseen(reader, numbers[0]),
        moved=_moved(reader, found),
        denied=_denied(reader, found),
        ahead=tuple(_ahead(reader, found, numbers, later)),
    )


# For me.


def _mine(reader: Reader, found: Account, numbers: tuple[int, ...], later: bool) -> Group | None:
    """What the round did to what I want, to what I say I am for, and what my own move did."""
    deck, motive = reader.deck, reader.motive
    scales = both_scales(reader, motive, numbers, later)
    if motive is None or scales is None:
        return None
    lines: list[Node] = [strong(headline(deck, motive, *scales)), *in_words(scales, True, later)]
    if not later and (own := own_words(reader, found, numbers[0])):
        lines.append(Line(own))
    return Group(MINE, tuple(lines), "main")


# Who did what.


def _deeds(reader: Reader, record: RoundRecord, found: Account) -> Group:
    deck = reader.deck
    lines: list[Node] = [_deed(reader, record.number, exchange) for exchange in record.exchanges]
    lines += [Deed(role, role_name(reader, role), "no move", to=Ref("role", role)) for role in record.holding]
    if not lines:
        lines = [quiet("Nobody made a move that is open to see.")]
    for news in found.news:
        assert news.step is not None
        lines.append(Deed("", "News", deck.news[news.step.cause].title, to=Ref("news", news.step.cause)))
    return Group(DEEDS, tuple(lines))


def _deed(reader: Reader, number: int, exchange: Exchange) -> Deed:
    mark: Mark = "beaten" if exchange.result == "beaten" else ""
    if exchange.result == "stands" and exchange.fate not in ("overtaken", "declined"):  # else nothing came of it
        mark = "stands"
    title = reader.deck.moves[exchange.move].title
    to = Ref("exchange", f"{number}:{exchange.role}")
    result = _result(reader, number, exchange)
    return Deed(exchange.role, role_name(reader, exchange.role), title, result, mark, to, result in (NO_CASE, LATE))


def _result(reader: Reader, number: int, exchange: Exchange) -> str:
    """How an exchange ended, and what became of its move, in a few words."""
    against = listed(["you" if role == reader.role else role_name(reader, role) for role, _ in exchange.answers])
    ruled = " by ruling" if exchange.ruled else ""
    words = []
    if exchange.result == "stands":
        half = " at half its worth once pressed" if exchange.shown is False else ""
        met = f" against {against}" if against else "" if half else ", unanswered"
        words.append(f"stands{half}{ruled}{met}")
    elif exchange.result == "beaten":
        words.append(f"beaten by {against}{ruled}" if against else f"beaten{ruled}")
        if exchange.helpless and exchange.role == reader.role:
            words.append("no card of yours met it")
        if exchange.paid_on:
            words.append("paid to go on")
        elif exchange.short_of is not None:
            words.append(f"could not pay {exchange.short_of[0]} to go on")
    elif exchange.covert:
        words.append("covert")
    elif not exchange.case:
        words.append(LATE if exchange.waited else NO_CASE)
    if exchange.offer_to and exchange.taken is not None:
        taker = "you" if exchange.offer_to == reader.role else role_name(reader, exchange.offer_to)
        words.append(f"{'taken' if exchange.taken else 'declined'} by {taker}")
        if exchange.waited and exchange.fate == "declined":
            words = [f"declined by {taker} in round {number - 1}, waited, took this turn"]
    if exchange.fate == "overtaken":
        first = reader.deck.moves.get(overtaken(reader, number, exchange))
        who = "" if first is None else "you" if first.role == reader.role else role_name(reader, first.role)
        # It stands first, since the rest may be cut: whatever stood, nothing came of it.
        words.insert(0, f"{FATES[exchange.fate]}{who and f' ({who} came first)'}")
    elif exchange.fate == "waits" and exchange.taken is False:
        words.append("still waits a round and takes that turn")
    elif exchange.fate in FATES and not (exchange.fate == "declined" and words):
        words.append(FATES[exchange.fate])
    return ", ".join(words)


# What was foreseen.


def _foreseen(reader: Reader, number: int) -> Group | None:
    """What the reader said of the round beside what came, and how right it was so far; of everybody for a reader
    without a seat."""
    found = [one for one in reader.game.foreseen(reader.role) if one.score.round <= number]
    now = [one for one in found if one.score.round == number]
    if not now:
        return None
    lines = [_answer(reader, one) for one in now]
    own = reader.role is not None or all(one.person for one in now)
    right = sum(one.score.right for one in found)
    so_far = f"So far {counted(len(found), 'prediction')}, {right} right." if own and len(found) > len(now) else ""
    return Group(FORESEEN if own else "The predictions", tuple(lines), below=so_far)


def _answer(reader: Reader, one: Foreseen) -> Line:
    """What was said, whether it is so, and what came."""
    whose = "" if reader.role is not None or one.person else f"{role_name(reader, one.role)}: "
    told, deck = one.score, reader.deck
    said = f"{whose}{claimed(deck, told.meter, told.move, told.answer, short=True)}; {told.sure} % sure."
    cause = deck.denials.get(told.cause) or deck.links.get(told.cause)
    to = None if cause is None else Ref("denial" if told.cause in deck.denials else "link", told.cause)
    came = sentence(f"{told.result}.", "" if cause is None or not told.alone else cited(cause))
    came = f"{told.result}: {told.reason}{told.aside}" if told.move and not told.alone else f"{came}{told.aside}"
    words = " ".join(filter(None, (said, "Right." if told.right else "Not so.", came, one.reasoned)))
    return Line(words, 1, to=to, mark="right" if told.right else "wrong")


# What moved.


def _moved(reader: Reader, found: Account) -> Group | None:
    deck = reader.deck
    nodes: list[Node] = [change(reader, moved) for moved in found.moved]
    for flag, before, after in found.flags:
        values = deck.flags[flag].values
        told = f"{name_of(deck, flag)}: '{values[before]}'→'{values[after]}'"
        nodes.append(item(told, Ref("why", flag), "change"))
    nodes += _folds(reader, found)
    if not nodes:
        nodes = [quiet("Nothing that you know of moved.")]
    return Group(MOVED, tuple(nodes))


def _folds(reader: Reader, found: Account) -> Iterator[Folded]:
    deck = reader.deck
    if found.drifts:
        words = [f"{short_name(deck, moved.meter)} {moved.by:+d}" for moved in found.drifts]
        text = f"{len(words)} {'more ' if found.moved else ''}moved: {_summed(words)}"
        yield Folded(text, tuple(change(reader, moved) for moved in found.drifts))
    if found.coming:
        words = [_coming_words(deck, line) for line in found.coming]
        once = [f"{text} (twice)" if (n := words.count(text)) == 2 else f"{text} ({n} times)" if n > 1 else text
                for text in dict.fromkeys(words)]  # fmt: skip
        yield Folded(f"{len(words)} set going: {_summed(once)}", tuple(_told(line) for line in found.coming))
    paid = [f"{role_name(reader, role)} {has}" for role, has in found.capital]
    chance = f"chance was asked {counted(found.rolls, 'time')}" if found.rolls else ""
    if paid or chance:
        text = f"Capital: {', '.join(paid)}" if paid else ""
        text = "; ".join(part for part in (text, chance) if part)
        inside = [_told(line) for line in (*found.payments, *found.news)]
        yield Folded(text[:1].upper() + text[1:], tuple(inside) or (quiet("Nothing came of it."),))


def _coming_words(deck: Deck, line: Told) -> str:
    if line.step is None or line.step.cause not in deck.links:
        return line.text
    when = lands_at(deck, line.step)
    link = deck.links[line.step.cause]
    targets = [*(meter for meter, _ in link.effects.meters), *(flag for flag, _ in link.effects.flags)]
    names = [short_name(deck, target) for target in targets] or [line.title]
    return f"{f'R{when}' if when <= deck.rounds.count else 'years later'} {listed(names)}"


# What did not happen.


def _denied(reader: Reader, found: Account) -> Group | None:
    if not found.denied and not found.denied_again:
        return None
    nodes: list[Node] = list(_denials(reader, found.denied))
    if found.denied_again:
        known = [denied.again for denied in found.denied_again]
        said = "said in earlier rounds too" if all(known) else "some of it said before" if any(known) else ""
        more = f" more{', ' if said else ''}" if found.denied else " "
        text = f"{len(known)}{more}{said}"
        nodes.append(Folded(text, tuple(_denials(reader, found.denied_again))))
    return Group(WHAT_DID_NOT_HAPPEN, tuple(nodes), "denied")


def counts(reader: Reader, number: int) -> tuple[int, int]:
    """How many meters moved in a round, and how many things did not happen, as its account tells of them."""
    found = account(reader.deck, reader.steps, (number,), reader.motive)
    told = {_kept_still(reader, denied) for denied in found.denied}
    return len(found.meters), len(told) + len(found.denied_again)


def _denials(reader: Reader, found: Iterable[Denied]) -> Iterator[Line]:
    """What denials kept still, and what the brief says of it; said once where two keep the same still."""
    same: dict[str, list[Denied]] = {}
    for denied in found:
        same.setdefault(_kept_still(reader, denied), []).append(denied)
    motive = reader.motive
    for words, each in same.items():
        first = each[0].kept[0].id
        want, end = (motive.wants.get(first, 0), motive.ends.get(first, 0)) if motive is not None else (0, 0)
        told = words if len(each) > 1 else denied_words(reader, each[0])
        to, goal = Ref("denial", each[0].id), goal_of(want, end)
        yield Line(told, 1, to=to, mark="denied", tone="strong", goal=goal)
        for denied in each:
            if any(kept.moved is not None and kept.moved.same for kept in denied.kept):
                yield Line("It moved for this very reason, so the deck contradicts itself here.", 2)
            says = sentence(denied.says, denied.citation) if len(each) > 1 else denied.says
            yield Line(says, 2, to=Ref("denial", denied.id) if denied is not each[0] else None)


def denied_words(reader: Reader, denied: Denied) -> str:
    """What a denial kept still and where that stands, as a sentence with its passages."""
    return sentence(_kept_still(reader, denied), denied.citation)


def _kept_still(reader: Reader, denied: Denied) -> str:
    deck = reader.deck
    names = kept_names(deck, denied)
    kinds = ((deck.meters, "move"), (deck.news, "become likelier or rarer"))
    verb = next((verb for kind, verb in kinds if all(each.id in kind for each in denied.kept)), "change")
    by = f" by {denied.by}" if denied.by else ""
    where = [_stands(each) for each in denied.kept if each.value is not None]
    ways = [_by_way(deck, each, len(names) > 1) for each in denied.kept if each.moved and each.moved.through]
    words = f"{listed(names)} did not {verb}{by}{f' directly, but {listed(ways)}' if ways else ''}"
    if len(where) == 1:
        words = f"{words}: {where[0]}"
    return words


def _by_way(deck: Deck, kept: Kept, several: bool) -> str:
    """By what a denied meter was moved all the same, since the denied cause had changed that."""
    through = listed(kept.moved.through) if kept.moved else ""
    return f"{f'{name_of(deck, kept.id)} ' if several else ''}by way of {through}"


def _stands(kept: Kept) -> str:
    if kept.moved is None:
        return str(kept.value)
    why = "" if kept.moved.same else kept.moved.why
    return f"it {kept.moved.went} to {kept.value}{f' {why}' if why else ''}"


# And so.


def _ahead(reader: Reader, found: Account, numbers: tuple[int, ...], later: bool) -> Iterator[Line]:
    """What to look out for and to think about, for somebody who plays on."""
    deck, motive, view = reader.deck, reader.motive, reader.view
    if later or motive is None or view.over or numbers[-1] != view.round - 1:
        return
    mine = {*motive.wants, *motive.ends}
    ahead: dict[tuple[int, str], list[str]] = {}
    for change_ in sorted(view.pending, key=lambda change_: change_.lands):
        for target, by in change_.changes:
            if target in mine and change_.lands <= deck.rounds.count:
                ahead.setdefault((change_.lands, target), []).append(f"{by:+d}")
    if ahead:
        words = [f"R{lands} {short_name(deck, target)} {listed(by)}" for (lands, target), by in ahead.items()]
        yield Line(f"Look ahead: {_summed(words)}.")
    again = [each for each in (*found.denied, *found.denied_again) if each.rank < 2 and each.times_by > 1 and each.by]
    again = [each for each in again if not any(kept.moved and kept.moved.through for kept in each.kept)]
    if again:
        most = max(again, key=lambda each: (each.times_by, -each.rank))
        what = short_name(deck, most.kept[0].id)
        whose = "you want" if most.rank == 0 else "you say you are for"
        flag = deck.flags.get(deck.denials[most.id].cause)
        of = most.by if flag is None else f"'{flag.name}'"
        when = f" since round {most.since}" if most.since else " in all"
        rounds_ = counted(most.times_by, "round")
        yield Line(f"Think: {rounds_} of {of}{when}, and it has not moved {what}, which {whose}.")


# Words.


def _told(told: Told) -> Line:
    return item(told.line)


def _summed(words: list[str]) -> str:
    more = len(words) - SUMMED
    return " · ".join(words[:SUMMED]) + (f" · {more} more" if more > 0 else "")
