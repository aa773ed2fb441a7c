"""Numbers and flags of a state by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from debate.rules.tables import Tables


class Reading(Mapping[str, int]):
    """Values by id, read out of the state's list when asked for."""

    __slots__ = ("_places", "_values")

    def __init__(self, places: Mapping[str, int], values: list[int]) -> None:
        self._places = places
        self._values = values

    def __getitem__(self, key: str) -> int:
        return self._values[self._places[key]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)

    def __repr__(self) -> str:
        return repr(dict(self))


class FlagReading(Mapping[str, str]):
    """Flag values by flag id."""

    __slots__ = ("_tables", "_values")

    def __init__(self, tables: Tables, values: list[int]) -> None:
        self._tables = tables
        self._values = values

    def __getitem__(self, key: str) -> str:
        tables = self._tables
        return tables.flag_values[key][self._values[tables.flag_places[key]]]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables.flag_places)

    def __len__(self) -> int:
        return len(self._tables.flag_places)

    def __repr__(self) -> str:
        return repr(dict(self))
