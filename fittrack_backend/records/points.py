"""The points of an activity, that a file is written of: what most devices record, moment by moment."""

from __future__ import annotations

from attrs import frozen


@frozen
class Point:
    """What was recorded at a moment; None where the device recorded none of it.

    `time` is in seconds since 1970. `begins` says that the recording paused before it: a new segment.
    """

    time: float
    begins: bool = False
    lat_deg: float | None = None
    lon_deg: float | None = None
    altitude_m: float | None = None
    distance_m: float | None = None
    speed_m_s: float | None = None
    hr_bpm: float | None = None
    cadence_rpm: float | None = None
    power_w: float | None = None
    temperature_c: float | None = None

    @property
    def position(self) -> tuple[float, float] | None:
        """Latitude and longitude in degrees (WGS 84), None where one is missing or no place on earth."""
        lat, lon = self.lat_deg, self.lon_deg
        if lat is None or lon is None or not (-90 <= lat <= 90 and -180 <= lon <= 180):
            return None
        return lat, lon
