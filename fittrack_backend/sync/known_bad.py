"""Files that their owner knows to be bad: they fail no job as long as they fail in the same way."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, cast
from uuid import UUID

from sqlalchemy import ColumnElement, bindparam, func, literal, select
from sqlalchemy import Table as SqlTable
from sqlalchemy.orm import InstrumentedAttribute, Session

from fittrack_backend.sources.port import Found, Stamp
from fittrack_backend.storage.origin import portions
from fittrack_backend.storage.tables import IgnoredFileRow
from fittrack_backend.sync.decide import Settled
from fittrack_backend.sync.memory import KnownFile

_TABLE = cast(SqlTable, IgnoredFileRow.__table__)


def content_of(sha256: str | None, stamp: Stamp | None) -> str | None:
    """What shows that a thing that fails is the same again: its digest or, if it could not be read,
    its source's stamp; None if it has neither."""
    if sha256 is not None:
        return f"sha256:{sha256}"
    return f"stamp:{stamp}" if stamp is not None else None


def content_in_sql(
    sha256: ColumnElement[Any] | InstrumentedAttribute[Any],
    stamp: ColumnElement[Any] | InstrumentedAttribute[Any],
) -> ColumnElement[str | None]:
    """`content_of` for columns: null if there is none."""
    return func.coalesce(literal("sha256:") + sha256, literal("stamp:") + stamp)


def without_content(reason: str) -> str:
    """The same for what has no content, such as a folder that cannot be listed: why it fails."""
    return f"reason:{reason}"


def is_ignored(content: str | None, ignored: str | None) -> bool:
    """Whether the content is what is `ignored` under its key; neither may be known."""
    return content is not None and content == ignored


def unless_ignored(settled: Settled, content: str | None, ignored: str | None) -> Settled:
    """How an item ends whose `content` may be what its owner `ignored`."""
    if settled.outcome != "failed" or not is_ignored(content, ignored):
        return settled
    return Settled("skipped", f"ignored by its owner: {settled.reason}", None, settled.type)


def load_source(session: Session, source_id: UUID) -> dict[bytes, str]:
    """The contents of a source that are ignored, by their keys."""
    query = select(_TABLE.c.key, _TABLE.c.content).where(_TABLE.c.source_id == source_id)
    return {row.key: row.content for row in session.execute(query)}


def load_keys(
    session: Session, places: Iterable[tuple[UUID, bytes]]
) -> dict[tuple[UUID, bytes], str]:
    """The contents that are ignored of those with these keys in these sources."""
    by_source: dict[UUID, list[bytes]] = {}
    for source_id, key in places:
        by_source.setdefault(source_id, []).append(key)
    return {
        (source_id, key): content
        for source_id, keys in by_source.items()
        for some in portions(keys)
        for key, content in session.execute(
            select(_TABLE.c.key, _TABLE.c.content).where(
                _TABLE.c.source_id == source_id, _TABLE.c.key.in_(some)
            )
        )
    }


def move(session: Session, source_id: UUID, renamed: Sequence[tuple[KnownFile, Found]]) -> None:
    """What is ignored under a file's old key is ignored under its new one."""
    ignored = load_source(session, source_id) if renamed else {}
    moved = [(old.key, found) for old, found in renamed if old.key in ignored]
    if not moved:
        return
    of_source = _TABLE.c.source_id == source_id
    session.execute(
        _TABLE.delete().where(of_source, _TABLE.c.key == bindparam("new_key")),
        [{"new_key": found.key} for _, found in moved],
    )
    session.execute(
        _TABLE.update()
        .where(of_source, _TABLE.c.key == bindparam("old_key"))
        .values(key=bindparam("new_key"), name=bindparam("new_name")),
        [{"old_key": key, "new_key": found.key, "new_name": found.name} for key, found in moved],
    )
