"""An account's export: one zip with all that it takes along, made while it is sent (docs/export.md).

Its bytes follow from what the account has, and from nothing else: not from the time, the server, or the account's id.
Records are read page by page, each page by itself, so that a slow receiver keeps no transaction open: what
changes meanwhile is in it as it was when its page was read. The manifest comes last; an export without one is not
whole.
"""

from __future__ import annotations

import hashlib
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing
from typing import Any, BinaryIO, cast
from uuid import UUID

from attrs import define, field
from sqlalchemy import JSON, inspect, select, type_coerce

from fittrack_backend.errors import account_disabled
from fittrack_backend.people.erasing import owned_tables
from fittrack_backend.people.export_form import (
    FORMAT,
    MANIFEST,
    ORIGINALS_LIST,
    VERSION,
    canonical,
    entry_of,
    path_of_original,
    path_of_records,
)
from fittrack_backend.people.exported import COLUMNS_LEFT_OUT, FILES, ONLY, ORDER, UNPACKED
from fittrack_backend.storage.database import Database
from fittrack_backend.storage.originals import OriginalStore, download_name
from fittrack_backend.storage.ownership import Owned
from fittrack_backend.storage.pages import Key, after, order_by
from fittrack_backend.storage.references import REFERENCES
from fittrack_backend.storage.scope import AccountSession
from fittrack_backend.storage.tables import (
    AccountRow,
    CollectedItemRow,
    OriginalRow,
    RecordingRow,
    SourceFileRow,
    WorkoutRow,
)

NOT_THERE = "it is not where the server keeps originals"
_PAGE = 500
_IN_MEMORY = 1 << 20
_Json = dict[str, object]
_NAMES = (
    (SourceFileRow.column("sha256"), SourceFileRow.column("name")),
    (CollectedItemRow.column("sha256"), CollectedItemRow.column("name")),
    (RecordingRow.column("file_sha256"), RecordingRow.column("file_name")),
    (WorkoutRow.column("file_sha256"), WorkoutRow.column("file_name")),
)
"""Where an original's name is found: the first of these that has one."""


