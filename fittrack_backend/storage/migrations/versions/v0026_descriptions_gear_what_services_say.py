"""descriptions, gear, what services say"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.add_column(sa.Column("description", sa.String(length=10000), nullable=True))
        batch_op.add_column(sa.Column("gear", sa.String(length=200), nullable=True))
        batch_op.alter_column(
            "file_format",
            existing_type=sa.VARCHAR(length=3),
            type_=sa.String(length=4),
            existing_nullable=False,
        )

    with op.batch_alter_table("originals", schema=None) as batch_op:
        batch_op.alter_column(
            "file_format",
            existing_type=sa.VARCHAR(length=3),
            type_=sa.String(length=4),
            existing_nullable=False,
        )

    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("tells_of", sa.LargeBinary(), nullable=True))
        batch_op.add_column(sa.Column("description", sa.String(length=10000), nullable=True))
        batch_op.add_column(sa.Column("gear", sa.String(length=200), nullable=True))
        batch_op.alter_column(
            "file_format",
            existing_type=sa.VARCHAR(length=3),
            type_=sa.String(length=4),
            existing_nullable=False,
        )
        batch_op.create_index(
            "ix_recordings_source_tells_of",
            ["source_id", "tells_of"],
            unique=False,
            sqlite_where=sa.text("tells_of IS NOT NULL"),
            postgresql_where=sa.text("tells_of IS NOT NULL"),
        )

    with op.batch_alter_table("source_files", schema=None) as batch_op:
        batch_op.alter_column(
            "file_format",
            existing_type=sa.VARCHAR(length=3),
            type_=sa.String(length=4),
            existing_nullable=True,
        )

    with op.batch_alter_table("workouts", schema=None) as batch_op:
        batch_op.alter_column(
            "file_format",
            existing_type=sa.VARCHAR(length=3),
            type_=sa.String(length=4),
            existing_nullable=False,
        )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
