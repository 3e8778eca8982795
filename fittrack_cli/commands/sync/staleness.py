"""What is out of date: too old, failing, or soon without a key. Pure, from what the backend says of each source."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Literal
from uuid import UUID

from attrs import frozen

from fittrack_cli.output.cells import ago, local

if TYPE_CHECKING:
    from fittrack_client.models.overview_row import OverviewRow
    from fittrack_client.models.schedule import Schedule
    from fittrack_client.models.source import Source

KEY_WARNING = dt.timedelta(days=7)
"""How long before its end a source's key is warned of."""
FIELDS = ("source_id", "source_name", "type", "problem", "last_success_at", "detail")


@frozen
class Finding:
    """Something that is out of date, and why."""

    source_id: UUID
    source_name: str
    type: str | None
    problem: Literal["old", "failing", "key"]
    last_success_at: dt.datetime | None
    detail: str

    @property
    def line(self) -> str:
        """It, in a line."""
        what = self.source_name if self.type is None else f"{self.source_name}, {self.type}"
        return f"{what}: {self.problem}: {self.detail}"

    @property
    def row(self) -> Mapping[str, object]:
        """It, for programs."""
        at = self.last_success_at
        return {
            "source_id": str(self.source_id),
            "source_name": self.source_name,
            "type": self.type,
            "problem": self.problem,
            "last_success_at": None if at is None else at.isoformat().replace("+00:00", "Z"),
            "detail": self.detail,
        }


def findings(
    rows: Sequence[OverviewRow],
    schedules: Sequence[Schedule],
    sources: Sequence[Source],
    *,
    max_age: dt.timedelta,
    now: dt.datetime,
) -> list[Finding]:
    """What is older than `max_age`, of each source and type that was ever synced, or that is to be by a schedule
    as old as that; what fails; and which key ends soon."""
    found: list[Finding] = []
    for row in rows:
        if (why := _why_it_fails(row)) is not None:
            found.append(_of(row, "failing", why))
        if (old := _why_it_is_old(row, schedules, now - max_age, now)) is not None:
            found.append(_of(row, "old", old))
    return [*found, *_keys(sources, now)]


def _of(row: OverviewRow, problem: Literal["old", "failing", "key"], detail: str) -> Finding:
    kind = None if row.type_ is None else str(row.type_)
    return Finding(
        row.source_id, row.source_name, kind, problem, row.last_success_at, " ".join(detail.split())
    )


def _why_it_fails(row: OverviewRow) -> str | None:
    if row.last_state == "failed":
        return row.last_reason or "the last sync failed"
    if not row.failing_files:
        return None
    files = f"{row.failing_files} file{' fails' if row.failing_files == 1 else 's fail'}"
    job = next(iter(row.failed_job_ids), None)
    return files if job is None else f"{files}: fittrack sync items {job} --outcome failed"


def _why_it_is_old(
    row: OverviewRow, schedules: Sequence[Schedule], limit: dt.datetime, now: dt.datetime
) -> str | None:
    if row.type_ is None:
        return None
    if row.last_success_at is not None:
        if row.last_success_at >= limit:
            return None
        at = row.last_success_at
        moment = at.isoformat().replace("+00:00", "Z")
        return f"the last sync without a failure was {ago(moment, now)}, on {local(at)}"
    was_asked_for = row.last_attempt_at is not None or row.records > 0
    if was_asked_for or any(_covers(one, row) and one.created_at < limit for one in schedules):
        return "it has never been synced without a failure"
    return None


def _covers(schedule: Schedule, row: OverviewRow) -> bool:
    of_type = schedule.types is None or row.type_ in schedule.types
    return of_type and (schedule.source_ids is None or row.source_id in schedule.source_ids)


def _keys(sources: Sequence[Source], now: dt.datetime) -> Iterator[Finding]:
    """The sources whose key is refused or ends soon; not every source has one."""
    last = (now + KEY_WARNING).date()
    for source in sources:
        ends_on = source.key_ends_on
        if source.state == "needs_key":
            why = f"it needs a new key: fittrack source change {source.id} --new-key"
        elif ends_on is not None and ends_on <= last:
            why = f"its key ends on {ends_on}: fittrack source change {source.id} --new-key"
        else:
            continue
        yield Finding(source.id, source.name, None, "key", source.last_sync_at, why)
