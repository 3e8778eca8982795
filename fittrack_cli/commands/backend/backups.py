"""`fittrack backend backup` and `restore`: all data of the server on this machine, in one file."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Annotated

from fittrack_cli.commands.backend.commands import DataDirOption
from fittrack_cli.program.context import Cli
from fittrack_cli.program.declared import Argument, Exit, Option

BACKUP_FIELDS = ("file", "created_at", "bytes", "originals", "missing", "with_key")
RESTORED_FIELDS = (
    "created_at",
    "version",
    "originals",
    "missing",
    "server_key",
    "set_aside",
    "data_dir",
)


def backup(
    cli: Cli,
    file: Annotated[str, Argument(metavar="FILE", help="The file to write.")],
    no_key: Annotated[
        bool, Option("--no-key", help="Leave out the server's key: keep that elsewhere.")
    ] = False,
    force: Annotated[bool, Option("--force", "-f", help="Replace FILE if it exists.")] = False,
    data_dir: DataDirOption = None,
) -> None:
    """Save all accounts with their records, original files and settings in one file.

    The backend may run meanwhile, and syncs go on. The file is written whole or not at all, and only its owner can read it:
    with the server's key in it, it is as secret as the data folder. The exit code is 10 when original files are
    missing or damaged: the rest is saved. For data in PostgreSQL see docs/operations.md.

    Examples:
        fittrack backend backup /mnt/backup/fittrack.tar --force
        fittrack backend backup "fittrack-$(date +%F).tar"
    """
    from fittrack_cli.commands.backend import local_backend
    from fittrack_cli.errors import PARTIAL, printable_path
    from fittrack_cli.output.columns import Column

    target = Path(file).expanduser().absolute()
    made = local_backend.back_up(cli, data_dir, target, with_key=not no_key, replace=force)
    row = {name: getattr(made, name) for name in BACKUP_FIELDS}
    row |= {
        "file": printable_path(made.file),
        "created_at": _in_utc(made.created_at),
        "missing": list(made.missing),
    }
    shown = ("file", "bytes", "originals", "with_key")
    cli.output.item(
        row, [Column(name) for name in shown], fields=BACKUP_FIELDS, title="Backup made"
    )
    if made.with_key:
        cli.output.note("It holds the server's key: keep it as safe as a password.")
    if made.missing:
        cli.output.warn(
            f"{len(made.missing):,} original files are missing or damaged, and so are not in it; "
            "see: fittrack backend check"
        )
        raise Exit(PARTIAL)


def restore(
    cli: Cli,
    file: Annotated[str, Argument(metavar="FILE", help="The backup.")],
    replace: Annotated[
        bool,
        Option("--replace", help="Also where there is data: it is kept aside, not deleted."),
    ] = False,
    data_dir: DataDirOption = None,
) -> None:
    """Restore all data from a backup, into a data folder on which no backend runs.

    Every file in it is checked before anything is touched. Whoever signed in after the backup was made, or
    whose session was renewed since, signs in again.

    Examples:
        fittrack backend restore fittrack.tar
        fittrack backend stop && fittrack backend restore fittrack.tar --replace
    """
    from fittrack_cli.commands.backend import local_backend
    from fittrack_cli.errors import UsageError, printable_path
    from fittrack_cli.output.columns import Column
    from fittrack_cli.values.given_paths import check_there, given_path

    source = given_path(file)
    check_there(source, "fittrack backend backup makes one")
    if source.is_dir():
        raise UsageError(
            f"{printable_path(source)} is a folder", "", "name the file that was backed up to"
        )
    restored = local_backend.restore(cli, data_dir, source.absolute(), replace=replace)
    folder = local_backend.data_folder(cli, data_dir)
    aside = restored.set_aside
    row = {name: getattr(restored, name) for name in RESTORED_FIELDS[:-1]}
    row |= {
        "created_at": _in_utc(restored.created_at),
        "set_aside": printable_path(aside) if aside is not None else None,
        "data_dir": printable_path(folder),
    }
    shown = [name for name in RESTORED_FIELDS if row[name] is not None]
    cli.output.item(
        row, [Column(name) for name in shown], fields=RESTORED_FIELDS, title="Backup restored"
    )
    if restored.server_key == "none":
        cli.output.warn(
            "the backup holds no server key: put yours in place before the backend starts"
        )
    if restored.missing:
        cli.output.warn(
            f"{restored.missing:,} original files were missing when the backup was made; "
            "see: fittrack backend check"
        )
    cli.output.note("Start the backend with: fittrack backend start")


def _in_utc(time: dt.datetime) -> str:
    return time.isoformat(timespec="seconds").replace("+00:00", "Z")
