"""Saving the original file of a record."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_cli.errors import printable_path
from fittrack_cli.values.given_paths import given_path

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli
    from fittrack_client.models.activity_detail import ActivityDetail
    from fittrack_client.models.workout_detail import WorkoutDetail

STANDARD_OUTPUT = "-"
_PLAIN_ENDING = re.compile(r"[a-z0-9]{1,8}", re.ASCII)


def save_original(
    cli: Cli,
    collection: str,
    record: ActivityDetail | WorkoutDetail,
    to: str | None,
    *,
    force: bool = False,
) -> None:
    """Saves the file that `record` came in, or writes it to stdout; `collection` is its path's name.

    What is saved is checked against the record's digest. Raises Conflict for a file that is there,
    unless `force`, and other CliErrors.
    """
    from fittrack_cli.output.streams import bytes_of
    from fittrack_cli.wire.download import download

    address = f"/v1/{collection}/{record.id}/file"
    digest = record.file_sha256
    if to == STANDARD_OUTPUT:
        download(cli.connection, address, bytes_of(cli.stdout), sha256=digest)
        return
    target = Path(default_name(record)) if to is None else given_path(to)
    size = download(cli.connection, address, target, force=force, sha256=digest)
    path = printable_path(target)
    if cli.output.is_for_people:
        cli.output.note(f"Saved {path} ({size:,} bytes).")
    else:
        cli.output.item({"path": path, "size_bytes": size, "file_sha256": record.file_sha256})


def default_name(record: ActivityDetail | WorkoutDetail) -> str:
    """The id and the format's ending; nothing that a server sends can lead elsewhere."""
    ending = str(record.file_format)
    return f"{record.id}.{ending if _PLAIN_ENDING.fullmatch(ending) else 'bin'}"
