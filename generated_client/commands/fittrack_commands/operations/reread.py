# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api reread`: Read the stored originals again."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="reread",
    method="POST",
    path="/v1/sync/rereads",
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
            "body_since",
            "--since",
            "body",
            ("since",),
            {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
        ),
        Input(
            "body_activity_ids",
            "--activity-ids",
            "body",
            ("activity_ids",),
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
    ),
    body=Body("application/json", {"$ref": "RereadRequest"}, True),
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
        "RereadRequest": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "since": {"anyOf": [{"type": "string", "format": "date"}, {"type": "null"}]},
                "activity_ids": {
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
            },
        }
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
    body_since: Annotated[
        str | None,
        Option(
            "--since",
            metavar="DAY",
            help="Only what has a record on or after this one of the athlete's own days, and planned workouts, which have none. Or null.",
        ),
    ] = None,
    body_activity_ids: Annotated[
        list[str] | None,
        Option(
            "--activity-ids",
            metavar="ID",
            help="Only the originals of these activities. 1 to 100 values. Or null. Repeatable.",
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
    """Read the stored originals again.

    Derives records again from their originals, without asking any source. Ids, and what was merged, split,
    deleted or undone, stay. It is a job as a sync is, with an item for each original; one of an account runs at a
    time: the second is a conflict (409) with the first one's `job_id`. After an upgrade of the backend whose readers
    have learned something, such a job starts by itself.

    Examples:
        fittrack api reread
        fittrack api reread --since 2026-01-01
        fittrack api reread --activity-ids b4d1f6e8-93a7-4b52-a1c6-7e8f9d0c2b35
    """
    run(
        cli,
        OPERATION,
        {
            "header_idempotency_key": header_idempotency_key,
            "body_since": body_since,
            "body_activity_ids": body_activity_ids,
        },
        body=body,
    )
