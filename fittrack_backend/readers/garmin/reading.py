"""Which reader takes an answer of Garmin."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping

from fittrack_backend.readers.contents import FileContents
from fittrack_backend.readers.garmin import activities, days, nights, weighings
from fittrack_backend.readers.garmin.answer import Answer, answer_in, unknown
from fittrack_backend.records.samples import Recorded, Samples

_READERS: Mapping[str, Callable[[Answer], FileContents]] = {
    "activity": activities.read_activity,
    "activity-detail": activities.read_activity,
    "daily-summary": days.read_summary,
    "steps": days.read_steps,
    "stress": days.read_stress,
    "hydration": days.read_hydration,
    "sleep": nights.read_sleep,
    "sleep-summary": nights.read_sleep,
    "hrv": nights.read_hrv,
    "hrv-summary": nights.read_hrv,
    "body-battery": days.read_body_battery,
    "heart-rate": days.read_heart_rate,
    "spo2": days.read_spo2,
    "weight": weighings.read_weight,
}


def read_garmin(data: bytes) -> FileContents:
    """What an answer in its envelope says. Raises NothingToSave, whatever the bytes are."""
    answer = answer_in(data)
    reader = _READERS.get(answer.what)
    if reader is None:
        raise unknown(answer.what)
    return reader(answer)


def read_garmin_samples(data: bytes) -> tuple[Recorded, ...]:
    """Of each activity of an answer that it holds nothing from moment to moment."""
    return tuple(Recorded(one.number, Samples(array("d"))) for one in read_garmin(data).activities)
