# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.login_request import LoginRequest
from ...models.mfa_challenge import MfaChallenge
from ...models.problem import Problem
from ...models.token_grant import TokenGrant
from ...types import Response


def _get_kwargs(
    *,
    body: LoginRequest,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/auth/login",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> MfaChallenge | TokenGrant | Problem:
    if response.status_code == 200:

        def _parse_response_200(data: object) -> MfaChallenge | TokenGrant:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                return TokenGrant.from_dict(data)

            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError("response_200: not of a type that the contract allows")
            return MfaChallenge.from_dict(data)

        return _parse_response_200(response.json())

    if response.status_code == 400:
        return Problem.from_dict(response.json())

    if response.status_code == 401:
        return Problem.from_dict(response.json())

    if response.status_code == 413:
        return Problem.from_dict(response.json())

    if response.status_code == 415:
        return Problem.from_dict(response.json())

    if response.status_code == 422:
        return Problem.from_dict(response.json())

    if response.status_code == 429:
        return Problem.from_dict(response.json())

    if response.status_code == 503:
        return Problem.from_dict(response.json())

    if response.status_code == 507:
        return Problem.from_dict(response.json())

    if response.is_success:  # a status that the contract did not have when this was generated

        def _parse_response_200(data: object) -> MfaChallenge | TokenGrant:
            try:
                if not isinstance(data, dict):
                    raise TypeError()
                return TokenGrant.from_dict(data)

            except (TypeError, ValueError, AttributeError, KeyError):
                pass
            if not isinstance(data, dict):
                raise TypeError("response_200: not of a type that the contract allows")
            return MfaChallenge.from_dict(data)

        return _parse_response_200(response.json())

    return Problem.from_dict(response.json())


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[MfaChallenge | TokenGrant | Problem]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: LoginRequest,
) -> Response[MfaChallenge | TokenGrant | Problem]:
    """Sign in with a password

     Answers a pair of tokens, or a challenge where the account has a second factor.

    A wrong user name and a wrong password get the same answer in the same time.

    Args:
        body (LoginRequest): The first step of signing in.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MfaChallenge | TokenGrant | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient | Client,
    body: LoginRequest,
) -> MfaChallenge | TokenGrant | Problem | None:
    """Sign in with a password

     Answers a pair of tokens, or a challenge where the account has a second factor.

    A wrong user name and a wrong password get the same answer in the same time.

    Args:
        body (LoginRequest): The first step of signing in.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MfaChallenge | TokenGrant | Problem
    """

    return sync_detailed(
        client=client,
        body=body,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient | Client,
    body: LoginRequest,
) -> Response[MfaChallenge | TokenGrant | Problem]:
    """Sign in with a password

     Answers a pair of tokens, or a challenge where the account has a second factor.

    A wrong user name and a wrong password get the same answer in the same time.

    Args:
        body (LoginRequest): The first step of signing in.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[MfaChallenge | TokenGrant | Problem]
    """

    kwargs = _get_kwargs(
        body=body,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient | Client,
    body: LoginRequest,
) -> MfaChallenge | TokenGrant | Problem | None:
    """Sign in with a password

     Answers a pair of tokens, or a challenge where the account has a second factor.

    A wrong user name and a wrong password get the same answer in the same time.

    Args:
        body (LoginRequest): The first step of signing in.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        MfaChallenge | TokenGrant | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
        )
    ).parsed
