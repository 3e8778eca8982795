"""Coverage by day: for each source and type, whether a day's records are there, and if not, why.

The rule is in docs/design/jobs.md. A day is `available` when a record of it is there; `empty` when the
source was asked and had nothing; `failed` when it was asked in vain and never answered; else `not_asked`.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from typing import Literal
from uuid import UUID

from attrs import frozen
from sqlalchemy import select

from fittrack_backend.errors import invalid, not_found
from fittrack_backend.records.local_time import today
from fittrack_backend.records.storable import text
from fittrack_backend.storage import athletes
from fittrack_backend.storage.pages import Page, PageAsked, decode_cursor, encode_cursor
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import AskedDaysRow, SourceRow
from fittrack_backend.sync.asked import Asked
from fittrack_backend.sync.failing import Failing, FailingDay, failing, failing_days
from fittrack_backend.sync.held import Place, days_held, days_of_deleted
from fittrack_backend.sync.standings import as_asked

DayState = Literal["available", "empty", "failed", "not_asked"]

DATED_TYPES = ("activities", "health")
"""The types whose records have a day. Planned workouts have none."""
DEFAULT_DAYS = 30
_A_DAY = dt.timedelta(days=1)
_BEFORE_THE_LAST = (DEFAULT_DAYS - 1) * _A_DAY


@frozen
class DayView:
    """A day of a source and type, as the contract shows it."""

    source_id: UUID
    source_name: str
    type: str
    date: dt.date
    state: DayState
    records: int
    reason: str | None
    job_id: UUID | None


@frozen
class Question:
    """What is asked: days, both included, of all sources and types or of one. None: the last 30 days."""

    since: dt.date | None = None
    until: dt.date | None = None
    type: str | None = None
    source_id: UUID | None = None


@frozen
class _Slice:
    """Days in a row of one source and type."""

    source: SourceRow
    type: str
    since: dt.date
    until: dt.date


def list_days(session: AccountSession, question: Question, asked: PageAsked) -> Page[DayView]:
    """The days of each source and type in their order, source by source and type by type.

    Problems: 422 for a range that ends before it begins; 404 for a source that is not there.
    """
    zone = athletes.time_zone(session)
    since, until = _range(question, today(zone, dt.datetime.now(dt.UTC)))
    places = [
        (source, kind)
        for source in _sources(session, question.source_id)
        for kind in DATED_TYPES
        if question.type in (None, kind)
    ]
    slices, more = _of_page(places, since, until, asked)
    days = list(_days(session, slices, zone))
    last = days[-1] if more else None
    return Page(
        days,
        encode_cursor(last.source_id, last.type, last.date) if last is not None else None,
    )


def _range(question: Question, now: dt.date) -> tuple[dt.date, dt.date]:
    until = question.until or max(now, question.since or now)
    since = question.since or max(until, dt.date.min + _BEFORE_THE_LAST) - _BEFORE_THE_LAST
    if since > until:
        raise invalid("query.since", f"The range ends ({until}) before it begins ({since}).")
    return since, until


def _sources(session: AccountSession, wanted: UUID | None) -> Sequence[SourceRow]:
    query = (
        select(SourceRow)
        .where(SourceRow.is_connected())
        .order_by(SourceRow.connected_at, SourceRow.id)
    )
    if wanted is None:
        return session.scalars(query).all()
    found = session.scalars(query.where(SourceRow.id == wanted)).all()
    if not found:
        raise not_found("source", wanted)
    return found


def _of_page(
    places: Sequence[tuple[SourceRow, str]],
    since: dt.date,
    until: dt.date,
    asked: PageAsked,
) -> tuple[list[_Slice], bool]:
    """The days of one page, and whether there are more. A place that is gone meanwhile ends the list."""
    start = since
    if asked.cursor is not None:
        source_id, kind, day = decode_cursor(asked.cursor, UUID, str, dt.date)
        after = [(one.id, of) for one, of in places]
        if (source_id, kind) not in after:
            return [], False
        places = places[after.index((source_id, kind)) :]
        start = max(since, min(day, until))
        start, places = (start + _A_DAY, places) if start < until else (since, places[1:])
    slices: list[_Slice] = []
    left = asked.limit
    for source, kind in places:
        if not left:
            return slices, True
        there = min((until - start).days + 1, left)
        slices.append(_Slice(source, kind, start, start + (there - 1) * _A_DAY))
        left -= there
        if slices[-1].until < until:
            return slices, True
        start = since
    return slices, False


def _days(session: AccountSession, slices: Sequence[_Slice], zone: str | None) -> Iterator[DayView]:
    if not slices:
        return
    since, until = min(one.since for one in slices), max(one.until for one in slices)
    sources, kinds = {one.source.id for one in slices}, {one.type for one in slices}
    there = days_held(session, sources, kinds, since, until)
    deleted = days_of_deleted(session, since, until)
    asked = _asked(session, since, until)
    fails = failing(session)
    dated = failing_days(session)
    for part in slices:
        place = part.source.id, part.type
        of_place = _Place(
            there.get(place, {}),
            deleted.get(place, set()),
            asked.get(place, []),
            {one.date: one for one in dated if (one.source_id, one.type) == place},
            _undated(fails, place),
            zone,
        )
        for number in range((part.until - part.since).days + 1):
            date = part.since + number * _A_DAY
            yield of_place.day(part.source, part.type, date)


def _asked(session: AccountSession, since: dt.date, until: dt.date) -> dict[Place, list[Asked]]:
    found: defaultdict[Place, list[Asked]] = defaultdict(list)
    query = select(AskedDaysRow).where(AskedDaysRow.since <= until, AskedDaysRow.until >= since)
    for row in session.scalars(query.order_by(AskedDaysRow.since)):
        found[row.source_id, row.type].append(as_asked(row))
    return found


def _undated(fails: Sequence[Failing], place: Place) -> int:
    """How many files fail that can be of any day: what they hold was never read."""
    return sum(
        one.files
        for one in fails
        if one.source_id == place[0] and one.type in (place[1], None)
        if not one.dated and not one.ignored
    )


@frozen
class _Place:
    """What is known of the days of one source and type."""

    records: Mapping[dt.date, int]
    deleted: Set[dt.date]
    asked: Sequence[Asked]
    failing: Mapping[dt.date, FailingDay]
    undated: int
    zone: str | None

    def day(self, source: SourceRow, kind: str, date: dt.date) -> DayView:
        """One day."""
        state, reason, job_id = self._judged(date, self._asked_on(date))
        # What was read of a file before it failed is kept.
        records = self.records.get(date, int(date in self.failing))
        return DayView(
            source.id,
            source.name,
            kind,
            date,
            state,
            records,
            text(reason) if reason else None,
            job_id,
        )

    def _asked_on(self, date: dt.date) -> Asked | None:
        before = bisect_right(self.asked, date, key=lambda one: one.since)
        last = self.asked[before - 1] if before else None
        return last if last is not None and date <= last.until else None

    def _judged(
        self, date: dt.date, asked: Asked | None
    ) -> tuple[DayState, str | None, UUID | None]:
        job_id = asked.job_id if asked is not None else None
        fails = self.failing.get(date)
        if fails is not None:
            return "available", fails.reason, fails.job_id or job_id
        if date in self.records:
            return "available", None, job_id
        if asked is None:
            return "not_asked", None, None
        if asked.state == "failed":
            return "failed", asked.reason, job_id
        if asked.state == "cancelled":
            return "not_asked", asked.reason, job_id
        return "empty", "; ".join(self._doubts(date, asked)) or None, job_id

    def _doubts(self, date: dt.date, asked: Asked) -> Iterator[str]:
        """What an empty day held, or may still turn out to hold."""
        if date in self.deleted:
            yield "its owner deleted what was there"
        if today(self.zone, asked.at) <= date:
            yield "asked before the day was over"
        if self.undated:
            files = "1 file fails" if self.undated == 1 else f"{self.undated} files fail"
            yield f"{files} whose day is not known"
