"""What every operation may answer besides its success, for the contract."""

from __future__ import annotations

from typing import Any

from fittrack_backend.api.schemas import Problem

PROBLEM_MEDIA_TYPE = "application/problem+json"

_MEANINGS = {
    400: "The request's body is not JSON.",
    401: "Not signed in, or no longer.",
    403: "Signed in, but not allowed.",
    404: "There is no such thing.",
    409: "It conflicts with what is there or running.",
    410: "It has expired.",
    413: "The request is too large.",
    415: "The request's body is not `application/json`.",
    422: "A member of the request was refused.",
    429: "Too many tries; wait as long as `Retry-After` says.",
    503: "Too many sign-ins wait for the server; try again in a moment.",
    507: "The server's disk is full.",
}
_RETRY_AFTER = {
    "Retry-After": {
        "description": "Seconds to wait.",
        "required": True,
        "schema": {"type": "integer", "minimum": 0},
    }
}
LOCATION = {
    "Location": {
        "description": "Where the job can be watched.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
    }
}

Responses = dict[int | str, dict[str, Any]]


def problems(*statuses: int) -> Responses:
    """The problems that an operation can answer, and `default` for the rest."""
    described: Responses = {status: _problem(_MEANINGS[status]) for status in statuses}
    for status in (429, 503):
        if status in described:
            described[status]["headers"] = _RETRY_AFTER
    described["default"] = _problem("Any other problem.")
    return described


def _problem(description: str) -> dict[str, Any]:
    return {
        "description": description,
        "content": {
            PROBLEM_MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}
        },
    }
