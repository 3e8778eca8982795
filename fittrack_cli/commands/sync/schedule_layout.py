"""How schedules look: the list, and one of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.commands.naming.shown import (
    ALL_DIGITS,
    SAFE_DIGITS,
    Listed,
    id_column,
    shortened,
)
from fittrack_cli.commands.sync.layout import types_text
from fittrack_cli.commands.sync.scheduling import when_text
from fittrack_cli.output.columns import Column
from fittrack_cli.output.records import row_of
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.schedule import Schedule

SCHEDULE_FIELDS = FIELDS["Schedule"]


def print_schedule(cli: Cli, schedule: Schedule) -> None:
    """Prints one."""
    columns = [
        Column("when"),
        Column("types"),
        Column("sources"),
        Column("time_zone"),
        Column("next_run_at", "NEXT RUN"),
    ]
    cli.output.item(
        row_of(schedule),
        columns,
        fields=SCHEDULE_FIELDS,
        title=f"Schedule {schedule.id}",
        in_words=_in_words(schedule),
    )


def print_schedules(cli: Cli, schedules: Listed[Schedule]) -> None:
    """Prints all of them."""
    people = cli.output.is_for_people
    every = list(schedules)
    nothing_started = Column("last_reason", "NOTHING STARTED", wide=True)
    cli.output.rows(
        (row_of(one) | (_in_words(one, SAFE_DIGITS) if people else {}) for one in every),
        [
            Column("when"),
            Column("types"),
            Column("sources", wide=True),
            Column("next_run_at", "NEXT RUN"),
            Column("last_run_at", "LAST RUN", wide=True),
            *([nothing_started] if any(one.last_reason for one in every) else []),
            id_column(schedules),
        ],
        fields=SCHEDULE_FIELDS,
        empty="No schedules. Add one with: fittrack sync schedule --every 6h",
    )


def _in_words(schedule: Schedule, digits: int = ALL_DIGITS) -> dict[str, object]:
    """What takes words to say; ids of sources with so many digits."""
    sources = schedule.source_ids
    return {
        "when": when_text(schedule),
        "types": "all" if schedule.types is None else types_text(list(schedule.types)),
        "sources": "all"
        if sources is None
        else ", ".join(shortened(str(one), digits) for one in sources),
    }
