"""The tables of sources and jobs."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import (
    JSON,
    BigInteger,
    ColumnElement,
    ForeignKey,
    Index,
    LargeBinary,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column

from fittrack_backend.storage.columns import Texts
from fittrack_backend.storage.ownership import Owned, PartOfOwned
from fittrack_backend.storage.tables.base import (
    Table,
    by_account_and_id,
    new_id,
    of_account,
    of_indexed_account,
)


class SourceRow(Owned, Table):
    __tablename__ = "sources"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    kind: Mapped[str] = mapped_column(String(20))
    identity: Mapped[bytes] = mapped_column(LargeBinary, server_default="")
    """Equal for the same source of an account, in the kind's own form."""
    settings: Mapped[bytes] = mapped_column(LargeBinary, server_default="")
    """All that its kind needs to reach it, in the kind's own form."""
    name: Mapped[str] = mapped_column(String(100))
    path: Mapped[str | None]
    connected_at: Mapped[dt.datetime]
    last_sync_at: Mapped[dt.datetime | None]
    disconnected_at: Mapped[dt.datetime | None]
    """A disconnected source keeps its row: connected again, it still knows its files."""
    remembered: Mapped[bytes | None] = mapped_column(LargeBinary)
    """What its last scan wanted to be given at the next one, in the kind's own form."""
    watched_at: Mapped[dt.datetime | None]
    """Since when a sync starts when something changes in its folder (`sync/folder_watching.py`)."""
    watch_seen: Mapped[str | None] = mapped_column(String(64))
    """The digest of its listing when the last such sync started."""
    watch_count: Mapped[int] = mapped_column(default=0, server_default="0")
    """How many such syncs were started."""
    secret: Mapped[str | None]
    """The key that opens it where it is, sealed (`storage.sealed`)."""
    secret_ends_on: Mapped[dt.date | None]
    """The last day on which that key is good, as far as is known."""
    secret_refused_at: Mapped[dt.datetime | None]
    """When it was refused: its owner has to bring another one."""

    @classmethod
    def is_connected(cls) -> ColumnElement[bool]:
        """The condition for sources that nobody has disconnected."""
        return cls.disconnected_at.is_(None)


class CollectingRow(PartOfOwned, Table):
    """How far a source was collected, in its kind's own form, and why the last job that tried came no further."""

    __tablename__ = "collecting"
    WHOLE = ("source_id", SourceRow)
    source_id: Mapped[UUID] = mapped_column(
        ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True
    )
    state: Mapped[bytes | None] = mapped_column(LargeBinary)
    attempt: Mapped[str]
    """The attempt of a job that it was last collected for."""
    is_over: Mapped[bool]
    """Whether there is nothing more to collect for that one."""
    away: Mapped[str | None]
    """Why it could not be collected for that one."""


class SourceFileRow(PartOfOwned, Table):
    """What is known about a file since it was last read: enough to see that it is unchanged."""

    __tablename__ = "source_files"
    WHOLE = ("source_id", SourceRow)
    id: Mapped[UUID] = new_id()
    source_id: Mapped[UUID] = mapped_column(
        ForeignKey("sources.id", ondelete="CASCADE"), index=True
    )
    key: Mapped[bytes] = mapped_column(LargeBinary)
    """What its source knows it by."""
    name: Mapped[str] = mapped_column(server_default="")
    size: Mapped[int] = mapped_column(BigInteger)
    stamp: Mapped[str | None]
    """An equal stamp means that it is unchanged; without one, it has to be read."""
    sha256: Mapped[str | None] = mapped_column(String(64))
    filed_sha256: Mapped[str | None] = mapped_column(String(64), index=True)
    """Of the content that its records are from, where it has another one since that could not be read, or not
    completely."""
    file_format: Mapped[str | None] = mapped_column(String(4))
    types: Mapped[list[str]]
    """The types of data that the file can hold."""
    taken: Mapped[list[str]]
    """The types for which its content was read completely."""
    outcome: Mapped[str] = mapped_column(String(10))
    """How the last reading ended: `failed` ones are what is missing."""
    reason: Mapped[str | None]
    twin_of: Mapped[str | None]
    records: Mapped[list[dict[str, str | None]]] = mapped_column(JSON())
    gone_at: Mapped[dt.datetime | None]
    failed_job_id: Mapped[UUID | None]
    """The last job that has an item of it that failed."""

    __table_args__ = (
        UniqueConstraint("source_id", "key"),
        Index("ix_source_files_source_outcome", "source_id", "outcome"),
        Index("ix_source_files_sha256_source", "sha256", "source_id"),
    )


