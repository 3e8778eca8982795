"""What kinds of data a FIT file holds: by its messages, since the number of its type may be unknown or wrong."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from fittrack_backend.readers.fit import health, profile, workouts
from fittrack_backend.readers.fit.parts import Part
from fittrack_backend.readers.fit.wire import messages
from fittrack_backend.records.data_types import ALL_TYPES, DataType

_LIKELY: dict[str, DataType] = {
    "activity": "activities",
    "activity_summary": "activities",
    "workout": "workouts",
    "weight": "health",
    "monitoring_a": "health",
    "monitoring_daily": "health",
    "monitoring_b": "health",
}
_SESSION, _LAP, _RECORD = (profile.number_of(name) for name in ("session", "lap", "record"))
_NO_MESSAGES = profile.wanted({})


def likely_types(file_type: int | None) -> frozenset[DataType]:
    """The types of data that a FIT file of this type should hold; all of them when it does not say."""
    if file_type is None:
        return ALL_TYPES
    name = profile.name_of("file", file_type)
    return frozenset({_LIKELY[name]}) if name in _LIKELY else frozenset()


def types_in(numbers: Collection[int], file_type: int | None) -> frozenset[DataType]:
    """The types of data that messages of these numbers hold.

    Records and laps without a session are an activity that was cut short, unless the file is by its
    type something else that has them, such as a course.
    """
    found: set[DataType] = set()
    is_cut_short = _may_be_activity(file_type) and (_RECORD in numbers or _LAP in numbers)
    if _SESSION in numbers or is_cut_short:
        found.add("activities")
    elif not workouts.MESSAGES.isdisjoint(numbers):  # in an activity it is the one that was done
        found.add("workouts")
    if not health.MESSAGES.isdisjoint(numbers):
        found.add("health")
    return frozenset(found)


def why_skipped(file_type: int) -> str:
    """Why a FIT file of this type is skipped that holds nothing of what is kept."""
    is_known = profile.known_name_of("file", file_type) is not None
    return describe(file_type) + ("" if is_known else ", which holds none of the data that is kept")


def _may_be_activity(file_type: int | None) -> bool:
    if file_type is None or profile.known_name_of("file", file_type) is None:
        return True
    return "activities" in likely_types(file_type)


def count_messages(part: Part) -> Mapping[int, int]:
    """How many messages there are of each number."""
    for _ in messages(part, _NO_MESSAGES):
        pass
    return part.counts


def describe(file_type: int) -> str:
    """What a FIT file of this type is, for people: "a settings file"."""
    name = profile.known_name_of("file", file_type)
    if name is None:
        return f"a FIT file of type {file_type}"
    words = name.replace("_", " ")
    return f"{'an' if words[:1] in 'aeiou' else 'a'} {words} file"
