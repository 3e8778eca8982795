"""Checks a request's values against the contract before anything is sent.

What the server itself handed out goes back as it came: a newer server may make it longer.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

from fittrack_cli.errors import UsageError
from fittrack_cli.values.checking import problem_of, type_names
from fittrack_cli.values.schema import Schema, resolved
from fittrack_contract.problems import VALIDATION
from fittrack_contract.requests import DEFINITIONS, REQUESTS

if TYPE_CHECKING:
    from fittrack_client.operation import Operation

HANDED_OUT = frozenset({"cursor", "refresh_token"})


def check_allowed(operation: Operation[object]) -> None:
    """Raises UsageError for a value that the contract does not allow, naming it and saying why."""
    places = REQUESTS.get(operation.name, {})
    sent = parse_qsl("&".join(operation.query), keep_blank_values=True)
    for place, values in (("query", sent), ("header", operation.headers.items())):
        schemas: Mapping[str, Schema] = places.get(place, {})
        for name, text in values:
            if name in schemas and name not in HANDED_OUT:
                _refuse(operation, f"{name}: ", _why_not(text, schemas[name]))
    if operation.json is not None and "body" in places:
        body = resolved(places["body"], DEFINITIONS)
        members = body.get("properties", {})
        free: dict[str, Schema] = {name: {} for name in HANDED_OUT & members.keys()}
        schema = {**body, "properties": {**members, **free}} if free else body
        _refuse(operation, "", problem_of(operation.json, schema, DEFINITIONS))


def why_not(value: object, operation: str, place: str, name: str) -> str | None:
    """Why a parameter, or a member of the body, may not be `value`; None when it may."""
    return problem_of(value, limits_of(operation, place, name), DEFINITIONS)


def limits_of(operation: str, place: str, name: str) -> Schema:
    """The schema of a parameter in the place `query` or `header`, or of a member of the `body`."""
    within = REQUESTS[operation][place]
    if place == "body":
        within = resolved(within, DEFINITIONS)["properties"]
    return resolved(within[name], DEFINITIONS)


def _why_not(text: str, schema: Schema) -> str | None:
    """A parameter is text; it is right when one reading of it is."""
    names = type_names(schema, DEFINITIONS)
    if "string" in names or "array" in names:
        schema = resolved(schema, DEFINITIONS)
        return problem_of(
            text, schema.get("items", {}) if "array" in names else schema, DEFINITIONS
        )
    readings = {"true": True, "false": False}
    value: object = int(text) if text.lstrip("-").isdecimal() else readings.get(text, text)
    return problem_of(value, schema, DEFINITIONS)


def _refuse(operation: Operation[object], where: str, why: str | None) -> None:
    if why is not None:
        raise UsageError(
            "cannot send this",
            f"{where}{why}",
            f"what it may be: fittrack api {operation.name} --help",
            slug=VALIDATION,
        )
