"""This build's contract on the screen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.contract.describe import (
    OPERATION_FIELDS,
    find_operation,
    operation_row,
)
from fittrack_cli.contract.documents import our_contract
from fittrack_cli.output.columns import Column, Table
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
    """Prints the OpenAPI document, or its part about one operation. Raises UsageError."""
    found = document()
    if operation is not None:
        found = dict(find_operation(our_contract(), operation).said)
    cli.output.plain(f"{json_text(found, indent=2)}\n", found)


def print_operation(cli: Cli, name: str) -> None:
    """Prints an operation with its parameters and answers. Raises UsageError for an unknown one."""
    contract = our_contract()
    row = operation_row(contract, find_operation(contract, name))
    shown = ("summary", "description", "method", "path", "signed_in")
    columns = [Column(field) for field in shown if row[field] not in (None, "")]
    parameters, answers = row["parameters"], row["answers"]
    assert isinstance(parameters, list) and isinstance(answers, list)
    below = [
        Table(
            answers,
            [
                Column("status", "ANSWER"),
                Column("type"),
                Column("media_type", wide=True),
                Column("description"),
            ],
        )
    ]
    if parameters:
        below.insert(
            0,
            Table(
                parameters,
                [
                    Column("name", "PARAMETER"),
                    Column("in"),
                    Column("type"),
                    Column("required"),
                    Column("default", wide=True),
                    Column("description", wide=True),
                ],
            ),
        )
    cli.output.item(row, columns, fields=OPERATION_FIELDS, title=name, below=below)
