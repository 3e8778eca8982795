"""Saving an account's export as a file or a folder: whole and checked, or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from fittrack_cli.commands.account.archive import Checked, checked, unpack
from fittrack_cli.errors import Conflict, printable_path
from fittrack_cli.files import cannot
from fittrack_cli.values.given_paths import given_path
from fittrack_common.sentences import counted

if TYPE_CHECKING:
    from fittrack_cli.program.context import Cli

STANDARD_OUTPUT = "-"
EXPORT = "/v1/accounts/me/export"


def export_account(cli: Cli, to: str, *, force: bool) -> None:
    """Saves the export in a file or a folder, whole or not at all, or writes it to stdout. Raises CliError."""
    from fittrack_cli.output.streams import bytes_of
    from fittrack_cli.wire.download import download

    if to == STANDARD_OUTPUT:
        download(cli.connection, EXPORT, bytes_of(cli.stdout))
        return
    target = given_path(to)
    is_folder = target.is_dir() or to.endswith(("/", os.sep)) or not target.suffix
    size, result = _save_folder(cli, target) if is_folder else _save(cli, target, force=force)
    if missing := result.missing:
        cli.output.warn(
            f"{counted(len(missing), 'original file')} could not be read by the server: "
            f"{', '.join(missing[:5])}{' …' if len(missing) > 5 else ''}"
        )
    path = printable_path(target)
    if cli.output.is_for_people:
        cli.output.note(f"Saved {path} ({size:,} bytes, {result.entries:,} files in it).")
    else:
        row = {"path": path, "size_bytes": size, "entries": result.entries, "missing": len(missing)}
        cli.output.item(row)


def _save(cli: Cli, target: Path, *, force: bool) -> tuple[int, Checked]:
    from fittrack_cli.wire.download import download

    results: list[Checked] = []
    size = download(
        cli.connection,
        EXPORT,
        target,
        force=force,
        check=lambda path: results.append(checked(path)),
    )
    (result,) = results
    return size, result


def _save_folder(cli: Cli, target: Path) -> tuple[int, Checked]:
    """A folder that is new, or empty: it appears whole."""
    if os.path.lexists(target) and not (target.is_dir() and not any(target.iterdir())):
        raise Conflict(
            f"will not write into {printable_path(target)}", "it is not empty", "name a new folder"
        )
    if target.is_dir() and target.samefile("."):
        raise Conflict(
            f"will not replace {printable_path(target)}",
            "it is the folder that you are in",
            "name a new folder",
        )
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        beside = tempfile.mkdtemp(prefix=f".{target.name[:100]}.", dir=target.parent)
    except OSError as error:
        raise cannot("write", target, error) from error
    try:
        found = _save(cli, Path(beside, "export.zip"), force=False)
        unpacked = Path(beside, "unpacked")
        unpacked.mkdir()
        unpack(Path(beside, "export.zip"), unpacked)
        if target.is_dir():
            target.rmdir()
        unpacked.rename(target)
    except OSError as error:
        raise cannot("write", target, error) from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return found
