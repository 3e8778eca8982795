"""Saving activities as files that other programs read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_cli.commands.activities.fetching import get_activity
from fittrack_cli.errors import CliError, Partial, UsageError, printable_path
from fittrack_cli.output.columns import Column
from fittrack_cli.output.records import parse_choice
from fittrack_cli.values.given_paths import given_path
from fittrack_contract import EXPORT_FORMATS

if TYPE_CHECKING:
    from uuid import UUID

    from fittrack_cli.program.context import Cli
    from fittrack_client.models.activity_detail import ActivityDetail

STANDARD_OUTPUT = "-"
FIELDS = ("id", "path", "format", "size_bytes", "file_sha256")
_NOT_IN_NAMES = re.compile(r"[^a-z0-9_]+")


def export_activities(
    cli: Cli,
    ids: Sequence[UUID],
    format: str,
    *,
    to: str | None,
    folder: str | None,
    force: bool,
) -> None:
    """Saves each activity in a file, whole or not at all, or one of them on stdout. Those that cannot be saved keep no
    other from it. Raises Partial where that was so for some of several, and CliError."""
    parse_choice(format, "format", EXPORT_FORMATS)
    if to is not None and folder is not None:
        raise UsageError(
            "--to and --folder exclude each other",
            "one names a file, the other a folder",
            "use one or the other",
        )
    if to is not None and len(ids) > 1:
        raise UsageError("--to takes one activity", "several need several files", "use --folder")
    if to == STANDARD_OUTPUT:
        _write(cli, ids[0], format)
        return
    file = None if to is None else given_path(to)
    place = Path() if folder is None else given_path(folder)
    if not place.is_dir():
        raise UsageError(
            f"{printable_path(place)} is no folder", "--folder takes one that is there"
        )
    failures: list[CliError] = []
    rows = _saved(cli, ids, format, file, place, force, failures)
    if cli.output.is_for_people:
        for row in rows:
            cli.output.note(f"Saved {row['path']} ({row['size_bytes']:,} bytes).")
    else:
        cli.output.rows(rows, [Column(name) for name in FIELDS], fields=list(FIELDS))
    if failures and len(ids) == 1:
        raise failures[0]
    if failures:
        raise Partial(
            f"{len(failures)} of {len(ids)} activities were not saved",
            "; ".join(f"{one.title}: {one.detail}" for one in failures[:5]),
            "name those again once that is mended",
        )


def _saved(
    cli: Cli,
    ids: Sequence[UUID],
    format: str,
    file: Path | None,
    folder: Path,
    force: bool,
    failures: list[CliError],
) -> Iterator[dict[str, object]]:
    for activity_id in ids:
        try:
            activity = get_activity(cli, activity_id)
            target = file or folder / default_name(activity, format)
            size, digest = _save(cli, activity.id, format, target, force=force)
        except CliError as error:
            formats = error.extras.get("formats")
            if isinstance(formats, list) and formats:
                error.hint = f"--format {formats[0]}"
            if len(ids) > 1:
                cli.output.warn(f"{activity_id}: {error.title}: {error.detail}")
            failures.append(error)
            continue
        yield {
            "id": str(activity.id),
            "path": printable_path(target),
            "format": format,
            "size_bytes": size,
            "file_sha256": digest,
        }


def _save(
    cli: Cli, activity_id: UUID, format: str, target: Path, *, force: bool
) -> tuple[int, str]:
    from fittrack_cli.wire.download import check_target, save

    check_target(target, force=force)
    with cli.connection.stream("GET", _address(activity_id, format)) as response:
        return save(response, target, cli.connection, force=force)


def _write(cli: Cli, activity_id: UUID, format: str) -> None:
    from fittrack_cli.output.streams import bytes_of
    from fittrack_cli.wire.download import download

    download(cli.connection, _address(activity_id, format), bytes_of(cli.stdout))


def _address(activity_id: UUID, format: str) -> str:
    return f"/v1/activities/{activity_id}/export?format={format}"


def default_name(activity: ActivityDetail, format: str) -> str:
    """Day, sport and id; nothing that a server sends can lead elsewhere."""
    sport = _NOT_IN_NAMES.sub("_", str(activity.sport).lower())[:64] or "other"
    return f"{activity.date:%Y-%m-%d}-{sport}-{activity.id}.{format}"
