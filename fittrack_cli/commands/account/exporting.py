"""Saving an account's export, checked against its own manifest (docs/export.md)."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import TYPE_CHECKING

from attrs import frozen

from fittrack_cli.errors import Unreachable, printable_path

if TYPE_CHECKING:
    from zipfile import ZipFile

    from fittrack_cli.program.context import Cli

STANDARD_OUTPUT = "-"
EXPORT = "/v1/accounts/me/export"
MANIFEST = "manifest.json"
_CHUNK_BYTES = 1 << 18


def export_account(cli: Cli, to: str, *, force: bool) -> None:
    """Saves the export in a file, whole or not at all, or writes it to stdout. Raises CliError."""
    from fittrack_cli.output.streams import bytes_of
    from fittrack_cli.wire.download import download

    if to == STANDARD_OUTPUT:
        download(cli.connection, EXPORT, bytes_of(cli.stdout))
        return
    target = Path(to).expanduser()
    results: list[Checked] = []
    size = download(
        cli.connection,
        EXPORT,
        target,
        force=force,
        check=lambda path: results.append(checked(path)),
    )
    (result,) = results
    if missing := result.missing:
        cli.output.warn(
            f"{len(missing)} original file{'s'[: len(missing) != 1]} could not be read by the server: "
            f"{', '.join(missing[:5])}{' …' if len(missing) > 5 else ''}"
        )
    path = printable_path(target)
    if cli.output.is_for_people:
        cli.output.note(f"Saved {path} ({size:,} bytes, {result.entries:,} files in it).")
    else:
        row = {"path": path, "size_bytes": size, "entries": result.entries, "missing": len(missing)}
        cli.output.item(row)


@frozen
class Checked:
    """An export whose digests are right: how many entries it has, and which originals are missing."""

    entries: int
    missing: list[str]


def checked(path: Path) -> Checked:
    """Reads the export to its end. Raises Unreachable where it is not whole, or not what its manifest says."""
    import zipfile
    import zlib

    try:
        with zipfile.ZipFile(path) as export:
            manifest = json.loads(export.read(MANIFEST))
            for entry in manifest["entries"]:
                if _digest(export, entry["path"]) != entry["sha256"]:
                    raise _damaged(f"{entry['path']} is not what its manifest says")
            missing = [str(one["name"]) for one in manifest["missing"]]
            return Checked(len(manifest["entries"]), missing)
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError) as error:
        raise _damaged("it is not a whole export") from error


def _digest(export: ZipFile, name: str) -> str:
    digest = hashlib.sha256()
    with export.open(name) as file:
        while chunk := file.read(_CHUNK_BYTES):
            digest.update(chunk)
    return digest.hexdigest()


def _damaged(why: str) -> Unreachable:
    return Unreachable("the export is damaged", why, "try again", slug="damaged")
