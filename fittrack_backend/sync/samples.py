"""The samples of an original: read from it, and kept beside it."""

from __future__ import annotations

import logging

from fittrack_backend.os_errors import os_reason
from fittrack_backend.readers import SAMPLES_VERSION, read_samples
from fittrack_backend.records.samples import Recorded
from fittrack_backend.storage.originals import OriginalStore
from fittrack_backend.storage.samples import keep_samples

_log = logging.getLogger(__name__)


class NoSamples(Exception):
    """The original has no such recording, or nothing can be read from it."""


def derive(
    originals: OriginalStore, sha256: str, file_format: str
) -> tuple[tuple[Recorded, ...], bool]:
    """What an original holds from moment to moment, and whether it could be kept.

    Raises NothingToSave when the original cannot be read, FileNotFoundError when it is not there, OSError when the
    place for originals cannot be used. That samples cannot be kept is no failure: they are there.
    """
    data = b"".join(originals.open(sha256).chunks)
    found = read_samples(data, file_format)
    return found, _keep(originals, sha256, found)


def _keep(originals: OriginalStore, sha256: str, found: tuple[Recorded, ...]) -> bool:
    try:
        for recorded in found:
            keep_samples(originals, sha256, recorded, SAMPLES_VERSION)
    except OSError as error:
        _log.warning("samples could not be kept: %s", os_reason(error))
        return False
    return True
