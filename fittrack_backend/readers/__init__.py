"""Readers of training files: bytes in, typed records out. No database, no network, no clock.

`sniff` finds out what a file is from its first bytes; `read` takes it apart. FIT files are read by
our own reader of the protocol with the meanings from garmin-fit-sdk's profile, XML by lxml.
"""

from __future__ import annotations

import datetime as dt

from fittrack_backend.readers.contents import FileContents, NothingToSave, SniffResult
from fittrack_backend.readers.fit.file import read_fit
from fittrack_backend.readers.gpx import read_gpx
from fittrack_backend.readers.sniffing import NOT_KNOWN, sniff
from fittrack_backend.readers.tcx import read_tcx

__all__ = [
    "NOT_KNOWN",
    "FileContents",
    "NothingToSave",
    "SniffResult",
    "read",
    "sniff",
]


def read(data: bytes, format: str, *, fallback_start: dt.datetime | None = None) -> FileContents:
    """Reads a file whose format `sniff` found out.

    `fallback_start` dates an activity of a FIT file that holds no time at all (such as the time
    at which the file was last changed); the contents' `damage` then says so.

    Raises NothingToSave when nothing could be saved, whatever the bytes are, and nothing else.
    """
    try:
        match format:
            case "fit":
                return read_fit(data, fallback_start)
            case "tcx":
                return read_tcx(data)
            case "gpx":
                return read_gpx(data)
            case _:
                raise NothingToSave(NOT_KNOWN)
    except NothingToSave:
        raise
    except Exception as error:
        raise NothingToSave(f"it could not be read ({type(error).__name__})") from error
