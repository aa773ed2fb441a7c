"""Why a meter, standing fact or capital stands where it stands, and what drives it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve

from debate.debrief.foreseen import FIND_OUT
from debate.debrief.graph import Edge, around, causes_of
from debate.debrief.naming import CAPITAL, cause_name, cited, listed, name_of, rounds_of_term, sentence
from debate.debrief.narration import read_in
from debate.debrief.requirements import WhyNot
from debate.debrief.rounds import rounds
from debate.debrief.told import Told
from debate.debrief.unlinked import hanging_on, leading_nowhere, unlinked
from debate.debrief.waiting import both_rounds
from debate.debrief.why import Because, did_not_move, moved, why_each
from debate.debrief.why import why as causes
from debate.debrief.why_so import at_rest, in_short, moved_by, moved_later, on_the_way, stayed_away
from debate.pages.document import Folded, Heading, Line, Mark, Node, Ref, Tree, item, quiet, section, strong
from debate.pages.exchange import refusals, spoken_by, won_by, won_nothing
from debate.pages.folding import in_sections
from debate.pages.reader import Reader
from debate.pages.things import in_own_words, reason_lines, ref_of
from debate.pages.words import round_title
from debate.pages.world import stands
from debate.rules.deck import Ending, MoveDef, News
from debate.rules.replay import decided
from debate.rules.trace import TraceStep
from debate.rules.words import in_words

_DENIED = "no effect, says the brief."
WHOLE = 0
"""Instead of a round: the whole game."""
_MOST_EACH_WAY = 3
"""How many causes that moved a meter up, and down, a short answer names."""
_MOST_DENIED = 5
"""How many lines of what did not move it, heading included, it has."""
_ABOVE = "Why: as above."
"""Behind a change of which all that led to it was told further up, of the same cause."""
_MOST_HANGING = 3
"""How many moves and news it names that hang on a flag which no link leads from."""
_MOST_AWAY = 6
"""How many things that would have moved something, and did not come, it names where nothing did."""


def title(reader: Reader, target: str) -> str:
    """What the page about it is called."""
    return f"Why '{reader.measures()[target]}'?"


def why(reader: Reader, target: str, round_: int | None = None, step: int | None = None) -> Iterator[Node]:
    """How it stands, then what moved it in a round (None: the latest in which it moved, :data:`WHOLE`: all, the latest
    first), and what did not. Once the game is over the answer for all of it comes first, and the rounds come last,
    unless one of them is asked about: that comes first of all. All that is more than an answer is folded then, as the
    passages themselves always are, but where the :data:`WHOLE` is asked for. ``step``: first how that step of the
    reader's came about."""
    cited: list[str] = []
    """Passages that the page cites, in the order in which it does."""
    if any(each.number == step for each in reader.steps) and step is not None:
        yield from section("This step", _asked(reader, step, cited))
    if target in reader.view.meters and reader.view.meters[target] is None:
        yield from stands(reader, target)
        return
    by_round, summed = list(_by_round(reader, target, round_, cited)), reader.over and not target.startswith(CAPITAL)
    denied, how = _denied(reader, target, cited), [*stands(reader, target), *_unlinked(reader, target)]
    if not summed:
        yield from (*by_round, *how, *denied) if round_ else (*how, *by_round, *denied)
    elif round_:
        yield from (*by_round, *how, *denied)
        yield Folded("What moved it in the whole game", tuple(_in_all(reader, target)))
        yield from in_sections((*_in_vain(reader, target), *_stayed_away(reader, target)))
    elif round_ == WHOLE:
        away = (*_in_vain(reader, target), *_stayed_away(reader, target, True))
        yield from (*_in_all(reader, target), *how, *denied, *away, *by_round)
    else:
        yield from (*_in_all(reader, target, short=True), *how, *denied[:_MOST_DENIED])
        if more := denied[_MOST_DENIED:]:
            yield Folded(f"{sum(isinstance(each, Line) and each.level == 1 for each in more)} more", tuple(more))
        away = (*_in_vain(reader, target), *_stayed_away(reader, target))
        yield from in_sections((*away, *by_round))
    said = in_own_words(reader.deck, cited)
    yield from said if round_ == WHOLE else in_sections(said)


