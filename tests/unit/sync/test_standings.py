"""How each source and type stands after a job: how it ended there, and which days were asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from attrs import frozen
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from fittrack_backend.sources.port import Days, NotThere, Opened, Page
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.pages import PageAsked
from fittrack_backend.storage.tables import (
    AccountRow,
    ActivityRow,
    AskedDaysRow,
    SourceFileRow,
    SyncJobRow,
    Table,
)
from fittrack_backend.sync import coverage, job_end, memory, overview
from fittrack_backend.sync.claim import JobKey
from fittrack_backend.sync.coverage import DayView, Question
from fittrack_backend.sync.decide import Wish
from fittrack_backend.sync.overview import OverviewRowView
from fittrack_backend.sync.pool import DecodePool
from fittrack_backend.sync.scan import ScannedSource, scan_source
from tests.unit.migrated import migrated
from tests.unit.rows import a_job, a_source, an_item
from tests.unit.stored_activities import stored_activity

NOW = dt.datetime.now(dt.UTC).replace(microsecond=0)
TODAY = NOW.date()
A_DAY = dt.timedelta(days=1)


@frozen
class Home:
    """An account with two sources."""

    database: Database
    account_id: UUID
    first: UUID
    second: UUID

    def rows(self) -> dict[tuple[UUID, str | None], OverviewRowView]:
        with self.database.session_of(self.account_id) as session:
            found = overview.show(session).rows
            return {(one.source_id, one.type): one for one in found}

    def days(self, source_id: UUID, since: dt.date, until: dt.date) -> list[DayView]:
        with self.database.session_of(self.account_id) as session:
            question = Question(since, until, "activities", source_id)
            return coverage.list_days(session, question, PageAsked(1000)).items

    def job(
        self,
        *failed: tuple[UUID, bytes, str | None],
        since: dt.date | None = None,
        until: dt.date | None = None,
        asked: list[dict[str, str]] | None = None,
    ) -> JobKey:
        """A job on both sources that runs, with these failed items (source, key, type)."""
        job_id = uuid4()
        with self.database.session() as session:
            session.add(
                a_job(
                    self.account_id,
                    NOW,
                    id=job_id,
                    state="running",
                    types=["activities", "health"],
                    source_ids=[str(self.first), str(self.second)],
                    since=since,
                    until=until,
                    asked=asked,
                    last_sequence=len(failed),
                    counts={"": {"failed": len(failed)}} if failed else {},
                )
            )
            session.flush()
            for number, (source_id, key, kind) in enumerate(failed):
                session.add(
                    an_item(
                        job_id,
                        source_id,
                        key,
                        name=key.decode() or ".",
                        type=kind,
                        outcome="failed",
                        reason="it is away" if not key else "it is damaged",
                        sequence=number + 1,
                    )
                )
            session.commit()
        return JobKey(job_id, 1)

    def end(self, key: JobKey, how: Callable[[Session, JobKey], object] = job_end.finish) -> None:
        with self.database.session() as session:
            how(session, key)


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    database = migrated(tmp_path / "test.db")
    found = Home(database, uuid4(), uuid4(), uuid4())
    with database.session() as session:
        session.add(
            AccountRow(
                id=found.account_id,
                username="a",
                username_key="a",
                password_hash="",
                created_at=NOW,
            )
        )
        session.flush()
        for number, source_id in enumerate((found.first, found.second)):
            session.add(
                a_source(
                    found.account_id,
                    NOW + number * A_DAY,
                    id=source_id,
                    identity=source_id.bytes,
                    name="ab"[number],
                )
            )
        session.commit()
    yield found
    database.dispose()


def cancel(session: Session, key: JobKey) -> None:
    job_end.end_cancelled(session, session.get_one(SyncJobRow, key.id), "cancelled by ada")
    session.commit()


def fail(session: Session, key: JobKey) -> None:
    job_end.fail(session, key, "the disk is full")


def test_each_source_and_type_ends_by_itself(home: Home) -> None:
    key = home.job((home.first, b"a.fit", "health"), (home.second, b"", None))
    home.end(key)
    rows = home.rows()
    ends = {
        place: (one.last_state, one.last_reason) for place, one in rows.items() if one.last_state
    }
    assert ends == {
        (home.first, "activities"): ("succeeded", None),
        (home.first, "health"): ("partial", None),
        (home.second, "activities"): ("failed", "it is away"),
        (home.second, "health"): ("failed", "it is away"),
    }
    succeeded = {place for place, one in rows.items() if one.last_success_at is not None}
    assert succeeded == {(home.first, "activities")}


@pytest.mark.parametrize(
    ("how", "state", "reason", "day"),
    [
        (cancel, "cancelled", "cancelled by ada", "not_asked"),
        (fail, "failed", "the disk is full", "failed"),
    ],
)
def test_a_job_that_did_not_get_to_its_end_answers_for_no_day(
    home: Home,
    how: Callable[[Session, JobKey], object],
    state: str,
    reason: str,
    day: str,
) -> None:
    home.end(home.job(until=TODAY - 2 * A_DAY))
    key = home.job()
    home.end(key, how)
    found = home.rows()[home.first, "activities"]
    assert (found.last_state, found.last_reason, found.last_job_id) == (state, reason, key.id)
    assert found.last_success_at is not None
    before, *after = home.days(home.first, TODAY - 2 * A_DAY, TODAY)
    assert (before.state, before.reason) == ("empty", None)
    assert {(one.state, one.reason, one.job_id) for one in after} == {(day, reason, key.id)}


def test_the_days_that_a_scan_named_are_those_that_were_asked_for(home: Home) -> None:
    yesterday = str(TODAY - A_DAY)
    named = {"source_id": str(home.first), "type": "activities", "at": NOW.isoformat()}
    home.end(home.job(asked=[named | {"since": yesterday, "until": yesterday}]))
    states = [one.state for one in home.days(home.first, TODAY - 2 * A_DAY, TODAY)]
    assert states == ["not_asked", "empty", "not_asked"]
    unnamed = home.days(home.second, TODAY - A_DAY, TODAY)
    assert {one.state for one in unnamed} == {"empty"}, "it was scanned, and named no days"


class Windows:
    """A source that asks for days in windows, and finds nothing."""

    def scan(self, known: Collection[bytes], stopped: Callable[[], bool]) -> Iterator[Page]:
        for days in (3, 1):
            window = Days(TODAY - days * A_DAY, TODAY - days * A_DAY)
            yield Page(asked=[window])

    def open(self, key: bytes) -> AbstractContextManager[Opened]:
        raise NotThere

    def for_opening(self, key: bytes) -> Windows:
        return self

    def check(self) -> None: ...


def test_a_scan_asked_for_the_days_that_its_pages_name() -> None:
    plan = scan_source(
        ScannedSource(uuid4(), Windows()),
        {},
        Wish(frozenset({"activities"})),
        DecodePool(1),
        zone=None,
        stopped=lambda: False,
    )
    assert [(one.since, one.until) for one in plan.asked] == [
        (TODAY - days * A_DAY, TODAY - days * A_DAY) for days in (3, 1)
    ]


def test_days_that_no_sync_can_speak_for_are_counted(home: Home) -> None:
    with home.database.session() as session:
        session.add_all(activities(home, (TODAY - days * A_DAY for days in (9, 3))))
        session.commit()
    home.end(home.job(until=TODAY - 5 * A_DAY))
    # Of the last five days, one has a record.
    assert home.rows()[home.first, "activities"].unasked_days == 4


def activities(home: Home, days: Iterable[dt.date]) -> Iterator[Table]:
    """The rows of an activity on each of these days, all in one file."""
    for day in days:
        start = dt.datetime.combine(day, dt.time(9), dt.UTC)
        yield from stored_activity(home.account_id, home.first, start, "1", day.toordinal())


def test_a_day_whose_activity_was_deleted_is_empty_and_says_so(home: Home) -> None:
    with home.database.session() as session:
        session.add_all(activities(home, (TODAY - days * A_DAY for days in (4, 3))))
        session.flush()
        for deleted in session.scalars(
            select(ActivityRow).where(ActivityRow.column("date") == TODAY - 3 * A_DAY)
        ):
            deleted.deleted_at = NOW
        session.commit()
    home.end(home.job())
    days = home.days(home.first, TODAY - 4 * A_DAY, TODAY - 2 * A_DAY)
    assert [(one.state, one.records, one.reason) for one in days] == [
        ("available", 1, None),
        ("empty", 0, "its owner deleted what was there"),
        ("empty", 0, None),
    ]
    assert home.rows()[home.first, "activities"].records == 1


def test_ten_years_cost_as_few_queries_as_a_day(home: Home) -> None:
    first = TODAY - 3652 * A_DAY
    with home.database.session() as session:
        days_with_one = (first + days * A_DAY for days in range(0, 3652, 2))
        session.add_all(activities(home, days_with_one))
        session.add_all(
            AskedDaysRow(
                source_id=home.first,
                type="activities",
                since=first + days * A_DAY,
                until=first + days * A_DAY,
                state="answered",
                job_id=uuid4(),
                at=NOW,
            )
            for days in range(3652)
        )
        session.add_all(
            SourceFileRow(
                source_id=home.first,
                key=b"%d" % number,
                name=str(number),
                size=1,
                types=["activities"],
                taken=[],
                outcome="failed",
                records=[],
            )
            for number in range(50)
        )
        session.commit()
    of_a_day = queries(home, lambda: home.days(home.first, TODAY, TODAY))
    of_ten_years = queries(home, lambda: home.days(home.first, first, TODAY))
    assert of_ten_years == of_a_day <= 12
    assert queries(home, home.rows) <= 29, (
        "some for each source and type, none for each day or file"
    )
    whole = home.days(home.first, first, TODAY)
    assert len(whole) == 1000, "a page"
    assert [one.records for one in whole[:4]] == [1, 0, 1, 0]


def test_which_job_says_why_is_kept_with_the_file(home: Home) -> None:
    """Looking through the items of all jobs is only for those that were retried."""
    key = home.job((home.first, b"a.fit", "activities"))
    with home.database.session() as session:
        file = SourceFileRow(
            source_id=home.first,
            key=b"a.fit",
            name="a.fit",
            size=1,
            types=["activities"],
            taken=[],
            outcome="failed",
            records=[],
        )
        session.add(file)
        session.commit()
        looked_for = queries(home, home.rows)
        memory.note_failures(session, key.id, [(home.first, b"a.fit")])
        session.commit()
    assert home.rows()[home.first, "activities"].failed_job_ids == [key.id]
    assert queries(home, home.rows) == looked_for - 2


def queries(home: Home, ask: Callable[[], object]) -> int:
    count = 0

    def note(*_: object) -> None:
        nonlocal count
        count += 1

    event.listen(home.database.engine, "before_cursor_execute", note)
    try:
        ask()
    finally:
        event.remove(home.database.engine, "before_cursor_execute", note)
    return count
