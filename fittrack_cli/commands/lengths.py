"""Lengths of time as people type them: 30m, 6h, 2d, 1w."""

from __future__ import annotations

import datetime as dt
import re

from fittrack_cli.errors import UsageError

_LENGTH = re.compile(r"([0-9]{1,6})([mhdw])", re.ASCII)
_UNITS = {
    "m": dt.timedelta(minutes=1),
    "h": dt.timedelta(hours=1),
    "d": dt.timedelta(days=1),
    "w": dt.timedelta(weeks=1),
}


def length_of(text: str, option: str) -> dt.timedelta:
    """The length that an option says, above 0. Raises UsageError for anything else."""
    match = _LENGTH.fullmatch(text.strip().lower())
    if match is None or int(match[1]) == 0:
        raise UsageError(
            f"{option} is not a length of time",
            f"{text!r} is not a number above 0 followed by m, h, d or w (minutes, hours, days, weeks)",
            f"for example {option} 6h or {option} 2d",
        )
    return int(match[1]) * _UNITS[match[2]]


def length_text(seconds: float) -> str:
    """Seconds in the largest unit that counts them without a rest: `6 h`, `90 min`, `2 days`."""
    for unit, name in ((86_400, "day"), (3600, "h"), (60, "min")):
        if seconds % unit == 0:
            count = int(seconds // unit)
            return f"{count} {name}{'s' if name == 'day' and count != 1 else ''}"
    return f"{seconds:g} s"
