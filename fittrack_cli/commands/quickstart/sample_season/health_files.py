"""Writes FIT files of all-day tracking and of weighings."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from attrs import frozen

from fittrack_cli.commands.quickstart.sample_season.fit_writer import FitFile, wall_clock
from fittrack_cli.commands.quickstart.sample_season.plan import LOCAL_TIME
from fittrack_cli.commands.quickstart.sample_season.simulation import Activity

_HEIGHT_M = 1.79
_RESTING_KCAL_A_DAY = 1_720


@frozen
class Walking:
    """Steps taken from midnight until a time, without those of activities."""

    until: datetime
    steps: int


_STEP_M = 0.74
_STEPS_A_MINUTE = 108
_KCAL_A_STEP = 0.042
_RUNNING_METRES_A_STRIDE = 2.3


def monitoring_file(day: date, walked: Sequence[Walking], activities: Sequence[Activity]) -> bytes:
    """A day of all-day tracking: running totals since midnight, for each kind of activity.

    A total is written each time it has grown. FIT counts cycles, which are two steps each.
    """
    midnight = datetime.combine(day, time(), LOCAL_TIME)
    fit = FitFile("monitoring_b", midnight)
    fit.add_device(midnight)
    fit.add(
        "monitoring_info",
        timestamp=midnight,
        local_timestamp=wall_clock(midnight),
        activity_type=["walking", "running"],
        cycles_to_distance=[2 * _STEP_M, _RUNNING_METRES_A_STRIDE],
        cycles_to_calories=[2 * _KCAL_A_STEP, _RUNNING_METRES_A_STRIDE * 0.075],
        resting_metabolic_rate=_RESTING_KCAL_A_DAY,
    )
    before = Walking(midnight, 0)
    for walking in walked:
        if walking.steps > before.steps:
            _add_walking(fit, walking)
        for activity in activities:
            if before.until < _end(activity) <= walking.until:
                _add_activity_total(fit, walking.until, activity)
        before = walking
    return fit.close()


def _end(activity: Activity) -> datetime:
    return activity.outing.start + timedelta(seconds=activity.elapsed_s)


def _add_walking(fit: FitFile, walking: Walking) -> None:
    fit.add(
        "monitoring",
        timestamp=walking.until,
        activity_type="walking",
        cycles=walking.steps / 2,
        distance=walking.steps * _STEP_M,
        active_time=round(60 * walking.steps / _STEPS_A_MINUTE),
        active_calories=round(walking.steps * _KCAL_A_STEP),
    )


def _add_activity_total(fit: FitFile, timestamp: datetime, activity: Activity) -> None:
    fit.add(
        "monitoring",
        timestamp=timestamp,
        activity_type=activity.outing.sport,
        cycles=activity.cycles,
        distance=activity.distance_cm / 100,
        active_time=activity.timer_s,
        active_calories=activity.calories_kcal,
    )


@frozen
class WeighIn:
    """A weighing: kilograms, and fat and water in percent."""

    timestamp: datetime
    weight_kg: float
    fat_percent: float
    water_percent: float


def weight_file(weigh_ins: Sequence[WeighIn]) -> bytes:
    """The weighings of a week; there must be at least one."""
    fit = FitFile("weight", weigh_ins[0].timestamp)
    fit.add(
        "user_profile",
        message_index=0,
        age=34,
        height=_HEIGHT_M,
        weight=weigh_ins[0].weight_kg,
    )
    fit.add_device(weigh_ins[0].timestamp)
    for weigh_in in weigh_ins:
        fit.add(
            "weight_scale",
            timestamp=weigh_in.timestamp,
            weight=weigh_in.weight_kg,
            percent_fat=weigh_in.fat_percent,
            percent_hydration=weigh_in.water_percent,
            bmi=weigh_in.weight_kg / _HEIGHT_M**2,
        )
    return fit.close()
