"""Taking typed, sane values out of a FIT message."""

from __future__ import annotations

import datetime as dt
import math

from fittrack_backend.readers import measures
from fittrack_backend.readers.fit.definitions import Value
from fittrack_backend.readers.fit.times import EARLIEST, FIT_EPOCH, LATEST
from fittrack_backend.readers.fit.wire import Message
from fittrack_backend.readers.measures import clean_text, not_negative

# These are asked for every field of every message: what most values are is asked for first.


def real(value: Value | None) -> float | None:
    """A finite number; of an array, its first."""
    if value is None:
        return None
    if type(value) is int:
        return float(value)
    if isinstance(value, tuple):
        value = value[0]
    if isinstance(value, str) or not math.isfinite(value):
        return None
    return float(value)


def integer(value: Value | None) -> int | None:
    """A finite number, rounded; of an array, its first."""
    if type(value) is int:
        return value
    found = real(value)
    return None if found is None else round(found)


def amount_of(value: Value | None) -> float | None:
    """A finite number that is not negative."""
    found = real(value)
    return None if found is None else not_negative(found)


def whole_of(value: Value | None) -> int | None:
    """A number that is not negative, rounded."""
    if type(value) is int:
        return value if not_negative(value) is not None else None
    found = amount_of(value)
    return None if found is None else round(found)


def heart_rate_of(value: Value | None) -> int | None:
    """Beats per minute, where a heart can beat so."""
    return measures.heart_rate(real(value))


def number(message: Message, name: str) -> float | None:
    """A finite number; of an array, its first."""
    return real(message.values.get(name))


def amount(message: Message, name: str) -> float | None:
    """A finite number that is not negative."""
    return amount_of(message.values.get(name))


def whole(message: Message, name: str) -> int | None:
    """A number that is not negative, rounded."""
    return whole_of(message.values.get(name))


def seconds(message: Message, name: str) -> int | None:
    """A time in FIT seconds where it is a plausible date, otherwise None."""
    value = message.values.get(name)
    if type(value) is not int:
        value = whole(message, name)
    return value if value is not None and EARLIEST <= value < LATEST else None


def heart_rate(message: Message, name: str) -> int | None:
    """Beats per minute, where a heart can beat so."""
    return measures.heart_rate(number(message, name))


def text(message: Message, name: str, limit: int) -> str | None:
    """A string, at most `limit` characters of it."""
    value = message.values.get(name)
    return clean_text(value, limit) if isinstance(value, str) else None


def moment(fit_seconds: int) -> dt.datetime:
    """FIT seconds as a time in UTC."""
    return FIT_EPOCH + dt.timedelta(seconds=fit_seconds)
