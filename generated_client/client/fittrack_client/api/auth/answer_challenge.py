# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Any
from uuid import UUID

import httpx

from ...client import AuthenticatedClient, Client
from ...models.challenge_answer import ChallengeAnswer
from ...models.problem import Problem
from ...models.token_grant import TokenGrant
from ...parameters import path_text, url_of
from ...types import Response


def _get_kwargs(
    challenge_id: UUID,
    *,
    body: ChallengeAnswer,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": url_of(
            "/v1/auth/challenges/{challenge_id}",
            {
                "challenge_id": path_text("challenge_id", challenge_id, "simple", False),
            },
        ),
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | TokenGrant:
    if response.status_code == 200:
        return TokenGrant.from_dict(response.json())

    if response.status_code == 400:
        return Problem.from_dict(response.json())

    if response.status_code == 401:
        return Problem.from_dict(response.json())

    if response.status_code == 404:
        return Problem.from_dict(response.json())

    if response.status_code == 410:
        return Problem.from_dict(response.json())

    if response.status_code == 413:
        return Problem.from_dict(response.json())

    if response.status_code == 415:
        return Problem.from_dict(response.json())

    if response.status_code == 422:
        return Problem.from_dict(response.json())

    if response.status_code == 429:
        return Problem.from_dict(response.json())

    if response.status_code == 507:
        return Problem.from_dict(response.json())

    if response.is_success:  # a status that the contract did not have when this was generated
        return TokenGrant.from_dict(response.json())

    return Problem.from_dict(response.json())


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | TokenGrant]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    challenge_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    body: ChallengeAnswer,
) -> Response[Problem | TokenGrant]:
    """Answer a challenge with a code

     A challenge lives 5 minutes and allows 5 tries; a TOTP code works once.

    Args:
        challenge_id (UUID): The challenge's id.
        body (ChallengeAnswer): The second step of signing in.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TokenGrant]
    """

    kwargs = _get_kwargs(
        challenge_id=challenge_id,
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    challenge_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    body: ChallengeAnswer,
) -> Problem | TokenGrant | None:
    """Answer a challenge with a code

     A challenge lives 5 minutes and allows 5 tries; a TOTP code works once.

    Args:
        challenge_id (UUID): The challenge's id.
        body (ChallengeAnswer): The second step of signing in.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TokenGrant
    """

    return sync_detailed(
        challenge_id=challenge_id,
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    challenge_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    body: ChallengeAnswer,
) -> Response[Problem | TokenGrant]:
    """Answer a challenge with a code

     A challenge lives 5 minutes and allows 5 tries; a TOTP code works once.

    Args:
        challenge_id (UUID): The challenge's id.
        body (ChallengeAnswer): The second step of signing in.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | TokenGrant]
    """

    kwargs = _get_kwargs(
        challenge_id=challenge_id,
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    challenge_id: UUID,
    *,
    client: AuthenticatedClient | Client,
    body: ChallengeAnswer,
) -> Problem | TokenGrant | None:
    """Answer a challenge with a code

     A challenge lives 5 minutes and allows 5 tries; a TOTP code works once.

    Args:
        challenge_id (UUID): The challenge's id.
        body (ChallengeAnswer): The second step of signing in.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | TokenGrant
    """

    return (
        await asyncio_detailed(
            challenge_id=challenge_id,
            client=client,
            body=body,
        )
    ).parsed
