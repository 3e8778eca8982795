"""What laps of TCX files say beside time, distance, energy and heart rate, and what follows for their activity.

Source: Training Center Database v2 (`Lap`) and Activity Extension v2 (`LX`). Its cadence of a run counts strides, as
FIT does. `Steps` are left out, since writers differ in whether both feet count.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from fittrack_backend.readers.measures import not_negative, parse_number
from fittrack_backend.records.activities import Lap
from fittrack_backend.records.as_json import sparse
from fittrack_backend.records.measures import SessionMeasures

_INTENSITIES = {"Active": "active", "Resting": "rest"}
_TRIGGERS = {"Manual": "manual", "Distance": "distance", "Time": "time"}


def _real(text: str) -> float | None:
    return not_negative(parse_number(text))


def _whole(text: str) -> int | None:
    value = _real(text)
    return None if value is None else round(value)


_OF_LAPS: Mapping[str, tuple[str, Callable[[str], float | int | str | None]]] = {
    "MaximumSpeed": ("max_speed_m_s", _real),
    "Cadence": ("avg_cadence_rpm", _real),
    "Intensity": ("intensity", _INTENSITIES.get),
    "TriggerMethod": ("trigger", _TRIGGERS.get),
}
_OF_EXTENSIONS: Mapping[str, tuple[str, Callable[[str], float | int | str | None]]] = {
    "AvgSpeed": ("avg_speed_m_s", _real),
    "AvgRunCadence": ("avg_cadence_rpm", _real),
    "MaxRunCadence": ("max_cadence_rpm", _real),
    "MaxBikeCadence": ("max_cadence_rpm", _real),
    "AvgWatts": ("avg_power_w", _whole),
    "MaxWatts": ("max_power_w", _whole),
}
_GREATEST = ("max_speed_m_s", "max_cadence_rpm", "max_power_w")
_MEAN = ("avg_cadence_rpm", "avg_power_w")


def measure_of(name: str, parent: str, text: str) -> tuple[str, float | int | str] | None:
    """The value that an element of a lap gives, by the record's field."""
    table = _OF_LAPS if parent == "Lap" else _OF_EXTENSIONS if parent == "LX" else {}
    if name not in table:
        return None
    field, take = table[name]
    value = take(text.strip())
    return None if value is None else (field, value)


def measures_of(laps: Sequence[Lap]) -> SessionMeasures | None:
    """What follows for the activity: the greatest of its laps, and means by time where each lap has one."""
    found: dict[str, object] = {}
    for name in _GREATEST:
        values = [value for lap in laps if (value := getattr(lap, name)) is not None]
        if values:
            found[name] = max(values)
    for name in _MEAN:
        weighed = [(getattr(lap, name), lap.timer_s or 0.0) for lap in laps]
        time_s = sum(seconds for _, seconds in weighed)
        if time_s and all(value is not None for value, _ in weighed):
            mean = sum(value * seconds for value, seconds in weighed) / time_s
            found[name] = round(mean) if name == "avg_power_w" else round(mean, 2)
    return sparse(SessionMeasures, found) if found else None
