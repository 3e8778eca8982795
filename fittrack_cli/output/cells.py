"""A field's value as a person wants to read it. The unit comes from the name of the field.

`distance_m` becomes `5.2 km`, `timer_s` `1:02:03`, a time local and relative.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from math import isfinite

from fittrack_cli.output.harmless import exact_json

NOTHING = "-"
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


def header(field: str) -> str:
    """A column's heading for people: `distance_m` is `DISTANCE`."""
    name = field
    for ending in (*_BY_ENDING, "_at"):
        if field.endswith(ending):
            name = field.removesuffix(ending)
            break
    return name.replace("_", " ").upper()


def text_of(field: str, value: object) -> str:
    """A value for a table, formatted by its field's name and its type."""
    if value is None:
        return NOTHING
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return moment(value) if _is_moment(field) else value
    if isinstance(value, int | float):
        for ending, show in _BY_ENDING.items():
            if field.endswith(ending):
                return show(value) if ending != "_m" or "distance" in field else metres(value)
        return number(value)
    if isinstance(value, list):
        return ", ".join(text_of("", entry) for entry in value) or NOTHING
    return json.dumps(value, ensure_ascii=False)


def exact_text(value: object) -> str:
    """A value as a program reads it: null empty, booleans in lower case, lists and objects JSON."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if type(value) is int or (type(value) is float and isfinite(value)):
        return repr(value)  # as JSON has it; an encoder for each number costs three times as much
    return exact_json(value)


def number(value: float) -> str:
    """At most two decimals, and none that say nothing."""
    return str(value) if isinstance(value, int) else f"{value:.2f}".rstrip("0").rstrip(".")


def metres(value: float) -> str:
    """Whole metres."""
    return f"{value:.0f} m"


def distance(value: float) -> str:
    """Metres below a kilometre, then kilometres with one decimal."""
    return f"{value:.0f} m" if value < 999.5 else f"{value / 1000:.1f} km"


def duration(value: float) -> str:
    """Seconds as `0:42`, `42:10` or `1:02:03`."""
    seconds = round(value)
    hours, rest = divmod(abs(seconds), 3600)
    minutes, seconds_left = divmod(rest, 60)
    sign = "-" if seconds < 0 else ""
    if hours:
        return f"{sign}{hours}:{minutes:02}:{seconds_left:02}"
    return f"{sign}{minutes}:{seconds_left:02}"


def size(value: float) -> str:
    """Bytes with a decimal unit."""
    for unit in ("B", "kB", "MB", "GB"):
        if abs(value) < 999.5 or unit == "GB":
            return f"{value:.0f} {unit}" if unit == "B" else f"{value:.1f} {unit}"
        value /= 1000
    raise AssertionError


def _unit(unit: str) -> Callable[[float], str]:
    return lambda value: f"{number(value)} {unit}"


_BY_ENDING: dict[str, Callable[[float], str]] = {
    "_calories_kcal": _unit("kcal"),
    "_kcal": _unit("kcal"),
    "_bpm": _unit("bpm"),
    "_kg": _unit("kg"),
    "_bytes": size,
    "_bar_per_min": _unit("bar/min"),
    "_l_per_min": _unit("l/min"),
    "_per_min": _unit("/min"),
    "_m_s": _unit("m/s"),
    "_rpm": _unit("rpm"),
    "_percent": lambda value: f"{number(value)}%",
    "_ms": _unit("ms"),
    "_mm": _unit("mm"),
    "_w": _unit("W"),
    "_j": lambda value: f"{value / 1000:.0f} kJ",
    "_c": _unit("°C"),
    "_otu": _unit("OTU"),
    "_m": distance,
    "_s": duration,
}


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
            words = f"{count} {unit}{'s' if count != 1 else ''}"
            return f"{words} ago" if seconds_ago > 0 else f"in {words}"
    return None


def ago(value: object, now: dt.datetime | None = None) -> str:
    """A time in few cells: `5m ago`, `3h ago`, `12d ago`, from 100 days on its local day."""
    parsed = parse_moment(value) if isinstance(value, str) else None
    if parsed is None:
        return text_of("", value)
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
    return parsed.strftime(form) if parsed is not None else text_of("", value)


def _in_form(value: object, form: str) -> str:
    parsed = parse_moment(value) if isinstance(value, str) else None
    return local(parsed, form) if parsed is not None else text_of("", value)


def local(moment: dt.datetime, form: str = f"{DAY} {TIME_OF_DAY}") -> str:
    """A time in the local zone."""
    try:
        return moment.astimezone().strftime(form)
    except (OverflowError, OSError, ValueError):  # the year 1 or 9999 at the edge of the calendar
        return moment.strftime(f"{form} UTC")
