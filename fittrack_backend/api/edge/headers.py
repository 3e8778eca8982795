"""The headers that every answer carries."""

from __future__ import annotations

from fittrack_backend.api.contract import CONTRACT_VERSION

_ALWAYS = [
    (name.encode(), text.encode())
    for name, text in {
        "x-contract-version": CONTRACT_VERSION,
        "x-content-type-options": "nosniff",
        "cache-control": "no-store",
        "content-security-policy": "default-src 'none'; frame-ancestors 'none'",
        "cross-origin-resource-policy": "same-origin",
        "referrer-policy": "no-referrer",
        "x-frame-options": "DENY",
    }.items()
]


def headers_of(request_id: str) -> list[tuple[bytes, bytes]]:
    """What every answer carries, unless its route says otherwise; names in lower case."""
    return [(b"x-request-id", request_id.encode()), *_ALWAYS]
