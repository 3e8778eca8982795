"""The form of an account's archive, which an export writes and an import reads (docs/export.md).

Whoever changes what a member or an entry means counts `VERSION` up, and keeps reading the versions before. What is only
added needs no new version: a reader passes over entries and members that it does not know, and takes those that an
older archive lacks for their defaults.
"""

from __future__ import annotations

import base64
import datetime as dt
import json
import zipfile
from uuid import UUID

FORMAT = "fittrack-export"
VERSION = 1
MANIFEST = "manifest.json"
RECORDS, ORIGINALS = "records", "originals"
ORIGINALS_LIST = "records/originals.jsonl"
"""The originals: a line for each, in the order of their digests."""
_LONG_AGO = (1980, 1, 1, 0, 0, 0)
"""The first moment that a zip can name."""
_UNIX = 3


def path_of_records(name: str) -> str:
    """The entry with the rows of a table."""
    return f"{RECORDS}/{name}.jsonl"


def path_of_original(sha256: str, name: str) -> str:
    """The entry with an original, of which a part of the digest makes the name its own."""
    return f"{ORIGINALS}/{sha256[:16]}-{name}"


def entry_of(path: str) -> zipfile.ZipInfo:
    """An entry that is the same whenever and wherever it is written: without a time, and stored, since what zlib makes of
    the same bytes depends on its version."""
    info = zipfile.ZipInfo(path, _LONG_AGO)
    info.compress_type = zipfile.ZIP_STORED
    info.create_system = _UNIX
    info.external_attr = 0o600 << 16
    return info


def canonical(value: object) -> bytes:
    """JSON whose bytes follow from the value: members in the order of their names, no white space, ASCII."""
    return json.dumps(value, default=_plain, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: object) -> object:
    """What JSON lacks a form for: times in UTC, days, ids, and bytes that need not be text."""
    if isinstance(value, dt.datetime):
        return value.astimezone(dt.UTC).isoformat().replace("+00:00", "Z")
    if isinstance(value, dt.date):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    if isinstance(value, bytes):
        try:
            return value.decode()
        except UnicodeDecodeError:
            return {"base64": base64.b64encode(value).decode()}
    raise TypeError(f"{type(value).__name__} has no form in JSON")
