# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api start_sync`: Start a sync."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="start_sync",
    method="POST",
    path="/v1/sync/jobs",
    parameters=(
        Parameter(
            "Idempotency-Key",
            "header",
            {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[\\x21-\\x7e]+$"},
            "simple",
            explode=False,
        ),
    ),
    inputs=(
        Input(
            "header_idempotency_key",
            "--idempotency-key",
            "header",
            ("Idempotency-Key",),
            {"type": "string", "minLength": 1, "maxLength": 255, "pattern": "^[\\x21-\\x7e]+$"},
        ),
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
            "body_since",
            "--since",
            "body",
            ("since",),
            {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        ),
        Input(
            "body_until",
            "--until",
            "body",
            ("until",),
            {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        ),
        Input("body_full", "--full", "body", ("full",), {"type": "boolean"}),
    ),
    body=Body("application/json", {"$ref": "SyncRequest"}, True),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "id",
        "kind",
        "state",
        "types",
        "source_ids",
        "activity_ids",
        "since",
        "until",
        "full",
        "attempt",
        "created_at",
        "started_at",
        "finished_at",
        "reason",
        "waiting_until",
        "waiting_for",
        "warnings",
        "undone_at",
        "items_tidied_at",
        "counts",
        "progress",
    ),
    definitions={
        "SyncRequest": {
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
                "since": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
                "until": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
                "full": {"type": "boolean"},
            },
        },
        "SyncType": {"type": "string", "enum": ["activities", "health", "workouts"]},
    },
)


def command(
    cli: Cli,
    header_idempotency_key: Annotated[
        str | None,
        Option(
            "--idempotency-key",
            metavar="TEXT",
            help="The same key with the same request answers what the first one answered. At most 255 characters. Matches ^[\\x21-\\x7e]+$.",
        ),
    ] = None,
    body_types: Annotated[
        list[str] | None,
        Option(
            "--types",
            metavar="activities|health|workouts",
            help="1 to 3 values. One of activities, health, workouts. Or null. Repeatable.",
        ),
    ] = None,
    body_source_ids: Annotated[
        list[str] | None,
        Option("--source-ids", metavar="ID", help="1 to 100 values. Or null. Repeatable."),
    ] = None,
    body_since: Annotated[
        str | None,
        Option("--since", metavar="DAY", help="The first of the athlete's own days. Or null."),
    ] = None,
    body_until: Annotated[
        str | None,
        Option(
            "--until", metavar="DAY", help="The last of the athlete's own days, included. Or null."
        ),
    ] = None,
    body_full: Annotated[
        bool | None,
        Option(
            "--full/--no-full",
            help="Read everything again, changed or not. The server's default is false.",
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
    """Start a sync.

    Two jobs on the same source and type never run at once: the second is a conflict (409)
    with the first one's `job_id`.

    Examples:
        fittrack api start_sync
        fittrack api start_sync --types activities --since 2026-01-01 --until 2026-03-31
    """
    run(
        cli,
        OPERATION,
        {
            "header_idempotency_key": header_idempotency_key,
            "body_types": body_types,
            "body_source_ids": body_source_ids,
            "body_since": body_since,
            "body_until": body_until,
            "body_full": body_full,
        },
        body=body,
    )
