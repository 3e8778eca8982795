"""The kinds of sources: a new one is a module of its own and an entry here.

The contract's enumeration of kinds, the bodies of `connect_source`, and what the sync engine scans
follow from this table.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from fittrack_backend.sources.collected.source import CollectedSource
from fittrack_backend.sources.folder.request import FolderSourceRequest
from fittrack_backend.sources.folder.source import FolderSource
from fittrack_backend.sources.garmin.request import GarminSourceRequest
from fittrack_backend.sources.garmin.source import GarminSource
from fittrack_backend.sources.garmin.source import collector as garmin_collector
from fittrack_backend.sources.port import Collector, SavedSource, Source
from fittrack_backend.sources.request import SourceRequest
from fittrack_backend.sources.services import Services
from fittrack_backend.sources.upload import UPLOAD, UploadSourceRequest


@frozen
class SourceKind:
    """A kind of source: what connecting one takes, and how it is made of what was saved."""

    request: type[SourceRequest]
    source: Callable[[SavedSource], Source]
    folder: Callable[[bytes], bytes | None] = lambda _settings: None
    """The folder that a worker must see to scan it, from the saved settings; None where any worker can."""
    collects: bool = False
    """Whether what it has is collected first, and read from the store."""
    collector: Callable[[str, Services, Callable[[float], None]], Collector] | None = None
    """What collects it, made of its key and of what waits for the next request's turn; None where others hand it over."""
    can_be_asked: bool = True
    """Whether it knows what there was on a day: what nobody uploaded may still be there."""


KINDS: dict[str, SourceKind] = {
    "folder": SourceKind(FolderSourceRequest, FolderSource.of, lambda path: path),
    UPLOAD: SourceKind(UploadSourceRequest, CollectedSource.of, collects=True, can_be_asked=False),
    "garmin": SourceKind(
        GarminSourceRequest, GarminSource.of, collects=True, collector=garmin_collector
    ),
}
