"""Judging a value by a schema: which formats there are, and which of many errors explains most."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from jsonschema import FormatChecker
from jsonschema.exceptions import ValidationError, best_match

Json = Any
"""What JSON holds."""
OPEN = frozenset({"Contract"})
"""The schemas of documents whose members somebody else names: here, OpenAPI."""
_REFERENCE = re.compile(r"[A-Za-z0-9._~:/?#\[\]@!$&'()*+,;=%-]*", re.ASCII)

FORMATS = FormatChecker(("uuid", "date", "date-time"))


@FORMATS.checks("uri-reference")
def _is_uri_reference(value: object) -> bool:
    """RFC 3986, section 4.1, as far as its characters go."""
    return not isinstance(value, str) or _REFERENCE.fullmatch(value) is not None


@FORMATS.checks("binary")
@FORMATS.checks("password")
@FORMATS.checks("fit")
def _is_anything(value: object) -> bool:
    """Formats that only explain."""
    return True


def nearest(error: ValidationError) -> ValidationError:
    """Of alternatives, the one that the value names or, where none is named, that comes nearest: it explains most."""
    schema: Json = error.schema
    if isinstance(schema, Mapping) and "discriminator" in schema and "oneOf" in schema:
        tells = schema["discriminator"]
        value = error.instance if isinstance(error.instance, Mapping) else {}
        named = tells["mapping"].get(value.get(tells["propertyName"]))
        of_named = [
            one
            for one in error.context or ()
            if schema["oneOf"][one.schema_path[0]].get("$ref") == named
        ]
        found: ValidationError | None = best_match(of_named)
        if found is not None:
            return found
    return best_match([error]) or error


def readings(text: str) -> Iterator[Json]:
    """The values that a parameter's text can stand for."""
    yield text
    if re.fullmatch(r"-?\d+", text, re.ASCII):
        yield int(text)
    elif re.fullmatch(r"-?\d+\.\d+", text, re.ASCII):
        yield float(text)
    elif text in ("true", "false"):
        yield text == "true"


def closed(node: Json) -> Json:
    """The schemas below `node`, closed: only the members that they name are allowed."""
    if isinstance(node, list):
        return [closed(one) for one in node]
    if not isinstance(node, dict):
        return node
    made = {name: closed(value) for name, value in node.items()}
    if isinstance(node.get("properties"), dict) and node.get("type") == "object":
        made["additionalProperties"] = False
    return made


def shortened(message: str, limit: int = 300) -> str:
    """The beginning and the end of a long message."""
    return (
        message if len(message) <= limit else f"{message[: limit // 2]} … {message[-limit // 2 :]}"
    )
