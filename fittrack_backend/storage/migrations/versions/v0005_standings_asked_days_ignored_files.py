"""Adds how each source and type stands, the days that were asked for, and files that are ignored.

What ended before stands as its job ended. Of the days that were asked for, the last scan of everything
counts; jobs over a range are not replayed, so their days are not asked for until the next sync.
"""

from __future__ import annotations

import datetime as dt
from uuid import UUID, uuid4

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "asked_days",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("asked_days", schema=None) as batch_op:
        batch_op.create_index(
            "ix_asked_days_source_type", ["source_id", "type", "since"], unique=False
        )

    op.create_table(
        "ignored_files",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("key", sa.LargeBinary(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("ignored_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("source_id", "key"),
    )
    op.create_table(
        "sync_standings",
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("reason", sa.String(), nullable=True),
        sa.Column("succeeded_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("succeeded_job_id", sa.Uuid(), nullable=True),
        sa.Column("scanned_job_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source_id", "type"),
    )
    with op.batch_alter_table("source_files", schema=None) as batch_op:
        batch_op.add_column(sa.Column("failed_job_id", sa.Uuid(), nullable=True))
        batch_op.create_index(
            "ix_source_files_source_outcome", ["source_id", "outcome"], unique=False
        )

    with op.batch_alter_table("sync_items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("content", sa.String(), nullable=True))

    with op.batch_alter_table("sync_jobs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked", sa.JSON(), nullable=True))
    _note_how_jobs_ended()


_JOBS = sa.table(
    "sync_jobs",
    sa.column("id", sa.Uuid()),
    sa.column("state", sa.String()),
    sa.column("types", sa.JSON()),
    sa.column("source_ids", sa.JSON()),
    sa.column("since", sa.Date()),
    sa.column("until", sa.Date()),
    sa.column("reason", sa.String()),
    sa.column("finished_at", sa.DateTime(timezone=True)),
)
_ITEMS = sa.table(
    "sync_items",
    sa.column("job_id", sa.Uuid()),
    sa.column("source_id", sa.Uuid()),
    sa.column("key", sa.LargeBinary()),
    sa.column("type", sa.String()),
    sa.column("outcome", sa.String()),
    sa.column("reason", sa.String()),
)
_FILES = sa.table(
    "source_files",
    sa.column("source_id", sa.Uuid()),
    sa.column("key", sa.LargeBinary()),
    sa.column("failed_job_id", sa.Uuid()),
)
_SOURCES = sa.table("sources", sa.column("id", sa.Uuid()))
_STANDINGS = sa.table(
    "sync_standings",
    sa.column("source_id", sa.Uuid()),
    sa.column("type", sa.String()),
    sa.column("ended_at", sa.DateTime(timezone=True)),
    sa.column("job_id", sa.Uuid()),
    sa.column("state", sa.String()),
    sa.column("reason", sa.String()),
    sa.column("succeeded_at", sa.DateTime(timezone=True)),
    sa.column("succeeded_job_id", sa.Uuid()),
    sa.column("scanned_job_id", sa.Uuid()),
)
_ASKED = sa.table(
    "asked_days",
    sa.column("id", sa.Uuid()),
    sa.column("source_id", sa.Uuid()),
    sa.column("type", sa.String()),
    sa.column("since", sa.Date()),
    sa.column("until", sa.Date()),
    sa.column("state", sa.String()),
    sa.column("job_id", sa.Uuid()),
    sa.column("at", sa.DateTime(timezone=True)),
)

Row = dict[str, object]


def _note_how_jobs_ended() -> None:
    connection = op.get_bind()
    there = set(connection.scalars(sa.select(_SOURCES.c.id)))
    standings: dict[tuple[UUID, str], Row] = {}
    asked: dict[tuple[UUID, str], Row] = {}
    jobs = sa.select(_JOBS).where(_JOBS.c.finished_at.is_not(None)).order_by(_JOBS.c.finished_at)
    for job in connection.execute(jobs).all():
        failed = connection.execute(
            sa.select(_ITEMS).where(_ITEMS.c.job_id == job.id, _ITEMS.c.outcome == "failed")
        ).all()
        for item in failed:
            is_file = _FILES.c.source_id == item.source_id, _FILES.c.key == item.key
            connection.execute(_FILES.update().where(*is_file).values(failed_job_id=job.id))
        for source_id in there & set(map(UUID, job.source_ids)):
            of_source = [item for item in failed if item.source_id == source_id]
            for kind in job.types:
                state, reason = _end_of(job, of_source, kind)
                place = {"source_id": source_id, "type": kind}
                standing = standings.setdefault(
                    (source_id, kind), dict.fromkeys(_STANDINGS.c.keys())
                )
                standing |= place
                standing |= {"ended_at": job.finished_at, "job_id": job.id}
                standing |= {"state": state, "reason": reason}
                if state == "succeeded":
                    standing |= {"succeeded_at": job.finished_at, "succeeded_job_id": job.id}
                if state not in ("succeeded", "partial"):
                    continue
                standing["scanned_job_id"] = job.id
                if job.since is None and job.until is None:
                    days = {"since": dt.date.min, "until": job.finished_at.date()}
                    how = {"state": "answered", "job_id": job.id, "at": job.finished_at}
                    asked[source_id, kind] = {"id": uuid4(), **place, **days, **how}
    for table, rows in ((_STANDINGS, standings), (_ASKED, asked)):
        if rows:
            connection.execute(table.insert(), list(rows.values()))


def _end_of(
    job: sa.Row[tuple[object, ...]], failed: list[sa.Row[tuple[object, ...]]], kind: str
) -> tuple[str, str | None]:
    if job.state in ("failed", "cancelled"):
        return job.state, job.reason
    away = next((item for item in failed if item.key == b""), None)
    if away is not None:
        return "failed", away.reason
    return ("partial" if any(item.type in (kind, None) for item in failed) else "succeeded"), None


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
