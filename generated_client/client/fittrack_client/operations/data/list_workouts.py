# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.workout_list import WorkoutList
from ...operation import Operation
from ...parameters import is_given, query_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def list_workouts(
    *,
    sport: str | Unset = UNSET,
    limit: int | Unset = 100,
    cursor: str | Unset = UNSET,
) -> Operation[WorkoutList]:
    """List planned workouts

    By name.

    Args:
        sport (str | Unset): Only this sport.
        limit (int | Unset): How many items at most. Default: 100.
        cursor (str | Unset): `next_cursor` of the page before; opaque.
    """

    _query: list[str] = []
    if is_given(sport):
        _query.append(query_text("sport", sport, "form", True))

    if is_given(limit):
        _query.append(query_text("limit", limit, "form", True))

    if is_given(cursor):
        _query.append(query_text("cursor", cursor, "form", True))

    return Operation(
        "list_workouts",
        "GET",
        "/v1/workouts",
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> WorkoutList:
    return WorkoutList.from_dict(response.json())