def _in_all(reader: Reader, target: str, short: bool = False) -> Iterator[Node]:
    """What became of it by the end of term, in a sentence, and what moved it; in ``short`` what did most either way,
    and where nothing moved it, what might have."""
    deck, played, changed = reader.deck, reader.game.played, changed_in(reader, target)
    answer = in_short(played, target)
    if answer or not changed:
        yield strong(answer or f"{reader.measures()[target]} has not changed in the whole game.")
    if not changed and short:
        away = stayed_away(played, target, reader.game.scripts)[:_MOST_AWAY]
        yield from reason_lines(deck, (evolve(each, causes=()) for each in away), leads=True)
    if target in deck.meters and changed:
        yield from _moving(reader, moved_by(played, target), short)
        term = (played.state.term or played.state).meters[target]
        later = _moving(reader, moved_later(played, target), False)
        years = section(f"Years later, {term}→{played.state.meters[target]}", later)
        yield from in_sections(years) if short else years


def _moving(reader: Reader, found: Sequence[WhyNot], short: bool) -> Iterator[Node]:
    """What moved a meter, with what it goes back to; in ``short`` the most of it, and of the rest the sum."""
    ways = [[each for each in found if each.words.startswith(sign)] for sign in "-+"]
    first = [each for way in ways for each in way[:_MOST_EACH_WAY]] if short else found
    for line in reason_lines(reader.deck, (each for each in found if each in first), leads=True):
        yield line if line.level > 1 else evolve(line, mark="up" if line.text.startswith("+") else "down")
    if rest := [each for each in found if each not in first]:
        by = sum(int(each.words.partition(":")[0]) for each in rest)
        yield Folded(f"{len(rest)} more, {by:+d} in all", tuple(_moving(reader, rest, False)))


def _by_round(reader: Reader, target: str, round_: int | None, cited: list[str]) -> Iterator[Node]:
    """What moved it in the rounds that are told, and in which others it changed."""
    name, steps, changed = reader.measures()[target], reader.steps, changed_in(reader, target)
    told = changed[-1:] if round_ is None else [n for n in reversed(changed) if round_ in (WHOLE, n)]
    shown = [each for number in told for each in moved(steps, target, number)]
    trees = why_each(reader.deck, steps, shown)
    page = _Page(steps, told[0] if len(told) == 1 else 0)
    for number in told:
        mine = [tree for tree in trees if tree.told.step is not None and tree.told.step.round == number]
        yield Heading(f"{_when(reader, number)}{_span(reader, target, mine)}", 3)
        yield from (_tree(reader, tree, cited, page) for tree in mine)
    if round_ and target.startswith(CAPITAL):
        yield from section("What won no capital", won_nothing(reader, target.removeprefix(CAPITAL), round_))
    if round_ and reader.over and not target.startswith(CAPITAL):
        rest = reason_lines(reader.deck, at_rest(reader.game.played, target, round_), leads=True)
        yield from section("At work in other rounds, and not in this one", rest)
        coming = reason_lines(reader.deck, on_the_way(reader.game.played, target, round_), leads=True)
        yield from section("Still on its way at the end of this round", coming)
    if not told and (round_ or not reader.over or target.startswith(CAPITAL)):
        when = f" in round {round_}" if round_ else " in the whole game" if reader.over else " so far"
        yield Line(f"{name} has not changed{when}.")
    if len(changed) > len(told):
        yield quiet(f"It changed in {rounds_of_term(reader.deck, changed)}.")


def _unlinked(reader: Reader, target: str) -> Iterator[Node]:
    """Once the game is over, of the flag that did most in it, that it does not count for this meter."""
    flag = unlinked(reader.deck, reader.steps, target) if reader.over and target in reader.deck.meters else ""
    if flag:
        events = [cause_name(reader.deck, id_) for id_ in hanging_on(reader.deck, flag, target, reader.steps)]
        some = listed(events if len(events) <= _MOST_HANGING else [*events[: _MOST_HANGING - 1], "others"])
        which = "this came, which hangs" if len(events) == 1 else "these came, which hang"
        but = f" But {which} on how it stands, and can move this: {some}." if events else ""
        yield item(f"No link of this deck leads to it from '{name_of(reader.deck, flag)}'.{but}", Ref("why", flag))


