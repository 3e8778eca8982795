"""Which column of a table is what, found by what is in it.

Strava's `activities.csv` has headers in the language of its owner, 87 columns, 92 or another number, and names of columns
that stand there twice. So no header is read, and two are only asked whether they are the same; what is asked of a column is this, of a sample of rows:

| column | what is in it |
|---|---|
| number | whole numbers, in every row, each once: the first such column |
| start | dates with a time of day, in (almost) every row: the first such column |
| file | nothing, or the relative path of a `.fit`, `.tcx` or `.gpx`, also of a `.gz` |
| sport | words, most of which are names of sports in one of many languages; else, the words after the name |
| name | the first text that (almost) no row lacks, and that is not the sport |
| gear | short texts that come again and again; where several columns are so, or none, the text before the file |
| description | of the texts that are left, the first before the elapsed times |
| elapsed, distance | whole numbers in every row, and what divided by them is a speed: in metres where a column before it shows the same in kilometres (of swims, in metres); else the first such column, in either unit |
| moving | between the two distances' time and way: no longer than elapsed, and the way divided by the next but one column |
| highest, average heart rate | two columns that say the same between 30 and 250, and what follows the second and is never more |
| ascent | four columns in a row: up, down, lowest and highest, which agree with each other |
| energy | where Strava has it, if the heart rates are where Strava has them |

A table is one of activities if it has a number, a start, and files; or else sports and elapsed times.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations
from statistics import median

from attrs import define, field, frozen

from fittrack_backend.export_tables.csv_text import Cells
from fittrack_backend.export_tables.dates import Order, is_time, order_of
from fittrack_backend.export_tables.numbers import Mark, is_number, mark_of, number
from fittrack_backend.export_tables.sport_words import english

_SAMPLE = 400
"""How many rows are looked at to tell the columns apart."""
_ALMOST_ALL = 0.95
_FILE = re.compile(r"[^\\:*?\"<>|\x00-\x1f]{1,200}\.(?:fit|tcx|gpx)(?:\.gz)?", re.IGNORECASE)
_LONGEST_GEAR = 100
_SLOWEST_M_S, _FASTEST_M_S = 0.1, 60.0
_LEAST_BPM, _MOST_BPM = 30, 250
_SPEED_AFTER, _ASCENT_AFTER = 2, 3
"""Strava's columns after the moving time: way, greatest and mean speed, ascent."""
_HEART_RATE_AFTER, _ENERGY_AFTER = 14, 18
_SAYS_NOTHING = frozenset({"true", "false"})
_PICTURES = "media/"


@frozen
class NumberColumn:
    """A column of numbers, what stands before their decimals, and what they are multiplied by."""

    index: int
    mark: Mark
    times: float = 1.0


@frozen
class Columns:
    """Where what is in a table of activities. None: it has no such column."""

    number: int
    start: int
    date_order: Order
    file: int | None = None
    sport: int | None = None
    name: int | None = None
    description: int | None = None
    gear: int | None = None
    numbers: tuple[tuple[str, NumberColumn], ...] = ()
    """By the name of the field: `elapsed_s`, `timer_s`, `distance_m`, `avg_hr_bpm` …"""


