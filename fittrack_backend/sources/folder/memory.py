"""What a folder remembers from one scan to the next."""

from __future__ import annotations

import base64
import json

from attrs import field, frozen

from fittrack_backend.sources.folder.beneath import Identity
from fittrack_backend.sources.unfolding import UNFOLDS, KnownArchive, from_json, to_json


@frozen
class FolderMemory:
    """`folder` is which one it was, by device and inode; `mounted_at` where the file system was mounted
    that held it, `scanned_at_ns` when the
    scan began, in nanoseconds since 1970; `archives` what was in the archives, by their paths."""

    mounted_at: bytes | None = None
    scanned_at_ns: int = 0
    archives: dict[bytes, KnownArchive] = field(factory=dict)
    folder: Identity | None = None

    @classmethod
    def of(cls, remembered: bytes | None) -> FolderMemory:
        """From what `kept` made; also from a mount point alone, which was all that was remembered once.

        What was remembered before more kinds of files were unfolded says nothing of files and archives.
        """
        if remembered is None:
            return cls()
        if not remembered.startswith(b"{"):
            return cls(remembered)
        data = json.loads(remembered)
        mounted_at = base64.b64decode(data["mounted_at"])
        was = data.get("folder")
        folder = (int(was[0]), int(was[1])) if was else None
        if data.get("unfolds", 1) != UNFOLDS:
            return cls(mounted_at, folder=folder)
        return cls(mounted_at, data["scanned_at_ns"], from_json(data["archives"]), folder)

    def kept(self) -> bytes:
        """What is to be remembered."""
        data = {
            "mounted_at": base64.b64encode(self.mounted_at or b"").decode("ascii"),
            "scanned_at_ns": self.scanned_at_ns,
            "archives": to_json(self.archives),
            "folder": self.folder,
            "unfolds": UNFOLDS,
        }
        return json.dumps(data, separators=(",", ":")).encode()
