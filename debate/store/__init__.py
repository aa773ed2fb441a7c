"""Records of games: what was done, entry by entry, on disk before it is shown, and everything that follows from it.

:mod:`entry` says what a record is made of, :mod:`lines` how it is written, :mod:`writer` how nothing is lost,
:mod:`replay` how it is played again, :mod:`folder` what can be done with saved games, :mod:`whatif` and :mod:`compare`
how a game would have gone otherwise.
"""

from debate.store.checked import RecordError
from debate.store.compare import Comparison, Difference, Lines, Parting, Push, compare
from debate.store.entry import (
    PERSON,
    Advised,
    Entry,
    Ghost,
    Header,
    Made,
    Origin,
    Predicted,
    Predicting,
    Reason,
    Remark,
    Seat,
    Seated,
    Went,
)
from debate.store.export import FORMS, export
from debate.store.folder import Saved, Saves
from debate.store.journal import Branch, Journal, header_of
from debate.store.known import known_to
from debate.store.lines import Problem, Read, read
from debate.store.markdown import said
from debate.store.migration import CannotCarry, Carried, carry
from debate.store.replay import Replayed, Stop, replay
from debate.store.whatif import Replaced, WhatIf, what_if
from debate.store.writer import Writer, create, open_to_write

__all__ = [
    "FORMS",
    "PERSON",
    "Advised",
    "Branch",
    "CannotCarry",
    "Carried",
    "Comparison",
    "Difference",
    "Entry",
    "Ghost",
    "Header",
    "Journal",
    "Lines",
    "Made",
    "Origin",
    "Parting",
    "Predicted",
    "Predicting",
    "Problem",
    "Push",
    "Read",
    "Reason",
    "RecordError",
    "Remark",
    "Replaced",
    "Replayed",
    "Saved",
    "Saves",
    "Seat",
    "Seated",
    "Stop",
    "Went",
    "WhatIf",
    "Writer",
    "carry",
    "compare",
    "create",
    "export",
    "header_of",
    "known_to",
    "open_to_write",
    "read",
    "replay",
    "said",
    "what_if",
]
