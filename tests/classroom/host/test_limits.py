"""Buckets: so many at once, so many a second for long."""

from __future__ import annotations

from debate.classroom.host.limits import Bucket, Knocks, Places


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_bucket_gives_its_burst_and_then_its_rate() -> None:
    """Five at once; then two a second, and never more than five again."""
    clock = Clock()
    bucket = Bucket(5, 2, clock)
    assert [bucket.take() for _ in range(6)] == [True] * 5 + [False]
    clock.now += 1
    assert [bucket.take() for _ in range(3)] == [True, True, False]
    clock.now += 3600
    assert [bucket.take() for _ in range(6)] == [True] * 5 + [False]


def test_what_is_refused_is_not_taken() -> None:
    """Asking in vain does not make it worse."""
    clock = Clock()
    bucket = Bucket(5, 1, clock)
    assert bucket.take(5)
    for _ in range(100):
        assert not bucket.take(2)
    clock.now += 2
    assert bucket.take(2)


def test_a_clock_that_goes_back_gives_nothing() -> None:
    """Nothing is won by it, and nothing breaks."""
    clock = Clock()
    bucket = Bucket(2, 1, clock)
    bucket.take(2)
    clock.now -= 50
    assert not bucket.take()


def test_each_address_has_a_bucket_of_its_own_and_quiet_ones_are_forgotten() -> None:
    """One that asks too much does not keep others out; a crowd of addresses does not fill the memory."""
    clock = Clock()
    knocks = Knocks(2, 1, clock, most=10)
    assert [knocks.take("a") for _ in range(3)] == [True, True, False]
    assert knocks.take("b")
    for number in range(8):
        assert knocks.take(str(number))
    assert not knocks.take("one more")
    clock.now += 60
    assert knocks.take("one more")
    assert len(knocks._buckets) == 1


def test_what_came_to_nothing_is_given_back() -> None:
    """It can be taken again, but no more than there was at first."""
    knocks = Knocks(2, 0, Clock())
    assert knocks.take("a")
    knocks.give("a")
    knocks.give("a")
    knocks.give("nobody")
    assert [knocks.take("a") for _ in range(3)] == [True, True, False]


def test_an_address_holds_only_so_many_sockets_and_gives_them_back() -> None:
    """The third is refused while two are held."""
    places = Places(2)
    with places.one("a") as first, places.one("a") as second, places.one("a") as third, places.one("b") as other:
        assert (first, second, third, other) == (True, True, False, True)
    with places.one("a") as again:
        assert again
    assert not places._held
