"""Whether the clock can be trusted to say what is old.

A clock that jumps ahead makes everything look old. What has expired is refused then, and is good
again when the clock comes back; what was deleted would be gone. So nothing is deleted before the
servers have run for a day since the last jump, and that is remembered across restarts.
"""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable

from attrs import evolve, frozen
from sqlalchemy import update
from sqlalchemy.orm import Session

from fittrack_backend.storage.database import insert_if_absent, rows_changed
from fittrack_backend.storage.tables import ClockRow

LONGEST_REST = dt.timedelta(days=3)
"""No server may have run, or the machine slept, for so long: a weekend. A larger step is a jump.

A smaller one is not noticed, and makes things go that much too early."""
BACK = dt.timedelta(minutes=10)
"""How far the clocks of several servers may be apart, and how far one may be set back."""
PROBATION = dt.timedelta(days=1)
"""For how long servers have to run after a jump before they believe in the new time."""


@frozen
class Seen:
    """What is remembered of the clock."""

    at: dt.datetime
    """The last time that was seen."""
    steady: dt.timedelta
    """For how long servers have run since the last jump, and no longer than a probation takes."""

    @property
    def is_trusted(self) -> bool:
        return self.steady >= PROBATION


def look(before: Seen | None, now: dt.datetime, ran: dt.timedelta) -> Seen:
    """What is remembered once `now` was seen, by a server that has run for `ran` since it looked."""
    if before is None or not -BACK <= now - before.at <= LONGEST_REST:
        return Seen(now, dt.timedelta(0))
    # Several servers look at one record: together they have not run for longer than time went by.
    ran = min(ran, max(now - before.at, dt.timedelta(0)))
    return evolve(before, at=max(before.at, now), steady=min(before.steady + ran, PROBATION))


class ClockWatch:
    """Looks at the clock now and then; `ticks` counts the seconds that this server runs."""

    def __init__(self, ticks: Callable[[], float] = time.monotonic) -> None:
        self._ticks = ticks
        self._looked = ticks()

    def trusts(self, database: Session, now: dt.datetime) -> bool:
        """Notes that `now` was seen; whether it can be trusted. Commits."""
        ticks = self._ticks()
        ran, self._looked = dt.timedelta(seconds=ticks - self._looked), ticks
        row = database.get(ClockRow, ClockRow.ONLY, populate_existing=True)
        before = None if row is None else Seen(row.seen_at, dt.timedelta(seconds=row.steady_s))
        seen = look(before, now, ran)
        noted = {"seen_at": seen.at, "steady_s": seen.steady.total_seconds()}
        if row is None:
            insert_if_absent(database, ClockRow, {"id": ClockRow.ONLY, **noted})
        else:
            rows_changed(database, update(ClockRow).values(noted))
        database.commit()
        return seen.is_trusted
