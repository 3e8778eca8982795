"""Filing recordings: each becomes part of the activity that it is of, which is derived from all of them.

It has more than 400 lines, since all of it changes one state.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import replace
from typing import cast
from uuid import UUID, uuid4

from attrs import define, evolve, field
from sqlalchemy import ColumnElement, func, select
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import Session

from fittrack_backend.records.activities import Recording
from fittrack_backend.records.as_json import made
from fittrack_backend.records.derive import Derived, derived, order_of
from fittrack_backend.records.fields import fields_of
from fittrack_backend.records.reader_version import READER_VERSION
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
    shown_changes,
    times_of,
)
from fittrack_backend.storage.json_text import EncodedOnce
from fittrack_backend.storage.origin import (
    Origin,
    RecordOutcome,
    Taken,
    changes,
    differs,
    portions,
)
from fittrack_backend.storage.removed import ACTIVITY_DELETED, why_removed
from fittrack_backend.storage.replacements import replacement_of
from fittrack_backend.storage.tables import ActivityRow, CorrectionRow, RecordingRow, ReplacementRow
from fittrack_backend.storage.told_files import Told

_RECORDINGS = cast(SqlTable, RecordingRow.__table__)
_ACTIVITIES = cast(SqlTable, ActivityRow.__table__)

_NUMBERS_NEED = ("sport", "measures", "parts")
"""What else than samples is needed to work out a recording's numbers."""
_OF_RECORDING = tuple(_RECORDINGS.c[name] for name in fields_of(HeldRecording))
_CHANGING = {
    row: tuple(name for name in fields_of(row) if name not in ("id", "account_id", "created_at"))
    for row in (HeldRecording, HeldActivity)
}