def _in_vain(reader: Reader, target: str) -> list[Node]:
    """Once the game is over, of a meter that one wants, or that never changed, the own moves that no link leads from to
    it."""
    deck, motive = reader.deck, reader.motive
    if not reader.over or motive is None or target not in deck.meters:
        return []
    if target not in {*motive.wants, *motive.ends} and any(s.meter == target and s.change for s in reader.steps):
        return []
    came = (step.cause for step in reader.steps if step.kind == "event" and step.cause in deck.moves)
    own = dict.fromkeys(id_ for id_ in came if deck.moves[id_].role == reader.role)
    found = (item(f"'{name_of(deck, id_)}'", ref_of(deck, id_)) for id_ in leading_nowhere(deck, own, target))
    return section("Your moves that could not move it by themselves", found)


def _denied(reader: Reader, target: str, cited: list[str]) -> list[Node]:
    """What did not move it."""
    denials = did_not_move(reader.deck, reader.steps, target)
    return section("What did not move it", (line for each in denials for line in _denial(reader, each, cited)))


def _stayed_away(reader: Reader, target: str, in_full: bool = False) -> Iterator[Node]:
    """Of a game that is over what would have moved it and did not come, and where offers among it would have been
    taken. ``in_full``: all of it with its reasons, which stand on pages of their own as well."""
    away = stayed_away(reader.game.played, target, reader.game.scripts, in_full)
    yield from section(
        "What would have moved it by itself, and did not come", reason_lines(reader.deck, away, leads=True)
    )
    told = {reason.id for each in away for _, reason in each.lines()}
    yield from section("Why offers among it were declined", refusals(reader, told))


def _asked(reader: Reader, number: int, cited: list[str]) -> Iterator[Node]:
    tree = causes(reader.deck, reader.steps, number)
    if tree.told.kind == "denied":
        yield from _denial(reader, tree.told, cited)
    else:
        yield _tree(reader, tree, cited)


def came_about(reader: Reader, steps: Sequence[TraceStep]) -> Iterator[Tree]:
    """How each of these of the reader's steps came about: the round, and what led to it."""
    return (_branch(reader, tree, []) for tree in why_each(reader.deck, reader.steps, steps))


def _when(reader: Reader, number: int) -> str:
    deck = reader.deck
    after = ", after the end of term" if number > len(deck.rounds.labels) else ""
    return f"{round_title(deck, number, ' · ')}{after}"


def _span(reader: Reader, target: str, trees: Sequence[Because]) -> str:
    """From where to where, of what has numbers: ``: 50→58``."""
    first, last = trees[0].told.step, trees[-1].told.step
    if target in reader.deck.flags or first is None or last is None:
        return ""
    return f": {first.before}→{last.after}"


def _tree(reader: Reader, tree: Because, cited: list[str], page: _Page | None = None) -> Tree:
    """A change by how much and why, then what led to it, unless the same was told of the same cause already."""
    told, step = tree.told, tree.told.step
    cited += told.source
    line = Line(told.line, tone="strong", to=_leads(reader, told))
    if step is not None and step.meter and (by := step.change):
        cause = told.cause
        if since := read_in(reader.deck, step):
            cause = f"{cause.removesuffix('.')}, set going in round {since}."
        words = told.line if step.kind == "clamp" else sentence(cause, told.citation)
        line = evolve(line, text=f"{by:+d}: {words}" if words else line.text, mark="up" if by > 0 else "down")
    if step is not None and (step.kind, step.cause) == ("rule", "exchange"):
        return Tree(line, tuple(map(Tree, won_by(reader, step))))
    if page is None:
        return Tree(line, _branches(reader, tree, cited))
    whose = () if step is None else map(Tree, spoken_by(reader, step))
    if page.new(tree):
        return Tree(line, (*whose, *_branches(reader, tree, cited, page.also(tree))))
    told_before = tree.causes and step is not None and step.kind != "clamp"
    return Tree(evolve(line, text=f"{line.text} {_ABOVE}") if told_before else line, tuple(whose))


