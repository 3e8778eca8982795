"""Sync jobs: their counts, their locks, and whether anybody does them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from uuid import UUID

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from fittrack_backend.checking.findings import Checked, Finding
from fittrack_backend.storage.database import insert_if_absent, rows_changed
from fittrack_backend.storage.tables import (
    AccountRow,
    SourceRow,
    SyncItemRow,
    SyncJobRow,
    SyncLockRow,
)
from fittrack_backend.sync import counts
from fittrack_backend.sync.claim import UNFINISHED
from fittrack_backend.sync.workflows import jobs_with_workflows


def check(checked: Checked) -> Iterator[Finding]:
    """Looks at all jobs."""
    yield from _counts(checked)
    yield from _locks_of_ended(checked)
    yield from _unfinished(checked)


def _counts(checked: Checked) -> Iterator[Finding]:
    """The items are what happened, and the counts follow from them; unless items are missing."""
    with checked.database.session() as session:
        query = select(SyncItemRow.job_id, SyncItemRow.type, SyncItemRow.outcome, func.count())
        of_jobs: dict[UUID, counts.Counts] = defaultdict(dict)
        for job_id, kind, outcome, count in session.execute(
            query.group_by(SyncItemRow.job_id, SyncItemRow.type, SyncItemRow.outcome)
        ):
            counts.add(of_jobs[job_id], kind, outcome, count)
        last = select(SyncItemRow.job_id, func.max(SyncItemRow.sequence))
        sequences = {
            job_id: sequence or 0
            for job_id, sequence in session.execute(last.group_by(SyncItemRow.job_id))
        }
        ended = select(SyncJobRow, AccountRow.username).join(
            AccountRow, AccountRow.id == SyncJobRow.account_id
        )
        for row, account in session.execute(
            ended.where(SyncJobRow.state.not_in(UNFINISHED), SyncJobRow.items_tidied_at.is_(None))
        ).all():
            items = of_jobs.get(row.id, {})
            if _plain(items) != _plain(row.counts):
                yield _of_counts(checked, session, row, items, account)
            if sequences.get(row.id, 0) > row.last_sequence:
                if checked.repair:
                    _change(session, row, last_sequence=sequences[row.id])
                what = f"sync {row.id} has items after its last one"
                yield Finding("job-sequence", checked.mended, what, account)


def _of_counts(
    checked: Checked, session: Session, row: SyncJobRow, items: counts.Counts, account: str
) -> Finding:
    there, counted = _total(items), _total(row.counts)
    if there < counted:
        if checked.repair:
            _change(session, row, items_tidied_at=checked.now)
        what = f"sync {row.id} has {there:,} of {counted:,} items; its counts are kept"
        return Finding("items-missing", "lost" if checked.repair else "found", what, account)
    if checked.repair:
        _change(session, row, counts=items)
    what = f"sync {row.id} counts other items than it has"
    return Finding("job-counts", checked.mended, what, account)


def _change(session: Session, row: SyncJobRow, **values: object) -> None:
    """Changes a job unless it was taken up again meanwhile."""
    is_same = SyncJobRow.id == row.id, SyncJobRow.attempt == row.attempt
    ended = SyncJobRow.state.not_in(UNFINISHED)
    rows_changed(session, update(SyncJobRow).where(*is_same, ended).values(**values))
    session.commit()


def _plain(numbers: Mapping[str, Mapping[str, int]]) -> dict[tuple[str, str], int]:
    return {
        (kind, outcome): count
        for kind, of_kind in numbers.items()
        for outcome, count in of_kind.items()
        if count
    }


def _total(numbers: Mapping[str, Mapping[str, int]]) -> int:
    return sum(_plain(numbers).values())


def _locks_of_ended(checked: Checked) -> Iterator[Finding]:
    """Such a lock keeps every sync of that source from starting."""
    ended = select(SyncJobRow.id).where(SyncJobRow.state.not_in(UNFINISHED))
    query = (
        select(SyncLockRow, SourceRow.name)
        .join(SourceRow, SourceRow.id == SyncLockRow.source_id)
        .where(SyncLockRow.job_id.in_(ended))
    )
    with checked.database.session() as session:
        for lock, source in session.execute(query).all():
            if checked.repair:
                this = SyncLockRow.source_id == lock.source_id, SyncLockRow.type == lock.type
                still = SyncLockRow.job_id == lock.job_id, SyncLockRow.job_id.in_(ended)
                rows_changed(session, delete(SyncLockRow).where(*this, *still))
                session.commit()
            what = f"sync {lock.job_id} has ended, and still keeps others from syncing {lock.type}"
            yield Finding("lock-left", checked.mended, what, source=source)


def _unfinished(checked: Checked) -> Iterator[Finding]:
    with checked.database.session() as session:
        query = select(SyncJobRow, AccountRow.username).join(
            AccountRow, AccountRow.id == SyncJobRow.account_id
        )
        rows = session.execute(query.where(SyncJobRow.state.in_(UNFINISHED))).all()
        session.rollback()
        done = jobs_with_workflows(checked.settings, [row.id for row, _ in rows])
        for row, account in rows:
            yield from _missing_locks(checked, session, row, account)
            if row.id not in done:
                what = f"sync {row.id} is {row.state}, and waits for a server to take it up"
                yield Finding("job-waits", "noted", what, account)


def _missing_locks(
    checked: Checked, session: Session, row: SyncJobRow, account: str
) -> Iterator[Finding]:
    held = set(
        map(
            tuple,
            session.execute(
                select(SyncLockRow.source_id, SyncLockRow.type).where(SyncLockRow.job_id == row.id)
            ),
        )
    )
    session.rollback()
    wanted = {(UUID(source_id), kind) for source_id in row.source_ids for kind in row.types}
    for source_id, kind in sorted(wanted - held, key=str):
        goes_on = (
            update(SyncJobRow)
            .where(SyncJobRow.id == row.id, SyncJobRow.state.in_(UNFINISHED))
            .values(state=SyncJobRow.state)
        )
        if not rows_changed(session, goes_on) or session.get(SourceRow, source_id) is None:
            session.rollback()
            continue
        lock = {"source_id": source_id, "type": kind, "job_id": row.id}
        is_ours = checked.repair and insert_if_absent(session, SyncLockRow, lock)
        if is_ours:
            session.commit()
        session.rollback()
        what = f"sync {row.id} runs without keeping others from syncing {kind}"
        if checked.repair and not is_ours:
            what += ", and another one does: cancel one of them"
        yield Finding(
            "lock-missing",
            "repaired" if is_ours else "lost" if checked.repair else "found",
            what,
            account,
        )
