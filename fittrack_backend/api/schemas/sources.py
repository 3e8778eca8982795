"""Where data comes from."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field

from fittrack_backend.api.schemas.base import RequestSchema, Schema
from fittrack_backend.api.strict import LAX


class SourceKind(StrEnum):
    """Where a source's data comes from."""

    FOLDER = "folder"


class SourceRequest(RequestSchema):
    """A folder of training files on the server's machine, or a mounted watch."""

    kind: Annotated[SourceKind, LAX] = SourceKind.FOLDER
    path: str = Field(min_length=1, max_length=4096, description="Absolute, as the server sees it.")
    name: str | None = Field(
        default=None, min_length=1, max_length=100, description="Defaults to the folder's name."
    )


class Source(Schema):
    """A place that data is synced from."""

    id: UUID
    kind: SourceKind
    name: str
    path: str | None = Field(description="The folder, for a folder source.")
    connected_at: dt.datetime
    last_sync_at: dt.datetime | None = Field(description="When a job on it last ended well.")


class SourceList(Schema):
    items: list[Source]
    next_cursor: str | None
