"""Disconnecting a source, and forgetting what came from it alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fittrack_cli.commands.removing import (
    RESTORABLE,
    ask_first,
    check_can_ask,
    removal_lines,
    removal_text,
)
from fittrack_cli.commands.source.fetching import get_source, list_sources

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.program.context import Cli
    from fittrack_client.models.removal import Removal


def disconnect_source(cli: Cli, source_id: UUID, *, yes: bool) -> None:
    """Disconnects a source; its data stays. Raises CliError."""
    from fittrack_client import api

    command = f"fittrack source disconnect {source_id}"
    check_can_ask(cli, "disconnect", yes=yes, command=command)
    found = get_source(cli, source_id)
    ask_first(cli, f"Disconnect {found.name} ({found.path or found.kind})?", (), yes=yes)
    cli.connection.call(api.disconnect_source(source_id))
    cli.output.note(f"Disconnected {found.name}. Its data stays.")


def forget_source(cli: Cli, source_id: UUID, *, yes: bool) -> None:
    """Disconnects a source and takes away what came from it alone. Raises CliError."""
    from fittrack_client import api

    command = f"fittrack source disconnect {source_id} --forget"
    check_can_ask(cli, "forget the source", yes=yes, command=command)
    goes = cli.connection.call(api.preview_forgetting(source_id))
    names = {source.id: source.name for source in list_sources(cli)}
    name = names.get(source_id, "the disconnected source")
    ask_first(cli, f"Forget {name}?", removal_lines(goes, cli.output.units), yes=yes)
    cli.connection.call(api.disconnect_source(source_id, forget=True))
    cli.output.note(f"Forgot {name}, and with it {removal_text(goes)}.")
    cli.output.note(f"Restore it {RESTORABLE} with: fittrack source restore {source_id}")


def restore_source(cli: Cli, source_id: UUID) -> Removal:
    """Brings back what came from a forgotten source. Raises CliError."""
    from fittrack_client import api

    return cli.connection.call(api.restore_source(source_id))
