"""What units of the FIT profile are called at the end of a field's name, and how they become ours."""

from __future__ import annotations

from collections.abc import Mapping

from attrs import frozen


@frozen
class Unit:
    """`symbol` is for people and metadata, `suffix` ends a name; a value of FIT's is multiplied by `factor`."""

    symbol: str
    suffix: str
    factor: float = 1.0


_PERCENT = Unit("%", "percent")
_SECONDS = Unit("s", "s")
_PER_MINUTE = Unit("1/min", "per_min")

UNITS: Mapping[str, Unit] = {
    "%": _PERCENT,
    "100 * m": Unit("m", "m", 100.0),
    "Breaths/min": _PER_MINUTE,
    "C": Unit("C", "c"),
    "G": Unit("G", "gauss"),
    "J": Unit("J", "j"),
    "L": Unit("l", "l"),
    "L/min": Unit("l/min", "l_per_min"),
    "Pa": Unit("Pa", "pa"),
    "V": Unit("V", "v"),
    "bar": Unit("bar", "bar"),
    "bar/min": Unit("bar/min", "bar_per_min"),
    "bpm": Unit("bpm", "bpm"),
    "breaths/min": _PER_MINUTE,
    "deg/s": Unit("deg/s", "deg_s"),
    "degrees": Unit("deg", "deg"),
    "g": Unit("g", "g"),
    "g/dL": Unit("g/dl", "g_dl"),
    "kcal": Unit("kcal", "kcal"),
    "kg": Unit("kg", "kg"),
    "km": Unit("m", "m", 1000.0),
    "m": Unit("m", "m"),
    "m/s": Unit("m/s", "m_s"),
    "m/s^2": Unit("m/s^2", "m_s2"),
    "mG": Unit("mg", "mg"),
    "min": Unit("s", "s", 60.0),
    "minutes": Unit("s", "s", 60.0),
    "mm": Unit("mm", "mm"),
    "ms": Unit("ms", "ms"),
    "percent": _PERCENT,
    "radians": Unit("rad", "rad"),
    "radians/second": Unit("rad/s", "rad_s"),
    "rpm": Unit("rpm", "rpm"),
    "s": _SECONDS,
    "seconds": _SECONDS,
    "semicircles": Unit("deg", "deg", 180 / 2**31),
    "strokes/min": _PER_MINUTE,
    "watts": Unit("W", "w"),
}
"""By the profile's own spelling. Units that are not here (counts, "depends on sensor") are none."""

_RENAMED = {
    "position_lat": "lat",
    "position_long": "lon",
    "heart_rate": "hr",
}


def name_with_unit(field: str, unit: Unit | None) -> str:
    """What a field of the profile is called here: `enhanced_` is dropped, and its unit named at the end
    unless it is in the name already."""
    name = field.removeprefix("enhanced_")
    name = _RENAMED.get(name, name)
    if unit is None or unit.suffix in name.split("_"):
        return name
    return f"{name}_{unit.suffix}"
