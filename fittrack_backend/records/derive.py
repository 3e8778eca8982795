"""An activity from its recordings: each value from the recording that knows it best.

What the device gives comes before what FitTrack worked out, FIT before TCX before GPX (each keeps less than
the one before), a whole file before a damaged one, more samples before fewer, then whoever lacks the fewest
values. A session of no distance or no time does not know it: a trainer's ride of 15 km is one of 0 km to the
watch. Nothing depends on the order in which the recordings came.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TypeVar
from uuid import UUID

from attrs import frozen

from fittrack_backend.records.activities import (
    ActivityRecording,
    FromFile,
    KeptRecording,
    LocalStart,
    SessionValues,
)
from fittrack_backend.records.fields import fields_of
from fittrack_backend.records.local_time import OFFSETS_S, as_local_start, local_time
from fittrack_backend.records.twins import ANY_SPORT

R = TypeVar("R", bound=ActivityRecording)

_FORMATS = ("fit", "tcx", "gpx")
"""The one that keeps the most first."""
_ZERO_IS_NOTHING = frozenset({"distance_m", "timer_s", "elapsed_s"})
_WITH_THE_SPORT = "sub_sport"
_VALUES = tuple(name for name in fields_of(SessionValues) if name != _WITH_THE_SPORT)
_START, _SPORT, _LAPS = "start_time", "sport", "laps"


@frozen
class Derived:
    """What an activity is by its recordings: its columns, and the names of the values that each gives."""

    values: Mapping[str, object]
    gives: Mapping[UUID, tuple[str, ...]]


def derived(
    recordings: Sequence[KeptRecording],
    account_zone: str | None,
    local: LocalStart | None = None,
) -> Derived:
    """The activity that these recordings are of; there is at least one.

    `account_zone` dates it where no recording tells the local time. `local` is the local time of a single
    recording that was worked out when it was read.
    """
    ranked = sorted(recordings, key=_rank)
    best = {name: _best(ranked, name) for name in (*_VALUES, _LAPS)}
    values: dict[str, object] = {name: getattr(one, name) for name, one in best.items()}
    sport = [one for one in ranked if one.sport == best[_SPORT].sport]
    best[_WITH_THE_SPORT] = _best(sport, _WITH_THE_SPORT)
    values[_WITH_THE_SPORT] = best[_WITH_THE_SPORT].sub_sport
    main = best[_START]
    values |= {name: getattr(main, name) for name in fields_of(FromFile) if name != "remarks"}
    gives: dict[UUID, tuple[str, ...]] = {one.id: () for one in recordings}
    for name, one in best.items():
        if not _lacks(one, name) and values[name] is not None:
            gives[one.id] += (name,)
    by_start = sorted(ranked, key=lambda one: _is_computed(one, _START))
    givers = sorted((one for one in by_start if gives[one.id]), key=lambda one: one is not main)
    values["remarks"] = tuple(dict.fromkeys(text for one in givers for text in one.remarks))
    values["lap_count"] = len(best[_LAPS].laps)
    values["recording_count"] = len(recordings)
    if local is not None and local.zone_from in ("file", "position"):
        values |= vars(local)
    else:
        values |= _local_start(by_start, main.start_time, account_zone)
    return Derived(values, gives)


def in_order(recordings: Sequence[R]) -> list[R]:
    """The recordings with the one that gives the most values first."""
    return sorted(recordings, key=order_of)


def order_of(one: ActivityRecording) -> tuple[object, ...]:
    """What sorts recordings so."""
    return -len(one.gives), one.start_time, one.file_sha256, one.number


def _best(ranked: Sequence[KeptRecording], name: str) -> KeptRecording:
    """The recording that knows the value best, of several in the order of their rank."""
    known = None
    for one in ranked:
        if not _lacks(one, name):
            if not _is_computed(one, name):
                return one
            known = known or one
    return known or min(ranked, key=lambda one: _is_computed(one, name))


def _is_computed(one: KeptRecording, name: str) -> bool:
    return one.summed_up or name in one.computed


def _rank(one: KeptRecording) -> tuple[object, ...]:
    """The better recording first, whichever value is asked for."""
    return (
        _FORMATS.index(one.file_format),
        one.damage is not None,
        -one.samples,
        sum(name in one.computed or _lacks(one, name) for name in _VALUES),
        one.start_time,
        one.file_sha256,
        one.number,
    )


def _lacks(one: KeptRecording, name: str) -> bool:
    value = getattr(one, name)
    if name == _SPORT:
        return value in ANY_SPORT
    return value is None or value == () or (value == 0 and name in _ZERO_IS_NOTHING)


def _local_start(
    ranked: Sequence[KeptRecording], start: dt.datetime, account_zone: str | None
) -> Mapping[str, object]:
    offsets = [one.clock_offset_s for one in ranked if one.clock_offset_s in OFFSETS_S]
    places = [
        (one.start_lat, one.start_lon)
        for one in ranked
        if one.start_lat is not None and one.start_lon is not None
    ]
    found = local_time(
        start,
        file_offset_s=offsets[0] if offsets else None,
        position=places[0] if places else None,
        account_zone=account_zone,
    )
    return vars(as_local_start(found))
