"""What is old of jobs goes, what is referred to stays, and many jobs do not make the files grow for ever.

It has more than 400 lines, since it makes rows of all that may refer to a job.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from attrs import frozen
from dbos import DBOS
from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import InstrumentedAttribute, Session

from fittrack_backend.records.days import DayPart
from fittrack_backend.settings import Kept, Settings
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.tables import (
    AccountRow,
    AskedDaysRow,
    HealthPartRow,
    IdempotencyRow,
    RemovalRow,
    SourceFileRow,
    SourceRow,
    StandingRow,
    SyncItemRow,
    SyncJobRow,
    SyncLockRow,
)
from fittrack_backend.storage.tables.base import Table
from fittrack_backend.sync import counts, engine, jobs, retention
from fittrack_backend.sync.retention import tidy_jobs
from fittrack_backend.sync.workflows import delete_ended
from tests.thorough import THOROUGH
from tests.unit.migrated import migrated

NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
HOUR = dt.timedelta(hours=1)
DAY = dt.timedelta(days=1)
KEPT = Kept()
OUTCOMES = ("new", "unchanged", "unchanged", "failed")


@frozen
class Home:
    """An account with a source."""

    database: Database
    account_id: UUID
    source_id: UUID

    def job(self, ended: dt.datetime | None, *, state: str = "partial") -> UUID:
        """A job with an item of each of `OUTCOMES`."""
        job_id = uuid4()
        with self.database.session() as session:
            add_jobs(session, self, [(job_id, ended)], OUTCOMES, state=state)
            session.commit()
        return job_id

    def add(self, row: Table) -> None:
        with self.database.session() as session:
            session.add(row)
            session.commit()

    def tidy(self, now: dt.datetime = NOW, kept: Kept = KEPT) -> None:
        with self.database.session() as session:
            tidy_jobs(session, kept, now)

    def left(self, job_id: UUID) -> list[str] | None:
        """The outcomes of the job's items; None where there is no job."""
        with self.database.session() as session:
            if session.get(SyncJobRow, job_id) is None:
                return None
            query = select(SyncItemRow.outcome).where(SyncItemRow.job_id == job_id)
            return sorted(session.scalars(query))


def add_jobs(
    session: Session,
    home: Home,
    ended: list[tuple[UUID, dt.datetime | None]],
    outcomes: tuple[str, ...],
    *,
    state: str = "succeeded",
) -> None:
    numbers: counts.Counts = {}
    for outcome in outcomes:
        counts.add(numbers, "activities", outcome)
    session.execute(
        insert(SyncJobRow),
        [
            {
                "id": job_id,
                "account_id": home.account_id,
                "state": state,
                "types": ["activities"],
                "source_ids": [str(home.source_id)],
                "full": False,
                "attempt": 1,
                "scanned": True,
                "created_at": at or NOW,
                "finished_at": at,
                "last_sequence": len(outcomes),
                "counts": numbers,
            }
            for job_id, at in ended
        ],
    )
    session.execute(
        insert(SyncItemRow),
        [
            {
                "id": uuid4(),
                "job_id": job_id,
                "source_id": home.source_id,
                "key": f"a folder of some length/file-{number}.fit".encode(),
                "name": f"a folder of some length/file-{number}.fit",
                "type": "activities",
                "outcome": outcome,
                "sequence": number,
                "remarks": (),
                "size_bytes": 100,
                "finished_at": at,
                "records": [{"type": "activities", "id": uuid4().hex, "outcome": outcome}],
            }
            for job_id, at in ended
            for number, outcome in enumerate(outcomes)
        ],
    )


@pytest.fixture
def home(tmp_path: Path) -> Iterator[Home]:
    database = migrated(tmp_path / "fittrack.db")
    found = Home(database, uuid4(), uuid4())
    found.add(
        AccountRow(
            id=found.account_id, username="a", username_key="a", password_hash="", created_at=NOW
        )
    )
    found.add(
        SourceRow(
            id=found.source_id,
            account_id=found.account_id,
            kind="folder",
            identity=b"",
            settings=b"",
            name="a",
            connected_at=NOW,
        )
    )
    yield found
    database.dispose()


def test_unchanged_items_go_after_a_day_and_the_job_says_so(home: Home) -> None:
    recent, older = home.job(NOW - DAY + HOUR), home.job(NOW - DAY - HOUR)
    home.tidy()
    assert home.left(recent) == sorted(OUTCOMES)
    assert home.left(older) == ["failed", "new"]
    with home.database.session() as session:
        told = {row.id: row for row in session.scalars(select(SyncJobRow))}
    assert told[recent].items_tidied_at is None
    assert told[older].items_tidied_at == NOW
    assert counts.total(told[older].counts, "unchanged") == 2, "the counts stay"


def test_nothing_was_tidied_of_a_job_without_such_items(home: Home) -> None:
    with home.database.session() as session:
        job_id = uuid4()
        add_jobs(session, home, [(job_id, NOW - 9 * DAY)], ("new",))
        session.commit()
    home.tidy()
    with home.database.session() as session:
        assert session.get_one(SyncJobRow, job_id).items_tidied_at is None


