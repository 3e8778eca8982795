"""an index of the recordings whose numbers are to come"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0046"
down_revision = "0045"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.create_index(
            "ix_recordings_account_numbers",
            ["account_id", "numbers_version", "activity_id"],
            unique=False,
            sqlite_where=sa.text("file_format NOT IN ('csv', 'json')"),
            postgresql_where=sa.text("file_format NOT IN ('csv', 'json')"),
        )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
