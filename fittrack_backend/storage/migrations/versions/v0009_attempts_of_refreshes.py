"""Notes which attempt asked first for the pair after each. Of pairs from before nobody has asked."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("token_pairs", schema=None) as batch_op:
        batch_op.add_column(sa.Column("asked_by", sa.String(length=64), nullable=True))
        batch_op.add_column(sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
