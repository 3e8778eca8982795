"""Series over the day in FIT files: heart rate, stress, respiration, SpO2, HRV (messages `monitoring`,
`stress_level`, `respiration_rate`, `spo2_data`, `hrv_value`)."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from attrs import define, field, frozen

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.health_days import Days
from fittrack_backend.readers.fit.wire import Message
from fittrack_backend.records.series import Metric, SeriesOfDay, packed, series_part

WANTED = {
    "stress_level": ("stress_level_time", "stress_level_value"),
    "respiration_rate": ("timestamp", "respiration_rate"),
    "spo2_data": ("timestamp", "reading_spo2"),
    "hrv_value": ("timestamp", "value"),
}
_LARGEST_STRESS = 100
_STRESS_ENDS = (
    (25, "rest_stress_s"),
    (50, "low_stress_s"),
    (75, "medium_stress_s"),
    (100, "high_stress_s"),
)
_LONGEST_STRESS_S = 180
"""How often stress is told: what a value stands for at most."""
_NIGHT_GAP_S = 3 * 3600
_MOST_POINTS = 500_000


@frozen
class DayPoints:
    """The points of a metric on a local day, by FIT seconds."""

    metric: Metric
    date: dt.date
    points: Mapping[int, float]


@define
class SeriesBook:
    """Collects points as they come, each on its local day as it is known then."""

    days: Days
    _points: dict[tuple[Metric, dt.date], dict[int, float]] = field(
        factory=lambda: defaultdict(dict), init=False
    )
    _hrv: dict[int, float] = field(factory=dict, init=False)
    _nights: list[int] = field(factory=list, init=False)
    _count: int = field(default=0, init=False)

    def take_heart_rate(self, message: Message, time: int) -> None:
        """A heart rate of monitoring."""
        if "heart_rate" in message.values:
            bpm = of.heart_rate(message, "heart_rate")
            if bpm is not None:
                self._add("heart_rate", time, bpm)

    def take_stress(self, message: Message) -> None:
        """A level of stress. Negative ones say why it was not measured."""
        value = of.number(message, "stress_level_value")
        if value is not None and 0 <= value <= _LARGEST_STRESS:
            self._add("stress", of.seconds(message, "stress_level_time"), value)

    def take_respiration(self, message: Message) -> None:
        """Breaths a minute; negative where they were not measured."""
        value = of.amount(message, "respiration_rate")
        if value:
            self._add("respiration", self.days.advance(message), value)

    def take_spo2(self, message: Message) -> None:
        """Oxygen saturation of the blood."""
        value = of.amount(message, "reading_spo2")
        if value and value <= 100:
            self._add("spo2", self.days.advance(message), value)

    def take_hrv(self, message: Message) -> None:
        """A reading of HRV, of a night."""
        value = of.amount(message, "value")
        time = self.days.advance(message)
        if value and time is not None and self._room():
            self._hrv[time] = value

    def end_night(self, time: int) -> None:
        """A time at which HRV of a night is summed up: readings before it are of that night."""
        self._nights.append(time)

    def collected(self) -> list[DayPoints]:
        """All points by metric and day, and what follows from them for the day."""
        for date, points in _by_night(self._hrv, self._nights, self.days.date):
            if not self.days.full(len(self._points)):
                self._points["hrv", date] |= points
        found = [DayPoints(metric, date, points) for (metric, date), points in self._points.items()]
        for of_day in found:
            self._sum_up(of_day)
        return found

    def _add(self, metric: Metric, time: int | None, value: float) -> None:
        if time is None or not self._room():
            return
        key = metric, self.days.date(time)
        if key not in self._points and self.days.full(len(self._points)):
            return
        self._points[key][time] = value

    def _room(self) -> bool:
        self._count += 1
        if self._count > _MOST_POINTS:
            self.days.part.limit = f"{_MOST_POINTS:,} values over the day"
        return self._count <= _MOST_POINTS

    def _sum_up(self, of_day: DayPoints) -> None:
        values = list(of_day.points.values())
        mean = sum(values) / len(values)
        least, greatest = min(values), max(values)
        told: dict[str, object]
        match of_day.metric:
            case "heart_rate":
                told = {"min_hr_bpm": round(least), "avg_hr_bpm": mean}
                told |= {"max_hr_bpm": round(greatest), "hr_count": len(values)}
            case "stress":
                told = {"avg_stress": mean, "max_stress": round(greatest)}
                told |= {"stress_count": len(values), **_stress_seconds(of_day.points)}
            case "respiration":
                told = {"min_respiration_brpm": least, "avg_respiration_brpm": mean}
                told |= {"max_respiration_brpm": greatest, "respiration_count": len(values)}
            case "spo2":
                told = {"min_spo2_percent": round(least), "avg_spo2_percent": mean}
                told |= {"spo2_count": len(values)}
            case _:
                told = {f"{of_day.metric}_count": len(values)}
        for name, value in told.items():
            self.days.keep(of_day.date, name, value)


def series_of(collected: Iterable[DayPoints]) -> tuple[SeriesOfDay, ...]:
    """The series of a file by day, as they are kept; those of chained parts together."""
    of_days: dict[dt.date, dict[Metric, dict[int, float]]] = defaultdict(dict)
    for one in collected:
        of_days[one.date].setdefault(one.metric, {}).update(one.points)
    return tuple(
        packed(
            date,
            [
                series_part(metric, [(of.moment(time), points[time]) for time in sorted(points)])
                for metric, points in metrics.items()
            ],
        )
        for date, metrics in sorted(of_days.items())
    )


def _by_night(
    points: Mapping[int, float], ends: Sequence[int], date: Callable[[int], dt.date]
) -> Iterable[tuple[dt.date, Mapping[int, float]]]:
    """Readings of HRV by their nights: on the day of the summary that follows within a day or, without
    one, on that of the last reading before a gap."""
    times = sorted(points)
    groups: list[list[int]] = []
    for time in times:
        if groups and time - groups[-1][-1] <= _NIGHT_GAP_S:
            groups[-1].append(time)
        else:
            groups.append([time])
    for group in groups:
        after = [end for end in ends if 0 <= end - group[-1] < 86_400]
        yield date(min(after) if after else group[-1]), {time: points[time] for time in group}


def _stress_seconds(points: Mapping[int, float]) -> Mapping[str, int]:
    """How long stress was at rest, low, medium and high. A value stands for the time to the next one."""
    seconds = dict.fromkeys((name for _, name in _STRESS_ENDS), 0)
    times = sorted(points)
    lasted = [min(b - a, _LONGEST_STRESS_S) for a, b in itertools.pairwise(times)]
    lasted.append(lasted[-1] if lasted else _LONGEST_STRESS_S)
    for time, length in zip(times, lasted, strict=True):
        name = next(name for end, name in _STRESS_ENDS if points[time] <= end)
        seconds[name] += length
    return seconds