@define
class _Once:
    """Makes rows in which laps, measures and parts are written as text once, though an activity and its
    recording both have them."""

    _encoded: EncodedOnce = field(factory=EncodedOnce)

    def row(self, one: HeldRecording | HeldActivity) -> dict[str, object]:
        """The record's row."""
        of = self._encoded.of
        together = {"laps": of(one.laps), "measures": of(one.measures), "parts": of(one.parts)}
        return vars(one) | together


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
    _told: Told = field(factory=Told, init=False)
    _corrections: list[CorrectionRow] = field(factory=list, init=False)
    _replacements: list[ReplacementRow] = field(factory=list, init=False)
    """Those that are to be written."""
    _stored: set[UUID] = field(factory=set, init=False)
    _changed: set[UUID] = field(factory=set, init=False)

    def load(
        self,
        incoming: Collection[Incoming],
        digests: Iterable[str],
        told: Iterable[tuple[str, str]] = (),
    ) -> None:
        """Reads what these recordings can be of, and what was read from files with these digests.

        `told` are the digests of what tells of a file, each with that of the file: both are of one activity.
        """
        self._told = Told.of(told, Counter(one.sha256 for one in incoming))
        self._said = Corrections.load(self.session, self.account_id)
        keys = {(one.sha256, one.recording.number) for one in incoming}
        partners = {other for key in keys for other in self._said.together.get(key, ())}
        of_files = {one.sha256 for one in incoming} | {*digests} | {sha for sha, _ in partners}
        of_files |= self._told.digests()
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
        query = select(*_OF_RECORDING).where(*conditions)
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
        kept_away: str | None = None,
        connected: Collection[UUID],
    ) -> Taken:
        """Files a recording, and derives its activity anew.

        `instead_of` is the digest of what its file held before, and no other file holds: what covers the same time in
        it no longer counts. `kept_away` is why what counts no more does not come back. `connected` are the sources that
        are.
        """
        day = None if recording.local is None else recording.local.date
        known_id = self._by_key.get((origin.sha256, recording.number))
        known = None if known_id is None else self._recordings[known_id]
        why = None if known is None else self._why_skipped(known, kept_away)
        if known is not None and why is not None:
            if kept_away is None:
                self._hold_again(known)
            for old in self._edited(known, instead_of):
                self._put_aside(old, known)
            return Taken(self._recordings[known.id].activity_id, day, "skipped", why=why)
        of_known = None if known is None else self._activities[known.activity_id]
        held = (
            self._new(recording, origin)
            if known is None
            else self._again(known, recording, origin, connected)
        )
        edited = self._edited(held, instead_of)
        replaced = [old for old in edited if self._replace(old, held)]
        before = next((old for old in replaced if old.counts), None)
        is_counted = known is not None and known.counts
        is_at_home = is_counted or (of_known is not None and of_known.is_deleted)
        homes = [held.activity_id] if is_at_home else self._homes(held)
        if of_known is not None and of_known.is_empty and of_known.id not in homes:
            homes.append(of_known.id)
        if before is not None:
            homes = self._in_place_of(before, homes)
        if not homes:
            return Taken(self._begin(held, recording).id, day, "new")
        held = replace(held, activity_id=self._joined(homes).id)
        self._hold(held)
        taken = self._settle(
            held,
            day,
            is_version=is_counted or bool(edited),
            stands_in=is_counted and before is not None,
        )
        if known is None:
            return taken
        of_recording = shown_changes(known, held)
        return evolve(taken, changed=tuple(dict.fromkeys((*of_recording, *taken.changed))))

    def _why_skipped(self, known: HeldRecording, kept_away: str | None) -> str | None:
        """Why a recording that is found again does not come in; None when it does."""
        if known.removal_id is not None:
            return why_removed(self.session, known.removal_id)
        if known.replaced_at is not None and kept_away is not None:
            return kept_away
        is_deleted = self._activities[known.activity_id].is_deleted
        if is_deleted and (known.counts or known.purged_at is not None):
            return ACTIVITY_DELETED
        return None

    def replace_rest(self, sha256: str, instead_of: str | None) -> None:
        """What else a file held before at the same time as what it holds now, with this digest, no longer
        counts either: there may be fewer recordings in it now."""
        if instead_of is None:
            return
        new = [self._recordings[one] for one in self._of_file[sha256]]
        for old in [self._recordings[one] for one in self._of_file[instead_of]]:
            over = edited_version(old, new) if old.replaced_at is None else None
            if over is not None:
                self._put_aside(old, self._recordings[over.id])

    def knows(self, sha256: str) -> bool:
        """Whether something that was read from this content is there."""
        return bool(self._of_file.get(sha256))

    def removal_of(self, sha256: str) -> UUID | None:
        """The removal that took away what was read from this content."""
        held = (self._recordings[one] for one in self._of_file.get(sha256, ()))
        return next((one.removal_id for one in held if one.removal_id is not None), None)

    def begins(self, recording: Recording, origin: Origin) -> bool:
        """Whether the recording would be an activity of its own."""
        if (origin.sha256, recording.number) in self._by_key:
            return False
        return not self._homes(self._new(recording, origin))

    def _in_place_of(self, before: HeldRecording, homes: list[UUID]) -> list[UUID]:
        """Where the new version of a recording goes: to its own `homes`, and what is left empty goes with it or is
        its home. Others in the old one's activity are no reason to be of that, unless that was deleted."""
        old = before.activity_id
        if old in homes:
            return homes
        if not self._members[old]:
            if homes and self._activities[old].deleted_at is not None:
                return homes  # what was deleted stays so when it comes back
            if homes and all(self._activities[one].deleted_at is not None for one in homes):
                self._join(self._activities[homes[0]], [self._activities[old]])
                return homes
            return [*homes, old]
        if self._activities[old].is_deleted:
            return homes or [old]
        self._derive(self._activities[old])
        return homes

    def _put_aside(self, old: HeldRecording, new: HeldRecording) -> None:
        """The old recording no longer counts, since its file holds the new one; what is left empty leads to
        the activity of that."""
        if not self._replace(old, new) or old.removal_id is not None:
            return
        left, home = self._activities[old.activity_id], self._activities[new.activity_id]
        if self._members[left.id]:
            if left.deleted_at is None:
                self._derive(left)
            return
        if left.deleted_at is not None:
            return
        if left.id != home.id:
            self._join(home, [left])
        else:
            gone = {"deleted_at": self.now, "removal_id": new.removal_id}
            self._activities[left.id] = made(HeldActivity, vars(left) | gone)
            self._changed.add(left.id)

    def _settle(
        self, held: HeldRecording, day: dt.date | None, *, is_version: bool, stands_in: bool
    ) -> Taken:
        """Derives the activity that a recording is of, and says what became of the recording.

        `is_version`: its file had it already, perhaps with other values. `stands_in`: it was there, and
        now also takes the place of another one.
        """
        activity = self._activities[held.activity_id]
        if activity.is_deleted:  # restoring it derives it again
            return Taken(activity.id, day, "skipped", why=ACTIVITY_DELETED)
        if activity.is_empty:
            there = {"deleted_at": None, "removal_id": None, "purged_at": None}
            activity = made(HeldActivity, vars(activity) | there)
            self._activities[activity.id] = activity
            self._changed.add(activity.id)
        changed = self._derive(activity)
        twin = self._main_file(activity.id, besides=held.id)
        if not is_version:
            return Taken(activity.id, day, "merged", twin)
        outcome: RecordOutcome = "updated" if changed or stands_in else "unchanged"
        return Taken(activity.id, day, outcome, twin, changed=changed)

    def _new(self, recording: Recording, origin: Origin) -> HeldRecording:
        fixed = {
            "id": uuid4(),
            "account_id": self.account_id,
            "activity_id": UUID(int=0),
            "job_id": self.job_id,
            "gives": (),
            "created_at": self.now,
            "replaced_at": None,
            "removal_id": None,
            "purged_at": None,
            "reader_version": READER_VERSION,
            "tells_of": origin.tells_of,
            "numbers_version": 0,
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
        values |= {"reader_version": READER_VERSION}
        if any(getattr(held, name) != values[name] for name in _NUMBERS_NEED):
            values |= {"numbers_version": 0}
        held = self._hold_again(held)
        if differs(held, values):
            self._changed.add(held.id)
            return made(HeldRecording, vars(held) | values)
        return held

    def _hold_again(self, held: HeldRecording) -> HeldRecording:
        """A recording that a file holds, whatever took its place before."""
        if held.replaced_at is None:
            return held
        again = replace(held, replaced_at=None)
        self._changed.add(held.id)
        if held.removal_id is not None:
            self._hold(again)
        return again

    def _edited(self, new: HeldRecording, instead_of: str | None) -> list[HeldRecording]:
        """The recording that the file held before it was edited, also one that does not count."""
        if instead_of is None:
            return []
        of_file = [self._recordings[one] for one in self._of_file[instead_of]]
        old = edited_version(new, of_file)
        return [] if old is None else [old]

    def _replace(self, old: HeldRecording, new: HeldRecording) -> bool:
        """The old recording no longer counts, and what a person said of it holds for the new one; whether it was
        not replaced before."""
        if old.replaced_at is not None:
            return False
        self._replacements.append(
            replacement_of(
                self.account_id,
                key_of(old),
                key_of(new),
                activity_id=old.activity_id,
                at=self.now,
            )
        )
        self._hold(replace(old, replaced_at=self.now, gives=()))
        self._changed.add(old.id)
        for other, together in self._said.of(key_of(old)):
            if other != key_of(new):
                row = self._said.note(
                    self.account_id, key_of(new), other, together=together, at=self.now
                )
                self._corrections.append(row)
        return True

    def _homes(self, new: HeldRecording) -> list[UUID]:
        """The activities that it is of; one that was deleted only if no other is."""
        for partner in sorted(self._said.together.get(key_of(new), ())):
            partner_id = self._by_key.get(partner)
            if partner_id is not None and self._recordings[partner_id].removal_id is None:
                return [self._recordings[partner_id].activity_id]
        for one in self._told.beside(new.file_sha256):
            home = self._home_beside(new, one)
            if home is not None:
                return [home]
        around = dict.fromkeys(recording.activity_id for recording in self._around(new))
        candidates = {activity_id: self._of(activity_id) for activity_id in around}
        deleted = {one for one in candidates if self._activities[one].deleted_at is not None}
        for is_deleted in (False, True):
            some = {one: of for one, of in candidates.items() if (one in deleted) == is_deleted}
            homes = homes_of(new, some, self._said.apart, self._spans) if some else []
            if homes:
                return homes
        return []

    def _home_beside(self, new: HeldRecording, sha256: str) -> UUID | None:
        """The activity of the only recording in a file that tells of the new one's, or the other way round; None where
        a person said that they are of two."""
        ids = self._of_file[sha256]
        one = self._recordings[next(iter(ids))] if len(ids) == 1 else None
        if one is None or not one.counts:
            return None
        of_it = [key_of(other) for other in self._of(one.activity_id)]
        is_apart = self._said.apart.keeps([key_of(new)], of_it)
        return None if is_apart else one.activity_id

    def join_told(self, sha256: str) -> None:
        """The only recording that was read from a file, and what tells of the file, are of one activity from now on."""
        ids = self._of_file[sha256]
        one = self._recordings[next(iter(ids))] if len(ids) == 1 else None
        if one is None or not one.counts:
            return
        for other in self._told.beside(sha256):
            home = self._home_beside(one, other)
            if home is not None and home != one.activity_id:
                joined = self._joined([one.activity_id, home])
                one = self._recordings[one.id]
                if joined.deleted_at is None:
                    self._derive(joined)

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
                one.is_empty,
                one.is_deleted,
                one.created_at,
                one.id not in self._stored,
            ),
        )
        self._join(home, [one for one in activities if one is not home])
        return home

    def _join(self, home: HeldActivity, others: Iterable[HeldActivity]) -> None:
        """The recordings of others are of this activity from now on, and their ids lead to it."""
        for other in others:
            of_other = [one for one in self._recordings.values() if one.activity_id == other.id]
            for recording in of_other:
                self._hold(replace(recording, activity_id=home.id))
                self._changed.add(recording.id)
            self._activities[other.id] = replace(other, merged_into=home.id)
            self._changed.add(other.id)

    def _begin(self, new: HeldRecording, recording: Recording) -> HeldActivity:
        """An activity of its own."""
        activity_id = uuid4()
        self._changed.add(new.id)
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

    def _derive(self, activity: HeldActivity) -> tuple[str, ...]:
        """Works the activity out again; returns what changed of it, other than where its file is."""
        found = derived(self._of(activity.id), self.account_zone)
        self._note_gives(found)
        changed = changes(activity, found.values)
        if not changed:
            return ()
        of_content = tuple(name for name in changed if name not in ("source_id", "file_name"))
        values = {**vars(activity), **found.values}
        if of_content:
            values["updated_at"] = self.now
        self._activities[activity.id] = made(HeldActivity, values)
        self._changed.add(activity.id)
        return of_content

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
        once = _Once()
        insert_rows(
            self.session,
            _ACTIVITIES,
            [
                once.row(one) | {"merged_into": None}
                for one in activities
                if one.id not in self._stored
            ],
        )
        insert_rows(
            self.session,
            _RECORDINGS,
            [once.row(one) for one in recordings if one.id not in self._stored],
        )
        update_rows(
            self.session,
            _RECORDINGS,
            [once.row(one) for one in recordings if one.id in self._changed & self._stored],
            _CHANGING[HeldRecording],
        )
        merged_now = {one.id for one in activities if one.merged_into is not None}
        changed = self._changed & (self._stored | merged_now)
        update_rows(
            self.session,
            _ACTIVITIES,
            [once.row(one) for one in activities if one.id in changed],
            _CHANGING[HeldActivity],
        )
        lead_on(
            self.session,
            {one: self._activities[one].merged_into for one in merged_now & self._changed},
        )
        for correction in self._corrections:
            self.session.merge(correction)
        self.session.add_all(self._replacements)
