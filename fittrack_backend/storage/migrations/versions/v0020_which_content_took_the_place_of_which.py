"""which content took the place of which"""

from __future__ import annotations

import datetime as dt
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "replacements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("old_sha256", sa.String(length=64), nullable=False),
        sa.Column("new_sha256", sa.String(length=64), nullable=True),
        sa.Column("old_number", sa.Integer(), nullable=True),
        sa.Column("new_number", sa.Integer(), nullable=True),
        sa.Column("date", sa.Date(), nullable=True),
        sa.Column("activity_id", sa.Uuid(), nullable=True),
        sa.Column("job_id", sa.Uuid(), nullable=True),
        sa.Column("replaced_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["activity_id"], ["activities.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["job_id"], ["sync_jobs.id"], ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id"),
    )
    with op.batch_alter_table("replacements", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_replacements_account_id"), ["account_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_replacements_job_id"), ["job_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_replacements_new_sha256"), ["new_sha256"], unique=False
        )
        batch_op.create_index(
            batch_op.f("ix_replacements_old_sha256"), ["old_sha256"], unique=False
        )

    with op.batch_alter_table("source_files", schema=None) as batch_op:
        batch_op.add_column(sa.Column("filed_sha256", sa.String(length=64), nullable=True))
        batch_op.create_index(
            batch_op.f("ix_source_files_filed_sha256"), ["filed_sha256"], unique=False
        )
    for table, place in (("recordings", "number"), ("health_parts", "date")):
        _take_over(table, place)


def _take_over(table: str, place: str) -> None:
    """Rows for what was replaced so far. What took its place is not known: the digest leads to nothing."""
    time = sa.DateTime(timezone=True)
    old = sa.table(
        table,
        sa.column("account_id", sa.Uuid()),
        sa.column("file_sha256", sa.String()),
        sa.column(place, sa.Date() if place == "date" else sa.Integer()),
        sa.column("replaced_at", time),
        sa.column("replaced_by_job_id", sa.Uuid()),
    )
    rows = [
        {
            "id": uuid4(),
            "account_id": row.account_id,
            "old_sha256": row.file_sha256,
            "new_sha256": "",
            "old_number": getattr(row, place) if place == "number" else None,
            "date": getattr(row, place) if place == "date" else None,
            "job_id": row.replaced_by_job_id,
            "replaced_at": row.replaced_at or dt.datetime.now(dt.UTC),  # where that job was undone
        }
        for row in op.get_bind().execute(
            sa.select(old).where(
                sa.or_(old.c.replaced_at.is_not(None), old.c.replaced_by_job_id.is_not(None))
            )
        )
    ]
    new = sa.table(
        "replacements",
        *(sa.column(name, sa.Uuid()) for name in ("id", "account_id", "job_id")),
        *(sa.column(name, sa.String()) for name in ("old_sha256", "new_sha256")),
        sa.column("old_number", sa.Integer()),
        sa.column("date", sa.Date()),
        sa.column("replaced_at", time),
    )
    if rows:
        op.bulk_insert(new, rows)


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
