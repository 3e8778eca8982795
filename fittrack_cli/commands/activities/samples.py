"""What a device recorded from moment to moment: shown column by column, or as rows, or saved as Parquet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from fittrack_cli.errors import Incompatible, printable_path
from fittrack_cli.output.cells import NOTHING
from fittrack_cli.output.columns import Column, Row
from fittrack_cli.output.records import parse_choice
from fittrack_cli.values.given_paths import given_path

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.output.numbers import Numbers
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.activity_samples import ActivitySamples
    from fittrack_client.models.sample_column import SampleColumn
    from fittrack_client.operation import Operation

PARQUET = "application/vnd.apache.parquet"
TIME = "time"
_SUMMARY = (
    Column("column"),
    Column("unit"),
    Column("values"),
    Column("min", "LEAST"),
    Column("mean", "MEAN"),
    Column("max", "GREATEST"),
)


def samples_operation(
    activity_id: UUID,
    *,
    table: str | None,
    recording_id: UUID | None,
    resolution: int | None,
    fields: Sequence[str],
) -> Operation[ActivitySamples]:
    """The request for a table of an activity, or for some of its columns. Raises UsageError for an unknown table."""
    from typing import cast

    from fittrack_client import api
    from fittrack_client.models.sample_table import SAMPLE_TABLE_VALUES, SampleTable
    from fittrack_client.types import UNSET

    named = [name for name in fields if name != TIME]
    if table is not None:
        parse_choice(table, "table", sorted(SAMPLE_TABLE_VALUES))
    return api.get_activity_samples(
        activity_id,
        table=cast("SampleTable", table) if table is not None else UNSET,
        recording=recording_id or UNSET,
        resolution=resolution or UNSET,
        fields=",".join(named) or UNSET,
    )


def print_samples(cli: Cli, found: ActivitySamples) -> None:
    """Prints the rows; for people a line for each column instead, with its least, mean and greatest value."""
    if cli.output.is_for_people:
        _print_summary(cli, found)
        return
    names = [TIME, *(column.name for column in found.columns)]
    cli.output.rows(_rows(found), [Column(name) for name in names], fields=names)


def save_parquet(
    cli: Cli, operation: Operation[ActivitySamples], file: str, *, force: bool
) -> None:
    """Saves the table as a Parquet file, whole or not at all. Raises Conflict for a file that is there, unless `force`,
    and other CliErrors."""
    from fittrack_cli.wire.download import check_target, save

    target = given_path(file)
    check_target(target, force=force)
    headers = {b"Accept": PARQUET.encode()}
    with cli.connection.stream(operation.method, operation.url, headers=headers) as response:
        _check_parquet(response.headers.get("content-type", ""))
        size, digest = save(response, target, cli.connection, force=force)
    path = printable_path(target)
    if cli.output.is_for_people:
        cli.output.note(f"Saved {path} ({size:,} bytes).")
    else:
        cli.output.item({"path": path, "size_bytes": size, "file_sha256": digest})


def _check_parquet(media_type: str) -> None:
    if media_type.partition(";")[0].strip().lower() != PARQUET:
        raise Incompatible("the backend sent no Parquet file", f"it sent {media_type or 'nothing'}")


def _rows(found: ActivitySamples) -> Iterator[Row]:
    names = [TIME, *(column.name for column in found.columns)]
    times: Sequence[object] = found.to_dict()[TIME]
    values = [column.values for column in found.columns]
    if any(len(one) != len(times) for one in values):
        raise Incompatible("cannot show the samples", "their columns are not of one length")
    for row in zip(times, *values, strict=True):
        yield dict(zip(names, row, strict=True))


def _print_summary(cli: Cli, found: ActivitySamples) -> None:
    dated = [time for time in found.time if time is not None]
    rows = [_summary(column, cli.output.units.numbers) for column in found.columns]
    cli.output.rows(
        rows,
        _SUMMARY,
        fields=[column.field for column in _SUMMARY],
        empty=f"Nothing of it was recorded. There is: {', '.join(found.tables)}.",
    )
    if rows:
        span = f", from {min(dated):%H:%M:%S} to {max(dated):%H:%M:%S} UTC" if dated else ""
        more = ", ".join(name for name in found.tables if name != found.table)
        cli.output.note(f"{len(found.time):,} rows{span}. -o csv or --fields prints them.")
        if more:
            cli.output.note(f"Other tables: {more} (--table).")


def _summary(column: SampleColumn, numbers: Numbers) -> Row:
    """What there is of a column, in the unit that its name says: that is what `-o csv` prints."""
    there = [value for value in column.values if value is not None]
    known = [value for value in there if isinstance(value, int | float)]
    row: dict[str, object] = {
        "column": column.name,
        "unit": column.unit or NOTHING,
        "values": len(there),
    }
    if known:
        row |= {
            "min": numbers.text(min(known)),
            "mean": numbers.text(sum(known) / len(known)),
            "max": numbers.text(max(known)),
        }
    return row
