"""The kinds of sources: a new one is a module of its own and an entry here.

The contract's enumeration of kinds, the bodies of `connect_source`, and what the sync engine scans
follow from this table.
"""

from __future__ import annotations

from collections.abc import Callable

from attrs import frozen

from fittrack_backend.sources.folder.request import FolderSourceRequest
from fittrack_backend.sources.folder.source import FolderSource
from fittrack_backend.sources.port import SavedSource, Source
from fittrack_backend.sources.request import SourceRequest


@frozen
class SourceKind:
    """A kind of source: what connecting one takes, and how it is made of what was saved."""

    request: type[SourceRequest]
    source: Callable[[SavedSource], Source]
    folder: Callable[[bytes], bytes | None] = lambda _settings: None
    """The folder that a worker must see to scan it, from the saved settings; None where any worker can."""


KINDS: dict[str, SourceKind] = {
    "folder": SourceKind(FolderSourceRequest, FolderSource.of, lambda path: path),
}
