"""Activities as the encoder writes them: with sessions of several kinds, and without any."""

from __future__ import annotations

import datetime as dt
from typing import Any

from tools.corpus import fit, recorded
from tools.corpus.expectations import Made, Values, expected, session
from tools.corpus.files.days import on
from tools.corpus.fit import Message, fit_file, message
from tools.corpus.recorded import SAID
from tools.corpus.track import track


def activities() -> dict[str, Made]:
    """Sessions of several kinds."""
    ride = track(on(1), 2400)
    plan = track(on(2), 900)
    return {
        "ride-with-pause.fit": Made(
            recorded.recording(
                ride,
                of_session={
                    "sport": "cycling",
                    "sub_sport": "commuting",
                    "total_timer_time": 2100.0,
                    "sport_profile_name": "To work",
                },
                of_lap={"total_timer_time": 2100.0},
            ),
            expected(
                session(
                    ride.start,
                    "cycling",
                    "commuting",
                    distance_m=ride.odometer_m,
                    timer_s=2100.0,
                    elapsed_s=2400.0,
                    **SAID,
                )
            ),
        ),
        "run-with-workout.fit": Made(
            fit_file(
                message("workout", wkt_name="跑步", sport="running"),
                *recorded.records(plan),
                recorded.lap(plan),
                recorded.session(plan, sub_sport=None),
                recorded.activity(plan.end),
            ),
            expected(
                session(
                    plan.start, "running", None, distance_m=plan.odometer_m, timer_s=900.0, **SAID
                ),
                workout=[{"name": "跑步", "steps": None}],
            ),
        ),
        "multisport.fit": multisport(),
        "pool-swim.fit": pool_swim(),
        "developer-fields.fit": developer_fields(),
    }


def multisport() -> Made:
    """A triathlon: five sessions in one file, of which the ride and the run have two laps each."""
    legs = (
        ("swimming", "open_water", 1200, 1),
        ("transition", None, 120, 1),
        ("cycling", "road", 2400, 2),
        ("transition", None, 60, 1),
        ("running", "generic", 1800, 2),
    )
    start = on(5, 6)
    written: list[Message] = []
    ends: list[Message] = []
    sessions: list[Values] = []
    laps = 0
    for sport, sub_sport, seconds, count in legs:
        leg = track(start, seconds)
        written += recorded.records(leg)
        part = seconds // count
        for number in range(count):
            half = track(start + dt.timedelta(seconds=number * part), part)
            written.append(recorded.lap(half, sport=sport, total_calories=60))
        ends.append(
            recorded.session(
                leg,
                sport=sport,
                sub_sport=sub_sport,
                first_lap_index=laps,
                num_laps=count,
                total_calories=60 * count,
            )
        )
        sessions.append(
            session(
                start,
                sport,
                sub_sport,
                distance_m=leg.odometer_m,
                timer_s=float(seconds),
                **(SAID | {"calories": 60 * count}),
            )
        )
        laps += count
        start = leg.end + dt.timedelta(seconds=1)
    data = fit_file(*written, *ends, recorded.activity(start, sessions=len(legs)))
    return Made(data, expected(*sessions))


