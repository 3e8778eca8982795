"""How many messages of each kind a FIT file has, and which kinds FitTrack keeps nothing of."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated

from fittrack_backend.records.fields import Means, Record

_MOST = 100
REST = "other"
"""What kinds beyond the most frequent are counted as."""


@dataclass(frozen=True, kw_only=True)
class MessageCount(Record):
    """The messages of a kind in a FIT file."""

    name: Annotated[
        str,
        Means(
            text="The kind's name in the FIT profile, or its number where that has none.",
            example="record",
        ),
    ]
    count: Annotated[int, Means(example=3312)]
    kept: Annotated[
        bool,
        Means(
            text="Whether FitTrack keeps something of such messages, besides the original file.",
            example=True,
        ),
    ]


def most_frequent(counts: Mapping[str, int]) -> dict[str, int]:
    """The counts by name, the most frequent first; from the 101st kind on they are `other`."""
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    found = dict(ordered[:_MOST])
    if len(ordered) > _MOST:
        found[REST] = sum(count for _, count in ordered[_MOST:])
    return found
