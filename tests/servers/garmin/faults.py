"""What goes wrong, decided by a seed."""

from __future__ import annotations

import random
import threading
from collections import Counter
from typing import Literal

from attrs import define, field

Fault = Literal[
    "limit",  # 429 with Retry-After
    "error",  # 500
    "unavailable",  # 503
    "revoked",  # the token no longer counts
    "slow",  # answered late
    "cut",  # the connection ends in the middle of the answer
    "dropped",  # it ends without an answer
    "html",  # 200 with a page that says to come back later
    "truncated",  # 200 with JSON that stops
    "repeated",  # the page before, once more; of lists only
]
PASSING: tuple[Fault, ...] = (
    "limit",
    "error",
    "unavailable",
    "revoked",
    "slow",
    "cut",
    "dropped",
    "html",
    "truncated",
    "repeated",
)


@define
class Faults:
    """Draws a fault for each request, with the chance `share`, of the `kinds`.

    A fault passes: no address meets more than `most_an_address` of them, and all together `most`, so that whoever
    asks again comes to an end. `lasting` are addresses, by their beginnings, that always answer so.
    """

    seed: int = 1
    share: float = 0.0
    kinds: tuple[Fault, ...] = PASSING
    most: int = 1000
    most_an_address: int = 1
    retry_after_s: float = 1.0
    as_date: bool = False
    """Whether Retry-After is a date instead of seconds."""
    slow_s: float = 0.2
    lasting: dict[str, int] = field(factory=dict)
    """The status that an address, which begins so, always gets."""
    burst: int | None = None
    """After so many requests within `burst_s` comes a 429."""
    burst_s: float = 5.0
    met: Counter[str] = field(factory=Counter)
    """How often each kind came."""
    _of_address: Counter[str] = field(factory=Counter)
    _chance: random.Random = field(init=False)
    _lock: threading.Lock = field(factory=threading.Lock)

    def __attrs_post_init__(self) -> None:
        self._chance = random.Random(self.seed)

    def for_request(self, address: str) -> Fault | None:
        """What goes wrong with a request, if anything."""
        with self._lock:
            if self._chance.random() >= self.share or not self.kinds:
                return None
            fault = self._chance.choice(self.kinds)
            if fault == "repeated" and "search/activities" not in address:
                return None
            if self.met.total() >= self.most or self._of_address[address] >= self.most_an_address:
                return None
            self.met[fault] += 1
            self._of_address[address] += 1
            return fault

    def lasting_status(self, address: str) -> int | None:
        """The status that this address always gets, if any."""
        return next(
            (status for start, status in self.lasting.items() if address.startswith(start)), None
        )
