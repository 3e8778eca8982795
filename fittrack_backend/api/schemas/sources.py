"""Where data comes from. Which kinds there are follows from `fittrack_backend/sources/kinds.py`."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from fittrack_backend.api.schemas.base import TELLS_BRANCHES, Schema
from fittrack_backend.request_schema import RequestSchema
from fittrack_backend.sources import request
from fittrack_backend.sources.garmin.request import EndsOn, FollowDeletions, Key
from fittrack_backend.sources.kinds import KINDS

_SourceKind = StrEnum("SourceKind", {name.upper(): name for name in KINDS})  # type: ignore[misc]
_SourceKind.__doc__ = "Where a source's data comes from."


class _OfTheTable:
    """The names in the table of kinds, as the contract's enumeration."""

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        return handler.generate_schema(_SourceKind)


class _OneOfTheTable:
    """One of the requests in the table of kinds, selected by `kind`.

    Pydantic drops a union of one member, and its discriminator with it; the contract keeps both,
    so that another kind only adds to it.
    """

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        requests = {name: handler.generate_schema(kind.request) for name, kind in KINDS.items()}
        return core_schema.tagged_union_schema(requests, TELLS_BRANCHES)


SourceRequest = Annotated[request.SourceRequest, _OneOfTheTable, Field(title="SourceRequest")]


class SourceState(StrEnum):
    """Whether a source can be synced. `needs_key`: the service refuses its key, and its owner has to bring another one.
    `disconnected`: no sync reads it; what came from it stays, unless it was forgotten."""

    READY = "ready"
    NEEDS_KEY = "needs_key"
    DISCONNECTED = "disconnected"


class SourceChange(RequestSchema):
    """What to change of a source; what is left out stays."""

    name: str | None = Field(default=None, min_length=1, max_length=100)
    key: Key | None = Field(
        default=None, description="A new key, for a Garmin account. It is tried before it is kept."
    )
    key_ends_on: EndsOn = None
    follow_deletions: FollowDeletions | None = None


class Source(Schema):
    """A place that data is synced from."""

    id: UUID
    kind: Annotated[str, _OfTheTable]
    name: str
    path: str | None = Field(description="The folder, for a folder source.")
    connected_at: dt.datetime
    last_sync_at: dt.datetime | None = Field(description="When a job on it last ended well.")
    state: SourceState
    key_ends_on: dt.date | None = Field(
        description="The last day on which its key is good, as far as is known; null for a source without one."
    )
    follow_deletions: bool | None = Field(
        description="Whether activities that were deleted there are deleted here, too; null for a kind that knows of none."
    )
    watched: bool = Field(
        description="Whether a sync starts by itself when something changes in its folder."
    )


class SourceWatching(RequestSchema):
    """Whether a source's folder is watched."""

    watched: bool


class SourceList(Schema):
    items: list[Source]
    next_cursor: str | None
