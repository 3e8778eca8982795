"""How sources look: the columns of the list, and the lines of one source."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.commands.naming.shown import Listed, id_column
from fittrack_cli.commands.source.kinds import HOW_TO_CONNECT
from fittrack_cli.output.columns import Column
from fittrack_cli.output.records import row_of
from fittrack_contract import FIELDS

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.removal import Removal
    from fittrack_client.models.source import Source


def print_sources(cli: Cli, sources: Listed[Source]) -> None:
    """Prints a list."""
    cli.output.rows(
        (row_of(source) for source in sources),
        [
            Column("name"),
            Column("path"),
            Column("last_sync_at", "LAST SYNC"),
            Column("connected_at", wide=True),
            Column("kind", wide=True),
            Column("state", wide=True),
            Column("key_ends_on", "KEY ENDS", wide=True),
            Column("watched", wide=True),
            id_column(sources),
        ],
        fields=FIELDS["Source"],
        empty=f"No sources. Connect one with: {HOW_TO_CONNECT}",
    )


def print_connected(cli: Cli, source: Source) -> None:
    """Prints a source that was connected now; with --quiet its id alone."""
    if not cli.output.id_alone(source.id):
        print_source(cli, source)


def print_restored(cli: Cli, restored: Removal) -> None:
    """Prints what came back of a source that was forgotten."""
    columns = [Column(name) for name in ("activities", "days", "workouts")]
    cli.output.item(row_of(restored), columns, fields=FIELDS["Removal"], title="Restored")
    cli.output.note("The source stays disconnected: no sync reads it.")


def print_source(cli: Cli, source: Source) -> None:
    """Prints one source."""
    columns = [
        *([Column("path")] if source.path else []),
        Column("kind"),
        *([Column("state")] if source.state != "ready" else []),
        *([Column("key_ends_on", "KEY ENDS")] if source.key_ends_on else []),
        *([Column("watched")] if source.watched else []),
        Column("connected_at"),
        Column("id"),
    ]
    cli.output.item(row_of(source), columns, fields=FIELDS["Source"], title=f"Source {source.name}")
