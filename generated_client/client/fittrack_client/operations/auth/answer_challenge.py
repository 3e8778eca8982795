# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from ...models.challenge_answer import ChallengeAnswer
from ...models.token_grant import TokenGrant
from ...operation import Operation
from ...parameters import path_of, path_text

if TYPE_CHECKING:
    import httpx


def answer_challenge(
    challenge_id: UUID,
    *,
    body: ChallengeAnswer,
) -> Operation[TokenGrant]:
    """Answer a challenge with a code

    A challenge lives 5 minutes and allows 5 tries; a TOTP code works once.

    Args:
        challenge_id (UUID): The challenge's id.
        body (ChallengeAnswer): The second step of signing in.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "answer_challenge",
        "POST",
        path_of(
            "/v1/auth/challenges/{challenge_id}",
            {
                "challenge_id": path_text("challenge_id", challenge_id, "simple", False),
            },
        ),
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> TokenGrant:
    return TokenGrant.from_dict(response.json())
