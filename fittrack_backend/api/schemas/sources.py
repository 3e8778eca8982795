"""Where data comes from. Which kinds there are follows from `fittrack_backend/sources/kinds.py`."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated
from uuid import UUID

from pydantic import Field, GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema

from fittrack_backend.api.schemas.base import TELLS_BRANCHES, Schema
from fittrack_backend.sources import request
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


class Source(Schema):
    """A place that data is synced from."""

    id: UUID
    kind: Annotated[str, _OfTheTable]
    name: str
    path: str | None = Field(description="The folder, for a folder source.")
    connected_at: dt.datetime
    last_sync_at: dt.datetime | None = Field(description="When a job on it last ended well.")


class SourceList(Schema):
    items: list[Source]
    next_cursor: str | None
