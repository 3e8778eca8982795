"""An account's export on this machine: checked against its own manifest, as a zip file or as a folder (docs/export.md)."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO, cast

from attrs import frozen

from fittrack_cli.errors import CliError, Unreachable, UsageError, printable_path
from fittrack_cli.values.given_paths import check_there

if TYPE_CHECKING:
    from zipfile import ZipFile

MANIFEST = "manifest.json"
ORIGINALS_LIST = "records/originals.jsonl"
_FOLDERS = ("records", "originals")
_CHUNK_BYTES = 1 << 18
_LONG_AGO = (1980, 1, 1, 0, 0, 0)


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
                _check(export, entry["path"], entry["sha256"])
            missing = {str(one["sha256"]): str(one["path"]) for one in manifest["missing"]}
            count = len(manifest["entries"])
            with export.open(ORIGINALS_LIST) as lines:
                for line in lines:
                    one = json.loads(line)
                    if one["sha256"] not in missing:
                        _check(export, one["path"], one["sha256"])
                        count += 1
            return Checked(count, sorted(missing.values()))
    except (zipfile.BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError) as error:
        raise _damaged("it is not a whole export") from error


def unpack(archive: Path, folder: Path) -> None:
    """Unpacks a checked export into a folder that is not there yet. Raises OSError, and Unreachable for a name that leads
    out of it."""
    import zipfile

    with zipfile.ZipFile(archive) as export:
        for info in export.infolist():
            *above, name = info.filename.split("/")
            if above not in ([], ["records"], ["originals"]) or not _is_plain(name):
                raise _damaged(f"{info.filename!r} leads out of it")
            target = folder.joinpath(*above, name)
            target.parent.mkdir(parents=True, exist_ok=True)
            with export.open(info) as source, target.open("xb") as file:
                shutil.copyfileobj(source, file, _CHUNK_BYTES)


@contextmanager
def opened(path: Path) -> Iterator[BinaryIO]:
    """The export as a zip file, to be sent; a folder is packed beside nothing of its own. Raises UsageError where there is
    none, and OSError."""
    check_there(path, "fittrack export makes one")
    if not path.is_dir():
        with path.open("rb") as file:
            yield file
        return
    if not (path / MANIFEST).is_file():
        raise UsageError(
            f"{printable_path(path)} is no export",
            f"it has no {MANIFEST}",
            "fittrack export makes one",
        )
    with tempfile.TemporaryFile() as file:
        _pack(path, cast(BinaryIO, file))
        file.seek(0)
        yield cast(BinaryIO, file)


def _pack(folder: Path, file: BinaryIO) -> None:
    import zipfile

    with zipfile.ZipFile(file, "w") as export:
        names = [
            f"{above}/{one.name}"
            for above in _FOLDERS
            for one in sorted((folder / above).iterdir())
        ]
        for name in (*names, MANIFEST):
            with (folder / name).open("rb") as source:
                info = zipfile.ZipInfo(name, _LONG_AGO)
                with export.open(info, "w", force_zip64=True) as target:
                    shutil.copyfileobj(source, target, _CHUNK_BYTES)


def _is_plain(name: str) -> bool:
    return name not in ("", ".", "..") and not set(name) & set("\0\\:") and os.sep not in name


def _check(export: ZipFile, path: str, sha256: str) -> None:
    digest = hashlib.sha256()
    with export.open(path) as file:
        for chunk in _chunks(file):
            digest.update(chunk)
    if digest.hexdigest() != sha256:
        raise _damaged(f"{path} is not what its manifest says")


def _chunks(file: IO[bytes]) -> Iterator[bytes]:
    while chunk := file.read(_CHUNK_BYTES):
        yield chunk


def _damaged(why: str) -> CliError:
    return Unreachable("the export is damaged", why, "try again", slug="damaged")
