"""The names of two unique keys, which PostgreSQL had given them when their column was called `path`

Revision: 0045
Revises: 0044
"""

from __future__ import annotations

from alembic import op

revision = "0045"
down_revision = "0044"
branch_labels = None
depends_on = None

_NAMES = {"source_files": "source_id", "sync_items": "job_id_source_id"}


def upgrade() -> None:
    if op.get_bind().dialect.name != "postgresql":
        return  # SQLite's have no names
    for table, others in _NAMES.items():
        op.execute(
            f"ALTER TABLE {table} RENAME CONSTRAINT {table}_{others}_path_key TO {table}_{others}_key_key"
        )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
