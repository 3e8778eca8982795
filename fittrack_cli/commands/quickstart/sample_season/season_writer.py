"""Writing the sample season to a folder, or completing the one that it holds.

It is laid out as on a watch: Activity/, Monitor/, Weight/ and Workouts/. A hidden file in the folder
remembers which season it holds.
"""

import contextlib
import json
import os
from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from functools import cached_property, partial
from math import fsum
from pathlib import Path

from attrs import frozen

from fittrack_cli.commands.quickstart.sample_season.activity_files import activity_file
from fittrack_cli.commands.quickstart.sample_season.health_files import (
    Walking,
    WeighIn,
    monitoring_file,
    weight_file,
)
from fittrack_cli.commands.quickstart.sample_season.plan import LOCAL_TIME, Outing, Season, around
from fittrack_cli.commands.quickstart.sample_season.simulation import Activity, simulate
from fittrack_cli.commands.quickstart.sample_season.workout_files import workout_file
from fittrack_cli.commands.quickstart.sample_season.workouts import WORKOUTS
from fittrack_common.private_folder import make_private

_SEASON_FILE = ".fittrack-season.json"
_EARLIEST = date(1990, 1, 1)
_FIT_HEADER_BYTES = 14
_FIT_CHECKSUM_BYTES = 2


@frozen
class SeasonSummary:
    """What a folder's sample season holds, and what this run added to it.

    `activities` and `workouts` are files of one each, `health_days` the days of monitoring, `weights` the
    times on the scale. `files_kept` were there already.
    """

    folder: Path
    first_day: date
    last_day: date
    activities: int
    health_days: int
    weights: int
    workouts: int
    files_written: int
    files_kept: int


def write_sample_season(
    folder: Path, *, until: date | None = None, days: int = 120, seed: int = 20
) -> SeasonSummary:
    """Write a sample season to `folder`, or complete the one that it holds.

    The season is `days` days long, its last day is `until` (default: yesterday), and the same arguments
    give the same bytes. A folder holds one season: where one was begun, on whatever day, that one is
    completed whatever the arguments say, and files that are there stay as they are. Each file appears
    whole or not at all.

    Raises ValueError for fewer than one day or a season that begins before 1990 (FIT's time begins on
    1989-12-31), or if the folder's note about its season is unreadable; OSError if the folder cannot
    be written.
    """
    make_private(folder)
    season = _season_of(folder)
    if season is None:
        season = _new_season(until, days, seed)
        _write_whole(folder / _SEASON_FILE, _season_note(season))
    contents = _Contents(season)
    written = kept = 0
    for name, content in contents.files():
        path = folder / name
        if _is_whole_fit_file(path):
            kept += 1
        else:
            make_private(path.parent)
            _write_whole(path, content())
            written += 1
    return SeasonSummary(
        folder=folder,
        first_day=season.first_day,
        last_day=season.until,
        activities=len(contents.outings),
        health_days=season.days,
        weights=sum(len(week) for week in contents.weigh_ins),
        workouts=len(WORKOUTS),
        files_written=written,
        files_kept=kept,
    )


# Which season


def _new_season(until: date | None, days: int, seed: int) -> Season:
    if days < 1:
        raise ValueError(f"a season has at least one day, not {days}")
    last_day = until or datetime.now(LOCAL_TIME).date() - timedelta(days=1)
    if (last_day - _EARLIEST).days < days:
        raise ValueError(f"{days} days until {last_day} begin before {_EARLIEST}")
    return Season(last_day, days, seed)


def _season_note(season: Season) -> bytes:
    note = {"until": season.until.isoformat(), "days": season.days, "seed": season.seed}
    return (json.dumps(note) + "\n").encode()


def _season_of(folder: Path) -> Season | None:
    path = folder / _SEASON_FILE
    try:
        note = json.loads(path.read_bytes())
        return Season(date.fromisoformat(note["until"]), int(note["days"]), int(note["seed"]))
    except FileNotFoundError:
        return None
    except (ValueError, KeyError, TypeError) as error:
        raise ValueError(f"{path} does not say which season the folder holds") from error


# What is in it


