"""Which reader takes an answer of Garmin."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Mapping

from fittrack_backend.readers.contents import FileContents, NothingToSave
from fittrack_backend.readers.garmin import activities, days, nights, weighings
from fittrack_backend.readers.garmin.answer import (
    NOTHING,
    OF_WINDOW,
    UNKNOWN_FORM,
    Answer,
    answer_in,
    unknown,
)
from fittrack_backend.readers.garmin.values import day_of, holder_of, object_of
from fittrack_backend.records.samples import Recorded, Samples

_Reader = Callable[[Answer], FileContents]
_READERS: Mapping[str, tuple[_Reader, frozenset[str]]] = {
    "activity": (activities.read_activity, frozenset()),
    "activity-detail": (activities.read_activity, frozenset()),
    "daily-summary": (days.read_summary, days.OF_SUMMARY),
    "steps": (days.read_steps, days.OF_STEPS),
    "stress": (days.read_stress, days.OF_STRESS),
    "hydration": (days.read_hydration, days.OF_HYDRATION),
    "sleep": (nights.read_sleep, nights.OF_NIGHT),
    "sleep-summary": (nights.read_sleep, nights.OF_NIGHT),
    "hrv": (nights.read_hrv, nights.OF_HRV),
    "hrv-summary": (nights.read_hrv, nights.OF_HRV),
    "body-battery": (days.read_body_battery, days.OF_BODY_BATTERY),
    "heart-rate": (days.read_heart_rate, days.OF_HEART_RATE),
    "spo2": (days.read_spo2, days.OF_SPO2),
    "weight": (weighings.read_weight, weighings.OF_WEIGHT),
}
"""With names of members: an answer with none of them has a form that is not known."""


def read_garmin(data: bytes) -> FileContents:
    """What an answer in its envelope says. Raises NothingToSave, whatever the bytes are."""
    answer = answer_in(data)
    found = _READERS.get(answer.what)
    if found is None and answer.what.endswith(OF_WINDOW):
        raise NothingToSave(UNKNOWN_FORM, damaged=False)
    if found is None:
        raise unknown(answer.what)
    reader, names = found
    try:
        return reader(answer)
    except NothingToSave as nothing:
        if str(nothing) == NOTHING and names and _says_something_else(answer.body, names):
            raise NothingToSave(UNKNOWN_FORM, damaged=False) from None
        raise


def _says_something_else(body: object, names: frozenset[str]) -> bool:
    told = object_of(body)
    told_at_all = any(one is not None and day_of(one) is None for one in told.values())
    return told_at_all and not holder_of(told, names)


def read_garmin_samples(data: bytes) -> tuple[Recorded, ...]:
    """Of each activity of an answer that it holds nothing from moment to moment."""
    return tuple(Recorded(one.number, Samples(array("d"))) for one in read_garmin(data).activities)
