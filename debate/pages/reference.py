"""What lines of a page lead to, and what a meter is to the one who reads."""

from __future__ import annotations

from typing import Literal

from attrs import frozen


@frozen
class Ref:
    """Where a line leads: ``kind`` is ``move``, ``card``, ``meter``, ``passage`` ..., ``id`` one of that kind, empty
    for a page of which there is only one."""

    kind: str
    id: str = ""


@frozen
class Goal:
    """What a meter is to the one who reads: ``kind`` is ``scored`` or ``said`` (what one says one is for), ``weight``
    is below 0 where it is wanted low."""

    kind: Literal["scored", "said"]
    weight: int

    @property
    def words(self) -> str:
        """The same to stand behind a name."""
        way = "" if self.weight > 0 else " low"
        return f"which you want{way}" if self.kind == "scored" else f"which you say you are for{way}"
