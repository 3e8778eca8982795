"""Where a session was at some moments: where it and its laps began and ended.

Most devices write these with every lap, so no record has to be read for them. Where fewer than two are told, some of the
records tell it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.parts import Part
from fittrack_backend.readers.fit.record_sums import PLACES, position_of
from fittrack_backend.readers.fit.wire import Message, messages
from fittrack_backend.records.activities import Place, Recording, some_places

_ENOUGH = 2
"""Of the moments of two recordings, so many must be known to tell that they were elsewhere (`records.twins`)."""
_MOST_READ = 500
"""How many records of a part are read for places."""


def places_of(session: Message | None, laps: Iterable[Message]) -> tuple[Place, ...]:
    """The places that a session and its laps give, in the order of their times."""
    given = [*laps] if session is None else [session, *laps]
    found = {place.at: place for message in given for place in _ends(message)}
    return tuple(some_places([found[at] for at in sorted(found)]))


def _ends(message: Message) -> Iterator[Place]:
    begun = of.seconds(message, "start_time")
    elapsed = of.amount(message, "total_elapsed_time")
    ended = None if begun is None or elapsed is None else begun + round(elapsed)
    for seconds, end in ((begun, "start"), (ended, "end")):
        there = position_of(message, f"{end}_position_lat", f"{end}_position_long")
        if seconds is not None and there is not None:
            yield Place(of.moment(seconds), *there)


def with_places(part: Part, recordings: Sequence[Recording]) -> list[Recording]:
    """The recordings, with places from the records within their time where they have too few."""
    if all(len(one.places) >= _ENOUGH for one in recordings):
        return list(recordings)
    every = -(-part.records // _MOST_READ) or 1
    found = sorted(_places_of_records(part, every), key=lambda place: place.at)
    return [
        one if len(one.places) >= _ENOUGH else replace(one, places=_within(one, found))
        for one in recordings
    ]


def _places_of_records(part: Part, every: int) -> Iterator[Place]:
    for record in messages(part, PLACES, every):
        seconds = of.seconds(record, "timestamp")
        there = position_of(record, "position_lat", "position_long")
        if seconds is not None and there is not None:
            yield Place(of.moment(seconds), *there)


def _within(recording: Recording, places: Sequence[Place]) -> tuple[Place, ...]:
    begun = recording.start_time
    ended = begun + dt.timedelta(seconds=recording.elapsed_s or recording.timer_s or 0)
    found = [place for place in places if begun <= place.at <= ended]
    return tuple(some_places(found)) or recording.places