class CollectedItemRow(Owned, Table):
    """A thing that was collected from a source which cannot be opened when a sync wants to read it: a file that was
    uploaded, an answer of a service. Its bytes are an original of the store."""

    __tablename__ = "collected_items"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_account()
    source_id: Mapped[UUID] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"))
    key: Mapped[bytes] = mapped_column(LargeBinary)
    """What its source knows it by."""
    name: Mapped[str]
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    size: Mapped[int] = mapped_column(BigInteger)
    is_archive: Mapped[bool]
    collected_at: Mapped[dt.datetime]
    """When these bytes came."""
    job_id: Mapped[UUID | None]
    """The first job that scanned these bytes; None: they wait for one."""
    gone_at: Mapped[dt.datetime | None]
    gone_reason: Mapped[str | None]
    """Why it is no longer at its source."""
    purged_at: Mapped[dt.datetime | None]
    """Since when its original is no longer needed, since all that came of it was deleted and can no longer be
    restored."""

    __table_args__ = (
        UniqueConstraint("source_id", "key"),
        Index("ix_collected_items_source_collected", "source_id", "collected_at", "id"),
        Index("ix_collected_items_source_job", "source_id", "job_id"),
    )


class IgnoredFileRow(PartOfOwned, Table):
    """A file that its owner knows to be bad: as long as its content is the same, it fails no job."""

    __tablename__ = "ignored_files"
    WHOLE = ("source_id", SourceRow)
    id: Mapped[UUID] = new_id()
    source_id: Mapped[UUID] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"))
    key: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[str]
    content: Mapped[str]
    """The digest or stamp by which it is the same again, as in failed items."""
    reason: Mapped[str]
    """What was wrong with it."""
    ignored_at: Mapped[dt.datetime]

    __table_args__ = (UniqueConstraint("source_id", "key"),)


class StandingRow(PartOfOwned, Table):
    """How a source stands with a type of data since the last job on both ended."""

    __tablename__ = "sync_standings"
    WHOLE = ("source_id", SourceRow)
    source_id: Mapped[UUID] = mapped_column(
        ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True
    )
    type: Mapped[str] = mapped_column(String(20), primary_key=True)
    ended_at: Mapped[dt.datetime]
    job_id: Mapped[UUID]
    state: Mapped[str] = mapped_column(String(10))
    """How that job ended for this source and type, which is not always how it ended as a whole."""
    reason: Mapped[str | None]
    succeeded_at: Mapped[dt.datetime | None]
    succeeded_job_id: Mapped[UUID | None]
    """The last job without any failure of this source and type."""
    scanned_job_id: Mapped[UUID | None]
    """The last job that was through with all that it found in the source."""
    failing_since: Mapped[dt.datetime | None]
    """Since when each job failed there, wholly or in part, or was cancelled: since then its owner is told."""


class AskedDaysRow(PartOfOwned, Table):
    """Days in a row that a source was asked for, of one type; none overlap."""

    __tablename__ = "asked_days"
    WHOLE = ("source_id", SourceRow)
    id: Mapped[UUID] = new_id()
    source_id: Mapped[UUID] = mapped_column(ForeignKey("sources.id", ondelete="CASCADE"))
    type: Mapped[str] = mapped_column(String(20))
    since: Mapped[dt.date]
    until: Mapped[dt.date]
    state: Mapped[str] = mapped_column(String(10))
    reason: Mapped[str | None]
    job_id: Mapped[UUID]
    at: Mapped[dt.datetime]

    __table_args__ = (Index("ix_asked_days_source_type", "source_id", "type", "since"),)


