"""An activity as Garmin tells it: an element of the list, or the activity by itself.

It is a recording without samples. What a person edits at Garmin, the name and the type, is only here; what was
measured is better known from the file, where there is one.
"""

from __future__ import annotations

from collections.abc import Mapping

from fittrack_backend.readers.contents import FileContents, NothingToSave
from fittrack_backend.readers.garmin.answer import Answer
from fittrack_backend.readers.garmin.values import Object, moment, number, wall_clock, whole, within
from fittrack_backend.readers.measures import (
    NAME_LIMIT,
    clean_text,
    heart_rate,
    left_out_of,
    position,
)
from fittrack_backend.readers.sports import sport_of
from fittrack_backend.records.activities import Recording
from fittrack_backend.records.as_json import sparse
from fittrack_backend.records.local_time import offset_between
from fittrack_backend.records.measures import SessionMeasures

_LONGEST_S = 366 * 86_400.0
_FARTHEST_M = 50_000_000.0
_WATTS = 10_000.0
_MEASURES: Mapping[str, tuple[tuple[str, ...], float, float]] = {
    "moving_s": (("movingDuration",), 0, _LONGEST_S),
    "avg_speed_m_s": (("averageSpeed",), 0, 500),
    "max_speed_m_s": (("maxSpeed",), 0, 500),
    "descent_m": (("elevationLoss",), 0, 200_000),
    "avg_power_w": (("avgPower", "averagePower"), 0, _WATTS),
    "max_power_w": (("maxPower",), 0, _WATTS),
    "normalized_power_w": (("normPower", "normalizedPower"), 0, _WATTS),
    "aerobic_training_effect": (("aerobicTrainingEffect", "trainingEffect"), 0, 5),
    "anaerobic_training_effect": (("anaerobicTrainingEffect",), 0, 5),
    "training_load_peak": (("activityTrainingLoad",), 0, 10_000),
}
"""By the fields of `SessionMeasures`: Garmin's names, in the list and by itself, and the bounds."""
_WHOLE = frozenset({"avg_power_w", "max_power_w", "normalized_power_w"})


def read_activity(answer: Answer) -> FileContents:
    """The activity. Raises NothingToSave for a multisport parent, and for one without a time."""
    told = answer.object()
    if _is_whole_of_several(told):
        raise NothingToSave(
            "the whole of a multisport activity: only its file says what its parts are",
            damaged=False,
        )
    return FileContents("json", activities=(_recording({**told, **within(told, "summaryDTO")}),))


def _is_whole_of_several(told: Object) -> bool:
    if told.get("isMultiSportParent") is True:
        return True
    is_parent = any(told.get(name) is True for name in ("isParent", "parent"))
    return is_parent and sport_of(_type_key(told))[0] == "multisport"


def _recording(told: Object) -> Recording:
    start = moment(told.get("startTimeGMT"))
    if start is None:
        raise NothingToSave("Garmin does not say when it began")
    local = wall_clock(told.get("startTimeLocal"))
    sport, sub_sport = sport_of(_type_key(told))
    timer_s = number(told.get("duration"), 0, _LONGEST_S)
    elapsed_s = number(told.get("elapsedDuration"), 0, _LONGEST_S)
    name = told.get("activityName")
    name = name if isinstance(name, str) else ""
    place = position(_degrees(told.get("startLatitude")), _degrees(told.get("startLongitude")))
    measures = _measures(told)
    return Recording(
        start_time=start,
        sport=sport,
        sub_sport=sub_sport,
        name=clean_text(name, NAME_LIMIT),
        description=_text(told.get("description")),
        distance_m=number(told.get("distance"), 0, _FARTHEST_M),
        timer_s=timer_s,
        elapsed_s=timer_s if elapsed_s is None else elapsed_s,
        calories_kcal=whole(told.get("calories"), 0, 100_000),
        avg_hr_bpm=heart_rate(number(told.get("averageHR"), 1, 254)),
        max_hr_bpm=heart_rate(number(told.get("maxHR"), 1, 254)),
        ascent_m=number(told.get("elevationGain"), 0, 200_000),
        laps=(),
        summed_up=False,
        clock_offset_s=None if local is None else offset_between(local, start),
        start_lat=None if place is None else place[0],
        start_lon=None if place is None else place[1],
        remarks=left_out_of(name, NAME_LIMIT, "name"),
        measures=sparse(SessionMeasures, measures) if measures else None,
    )


def _text(value: object) -> str | None:
    return value.strip() or None if isinstance(value, str) else None


def _type_key(told: Object) -> str | None:
    for name in ("activityType", "activityTypeDTO"):
        key = within(told, name).get("typeKey")
        if isinstance(key, str):
            return key
    return None


def _measures(told: Object) -> dict[str, object]:
    found: dict[str, object] = {}
    for field, (names, least, most) in _MEASURES.items():
        values = (number(told.get(name), least, most) for name in names)
        value = next((one for one in values if one is not None), None)
        if value is not None:
            found[field] = round(value) if field in _WHOLE else value
    return found


def _degrees(value: object) -> float | None:
    return number(value, -180, 180)
