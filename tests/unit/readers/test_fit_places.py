"""Where a FIT recording was at some moments, and what follows for two that cover the same time."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from attrs import evolve

from fittrack_backend.readers import read
from fittrack_backend.records.activities import Recording
from fittrack_backend.records.twins import Span, are_twins
from tools.corpus import recorded
from tools.corpus.fit import Message, fit_file, semicircles
from tools.corpus.track import Track, track

START = dt.datetime(2026, 3, 1, 9, 30, tzinfo=dt.UTC)
HERE = track(START, 1200)
ELSEWHERE = evolve(HERE, points=tuple(evolve(one, lon=one.lon + 9) for one in HERE.points))


def began(way: Track) -> dict[str, Any]:
    first = way.points[0]
    return {
        "start_position_lat": semicircles(first.lat),
        "start_position_long": semicircles(first.lon),
    }


def only(*messages: Message) -> Recording:
    (found,) = read(fit_file(*messages), "fit").activities
    return found


def recording(way: Track, *, told: bool, laps: bool = True, session: bool = True) -> Recording:
    """What is read where the session and the lap tell where they began, or nothing of it; never where they ended."""
    more = began(way) if told else {}
    messages = [*recorded.records(way)]
    messages += [recorded.lap(way, **more)] if laps else []
    messages += [recorded.session(way, **more)] if session else []
    return only(*messages, recorded.activity(way.end, offset_s=3600))


def span(of: Recording, file: str) -> Span:
    return Span(file, of.start_time, of.elapsed_s or 0.0, of.sport, of.places)


@pytest.mark.parametrize("told", [True, False])
@pytest.mark.parametrize(("laps", "session"), [(True, True), (False, True), (False, False)])
def test_who_was_elsewhere_at_the_time_is_no_twin(told: bool, laps: bool, session: bool) -> None:
    one, same, other = (
        span(recording(way, told=told, laps=laps, session=session), file)
        for way, file in ((HERE, "one"), (HERE, "same"), (ELSEWHERE, "other"))
    )
    assert are_twins(one, same)
    assert not are_twins(one, other)


def test_places_are_those_of_the_recordings_own_time() -> None:
    late = evolve(HERE, start=HERE.end + dt.timedelta(minutes=5))
    data = fit_file(
        *recorded.records(HERE),
        *recorded.records(late),
        recorded.session(HERE, num_laps=0),
        recorded.session(late, num_laps=0),
        recorded.activity(late.end, sessions=2),
    )
    first, second = read(data, "fit").activities
    assert (first.places[0].at, first.places[-1].at) == (HERE.start, HERE.end)
    assert (second.places[0].at, second.places[-1].at) == (late.start, late.end)


def test_what_the_laps_tell_is_enough() -> None:
    last = HERE.points[-1]
    ends = {"end_position_lat": semicircles(last.lat), "end_position_long": semicircles(last.lon)}
    found = only(
        *recorded.records(HERE),
        recorded.lap(HERE, **began(HERE), **ends),
        recorded.session(HERE, **began(HERE)),
        recorded.activity(HERE.end),
    )
    assert [place.at for place in found.places] == [HERE.start, HERE.end]
