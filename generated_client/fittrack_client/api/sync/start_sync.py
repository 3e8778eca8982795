# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.sync_job import SyncJob
from ...models.sync_request import SyncRequest
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    body: SyncRequest,
    idempotency_key: str | Unset = UNSET,
) -> dict[str, Any]:
    headers: dict[str, Any] = {}
    if not isinstance(idempotency_key, Unset):
        headers["Idempotency-Key"] = idempotency_key

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
    if response.is_success:
        response_202 = SyncJob.from_dict(response.json())

        return response_202

    if response.status_code == 400:
        response_400 = Problem.from_dict(response.json())

        return response_400

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 409:
        response_409 = Problem.from_dict(response.json())

        return response_409

    if response.status_code == 413:
        response_413 = Problem.from_dict(response.json())

        return response_413

    if response.status_code == 415:
        response_415 = Problem.from_dict(response.json())

        return response_415

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    if response.status_code == 507:
        response_507 = Problem.from_dict(response.json())

        return response_507

    response_default = Problem.from_dict(response.json())

    return response_default


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
