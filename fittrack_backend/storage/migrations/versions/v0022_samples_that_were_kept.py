"""samples that were kept"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("samples_version", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.create_index("ix_recordings_samples_version", ["samples_version"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