class SyncJobRow(Owned, Table):
    __tablename__ = "sync_jobs"
    id: Mapped[UUID] = new_id()
    account_id: Mapped[UUID] = of_indexed_account()
    state: Mapped[str] = mapped_column(String(10))
    types: Mapped[list[str]]
    source_ids: Mapped[list[str]]
    since: Mapped[dt.date | None]
    until: Mapped[dt.date | None]
    full: Mapped[bool]
    attempt: Mapped[int]
    scanned: Mapped[bool]
    """Whether every file of this attempt has its item."""
    collecting: Mapped[bool] = mapped_column(default=False, server_default="0")
    """Whether more is to be collected for it before it can end."""
    waiting_until: Mapped[dt.datetime | None]
    """Before that time nothing is done for it."""
    waiting_for: Mapped[str | None]
    """Whom it waits for until then."""
    warnings: Mapped[list[str] | None] = mapped_column(JSON(none_as_null=True))
    """What its owner should see to, by the time that it was started."""
    asked: Mapped[list[dict[str, str]] | None] = mapped_column(JSON())
    """The days that its scan asked each source for; None until then."""
    created_at: Mapped[dt.datetime]
    started_at: Mapped[dt.datetime | None]
    finished_at: Mapped[dt.datetime | None]
    reason: Mapped[str | None]
    last_sequence: Mapped[int]
    counts: Mapped[dict[str, dict[str, int]]] = mapped_column(JSON())
    """How many items stand where: by type ("" where it is not known), then by outcome."""
    executor: Mapped[str | None] = mapped_column(String(64), index=True)
    """The process that last began an attempt of it; others go on with it when that one is lost."""
    reader_version: Mapped[int | None]
    """Of a job that rereads stored originals: the version of the readers that it is for; None: a sync."""
    activity_ids: Mapped[list[str] | None] = mapped_column(JSON())
    """Of a job that rereads: the activities whose originals it is about; None: all."""
    only_waiting: Mapped[bool | None]
    """Whether it takes in what was collected and waited for a job, and looks at nothing else."""
    undone_at: Mapped[dt.datetime | None]
    """Since when what it brought does not count."""
    items_tidied_at: Mapped[dt.datetime | None]
    """Since when some of its items are no longer kept; its counts still are."""

    __table_args__ = (
        by_account_and_id("sync_jobs"),
        Index("ix_sync_jobs_account_created", "account_id", "created_at", "id"),
        Index("ix_sync_jobs_account_state", "account_id", "state", "created_at", "id"),
    )


class SyncLockRow(PartOfOwned, Table):
    """One job at a time on a source and type."""

    __tablename__ = "sync_locks"
    WHOLE = ("source_id", SourceRow)
    source_id: Mapped[UUID] = mapped_column(
        ForeignKey("sources.id", ondelete="CASCADE"), primary_key=True
    )
    type: Mapped[str] = mapped_column(String(20), primary_key=True)
    job_id: Mapped[UUID] = mapped_column(ForeignKey("sync_jobs.id", ondelete="CASCADE"))


class IdempotencyRow(Owned, Table):
    __tablename__ = "idempotency_keys"
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    operation: Mapped[str] = mapped_column(String(200), primary_key=True)
    key: Mapped[str] = mapped_column(String(255), primary_key=True)
    request_sha256: Mapped[str] = mapped_column(String(64))
    job_id: Mapped[UUID]
    created_at: Mapped[dt.datetime]


class WorkerRow(Table):
    """A process that takes work from the queues, or hands it out, for as long as it lives."""

    __tablename__ = "workers"
    executor: Mapped[str] = mapped_column(String(64), primary_key=True)
    queues: Mapped[list[str]]
    """What it takes work from; empty where it only answers requests."""
    roots: Mapped[list[str]]
    """The folders that it can see, with all that is in them."""
    started_at: Mapped[dt.datetime]
    seen_at: Mapped[dt.datetime]
    """When it last said that it lives, by the database's clock."""
    minds_removed_originals: Mapped[bool | None]
    """Whether it looks for marks of removed originals; null for a process of a version that did not."""


class SyncItemRow(PartOfOwned, Table):
    __tablename__ = "sync_items"
    WHOLE = ("job_id", SyncJobRow)
    id: Mapped[UUID] = new_id()
    job_id: Mapped[UUID] = mapped_column(ForeignKey("sync_jobs.id", ondelete="CASCADE"))
    source_id: Mapped[UUID]
    key: Mapped[bytes] = mapped_column(LargeBinary)
    name: Mapped[str]
    type: Mapped[str | None] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(String(10))
    sequence: Mapped[int | None]
    reason: Mapped[str | None]
    twin_of: Mapped[str | None]
    size_bytes: Mapped[int | None] = mapped_column(BigInteger)
    content: Mapped[str | None]
    """Of an item that failed: what tells that the same thing fails again, where that can be told."""
    finished_at: Mapped[dt.datetime | None]
    remarks: Mapped[tuple[str, ...]] = mapped_column(Texts())
    changed: Mapped[tuple[str, ...] | None] = mapped_column(Texts())
    """The fields whose values changed where a job reread it; None for a sync."""
    records: Mapped[list[dict[str, str | None]]] = mapped_column(JSON())
    messages: Mapped[dict[str, int] | None] = mapped_column(JSON(none_as_null=True))
    """Of a FIT file that was read: how many messages of each kind it has."""
    batch: Mapped[int | None]
    """Of a pending item whose job is shared out: the number of the batch that it is read in."""

    __table_args__ = (
        UniqueConstraint("job_id", "source_id", "key"),
        Index("ix_sync_items_job_key", "job_id", "key", "id"),
        Index("ix_sync_items_job_sequence", "job_id", "sequence"),
        Index("ix_sync_items_job_outcome", "job_id", "outcome", "key", "id"),
    )