class _Page:
    """What was told on a page: a cause that goes on from the same is told at length once. ``number``: the only round of
    which it tells, 0 for all."""

    def __init__(self, steps: Sequence[TraceStep], number: int) -> None:
        self._steps, self._number = steps, number
        self._told: dict[tuple[str, str], frozenset[tuple[int, str]]] = {}

    def new(self, tree: Because) -> bool:
        """Whether what led to a change has not been told of the same cause before; a limit says it by itself."""
        step = tree.told.step
        if step is None or step.kind == "clamp":
            return step is None
        causes = frozenset((cause.told.step.number if cause.told.step else 0, cause.told.text) for cause in tree.causes)
        before = self._told.get((step.cause, step.target))
        self._told[step.cause, step.target] = causes
        return causes != before

    def also(self, tree: Because) -> list[int]:
        """The other rounds in which the same cause moved the same thing, where they are not told."""
        one = tree.told.step
        if one is None or not self._number or one.kind not in ("link", "landing"):
            return []
        same = (step for step in self._steps if (step.cause, step.target) == (one.cause, one.target) and step.change)
        return [step.round for step in same if step.round != self._number]


def _branches(reader: Reader, tree: Because, cited: list[str], also: Sequence[int] = ()) -> tuple[Tree, ...]:
    """What led to a change. Where that is the same cause moving the same thing, round after round, it is told once."""
    rounds_, others = _in_a_row(tree)
    rounds_ += also
    found = [_branch(reader, each, cited) for each in others]
    if rounds_:
        words = f"it went so in {rounds_of_term(reader.deck, sorted({*rounds_}))}, too"
        found.insert(0, Tree(Line(words, to=_leads(reader, tree.told), tone="quiet")))
    return tuple(found)


def _in_a_row(tree: Because) -> tuple[list[int], list[Because]]:
    """The rounds before in which the very cause moved the very thing, as far as each led to the next, and all else that
    led to any of these."""
    rounds_: list[int] = []
    others: list[Because] = []
    step, left = tree.told.step, [tree]
    while left and step is not None:
        for each in left.pop().causes:
            before = each.told.step
            if before is None or each.again or (before.cause, before.target) != (step.cause, step.target):
                others.append(each)
            else:
                rounds_.append(before.round)
                left.append(each)
    return rounds_, others


def _branch(reader: Reader, tree: Because, cited: list[str]) -> Tree:
    told = tree.told
    cited += told.source
    words = _branch_words(reader, told)
    if tree.again and told.step:
        words = f"{told.text} · round {told.step.round} (its causes: above on this page)"
    line = Line(words, to=_leads(reader, told))
    return Tree(line, _branches(reader, tree, cited))


def _branch_words(reader: Reader, told: Told) -> str:
    """What led on, when, and of a move whose it was and how its case fared."""
    deck, step = reader.deck, told.step
    if step is None:
        return told.line
    when = f"round {step.round}"
    if step.kind != "event" or step.cause not in deck.moves:
        return f"{told.line.removesuffix('.')} · {when}"
    chosen = decided(reader.game.played).get((step.cause, step.round), step.round)
    when = both_rounds(chosen, step.round)
    words = [told.text, f"{when}, your move" if deck.moves[step.cause].role == reader.role else when]
    records = (record for record in rounds(reader.game.played, reader.role) if record.number == chosen)
    for exchange in (each for record in records for each in record.exchanges if each.move == step.cause and each.case):
        result = f", {exchange.result}" if exchange.result else ""
        words.append(f"case: {deck.arguments[exchange.case].title}{result}")
    return " · ".join(words)


