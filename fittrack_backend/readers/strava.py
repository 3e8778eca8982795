"""A row of Strava's `activities.csv`, as it is kept of its own: what Strava says of an activity.

Times in it are UTC. It has no samples; whoever has them is joined with it where the row's file, or its time, is the same.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

from fittrack_backend.export_tables import row_originals
from fittrack_backend.export_tables.dates import Order, time_of
from fittrack_backend.export_tables.numbers import number
from fittrack_backend.export_tables.row_originals import TableRow
from fittrack_backend.export_tables.sport_words import english
from fittrack_backend.readers.contents import FileContents, NothingToSave
from fittrack_backend.readers.measures import NAME_LIMIT, clean_text, left_out_of
from fittrack_backend.readers.sports import GENERIC, sport_of
from fittrack_backend.records.activities import Recording
from fittrack_backend.records.fields import GearKind

_KINDS: Mapping[str, GearKind] = {"bike": "bike", "shoes": "shoes"}
_BREAKS_OFF = "the table breaks off in this row"
_CUT = "the row breaks off, or its date cannot be read"
_LONGEST_DESCRIPTION = 10_000
_MOST = 1e8
"""Metres, seconds, beats: nobody has more."""
_NOT_A_ROW = "it is no row of a table as FitTrack keeps it"


def read_strava(data: bytes) -> FileContents:
    """The activity that a row is of. Raises NothingToSave."""
    try:
        row = row_originals.table_row(data)
    except row_originals.NotARow as error:
        raise NothingToSave(_NOT_A_ROW) from error
    start = time_of(_cell(row, "start"), cast(Order, row.dates))
    if start is None:
        raise NothingToSave(_CUT)
    measured = _measured(row)
    name, description = _cell(row, "name"), _cell(row, "description")
    sport, sub_sport = _sport(_cell(row, "sport"))
    highest, average = measured.get("max_hr_bpm"), measured.get("avg_hr_bpm")
    energy = measured.get("calories_kcal")
    recording = Recording(
        start_time=start,
        sport=sport,
        sub_sport=sub_sport,
        name=clean_text(name, NAME_LIMIT),
        description=clean_text(description, _LONGEST_DESCRIPTION),
        gear=clean_text(_cell(row, "gear"), NAME_LIMIT),
        gear_kind=_KINDS.get(_cell(row, "gear_kind")),
        gear_brand=clean_text(_cell(row, "gear_brand"), NAME_LIMIT),
        gear_model=clean_text(_cell(row, "gear_model"), NAME_LIMIT),
        distance_m=measured.get("distance_m"),
        timer_s=measured.get("timer_s"),
        elapsed_s=measured.get("elapsed_s"),
        ascent_m=measured.get("ascent_m"),
        calories_kcal=None if energy is None else round(energy),
        avg_hr_bpm=None if average is None else round(average),
        max_hr_bpm=None if highest is None else round(highest),
        laps=(),
        summed_up=False,
        remarks=(
            *left_out_of(name, NAME_LIMIT, "name"),
            *left_out_of(description, _LONGEST_DESCRIPTION, "description"),
        ),
    )
    damage = (_BREAKS_OFF,) if row.is_cut else ()
    return FileContents("csv", activities=(recording,), damage=damage)


def _cell(row: TableRow, role: str) -> str:
    index = row.roles.get(role)
    return "" if index is None else row.cells[index]


def _measured(row: TableRow) -> Mapping[str, float]:
    """What was measured, by field; what is not above zero was not, and what is above all bounds is a mistake."""
    found: dict[str, float] = {}
    for role, index in row.roles.items():
        name, *told = role.split(";")
        value = number(row.cells[index], "," if "comma" in told else ".")
        times = next((float(one[1:]) for one in told if one.startswith("x")), 1.0)
        if value is not None and 0 < value * times <= _MOST:
            found[name] = value * times
    return found


def _sport(word: str) -> tuple[str, str | None]:
    known = english(word)
    return (GENERIC, None) if known is None else sport_of(known)
