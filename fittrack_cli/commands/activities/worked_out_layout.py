"""How the numbers look that FitTrack works out of an activity's samples: beside what the device says, not in its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from fittrack_cli.commands.activities.measure_groups import rate_format
from fittrack_cli.commands.activities.numbers_layout import SOURCES, best_in_words, tenths
from fittrack_cli.output.cells import NOTHING, text_of
from fittrack_cli.output.columns import Column, Lines, Row, Table
from fittrack_cli.output.pace import rate_name, way_of
from fittrack_cli.output.records import row_of

if TYPE_CHECKING:
    from fittrack_cli.output.units import Units
    from fittrack_client.models.activity_detail import ActivityDetail
    from fittrack_client.models.activity_numbers import ActivityNumbers
    from fittrack_client.models.athlete_then import AthleteThen
    from fittrack_client.models.in_zones import InZones


def worked_out_of(activity: ActivityDetail, units: Units) -> Iterator[Lines | Table]:
    """The numbers, the times in zones that the device does not give, and the best efforts; nothing where nothing was
    worked out."""
    from fittrack_client.models.activity_numbers import ActivityNumbers

    found = activity.worked_out
    if not isinstance(found, ActivityNumbers):
        return
    row = row_of(found)
    way = way_of(activity.sport, activity.pool_length_m)
    by = _by(found, units)
    columns = [
        Column("moving_s", "moving"),
        Column("moving_speed_m_s", f"{rate_name(way)} moving", rate_format(way, units)),
        Column("grade_adjusted_speed_m_s", "grade-adjusted pace", rate_format(way, units)),
        Column("steepest", "steepest"),
        Column("work_j", "work"),
        Column("avg_power_w", "average power"),
        Column("normalized_power_w", "normalized power"),
        Column("variability_index", "variability index"),
        Column("intensity_factor", "intensity factor"),
        Column("training_stress_score", "training stress score", tenths(units)),
        Column("heart_rate_stress", "stress from heart rate", tenths(units)),
        Column("trimp", "TRIMP (Banister)", tenths(units)),
        Column("edwards_trimp", "TRIMP (Edwards)", tenths(units)),
        Column("efficiency", "efficiency factor"),
        Column("power_decoupling_percent", "decoupling of power"),
        Column("speed_decoupling_percent", "decoupling of speed"),
        *(Column(name, f"by {name}") for name in by),
        Column("remark", "left out"),
    ]
    remark = "; ".join(found.remarks) if found.remarks else None
    shown = {**row, "steepest": _steepest(row, units), **by, "remark": remark}
    there = [column for column in columns if shown.get(column.field) is not None]
    if there:
        yield Lines(shown, there, "Worked out from samples")
    yield from _zones(activity, found)
    if found.bests:
        rows = [best_in_words(row_of(one), activity.sport, units) for one in found.bests]
        yield Table(
            rows, [Column("effort"), Column("result"), Column("rate", "PACE")], "Best efforts"
        )


def _steepest(row: Row, units: Units) -> str | None:
    up, down = row.get("steepest_up_percent"), row.get("steepest_down_percent")
    if not isinstance(up, int | float) or not isinstance(down, int | float):
        return None
    up_text, down_text = (units.text("_percent", round(abs(one))) for one in (up, down))
    return f"{up_text} up, {down_text} down"


def _by(found: ActivityNumbers, units: Units) -> dict[str, str]:
    """The athlete's values that some of the numbers follow from, and where each is from."""
    then: AthleteThen = found.athlete
    is_of_power = found.normalized_power_w is not None
    is_of_heart = found.hr_zones is not None or found.trimp is not None
    return {
        name: f"{text_of(field, value, units)}, {SOURCES.get(str(source), source)}"
        for counts, name, field, value, source in (
            (
                is_of_power,
                "threshold power",
                "_w",
                then.threshold_power_w,
                then.threshold_power_from,
            ),
            (is_of_heart, "maximum heart rate", "_bpm", then.max_hr_bpm, then.max_hr_from),
            (is_of_heart, "resting heart rate", "_bpm", then.resting_hr_bpm, then.resting_hr_from),
            (
                is_of_heart,
                "threshold heart rate",
                "_bpm",
                then.threshold_hr_bpm,
                then.threshold_hr_from,
            ),
        )
        if counts and value is not None
    }


def _zones(activity: ActivityDetail, found: ActivityNumbers) -> Iterator[Table]:
    device = next((row_of(one) for one in activity.zones if one.lap_index is None), {})
    for title, zones, field, of_device in (
        ("Heart rate zones", found.hr_zones, "up_to_bpm", "hr_s"),
        ("Power zones", found.power_zones, "up_to_w", "power_s"),
    ):
        times = device.get(of_device)
        says_itself = isinstance(times, list) and any(times)
        if zones is not None and (not says_itself or str(zones.zones_from) == "account"):
            yield _table(title, zones, field)


def _table(title: str, zones: InZones, field: str) -> Table:
    total = sum(zones.seconds) or 1.0
    rows = [
        {
            "zone": zones.first_zone + at,
            field: round(zones.bounds[at], 1) if at < len(zones.bounds) else None,
            "time_s": seconds,
            "part_percent": round(100 * seconds / total, 1),
        }
        for at, seconds in enumerate(zones.seconds)
    ]
    columns = [
        Column("zone"),
        Column(field, "UP TO"),
        Column("time_s", "TIME"),
        Column("part_percent"),
    ]
    source = SOURCES.get(str(zones.zones_from), NOTHING)
    return Table(rows, columns, f"{title}, {source}")
