"""What every operation may answer besides its success, for the contract."""

from __future__ import annotations

from collections import defaultdict

from fittrack_backend.api.schemas.problems import Problem
from fittrack_backend.problem_kinds import Kind, Occurrence
from fittrack_backend.records.fields import JsonObject

PROBLEM_MEDIA_TYPE = "application/problem+json"

_MEANINGS = {
    400: "The request's body cannot be read.",
    401: "Not signed in, or not any more.",
    403: "Signed in, but not allowed.",
    404: "It does not exist, or belongs to another account.",
    409: "It conflicts with what exists or is running.",
    408: "The request took too long to arrive.",
    410: "It has expired.",
    413: "The request is too large.",
    415: "The operation takes no body of this media type.",
    422: "A member of the request was refused.",
    429: "Too many tries, or too much at once; wait as long as `Retry-After` says.",
    503: "The server, or a service that it asks, is busy or not ready; try again as soon as `Retry-After` says.",
    507: "The server's disk is full.",
}
_RETRY_AFTER: JsonObject = {
    "Retry-After": {
        "description": "Seconds to wait.",
        "required": True,
        "schema": {"type": "integer", "minimum": 0},
    }
}
LOCATION: JsonObject = {
    "Location": {
        "description": "Where the job can be watched.",
        "required": True,
        "schema": {"type": "string", "format": "uri-reference"},
    }
}

Responses = dict[int | str, JsonObject]

_TOKEN_REFUSED = (
    Kind.ACCOUNT_DISABLED,
    Kind.NOT_SIGNED_IN,
    Kind.SESSION_EXPIRED,
    Kind.SESSION_REVOKED,
    Kind.TOKEN_EXPIRED,
)
OF_A_SESSION = (*_TOKEN_REFUSED, Kind.SESSION_REQUIRED)
"""What an operation answers that takes a person's session."""
OF_A_PROOF = (*OF_A_SESSION, Kind.PROOF_NEEDED)
"""What an operation answers that takes a session with a fresh proof."""
OF_A_SCOPE = (*_TOKEN_REFUSED, Kind.INSUFFICIENT_SCOPE)
"""What an operation answers that takes a session or an access token with a scope."""
REFUSED_BODIES = (Kind.MALFORMED, Kind.TOO_LARGE.at(413), Kind.UNSUPPORTED_MEDIA_TYPE)
"""What an operation with a body answers to one that it cannot read."""
EVERYWHERE = (
    Kind.MALFORMED,
    Kind.REQUEST_TIMEOUT,
    Kind.TOO_LARGE,
    Kind.WRONG_HOST,
    Kind.VALIDATION,
    Kind.INTERNAL,
    Kind.NOT_IMPLEMENTED,
    Kind.BUSY,
    Kind.STORAGE_FULL,
)
"""What any operation may answer, whether it names the status or not."""


def problems(*kinds: Kind | Occurrence) -> Responses:
    """The problems that an operation can answer, status by status, and `default` for the rest.

    `x-problems` says which kinds a status stands for; `default` stands for those that any
    operation may answer.
    """
    return {**named_problems(*kinds), "default": _problem("Any other problem.")}


def named_problems(*kinds: Kind | Occurrence) -> Responses:
    """The problems that an operation can answer, status by status."""
    slugs: dict[int, set[str]] = defaultdict(set)
    for one in kinds:
        occurrence = one.only if isinstance(one, Kind) else one
        slugs[occurrence.status].add(occurrence.kind.slug)
    described: Responses = {
        status: _problem(_MEANINGS[status]) | {"x-problems": [*sorted(slugs[status])]}
        for status in sorted(slugs)
    }
    for status in (429, 503):
        if status in described:
            described[status]["headers"] = _RETRY_AFTER
    return described


def _problem(description: str) -> JsonObject:
    return {
        "description": description,
        "content": {
            PROBLEM_MEDIA_TYPE: {"schema": {"$ref": f"#/components/schemas/{Problem.__name__}"}}
        },
    }
