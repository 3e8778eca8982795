"""Filing what was read: which records change, what is remembered, how each item ends.

It has more than 400 lines, since records, memory and items change in one transaction, and each follows from the others.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import TypedDict, cast
from uuid import UUID

from attrs import define, evolve, field, frozen
from sqlalchemy import Table as SqlTable
from sqlalchemy import select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from fittrack_backend.readers.contents import FileContents
from fittrack_backend.records.days import FileDay
from fittrack_backend.storage import original_marks
from fittrack_backend.storage.activity_book import ActivityBook
from fittrack_backend.storage.day_book import DayBook
from fittrack_backend.storage.file_versions import BatchVersions, Found, Place, Reader
from fittrack_backend.storage.held_activities import Incoming
from fittrack_backend.storage.origin import (
    Holder,
    Origin,
    Taken,
)
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.record_notes import HeldRecord, merged
from fittrack_backend.storage.removed import Removed, removed_by
from fittrack_backend.storage.tables import OriginalRow, SourceRow
from fittrack_backend.storage.told_files import who_tell_of
from fittrack_backend.storage.workout_book import WorkoutBook
from fittrack_backend.sync import copies, decide, memory
from fittrack_backend.sync.decide import Settled, TakenRecord, Wish
from fittrack_backend.sync.memory import KnownFile
from fittrack_backend.sync.reading import Reading

_ORIGINALS = cast(SqlTable, OriginalRow.__table__)


@frozen
class PendingItem:
    """An item that waits to be read."""

    id: UUID
    source_id: UUID
    key: bytes
    name: str
    type: str | None
    size: int


class _Original(TypedDict):
    """A row of an original."""

    sha256: str
    size_bytes: int
    file_format: str
    stored_at: dt.datetime


@define
class Filing:
    """The files of one transaction: what they touch is loaded, changed and written together."""

    session: Session
    account_id: UUID
    account_zone: str | None
    job_id: UUID
    wish: Wish
    kept: OriginalStore
    now: dt.datetime = field(factory=lambda: dt.datetime.now(dt.UTC))
    known: dict[tuple[UUID, bytes], KnownFile] = field(factory=dict)
    by_digest: dict[str, list[KnownFile]] = field(factory=dict)
    connected: set[UUID] = field(factory=set)
    removed: Removed | None = None
    changed: dict[tuple[UUID, bytes], KnownFile] = field(factory=dict)
    parts: dict[UUID, Mapping[dt.date, FileDay]] = field(factory=dict)
    originals: dict[str, _Original] = field(factory=dict)
    versions: BatchVersions = field(init=False)
    activities: ActivityBook = field(init=False)
    health: DayBook = field(init=False)
    workouts: WorkoutBook = field(init=False)

    def __attrs_post_init__(self) -> None:
        reader = Reader(self.session, self.account_id)
        self.versions = BatchVersions(reader, self.job_id, self.now)
        self.activities = ActivityBook(
            self.session, self.account_id, self.account_zone, self.job_id, self.now
        )
        self.health = DayBook(self.session, self.account_id, self.job_id, self.now)
        self.workouts = WorkoutBook(self.session, self.account_id, self.job_id, self.now)

    def load(self, todo: Sequence[tuple[PendingItem, Reading]]) -> None:
        """Reads all that these files can touch."""
        connected = select(SourceRow.id).where(
            SourceRow.account_id == self.account_id, SourceRow.is_connected()
        )
        self.connected = set(self.session.scalars(connected))
        self.known = memory.load_keys(
            self.session, [(item.source_id, item.key) for item, _ in todo]
        )
        contents = [reading.contents for _, reading in todo if reading.contents is not None]
        self.versions.load([(self._place(item), reading.sha256) for item, reading in todo])
        held_before = self.versions.before()
        self.activities.load(
            [
                Incoming(reading.sha256, one)
                for _, reading in todo
                if reading.contents is not None and reading.sha256 is not None
                for one in reading.contents.activities
            ],
            held_before,
            self._told(todo),
        )
        held = [
            record.id
            for file in self.known.values()
            for record in file.records
            if record.type == "workouts" and record.id is not None
        ]
        self.workouts.load((one for each in contents for one in each.workouts), held)
        for item, reading in todo:
            if reading.contents is not None:
                self.parts[item.id] = reading.contents.days_of_health()
        self.health.load(date for parts in self.parts.values() for date in parts)
        holders: set[tuple[UUID, bytes]] = set()
        for holder in self.workouts.holders():
            if holder.source_id is not None:
                holders.add((holder.source_id, holder.path))
        self.known |= memory.load_keys(self.session, holders - self.known.keys())
        digests = {file.sha256 for file in self.known.values() if file.sha256 is not None}
        digests |= {reading.sha256 for _, reading in todo if reading.sha256 is not None}
        digests |= held_before
        self.by_digest = memory.load_digests(self.session, self.account_id, digests)
        if self.by_digest:
            self.removed = removed_by(self.session, self.account_id)

    def _told(self, todo: Sequence[tuple[PendingItem, Reading]]) -> Iterable[tuple[str, str]]:
        """The digests of what tells of a file, each with that of the file."""
        contents = {
            (item.source_id, item.key): reading.sha256
            for item, reading in todo
            if reading.sha256 is not None and reading.contents is not None
        }
        telling = [
            (reading.sha256, (item.source_id, reading.tells_of))
            for item, reading in todo
            if reading.sha256 is not None and reading.tells_of is not None
        ]
        others = {place for _, place in telling if place not in contents}
        known = memory.load_keys(self.session, others) if others else {}
        for sha256, place in telling:
            known_file = known.get(place)
            of_file = contents.get(place) or (known_file.records_from if known_file else None)
            if of_file is not None:
                yield sha256, of_file
        waiting = who_tell_of(self.session, self.account_id, contents)
        for place, digests in waiting.items():
            yield from ((sha256, contents[place]) for sha256 in digests)

    def _place(self, item: PendingItem) -> Place:
        before = self.known.get((item.source_id, item.key))
        if before is None:
            return Place(item.source_id, item.key, None, None)
        return Place(item.source_id, item.key, before.id, before.records_from, before.gone_at)

    def file(self, item: PendingItem, reading: Reading) -> Settled:
        """Decides about one file, and notes what is to be written."""
        before = self.known.get((item.source_id, item.key))
        if reading.outcome == "read" and reading.contents is not None:
            return self._file_contents(item, reading, before)
        return self._note_nothing(item, reading, before)

    def had_content(self, item: PendingItem) -> bool:
        """Whether the file was read before, so that what it holds now takes the place of that."""
        before = self.known.get((item.source_id, item.key))
        return before is not None and before.records_from is not None

    def begun_by(self, item: PendingItem, reading: Reading) -> int:
        """How many activities would begin with a file."""
        origin = _origin(item, reading)
        contents = reading.contents
        assert contents is not None
        return sum(self.activities.begins(one, origin) for one in contents.activities)

    def note_original(self, reading: Reading) -> None:
        """An original that is stored."""
        assert reading.sha256 is not None and reading.contents is not None
        self.originals[reading.sha256] = {
            "sha256": reading.sha256,
            "size_bytes": reading.seen.size if reading.seen else 0,
            "file_format": reading.contents.format,
            "stored_at": self.now,
        }

    def _file_contents(
        self, item: PendingItem, reading: Reading, before: KnownFile | None
    ) -> Settled:
        contents, sniffed, sha256 = reading.contents, reading.sniffed, reading.sha256
        assert contents is not None and sniffed is not None and sha256 is not None
        found = self._found(item, sha256, contents)
        is_edited = any(one.instead_of is not None for one in found.values())
        original = copies.original_of(
            item.source_id,
            item.key,
            reading,
            self._counting(sha256),
            self.wish,
            self.connected,
        )
        if original is not None:
            return self._note_copy(item, reading, before, original, found if is_edited else None)
        records = self._take(item, reading, before, found)
        same_content = before is not None and before.sha256 == sha256
        settled, lasting = decide.after_reading(
            records, contents.damage, before, item.type, same_content=same_content
        )
        complete = self.wish.types & sniffed.types if not reading.outside else frozenset()
        kept = _others(before, self.wish) if before is not None else []
        entries: Sequence[HeldRecord] = decide.remembered(records)
        if reading.outside and before is not None:
            entries = merged(entries, before.records)
        self._remember(
            item,
            reading,
            outcome="unchanged" if settled.outcome == "skipped" else settled.outcome,
            reason=lasting,
            twin_of=settled.twin_of,
            taken=complete | (before.taken if before is not None and same_content else frozenset()),
            records=merged(entries, kept),
        )
        self.note_original(reading)
        return settled

    def _found(self, item: PendingItem, sha256: str, contents: FileContents) -> Mapping[str, Found]:
        """By type: what the content that was read means for what the file held before."""
        place = self._place(item)
        found: dict[str, Found] = {}
        for kind, book, is_there in (
            ("activities", self.activities, bool(contents.activities)),
            ("health", self.health, item.id in self.parts and bool(self.parts[item.id])),
        ):
            if is_there:
                found[kind] = self.versions.find(
                    kind,
                    place,
                    sha256,
                    is_known=book.knows(sha256),
                    removal_id=book.removal_of(sha256),
                )
        return found

    def _take(
        self,
        item: PendingItem,
        reading: Reading,
        before: KnownFile | None,
        found: Mapping[str, Found],
    ) -> list[TakenRecord]:
        contents, origin = reading.contents, _origin(item, reading)
        assert contents is not None
        sha256 = origin.sha256
        taken: dict[tuple[str, str], TakenRecord] = {}

        def note(kind: str, record: Taken) -> None:
            taken.setdefault((kind, str(record.id or record.date)), TakenRecord(kind, record))

        of_activities, of_health = (found.get(kind, Found()) for kind in ("activities", "health"))
        for activity in contents.activities:
            taken_one = self.activities.take(
                activity,
                origin,
                instead_of=of_activities.instead_of,
                kept_away=of_activities.kept_away,
                connected=self.connected,
            )
            note("activities", taken_one)
        self.activities.replace_rest(sha256, of_activities.instead_of)
        parts = self.parts.get(item.id, {})
        if parts:
            for day in self.health.take(
                parts,
                sha256,
                origin.source_id,
                instead_of=of_health.instead_of,
                kept_away=of_health.kept_away,
            ):
                note("health", day)
        only = self._only_workout(before) if len(contents.workouts) == 1 else None
        for workout in contents.workouts:
            note("workouts", self.workouts.take(workout, origin, only, self._is_live))
        return list(taken.values())

    def _is_live(self, holder: Holder, record_id: UUID) -> bool:
        if holder.source_id is None or holder.source_id not in self.connected:
            return False
        file = self.known.get((holder.source_id, holder.path))
        return file is not None and file.gone_at is None and file.holds(record_id)

    def _only_workout(self, before: KnownFile | None) -> UUID | None:
        held = [one.id for one in before.records if one.type == "workouts"] if before else []
        return held[0] if len(held) == 1 else None

    def _counting(self, sha256: str) -> list[KnownFile]:
        """The files with this content, without what was removed of them."""
        same = self.by_digest.get(sha256, [])
        if self.removed is None:
            return same
        return [decide.without_removed(known, self.removed) for known in same]

    def _note_copy(
        self,
        item: PendingItem,
        reading: Reading,
        before: KnownFile | None,
        original: KnownFile,
        found: Mapping[str, Found] | None,
    ) -> Settled:
        settled = copies.settled(original, self.wish)
        contents, sha256 = reading.contents, reading.sha256
        if sha256 is not None:
            self.activities.join_told(sha256)
        if found is not None and contents is not None:
            records = self._take(item, reading, before, found)
            edited, _ = decide.after_reading(records, (), before, item.type)
            if edited.outcome == "updated":
                settled = evolve(settled, outcome="updated", records=edited.records)
        of_job = [one for one in original.records if one.type in self.wish.types]
        kept = _others(before, self.wish) if before is not None else []
        self._remember(
            item,
            reading,
            outcome=settled.outcome,
            reason=settled.reason,
            twin_of=settled.twin_of,
            taken=self.wish.types & original.taken,
            records=merged(of_job, kept),
        )
        return settled

    def _note_nothing(
        self, item: PendingItem, reading: Reading, before: KnownFile | None
    ) -> Settled:
        if reading.outcome == "vanished":
            if before is not None and before.gone_at is None:
                self._note(evolve(before, gone_at=self.now))
                if before.id is not None:
                    self.versions.vanish(before.id)
            return Settled("skipped", decide.VANISHED, None, item.type)
        settled = Settled(reading.outcome, reading.reason, None, item.type)
        if reading.outside:
            return settled
        self._remember(
            item,
            reading,
            outcome=settled.outcome,
            reason=settled.reason,
            twin_of=None,
            taken=self.wish.types if reading.sha256 is not None else frozenset(),
            records=before.records if before is not None else (),
        )
        return settled

    def _remember(
        self,
        item: PendingItem,
        reading: Reading,
        *,
        outcome: str,
        reason: str | None,
        twin_of: str | None,
        taken: frozenset[str],
        records: tuple[HeldRecord, ...],
    ) -> None:
        before = self.known.get((item.source_id, item.key))
        filed = before.records_from if before is not None else None
        if reading.seen is None:
            if before is not None:
                self._note(
                    evolve(before, outcome=outcome, reason=reason, sha256=None, filed_sha256=filed)
                )
            return
        types = reading.sniffed.types if reading.sniffed is not None else frozenset()
        is_filed = reading.outcome == "read" and types <= taken
        file = KnownFile(
            source_id=item.source_id,
            key=item.key,
            name=item.name,
            stamp=reading.seen.stamp,
            size=reading.seen.size,
            outcome=outcome,
            id=before.id if before is not None else None,
            sha256=reading.sha256,
            filed_sha256=filed if filed != reading.sha256 and not is_filed else None,
            file_format=reading.sniffed.format if reading.sniffed is not None else None,
            types=frozenset(types),
            taken=frozenset(taken) & frozenset(types),
            reason=reason,
            twin_of=twin_of,
            records=records,
        )
        self._note(file)

    def _note(self, file: KnownFile) -> None:
        place = file.source_id, file.key
        before = self.known.get(place)
        if before is not None and before.sha256 is not None:
            same = self.by_digest.get(before.sha256, [])
            same[:] = [one for one in same if (one.source_id, one.key) != place]
        if file.sha256 is not None:
            self.by_digest.setdefault(file.sha256, []).append(file)
        self.known[place] = self.changed[place] = file

    def flush(self) -> None:
        """Writes all that changed. Raises `OriginalsRemoved`, and OSError where nobody can tell."""
        self.activities.flush()
        self.health.flush()
        self.workouts.flush()
        memory.save(self.session, list(self.changed.values()))
        self.versions.flush(self._id_of)
        self._name_originals()

    def _id_of(self, source_id: UUID, key: bytes) -> UUID:
        found = self.known[source_id, key].id
        assert found is not None, "what was noted has a row by now"
        return found

    def _name_originals(self) -> None:
        dialect = self.session.get_bind().dialect.name
        insert = postgresql.insert if dialect == "postgresql" else sqlite.insert
        missing = sorted(self.originals)
        while missing:  # another account can have brought the same ones, and they can go meanwhile
            rows = [self.originals[sha256] for sha256 in missing]
            self.session.execute(insert(_ORIGINALS).on_conflict_do_nothing(), rows)
            held = original_marks.hold(self.session, missing)
            missing = [sha256 for sha256 in missing if sha256 not in held]
        original_marks.check_named(self.session, self.kept, sorted(self.originals))


def _origin(item: PendingItem, reading: Reading) -> Origin:
    contents, sha256 = reading.contents, reading.sha256
    assert contents is not None and sha256 is not None
    return Origin(
        item.source_id,
        item.key,
        item.name,
        contents.format,
        sha256,
        "; ".join(contents.damage) or None,
        reading.tells_of,
    )


def _others(before: KnownFile, wish: Wish) -> list[HeldRecord]:
    return [record for record in before.records if record.type not in wish.types]
