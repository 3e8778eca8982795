"""One record: to people as a command lays it out, to programs as the server wrote it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.operation import Operation

T = TypeVar("T")


def print_record(
    cli: Cli, operation: Operation[T], schema: str, for_people: Callable[[Cli, T], None]
) -> None:
    """Asks for a record of that schema, and prints it. Raises CliError."""
    if cli.output.is_for_programs:
        fields = FIELDS[schema]
        cli.output.item(cli.connection.record(operation, fields), fields=fields)
    else:
        for_people(cli, cli.connection.call(operation))
