"""An account as it is heard: a reason once, and after that where it stood."""

from __future__ import annotations

from debate.faces.plain.told import once
from debate.pages.document import Change, Group, Part, Ref


def change(name: str, *parts: Part) -> Change:
    by = sum(part.by for part in parts)
    return Change(name, name, 50, 50 + by, 0, 100, parts, Ref("why", name))


def test_a_reason_that_was_told_names_the_meter_where_it_was() -> None:
    """A move of somebody is known by whose it is. What was nobody's is named so where nothing else of that meter can
    be meant; else its reason comes again, without its passages."""
    ban, chill = Part(+4, "'Ban phones'.", "P7", "town", "The town"), Part(-2, "It is cold.", "P1")
    rain = Part(-1, "It rains.", "P2")
    account = Group("What moved", (change("Anger", ban, chill), change("Trust", ban), change("Sleep", chill),
                                   change("Harvest", chill, rain), change("Roads", rain)))  # fmt: skip
    (group,) = once([account])
    assert isinstance(group, Group)
    assert [node.words for node in group.nodes if isinstance(node, Change)] == [
        "Anger 50→52. The town +4, 'Ban phones' (P7). -2, It is cold (P1).",
        "Trust 50→54. The town: by the move told under 'Anger'.",
        "Sleep 50→48. For the reason told under 'Anger'.",
        "Harvest 50→47. -2, for the reason told under 'Sleep'. -1, It rains (P2).",
        "Roads 50→49. It rains.",
    ]
