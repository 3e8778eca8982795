"""JSON Schemas as the generated code has them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

Schema = Mapping[str, Any]
"""A JSON Schema without its words; a `$ref` is the name of a definition."""


def resolved(schema: Schema, definitions: Mapping[str, Schema]) -> Schema:
    """The schema that a reference leads to; members beside the reference win."""
    seen: set[str] = set()
    while "$ref" in schema:
        name = str(schema["$ref"])
        if name in seen or name not in definitions:
            return {}
        seen.add(name)
        beside = {key: value for key, value in schema.items() if key != "$ref"}
        schema = {**definitions[name], **beside}
    return schema
