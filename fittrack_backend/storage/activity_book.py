"""Filing recordings: each becomes part of the activity that it is of, which is derived from all of them.

It has more than 400 lines, since all of it changes one state.
"""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast
from uuid import UUID, uuid4

from attrs import define, field
from sqlalchemy import ColumnElement, func, select
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from fittrack_backend.records.activities import Recording
from fittrack_backend.records.as_json import made
from fittrack_backend.records.derive import Derived, derived, order_of
from fittrack_backend.records.fields import fields_of
from fittrack_backend.records.same_activity import (
    RecordingKey,
    Spans,
    edited_version,
    homes_of,
    key_of,
)
from fittrack_backend.storage.bulk import insert_rows, update_rows
from fittrack_backend.storage.corrections import Corrections
from fittrack_backend.storage.held_activities import (
    SLACK,
    HeldActivity,
    HeldRecording,
    Incoming,
    Times,
    columns_of,
    during,
    lead_on,
    leads_of,
    times_of,
)
from fittrack_backend.storage.origin import Origin, Taken, differs, portions
from fittrack_backend.storage.removed import ACTIVITY_DELETED, why_removed
from fittrack_backend.storage.tables import ActivityRow, CorrectionRow, RecordingRow

_RECORDINGS = cast(SqlTable, RecordingRow.__table__)
_ACTIVITIES = cast(SqlTable, ActivityRow.__table__)

_CHANGING = {
    row: tuple(name for name in fields_of(row) if name not in ("id", "account_id", "created_at"))
    for row in (HeldRecording, HeldActivity)
}


