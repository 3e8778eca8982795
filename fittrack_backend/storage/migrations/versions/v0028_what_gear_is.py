"""what gear is"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.add_column(sa.Column("gear_kind", sa.String(length=5), nullable=True))
        batch_op.add_column(sa.Column("gear_brand", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("gear_model", sa.String(length=200), nullable=True))

    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("gear_kind", sa.String(length=5), nullable=True))
        batch_op.add_column(sa.Column("gear_brand", sa.String(length=200), nullable=True))
        batch_op.add_column(sa.Column("gear_model", sa.String(length=200), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
