"""FIT files: activities, daily health, weights and planned workouts."""

from __future__ import annotations

import datetime as dt

from attrs import define, field

from fittrack_backend.readers.contents import FileContents, NothingToSave
from fittrack_backend.readers.fit import profile
from fittrack_backend.readers.fit.activities import read_activities
from fittrack_backend.readers.fit.health import read_health
from fittrack_backend.readers.fit.parts import Part, parts
from fittrack_backend.readers.fit.wire import messages
from fittrack_backend.readers.fit.workouts import read_workouts
from fittrack_backend.records.activities import Recording
from fittrack_backend.records.data_types import ALL_TYPES, DataType
from fittrack_backend.records.health import DayActivity, DayTotals, Weighing
from fittrack_backend.records.workouts import PlannedWorkout

_KEPT: dict[str, DataType] = {
    "activity": "activities",
    "activity_summary": "activities",
    "workout": "workouts",
    "weight": "health",
    "monitoring_a": "health",
    "monitoring_daily": "health",
    "monitoring_b": "health",
}

_MOST_PARTS = 10_000
_NOTHING = "there is no activity, day, weight or workout in it"
_FILE_ID = profile.wanted({"file_id": ("type",)})


def types_of(file_type: int | None) -> frozenset[DataType]:
    """The types of data in a FIT file of this type; all of them when it does not say."""
    if file_type is None:
        return ALL_TYPES
    name = profile.name_of("file", file_type)
    return frozenset({_KEPT[name]}) if name in _KEPT else frozenset()


def describe(file_type: int) -> str:
    """What a FIT file of this type is, for people: "a settings file"."""
    name = profile.name_of("file", file_type) or ""
    if name.startswith("file_"):
        return f"a FIT file of type {file_type}, which holds none of the data that is kept"
    words = name.replace("_", " ")
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words} file"


def read_fit(data: bytes, fallback_start: dt.datetime | None = None) -> FileContents:
    """Read all FIT files chained in `data`; NothingToSave when there is nothing in any.

    `fallback_start` dates an activity in which there is no time at all.
    """
    found = _Found(fallback_start)
    for part in parts(data):
        if found.parts >= _MOST_PARTS:
            found.damage.append(
                f"more than {_MOST_PARTS} files are chained in it: the rest was left out"
            )
            break
        found.parts += 1
        _read_part(part, found)
    if not found.parts:
        raise NothingToSave("there is no FIT header in it" if data else "an empty file")
    if found.empty:
        raise NothingToSave(found.reason(), damaged=bool(found.damage or found.missing))
    return FileContents(
        format="fit",
        activities=tuple(found.activities),
        days=tuple(found.days),
        weights=tuple(found.weights),
        workouts=tuple(found.workouts),
        damage=tuple(dict.fromkeys(found.damage)),
        day_totals=tuple(found.day_totals),
    )


@define
class _Found:
    fallback_start: dt.datetime | None
    parts: int = 0
    types: frozenset[DataType] = ALL_TYPES
    activities: dict[Recording, None] = field(factory=dict)
    """In their order; one that is chained twice is one."""
    days: list[DayActivity] = field(factory=list)
    day_totals: list[DayTotals] = field(factory=list)
    weights: list[Weighing] = field(factory=list)
    workouts: list[PlannedWorkout] = field(factory=list)
    damage: list[str] = field(factory=list)
    missing: list[str] = field(factory=list)
    absent: list[str] = field(factory=list)

    @property
    def empty(self) -> bool:
        return not (
            self.activities or self.days or self.day_totals or self.weights or self.workouts
        )

    def reason(self) -> str:
        return "; ".join(dict.fromkeys(self.damage + self.missing + self.absent)) or _NOTHING


def _read_part(part: Part, found: _Found) -> None:
    file_type = _file_type(part)
    if file_type is None and found.parts > 1:
        # A chained part without a type belongs to the one before it (heart rates of a strap).
        types = found.types
    else:
        types = found.types = types_of(file_type)
    if not types and file_type is not None:
        found.absent.append(f"{describe(file_type)} holds nothing to sync")
        return
    before = len(found.activities)
    remarks: list[str] = []
    if "activities" in types:
        activities = read_activities(
            part, required=file_type is not None, fallback_start=found.fallback_start
        )
        remarks += activities.remarks
        found.missing += activities.missing
        for activity in activities.items:
            found.activities[activity] = None
    if "health" in types:
        health = read_health(part)
        found.days += health.days
        found.day_totals += health.totals
        found.weights += health.weights
        if file_type is not None and not (health.days or health.totals or health.weights):
            found.absent.append("there are no steps, calories or weights in it")
    if "workouts" in types and len(found.activities) == before:
        workouts = read_workouts(part)
        found.workouts += workouts
        if file_type is not None and not workouts:
            found.missing.append("there is no workout in it")
    found.damage += _damage(part, "activities" in types)
    found.damage += remarks


def _file_type(part: Part) -> int | None:
    for message in messages(part, _FILE_ID):
        value = message.values.get("type")
        return value if isinstance(value, int) else None
    return None


_RECORDS = profile.wanted({"record": ()})


def _damage(part: Part, counts_records: bool) -> list[str]:
    saved = ""
    if counts_records and part.incomplete:
        count = sum(1 for _ in messages(part, _RECORDS))
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
