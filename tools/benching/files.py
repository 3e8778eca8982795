"""Files of the size that devices write: an hour with a point a second, in each format."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from pathlib import Path

from attrs import evolve

from tools.corpus import recorded, xml
from tools.corpus.fit import fit_file
from tools.corpus.track import Track, track

FIRST_DAY = dt.datetime(2015, 1, 1, 6, tzinfo=dt.UTC)


def days(count: int) -> list[dt.datetime]:
    """The starts of as many activities, one a day."""
    return [FIRST_DAY + dt.timedelta(days=number) for number in range(count)]


def write_hours(folder: Path, ending: str, count: int) -> None:
    """Write one activity a day in the format of this ending: `fit`, `tcx` or `gpx`."""
    folder.mkdir(parents=True)
    for start, data in _WRITERS[ending](count):
        (folder / f"{start:%Y-%m-%d}.{ending}").write_bytes(data)


def an_hour(start: dt.datetime) -> Track:
    """A point a second for an hour, at 3.3 m/s."""
    whole = track(start, 60 * 3599)
    points = (
        evolve(one, second=number, lat=round(10 + number * 3e-5, 7), odometer_m=3.3 * number)
        for number, one in enumerate(whole.points)
    )
    return evolve(whole, points=tuple(points))


def _fit(count: int) -> Iterator[tuple[dt.datetime, bytes]]:
    for start in days(count):
        hour = an_hour(start)
        measured = recorded.records(hour, cadence=88, power=240, temperature=17)
        ended = (recorded.lap(hour), recorded.session(hour), recorded.activity(hour.end))
        about = {"time_created": start, "serial_number": 1}
        yield start, fit_file(*measured, *ended, about=about)


def _gpx(count: int) -> Iterator[tuple[dt.datetime, bytes]]:
    return _of_template(xml.gpx(xml.gpx_track(xml.gpx_points(an_hour(FIRST_DAY)))), count)


def _tcx(count: int) -> Iterator[tuple[dt.datetime, bytes]]:
    hour = an_hour(FIRST_DAY)
    points = xml.tcx_points(hour.shown())
    lap = xml.tcx_lap(hour.start, points, seconds=3599, metres=hour.odometer_m, kilocalories=700)
    return _of_template(xml.tcx(hour.start, lap), count)


def _of_template(template: str, count: int) -> Iterator[tuple[dt.datetime, bytes]]:
    for start in days(count):
        yield start, template.replace(f"{FIRST_DAY:%Y-%m-%d}T", f"{start:%Y-%m-%d}T").encode()


_WRITERS: dict[str, Callable[[int], Iterator[tuple[dt.datetime, bytes]]]] = {
    "fit": _fit,
    "tcx": _tcx,
    "gpx": _gpx,
}
