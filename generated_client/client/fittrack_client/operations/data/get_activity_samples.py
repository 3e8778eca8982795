# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from ...models.activity_samples import ActivitySamples
from ...models.sample_table import SampleTable
from ...operation import Operation
from ...parameters import is_given, path_of, path_text, query_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def get_activity_samples(
    activity_id: UUID,
    *,
    table: SampleTable | Unset = UNSET,
    fields: str | Unset = UNSET,
    resolution: int | Unset = UNSET,
    from_s: int | Unset = UNSET,
    to_s: int | Unset = UNSET,
    recording: UUID | Unset = UNSET,
) -> Operation[ActivitySamples]:
    """Get what a device recorded from moment to moment

    Position, heart rate, power and all else, as columns: JSON, CSV (`text/csv`) or Parquet
    (`application/vnd.apache.parquet`), as `Accept` says. Nothing is smoothed or filled in. What was not
    asked for before is read from the original file first, which may take a moment; 503 says that it
    takes
    longer, and asking again then waits for the same. With `If-None-Match`, 304 says that nothing has
    changed.

    Args:
        activity_id (UUID): The activity's id.
        table (SampleTable | Unset):
        fields (str | Unset): Only these columns, by their names, with commas between them.
            Without: all.
        resolution (int | Unset): At most so many rows: of each part of the activity those with
            the least and the greatest values, so that extremes stay. Without: all.
        from_s (int | Unset): Only from so many seconds after the recording's start on.
        to_s (int | Unset): Only up to so many seconds after the recording's start, included.
        recording (UUID | Unset): Which of the activity's recordings. Without: the one with the
            most samples.
    """

    _query: list[str] = []
    if is_given(table):
        _query.append(query_text("table", table, "form", True))

    if is_given(fields):
        _query.append(query_text("fields", fields, "form", True))

    if is_given(resolution):
        _query.append(query_text("resolution", resolution, "form", True))

    if is_given(from_s):
        _query.append(query_text("from_s", from_s, "form", True))

    if is_given(to_s):
        _query.append(query_text("to_s", to_s, "form", True))

    if is_given(recording):
        _query.append(query_text("recording", recording, "form", True))

    return Operation(
        "get_activity_samples",
        "GET",
        path_of(
            "/v1/activities/{activity_id}/samples",
            {
                "activity_id": path_text("activity_id", activity_id, "simple", False),
            },
        ),
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> ActivitySamples:
    return ActivitySamples.from_dict(response.json())
