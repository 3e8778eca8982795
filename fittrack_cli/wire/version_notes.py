"""The notes of which contract each server has, kept in the cache folder from one command to the next."""

from __future__ import annotations

import json
from pathlib import Path

from fittrack_cli.errors import CliError
from fittrack_cli.files import read_private, write_private
from fittrack_cli.wire.contract_versions import parsed
from fittrack_contract import CONTRACT_VERSION

HEADER = "X-Contract-Version"


def note_file(folder: Path, server: str) -> Path:
    """Where the version of the server with that origin is noted.

    Two servers may share it: it says which it is about.
    """
    name = "".join(char if char.isalnum() and char.isascii() else "-" for char in server)
    return folder / f"server-{name[:100]}.json"


def read_note(path: Path, server: str) -> str | None:
    """The version that is noted for the server with that origin; None where none is."""
    try:
        note = json.loads(read_private(path) or b"{}")
    except (CliError, ValueError, RecursionError):
        return None
    if not isinstance(note, dict) or note.get("origin") != server:
        return None
    version = note.get("contract_version")
    return version if isinstance(version, str) else None


def write_note(path: Path, server: str, version: str | None) -> None:
    """Notes the version that a server sent, whole or not at all.

    Where nothing can be written the next process asks again.
    """
    note = {"origin": server, "contract_version": version}
    try:
        write_private(path, json.dumps(note).encode())
    except (CliError, OSError):
        pass


def is_ours(version: str | None) -> bool:
    """Whether a noted version is one that this version understands."""
    found, ours = parsed(version), parsed(CONTRACT_VERSION)
    return found is not None and ours is not None and found[0] == ours[0]
