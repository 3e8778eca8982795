"""Making what a file says fit for any database: no NUL, no half characters, no odd numbers."""

from __future__ import annotations

import math

_LARGEST = 2**31 - 1


def text(value: str | None, longest: int | None = None) -> str | None:
    """Without NUL and lone surrogates, which PostgreSQL and UTF-8 refuse; cut to `longest`."""
    if value is None:
        return None
    clean = value.replace("\0", "").encode("utf-8", "replace").decode()
    return clean[:longest]


def real(value: float | None) -> float | None:
    """The number, or None for what is not finite."""
    return float(value) if value is not None and math.isfinite(value) else None


def whole(value: float | None) -> int | None:
    """The number rounded, or None for what does not fit into 32 bits."""
    if value is None or not math.isfinite(value) or abs(value) > _LARGEST:
        return None
    return round(value)
