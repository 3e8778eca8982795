"""What is remembered about a source's files: enough to see that one is unchanged."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, TypedDict, cast
from uuid import UUID, uuid4

from attrs import define
from sqlalchemy import Select, Text, bindparam, select
from sqlalchemy import Table as SqlTable
from sqlalchemy import cast as sql_cast
from sqlalchemy.orm import Session

from fittrack_backend.sources.port import Found, Stamp
from fittrack_backend.storage.bulk import insert_rows, update_rows
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.record_notes import HeldRecord, Json
from fittrack_backend.storage.tables import SourceFileRow, SourceRow

_TABLE = cast(SqlTable, SourceFileRow.__table__)


class _Row(TypedDict):
    """A row to be written."""

    id: UUID | None
    source_id: UUID
    key: bytes
    name: str
    size: int
    stamp: str | None
    sha256: str | None
    filed_sha256: str | None
    file_format: str | None
    types: list[str]
    taken: list[str]
    outcome: str
    reason: str | None
    twin_of: str | None
    records: list[Json]
    gone_at: dt.datetime | None


# As text, because taking apart the few different lists of types once is enough.
_COLUMNS = tuple(
    sql_cast(column, Text) if column.name in ("types", "taken", "records") else column
    for column in (_TABLE.c[name] for name in _Row.__annotations__)
)
_SEEN = ("size", "stamp", "gone_at")


@define
class KnownFile:
    """A file as it was when it was last read.

    Without a `stamp` it has to be read to see whether it is unchanged. `taken` are the types for which
    its content was read completely. `records` are what it holds. `filed_sha256` is the digest of the content that they
    are from, where the file has another one since that could not be read, or not completely.
    """

    source_id: UUID
    key: bytes
    name: str
    stamp: Stamp | None
    size: int
    outcome: str
    id: UUID | None = None
    sha256: str | None = None
    filed_sha256: str | None = None
    file_format: str | None = None
    types: frozenset[str] = frozenset()
    taken: frozenset[str] = frozenset()
    reason: str | None = None
    twin_of: str | None = None
    records: tuple[HeldRecord, ...] = ()
    gone_at: dt.datetime | None = None

    def is_unchanged(self, stamp: Stamp) -> bool:
        """Whether the file is surely the same, without opening it."""
        return self.stamp == stamp

    @property
    def records_from(self) -> str | None:
        """The digest of the content that its records are from."""
        return self.filed_sha256 or self.sha256

    def holds(self, record_id: UUID) -> bool:
        """Whether the record is in the file."""
        return any(record.id == record_id for record in self.records)


def load_source(session: Session, source_id: UUID) -> dict[bytes, KnownFile]:
    """All files of a source that were ever read, by key."""
    query = select(*_COLUMNS).where(_TABLE.c.source_id == source_id)
    return {known.key: known for known in _known(session, query)}


def load_keys(
    session: Session, places: Iterable[tuple[UUID, bytes]]
) -> dict[tuple[UUID, bytes], KnownFile]:
    """The files with these keys in these sources, as far as they are known."""
    by_source: dict[UUID, set[bytes]] = {}
    for source_id, key in places:
        by_source.setdefault(source_id, set()).add(key)
    found: dict[tuple[UUID, bytes], KnownFile] = {}
    for source_id, keys in by_source.items():
        for some in portions(keys):
            query = select(*_COLUMNS).where(_TABLE.c.source_id == source_id, _TABLE.c.key.in_(some))
            for known in _known(session, query):
                found[known.source_id, known.key] = known
    return found


def load_digests(
    session: Session, account_id: UUID, digests: Collection[str]
) -> dict[str, list[KnownFile]]:
    """The account's files with these contents, by digest, in the order of their keys."""
    found: dict[str, list[KnownFile]] = {}
    for known in _with_digests(session, account_id, "sha256", digests):
        found.setdefault(known.sha256 or "", []).append(known)
    return found


