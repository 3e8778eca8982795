# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api export_activity`: Export an activity as GPX, TCX, FIT, CSV or Parquet."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

OPERATION = Operation(
    name="export_activity",
    method="GET",
    path="/v1/activities/{activity_id}/export",
    parameters=(
        Parameter(
            "activity_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
        Parameter("format", "query", {"$ref": "ExportFormat"}, "form", explode=True),
    ),
    inputs=(
        Input(
            "path_activity_id",
            "ACTIVITY_ID",
            "path",
            ("activity_id",),
            {"type": "string", "format": "uuid"},
        ),
        Input("query_format", "--format", "query", ("format",), {"$ref": "ExportFormat"}),
    ),
    body=None,
    signed_in=True,
    answer="file",
    accept="application/gpx+xml, application/vnd.garmin.tcx+xml, application/vnd.ant.fit, text/csv, application/vnd.apache.parquet",
    definitions={
        "ExportFormat": {"type": "string", "enum": ["gpx", "tcx", "fit", "csv", "parquet"]}
    },
)


def command(
    cli: Cli,
    path_activity_id: Annotated[str, Argument(metavar="ACTIVITY_ID", help="The activity's id.")],
    query_format: Annotated[
        str | None,
        Option(
            "--format",
            metavar="gpx|tcx|fit|csv|parquet",
            help="In which format. Without: as `Accept` says. One of gpx, tcx, fit, csv, parquet.",
        ),
    ] = None,
    to: Annotated[
        str | None,
        Option(
            "--to",
            metavar="FILE|-",
            help="Where to save it; - writes to standard output (default: the name that the server gives it, here).",
        ),
    ] = None,
    force: Annotated[bool, Option("--force", help="Replace an existing file.")] = False,
) -> None:
    """Export an activity as GPX, TCX, FIT, CSV or Parquet.

    The activity as a file that other programs read. GPX holds the places with heart rate, cadence, temperature and
    power; TCX the laps and all moments, with speed and power; both pauses. FIT is the original, CSV and Parquet are all
    samples. The samples are those of the recording with the most of them; for GPX, of those with positions. Where
    `Accept` takes any format it is GPX, or TCX without positions. With `If-None-Match`, 304 says that nothing
    has changed.

    Examples:
        fittrack api export_activity ACTIVITY_ID
        fittrack api export_activity ACTIVITY_ID --to FILE
    """
    run(
        cli,
        OPERATION,
        {"path_activity_id": path_activity_id, "query_format": query_format},
        to=to,
        force=force,
    )
