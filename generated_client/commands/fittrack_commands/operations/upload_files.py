# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

"""`fittrack api upload_files`: Upload training files."""

from __future__ import annotations

from typing import Annotated

from fittrack_cli.operations import run
from fittrack_cli.operations.spec import Body, Input, Operation, Parameter
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Option

OPERATION = Operation(
    name="upload_files",
    method="POST",
    path="/v1/uploads",
    parameters=(
        Parameter(
            "name",
            "query",
            {"type": "string", "minLength": 1, "maxLength": 1000, "pattern": "^[^\\x00]*$"},
            "form",
            explode=True,
        ),
        Parameter(
            "sha256", "query", {"type": "string", "pattern": "^[0-9a-f]{64}$"}, "form", explode=True
        ),
        Parameter(
            "wait_s",
            "query",
            {"type": "integer", "minimum": 0, "maximum": 60},
            "form",
            explode=True,
        ),
    ),
    inputs=(
        Input(
            "query_name",
            "--name",
            "query",
            ("name",),
            {"type": "string", "minLength": 1, "maxLength": 1000, "pattern": "^[^\\x00]*$"},
        ),
        Input(
            "query_sha256",
            "--sha256",
            "query",
            ("sha256",),
            {"type": "string", "pattern": "^[0-9a-f]{64}$"},
        ),
        Input(
            "query_wait_s",
            "--wait-s",
            "query",
            ("wait_s",),
            {"type": "integer", "minimum": 0, "maximum": 60},
        ),
        Input(
            "body_file",
            "--file",
            "body",
            ("file",),
            {"type": "array", "items": {"type": "string", "format": "binary"}},
        ),
    ),
    body=Body(
        "multipart/form-data",
        {
            "type": "object",
            "required": ["file"],
            "properties": {
                "file": {"type": "array", "items": {"type": "string", "format": "binary"}}
            },
        },
        True,
    ),
    signed_in=True,
    answer="json",
    accept="application/json",
    fields=("items",),
)


def command(
    cli: Cli,
    query_name: Annotated[
        str | None,
        Option(
            "--name",
            metavar="TEXT",
            help="What the file is called, where it is the body itself. At most 1000 characters. Matches ^[^\\x00]*$.",
        ),
    ] = None,
    query_sha256: Annotated[
        str | None,
        Option(
            "--sha256",
            metavar="TEXT",
            help="Its digest, where it is the body itself: bytes that are others are not kept. Matches ^[0-9a-f]{64}$.",
        ),
    ] = None,
    query_wait_s: Annotated[
        str | None,
        Option(
            "--wait-s",
            metavar="N",
            help="How many seconds to wait until it is known what became of the files. From 0 to 60. The server's default is 5.",
        ),
    ] = None,
    body_file: Annotated[
        list[str] | None, Option("--file", metavar="FILE", help="Required. Repeatable.")
    ] = None,
    body: Annotated[
        str | None,
        Option(
            "--body",
            metavar="FILE|-",
            help="The whole form as a JSON object, from a file or, with -, standard input. Options add to it and win.",
        ),
    ] = None,
) -> None:
    """Upload training files.

    Sends a file as the body, or several in a form. FIT, TCX and GPX files and archives (`.zip`, `.gz`) are read as those in
    a folder are; the first upload connects a source of the kind `upload`. Each file is kept before it is read, and a job takes it
    in by itself. The same bytes again change nothing. A part of a form may say its digest, as `sha256` does of the body
    itself: `Content-Digest: sha-256=:BASE64:` (RFC 9530). What is sent in a request that breaks off in the middle of a file is
    not kept, but for the files of a form that had come whole.

    Examples:
        fittrack api upload_files
    """
    run(
        cli,
        OPERATION,
        {
            "query_name": query_name,
            "query_sha256": query_sha256,
            "query_wait_s": query_wait_s,
            "body_file": body_file,
        },
        body=body,
    )
