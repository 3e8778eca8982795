"""An activity's original file: Garmin packs it into a zip."""

from __future__ import annotations

import io

from attrs import frozen

from fittrack_backend.sources.archives import Archive, kind_of
from fittrack_backend.sources.garmin.client import MOST_BYTES, Trouble
from fittrack_backend.sources.inner_files import ArchiveError, Limits

ACCEPT = "application/x-zip-compressed"
_ENDINGS = ("fit", "tcx", "gpx")
_LIMITS = Limits(file_bytes=256 << 20, entries=1000, depth=2, nested_bytes=256 << 20)


def address(activity_id: int) -> str:
    """Where an activity's file is asked for."""
    return f"/download-service/files/activity/{activity_id}"


@frozen
class Unpacked:
    """What was in the zip, and the usual ending of its name."""

    data: bytes
    ending: str


def unpacked(body: bytes) -> Unpacked | None:
    """The training file in the zip; the zip itself where it holds several, and None where it holds nothing, as of an activity that
    was entered by hand.

    Raises Trouble where it is no zip, or one that was cut.
    """
    if not body:
        return None
    if kind_of(body[:4]) != "zip":
        raise Trouble("Garmin sent something else than a zip")
    assert len(body) <= MOST_BYTES
    try:
        archive = Archive(io.BytesIO(body), _LIMITS)
        try:
            inner = list(archive.inner())
            if not inner:
                return None
            named = [one for one in inner if _ending(one.name) in _ENDINGS]
            if len(inner) > 1 and len(named) != 1:
                return Unpacked(body, "zip")
            chosen = named[0] if named else inner[0]
            found = archive.read(chosen.path)
            ending = _ending(chosen.name)
        finally:
            archive.close()
    except ArchiveError as error:
        raise Trouble(f"Garmin's zip cannot be read: {error}") from error
    if found.damage is not None:
        raise Trouble(f"Garmin's zip is damaged: {found.damage}")
    return Unpacked(found.data, ending if ending in _ENDINGS else "fit")


def _ending(name: str) -> str:
    return name.lower().removesuffix(".gz").rpartition(".")[2]
