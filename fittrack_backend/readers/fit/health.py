"""Daily health and weights in FIT files (messages `monitoring`, `monitoring_info`, `weight_scale`)."""

from __future__ import annotations

import datetime as dt
import math

from attrs import define, field

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.parts import Part
from fittrack_backend.readers.fit.profile import name_of, number_of, wanted
from fittrack_backend.readers.fit.times import LATEST
from fittrack_backend.readers.fit.wire import Message, messages
from fittrack_backend.records.as_json import made
from fittrack_backend.records.health import DayActivity, DayTotals, Weighing

_WANTED = wanted(
    {
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
            "moderate_activity_minutes",
            "vigorous_activity_minutes",
        ),
        "weight_scale": ("timestamp", "weight"),
    }
)
_INFO = number_of("monitoring_info")
_MONITORING = number_of("monitoring")

_Total = dict[str, int]

_STEPPING = ("walking", "running")
_TYPE_MASK = 0x1F
_LARGEST_OFFSET_S = 14 * 3600
_MOST_DAYS = 5_000
_MORE_DAYS = f"{_MOST_DAYS:,} days, or kinds of activity in them"
_MOST_WEIGHTS = 100_000
_WEIGHING = 655.34
"""The scale's way of saying that it is still measuring (0xFFFE)."""


@define
class Health:
    """What `read_health` found."""

    days: list[DayActivity]
    totals: list[DayTotals]
    weights: list[Weighing]


@define
class _Counter:
    """The counters of one kind of activity on one day; `told` by the device, or from cycles."""

    steps: float | None = None
    told_distance_m: float | None = None
    cycles_distance_m: float | None = None
    told_calories: float | None = None
    cycles_calories: float | None = None
    active_s: float | None = None

    def record(self, date: dt.date, kind: str) -> DayActivity:
        distance = self.cycles_distance_m if self.told_distance_m is None else self.told_distance_m
        calories = self.cycles_calories if self.told_calories is None else self.told_calories
        return DayActivity(
            date=date,
            activity_type=kind,
            steps=None if self.steps is None else round(self.steps),
            distance_m=None if distance is None else round(distance, 2),
            active_calories_kcal=None if calories is None else round(calories),
            active_s=self.active_s,
        )


@define
class _Book:
    """Sums up monitoring messages by local day as they come."""

    part: Part
    clock: int | None = None
    offset_s: int = 0
    per_cycle: dict[str, tuple[float | None, float | None]] = field(factory=dict)
    counters: dict[tuple[dt.date, str], _Counter] = field(factory=dict)
    totals: dict[dt.date, _Total] = field(factory=dict)
    """By day, and by the fields of `DayTotals`."""
    weights: list[tuple[int, float]] = field(factory=list)

    def total(self, date: dt.date) -> _Total | None:
        if date not in self.totals and len(self.totals) >= _MOST_DAYS:
            self.part.limit = _MORE_DAYS
            return None
        return self.totals.setdefault(date, {})

    def counter(self, date: dt.date, kind: str) -> _Counter | None:
        if (date, kind) not in self.counters and len(self.counters) >= _MOST_DAYS:
            self.part.limit = _MORE_DAYS
            return None
        return self.counters.setdefault((date, kind), _Counter())


def read_health(part: Part) -> Health:
    """Days, totals and weights of one FIT file, the days in the athlete's local time.

    Monitoring counts from local midnight, so a day's value is its greatest; what is told at
    midnight sharp is the sum of the day that ends. Local time is told by `monitoring_info`.
    """
    book = _Book(part)
    for message in messages(part, _WANTED):
        if message.number == _INFO:
            _take_info(book, message)
        elif message.number == _MONITORING:
            _take_monitoring(book, message)
        else:
            _take_weight(book, message)
    return Health(
        days=[book.counters[key].record(*key) for key in sorted(book.counters)],
        totals=[
            made(DayTotals, {"date": date, **total}) for date, total in sorted(book.totals.items())
        ],
        weights=[
            Weighing(of.moment(time), kg, _local_date(book, time)) for time, kg in book.weights
        ],
    )


def _local_date(book: _Book, time: int) -> dt.date:
    return of.moment(time + book.offset_s).date()


def _take_info(book: _Book, message: Message) -> None:
    time, local = of.seconds(message, "timestamp"), of.seconds(message, "local_timestamp")
    if time is None:
        return
    book.clock = time
    if local is not None and abs(local - time) <= _LARGEST_OFFSET_S:
        book.offset_s = local - time
    kinds = _many(message, "activity_type")
    distances = _many(message, "cycles_to_distance")
    calories = _many(message, "cycles_to_calories")
    for i, kind in enumerate(kinds):
        if not math.isfinite(kind):
            continue
        name = name_of("activity_type", int(kind)) or "generic"
        book.per_cycle[name] = (
            _at(distances, i),
            _at(calories, i),
        )
    resting = of.whole(message, "resting_metabolic_rate")
    if resting and (total := book.total(_local_date(book, time))) is not None:
        total["resting_calories_kcal"] = resting


