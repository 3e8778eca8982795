"""measures and parts of activities, messages of items"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("activities", schema=None) as batch_op:
        batch_op.add_column(sa.Column("measures", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("parts", sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table("recordings", schema=None) as batch_op:
        batch_op.add_column(sa.Column("measures", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("parts", sa.JSON(none_as_null=True), nullable=True))

    with op.batch_alter_table("sync_items", schema=None) as batch_op:
        batch_op.add_column(sa.Column("messages", sa.JSON(none_as_null=True), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
