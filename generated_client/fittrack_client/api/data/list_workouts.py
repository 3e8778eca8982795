# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from typing import Any

import httpx

from ...client import AuthenticatedClient, Client
from ...models.problem import Problem
from ...models.workout_list import WorkoutList
from ...types import UNSET, Response, Unset


def _get_kwargs(
    *,
    sport: str | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> dict[str, Any]:

    params: dict[str, Any] = {}

    params["sport"] = sport

    params["limit"] = limit

    params["cursor"] = cursor

    params = {k: v for k, v in params.items() if v is not UNSET and v is not None}

    _kwargs: dict[str, Any] = {
        "method": "get",
        "url": "/v1/workouts",
        "params": params,
    }

    return _kwargs


def _parse_response(
    *, client: AuthenticatedClient | Client, response: httpx.Response
) -> Problem | WorkoutList:
    if response.is_success:
        response_200 = WorkoutList.from_dict(response.json())

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
) -> Response[Problem | WorkoutList]:
    return Response(
        status_code=response.status_code,
        content=response.content,
        headers=response.headers,
        parsed=_parse_response(client=client, response=response),
    )


def sync_detailed(
    *,
    client: AuthenticatedClient,
    sport: str | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Response[Problem | WorkoutList]:
    """List planned workouts

     By name.

    Args:
        sport (str | Unset): Only this sport.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | WorkoutList]
    """

    kwargs = _get_kwargs(
        sport=sport,
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
    sport: str | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Problem | WorkoutList | None:
    """List planned workouts

     By name.

    Args:
        sport (str | Unset): Only this sport.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | WorkoutList
    """

    return sync_detailed(
        client=client,
        sport=sport,
        limit=limit,
        cursor=cursor,
    ).parsed


async def asyncio_detailed(
    *,
    client: AuthenticatedClient,
    sport: str | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Response[Problem | WorkoutList]:
    """List planned workouts

     By name.

    Args:
        sport (str | Unset): Only this sport.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Response[Problem | WorkoutList]
    """

    kwargs = _get_kwargs(
        sport=sport,
        limit=limit,
        cursor=cursor,
    )

    response = await client.get_async_httpx_client().request(**kwargs)

    return _build_response(client=client, response=response)


async def asyncio(
    *,
    client: AuthenticatedClient,
    sport: str | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Problem | WorkoutList | None:
    """List planned workouts

     By name.

    Args:
        sport (str | Unset): Only this sport.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.

    Raises:
        errors.UnexpectedStatus: If the server returns an undocumented status code and Client.raise_on_unexpected_status is True.
        httpx.TimeoutException: If the request takes longer than Client.timeout.

    Returns:
        Problem | WorkoutList
    """

    return (
        await asyncio_detailed(
            client=client,
            sport=sport,
            limit=limit,
            cursor=cursor,
        )
    ).parsed
