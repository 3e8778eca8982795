"""What was worked out of recordings, as rows beside them."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from fittrack_backend.records.activity_parts import ActivityParts
from fittrack_backend.records.athlete import OfDevice
from fittrack_backend.records.measures import SessionMeasures
from fittrack_backend.records.recording_numbers import WorkedOut
from fittrack_backend.storage.database import rows_changed
from fittrack_backend.storage.tables import BestRow, RecordingNumbersRow, RecordingRow


def keep(session: Session, recordings: Sequence[UUID], worked_out: WorkedOut | None) -> None:
    """Puts these numbers in the place of those that recordings of one content had; None: there are none."""
    forget(session, recordings)
    if worked_out is None:
        return
    columns = RecordingRow.column("measures"), RecordingRow.column("parts")
    query = select(RecordingRow.id, RecordingRow.account_id, *columns)
    for recording_id, account_id, measures, parts in session.execute(
        query.where(RecordingRow.id.in_(recordings))
    ):
        ids = {"recording_id": recording_id, "account_id": account_id}
        values = vars(worked_out.numbers)
        session.add(RecordingNumbersRow(**ids, **values, device=_device(measures, parts)))
        session.add_all(
            BestRow(**ids, kind=one.kind, over=one.over, value=one.value, from_s=one.from_s)
            for one in worked_out.bests
        )
    session.flush()


def forget(session: Session, recordings: Sequence[UUID]) -> None:
    """Removes what was worked out of these recordings."""
    for row in (RecordingNumbersRow, BestRow):
        rows_changed(session, delete(row).where(row.recording_id.in_(recordings)))


def _device(measures: SessionMeasures | None, parts: ActivityParts | None) -> OfDevice:
    """What the device knew of the athlete."""
    zones = next((one for one in parts.zones if one.lap_index is None), None) if parts else None
    power = measures.threshold_power_w if measures else None
    if zones is None:
        return OfDevice(threshold_power_w=power)
    return OfDevice(
        max_hr_bpm=zones.max_hr_bpm,
        resting_hr_bpm=zones.resting_hr_bpm,
        threshold_hr_bpm=zones.threshold_hr_bpm,
        threshold_power_w=zones.threshold_power_w or power,
        hr_zones_bpm=zones.hr_high_bpm,
        power_zones_w=zones.power_high_w,
    )
