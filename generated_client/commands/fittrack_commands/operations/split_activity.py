# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api split_activity`: Split an activity."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Option

OPERATION = Operation(
    name="split_activity",
    method="POST",
    path="/v1/activities/{activity_id}/split",
    parameters=(
        Parameter(
            "activity_id",
            "path",
            {"type": "string", "format": "uuid"},
            "simple",
            explode=False,
            required=True,
        ),
    ),
    inputs=(
        Input(
            "path_activity_id",
            "ACTIVITY_ID",
            "path",
            ("activity_id",),
            {"type": "string", "format": "uuid"},
        ),
        Input(
            "body_recording_ids",
            "--recording-ids",
            "body",
            ("recording_ids",),
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
    body=Body("application/json", {"$ref": "SplitRequest"}, True),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("activities",),
    definitions={
        "SplitRequest": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                "recording_ids": {
                    "anyOf": [
                        {
                            "type": "array",
                            "minItems": 1,
                            "maxItems": 100,
                            "items": {"type": "string", "format": "uuid"},
                        },
                        {"type": "null"},
                    ]
                }
            },
        }
    },
)


def command(
    cli: Cli,
    path_activity_id: Annotated[str, Argument(metavar="ACTIVITY_ID", help="The activity's id.")],
    body_recording_ids: Annotated[
        list[str] | None,
        Option(
            "--recording-ids",
            metavar="ID",
            help="Those that leave and become one other activity. Without: each recording becomes an activity of its own. 1 to 100 values. Or null. Repeatable.",
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
    """Split an activity.

    Makes several activities of one whose recordings are not of the same, for good: later syncs keep
    to it. They count towards the account's quota of activities.

    Examples:
        fittrack api split_activity ACTIVITY_ID --recording-ids 8a7c1f4e-53d2-4b06-9f61-2c8f0b7e9d15
        fittrack api split_activity ACTIVITY_ID
    """
    run(
        cli,
        OPERATION,
        {"path_activity_id": path_activity_id, "body_recording_ids": body_recording_ids},
        body=body,
    )
