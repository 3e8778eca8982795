"""Charts of what a device recorded during an activity, one for each column, over the time since its start."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING
from uuid import UUID

from fittrack_cli.commands.activities.samples import print_samples, samples_operation
from fittrack_cli.output.durations import duration

if TYPE_CHECKING:
    from fittrack_cli.output.chart import Point
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.activity_samples import ActivitySamples
    from fittrack_client.models.sample_column import SampleColumn

USUAL = ("hr_bpm", "speed_m_s", "power_w", "cadence_rpm", "altitude_m")
_POINTS = 2000
"""More than two for each dot of any terminal; extremes stay."""


def draw(cli: Cli, activity_id: UUID, metrics: Sequence[str]) -> None:
    """Prints a chart of each metric, or of the usual ones that there are; for programs, all their numbers.

    Raises UsageError for a metric that was not recorded, and other CliErrors.
    """
    people = cli.output.is_for_people
    found = cli.connection.call(
        samples_operation(
            activity_id,
            table=None,
            recording_id=None,
            resolution=_POINTS if people else None,
            fields=metrics or cli.output.fields,
        )
    )
    wanted = metrics or USUAL
    chosen = [column for name in wanted for column in found.columns if column.name == name]
    if not people:
        found.columns = chosen if metrics else found.columns
        print_samples(cli, found)
        return
    _draw(cli, found, chosen)


def _draw(cli: Cli, found: ActivitySamples, columns: Sequence[SampleColumn]) -> None:
    from fittrack_cli.output.charting import print_chart

    drawn = [(column, points) for column in columns if (points := _points(found, column))]
    places = [point.x for _, points in drawn for point in points]
    for index, (column, points) in enumerate(drawn):
        if index:
            cli.output.blank()
        print_chart(
            cli.output,
            column.name,
            column.name,
            points,
            duration,
            x_limits=(min(places), max(places)),
        )
    if not drawn:
        cli.output.note(_why_nothing_is_drawn(found))


def _why_nothing_is_drawn(found: ActivitySamples) -> str:
    if found.time and not any(found.time):
        return "There is nothing to draw: the samples have no times."
    names = ", ".join(column.name for column in found.columns)
    return f"There is nothing to draw. There is: {names or 'nothing'}."


def _points(found: ActivitySamples, column: SampleColumn) -> list[Point]:
    from fittrack_cli.output.chart import Point

    return [
        Point((time - found.start_time).total_seconds(), value)
        for time, value in zip(found.time, column.values, strict=False)
        if time is not None and isinstance(value, int | float)
    ]
