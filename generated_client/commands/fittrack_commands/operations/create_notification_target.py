# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api create_notification_target`: Add somewhere to tell what happened."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="create_notification_target",
    method="POST",
    path="/v1/notifications/targets",
    parameters=(),
    inputs=(
        Input("body_kind", "--kind", "body", ("kind",), {"$ref": "TargetKind"}),
        Input(
            "body_url",
            "--url",
            "body",
            ("url",),
            {
                "type": "string",
                "format": "password",
                "writeOnly": True,
                "minLength": 1,
                "maxLength": 500,
                "pattern": "^[^\\x00]*$",
            },
            secret=True,
        ),
        Input(
            "body_secret",
            "--secret",
            "body",
            ("secret",),
            {
                "anyOf": [
                    {
                        "type": "string",
                        "format": "password",
                        "writeOnly": True,
                        "minLength": 1,
                        "maxLength": 200,
                        "pattern": "^[^\\x00]*$",
                    },
                    {"type": "null"},
                ]
            },
            secret=True,
        ),
        Input(
            "body_name",
            "--name",
            "body",
            ("name",),
            {
                "anyOf": [
                    {"type": "string", "minLength": 1, "maxLength": 100, "pattern": "^[^\\x00]*$"},
                    {"type": "null"},
                ]
            },
        ),
        Input(
            "body_topics",
            "--topics",
            "body",
            ("topics",),
            {"type": "array", "minItems": 1, "maxItems": 4, "items": {"$ref": "NotificationTopic"}},
        ),
        Input(
            "body_silence_days",
            "--silence-days",
            "body",
            ("silence_days",),
            {"type": "integer", "minimum": 1.0, "maximum": 365.0},
        ),
    ),
    body=Body("application/json", {"$ref": "NotificationTargetRequest"}, True),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=(
        "id",
        "kind",
        "name",
        "server",
        "topics",
        "silence_days",
        "created_at",
        "last_delivered_at",
        "last_failed_at",
        "last_failure",
        "secret",
    ),
    definitions={
        "NotificationTargetRequest": {
            "type": "object",
            "required": ["url"],
            "additionalProperties": False,
            "properties": {
                "kind": {"$ref": "TargetKind"},
                "url": {
                    "type": "string",
                    "format": "password",
                    "writeOnly": True,
                    "minLength": 1,
                    "maxLength": 500,
                    "pattern": "^[^\\x00]*$",
                },
                "secret": {
                    "anyOf": [
                        {
                            "type": "string",
                            "format": "password",
                            "writeOnly": True,
                            "minLength": 1,
                            "maxLength": 200,
                            "pattern": "^[^\\x00]*$",
                        },
                        {"type": "null"},
                    ]
                },
                "name": {
                    "anyOf": [
                        {
                            "type": "string",
                            "minLength": 1,
                            "maxLength": 100,
                            "pattern": "^[^\\x00]*$",
                        },
                        {"type": "null"},
                    ]
                },
                "topics": {
                    "type": "array",
                    "minItems": 1,
                    "maxItems": 4,
                    "items": {"$ref": "NotificationTopic"},
                },
                "silence_days": {"type": "integer", "minimum": 1.0, "maximum": 365.0},
            },
        },
        "NotificationTopic": {
            "type": "string",
            "enum": ["failure", "recovery", "silence", "security"],
        },
        "TargetKind": {"type": "string", "enum": ["webhook", "ntfy", "gotify"]},
    },
)


def command(
    cli: Cli,
    body_kind: Annotated[
        str | None,
        Option(
            "--kind",
            metavar="webhook|ntfy|gotify",
            help="What is at a target. `webhook`: anything that takes Standard Webhooks. `ntfy`: a topic. `gotify`: a server. One of webhook, ntfy, gotify. The server's default is webhook.",
        ),
    ] = None,
    body_url: Annotated[
        str | None,
        Option(
            "--url",
            metavar="-|@FILE",
            help="A webhook, a topic of ntfy, or a Gotify server. It is not shown again. Required. At most 500 characters. Matches ^[^\\x00]*$. From standard input (-) or a file (@FILE).",
        ),
    ] = None,
    body_secret: Annotated[
        str | None,
        Option(
            "--secret",
            metavar="-|@FILE",
            help="What a webhook's messages are signed with (`whsec_` and 24 to 64 bytes in base64; without it, the server makes one up), an access token of ntfy, or an application's token of Gotify, which needs it. At most 200 characters. Matches ^[^\\x00]*$. Or null. From standard input (-) or a file (@FILE).",
        ),
    ] = None,
    body_name: Annotated[
        str | None,
        Option(
            "--name",
            metavar="TEXT",
            help="Without it, the host's name. At most 100 characters. Matches ^[^\\x00]*$. Or null.",
        ),
    ] = None,
    body_topics: Annotated[
        list[str] | None,
        Option(
            "--topics",
            metavar="failure|recovery|silence|security",
            help='1 to 4 values. One of failure, recovery, silence, security. The server\'s default is ["failure", "recovery", "silence", "security"]. Repeatable.',
        ),
    ] = None,
    body_silence_days: Annotated[
        str | None,
        Option(
            "--silence-days",
            metavar="N",
            help="After how many days without a sync it is told of silence. From 1 to 365. The server's default is 3.",
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
    password_stdin: Annotated[
        bool,
        Option(
            "--password-stdin",
            help="Read your password from standard input, if the step asks for it.",
        ),
    ] = False,
) -> None:
    """Add somewhere to tell what happened.

    The server sends a POST there when a sync of the account fails, works again, or stays away, and on security
    events. A webhook gets JSON as Standard Webhooks 1.0.0 says, signed with HMAC-SHA256. What is not taken is sent again
    for three days. For the server's first account; never to an address inside the server's own network, unless its
    operator allows that.

    Examples:
        fittrack api create_notification_target --url -
        fittrack api create_notification_target --kind ntfy --url - --topics failure --topics silence
        fittrack api create_notification_target --kind gotify --url - --secret -
    """
    run(
        cli,
        OPERATION,
        {
            "body_kind": body_kind,
            "body_url": body_url,
            "body_secret": body_secret,
            "body_name": body_name,
            "body_topics": body_topics,
            "body_silence_days": body_silence_days,
        },
        body=body,
        password_stdin=password_stdin,
    )
