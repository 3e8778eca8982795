# Generated from openapi.yaml by scripts/regenerate-client; do not edit.

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING

from ...models.load_measure import LoadMeasure
from ...models.training_load import TrainingLoad
from ...operation import Operation
from ...parameters import is_given, query_text
from ...types import UNSET, Unset

if TYPE_CHECKING:
    import httpx


def get_training_load(
    *,
    since: datetime.date | Unset = UNSET,
    until: datetime.date | Unset = UNSET,
    measure: LoadMeasure | Unset = UNSET,
) -> Operation[TrainingLoad]:
    """Get the load of each day, fitness, fatigue and form

    Of the last 90 days, unless said otherwise. Fitness is the load weighted over 42 days, fatigue over
    7; what was done
    before counts.

    Args:
        since (datetime.date | Unset): The first day.
        until (datetime.date | Unset): The last day, included.
        measure (LoadMeasure | Unset):
    """

    _query: list[str] = []
    if is_given(since):
        _query.append(query_text("since", since, "form", True))

    if is_given(until):
        _query.append(query_text("until", until, "form", True))

    if is_given(measure):
        _query.append(query_text("measure", measure, "form", True))

    return Operation(
        "get_training_load",
        "GET",
        "/v1/training-load",
        _read,
        query=_query,
    )


def _read(response: httpx.Response) -> TrainingLoad:
    return TrainingLoad.from_dict(response.json())
