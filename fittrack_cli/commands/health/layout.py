"""How daily health data looks: the columns of the list."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fittrack_cli.output.cells import NOTHING, number
from fittrack_cli.output.columns import Column
from fittrack_cli.output.records import row_of
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.daily_health import DailyHealth


def print_days(cli: Cli, days: Iterable[DailyHealth]) -> None:
    """Prints a list."""
    cli.output.rows(
        (row_of(day) for day in days),
        [
            Column("date", "DAY"),
            Column("steps"),
            Column("distance_m"),
            Column("active_minutes", "ACTIVE", _minutes),
            Column("active_calories_kcal", "ACTIVE ENERGY"),
            Column("resting_calories_kcal", "AT REST", wide=True),
            Column("weight_kg"),
        ],
        fields=FIELDS["DailyHealth"],
        empty="No health data. Bring some in with: fittrack sync start health --watch",
    )


def _minutes(value: object) -> str:
    return f"{number(round(value))} min" if isinstance(value, int | float) else NOTHING
