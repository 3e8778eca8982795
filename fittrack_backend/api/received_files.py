"""The files in a request's body, each written down while it comes: no file is ever in memory as a whole."""

from __future__ import annotations

import contextlib
import hashlib
import tempfile
from collections.abc import AsyncGenerator, AsyncIterator
from typing import BinaryIO, Protocol, cast

from anyio.to_thread import run_sync
from attrs import define, field
from fastapi import Request

from fittrack_backend.api.multipart import (
    Multipart,
    NotMultipart,
    PartBegins,
    PartData,
    boundary_of,
)
from fittrack_backend.errors import Problem, invalid
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.settings import Settings
from fittrack_backend.sources.archives import kind_of
from fittrack_backend.sync.uploads import Sent

_OCTETS = ("", "application/octet-stream")
_FORM = "multipart/form-data"
_IN_MEMORY = 1 << 20
_NAMELESS = "upload"
_MOST_FILES = 1000
"""In one request: each costs a transaction."""


class _Hash(Protocol):
    def update(self, data: bytes, /) -> None: ...
    def hexdigest(self) -> str: ...


@define
class _Writing:
    """A file that is on its way. What a killed server leaves of it has no name, and goes by itself."""

    name: str
    most: int
    """Bytes, unless it is an archive."""
    file: BinaryIO
    sha256: str | None
    """What its digest must be, in hex, if that is known."""
    size: int = 0
    digest: _Hash = field(factory=hashlib.sha256)
    head: bytes = b""

    @classmethod
    def begin(cls, name: str, settings: Settings, sha256: str | None) -> _Writing:
        """Begins a file where the server keeps its data."""
        file = tempfile.SpooledTemporaryFile(_IN_MEMORY, dir=_folder(settings))  # noqa: SIM115
        return cls(name, settings.max_file_bytes, cast(BinaryIO, file), sha256)

    def write(self, data: bytes) -> None:
        """Adds bytes. A problem 413 for a file that is too large, OSError on a full disk."""
        self.size += len(data)
        self.head = (self.head + data[:4])[:4]
        if self.size > self.most and kind_of(self.head) != "zip":
            raise Problem(
                Kind.TOO_LARGE.at(413),
                f"{self.name} has more than the {self.most >> 20} MiB that a file may have here.",
                headers={"Connection": "close"},
            )
        self.digest.update(data)
        self.file.write(data)

    def sent(self) -> Sent:
        """The file, now that it is whole. A problem 409 where it is another one than was said."""
        digest = self.digest.hexdigest()
        if self.sha256 not in (None, digest):
            raise Problem(
                Kind.DIGEST_MISMATCH, f"{self.name} has another digest; nothing of it is kept."
            )
        return Sent(self.name, digest, self.file)


def _folder(settings: Settings) -> str | None:
    return str(settings.data_dir) if settings.data_dir.is_dir() else None


async def files_of(
    request: Request, settings: Settings, *, name: str | None, sha256: str | None
) -> AsyncIterator[Sent]:
    """The files in the body, one after the other, each for as long as nobody asks for the next: the body itself, called
    `name` and with the digest `sha256`, or the files of a form.

    Problems: 400 `malformed`, 409 `digest-mismatch`, 413 `too-large`, 415 `unsupported-media-type`, 422 for a field that is no file or a request
    without one. Raises OSError on a full disk.
    """
    kind = request.headers.get("content-type", "")
    media_type = kind.partition(";")[0].strip().lower()
    if media_type not in (*_OCTETS, _FORM):
        raise Problem(
            Kind.UNSUPPORTED_MEDIA_TYPE,
            f"The request's body must be a file (application/octet-stream) or a form ({_FORM}), such as curl -F "
            "file=@FILE sends.",
        )
    request.state.streamed_body = settings.max_upload_bytes
    files = (
        _form(request, settings, kind)
        if media_type == _FORM
        else _one(request, settings, name, sha256)
    )
    async with contextlib.aclosing(files):
        async for sent in files:
            yield sent


async def _one(
    request: Request, settings: Settings, name: str | None, sha256: str | None
) -> AsyncGenerator[Sent]:
    writing = _Writing.begin(name or _NAMELESS, settings, sha256)
    with writing.file:
        async for data in request.stream():
            if data:
                await run_sync(writing.write, data)
        if not writing.size and name is None:
            raise invalid("body", "There is no file in the request.")
        yield writing.sent()


async def _form(request: Request, settings: Settings, kind: str) -> AsyncGenerator[Sent]:
    writing: _Writing | None = None
    count = 0
    try:
        form = Multipart(boundary_of(kind))
        async for data in request.stream():
            for event in form.feed(data):
                if isinstance(event, PartBegins):
                    count += 1
                    writing = _Writing.begin(_name_of(event, count), settings, event.sha256)
                elif writing is not None and isinstance(event, PartData):
                    await run_sync(writing.write, event.data)
                elif writing is not None:
                    yield writing.sent()
                    writing.file.close()
                    writing = None
        if not form.is_complete:
            raise NotMultipart("It ends before its last boundary.")
        if not count:
            raise invalid("body", "There is no file in the request.")
    except NotMultipart as error:
        raise Problem(Kind.MALFORMED, f"The request's form cannot be read. {error}") from error
    finally:
        if writing is not None:
            writing.file.close()


def _name_of(part: PartBegins, number: int) -> str:
    if part.file_name is None:
        raise invalid("body", f"The field {part.field_name!r} of the form is not a file.")
    if number > _MOST_FILES:
        raise invalid("body", f"A request may have {_MOST_FILES:,} files at most.")
    return part.file_name if part.file_name not in ("", "-") else _NAMELESS
