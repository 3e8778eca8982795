"""Filing what stored originals are read to hold now, in place of what was derived of them before.

Ids, the jobs that brought records, and what a person deleted, merged or split stay. What was removed or replaced is
left as it is, and comes back with its old values where it is restored; the next reread takes it then.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any, cast
from uuid import UUID

from attrs import define, evolve, field
from sqlalchemy import Table as SqlTable
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from fittrack_backend.readers.contents import FileContents
from fittrack_backend.records.data_types import DataType
from fittrack_backend.records.days import FileDay
from fittrack_backend.records.reader_version import READER_VERSION
from fittrack_backend.records.workouts import PlannedWorkout
from fittrack_backend.storage.activity_book import ActivityBook
from fittrack_backend.storage.day_book import DayBook
from fittrack_backend.storage.held_activities import Incoming
from fittrack_backend.storage.origin import Origin, Taken, portions
from fittrack_backend.storage.record_notes import merged
from fittrack_backend.storage.removed import counts
from fittrack_backend.storage.tables import (
    ActivityRow,
    HealthPartRow,
    RecordingRow,
    WorkoutRow,
)
from fittrack_backend.storage.workout_book import WorkoutBook, content_of
from fittrack_backend.sync import decide, memory
from fittrack_backend.sync.decide import Settled, TakenRecord
from fittrack_backend.sync.memory import KnownFile
from fittrack_backend.sync.reading import Reading

_RECORDINGS = cast(SqlTable, RecordingRow.__table__)
_ACTIVITIES = cast(SqlTable, ActivityRow.__table__)
_PARTS = cast(SqlTable, HealthPartRow.__table__)
_WORKOUTS = cast(SqlTable, WorkoutRow.__table__)

NOT_READ_ANY_MORE = "nothing is read from it any more; what was read before is kept"
FEWER_ACTIVITIES = "an activity is no longer read from it; what was read before is kept"
_REMOVED = "what it holds was deleted or removed meanwhile"

Row = Any
"""A row of a query, by its columns' names."""


@define
class _Derived:
    """The rows that were derived of an original, whether they count or not."""

    recordings: dict[int, Row] = field(factory=dict)
    parts: dict[dt.date, Row] = field(factory=dict)
    workouts: dict[UUID, Row] = field(factory=dict)

    def of(self, kind: DataType) -> Sequence[Row]:
        """Those of a type."""
        rows: Mapping[DataType, Mapping[Any, Row]] = {
            "activities": self.recordings,
            "health": self.parts,
            "workouts": self.workouts,
        }
        return list(rows[kind].values())

    def counting(self) -> list[Row]:
        """Those that count."""
        rows = (*self.recordings.values(), *self.parts.values(), *self.workouts.values())
        return [row for row in rows if _counts(row)]


def _counts(row: Row) -> bool:
    return (
        row.removal_id is None
        and row.purged_at is None
        and getattr(row, "replaced_at", None) is None
        and getattr(row, "deleted_at", None) is None
    )


