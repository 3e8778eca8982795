"""A source that this worker cannot see."""

from __future__ import annotations

import os
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager

from attrs import frozen

from fittrack_backend.sources.port import Opened, Page, SourceUnavailable


@frozen
class UnseenSource:
    """In place of a folder that lies in no root of any worker, or not of the one that took the job."""

    folder: bytes

    def scan(self, known: Collection[bytes], stopped: Callable[[], bool]) -> Iterator[Page]:
        """Raises SourceUnavailable."""
        raise self._unavailable()

    def open(self, key: bytes) -> AbstractContextManager[Opened]:
        """Raises SourceUnavailable."""
        raise self._unavailable()

    def for_opening(self, key: bytes) -> UnseenSource:
        """Itself."""
        return self

    def check(self) -> None:
        """Raises SourceUnavailable."""
        raise self._unavailable()

    def _unavailable(self) -> SourceUnavailable:
        name = os.fsdecode(self.folder).encode(errors="backslashreplace").decode()
        return SourceUnavailable(
            f"no worker of this job sees the folder {name}: start one there with --root"
        )
