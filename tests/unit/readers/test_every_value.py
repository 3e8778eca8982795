"""Every value of every session, lap and list of FIT files is what garmin-fit-sdk reads, field by field."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, cast

import pytest
from garmin_fit_sdk import Decoder, Profile, Stream

from fittrack_backend.readers import read
from fittrack_backend.readers.fit import part_fields, session_and_lap_fields
from fittrack_backend.readers.fit.left_out_fields import OF_LAPS, OF_SESSIONS
from fittrack_backend.readers.fit.session_and_lap_fields import Fields
from fittrack_backend.records.activities import Recording
from fittrack_backend.records.activity_parts import ActivityParts
from tests.corpora import LARGER, OURS, Corpus
from tests.unit.readers.fit_bytes import at, fit_file, message

pytestmark = pytest.mark.corpus

EPOCH = dt.datetime(1989, 12, 31, tzinfo=dt.UTC)
OF_SESSIONS_ALL: Fields = {
    **session_and_lap_fields.TOTALS_OF_SESSIONS,
    **session_and_lap_fields.MEASURES_OF_SESSIONS,
}
LISTS: Mapping[str, tuple[str, Fields]] = {
    "lengths": ("length_mesgs", part_fields.LENGTHS),
    "sets": ("set_mesgs", part_fields.SETS),
    "splits": ("split_mesgs", part_fields.SPLITS),
    "split_sums": ("split_summary_mesgs", part_fields.SPLIT_SUMS),
    "dive_gases": ("dive_gas_mesgs", part_fields.GASES),
}
LEAST = {OURS.name: 50, LARGER.name: 2_000}
"""More than that many values are compared."""

Messages = Mapping[str, list[dict[Any, Any]]]


def decoded(data: bytes) -> tuple[Messages, bool]:
    """The messages by garmin-fit-sdk, and whether it read all of them."""
    messages, errors = Decoder(Stream.from_byte_array(bytearray(data))).read(
        convert_types_to_strings=False, convert_datetimes_to_dates=False, expand_sub_fields=False
    )
    return cast(Messages, messages), not errors


def named(message: str, field: str, value: int) -> object:
    """The profile's name for a value of an enumeration."""
    fields = next(one for one in Profile["messages"].values() if one["name"] == message)["fields"]
    kind = next(one["type"] for one in fields.values() if one["name"] == field)
    return Profile["types"][kind].get(value)


def compared(
    kind: str, message: Mapping[Any, Any], fields: Fields, record: object, computed: object = ()
) -> Iterator[str]:
    """Compares each field of a message with the record's value; gives the names of those that agree."""
    for field, given in fields.items():
        value = message.get(field)
        if value is None or (given.unless is not None and message.get(given.unless) is not None):
            continue
        if isinstance(value, list):
            value = value[0]
        if given.plus is not None:
            value += message.get(given.plus) or 0
        found = getattr(record, given.name)
        if field == "left_right_balance":
            value = (value & 0x3FFF) / 100 if value & 0x8000 else None
        elif isinstance(found, str):
            value = named(kind, field, value)
        elif isinstance(found, dt.datetime):
            value = EPOCH + dt.timedelta(seconds=value)
        if found is None and value == 0 and field.endswith("heart_rate"):
            continue  # no heart beats so
        if isinstance(computed, tuple) and given.name in computed:
            continue  # a session of no distance does not know it
        assert found == (pytest.approx(value, abs=1e-6) if isinstance(value, float) else value), (
            f"{kind}.{field}"
        )
        yield field


def recordings(corpus: Corpus) -> Iterator[tuple[str, Messages, tuple[Recording, ...]]]:
    """Files that garmin-fit-sdk reads to their end, with their sessions."""
    for name, file in corpus.expected().items():
        if not name.endswith(".fit") or not file["sessions"] or file.get("summed_up"):
            continue
        data = corpus.read(name)
        messages, whole = decoded(data)
        if whole:
            yield name, messages, read(data, "fit").activities


def test_every_value(each_corpus: Corpus) -> None:
    agreed: list[str] = []
    for name, messages, activities in recordings(each_corpus):
        sessions, laps = messages["session_mesgs"], messages.get("lap_mesgs", [])
        if len(sessions) != len(activities):
            continue  # the file holds two files
        for session, activity in zip(sessions, activities, strict=True):
            known = set(OF_SESSIONS_ALL) | set(OF_SESSIONS)
            unknown = {str(field) for field in session if not isinstance(field, int)}
            assert unknown - known - {"developer_fields"} <= plus_fields(OF_SESSIONS_ALL), name
            totals = session_and_lap_fields.TOTALS_OF_SESSIONS
            agreed += compared("session", session, totals, activity, activity.computed)
            if activity.measures is not None:
                measures = session_and_lap_fields.MEASURES_OF_SESSIONS
                agreed += compared("session", session, measures, activity.measures)
        if len(sessions) == 1 and len(laps) == len(activities[0].laps):
            for message, lap in zip(laps, activities[0].laps, strict=True):
                known = set(session_and_lap_fields.OF_LAPS) | set(OF_LAPS)
                given = {str(field) for field in message if not isinstance(field, int)}
                assert given - known - {"developer_fields"} <= plus_fields(
                    session_and_lap_fields.OF_LAPS
                ), name
                worked_out = ("distance_m", "timer_s") if not message.get("total_distance") else ()
                agreed += compared("lap", message, session_and_lap_fields.OF_LAPS, lap, worked_out)
        if len(sessions) == 1:
            agreed += compared_lists(messages, activities[0].parts or ActivityParts())
    assert len(agreed) > LEAST[each_corpus.name]


