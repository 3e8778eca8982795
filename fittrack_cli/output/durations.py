"""Lengths of time as people read them, which are the same in every system of units."""

from __future__ import annotations


def duration(value: float) -> str:
    """Seconds as `0:42`, `42:10` or `1:02:03`."""
    seconds = round(value)
    hours, rest = divmod(abs(seconds), 3600)
    minutes, seconds_left = divmod(rest, 60)
    sign = "-" if seconds < 0 else ""
    if hours:
        return f"{sign}{hours}:{minutes:02}:{seconds_left:02}"
    return f"{sign}{minutes}:{seconds_left:02}"


def hours_text(value: object) -> str:
    """Seconds as `7h 20m`, below an hour as `20m`."""
    if not isinstance(value, int | float):
        return str(value)
    whole, left = divmod(round(value / 60), 60)
    return f"{whole}h {left:02}m" if whole else f"{left}m"
