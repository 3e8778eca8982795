# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING

from ...models.athlete_view import AthleteView
from ...operation import Operation

if TYPE_CHECKING:
    import httpx


def get_athlete() -> Operation[AthleteView]:
    """Show what is known of the athlete

    Heart rates, threshold power and zones: as they were set, and what counts today, with where it is
    from.
    """

    return Operation(
        "get_athlete",
        "GET",
        "/v1/athlete",
        _read,
    )


def _read(response: httpx.Response) -> AthleteView:
    return AthleteView.from_dict(response.json())
