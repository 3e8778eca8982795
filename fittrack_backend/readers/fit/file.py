"""FIT files: activities, daily health, weights and planned workouts."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping

from attrs import define, field, frozen

from fittrack_backend.readers.contents import FileContents, NothingToSave
from fittrack_backend.readers.fit import profile
from fittrack_backend.readers.fit.activities import read_activities
from fittrack_backend.readers.fit.health import read_health
from fittrack_backend.readers.fit.health_series import DayPoints, series_of
from fittrack_backend.readers.fit.kinds import count_messages, describe, likely_types, types_in
from fittrack_backend.readers.fit.parts import Part, parts
from fittrack_backend.readers.fit.wire import messages
from fittrack_backend.readers.fit.workouts import read_workouts
from fittrack_backend.records.activities import Recording, SessionValues
from fittrack_backend.records.data_types import ALL_TYPES, DataType
from fittrack_backend.records.fields import fields_of
from fittrack_backend.records.health import DayActivity, DayTotals
from fittrack_backend.records.message_counts import most_frequent
from fittrack_backend.records.sleep import Nap, SleepNight
from fittrack_backend.records.weighings import Weighing
from fittrack_backend.records.workouts import PlannedWorkout

_VALUES = tuple(fields_of(SessionValues))
_MOST_PARTS = 10_000
_NOTHING = "there is no activity, day, weight or workout in it"
_ACTIVITIES: frozenset[DataType] = frozenset({"activities"})
_FILE_ID = profile.wanted({"file_id": ("type",)})


def read_fit(
    data: bytes, fallback_start: dt.datetime | None = None, account_zone: str | None = None
) -> FileContents:
    """Read all FIT files chained in `data`; NothingToSave when there is nothing in any.

    `fallback_start` dates an activity in which there is no time at all; `account_zone` is the IANA
    zone whose days health is on where the file does not say its local time.
    """
    found = _read_parts(data, _Found(fallback_start, account_zone=account_zone))
    if not found.parts:
        raise NothingToSave("there is no FIT header in it" if data else "an empty file")
    if found.empty:
        is_damaged = bool(found.damage or found.missing)
        raise NothingToSave(found.reason(), damaged=is_damaged, messages=found.messages())
    return FileContents(
        format="fit",
        activities=tuple(recording for recording, _ in found.activities.values()),
        days=tuple(found.days),
        weights=tuple(found.weights),
        workouts=tuple(found.workouts),
        damage=tuple(dict.fromkeys(found.damage)),
        day_totals=tuple(found.day_totals),
        nights=tuple(found.nights),
        naps=tuple(found.naps),
        series=series_of(found.points),
        messages=found.messages(),
    )


@frozen
class PartRecordings:
    """One of the FIT files that are chained in a file, and the recordings in it, each with its number."""

    part: Part
    recordings: list[tuple[int, Recording]]


def recordings_by_part(data: bytes, fallback_start: dt.datetime) -> list[PartRecordings]:
    """The recordings that `read_fit` finds, where they lie; nothing else is read."""
    found = _read_parts(data, _Found(fallback_start, _ACTIVITIES))
    by_part = [PartRecordings(part, []) for part in found.parts]
    for number, (recording, at) in enumerate(found.activities.values()):
        by_part[at].recordings.append((number, recording))
    return by_part


def _read_parts(data: bytes, found: _Found) -> _Found:
    for part in parts(data):
        if len(found.parts) >= _MOST_PARTS:
            found.damage.append(
                f"more than {_MOST_PARTS} files are chained in it: the rest was left out"
            )
            break
        found.parts.append(part)
        _read_part(part, found)
    return found


@define
class _Found:
    fallback_start: dt.datetime | None
    asked: frozenset[DataType] = ALL_TYPES
    account_zone: str | None = None
    parts: list[Part] = field(factory=list)
    file_type: int | None = None
    activities: dict[tuple[object, ...], tuple[Recording, int]] = field(factory=dict)
    """In their order, each with the part in which it lies; one that is chained twice is one."""
    days: list[DayActivity] = field(factory=list)
    day_totals: list[DayTotals] = field(factory=list)
    weights: list[Weighing] = field(factory=list)
    nights: list[SleepNight] = field(factory=list)
    naps: list[tuple[dt.date, Nap]] = field(factory=list)
    points: list[DayPoints] = field(factory=list)
    workouts: list[PlannedWorkout] = field(factory=list)
    damage: list[str] = field(factory=list)
    missing: list[str] = field(factory=list)
    absent: list[str] = field(factory=list)
    counts: Counter[int] = field(factory=Counter)

    @property
    def empty(self) -> bool:
        return not (
            self.activities
            or self.days
            or self.day_totals
            or self.weights
            or self.nights
            or self.naps
            or self.workouts
        )

    def messages(self) -> Mapping[str, int]:
        """How many messages of each kind there are."""
        by_name = {profile.message_name(number): count for number, count in self.counts.items()}
        return most_frequent(by_name)

    def reason(self) -> str:
        return "; ".join(dict.fromkeys(self.damage + self.missing + self.absent)) or _NOTHING


def _read_part(part: Part, found: _Found) -> None:
    own_type = _file_type(part)
    if own_type is not None or len(found.parts) == 1:
        found.file_type = own_type
    # A chained part without a type belongs to the one before it (heart rates of a strap).
    likely = likely_types(found.file_type)
    if (
        len(likely) == 1
    ):  # so that what most files are is read without a look at all messages before
        remarks = _read_types(part, found, likely, own_type)
        others = types_in(part.counts or count_messages(part), found.file_type) - likely
    else:
        remarks = []
        others = types_in(count_messages(part), found.file_type)
    found.counts.update(part.counts)
    if not likely and not others and own_type is not None:
        found.absent.append(f"{describe(own_type)} holds nothing to sync")
        return
    remarks += _read_types(part, found, others, None)
    found.damage += _damage(part, "activities" in likely | others)
    found.damage += remarks


def _read_types(
    part: Part, found: _Found, types: frozenset[DataType], own_type: int | None
) -> list[str]:
    """Reads these types of data; a file that should hold them by its type says so where it does not."""
    remarks: list[str] = []
    types &= found.asked
    if "activities" in types:
        activities = read_activities(
            part, required=own_type is not None, fallback_start=found.fallback_start
        )
        remarks += activities.remarks
        found.missing += activities.missing
        for activity in activities.items:
            found.activities.setdefault(_key(activity), (activity, len(found.parts) - 1))
    if "health" in types:
        health = read_health(part, found.account_zone)
        found.days += health.days
        found.day_totals += health.totals
        found.weights += health.weights
        found.nights += health.nights
        found.naps += health.naps
        found.points += health.points
        if own_type is not None and not health:
            found.absent.append("there are no steps, nights, weights or other health data in it")
    if "workouts" in types:
        workouts = read_workouts(part)
        found.workouts += workouts
        if own_type is not None and not workouts:
            found.missing.append("there is no workout in it")
    return remarks


def _key(activity: Recording) -> tuple[object, ...]:
    """What two activities have in common that are one: to compare all of their laps would take as long as to
    read them."""
    return (*(getattr(activity, name) for name in _VALUES), len(activity.laps), activity.samples)


def _file_type(part: Part) -> int | None:
    for message in messages(part, _FILE_ID):
        value = message.values.get("type")
        return value if isinstance(value, int) else None
    return None


def _damage(part: Part, counts_records: bool) -> list[str]:
    saved = ""
    if counts_records and part.incomplete:
        count = part.records
        saved = f": {count} {'record was' if count == 1 else 'records were'} saved"
    found: list[str] = []
    if part.bad_checksum:
        found.append("the checksum does not match")
    if part.no_length:
        found.append(f"the header does not say how long the file is{saved}")
    if part.wrong_length:
        found.append("the header gives a wrong length")
    if part.cut:
        found.append(f"the file is cut short{saved}")
    if part.passed_over:
        found.append(
            f"{_bytes(part.passed_over)} in the middle could not be understood and were passed over"
        )
    if part.left_out_from is not None:
        found.append(f"nothing could be understood from byte {part.left_out_from} on{saved}")
    if part.limit is not None:
        found.append(f"it holds more than {part.limit}: the rest was left out")
    if part.ignored_after:
        found.append(f"{_bytes(part.ignored_after)} after the end of the data were ignored")
    return found


def _bytes(count: int) -> str:
    return "1 byte" if count == 1 else f"{count} bytes"
