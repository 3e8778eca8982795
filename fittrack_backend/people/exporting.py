"""An account's export: one zip with all that it has, made while it is sent (docs/export.md).

Records are read page by page, each page by itself, so that a slow receiver keeps no transaction open: what
changes meanwhile is in it as it was when its page was read. The manifest comes last; an export without one is not
whole.
"""

from __future__ import annotations

import base64
import datetime as dt
import hashlib
import json
import zipfile
from collections.abc import Iterator
from typing import Any, BinaryIO, cast
from uuid import UUID

from attrs import define, field
from sqlalchemy import JSON, inspect, select, type_coerce

from fittrack_backend.errors import account_disabled
from fittrack_backend.people.erasing import owned_tables
from fittrack_backend.people.exported import COLUMNS_LEFT_OUT, FILES, FOLDER
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.originals import OriginalStore, download_name
from fittrack_backend.storage.ownership import Owned
from fittrack_backend.storage.pages import Key, after, order_by
from fittrack_backend.storage.purging import REFERENCES
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    AccountRow,
    OriginalRow,
    RecordingRow,
    SourceFileRow,
    WorkoutRow,
)
from fittrack_common.version import __version__

FORMAT = "fittrack-export"
VERSION = 1
MANIFEST = "manifest.json"
_PAGE = 500
_Json = dict[str, object]


