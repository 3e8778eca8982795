"""How totals look: a row each with a bar, and the streaks in a last line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from fittrack_cli.commands.no_activities import why_none
from fittrack_cli.output.bars import bar
from fittrack_cli.output.columns import Column
from fittrack_cli.output.records import row_of
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.streak import Streak
    from fittrack_client.models.streaks import Streaks
    from fittrack_client.models.totals import Totals

_USUAL = (
    Column("activity_count", "COUNT"),
    Column("distance_m"),
    Column("timer_s", "TIME"),
    Column("ascent_m", wide=True),
    Column("calories_kcal", "ENERGY", wide=True),
)
_ALL = {column.field: column for column in (*_USUAL, Column("elapsed_s", "ELAPSED"))}
_USUAL_BAR = "timer_s"


def print_totals(cli: Cli, found: Totals, fields: Sequence[str]) -> None:
    """Prints the totals: these fields of them, or the usual ones; the bars are of the first."""
    rows = [row_of(total) for total in found.items]
    of_bar = fields[0] if fields else _USUAL_BAR
    shown = [_ALL[field]._replace(wide=False) for field in fields] if fields else _USUAL
    cli.output.rows(
        rows,
        [Column("name", str(found.by).upper()), *shown, _bars(cli, rows, of_bar)],
        fields=FIELDS["Total"],
        empty=lambda: why_none(cli),
    )
    if found.left_out:
        cli.output.note(f"{found.left_out:,} more are not shown. --since and --until lead to them.")
    if rows and cli.output.is_for_people:
        cli.output.blank()
        cli.output.sentence(streaks_text(found.streaks))


def streaks_text(streaks: Streaks) -> str:
    """The streaks in a sentence: the current ones, and the longest."""
    parts = [
        f"{_length(current, unit)} (longest {_length(longest, unit)}, until {longest.last})"
        if current != longest
        else f"{_length(current, unit)}, the longest"
        for unit, current, longest in (
            ("day", streaks.current_days, streaks.longest_days),
            ("week", streaks.current_weeks, streaks.longest_weeks),
        )
        if longest is not None
    ]
    return f"Streak: {'; '.join(parts)}"


def _length(streak: Streak | None, unit: str) -> str:
    length = 0 if streak is None else streak.length
    return f"{length:,} {unit}{'' if length == 1 else 's'}"


def _bars(cli: Cli, rows: Sequence[dict[str, object]], field: str) -> Column:
    values = [value for row in rows if isinstance(value := row[field], int | float)]
    most, blocks = max(values, default=0), cli.output.draws_blocks

    def fill(value: object, width: int) -> str:
        known = value if isinstance(value, int | float) else 0
        return bar(known, most, width, blocks=blocks)

    return Column(field, "", fill=fill)
