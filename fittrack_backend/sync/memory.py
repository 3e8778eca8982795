"""What is remembered of a source's files: enough to tell that one is unchanged."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from typing import Any, cast
from uuid import UUID, uuid4

from attrs import define, field
from sqlalchemy import Select, Text, bindparam, select
from sqlalchemy import Table as SqlTable
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from fittrack_backend.sources.folder import FileStat
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.tables import SourceFileRow, SourceRow

_TABLE = cast(SqlTable, SourceFileRow.__table__)
# As text, because taking apart the few different lists of types once is enough.
_COLUMNS = tuple(
    sql_cast(column, Text) if column.name in ("types", "taken", "records") else column
    for column in (
        _TABLE.c[name]
        for name in (
            "id",
            "source_id",
            "path",
            "size",
            "mtime_ns",
            "ctime_ns",
            "inode",
            "read_at",
            "sha256",
            "file_format",
            "types",
            "taken",
            "outcome",
            "reason",
            "twin_of",
            "records",
            "gone_at",
        )
    )
)


@define
class KnownFile:
    """A file as it was when it was last read.

    `taken` are the types for which its content was read completely. `records` are what it holds:
    `type`, `id`, `date` and, for the range of a job, `day`.
    """

    source_id: UUID
    path: bytes
    stat: FileStat
    read_at: dt.datetime
    outcome: str
    id: UUID | None = None
    sha256: str | None = None
    file_format: str | None = None
    types: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    reason: str | None = None
    twin_of: str | None = None
    records: list[dict[str, Any]] = field(factory=list)
    gone_at: dt.datetime | None = None

    def is_unchanged(self, stat: FileStat) -> bool:
        """Whether the file is surely the same, told without opening it."""
        return self.stat == stat and stat.settled_before(self.read_at)

    def holds(self, record_id: UUID) -> bool:
        """Whether the record is in the file."""
        wanted = record_id.hex
        return any(record["id"] == wanted for record in self.records)


def load_source(session: Session, source_id: UUID) -> dict[bytes, KnownFile]:
    """All files of a source that were ever read, by path."""
    query = select(*_COLUMNS).where(_TABLE.c.source_id == source_id)
    return {known.path: known for known in _known(session, query)}


def load_paths(
    session: Session, places: Iterable[tuple[UUID, bytes]]
) -> dict[tuple[UUID, bytes], KnownFile]:
    """The files at these places, as far as they are known."""
    by_source: dict[UUID, set[bytes]] = {}
    for source_id, path in places:
        by_source.setdefault(source_id, set()).add(path)
    found: dict[tuple[UUID, bytes], KnownFile] = {}
    for source_id, paths in by_source.items():
        for some in portions(paths):
            query = select(*_COLUMNS).where(
                _TABLE.c.source_id == source_id, _TABLE.c.path.in_(some)
            )
            for known in _known(session, query):
                found[known.source_id, known.path] = known
    return found


def load_digests(
    session: Session, account_id: UUID, digests: Collection[str]
) -> dict[str, list[KnownFile]]:
    """The account's files with these contents, by digest, in the order of their paths."""
    found: dict[str, list[KnownFile]] = {}
    for some in portions(set(digests)):
        query = (
            select(*_COLUMNS)
            .join(SourceRow, SourceRow.id == _TABLE.c.source_id)
            .where(SourceRow.account_id == account_id, _TABLE.c.sha256.in_(some))
            .order_by(_TABLE.c.path)
        )
        for known in _known(session, query):
            found.setdefault(known.sha256 or "", []).append(known)
    return found


def _known(session: Session, query: Select[Any]) -> list[KnownFile]:
    return [
        KnownFile(
            source_id=source_id,
            path=path,
            stat=FileStat(size, mtime_ns, ctime_ns, inode),
            read_at=read_at,
            outcome=outcome,
            id=identifier,
            sha256=sha256,
            file_format=file_format,
            types=_types(types),
            taken=_types(taken),
            reason=reason,
            twin_of=twin_of,
            records=json.loads(records),
            gone_at=gone_at,
        )
        for (
            identifier,
            source_id,
            path,
            size,
            mtime_ns,
            ctime_ns,
            inode,
            read_at,
            sha256,
            file_format,
            types,
            taken,
            outcome,
            reason,
            twin_of,
            records,
            gone_at,
        ) in session.execute(query)
    ]


@lru_cache(maxsize=64)
def _types(text: str) -> frozenset[str]:
    return frozenset(json.loads(text))


def save(session: Session, files: Sequence[KnownFile]) -> None:
    """Remembers these files as they are now."""
    without_id = [file for file in files if file.id is None]
    there = load_paths(session, [(file.source_id, file.path) for file in without_id])
    added: list[KnownFile] = []
    for file in without_id:
        known = there.get((file.source_id, file.path))
        if known is None:
            added.append(file)
            file.id = uuid4()
        else:
            file.id = known.id
    new_ids = {file.id for file in added}
    if added:
        session.execute(_TABLE.insert(), [_row(file) for file in added])
    changed = [_row(file) for file in files if file.id not in new_ids]
    if changed:
        _update(session, changed)


def refresh(session: Session, files: Sequence[KnownFile]) -> None:
    """Remembers that these files were found there, with the same content as before."""
    rows = [
        {name: value for name, value in _row(file).items() if name in _SEEN or name == "id"}
        for file in files
    ]
    if rows:
        _update(session, rows)


def move(session: Session, files: Sequence[tuple[KnownFile, bytes]]) -> None:
    """Remembers that files have another path now; what was known at that path is forgotten."""
    if not files:
        return
    session.execute(
        _TABLE.delete().where(
            _TABLE.c.source_id == bindparam("of_source"), _TABLE.c.path == bindparam("new")
        ),
        [{"of_source": file.source_id, "new": path} for file, path in files],
    )
    session.execute(
        _TABLE.update().where(_TABLE.c.id == bindparam("row_id")).values(path=bindparam("new")),
        [{"row_id": file.id, "new": path} for file, path in files],
    )


_SEEN = ("size", "mtime_ns", "ctime_ns", "inode", "read_at", "gone_at")


def _row(file: KnownFile) -> dict[str, Any]:
    return {
        "id": file.id,
        "source_id": file.source_id,
        "path": file.path,
        "size": file.stat.size,
        "mtime_ns": file.stat.mtime_ns,
        "ctime_ns": file.stat.ctime_ns,
        "inode": file.stat.inode,
        "read_at": file.read_at,
        "sha256": file.sha256,
        "file_format": file.file_format,
        "types": sorted(file.types),
        "taken": sorted(file.taken),
        "outcome": file.outcome,
        "reason": file.reason,
        "twin_of": file.twin_of,
        "records": file.records,
        "gone_at": file.gone_at,
    }


def _update(session: Session, rows: Sequence[dict[str, Any]]) -> None:
    names = [name for name in rows[0] if name not in ("id", "source_id", "path")]
    statement = (
        _TABLE.update()
        .where(_TABLE.c.id == bindparam("row_id"))
        .values({name: bindparam(f"new_{name}") for name in names})
    )
    session.execute(
        statement,
        [{"row_id": row["id"], **{f"new_{name}": row[name] for name in names}} for row in rows],
    )
