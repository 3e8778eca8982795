# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.sync_job import SyncJob
from ...models.sync_request import SyncRequest
from ...parameters import header_text, is_given
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: SyncRequest,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if is_given(idempotency_key):
        headers["Idempotency-Key"] = header_text(idempotency_key, "simple", False)

    _kwargs: dict[str, Any] = {
        "method": "post",
        "url": "/v1/sync/jobs",
    }

    _kwargs["json"] = body.to_dict()

    headers["Content-Type"] = "application/json"

    _kwargs["headers"] = headers
    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SyncJob:
    if response.status_code == 202:
        return SyncJob.from_dict(response.json())

    if response.status_code == 400:
        return Problem.from_dict(response.json())

    if response.status_code == 401:
        return Problem.from_dict(response.json())

    if response.status_code == 403:
        return Problem.from_dict(response.json())

    if response.status_code == 404:
        return Problem.from_dict(response.json())

    if response.status_code == 409:
        return Problem.from_dict(response.json())

    if response.status_code == 413:
        return Problem.from_dict(response.json())

    if response.status_code == 415:
        return Problem.from_dict(response.json())

    if response.status_code == 422:
        return Problem.from_dict(response.json())

    if response.status_code == 507:
        return Problem.from_dict(response.json())

    if response.is_success:  # a status that the contract did not have when this was generated
        return SyncJob.from_dict(response.json())

    return Problem.from_dict(response.json())


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | SyncJob]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    body: SyncRequest,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | SyncJob]:
    """Start a sync

     Two jobs on the same source and type never run at once: the second is a conflict (409)
    with the first one's `job_id`.

    Args:
        idempotency_key (str | Unset): The same key with the same request answers what the first
            one answered.
        body (SyncRequest): What to sync. Without members: all types, from all sources, what is
            new.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SyncJob]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    body: SyncRequest,
    idempotency_key: str | Unset = UNSET,
) -> Problem | SyncJob | None:
    """Start a sync

     Two jobs on the same source and type never run at once: the second is a conflict (409)
    with the first one's `job_id`.

    Args:
        idempotency_key (str | Unset): The same key with the same request answers what the first
            one answered.
        body (SyncRequest): What to sync. Without members: all types, from all sources, what is
            new.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SyncJob
    """

    return sync_detailed(
        client=client,
        body=body,
        idempotency_key=idempotency_key,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    body: SyncRequest,
    idempotency_key: str | Unset = UNSET,
) -> Response[Problem | SyncJob]:
    """Start a sync

     Two jobs on the same source and type never run at once: the second is a conflict (409)
    with the first one's `job_id`.

    Args:
        idempotency_key (str | Unset): The same key with the same request answers what the first
            one answered.
        body (SyncRequest): What to sync. Without members: all types, from all sources, what is
            new.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SyncJob]
    """

    kwargs = _get_kwargs(
        body=body,
        idempotency_key=idempotency_key,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    body: SyncRequest,
    idempotency_key: str | Unset = UNSET,
) -> Problem | SyncJob | None:
    """Start a sync

     Two jobs on the same source and type never run at once: the second is a conflict (409)
    with the first one's `job_id`.

    Args:
        idempotency_key (str | Unset): The same key with the same request answers what the first
            one answered.
        body (SyncRequest): What to sync. Without members: all types, from all sources, what is
            new.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SyncJob
    """

    return (
        await asyncio_detailed(
            client=client,
            body=body,
            idempotency_key=idempotency_key,
        )
    ).parsed
