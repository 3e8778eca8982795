"""A field's value as a person wants to read it: numbers with their `units`, a time local and relative."""

from __future__ import annotations

import datetime as dt
import json
from math import isfinite

from fittrack_cli.output.harmless import exact_json
from fittrack_cli.output.units import NOTHING as NOTHING
from fittrack_cli.output.units import UNIT_ENDINGS, Units
from fittrack_common.sentences import counted

DAY = "%Y-%m-%d"
TIME_OF_DAY = "%H:%M"

_STATES = {
    "succeeded": "green",
    "new": "green",
    "updated": "green",
    "running": "cyan",
    "queued": "cyan",
    "partial": "yellow",
    "skipped": "yellow",
    "failed": "red",
    "cancelled": "red",
    "undone": "yellow",
    "available": "green",
    "not_asked": "yellow",
}
_COLORS = {"bold": "1", "dim": "2", "red": "31", "green": "32", "yellow": "33", "cyan": "36"}


def styled(text: str, style: str | None) -> str:
    """`text` in a colour or weight (ECMA-48, SGR)."""
    return f"\x1b[{_COLORS[style]}m{text}\x1b[0m" if style else text


def style_of(field: str, value: object) -> str | None:
    """The colour of a cell: states and outcomes have one."""
    if field in ("state", "outcome", "last_state") and isinstance(value, str):
        return _STATES.get(value)
    return None


def is_of_use_whole_only(field: str) -> bool:
    """Whether a part of the field's text is of no use: ids and times."""
    return field == "id" or field.endswith("_id") or _is_moment(field)


def is_number(field: str, value: object) -> bool:
    """Whether a cell belongs to the right: numbers and quantities, but no times."""
    return isinstance(value, int | float) and not isinstance(value, bool)


def words_of(name: str) -> str:
    """A name of the contract or of the FIT profile as words: `open_water` is `open water`."""
    return name.replace("_", " ")


def header(field: str) -> str:
    """A column's heading for people: `distance_m` is `DISTANCE`."""
    name = field
    for ending in (*UNIT_ENDINGS, "_at"):
        if field.endswith(ending):
            name = field.removesuffix(ending)
            break
    return words_of(name).upper()


def text_of(field: str, value: object, units: Units) -> str:
    """A value for a table, formatted by its field's name and its type."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return moment(value) if _is_moment(field) else value
    if isinstance(value, int | float):
        return units.text(field, value)
    if isinstance(value, list):
        return ", ".join(text_of("", entry, units) for entry in value) or NOTHING
    return json.dumps(value, ensure_ascii=False)


def exact_text(value: object) -> str:
    """A value as a program reads it: null empty, booleans in lower case, lists and objects JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if type(value) is int or (type(value) is float and isfinite(value)):
        return repr(value)  # as JSON has it; an encoder for each number costs three times as much
    if value == []:
        return "[]"  # most lists are
    return exact_json(value)


def _is_moment(field: str) -> bool:
    return field.endswith("_at") or field in ("start_time", "end_time")


def parse_moment(text: str) -> dt.datetime | None:
    """An RFC 3339 time with its offset, or None when it is something else."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except ValueError:
        return None
    return moment if moment.tzinfo is not None else None


def moment(text: str, now: dt.datetime | None = None) -> str:
    """A time in the local zone; a recent one, or one that is near, relative to now."""
    parsed = parse_moment(text)
    if parsed is None:
        return text
    now = now or dt.datetime.now(dt.UTC)
    seconds = (now - parsed).total_seconds()
    near = relative(seconds)
    return near or local(parsed)


def exact_moment(value: object) -> str:
    """A time in the local zone, never relative: for what is looked up by its date."""
    return _in_form(value, f"{DAY} {TIME_OF_DAY}")


def relative(seconds_ago: float) -> str | None:
    """`3 minutes ago`, `in 2 hours`; None from a day on."""
    distance_s = abs(seconds_ago)
    if distance_s < 5:
        return "now"
    if distance_s >= 86_400:
        return None
    for length, unit in ((3600, "hour"), (60, "minute"), (1, "second")):
        if distance_s >= length:
            count = int(distance_s // length)
            words = counted(count, unit)
            return f"{words} ago" if seconds_ago > 0 else f"in {words}"
    return None


def ago(value: object, now: dt.datetime | None = None) -> str:
    """A time in few cells: `5m ago`, `3h ago`, `12d ago`, from 100 days on its local day."""
    parsed = parse_moment(value) if isinstance(value, str) else None
    if parsed is None:
        return _as_it_is(value)
    minutes = int(((now or dt.datetime.now(dt.UTC)) - parsed).total_seconds() // 60)
    if minutes < 1:
        return "now"
    for length, unit in ((1440, "d"), (60, "h"), (1, "m")):
        if minutes >= length:
            count = minutes // length
            return f"{count}{unit} ago" if unit != "d" or count < 100 else local(parsed, DAY)
    raise AssertionError


def day(value: object) -> str:
    """The local day of a time."""
    return _in_form(value, DAY)


def time_of_day(value: object) -> str:
    """The local time of day of a time."""
    return _in_form(value, TIME_OF_DAY)


def own_moment(value: object) -> str:
    """A time with its own offset, whatever the local zone is."""
    return _by_its_own_clock(value, f"{DAY} {TIME_OF_DAY}")


def own_time_of_day(value: object) -> str:
    """The time of day of a time with its own offset."""
    return _by_its_own_clock(value, TIME_OF_DAY)


def own_day(value: object) -> str:
    """The day of a time with its own offset."""
    return _by_its_own_clock(value, DAY)


def _by_its_own_clock(value: object, form: str) -> str:
    parsed = parse_moment(value) if isinstance(value, str) else None
    return parsed.strftime(form) if parsed is not None else _as_it_is(value)


def _as_it_is(value: object) -> str:
    """What was to be a time and is none."""
    return NOTHING if value is None else str(value)


def _in_form(value: object, form: str) -> str:
    parsed = parse_moment(value) if isinstance(value, str) else None
    return local(parsed, form) if parsed is not None else _as_it_is(value)


def local(moment: dt.datetime, form: str = f"{DAY} {TIME_OF_DAY}") -> str:
    """A time in the local zone."""
    try:
        return moment.astimezone().strftime(form)
    except (OverflowError, OSError, ValueError):  # the year 1 or 9999 at the edge of the calendar
        return moment.strftime(f"{form} UTC")
