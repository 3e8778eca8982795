"""Some room on the disk that is kept for when it is full: to write down that it is."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

RESERVED_BYTES = 2 * 2**20


class Reserve:
    """A file that takes up room until somebody needs it."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def hold(self) -> None:
        """Takes the room, where it is not taken yet and the disk has it."""
        try:
            if self._path.stat().st_size == RESERVED_BYTES:
                return
        except OSError:
            pass
        try:
            with self._path.open("wb") as file:
                file.write(b"\0" * RESERVED_BYTES)
                file.flush()
                os.fsync(file.fileno())
        except OSError:
            self.release()

    def release(self) -> None:
        """Gives the room back to the disk."""
        with contextlib.suppress(OSError):
            self._path.unlink(missing_ok=True)
