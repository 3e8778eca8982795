"""The parts of a query that choose activities."""

from __future__ import annotations

from typing import Annotated

from fastapi import Query

from fittrack_backend.api.strict import WHOLE_NUMBER, Text
from fittrack_backend.request_schema import Day

Since = Annotated[Day | None, Query(description="The first day.")]
Until = Annotated[Day | None, Query(description="The last day, included.")]
Sports = Annotated[
    Text | None,
    Query(
        max_length=640,
        description="Only this sport: `running`, …; or any of several, with commas between them.",
    ),
]
_LONGEST_M = 10**9
_LONGEST_S = 10**9


def sports_of(text: str | None) -> tuple[str, ...]:
    """The sports that a query names, each once."""
    if text is None:
        return ()
    return tuple(dict.fromkeys(text.split(",")))


def _metres(which: str) -> object:
    return Query(
        ge=0,
        le=_LONGEST_M,
        description=f"Only activities of at {which} so many metres. Those without a distance are not among them.",
    )


def _seconds(which: str) -> object:
    return Query(
        ge=0,
        le=_LONGEST_S,
        description=f"Only activities of at {which} so many seconds without pauses (`timer_s`). Those without a time "
        "are not among them.",
    )


MinDistance = Annotated[int | None, _metres("least"), WHOLE_NUMBER]
MaxDistance = Annotated[int | None, _metres("most"), WHOLE_NUMBER]
MinDuration = Annotated[int | None, _seconds("least"), WHOLE_NUMBER]
MaxDuration = Annotated[int | None, _seconds("most"), WHOLE_NUMBER]
Search = Annotated[
    Text | None,
    Query(
        min_length=1,
        max_length=200,
        description="Only activities whose name has this text in it, whether its letters are capital or small.",
    ),
]
GearName = Annotated[
    Text | None,
    Query(
        min_length=1,
        max_length=200,
        description="Only activities with this gear, by its whole name.",
    ),
]
