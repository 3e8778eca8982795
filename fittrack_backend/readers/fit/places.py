"""Where a session was at some moments: where it and its laps began and ended.

Devices write these with every lap, so no record has to be read for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from fittrack_backend.readers.fit import values as of
from fittrack_backend.readers.fit.record_sums import position_of
from fittrack_backend.readers.fit.wire import Message
from fittrack_backend.records.activities import Place, some_places


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
