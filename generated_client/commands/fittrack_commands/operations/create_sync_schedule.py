# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api create_sync_schedule`: Let syncs start by themselves."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="create_sync_schedule",
    method="POST",
    path="/v1/sync/schedules",
    parameters=(),
    inputs=(
        Input(
            "body_types",
            "--types",
            "body",
            ("types",),
            {
                "anyOf": [
                    {"type": "array", "minItems": 1, "maxItems": 3, "items": {"$ref": "SyncType"}},
                    {"type": "null"},
                ]
            },
        ),
        Input(
            "body_source_ids",
            "--source-ids",
            "body",
            ("source_ids",),
            {
                "anyOf": [
                    {
                        "type": "array",
                        "minItems": 1,
                        "maxItems": 100,
                        "items": {"type": "string", "format": "uuid"},
                    },
                    {"type": "null"},
                ]
            },
        ),
        Input(
            "body_every_s",
            "--every-s",
            "body",
            ("every_s",),
            {
                "anyOf": [
                    {"type": "integer", "minimum": 60.0, "maximum": 2678400.0},
                    {"type": "null"},
                ]
            },
        ),
        Input(
            "body_at",
            "--at",
            "body",
            ("at",),
            {
                "anyOf": [
                    {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
                    {"type": "null"},
                ]
            },
        ),
        Input(
            "body_cron",
            "--cron",
            "body",
            ("cron",),
            {
                "anyOf": [
                    {"type": "string", "minLength": 9, "maxLength": 100, "pattern": "^[^\\x00]*$"},
                    {"type": "null"},
                ]
            },
        ),
    ),
    body=Body("application/json", {"$ref": "ScheduleRequest"}, True),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "id",
        "types",
        "source_ids",
        "every_s",
        "at",
        "cron",
        "time_zone",
        "created_at",
        "next_run_at",
        "last_run_at",
        "last_job_id",
        "last_reason",
    ),
    definitions={
        "ScheduleRequest": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "types": {
                    "anyOf": [
                        {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 3,
                            "items": {"$ref": "SyncType"},
                        },
                        {"type": "null"},
                    ]
                },
                "source_ids": {
                    "anyOf": [
                        {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 100,
                            "items": {"type": "string", "format": "uuid"},
                        },
                        {"type": "null"},
                    ]
                },
                "every_s": {
                    "anyOf": [
                        {"type": "integer", "minimum": 60.0, "maximum": 2678400.0},
                        {"type": "null"},
                    ]
                },
                "at": {
                    "anyOf": [
                        {"type": "string", "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"},
                        {"type": "null"},
                    ]
                },
                "cron": {
                    "anyOf": [
                        {
                            "type": "string",
                            "minLength": 9,
                            "maxLength": 100,
                            "pattern": "^[^\\x00]*$",
                        },
                        {"type": "null"},
                    ]
                },
            },
        },
        "SyncType": {"type": "string", "enum": ["activities", "health", "workouts"]},
    },
)


def command(
    cli: Cli,
    body_types: Annotated[
        list[str] | None,
        Option(
            "--types",
            metavar="activities|health|workouts",
            help="Only these types; without it, all. 1 to 3 values. One of activities, health, workouts. Or null. Repeatable.",
        ),
    ] = None,
    body_source_ids: Annotated[
        list[str] | None,
        Option(
            "--source-ids",
            metavar="ID",
            help="Only these sources; without it, all that are connected when it runs. 1 to 100 values. Or null. Repeatable.",
        ),
    ] = None,
    body_every_s: Annotated[
        str | None,
        Option(
            "--every-s",
            metavar="N",
            help="Every so many seconds of real time, for the first time after that long. From 60 to 2678400. Or null.",
        ),
    ] = None,
    body_at: Annotated[
        str | None,
        Option(
            "--at",
            metavar="TEXT",
            help="Every day at this time, in the account's time zone. Matches ^([01][0-9]|2[0-3]):[0-5][0-9]$. Or null.",
        ),
    ] = None,
    body_cron: Annotated[
        str | None,
        Option(
            "--cron",
            metavar="TEXT",
            help="A cron expression of five fields (minute, hour, day of the month, month, day of the week), in the account's time zone. 9 to 100 characters. Matches ^[^\\x00]*$. Or null.",
        ),
    ] = None,
    body: Annotated[
        str | None,
        Option(
            "--body",
            metavar="FILE|-",
            help="The whole body as JSON, from a file or, with -, standard input. Options add to it and win.",
        ),
    ] = None,
) -> None:
    """Let syncs start by themselves.

    The server keeps it and starts a sync of what is new whenever its time comes. A run that finds such a sync running
    starts none. It goes when the last of the sources that it names is disconnected.

    Examples:
        fittrack api create_sync_schedule --source-ids e7b1c9d2-4c55-4d7e-9c1b-2f9a3a6d7e80 --at 05:30
        fittrack api create_sync_schedule --every-s 21600
        fittrack api create_sync_schedule --types health --cron '0 7,19 * * mon-fri'
    """
    run(
        cli,
        OPERATION,
        {
            "body_types": body_types,
            "body_source_ids": body_source_ids,
            "body_every_s": body_every_s,
            "body_at": body_at,
            "body_cron": body_cron,
        },
        body=body,
    )
