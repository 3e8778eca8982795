"""`fittrack doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated

from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Exit, Option


def doctor(
    cli: Cli,
    json: Annotated[bool, Option("--json", help="The same as -o json.")] = False,
) -> None:
    """Check this machine, the settings, the backend and the syncs.

    Each line is ok, a warning or wrong, with the command that mends it. Nothing is changed, and no secret is shown.
    Exits with 1 when something is wrong.

    Examples:
        fittrack doctor
        fittrack doctor --json
    """
    from fittrack_cli.commands.doctor.examination import examine
    from fittrack_cli.commands.doctor.finding import FIELDS
    from fittrack_cli.errors import UNEXPECTED
    from fittrack_cli.output.columns import Row
    from fittrack_cli.output.wrapping import wrapped

    if json:
        cli.give("output", "json")
    found: list[str] = []

    def rows() -> Iterator[Row]:
        for finding in examine(cli):
            found.append(finding.state)
            yield finding.as_row()

    def line(row: Row) -> str:
        head = f"{row['state']:<7}  {row['check']:<13}  "
        room = None if cli.output.width is None else cli.output.width - len(head)
        shown = wrapped(str(row["detail"]), "", room)
        if row["command"] is not None:
            shown.append(str(row["command"]))  # whole, so that it can be copied
        return head + f"\n{'':<{len(head)}}".join(shown)

    cli.output.lines(rows(), line, fields=FIELDS)
    if "wrong" in found:
        raise Exit(UNEXPECTED)
