"""An account's export in cassettes: a real one is another one each time, so a small one stands for it."""

from __future__ import annotations

import io
import json
import zipfile

EXPORT_BODY = "(an export)"


def small_export() -> bytes:
    """A whole export of nothing."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as zipped:
        manifest = {"format": "fittrack-export", "version": 1, "entries": [], "missing": []}
        zipped.writestr(zipfile.ZipInfo("manifest.json"), json.dumps(manifest))
    return buffer.getvalue()
