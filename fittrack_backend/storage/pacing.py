"""When a service may be asked: one request at a time to one account of it, at a pace, and none before its time after
a refusal. It holds among all processes that share the database, and over restarts.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import threading
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from attrs import define, field
from sqlalchemy import delete, select

from fittrack_backend.storage.database import Database, insert_if_absent
from fittrack_backend.storage.one_at_a_time import one_at_a_time
from fittrack_backend.storage.tables import RequestPaceRow

UNDER_WAY_S = 5.0
"""A request whose process died counts as under way for so long after it was sent: the service may still be at it."""
_LOOK_S = 0.1
_FORGOTTEN = dt.timedelta(days=2)

_here: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)


class NotYet(Exception):
    """The service wants no request before `until`."""

    def __init__(self, until: dt.datetime) -> None:
        super().__init__(f"not before {until.isoformat()}")
        self.until = until


@define
class Turn:
    """A request's turn."""

    _not_before: dt.datetime | None = None

    def refused_until(self, until: dt.datetime) -> None:
        """The service wants no request before that."""
        self._not_before = until

    @property
    def not_before(self) -> dt.datetime | None:
        """What the service said, if it refused the request."""
        return self._not_before


@define
class Pace:
    """The pace of requests to one account of a service, which `place` names without giving it away."""

    database: Database = field(repr=False)
    place: str
    least_s: float
    """From the beginning of one request to that of the next."""

    @contextmanager
    def turn(self, sleep: Callable[[float], None] = time.sleep) -> Iterator[Turn]:
        """Waits for the turn of a request, which is sent within. Raises NotYet after a refusal."""
        with _here[self.place], self._among_processes(sleep):
            while (wait := self._wait()) > 0:
                sleep(wait)
            began = dt.datetime.now(dt.UTC)
            self._note(began + dt.timedelta(seconds=max(self.least_s, UNDER_WAY_S)))
            turn = Turn()
            try:
                yield turn
            finally:
                self._note(began + dt.timedelta(seconds=self.least_s), turn.not_before)

    @contextmanager
    def _among_processes(self, sleep: Callable[[float], None]) -> Iterator[None]:
        lock = int.from_bytes(hashlib.sha256(self.place.encode()).digest()[:8], "big", signed=True)
        while True:
            with one_at_a_time(self.database, lock) as ours:
                if ours:
                    yield
                    return
            sleep(_LOOK_S)

    def _wait(self) -> float:
        """How many seconds it is to the next turn. Raises NotYet."""
        with self.database.session() as session:
            row = session.get(RequestPaceRow, self.place)
        now = dt.datetime.now(dt.UTC)
        if row is None:
            return 0.0
        if row.not_before is not None and row.not_before > now:
            raise NotYet(row.not_before)
        # A clock that was set back must not make anybody wait for long.
        return min((row.next_at - now).total_seconds(), max(self.least_s, UNDER_WAY_S))

    def _note(self, next_at: dt.datetime, not_before: dt.datetime | None = None) -> None:
        with self.database.session() as session:
            insert_if_absent(session, RequestPaceRow, {"place": self.place, "next_at": next_at})
            row = session.scalars(
                select(RequestPaceRow).where(RequestPaceRow.place == self.place).with_for_update()
            ).one()
            row.next_at = next_at
            row.not_before = not_before or row.not_before
            session.execute(
                delete(RequestPaceRow).where(
                    RequestPaceRow.next_at < next_at - _FORGOTTEN,
                    RequestPaceRow.place != self.place,
                )
            )
            session.commit()
