"""What was recorded from moment to moment: the track as a drawing, and charts over the time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from attrs import frozen

from fittrack_cli.commands.activities.measure_groups import cadence_format
from fittrack_cli.commands.activities.show_layout import speed_of
from fittrack_cli.commands.report.amounts import Amounts, Show, axis, elapsed_ticks
from fittrack_cli.commands.report.charts.lines import Line, Run, line_chart
from fittrack_cli.commands.report.charts.plot import Frame
from fittrack_cli.commands.report.charts.scale import Limits, Tick
from fittrack_cli.commands.report.charts.thinning import (
    Sample,
    gap_s,
    part_length_s,
    runs_of_samples,
)
from fittrack_cli.commands.report.charts.track import Place, draw_track, track_of
from fittrack_cli.commands.report.document import Section
from fittrack_cli.commands.report.figures import figure
from fittrack_cli.commands.report.markup import Html, element
from fittrack_cli.commands.report.tables import all_of, numbers, paragraph, table
from fittrack_cli.output.cells import NOTHING
from fittrack_cli.output.durations import duration
from fittrack_cli.output.pace import Way, rate_name, way_of
from fittrack_cli.output.records import row_of

if TYPE_CHECKING:
    from fittrack_client.models.activity_detail import ActivityDetail
    from fittrack_client.models.activity_samples import ActivitySamples

_ROWS_OF_NUMBERS = 24
_FROM_ZERO = frozenset({"power_w", "cadence_rpm"})
_LEAST_HEIGHT_M = 40.0
"""An elevation has at least so much room, or flat ground would look like mountains."""


@frozen
class _Quantity:
    """A column of samples that has a chart. `mean` and `most` are the fields in which the activity has them."""

    column: str
    title: str
    kind: str
    show: Show
    mean: str = ""
    most: str = ""
    tick: Show | None = None
    """Writes the values of the axis, where their unit does not."""
    is_filled: bool = False


def recorded_sections(
    activity: ActivityDetail, samples: ActivitySamples, amounts: Amounts
) -> Iterator[Section]:
    columns = _columns(samples)
    span = max((time for one in columns.values() for time, _ in one), default=0.0)
    track = _track(samples, amounts)
    if track is not None:
        yield Section("track", "Track", track)
    charts: list[Html] = []
    told: list[tuple[str, Show, Sequence[Run]]] = []
    for one in _quantities(activity, amounts):
        found = columns.get(one.column, [])
        if span <= 0 or len(found) < 2 or not any(value for _, value in found):
            continue
        runs = runs_of_samples(found, span)
        charts.append(_chart(activity, one, found, runs, span, amounts))
        told.append((one.title, one.show, runs))
    if not charts:
        if track is None:
            words = "Nothing that could be drawn was recorded from moment to moment."
            yield Section("recorded", "Recorded", paragraph(words, "none"))
        return
    length = part_length_s(span)
    note = paragraph(
        f"Over the time since the start, pauses included. A line is the mean of {_about(length)} at a time, the band around it "
        "reaches from the least to the greatest value.",
        "small",
    )
    yield Section("recorded", "Recorded", all_of([*charts, note, _numbers(told, span)]))


def _about(seconds: float) -> str:
    return f"{max(1, round(seconds))} s" if seconds < 90 else f"{round(seconds / 60)} min"


def _quantities(activity: ActivityDetail, amounts: Amounts) -> Sequence[_Quantity]:
    """What is drawn of a sport, in this order."""
    way = way_of(activity.sport, activity.pool_length_m)
    cadence = cadence_format(activity.sport, amounts.units)
    return (
        _Quantity("altitude_m", "Elevation", "third", amounts.high, is_filled=True),
        _Quantity(
            "hr_bpm", "Heart rate", "second", amounts.show("hr_bpm", 0), "avg_hr_bpm", "max_hr_bpm"
        ),
        _Quantity(
            "speed_m_s",
            rate_name(way).capitalize(),
            "first",
            lambda speed: amounts.units.rate(speed, way),
            "avg_speed_m_s",
            "max_speed_m_s",
        ),
        _Quantity(
            "power_w", "Power", "first", amounts.show("power_w", 0), "avg_power_w", "max_power_w"
        ),
        _Quantity(
            "cadence_rpm",
            "Cadence",
            "third",
            cadence,
            "avg_cadence_rpm",
            "max_cadence_rpm",
            lambda turns: f"{cadence(turns).partition(' ')[0]}" if turns else "0",
        ),
    )


def _columns(samples: ActivitySamples) -> dict[str, list[Sample]]:
    """The numbers of each column with the seconds since the start."""
    start = samples.start_time
    times = [None if time is None else (time - start).total_seconds() for time in samples.time]
    return {
        column.name: [
            (time, float(value))
            for time, value in zip(times, column.values, strict=False)
            if time is not None and time >= 0 and isinstance(value, int | float)
        ]
        for column in samples.columns
        if not column.developer
    }


def _chart(
    activity: ActivityDetail,
    one: _Quantity,
    found: Sequence[Sample],
    runs: Sequence[Run],
    span: float,
    amounts: Amounts,
) -> Html:
    values = [value for _, value in found]
    if one.column == "speed_m_s":
        limits, ticks = _rate_axis(runs, way_of(activity.sport, activity.pool_length_m), amounts)
    else:
        limits, ticks = _axis(one, values, amounts)
    words = _words(activity, one, values)
    return figure(
        line_chart(
            Frame(
                f"recorded-{one.column.replace('_', '-')}",
                f"{one.title} over the time",
                f"{one.title}: {words}.",
                limits,
                ticks,
                elapsed_ticks(span),
                height=120,
            ),
            [Line(one.kind, runs, is_filled=one.is_filled)],
        ),
        one.title,
        words,
    )


def _words(activity: ActivityDetail, one: _Quantity, values: Sequence[float]) -> str:
    """The average and the greatest value as the activity has them, else those of the samples."""
    if one.is_filled:
        return f"from {one.show(min(values))} to {one.show(max(values))}"
    most = _of(activity, one.most) or max(values)
    mean = _of(activity, one.mean)
    if one.column == "speed_m_s":
        average = "" if mean is None else f"{one.show(mean)} on average, "
        return f"{average}{one.show(most)} at the fastest"
    return f"{one.show(mean or sum(values) / len(values))} on average, {one.show(most)} at most"


def _of(activity: ActivityDetail, field: str) -> float | None:
    """A value of the activity; its speed follows from distance and time where the device does not say it."""
    value: object = getattr(activity, field, None)
    if value is None and field == "avg_speed_m_s":
        return average_speed(activity)
    return float(value) if isinstance(value, int | float) else None


def average_speed(activity: ActivityDetail) -> float | None:
    """The speed as `activities show` has it; None where nobody moved, or nobody can say."""
    row = row_of(activity)
    speed = {**row, **speed_of(row)}.get("avg_speed_m_s")
    return float(speed) if isinstance(speed, int | float) and speed > 0 else None


def _axis(
    one: _Quantity, values: Sequence[float], amounts: Amounts
) -> tuple[Limits, Sequence[Tick]]:
    lowest = 0.0 if one.column in _FROM_ZERO else min(values)
    highest = max(values)
    if one.is_filled and highest - lowest < _LEAST_HEIGHT_M:
        middle = (highest + lowest) / 2
        lowest, highest = middle - _LEAST_HEIGHT_M / 2, middle + _LEAST_HEIGHT_M / 2
    if highest <= lowest:
        lowest, highest = lowest - 1, highest + 1
    if one.tick is not None:
        return axis(lowest, highest, one.tick, count=3)
    return amounts.axis(one.column, lowest, highest, count=3)


def _rate_axis(runs: Sequence[Run], way: Way, amounts: Amounts) -> tuple[Limits, Sequence[Tick]]:
    """A speed from 0 on. A pace from somewhat slower than most of the time in motion; who stands is at the edge."""
    means = sorted(point.mean for run in runs for point in run)
    fastest = max(means[-1], 0.1)
    if way == "speed":
        limits = Limits(0.0, fastest * 1.05)
    else:
        moving = [mean for mean in means if mean > fastest / 4] or means
        limits = Limits(min(moving[len(moving) // 20], fastest * 0.8) * 0.9, fastest * 1.05)
    return limits, amounts.pace_ticks(limits, way)


def _numbers(told: Sequence[tuple[str, Show, Sequence[Run]]], span: float) -> Html:
    """The means of each part of the time, for who does not see the charts."""
    part = span / _ROWS_OF_NUMBERS
    rows: list[list[str]] = []
    for at in range(_ROWS_OF_NUMBERS):
        cells = [f"{duration(at * part)} to {duration((at + 1) * part)}"]
        for _, show, runs in told:
            means = [
                point.mean
                for run in runs
                for point in run
                if at <= point.x * _ROWS_OF_NUMBERS < at + 1
            ]
            cells.append(show(sum(means) / len(means)) if means else NOTHING)
        rows.append(cells)
    heads = ["Time", *(title for title, _, _ in told)]
    return numbers("Numbers of these charts", table("Means over the time", heads, rows))


def _track(samples: ActivitySamples, amounts: Amounts) -> Html | None:
    track = track_of(_places(samples))
    if track is None:
        return None
    shape = (
        f"{amounts.far(track.width_m)} from west to east and {amounts.far(track.height_m)} from south to north; the finish is "
        f"{amounts.far(track.apart_m)} from the start"
    )
    key = element(
        "p",
        {"class": "small key"},
        element("span", {"class": "box start"}),
        " start ",
        element("span", {"class": "box finish"}),
        f" finish. It reaches {shape}.",
    )
    return all_of([draw_track(track, f"It reaches {shape}.", amounts.scale_lengths()), key])


def _places(samples: ActivitySamples) -> Sequence[Sequence[Place]]:
    """The places in runs, with a gap where none was recorded for long. Those without times are one run."""
    of: dict[str, Sequence[object]] = {column.name: column.values for column in samples.columns}
    found = [
        (None if time is None else time.timestamp(), Place(float(north), float(east)))
        for time, north, east in zip(
            samples.time, of.get("lat_deg", ()), of.get("lon_deg", ()), strict=False
        )
        if isinstance(north, int | float) and isinstance(east, int | float)
    ]
    longest = gap_s([time for time, _ in found if time is not None])
    runs: list[list[Place]] = [[]]
    before: float | None = None
    for time, place in found:
        if time is not None and before is not None and time - before > longest:
            runs.append([])
        runs[-1].append(place)
        before = time if time is not None else before
    return runs
