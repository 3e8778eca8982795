"""how much of a recording was faster than anyone goes"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0036"
down_revision = "0035"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("recording_numbers", schema=None) as batch_op:
        batch_op.add_column(sa.Column("too_fast_m", sa.Double(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
