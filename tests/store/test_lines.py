"""The form of a record: what is written is read, and nothing else is believed."""

from __future__ import annotations

import json
from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from debate.rules.moves import Move
from debate.store import Journal, Reason, Replayed, Seat, lines, read, replay
from debate.store.checked import checksum
from tests.store.work import DECK, new_session, play_out, play_some, record_of


def a_game() -> bytes:
    """A short game with a step back, a step forward, and somebody who takes over."""
    session = new_session()
    play_some(session, Random(5), 6)
    session.undo()
    session.redo()
    session.takeover("town", Seat("person", "Zoë 李"))
    session.submit(session.legal(session.awaited()[0])[0])
    return record_of(session)


RAW = a_game()
ENDS = [at + 1 for at, byte in enumerate(RAW) if byte == 10]


def sealed(bodies: list[bytes]) -> bytes:
    """Lines with sound checksums, whatever is in them: what somebody would write who means harm."""
    chain, raw = lines.FIRST, b""
    for body in bodies:
        chain = checksum(chain, body)
        raw += body + b" " + chain.encode() + b"\n"
    return raw


def bodies(raw: bytes = RAW) -> list[Any]:
    return [json.loads(line.rsplit(b" ", 1)[0]) for line in raw.splitlines()]


def test_what_is_written_is_read() -> None:
    """The same header and entries, of every kind; and the game plays again to the same position."""
    session = new_session()
    play_some(session, Random(5), 6)
    session.undo()
    session.takeover("town", Seat("person", "Zoë 李"))
    found = read(record_of(session))
    assert found.problem is None
    assert found.header == session.journal.header
    assert found.entries == session.journal.entries
    again = replay(DECK, Journal(session.journal.header, found.entries))
    assert isinstance(again, Replayed)
    assert again.state.digest() == session.state.digest()
    assert again.journal.seats["town"] == Seat("person", "Zoë 李")
    assert again.journal.branches() == session.journal.branches()


def test_a_record_is_lines_that_people_can_read() -> None:
    """One line of JSON an entry, with the choice in notation and the reason of an opponent."""
    first, second = RAW.decode().splitlines()[:2]
    assert first.startswith('{"debate-game":1,"rules":2,"deck":{"id":"harbour","title":"The harbour"')
    assert '"move":"' in second
    assert '"round":1,"phase":"' in second


@pytest.mark.parametrize("end", range(0, len(RAW), 7))
def test_a_cut_record_is_a_beginning_of_the_game(end: int) -> None:
    """At whatever byte it is cut: entries from the beginning, told to be torn unless a line ended just there."""
    found = read(RAW[:end])
    whole = read(RAW)
    assert found.entries == whole.entries[: len(found.entries)]
    if end < ENDS[0] - 1:
        assert found.header is None
    elif end in ENDS:
        assert found.problem is None
    else:
        assert found.problem is not None
        assert found.problem.kind == "torn"
        assert len(found.entries) == sum(at <= end + 1 for at in ENDS) - 1


def test_a_line_that_lacks_only_its_end_counts() -> None:
    """The last entry is whole and acknowledged; its line end is put back, also where another byte stands there."""
    for raw in (RAW[:-1], RAW[:-1] + b"\x0b"):
        found = read(raw)
        assert found.missing_end
        assert found.entries == read(RAW).entries
        assert found.length == len(RAW) - 1


def test_zeros_at_the_end_are_a_torn_entry() -> None:
    """As a file system leaves them that has made the file longer and not yet written."""
    torn = RAW[: ENDS[-2]] + bytes(40) + RAW[ENDS[-2] + 40 :]
    for raw in (torn, RAW + bytes(300)):
        problem = read(raw).problem
        assert problem is not None
        assert problem.kind == "torn"


