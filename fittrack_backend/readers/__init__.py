"""Readers of training files: bytes in, typed records out. No database, no network, no clock.

`sniff` finds out what a file is from its first bytes; `read` takes it apart. FIT files are read by
our own reader of the protocol with the meanings from garmin-fit-sdk's profile, XML by lxml. Answers of Garmin
are JSON in an envelope; rows of tables in the exports of Strava and Garmin are as `export_tables.row_originals` keeps them.
"""

from __future__ import annotations

import datetime as dt
from array import array

from fittrack_backend.export_tables.row_originals import is_row
from fittrack_backend.readers.contents import FileContents, NothingToSave, SniffResult
from fittrack_backend.readers.fit.file import read_fit
from fittrack_backend.readers.fit.samples import read_fit_samples
from fittrack_backend.readers.garmin.reading import read_garmin, read_garmin_samples
from fittrack_backend.readers.garmin_export.elements import read_garmin_export
from fittrack_backend.readers.gpx import read_gpx
from fittrack_backend.readers.gpx_samples import read_gpx_samples
from fittrack_backend.readers.sniffing import NOT_KNOWN, sniff
from fittrack_backend.readers.strava import read_strava
from fittrack_backend.readers.tcx import read_tcx
from fittrack_backend.readers.tcx_samples import read_tcx_samples
from fittrack_backend.records.samples import Recorded, Samples

__all__ = [
    "NOT_KNOWN",
    "SAMPLES_VERSION",
    "FileContents",
    "NothingToSave",
    "SniffResult",
    "read",
    "read_samples",
    "sniff",
]

SAMPLES_VERSION = 3
"""What `read_samples` gives. Count it up with any change of its results: what is kept is then derived again."""


def read(
    data: bytes,
    format: str,
    *,
    fallback_start: dt.datetime | None = None,
    account_zone: str | None = None,
) -> FileContents:
    """Reads a file whose format `sniff` found out.

    `fallback_start` dates an activity of a FIT file that holds no time at all (such as the time
    at which the file was last changed); the contents' `damage` then says so. `account_zone` is the
    IANA zone whose days health is on where a file does not say its local time.

    Raises NothingToSave when nothing could be saved, whatever the bytes are, and nothing else.
    """
    try:
        match format:
            case "fit":
                return read_fit(data, fallback_start, account_zone)
            case "tcx":
                return read_tcx(data)
            case "gpx":
                return read_gpx(data)
            case "csv":
                return read_strava(data)
            case "json" if is_row(data[:64]):
                return read_garmin_export(data, account_zone)
            case "json":
                return read_garmin(data)
            case _:
                raise NothingToSave(NOT_KNOWN)
    except NothingToSave:
        raise
    except Exception as error:
        raise NothingToSave(f"it could not be read ({type(error).__name__})") from error


def read_samples(data: bytes, format: str) -> tuple[Recorded, ...]:
    """What each recording of a file holds from moment to moment: one for each of `read`'s activities, in their
    order.

    As much is read as can be understood, as `read` does; what is damaged of it is said there. Raises NothingToSave
    when nothing can be read, and nothing else.
    """
    try:
        match format:
            case "fit":
                return read_fit_samples(data)
            case "tcx":
                return read_tcx_samples(data)
            case "gpx":
                return read_gpx_samples(data)
            case "csv":
                return (Recorded(0, Samples(array("d"))),)
            case "json" if is_row(data[:64]):
                return tuple(
                    Recorded(one.number, Samples(array("d")))
                    for one in read_garmin_export(data).activities
                )
            case "json":
                return read_garmin_samples(data)
            case _:
                raise NothingToSave(NOT_KNOWN)
    except NothingToSave:
        raise
    except Exception as error:
        raise NothingToSave(f"it could not be read ({type(error).__name__})") from error
