"""keys and collecting of sources"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "request_paces",
        sa.Column("place", sa.String(length=64), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("place"),
    )
    op.create_table(
        "collecting",
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("state", sa.LargeBinary(), nullable=True),
        sa.Column("attempt", sa.String(), nullable=False),
        sa.Column("is_over", sa.Boolean(), nullable=False),
        sa.Column("away", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["source_id"], ["sources.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("source_id"),
    )
    with op.batch_alter_table("sources", schema=None) as batch_op:
        batch_op.add_column(sa.Column("secret", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("secret_ends_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("secret_refused_at", sa.DateTime(timezone=True), nullable=True)
        )

    with op.batch_alter_table("sync_jobs", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("collecting", sa.Boolean(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("waiting_until", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("waiting_for", sa.String(), nullable=True))
        batch_op.add_column(sa.Column("warnings", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
