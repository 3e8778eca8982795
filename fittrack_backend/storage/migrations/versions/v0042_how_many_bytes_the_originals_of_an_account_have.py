"""how many bytes the originals of an account have"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "needed_originals",
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("record_count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("sha256", "account_id"),
    )
    with op.batch_alter_table("needed_originals", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_needed_originals_account_id"), ["account_id"], unique=False
        )

    with op.batch_alter_table("accounts", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("original_bytes", sa.BigInteger(), server_default="0", nullable=False)
        )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