def every_field_of(kind: str, **given: object) -> dict[str, Any]:
    """A message with a value in every field that the profile has; of two for the same the finer one."""
    profile = next(one for one in Profile["messages"].values() if one["name"] == kind)
    fields = list(profile["fields"].values())
    found: dict[str, object] = {}
    for number, field in enumerate(fields):
        is_coarse = any(one["name"] == f"enhanced_{field['name']}" for one in fields)
        if field["base_type"] == "string" or is_coarse:
            continue
        stored = 1 if field["type"] in Profile["types"] else 10 + number % 90
        if field["base_type"] == "bool":
            stored = 1
        scale, offset = field["scale"][0], field["offset"][0]
        value = stored / scale - offset if (scale, offset) != (1, 0) else stored
        found[field["name"]] = [value, value] if field["array"] == "true" else value
    return message(kind, **{**found, **given})


def test_every_field_of_the_profile_is_read_or_known_to_be_left_out() -> None:
    begun = {"start_time": at(0), "timestamp": at(600), "message_index": 0}
    lasted = {"total_elapsed_time": 600.0, "total_timer_time": 590.0}
    balance = {"left_right_balance": 0x8000 | 5080}
    session = every_field_of("session", **begun, **lasted, **balance)
    lap = every_field_of("lap", **begun, **lasted, **balance)
    of_session = {"reference_mesg": 18, "reference_index": 0}
    data = fit_file(
        every_field_of("length", **begun),
        every_field_of("set", timestamp=at(600), start_time=at(0), category=[28], message_index=0),
        every_field_of("split", **begun, end_time=at(300)),
        every_field_of("split_summary", message_index=0),
        every_field_of("time_in_zone", timestamp=at(600), **of_session),
        every_field_of("dive_gas", message_index=0),
        every_field_of("dive_summary", timestamp=at(600), **of_session),
        lap,
        session,
    )
    messages, _ = decoded(data)
    (activity,) = read(data, "fit").activities
    assert activity.measures is not None and activity.parts is not None
    for kind, found, fields, left_out in (
        ("session", activity.measures, OF_SESSIONS_ALL, OF_SESSIONS),
        ("lap", activity.laps[0], session_and_lap_fields.OF_LAPS, OF_LAPS),
    ):
        profile = next(one for one in Profile["messages"].values() if one["name"] == kind)
        names = {str(one["name"]) for one in profile["fields"].values()}
        assert names == set(fields) | plus_fields(fields) | set(left_out), kind
        assert not (set(fields) | plus_fields(fields)) & set(left_out), kind
        if kind == "session":
            fields = session_and_lap_fields.MEASURES_OF_SESSIONS
        (given,) = messages[f"{kind}_mesgs"]
        agreed = list(compared(kind, given, fields, found))
        assert len(agreed) == len(fields) - sum(one.unless is not None for one in fields.values())
    assert len(list(compared_lists(messages, activity.parts))) > 50
    (dive,) = messages["dive_summary_mesgs"]
    only_there = {
        field: given
        for field, given in session_and_lap_fields.MEASURES_OF_DIVES.items()
        if given.name not in {one.name for one in OF_SESSIONS_ALL.values()}
    }
    assert len(list(compared("dive_summary", dive, only_there, activity.measures))) > 8


def plus_fields(fields: Fields) -> set[str]:
    """The fields that are added to others."""
    return {given.plus for given in fields.values() if given.plus is not None}


def compared_lists(messages: Messages, parts: ActivityParts) -> Iterator[str]:
    """Compares lengths, sets, splits, gases, and times in zones."""
    for name, (kind, fields) in LISTS.items():
        records, given = getattr(parts, name), messages.get(kind, [])
        assert len(records) == len(given), name
        for one, record in zip(given, records, strict=True):
            yield from compared(kind.removesuffix("_mesgs"), one, fields, record)
    zones = [one for one in messages.get("time_in_zone_mesgs", []) if one["reference_mesg"] == 18]
    if zones:
        own = parts.zones[0]
        assert own.lap_index is None
        for field, array in part_fields.ZONE_ARRAYS.items():
            values = zones[-1].get(field, [])
            values = values if isinstance(values, list) else [values]
            assert list(getattr(own, array.name)) == pytest.approx(
                [one for one in values if one is not None], abs=1e-6
            ), field
            yield field