def load_records_from(
    session: Session, account_id: UUID, digests: Collection[str]
) -> dict[str, list[KnownFile]]:
    """The account's files that have another content now, which is not filed, and records of these
    contents; by digest."""
    found: dict[str, list[KnownFile]] = {}
    for known in _with_digests(session, account_id, "filed_sha256", digests):
        found.setdefault(known.filed_sha256 or "", []).append(known)
    return found


def _with_digests(
    session: Session, account_id: UUID, column: str, digests: Collection[str]
) -> Iterator[KnownFile]:
    for some in portions(set(digests)):
        query = (
            select(*_COLUMNS)
            .join(SourceRow, SourceRow.id == _TABLE.c.source_id)
            .where(SourceRow.account_id == account_id, _TABLE.c[column].in_(some))
            .order_by(_TABLE.c.key)
        )
        yield from _known(session, query)


def _known(session: Session, query: Select[Any]) -> list[KnownFile]:
    return [
        KnownFile(
            source_id,
            key,
            name,
            Stamp(stamp) if stamp is not None else None,
            size,
            outcome,
            identifier,
            sha256,
            filed_sha256,
            file_format,
            _types(types),
            _types(taken),
            reason,
            twin_of,
            tuple(HeldRecord.from_json(one) for one in json.loads(records)),
            gone_at,
        )
        for (
            identifier,
            source_id,
            key,
            name,
            size,
            stamp,
            sha256,
            filed_sha256,
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
    there = load_keys(session, [(file.source_id, file.key) for file in without_id])
    added: list[KnownFile] = []
    for file in without_id:
        known = there.get((file.source_id, file.key))
        if known is None:
            added.append(file)
            file.id = uuid4()
        else:
            file.id = known.id
    new_ids = {file.id for file in added}
    insert_rows(session, _TABLE, [_row(file) for file in added])
    changed = [_row(file) for file in files if file.id not in new_ids]
    names = [name for name in _Row.__annotations__ if name not in ("id", "source_id", "key")]
    update_rows(session, _TABLE, changed, names)


def refresh(session: Session, files: Sequence[KnownFile]) -> None:
    """Remembers that these files were found there, with the same content as before."""
    update_rows(session, _TABLE, [_row(file) for file in files], _SEEN)


def note_failures(session: Session, job_id: UUID, places: Sequence[tuple[UUID, bytes]]) -> None:
    """Remembers of the files at these places (source and key) that this job's items say why they fail."""
    if places:
        session.execute(
            _TABLE.update()
            .where(
                _TABLE.c.source_id == bindparam("of_source"), _TABLE.c.key == bindparam("of_key")
            )
            .values(failed_job_id=job_id),
            [{"of_source": source_id, "of_key": key} for source_id, key in places],
        )


def move(session: Session, files: Sequence[tuple[KnownFile, Found]]) -> None:
    """Remembers that files have another key now; what was known under that key is forgotten."""
    if not files:
        return
    session.execute(
        _TABLE.delete().where(
            _TABLE.c.source_id == bindparam("of_source"), _TABLE.c.key == bindparam("new_key")
        ),
        [{"of_source": file.source_id, "new_key": found.key} for file, found in files],
    )
    session.execute(
        _TABLE.update()
        .where(_TABLE.c.id == bindparam("row_id"))
        .values(key=bindparam("new_key"), name=bindparam("new_name")),
        [
            {"row_id": file.id, "new_key": found.key, "new_name": found.name}
            for file, found in files
        ],
    )


def _row(file: KnownFile) -> _Row:
    return {
        "id": file.id,
        "source_id": file.source_id,
        "key": file.key,
        "name": file.name,
        "size": file.size,
        "stamp": file.stamp,
        "sha256": file.sha256,
        "filed_sha256": file.filed_sha256,
        "file_format": file.file_format,
        "types": sorted(file.types),
        "taken": sorted(file.taken),
        "outcome": file.outcome,
        "reason": file.reason,
        "twin_of": file.twin_of,
        "records": [record.to_json() for record in file.records],
        "gone_at": file.gone_at,
    }
