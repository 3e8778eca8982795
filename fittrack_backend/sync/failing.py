"""What fails now: each file once, whichever jobs it failed in, and the jobs whose items say why."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from attrs import evolve, frozen
from sqlalchemy import ColumnElement, Select, Text, and_, bindparam, cast, exists, func, select

from fittrack_backend.storage.scope import AccountSession, Prepared
from fittrack_backend.storage.tables import (
    IgnoredFileRow,
    SourceFileRow,
    SourceRow,
    StandingRow,
    SyncItemRow,
    SyncJobRow,
)
from fittrack_backend.sync.decide import main_type
from fittrack_backend.sync.known_bad import content_in_sql, is_ignored
from fittrack_backend.sync.standings import SOURCE_ITSELF

_FAILS = and_(
    SourceRow.is_connected(),
    SourceFileRow.outcome == "failed",
    SourceFileRow.gone_at.is_(None),
)
"""Of a file: its last reading failed, and it is still there."""
_IS_IGNORED = func.coalesce(
    IgnoredFileRow.content == content_in_sql(SourceFileRow.sha256, SourceFileRow.stamp), False
)
_HAS_DAYS: ColumnElement[bool] = cast(SourceFileRow.records, Text) != "[]"


@frozen
class Failing:
    """Files that fail now, or things that cannot be looked into, which have the rest in common.

    `type` is None where their kind is not known. `job_id` is the last job that has failed items of them.
    `ignored`: their owner knows. `dated`: they held records before they failed, so their days are known.
    """

    source_id: UUID
    type: str | None
    job_id: UUID | None
    ignored: bool
    dated: bool
    files: int


@frozen
class FailingDay:
    """A day of a file that fails now: of a record that was read from it before."""

    source_id: UUID
    type: str
    date: dt.date
    reason: str
    job_id: UUID | None


def failing(session: AccountSession) -> list[Failing]:
    """All that fails now in the connected sources."""
    files = list(_files(session))
    if any(one.job_id is None and not one.ignored for one in files):
        files = _with_earlier_jobs(session, files)
    return [*files, *_things_without_memory(session)]


def failing_days(session: AccountSession) -> list[FailingDay]:
    """The days of files that fail now and that nobody ignores, as far as they are known."""
    query = _of_files(
        select(
            SourceFileRow.source_id,
            SourceFileRow.name,
            SourceFileRow.reason,
            SourceFileRow.records,
            SyncItemRow.job_id,
        )
    ).where(_HAS_DAYS, ~_IS_IGNORED)
    return [
        FailingDay(
            file.source_id,
            record["type"] or "",
            dt.date.fromisoformat(record["day"]),
            f"{file.name} fails now: {file.reason}",
            file.job_id,
        )
        for file in session.execute(query.order_by(SourceFileRow.key))
        for record in file.records
        if record["day"] is not None
    ]


def _of_files(query: Select[*tuple[Any, ...]]) -> Select[*tuple[Any, ...]]:
    """A query of files that fail, each with its failed item in the last job that has one, if it still
    is one, and with what is ignored under its key."""
    return (
        query.join(SourceRow, SourceRow.id == SourceFileRow.source_id)
        .outerjoin(
            IgnoredFileRow,
            and_(
                IgnoredFileRow.source_id == SourceFileRow.source_id,
                IgnoredFileRow.key == SourceFileRow.key,
            ),
        )
        .outerjoin(
            SyncItemRow,
            and_(
                SyncItemRow.job_id == SourceFileRow.failed_job_id,
                SyncItemRow.source_id == SourceFileRow.source_id,
                SyncItemRow.key == SourceFileRow.key,
                SyncItemRow.outcome == "failed",
            ),
        )
        .where(_FAILS)
    )


def _of_each_kind() -> Select[*tuple[Any, ...]]:
    files = _of_files(
        select(
            SourceFileRow.source_id,
            cast(SourceFileRow.types, Text).label("types"),
            SyncItemRow.job_id,
            _IS_IGNORED.label("ignored"),
            _HAS_DAYS.label("dated"),
        )
    ).subquery()
    return select(files, func.count()).group_by(*files.c)


_EACH_KIND = Prepared(_of_each_kind())


def _files(session: AccountSession) -> Iterator[Failing]:
    for source_id, types, job_id, ignored, dated, count in session.prepared_rows(_EACH_KIND):
        kind = main_type(json.loads(types))
        yield Failing(source_id, kind, job_id, bool(ignored), bool(dated), count)


def _with_earlier_jobs(session: AccountSession, files: list[Failing]) -> list[Failing]:
    """The same with jobs that still say why they fail: in the last of all, these wait to be tried again."""
    query = _of_files(select(SourceFileRow.source_id, SourceFileRow.key, SourceFileRow.types))
    waiting = {
        (file.source_id, file.key): main_type(file.types)
        for file in session.execute(query.where(SyncItemRow.id.is_(None), ~_IS_IGNORED))
    }
    items = (
        select(SyncItemRow.source_id, SyncItemRow.key, SyncItemRow.job_id)
        .join(SyncJobRow, SyncJobRow.id == SyncItemRow.job_id)
        .where(SyncItemRow.outcome == "failed")
        .order_by(SyncJobRow.created_at)
    )
    last: dict[tuple[UUID, bytes], UUID] = {
        (item.source_id, item.key): item.job_id
        for item in session.execute(items)
        if (item.source_id, item.key) in waiting
    }
    jobs = {(place[0], waiting[place]): job_id for place, job_id in last.items()}
    return [
        evolve(one, job_id=jobs.get((one.source_id, one.type)))
        if one.job_id is None and not one.ignored
        else one
        for one in files
    ]


_LAST_JOBS = Prepared(
    select(StandingRow.source_id, StandingRow.scanned_job_id)
    .join(SourceRow, SourceRow.id == StandingRow.source_id)
    .where(SourceRow.is_connected(), StandingRow.scanned_job_id.is_not(None))
    .order_by(StandingRow.ended_at)
)


def _without_memory(which: ColumnElement[bool]) -> Select[*tuple[Any, ...]]:
    remembered = exists().where(
        SourceFileRow.source_id == SyncItemRow.source_id,
        SourceFileRow.key == SyncItemRow.key,
        SourceFileRow.outcome == "failed",
        SourceFileRow.gone_at.is_(None),
    )
    return (
        select(SyncItemRow.source_id, SyncItemRow.type, SyncItemRow.content, IgnoredFileRow.content)
        .outerjoin(
            IgnoredFileRow,
            and_(
                IgnoredFileRow.source_id == SyncItemRow.source_id,
                IgnoredFileRow.key == SyncItemRow.key,
            ),
        )
        .where(
            which,
            SyncItemRow.key != SOURCE_ITSELF,
            SyncItemRow.job_id == bindparam("job_id"),
            ~remembered,
        )
        .order_by(SyncItemRow.key)
    )


_FAILED_WITHOUT_MEMORY, _SKIPPED_WITHOUT_MEMORY = (
    Prepared(_without_memory(which))
    for which in (
        SyncItemRow.outcome == "failed",
        and_(SyncItemRow.outcome == "skipped", IgnoredFileRow.id.is_not(None)),
    )
)


def _things_without_memory(session: AccountSession) -> Iterator[Failing]:
    """What is no file to remember, such as a folder that cannot be listed: it fails in every job on its
    source, so the last one tells."""
    last: dict[UUID, UUID] = dict(map(tuple, session.prepared_rows(_LAST_JOBS)))
    for job_id in dict.fromkeys(last.values()):
        for source_id, kind, content, ignored in session.prepared_rows(
            _FAILED_WITHOUT_MEMORY, job_id=job_id
        ):
            if last.get(source_id) == job_id:
                known = is_ignored(content, ignored)
                yield Failing(source_id, kind, job_id, known, dated=False, files=1)
        for source_id, kind, *_ in session.prepared_rows(_SKIPPED_WITHOUT_MEMORY, job_id=job_id):
            if last.get(source_id) == job_id:
                yield Failing(source_id, kind, None, ignored=True, dated=False, files=1)
