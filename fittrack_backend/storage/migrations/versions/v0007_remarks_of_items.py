"""Adds the remarks of items. What is there was read before there were any."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sync_items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("remarks", sa.JSON(), nullable=False, server_default="[]"))
    # By itself: a batch that also takes the default away would copy the rows without it.
    with op.batch_alter_table("sync_items", schema=None) as batch_op:
        batch_op.alter_column("remarks", existing_type=sa.JSON(), server_default=None)


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
