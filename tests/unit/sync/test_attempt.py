"""An attempt stops when it is over, outlasts what passes, and says why it cannot go on.

It has more than 400 lines, since all that can hold up an attempt is tried on the same job.
"""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable
from pathlib import Path
from uuid import UUID

import pytest
from attrs import define, field
from sqlalchemy import select, update
from sqlalchemy.exc import OperationalError
from sqlalchemy.orm import Session

from fittrack_backend.storage.original_marks import OriginalsRemoved
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import SourceRow, StandingRow, SyncItemRow, SyncJobRow
from fittrack_backend.sync import attempt as attempts
from fittrack_backend.sync import batches, claim, job_end, jobs, write_readings
from fittrack_backend.sync.attempt import Attempt, JobFailed, Stopping
from fittrack_backend.sync.claim import NotOurs
from fittrack_backend.sync.pool import Batch
from fittrack_backend.sync.reading import Reading, ReadTask
from tests.unit.sync import test_vanishing
from tests.unit.sync.test_vanishing import ACCOUNT, NAMES, PoolOfNone, Sync, all_there, take

folder, sync = test_vanishing.folder, test_vanishing.sync


class Impatient(threading.Event):
    """Says how long it was to be waited for, and waits for nothing."""

    def __init__(self) -> None:
        super().__init__()
        self.waits: list[float | None] = []
        self.then: Callable[[], None] = lambda: None

    def wait(self, timeout: float | None = None) -> bool:
        self.waits.append(timeout)
        self.then()
        return self.is_set()


@define
class Running:
    """A job's attempt, step by step."""

    sync: Sync
    job: UUID
    attempt: Attempt
    stopping: Impatient
    announced: list[UUID] = field(factory=list)

    def change(self, **values: object) -> None:
        """Another process writes to the job."""
        with self.sync.database.session() as session:
            session.execute(update(SyncJobRow).values(**values))
            session.commit()

    def row(self) -> SyncJobRow:
        with self.sync.database.session() as session:
            return session.get_one(SyncJobRow, self.job)

    def outcomes(self) -> list[str]:
        return sorted(outcome for outcome, _ in self.sync.items(self.job).values())


