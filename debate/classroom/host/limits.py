"""How much of anything one socket or one address may do. The clock is given, so that tests need not wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from attrs import frozen

Clock = Callable[[], float]


@frozen
class Limits:
    """All figures of the host in one place. Times are seconds, sizes bytes."""

    frame: int = 8 * 1024
    """The longest frame that a client may send."""
    burst: int = 60
    """Frames that a socket may send at once, when it was quiet before."""
    rate: float = 40.0
    """Frames a second that it may send for long. A key held down repeats at about 30."""
    byte_burst: int = 256 * 1024
    """As ``burst``, in bytes as they come from the network, before any of them is looked at."""
    byte_rate: float = 64 * 1024.0
    deeds: int = 30
    """Requests to the room that a person may send at once: each is written to disk before it is answered."""
    deed_rate: float = 3.0
    pause: float = 1.0
    """Whoever asks too much is answered only after so long: a program that tries again at once is slowed by it."""
    joins: int = 70
    """How many may join from one address at once: a class behind one router. Nobody alone fills the room with it."""
    join_rate: float = 0.2
    paused: int = 200
    """So many may be waiting for such an answer; more are cut."""
    comings: int = 30
    """How often a person may come back at once, with a network that comes and goes."""
    coming_rate: float = 0.2
    mistakes: int = 10
    """Frames of no known shape that a socket may send before it is closed."""
    hello: float = 5.0
    """How long a socket may take to say whose it is."""
    slow: float = 4.5
    """How long what is sent may wait for the other side; with the half second between two looks this makes five."""
    look: float = 0.5
    """Between two looks at slow sockets."""
    out_bytes: int = 1024 * 1024
    """What may wait to be sent to one socket."""
    behind: int = 64 * 1024
    """Terminal output that may wait before no more is taken; a terminal that is slow is then shown its latest screen,
    and not all that came before it."""
    out_frames: int = 2000
    heartbeat: float = 10.0
    """Between two pings; a socket that does not answer one for half of that is closed."""
    penalty: float = 3.0
    """How long a person who was cut off for sending too much has to wait before coming back."""
    silent: float = 10.0
    """How long a connection may take until its first request is there."""
    sockets: int = 200
    """Sockets from one address. A whole school may be behind one."""
    knocks: int = 1200
    """Requests from one address that may come at once: sixty people join, with twenty files each."""
    knock_rate: float = 60.0
    body: int = 2048
    """The longest body of a request."""
    starts: int = 2
    """Front ends that may be starting at the same time: more of them take longer until the last is there."""


class Bucket:
    """So many things at once, and so many a second for long."""

    __slots__ = ("burst", "clock", "left", "rate", "seen")

    def __init__(self, burst: float, rate: float, clock: Clock) -> None:
        self.burst, self.rate, self.clock = burst, rate, clock
        self.left = float(burst)
        self.seen = clock()

    def take(self, count: float = 1) -> bool:
        """Take so many, if they are there. What was refused is not taken."""
        now = self.clock()
        self.left = min(self.burst, self.left + (now - self.seen) * self.rate)
        self.seen = now
        if self.left < count:
            return False
        self.left -= count
        return True

    @property
    def full(self) -> bool:
        """Whether nothing was taken for long enough that this bucket is as good as a new one."""
        return self.left + (self.clock() - self.seen) * self.rate >= self.burst


class Knocks:
    """A bucket for each address, or person, that asks for something. Those that were quiet are forgotten."""

    def __init__(self, burst: float, rate: float, clock: Clock, most: int = 4096) -> None:
        self.burst, self.rate, self.clock, self.most = burst, rate, clock, most
        self._buckets: dict[str, Bucket] = {}

    def take(self, address: str) -> bool:
        """Take one of this address's, if there is one left."""
        bucket = self._buckets.get(address)
        if bucket is None:
            if len(self._buckets) >= self.most:
                self._buckets = {known: kept for known, kept in self._buckets.items() if not kept.full}
            if len(self._buckets) >= self.most:
                return False
            bucket = self._buckets[address] = Bucket(self.burst, self.rate, self.clock)
        return bucket.take()

    def give(self, address: str) -> None:
        """Put back one that was taken, since nothing came of it."""
        bucket = self._buckets.get(address)
        if bucket is not None:
            bucket.left = min(bucket.burst, bucket.left + 1)


class Places:
    """How many sockets each address holds."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._held: Counter[str] = Counter()

    @contextmanager
    def one(self, address: str) -> Iterator[bool]:
        """Hold one for as long as the block runs; False where the address has all it may have."""
        if self._held[address] >= self.most:
            yield False
            return
        self._held[address] += 1
        try:
            yield True
        finally:
            self._held[address] -= 1
            if not self._held[address]:
                del self._held[address]
