"""Sources in their kinds' own form: settings, keys and stamps instead of a folder's columns.

Files are looked at once more at the next sync, since the old columns make no stamp.

Revision: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

_FILES = sa.table("source_files", sa.column("key", sa.LargeBinary()), sa.column("name"))


def upgrade() -> None:
    for name in ("identity", "settings"):
        op.add_column("sources", _filled(name, sa.LargeBinary()))
    op.execute("UPDATE sources SET identity = path_bytes, settings = path_bytes")
    op.drop_column("sources", "path_bytes")
    op.execute("ALTER TABLE sources RENAME COLUMN mount_point TO remembered")

    for table in ("source_files", "sync_items"):
        op.execute(f"ALTER TABLE {table} RENAME COLUMN path TO key")
    op.add_column("source_files", _filled("name", sa.String()))
    op.add_column("source_files", sa.Column("stamp", sa.String(), nullable=True))
    for name in ("mtime_ns", "ctime_ns", "inode", "read_at"):
        op.drop_column("source_files", name)
    connection = op.get_bind()
    for key in connection.scalars(sa.select(_FILES.c.key).distinct()).all():
        name = key.decode("utf-8", "backslashreplace")
        connection.execute(sa.update(_FILES).where(_FILES.c.key == key).values(name=name))


def _filled(name: str, kind: sa.LargeBinary | sa.String) -> sa.Column[object]:
    """A column that older rows have too, empty until they are given their own value."""
    return sa.Column(name, kind, nullable=False, server_default=sa.text("''"))


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
