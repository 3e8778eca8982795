"""what activities add up to"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0040"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "activity_sums",
        sa.Column("account_id", sa.Uuid(), nullable=False),
        sa.Column("span", sa.String(length=5), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("sport", sa.String(length=64), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.Column("days", sa.BigInteger(), nullable=False),
        sa.Column("activity_count", sa.Integer(), nullable=False),
        sa.Column("distance_m_count", sa.Integer(), nullable=False),
        sa.Column("distance_m_sum", sa.BigInteger(), nullable=False),
        sa.Column("timer_s_count", sa.Integer(), nullable=False),
        sa.Column("timer_s_sum", sa.BigInteger(), nullable=False),
        sa.Column("elapsed_s_count", sa.Integer(), nullable=False),
        sa.Column("elapsed_s_sum", sa.BigInteger(), nullable=False),
        sa.Column("ascent_m_count", sa.Integer(), nullable=False),
        sa.Column("ascent_m_sum", sa.BigInteger(), nullable=False),
        sa.Column("calories_kcal_count", sa.Integer(), nullable=False),
        sa.Column("calories_kcal_sum", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["accounts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("account_id", "span", "first_day", "sport", "source_id"),
    )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
