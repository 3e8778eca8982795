"""One job at a time on a source and type."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.exc import IntegrityError

from fittrack_backend.errors import Problem
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.data_types import TYPES
from fittrack_backend.sources.kinds import KINDS
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import SourceRow, SyncJobRow, SyncLockRow
from fittrack_common.sentences import in_a_row

COLLECTING = "collecting"
"""In place of a type: the right to collect a source."""


def commit_with_locks(session: AccountSession, job: SyncJobRow) -> bool:
    """Commits the job with its locks; False to try again, as what was in the way is gone.

    A problem 409 when another job holds one of the locks.
    """
    wanted = [(UUID(source_id), kind) for source_id in job.source_ids for kind in job.types]
    wanted += [(source_id, COLLECTING) for source_id in _collected(session, job)]
    try:
        session.flush()
        session.add_all(
            SyncLockRow(source_id=source_id, type=kind, job_id=job.id) for source_id, kind in wanted
        )
        session.commit()
    except IntegrityError:
        session.rollback()
        _check_conflict(session, wanted)
        return False
    return True


def _collected(session: AccountSession, job: SyncJobRow) -> list[UUID]:
    """The sources that one job at a time collects, whatever its types: a service is asked by one alone."""
    query = select(SourceRow.id, SourceRow.kind).where(
        SourceRow.id.in_([UUID(one) for one in job.source_ids])
    )
    with session.no_autoflush:
        return [row.id for row in session.execute(query) if KINDS[row.kind].collector is not None]


def _check_conflict(session: AccountSession, wanted: Sequence[tuple[UUID, str]]) -> None:
    query = select(SyncLockRow).where(SyncLockRow.source_id.in_({one[0] for one in wanted}))
    locks = [lock for lock in session.scalars(query) if (lock.source_id, lock.type) in wanted]
    if not locks:
        return
    job_id = locks[0].job_id
    types = [one for one in TYPES if any(lock.type == one for lock in locks)]
    what = in_a_row(types) if types else "other data"
    raise Problem(
        Kind.SYNC_CONFLICT,
        f"Job {job_id} is already syncing {what} from this source.",
        members={"job_id": str(job_id)},
    )
