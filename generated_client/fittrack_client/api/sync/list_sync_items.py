# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Any
from urllib.parse import quote
from uuid import UUID

import httpx

from ...client import AuthenticatedClient, Client
from ...models.item_outcome import ItemOutcome
from ...models.problem import Problem
from ...models.sync_item_list import SyncItemList
from ...models.sync_type import SyncType
from ...types import UNSET, Response, Unset


def _get_kwargs(
    job_id: UUID,
    *,
    outcome: ItemOutcome | Unset = UNSET,
    type_: SyncType | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_outcome: str | Unset = UNSET
    if not isinstance(outcome, Unset):
        json_outcome = outcome

    params["outcome"] = json_outcome

    json_type_: str | Unset = UNSET
    if not isinstance(type_, Unset):
        json_type_ = type_

    params["type"] = json_type_

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/sync/jobs/{job_id}/items".format(
            job_id=quote(str(job_id), safe=""),
        ),
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SyncItemList:
    if response.is_success:
        response_200 = SyncItemList.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 404:
        response_404 = Problem.from_dict(response.json())

        return response_404

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[Problem | SyncItemList]:
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
    outcome: ItemOutcome | Unset = UNSET,
    type_: SyncType | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Response[Problem | SyncItemList]:
    """List what became of each file

     In the order of their names.

    Args:
        job_id (UUID): The sync job's id.
        outcome (ItemOutcome | Unset): How one item of a job ended. `pending`: it has not been
            looked at yet.
        type_ (SyncType | Unset): What a sync covers.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SyncItemList]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        outcome=outcome,
        type_=type_,
        limit=limit,
        cursor=cursor,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    job_id: UUID,
    *,
    client: AuthenticatedClient,
    outcome: ItemOutcome | Unset = UNSET,
    type_: SyncType | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Problem | SyncItemList | None:
    """List what became of each file

     In the order of their names.

    Args:
        job_id (UUID): The sync job's id.
        outcome (ItemOutcome | Unset): How one item of a job ended. `pending`: it has not been
            looked at yet.
        type_ (SyncType | Unset): What a sync covers.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SyncItemList
    """

    return sync_detailed(
        job_id=job_id,
        client=client,
        outcome=outcome,
        type_=type_,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    job_id: UUID,
    *,
    client: AuthenticatedClient,
    outcome: ItemOutcome | Unset = UNSET,
    type_: SyncType | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Response[Problem | SyncItemList]:
    """List what became of each file

     In the order of their names.

    Args:
        job_id (UUID): The sync job's id.
        outcome (ItemOutcome | Unset): How one item of a job ended. `pending`: it has not been
            looked at yet.
        type_ (SyncType | Unset): What a sync covers.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | SyncItemList]
    """

    kwargs = _get_kwargs(
        job_id=job_id,
        outcome=outcome,
        type_=type_,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    job_id: UUID,
    *,
    client: AuthenticatedClient,
    outcome: ItemOutcome | Unset = UNSET,
    type_: SyncType | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Problem | SyncItemList | None:
    """List what became of each file

     In the order of their names.

    Args:
        job_id (UUID): The sync job's id.
        outcome (ItemOutcome | Unset): How one item of a job ended. `pending`: it has not been
            looked at yet.
        type_ (SyncType | Unset): What a sync covers.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | SyncItemList
    """

    return (
        await asyncio_detailed(
            job_id=job_id,
            client=client,
            outcome=outcome,
            type_=type_,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
