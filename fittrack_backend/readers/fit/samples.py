"""What FIT files hold from moment to moment: records, beats of the heart, events, batteries."""

from __future__ import annotations

import datetime as dt
import math
from array import array
from collections.abc import Mapping, Sequence

from attrs import define, field

from fittrack_backend.readers.fit.beats import first_that_beats, rr_of_beat_intervals, rr_of_hrv
from fittrack_backend.readers.fit.developer_fields import FIELD_DESCRIPTIONS, DeveloperFields
from fittrack_backend.readers.fit.file import PartRecordings, recordings_by_part
from fittrack_backend.readers.fit.parts import Part
from fittrack_backend.readers.fit.profile import TIMESTAMP_FIELD, Wanted, number_of, wanted_whole
from fittrack_backend.readers.fit.record_columns import record_columns
from fittrack_backend.readers.fit.sample_columns import columns_of
from fittrack_backend.readers.fit.sharing import Sharing
from fittrack_backend.readers.fit.stored_columns import Key, StoredColumn, StoredColumns
from fittrack_backend.readers.fit.strap_heart_rates import StrapBeat, strap_beats, woven
from fittrack_backend.readers.fit.times import EARLIEST, FIT_EPOCH
from fittrack_backend.readers.fit.wire import Message, data_messages
from fittrack_backend.records.samples import Recorded, RrIntervals, Samples

