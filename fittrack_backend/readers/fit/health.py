"""Health in FIT files: which message goes where. What is read of it lies in `health_*`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping

from attrs import frozen

from fittrack_backend.readers.fit import (
    health_counters,
    health_nights,
    health_series,
    health_weighings,
)
from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.health_days import Days
from fittrack_backend.readers.fit.parts import Part
from fittrack_backend.readers.fit.profile import known_name_of, number_of, wanted
from fittrack_backend.readers.fit.wire import Message, messages
from fittrack_backend.records.health import DayActivity, DayTotals
from fittrack_backend.records.sleep import Nap, SleepNight
from fittrack_backend.records.weighings import Weighing

_OF_DAYS = {
    "monitoring_hr_data": (
        "timestamp",
        "resting_heart_rate",
        "current_day_resting_heart_rate",
    ),
    "hrv_status_summary": (
        "timestamp",
        "weekly_average",
        "last_night_average",
        "last_night_5_min_high",
        "baseline_low_upper",
        "baseline_balanced_lower",
        "baseline_balanced_upper",
        "status",
    ),
    "max_met_data": ("update_time", "vo2_max", "sport", "max_met_category"),
    "skin_temp_overnight": (
        "timestamp",
        "local_timestamp",
        "average_deviation",
        "nightly_value",
    ),
}
_WANTED = wanted(
    {
        **health_counters.WANTED,
        **health_series.WANTED,
        **health_nights.WANTED,
        **health_weighings.WANTED,
        **_OF_DAYS,
    }
)
MESSAGES = frozenset(_WANTED.messages) - {number_of("event")}
"""The numbers of the messages that show that a file holds health."""
_CYCLING = 2
_CYCLING_CATEGORY = 1


@frozen
class Health:
    """What `read_health` found."""

    days: list[DayActivity]
    totals: list[DayTotals]
    weights: list[Weighing]
    nights: list[SleepNight]
    naps: list[tuple[dt.date, Nap]]
    points: list[health_series.DayPoints]

    def __bool__(self) -> bool:
        return bool(
            self.days or self.totals or self.weights or self.nights or self.naps or self.points
        )


def read_health(part: Part, account_zone: str | None = None) -> Health:
    """Days, nights, weighings and series of one FIT file, the days in the athlete's local time."""
    days = Days(part, account_zone)
    counters = health_counters.CounterBook(days)
    series = health_series.SeriesBook(days)
    nights = health_nights.NightBook(days)
    weighings = health_weighings.WeighingBook(days)

    def take_monitoring(message: Message) -> None:
        time = days.advance(message)
        if time is not None:
            counters.take(message, time)
            series.take_heart_rate(message, time)

    def take_hrv_status(message: Message) -> None:
        time = days.advance(message)
        if time is not None:
            series.end_night(time)
            days.keep_last(time, **_hrv(message))

    takes: Mapping[int, Callable[[Message], None]] = {
        number_of(name): take
        for name, take in {
            "monitoring_info": counters.take_info,
            "monitoring": take_monitoring,
            "monitoring_hr_data": lambda message: _take_resting(days, message),
            "stress_level": series.take_stress,
            "respiration_rate": series.take_respiration,
            "spo2_data": series.take_spo2,
            "hrv_value": series.take_hrv,
            "hrv_status_summary": take_hrv_status,
            "max_met_data": lambda message: _take_vo2max(days, message),
            "skin_temp_overnight": lambda message: _take_skin(days, message),
            "sleep_level": nights.take_level,
            "sleep_assessment": nights.take_assessment,
            "nap_event": nights.take_nap,
            "event": nights.take_event,
            "weight_scale": weighings.take,
        }.items()
    }
    for message in messages(part, _WANTED):
        takes[message.number](message)
    points = series.collected()
    return Health(
        days=counters.records(),
        totals=days.totals(),
        weights=weighings.records(),
        nights=nights.nights(),
        naps=nights.naps(),
        points=points,
    )


def _take_resting(days: Days, message: Message) -> None:
    time = days.advance(message)
    if time is None:
        return
    today = of.heart_rate(message, "current_day_resting_heart_rate")
    of_week = of.heart_rate(message, "resting_heart_rate")
    days.keep_last(
        time,
        resting_hr_bpm=of_week if today is None else today,
        avg_resting_hr_7_days_bpm=of_week,
    )


def _hrv(message: Message) -> Mapping[str, object]:
    return {
        "hrv_weekly_ms": of.amount(message, "weekly_average"),
        "hrv_last_night_ms": of.amount(message, "last_night_average"),
        "hrv_last_night_5_min_high_ms": of.amount(message, "last_night_5_min_high"),
        "hrv_baseline_low_upper_ms": of.amount(message, "baseline_low_upper"),
        "hrv_baseline_balanced_lower_ms": of.amount(message, "baseline_balanced_lower"),
        "hrv_baseline_balanced_upper_ms": of.amount(message, "baseline_balanced_upper"),
        "hrv_status": known_name_of("hrv_status", message.values.get("status")),
    }


def _take_vo2max(days: Days, message: Message) -> None:
    time, value = of.seconds(message, "update_time"), of.amount(message, "vo2_max")
    if time is None:
        time = message.clock
    if time is None or not value:
        return
    is_cycling = (
        message.values.get("max_met_category") == _CYCLING_CATEGORY
        or message.values.get("sport") == _CYCLING
    )
    name = "cycling_vo2max_ml_kg_min" if is_cycling else "vo2max_ml_kg_min"
    days.keep_last(time, **{name: value})


def _take_skin(days: Days, message: Message) -> None:
    time = days.advance(message)
    if time is None:
        return
    days.note_local(time, message)
    days.keep_last(
        time,
        skin_temperature_c=of.number(message, "nightly_value"),
        skin_temperature_deviation_c=of.number(message, "average_deviation"),
    )