def test_old_jobs_go_with_all_their_items_and_unfinished_ones_never(home: Home) -> None:
    old, younger = home.job(NOW - 400 * DAY - HOUR), home.job(NOW - 400 * DAY + HOUR)
    running = home.job(None, state="running")
    retried = home.job(NOW - 500 * DAY, state="queued")
    home.tidy()
    assert home.left(old) is None
    assert home.left(younger) == ["failed", "new"]
    assert home.left(running) == home.left(retried) == sorted(OUTCOMES)


@pytest.mark.parametrize("column", ["job_id", "succeeded_job_id", "scanned_job_id"])
def test_the_jobs_that_the_status_names_keep_every_item(home: Home, column: str) -> None:
    named, other = home.job(NOW - 900 * DAY), home.job(NOW)
    standing = {"job_id": other, column: named}
    home.add(
        StandingRow(
            source_id=home.source_id, type="activities", ended_at=NOW, state="partial", **standing
        )
    )
    home.tidy()
    assert home.left(named) == sorted(OUTCOMES)


def a_failing_file(home: Home, job_id: UUID) -> SourceFileRow:
    """A file whose failure an item of that job explains."""
    return SourceFileRow(
        source_id=home.source_id,
        key=b"a",
        name="a",
        size=1,
        types=[],
        taken=[],
        outcome="failed",
        records=[],
        failed_job_id=job_id,
    )


def test_items_that_say_why_a_file_fails_stay(home: Home) -> None:
    named = home.job(NOW - 900 * DAY)
    home.add(a_failing_file(home, named))
    home.tidy()
    assert home.left(named) == ["failed", "new"]


def references(home: Home, job_id: UUID) -> dict[str, Table]:
    return {
        "what it brought": HealthPartRow(
            account_id=home.account_id,
            file_sha256="0" * 64,
            date=NOW.date(),
            data=DayPart(),
            job_id=job_id,
        ),
        "what it undid": RemovalRow(
            account_id=home.account_id, job_id=job_id, why="undone", removed_at=NOW
        ),
        "the days it asked for": AskedDaysRow(
            source_id=home.source_id,
            type="activities",
            since=NOW.date(),
            until=NOW.date(),
            state="answered",
            job_id=job_id,
            at=NOW,
        ),
        "its key": IdempotencyRow(
            account_id=home.account_id,
            operation="start_sync",
            key="k",
            request_sha256="",
            job_id=job_id,
            created_at=NOW,
        ),
        "its lock": SyncLockRow(source_id=home.source_id, type="health", job_id=job_id),
    }


@pytest.mark.parametrize(
    "what",
    ["what it brought", "what it undid", "the days it asked for", "its key", "its lock"],
)
def test_a_job_that_something_refers_to_stays_without_its_items(home: Home, what: str) -> None:
    job_id = home.job(NOW - 900 * DAY)
    home.add(references(home, job_id)[what])
    home.tidy()
    assert home.left(job_id) == []
    with home.database.session() as session:
        assert session.get_one(SyncJobRow, job_id).items_tidied_at == NOW


# Which job it was is known of these for as long as it is there, and nothing hangs on it.
ONLY_NAMES = {
    "collected_items.job_id",
    "health_parts.replaced_by_job_id",
    "recordings.replaced_by_job_id",
    "sync_schedules.last_job_id",
}


def test_whatever_else_names_a_job_is_looked_at_before_it_goes() -> None:
    naming = {
        f"{table.name}.{column.name}"
        for table in Table.metadata.tables.values()
        for column in table.columns
        if column.name.endswith("job_id") and table is not SyncItemRow.__table__
    }
    looked_at = (*retention.STANDINGS, *retention.FAILURES, *retention.OTHERS)
    assert naming - ONLY_NAMES == set(map(column_of, looked_at))
    assert naming >= ONLY_NAMES


def column_of(attribute: InstrumentedAttribute[UUID | None]) -> str:
    (column,) = attribute.property.columns
    return f"{column.table.name}.{column.name}"


def test_many_items_go_in_several_transactions(home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "_AT_ONCE", 2)
    with home.database.session() as session:
        job_id = uuid4()
        add_jobs(session, home, [(job_id, NOW - 9 * DAY)], (*["unchanged"] * 5, "new"))
        session.commit()
    home.tidy()
    assert home.left(job_id) == ["new"]


def test_unchanged_items_are_not_kept_longer_than_all_others(home: Home) -> None:
    named, other = home.job(NOW - 3 * DAY), home.job(NOW - DAY)
    home.add(a_failing_file(home, named))
    home.tidy(kept=Kept(days=2, unchanged_days=9))
    assert home.left(named) == ["failed", "new"]
    assert home.left(other) == sorted(OUTCOMES)


class NoEngine:
    def enqueue(self, job_id: UUID, attempt: int) -> None: ...

    def cancel(self, job_id: UUID, attempt: int) -> None: ...


