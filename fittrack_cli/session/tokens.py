"""A pair of tokens, when it is due for renewal, and how it is written down."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from fittrack_cli.session.secret import Secret

if TYPE_CHECKING:
    from fittrack_client.models.token_grant import TokenGrant

RENEW_AHEAD_S = 60.0


class Tokens(NamedTuple):
    """What a sign-in gave. Times are seconds since the epoch by this machine's clock."""

    origin: str
    username: str
    session_id: str
    access: Secret
    refresh: Secret
    received_at: float
    access_expires_at: float
    refresh_expires_at: float

    def is_due(self, now: float | None = None) -> bool:
        """Whether to renew before use: a minute ahead, or a tenth of a short life."""
        now = time.time() if now is None else now
        lifetime = self.access_expires_at - self.received_at
        return now >= self.access_expires_at - min(RENEW_AHEAD_S, lifetime / 10)

    def is_expired(self, now: float | None = None) -> bool:
        """Whether the access token is past its life, as far as this machine's clock can tell."""
        return (time.time() if now is None else now) >= self.access_expires_at

    def to_json(self) -> dict[str, object]:
        """As the stores keep it: the one form that shows the secrets."""
        return self._asdict() | {"access": self.access.reveal(), "refresh": self.refresh.reveal()}


def from_grant(grant: TokenGrant, origin: str) -> Tokens:
    """The tokens of a grant; times are counted from now, whatever the server's clock says."""
    now = time.time()
    served = grant.expires_at.timestamp() - grant.expires_in
    return Tokens(
        origin=origin,
        username=grant.username,
        session_id=str(grant.session_id),
        access=Secret(grant.access_token),
        refresh=Secret(grant.refresh_token),
        received_at=now,
        access_expires_at=now + grant.expires_in,
        refresh_expires_at=now + (grant.refresh_expires_at.timestamp() - served),
    )


def from_json(document: object) -> Tokens:
    """The tokens that `to_json` wrote; raises ValueError for anything else."""
    if not isinstance(document, Mapping):
        raise ValueError("it is no object")
    try:
        return Tokens(
            origin=_text(document, "origin"),
            username=_text(document, "username"),
            session_id=_text(document, "session_id"),
            access=Secret(_text(document, "access")),
            refresh=Secret(_text(document, "refresh")),
            received_at=_number(document, "received_at"),
            access_expires_at=_number(document, "access_expires_at"),
            refresh_expires_at=_number(document, "refresh_expires_at"),
        )
    except KeyError as error:
        raise ValueError(f"it lacks {error}") from None


def _text(document: Mapping[str, object], key: str) -> str:
    value = document[key]
    if not isinstance(value, str) or not value:
        raise ValueError(f"its {key} is no text")
    return value


def _number(document: Mapping[str, object], key: str) -> float:
    value = document[key]
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError(f"its {key} is no number")
    return float(value)
