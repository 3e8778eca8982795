"""An account at the stand-in, read by a collector whose things are kept in memory."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import time
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from attrs import define, field

from fittrack_backend.sources.garmin.client import Client
from fittrack_backend.sources.garmin.collector import GarminCollector
from fittrack_backend.sources.garmin.state import State
from fittrack_backend.sources.port import Thing, ToCollect
from fittrack_backend.sources.tokens import Tokens
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.pacing import NotYet, Pace, Turn

ALL = frozenset({"activities", "health", "workouts"})


class FreePace(Pace):
    """A pace without a database, which waits for nothing but the end of a refusal."""

    not_before = dt.datetime.min.replace(tzinfo=dt.UTC)

    @contextmanager
    def turn(self, sleep: Callable[[float], None] = time.sleep) -> Iterator[Turn]:
        if dt.datetime.now(dt.UTC) < self.not_before:
            raise NotYet(self.not_before)
        turn = Turn()
        try:
            yield turn
        finally:
            self.not_before = turn.not_before or self.not_before


def a_pace(folder: Path) -> Pace:
    """A pace for one account."""
    return FreePace(Database(f"sqlite:///{folder / 'none.db'}"), "an account", 0.0)


@define
class Kept:
    """A shelf in memory."""

    things: dict[bytes, Thing] = field(factory=dict)

    def digest(self, key: bytes) -> str | None:
        return hashlib.sha256(self.things[key].content).hexdigest() if key in self.things else None

    def name(self, key: bytes) -> str | None:
        return self.things[key].name if key in self.things else None

    def all_keys(self) -> Collection[bytes]:
        return self.things

    def content(self, key: bytes) -> bytes | None:
        return self.things[key].content if key in self.things else None

    def files_of_other_days(self, since: dt.date, until: dt.date) -> Collection[bytes]:
        answers = {
            key: json.loads(thing.content)["answer"]
            for key, thing in self.things.items()
            if key.startswith(b"activity/") and not key.endswith(b"/file")
        }
        # The whole of a multisport activity has no recording of its own.
        return {
            key + b"/file"
            for key, answer in answers.items()
            if not answer["isMultiSportParent"]
            and not str(since) <= answer["startTimeLocal"][:10] <= str(until)
        }


class Server(Protocol):
    """What serves the account."""

    @property
    def url(self) -> str: ...
    @property
    def key(self) -> str: ...
    @property
    def today(self) -> dt.date: ...


S = TypeVar("S", bound=Server)


@define
class Collected(Generic[S]):
    """An account, and what was collected of it."""

    server: S
    pace: Pace
    shelf: Kept = field(factory=Kept)
    state: bytes | None = None
    portions: list[int] = field(factory=list)
    """How many things were there at the end of each portion."""
    longest_wait_s: float = 0.0
    new: list[bytes] = field(factory=list)
    _jobs: int = 0

    def collect(
        self,
        *,
        types: frozenset[str] = ALL,
        since: dt.date | None = None,
        until: dt.date | None = None,
        full: bool = False,
        today: dt.date | None = None,
        most_steps: int | None = None,
    ) -> State:
        """Collects as the engine does; at most so many steps, as if the process died then."""
        if most_steps is None or not self._jobs:
            self._jobs += 1
        wish = ToCollect(f"job {self._jobs}", types, since, until, full, today or self.server.today)
        self.new.clear()
        self.portions.clear()
        client = Client(self.server.url, self.server.key, Tokens(), self.pace)
        collector = GarminCollector(client)
        steps = 0
        try:
            while most_steps is None or steps < most_steps:
                steps += 1
                brought = collector.next(self.state, wish, self.shelf)
                if brought.first is not None:
                    self.state = brought.first
                for thing in brought.things:
                    self.shelf.things[thing.key] = thing
                    self.new.append(thing.key)
                for gone in brought.gone:
                    self.shelf.things.pop(gone.key, None)
                self.state = brought.state
                if brought.stage != "goes on":
                    self.portions.append(len(self.shelf.things))
                if brought.stage == "end":
                    break
                if brought.wait_until is not None:
                    wait_s = (brought.wait_until - dt.datetime.now(dt.UTC)).total_seconds()
                    self.longest_wait_s = max(self.longest_wait_s, wait_s)
                    time.sleep(max(0.0, min(wait_s, 1.2)))
        finally:
            client.close()
        return State.of(self.state)

    def kinds(self) -> Counter[str]:
        """How many things of each kind there are."""
        return Counter(key.decode().partition("/")[0] for key in self.shelf.things)

    def files(self) -> dict[int, bytes]:
        """The original files, by their activities."""
        return {
            int(key.split(b"/")[1]): thing.content
            for key, thing in self.shelf.things.items()
            if key.endswith(b"/file")
        }