def test_a_retry_of_a_tidied_job_finds_its_files_again_and_counts_each_once(home: Home) -> None:
    job_id = home.job(NOW - 3 * DAY)
    home.tidy()
    with home.database.session_of(home.account_id) as session:
        jobs.retry(session, NoEngine(), job_id, idempotency_key=None)
    with home.database.session() as session:
        row = session.get_one(SyncJobRow, job_id)
        assert not row.scanned
        assert row.items_tidied_at is None
        assert row.counts == {"activities": {"new": 1, "failed": 0, "pending": 1}}
    home.tidy()
    assert home.left(job_id) == ["new", "pending"], "it is not over any more"


MANY = 10_000 if THOROUGH else 2_000
DAYS_OF_MANY = 30 if THOROUGH else 6
"""What stays is the same part of fewer jobs."""


@pytest.fixture
def settings(home: Home, tmp_path: Path) -> Settings:
    settings = Settings(tmp_path)
    DBOS(config=engine._config(settings, "here"))
    DBOS.launch()
    DBOS.destroy()
    return settings


def add_workflows(settings: Settings, began: list[dt.datetime], status: str = "SUCCESS") -> None:
    rows = [(f"{uuid4()}:1", round(at.timestamp() * 1000)) for at in began]
    with closing(sqlite3.connect(settings.data_dir / "jobs.db")) as database, database:
        database.executemany(
            "INSERT INTO workflow_status (workflow_uuid, status, name, created_at, updated_at,"
            f" completed_at, priority) VALUES (?1, '{status}', 'sync_job', ?2, ?2, ?2, 0)",
            rows,
        )
        for table in ("workflow_input", "workflow_output"):
            database.executemany(
                f"INSERT INTO {table} (workflow_uuid, retention_timestamp) VALUES (?, ?)", rows
            )
        for step in range(2):
            database.executemany(
                "INSERT INTO operation_outputs (workflow_uuid, function_id, function_name, output,"
                f" retention_timestamp) VALUES (?, {step}, 'process', '{json.dumps(True)}', ?)",
                rows,
            )


def workflow_rows(settings: Settings) -> dict[str, int]:
    tables = ("workflow_status", "workflow_input", "workflow_output", "operation_outputs")
    with closing(sqlite3.connect(settings.data_dir / "jobs.db")) as database:
        return {
            table: database.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in tables
        }


def sizes(settings: Settings) -> list[int]:
    """The sizes of both databases, with all that is written."""
    found = []
    for name in ("fittrack.db", "jobs.db"):
        path = settings.data_dir / name
        with closing(sqlite3.connect(path)) as database:
            database.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        found.append(path.stat().st_size)
    return found


def test_many_jobs_and_as_many_again_take_no_more_room(home: Home, settings: Settings) -> None:
    kept = Kept(days=DAYS_OF_MANY)
    peaks = []
    for time in range(2):
        end = NOW + time * MANY * HOUR
        ended = [end - number * HOUR for number in range(MANY)]
        with home.database.session() as session:
            add_jobs(session, home, [(uuid4(), at) for at in ended], ("new", "unchanged"))
            last = session.scalars(
                select(SyncJobRow.id).order_by(SyncJobRow.finished_at.desc()).limit(1)
            ).one()
            standing = {"job_id": last, "succeeded_job_id": last, "scanned_job_id": last}
            if session.get(StandingRow, (home.source_id, "activities")) is None:
                session.add(
                    StandingRow(
                        source_id=home.source_id,
                        type="activities",
                        ended_at=end,
                        state="succeeded",
                        **standing,
                    )
                )
            else:
                session.execute(update(StandingRow).values(standing))
            session.commit()
        add_workflows(settings, ended)
        peaks.append(sizes(settings))
        home.tidy(end, kept)
        delete_ended(settings, end - dt.timedelta(days=DAYS_OF_MANY))
        with home.database.session() as session:
            hours = DAYS_OF_MANY * 24 + 1
            assert session.scalar(select(func.count()).select_from(SyncJobRow)) == hours
            # Each job's own, and the unchanged ones of a day.
            items = session.scalar(select(func.count()).select_from(SyncItemRow))
            assert items == hours + 25
        assert workflow_rows(settings) == {
            "workflow_status": hours - 1,
            "workflow_input": hours - 1,
            "workflow_output": hours - 1,
            "operation_outputs": 2 * (hours - 1),
        }
    for first, last in zip(*peaks, strict=True):
        assert last <= first * 1.1, "what was freed is used again"


def test_workflows_that_go_on_stay(settings: Settings) -> None:
    add_workflows(settings, [NOW], "PENDING")
    add_workflows(settings, [NOW], "ENQUEUED")
    delete_ended(settings, NOW + DAY)
    assert workflow_rows(settings)["workflow_status"] == 2
    Path(settings.data_dir / "jobs.db").unlink()
    delete_ended(settings, NOW + DAY)
    assert not (settings.data_dir / "jobs.db").exists()