@define
class RereadFiling:
    """The originals of one transaction: what they touch is loaded, changed and written together."""

    session: Session
    account_id: UUID
    account_zone: str | None
    now: dt.datetime = field(factory=lambda: dt.datetime.now(dt.UTC))
    _derived: dict[str, _Derived] = field(factory=lambda: defaultdict(_Derived), init=False)
    _parts: dict[str, Mapping[dt.date, FileDay]] = field(factory=dict, init=False)
    _files: dict[str, list[KnownFile]] = field(factory=dict, init=False)
    _changed_files: dict[tuple[UUID, bytes], KnownFile] = field(factory=dict, init=False)
    _fewer: set[str] = field(factory=set, init=False)
    """The originals that an activity is no longer read from."""
    activities: ActivityBook = field(init=False)
    health: DayBook = field(init=False)
    workouts: WorkoutBook = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.activities = ActivityBook(
            self.session, self.account_id, self.account_zone, None, self.now
        )
        self.health = DayBook(self.session, self.account_id, None, self.now)
        self.workouts = WorkoutBook(self.session, self.account_id, None, self.now)

    def load(self, readings: Mapping[str, Reading]) -> None:
        """Reads all that these originals, by digest, can touch."""
        for some in portions(readings):
            self._load_derived(some)
        self._files = self._files_with(list(readings))
        contents = {
            sha256: reading.contents
            for sha256, reading in readings.items()
            if reading.contents is not None
        }
        self.activities.load(
            [
                Incoming(sha256, one)
                for sha256, content in contents.items()
                for one in content.activities
            ],
            list(readings),
        )
        self._parts = {sha256: content.days_of_health() for sha256, content in contents.items()}
        dates = {date for parts in self._parts.values() for date in parts}
        self.health.load(dates | {date for one in self._derived.values() for date in one.parts})
        self.workouts.load(
            [one for content in contents.values() for one in content.workouts],
            [workout_id for one in self._derived.values() for workout_id in one.workouts],
        )

    def _files_with(self, digests: Sequence[str]) -> dict[str, list[KnownFile]]:
        """The account's files whose records are from these contents."""
        same = memory.load_digests(self.session, self.account_id, digests)
        edited = memory.load_records_from(self.session, self.account_id, digests)
        return {
            sha256: [
                *(file for file in same.get(sha256, ()) if file.records_from == sha256),
                *edited.get(sha256, ()),
            ]
            for sha256 in digests
        }

    def _load_derived(self, digests: Sequence[str]) -> None:
        rows = _RECORDINGS.c
        recordings = (
            select(
                *(rows.file_sha256, rows.number, rows.source_id, rows.file_name, rows.file_format),
                *(rows.job_id, rows.replaced_at, rows.removal_id, rows.purged_at, rows.tells_of),
                _ACTIVITIES.c.deleted_at,
            )
            .join(_ACTIVITIES, _ACTIVITIES.c.id == rows.activity_id)
            .where(rows.account_id == self.account_id, rows.file_sha256.in_(digests))
        )
        row: Row
        for row in self.session.execute(recordings):
            self._derived[row.file_sha256].recordings[row.number] = row
        parts = select(
            *(_PARTS.c.file_sha256, _PARTS.c.date, _PARTS.c.source_id, _PARTS.c.job_id),
            *(_PARTS.c.replaced_at, _PARTS.c.removal_id, _PARTS.c.purged_at),
        ).where(_PARTS.c.account_id == self.account_id, _PARTS.c.file_sha256.in_(digests))
        for row in self.session.execute(parts):
            self._derived[row.file_sha256].parts[row.date] = row
        workouts = select(_WORKOUTS).where(
            _WORKOUTS.c.account_id == self.account_id, _WORKOUTS.c.file_sha256.in_(digests)
        )
        for row in self.session.execute(workouts):
            self._derived[row.file_sha256].workouts[row.id] = row

    def file(
        self, sha256: str, kind: str | None, reading: Reading
    ) -> tuple[Settled, Sequence[str]]:
        """Decides about one original; returns how its item ends and which fields changed."""
        derived = self._derived[sha256]
        if not derived.counting():
            return Settled("skipped", _REMOVED, None, kind), ()
        contents = reading.contents
        if reading.outcome != "read" or contents is None:
            reason = reading.reason
            if reading.outcome == "skipped":
                reason = f"{reason}: {NOT_READ_ANY_MORE}" if reason else NOT_READ_ANY_MORE
            return Settled("failed", reason, None, kind), ()
        taken = self._take(sha256, derived, contents)
        return self._settled(sha256, kind, contents, taken)

    def _take(self, sha256: str, derived: _Derived, contents: FileContents) -> list[TakenRecord]:
        may_begin = self._may_begin(sha256, derived, contents)
        return [
            *self._take_activities(sha256, derived, contents, new="activities" in may_begin),
            *self._take_days(sha256, derived, new="health" in may_begin),
            *self._take_workouts(sha256, derived, contents, new="workouts" in may_begin),
        ]

    def _may_begin(
        self, sha256: str, derived: _Derived, contents: FileContents
    ) -> frozenset[DataType]:
        """The types of which the original may add records that were not read from it so far: those that syncs
        took all of, and those that it was not known to hold; not where some of them were taken away."""
        files = self._files.get(sha256, [])
        taken = {kind for file in files for kind in file.taken}
        known = {kind for file in files for kind in file.types}
        learned = contents.types - known if known <= taken else frozenset()
        return frozenset(
            kind
            for kind in contents.types
            if (kind in taken or kind in learned) and all(map(_counts, derived.of(kind)))
        )

    def _take_activities(
        self, sha256: str, derived: _Derived, contents: FileContents, *, new: bool
    ) -> list[TakenRecord]:
        taken: list[TakenRecord] = []
        damage = "; ".join(contents.damage) or None
        for recording in contents.activities:
            row = derived.recordings.get(recording.number)
            if row is not None and not _counts(row):
                continue
            if row is None:
                if not new:
                    continue
                origin, self.activities.job_id = self._origin(sha256, derived, contents)
                origin = evolve(origin, damage=damage)
            else:
                origin = Origin(row.source_id, b"", row.file_name, row.file_format, sha256, damage)
            found = self.activities.take(
                recording, origin, instead_of=None, connected={origin.source_id}
            )
            taken.append(TakenRecord("activities", found))
        numbers = {one.number for one in contents.activities}
        if any(_counts(row) for row in derived.recordings.values() if row.number not in numbers):
            self._fewer.add(sha256)
        return taken

    def _take_days(self, sha256: str, derived: _Derived, *, new: bool) -> list[TakenRecord]:
        taken: list[Taken] = []
        parts = self._parts[sha256]
        for date in sorted(parts):
            row = derived.parts.get(date)
            if row is not None and not _counts(row):
                continue
            if row is None:
                if not new:
                    continue
                origin, job_id = self._origin(sha256, derived, None)
                source_id = origin.source_id
            else:
                source_id, job_id = row.source_id, row.job_id
            self.health.job_id = job_id
            taken += self.health.take({date: parts[date]}, sha256, source_id, instead_of=None)
        gone = [date for date, row in derived.parts.items() if _counts(row) and date not in parts]
        dropped = (self.health.drop(date, sha256) for date in sorted(gone))
        taken += [one for one in dropped if one is not None]
        return [TakenRecord("health", one) for one in taken]

    def _take_workouts(
        self, sha256: str, derived: _Derived, contents: FileContents, *, new: bool
    ) -> list[TakenRecord]:
        rows = [row for row in derived.workouts.values() if _counts(row)]
        taken: list[TakenRecord] = []
        for workout, row in _pairs(contents.workouts, rows):
            if row is not None:
                origin = Origin(
                    row.source_id, row.path, row.file_name, row.file_format, sha256, None
                )
                before = row.id
            elif new:
                origin, self.workouts.job_id = self._origin(sha256, derived, contents)
                before = None
            else:
                continue
            found = self.workouts.take(workout, origin, before, lambda *_: True)
            taken.append(TakenRecord("workouts", found))
        return taken

    def _origin(
        self, sha256: str, derived: _Derived, contents: FileContents | None
    ) -> tuple[Origin, UUID | None]:
        """Where a record comes from that was not read from the original so far, and the job that brought
        it: as its other records."""
        sibling = derived.counting()[0]
        files = [
            file for file in self._files.get(sha256, []) if file.source_id == sibling.source_id
        ]
        name = getattr(sibling, "file_name", None) or (files[0].name if files else sha256)
        key = getattr(sibling, "path", None) or (files[0].key if files else sha256.encode())
        file_format = contents.format if contents is not None else ""
        tells_of = getattr(sibling, "tells_of", None)
        origin = Origin(sibling.source_id, key, name, file_format, sha256, None, tells_of)
        return origin, sibling.job_id

    def _settled(
        self, sha256: str, kind: str | None, contents: FileContents, taken: Sequence[TakenRecord]
    ) -> tuple[Settled, Sequence[str]]:
        changed = tuple(dict.fromkeys(name for one in taken for name in one.taken.changed))
        outcomes = {one.taken.outcome for one in taken}
        is_updated = bool(changed) or bool(outcomes & {"new", "updated", "merged"})
        self._remember(sha256, contents, taken)
        reasons = [*contents.damage, *([FEWER_ACTIVITIES] if sha256 in self._fewer else [])]
        gone = {one for one in taken if one.type == "health" and self._is_gone(sha256, one)}
        records = [
            record.shown(one.taken.outcome)
            for record, one in zip(decide.remembered(taken), taken, strict=True)
            if one not in gone
        ]
        settled = Settled(
            "updated" if is_updated else "unchanged",
            "; ".join(reasons) or None,
            next((one.taken.twin_of for one in taken if one.taken.twin_of is not None), None),
            decide.main_type(one.type for one in taken) or kind,
            records,
        )
        return settled, changed

    def _is_gone(self, sha256: str, record: TakenRecord) -> bool:
        return record.taken.date not in self._parts[sha256]

    def _remember(self, sha256: str, contents: FileContents, taken: Sequence[TakenRecord]) -> None:
        """The account's files with these bytes hold what was read now."""
        there = [one for one in taken if one.type != "health" or not self._is_gone(sha256, one)]
        notes = decide.remembered(there)
        days = {one.date for one in notes if one.type == "health"}
        dropped = {one.taken.date for one in taken if one.type == "health"} - days
        for file in self._files.get(sha256, []):
            learned = contents.types - file.types if file.types <= file.taken else frozenset()
            kept = [one for one in file.records if one.type != "health" or one.date not in dropped]
            own = [one for one in notes if one.type in file.taken | learned or one in kept]
            records = merged(kept, own)
            if records != file.records or learned:
                self._changed_files[file.source_id, file.key] = evolve(
                    file,
                    records=records,
                    types=file.types | learned,
                    taken=file.taken | learned,
                )

    def flush(self) -> None:
        """Writes all that changed."""
        self.activities.flush()
        self.health.flush()
        self.workouts.flush()
        memory.save(self.session, list(self._changed_files.values()))
        for some in portions(self._fewer):
            self.session.execute(
                update(RecordingRow)
                .where(
                    RecordingRow.account_id == self.account_id,
                    RecordingRow.column("file_sha256").in_(some),
                    counts(RecordingRow),
                )
                .values(reader_version=READER_VERSION)
                .execution_options(synchronize_session=False)
            )


def _pairs(
    workouts: Sequence[PlannedWorkout], rows: Sequence[Row]
) -> list[tuple[PlannedWorkout, Row | None]]:
    """Each workout with the row that it was before: of the same content, else of the same name and sport, else
    the only one left. None where rows are left that nobody can match: a second one would be doubled."""
    left = list(rows)
    pairs: list[tuple[PlannedWorkout, Row | None]] = []
    unmatched: list[PlannedWorkout] = []
    for workout in workouts:
        key = content_of(workout)["content_key"]
        same = next((row for row in left if row.content_key == key), None)
        if same is None:
            unmatched.append(workout)
            continue
        left.remove(same)
        pairs.append((workout, same))
    for workout in list(unmatched):
        named = [row for row in left if (row.name, row.sport) == (workout.name, workout.sport)]
        if len(named) == 1:
            left.remove(named[0])
            unmatched.remove(workout)
            pairs.append((workout, named[0]))
    if len(left) == len(unmatched) == 1:
        return [*pairs, (unmatched[0], left[0])]
    return pairs if left else [*pairs, *((one, None) for one in unmatched)]
