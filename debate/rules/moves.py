"""A choice that a player makes, its notation and its refusal.

The notation is ``ROLE KIND ...``, the words that stand between being fixed:

    congress keep fair-worry the-ban-bites ...      which of the dealt arguments stay in the hand
    congress play restore-ban with fair-worry       a move and its case; without ``with``: no case
    congress hold
    zte accept offer-settlement                     an offer made to this role; or ``decline``
    beijing answer congress with they-outwait-us    or ``let-stand``
    beijing press congress                          asks for the ground of its case, without a card
    congress show                                   shows it, for capital; or ``withhold``
    congress extend beijing with fair-worry         answers Beijing's answer; or ``rest``
    congress pay                                    for a beaten case; or ``wait``
    judge rule congress stands                      or ``beaten``
"""

from __future__ import annotations

from typing import Literal, TypeGuard, get_args

from attrs import Factory, field, frozen

Kind = Literal[
    "keep",
    "play",
    "hold",
    "accept",
    "decline",
    "answer",
    "press",
    "let-stand",
    "show",
    "withhold",
    "extend",
    "rest",
    "pay",
    "wait",
    "rule",
]
JUDGE = "judge"
"""Who rules on exchanges where a game is judged; it stands where a role stands."""


@frozen(cache_hash=True)
class Move:
    """One choice of one role. ``str`` gives its notation and :func:`parse_move` reads it back.

    ``move``: id of the deck's move (play, accept, decline). ``card``: id of the argument played (play, answer,
    extend). ``to``: the role whose case or answer is met (answer, press, extend, rule). ``cards``: the arguments kept
    (keep). ``ruling``: ``stands`` or ``beaten`` (rule).
    """

    role: str
    kind: Kind
    move: str = ""
    card: str = ""
    to: str = ""
    cards: tuple[str, ...] = ()
    ruling: str = ""

    def __str__(self) -> str:
        words = [self.role, self.kind, *self.cards]
        words += [word for word in (self.move, self.to, self.ruling) if word]
        if self.card:
            words += ["with", self.card]
        return " ".join(words)


@frozen
class Refusal:
    """Why a choice is not legal: a stable code and a sentence for people; ``beside``: the same for where the title of
    its move stands already."""

    code: str
    sentence: str
    beside: str = field(default=Factory(lambda self: self.sentence, takes_self=True), eq=False)

    @classmethod
    def of(cls, title: str, code: str, rest: str, beside: str = "") -> Refusal:
        """Of a move: the sentence begins with its title."""
        return cls(code, f"'{title}' {rest}", beside or rest)

    def __str__(self) -> str:
        return self.sentence


class IllegalMove(ValueError):
    """The choice is not legal now. ``refusal`` says why; nothing has changed."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.sentence)
        self.refusal = refusal


class NotationError(ValueError):
    """A text that is not a choice in notation; its message says where and what is expected."""


_SHAPES: dict[str, tuple[str, ...]] = {
    "play": ("move",),
    "accept": ("move",),
    "decline": ("move",),
    "answer": ("to", "card"),
    "extend": ("to", "card"),
    "press": ("to",),
    "hold": (),
    "let-stand": (),
    "show": (),
    "withhold": (),
    "rest": (),
    "pay": (),
    "wait": (),
    "rule": ("to", "ruling"),
}


def is_kind(word: str) -> TypeGuard[Kind]:
    return word in get_args(Kind)


def read_notation(text: str) -> Move:
    """The choice that ``text`` notates, whatever the deck. Raises :class:`NotationError`."""
    words = text.split()
    if len(words) < 2:
        raise NotationError(f"'{text}' is too short for a choice: a role and what it does, such as 'congress hold'")
    role, kind, rest = words[0], words[1], words[2:]
    if not is_kind(kind):
        raise NotationError(f"'{kind}' is no kind of choice; the kinds are {', '.join(get_args(Kind))}")
    if kind == "keep":
        if not rest or len(set(rest)) < len(rest):
            raise NotationError(f"'{text}': 'keep' wants the arguments kept, each once")
        return Move(role, kind, cards=tuple(rest))
    shape = _SHAPES[kind]
    card = ""
    if "with" in rest:
        at = rest.index("with")
        if kind not in ("play", "answer", "extend") or len(rest) != at + 2:
            raise NotationError(f"'{text}': 'with' is followed by one argument, and only after play, answer, extend")
        rest, card = rest[:at], rest[at + 1]
    wanted = [name for name in shape if name != "card"]
    if len(rest) != len(wanted) or ("card" in shape and not card):
        form = " ".join(["ROLE", kind, *(name.upper() for name in wanted)]) + (" with CARD" if "card" in shape else "")
        raise NotationError(f"'{text}' does not have the form '{form}'")
    named = dict(zip(wanted, rest, strict=True))
    if kind == "rule" and named["ruling"] not in ("stands", "beaten"):
        raise NotationError(f"'{named['ruling']}' is no ruling; write 'stands' or 'beaten'")
    return Move(
        role, kind, move=named.get("move", ""), card=card, to=named.get("to", ""), ruling=named.get("ruling", "")
    )
