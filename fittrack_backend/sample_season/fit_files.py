"""The season's files, as bytes: activities, monitoring days, weights and workouts in FIT.

Messages, fields and units are those of the FIT profile; the order in an activity is that of the FIT
Activity File (file_id first; records and laps as they end; then session and activity).
"""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from attrs import frozen
from garmin_fit_sdk import Encoder, Profile

from .plan import LOCAL_TIME, POOL_M, Intensity, Sport, Stroke
from .simulation import Activity, Lap, Length, Position, Sample

FieldValue = str | int | float | datetime | list[str] | list[float] | None

_MAKER = "development"
_PRODUCT = 1
_PRODUCT_NAME = "FitTrack sample"
_SERIAL_NUMBER = 20_260_101
_SOFTWARE_VERSION = 1.0
_HEIGHT_M = 1.79
_RESTING_KCAL_A_DAY = 1_720


@cache
def _message_number(message: str) -> int:
    return int(Profile["mesg_num"][message.upper()])


@cache
def _field_names(message: str) -> frozenset[str]:
    fields = Profile["messages"][_message_number(message)]["fields"].values()
    return frozenset(str(field["name"]) for field in fields)


class _FitFile:
    """A FIT file being written; it begins with who made it, and what it is."""

    def __init__(self, file_type: str, created: datetime) -> None:
        self._encoder = Encoder()
        self.add(
            "file_id",
            type=file_type,
            manufacturer=_MAKER,
            product=_PRODUCT,
            serial_number=_SERIAL_NUMBER,
            time_created=created,
            product_name=_PRODUCT_NAME,
        )
        self.add("file_creator", software_version=round(_SOFTWARE_VERSION * 100))

    def add(self, message: str, **fields: FieldValue) -> None:
        """Append a message; fields that are None stay out.

        Raises ValueError for a field that the profile does not know: the encoder would drop it silently.
        """
        unknown = fields.keys() - _field_names(message)
        if unknown:
            raise ValueError(f"no such field in a FIT {message} message: {', '.join(unknown)}")
        self._encoder.write_mesg({"mesg_num": _message_number(message), **fields})

    def add_device(self, timestamp: datetime) -> None:
        self.add(
            "device_info",
            timestamp=timestamp,
            device_index="creator",
            manufacturer=_MAKER,
            product=_PRODUCT,
            serial_number=_SERIAL_NUMBER,
            software_version=_SOFTWARE_VERSION,
            product_name=_PRODUCT_NAME,
            source_type="local",
        )

    def close(self) -> bytes:
        return self._encoder.close()


def _wall_clock(moment: datetime) -> datetime:
    """FIT's local_date_time: what the clock on the wall shows, written as though it were UTC."""
    return moment.astimezone(LOCAL_TIME).replace(tzinfo=UTC)


# Activities


def activity_file(activity: Activity) -> bytes:
    """An activity file with one session."""
    outing = activity.outing
    start = outing.start
    end = start + timedelta(seconds=activity.elapsed_s)
    fit = _FitFile("activity", start)
    fit.add_device(start)
    fit.add("sport", sport=outing.sport, sub_sport=outing.sub_sport, name=outing.name)
    _add_timer_event(fit, start, "start")
    recorded = 0
    lengths = 0
    for number, lap in enumerate(activity.laps):
        lap_end_s = lap.start_s + lap.seconds
        while (
            recorded < len(activity.samples) and activity.samples[recorded].elapsed_s <= lap_end_s
        ):
            _add_record(fit, start, activity.samples[recorded])
            recorded += 1
        for length in lap.lengths:
            _add_length(fit, start, lengths, length)
            lengths += 1
        if lap.pause_s:
            _add_timer_event(fit, start + timedelta(seconds=lap_end_s), "stop_all")
            _add_timer_event(fit, start + timedelta(seconds=lap.end_s), "start")
        last = number == len(activity.laps) - 1
        _add_lap(fit, activity, number, lap, lengths - len(lap.lengths), last)
    _add_timer_event(fit, end, "stop_all")
    _add_session(fit, activity)
    fit.add(
        "activity",
        timestamp=end,
        local_timestamp=_wall_clock(end),
        total_timer_time=activity.timer_s,
        num_sessions=1,
        type="manual",
        event="activity",
        event_type="stop",
    )
    return fit.close()


def _add_timer_event(fit: _FitFile, timestamp: datetime, event_type: str) -> None:
    fit.add("event", timestamp=timestamp, event="timer", event_type=event_type, data=0)


