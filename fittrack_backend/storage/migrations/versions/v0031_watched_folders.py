"""watched folders"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("sources", schema=None) as batch_op:
        batch_op.add_column(sa.Column("watched_at", sa.DateTime(timezone=True), nullable=True))
        batch_op.add_column(sa.Column("watch_seen", sa.String(length=64), nullable=True))
        batch_op.add_column(
            sa.Column("watch_count", sa.Integer(), server_default="0", nullable=False)
        )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