class _Contents:
    """All files of a season. Their names are cheap; their bytes are made when asked for."""

    def __init__(self, season: Season) -> None:
        self._season = season
        self.outings = season.outings()
        self._activities: dict[Outing, Activity] = {}

    def files(self) -> Iterator[tuple[str, Callable[[], bytes]]]:
        """Path in the folder, and what makes the content."""
        for outing in self.outings:
            name = outing.start.astimezone(LOCAL_TIME).strftime("%Y-%m-%d-%H-%M-%S")
            yield f"Activity/{name}.fit", partial(self._activity_file, outing)
        for day in self._season.dates():
            yield f"Monitor/{day.isoformat()}.fit", partial(self._monitoring_file, day)
        for week in self.weigh_ins:
            day = week[0].timestamp.astimezone(LOCAL_TIME).date()
            yield f"Weight/{day.isoformat()}.fit", partial(weight_file, week)
        created = datetime.combine(self._season.first_day, time(), LOCAL_TIME)
        for workout in WORKOUTS:
            yield f"Workouts/{workout.file_name}", partial(workout_file, workout, created)

    @cached_property
    def weigh_ins(self) -> list[list[WeighIn]]:
        """The weigh-ins of each week that has any: Mondays, Thursdays and most Saturdays."""
        weeks: dict[int, list[WeighIn]] = {}
        for day in self._season.dates():
            weekday = day.weekday()
            chance = self._season.chance("scale", day)
            if weekday in (0, 3) or (weekday == 5 and chance.random() < 0.7):
                weeks.setdefault(self._season.week(day), []).append(self._weigh_in(day))
        return list(weeks.values())

    def _activity_file(self, outing: Outing) -> bytes:
        return activity_file(self._activity(outing))

    def _activity(self, outing: Outing) -> Activity:
        if outing not in self._activities:
            day = outing.local_day
            chance = self._season.chance("activity", day)
            self._activities[outing] = simulate(outing, self._weight_kg(day), chance)
        return self._activities[outing]

    def _monitoring_file(self, day: date) -> bytes:
        outings = [outing for outing in self.outings if outing.local_day == day]
        activities = [self._activity(outing) for outing in outings]
        return monitoring_file(day, self._walking(day), activities)

    def _walking(self, day: date) -> list[Walking]:
        """Steps by every second hour of the waking day, and by its last minute."""
        chance = self._season.chance("walking", day)
        whole_day = around(chance, 9_000 if day.weekday() >= 5 else 7_200, 2_400)
        weights = [around(chance, 1.0, 0.6) for _ in range(9)]
        hours = [*range(7, 22, 2), 23]
        walked = [Walking(datetime.combine(day, time(6), LOCAL_TIME), 0)]
        for number, hour in enumerate(hours):
            steps = round(whole_day * fsum(weights[: number + 1]) / fsum(weights))
            minute = 59 if hour == 23 else 0
            walked.append(Walking(datetime.combine(day, time(hour, minute), LOCAL_TIME), steps))
        return walked

    def _weigh_in(self, day: date) -> WeighIn:
        chance = self._season.chance("weigh-in", day)
        minutes = int(around(chance, 345, 12))
        weight_kg = self._weight_kg(day)
        fat = 17.5 - 2.2 * self._season.fitness(day) + around(chance, 0, 0.4)
        return WeighIn(
            timestamp=datetime.combine(day, time(), LOCAL_TIME) + timedelta(minutes=minutes),
            weight_kg=weight_kg,
            fat_percent=round(fat, 1),
            water_percent=round(70 - 0.55 * fat, 1),
        )

    def _weight_kg(self, day: date) -> float:
        chance = self._season.chance("weight", day)
        return round(74.6 - 2.8 * self._season.fitness(day) + around(chance, 0, 0.5), 1)


# Files, whole or not at all


def _is_whole_fit_file(path: Path) -> bool:
    """Is there a file as long as its FIT header says? One that a power failure cut is not."""
    try:
        with path.open("rb") as file:
            header = file.read(_FIT_HEADER_BYTES)
            size = os.fstat(file.fileno()).st_size
    except FileNotFoundError:
        return False
    data_bytes = int.from_bytes(header[4:8], "little")
    return header[8:12] == b".FIT" and size == len(header) + data_bytes + _FIT_CHECKSUM_BYTES


def _write_whole(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
