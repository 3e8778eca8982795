"""The lines of an account that are missing

They are found by an index: without it each batch of lines went through all that the account has already.

Revision: 0048
Revises: 0047
"""

from __future__ import annotations

from alembic import op

revision = "0048"
down_revision = "0047"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_activity_lines_account_id", table_name="activity_lines")
    op.create_index("ix_activity_lines_account_form", "activity_lines", ["account_id", "form"])


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