def _add_record(fit: _FitFile, start: datetime, sample: Sample) -> None:
    fit.add(
        "record",
        timestamp=start + timedelta(seconds=sample.elapsed_s),
        position_lat=sample.position.latitude if sample.position else None,
        position_long=sample.position.longitude if sample.position else None,
        distance=sample.distance_cm / 100,
        enhanced_speed=sample.speed_mps,
        enhanced_altitude=sample.altitude_m,
        heart_rate=sample.heart_bpm,
        cadence=sample.cadence_rpm,
        power=sample.power_w,
    )


def _add_length(fit: _FitFile, start: datetime, number: int, length: Length) -> None:
    active = length.stroke is not None
    fit.add(
        "length",
        message_index=number,
        timestamp=start + timedelta(seconds=length.start_s + length.seconds),
        event="length",
        event_type="stop",
        start_time=start + timedelta(seconds=length.start_s),
        total_elapsed_time=length.seconds,
        total_timer_time=length.seconds,
        length_type="active" if active else "idle",
        total_strokes=length.strokes if active else None,
        swim_stroke=length.stroke,
        avg_speed=POOL_M / length.seconds if active else None,
        avg_swimming_cadence=round(60 * length.strokes / length.seconds) if active else None,
    )


def _add_lap(
    fit: _FitFile, activity: Activity, number: int, lap: Lap, first_length: int, last: bool
) -> None:
    outing = activity.outing
    trigger = "distance" if lap.intensity == "active" and outing.sport != "swimming" else "manual"
    outdoors = outing.terrain is not None
    fit.add(
        "lap",
        message_index=number,
        timestamp=outing.start + timedelta(seconds=lap.end_s),
        event="lap",
        event_type="stop",
        start_time=outing.start + timedelta(seconds=lap.start_s),
        **_span("start_position", lap.start_position),
        **_span("end_position", lap.end_position),
        total_elapsed_time=lap.seconds + lap.pause_s,
        total_timer_time=lap.seconds,
        total_distance=lap.distance_cm / 100,
        total_cycles=lap.cycles,
        total_calories=lap.calories_kcal,
        enhanced_avg_speed=lap.distance_cm / 100 / lap.seconds,
        enhanced_max_speed=lap.max_speed_mps,
        avg_heart_rate=lap.avg_heart_bpm,
        max_heart_rate=lap.max_heart_bpm,
        avg_cadence=lap.avg_cadence_rpm,
        avg_power=lap.avg_power_w,
        max_power=lap.max_power_w,
        total_ascent=lap.ascent_m if outdoors else None,
        total_descent=lap.descent_m if outdoors else None,
        intensity=lap.intensity,
        lap_trigger="session_end" if last else trigger,
        sport=outing.sport,
        sub_sport=outing.sub_sport,
        **_pool(lap.lengths, first_length),
    )


def _add_session(fit: _FitFile, activity: Activity) -> None:
    outing, laps = activity.outing, activity.laps
    powers = [lap.avg_power_w for lap in laps if lap.avg_power_w is not None]
    peaks = [lap.max_power_w for lap in laps if lap.max_power_w is not None]
    outdoors = outing.terrain is not None
    swimming = outing.sport == "swimming"
    fit.add(
        "session",
        message_index=0,
        timestamp=outing.start + timedelta(seconds=activity.elapsed_s),
        event="session",
        event_type="stop",
        start_time=outing.start,
        **_span("start_position", laps[0].start_position),
        sport=outing.sport,
        sub_sport=outing.sub_sport,
        sport_profile_name=outing.name,
        total_elapsed_time=activity.elapsed_s,
        total_timer_time=activity.timer_s,
        total_distance=activity.distance_cm / 100,
        total_cycles=activity.cycles,
        total_calories=activity.calories_kcal,
        enhanced_avg_speed=activity.distance_cm / 100 / activity.timer_s,
        enhanced_max_speed=max(lap.max_speed_mps for lap in laps),
        avg_heart_rate=activity.average([lap.avg_heart_bpm for lap in laps]),
        max_heart_rate=max(lap.max_heart_bpm for lap in laps),
        avg_cadence=round(60 * activity.cycles / activity.timer_s),
        avg_power=activity.average(powers) if powers else None,
        max_power=max(peaks) if peaks else None,
        total_ascent=sum(lap.ascent_m for lap in laps) if outdoors else None,
        total_descent=sum(lap.descent_m for lap in laps) if outdoors else None,
        first_lap_index=0,
        num_laps=len(laps),
        trigger="activity_end",
        pool_length=float(POOL_M) if swimming else None,
        pool_length_unit="metric" if swimming else None,
        num_lengths=len(activity.lengths) if swimming else None,
        num_active_lengths=_active(activity.lengths) if swimming else None,
    )


def _span(name: str, position: Position | None) -> dict[str, FieldValue]:
    if position is None:
        return {}
    return {f"{name}_lat": position.latitude, f"{name}_long": position.longitude}


