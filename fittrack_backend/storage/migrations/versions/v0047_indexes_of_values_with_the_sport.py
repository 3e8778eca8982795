"""Indexes of values with the sport

Revision: 0047
Revises: 0046
"""

from __future__ import annotations

from alembic import op

revision = "0047"
down_revision = "0046"
branch_labels = None
depends_on = None

_VALUES = {
    "distance": "distance_m",
    "timer": "timer_s",
    "elapsed": "elapsed_s",
    "ascent": "ascent_m",
    "calories": "calories_kcal",
    "avg_hr": "avg_hr_bpm",
}


def upgrade() -> None:
    for name, value in _VALUES.items():
        index = f"ix_activities_account_{name}"
        op.drop_index(index, table_name="activities")
        columns = ["account_id", value, "start_time", "id", "sport"]
        op.create_index(index, "activities", columns)


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
