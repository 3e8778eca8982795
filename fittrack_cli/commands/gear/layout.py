"""How gear looks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from fittrack_cli.output.columns import Column
from fittrack_cli.output.records import row_of
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.gear import Gear


def print_gear(cli: Cli, gear: Iterable[Gear]) -> None:
    """Prints a list."""
    cli.output.rows(
        (row_of(one) for one in gear),
        [
            Column("name"),
            Column("kind"),
            Column("brand", wide=True),
            Column("model", wide=True),
            Column("activity_count", "COUNT"),
            Column("distance_m"),
            Column("timer_s", "TIME"),
            Column("first_day", "FIRST", wide=True),
            Column("last_day", "LAST"),
        ],
        fields=FIELDS["Gear"],
        called_by="name",
        empty="No gear. It comes with an export of Strava: put one into a connected folder, and sync",
    )