def _pool(lengths: tuple[Length, ...], first: int) -> dict[str, FieldValue]:
    if not lengths:
        return {}
    return {
        "first_length_index": first,
        "num_lengths": len(lengths),
        "num_active_lengths": _active(lengths),
        "swim_stroke": lengths[0].stroke,
    }


def _active(lengths: tuple[Length, ...]) -> int:
    return sum(1 for length in lengths if length.stroke)


# Monitoring


@frozen
class Walking:
    """Steps taken by a moment, counted from midnight, other than those of activities."""

    until: datetime
    steps: int


_STEP_M = 0.74
_STEPS_A_MINUTE = 108
_KCAL_A_STEP = 0.042
_RUNNING_METRES_A_STRIDE = 2.3


def monitoring_file(day: date, walked: Sequence[Walking], activities: Sequence[Activity]) -> bytes:
    """A day of all-day tracking: totals since midnight by kind of activity, again and again.

    A total is written when it has grown. Steps are half cycles, as FIT counts them.
    """
    midnight = datetime.combine(day, time(), LOCAL_TIME)
    fit = _FitFile("monitoring_b", midnight)
    fit.add_device(midnight)
    fit.add(
        "monitoring_info",
        timestamp=midnight,
        local_timestamp=_wall_clock(midnight),
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


def _add_walking(fit: _FitFile, walking: Walking) -> None:
    fit.add(
        "monitoring",
        timestamp=walking.until,
        activity_type="walking",
        cycles=walking.steps / 2,
        distance=walking.steps * _STEP_M,
        active_time=round(60 * walking.steps / _STEPS_A_MINUTE),
        active_calories=round(walking.steps * _KCAL_A_STEP),
    )


def _add_activity_total(fit: _FitFile, timestamp: datetime, activity: Activity) -> None:
    fit.add(
        "monitoring",
        timestamp=timestamp,
        activity_type=activity.outing.sport,
        cycles=activity.cycles,
        distance=activity.distance_cm / 100,
        active_time=activity.timer_s,
        active_calories=activity.calories_kcal,
    )


# Weights


@frozen
class WeighIn:
    """A moment on the scale: kilograms, and fat and water in percent."""

    timestamp: datetime
    weight_kg: float
    fat_percent: float
    water_percent: float


def weight_file(weigh_ins: Sequence[WeighIn]) -> bytes:
    """What the scale noted in a week; at least one weigh-in."""
    fit = _FitFile("weight", weigh_ins[0].timestamp)
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


# Workouts


@frozen
class Step:
    """A step of a planned workout, in the profile's own terms.

    `duration` is in milliseconds (time) or centimetres (distance). `zone` is a heart rate zone. `low` and
    `high` bound a custom target: mm/s (speed), bpm + 100 (heart_rate) or watts + 1000 (power).
    """

    name: str
    intensity: Intensity
    duration_type: str
    duration: int | None = None
    target_type: str = "open"
    zone: int = 0
    low: int | None = None
    high: int | None = None
    stroke: Stroke | None = None


@frozen
class Repeat:
    """Go back to step number `first`, until it was done `times` times."""

    first: int
    times: int


@frozen
class Workout:
    """A planned workout."""

    file_name: str
    name: str
    sport: Sport
    sub_sport: str
    steps: tuple[Step | Repeat, ...]


def workout_file(workout: Workout, created: datetime) -> bytes:
    """A planned workout with its steps."""
    swimming = workout.sport == "swimming"
    fit = _FitFile("workout", created)
    fit.add(
        "workout",
        sport=workout.sport,
        sub_sport=workout.sub_sport,
        num_valid_steps=len(workout.steps),
        wkt_name=workout.name,
        pool_length=float(POOL_M) if swimming else None,
        pool_length_unit="metric" if swimming else None,
    )
    for number, step in enumerate(workout.steps):
        fit.add("workout_step", message_index=number, **dict(_step_fields(step)))
    return fit.close()


def _step_fields(step: Step | Repeat) -> Iterator[tuple[str, FieldValue]]:
    if isinstance(step, Repeat):
        yield "duration_type", "repeat_until_steps_cmplt"
        yield "duration_value", step.first
        yield "target_type", "open"
        yield "target_value", step.times
        return
    yield "wkt_step_name", step.name
    yield "intensity", step.intensity
    yield "duration_type", step.duration_type
    yield "duration_value", step.duration
    yield "target_type", step.target_type
    yield "target_value", _stroke_number(step.stroke) if step.stroke else step.zone
    yield "custom_target_value_low", step.low
    yield "custom_target_value_high", step.high


def _stroke_number(stroke: Stroke) -> int:
    numbers: dict[int, str] = Profile["types"]["swim_stroke"]
    return next(int(number) for number, name in numbers.items() if name == stroke)
