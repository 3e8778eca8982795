# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Any
from uuid import UUID

import httpx

from ...client import AuthenticatedClient, Client
from ...models.item_outcome import ItemOutcome
from ...models.problem import Problem
from ...models.sync_item_list import SyncItemList
from ...models.sync_type import SyncType
from ...parameters import is_given, path_text, query_text, url_of
from ...types import UNSET, Response, Unset


def _get_kwargs(
    job_id: UUID,
    *,
    outcome: ItemOutcome | Unset = UNSET,
    type_: SyncType | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> dict[str, Any]:

    query: list[str] = []
    if is_given(outcome):
        query.append(query_text("outcome", outcome, "form", True))

    if is_given(type_):
        query.append(query_text("type", type_, "form", True))

    if is_given(limit):
        query.append(query_text("limit", limit, "form", True))

    if is_given(cursor):
        query.append(query_text("cursor", cursor, "form", True))

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": url_of(
            "/v1/sync/jobs/{job_id}/items",
            {
                "job_id": path_text("job_id", job_id, "simple", False),
            },
            query,
        ),
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | SyncItemList:
    if response.status_code == 200:
        return SyncItemList.from_dict(response.json())

    if response.status_code == 401:
        return Problem.from_dict(response.json())

    if response.status_code == 403:
        return Problem.from_dict(response.json())

    if response.status_code == 404:
        return Problem.from_dict(response.json())

    if response.status_code == 422:
        return Problem.from_dict(response.json())

    if response.is_success:  # a status that the contract did not have when this was generated
        return SyncItemList.from_dict(response.json())

    return Problem.from_dict(response.json())


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
