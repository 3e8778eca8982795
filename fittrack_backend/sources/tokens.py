"""The tokens that keys were exchanged for: in memory alone, so that a restart asks for another one."""

from __future__ import annotations

import base64
import hashlib
import json
import math
import threading
import time

from attrs import define, field

RENEW_BEFORE_S = 3600
"""In its last hour a token is replaced, as Garmin's own client does."""
_DEFAULT_S = 24 * 3600
"""How long a token is good that does not say so."""


@define
class Tokens:
    """The tokens of this process, by their keys' digests."""

    _good: dict[bytes, tuple[str, float]] = field(factory=dict, init=False, repr=False)
    _lock: threading.Lock = field(factory=threading.Lock, init=False, repr=False)

    def good(self, key: str) -> str | None:
        """The key's token, unless it is about to end."""
        with self._lock:
            token, ends = self._good.get(_digest(key), (None, 0.0))
        return token if token is not None and time.time() < ends - RENEW_BEFORE_S else None

    def keep(self, key: str, answer: bytes) -> str:
        """Keeps the token of an answer (a JWT, RFC 7519, as plain text). Raises ValueError where it is none."""
        token = answer.decode("ascii").strip().strip('"')
        if not token or len(token.split(".")) != 3 or not token.isprintable() or " " in token:
            raise ValueError("not a token")
        ends = _end_of(token)
        with self._lock:
            # One that ends within the hour is still good for what is asked now.
            self._good[_digest(key)] = token, max(ends, time.time() + RENEW_BEFORE_S + 60)
        return token

    def drop(self, key: str) -> None:
        """Its token no longer counts."""
        with self._lock:
            self._good.pop(_digest(key), None)


def _digest(key: str) -> bytes:
    return hashlib.sha256(key.encode()).digest()


def _end_of(token: str) -> float:
    part = token.split(".")[1]
    try:
        claims = json.loads(base64.urlsafe_b64decode(part + "=" * (-len(part) % 4)))
        ends = float(claims["exp"])
    except (ValueError, KeyError, TypeError, OverflowError, RecursionError):
        ends = math.nan
    return ends if math.isfinite(ends) else time.time() + _DEFAULT_S