@define
class ActivityBook:
    """The activities that a batch of files touches: loaded once, changed here, written once.

    All of it happens in one transaction that nobody else writes the account's records in.
    """

    session: Session
    account_id: UUID
    account_zone: str | None
    job_id: UUID | None
    now: dt.datetime
    _recordings: dict[UUID, HeldRecording] = field(factory=dict, init=False)
    _activities: dict[UUID, HeldActivity] = field(factory=dict, init=False)
    _by_key: dict[RecordingKey, UUID] = field(factory=dict, init=False)
    _of_file: dict[str, dict[UUID, None]] = field(factory=lambda: defaultdict(dict), init=False)
    """By digest: the ids of the recordings that were read from it."""
    _members: dict[UUID, dict[UUID, None]] = field(factory=lambda: defaultdict(dict), init=False)
    """By activity: the ids of its recordings that count."""
    _by_day: dict[dt.date, dict[UUID, None]] = field(factory=lambda: defaultdict(dict), init=False)
    """By the day of its start: the ids of recordings that count."""
    _longest: dt.timedelta = field(default=dt.timedelta(0), init=False)
    _spans: Spans = field(factory=Spans, init=False)
    _said: Corrections = field(factory=Corrections, init=False)
    _corrections: list[CorrectionRow] = field(factory=list, init=False)
    """Those that are to be written."""
    _stored: set[UUID] = field(factory=set, init=False)
    _changed: set[UUID] = field(factory=set, init=False)

    def load(self, incoming: Collection[Incoming], digests: Iterable[str]) -> None:
        """Reads what these recordings can be of, and what was read from files with these digests."""
        self._said = Corrections.load(self.session, self.account_id)
        keys = {(one.sha256, one.recording.number) for one in incoming}
        partners = {other for key in keys for other in self._said.together.get(key, ())}
        of_files = {one.sha256 for one in incoming} | {*digests} | {sha for sha, _ in partners}
        rows = _RECORDINGS.c
        for some in portions(of_files):
            self._load(rows.account_id == self.account_id, rows.file_sha256.in_(some))
        # By ids of the account's alone: with the account, too, SQLite looks through all that it has.
        for ids in portions(self._ids_of_the_same_times(incoming)):
            self._load(rows.id.in_(ids))
        for ids in portions({one.activity_id for one in self._recordings.values()}):
            self._load(rows.activity_id.in_(ids))
        for ids in portions({one.activity_id for one in self._recordings.values()}):
            query = select(_ACTIVITIES).where(_ACTIVITIES.c.id.in_(ids))
            for row in self.session.execute(query):
                self._activities[row.id] = made(HeldActivity, row._asdict())
                self._stored.add(row.id)

    def _load(self, *conditions: ColumnElement[bool]) -> None:
        query = select(_RECORDINGS).where(*conditions)
        for row in self.session.execute(query):
            if row.id not in self._stored:
                self._stored.add(row.id)
                self._hold(made(HeldRecording, row._asdict()))

    def _ids_of_the_same_times(self, incoming: Iterable[Incoming]) -> set[UUID]:
        """The recordings that cover a part of the same times."""
        rows = _RECORDINGS.c
        longest = select(func.max(rows.length_s)).where(rows.account_id == self.account_id)
        longest_s = self.session.scalar(longest)
        if longest_s is None:
            return set()
        self._longest = dt.timedelta(seconds=longest_s)
        times = Times.of(times_of(one.recording) for one in incoming)
        found: set[UUID] = set()
        for first, last in times.periods():
            query = select(rows.id, rows.start_time, rows.end_time).where(
                rows.account_id == self.account_id, during(first, last, longest_s)
            )
            found.update(
                recording_id
                for recording_id, start, end in self.session.execute(query)
                if times.meet(start, end)
            )
        return found

    def take(
        self,
        recording: Recording,
        origin: Origin,
        *,
        instead_of: str | None,
        connected: Collection[UUID],
    ) -> Taken:
        """Files a recording, and derives its activity anew.

        `instead_of` is the digest of what its file held before, if no other file holds that too: what
        covers the same time in it no longer counts. `connected` are the sources that are.
        """
        day = None if recording.local is None else recording.local.date
        known_id = self._by_key.get((origin.sha256, recording.number))
        known = None if known_id is None else self._recordings[known_id]
        if known is not None and known.removal_id is not None:
            why = why_removed(self.session, known.removal_id)
            return Taken(known.activity_id, day, "skipped", why=why)
        is_deleted = (
            known is not None and self._activities[known.activity_id].deleted_at is not None
        )
        if known is not None and is_deleted and (known.counts or known.purged_at is not None):
            return Taken(known.activity_id, day, "skipped", why=ACTIVITY_DELETED)
        held = (
            self._new(recording, origin)
            if known is None
            else self._again(known, recording, origin, connected)
        )
        before = self._edited(held, instead_of)
        if before is not None:
            self._replace(before, held)
        is_counted = known is not None and known.counts
        homes = [held.activity_id] if is_counted or is_deleted else self._homes(held)
        if before is not None:
            homes = self._in_place_of(before, homes, is_counted=is_counted)
        if not homes:
            return Taken(self._begin(held, recording).id, day, "new")
        held = replace(held, activity_id=self._joined(homes).id)
        self._hold(held)
        return self._settle(held, day, is_version=is_counted or before is not None)

    def begins(self, recording: Recording, origin: Origin) -> bool:
        """Whether the recording would be an activity of its own."""
        if (origin.sha256, recording.number) in self._by_key:
            return False
        return not self._homes(self._new(recording, origin))

    def _in_place_of(
        self, before: HeldRecording, homes: list[UUID], *, is_counted: bool
    ) -> list[UUID]:
        """Where the new version of a recording goes: to what is left of the old one's activity, or
        to its own `homes`, and then what is left empty goes with it."""
        old = before.activity_id
        if old in homes:
            return homes
        if not self._members[old]:
            return [*homes, old]
        if not is_counted:
            return [old]
        self._derive(self._activities[old])
        return homes

    def _settle(self, held: HeldRecording, day: dt.date | None, *, is_version: bool) -> Taken:
        """Derives the activity that a recording is of, and says what became of the recording.

        `is_version`: its file had it already, perhaps with other values.
        """
        activity = self._activities[held.activity_id]
        if activity.deleted_at is not None:  # restoring it derives it again
            return Taken(activity.id, day, "skipped", why=ACTIVITY_DELETED)
        changed = self._derive(activity)
        twin = self._main_file(activity.id, besides=held.id)
        if not is_version:
            return Taken(activity.id, day, "merged", twin)
        return Taken(activity.id, day, "updated" if changed else "unchanged", twin)

    def _new(self, recording: Recording, origin: Origin) -> HeldRecording:
        fixed = {
            "id": uuid4(),
            "account_id": self.account_id,
            "activity_id": UUID(int=0),
            "job_id": self.job_id,
            "gives": (),
            "created_at": self.now,
            "replaced_at": None,
            "replaced_by_job_id": None,
            "removal_id": None,
            "purged_at": None,
        }
        return made(HeldRecording, fixed | origin.file() | columns_of(recording, origin.damage))

    def _again(
        self,
        held: HeldRecording,
        recording: Recording,
        origin: Origin,
        connected: Collection[UUID],
    ) -> HeldRecording:
        """A recording that is known, as it is now: its file was read again, or came back."""
        values = columns_of(recording, origin.damage)
        if held.source_id not in connected:
            values |= origin.file()
        values |= {"replaced_at": None, "replaced_by_job_id": None}
        if differs(held, values):
            self._changed.add(held.id)
            return made(HeldRecording, vars(held) | values)
        return held

    def _edited(self, new: HeldRecording, instead_of: str | None) -> HeldRecording | None:
        """The recording that the file held before it was edited."""
        if instead_of is None or instead_of == new.file_sha256:
            return None
        of_file = [self._recordings[one] for one in self._of_file[instead_of]]
        return edited_version(new, [one for one in of_file if one.counts])

    def _replace(self, old: HeldRecording, new: HeldRecording) -> None:
        """The old recording no longer counts; what a person said of it holds for the new one."""
        self._hold(replace(old, replaced_at=self.now, replaced_by_job_id=self.job_id, gives=()))
        self._changed.add(old.id)
        for other, together in self._said.of(key_of(old)):
            if other != key_of(new):
                row = self._said.note(
                    self.account_id, key_of(new), other, together=together, at=self.now
                )
                self._corrections.append(row)

    def _homes(self, new: HeldRecording) -> list[UUID]:
        """The activities that it is of; one that was deleted only if no other is."""
        for partner in sorted(self._said.together.get(key_of(new), ())):
            partner_id = self._by_key.get(partner)
            if partner_id is not None and self._recordings[partner_id].removal_id is None:
                return [self._recordings[partner_id].activity_id]
        around = dict.fromkeys(recording.activity_id for recording in self._around(new))
        candidates = {activity_id: self._of(activity_id) for activity_id in around}
        deleted = {one for one in candidates if self._activities[one].deleted_at is not None}
        for is_deleted in (False, True):
            some = {one: of for one, of in candidates.items() if (one in deleted) == is_deleted}
            homes = homes_of(new, some, self._said.apart, self._spans) if some else []
            if homes:
                return homes
        return []

    def _around(self, new: HeldRecording) -> Iterator[HeldRecording]:
        """The recordings that cover a part of the same time."""
        first = (new.start_time - SLACK - self._longest).date()
        last = (new.end_time + SLACK).date()
        for number in range((last - first).days + 1):
            for recording_id in self._by_day.get(first + dt.timedelta(days=number), ()):
                one = self._recordings[recording_id]
                if (
                    one.start_time <= new.end_time + SLACK
                    and one.end_time >= new.start_time - SLACK
                ):
                    yield one

    def _joined(self, homes: Sequence[UUID]) -> HeldActivity:
        """The activity that all of these turn out to be: the oldest that was not deleted."""
        activities = [self._activities[one] for one in homes]
        home = min(
            activities,
            key=lambda one: (
                one.deleted_at is not None,
                one.created_at,
                one.id not in self._stored,
            ),
        )
        for other in activities:
            if other is not home:
                of_other = [one for one in self._recordings.values() if one.activity_id == other.id]
                for recording in of_other:
                    self._hold(replace(recording, activity_id=home.id))
                    self._changed.add(recording.id)
                self._activities[other.id] = replace(other, merged_into=home.id)
                self._changed.add(other.id)
        return home

    def _begin(self, new: HeldRecording, recording: Recording) -> HeldActivity:
        """An activity of its own."""
        activity_id = uuid4()
        found = derived([new], self.account_zone, recording.local)
        self._hold(replace(new, activity_id=activity_id, gives=found.gives[new.id]))
        activity = made(
            HeldActivity,
            {
                "id": activity_id,
                "account_id": self.account_id,
                "created_at": self.now,
                "updated_at": self.now,
                "merged_into": None,
                "deleted_at": None,
                "removal_id": None,
                "purged_at": None,
                **found.values,
            },
        )
        self._activities[activity_id] = activity
        return activity

    def _derive(self, activity: HeldActivity) -> bool:
        """Works the activity out again; tells whether it changed, other than by where its file is."""
        found = derived(self._of(activity.id), self.account_zone)
        self._note_gives(found)
        if not differs(activity, found.values):
            return False
        as_before = {name: getattr(activity, name) for name in ("source_id", "file_name")}
        is_changed = differs(activity, {**found.values, **as_before})
        values = {**vars(activity), **found.values}
        if is_changed:
            values["updated_at"] = self.now
        self._activities[activity.id] = made(HeldActivity, values)
        self._changed.add(activity.id)
        return is_changed

    def _note_gives(self, found: Derived) -> None:
        for recording_id, gives in found.gives.items():
            recording = self._recordings[recording_id]
            if recording.gives != gives:
                self._recordings[recording_id] = replace(recording, gives=gives)
                self._changed.add(recording_id)

    def _hold(self, recording: HeldRecording) -> None:
        before = self._recordings.get(recording.id)
        if before is not None:
            self._members[before.activity_id].pop(before.id, None)
            self._by_day[before.start_time.date()].pop(before.id, None)
        self._recordings[recording.id] = recording
        self._by_key[key_of(recording)] = recording.id
        self._of_file[recording.file_sha256][recording.id] = None
        if recording.counts:
            self._members[recording.activity_id][recording.id] = None
            self._by_day[recording.start_time.date()][recording.id] = None
            self._longest = max(self._longest, dt.timedelta(seconds=recording.length_s))

    def _of(self, activity_id: UUID) -> list[HeldRecording]:
        return [self._recordings[one] for one in self._members[activity_id]]

    def _main_file(self, activity_id: UUID, *, besides: UUID) -> str | None:
        """The file of the activity's best recording in another file."""
        own = self._recordings[besides].file_sha256
        others = [one for one in self._of(activity_id) if one.file_sha256 != own]
        return min(others, key=order_of).file_name if others else None

    def flush(self) -> None:
        """Writes what changed."""
        for one, lead in leads_of(self._activities.values()).items():
            self._activities[one] = replace(self._activities[one], merged_into=lead)
        activities, recordings = self._activities.values(), self._recordings.values()
        insert_rows(
            self.session,
            _ACTIVITIES,
            [vars(one) | {"merged_into": None} for one in activities if one.id not in self._stored],
        )
        insert_rows(
            self.session,
            _RECORDINGS,
            [vars(one) for one in recordings if one.id not in self._stored],
        )
        update_rows(
            self.session,
            _RECORDINGS,
            [vars(one) for one in recordings if one.id in self._changed & self._stored],
            _CHANGING[HeldRecording],
        )
        merged_now = {one.id for one in activities if one.merged_into is not None}
        changed = self._changed & (self._stored | merged_now)
        update_rows(
            self.session,
            _ACTIVITIES,
            [vars(one) for one in activities if one.id in changed],
            _CHANGING[HeldActivity],
        )
        lead_on(
            self.session,
            {one: self._activities[one].merged_into for one in merged_now & self._changed},
        )
        for correction in self._corrections:
            self.session.merge(correction)
