"""recordings by an index of originals and readers"""

from __future__ import annotations

from alembic import op

revision = "0040"
down_revision = "0039"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("health_parts", schema=None) as batch_op:
        batch_op.create_index(
            "ix_health_parts_account_reader", ["account_id", "reader_version"], unique=False
        )

    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.create_index(
            "ix_recordings_account_reader", ["account_id", "reader_version"], unique=False
        )
        batch_op.create_index("ix_recordings_file", ["file_sha256"], unique=False)


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