def pool_swim() -> Made:
    """Lengths, and a strap's heart rates by `event_timestamp` after them."""
    start = on(6, 13)
    end = start + dt.timedelta(seconds=640)
    totals: dict[str, Any] = {
        "timestamp": end,
        "start_time": start,
        "total_elapsed_time": 640.0,
        "total_timer_time": 600.5,
        "total_distance": 500.0,
        "total_calories": 120,
        "avg_heart_rate": 142,
        "max_heart_rate": 161,
        "sport": "swimming",
        "sub_sport": "lap_swimming",
    }
    lengths = [
        message(
            "length",
            timestamp=start + dt.timedelta(seconds=32 * (number + 1)),
            start_time=start + dt.timedelta(seconds=32 * number),
            message_index=number,
            total_elapsed_time=30.0,
            total_timer_time=30.0,
            total_strokes=18,
            swim_stroke="freestyle",
            length_type="active",
        )
        for number in range(20)
    ]
    beats = [
        message("hr", timestamp=start, event_timestamp=3484.5, filtered_bpm=[118]),
        message(
            "hr",
            filtered_bpm=[120, 121, 122, 124, 126, 128, 130, 131],
            event_timestamp_12=[117, 109, 11, 204, 131, 106, 125, 25, 196, 0, 175, 26],
        ),
    ]
    swum = [
        message(
            "record", timestamp=start + dt.timedelta(seconds=32 * number), distance=25.0 * number
        )
        for number in range(21)
    ]
    data = fit_file(
        *swum,
        *lengths,
        message("lap", **totals),
        message("session", **totals, pool_length=25.0, num_lengths=20, num_laps=1),
        recorded.activity(end),
        *beats,
    )
    swim = session(
        start,
        "swimming",
        "lap_swimming",
        distance_m=500.0,
        timer_s=600.5,
        elapsed_s=640.0,
        calories=120,
        avg_hr=142,
        max_hr=161,
    )
    return Made(data, expected(swim))


def doughnuts() -> dict[int, tuple[Message, Message]]:
    """A developer field of the records."""
    owner = message("developer_data_id", developer_data_index=0, application_id=list(range(1, 17)))
    description = message(
        "field_description",
        developer_data_index=0,
        field_definition_number=0,
        fit_base_type_id=fit.UINT8,
        field_name="doughnuts_earned",
        units="doughnuts",
    )
    return {0: (owner, description)}


def developer_fields() -> Made:
    """A run whose records carry a value that no profile knows."""
    run = track(on(7), 900)
    developer = doughnuts()
    data = fit_file(
        *developer[0],
        *(
            recorded.record(time, point) | {"developer_fields": {0: number}}
            for number, (time, point) in enumerate(run.shown())
        ),
        recorded.lap(run),
        recorded.session(run, total_calories=0, total_ascent=None),
        recorded.activity(run.end),
        developer=developer,
    )
    told = session(
        run.start,
        "running",
        "generic",
        distance_m=run.odometer_m,
        timer_s=900.0,
        **(SAID | {"calories": 0, "ascent_m": None}),
    )
    return Made(data, expected(told))


def without_session() -> dict[str, Made]:
    """What has to be summed up, or cannot even be dated."""
    return {"no-session.fit": no_session(), "no-times.fit": no_times()}


def no_session() -> Made:
    """A ride that was cut short: records and a pause, no lap, no session, and a wrong checksum."""
    ride = track(on(8), 2400, wavering=True)
    before, behind = ride.points[:21], ride.points[21:]
    calories = {point.second: point.second // 10 for point in ride.points}

    def told(track_points: tuple[Any, ...]) -> list[Message]:
        return [
            recorded.record(ride.at(point), point, calories=calories[point.second])
            for point in track_points
        ]

    paused, resumed = ride.at(before[-1]), ride.at(behind[0])
    whole = fit_file(
        message("sport", sport="cycling", sub_sport="generic", name="Ride"),
        recorded.timer(ride.start, "start"),
        *told(before),
        recorded.timer(paused, "stop_all"),
        recorded.timer(resumed, "start"),
        *told(behind),
        *(message("record", timestamp=ride.end, distance=ride.odometer_m) for _ in range(2)),
    )
    data = whole[:-8]
    summed = session(
        ride.start,
        "cycling",
        "generic",
        distance_m=ride.odometer_m,
        timer_s=2400.0 - 60,
        elapsed_s=2400.0,
        calories=240,
        avg_hr=ride.mean_bpm,
        max_hr=ride.max_bpm,
    )
    return Made(data, expected(summed, summed_up=True))


def no_times() -> Made:
    """Three records without any time, and a developer field."""
    developer = doughnuts()
    values = ((140, 88, 510.0), (143, 90, 2080.0), (144, 92, 3710.0))
    data = fit_file(
        *developer[0],
        *(
            message("record", heart_rate=bpm, cadence=cadence, distance=metres)
            | {"developer_fields": {0: number}}
            for number, (bpm, cadence, metres) in enumerate(values, 1)
        ),
        developer=developer,
    )
    return Made(data, expected(undated=True))
