"""In which form an answer is wanted, and whether the client has it already (RFC 9110)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from fastapi import Request

from fittrack_backend.records.fields import JsonObject

F = TypeVar("F", bound=str)

ETAG: JsonObject = {
    "ETag": {
        "description": "Names exactly this answer: sent back as `If-None-Match`, it saves asking for the same again.",
        "required": True,
        "schema": {"type": "string"},
    }
}


def has_it(request: Request, etag: str) -> bool:
    """Whether `If-None-Match` names the answer (RFC 9110, section 13.1.2)."""
    if_none_match = request.headers.get("if-none-match", "")
    names = [name.strip().removeprefix("W/") for name in if_none_match.split(",")]
    return etag in names or "*" in names


def preferred(request: Request, forms: Sequence[F]) -> F:
    """The media type that `Accept` likes best (RFC 9110, section 12.5.1), the first of those that it likes as much; the
    first of all where it takes none."""
    accept = ",".join(request.headers.getlist("accept"))
    ranges = [_range(one) for one in accept.split(",") if one.strip()]

    def liking(form: str) -> float:
        matching = [
            (how_exact, quality)
            for name, quality in ranges
            for how_exact, pattern in enumerate(("*/*", f"{form.partition('/')[0]}/*", form))
            if name == pattern
        ]
        return max(matching)[1] if matching else 0.0

    return max(forms, key=liking) if ranges else forms[0]


def takes_gzip(request: Request) -> bool:
    """Whether `Accept-Encoding` has gzip (RFC 9110, section 12.5.3)."""
    accepted = ",".join(request.headers.getlist("accept-encoding"))
    qualities = dict(_range(one) for one in accepted.split(",") if one.strip())
    return qualities.get("gzip", qualities.get("*", 0.0)) > 0


def _range(text: str) -> tuple[str, float]:
    name, *parameters = (part.strip().lower() for part in text.split(";"))
    quality = next((one[2:] for one in parameters if one.startswith("q=")), "1")
    try:
        return name, min(max(float(quality), 0.0), 1.0)
    except ValueError:
        return name, 0.0
