"""Days in a row: sets of days as spans that neither overlap nor touch, in their order."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass

from fittrack_backend.records.fields import Record

_DAY = dt.timedelta(days=1)


@dataclass(frozen=True, order=True)
class Span(Record):
    """Days in a row, both included."""

    since: dt.date
    until: dt.date

    @property
    def days(self) -> int:
        """How many there are."""
        return (self.until - self.since).days + 1


Spans = tuple[Span, ...]


def joined(spans: Iterable[Span]) -> Spans:
    """The days that are in any of them."""
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.since <= found[-1].until + _DAY:
            found[-1] = Span(found[-1].since, max(found[-1].until, span.until))
        else:
            found.append(span)
    return tuple(found)


def without(spans: Iterable[Span], taken: Iterable[Span]) -> Spans:
    """The days of `spans` that are in none of `taken`."""
    left = list(spans)
    for one in taken:
        parts: list[Span] = []
        for span in left:
            if span.until < one.since or span.since > one.until:
                parts.append(span)
                continue
            if span.since < one.since:
                parts.append(Span(span.since, one.since - _DAY))
            if span.until > one.until:
                parts.append(Span(one.until + _DAY, span.until))
        left = parts
    return joined(left)


def newest(spans: Spans, most: int) -> Span | None:
    """The newest days in a row, at most so many; None where there are none."""
    if not spans:
        return None
    last = spans[-1]
    return Span(max(last.since, last.until - (most - 1) * _DAY), last.until)


def halves(span: Span) -> tuple[Span, Span]:
    """Its newer and its older half."""
    middle = span.since + dt.timedelta(days=span.days // 2)
    return Span(middle, span.until), Span(span.since, middle - _DAY)
