# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ...models.athlete_change import AthleteChange
from ...models.athlete_view import AthleteView
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def change_athlete(
    *,
    body: AthleteChange,
) -> Operation[AthleteView]:
    """Set what is known of the athlete

    Sets values from a day on. Zones, stress and loads of all activities follow at once.

    Args:
        body (AthleteChange): What is to change. What is left out stays; null takes a value back.
    """

    _headers: dict[str, str] = {}

    _kwargs: dict[str, Any] = {}
    _kwargs["json"] = body.to_dict()

    _headers["Content-Type"] = "application/json"

    return Operation(
        "change_athlete",
        "PATCH",
        "/v1/athlete",
        _read,
        headers=_headers,
        **_kwargs,
    )


def _read(response: httpx.Response) -> AthleteView:
    return AthleteView.from_dict(response.json())
