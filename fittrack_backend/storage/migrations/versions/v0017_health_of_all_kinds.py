"""Health of all kinds; days that are there have what follows from the parts that are kept of them."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict

import sqlalchemy as sa
from alembic import op

from fittrack_backend.records.as_json import from_json, to_json
from fittrack_backend.records.days import DayPart, sum_of

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

_DAYS = sa.table(
    "health_days",
    sa.column("account_id", sa.Uuid()),
    sa.column("date", sa.Date()),
    sa.column("moderate_minutes", sa.Integer()),
    sa.column("vigorous_minutes", sa.Integer()),
    sa.column("given_by", sa.JSON()),
)
_PARTS = sa.table(
    "health_parts",
    sa.column("account_id", sa.Uuid()),
    sa.column("date", sa.Date()),
    sa.column("file_sha256", sa.String()),
    sa.column("data", sa.JSON()),
    sa.column("replaced_at", sa.DateTime(timezone=True)),
    sa.column("removal_id", sa.Uuid()),
)


def upgrade() -> None:
    with op.batch_alter_table("health_days", schema=None) as batch_op:
        batch_op.add_column(sa.Column("ascent_m", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("descent_m", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("deep_sleep_s", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("light_sleep_s", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("rem_sleep_s", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("awake_s", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("unmeasurable_s", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sleep_s", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("sleep_score", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("moderate_minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("vigorous_minutes", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("resting_hr_bpm", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("avg_resting_hr_7_days_bpm", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("min_hr_bpm", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("avg_hr_bpm", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("max_hr_bpm", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("avg_stress", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("max_stress", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("rest_stress_s", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("low_stress_s", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("medium_stress_s", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("high_stress_s", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("min_respiration_brpm", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("avg_respiration_brpm", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("max_respiration_brpm", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("min_spo2_percent", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("avg_spo2_percent", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("hrv_last_night_ms", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("hrv_last_night_5_min_high_ms", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("hrv_weekly_ms", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("hrv_baseline_low_upper_ms", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("hrv_baseline_balanced_lower_ms", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("hrv_baseline_balanced_upper_ms", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("hrv_status", sa.String(length=16), nullable=True))
        batch_op.add_column(sa.Column("vo2max_ml_kg_min", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("cycling_vo2max_ml_kg_min", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("skin_temperature_c", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("skin_temperature_deviation_c", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("min_body_battery", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("max_body_battery", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("body_battery_charged", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("body_battery_drained", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("hydration_l", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("floors_climbed", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("floors_descended", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("body_fat_percent", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("body_water_percent", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("bone_mass_kg", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("muscle_mass_kg", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("bmi", sa.Double(), nullable=True))
        batch_op.add_column(sa.Column("series", sa.JSON(), nullable=False, server_default="[]"))
        batch_op.add_column(sa.Column("night", sa.JSON(none_as_null=True), nullable=True))
        batch_op.add_column(sa.Column("given_by", sa.JSON(), nullable=False, server_default="[]"))

    with op.batch_alter_table("health_parts", schema=None) as batch_op:
        batch_op.add_column(sa.Column("series", sa.LargeBinary(), nullable=True))

    with op.batch_alter_table("health_days", schema=None) as batch_op:
        batch_op.alter_column("series", existing_type=sa.JSON(), server_default=None)
        batch_op.alter_column("given_by", existing_type=sa.JSON(), server_default=None)
    _fill()
    # Files of sleep and HRV were skipped by the number of their type; the next sync looks at them again.
    op.execute(
        "UPDATE source_files SET stamp = NULL "
        "WHERE outcome = 'skipped' AND CAST(types AS VARCHAR) = '[]'"
    )


def _fill() -> None:
    """Of each day the two values that parts had before, and which file gives what."""
    connection = op.get_bind()
    for account_id in connection.scalars(sa.select(_DAYS.c.account_id).distinct()).all():
        parts: defaultdict[dt.date, dict[str, DayPart]] = defaultdict(dict)
        query = sa.select(_PARTS).where(
            _PARTS.c.account_id == account_id,
            _PARTS.c.replaced_at.is_(None),
            _PARTS.c.removal_id.is_(None),
        )
        for row in connection.execute(query):
            parts[row.date][row.file_sha256] = from_json(DayPart, row.data)
        for date in parts:
            day = sum_of(date, parts[date])
            assert day is not None
            connection.execute(
                _DAYS.update()
                .where(_DAYS.c.account_id == account_id, _DAYS.c.date == date)
                .values(
                    moderate_minutes=day.moderate_minutes,
                    vigorous_minutes=day.vigorous_minutes,
                    given_by=[to_json(one) for one in day.given_by],
                )
            )


def downgrade() -> None:
    raise NotImplementedError("older versions of FitTrack cannot read newer data")
