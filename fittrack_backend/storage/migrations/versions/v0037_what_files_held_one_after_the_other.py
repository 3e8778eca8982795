"""what files held one after the other"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid4

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "file_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=True),
        sa.Column("type", sa.String(length=20), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("removal_id", sa.Uuid(), nullable=True),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("was_gone_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["job_id"], ["sync_jobs.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("file_versions", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_file_versions_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_file_versions_file_id"), ["file_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_file_versions_job_id"), ["job_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_file_versions_sha256"), ["sha256"], unique=False)

    old = op.get_bind().execute(sa.select(_OLD).order_by(_OLD.c.replaced_at)).all()
    versions = _versions(old)
    if versions:
        op.bulk_insert(_VERSIONS, versions)


_TIME = sa.DateTime(timezone=True)
_OLD = sa.table(
    "replacements",
    *(sa.column(name, sa.Uuid()) for name in ("account_id", "job_id")),
    *(sa.column(name, sa.String()) for name in ("old_sha256", "new_sha256")),
    sa.column("date", sa.Date()),
    sa.column("replaced_at", _TIME),
)
_VERSIONS = sa.table(
    "file_versions",
    *(sa.column(name, sa.Uuid()) for name in ("id", "account_id", "file_id", "source_id")),
    *(sa.column(name, sa.Uuid()) for name in ("job_id", "removal_id")),
    *(sa.column(name, sa.String()) for name in ("type", "sha256")),
    sa.column("found_at", _TIME),
)


def _versions(old: Sequence[sa.Row[Any]]) -> list[dict[str, object]]:
    """What was noted by content, as versions of files: contents that took the place of one another were in one file."""
    files = _files()
    leads: dict[tuple[UUID, str, str], tuple[UUID, str, str]] = {}

    def lead(one: tuple[UUID, str, str]) -> tuple[UUID, str, str]:
        while one in leads:
            one = leads[one]
        return one

    for row in old:
        first = (row.account_id, _type(row), row.old_sha256)
        then = (row.account_id, _type(row), row.new_sha256)
        if row.new_sha256 and lead(first) != lead(then):
            leads[lead(first)] = lead(then)
    groups: dict[tuple[UUID, str, str], list[sa.Row[Any]]] = {}
    for row in old:
        groups.setdefault(lead((row.account_id, _type(row), row.old_sha256)), []).append(row)
    found: list[dict[str, object]] = []
    for (account_id, kind, _), rows in groups.items():
        contents = [one for row in rows for one in (row.new_sha256, row.old_sha256) if one]
        known = (files.get((account_id, one)) for one in reversed(contents))
        file_id, source_id = next((one for one in known if one is not None), (uuid4(), None))
        held: str | None = None
        for row in rows:
            after = row.old_sha256 if row.new_sha256 is None else row.new_sha256
            here: list[tuple[str, UUID | None, dt.datetime | None]] = []
            if held is None:
                here.append((row.old_sha256, None, None))
            if after != held:
                here.append((after, row.job_id, row.replaced_at))
            held = after
            found += [
                {
                    "id": uuid4(),
                    "account_id": account_id,
                    "file_id": file_id,
                    "source_id": source_id,
                    "type": kind,
                    "sha256": sha256,
                    "job_id": job_id,
                    "removal_id": None,
                    "found_at": found_at,
                }
                for sha256, job_id, found_at in here
            ]
    return found


def _type(row: sa.Row[Any]) -> str:
    return "activities" if row.date is None else "health"


def _files() -> dict[tuple[UUID, str], tuple[UUID, UUID | None]]:
    """The file that has a content now, and its source."""
    files = sa.table(
        "source_files",
        *(sa.column(name, sa.Uuid()) for name in ("id", "source_id")),
        *(sa.column(name, sa.String()) for name in ("sha256", "filed_sha256")),
    )
    sources = sa.table("sources", sa.column("id", sa.Uuid()), sa.column("account_id", sa.Uuid()))
    held = sa.func.coalesce(files.c.filed_sha256, files.c.sha256)
    query = sa.select(sources.c.account_id, held, files.c.id, files.c.source_id).join(
        sources, sources.c.id == files.c.source_id
    )
    edited = sa.select(_OLD.c.old_sha256).union(sa.select(_OLD.c.new_sha256))
    return {
        (account_id, sha256): (file_id, source_id)
        for account_id, sha256, file_id, source_id in op.get_bind().execute(
            query.where(held.in_(edited))
        )
    }


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