@pytest.fixture
def running(sync: Sync, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Running:
    """A job that was just started. Nobody waits for long, and other processes are heeded at once."""
    monkeypatch.setattr(attempts, "_ASK_DATABASE_S", 0)
    monkeypatch.setattr(attempts, "_TURN_S", 0)
    with AccountSession(sync.database.engine, ACCOUNT) as session:
        request = jobs.JobRequest(None, None, None, None, full=False)
        job = jobs.start(session, sync, request, idempotency_key=None)
    stopping, announced = Impatient(), list[UUID]()
    return Running(sync, job.id, sync.attempt(stopping, announced.append), stopping, announced)


class OfPostgres(Exception):
    """An error as PostgreSQL's driver raises it."""

    sqlstate = "57P01"


def busy() -> OperationalError:
    return OperationalError("UPDATE", {}, sqlite3.OperationalError("database is locked"))


def full() -> OperationalError:
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorcode = sqlite3.SQLITE_FULL
    return OperationalError("UPDATE", {}, error)


def away() -> OperationalError:
    return OperationalError("SELECT", {}, OfPostgres())


def failing(
    times: int, error: OperationalError, work: Callable[..., object]
) -> Callable[..., object]:
    """The same work, which fails so many times before."""
    left = [error] * times

    def fail_first(*arguments: object, **options: object) -> object:
        if left:
            raise left.pop()
        return work(*arguments, **options)

    return fail_first


# From the beginning to the end


def test_whoever_watches_is_told_of_each_step_and_the_job_ends(running: Running) -> None:
    assert running.attempt.scan()
    assert running.row().executor == "here"
    assert running.announced == [running.job] * 2
    while running.attempt.process():
        pass
    assert set(running.announced) == {running.job}
    assert len(running.announced) >= 3
    all_there(running.sync, running.job)


def test_a_job_is_scanned_once(running: Running) -> None:
    assert running.attempt.scan()
    (running.sync.stage.folder / "late.gpx").write_bytes(b"")
    assert running.attempt.scan()
    assert len(running.outcomes()) == len(NAMES)


def test_an_attempt_with_nothing_left_to_read_ends_its_job(running: Running) -> None:
    running.attempt.scan()
    with running.sync.database.session() as session:
        session.execute(update(SyncItemRow).values(outcome="new"))
        session.commit()
    assert not running.attempt.process()
    assert running.row().state == "succeeded"
    assert running.announced[-1] == running.job


def test_nothing_is_collected_for_a_job_without_a_service(running: Running) -> None:
    assert running.attempt.collect() == "end"
    assert running.row().state == "running"
    assert running.announced == [running.job]


# Over, or about to end


@pytest.mark.parametrize(
    "change", [{"state": "cancelled"}, {"state": "queued"}, {"attempt": 2}], ids=str
)
@pytest.mark.parametrize("step", ["scan", "process"])
def test_an_attempt_that_is_over_for_another_process_stops(
    running: Running, step: str, change: dict[str, object]
) -> None:
    if step == "process":
        running.attempt.scan()
        before = running.outcomes()
        running.change(**change)
        with pytest.raises(NotOurs):
            running.attempt.process()
    else:
        before = []
        stage = running.sync.stage
        stage.script = lambda at, number: (
            running.change(**change) if at == "before the walk" else None
        )
        with pytest.raises(NotOurs):
            running.attempt.scan()
    assert running.outcomes() == before


def test_a_job_that_is_gone_is_over(running: Running) -> None:
    running.attempt.scan()
    with running.sync.database.session() as session:
        session.delete(session.get_one(SyncJobRow, running.job))
        session.commit()
    with pytest.raises(NotOurs):
        running.attempt.process()


def test_other_processes_are_asked_now_and_then_alone(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.attempt.scan()
    monkeypatch.setattr(attempts, "_ASK_DATABASE_S", 3600)
    running.change(state="cancelled")
    assert not running.attempt._is_over()


@pytest.mark.parametrize("step", ["scan", "process"])
def test_a_server_that_ends_leaves_the_job_for_its_next_start(running: Running, step: str) -> None:
    if step == "process":
        running.attempt.scan()
    running.stopping.set()
    with pytest.raises(Stopping):
        getattr(running.attempt, step)()
    assert running.row().state == "running"
    assert set(running.outcomes()) <= {"pending"}


# What passes, and what does not


def test_a_database_that_is_busy_is_written_to_again(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim, "begin", failing(4, busy(), claim.begin))
    assert running.attempt.scan()
    assert running.stopping.waits == pytest.approx([0.2, 0.4, 0.6, 0.8])


def test_a_database_that_stays_busy_fails_the_job(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim, "begin", failing(5, busy(), claim.begin))
    with pytest.raises(JobFailed, match="the database could not be written"):
        running.attempt.scan()
    assert len(running.stopping.waits) == 4


def test_a_full_disk_fails_the_job_at_once(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim, "begin", failing(1, full(), claim.begin))
    with pytest.raises(JobFailed, match="the disk is full"):
        running.attempt.scan()
    assert running.stopping.waits == []


def test_a_busy_database_holds_up_no_server_that_ends(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim, "begin", failing(1, busy(), claim.begin))
    running.stopping.then = running.stopping.set
    with pytest.raises(Stopping):
        running.attempt.scan()


def test_a_database_that_is_away_is_waited_for_however_long_it_takes(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(claim, "begin", failing(8, away(), claim.begin))
    assert running.attempt.scan()
    assert running.stopping.waits == pytest.approx([0.2, 0.4, 0.8, 1.6, 3.2, 5, 5, 5])


@pytest.mark.parametrize(("ends", "error"), [("stopping", Stopping), ("cancelled", NotOurs)])
def test_nobody_waits_for_a_database_for_a_job_that_is_over(
    running: Running, monkeypatch: pytest.MonkeyPatch, ends: str, error: type[BaseException]
) -> None:
    monkeypatch.setattr(claim, "begin", failing(1, away(), claim.begin))
    running.stopping.then = getattr(running.attempt, ends).set
    with pytest.raises(error):
        running.attempt.scan()
    assert len(running.stopping.waits) == 1


def test_a_failure_is_written_down_however_long_it_takes(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.attempt.scan()
    running.announced.clear()
    monkeypatch.setattr(job_end, "fail", failing(6, full(), job_end.fail))
    reserve = running.sync.home / "reserve"
    assert reserve.exists()
    running.attempt.fail("the disk is full")
    assert running.stopping.waits == pytest.approx([0.5, 1, 2, 4, 5, 5])
    assert (running.row().state, running.row().reason) == ("failed", "the disk is full")
    assert not reserve.exists(), "its room is for writing that down"
    assert running.announced == [running.job]


def test_the_reserve_is_kept_where_the_disk_is_not_full(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.attempt.scan()
    monkeypatch.setattr(job_end, "fail", failing(1, busy(), job_end.fail))
    running.attempt.fail("its reason")
    assert (running.sync.home / "reserve").exists()


def test_a_failure_that_cannot_be_written_holds_up_nobody(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.attempt.scan()
    monkeypatch.setattr(job_end, "fail", failing(9, busy(), job_end.fail))
    running.stopping.then = running.attempt.cancelled.set
    running.attempt.fail("its reason")
    running.stopping.then = running.stopping.set
    with pytest.raises(Stopping):
        running.attempt.fail("its reason")
    assert running.row().state == "running"


# Sources and originals


def test_a_job_of_which_no_source_can_be_scanned_fails_and_says_why(
    running: Running, folder: Path
) -> None:
    take(folder)
    with pytest.raises(JobFailed) as caught:
        running.attempt.scan()
    assert str(caught.value) == f"the folder {folder} is not there"
    running.attempt.fail(str(caught.value))
    assert (running.row().state, running.row().reason) == ("failed", str(caught.value))


def test_each_source_that_was_away_says_why_itself(running: Running, folder: Path) -> None:
    nas = folder.with_name("nas")
    with running.sync.database.session() as session:
        path = str(nas).encode()
        other = SourceRow(
            account_id=ACCOUNT,
            kind="folder",
            identity=path,
            settings=path,
            name="nas",
            connected_at=running.row().created_at,
        )
        session.add(other)
        session.flush()
        job = session.get_one(SyncJobRow, running.job)
        job.source_ids = [*job.source_ids, str(other.id)]
        session.commit()
    take(folder)
    both = f"the folder {folder} is not there; the folder {nas} is not there"
    with pytest.raises(JobFailed) as caught:
        running.attempt.scan()
    assert str(caught.value) == both
    running.attempt.fail(both)
    with running.sync.database.session() as session:
        standings = session.execute(select(StandingRow.source_id, StandingRow.reason))
        assert {tuple(one) for one in standings} == {
            (test_vanishing.SOURCE, f"the folder {folder} is not there"),
            (other.id, f"the folder {nas} is not there"),
        }


class PoolOf(PoolOfNone):
    """Reads each file with the same result."""

    def __init__(self, reading: Reading) -> None:
        super().__init__(test_vanishing.Stage(Path()))
        self.reading = reading

    def read(self, tasks: list[ReadTask]) -> Batch[Reading]:  # type: ignore[override]
        batch: Batch[Reading] = Batch(tasks)
        batch.set_all(range(len(tasks)), [self.reading] * len(tasks))
        return batch


@pytest.mark.parametrize(
    ("reading", "reason"),
    [
        (Reading("stopped"), "the disk is full"),
        (Reading("stopped", "no room for originals"), "no room for originals"),
        (Reading("away"), "the source is away"),
        (Reading("away", "the stick is gone"), "the stick is gone"),
    ],
    ids=lambda one: one.outcome if isinstance(one, Reading) else one,
)
def test_files_are_not_to_blame_for_what_is_no_fault_of_theirs(
    running: Running, reading: Reading, reason: str
) -> None:
    running.attempt.scan()
    running.attempt.pool = PoolOf(reading)
    with pytest.raises(JobFailed) as caught:
        running.attempt.process()
    assert str(caught.value) == reason
    assert set(running.outcomes()) == {"pending"}


def test_originals_that_were_removed_before_anything_named_them_are_read_again(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.attempt.scan()
    seen: list[int] = []
    pool, read = running.attempt.pool, running.attempt.pool.read

    def count(tasks: list[ReadTask]) -> Batch[Reading]:
        seen.append(len(tasks))
        return read(tasks)

    monkeypatch.setattr(pool, "read", count)

    def removed_first(session: Session, **options: object) -> bool:
        monkeypatch.setattr(attempts, "write_readings", write_readings.write_readings)
        readings = options["readings"]
        assert isinstance(readings, list)
        (running.sync.stage.folder / readings[0][0].name).write_bytes(b"no training")
        raise OriginalsRemoved([readings[0][1].sha256])

    monkeypatch.setattr(attempts, "write_readings", removed_first)
    while running.attempt.process():
        pass
    assert sum(seen) == len(NAMES) + 1
    assert running.outcomes() == [*["new"] * (len(NAMES) - 1), "skipped"], "as it is by then"


def test_a_store_that_cannot_be_looked_into_fails_the_job(
    running: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    running.attempt.scan()

    def fail(session: Session, **options: object) -> bool:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(attempts, "write_readings", fail)
    with pytest.raises(JobFailed, match="originals cannot be looked for: permission denied"):
        running.attempt.process()


# Batches


@pytest.fixture
def shared(running: Running, monkeypatch: pytest.MonkeyPatch) -> Running:
    """A job in batches of four files."""
    monkeypatch.setattr(batches, "MOST_FILES", 4)
    running.attempt.scan()
    assert running.attempt.share_out() == list(range(len(NAMES) // 4))
    return running


def test_batches_are_filed_in_their_order_and_the_last_one_ends_the_job(shared: Running) -> None:
    for number in range(len(NAMES) // 4):
        assert shared.row().state == "running"
        shared.attempt.process_batch(number)
        assert shared.outcomes().count("new") == 4 * (number + 1)
    assert shared.announced[-1] == shared.job
    all_there(shared.sync, shared.job)


def test_a_batch_that_is_done_is_not_done_again(shared: Running) -> None:
    shared.attempt.process_batch(0)
    sequence = shared.row().last_sequence
    shared.attempt.process_batch(0)
    assert shared.row().last_sequence == sequence


def test_a_batch_whose_turn_is_not_reached_does_the_one_that_stalls(
    shared: Running, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(attempts, "_STALLED_S", 0)
    monkeypatch.setattr(attempts, "_STALLED_AGAIN_S", 0)
    shared.attempt.process_batch(2)
    all_there(shared.sync, shared.job)


def test_a_batch_that_waits_for_its_turn_ends_with_its_attempt(shared: Running) -> None:
    shared.change(state="cancelled")
    with pytest.raises(NotOurs):
        shared.attempt.process_batch(1)
    assert set(shared.outcomes()) == {"pending"}
