"""The columns of FIT records: what the profile's columns need before they are samples."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from attrs import evolve

from fittrack_backend.records.samples import FIRST_COLUMNS, Column, Value

_MOST_LATITUDE_DEG = 90.0


def record_columns(
    columns: Sequence[Column], heart_rates: Mapping[int, int], count: int
) -> tuple[Column, ...]:
    """The columns in their order, positions without those of a receiver without a fix, cadence with its fraction, and
    the heart rates of a strap in their rows."""
    found = {column.name: column for column in columns}
    _without_fix(found)
    _with_fraction(found)
    if heart_rates:
        own = found.get("hr_bpm") or Column("hr_bpm", "int", [None] * count, "bpm", "heart_rate")
        values = list(own.values)
        for row, bpm in heart_rates.items():
            values[row] = float(bpm) if own.kind == "float" else bpm
        found["hr_bpm"] = evolve(own, values=values)
    first = [found[name] for name in FIRST_COLUMNS if name in found]
    return (*first, *(one for one in found.values() if one.name not in FIRST_COLUMNS))


def _without_fix(found: dict[str, Column]) -> None:
    """A receiver without a fix says 0, 0; a latitude beyond a pole is damage."""
    lat, lon = found.get("lat_deg"), found.get("lon_deg")
    if lat is None:
        return
    none: set[int] = set()
    longitudes = lat.values if lon is None else lon.values
    for row, (north, east) in enumerate(zip(lat.numbers(), longitudes, strict=True)):
        if north is not None and (
            (north == 0.0 and east == 0.0 and lon is not None) or abs(north) > _MOST_LATITUDE_DEG
        ):
            none.add(row)
    if none:
        for column in (lat, lon):
            if column is not None:
                found[column.name] = evolve(
                    column,
                    values=[
                        None if row in none else value for row, value in enumerate(column.values)
                    ],
                )


def _with_fraction(found: dict[str, Column]) -> None:
    """Cadence is whole revolutions; some devices write the rest beside it."""
    cadence, fraction = found.get("cadence_rpm"), found.pop("fractional_cadence_rpm", None)
    if cadence is None:
        return
    rests = [None] * len(cadence.values) if fraction is None else fraction.numbers()
    values: list[Value] = [
        None if whole is None else float(whole + (rest or 0.0))
        for whole, rest in zip(cadence.numbers(), rests, strict=True)
    ]
    found["cadence_rpm"] = evolve(cadence, kind="float", values=values)