@define
class Export:
    """The export of one account, as the bytes of a zip file."""

    database: Database
    originals: OriginalStore
    account_id: UUID
    _entries: list[_Json] = field(factory=list, init=False)
    _missing: list[_Json] = field(factory=list, init=False)

    def chunks(self) -> Iterator[bytes]:
        """The zip, piece by piece. Raises a problem 403 once the account is disabled, which cuts it off."""
        out = _Sent()
        with zipfile.ZipFile(cast(BinaryIO, out), "w") as zipped:
            for row in owned_tables():
                if name := FILES.get(_name(row)):
                    yield from self._write(zipped, out, path_of_records(name), self._lines(row))
            with tempfile.SpooledTemporaryFile(_IN_MEMORY) as listed:
                lines = self._original_lines(cast(BinaryIO, listed))
                yield from self._write(zipped, out, ORIGINALS_LIST, lines)
                listed.seek(0)
                for line in cast(BinaryIO, listed):
                    sha256, _, path = line.decode().rstrip("\n").partition(" ")
                    yield from self._original(zipped, out, sha256, path)
            manifest = {
                "format": FORMAT,
                "version": VERSION,
                "entries": self._entries,
                "missing": self._missing,
            }
            zipped.writestr(entry_of(MANIFEST), canonical(manifest) + b"\n")
        yield out.taken()

    def _write(
        self, zipped: zipfile.ZipFile, out: _Sent, path: str, chunks: Iterator[bytes]
    ) -> Iterator[bytes]:
        """Writes an entry, and notes it for the manifest."""
        digest, size = hashlib.sha256(), 0
        with zipped.open(entry_of(path), "w", force_zip64=True) as file:
            for chunk in chunks:
                digest.update(chunk)
                size += len(chunk)
                file.write(chunk)
                yield out.taken()
        self._entries.append({"path": path, "size_bytes": size, "sha256": digest.hexdigest()})
        yield out.taken()

    def _original(
        self, zipped: zipfile.ZipFile, out: _Sent, sha256: str, path: str
    ) -> Iterator[bytes]:
        with self.database.session_of(self.account_id) as session:
            self._check(session)
        try:
            stored = self.originals.open(sha256)
        except FileNotFoundError:
            self._missing.append({"sha256": sha256, "path": path, "reason": NOT_THERE})
            return
        with (
            closing(cast(Any, stored.chunks)) as chunks,
            zipped.open(entry_of(path), "w", force_zip64=True) as file,
        ):
            for chunk in chunks:
                file.write(chunk)
                yield out.taken()
        yield out.taken()

    def _lines(self, row: type[Owned]) -> Iterator[bytes]:
        """A table's rows as JSON lines, some lines at a time."""
        table, names = _name(row), columns_of(row)
        key = ORDER.get(table) or tuple(_key(row))
        wanted = list(dict.fromkeys([*names, *key]))
        columns = [_plain(getattr(row, name)) for name in wanted]
        keys = [Key(getattr(row, name)) for name in key]
        last: list[Any] | None = None
        while True:
            with self.database.session_of(self.account_id) as session:
                self._check(session)
                query = select(*columns).order_by(*order_by(keys)).limit(_PAGE)
                if table in ONLY:
                    query = query.where(ONLY[table])
                if last is not None:
                    query = query.where(after(keys, last))
                found = [
                    dict(zip(wanted, one, strict=True)) for one in session.execute(query).all()
                ]
            if found:
                last = [found[-1][name] for name in key]
                yield b"".join(
                    canonical({name: _shown(table, name, one[name]) for name in names}) + b"\n"
                    for one in found
                )
            if len(found) < _PAGE:
                return

    def _original_lines(self, listed: BinaryIO) -> Iterator[bytes]:
        """The originals that the account's records need, as JSON lines; writes digest and entry of each to
        `listed`."""
        last = ""
        while True:
            with self.database.session_of(self.account_id) as session:
                self._check(session)
                some = _needed(session, last)
                known = {
                    sha256: (size, format)
                    for sha256, size, format in session.execute(
                        select(
                            OriginalRow.sha256, OriginalRow.size_bytes, OriginalRow.file_format
                        ).where(OriginalRow.sha256.in_(some))
                    )
                }
                names = _names_of(session, some)
            lines: list[bytes] = []
            for sha256 in some:
                size, format = known.get(sha256, (None, None))
                path = path_of_original(sha256, names.get(sha256) or f"original.{format or 'bin'}")
                if sha256[:16] == last[:16]:
                    path = path_of_original(sha256, sha256)
                listed.write(f"{sha256} {path}\n".encode())
                about = {"sha256": sha256, "path": path, "size_bytes": size, "file_format": format}
                lines.append(canonical(about) + b"\n")
                last = sha256
            if lines:
                yield b"".join(lines)
            if len(some) < _PAGE:
                return

    def _check(self, session: AccountSession) -> None:
        """Raises a problem where the account was disabled or deleted meanwhile."""
        row = session.execute(select(AccountRow.id, AccountRow.disabled_at)).one_or_none()
        if row is None or row.disabled_at is not None:
            raise account_disabled()


def columns_of(row: type[Owned]) -> list[str]:
    """The columns of a table that are exported, by name."""
    left_out = COLUMNS_LEFT_OUT.get(_name(row), frozenset()) | {row.OWNER}
    return [one.key for one in inspect(row).column_attrs if one.key not in left_out]


def _name(row: type[Owned]) -> str:
    return str(row.__tablename__)  # type: ignore[attr-defined]


def _key(row: type[Owned]) -> Iterator[str]:
    mapper = inspect(row)
    for column in mapper.primary_key:
        yield mapper.get_property_by_column(column).key


def _needed(session: AccountSession, after_this: str) -> list[str]:
    """The next digests of originals that records need."""
    found: set[str] = set()
    for row, sha256 in REFERENCES:
        some = select(sha256).where(row.purged_at.is_(None), sha256 > after_this).distinct()
        found |= set(session.scalars(some.order_by(sha256).limit(_PAGE)))
    return sorted(found)[:_PAGE]


def _names_of(session: AccountSession, digests: list[str]) -> dict[str, str]:
    """The name of each original, unpacked; of several the first in the order of their characters."""
    names: dict[str, str] = {}
    for sha256, name_of in _NAMES:
        found: dict[str, str] = {}
        for digest, name in session.execute(select(sha256, name_of).where(sha256.in_(digests))):
            if name:
                found[digest] = min(found.get(digest, name), name)
        names = {digest: download_name(name) for digest, name in found.items()} | names
    return names


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


def _shown(table: str, name: str, value: Any) -> object:
    """A column's value, unpacked."""
    unpack = UNPACKED.get((table, name))
    return value if unpack is None else unpack(value)