_RECORD, _HR, _HRV = number_of("record"), number_of("hr"), number_of("hrv")
_FIELD_DESCRIPTION = number_of("field_description")
_TIMESTAMP = Key(TIMESTAMP_FIELD)
OTHERS = {
    "event": "events",
    "device_info": "devices",
    "device_aux_battery_info": "batteries",
    "jump": "jumps",
    "climb_pro": "climbs",
    "tank_update": "tanks",
    "camera_event": "camera_events",
    "gps_metadata": "positions",
    "accelerometer_data": "accelerations",
    "gyroscope_data": "rotations",
    "magnetometer_data": "magnetic_fields",
    "barometer_data": "pressures",
    "three_d_sensor_calibration": "sensor_calibrations",
    "one_d_sensor_calibration": "pressure_calibrations",
    "aad_accel_features": "acceleration_features",
    "aviation_attitude": "attitudes",
    "obdii_data": "engine",
    "nmea_sentence": "nmea_sentences",
    "tank_summary": "tank_summaries",
    "chrono_shot_session": "shot_sessions",
    "chrono_shot_data": "shots",
}
"""Messages with times of their own, and what `Recorded.others` calls them."""
_WANTED = Wanted(
    FIELD_DESCRIPTIONS,
    wanted_whole(["record", "hr", "hrv", "beat_intervals", "raw_bbi", *OTHERS]).whole,
)
_EPOCH_S = FIT_EPOCH.timestamp()
_UNDATED = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""Any date: a recording without times is known by its number alone."""


def read_fit_samples(data: bytes) -> tuple[Recorded, ...]:
    """What each recording of a FIT file holds from moment to moment, in the order of their numbers.

    Several recordings in one file share its records by when each began: a record is of the last one that had begun, so
    that each is of exactly one; those before the first are of the first.
    """
    read = recordings_by_part(data, _UNDATED)
    if not any(each.recordings for each in read):
        return ()
    parts = [(each, _collected(each.part)) for each in read]
    # A strap's heart rates may be a FIT file of their own, chained after the activity.
    beats = [beat for _, collected in parts for beat in collected.strap_beats()]
    found: list[Recorded] = []
    for each, collected in parts:
        if each.recordings:
            found += _recorded(each, collected, beats)
    return tuple(sorted(found, key=lambda one: one.number))


@define
class _Collected:
    """The messages of one FIT file, by number."""

    shift_s: int
    """What is to be added to times that count from when the device was switched on."""
    by_message: dict[int, StoredColumns] = field(factory=dict)

    def stored(self, number: int) -> StoredColumns:
        return self.by_message.get(number) or StoredColumns()

    def strap_beats(self) -> list[StrapBeat]:
        stored = self.stored(_HR)
        columns = stored.columns()
        return strap_beats(self.times(stored, columns, since=0.0), columns_of("hr", columns))

    def times(
        self, stored: StoredColumns, columns: Mapping[Key, StoredColumn], since: float = _EPOCH_S
    ) -> array[float]:
        """The messages' times; `since` is 1970 in seconds before FIT's own epoch, or 0 for FIT seconds."""
        column = columns.get(_TIMESTAMP)
        values = [None] * stored.count if column is None else column.values
        times = array("d", [math.nan]) * stored.count
        for row, value in enumerate(values):
            if isinstance(value, int):
                times[row] = since + (value + self.shift_s if value < EARLIEST else value)
        for row, stamp in stored.stamps.items():
            times[row] = since + stamp
        return times


def _collected(part: Part) -> _Collected:
    described = DeveloperFields()
    collected = _Collected(part.clock_shift_s)
    by_message = collected.by_message
    by_message[_HRV] = StoredColumns(clocks=array("d"))
    data = part.data
    for definition, at, clock, is_compressed in data_messages(part, _WANTED):
        number = definition.number
        if number == _FIELD_DESCRIPTION:
            if described.describe(Message(number, definition.values(data, at), None)):
                for stored in by_message.values():
                    stored.forget_definitions()
            continue
        taken = by_message.get(number)
        if taken is None:
            taken = by_message[number] = StoredColumns()
        taken.add(data, at, definition, clock, is_compressed, described)
    return collected


def _recorded(
    each: PartRecordings, collected: _Collected, beats: Sequence[StrapBeat]
) -> list[Recorded]:
    samples = _samples(collected, beats)
    others = {
        name: _other_samples(collected, message)
        for message, name in OTHERS.items()
        if collected.stored(number_of(message)).count
    }
    rr = _rr(collected)
    if len(each.recordings) == 1:
        return [Recorded(each.recordings[0][0], samples, rr, others)]
    sharing = Sharing.among(each.recordings)
    of_samples, of_rr = sharing.samples(samples), sharing.rr(rr)
    of_others = {name: sharing.samples(whole) for name, whole in others.items()}
    return [
        Recorded(
            number,
            of_samples[place],
            of_rr[place],
            {name: parts[place] for name, parts in of_others.items() if len(parts[place])},
        )
        for place, number in enumerate(sharing.numbers)
    ]


def _samples(collected: _Collected, beats: Sequence[StrapBeat]) -> Samples:
    stored = collected.stored(_RECORD)
    columns = stored.columns()
    rates = woven(beats, collected.times(stored, columns, since=0.0)) if beats else {}
    times = collected.times(stored, columns)
    return Samples(times, record_columns(columns_of("record", columns), rates, stored.count))


def _other_samples(collected: _Collected, message: str) -> Samples:
    stored = collected.stored(number_of(message))
    columns = stored.columns()
    times, found = collected.times(stored, columns), columns_of(message, columns)
    milliseconds = next((one for one in found if one.name == "timestamp_ms"), None)
    if milliseconds is not None:
        for row, fraction in enumerate(milliseconds.numbers()):
            times[row] += (fraction or 0) / 1000
    return Samples(times, tuple(found))


def _rr(collected: _Collected) -> RrIntervals:
    found: list[RrIntervals] = []
    hrv = collected.stored(_HRV)
    clocks = [_EPOCH_S + one for one in hrv.clocks or ()]
    found.append(rr_of_hrv(clocks, columns_of("hrv", hrv.columns())))
    for message in ("beat_intervals", "raw_bbi"):
        stored = collected.stored(number_of(message))
        columns = stored.columns()
        times = collected.times(stored, columns)
        found.append(rr_of_beat_intervals(times, columns_of(message, columns)))
    return first_that_beats(*found)
