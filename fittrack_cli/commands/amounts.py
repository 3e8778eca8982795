"""Distances and times that options take: a number with its unit, or a number of the contract's units alone."""

from __future__ import annotations

import math
import re

from fittrack_cli.errors import UsageError
from fittrack_cli.output.systems import FOOT_M, MILE_M, YARD_M

_DISTANCE = re.compile(r"(\d{1,9}(?:\.\d{1,9})?)\s*(km|m|mi|yd|ft)?", re.ASCII)
_METRES = {"m": 1.0, "km": 1000.0, "mi": MILE_M, "yd": YARD_M, "ft": FOOT_M}
_TIME = re.compile(r"(?:(\d{1,6})h)?(?:(\d{1,7})m(?:in)?)?(?:(\d{1,9})s?)?", re.ASCII)


def metres_of(text: str, option: str) -> int:
    """The whole metres of `10km`, `800m`, `26.2mi`, or of a number of metres. Raises UsageError for anything else."""
    match = _DISTANCE.fullmatch(text)
    if match is None:
        raise UsageError(
            f"{option} is not a distance",
            f"{text!r} is not a number followed by m, km, mi, yd or ft",
            f"for example {option} 10km",
        )
    return _within(math.floor(float(match[1]) * _METRES[match[2] or "m"] + 0.5), option, text)


def seconds_of(text: str, option: str) -> int:
    """The seconds of `1h30m`, `45m`, `90s`, or of a number of seconds. Raises UsageError for anything else."""
    match = _TIME.fullmatch(text)
    if match is None or not text:
        raise UsageError(
            f"{option} is not a length of time",
            f"{text!r} is not hours, minutes and seconds",
            f"for example {option} 1h30m",
        )
    hours, minutes, seconds = (int(part or 0) for part in match.groups())
    return _within(hours * 3600 + minutes * 60 + seconds, option, text)


def _within(amount: int, option: str, text: str) -> int:
    if amount > 10**9:
        raise UsageError(f"{option} is too much", f"{text!r}", "leave it out")
    return amount
