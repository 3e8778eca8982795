"""Uploads: an account's files that were sent to the server. An account has one such source."""

from __future__ import annotations

from typing import ClassVar, Final, Literal

from fittrack_backend.sources.allowed_folders import AllowedFolders
from fittrack_backend.sources.port import NewSource
from fittrack_backend.sources.request import SourceRequest

UPLOAD: Final = "upload"


class UploadSourceRequest(SourceRequest):
    """Files that are sent to the server. The first upload connects it by itself."""

    PROBLEMS = ()
    EXAMPLE: ClassVar[dict[str, str]] = {"kind": UPLOAD}

    kind: Literal["upload"]

    def checked(self, allowed: AllowedFolders) -> NewSource:
        """The account's uploads; nothing can be wrong with them."""
        return NewSource(
            identity=UPLOAD.encode(), settings=b"", name="uploads", title="the source of uploads"
        )