@pytest.mark.parametrize("bit", range(0, len(RAW) * 8, 149))
def test_a_turned_bit_is_noticed(bit: int) -> None:
    """Entries before it are good, those behind it are not believed; only at the very end may an entry be torn."""
    changed = bytearray(RAW)
    changed[bit // 8] ^= 1 << bit % 8
    found = read(bytes(changed))
    line = sum(at <= bit // 8 for at in ENDS)
    assert found.problem is not None
    assert found.entries == read(RAW).entries[: max(0, line - 1)]
    assert found.problem.kind in ("damaged", "foreign", "newer")


def test_lines_left_out_or_in_another_order_are_noticed() -> None:
    each = RAW.splitlines(keepends=True)
    for at in range(1, len(each) - 1):
        for raw in ([*each[:at], *each[at + 1 :]], [*each[:at], each[at + 1], each[at], *each[at + 2 :]]):
            found = read(b"".join(raw))
            assert found.problem is not None
            assert len(found.entries) == at - 1


FOREIGN = {
    "empty": (b"", "foreign"),
    "a text": (b"Dear diary\n", "foreign"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "foreign"),
    "zeros": (bytes(5000), "foreign"),
    "another program's lines": (b'{"a":1} 0123456789abcdef\n', "foreign"),
    "a later form": (RAW.replace(b'"debate-game":1', b'"debate-game":2'), "newer"),
    "a huge form": (b'{"debate-game":999999999,', "newer"),
    "more digits than a number has": (b'{"debate-game":' + b"9" * 5000 + b",", "foreign"),
    "a header without end": (b'{"debate-game":1,' + b"x" * 200_000, "damaged"),
    "a record with other line ends": (RAW.replace(b"\n", b"\r\n"), "damaged"),
}


@pytest.mark.parametrize("what", FOREIGN)
def test_foreign_files_are_told_apart(what: str) -> None:
    """A sentence that says what it is; nothing is raised and nothing believed."""
    raw, kind = FOREIGN[what]
    found = read(raw)
    assert found.header is None
    assert found.problem is not None
    assert found.problem.kind == kind
    assert found.problem.sentence.endswith(".")


def changed(line: int, **fields: Any) -> list[bytes]:
    """The record's lines with some fields replaced in one of them; None leaves a field out."""
    every = bodies()
    every[line] = {key: value for key, value in {**every[line], **fields}.items() if value is not None}
    return [json.dumps(body, ensure_ascii=False).encode() for body in every]


HOSTILE: dict[str, list[bytes]] = {
    "a control character in a name": changed(0, deck={"id": "harbour", "title": "\x1b]0;x\x07", "digest": ""}),
    "a direction mark in a reason": changed(1, reason={"because": "a\u202eb"}),
    "an unknown field": changed(1, extra=1),
    "a missing digest": changed(1, state=None),
    "a digest that is none": changed(1, state="x" * 16),
    "a digest in other digits": changed(1, state="٠" * 16),
    "a number as text": changed(1, n="1"),
    "yes for a number": changed(1, n=True),
    "a number with a point": changed(1, round=1.5),
    "a number without end": [*changed(1)[:1], b'{"n":' + b"9" * 6000 + b"}"],
    "not a number": changed(1, round=float("nan")),
    "a field twice": [*changed(1)[:1], b'{"n":1,"n":1}'],
    "nesting without end": [*changed(1)[:1], b"[" * 60_000],
    "a list for an entry": [*changed(1)[:1], b"[1]"],
    "no text at all": [*changed(1)[:1], b'{"n":1,"move":"\xff\xfe"}'],
    "half a surrogate": [*changed(1)[:1], b'{"n":1,"move":"port \\ud800"}'],
    "a choice that is none": changed(1, move="port wins"),
    "a choice of a million words": changed(1, move="port keep " + " ".join(map(str, range(9000)))),
    "going to what comes later": changed(1, move=None, reason=None, go=1),
    "going to where nothing is": changed(1, move=None, reason=None, go=-1),
    "a seat of nobody": changed(1, move=None, reason=None, seat="king", who="person"),
    "a move and a step back": changed(1, go=0),
    "a seed beyond all bounds": changed(0, seed=10**300),
    "a preset that is a list": changed(0, preset=["short"]),
    "seats for a thousand": changed(0, seats={f"r{n}": {"called": "x", "motive": "", "who": "x"} for n in range(999)}),
    "a deck elsewhere": changed(0, deck={"id": "harbour", "title": "x", "digest": "../../../etc/passwd"}),
}


@pytest.mark.parametrize("what", HOSTILE)
def test_hostile_lines_are_refused(what: str) -> None:
    """Sound checksums prove nothing: what this program would not write is damage, told in words a terminal can show."""
    found = read(sealed(HOSTILE[what]))
    assert found.problem is not None
    assert found.problem.kind in ("damaged", "foreign")
    assert found.problem.sentence.isprintable()
    assert len(found.problem.sentence) < 400
    assert not found.entries


@given(st.data())
def test_any_bytes_are_read_without_an_error(data: st.DataObject) -> None:
    """Mutants of a record: pieces left out, doubled or replaced. Every entry that is read is one that was written."""
    raw = RAW
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(raw)))
        end = data.draw(st.integers(start, min(len(raw), start + 300)))
        raw = raw[:start] + data.draw(st.sampled_from([b"", raw[start:end] * 2, b"\n", b"\0", b"}"])) + raw[end:]
    found = read(raw)
    assert found.entries == read(RAW).entries[: len(found.entries)]
    if raw != RAW and found.length != len(raw):
        assert found.problem is not None


def test_whatever_an_opponent_says_can_be_read_again() -> None:
    """A reason with line breaks, control characters or no end is written so that the reader takes it."""
    session = new_session()
    step = session.legal("port")[0]
    for text in ("two\nlines", "\x1b[31mred", "\u202eturned", "long " * 5000, "", "  blanks  ", "half \ud800"):
        journal = Journal(session.journal.header)
        journal.add(journal.made(step, session.state, Reason(text, ("P1",), "brief", Move("port", "hold"), text)))
        found = read(lines.whole(journal.header, journal.entries))
        assert found.problem is None
        assert len(found.entries) == 1


def test_a_finished_game_of_scripts_reads_back() -> None:
    session = play_out(new_session(people={"port": Seat("novice")}), Random(0))
    found = read(record_of(session))
    assert found.problem is None
    assert found.entries[-1].phase == "over"
    assert found.entries[-1].ending == DECK.endings[session.outcome().ending].title
