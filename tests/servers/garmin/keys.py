"""Keys of the Personal API, and the tokens that they are exchanged for."""

from __future__ import annotations

import base64
import json
import secrets
import time

from attrs import define, field

LIFETIME_S = 24 * 3600


def _part(document: dict[str, object]) -> str:
    return base64.urlsafe_b64encode(json.dumps(document).encode()).decode().rstrip("=")


@define
class Keys:
    """One key, which can end, and the tokens that it gave."""

    key: str = field(factory=lambda: "gpk_" + secrets.token_urlsafe(24))
    is_expired: bool = False
    lifetime_s: int = LIFETIME_S
    issued: list[str] = field(factory=list)
    """All tokens, also those that no longer count."""
    _good: dict[str, float] = field(factory=dict)

    def exchange(self, authorization: str) -> tuple[int, str]:
        """The status and text for a key: 400 without one, 401 for another one, 403 once it has ended."""
        scheme, _, given = authorization.partition(" ")
        if scheme != "ApiKey" or not given:
            return 400, "bad request"
        if given != self.key:
            return 401, "unknown key"
        if self.is_expired:
            return 403, "the key has expired"
        return 200, self._token()

    def is_good(self, authorization: str) -> bool:
        """Whether a token still counts."""
        scheme, _, token = authorization.partition(" ")
        return scheme == "Bearer" and self._good.get(token, 0.0) > time.time()

    def revoke_tokens(self) -> None:
        """Makes all tokens useless before their end."""
        self._good.clear()

    def expire(self) -> None:
        """Ends the key, and its tokens."""
        self.is_expired = True
        self.revoke_tokens()

    def renew(self) -> str:
        """A new key in place of the one before."""
        self.key = "gpk_" + secrets.token_urlsafe(24)
        self.is_expired = False
        self.revoke_tokens()
        return self.key

    def _token(self) -> str:
        ends = int(time.time()) + self.lifetime_s
        head = _part({"alg": "RS256", "typ": "JWT"})
        body = _part({"exp": ends, "iat": ends - self.lifetime_s, "jti": secrets.token_hex(8)})
        token = f"{head}.{body}.{secrets.token_urlsafe(32)}"
        self.issued.append(token)
        self._good[token] = ends
        return token