def _many(message: Message, name: str) -> tuple[int | float, ...]:
    value = message.values.get(name)
    if isinstance(value, tuple):
        return value
    return () if value is None or isinstance(value, str) else (value,)


def _at(values: tuple[int | float, ...], index: int) -> float | None:
    value = values[index] if index < len(values) else math.nan
    return value if math.isfinite(value) else None


def _take_monitoring(book: _Book, message: Message) -> None:
    time = _advance(book, message)
    if time is None:
        return
    local = of.seconds(message, "local_timestamp")
    if local is not None and abs(local - time) <= _LARGEST_OFFSET_S:
        book.offset_s = local - time
    kind = _kind(message)
    cycles = of.amount(message, "cycles")
    half_cycles = of.amount(message, "cycles_16") if cycles is None else cycles * 2
    cycles = None if half_cycles is None else half_cycles / 2
    hundreds = of.amount(message, "distance_16")
    per_distance, per_calories = book.per_cycle.get(kind, (None, None))
    now = _Counter(
        steps=half_cycles if kind in _STEPPING else None,
        told_distance_m=_first(
            of.amount(message, "distance"), None if hundreds is None else hundreds * 100
        ),
        cycles_distance_m=_product(cycles, per_distance),
        told_calories=of.amount(message, "active_calories"),
        cycles_calories=_product(cycles, per_calories),
        active_s=_first(of.amount(message, "active_time"), of.amount(message, "active_time_16")),
    )
    at_midnight = (time + book.offset_s) % 86_400 == 0
    date = _local_date(book, time - 1 if at_midnight else time)
    values = (now.steps, now.told_distance_m, now.told_calories, now.active_s)
    told = [value for value in values if value is not None]
    if told and (any(told) or not at_midnight):
        counter = book.counter(date, kind)
        if counter is not None:
            _keep_greatest(counter, now)
    _take_minutes(book, message, date)


def _advance(book: _Book, message: Message) -> int | None:
    """The message's time: told in full, or as the low 16 bits of a time after the last one."""
    full = of.seconds(message, "timestamp")
    low = of.whole(message, "timestamp_16")
    if full is not None:
        book.clock = full
    elif book.clock is None:
        book.clock = message.clock
    if full is None and low is not None and book.clock is not None:
        book.clock += (low - book.clock) & 0xFFFF
        if book.clock >= LATEST:
            book.clock = None
    return book.clock


def _kind(message: Message) -> str:
    code = of.whole(message, "activity_type")
    if code is None:
        packed = of.whole(message, "current_activity_type_intensity")
        code = None if packed is None else packed & _TYPE_MASK
    return name_of("activity_type", code) or "generic"


def _keep_greatest(counter: _Counter, now: _Counter) -> None:
    counter.steps = _greater(counter.steps, now.steps)
    counter.told_distance_m = _greater(counter.told_distance_m, now.told_distance_m)
    counter.cycles_distance_m = _greater(counter.cycles_distance_m, now.cycles_distance_m)
    counter.told_calories = _greater(counter.told_calories, now.told_calories)
    counter.cycles_calories = _greater(counter.cycles_calories, now.cycles_calories)
    counter.active_s = _greater(counter.active_s, now.active_s)


def _take_minutes(book: _Book, message: Message, date: dt.date) -> None:
    for name, told in (
        ("moderate_minutes", of.whole(message, "moderate_activity_minutes")),
        ("vigorous_minutes", of.whole(message, "vigorous_activity_minutes")),
    ):
        if told is not None and (total := book.total(date)) is not None:
            total[name] = total.get(name, 0) + told


def _take_weight(book: _Book, message: Message) -> None:
    time, weight = of.seconds(message, "timestamp"), of.amount(message, "weight")
    if time is None or not weight or weight >= _WEIGHING:
        return
    if len(book.weights) >= _MOST_WEIGHTS:
        book.part.limit = f"{_MOST_WEIGHTS:,} weights"
        return
    book.weights.append((time, weight))


def _first(one: float | None, other: float | None) -> float | None:
    return other if one is None else one


def _greater(one: float | None, other: float | None) -> float | None:
    if one is None or other is None:
        return _first(one, other)
    return max(one, other)


def _product(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one * other
