"""Only the attempt that a job is on may write; all others find that they are over."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Select, event, select
from sqlalchemy.orm import Session

from fittrack_backend.records.data_types import ALL_TYPES
from fittrack_backend.settings import Quota
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.originals_folder import OriginalsInFolder
from fittrack_backend.storage.tables import (
    AccountRow,
    SyncItemRow,
    SyncJobRow,
    SyncLockRow,
)
from fittrack_backend.sync import claim, job_end
from fittrack_backend.sync.claim import JobKey, NotOurs
from fittrack_backend.sync.decide import Settled, Wish
from fittrack_backend.sync.filing import PendingItem
from fittrack_backend.sync.reading import Reading
from fittrack_backend.sync.scan import Plan, PlannedItem
from fittrack_backend.sync.write_plans import write_plans
from fittrack_backend.sync.write_readings import write_readings
from tests.unit.migrated import migrated
from tests.unit.rows import a_job, a_source

NOW = dt.datetime(2026, 3, 1, 8, 30, tzinfo=dt.UTC)
JOB, SOURCE, ITEM = UUID(int=1), UUID(int=2), UUID(int=3)
OLD, CURRENT = JobKey(JOB, 1), JobKey(JOB, 2)


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """With a job that is on its second attempt, and one item that waits."""
    database = migrated(tmp_path / "test.db")
    with database.session() as session:
        account = AccountRow(
            id=uuid4(), username="a", username_key="a", password_hash="", created_at=NOW
        )
        session.add(account)
        session.flush()
        session.add(a_source(account.id, NOW, id=SOURCE))
        session.add(
            a_job(
                account.id,
                NOW,
                id=JOB,
                state="running",
                types=["activities"],
                source_ids=[str(SOURCE)],
                attempt=CURRENT.attempt,
                counts={"activities": {"pending": 1}},
            )
        )
        session.flush()
        session.add(SyncLockRow(source_id=SOURCE, type="activities", job_id=JOB))
        session.add(
            SyncItemRow(
                id=ITEM,
                job_id=JOB,
                source_id=SOURCE,
                key=b"a.fit",
                name="a.fit",
                type="activities",
                outcome="pending",
                remarks=(),
                records=[],
            )
        )
        session.commit()
    yield database
    database.dispose()


def state(database: Database) -> list[object]:
    """All that an attempt could have changed."""
    with database.session() as session:
        row = session.get_one(SyncJobRow, JOB)
        items = session.execute(select(SyncItemRow.key, SyncItemRow.outcome)).all()
        locks = session.scalars(select(SyncLockRow.type)).all()
        return [
            row.state,
            row.reason,
            row.started_at,
            row.counts,
            [tuple(one) for one in items],
            locks,
        ]


def found(session: Session, key: JobKey) -> object:
    """What a scan would write."""
    item = PlannedItem(SOURCE, b"b.fit", "b.fit", 1, Settled("skipped", "a settings file"))
    return write_plans(session, key, {SOURCE: Plan(items=[item])}, {})


NOWHERE = OriginalsInFolder(Path("nowhere"))


def read(session: Session, key: JobKey) -> object:
    """What reading the item that waits would write."""
    item = PendingItem(ITEM, SOURCE, b"a.fit", "a.fit", "activities", 1)
    reading = Reading("failed", "it is damaged")
    return write_readings(session, key, Wish(ALL_TYPES), [(item, reading)], Quota(), NOWHERE)


WRITES: dict[str, Callable[[Session, JobKey], object]] = {
    "begin": lambda session, key: claim.begin(session, key, "here"),
    "what was found": found,
    "what was read": read,
    "the end": job_end.finish,
    "failure": lambda session, key: job_end.fail(session, key, "no reason"),
}


@pytest.mark.parametrize("write", WRITES.values(), ids=list(WRITES))
def test_an_old_attempt_writes_nothing(
    database: Database, write: Callable[[Session, JobKey], object]
) -> None:
    before = state(database)
    with database.session() as session, pytest.raises(NotOurs):
        write(session, OLD)
    assert state(database) == before
    with database.session() as session:
        write(session, CURRENT)
    assert state(database) != before


@pytest.mark.parametrize("write", WRITES.values(), ids=list(WRITES))
@pytest.mark.parametrize("ended", ["succeeded", "partial", "failed", "cancelled"])
def test_nothing_is_written_to_a_job_that_has_ended(
    database: Database, write: Callable[[Session, JobKey], object], ended: str
) -> None:
    with database.session() as session:
        session.get_one(SyncJobRow, JOB).state = ended
        session.commit()
    before = state(database)
    with database.session() as session, pytest.raises(NotOurs):
        write(session, CURRENT)
    assert state(database) == before


def test_an_item_is_read_once(database: Database) -> None:
    with database.session() as session:
        read(session, CURRENT)
        session.get_one(SyncJobRow, JOB).state = "running"
        session.commit()
    before = state(database)
    with database.session() as session:
        read(session, CURRENT)
        row = session.get_one(SyncJobRow, JOB)
        assert row.counts == {"activities": {"failed": 1}}
        assert row.last_sequence == 1
    assert state(database)[3:] == [before[3], before[4], []]


def test_an_attempt_that_begins_notes_since_when_and_where_it_runs_and_waits_no_longer(
    database: Database,
) -> None:
    with database.session() as session:
        row = session.get_one(SyncJobRow, JOB)
        row.state, row.waiting_until, row.waiting_for = "queued", NOW, "Garmin"
        session.commit()
    before = dt.datetime.now(dt.UTC)
    with database.session() as session:
        claim.begin(session, CURRENT, "here")
    with database.session() as session:
        row = session.get_one(SyncJobRow, JOB)
        assert (row.state, row.executor) == ("running", "here")
        assert (row.waiting_until, row.waiting_for) == (None, None)
        assert row.started_at is not None
        assert before <= row.started_at <= dt.datetime.now(dt.UTC)
        row.started_at = NOW
        session.commit()
        claim.begin(session, CURRENT, "there")
    with database.session() as session:
        row = session.get_one(SyncJobRow, JOB)
        assert (row.started_at, row.executor) == (NOW, "there")


def test_whoever_claims_a_job_leaves_all_others_as_they_are(database: Database) -> None:
    with database.session() as session:
        account_id = session.get_one(SyncJobRow, JOB).account_id
        waiting = UUID(int=9)
        session.add(a_job(account_id, NOW, id=waiting, state="queued", attempt=CURRENT.attempt))
        session.commit()
        claim.claim(session, CURRENT)
        session.commit()
        assert session.get_one(SyncJobRow, waiting).state == "queued"


def test_what_another_process_wrote_meanwhile_is_seen(database: Database) -> None:
    with database.session() as session, database.session() as another:
        session.expire_on_commit = False
        row = session.get_one(SyncJobRow, JOB)
        assert row.counts == {"activities": {"pending": 1}}
        session.commit()
        another.get_one(SyncJobRow, JOB).counts = {"activities": {"failed": 1}}
        another.commit()
        assert claim.claim(session, CURRENT).counts == {"activities": {"failed": 1}}


def test_on_postgresql_writers_of_an_account_come_one_after_the_other(database: Database) -> None:
    """And hold up nobody who writes rows that name the account."""
    dialect = Database("postgresql://nobody@127.0.0.1:1/none").engine.dialect
    said: list[str] = []

    def note(_connection: object, statement: Select[tuple[object]], *_: object) -> None:
        said.append(str(statement.compile(dialect=dialect)))

    event.listen(database.engine, "before_execute", note)
    with database.session() as session:
        claim.claim(session, CURRENT)
    (locking,) = (one for one in said if "FOR " in one)
    assert "FROM accounts" in locking
    assert "WHERE accounts.id = " in locking
    assert locking.endswith("FOR NO KEY UPDATE")


@pytest.mark.parametrize("state", ["queued", "running", "succeeded", "cancelled"])
@pytest.mark.parametrize(("waits_s", "is_due"), [(None, True), (-1, True), (3600, False)])
def test_attempts_are_taken_up_unless_they_ended_or_wait_for_their_time(
    database: Database, state: str, waits_s: float | None, is_due: bool
) -> None:
    with database.session() as session:
        row = session.get_one(SyncJobRow, JOB)
        row.state = state
        if waits_s is not None:
            row.waiting_until = dt.datetime.now(dt.UTC) + dt.timedelta(seconds=waits_s)
        session.commit()
        goes_on = is_due and state in ("queued", "running")
        assert claim.unfinished(session) == ([CURRENT] if goes_on else [])
