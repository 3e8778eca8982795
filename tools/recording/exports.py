"""An account's export in cassettes: a real one is different each time, so a small one stands for it."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile

EXPORT_BODY = "(an export)"
EXPORT_FILE = "export.zip"
"""In the athlete's home, where a command sends an export."""


def small_export() -> bytes:
    """A whole export of nothing: the same bytes each time."""
    name = "records/originals.jsonl"
    listed = {"path": name, "size_bytes": 0, "sha256": hashlib.sha256(b"").hexdigest()}
    manifest = {"format": "fittrack-export", "version": 1, "entries": [listed], "missing": []}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        zipped.writestr(zipfile.ZipInfo(name), b"")
        zipped.writestr(zipfile.ZipInfo("manifest.json"), json.dumps(manifest))
    return buffer.getvalue()
