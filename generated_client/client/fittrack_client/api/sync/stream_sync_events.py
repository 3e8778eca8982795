# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Any
from uuid import UUID

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...parameters import header_text, is_given, path_text, url_of
from ...types import UNSET, Response, Unset


def _get_kwargs(
    job_id: UUID,
    *,
    last_event_id: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if is_given(last_event_id):
        headers["Last-Event-ID"] = header_text(last_event_id, "simple", False)

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": url_of(
            "/v1/sync/jobs/{job_id}/events",
            {
                "job_id": path_text("job_id", job_id, "simple", False),
            },
        ),
    }

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | str:
    if response.status_code == 200:
        response_200 = response.text
        if not isinstance(response_200, str):
            raise TypeError("response_200: expected text")

        return response_200

    if response.status_code == 401:
        return Problem.from_dict(response.json())

    if response.status_code == 403:
        return Problem.from_dict(response.json())

    if response.status_code == 404:
        return Problem.from_dict(response.json())

    if response.status_code == 422:
        return Problem.from_dict(response.json())

    if response.is_success:  # a status that the contract did not have when this was generated
        response_200 = response.text
        if not isinstance(response_200, str):
            raise TypeError("response_200: expected text")

        return response_200

    return Problem.from_dict(response.json())


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | str]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    job_id: UUID,
    *,
    client: AuthenticatedClient,
    last_event_id: str | Unset = UNSET,
) -> Response[Problem | str]:
    """Follow a sync job

     Every item's outcome as it comes, and the job's progress, until the job ends.

    Args:
        job_id (UUID): The sync job's id.
        last_event_id (str | Unset): The id of the last event that was received: the stream goes
            on after it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        last_event_id=last_event_id,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    job_id: UUID,
    *,
    client: AuthenticatedClient,
    last_event_id: str | Unset = UNSET,
) -> Problem | str | None:
    """Follow a sync job

     Every item's outcome as it comes, and the job's progress, until the job ends.

    Args:
        job_id (UUID): The sync job's id.
        last_event_id (str | Unset): The id of the last event that was received: the stream goes
            on after it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return sync_detailed(
        job_id=job_id,
        client=client,
        last_event_id=last_event_id,
    ).parsed


async def asyncio_detailed(
    job_id: UUID,
    *,
    client: AuthenticatedClient,
    last_event_id: str | Unset = UNSET,
) -> Response[Problem | str]:
    """Follow a sync job

     Every item's outcome as it comes, and the job's progress, until the job ends.

    Args:
        job_id (UUID): The sync job's id.
        last_event_id (str | Unset): The id of the last event that was received: the stream goes
            on after it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | str]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        last_event_id=last_event_id,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    job_id: UUID,
    *,
    client: AuthenticatedClient,
    last_event_id: str | Unset = UNSET,
) -> Problem | str | None:
    """Follow a sync job

     Every item's outcome as it comes, and the job's progress, until the job ends.

    Args:
        job_id (UUID): The sync job's id.
        last_event_id (str | Unset): The id of the last event that was received: the stream goes
            on after it.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | str
    """

    return (
        await asyncio_detailed(
            job_id=job_id,
            client=client,
            last_event_id=last_event_id,
        )
    ).parsed
