"""What the facts about Garmin leave open, and what each dialect makes of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any, Literal

from attrs import frozen

Json = Any
Nothing = Literal["204", "404", "null", "object", "list", "bare"]


@frozen
class Dialect:
    """How answers look; each choice is one that the facts do not make."""

    name: str
    page: int
    """At most so many activities a page, whatever was asked for."""
    wrapped_lists: bool
    """Whether the lists that the facts show without an envelope have one."""
    oldest_first: bool
    nothing: Nothing
    """What is answered where there is nothing; `bare`: the usual form with nothing in it."""
    no_file: Literal["204", "404", "200", "zip"]
    """What is answered for the file of an activity without one; `200`: no byte, `zip`: a zip without an entry."""
    gone: Literal[404, 410, 400, 204]
    """What is answered for an activity that was deleted."""
    times: Literal["space", "iso", "millis", "offset", "zulu"]
    numbers: Literal["as they are", "floats", "ints"]
    nulls: bool
    """Whether what is missing is null; else it is left out."""
    extra: bool
    """Whether there are members that nobody knows, of every form."""
    reversed_members: bool
    text_ids: bool
    unstated: Literal["flat", "nested", "renamed"]
    """The form of the elements that the facts say nothing about: steps, stress, hydration, SpO2, levels, readings."""
    packed: bool
    """Whether answers are compressed and without a length."""
    crowded_zip: bool
    """Whether other things lie in the zip of an original file."""
    every_day: bool = False
    """Whether day summaries have an element for each day that is asked for, lived or not."""


CURT = Dialect(
    name="curt",
    page=7,
    wrapped_lists=False,
    oldest_first=False,
    nothing="204",
    no_file="204",
    gone=410,
    times="offset",
    numbers="ints",
    nulls=False,
    extra=False,
    reversed_members=True,
    text_ids=False,
    unstated="nested",
    packed=False,
    crowded_zip=False,
)
WORDY = Dialect(
    name="wordy",
    page=45,
    wrapped_lists=True,
    oldest_first=False,
    nothing="null",
    no_file="zip",
    gone=404,
    times="millis",
    numbers="floats",
    nulls=True,
    extra=True,
    reversed_members=False,
    text_ids=True,
    unstated="renamed",
    packed=True,
    crowded_zip=True,
)
UNRULY = Dialect(
    name="unruly",
    page=20,
    wrapped_lists=False,
    oldest_first=True,
    nothing="404",
    no_file="200",
    gone=204,
    times="zulu",
    numbers="as they are",
    nulls=True,
    extra=True,
    reversed_members=True,
    text_ids=False,
    unstated="flat",
    packed=False,
    crowded_zip=True,
)
DIALECTS = (CURT, WORDY, UNRULY)


def said(dialect: Dialect, members: Mapping[str, Json]) -> Json:
    """An object as the dialect writes it."""
    known = {
        name: _value(dialect, value)
        for name, value in members.items()
        if dialect.nulls or value is not None
    }
    if dialect.extra:
        known = {
            "aaUnknown": {"nested": [1, {"deep": None}]},
            **known,
            "zzUnknown": [None, "x", 1e300, {}],
        }
    return dict(reversed(known.items())) if dialect.reversed_members else known


def _value(dialect: Dialect, value: Json) -> Json:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return value
    if dialect.numbers == "floats":
        return float(value)
    return int(value) if dialect.numbers == "ints" and value == int(value) else value


def listed(dialect: Dialect, member: str, elements: list[Json]) -> Json:
    """A list for which the facts show no envelope."""
    return said(dialect, {member: elements}) if dialect.wrapped_lists else elements


def number(dialect: Dialect, activity_id: int) -> Json:
    """The id of an activity."""
    return str(activity_id) if dialect.text_ids else activity_id


def utc_text(dialect: Dialect, moment: dt.datetime) -> str:
    """A time in UTC, as a member called GMT has it."""
    return _text(dialect, moment.astimezone(dt.UTC))


def local_text(dialect: Dialect, moment: dt.datetime, zone: dt.tzinfo) -> str:
    """The wall clock where the athlete was."""
    return _text(dialect, moment.astimezone(zone))


def _text(dialect: Dialect, moment: dt.datetime) -> str:
    plain = moment.replace(tzinfo=None)
    match dialect.times:
        case "space":
            return plain.isoformat(" ", "seconds")
        case "iso":
            return plain.isoformat("T", "seconds")
        case "millis":
            return plain.isoformat("T", "milliseconds")
        case "offset":
            return moment.isoformat("T", "seconds")
        case "zulu":  # the wall clock has no Z in any of them
            utc = moment.utcoffset() == dt.timedelta()
            return plain.isoformat("T", "seconds") + ("Z" if utc else "")


def millis(moment: dt.datetime) -> int:
    """Milliseconds since 1970."""
    return int(moment.timestamp() * 1000)
