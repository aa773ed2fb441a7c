"""Which keys of an item exclude each other, and which need company. Data only, like the keys themselves."""

from __future__ import annotations

from debate.deckfile.kinds import Clash, Company

_PER = ("per_rise_of", "per_fall_of")
_AT_ROUND_END = "'follows' fires with the move or news; {other!r} is for those read at round end"

CLASHES: tuple[Clash, ...] = (
    Clash("links", "follows", ("every", "once", *_PER), _AT_ROUND_END),
    Clash(
        "links", "per_rise_of", ("per_fall_of", "every", "once"), "'per_rise_of' fires by points, not with {other!r}"
    ),
    Clash("links", "per_fall_of", ("every", "once"), "'per_fall_of' fires by points, not with {other!r}"),
    Clash("links", "once", ("every",), "'once' fires at the first of a row, 'every' again and again: keep one"),
    Clash("denials", "follows", ("every",), _AT_ROUND_END),
    Clash("background", "raises", ("lowers",), "it either raises or lowers: keep one"),
    Clash(
        "moves",
        "forbidden",
        ("needs", "effects", "offer_to", "if_declined", "covert"),
        "a forbidden move is never played, so it has no {other!r}",
    ),
    Clash("moves", "covert", ("offer_to",), "an offer is told to another role, so it cannot be covert"),
    Clash("opponents", "play", ("accept",), "a rule plays a move or accepts offers: write two rules"),
    Clash("opponents", "accept", ("with",), "an offer is accepted without a case, so it has no 'with'"),
)

COMPANY: tuple[Company, ...] = (
    Company("meters", ("seen_by",), "a meter that all see is never shown later", key="shown_when"),
    Company("links", _PER, "'points' counts the rise or fall of a meter", key="points"),
    Company("moves", ("offer_to",), "only an offer can be declined", key="if_declined"),
    Company("denials", ("follows", "when"), "it needs 'follows' or 'when', which say what is denied a consequence"),
    Company("background", ("raises", "lowers"), "it needs 'raises' or 'lowers'"),
    Company("opponents", ("play", "accept"), "it needs 'play' or 'accept'"),
    Company("views", ("replaces", "includes"), "it needs 'replaces' or 'includes', or it changes nothing"),
)
