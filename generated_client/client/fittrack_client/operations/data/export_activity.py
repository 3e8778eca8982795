# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING
from uuid import UUID

from ...models.export_format import ExportFormat
from ...operation import Operation
from ...parameters import is_given, path_of, path_text, query_text
from ...types import UNSET, File, Unset

if TYPE_CHECKING:
    import httpx


def export_activity(
    activity_id: UUID,
    *,
    format_: ExportFormat | Unset = UNSET,
) -> Operation[File]:
    """Export an activity as GPX, TCX, FIT, CSV or Parquet

    The activity as a file that other programs read. GPX holds the places with heart rate, cadence,
    temperature and
    power; TCX the laps and all moments, with speed and power; both pauses. FIT is the original, CSV and
    Parquet are all
    samples. The samples are those of the recording with the most of them; for GPX, of those with
    positions. Where
    `Accept` takes any format it is GPX, or TCX without positions. With `If-None-Match`, 304 says that
    nothing
    has changed.

    Args:
        activity_id (UUID): The activity's id.
        format_ (ExportFormat | Unset):
    """

    _query: list[str] = []
    if is_given(format_):
        _query.append(query_text("format", format_, "form", True))

    return Operation(
        "export_activity",
        "GET",
        path_of(
            "/v1/activities/{activity_id}/export",
            {
                "activity_id": path_text("activity_id", activity_id, "simple", False),
            },
        ),
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> File:
    return File(payload=BytesIO(response.content))
