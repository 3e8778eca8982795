"""This build's contract on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.contract.describe import (
    ANSWER_FIELDS,
    OPERATION_FIELDS,
    PARAMETER_FIELDS,
    find_operation,
    operation_row,
)
from fittrack_cli.contract.documents import Document
from fittrack_cli.output import Column
from fittrack_cli.output.harmless import json_text
from fittrack_contract import CONTRACT_VERSION, OPERATIONS
from fittrack_contract.contract import document

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli


def print_summary(cli: Cli) -> None:
    """Prints the contract's version and how many operations it has."""
    from fittrack_common.version import __version__

    row = {"contract_version": CONTRACT_VERSION, "fittrack_version": __version__}
    cli.output.item(row | {"operations": len(OPERATIONS)}, title="Contract")


def print_document(cli: Cli, operation: str | None) -> None:
    """Prints the OpenAPI document, or what it says of one operation. Raises UsageError."""
    found: object = document()
    if operation is not None:
        found = dict(find_operation(Document(found), operation).said)
    cli.output.text(f"{json_text(found, indent=2)}\n")


def print_operation(cli: Cli, name: str) -> None:
    """Prints an operation with its parameters and answers. Raises UsageError for an unknown one."""
    contract = Document(document())
    row = operation_row(contract, find_operation(contract, name))
    if cli.output_format != "table" or cli.fields or cli.given("query") is not None:
        cli.output.item(row, fields=OPERATION_FIELDS)
        return
    shown = ("summary", "description", "method", "path", "signed_in")
    columns = [Column(field) for field in shown if row[field] not in (None, "")]
    cli.output.item(row, columns, fields=OPERATION_FIELDS, title=name)
    parameters, answers = row["parameters"], row["answers"]
    assert isinstance(parameters, list) and isinstance(answers, list)
    if parameters:
        cli.output.blank()
        cli.output.rows(
            parameters,
            [
                Column("name", "PARAMETER"),
                Column("in"),
                Column("type"),
                Column("required"),
                Column("default", wide=True),
                Column("description", wide=True),
            ],
            fields=PARAMETER_FIELDS,
        )
    cli.output.blank()
    cli.output.rows(
        answers,
        [
            Column("status", "ANSWER"),
            Column("type"),
            Column("media_type", wide=True),
            Column("description"),
        ],
        fields=ANSWER_FIELDS,
    )
