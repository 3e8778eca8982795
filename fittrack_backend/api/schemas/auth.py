"""Signing in, sessions, and access tokens for scripts."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum
from typing import Annotated, Literal
from uuid import UUID

from pydantic import Field, SecretStr

from fittrack_backend.accounts import lifetimes
from fittrack_backend.accounts.lifetimes import in_words
from fittrack_backend.api.schemas.base import TELLS_BRANCHES, Schema
from fittrack_backend.api.schemas.credentials import Code, Password
from fittrack_backend.api.strict import LAX, WHOLE_NUMBER_IN_JSON
from fittrack_backend.request_schema import RequestSchema


class Scope(StrEnum):
    """What an access token for scripts may do. `write`: change what was synced. `upload`: send files, and ask what
    became of them."""

    READ = "read"
    SYNC = "sync"
    SOURCES = "sources"
    WRITE = "write"
    UPLOAD = "upload"


class ChallengeMethod(StrEnum):
    """How a challenge can be answered."""

    TOTP = "totp"
    RECOVERY_CODE = "recovery_code"


class LoginRequest(RequestSchema):
    """The first step of signing in."""

    username: str = Field(min_length=1, max_length=256)
    password: Password
    client_name: str | None = Field(
        default=None,
        max_length=100,
        description="How the session shows in the list of sessions.",
        examples=["fittrack 1.0.0 on laptop"],
    )
    device_secret: SecretStr | None = Field(
        default=None,
        min_length=32,
        max_length=128,
        description="Random. The client keeps it on its device and shows it to this server alone. "
        "Once an account was signed in to with it, wrong tries of this device are counted by "
        "themselves, so that nobody else's keep it out.",
    )


class TokenGrant(Schema):
    """Signed in: a pair of tokens."""

    kind: Literal["token_grant"]
    token_type: Literal["Bearer"]
    access_token: str
    refresh_token: str
    expires_in: int = Field(description="Seconds until the access token expires.")
    expires_at: dt.datetime = Field(description="When the access token expires.")
    refresh_expires_at: dt.datetime = Field(
        description="When the refresh token expires unless it is used."
    )
    session_id: UUID
    username: str


class MfaChallenge(Schema):
    """The password was right; a second factor is needed."""

    kind: Literal["mfa_challenge"]
    challenge_id: UUID
    methods: list[ChallengeMethod]
    expires_at: dt.datetime
    tries_remaining: int


LoginResult = Annotated[TokenGrant | MfaChallenge, Field(discriminator=TELLS_BRANCHES)]


class ChallengeAnswer(RequestSchema):
    """The second step of signing in."""

    method: Annotated[ChallengeMethod, LAX] = ChallengeMethod.TOTP
    code: Code


class ProofMethod(StrEnum):
    """What proves who is at the client."""

    PASSWORD = "password"  # noqa: S105 - a name, not a password
    TOTP = "totp"
    RECOVERY_CODE = "recovery_code"


class ProofRequest(RequestSchema):
    """A password or a code, given again."""

    method: Annotated[ProofMethod, LAX] = ProofMethod.PASSWORD
    proof: Annotated[
        SecretStr,
        Field(min_length=1, max_length=1024, description="The password, or the code."),
    ]


class Proof(Schema):
    """Until when the session's sensitive steps ask for nothing more."""

    proved_until: dt.datetime


class RefreshRequest(RequestSchema):
    """Asks for the next pair of tokens."""

    refresh_token: SecretStr = Field(min_length=1, max_length=512)
    attempt: SecretStr = Field(
        min_length=16,
        max_length=128,
        description="A random id that the client wrote down beside this refresh token before it "
        "first asked with it. It sends the same one whenever it asks with this token again. "
        "Another one shows that there are two holders, and ends the session. A client that can "
        "write nothing down sends a new one each time, and does not rotate.",
    )
    rotate: bool = Field(
        default=True,
        description="False, for a client that cannot keep a new pair: the refresh token stays, "
        f"and its access token is good for another {in_words(lifetimes.ACCESS_TOKEN)}.",
    )


class Session(Schema):
    """A sign-in that is still good."""

    id: UUID
    client_name: str | None
    created_at: dt.datetime
    last_used_at: dt.datetime
    expires_at: dt.datetime
    current: bool = Field(description="Whether this is the session that asks.")


class SessionList(Schema):
    items: list[Session]
    next_cursor: str | None


class AccessTokenRequest(RequestSchema):
    """A token for a script, with only the rights it needs."""

    name: str = Field(min_length=1, max_length=100)
    scopes: list[Annotated[Scope, LAX]] = Field(min_length=1, max_length=len(Scope))
    expires_in_days: (
        Annotated[int, Field(ge=1, le=3650, strict=False), WHOLE_NUMBER_IN_JSON] | None
    ) = Field(default=90, description="Null: it does not expire.")


class AccessToken(Schema):
    """A token for scripts, without its secret."""

    id: UUID
    name: str
    scopes: list[Scope]
    session_id: UUID | None = Field(
        description="The session that made it; null once that is forgotten."
    )
    created_at: dt.datetime
    expires_at: dt.datetime | None
    last_used_at: dt.datetime | None


class CreatedAccessToken(AccessToken):
    """A token for scripts, with its secret: the only time that it is shown."""

    token: str


class AccessTokenList(Schema):
    items: list[AccessToken]
    next_cursor: str | None
