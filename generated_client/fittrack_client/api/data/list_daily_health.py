# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

import datetime
from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.daily_health_list import DailyHealthList
from ...models.problem import Problem
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    since: datetime.date | Unset = UNSET,
    until: datetime.date | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    json_since: str | Unset = UNSET
    if not isinstance(since, Unset):
        json_since = since.isoformat()
    params["since"] = json_since

    json_until: str | Unset = UNSET
    if not isinstance(until, Unset):
        json_until = until.isoformat()
    params["until"] = json_until

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/daily-health",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> DailyHealthList | Problem:
    if response.is_success:
        response_200 = DailyHealthList.from_dict(response.json())

        return response_200

    if response.status_code == 401:
        response_401 = Problem.from_dict(response.json())

        return response_401

    if response.status_code == 403:
        response_403 = Problem.from_dict(response.json())

        return response_403

    if response.status_code == 422:
        response_422 = Problem.from_dict(response.json())

        return response_422

    response_default = Problem.from_dict(response.json())

    return response_default


def _build_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Response[DailyHealthList | Problem]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    since: datetime.date | Unset = UNSET,
    until: datetime.date | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Response[DailyHealthList | Problem]:
    """List daily health

     Latest day first.

    Args:
        since (datetime.date | Unset): The first day.
        until (datetime.date | Unset): The last day, included.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DailyHealthList | Problem]
    """

    kwargs = _get_kwargs(
        since=since,
        until=until,
        limit=limit,
        cursor=cursor,
    )

    response = client.get_httpx_client().request(
        **kwargs,
    )

    return _build_response(client=client, response=response)


def sync(
    *,
    client: AuthenticatedClient,
    since: datetime.date | Unset = UNSET,
    until: datetime.date | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> DailyHealthList | Problem | None:
    """List daily health

     Latest day first.

    Args:
        since (datetime.date | Unset): The first day.
        until (datetime.date | Unset): The last day, included.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DailyHealthList | Problem
    """

    return sync_detailed(
        client=client,
        since=since,
        until=until,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    since: datetime.date | Unset = UNSET,
    until: datetime.date | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Response[DailyHealthList | Problem]:
    """List daily health

     Latest day first.

    Args:
        since (datetime.date | Unset): The first day.
        until (datetime.date | Unset): The last day, included.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[DailyHealthList | Problem]
    """

    kwargs = _get_kwargs(
        since=since,
        until=until,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    since: datetime.date | Unset = UNSET,
    until: datetime.date | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> DailyHealthList | Problem | None:
    """List daily health

     Latest day first.

    Args:
        since (datetime.date | Unset): The first day.
        until (datetime.date | Unset): The last day, included.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        DailyHealthList | Problem
    """

    return (
        await asyncio_detailed(
            client=client,
            since=since,
            until=until,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
