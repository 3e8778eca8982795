"""A pair of tokens, when it is due for renewal, and how it is written down."""

from __future__ import annotations

import time
from collections.abc import Mapping
from typing import TYPE_CHECKING, NamedTuple

from fittrack_cli.secret import Secret

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

    @property
    def lifetime_s(self) -> float:
        """How long the access token is good, counted from when it came."""
        return self.access_expires_at - self.received_at

    def age_s(self, now: float | None = None) -> float:
        """Seconds since the tokens came, and never below 0, even if the clock was set back."""
        return max((time.time() if now is None else now) - self.received_at, 0.0)

    def is_due_at(self, age_s: float) -> bool:
        """Whether to renew before use: a minute ahead, or a tenth of a short life."""
        return age_s >= self.lifetime_s - min(RENEW_AHEAD_S, self.lifetime_s / 10)

    def is_expired_at(self, age_s: float) -> bool:
        """Whether the access token is past its life."""
        return age_s >= self.lifetime_s

    def is_expired(self) -> bool:
        """Whether it is, as far as this machine's clock can tell."""
        return self.is_expired_at(self.age_s())

    def to_json(self) -> dict[str, object]:
        """As the stores keep it: the one form that shows the secrets."""
        return self._asdict() | {"access": self.access.reveal(), "refresh": self.refresh.reveal()}


def moment(seconds: float) -> str:
    """A time of these tokens as the backend writes times: RFC 3339 in UTC, to the second."""
    import datetime as dt

    text = dt.datetime.fromtimestamp(seconds, dt.UTC).replace(microsecond=0).isoformat()
    return text.replace("+00:00", "Z")


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
        raise ValueError("it is not an object")
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
        raise ValueError(f"its {key} is not text")
    return value


def _number(document: Mapping[str, object], key: str) -> float:
    value = document[key]
    if not isinstance(value, int | float) or isinstance(value, bool):
        raise ValueError(f"its {key} is not a number")
    return float(value)
