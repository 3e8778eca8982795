"""What the download of an activity gives."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from functools import lru_cache

from tests.servers.garmin.truth import Activity
from tools.corpus import recorded
from tools.corpus.fit import fit_file
from tools.corpus.track import Track, track
from tools.corpus.xml import tcx, tcx_lap, tcx_points

_DATED = (2026, 1, 1, 0, 0, 0)


@lru_cache(maxsize=4096)
def download(one: Activity, legs: tuple[Activity, ...]) -> bytes:
    """The zip, or what comes in its place; the file itself is `original`."""
    match one.file:
        case "none":
            return _zipped({})
        case "not_a_zip":
            return b"<html><body>Please try again later.</body></html>"
        case "empty":
            return b""
        case "foreign":
            return _zipped({"read me.txt": b"This is not an activity."})
        case "cut":
            whole = _zipped({f"{one.id}_ACTIVITY.fit": _fit(one, legs)})
            return whole[: len(whole) // 2]
    return _zipped({f"{one.id}_ACTIVITY.{one.file}": original(one, legs)})


@lru_cache(maxsize=4096)
def original(one: Activity, legs: tuple[Activity, ...]) -> bytes:
    """The bytes that a device uploaded."""
    return _tcx(one) if one.file == "tcx" else _fit(one, legs)


def _zipped(files: dict[str, bytes]) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _DATED), data)
    return held.getvalue()


def _track(one: Activity) -> Track:
    return track(one.start, one.seconds)


def _fit(one: Activity, legs: tuple[Activity, ...]) -> bytes:
    if not legs:
        return recorded.recording(
            _track(one), of_session=_session(one), offset_s=one.utc_offset_s, of_lap=_lap(one)
        )
    written, ends = [], []
    for number, leg in enumerate(legs):
        written += [*recorded.records(_track(leg)), recorded.lap(_track(leg), **_lap(leg))]
        ends.append(recorded.session(_track(leg), **_session(leg), first_lap_index=number))
    last = legs[-1]
    end = recorded.activity(
        last.start + dt.timedelta(seconds=last.seconds),
        sessions=len(legs),
        offset_s=one.utc_offset_s,
    )
    return fit_file(*written, *ends, end, about={"time_created": one.start})


def _session(one: Activity) -> dict[str, object]:
    return {
        "sport": one.sport,
        "sub_sport": one.sub_sport,
        "total_ascent": one.ascent_m,
        "avg_power": one.avg_power,
        "total_training_effect": one.training_effect,
        **_lap(one),
    }


def _lap(one: Activity) -> dict[str, object]:
    return {
        "total_calories": one.calories,
        "avg_heart_rate": one.avg_hr,
        "max_heart_rate": one.max_hr,
    }


def _tcx(one: Activity) -> bytes:
    way = _track(one)
    lap = tcx_lap(
        one.start,
        tcx_points(way.shown()),
        seconds=one.seconds,
        metres=one.distance_m,
        kilocalories=one.calories or 0,
    )
    return tcx(one.start, lap).encode()