def _denial(reader: Reader, told: Told, cited: list[str]) -> Iterator[Line]:
    cited += told.source
    step, when, last = told.step, "", reader.deck.rounds.count
    if step is not None:
        same = (step.kind, step.cause, step.target)
        first = min(each.round for each in reader.steps if (each.kind, each.cause, each.target) == same)
        later = " · years later, too" if first <= last else " · years later"
        when = f" · last in round {step.round}" if step.round <= last else later
    yield Line(f"{told.kept_still}{when}", 1, to=_leads(reader, told), mark="denied", tone="strong")
    yield Line(sentence(told.cause, told.citation), 2)
    if step is not None and reader.over:
        yield from _moved_otherwise(reader, step)


def _moved_otherwise(reader: Reader, denied: TraceStep) -> Iterator[Line]:
    """Of a denial that holds under a condition: that its cause moved the same thing in rounds in which that failed."""
    deck, denial = reader.deck, reader.deck.denials[denied.cause]
    links = {s.cause: None for s in reader.steps if s.target == denied.target and s.change and s.cause in deck.links}
    own = causes_of(deck, denial)
    found = [link for link in map(deck.links.__getitem__, links) if set(own) & set(causes_of(deck, link))]
    if denial.when and found:
        named = sentence(found[0].says, cited(found[0]))
        where = in_words(deck, denial.when).rstrip(",")
        yield Line(f"That holds where {where}. Where it was not so, this moved it: {named}", 2)


def _leads(reader: Reader, told: Told) -> Ref | None:
    return None if told.step is None else ref_of(reader.deck, told.step.cause)


def drives(reader: Reader, id_: str) -> Iterator[Node]:
    """What drives a meter, flag, capital, move or news item, and what it drives."""
    found = around(reader.deck, id_, reader.view)
    for title, edges, inward in (
        (f"What drives {found.name}", found.into, True),
        (f"What {found.name} drives", found.out, False),
    ):
        yield Heading(title, 3)
        named: dict[tuple[str, str], list[str]] = {}
        for edge in edges:
            named.setdefault((_how(edge), edge.id), []).append(edge.cause_name if inward else edge.effect_name)
        for (how, id_), names in named.items():
            denied: Mark = "denied" if how.startswith(_DENIED) else ""
            yield item(f"{listed(names)}: {how}", ref_of(reader.deck, id_), denied)
        if not edges:
            veiled = reader.game.predicting and not reader.over
            yield item(f"Nothing that has been at work so far. {FIND_OUT}" if veiled else "Nothing in this deck.")


def _how(edge: Edge) -> str:
    """What is told of an edge behind the name of its other end, or of several that are told alike."""
    says = sentence(edge.says, edge.citation)
    if edge.sign == "x":
        return f"{_DENIED} {says}"
    later = f", {edge.later}" if edge.delay else ""
    when = f" {edge.when}" if edge.when else ""
    lit = " At work now." if edge.live else ""
    words = edge.words if edge.words == edge.strength else f"{edge.words}, {edge.strength}"
    kind = " (background, in the start values)" if edge.kind == "background" else ""
    return f"{words}{later}{kind}. {says}{when}{lit}"


def changed_in(reader: Reader, target: str) -> list[int]:
    """The rounds in which it changed, as far as the role may know."""
    if target in reader.view.meters and reader.view.meters[target] is None:
        return []
    return sorted({s.round for s in reader.steps if s.target == target and s.before != s.after})


def subjects(reader: Reader) -> list[tuple[str, Ref]]:
    """All that can be asked about: its name, and the page that answers; once the game is over also what else came or
    did not come: see :func:`afterwards`."""
    return [
        *((name, Ref("why", id_)) for id_, name in reader.measures().items()),
        *((name_of(reader.deck, to.id), to) for to in afterwards(reader)),
    ]


def afterwards(reader: Reader) -> list[Ref]:
    """Endings, news and moves, once the game is over: the page of each tells why it came or did not come."""
    deck = reader.deck
    kinds: Mapping[str, Mapping[str, Ending | News | MoveDef]]
    kinds = {"ending": deck.endings, "news": deck.news, "move": deck.moves}
    if not reader.over:
        return []
    return [Ref(kind, id_) for kind, items in kinds.items() for id_, each in items.items() if each.active]
