"""How lists of activities look."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from fittrack_cli.commands.naming.shown import Listed, id_column
from fittrack_cli.commands.no_activities import why_none
from fittrack_cli.output.cells import day, own_day, own_moment
from fittrack_cli.output.columns import Column, Row
from fittrack_cli.output.pace import way_of
from fittrack_cli.output.records import in_order, row_of
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.output.units import Units
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.activity import Activity
    from fittrack_client.models.activity_detail import ActivityDetail
    from fittrack_client.models.deleted_activity import DeletedActivity

A = TypeVar("A", "Activity", "ActivityDetail", "dict[str, object]")

_WHEN = Column(
    "local_start_time", "START", own_moment, narrow=Column("local_start_time", "DAY", own_day)
)
_WHICH = (_WHEN, Column("sport"), Column("distance_m"))
"""By what people know an activity in a list; a narrow terminal shows the day, a wide one the time too."""

_RATE = "rate"
"""Pace or speed, which only people see: JSON has what it is made of."""


def print_deleted(cli: Cli, activities: Listed[DeletedActivity]) -> None:
    """Prints what was deleted and can be restored."""
    columns = [
        *_WHICH,
        Column("deleted_at", wide=True),
        Column(
            "restorable_until",
            "RESTORABLE UNTIL",
            day,
            narrow=Column("restorable_until", "UNTIL", day),
        ),
        id_column(activities),
    ]
    cli.output.rows(
        (row_of(activity) for activity in activities),
        columns,
        fields=FIELDS["DeletedActivity"],
        total=activities.count,
        empty="No deleted activities.",
    )


def print_activities(
    cli: Cli,
    activities: Listed[A],
    *,
    of: str = "Activity",
) -> None:
    """Prints a list of the contract's records that are called so; a narrow terminal shows the day, a
    wide one the time too."""
    columns = [
        _WHEN,
        Column("name"),
        Column("sport"),
        Column("distance_m"),
        Column("timer_s", "TIME"),
        Column(_RATE, "PACE", right=True),
        Column("avg_hr_bpm", "HR", str, wide=True),
        Column("ascent_m", "ASCENT", wide=True),
        Column("file_name", "FILE", wide=True),
        id_column(activities),
    ]
    rows = (_row(activity, of) for activity in activities)
    cli.output.rows(
        (row | {_RATE: rate_of(row, cli.output.units)} for row in rows)
        if cli.output.is_for_people
        else rows,
        columns,
        fields=FIELDS[of],
        total=activities.count,
        empty=lambda: why_none(cli),
    )


def rate_of(row: Row, units: Units) -> str | None:
    """How fast it was on average without pauses, as people of its sport say it; None where nobody can say."""
    distance_m, timer_s = row.get("distance_m"), row.get("timer_s")
    if not isinstance(distance_m, int | float) or not isinstance(timer_s, int | float):
        return None
    if distance_m <= 0 or timer_s <= 0:
        return None
    return units.rate(distance_m / timer_s, way_of(str(row.get("sport"))))


def _row(activity: Activity | ActivityDetail | dict[str, object], of: str) -> dict[str, object]:
    return in_order(activity, FIELDS[of]) if isinstance(activity, dict) else row_of(activity)
