"""The parts of an OpenAPI 3.1 document that the contract's export adds to, as types."""

from __future__ import annotations

from typing import TypedDict

from fittrack_backend.records.fields import Json, JsonObject

Schema = TypedDict(
    "Schema",
    {
        "$ref": str,
        "type": str,
        "title": str,
        "anyOf": "list[Schema]",
        "properties": "dict[str, Schema]",
    },
    total=False,
)
"""A JSON Schema, as far as it is read or changed."""


class MediaType(TypedDict, total=False):
    """A body in one media type: its schema, and examples by their names."""

    schema: Schema
    examples: dict[str, JsonObject]


class Parameter(TypedDict):
    """A path, query or header parameter, as far as it is changed."""

    schema: Schema


class RequestBody(TypedDict):
    """What an operation is sent, by media type."""

    content: dict[str, MediaType]


class Response(TypedDict, total=False):
    """One status of an operation."""

    description: str
    content: dict[str, MediaType]
    headers: dict[str, Json]


class _NamedOperation(TypedDict):
    operationId: str
    responses: dict[str, Response]


class Operation(_NamedOperation, total=False):
    """What can be asked of a path by one method."""

    parameters: list[Parameter]
    requestBody: RequestBody


class Components(TypedDict, total=False):
    """What operations refer to by name."""

    schemas: dict[str, Schema]
    headers: dict[str, Json]


class OpenApiDocument(TypedDict):
    """The whole document; `paths` holds the operations by path and method."""

    paths: dict[str, dict[str, Operation]]
    components: Components
