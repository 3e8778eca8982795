"""What the generated commands of `fittrack api` call: one operation of the contract, run."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

    from fittrack_cli.operations.spec import Operation
    from fittrack_cli.program.context import Cli


def run(
    cli: Cli,
    operation: Operation,
    given: Mapping[str, object],
    *,
    body: str | None = None,
    password_stdin: bool = False,
    paginate: bool = False,
    to: str | None = None,
    force: bool = False,
) -> None:
    """Sends the request that the command line asks for, and prints what is answered.

    `given` holds the values of the command's parameters by their names. Raises UsageError, before
    anything is sent, for what the contract does not allow, and other CliErrors for the answer.
    """
    from fittrack_cli.operations.running import Run

    cli.password_on_stdin = password_stdin
    Run(cli, operation, given, body).print_answer(paginate=paginate, to=to, force=force)
