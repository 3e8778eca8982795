"""An activity from its recordings: each value from the recording that knows it best.

What the device gives comes before what FitTrack worked out, FIT before TCX before GPX (each keeps less than
the one before) before what a service says of it, a whole file before a damaged one, more samples before fewer, then
whoever lacks the fewest values. A session of no distance or no time does not know it: a trainer's ride of 15 km is one
of 0 km to the watch. What a person writes or chooses at a service, such as the name, comes from there first, and of one
service from the recording that came last. Nothing else depends on the order in which the recordings came.
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
from fittrack_backend.records.activity_parts import ActivityParts
from fittrack_backend.records.as_json import sparse
from fittrack_backend.records.fields import Sparse, fields_of
from fittrack_backend.records.local_time import OFFSETS_S, as_local_start, local_time
from fittrack_backend.records.measures import SessionMeasures
from fittrack_backend.records.twins import ANY_SPORT

R = TypeVar("R", bound=ActivityRecording)

_OF_SERVICES = ("csv", "json")
_FORMATS = ("fit", "tcx", "gpx", *_OF_SERVICES)
"""The one that keeps the most first."""
_ZERO_IS_NOTHING = frozenset(
    {
        "distance_m",
        "timer_s",
        "elapsed_s",
        "moving_s",
        "active_s",
        "avg_speed_m_s",
        "max_speed_m_s",
        "avg_cadence_rpm",
        "max_cadence_rpm",
        "cycles",
        "avg_power_w",
        "max_power_w",
        "normalized_power_w",
        "work_j",
        "threshold_power_w",
        "pool_length_m",
        "num_lengths",
        "num_active_lengths",
        "avg_strokes_per_length",
        "avg_strokes_per_lap",
        "avg_stroke_distance_m",
        "avg_swolf",
        "avg_step_length_mm",
        "avg_vertical_oscillation_mm",
        "avg_vertical_ratio_percent",
        "avg_stance_time_ms",
        "avg_stance_time_percent",
        "avg_respiration_rate_per_min",
        "min_respiration_rate_per_min",
        "max_respiration_rate_per_min",
        "training_load_peak",
    }
)
"""What is never truly 0 while a sensor measures it."""
_HELD_TOGETHER: Mapping[str, type[Sparse]] = {"measures": SessionMeasures, "parts": ActivityParts}
"""What recordings hold as one record: its values are chosen one by one, too."""
_WITH_THE_SPORT = "sub_sport"
_WITH_THE_GEAR = ("gear_kind", "gear_brand", "gear_model")
_VALUES = tuple(
    name for name in fields_of(SessionValues) if name not in (_WITH_THE_SPORT, *_WITH_THE_GEAR)
)
_START, _SPORT, _LAPS = "start_time", "sport", "laps"
_WRITTEN = frozenset({"name", "description", "gear", _SPORT})
"""What a person edits at a service, while the file stays as the device wrote it."""


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
    edited = sorted(ranked, key=_rank_of_edits)
    best = {name: _best(edited if name in _WRITTEN else ranked, name) for name in (*_VALUES, _LAPS)}
    values: dict[str, object] = {name: getattr(one, name) for name, one in best.items()}
    sport = [one for one in edited if one.sport == best[_SPORT].sport]
    best[_WITH_THE_SPORT] = _best(sport, _WITH_THE_SPORT)
    values[_WITH_THE_SPORT] = best[_WITH_THE_SPORT].sub_sport
    gear = [one for one in edited if one.gear == best["gear"].gear]
    for name in _WITH_THE_GEAR:
        best[name] = _best(gear, name)
        values[name] = getattr(best[name], name)
    main = best[_START]
    values |= {name: getattr(main, name) for name in fields_of(FromFile) if name != "remarks"}
    gives: dict[UUID, list[str]] = {one.id: [] for one in recordings}
    for name, one in best.items():
        if not _lacks(one, name) and values[name] is not None:
            gives[one.id].append(name)
    for held, record in _HELD_TOGETHER.items():
        values[held] = _together(held, record, ranked, gives)
    by_start = sorted(ranked, key=lambda one: _is_computed(one, _START))
    givers = sorted((one for one in by_start if gives[one.id]), key=lambda one: one is not main)
    values["remarks"] = tuple(dict.fromkeys(text for one in givers for text in one.remarks))
    values["lap_count"] = len(best[_LAPS].laps)
    values["recording_count"] = len(recordings)
    if local is not None and local.zone_from in ("file", "position"):
        values |= vars(local)
    else:
        values |= _local_start(by_start, main.start_time, account_zone)
    return Derived(values, {one: tuple(names) for one, names in gives.items()})


def _together(
    held: str,
    record: type[Sparse],
    ranked: Sequence[KeptRecording],
    gives: Mapping[UUID, list[str]],
) -> Sparse | None:
    """The values that recordings hold together under this name, each from the one that knows it best;
    notes who gives it."""
    holders = [(one, vars(of_one)) for one in ranked if (of_one := getattr(one, held))]
    there = set().union(*(of_one for _, of_one in holders))
    found: dict[str, object] = {}
    for name in (name for name in fields_of(record) if name in there):
        known = [(one, of_one[name]) for one, of_one in holders if of_one.get(name) is not None]
        if known:
            told = next(
                (
                    (one, value)
                    for one, value in known
                    if value != () and (value != 0 or name not in _ZERO_IS_NOTHING)
                ),
                None,
            )
            if told is not None:
                gives[told[0].id].append(name)
            found[name] = (told or known[0])[1]
    return sparse(record, found) if found else None


def in_order(recordings: Sequence[R]) -> list[R]:
    """The recordings with the one that gives the most values first."""
    return sorted(recordings, key=order_of)


def order_of(one: ActivityRecording) -> tuple[object, ...]:
    """What sorts recordings so."""
    return -len(one.gives), one.start_time, one.file_sha256, one.number


def _best(ranked: Sequence[KeptRecording], name: str) -> KeptRecording:
    """The recording that knows the value best, of several in the order of their rank: what is worked out from a file
    comes before what a service worked out."""
    known = None
    for one in ranked:
        if _lacks(one, name):
            continue
        if known is not None and one.file_format in _OF_SERVICES:
            break
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


def _rank_of_edits(one: KeptRecording) -> tuple[object, ...]:
    """Of values that a person edits: what services say first, and of what one of them says the latest. Sorting
    keeps the rank of the rest."""
    if one.file_format not in _OF_SERVICES:
        return len(_OF_SERVICES), 0.0
    return _OF_SERVICES.index(one.file_format), -one.created_at.timestamp()


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
