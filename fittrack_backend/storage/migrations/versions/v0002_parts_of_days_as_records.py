"""What a file says of a day is kept as records: their names, and lists instead of objects."""

from __future__ import annotations

from typing import TypedDict

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_PARTS = sa.table(
    "health_parts",
    sa.column("id", sa.Uuid()),
    sa.column("date", sa.Date()),
    sa.column("data", sa.JSON()),
)


class _Said(TypedDict, total=False):
    """What a file said of a day, as it was kept before."""

    kinds: dict[str, dict[str, float | None]]
    resting: int | None
    moderate: int | None
    vigorous: int | None
    weights: dict[str, float]


def upgrade() -> None:
    connection = op.get_bind()
    for row in connection.execute(sa.select(_PARTS)).all():
        statement = _PARTS.update().where(_PARTS.c.id == row.id)
        connection.execute(statement.values(data=_as_records(row.data, row.date.isoformat())))


def _as_records(data: _Said, date: str) -> dict[str, object]:
    totals = {
        "resting_calories_kcal": data.get("resting"),
        "moderate_minutes": data.get("moderate"),
        "vigorous_minutes": data.get("vigorous"),
    }
    return {
        "activities": [
            {"date": date, "activity_type": kind, **data["kinds"][kind]}
            for kind in sorted(data.get("kinds", {}))
        ],
        "totals": {"date": date, **totals} if "resting" in data else None,
        "weights": [
            {"measured_at": at, "weight_kg": kilograms}
            for at, kilograms in sorted(data.get("weights", {}).items())
        ],
    }


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
