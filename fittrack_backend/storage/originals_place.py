"""Opens the store of originals at the place that was configured."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from fittrack_backend.storage.originals import BUCKET_SCHEME, OriginalStore
from fittrack_backend.storage.originals_folder import OriginalsInFolder


@cache
def open_store(place: str) -> OriginalStore:
    """The store at `place`: a folder, or a bucket as `s3://BUCKET/PREFIX`."""
    if place.startswith(BUCKET_SCHEME):
        # Only who uses a bucket waits for its library.
        from fittrack_backend.storage.originals_bucket import OriginalsInBucket

        return OriginalsInBucket(place)
    return OriginalsInFolder(Path(place))
