# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api get_activity_samples`: Get what a device recorded from moment to moment."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

OPERATION = Operation(
    name="get_activity_samples",
    method="GET",
    path="/v1/activities/{activity_id}/samples",
    parameters=(
        Parameter(
            "activity_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
        Parameter("table", "query", {"$ref": "SampleTable"}, "form", explode=True),
        Parameter(
            "fields",
            "query",
            {"type": "string", "minLength": 1, "maxLength": 4096, "pattern": "^[^\\x00]*$"},
            "form",
            explode=True,
        ),
        Parameter(
            "resolution",
            "query",
            {"type": "integer", "minimum": 2, "maximum": 10000000},
            "form",
            explode=True,
        ),
        Parameter(
            "from_s",
            "query",
            {"type": "integer", "minimum": 0, "maximum": 3162240000},
            "form",
            explode=True,
        ),
        Parameter(
            "to_s",
            "query",
            {"type": "integer", "minimum": 0, "maximum": 3162240000},
            "form",
            explode=True,
        ),
        Parameter("recording", "query", {"type": "string", "format": "uuid"}, "form", explode=True),
    ),
    inputs=(
        Input(
            "path_activity_id",
            "ACTIVITY_ID",
            "path",
            ("activity_id",),
            {"type": "string", "format": "uuid"},
        ),
        Input("query_table", "--table", "query", ("table",), {"$ref": "SampleTable"}),
        Input(
            "query_fields",
            "--query-fields",
            "query",
            ("fields",),
            {"type": "string", "minLength": 1, "maxLength": 4096, "pattern": "^[^\\x00]*$"},
        ),
        Input(
            "query_resolution",
            "--resolution",
            "query",
            ("resolution",),
            {"type": "integer", "minimum": 2, "maximum": 10000000},
        ),
        Input(
            "query_from_s",
            "--from-s",
            "query",
            ("from_s",),
            {"type": "integer", "minimum": 0, "maximum": 3162240000},
        ),
        Input(
            "query_to_s",
            "--to-s",
            "query",
            ("to_s",),
            {"type": "integer", "minimum": 0, "maximum": 3162240000},
        ),
        Input(
            "query_recording",
            "--recording",
            "query",
            ("recording",),
            {"type": "string", "format": "uuid"},
        ),
    ),
    body=None,
    signed_in=True,
    answer="json",
    accept="application/json, text/csv, application/vnd.apache.parquet",
    fields=(
        "activity_id",
        "recording_id",
        "start_time",
        "table",
        "tables",
        "reader_version",
        "time",
        "columns",
    ),
    definitions={
        "SampleTable": {
            "type": "string",
            "enum": [
                "samples",
                "rr",
                "events",
                "segments",
                "devices",
                "batteries",
                "jumps",
                "climbs",
                "tanks",
                "camera_events",
                "positions",
                "accelerations",
                "rotations",
                "magnetic_fields",
                "pressures",
                "sensor_calibrations",
                "pressure_calibrations",
                "acceleration_features",
                "attitudes",
                "engine",
                "nmea_sentences",
                "tank_summaries",
                "shot_sessions",
                "shots",
            ],
        }
    },
)


def command(
    cli: Cli,
    path_activity_id: Annotated[str, Argument(metavar="ACTIVITY_ID", help="The activity's id.")],
    query_table: Annotated[
        str | None,
        Option(
            "--table",
            metavar="TEXT",
            help="`samples`; `rr`: the time from each heartbeat to the next; or what else has times of its own. One that the recording lacks has no rows. One of samples, rr, events, segments, devices, batteries, jumps, climbs, tanks, camera_events, positions, accelerations, rotations, magnetic_fields, pressures, sensor_calibrations, pressure_calibrations, acceleration_features, attitudes, engine, nmea_sentences, tank_summaries, shot_sessions, shots. The server's default is samples.",
        ),
    ] = None,
    query_fields: Annotated[
        str | None,
        Option(
            "--query-fields",
            metavar="TEXT",
            help="Only these columns, by their names, with commas between them. Without: all. At most 4096 characters. Matches ^[^\\x00]*$.",
        ),
    ] = None,
    query_resolution: Annotated[
        str | None,
        Option(
            "--resolution",
            metavar="N",
            help="At most so many rows: of each part of the activity those with the least and the greatest values, so that extremes stay. Without: all. From 2 to 10000000.",
        ),
    ] = None,
    query_from_s: Annotated[
        str | None,
        Option(
            "--from-s",
            metavar="N",
            help="Only from so many seconds after the recording's start on. From 0 to 3162240000.",
        ),
    ] = None,
    query_to_s: Annotated[
        str | None,
        Option(
            "--to-s",
            metavar="N",
            help="Only up to so many seconds after the recording's start, included. From 0 to 3162240000.",
        ),
    ] = None,
    query_recording: Annotated[
        str | None,
        Option(
            "--recording",
            metavar="ID",
            help="Which of the activity's recordings. Without: the one with the most samples.",
        ),
    ] = None,
) -> None:
    """Get what a device recorded from moment to moment.

    Position, heart rate, power and all else, as columns: JSON, CSV (`text/csv`) or Parquet
    (`application/vnd.apache.parquet`), as `Accept` says. Nothing is smoothed or filled in. What was not
    asked for before is read from the original file first, which may take a moment; 503 says that it takes
    longer, and asking again then waits for the same. With `If-None-Match`, 304 says that nothing has changed.

    Examples:
        fittrack api get_activity_samples ACTIVITY_ID
    """
    run(
        cli,
        OPERATION,
        {
            "path_activity_id": path_activity_id,
            "query_table": query_table,
            "query_fields": query_fields,
            "query_resolution": query_resolution,
            "query_from_s": query_from_s,
            "query_to_s": query_to_s,
            "query_recording": query_recording,
        },
    )
