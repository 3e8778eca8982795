"""Activities as FIT files.

Messages, fields and units are those of the FIT profile, and the order is that of the FIT Activity
File: file_id first; records and laps as they end; then session and activity.
"""

from datetime import datetime, timedelta

from fittrack_cli.commands.quickstart.sample_season.fit_writer import (
    FieldValue,
    FitFile,
    wall_clock,
)
from fittrack_cli.commands.quickstart.sample_season.plan import POOL_M
from fittrack_cli.commands.quickstart.sample_season.simulation import (
    Activity,
    Lap,
    Length,
    Position,
    Sample,
)


def activity_file(activity: Activity) -> bytes:
    """An activity file with one session."""
    outing = activity.outing
    start = outing.start
    end = start + timedelta(seconds=activity.elapsed_s)
    fit = FitFile("activity", start)
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
        local_timestamp=wall_clock(end),
        total_timer_time=activity.timer_s,
        num_sessions=1,
        type="manual",
        event="activity",
        event_type="stop",
    )
    return fit.close()


def _add_timer_event(fit: FitFile, timestamp: datetime, event_type: str) -> None:
    fit.add("event", timestamp=timestamp, event="timer", event_type=event_type, data=0)


def _add_record(fit: FitFile, start: datetime, sample: Sample) -> None:
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


def _add_length(fit: FitFile, start: datetime, number: int, length: Length) -> None:
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
    fit: FitFile, activity: Activity, number: int, lap: Lap, first_length: int, last: bool
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


def _add_session(fit: FitFile, activity: Activity) -> None:
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