@define
class Export:
    """The export of one account, as the bytes of a zip file."""

    database: Database
    originals: OriginalStore
    account_id: UUID
    now: dt.datetime
    _entries: list[_Json] = field(factory=list, init=False)
    _missing: list[_Json] = field(factory=list, init=False)
    _taken: set[str] = field(factory=set, init=False)

    def chunks(self) -> Iterator[bytes]:
        """The zip, piece by piece. Raises a problem 403 once the account is disabled, which cuts it off."""
        out = _Sent()
        with zipfile.ZipFile(
            cast(BinaryIO, out), "w", zipfile.ZIP_DEFLATED, compresslevel=1
        ) as zipped:
            for row in owned_tables():
                if name := FILES.get(row.__tablename__):  # type: ignore[attr-defined]
                    path = f"{FOLDER}/{name}.jsonl"
                    yield from self._write(zipped, out, path, self._lines(row))
            for sha256, name in self._names().items():
                yield from self._original(zipped, out, sha256, name)
            manifest = json.dumps(self._manifest(), indent=1).encode()
            zipped.writestr(self._info(MANIFEST), manifest)
        yield out.taken()

    def _write(
        self, zipped: zipfile.ZipFile, out: _Sent, path: str, chunks: Iterator[bytes]
    ) -> Iterator[bytes]:
        digest, size = hashlib.sha256(), 0
        with zipped.open(self._info(path), "w", force_zip64=True) as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
                yield out.taken()
        self._entries.append({"path": path, "size_bytes": size, "sha256": digest.hexdigest()})
        yield out.taken()

    def _original(
        self, zipped: zipfile.ZipFile, out: _Sent, sha256: str, name: str
    ) -> Iterator[bytes]:
        with self.database.session_of(self.account_id) as session:
            self._check(session)
        try:
            stored = self.originals.open(sha256)
        except OSError as error:
            self._missing.append({"sha256": sha256, "name": name, "reason": _reason(error)})
            return
        yield from self._write(
            zipped, out, self._free(f"originals/{name or sha256}", sha256), stored.chunks
        )

    def _lines(self, row: type[Owned]) -> Iterator[bytes]:
        """A table's rows as JSON lines, some lines at a time."""
        mapper = inspect(row)
        key = [mapper.get_property_by_column(column).key for column in mapper.primary_key]
        names = [
            one.key
            for one in mapper.column_attrs
            if one.key not in COLUMNS_LEFT_OUT.get(row.__tablename__, ())  # type: ignore[attr-defined]
        ]
        columns = [_plain(getattr(row, name)) for name in dict.fromkeys([*names, *key])]
        keys = [Key(getattr(row, name)) for name in key]
        last: list[Any] | None = None
        while True:
            with self.database.session_of(self.account_id) as session:
                self._check(session)
                query = select(*columns).order_by(*order_by(keys)).limit(_PAGE)
                if last is not None:
                    query = query.where(after(keys, last))
                found = [
                    dict(zip(dict.fromkeys([*names, *key]), one, strict=True))
                    for one in session.execute(query)
                ]
            if found:
                last = [found[-1][name] for name in key]
                yield b"".join(_line({name: one[name] for name in names}) for one in found)
            if len(found) < _PAGE:
                return

    def _names(self) -> dict[str, str]:
        """The originals that the account's records need, and the name of each, unpacked."""
        names: dict[str, str] = {}
        with self.database.session_of(self.account_id) as session:
            for row, sha256 in REFERENCES:
                for digest in session.scalars(select(sha256).where(row.purged_at.is_(None))):
                    names.setdefault(digest, "")
            for digest_of, name_of in (
                (SourceFileRow.sha256, SourceFileRow.name),
                (RecordingRow.column("file_sha256"), RecordingRow.column("file_name")),
                (WorkoutRow.column("file_sha256"), WorkoutRow.column("file_name")),
            ):
                for digest, name in session.execute(select(digest_of, name_of)):
                    if names.get(digest) == "" and name:
                        names[digest] = download_name(name)
            nameless = [digest for digest, name in names.items() if not name]
            for some in portions(nameless):
                query = select(OriginalRow.sha256, OriginalRow.file_format)
                for digest, ending in session.execute(query.where(OriginalRow.sha256.in_(some))):
                    names[digest] = f"{digest[:16]}.{ending}"
        return dict(sorted(names.items(), key=lambda one: (one[1], one[0])))

    def _free(self, path: str, sha256: str) -> str:
        """The path, or one with a part of the digest where another original has it, in whatever case."""
        if path.casefold() in self._taken:
            stem, dot, ending = path.rpartition(".")
            path = f"{stem}~{sha256[:8]}.{ending}" if dot else f"{path}~{sha256[:8]}"
        if path.casefold() in self._taken:
            path = f"originals/{sha256}"
        self._taken.add(path.casefold())
        return path

    def _check(self, session: AccountSession) -> None:
        """Raises a problem where the account was disabled or deleted meanwhile."""
        row = session.execute(select(AccountRow.id, AccountRow.disabled_at)).one_or_none()
        if row is None or row.disabled_at is not None:
            raise account_disabled()

    def _info(self, path: str) -> zipfile.ZipInfo:
        info = zipfile.ZipInfo(path, self.now.timetuple()[:6])
        info.compress_type = zipfile.ZIP_DEFLATED
        info.external_attr = 0o600 << 16
        return info

    def _manifest(self) -> _Json:
        return {
            "format": FORMAT,
            "version": VERSION,
            "server_version": __version__,
            "exported_at": _value(self.now),
            "entries": self._entries,
            "missing": self._missing,
        }


class _Sent:
    """A file that is written to and never read: what was written goes out at once."""

    def __init__(self) -> None:
        self._chunks: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._chunks.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is kept back."""

    def taken(self) -> bytes:
        """What was written since the last time."""
        found, self._chunks = b"".join(self._chunks), []
        return found


def _plain(column: Any) -> Any:
    """A column as JSON has it, where a row holds records in it."""
    kind = getattr(column.type, "impl", None)
    return type_coerce(column, JSON()) if isinstance(kind, JSON) else column


def _line(row: _Json) -> bytes:
    return json.dumps(row, default=_value, separators=(",", ":")).encode() + b"\n"


def _value(value: object) -> object:
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


def _reason(error: OSError) -> str:
    return (
        "it is not where the server keeps originals"
        if isinstance(error, FileNotFoundError)
        else str(error)
    )
