"""The host answers only to its own names, and only to its own pages."""

from __future__ import annotations

import socket

import pytest
from multidict import CIMultiDict

from debate.classroom.host.gate import BadAddress, Gate, read_address
from debate.classroom.host.listen import NoPort, listen


def allowed(gate: Gate, host: str, origin: str | None = None, arrived: str = "127.0.0.1", must: bool = False) -> bool:
    headers = {"Host": host} if origin is None else {"Host": host, "Origin": origin}
    return gate.allowed(headers, arrived, must=must)


@pytest.mark.parametrize("host", ["localhost:8420", "127.0.0.1:8420", "[::1]:8420", "LOCALHOST:8420"])
def test_the_local_names_with_the_port_are_its_own(host: str) -> None:
    """A page is shown, and its own origin may open a socket."""
    gate = Gate(8420)
    assert allowed(gate, host)
    assert allowed(gate, host, f"http://{host.lower()}", must=True)
    assert not allowed(gate, host, must=True)


@pytest.mark.parametrize(
    "host",
    [
        "",
        "localhost",
        "localhost:80",
        "localhost:8421",
        "evil.example:8420",
        "localhost.evil.example:8420",
        "127.0.0.1:8420@evil.example",
        "192.168.1.5:8420",
        "127.0.0.2:8420",
        "localhost:8420 ",
        "0.0.0.0:8420",
    ],
)
def test_any_other_name_is_not(host: str) -> None:
    """A name that somebody has made to point here gets nothing."""
    assert not allowed(Gate(8420), host)


@pytest.mark.parametrize(
    "origin",
    [
        "null",
        "",
        "https://localhost:8420",
        "http://localhost",
        "http://localhost:8421",
        "http://evil.example",
        "http://127.0.0.1:8420",
        "http://localhost:8420.evil.example",
        "http://localhost:8420/",
        "file://",
    ],
)
def test_pages_from_elsewhere_open_no_sockets(origin: str) -> None:
    """The origin has to be exactly that of the name that is asked."""
    assert not allowed(Gate(8420), "localhost:8420", origin)
    assert not allowed(Gate(8420), "localhost:8420", origin, must=True)


def test_names_of_this_machine_count_only_with_lan() -> None:
    """Without it a name of the network is refused, should a request come under it."""
    assert not allowed(Gate(8420, names=["room12"]), "room12:8420")
    assert allowed(Gate(8420, names=["room12"], lan=True), "room12:8420", "http://room12:8420", must=True)


def test_the_address_at_which_it_arrived_is_its_own_with_lan() -> None:
    """A network that came later needs no new start; another address is still refused."""
    gate = Gate(8420, lan=True)
    assert allowed(gate, "10.0.0.7:8420", "http://10.0.0.7:8420", "10.0.0.7", must=True)
    assert allowed(gate, "[fd00::7]:8420", "http://[fd00::7]:8420", "fd00:0::7", must=True)
    assert not allowed(gate, "10.0.0.8:8420", arrived="10.0.0.7")
    assert not allowed(gate, "10.0.0.7:8420", "http://10.0.0.8:8420", "10.0.0.7")
    assert not allowed(Gate(8420), "10.0.0.7:8420", arrived="10.0.0.7")
    usual = Gate(80, lan=True)
    assert allowed(usual, "10.0.0.7", "http://10.0.0.7", arrived="10.0.0.7", must=True)
    assert not allowed(usual, "10.0.0.8", arrived="10.0.0.7")
    assert not allowed(gate, "10.0.0.7", arrived="10.0.0.7")


def test_an_address_that_was_named_lets_in_what_belongs_to_it() -> None:
    """Without a scheme either will do; with one only that."""
    either = Gate(8420, named=[read_address("Play.School.example")])
    assert allowed(either, "play.school.example", "https://play.school.example", must=True)
    assert allowed(either, "play.school.example", "http://play.school.example", must=True)
    assert not allowed(either, "play.school.example:8420")
    one = Gate(8420, named=[read_address("https://play.school.example/r/One/")])
    assert allowed(one, "play.school.example", "https://play.school.example", must=True)
    assert not allowed(one, "play.school.example", "http://play.school.example", must=True)


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("school.example", "http://school.example/"),
        ("192.168.1.5:8420", "http://192.168.1.5:8420/"),
        ("[fd00::1]:80", "http://[fd00::1]/"),
        ("https://school.example:443/r/One", "https://school.example/r/One/"),
    ],
)
def test_an_address_is_shown_as_people_type_it(given: str, shown: str) -> None:
    """With a scheme, without a port that goes without saying, with a slash at its end."""
    assert read_address(given).url == shown


def test_a_host_that_encrypts_shows_so() -> None:
    """A name without a scheme is shown with the one that the host itself speaks; both are let in, as a proxy may."""
    named = read_address("room12.school.example:8420", "https")
    assert named.url == "https://room12.school.example:8420/"
    assert named.origins == read_address("room12.school.example:8420").origins
    assert read_address("http://school.example", "https").url == "http://school.example/"


@pytest.mark.parametrize(
    "given",
    [
        "a\r",
        "a\rb",
        "\x1b[2Ja",
        "http://a/\u202eb",
        "a\tb",
        "ä.de",
        "",
        " ",
        "a b",
        "http://",
        "ftp://a",
        "a:b",
        "a:99999",
        "me@host",
        "host/path",
        "a?b",
        "-a",
        "a..b",
        "[1]",
    ],
)
def test_what_is_no_address_is_said_to_be_none(given: str) -> None:
    """One sentence, with an example."""
    with pytest.raises(BadAddress) as caught:
        read_address(given)
    assert str(caught.value).endswith(".")
    assert str(caught.value).isprintable()


def test_two_values_of_one_header_are_none() -> None:
    """Of two Origin or Host headers nobody can tell which one counts, whichever comes first."""
    gate, own = Gate(8420), ("Host", "localhost:8420")
    page, other = ("Origin", "http://localhost:8420"), ("Origin", "http://evil.example")
    assert gate.allowed(CIMultiDict([own, page]), "127.0.0.1", must=True)
    for headers in ([own, page, other], [own, other, page], [own, page, page], [own, own, page]):
        assert not gate.allowed(CIMultiDict(headers), "127.0.0.1", must=False)


def test_the_next_port_is_used_when_one_is_taken_and_only_this_machine_gets_in() -> None:
    """The sockets listen at the local addresses; a port that was asked for is taken or refused in words."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        made, port = listen(None, lan=False, usual=taken)
        try:
            assert port > taken
            assert {one.getsockname()[0] for one in made} <= {"127.0.0.1", "::1"}
        finally:
            for one in made:
                one.close()
        with pytest.raises(NoPort, match=f"Port {taken} is taken"):
            listen(taken, lan=False)
