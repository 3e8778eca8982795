"""Counters since midnight in FIT files: steps, distance, energy, ascent, time (messages `monitoring`,
`monitoring_info`)."""

from __future__ import annotations

import datetime as dt
import math

from attrs import define, field

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.health_days import Days
from fittrack_backend.readers.fit.profile import name_of
from fittrack_backend.readers.fit.wire import Message
from fittrack_backend.records.health import DayActivity

WANTED = {
    "monitoring_info": (
        "timestamp",
        "local_timestamp",
        "activity_type",
        "cycles_to_distance",
        "cycles_to_calories",
        "resting_metabolic_rate",
    ),
    "monitoring": (
        "timestamp",
        "timestamp_16",
        "local_timestamp",
        "activity_type",
        "current_activity_type_intensity",
        "distance",
        "distance_16",
        "cycles",
        "cycles_16",
        "active_time",
        "active_time_16",
        "active_calories",
        "ascent",
        "descent",
        "moderate_activity_minutes",
        "vigorous_activity_minutes",
        "heart_rate",
    ),
}

_GIVEN = (
    ("cycles", "cycles"),
    ("half_cycles", "cycles_16"),
    ("told_distance_m", "distance"),
    ("hundreds_m", "distance_16"),
    ("told_calories", "active_calories"),
    ("active_s", "active_time_16"),
    ("active_s", "active_time"),  # the later of two wins
    ("ascent_m", "ascent"),
    ("descent_m", "descent"),
)
"""The counters, and the message's fields that give them."""
_MINUTES = (
    ("moderate_minutes", "moderate_activity_minutes"),
    ("vigorous_minutes", "vigorous_activity_minutes"),
)
_STEPPING = ("walking", "running")
_TYPE_MASK = 0x1F


_TOLD = frozenset(
    ("steps", "told_distance_m", "told_calories", "active_s", "ascent_m", "descent_m")
)
"""The counters that a device tells by itself; those from cycles follow from them."""

_Counters = dict[str, float]
"""By name, the counters of one kind of activity on one day; `told` by the device, or from cycles."""


@define
class CounterBook:
    """Sums up the counters of monitoring messages by local day as they come.

    Monitoring counts from local midnight, so a day's value is its greatest; what is told at
    midnight sharp is the sum of the day that ends. Local time is told by `monitoring_info`.
    """

    days: Days
    _per_cycle: dict[str, tuple[float | None, float | None]] = field(factory=dict, init=False)
    _counters: dict[tuple[dt.date, str], _Counters] = field(factory=dict, init=False)

    def records(self) -> list[DayActivity]:
        """What was counted, by day and kind of activity."""
        return [_record(*key, self._counters[key]) for key in sorted(self._counters)]

    def take_info(self, message: Message) -> None:
        """What a cycle of each kind of activity stands for, local time, and energy at rest."""
        time = of.seconds(message, "timestamp")
        if time is None:
            return
        self.days.clock = time
        self.days.note_local(time, message)
        distances = _many(message, "cycles_to_distance")
        calories = _many(message, "cycles_to_calories")
        for i, kind in enumerate(_many(message, "activity_type")):
            if math.isfinite(kind):
                name = name_of("activity_type", int(kind)) or "generic"
                self._per_cycle[name] = _at(distances, i), _at(calories, i)
        resting = of.whole(message, "resting_metabolic_rate")
        if resting:
            self.days.keep(self.days.date(time), "resting_calories_kcal", resting)

    def take(self, message: Message, time: int) -> None:
        """Counters of one message, and minutes of intensity."""
        self.days.note_local(time, message)
        kind = _kind(message)
        now = self._now(message, kind)
        at_midnight = (time + self.days.ahead_s(time)) % 86_400 == 0
        date = self.days.date(time - 1 if at_midnight else time)
        told = [value for name, value in now.items() if name in _TOLD]
        if told and (any(told) or not at_midnight):
            counters = self._of(date, kind)
            if counters is not None:
                for name, value in now.items():
                    if value > counters.get(name, -1.0):
                        counters[name] = value
        for name, field_name in _MINUTES:
            if field_name in message.values:
                self.days.add(date, name, of.whole(message, field_name))

    def _now(self, message: Message, kind: str) -> _Counters:
        """What a message counts."""
        now = {
            name: value
            for name, field_name in _GIVEN
            if field_name in message.values
            and (value := of.amount(message, field_name)) is not None
        }
        cycles = now.pop("cycles", None)
        half_cycles = now.pop("half_cycles", None) if cycles is None else cycles * 2
        now.pop("half_cycles", None)
        if "hundreds_m" in now:
            now.setdefault("told_distance_m", now.pop("hundreds_m") * 100)
        if half_cycles is not None:
            if kind in _STEPPING:
                now["steps"] = half_cycles
            per_distance, per_calories = self._per_cycle.get(kind, (None, None))
            if per_distance is not None:
                now["cycles_distance_m"] = half_cycles / 2 * per_distance
            if per_calories is not None:
                now["cycles_calories"] = half_cycles / 2 * per_calories
        return now

    def _of(self, date: dt.date, kind: str) -> _Counters | None:
        if (date, kind) not in self._counters and self.days.full(len(self._counters)):
            return None
        return self._counters.setdefault((date, kind), {})


def _record(date: dt.date, kind: str, counters: _Counters) -> DayActivity:
    steps = counters.get("steps")
    distance = counters.get("told_distance_m", counters.get("cycles_distance_m"))
    calories = counters.get("told_calories", counters.get("cycles_calories"))
    return DayActivity(
        date=date,
        activity_type=kind,
        steps=None if steps is None else round(steps),
        distance_m=None if distance is None else round(distance, 2),
        active_calories_kcal=None if calories is None else round(calories),
        active_s=counters.get("active_s"),
        ascent_m=counters.get("ascent_m"),
        descent_m=counters.get("descent_m"),
    )


def _kind(message: Message) -> str:
    code = of.whole(message, "activity_type")
    if code is None:
        packed = of.whole(message, "current_activity_type_intensity")
        code = None if packed is None else packed & _TYPE_MASK
    return name_of("activity_type", code) or "generic"


def _many(message: Message, name: str) -> tuple[int | float, ...]:
    value = message.values.get(name)
    if isinstance(value, tuple):
        return value
    return () if value is None or isinstance(value, str) else (value,)


def _at(values: tuple[int | float, ...], index: int) -> float | None:
    value = values[index] if index < len(values) else math.nan
    return value if math.isfinite(value) else None
