"""What people may call themselves: counted as people count, cleaned as deck text is, told apart, nobody else's."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from debate.classroom.room.lookalikes import LOOKALIKES
from debate.classroom.room.types import Refused
from debate.rules.deck import Deck
from debate.rules.text import TextError, clean, describe, overwide

MAX_NAME = 20
"""Characters as people count them; see :func:`count`."""
_MOST = 200
RESERVED = ("teacher", "judge", "judges", "host", "room", "wall", "everybody", "nobody", "moderator", "admin")
_STUDENT = re.compile(r"student[\dizeast]*|studento\w*")
_LEET = str.maketrans("0123457|!@$l", "oizeastiiasi")
"""Digits and signs that stand for a letter, and the one letter that no font tells from another: l and I."""
_PAIRS = (("rn", "m"), ("vv", "w"))
"""Two letters that read as one."""
_REGIONAL = range(0x1F1E6, 0x1F200)
_TONES = range(0x1F3FB, 0x1F400)


def count(text: str) -> int:
    """How many characters a person would count.

    Marks belong to the letter before them, a skin tone to its emoji, two regional letters are one flag, and the parts
    of a Hangul syllable are one. What joins emoji without being seen is refused in names, so it need not be counted.
    """
    found, flag, before = 0, False, ""
    for character in text:
        if before and (unicodedata.category(character) in ("Mn", "Me", "Mc") or ord(character) in _TONES):
            continue
        if ord(character) in _REGIONAL:
            flag = not flag
            found += flag
        else:
            flag = False
            found += _jamo(before) not in _JOINED[_jamo(character)]
        before = character
    return found


_JOINED: Mapping[str, tuple[str, ...]] = {"no": (), "L": (), "S": (), "V": ("L", "V", "S"), "T": ("V", "T", "S")}
"""After which kinds a kind of Hangul letter stands in the same syllable."""


def _jamo(character: str) -> str:
    """``L``, ``V``, ``T`` for a leading consonant, a vowel, a trailing one; ``S``: a syllable; else ``no``."""
    code = ord(character) if character else 0
    if 0xAC00 <= code < 0xD7A4:
        return "S"
    if not 0x1100 <= code < 0x1200:
        return "no"
    return "L" if code < 0x1160 else "V" if code < 0x11A8 else "T"


def cleaned(text: str, deck: Deck) -> str:
    """The name as it may be shown. Raises :class:`Refused` with the code ``name``."""
    try:
        name = " ".join(clean(text, limit=_MOST).split())
    except TextError as problem:
        if problem.code == "long":
            raise Refused("name", f"A name has at most {MAX_NAME} characters.") from None
        raise Refused("name", f"Choose another name: {problem.sentence}.") from None
    if wide := overwide(name):
        raise Refused("name", f"Choose another name: {describe(wide)} is not allowed in a name.")
    if any(unicodedata.category(character) in ("Co", "Cn") for character in name):
        raise Refused("name", "Choose another name: it has a character that is nowhere defined.")
    if not any(unicodedata.category(character)[0] in "LNS" for character in name):
        raise Refused("name", "A name needs at least one letter.")
    if unicodedata.category(name[0]) in ("Mn", "Me", "Mc"):
        raise Refused("name", "A name begins with a letter, not with a mark that stands on one.")
    if count(name) > MAX_NAME:
        raise Refused("name", f"A name has at most {MAX_NAME} characters; this one has {count(name)}.")
    whose = _taken_by(name, deck)
    if whose:
        raise Refused("name", f"This name looks like {whose}. Choose one that is yours.")
    return name


def skeleton(text: str) -> str:
    """What is left of a name for the eye: no case, marks, blanks or signs; what looks alike is the same.

    Letters of all scripts that Unicode calls confusable with a Latin one become that one, whether their capital or
    their small form is meant; so do digits and signs that stand for a letter, and pairs that read as one letter.
    """
    seen = unicodedata.normalize("NFKD", text).translate(LOOKALIKES).casefold().translate(LOOKALIKES).translate(_LEET)
    plain = "".join(character for character in seen if character.isalnum())
    for pair, one in _PAIRS:
        plain = plain.replace(pair, one)
    return plain or seen


_RESERVED = frozenset(map(skeleton, RESERVED))
_TEACHER = tuple(map(skeleton, ("the teacher", "teacher")))


def _taken_by(name: str, deck: Deck) -> str:
    whole = skeleton(name)
    words = [skeleton(word) for word in re.split(r"[\W_]+", name)]
    if any(word in _RESERVED for word in (*words, whole)) or whole.startswith(_TEACHER):
        return "the teacher's, or the room's"
    if _STUDENT.fullmatch(whole) or (_STUDENT.fullmatch(words[0]) and len(words) < 3):
        return "one that the room gives"
    for role in deck.roles.values():
        called = skeleton(role.name)
        if whole in (called, called.removeprefix("the"), "the" + called, skeleton(role.id)):
            return f"that of {role.name}, a role of this game"
    return ""


def apart(name: str, taken: Iterable[str]) -> str:
    """The name, or with a number behind it where somebody else's looks the same: ``Ada 2``."""
    used = {skeleton(other) for other in taken}
    candidate, number = name, 1
    while skeleton(candidate) in used:
        number += 1
        ending = f" {number}"
        base = name
        while count(base) + len(ending) > MAX_NAME:
            base = base[:-1].rstrip()
        candidate = base + ending
    return candidate
