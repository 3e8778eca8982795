"""How one activity looks: what is known of it in groups, and tables of its laps, its other parts and its
recordings. Of all that only what is there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Sequence
from math import inf
from typing import TYPE_CHECKING

from fittrack_cli.commands.activities.measure_groups import (
    GROUPED,
    cadence_format,
    distance_format,
    groups_of,
    name_of,
    rate_format,
)
from fittrack_cli.commands.activities.worked_out_layout import worked_out_of
from fittrack_cli.commands.naming.shown import id_column, whole
from fittrack_cli.commands.workouts.step_words import how_long, target
from fittrack_cli.output.cells import (
    NOTHING,
    TIME_OF_DAY,
    own_moment,
    parse_moment,
    words_of,
)
from fittrack_cli.output.columns import Column, Lines, Row, Table
from fittrack_cli.output.durations import duration
from fittrack_cli.output.pace import rate_name, way_of
from fittrack_cli.output.records import row_of
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.output.units import Units
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.activity_detail import ActivityDetail
    from fittrack_client.models.activity_recording import ActivityRecording

_FIRST = ("sport", "sub_sport", "name", "local_start_time", "device")
_HEAD = {
    "local_start_time": "start",
    "zone_from": "time zone from",
    "lap_count": "laps",
    "recording_count": "recordings",
    "file_name": "file",
}
_HIDDEN = frozenset(
    {
        "id",
        "laps",
        "recordings",
        "lengths",
        "sets",
        "splits",
        "split_sums",
        "zones",
        "dive_gases",
        "workout_steps",
        "worked_out",
        "source_id",
        "file_format",
        "file_sha256",
        "created_at",
        "updated_at",
        "start_time",
        "utc_offset_s",
        "date",
    }
)
_ZONES = (
    ("Heart rate zones", "hr_s", "hr_high_bpm"),
    ("Power zones", "power_s", "power_high_w"),
    ("Speed zones", "speed_s", "speed_high_m_s"),
    ("Cadence zones", "cadence_s", "cadence_high_rpm"),
)


_OPEN = {"up_to_bpm": 250, "up_to_w": 60_000}
"""From here on an upper end is none: the zone is open."""


def print_activity(cli: Cli, activity: ActivityDetail) -> None:
    """Prints one activity; for people in groups, with tables of its parts below."""
    row = row_of(activity)
    fields = FIELDS["ActivityDetail"]
    head = [*_FIRST, *(field for field in fields if field not in _FIRST)]
    columns = [
        Column(field, _HEAD.get(field), own_moment if field == "local_start_time" else None)
        for field in head
        if field not in _HIDDEN | GROUPED and row.get(field) not in (None, [])
    ]
    cli.output.item(
        row,
        columns,
        fields=fields,
        title=f"Activity {activity.id}",
        below=list(parts_of(activity, cli.output.units)),
    )


def parts_of(activity: ActivityDetail, units: Units) -> Iterator[Table | Lines]:
    """What stands below an activity: its values in groups, what is worked out, and its parts."""
    row = row_of(activity)
    yield from groups_of({**row, **speed_of(row)}, activity.sport, units)
    yield from worked_out_of(activity, units)
    yield from _tables(activity, units)


def _tables(activity: ActivityDetail, units: Units) -> Iterator[Table | Lines]:
    way = way_of(activity.sport, activity.pool_length_m)
    at = _time_of_day(activity.utc_offset_s)
    far = Column("distance_m", format=distance_format(way, units))
    pace = Column("avg_speed_m_s", rate_name(way).upper(), rate_format(way, units))
    if len(activity.laps) > 1:
        laps = [row_of(lap) for lap in activity.laps]
        yield _table("Laps", laps, _lap_columns(activity.sport, at, far, pace, units), "lap")
    if activity.lengths:
        yield _table(
            "Lengths", map(row_of, activity.lengths), _length_columns(at, pace, units), "length"
        )
    if activity.sets:
        yield _table("Sets", map(row_of, activity.sets), _set_columns(at), "set")
    of_splits = [
        far,
        pace,
        Column("avg_hr_bpm", "AVG HR"),
        Column("avg_power_w", "POWER"),
        Column("ascent_m", "ASCENT", wide=True),
        Column("descent_m", "DESCENT", wide=True),
    ]
    if activity.split_sums:
        sums = [Column("type", format=_words), Column("count"), Column("timer_s", "TIME")]
        yield _table("Kinds of splits", map(row_of, activity.split_sums), [*sums, *of_splits])
    if activity.splits:
        ones = [
            Column("type", format=_words),
            Column("start_time", "START", at),
            Column("timer_s", "TIME"),
        ]
        yield _table("Splits", map(row_of, activity.splits), [*ones, *of_splits], "split")
    yield from _zones(activity, units)
    if activity.dive_gases:
        gases = [Column("oxygen_percent"), Column("helium_percent"), Column("mode", format=_words)]
        yield _table("Gases", map(row_of, activity.dive_gases), [*gases, Column("status")], "gas")
    if activity.workout_steps:
        yield _steps(activity, units)
    if len(activity.recordings) > 1:
        yield _recordings(activity)


def _table(
    title: str, rows: Iterable[Row], columns: Sequence[Column], numbered: str | None = None
) -> Table:
    """The rows with the columns that say something; those that are `numbered` are so from 1."""
    listed = [{**row, "index": at + 1, **speed_of(row)} for at, row in enumerate(rows)]
    first = [Column("index", numbered.upper())] if numbered is not None else []
    shown = [
        column for column in columns if any(row.get(column.field) is not None for row in listed)
    ]
    return Table(listed, [*first, *shown], title)


def speed_of(row: Row) -> Row:
    """The speed, which follows from distance and time where the device does not say it."""
    distance_m = row.get("distance_m")
    timer_s = row.get("moving_s") or row.get("active_s") or row.get("timer_s")
    if row.get("avg_speed_m_s") is not None:
        return {}
    if not isinstance(distance_m, int | float) or not isinstance(timer_s, int | float):
        return {}
    return {"avg_speed_m_s": distance_m / timer_s} if distance_m and timer_s else {}


def _lap_columns(
    sport: str | None, at: Callable[[object], str], far: Column, pace: Column, units: Units
) -> Sequence[Column]:
    return (
        Column("start_time", "START", at, wide=True),
        far,
        Column("timer_s", "TIME"),
        pace,
        Column("avg_hr_bpm", "AVG HR"),
        Column("max_hr_bpm", "MAX HR", wide=True),
        Column("avg_power_w", "POWER"),
        Column("normalized_power_w", "NORMALIZED", wide=True),
        Column("max_power_w", "MAX POWER", wide=True),
        Column("avg_cadence_rpm", "CADENCE", cadence_format(sport, units), wide=True),
        Column("swim_stroke", "STROKE", _words, wide=True),
        Column("num_active_lengths", "LENGTHS", wide=True),
        Column("avg_swolf", "SWOLF", wide=True),
        Column("ascent_m", "ASCENT", wide=True),
        Column("descent_m", "DESCENT", wide=True),
        Column("elapsed_s", "WITH PAUSES", wide=True),
        Column("calories_kcal", "ENERGY", wide=True),
        Column("intensity", format=_words, wide=True),
    )


def _length_columns(at: Callable[[object], str], pace: Column, units: Units) -> Sequence[Column]:
    return (
        Column("start_time", "START", at, wide=True),
        Column("type"),
        Column("swim_stroke", "STROKE", _words),
        Column("elapsed_s", "TIME", _tenths(units)),
        Column("strokes"),
        pace,
        Column("avg_cadence_rpm", "CADENCE", cadence_format("swimming", units), wide=True),
    )


def _set_columns(at: Callable[[object], str]) -> Sequence[Column]:
    return (
        Column("start_time", "START", at, wide=True),
        Column("type"),
        Column("category", "KIND", _words),
        Column("exercise", format=_words),
        Column("repetitions", "REPEATS"),
        Column("weight_kg", "WEIGHT"),
        Column("duration_s", "TIME"),
    )


def _zones(activity: ActivityDetail, units: Units) -> Iterator[Table]:
    """How long the whole activity was in each zone."""
    whole = next((row_of(one) for one in activity.zones if one.lap_index is None), {})
    for title, times_field, highs_field in _ZONES:
        times, highs = whole.get(times_field), whole.get(highs_field)
        if not isinstance(times, list) or not isinstance(highs, list) or not any(times):
            continue
        total = sum(times)
        unit = highs_field.removeprefix(highs_field.split("_high_")[0])
        high = f"up_to{unit.removeprefix('_high')}"
        rows: list[Row] = [
            {
                "zone": at + (len(highs) >= len(times) or not highs),
                high: highs[at] if at < len(highs) and highs[at] < _OPEN.get(high, inf) else None,
                "time_s": time,
                "part_percent": round(100 * time / total, 1),
            }
            for at, time in enumerate(times)
        ]
        rate = rate_format(way_of(activity.sport), units) if high == "up_to_m_s" else None
        upper = [Column(high, "UP TO", rate)] if highs else []
        yield Table(
            rows, [Column("zone"), *upper, Column("time_s", "TIME"), Column("part_percent")], title
        )


def _steps(activity: ActivityDetail, units: Units) -> Table:
    """The steps of the workout that was done."""
    return Table(
        [
            row_of(step)
            | {
                "index": step.index + 1,
                "how_long": how_long(step, units),
                "target": target(step, units),
            }
            for step in activity.workout_steps
        ],
        [
            Column("index", "STEP"),
            Column("name"),
            Column("intensity"),
            Column("how_long"),
            Column("target"),
            Column("notes", wide=True),
        ],
        "Workout",
    )


def _recordings(activity: ActivityDetail) -> Table:
    """Which recordings it is of, and what is from which."""
    return Table(
        [
            row_of(one)
            | {
                "gives": gives_text(
                    one, [other for other in activity.recordings if other is not one]
                )
            }
            for one in activity.recordings
        ],
        [
            Column("file_name", "RECORDING"),
            Column("distance_m"),
            Column("timer_s", "TIME"),
            Column("device", wide=True),
            Column("gives", "GIVES"),
            id_column(whole(activity.recordings), wide=True),
        ],
    )


def gives_text(recording: ActivityRecording, others: Sequence[ActivityRecording]) -> str:
    """The values that are from a recording, and which of them FitTrack worked out.

    One that gives more than all `others` together gives all else, or everything.
    """
    words = [name_of(name) for name in recording.gives]
    of_others = sum(len(other.gives) for other in others)
    if len(words) > of_others:
        words = ["all else" if of_others else "everything"]
    computed = [name_of(name) for name in recording.gives if name in recording.computed]
    return ", ".join(words + [f"{word} worked out" for word in computed]) or NOTHING


def _time_of_day(utc_offset_s: int) -> Callable[[object], str]:
    """Writes times of day by the activity's own clock."""
    zone = dt.timezone(dt.timedelta(seconds=utc_offset_s))

    def text(value: object) -> str:
        moment = parse_moment(str(value))
        return NOTHING if moment is None else moment.astimezone(zone).strftime(TIME_OF_DAY)

    return text


def _tenths(units: Units) -> Callable[[object], str]:
    def text(value: object) -> str:
        if not isinstance(value, int | float):
            return NOTHING
        return (
            f"{units.numbers.text(float(value), 1, fixed=True)} s"
            if value < 60
            else duration(value)
        )

    return text


def _words(value: object) -> str:
    return words_of(str(value))
