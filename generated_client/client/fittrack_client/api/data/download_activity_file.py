# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from io import BytesIO
from typing import Any
from uuid import UUID

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...parameters import path_text, url_of
from ...types import File, Response


def _get_kwargs(
    activity_id: UUID,
) -> dict[str, Any]:

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": url_of(
            "/v1/activities/{activity_id}/file",
            {
                "activity_id": path_text("activity_id", activity_id, "simple", False),
            },
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> File | Problem:
    if response.status_code == 200:
        return File(payload=BytesIO(response.content))

    if response.status_code == 401:
        return Problem.from_dict(response.json())

    if response.status_code == 403:
        return Problem.from_dict(response.json())

    if response.status_code == 404:
        return Problem.from_dict(response.json())

    if response.status_code == 422:
        return Problem.from_dict(response.json())

    if response.is_success:  # a status that the contract did not have when this was generated
        return File(payload=BytesIO(response.content))

    return Problem.from_dict(response.json())


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[File | Problem]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    activity_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[File | Problem]:
    """Download an activity's original file

     The file as it came from the source, byte for byte.

    Args:
        activity_id (UUID): The activity's id.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        activity_id=activity_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    activity_id: UUID,
    *,
    client: AuthenticatedClient,
) -> File | Problem | None:
    """Download an activity's original file

     The file as it came from the source, byte for byte.

    Args:
        activity_id (UUID): The activity's id.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return sync_detailed(
        activity_id=activity_id,
        client=client,
    ).parsed


async def asyncio_detailed(
    activity_id: UUID,
    *,
    client: AuthenticatedClient,
) -> Response[File | Problem]:
    """Download an activity's original file

     The file as it came from the source, byte for byte.

    Args:
        activity_id (UUID): The activity's id.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[File | Problem]
    """

    kwargs = _get_kwargs(
        activity_id=activity_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    activity_id: UUID,
    *,
    client: AuthenticatedClient,
) -> File | Problem | None:
    """Download an activity's original file

     The file as it came from the source, byte for byte.

    Args:
        activity_id (UUID): The activity's id.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        File | Problem
    """

    return (
        await asyncio_detailed(
            activity_id=activity_id,
            client=client,
        )
    ).parsed
