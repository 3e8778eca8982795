"""The tables of what is worked out, and of the settings that it needs."""

from __future__ import annotations

import datetime as dt
from uuid import UUID

from sqlalchemy import Double, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from fittrack_backend.records.athlete import AthleteValues, OfDevice
from fittrack_backend.records.recording_numbers import RecordingNumbers
from fittrack_backend.storage.columns import OneRecord
from fittrack_backend.storage.ownership import Owned
from fittrack_backend.storage.tables.base import Table, of_account


class RecordingNumbersRow(Owned, Table, record=RecordingNumbers):
    """What was worked out from the samples of a recording; it comes and goes with the recording, whatever that is of."""

    __tablename__ = "recording_numbers"
    recording_id: Mapped[UUID] = mapped_column(
        ForeignKey("recordings.id", ondelete="CASCADE"), primary_key=True
    )
    account_id: Mapped[UUID] = of_account()
    device: Mapped[OfDevice] = mapped_column(OneRecord(OfDevice))
    """What the device knew of the athlete: from the recording, which may be long."""

    __table_args__ = (Index("ix_recording_numbers_held", "account_id", "held_hr_bpm"),)


class BestRow(Owned, Table):
    """A best of a recording, as `records.recording_numbers.Best`."""

    __tablename__ = "bests"
    recording_id: Mapped[UUID] = mapped_column(
        ForeignKey("recordings.id", ondelete="CASCADE"), primary_key=True
    )
    kind: Mapped[str] = mapped_column(String(8), primary_key=True)
    over: Mapped[float] = mapped_column(Double(), primary_key=True)
    account_id: Mapped[UUID] = of_account()
    value: Mapped[float] = mapped_column(Double())
    from_s: Mapped[float] = mapped_column(Double())

    __table_args__ = (Index("ix_bests_account_value", "account_id", "kind", "over", "value"),)


class AthleteSettingsRow(Owned, Table):
    """What an athlete says of themselves, from a day on; `dt.date.min` is always."""

    __tablename__ = "athlete_values"
    account_id: Mapped[UUID] = mapped_column(
        ForeignKey("accounts.id", ondelete="CASCADE"), primary_key=True
    )
    from_day: Mapped[dt.date] = mapped_column(primary_key=True)
    data: Mapped[AthleteValues] = mapped_column(OneRecord(AthleteValues))
