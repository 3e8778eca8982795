"""Pages of lists as JSON, written from what storage found, without a model in between.

The models say what the contract promises; that each page keeps to it is held by tests (`tests/unit/api/test_listed.py`).
"""

from __future__ import annotations

from collections.abc import Sequence

import msgspec
from fastapi import Response

from fittrack_backend.api.schemas.base import Schema

_ENCODER = msgspec.json.Encoder()
"""It knows records, which are dataclasses, and views, which are attrs'."""


class Listed(Response):
    """A page of a list."""

    media_type = "application/json"


def listed(schema: type[Schema], page: object) -> Listed:
    """The page as the schema has it: its members are attributes of the page, its items records or views whose fields are
    those of the contract. Each item is on a line of its own, so that who wants lines need not look for their ends."""
    items: Sequence[object] = getattr(page, "items")  # noqa: B009 (mypy: of any page)
    return _of_lines(
        schema, page, _ENCODER.encode_lines(items).rstrip(b"\n").replace(b"\n", b",\n")
    )


def listed_lines(schema: type[Schema], page: object) -> Listed:
    """The same of a page whose items are JSON already."""
    items: Sequence[str] = getattr(page, "items")  # noqa: B009 (mypy: of any page)
    return _of_lines(schema, page, ",\n".join(items).encode())


def _of_lines(schema: type[Schema], page: object, lines: bytes) -> Listed:
    rest = {
        name: getattr(page, name) if field.is_required() else getattr(page, name, field.default)
        for name, field in schema.model_fields.items()
        if name != "items"
    }
    return Listed(b'{"items":[\n%b\n],%b' % (lines, _ENCODER.encode(rest)[1:]))
