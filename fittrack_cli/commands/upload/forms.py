"""Several small files in one request: a form whose parts say their digests."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from typing import TYPE_CHECKING

from attrs import evolve

from fittrack_cli.commands.upload.local_files import CannotRead, LocalFile
from fittrack_client import api
from fittrack_client.models.upload_files_files_body import UploadFilesFilesBody

if TYPE_CHECKING:
    from fittrack_client.models.upload_result import UploadResult
    from fittrack_client.operation import Operation
    from fittrack_client.types import FileTypes

MOST_FILES = 50
"""In one form: each costs the backend a transaction and some milliseconds, and all of them must be over in time."""
MOST_BYTES = 4 << 20
"""Of one form, which is held in memory."""
SMALL = 256 << 10
"""Bytes up to which a file goes with others. For larger ones a request of their own costs little, and less is sent again
when the connection breaks."""


def how_many(sizes: Sequence[int], most: int) -> int:
    """How many of the files with these sizes, in bytes, go together in the next request: the first one in any case."""
    total = 0
    for count, size in enumerate(sizes[: min(most, MOST_FILES)]):
        total += size
        if count and (size > SMALL or total > MOST_BYTES):
            return count
        if size > SMALL:
            return 1
    return max(1, min(len(sizes), most, MOST_FILES))


def form_of(files: Sequence[LocalFile]) -> Operation[UploadResult]:
    """The request that sends these files. Raises CannotRead where one is another than when its digest was read."""
    parts = [_part(file) for file in files]
    operation = api.upload_files(body=UploadFilesFilesBody(file=[]), wait_s=0)
    # With a boundary of its own, which no file can have in it.
    return evolve(operation, headers={}, files=[("file", part) for part in parts])


def _part(file: LocalFile) -> FileTypes:
    try:
        with file.opened() as payload:
            data = b"".join(payload)
    except OSError as error:
        raise CannotRead(f"it cannot be read: {error.strerror or error}") from error
    digest = hashlib.sha256(data)
    if digest.hexdigest() != file.sha256:
        raise CannotRead("it changed while it was being sent; the next upload takes it")
    told = f"sha-256=:{base64.b64encode(digest.digest()).decode()}:"
    return file.name[:1000], data, "application/octet-stream", {"Content-Digest": told}
