"""What the stand-in was asked, and whether it was asked politely."""

from __future__ import annotations

import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from attrs import define, field, frozen


@frozen
class Asked:
    """One request: when it came, on the clock that only goes forward, and what it got."""

    at_s: float
    method: str
    address: str
    status: int
    fault: str | None
    was_too_early: bool
    """It came after a 429 and before the time that this gave."""

    @property
    def what(self) -> str:
        """The first part of its path: which service was asked."""
        return self.address.split("/")[1].split("?")[0]


@define
class Counts:
    """Every request, in the order in which they were answered."""

    asked: list[Asked] = field(factory=list)
    most_at_once: int = 0
    _now: int = 0
    _closed_until_s: float = 0.0
    _lock: threading.Lock = field(factory=threading.Lock)

    @contextmanager
    def under_way(self) -> Iterator[None]:
        """Counts a request as long as it is being answered."""
        with self._lock:
            self._now += 1
            self.most_at_once = max(self.most_at_once, self._now)
        try:
            yield
        finally:
            with self._lock:
                self._now -= 1

    def note(self, asked: Asked) -> None:
        """Keeps a request."""
        with self._lock:
            self.asked.append(asked)

    def close_for(self, seconds: float) -> None:
        """Requests that come in the next seconds are too early."""
        with self._lock:
            self._closed_until_s = time.monotonic() + seconds

    @property
    def is_closed(self) -> bool:
        """Whether a request would be too early now."""
        return time.monotonic() < self._closed_until_s

    @property
    def closed_for_s(self) -> float:
        """For how long requests are too early."""
        return max(0.0, self._closed_until_s - time.monotonic())

    @property
    def too_early(self) -> list[Asked]:
        """The requests that came before their time."""
        return [one for one in self.asked if one.was_too_early]

    def by_service(self) -> Counter[str]:
        """How many requests each service got."""
        return Counter(one.what for one in self.asked)

    def most_within(self, seconds: float) -> int:
        """The greatest number of requests in any such time."""
        times = sorted(one.at_s for one in self.asked)
        most, first = 0, 0
        for last, time_s in enumerate(times):
            while time_s - times[first] > seconds:
                first += 1
            most = max(most, last - first + 1)
        return most

    def forget(self) -> None:
        """Begins anew, for another sync."""
        with self._lock:
            self.asked.clear()
            self.most_at_once = 0
