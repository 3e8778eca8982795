"""`fittrack backend check`: whether all data of the server on this machine is as it should be."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

from fittrack_cli.commands.backend.commands import DataDirOption
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Exit, Option

if TYPE_CHECKING:
    from collections import Counter
    from collections.abc import Iterator, Mapping

FINDING_FIELDS = (
    "kind",
    "state",
    "what",
    "account",
    "source",
    "file",
    "activity_id",
    "sha256",
)


def check(
    cli: Cli,
    repair: Annotated[
        bool, Option("--repair", help="Repair what can be repaired, and say what cannot.")
    ] = False,
    data_dir: DataDirOption = None,
) -> None:
    """Check rows, original files, and what is worked out from them; the backend may run meanwhile.

    With --repair, original files that are missing or damaged are fetched again from sources that still have them,
    what follows from other data is worked out again, and files that nothing needs go after a day. Nothing else is
    deleted. STATE is repaired, found (run it with --repair), next-sync (the next sync of that source brings it
    back), lost (only a backup has it) or noted (nothing is wrong). The exit code is 10 when something was found
    and not repaired.

    Examples:
        fittrack backend check
        fittrack backend check --repair
        fittrack backend check -o jsonl --query "[?state=='lost']"
    """
    from collections import Counter

    from fittrack_cli.commands.backend import local_backend
    from fittrack_cli.commands.naming.shown import Listed, id_column
    from fittrack_cli.errors import PARTIAL
    from fittrack_cli.output.columns import Column

    states: Counter[str] = Counter()

    def rows() -> Iterator[Mapping[str, object]]:
        for one in local_backend.check(cli, data_dir, repair=repair):
            states[one.state] += 1
            activity_id = str(one.activity_id) if one.activity_id is not None else None
            yield {name: getattr(one, name) for name in FINDING_FIELDS} | {
                "activity_id": activity_id
            }

    cli.output.rows(
        rows(),
        [
            Column("state"),
            Column("what"),
            Column("account", wide=True),
            Column("source", wide=True),
            Column("file"),
            id_column(Listed(()), "activity_id", "ACTIVITY", wide=True),
        ],
        fields=FINDING_FIELDS,
        empty="Nothing is wrong.",
    )
    _say_what_is_next(cli, states, repair=repair)
    if states["found"] or states["next-sync"] or states["lost"]:
        raise Exit(PARTIAL)


def _say_what_is_next(cli: Cli, states: Counter[str], *, repair: bool) -> None:
    if states["found"]:
        hint = (
            "a sync was running: run it again"
            if repair
            else "repair it: fittrack backend check --repair"
        )
        cli.output.note(f"{states['found']:,} found; {hint}")
    if states["next-sync"]:
        cli.output.note(f"{states['next-sync']:,} come back with: fittrack sync start")
    if states["lost"]:
        cli.output.warn(f"{states['lost']:,} cannot be repaired here; a backup may have them")
