"""What changes of what was replaced when a job is undone or restored, and what recordings were before an edit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from uuid import UUID

from attrs import field, frozen
from sqlalchemy import ColumnElement, select

from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.replacements import (
    History,
    Place,
    RecordingPlace,
    place_of,
    undone_jobs,
)
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    HealthPartRow,
    RecordingRow,
    ReplacementRow,
)


@frozen
class Turned:
    """What counts again, and what no longer does: ids of recordings and of parts of days."""

    back: Mapping[type[RecordingRow | HealthPartRow], Collection[UUID]] = field(factory=dict)
    away: Mapping[type[RecordingRow | HealthPartRow], Collection[UUID]] = field(factory=dict)

    def of(self, row: type[RecordingRow | HealthPartRow]) -> set[UUID]:
        """The ids of one kind."""
        return {*self.back.get(row, ()), *self.away.get(row, ())}


def turned_by(database: AccountSession, job_id: UUID, *, undone: bool) -> Turned:
    """What changes of what was replaced when a job is undone, or is no longer."""
    touched = _rows(database, ReplacementRow.job_id == job_id)
    if not touched:
        return Turned()
    undone_now = {*undone_jobs(database, database.account_id)} - {job_id}
    history = History(undone_now | {job_id} if undone else undone_now)
    around = _around(database, {row.old_sha256 for row in touched})
    for row in around:
        history.add(row)
    places = {place_of(row) for row in around}
    digests = {sha256 for sha256, _ in places}
    back: dict[type[RecordingRow | HealthPartRow], list[UUID]] = defaultdict(list)
    away: dict[type[RecordingRow | HealthPartRow], list[UUID]] = defaultdict(list)
    for row_class, one, place, is_replaced in _parts(database, digests):
        if place in places and is_replaced != history.is_replaced(place):
            (back if is_replaced else away)[row_class].append(one)
    return Turned(back, away)


def _around(database: AccountSession, digests: Collection[str]) -> list[ReplacementRow]:
    """What replaced these contents and what they replaced, all the way back and forth."""
    found: dict[UUID, ReplacementRow] = {}
    seen: set[str] = set()
    todo = set(digests)
    while todo:
        seen |= todo
        rows: list[ReplacementRow] = []
        for some in portions(todo):
            for column in (ReplacementRow.old_sha256, ReplacementRow.new_sha256):
                rows += _rows(database, column.in_(some))
        found |= {row.id: row for row in rows}
        todo = {one for row in rows for one in (row.old_sha256, row.new_sha256) if one} - seen
    return list(found.values())


def _rows(database: AccountSession, condition: ColumnElement[bool]) -> list[ReplacementRow]:
    return list(database.scalars(select(ReplacementRow).where(condition)))


def _parts(
    database: AccountSession, digests: Collection[str]
) -> Iterator[tuple[type[RecordingRow | HealthPartRow], UUID, Place, bool]]:
    sha256, number = RecordingRow.column("file_sha256"), RecordingRow.column("number")
    for some in portions(digests):
        recordings = select(RecordingRow.id, sha256, number, RecordingRow.replaced_at)
        for one, digest, which, at in database.execute(recordings.where(sha256.in_(some))):
            yield RecordingRow, one, (digest, which), at is not None
        parts = select(
            HealthPartRow.id,
            HealthPartRow.file_sha256,
            HealthPartRow.date,
            HealthPartRow.replaced_at,
        )
        for one, digest, date, at in database.execute(
            parts.where(HealthPartRow.file_sha256.in_(some))
        ):
            yield HealthPartRow, one, (digest, date), at is not None


def earlier_versions(
    database: AccountSession, recordings: Collection[RecordingPlace]
) -> dict[RecordingPlace, list[RecordingPlace]]:
    """Of recordings, by each of them: those whose place it took, all the way back."""
    found: dict[RecordingPlace, list[RecordingPlace]] = {one: [] for one in recordings}
    latest = {one: one for one in recordings}
    todo = list(recordings)
    while todo:
        rows: list[ReplacementRow] = []
        for some in portions({sha256 for sha256, _ in todo}):
            rows += _rows(
                database, ReplacementRow.new_sha256.in_(some) & ReplacementRow.date.is_(None)
            )
        here, todo = set(todo), []
        for row in rows:
            if row.new_sha256 is None or row.old_number is None or row.new_number is None:
                continue
            new, old = (row.new_sha256, row.new_number), (row.old_sha256, row.old_number)
            if new in here and old not in latest:
                latest[old] = latest[new]
                found[latest[new]].append(old)
                todo.append(old)
    return found
