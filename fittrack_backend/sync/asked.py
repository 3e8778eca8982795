"""Which days a source was asked for, and whether it answered: spans that never overlap, kept up to date
with every job that ends.

An answer stands until the source answers anew. An attempt that failed or was cancelled says nothing of
days that were answered before: it counts only where nothing better is known.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal
from uuid import UUID

from attrs import evolve, frozen

from fittrack_backend.records import local_time
from fittrack_backend.sources.port import Days
from fittrack_backend.sync.reading import Range

AskState = Literal["answered", "failed", "cancelled"]

_A_DAY = dt.timedelta(days=1)


@frozen
class AskedOfType:
    """Days in a row, both included, of one type, that a scan asked for at a time."""

    type: str
    since: dt.date
    until: dt.date
    at: dt.datetime
    failed: str | None = None
    """Why there was no answer."""
    was_answered: bool = False
    """Whether the answer came, however the job ended after that."""


def of_scan(
    named: Sequence[Days],
    types: Iterable[str],
    within: Range,
    *,
    zone: str | None,
    at: dt.datetime,
) -> list[AskedOfType]:
    """What a scan that began `at` asked for: the days that the source `named`, or all, within the job's
    range.

    No scan can ask for days to come: the last one is the day that it was in the athlete's `zone`.
    """
    today = local_time.today(zone, at)
    return [
        AskedOfType(kind, since, until, at, days.failed)
        for kind in types
        for days in named or (Days(),)
        if days.type in (None, kind)
        for since in (max(_first(days.since), _first(within.since)),)
        for until in (min(today, days.until or today, within.until or today),)
        if since <= until
    ]


def _first(day: dt.date | None) -> dt.date:
    return day if day is not None else dt.date.min


@frozen
class Asked:
    """Days in a row, both included, that one job asked a source for, and how that ended.

    `at` is when it asked, `reason` why it failed or was cancelled.
    """

    since: dt.date
    until: dt.date
    state: AskState
    job_id: UUID
    at: dt.datetime
    reason: str | None = None


def with_another(spans: Sequence[Asked], new: Asked) -> list[Asked]:
    """What is known after another job: `spans` overlap neither each other nor, in the result, `new`."""
    answered = [span for span in spans if span.state == "answered"]
    if new.state == "answered":
        return sorted([*without(spans, [new]), new], key=_since)
    added = without([new], answered)
    others = [span for span in spans if span.state != "answered"]
    return sorted([*answered, *without(others, added), *added], key=_since)


def without(spans: Sequence[Asked], taken: Sequence[Asked]) -> list[Asked]:
    """What is left of `spans` beside the days of `taken`."""
    left = list(spans)
    for one in taken:
        left = [part for span in left for part in _beside(span, one)]
    return left


def _beside(span: Asked, taken: Asked) -> Iterator[Asked]:
    if span.until < taken.since or span.since > taken.until:
        yield span
        return
    if span.since < taken.since:
        yield evolve(span, until=taken.since - _A_DAY)
    if span.until > taken.until:
        yield evolve(span, since=taken.until + _A_DAY)


def _since(span: Asked) -> dt.date:
    return span.since
