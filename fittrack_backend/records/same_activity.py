"""Which activities a recording is of: by `twins`, corrected by what a person said.

A person may say of two recordings that they are of one activity, or of two. Both outlive the recordings: a
recording is named by its file's digest and its number in it, so that it is known when it comes again.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Protocol, TypeAlias, TypeVar
from uuid import UUID

from attrs import define, field

from fittrack_backend.records.activities import KeptRecording
from fittrack_backend.records.twins import Span, Together, activities_of

RecordingKey: TypeAlias = tuple[str, int]
"""The digest of its file, and its number in it."""


def key_of(recording: KeptRecording) -> RecordingKey:
    """What a recording is known by when it comes again."""
    return recording.file_sha256, recording.number


def span_of(recording: KeptRecording) -> Span:
    """What tells a recording from others."""
    return Span(
        file=recording.file_sha256,
        start=recording.start_time,
        elapsed_s=max(recording.elapsed_s or recording.timer_s or 0.0, 0.0),
        sport=recording.sport,
        places=recording.places,
        distance_m=recording.distance_m,
        name=recording.name,
    )


@define
class Apart:
    """The pairs of recordings of which a person said that they are of two activities."""

    _pairs: dict[RecordingKey, set[RecordingKey]] = field(factory=dict)

    def add(self, one: RecordingKey, other: RecordingKey) -> None:
        """Notes a pair."""
        self._pairs.setdefault(one, set()).add(other)
        self._pairs.setdefault(other, set()).add(one)

    def discard(self, one: RecordingKey, other: RecordingKey) -> None:
        """Forgets a pair, of which something else was said since."""
        self._pairs.get(one, set()).discard(other)
        self._pairs.get(other, set()).discard(one)

    def of(self, one: RecordingKey) -> set[RecordingKey]:
        """Those that one is to stay apart from."""
        return self._pairs.get(one, set())

    def keeps(self, some: Iterable[RecordingKey], others: Collection[RecordingKey]) -> bool:
        """Whether any of the one is to stay apart from any of the other."""
        return any(not self.of(one).isdisjoint(others) for one in some) if self._pairs else False


@define
class Spans:
    """The spans of recordings, each made once: what follows from its places is kept with it."""

    _known: dict[UUID, tuple[KeptRecording, Span]] = field(factory=dict)

    def of(self, recording: KeptRecording) -> Span:
        """The recording's span."""
        known = self._known.get(recording.id)
        if known is not None and known[0] is recording:
            return known[1]
        span = span_of(recording)
        self._known[recording.id] = recording, span
        return span


def homes_of(
    one: KeptRecording,
    candidates: Mapping[UUID, Sequence[KeptRecording]],
    apart: Apart,
    spans: Spans,
    beside: Sequence[KeptRecording] = (),
) -> list[UUID]:
    """The activities, given by their recordings, that `one` is of: the nearest first.

    Several: it shows that they are one activity, as no one said otherwise. `beside` are the recordings of
    an activity that `one` is of already, and would join with those.
    """
    own = [key_of(one), *map(key_of, beside)]
    clusters: list[tuple[UUID, tuple[Span, ...]]] = []
    keys = {
        activity_id: [key_of(each) for each in some] for activity_id, some in candidates.items()
    }
    for activity_id, recordings in candidates.items():
        if not apart.keeps(own, keys[activity_id]):
            clusters += [(activity_id, cluster) for cluster in _clusters(map(spans.of, recordings))]
    found: list[UUID] = []
    along = _along(spans.of(one), map(spans.of, beside)) if beside else ()
    for number in activities_of(spans.of(one), [cluster for _, cluster in clusters], along):
        activity_id = clusters[number][0]
        is_known = activity_id in found
        if not is_known and not any(apart.keeps(keys[home], keys[activity_id]) for home in found):
            found.append(activity_id)
    return found


def _along(one: Span, beside: Iterable[Span]) -> tuple[Span, ...]:
    """Those of the recordings that belong together with one."""
    of_one = next(cluster for cluster in _clusters([one, *beside]) if one in cluster)
    return tuple(span for span in of_one if span is not one)


def _clusters(recordings: Iterable[Span]) -> list[tuple[Span, ...]]:
    """The recordings that belong together by themselves: a person may have joined others to them."""
    found: list[Together] = []
    for span in sorted(recordings, key=lambda span: (span.start, span.file)):
        of_one = next((cluster for cluster in found if cluster.takes(span)), None)
        if of_one is None:
            of_one = Together()
            found.append(of_one)
        of_one.add(span)
    return [tuple(cluster.spans) for cluster in found]


class Timed(Protocol):
    """A recording, and when it began and ended."""

    @property
    def number(self) -> int: ...
    @property
    def start_time(self) -> dt.datetime: ...
    @property
    def end_time(self) -> dt.datetime: ...


V = TypeVar("V", bound=Timed)


def edited_version(new: Timed, old: Sequence[V]) -> V | None:
    """Which of the recordings that a file held before it was edited the new one is a version of: one that
    covers a part of the same time, the one with the same number before others."""
    return max(
        (one for one in old if are_versions(new, one)),
        key=lambda one: (one.number == new.number, _overlap_s(new, one)),
        default=None,
    )


def are_versions(new: Timed, old: Timed) -> bool:
    """Whether a recording takes the place of one that its file held before: they cover a part of the same time."""
    return _overlap_s(new, old) > 0 or old.start_time == new.start_time


def _overlap_s(one: Timed, other: Timed) -> float:
    end = min(one.end_time, other.end_time)
    return (end - max(one.start_time, other.start_time)).total_seconds()
