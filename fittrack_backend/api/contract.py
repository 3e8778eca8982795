"""The contract: `openapi.yaml`, exported from the routes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import cast

import yaml
from fastapi import FastAPI
from fastapi.openapi.utils import get_openapi

from fittrack_backend.api.examples import REQUESTS, RESPONSES
from fittrack_backend.api.openapi_document import OpenApiDocument, Operation, Response, Schema
from fittrack_backend.api.responses import EVERYWHERE, REFUSED_BODIES, named_problems
from fittrack_backend.problem_kinds import Kind
from fittrack_backend.records.fields import Json, JsonObject
from fittrack_common import local_server

CONTRACT_VERSION = "1.0.0"

_TAGS = {
    "meta": "The server itself.",
    "accounts": "Accounts and their second factors.",
    "auth": "Signing in, refreshing, signing out; access tokens for scripts.",
    "sources": "Where data comes from.",
    "sync": "Sync jobs: start, watch, cancel, retry; what is complete.",
    "data": "What was synced.",
    "notifications": "Telling elsewhere what happened: a webhook, ntfy, Gotify.",
}
_DESCRIPTION = """\
A self-hosted backend for an athlete's training data.

Errors are problems (RFC 9457, `application/problem+json`). Lists answer `{items, next_cursor}`.
Times are RFC 3339 in UTC, dates ISO 8601; units are in the names. Adding a field, an enum value
or an operation is a compatible change: clients ignore what they do not know. What a query or a body
has that its operation does not know is refused (422), not ignored.
"""
_HEADERS: JsonObject = {
    "X-Request-Id": {
        "description": "The request's id, as in a problem's `request_id`.",
        "required": True,
        "schema": {"type": "string"},
    },
    "X-Contract-Version": {
        "description": "The version of this contract, as in the server's `contract_version`: "
        "a client of another major version should stop.",
        "required": True,
        "schema": {"type": "string"},
    },
}
_OF_A_SESSION: JsonObject = {
    "X-Security-Events": {
        "description": "To a session, and to whoever signs in: the account's id, a colon, and the `number` of its last security event. A "
        "client that has shown a lower one can ask for those since: `list_account_events` with `after`.",
        "required": False,
        "schema": {"type": "string", "pattern": "^[0-9a-f-]{36}:[0-9]+$"},
    },
}
_SIGNING_IN = ("login", "answer_challenge")


def contract(app: FastAPI) -> JsonObject:
    """The OpenAPI 3.1 document of the application's routes."""
    if app.openapi_schema is None:
        document = get_openapi(
            title="FitTrack",
            version=CONTRACT_VERSION,
            description=_DESCRIPTION,
            routes=app.routes,
            tags=[{"name": name, "description": text} for name, text in _TAGS.items()],
            servers=[
                {
                    "url": local_server.URL,
                    "description": "The embedded backend.",
                }
            ],
            license_info={"name": "MIT", "identifier": "MIT"},
        )
        _complete(cast("OpenApiDocument", document))
        app.openapi_schema = document
    return app.openapi_schema


def _complete(document: OpenApiDocument) -> None:
    """Adds to FastAPI's document what it does not know of."""
    _add_problem_schema(document)
    document["components"]["headers"] = {**_HEADERS, **_OF_A_SESSION}
    for path in document["paths"].values():
        for operation in path.values():
            _add_refused_bodies(operation)
            _take_out_null(operation)
            _add_examples(operation)
            for_a_session = operation.get("security") or operation["operationId"] in _SIGNING_IN
            names = (*_HEADERS, *(_OF_A_SESSION if for_a_session else ()))
            for response in operation["responses"].values():
                response.setdefault("headers", {}).update(
                    {name: {"$ref": f"#/components/headers/{name}"} for name in names}
                )


def _add_refused_bodies(operation: Operation) -> None:
    if "requestBody" not in operation:
        return
    documented = operation["responses"]
    for status, response in named_problems(*REFUSED_BODIES).items():
        documented.setdefault(str(status), cast("Response", response))
    operation["responses"] = dict(sorted(documented.items()))


def _take_out_null(operation: Operation) -> None:
    """A header or a part of a query is text or absent: `null` in it would be four letters."""
    for parameter in operation.get("parameters", ()):
        schema = parameter["schema"]
        kinds = [one for one in schema.pop("anyOf", ()) if one != {"type": "null"}]
        parameter["schema"] = kinds[0] | schema if kinds else schema


def _add_examples(operation: Operation) -> None:
    name = operation["operationId"]
    if "requestBody" in operation:
        for kind, media_type in operation["requestBody"]["content"].items():
            if kind == "application/json":
                media_type["examples"] = _named(REQUESTS[name])
    successes = [
        content
        for status, response in operation["responses"].items()
        if status.startswith("2")
        for content in response.get("content", {}).items()
    ]
    for kind, media_type in successes:
        if name in RESPONSES and media_type["schema"].get("format") != "binary":
            is_json = kind == "application/json"
            fitting = {
                title: value
                for title, value in RESPONSES[name].items()
                if is_json == (not isinstance(value, str))
            }
            media_type["examples"] = _named(fitting)


def _named(examples: Mapping[str, Json]) -> dict[str, JsonObject]:
    return {name.replace(" ", "-"): {"value": value} for name, value in examples.items()}


def contract_yaml(app: FastAPI) -> str:
    """The contract as the text of `openapi.yaml`."""
    return yaml.dump(
        contract(app), Dumper=_WithoutAliases, sort_keys=False, allow_unicode=True, width=100
    )


class _WithoutAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_WithoutAliases.add_representer(str, _represent_text)


def _add_problem_schema(document: OpenApiDocument) -> None:
    from pydantic.json_schema import models_json_schema

    from fittrack_backend.api.schemas.problems import Problem

    _, definitions = models_json_schema(
        [(Problem, "serialization")], ref_template="#/components/schemas/{model}"
    )
    schemas = document["components"]["schemas"]
    schemas.update(definitions["$defs"])
    schemas["ProblemType"] = cast("Schema", _problem_type_schema())
    type_of_problem = schemas["Problem"]["properties"]["type"]
    type_of_problem["$ref"] = "#/components/schemas/ProblemType"
    del type_of_problem["type"], type_of_problem["title"]
    document["components"]["schemas"] = dict(sorted(schemas.items()))


def _problem_type_schema() -> JsonObject:
    """The kinds of problems; in `x-problems` what each one means, in `x-problems-everywhere`
    those that any operation may answer."""
    return {
        "title": "ProblemType",
        "description": "The kinds of problems. A client treats one that it does not know by its "
        "status.",
        "type": "string",
        "enum": [kind.type for kind in Kind],
        "x-problems": {
            kind.slug: {
                "title": kind.title,
                "statuses": [*kind.statuses],
                "description": kind.meaning,
                "members": [*kind.members],
            }
            for kind in Kind
        },
        "x-problems-everywhere": [*sorted(kind.slug for kind in EVERYWHERE)],
    }