@define
class _Sample:
    """Some rows of a table, and what their columns are like."""

    header: Sequence[str]
    rows: Sequence[Sequence[str]]
    marks: dict[int, Mark] = field(factory=dict)
    _columns: dict[int, list[str]] = field(factory=dict)
    _numbers: dict[int, list[float | None]] = field(factory=dict)

    @classmethod
    def of(cls, cells: Cells) -> _Sample:
        step = max(1, len(cells.rows) // _SAMPLE)
        width = len(cells.header)
        rows = [row for row in cells.rows if len(row) == width][::step]
        return cls(cells.header, rows)

    @property
    def width(self) -> int:
        return len(self.header)

    def column(self, index: int) -> list[str]:
        if index not in self._columns:
            self._columns[index] = [row[index].strip() for row in self.rows]
        return self._columns[index]

    def filled(self, index: int) -> list[str]:
        return [cell for cell in self.column(index) if cell]

    def is_full(self, index: int) -> bool:
        return len(self.filled(index)) >= _ALMOST_ALL * len(self.rows)

    def numbers(self, index: int) -> list[float | None]:
        if index not in self._numbers:
            cells = self.column(index)
            mark = self.marks[index] = mark_of(cells, self._usual_mark())
            self._numbers[index] = [number(cell, mark) for cell in cells]
        return self._numbers[index]

    def _usual_mark(self) -> Mark:
        return "," if "," in self.marks.values() and "." not in self.marks.values() else "."

    def told(self, *indexes: int) -> list[tuple[float, ...]]:
        """The rows in which all of these columns have a number."""
        rows = zip(*(self.numbers(index) for index in indexes), strict=True)
        return [row for row in rows if None not in row]

    def agree(self, share: float, found: Sequence[bool]) -> bool:
        """Whether so large a share of at least one row is so."""
        return bool(found) and sum(found) >= share * len(found)


def columns_of(cells: Cells) -> Columns | None:
    """Which column is what; None for a table of something else."""
    sample = _Sample.of(cells)
    if not sample.rows:
        return None
    every = range(sample.width)
    ids = next((one for one in every if _are_ids(sample, one)), None)
    start = next((one for one in every if one != ids and _are_times(sample, one)), None)
    if ids is None or start is None:
        return None
    files = next((one for one in every if _are_files(sample, one)), None)
    left = [one for one in every if one not in (ids, start, files)]
    texts = [one for one in left if _is_text(sample, one)]
    numbers = [one for one in left if one not in texts and _are_numbers(sample, one)]
    sport, name = _sport_and_name(sample, texts)
    measured = _measured(sample, numbers)
    has_sports = sport is not None and _are_sports(sample, sport)
    if files is None and not (has_sports and "elapsed_s" in measured):
        return None
    written = [one for one in texts if one not in (sport, name)]
    gear = _gear(sample, written, files)
    times = measured["elapsed_s"].index if "elapsed_s" in measured else sample.width
    return Columns(
        number=ids,
        start=start,
        date_order=order_of(sample.column(start), [int(cell) for cell in sample.column(ids)]),
        file=files,
        sport=sport,
        name=name,
        description=next((one for one in written if one != gear and one < times), None),
        gear=gear,
        numbers=tuple(measured.items()),
    )


def is_file(cell: str) -> bool:
    """Whether a cell names a training file, by a path that leads nowhere else."""
    return _FILE.fullmatch(cell) is not None and not {"", ".", ".."} & {*cell.split("/")}


def _are_ids(sample: _Sample, index: int) -> bool:
    cells = sample.column(index)
    return all(cell.isdecimal() and len(cell) < 20 for cell in cells) and len({*cells}) == len(
        cells
    )


def _are_times(sample: _Sample, index: int) -> bool:
    cells = sample.column(index)
    return sample.agree(_ALMOST_ALL, [is_time(cell) for cell in cells])


def _are_files(sample: _Sample, index: int) -> bool:
    return sample.agree(_ALMOST_ALL, [is_file(cell) for cell in sample.filled(index)])


def _is_text(sample: _Sample, index: int) -> bool:
    filled = sample.filled(index)
    said = {cell.casefold() for cell in filled}
    if said <= _SAYS_NOTHING or all(cell.startswith(_PICTURES) for cell in filled):
        return False
    return not all(is_number(cell) for cell in filled)


def _are_numbers(sample: _Sample, index: int) -> bool:
    filled = sample.filled(index)
    return bool(filled) and all(is_number(cell) for cell in filled)


def _are_sports(sample: _Sample, index: int) -> bool:
    return sample.agree(0.5, [english(cell) is not None for cell in sample.filled(index)])


def _sport_and_name(sample: _Sample, texts: Sequence[int]) -> tuple[int | None, int | None]:
    full = [one for one in texts if sample.is_full(one)]
    by_words = [one for one in full if _are_sports(sample, one)]
    # A name can be a sport's, too, but the names of all activities rarely are.
    sport = max(
        by_words,
        key=lambda one: sum(english(cell) is not None for cell in sample.filled(one)),
        default=None,
    )
    names = [one for one in full if one != sport]
    if sport is None and len(names) > 1 and names[1] == names[0] + 1:
        sport = names[1]
    return sport, names[0] if names else next((one for one in texts if one != sport), None)


def _gear(sample: _Sample, texts: Sequence[int], files: int | None) -> int | None:
    short = [one for one in texts if all(map(_can_be_gear, sample.filled(one)))]
    repeated = [
        one
        for one in short
        if len(sample.filled(one)) >= 4
        and 2 * len({*sample.filled(one)}) <= len(sample.filled(one))
    ]
    if len(repeated) == 1:
        return repeated[0]
    before = [one for one in short if files is not None and one == files - 1]
    return next(iter(before), None)


def _can_be_gear(cell: str) -> bool:
    return len(cell) <= _LONGEST_GEAR and "\n" not in cell


def _measured(sample: _Sample, numbers: Sequence[int]) -> dict[str, NumberColumn]:
    """What was measured, by the names of the fields."""
    found: dict[str, NumberColumn] = {}

    def note(name: str, index: int, times: float = 1.0) -> None:
        sample.numbers(index)
        found[name] = NumberColumn(index, sample.marks[index], times)

    times = _elapsed_and_distance(sample, numbers)
    if times is None:
        elapsed_alone = _elapsed_alone(sample, numbers)
        if elapsed_alone is not None:
            note("elapsed_s", elapsed_alone)
        return found
    elapsed, distance, unit_m = times
    note("elapsed_s", elapsed)
    note("distance_m", distance, unit_m)
    moving = _moving(sample, numbers, elapsed, distance, unit_m)
    if moving is not None:
        note("timer_s", moving)
        ascent = distance + _ASCENT_AFTER
        if _is_ascent(sample, numbers, ascent):
            note("ascent_m", ascent)
    heart_rates = _heart_rates(sample, [one for one in numbers if one not in (elapsed, distance)])
    if heart_rates is not None:
        highest, average = heart_rates
        note("max_hr_bpm", highest)
        if average is not None:
            note("avg_hr_bpm", average)
        energy = None if moving is None else moving + _ENERGY_AFTER
        if moving is not None and highest == moving + _HEART_RATE_AFTER and energy in numbers:
            note("calories_kcal", moving + _ENERGY_AFTER)
    return found


def _elapsed_and_distance(sample: _Sample, numbers: Sequence[int]) -> tuple[int, int, float] | None:
    """The columns of elapsed times and of distances, and how many metres the distances are counted in."""
    for elapsed in (one for one in numbers if _are_seconds(sample, one)):
        after = [one for one in numbers if one > elapsed and not _are_equal(sample, elapsed, one)]
        metres = [one for one in after if _are_ways(sample, elapsed, one, 1.0)]
        twice = next(
            (
                one
                for one in metres
                if any(_says_the_same(sample, other, one) for other in after if other < one)
            ),
            None,
        )
        if twice is not None:
            return elapsed, twice, 1.0
        once = (one for one in after if not _are_other_numbers(sample, one, elapsed))
        for one in once:
            for unit_m in (1.0, 1000.0):
                if _are_ways(sample, elapsed, one, unit_m):
                    return elapsed, one, unit_m
    return None


def _elapsed_alone(sample: _Sample, numbers: Sequence[int]) -> int | None:
    """The column of elapsed times where nothing has a distance: the first of two that say the same."""
    seconds = [one for one in numbers if _are_seconds(sample, one)]
    pairs = combinations(seconds, 2)
    return next((one for one, other in pairs if _are_equal(sample, one, other)), None)


def _are_seconds(sample: _Sample, index: int) -> bool:
    told = [one for one in sample.numbers(index) if one is not None]
    return sample.is_full(index) and any(told) and all(one >= 0 and one == int(one) for one in told)


def _are_other_numbers(sample: _Sample, index: int, elapsed: int) -> bool:
    """Whether the column is of moving times (never more than those that elapsed, and mostly not much less), or of heart
    rates."""
    told = [one for one in sample.numbers(index) if one is not None]
    if any(one != int(one) for one in told):
        return False
    rows = [row for row in sample.told(elapsed, index) if row[0] > 0]
    are_times = sample.agree(_ALMOST_ALL, [some <= most for most, some in rows])
    are_times = are_times and median(some / most for most, some in rows) > 0.5
    return are_times or _are_heart_rates(sample, index)


def _are_equal(sample: _Sample, one: int, other: int) -> bool:
    return sample.agree(_ALMOST_ALL, [some == again for some, again in sample.told(one, other)])


def _are_ways(sample: _Sample, elapsed: int, index: int, unit_m: float) -> bool:
    """Whether what is in the column, divided by the times, is a speed."""
    rows = [row for row in sample.told(elapsed, index) if row[0] > 0 and row[1] > 0]
    speeds = [way * unit_m / seconds for seconds, way in rows]
    possible = [_SLOWEST_M_S <= speed <= _FASTEST_M_S for speed in speeds]
    return sample.agree(_ALMOST_ALL, possible) and median(speeds) >= 3 * _SLOWEST_M_S


def _says_the_same(sample: _Sample, shown: int, metres: int) -> bool:
    """Whether a column shows the same distances in kilometres, or those of swims in metres."""
    rows = [row for row in sample.told(shown, metres) if row[0] > 0 and row[1] > 0]
    same = [
        any(abs(m - some * unit) <= 0.01 * m + 0.006 * unit for unit in (1000.0, 1.0))
        for some, m in rows
    ]
    return sample.agree(_ALMOST_ALL, same)


def _moving(
    sample: _Sample, numbers: Sequence[int], elapsed: int, distance: int, unit_m: float
) -> int | None:
    """The column of moving times: the one before the distances, if the mean speed agrees."""
    moving, speed = distance - 1, distance + _SPEED_AFTER
    if moving not in numbers or moving == elapsed:
        return None
    rows = sample.told(elapsed, moving)
    if not sample.agree(_ALMOST_ALL, [most + 1 >= some for most, some in rows]):
        return None
    if speed in numbers:
        ways = [row for row in sample.told(moving, distance, speed) if row[0] > 0 and row[2] > 0]
        near = [
            abs(way * unit_m / seconds - mean) <= 0.05 * mean + 0.05 for seconds, way, mean in ways
        ]
        if near and not sample.agree(0.8, near):
            return None
    return moving


def _is_ascent(sample: _Sample, numbers: Sequence[int], up: int) -> bool:
    columns = [one for one in range(up, up + 4) if one in numbers]
    if len(columns) < 4:
        return False
    rows = sample.told(*columns)
    fits = [
        ascent >= 0 and descent >= 0 and low <= high and high - low <= max(ascent, descent) + 30
        for ascent, descent, low, high in rows
    ]
    return sample.agree(0.8, fits)


def _heart_rates(sample: _Sample, numbers: Sequence[int]) -> tuple[int, int | None] | None:
    """The columns of the highest and of the average heart rates."""
    beats = [one for one in numbers if _are_heart_rates(sample, one)]
    for one, other in combinations(beats, 2):
        if not _are_equal(sample, one, other):
            continue
        average = other + 1
        is_there = average in beats and sample.agree(
            _ALMOST_ALL, [mean <= highest for highest, mean in sample.told(other, average)]
        )
        if is_there or sample.header[one] == sample.header[other]:
            return other, average if is_there else None
    return None


def _are_heart_rates(sample: _Sample, index: int) -> bool:
    told = [one for one in sample.numbers(index) if one]
    return bool(told) and all(_LEAST_BPM <= one <= _MOST_BPM for one in told)
