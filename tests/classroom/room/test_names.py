"""Names: counted as people count, cleaned, told apart, nobody else's, seen only once they were let through."""

from __future__ import annotations

import pytest

from debate.classroom.room import Refused
from debate.classroom.room.names import apart, cleaned, count
from tests.classroom.room.school import DECK, TEACHER, School


@pytest.mark.parametrize(
    ("text", "many"),
    [
        ("Ada", 3),
        ("Zoë", 3),
        ("Zoe\u0308", 3),
        ("กำลัง", 4),
        ("한글", 2),
        ("\u1112\u1161\u11ab\u1100\u1173\u11af", 2),
        ("नमस्ते", 4),
        ("🇺🇸🇨🇳", 2),
        ("👋🏽", 1),
        ("", 0),
    ],
)
def test_counted_as_people_count(text: str, many: int) -> None:
    """Marks, skin tones, flags and composed syllables are part of one character."""
    assert count(text) == many


def test_twenty_characters() -> None:
    """Twenty are a name, with marks on each of them too; twenty-one are none."""
    assert cleaned("q" * 20, DECK) == "q" * 20
    assert cleaned("q\u0308" * 20, DECK) == "q\u0308" * 20
    for text in ("q" * 21, "q" * 100_000, "q\u0308" * 21):
        with pytest.raises(Refused, match="20 characters") as caught:
            cleaned(text, DECK)
        assert caught.value.code == "name"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "...",
        "\u0308",
        "\u0308a",
        "Ada\x1b[2J",
        "Ada\n",
        "Ada\tBo",
        "Ada\u200b",
        "A\u200dB",
        "\u202eadA",
        "A\ufeff",
        "a" + "\u0301" * 5,
        "\ud800",
        "\ue000",
        "\u3164",
        "👩\u200d👩\u200d👧",
    ],
)
def test_not_a_name(text: str) -> None:
    """Empty, unseen, steering, turning and piled-up characters are refused in one sentence."""
    with pytest.raises(Refused) as caught:
        cleaned(text, DECK)
    assert caught.value.code == "name"
    assert caught.value.sentence.endswith(".")
    assert caught.value.sentence.isprintable()


@pytest.mark.parametrize(
    "text",
    [
        *("Teacher", "the teacher", "TEACHER 2", "Teаcher", "T3acher", "te-a.cher", "Judge", "Student 3", "student12"),
        *("Host", "Everybody", *(DECK.roles[role].name for role in DECK.turn_order), *DECK.turn_order),
    ],
)
def test_somebody_elses(text: str) -> None:
    """Names that look like the teacher, the room's own or a role are refused, however they are written."""
    with pytest.raises(Refused, match="looks like"):
        cleaned(text, DECK)


@pytest.mark.parametrize(
    "text", ["Ada", "Bo Li", "O'Brien", "José", "Łukasz", "李雷", "Нина", "عمر", "Anna-Lena", "R2"]
)
def test_ordinary_names(text: str) -> None:
    """Names from anywhere stay as they are."""
    assert cleaned(f"  {text} ", DECK) == text


def test_told_apart() -> None:
    """A second one that looks the same gets a number, within twenty characters."""
    assert apart("Ada", ["Bo"]) == "Ada"
    assert apart("Ada", ["ADA"]) == "Ada 2"
    assert apart("Adа", ["Ada", "Ada 2"]) == "Adа 3"  # the last letter of the first is Cyrillic
    assert apart("q" * 20, ["q" * 20]) == "q" * 18 + " 2"


def test_seen_once_let_through() -> None:
    """Until then others read "Student 1"; the teacher lets it through, refuses it, or gives another one."""
    school = School.open(2)
    person = school.room.people["p1"]
    assert (person.name, person.wish) == ("Student 1", "Ada")
    school.teach("name", person="p1", ok="yes")
    school.teach("name", person="p2", ok="no")
    assert [(p.name, p.wish) for p in school.room.people.values() if p.id != TEACHER] == [
        ("Ada", ""),
        ("Student 2", ""),
    ]
    school.do("p2", "rename", name="Bo")
    assert school.room.people["p2"].wish == "Bo"
    school.teach("rename", person="p2", name="Ada")
    assert school.room.people["p2"].name == "Ada 2"
    assert school.refused(TEACHER, "name", person="p1", ok="yes") == "not-now"
    assert school.refused(TEACHER, "name", person="p9", ok="yes") == "unknown"
    assert school.refused("p1", "rename", name="Teacher") == "name"


def test_all_at_once() -> None:
    """The teacher may let all names through at once; equal ones are told apart."""
    school = School.open(3)
    school.teach("name", person="all", ok="yes")
    assert [school.room.people[f"p{n}"].name for n in (1, 2, 3)] == ["Ada", "Ada 2", "Ada 3"]


def test_names_as_given() -> None:
    """Where the teacher asks for no look, a name is shown at once."""
    school = School.open()
    school.teach("names", to="open")
    assert school.room.people[school.join("Bo")].name == "Bo"
    assert school.room.people[school.join("bo")].name == "bo 2"
    school.do("p1", "rename", name="Cem")
    assert school.room.people["p1"].name == "Cem"


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada", "Ꭺda"),
        ("Ada", "Аdа"),
        ("Ian", "lan"),
        ("Ian", "1an"),
        ("mary", "rnary"),
        ("Will", "vviII"),
        ("Tom", "ᴛom"),
        ("Tom", "тоm"),
        ("Hanna", "Нanna"),
        ("Olga", "०lga"),
        ("Bo", "Ｂｏ"),
        ("Lukas", "Łukas"),
        ("Zoe", "𝒵oe"),
        ("Kim", "ᏦIm"),
    ],
)
def test_names_that_look_alike_are_numbered(one: str, other: str) -> None:
    """Letters of other scripts, small capitals, l and I, rn and m: the second of them gets a number."""
    assert apart(other, [one]) == f"{other} 2"
    assert apart(one, [other]) == f"{one} 2"


@pytest.mark.parametrize(
    "names", [("Ada", "Ida", "Eda"), ("山田", "田山"), ("Иван", "Иваг"), ("علي", "عمر"), ("노아", "노이")]
)
def test_names_that_differ_to_the_eye_stay_as_they_are(names: tuple[str, ...]) -> None:
    for place, name in enumerate(names):
        assert apart(name, names[:place]) == name


@pytest.mark.parametrize("text", ["ᴛeacher", "Ꭲeacher", "tеасhеr", "vvall", "waII", "rnoderator", "јudge", "Ꮃall 2"])
def test_nobody_looks_like_the_teacher_or_the_room(text: str) -> None:
    with pytest.raises(Refused) as caught:
        cleaned(text, DECK)
    assert "looks like" in caught.value.sentence


@pytest.mark.parametrize("text", ["\ufdfd", "Ada \U0001242b", "\U00012219", "Ada\u2e3b", "\ua9c5a"])
def test_nobody_takes_the_room_of_a_line(text: str) -> None:
    """One character that fonts draw as wide as a word is no name, and the sentence names it."""
    with pytest.raises(Refused, match="as wide as a whole word"):
        cleaned(text, DECK)
